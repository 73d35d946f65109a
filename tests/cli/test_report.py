"""What `kg build` says at its end: never more than a screen, and all of it in a file when it is asked for."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kg.cli.report import summarise
from kg.errors import Doubt
from tests.conftest import Kg

GOOD = "MERE VALLEY COUNCIL\n\nHOUSING PANEL\n\n4 May 2024\n\n1. Repairs\n\nMs Holt undertook to circulate the list by 1 June 2024.\n"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "may.txt").write_text(GOOD, encoding="utf-8")
    for n in range(30):
        (folder / f"empty-{n:02}.txt").write_text(" \n", encoding="utf-8")
    for n in range(12):
        (folder / f"noise-{n:02}.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "utf.txt").write_bytes(b"\xff\xfea\x00b")
    rows = "".join(f"gone-{n}.txt,Housing Panel\n" for n in range(25))
    (folder / "minutes.csv").write_text(f"file,body\n{rows}", encoding="utf-8")
    return folder


def test_thousands_of_files_skipped_for_a_few_reasons_are_a_few_lines(kg: Kg, many: Path) -> None:
    done = kg("build", many)
    assert done.code == 0
    assert [line.replace(f"{many}/", "") for line in done.err.splitlines()[5:]] == [
        "25 warnings, 43 files skipped",
        "  warning, 25 like this: minutes.csv:10: names 'gone-8.txt', which is not in the folder; correct the name, or remove the row",
        "  skipped, 30 like this: empty-00.txt: no words in it; check the file, or leave it out",
        "  skipped, 12 like this: noise-00.txt: not a text file; save it as plain text, or leave it out",
        "  skipped: utf.txt: begins like utf-16 but cannot be read as it (byte 4); open it in an editor and save it as UTF-8",
        "  one line for each: add --report FILE.csv",
    ]


def test_a_few_are_a_line_each() -> None:
    doubts = [Doubt(f"{n}.txt", "no words in it") for n in range(8)]
    assert summarise("skipped", doubts) == [f"  skipped: {n}.txt: no words in it" for n in range(8)]


def test_many_kinds_of_doubt_stay_on_a_screen() -> None:
    doubts = [Doubt(f"{n}.txt", f"reason {'x' * n}") for n in range(40) for _ in range(1 + (n == 20))]
    lines = summarise("warning", doubts)
    assert len(lines) == 8
    assert lines[0].startswith("  warning, 2 like this: 20.txt")
    assert lines[-1] == "  … and 33 more of 33 other kinds"


def test_all_of_it_is_written_when_asked_for(kg: Kg, many: Path) -> None:
    done = kg("build", many, "--report", "report.csv")
    assert "--report" not in done.err
    with Path("report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == ["skipped"] * 43 + ["warning"] * 25
    assert {
        "kind": "skipped",
        "source": str(many / "empty-07.txt"),
        "what": "no words in it",
        "todo": "check the file, or leave it out",
    } in rows
    kg("build", many, "--report", "report.json")
    assert len(json.loads(Path("report.json").read_text(encoding="utf-8"))) == 68


def test_a_report_among_the_minutes_is_not_read_as_minutes(kg: Kg, many: Path) -> None:
    kg("build", many, "--report", many / "report.md")
    done = kg("build", many)
    assert "report.md: a list that kg wrote, not minutes" in done.err


@pytest.mark.parametrize("file", ["report.txt", "minutes.kg", "minutes/minutes.csv"])
def test_a_report_goes_only_where_a_report_can_go(kg: Kg, many: Path, file: str) -> None:
    done = kg("build", many, "--report", file)
    assert done.code == 2
    assert not Path("minutes.kg").exists()


def test_nothing_but_files_that_cannot_be_read(kg: Kg, many: Path) -> None:
    (many / "may.txt").unlink()
    done = kg("build", many)
    assert done.code == 2
    assert done.line.endswith(
        "empty-00.txt: no words in it (and 42 more could not be read); check the file, or leave it out"
    )
