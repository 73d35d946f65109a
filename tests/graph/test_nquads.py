"""Terms as text: what is written is what two parsers read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal

from kg.graph.nquads import boolean, date, decimal, integer, lines_of, string

CHARACTERS = st.text(st.characters(codec="utf-8"))


def read_twice(term: str) -> tuple[ox.Literal, Literal]:
    """The object of a statement, as Oxigraph and as rdflib read it."""
    line = f"<urn:s> <urn:p> {term} ."
    (triple,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, ox.Literal)
    graph = Graph()
    graph.parse(data=line, format="nt")
    (literal,) = graph.objects()
    assert isinstance(literal, Literal)
    return triple.object, literal


@given(CHARACTERS)
def test_every_character_comes_back(text: str) -> None:
    oxigraph, rdflib = read_twice(string(text))
    assert oxigraph.value == text
    assert str(rdflib) == text


@given(st.text())
def test_a_string_is_one_line_that_can_be_encoded(text: str) -> None:
    term = string(text)
    assert term.encode("utf-8").decode("utf-8").splitlines() == [term]


def test_half_a_character_becomes_the_replacement_character() -> None:
    assert string("a\ud83db") == '"a\ufffdb"'


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (date(dt.date(2025, 2, 28)), dt.date(2025, 2, 28)),
        (integer(4512), 4512),
        (boolean(True), True),
        (boolean(False), False),
        (decimal(Decimal("21.50")), Decimal("21.5")),
    ],
)
def test_values_come_back(term: str, value: object) -> None:
    oxigraph, rdflib = read_twice(term)
    assert rdflib.toPython() == value
    assert str(oxigraph) == term


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_the_store_gives_a_number_back_as_it_was_written(number: Decimal) -> None:
    store = ox.Store()
    line = f"<urn:s> <urn:p> {decimal(number)} <urn:g> ."
    store.load(line.encode(), format=ox.RdfFormat.N_QUADS)
    assert store.dump(format=ox.RdfFormat.N_QUADS) == f"{line}\n".encode()


def test_lines_are_sorted_and_each_stands_once() -> None:
    triples = [("<b>", "<p>", "<o>"), ("<a>", "<p>", "<o>"), ("<b>", "<p>", "<o>")]
    assert lines_of(triples, "<g>") == ("<a> <p> <o> <g> .", "<b> <p> <o> <g> .")
