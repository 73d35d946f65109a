"""Wherever somebody asks where words stand, a page of a PDF and a paragraph of a Word file are named; of text, the line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF

from kg.vocab import MINUTES, OA
from tests.conftest import Kg
from tests.forms import render

PADDING = "\n\n".join(
    f"Councillor Quill spoke of lamp {n}, which had been out for a week and a day." for n in range(60)
)
TEXT = f"""\
Mere Valley Council

HOUSING PANEL

Minutes of the meeting held on 4 May 2024 at 7 p.m.

Present: Councillors Ada Quill (Chair) and Ben Orr

1. Lamps

{PADDING}

2. Repairs

Ms Tamsin Holt, Head of Repairs, undertook to circulate the list of blocks by 1 June 2024.

84% of repairs had been done on time. Ms Holt would report the price to the Panel as soon as the other two firms had answered.

Members hoped that somebody would think about the lifts.
"""
PROMISE = "undertook to circulate the list of blocks by 1 June 2024"
ADDRESS = "https://example.org/minutes.pdf"


def rows(answer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer, newline="")))


@pytest.fixture
def pdf(kg: Kg) -> Path:
    """A folder with minutes of several pages, of which the promise stands on the last, and their graph."""
    folder = Path("minutes")
    folder.mkdir()
    (folder / "minutes.pdf").write_bytes(render(TEXT, "pdf-lines"))
    (folder / "minutes.csv").write_text(f"file,council,body,date,url\nminutes.pdf,,,,{ADDRESS}\n", encoding="utf-8")
    assert kg("build", folder, "--as-of", "2024-05-05", "--unused", "unused.csv").code == 0
    return folder


def last_page(kg: Kg) -> str:
    """The page on which the promise stands, as the PDF itself counts."""
    (row,) = [
        row for row in rows(kg("query", "who-promised-what", "--format", "csv").out) if "list of blocks" in row["what"]
    ]
    match = re.fullmatch(r"page ([3-9])", row["place"])
    assert match, row["place"]
    return match[1]


def test_queries_name_the_page(kg: Kg, pdf: Path) -> None:
    page = f"page {last_page(kg)}"
    (figure,) = [row for row in rows(kg("query", "figures", "--format", "csv").out) if row["unit"] == "%"]
    assert figure["place"] == page
    (evidence,) = rows(kg("query", "evidence", "--commitment", "circulate", "--format", "csv").out)
    assert (evidence["place"], PROMISE in " ".join(evidence["quote"].split())) == (page, True)
    assert page in kg("query", "figures").out


def test_the_list_of_what_was_not_taken_names_the_page(kg: Kg, pdf: Path) -> None:
    hope = [row for row in rows(Path("unused.csv").read_text(encoding="utf-8")) if "lifts" in row["sentence"]]
    assert [row["place"] for row in hope] == [f"page {last_page(kg)}"]


def test_show_names_the_page_the_line_and_the_address_of_the_page(kg: Kg, pdf: Path) -> None:
    page = last_page(kg)
    (row,) = [
        row for row in rows(kg("query", "who-promised-what", "--format", "csv").out) if "list of blocks" in row["what"]
    ]
    shown = kg("show", row["commitment"]).out
    text = kg("show", "--text", "minutes.pdf").out
    line = next(n for n, words in enumerate(text.split("\n"), 1) if PROMISE in words)
    assert f"minutes.pdf, page {page} (line {line} of its text)" in shown
    assert f"{ADDRESS}#page={page}" in shown.split()
    assert text[int(row["start"]) : int(row["end"])].endswith("by 1 June 2024")


def test_the_page_of_what_was_read_says_where_pages_begin(kg: Kg, pdf: Path) -> None:
    page = last_page(kg)
    html = kg("show", "--html", "minutes.pdf").out
    assert re.findall(r'<p class="place">(page \d)</p>', html) == [f"page {n}" for n in range(1, int(page) + 1)]
    assert f'<a href="{ADDRESS}#page={page}" rel="noreferrer">original</a>' in html
    assert f">page {page} (line " in html


def test_explain_names_the_page(kg: Kg, pdf: Path) -> None:
    text = kg("show", "--text", "minutes.pdf").out
    line = next(n for n, words in enumerate(text.split("\n"), 1) if PROMISE in words)
    explained = " ".join(kg("explain", "--file", pdf / "minutes.pdf", "--line", str(line)).out.split())
    assert f"minutes.pdf, page {last_page(kg)} (line {line} of its text)" in explained


def test_validation_names_the_page(kg: Kg, pdf: Path) -> None:
    page = last_page(kg)
    (pdf / "minutes.csv").write_text(
        "file,council,body,date,url\nminutes.pdf,,Gardens Board,2024-05-05,\n", encoding="utf-8"
    )
    warned = kg("build", pdf, "--as-of", "2024-05-05").err
    assert "minutes.pdf, page 1: the text says 4 May 2024, minutes.csv says 5 May 2024" in warned
    found = json.loads(kg("validate", "--format", "json").out)["findings"]
    (unread,) = [finding for finding in found if finding["rule"] == "commitment-due-unread"]
    assert (unread["place"], unread["quotes"][0]["place"]) == (f"page {page}", f"page {page}")
    listed = kg("validate", "--severity", "info").out
    assert f"- minutes.pdf, page {page} (line {unread['line']} of its text)" in listed
    assert f'shapes:place "page {page}"' in kg("validate", "--format", "ttl").out


def test_the_graph_points_into_the_original_with_a_fragment_selector(kg: Kg, pdf: Path) -> None:
    page = last_page(kg)
    assert kg("export", "graph.ttl").code == 0
    graph = Graph().parse("graph.ttl", format="turtle")
    selectors = set(graph.subjects(RDF.type, OA.FragmentSelector))
    assert {str(graph.value(one, RDF.value)) for one in selectors} <= {f"page={n}" for n in range(1, int(page) + 1)}
    standard = URIRef("http://tools.ietf.org/rfc/rfc3778")
    assert selectors and all(set(graph.objects(one, DCTERMS.conformsTo)) == {standard} for one in selectors)
    for one in selectors:
        (evidence,) = graph.subjects(OA.hasSelector, one)
        assert len(set(graph.objects(evidence, OA.hasSelector))) == 3
        assert str(graph.value(evidence, MINUTES.place)).replace(" ", "=") == str(graph.value(one, RDF.value))
    assert kg("validate").code == 0


def test_a_word_file_names_its_paragraph_and_has_no_fragment(kg: Kg) -> None:
    Path("minutes.docx").write_bytes(render(TEXT, "docx-typed"))
    assert kg("build", "minutes.docx", "--as-of", "2024-05-05").code == 0
    (row,) = [
        row for row in rows(kg("query", "who-promised-what", "--format", "csv").out) if "list of blocks" in row["what"]
    ]
    assert re.fullmatch(r"paragraph \d+", row["place"])
    assert f"minutes.docx, {row['place']} (line " in kg("show", row["commitment"]).out
    assert kg("export", "graph.nq").code == 0
    assert "FragmentSelector" not in Path("graph.nq").read_text(encoding="utf-8")


def test_a_web_page_names_the_item_and_its_address(kg: Kg) -> None:
    folder = Path("minutes")
    folder.mkdir()
    (folder / "page.html").write_bytes(render(TEXT, "modgov-meeting"))
    page = "https://democracy.example.org/moderngov/ieListDocuments.aspx?CId=7&MId=31&Ver=4&J=1"
    (folder / "minutes.csv").write_text(f"file,council,body,date,url\npage.html,,,,{page}\n", encoding="utf-8")
    assert kg("build", folder, "--as-of", "2024-05-05").code == 0
    (row,) = [
        row for row in rows(kg("query", "who-promised-what", "--format", "csv").out) if "list of blocks" in row["what"]
    ]
    assert row["place"] == "item 2"
    shown = kg("show", row["commitment"]).out
    assert "page.html, item 2 (line " in shown
    assert f"{page}#AI4001" in shown.split()  # whole, though longer than the line, to be copied
    assert kg("export", "graph.nq").code == 0
    graph = Path("graph.nq").read_text(encoding="utf-8")
    assert '#value> "AI4001"' in graph and "<http://tools.ietf.org/rfc/rfc3236>" in graph
    assert kg("validate").code == 0


def test_of_plain_text_nothing_is_said_but_the_line(kg: Kg) -> None:
    Path("minutes.txt").write_text(TEXT, encoding="utf-8")
    assert kg("build", "minutes.txt", "--as-of", "2024-05-05").code == 0
    (row,) = [
        row for row in rows(kg("query", "who-promised-what", "--format", "csv").out) if "list of blocks" in row["what"]
    ]
    assert row["place"] == ""
    line = next(n for n, words in enumerate(TEXT.split("\n"), 1) if PROMISE in words)
    assert f"minutes.txt, line {line}\n" in kg("show", row["commitment"]).out
    assert "place" not in kg("show", "--html", "minutes.txt").out.partition("<body>")[2]
    assert kg("export", "graph.nq").code == 0
    assert "#place" not in Path("graph.nq").read_text(encoding="utf-8")
