"""Tables of those who were there beside the people read from them. Councils and people are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from kg.extract import extract_facts
from kg.read import read_document, render
from tests.read.pdf.printer import column, print_pages
from tests.read.word.docx_files import make_docx, paragraph
from tests.read.word.test_tables import table

ROWS = (
    ("Councillors", "Officers"),
    ("Cllr Una Hartle (Chair)", "Zara Millet, Head of Ferries"),
    ("Wes Corran", "Caleb Stoop, Quay Safety Officer"),
    ("Bo Lindrum", ""),
)
HEAD = ("Calder Borough Council", "Harbour Panel", "Monday 7 April 2025")
TOLD = "1. Ferries", "Ms Millet agreed to write to the owners by 1 May 2025."
LISTED = [
    "Councillors",
    "Cllr Una Hartle (Chair)",
    "Wes Corran",
    "Bo Lindrum",
    "Officers",
    "Zara Millet, Head of Ferries",
    "Caleb Stoop, Quay Safety Officer",
]
Rows = Sequence[Sequence[str]]
Form = Callable[[Rows], tuple[bytes, str]]


def as_docx(rows: Rows) -> tuple[bytes, str]:
    return make_docx("".join([*map(paragraph, HEAD), table(*rows), *map(paragraph, TOLD)])), "minutes.docx"


def as_page(rows: Rows) -> tuple[bytes, str]:
    cells = [[words.replace("/", "<br>") for words in row if words] for row in rows]
    body = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in cells)
    above, below = ("".join(f"<p>{words}</p>" for words in lines) for lines in (HEAD, TOLD))
    return (
        f"<!doctype html><html><body><main>{above}<table>{body}</table>{below}</main></body></html>".encode(),
        "a.html",
    )


def as_pdf(rows: Rows) -> tuple[bytes, str]:
    left, right = ([line for row in rows for line in row[n].split("/") if line] for n in (0, 1))
    end = 150 + 14 * max(len(left), len(right))
    puts = [*column(*HEAD), *column(*left, y=150), *column(*right, x=300, y=150), *column(*TOLD, y=end + 10, pitch=28)]
    return print_pages(puts), "minutes.pdf"


FORMS = pytest.mark.parametrize("form", [as_docx, as_page, as_pdf])


def listed(file: tuple[bytes, str]) -> list[str]:
    """The lines between the head and the first item."""
    lines = [line for line in render(*file).text.splitlines() if line]
    return lines[len(HEAD) : lines.index(TOLD[0])]


@FORMS
def test_people_stand_below_the_label_of_their_column(form: Form) -> None:
    assert listed(form(ROWS)) == LISTED
    people = {person.name: person.kind.value for person in extract_facts(read_document(*form(ROWS))).people}
    assert people["Una Hartle"] == people["Wes Corran"] == people["Bo Lindrum"] == "councillor"
    assert people["Zara Millet"] == people["Caleb Stoop"] == "officer"


@FORMS
def test_a_label_may_stand_before_the_first_name_of_a_column(form: Form) -> None:
    row = ("Present: Una Hartle (Chair)/Wes Corran/Bo Lindrum", "Officers: Zara Millet, Head of/Ferries/Caleb Stoop")
    assert listed(form([row])) == [
        "Present: Una Hartle (Chair)", "Wes Corran", "Bo Lindrum", "Officers: Zara Millet, Head of Ferries", "Caleb Stoop",
    ]  # fmt: skip


@FORMS
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("Members", "Attendance"), ("Una Hartle", "3 of 4"), ("Wes Corran", "4 of 4")], id="a register"),
        pytest.param([("Portfolio Holder", "Lead officer"), ("Una Hartle", "Zara Millet")], id="columns of a plan"),
        pytest.param([("Present", "Una Hartle"), ("Apologies", "Wes Corran")], id="labels beside the names"),
    ],
)
def test_other_tables_are_read_across(form: Form, rows: Rows) -> None:
    words = [one for line in listed(form(rows)) for one in line.split(" | ")]
    assert words == [one for row in rows for one in row]
