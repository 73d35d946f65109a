"""What people type, and what it is taken for."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kg.errors import UsageError
from kg.query import answer_query, find_query
from kg.query.names import fold_name
from kg.query.parameters import bind_parameters
from kg.store import EmbeddedStore
from tests.query.conftest import TODAY, ask
from tests.query.seaholm import BASE

PANEL = f"{BASE}seaholm-council/body/harbour-panel#it"


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("okafor", {"adaeze-okafor"}),
        ("OKAFOR adaeze", {"adaeze-okafor"}),
        ("Ms Okafor", {"adaeze-okafor"}),
        ("o'dowd", {"sian-odowd"}),
        ("O’Dowd", {"sian-odowd"}),
        ("odowd sian", {"sian-odowd"}),
        ("Siân", {"sian-odowd"}),
        ("brad", {"brad"}),
        ("dowd", {"sian-odowd"}),  # no name begins so, but one holds it
        ("head of moorings", {"adaeze-okafor", "head-of-moorings"}),  # the post, and whoever held it
        ("moorings head", {"adaeze-okafor", "head-of-moorings"}),
        ("moorings", {"adaeze-okafor", "head-of-moorings", "moorings-team"}),
        ("field", {"tom-field"}),
        (f"{BASE}seaholm-council/person/tom-field#it", {"tom-field"}),
        (f"{BASE}seaholm-council/person/tom-field", {"tom-field"}),
    ],
)
def test_officers_as_people_type_them(store: EmbeddedStore, typed: str, people: set[str]) -> None:
    bound = bind_parameters(find_query("by-officer"), {"officer": typed}, store, TODAY)
    iris = str(bound.terms["_officer"]).split()
    assert {iri.rpartition("/")[2].removesuffix("#it") for iri in iris} == people


def test_a_name_that_is_just_what_was_typed_wins(store: EmbeddedStore) -> None:
    # "Harbour Panel" is one body; "harbour" alone begins the Harbour Master's title too.
    bound = bind_parameters(find_query("by-officer"), {"officer": "harbour panel"}, store, TODAY)
    assert bound.terms["_officer"] == Literal(PANEL)


def test_two_of_one_name_are_both_meant_and_told(store: EmbeddedStore) -> None:
    answer = answer_query(find_query("promises-of-a-person"), store, {"person": "Tom Field"}, today=TODAY)
    assert answer.notes == (
        "--person 'Tom Field' means 2: Tom Field (larchford-borough-council); Tom Field (seaholm-council)",
    )
    assert len(answer.table.rows) == 3


@pytest.mark.parametrize(
    ("query", "values", "told"),
    [
        ("overdue", {"pannel": "x"}, 'overdue has no parameter --pannel; did you mean "--panel"?'),
        ("overdue", {"zzz": "x"}, "overdue has no parameter --zzz; it has --as-of, --panel, --officer, --council"),
        ("by-officer", {}, 'by-officer needs --officer; add it, such as --officer "okafor"'),
        ("overdue", {"panel": "harbuor"}, "nothing fits --panel 'harbuor'; did you mean Harbour Panel?"),
        ("overdue", {"council": "harbour"}, "nothing fits --council 'harbour'"),
        ("overdue", {"panel": "!?"}, "nothing fits --panel '!?'; known are, for example, Children's Scrutiny Panel"),
        ("overdue", {"panel": f"{BASE}nothing#it"}, "nothing fits --panel"),
        ("overdue", {"as_of": "soon"}, "--as-of is a date, not 'soon'; write it as 2025-03-31 or 31/03/2025"),
        ("overdue", {"as_of": "2024-02-30"}, "--as-of is a date, not '2024-02-30'"),
        ("officers", {"kind": "mayor"}, "--kind is not 'mayor'; it is one of officer, councillor"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    store: EmbeddedStore, query: str, values: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError) as caught:
        answer_query(find_query(query), store, values, today=TODAY)
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_a_graph_without_panels_says_so() -> None:
    with pytest.raises(UsageError, match="this graph has nothing of that kind"):
        answer_query(find_query("overdue"), EmbeddedStore(), {"panel": "harbour"}, today=TODAY)


@pytest.mark.parametrize("typed", ["2024-07-01", "1/7/2024", "01/07/2024", "1 July 2024", "1 Jul 2024", "01.07.2024"])
def test_dates_as_people_type_them(store: EmbeddedStore, typed: str) -> None:
    assert ask(store, "overdue", "what", as_of=typed) == [("circulate the breakdown",)]


def test_today_is_what_the_caller_says(store: EmbeddedStore) -> None:
    query = find_query("due-soon")
    bound = bind_parameters(query, {}, store, dt.date(2025, 2, 1))
    assert [str(bound.terms[name]) for name in ("_as_of", "_until")] == ["2025-02-01", "2025-03-03"]
    assert bound.terms["_as_of"].datatype == URIRef("http://www.w3.org/2001/XMLSchema#date")  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_nothing_asked(store: EmbeddedStore, typed: str) -> None:
    assert ask(store, "overdue", "what", panel=typed) == ask(store, "overdue", "what")


@given(st.text(max_size=30))
def test_folding_is_the_same_for_what_is_folded(name: str) -> None:
    words = fold_name(name)
    assert fold_name(" ".join(words)) == words
    assert all(words)


HOSTILE = ['" } ; DROP ALL #', 'okafor" || true || "', "?officer", "okafor\\", "okafor\n}", "*", ".*", "%"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_typed_is_never_read_as_a_query(store: EmbeddedStore, typed: str) -> None:
    before = len(store)
    try:
        ask(store, "by-officer", "what", officer=typed)
    except UsageError as error:
        assert "\n" not in str(error)
    assert len(store) == before
