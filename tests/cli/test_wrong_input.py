"""Wrong input: one line that says what, where and what to do, exit 2; or a warning, and the rest is built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import GraphFolder
from tests.conftest import ROOT, Kg

GOOD = """\
MERE VALLEY COUNCIL

HOUSING PANEL

4 May 2024

Present: Cllr Ada Quill (Chair), Jana Holt (Head of Housing)

12. Repairs

Ms Holt reported that 84% of repairs were done on time. She undertook to circulate the list of blocks by 1 June 2024.
"""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """A folder with one good file."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "may.txt").write_text(GOOD, encoding="utf-8")
    return folder


def documents(graph: Path) -> list[str]:
    """The documents of a graph folder, whole as it must be."""
    folder = GraphFolder.open(graph)
    assert len(list(folder.store().select("SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1").rows)) == 1
    return sorted(entry.name for entry in folder.manifest.documents)


# Nothing to build ---------------------------------------------------------------------------------------------


def test_a_path_that_is_not_there(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", "minuets")
    assert (done.code, done.out) == (2, "")
    assert done.line == "kg: minuets: there is no such file or folder; check the name"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = kg("build", "empty")
    assert done.code == 2
    assert done.line.startswith("kg: empty: no minutes found; put minutes as .txt")
    assert not (tmp_path / "minutes.kg").exists()


def test_no_path_at_all(kg: Kg) -> None:
    done = kg("build")
    assert done.code == 2
    assert "PATH" in done.line


def test_only_files_that_are_not_text(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    done = kg("build", "scan.txt")
    assert done.code == 2
    assert "scan.txt: not a text file; save it as plain text" in done.line
    assert not (tmp_path / "minutes.kg").exists()


def test_a_damaged_pdf_is_named_and_the_rest_is_built(kg: Kg, minutes: Path) -> None:
    (minutes / "june.pdf").write_bytes(b"%PDF-1.7\n")
    done = kg("build", minutes)
    assert done.code == 0
    assert "skipped: " in done.err
    assert "june.pdf: a damaged PDF" in done.err


# A bad file among good ones -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (bytes(range(256)) * 40, "not a text file"),
        (b"", "no words in it"),
        (b"\xff\xfea\x00b", "begins like utf-16 but cannot be read as it"),
    ],
    ids=["binary", "empty", "cut short"],
)
def test_a_bad_file_among_good_ones_is_skipped_and_named(kg: Kg, minutes: Path, data: bytes, what: str) -> None:
    (minutes / "june.txt").write_bytes(data)
    done = kg("build", minutes, "--graph", "x.kg")
    assert done.code == 0
    assert f"june.txt: {what}" in done.err
    assert "1 file skipped" in done.err
    assert documents(Path("x.kg")) == ["may.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_gives_the_same_commitment(kg: Kg, minutes: Path, encoding: str) -> None:
    (minutes / "may.txt").write_bytes(GOOD.replace("Ms Holt", "Ms Holt –").encode(encoding))
    assert kg("build", minutes).code == 0
    done = kg("query", "who-promised-what", "--format", "json", "--as-of", "2026-06-01")
    (row,) = json.loads(done.out)
    assert (row["by"], row["due_by"]) == ("Jana Holt", "2024-06-01")
    assert kg("validate").code == 0


def test_control_characters_in_a_text_do_not_reach_the_terminal(kg: Kg, minutes: Path) -> None:
    text = GOOD.replace("list of blocks", "list \x1b[31mof\x07 blocks\x00\x0b").replace("\x00", "")
    (minutes / "may.txt").write_text(text, encoding="utf-8")
    built = kg("build", minutes)
    assert built.code == 0
    for command in (
        ["query", "who-promised-what"],
        ["query", "who-promised-what", "--format", "md"],
        ["validate", "--severity", "info"],
    ):
        done = kg(*command)
        assert done.code == 0
        assert [c for c in done.out + done.err if not c.isprintable() and c != "\n"] == []
    assert kg("export", "x.nq").code == 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_a_file_name_with_a_newline_is_one_line_in_every_message(kg: Kg, minutes: Path) -> None:
    (minutes / "june\nnotes\x1b.txt").write_bytes(bytes(range(256)) * 40)
    (minutes / "july\nnotes.txt").write_text(GOOD, encoding="utf-8")
    done = kg("build", minutes, "--graph", "x.kg")
    assert done.code == 0
    assert "\x1b" not in done.err
    (line,) = [line for line in done.err.splitlines() if "not a text file" in line]
    assert "june" in line
    assert documents(Path("x.kg")) == ["july\nnotes.txt", "may.txt"]
    assert kg("validate", "--graph", "x.kg").code == 0
    assert kg("export", "x.nq", "--graph", "x.kg").code == 0


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_a_link_out_of_the_folder_is_not_followed(kg: Kg, minutes: Path, tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text(GOOD, encoding="utf-8")
    (minutes / "link.txt").symlink_to(tmp_path / "private.txt")
    (minutes / "loop").symlink_to(minutes)
    assert kg("build", minutes, "--graph", "x.kg").code == 0
    assert documents(Path("x.kg")) == ["may.txt"]


# minutes.csv --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "warning"),
    [
        (
            b"file,council\njune.txt,Mere Valley Council\n",
            "minutes.csv:2: names 'june.txt', which is not in the folder",
        ),
        (b"file,date\nmay.txt,the fourth\n", "minutes.csv:2: date 'the fourth' is not a date; write it as 2024-09-10"),
        (
            b"name,date\nmay.txt,2024-05-04\n",
            "minutes.csv:1: has no column named file; its first line should be file,council,body,date,url",
        ),
        (b"file,date\nmay.txt,2024-05-05\n", "may.txt:5: the text says 4 May 2024, minutes.csv says 5 May 2024"),
        (bytes(range(256)) * 40, "minutes.csv: not a text file"),
        (b"", "minutes.csv:1: has no column named file"),
    ],
    ids=["absent file", "bad date", "no column file", "another date than the text", "binary", "empty"],
)
def test_a_faulty_table_is_a_warning_and_the_minutes_are_built(
    kg: Kg, minutes: Path, table: bytes, warning: str
) -> None:
    (minutes / "minutes.csv").write_bytes(table)
    done = kg("build", minutes, "--graph", "x.kg")
    assert done.code == 0
    assert "1 warning" in done.err
    (line,) = [line for line in done.err.splitlines() if "warning: " in line]
    assert warning in line
    assert documents(Path("x.kg")) == ["may.txt"]


@pytest.mark.parametrize(
    "table",
    [
        "file;council;date\nmay.txt;Dyffryn Gŵydd Council;2024-05-04\n".encode(),
        "file,council,date\nmay.txt,Dyffryn Gŵydd Council,04/05/2024\n".encode("utf-16"),
        "file,council,date\nmay.txt,Dyffryn Gŵydd Council,04/05/2024\n".replace("ŵ", "ê").encode("cp1252"),
    ],
    ids=["semicolons", "utf-16", "windows-1252"],
)
def test_a_table_as_a_spreadsheet_saves_it_is_read(kg: Kg, minutes: Path, table: bytes) -> None:
    (minutes / "may.txt").write_text(GOOD.removeprefix("MERE VALLEY COUNCIL\n\n"), encoding="utf-8")
    (minutes / "minutes.csv").write_bytes(table)
    done = kg("build", minutes)
    assert "0 warnings, 0 files skipped" in done.err, done.err
    rows = json.loads(kg("query", "who-promised-what", "--format", "json").out)
    assert {row["council"] for row in rows} <= {"Dyffryn Gŵydd Council", "Dyffryn Gêydd Council"}
    assert rows


# The graph folder -----------------------------------------------------------------------------------------------

READERS = [
    ["query", "who-promised-what"],
    ["sparql", "SELECT * { ?s ?p ?o } LIMIT 1"],
    ["show", "promise-0000000000"],
    ["validate"],
    ["export", "all.nq"],
]


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_a_graph_that_is_not_there(kg: Kg, command: list[str]) -> None:
    done = kg(*command)
    assert (done.code, done.out) == (2, "")
    assert done.line == "kg: minutes.kg: no graph there; make one with: kg build FOLDER --graph minutes.kg"


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_a_folder_that_is_no_graph_folder(kg: Kg, minutes: Path, command: list[str]) -> None:
    done = kg(*command, "--graph", minutes)
    assert (done.code, done.out) == (2, "")
    assert done.line == f"kg: {minutes}: not a graph folder (no kg.json in it); give the folder that kg build wrote"


@pytest.mark.parametrize("command", [*READERS, ["build", "minutes"]], ids=lambda command: command[0])
def test_a_graph_of_another_version(kg: Kg, minutes: Path, command: list[str]) -> None:
    assert kg("build", minutes).code == 0
    manifest = Path("minutes.kg/kg.json")
    text = manifest.read_text(encoding="utf-8").replace('"format": 3', '"format": 7').replace('"0.1.0"', '"9.9.0"')
    manifest.write_text(text, encoding="utf-8")
    done = kg(*command)
    assert (done.code, done.out) == (2, "")
    assert done.line.startswith("kg: minutes.kg: made by kg 9.9.0, in format 7; this one reads format 3")
    assert manifest.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "damage", ["{", "[]", '{"format": 3}', "", '{"format": 3, "version": "x", "base": "x", "generation": "../../x"}']
)
def test_a_damaged_manifest(kg: Kg, minutes: Path, damage: str) -> None:
    assert kg("build", minutes).code == 0
    Path("minutes.kg/kg.json").write_text(damage, encoding="utf-8")
    done = kg("query", "who-promised-what")
    assert (done.code, done.out) == (2, "")
    assert "minutes.kg: kg.json is damaged" in done.line
    assert done.line.endswith("; remove that folder and build it again")


def test_a_folder_with_other_things_in_it_is_not_written_into(kg: Kg, minutes: Path) -> None:
    before = sorted(minutes.iterdir())
    done = kg("build", minutes, "--graph", minutes)
    assert done.code == 2
    assert done.line == f"kg: {minutes}: holds other files and is not a graph folder; choose another folder for --graph"
    assert sorted(minutes.iterdir()) == before


def test_a_file_where_the_graph_should_be(kg: Kg, minutes: Path) -> None:
    Path("x.kg").write_text("mine", encoding="utf-8")
    done = kg("build", minutes, "--graph", "x.kg")
    assert done.code == 2
    assert done.line.startswith("kg: x.kg: ")
    assert Path("x.kg").read_text(encoding="utf-8") == "mine"


# Runs the command line without the right to write, whoever runs the tests: root becomes nobody once all is imported,
# since nobody may not be allowed to read the Python that root runs.
AS_NOBODY = """\
import _strptime, difflib, importlib, os, pathlib, pkgutil, sys
import kg, pyshacl, rich.progress
for module in pkgutil.walk_packages(kg.__path__, "kg."):
    if not module.name.endswith(("__main__", "worker")):
        importlib.import_module(module.name)
from kg.pipeline import read_source
from kg.gather import Source
from kg.document import Record
read_source(Source(pathlib.Path(sys.argv[1]), Record()))  # the lexicon is read and kept
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(kg.cli.run(sys.argv[2:]))
"""


def as_nobody(source: Path, *args: str | Path) -> tuple[int, str]:
    """The exit code and stderr of `kg` run by somebody who may read everything here and write nothing."""
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(source), *map(str, args)],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stderr


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A folder that may be read and not written, below folders that may be entered."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/") and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o055)
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    return folder


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_no_permission_to_write_the_graph(minutes: Path, locked: Path) -> None:
    code, err = as_nobody(minutes / "may.txt", "build", minutes, "--graph", locked / "x.kg")
    assert code == 2, err
    (line,) = err.splitlines()
    assert line.startswith("kg: ")
    assert "no permission to write here; choose another folder for --graph" in line
    assert list(locked.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_no_permission_to_write_into_a_graph_that_is_there(kg: Kg, minutes: Path, locked: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    assert kg("build", minutes, "--graph", graph).code == 0
    before = (graph / "kg.json").read_bytes()
    for path in (graph, *graph.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    (minutes / "june.txt").write_text(GOOD.replace("May", "June"), encoding="utf-8")
    code, err = as_nobody(minutes / "may.txt", "build", minutes, "--graph", graph)
    assert code == 2, err
    (line,) = err.splitlines()
    assert "no permission to write here" in line
    assert (graph / "kg.json").read_bytes() == before
    assert documents(graph) == ["may.txt"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_no_permission_to_read_one_of_the_minutes(minutes: Path, locked: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o777)
    (minutes / "secret.txt").write_text(GOOD, encoding="utf-8")
    (minutes / "secret.txt").chmod(0)
    code, err = as_nobody(minutes / "may.txt", "build", minutes, "--graph", out / "x.kg")
    assert code == 0, err
    assert "secret.txt: cannot be read (Permission denied)" in err
    assert documents(out / "x.kg") == ["may.txt"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_no_permission_to_write_an_answer(kg: Kg, minutes: Path, locked: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    assert kg("build", minutes, "--graph", graph).code == 0
    for command in (
        ["export", locked / "all.nq"],
        ["query", "overdue", "-o", locked / "a.csv"],
        ["validate", "-o", locked / "v.txt"],
    ):
        code, err = as_nobody(minutes / "may.txt", *command, "--graph", graph)
        assert code == 2, err
        (line,) = err.splitlines()
        assert str(locked) in line
        assert list(locked.iterdir()) == []


# Questions ------------------------------------------------------------------------------------------------------


@pytest.fixture
def built(kg: Kg, minutes: Path) -> Kg:
    """The command line beside a graph."""
    assert kg("build", minutes).code == 0
    return kg


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["query", "who-promissed-what"], "who-promised-what"),
        (["query", "who-promised-what", "--pannel", "housing"], "--panel"),
        (["query", "xyzzy"], "kg query"),
        (["query", "who-promised-what", "--format", "pdf"], "csv"),
        (["query", "who-promised-what", "--as-of", "tomorrow"], "write it as 2025-03-31"),
        (
            ["build", "minutes", "--as-of", "31/02/2026"],
            "--as-of '31/02/2026' is not a date; write it as 2026-01-31 or 31/01/2026",
        ),
        (["build", "minutes", "--jobs", "0"], "--jobs"),
        (["sparql", "SELEKT * WHERE { ?s ?p ?o }"], "not SPARQL"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "read"),
        (["sparql", "SELECT * { SERVICE <https://elsewhere.example/> { ?s ?p ?o } }"], "SERVICE"),
        (["show", "promise-ffffffffff"], "promise-ffffffffff"),
        (["export", "graph.docx"], ".docx"),
        (["biuld", "minutes"], "did you mean 'build'?"),
        (["frobnicate"], "see kg --help"),
        (["evaluate", "nowhere", "minutes"], "nowhere"),
        (["lexicon", "list", "--means", "promises"], "promise-to"),
        (["lexicon", "check", "minutes"], "no lexicon there"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_use_is_answered_with_what_to_do(built: Kg, command: list[str], said: str) -> None:
    done = built(*command)
    assert (done.code, done.out) == (2, "")
    assert done.line.startswith("kg: ")
    assert said in done.line


def test_a_setting_that_is_no_setting(kg: Kg, minutes: Path) -> None:
    Path("kg.toml").write_text("base = 7\n", encoding="utf-8")
    assert kg("build", minutes).line == 'kg: kg.toml: base is not a text; write base = "https://…/"'
    Path("kg.toml").write_text('bass = "https://minutes.example/"\n', encoding="utf-8")
    assert kg("build", minutes).line == "kg: kg.toml: there is no setting 'bass'; use base and [site]"
    Path("kg.toml").write_text("base = \n", encoding="utf-8")
    assert kg("build", minutes).line.startswith("kg: kg.toml: not TOML")


@pytest.mark.parametrize(
    "base", ["not an address", "https://minutes.example/a b/", "https://minutes.example/<x>", "ftp:"]
)
def test_a_base_that_is_no_address(kg: Kg, minutes: Path, base: str) -> None:
    Path("kg.toml").write_text(f'base = "{base}"\n', encoding="utf-8")
    done = kg("build", minutes)
    assert done.code == 2
    assert "base" in done.line
    assert not Path("minutes.kg").exists()
