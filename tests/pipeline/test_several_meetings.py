"""A file with several meetings through the commands: each is a document, and all point into the one file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.pipeline import build_graph
from kg.show import evidence_page, evidence_pages, find_document, source_text
from kg.store import GraphFolder
from kg.validate import validate_graph
from tests.conftest import DAY
from tests.pipeline.quads import read_generation, read_graphs
from tests.read.test_sections import JULY, JUNE, MAY

YEAR = "\n\n".join((MAY, JUNE, JULY))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder with a year of minutes in one file."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "year.txt").write_text(YEAR, encoding="utf-8", newline="")
    return folder


def test_each_meeting_is_a_document_and_every_quote_is_where_it_is_said_to_be(pack: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    report = build_graph([pack], graph, as_of=DAY)
    assert (report.documents, report.read, report.warnings) == (3, 3, ())
    folder = GraphFolder.open(graph)
    assert [(entry.name, entry.slug, entry.section) for entry in folder.manifest.documents] == [
        ("year.txt", "year-1", 1), ("year.txt", "year-2", 2), ("year.txt", "year-3", 3),
    ]  # fmt: skip
    assert validate_graph(graph).violations == 0
    lines = "\n".join(read_graphs(graph)["year.txt"])
    assert set(re.findall(r'#characters> "(\d+)"', lines)) == {str(len(YEAR))}
    starts = sorted(int(start) for start in re.findall(r'oa#start> "(\d+)"', lines))
    assert starts[-1] > len(MAY) + len(JUNE), "offsets count in the whole file"


def test_rows_of_minutes_csv_are_told_apart_by_their_day(pack: Path, tmp_path: Path) -> None:
    rows = "file,date,url\nyear.txt,2024-07-08,https://a.example/july\nyear.txt,2024-05-13,https://a.example/may\nyear.txt,2024-12-25,\n"
    (pack / "minutes.csv").write_text(rows, encoding="utf-8")
    report = build_graph([pack], tmp_path / "x.kg", as_of=DAY)
    assert len(report.warnings) == 1
    assert "row 4 of minutes.csv gives 2024-12-25" in str(report.warnings[0])
    entries = GraphFolder.open(tmp_path / "x.kg").manifest.documents
    assert [entry.record.url for entry in entries] == ["https://a.example/may", "", "https://a.example/july"]


def test_the_same_pack_gives_the_same_graph_in_one_process_or_two_and_when_built_again(
    pack: Path, tmp_path: Path
) -> None:
    (pack / "may.md").write_text(MAY, encoding="utf-8")
    for name, jobs in (("one", 1), ("two", 2)):
        build_graph([pack], tmp_path / name, as_of=DAY, jobs=jobs)
    build_graph([pack / "may.md"], tmp_path / "two", as_of=DAY)
    assert read_generation(tmp_path / "one") == read_generation(tmp_path / "two")


@pytest.mark.parametrize(
    ("text", "slugs"), [(f"{MAY}\n\n{JUNE}", ["year-1", "year-2"]), (JUNE, ["year"])], ids=["two left", "one left"]
)
def test_a_meeting_that_is_no_longer_in_the_file_leaves_the_graph(
    pack: Path, tmp_path: Path, text: str, slugs: list[str]
) -> None:
    build_graph([pack], tmp_path / "x.kg", as_of=DAY)
    (pack / "year.txt").write_text(text, encoding="utf-8", newline="")
    build_graph([pack], tmp_path / "x.kg", as_of=DAY)
    build_graph([pack], tmp_path / "fresh.kg", as_of=DAY)
    assert [entry.slug for entry in GraphFolder.open(tmp_path / "x.kg").manifest.documents] == slugs
    assert read_generation(tmp_path / "x.kg") == read_generation(tmp_path / "fresh.kg")


def test_meetings_of_two_councils_in_a_file_leave_the_graph_together(pack: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    other = JUNE.replace("Ash Magna", "Thornley Parva")
    (pack / "year.txt").write_text(f"{MAY}\n\n{other}", encoding="utf-8", newline="")
    build_graph([pack], graph, as_of=DAY)
    assert {entry.council for entry in GraphFolder.open(graph).manifest.documents} == {
        "ash-magna-parish-council", "thornley-parva-parish-council",
    }  # fmt: skip
    (pack / "year.txt").write_text(MAY, encoding="utf-8", newline="")
    build_graph([pack], graph, as_of=DAY)
    assert [entry.slug for entry in GraphFolder.open(graph).manifest.documents] == ["year"]


def test_the_page_of_a_file_shows_all_its_meetings_and_that_of_a_slug_one(pack: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    build_graph([pack], graph, as_of=DAY)
    whole, june = evidence_page("year.txt", graph), evidence_page("year-2", graph)
    assert "<h1>3 meetings</h1>" in whole
    line = YEAR.count("\n", 0, YEAR.index(JUNE)) + 1
    assert f'<a href="#L{line}">Ash Magna Parish Council, 10 Jun 2024</a>' in whole
    assert "bus shelter" in whole
    assert "pond" in whole
    assert "bus shelter" not in june
    assert f'id="L{line}"' in june
    assert 'id="L1"' not in june
    assert len(evidence_pages(graph)) == 3
    assert evidence_page(str(pack / "year.txt"), tmp_path / "none.kg") == whole


def test_the_text_of_each_meeting_is_that_of_the_file(pack: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    build_graph([pack], graph, as_of=DAY)
    assert source_text("year.txt", graph) == source_text("year-2", graph) == YEAR


def test_a_line_of_the_file_is_found_in_its_meeting(pack: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    build_graph([pack], graph, as_of=DAY)
    line = YEAR.count("\n", 0, YEAR.index("play area")) + 1
    for name in (str(pack / "year.txt"), "year.txt"):
        document = find_document(name, graph, line)
        assert document.section == 2
        assert document.line_of(document.text.index("play area")) == line
