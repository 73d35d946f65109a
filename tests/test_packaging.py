"""What is installed is all that is needed, and nothing else: the wheel, tried from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from kg import __version__
from tests.conftest import EXAMPLES, ROOT

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed; what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with files in it that git ignores, as a work tree has."""
    copy = tmp_path_factory.mktemp("tree") / "minutes-kg"
    left_out = shutil.ignore_patterns(".git", ".venv", "*_cache", "__pycache__", ".hypothesis", "build", "dist", "*.kg")
    shutil.copytree(ROOT, copy, ignore=left_out)
    for name in (
        "kg/__pycache__/left.cpython-311.pyc",
        "queries/mine.kg/kg.json",
        "ontology/build/secret.ttl",
        "shapes/.venv/key",
    ):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("not for others", encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def wheel(tree: Path) -> Path:
    """The wheel, built from that copy."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tree.parent / "out", cwd=tree)
    (file,) = (tree.parent / "out").glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `kg` of a fresh environment that has the wheel; the libraries are those of this one, so that nothing is downloaded."""
    place = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place)
    python = place / "bin" / "python"
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip())
    # A path in a .pth file does not bring the .pth files of that path: an editable install here is not seen there.
    libraries = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (packages / "libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=place,
    )
    return place / "bin" / "kg"


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_code_ontology_queries_shapes_and_lexicon(wheel: Path) -> None:
    wanted = {f"kg/{path.relative_to(ROOT / 'kg').as_posix()}" for path in (ROOT / "kg").rglob("*.py")}
    for folder, pattern in (
        ("ontology", "**/*.ttl"),
        ("ontology", "lexicon/*.toml"),
        ("queries", "**/*.rq"),
        ("shapes", "*.ttl"),
    ):
        found = {f"kg/_data/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).glob(pattern)}
        assert found, folder
        wanted |= found
    wanted |= {f"minutes_kg-{__version__}.dist-info/licenses/{name}" for name in ("LICENSE", "LICENSE-DATA")}
    assert sorted(wanted - names(wheel)) == []


def test_the_wheel_has_nothing_that_git_ignores_and_no_tests(wheel: Path) -> None:
    strange = [
        name
        for name in names(wheel)
        if any(part in name for part in (".pyc", "mine.kg", "secret", "key", "tests/", "examples/"))
    ]
    assert strange == []
    assert {name.split("/")[0] for name in names(wheel)} == {"kg", f"minutes_kg-{__version__}.dist-info"}


def test_the_source_archive_gives_the_same_wheel(tree: Path, wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=tree)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    unpacked = tmp_path / f"minutes_kg-{__version__}"
    assert (unpacked / "tests" / "conftest.py").is_file()
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again", cwd=unpacked)
    (again,) = (tmp_path / "again").glob("*.whl")
    assert names(again) == names(wheel)


def test_kg_runs_from_anywhere(installed: Path, tmp_path: Path) -> None:
    root = Path("/")
    assert run(installed, "--version", cwd=root) == f"minutes-kg, version {__version__}\n"
    assert "who-promised-what" in run(installed, "query", cwd=root)
    assert "phrases match their examples" in run(installed, "lexicon", "check", cwd=root)
    run(installed, "build", EXAMPLES / "merrowshire", "--graph", tmp_path / "x.kg", cwd=root)
    assert (
        run(installed, "query", "meetings", "--graph", tmp_path / "x.kg", "--format", "csv", cwd=root).count("\n") == 6
    )
    assert "0 violations" in run(installed, "validate", "--graph", tmp_path / "x.kg", cwd=root)


def test_it_is_the_installed_code_that_runs(installed: Path) -> None:
    where = run(
        installed.with_name("python"),
        "-c",
        "import kg, kg.paths; print(kg.__file__); print(kg.paths.QUERIES)",
        cwd=Path("/"),
    )
    code, queries = map(Path, where.splitlines())
    assert installed.parents[1] in code.parents
    assert queries == code.parent / "_data" / "queries"


def test_pins_and_ranges_agree_and_name_no_index() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {line.partition("==")[0] for line in text.splitlines() if "==" in line and not line.startswith("#")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    asked += [
        one
        for extra in project["project"]["optional-dependencies"].values()
        for one in extra
        if not one.startswith("minutes-kg[")
    ]
    assert [one for one in asked if one.partition(">")[0].lower() not in pinned] == []
    assert "://" not in text and "--" not in text
