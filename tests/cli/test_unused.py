"""`kg build --unused`: the list in which a person sees what was missed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from kg.extract.commitments.reasons import REASONS
from tests.conftest import EXAMPLES, Kg

MINUTES = """\
MERE VALLEY COUNCIL

HOUSING PANEL

4 May 2024

Present: Cllr Ada Quill (Chair), Jana Holt (Head of Housing)

12. Repairs

Ms Holt undertook to circulate the list of blocks by 1 June 2024. Cllr Quill asked why the
lifts were slow. Ms Holt hoped that they would be mended.

=HYPERLINK("http://rogue.example/") must be opened by Ms Holt.

RESOLVED That the report be noted.
"""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "may.txt").write_text(MINUTES, encoding="utf-8")
    return folder


def rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(file).read_text(encoding="utf-8"))))


def test_every_sentence_not_taken_is_in_the_list_with_its_place_and_the_reason(kg: Kg, minutes: Path) -> None:
    done = kg("build", minutes, "--unused", "list.csv", "--as-of", "2024-06-01")
    assert (done.code, done.out) == (0, "")
    assert "4 sentences with the look of a commitment not taken" in done.err
    found = rows("list.csv")
    assert [(row["line"], row["sentence"], row["reason"]) for row in found] == [
        ("11", "Cllr Quill asked why the lifts were slow.", "asked, not promised"),
        ("12", "Ms Holt hoped that they would be mended.", "a hope or a thought"),
        ("14", """'=HYPERLINK("http://rogue.example/") must be opened by Ms Holt.""", "no phrase of the lexicon"),
        ("16", "That the report be noted.", "asks nobody to act"),
    ]
    assert {(r["source"], r["item"], r["council"], r["body"], r["date"]) for r in found} == {
        ("may.txt", "12 Repairs", "Mere Valley Council", "Housing Panel", "2024-05-04")
    }
    for row in found:
        words = MINUTES[int(row["start"]) : int(row["end"])]
        assert " ".join(words.split()) == row["sentence"].lstrip("'")


def test_the_list_has_every_document_of_the_graph_and_as_many_lines_as_the_build_says(kg: Kg, minutes: Path) -> None:
    kg("build", EXAMPLES)
    done = kg("build", minutes, "--unused", "list.csv")
    found = rows("list.csv")
    assert f"{len(found)} sentences with the look of a commitment not taken" in done.err
    assert len({row["source"] for row in found}) == 11
    assert {row["reason"] for row in found} <= set(REASONS)
    order = [(row["council"], row["source"], int(row["start"])) for row in found]
    assert sorted(order, key=lambda o: (o[0].lower(), *o[1:])) == order


def test_the_same_minutes_give_the_same_list_in_whatever_order_they_are_built(kg: Kg) -> None:
    first, second = sorted(EXAMPLES.iterdir())
    kg("build", EXAMPLES, "--unused", "whole.csv")
    kg("build", second, "--graph", "other.kg", "--unused", "half.csv")
    kg("build", first, "--graph", "other.kg", "--unused", "steps.csv", "--jobs", "2")
    assert Path("whole.csv").read_bytes() == Path("steps.csv").read_bytes() != Path("half.csv").read_bytes()


def test_other_forms(kg: Kg, minutes: Path) -> None:
    assert kg("build", minutes, "--unused", "list.json").code == 0
    assert [row["start"] for row in json.loads(Path("list.json").read_text(encoding="utf-8"))] == sorted(
        int(row["start"]) for row in json.loads(Path("list.json").read_text(encoding="utf-8"))
    )
    pytest.importorskip("openpyxl")
    assert kg("build", minutes, "--unused", "list.xlsx").code == 0
    assert zipfile.is_zipfile("list.xlsx")


def test_nothing_left_to_list_gives_the_heads_of_the_columns(kg: Kg, minutes: Path) -> None:
    (minutes / "may.txt").write_text(MINUTES.partition(" Cllr Quill asked")[0] + "\n", encoding="utf-8")
    assert kg("build", minutes, "--unused", "list.csv").code == 0
    assert Path("list.csv").read_text(encoding="utf-8").splitlines() == [
        "source,line,item,sentence,cue,reason,start,end,council,body,date,place"
    ]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("nowhere/list.csv", "kg: nowhere: there is no such folder; make it, or name another file"),
        ("list", "kg: list: its name does not say what it is to be; end it in .csv"),
        ("list.pdf", "kg: list.pdf: its name does not say what it is to be; end it in .csv"),
    ],
)
def test_a_list_that_cannot_be_written_is_refused_before_anything_is_read(
    kg: Kg, minutes: Path, file: str, line: str
) -> None:
    done = kg("build", minutes, "--unused", file)
    assert (done.code, done.line) == (2, line)
    assert not Path("minutes.kg").exists()


def test_what_stands_in_the_file_stays_whole_if_the_new_list_cannot_be_written(
    kg: Kg, minutes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("list.csv").write_text("the old list", encoding="utf-8")
    before = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if "list.csv" in self.name:
            before(self, data[:10])
            raise OSError(28, "No space left on device")
        return before(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    done = kg("build", minutes, "--unused", "list.csv")
    assert (done.code, done.line) == (
        2,
        "kg: list.csv: cannot be written (No space left on device); choose another file",
    )
    assert Path("list.csv").read_text(encoding="utf-8") == "the old list"
    assert sorted(path.name for path in Path().iterdir() if "list" in path.name) == ["list.csv"]


def test_an_answer_never_takes_the_place_of_the_table_beside_the_minutes(kg: Kg, minutes: Path) -> None:
    table = minutes / "minutes.csv"
    table.write_text("file,council,body,date,url\nmay.txt,,,,\n", encoding="utf-8")
    done = kg("build", minutes, "--unused", table, "--as-of", "2024-06-01")
    assert done.code == 2
    assert "that is the table beside the minutes, not an answer; choose another file" in done.line
    assert table.read_text(encoding="utf-8").startswith("file,council")
