"""Answers as people and programs get them: readable, typed, and harmless to whatever shows them."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.errors import MissingLibrary, UsageError
from kg.query import answer_query, find_query, format_answer, load_catalogue
from kg.query.catalogue import Heading
from kg.query.cells import printable, readable_text
from kg.query.formats import FORMS, guard
from kg.query.table import format_table, wrap_words
from kg.store import EmbeddedStore, Table
from tests.query.conftest import TODAY

XSD = "http://www.w3.org/2001/XMLSchema#"
# Escape sequences, other control characters, and what turns the direction of writing.
HARMFUL = [chr(c) for c in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x061C)]


def number(text: str, kind: str = "decimal") -> Literal:
    return Literal(text, datatype=URIRef(XSD + kind), normalize=False)


def one_cell(value: object) -> Table:
    return Table(("what",), ((value if isinstance(value, URIRef | Literal) else Literal(value),),))


MIXED = Table(
    ("who", "value", "on", "change", "none"),
    (
        (URIRef("http://localhost:8000/seaholm-council/person/tom-field#it"), number("98.50"), number("2024-05-01", "date"),
         number("true", "boolean"), None),
        (Literal("Siân; O’Dowd, \"Chair\""), number("-3", "integer"), None, number("false", "boolean"), None),
    ),
)  # fmt: skip


def test_csv_is_read_back_as_it_was() -> None:
    rows = list(csv.DictReader(io.StringIO(str(format_answer(MIXED, "csv")))))
    assert [row["value"] for row in rows] == ["98.5", "-3"], "numbers stay numbers"
    assert [row["on"] for row in rows] == ["2024-05-01", ""]
    assert rows[1]["who"] == 'Siân; O’Dowd, "Chair"'
    assert rows[0]["who"] == "http://localhost:8000/seaholm-council/person/tom-field#it"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+44 1632 960000", "'+44 1632 960000"),
        ("-5 places", "'-5 places"),
        ("@admin", "'@admin"),
        ("'=already", "''=already"),
        ("to be done = soon", "to be done = soon"),
        ("'twas so", "'twas so"),
        ("\x1b=1", "'=1"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula_in_a_spreadsheet(text: str, cell: str) -> None:
    rows = list(csv.reader(io.StringIO(str(format_answer(one_cell(text), "csv")))))
    assert (rows[1][0] if rows[1] else "") == cell


@given(st.text(alphabet="'=+-@ab \t", max_size=8))
def test_the_apostrophe_can_be_taken_away_again(text: str) -> None:
    guarded = guard(text)
    assert not guarded.startswith(("=", "+", "-", "@", "\t"))
    marked = guarded.lstrip("'")[:1] in tuple("=+-@\t") and guarded.lstrip("'") and guarded.startswith("'")
    assert (guarded[1:] if marked else guarded) == text


def test_json_keeps_types() -> None:
    rows = json.loads(str(format_answer(MIXED, "json")))
    assert rows[0] == {
        "who": "http://localhost:8000/seaholm-council/person/tom-field#it",
        "value": 98.5,
        "on": "2024-05-01",
        "change": True,
        "none": None,
    }
    assert rows[1]["value"] == -3
    assert isinstance(rows[1]["value"], int)


def test_markdown_is_text_and_nothing_else() -> None:
    table = Table(("what",), ((Literal("a | b\n*c* <script> [x](http://y) & `d`"),),))
    assert str(format_answer(table, "md")).split("\n")[2] == (
        "| a \\| b \\*c\\* \\<script\\> \\[x\\](http://y) &amp; \\`d\\` |"
    )


@pytest.mark.parametrize("form", [form for form in FORMS if form != "xlsx"])
def test_no_form_lets_control_characters_through(form: str) -> None:
    text = "".join(f"{character}a" for character in HARMFUL) + "\x1b[2J\x9b31m\u202egnp"
    answer = str(format_answer(Table(("a", "b"), ((Literal(text), URIRef("http://a/\u202eb")),)), form))
    assert not set(answer) & set(HARMFUL)
    if form == "json":
        assert json.loads(answer)[0]["a"] == text, "JSON has escapes for them"


@given(st.text(max_size=60))
def test_what_is_printable_is_so_for_every_text(text: str) -> None:
    shown = printable(text)
    assert not set(shown) & set(HARMFUL)
    assert "\n" not in shown
    assert printable(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (number("2024-12-03", "date"), "3\xa0Dec\xa02024"),
        (number("not a day", "date"), "not a day"),
        (URIRef("http://localhost:8000/a-council/commitment/promise-3fa94c01d2#it"), "promise-3fa94c01d2"),
        (URIRef("https://w3id.org/minutes-kg/ontology#Promise"), "minutes:Promise"),
        (URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), "rdf:type"),
        (URIRef("https://minutes.seaholm.example/may.txt"), "https://minutes.seaholm.example/may.txt"),
        (number("1200000.00"), "1200000"),
        (None, ""),
    ],
)
def test_terms_for_people(term: URIRef | Literal | None, text: str) -> None:
    assert readable_text(term) == text


@pytest.mark.parametrize("width", [80, 72, 100, 200, 40])
@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_every_table_fits_the_screen_and_keeps_its_words(query: object, width: int, store: EmbeddedStore) -> None:
    found = find_query(query.name)  # type: ignore[attr-defined]
    typed = {"officer": "okafor", "panel": "harbour", "person": "field", "indicator": "time", "words": "the"}
    typed |= {"commitment": "the"}
    values = {p.name: typed[p.name] for p in found.parameters if p.default is None}
    table = answer_query(found, store, values, today=TODAY).table
    text = format_table(table, found.layout, width=width)
    assert max(map(len, text.split("\n"))) <= width
    if width >= 72:
        words = {word for line in text.split("\n") for word in line.split()}
        for row in table.rows:
            for heading in found.layout:
                for name in heading.columns:
                    shown = readable_text(row[table.columns.index(name)]).split()
                    assert all(word in words for word in shown if len(word) <= 14), "a word was broken"


def test_a_table_of_one_promise() -> None:
    table = Table(
        ("by", "role", "what", "id", "due", "status"),
        (
            (Literal("Adaeze Okafor"), Literal("Head of Moorings"), Literal("circulate the breakdown of fees by pier"),
             URIRef("http://localhost:8000/seaholm-council/commitment/promise-f3a9f215a8#it"),
             number("2024-06-30", "date"), Literal("overdue")),
            (Literal("Clerk"), None, Literal("write"), None, None, Literal("open")),
        ),
    )  # fmt: skip
    layout = (
        Heading("Who", (("by",), ("role",))),
        Heading("What", (("what",), ("id",))),
        Heading("Due", (("due",), ("status",))),
    )
    assert format_table(table, layout, width=55) == (
        "Who               What                      Due\n"
        "───────────────────────────────────────────────────────\n"
        "Adaeze Okafor     circulate the breakdown   30 Jun 2024\n"
        "Head of Moorings  of fees by pier           overdue\n"
        "                  promise-f3a9f215a8\n"
        "\n"
        "Clerk             write                     open\n"
    )
    styled = format_table(table, layout, width=55, styled=True)
    assert "\x1b[1;31moverdue" in styled
    assert "\x1b[2mHead of Moorings" in styled


def test_whoever_promises_and_acts_is_named_once() -> None:
    table = Table(("by", "owner"), ((Literal("Clerk"), Literal("Clerk")), (Literal("Panel"), Literal("Clerk"))))
    assert format_table(table, (Heading("Who", (("by",), ("owner",))),)).split("\n")[2:] == [
        "Clerk", "", "Panel", "Clerk", ""
    ]  # fmt: skip


def test_columns_without_any_value_are_left_out() -> None:
    layout = (Heading("Who", (("who",),)), Heading("None", (("none",),)))
    assert "None" not in format_table(MIXED, layout)


def test_numbers_stand_below_each_other() -> None:
    table = Table(("name", "n"), ((Literal("a"), number("5", "integer")), (Literal("b"), number("1200", "integer"))))
    assert format_table(table).split("\n")[2:4] == ["a        5", "b     1200"]


def test_many_columns_without_a_layout_become_lists() -> None:
    names = tuple(f"column_{i}" for i in range(9))
    table = Table(names, (tuple(Literal(f"value {i}") for i in range(9)),) * 2)
    text = format_table(table)
    assert text.split("\n")[:2] == ["column_0  value 0", "column_1  value 1"]
    assert text.count("column_8") == 2


def test_markup_of_the_table_library_is_only_text() -> None:
    assert "[bold red]x[/] :smile:" in format_table(one_cell("[bold red]x[/] :smile:"))


@given(st.text(alphabet="ab-/. \u4e2d", max_size=40), st.integers(2, 20))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = wrap_words(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line.strip() for line in lines)


def test_a_workbook_has_types_and_no_formulas() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    table = Table(
        ("text", "number", "day", "truth"),
        ((Literal("=1+1"), number("98.5"), number("2024-05-01", "date"), number("true", "boolean")),
         (Literal("a\x07\x1b\u202eb\nc"), number("3", "integer"), None, None)),
    )  # fmt: skip
    data = format_answer(table, "xlsx", title="who/promised: what?")
    assert isinstance(data, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("text", "number", "day", "truth")
    assert rows[1][0] == "=1+1"
    assert sheet["A2"].data_type == "s", "text, though it looks like a formula"
    assert rows[1][1] == 98.5
    assert rows[1][2].date().isoformat() == "2024-05-01"
    assert rows[1][3] is True
    assert rows[2][0] == "ab\nc"
    assert sheet.title == "who promised  what "


def test_the_same_rows_are_the_same_workbook() -> None:
    pytest.importorskip("openpyxl")
    first, second = (format_answer(MIXED, "xlsx") for _ in range(2))
    assert first == second
    assert isinstance(first, bytes)
    with zipfile.ZipFile(io.BytesIO(first)) as made:
        assert {entry.date_time[0] for entry in made.infolist()} == {1980}


def test_without_openpyxl_there_is_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingLibrary, match=r'pip install "minutes-kg\[xlsx\]", or use --format csv'):
        format_answer(MIXED, "xlsx")


def test_a_form_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="use one of table, csv, json, xlsx, md"):
        format_answer(MIXED, "pdf")
