"""What the READMEs say is so: every command prints what stands below it, every name and path is there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg import __version__, paths
from kg.cli import COMMANDS
from kg.errors import MissingLibrary
from kg.query import load_catalogue
from kg.reason.java import find_java
from tests.conftest import ROOT
from tests.consoles import Room, find_commands, write_outputs
from tests.scores import read_floors

DOCS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(ROOT.glob("*/README.md"))
WITH_COMMANDS = [path for path in DOCS if "```console" in path.read_text(encoding="utf-8")]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.slow
@pytest.mark.parametrize("path", WITH_COMMANDS, ids=name_of)
def test_every_command_prints_what_stands_below_it(
    path: Path, tmp_path: Path, examples_graph: Path, update_golden: bool
) -> None:
    text = path.read_text(encoding="utf-8")
    room = Room.furnish(tmp_path, examples_graph)
    outputs: dict[int, str] = {}
    for command in find_commands(text):
        if command.line.startswith("make "):  # run by .ci/run
            continue
        if command.line.startswith("kg reason") and not _has_java():
            continue
        if ".xlsx" in command.line and not find_spec("openpyxl"):
            continue
        if ".gexf" in command.line and not find_spec("rustworkx"):
            continue
        outputs[command.number] = room.run(command.line)
        if not update_golden:
            where = f"{name_of(path)}:{command.number}: {command.line}"
            assert command.printed == outputs[command.number], (
                f"{where} prints something else: `make golden`, and read the diff"
            )
    assert outputs
    if update_golden:
        path.write_text(write_outputs(text, outputs), encoding="utf-8", newline="\n")


def _has_java() -> bool:
    try:
        find_java()
    except MissingLibrary:
        return False
    return True


def prose(path: Path) -> str:
    """A README without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_command_that_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|\$ )kg ([a-z][\w-]*)", text))
    later = set(re.findall(r"(?:`)kg ([a-z][\w-]*)", "\n".join(re.findall(r"^.*\bnot yet\b.*$", text, re.MULTILINE))))
    assert sorted(named - set(COMMANDS) - later) == []
    queries = {query.name for query in load_catalogue()}
    assert sorted(set(re.findall(r"\bkg query ([a-z][a-z-]+)", text)) - queries) == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_target_of_make_that_is_named_is_there(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert sorted(set(re.findall(r"(?:`|\$ )make ([a-z]+)", path.read_text(encoding="utf-8"))) - targets) == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    links = [
        link.partition("#")[0]
        for link in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", prose(path))
        for link in link
        if link
    ]
    assert [link for link in links if link and "://" not in link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_path_that_is_named_is_there(path: Path) -> None:
    named = re.findall(r"`((?:kg|tests|ontology|queries|shapes|examples|\.ci)/[\w./-]*[\w/])`", prose(path))
    assert [name for name in named if not (ROOT / name).exists() and not (path.parent / name).exists()] == []


def test_every_command_and_query_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"kg {name}" not in text] == []


def test_the_scores_in_the_readme_are_the_floors() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    head = next(line for line in text.splitlines() if line.startswith("| set"))
    scores = re.findall(r"`([a-z]+\.[a-z0-9]+)`", head)
    assert len(scores) >= 5
    for name, floors in read_floors().items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[-len(scores) :] == [f"{floors[score]:.2f}" for score in scores], name


def test_the_changelog_has_this_version_with_all_its_headings() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[(?:Unreleased|{re.escape(__version__)})\]", text, re.MULTILINE)
    for heading in ("### Added", "### Ontology, shapes, queries and phrases"):
        assert heading in text
    ontology = (paths.ONTOLOGY / "minutes.ttl").read_text(encoding="utf-8")
    assert __version__ in ontology


def test_the_picture_shows_words_that_stand_in_the_minutes() -> None:
    picture = ET.parse(ROOT / "examples" / "picture.svg")
    quoted = " ".join(" ".join(node.itertext()).strip() for node in picture.iter() if node.get("class") == "quote")
    minutes = [
        " ".join(path.read_text(encoding="utf-8").split()) for path in (ROOT / "examples/minutes").rglob("*.txt")
    ]
    assert len(quoted) > 40
    assert sum(" ".join(quoted.split()) in text for text in minutes) == 1
