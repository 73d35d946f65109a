"""Files that were made to do harm: bounded time and memory, one line each in the report, and the rest is built."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.errors import Doubt
from kg.gather import gather_sources
from kg.pipeline import build_graph, read_source
from kg.pipeline.reading import read_all
from kg.store import GraphFolder
from tests.conftest import DAY, ROOT, Kg
from tests.pipeline.hostile import CANARY, ZOO, paragraph, word
from tests.pipeline.quads import read_generation

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, sockets, links and limits of POSIX")

GOOD = "MERE VALLEY COUNCIL\n\nHOUSING PANEL\n\n4 May 2024\n\n1. Repairs\n\nMs Holt undertook to circulate the list by 1 June 2024.\n"
PAGE = "<!DOCTYPE html><html><body><h1>Mere Valley Council</h1><h2>Housing Panel</h2><p>8 June 2024</p><h3>1. Repairs</h3><p>Ms Holt undertook to circulate the plan by 1 July 2024.</p></body></html>"

# Runs a command, and says as JSON what it cost: the largest of its processes, in kilobytes, and how it ended.
MEASURED = """\
import json, resource, subprocess, sys, time
begun = time.monotonic()
done = subprocess.run(sys.argv[1:], capture_output=True, encoding="utf-8", errors="replace")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stdout, done.stderr, used.ru_maxrss, time.monotonic() - begun]))
"""


@dataclass(frozen=True)
class Run:
    """A build of all the hostile files at once, beside a good one."""

    folder: Path
    code: int
    out: str
    err: str
    kilobytes: int
    seconds: float
    rows: list[dict[str, str]]

    def lines(self, name: str, kind: str = "skipped") -> list[str]:
        """What the report says of a file."""
        return [row["what"] for row in self.rows if row["kind"] == kind and Path(row["source"]).name == name]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    base = tmp_path_factory.mktemp("zoo")
    folder = base / "minutes"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for name, (make, _) in ZOO.items():
        make(folder / name)
    command = ["-m", "kg", "build", folder, "--graph", base / "x.kg", "--jobs", "2", "--timeout", "10"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, *command, "--report", base / "report.json"],
        cwd=base,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    code, out, err, kilobytes, seconds = json.loads(done.stdout)
    rows = json.loads((base / "report.json").read_text(encoding="utf-8")) if code == 0 else []
    return Run(base, code, out, err, kilobytes, seconds, rows)


@pytest.mark.slow
def test_the_good_file_beside_them_is_built(run: Run) -> None:
    assert (run.code, run.out) == (0, ""), run.err
    assert len(run.err.splitlines()) <= 24
    entries = {entry.name for entry in GraphFolder.open(run.folder / "x.kg").manifest.documents}
    assert "good.txt" in entries
    assert entries <= {"good.txt", *(name for name, (_, what) in ZOO.items() if not what)}


@pytest.mark.slow
@pytest.mark.parametrize("name", ZOO)
def test_a_hostile_file_is_one_line_in_the_report(run: Run, name: str) -> None:
    what = ZOO[name][1]
    lines = run.lines(name)
    assert len(lines) == (1 if what else len(lines[:1]))
    assert not what or what == "…" or lines[0].startswith(what)


@pytest.mark.slow
def test_time_and_memory_stay_within_bounds(run: Run) -> None:
    assert run.kilobytes < 2_600_000
    assert run.seconds < 400


@pytest.mark.slow
def test_nothing_from_outside_comes_into_the_graph(run: Run) -> None:
    for file in sorted((run.folder / "x.kg").rglob("*")):
        assert not file.is_file() or CANARY.encode() not in file.read_bytes(), file


# Named on the command line ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("/dev/zero", "/dev/zero: a device, not a file; leave it out"),
        ("pipe.txt", "pipe.txt: a pipe, not a file; save what comes through it to a file first"),
        ("x" * 300, f"{'x' * 300}: there is no such file or folder; check the name"),
        ("sparse.docx", "sparse.docx: larger than 64 MB; split it, or leave it out"),
    ],
    ids=["device", "pipe", "long", "sparse"],
)
def test_what_cannot_be_minutes_is_refused_by_name(kg: Kg, tmp_path: Path, name: str, what: str) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "sparse.docx").open("wb") as file:
        file.truncate(2 * 1024**3)
    done = kg("build", name)
    assert done.code == 2
    assert what in done.line


@pytest.mark.parametrize("how", [["show", "--text"], ["show", "--html"], ["explain", "--line", "1", "--file"]])
def test_no_command_waits_for_a_pipe(kg: Kg, tmp_path: Path, how: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = kg(*how, "pipe.txt", *(["-o", "a.html"] if "--html" in how else []))
    assert done.code == 2


# Names ------------------------------------------------------------------------------------------------------------

NAMES = [
    b"new\nline.txt",
    b"bell\x07\x1b[31m.txt",
    "right‮txt.exe.txt".encode(),
    b"caf\xe9.txt",
    b"x" * 251 + b".txt",
    b"-rf.txt",
    b"=cmd|' -C calc'!A0.txt",
    b"<script>alert(1)</script>"[:20].replace(b"/", b"") + b".txt",
    b"%s%n{0}$(reboot).txt",
    "📄.txt".encode(),
    b" .txt",
]


def test_any_name_of_a_file_can_be_built_shown_and_listed(kg: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for n, name in enumerate(NAMES):
        (folder / os.fsdecode(name)).write_text(GOOD.replace("4 May", f"{n + 1} May"), encoding="utf-8")
        (folder / os.fsdecode(b"empty " + name[-240:])).touch()
    done = kg("build", folder, "--report", "report.csv")
    assert done.code == 0, done.err
    assert f"{len(NAMES)} documents" in done.err
    assert f"{len(NAMES)} files skipped" in done.err
    assert all(line.isprintable() for line in done.err.splitlines())
    names = {entry.name for entry in GraphFolder.open(tmp_path / "minutes.kg").manifest.documents}
    assert names == {os.fsdecode(name).replace("\udce9", "�") for name in NAMES}
    done = kg("query", "who-promised-what", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert len(rows) == len(NAMES)
    assert not [row["source"] for row in rows if row["source"].startswith(("=", "-", "+", "@"))]
    assert kg("show", "--text", "caf�.txt").out.startswith("MERE VALLEY COUNCIL")
    assert kg("validate").code == 0


# While it runs ------------------------------------------------------------------------------------------------------


def test_a_file_that_vanishes_or_changes_its_kind_while_others_are_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.html", "d.html", "e.txt", "f.txt"):
        (tmp_path / name).write_text(PAGE if name.endswith("html") else GOOD, encoding="utf-8")
    sources = gather_sources([tmp_path]).sources
    for name in ("a.txt", "c.html", "e.txt", "f.txt"):
        (tmp_path / name).unlink()
    os.mkfifo(tmp_path / "e.txt")
    (tmp_path / "f.txt").mkdir()
    for jobs in (1, 2):
        read, skipped = read_all(sources, jobs, None)
        assert [one.document.name for one in read] == ["b.txt", "d.html"]
        assert [str(one).removeprefix(f"{tmp_path}/").partition(";")[0] for one in skipped] == [
            "a.txt: cannot be read (No such file or directory)",
            "c.html: cannot be read (No such file or directory)",
            "e.txt: a pipe, not a file",
            "f.txt: a folder, not a file",
        ]


def test_a_file_that_grows_while_it_is_read_is_kept_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (source,) = gather_sources([tmp_path]).sources
    with (tmp_path / "a.txt").open("a", encoding="utf-8") as file:
        file.write("\n2. Roof\n\nMs Holt undertook to mend the roof.\n")
    read = read_source(source)
    assert not isinstance(read, Doubt)
    assert len(read[0].facts.commitments) == 2
    assert read[0].document.text == read[0].data.decode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").touch(mode=0o000)
    (tmp_path / "locked").mkdir(mode=0o000)
    report = build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert report.documents == 1
    assert [str(one).removeprefix(f"{tmp_path}/") for one in report.skipped] == [
        "b.txt: cannot be read (Permission denied); check its permissions",
        "locked: cannot be read (Permission denied); check its permissions",
    ]


def test_any_number_of_processes_and_any_order_give_the_same_graph(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.txt").write_text(GOOD.replace("4 May", f"{n + 1} May"), encoding="utf-8")
        (folder / f"{n}.html").write_text(PAGE.replace("8 June", f"{n + 1} June"), encoding="utf-8")
        text = "".join(paragraph(line) for line in GOOD.replace("4 May", f"{n + 1} July").splitlines() if line)
        (folder / f"{n}.docx").write_bytes(word(text))
    (folder / "bad.docx").write_bytes(word("<w:p>"))
    files = sorted(folder.iterdir())
    build_graph([folder], tmp_path / "a.kg", as_of=DAY)
    build_graph(files[::-1], tmp_path / "b.kg", as_of=DAY, jobs=3)
    shutil.copytree(folder, tmp_path / "copy")
    build_graph([tmp_path / "copy"], tmp_path / "c.kg", as_of=DAY, jobs=2)
    assert len(GraphFolder.open(tmp_path / "a.kg").manifest.documents) == 12
    assert len({read_generation(tmp_path / name) for name in ("a.kg", "b.kg", "c.kg")}) == 1


@pytest.mark.slow
def test_thousands_of_files_are_gathered_in_no_time(tmp_path: Path) -> None:
    for n in range(5_000):
        (tmp_path / f"mgAi.aspx@ID={n}").write_text(PAGE, encoding="utf-8")
        (tmp_path / f"page {n}").write_text(PAGE, encoding="utf-8")
    begun = time.process_time()
    assert len(gather_sources([tmp_path]).sources) == 10_000
    assert time.process_time() - begun < 5
