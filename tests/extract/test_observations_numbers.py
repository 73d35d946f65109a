"""Numbers, their units, and what must hold of every figure whatever the text."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.observations import find_observations
from kg.extract.observations.numerals import find_numbers
from kg.extract.observations.units import find_quantities

NUMBERS = [
    ("1,874", "1874"),
    ("22.6 million", "22600000"),
    ("£402k", "402000"),
    ("£3.75 million", "3750000"),
    ("£1.2bn", "1200000000"),
    ("£19.40", "19.4"),
    ("36 .1 %", "36.1"),
    ("Forty", "40"),
    ("twenty-two", "22"),
    ("one hundred and fifty-five", "155"),
    ("two thousand", "2000"),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_is_read_however_it_is_written(text: str, value: str) -> None:
    (number,) = find_numbers(f"There were {text} of them.")
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["S4", "24/00617", "Covid-19", "498kg", "3.6.1", "18th", "65+", "12-month", "OS.27", "10:30x"]
)
def test_digits_within_something_longer_are_no_number(text: str) -> None:
    assert [n for n in find_numbers(f"see {text} below") if n.end - n.start == len(text)] == []


QUANTITIES = [
    ("36.1%", [("36.1", "%")]),
    ("36.1 per cent", [("36.1", "%")]),
    ("ten percent", [("10", "%")]),
    ("31 working days", [("31", "days")]),
    ("5 wks", [("5", "weeks")]),
    ("17 months", [("17", "months")]),
    ("9,420 hours", [("9420", "hours")]),
    ("9.4 per 100,000 population", [("9.4", "per 100,000")]),
    ("74.5 children per 10,000", [("74.5", "per 10,000")]),
    ("4.2 out of 5", [("4.2", "score")]),
    ("41 to 42%", [("41", "%"), ("42", "%")]),
    ("96-97%", [("96", "%"), ("97", "%")]),
    ("£1.2 to £1.4 million", [("1200000", "GBP"), ("1400000", "GBP")]),
    ("from 389 days to 342.", [("389", "days"), ("342", "days")]),
    ("12 miles, 4 tonnes", []),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_a_quantity_has_its_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(q.value), q.unit) for q in find_quantities(text)] == expected


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_number_with_or_without_commas_is_the_same(value: int) -> None:
    for text in (f"{value:,}", str(value)):
        assert [n.value for n in find_numbers(f"There were {text} visits.")] == [value]


WORDS = st.sampled_from(
    ["12%", "£3m", "1,204", "of", "the", "pupils", "(target 90%)", "against", "from", "to", "was", "had", "14 days", "and",
     "that", ",", ";", "per 10,000", "“", "–", "\n", "   ", "which", "nationally", "2023", "in", "of whom", "five", "it"]
)  # fmt: skip


def document_of(text: str) -> Document:
    """A document that is one sentence."""
    span = Span(0, len(text))
    plain = "".join(" " if c.isspace() else c for c in text)
    return Document("x.txt", text, plain, "0" * 64, blocks=(Block(Kind.PARAGRAPH, Part.MINUTES, span, span),))


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_every_figure_stands_where_it_says_whatever_the_text(text: str) -> None:
    document = document_of(text)
    found = find_observations(document)
    for one in found:
        assert one.evidence.quote == document.quote(one.evidence.span)
        assert one.evidence.span.covers(one.at)
        assert any(c.isalnum() for c in document.quote(one.at))
        assert one.indicator
    assert [one.at for one in found] == sorted({one.at for one in found})
    assert find_observations(document) == found


NASTY = ["1 ", "1", ",", "1,", " ", "of the 5 ", "£1 ", "1% ", "(", "(1", '"a ', "from 1 to 2 ", "had been ", "reported w w ",
         "the last year 5 ", "a, b or ", "first ", "1 Aa Bb ", "an increase of ", "1\n"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", NASTY)
def test_a_long_repetition_takes_no_long_time(piece: str) -> None:
    text = (piece * (200_000 // len(piece) + 1))[:200_000] + " 5% of visits were late"
    began = time.perf_counter()
    find_observations(document_of(text))
    assert time.perf_counter() - began < 30
