"""What is known of a query before it is run: its form, and that it reaches for no other address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal

from kg.errors import QueryError
from kg.store import EmbeddedStore
from kg.store.sparql import Form, check_query, find_dataset, mask_query, query_form, with_values

# Nothing listens on port 1; a query that got past the gate would fail with another error than ours.
ELSEWHERE = "<http://127.0.0.1:1/sparql>"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"select * {{ service silent {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICESILENT{ELSEWHERE}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE#\n#\n{ELSEWHERE}# \n{{ ?s ?p ?o }} }}",
        "SELECT * { ?g ?h ?i SERVICE ?g { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:1/> SELECT * { SERVICE x:sparql{ ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p 1SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?o.SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        # "<?b)SERVICE#>" could be an address; here it is a comparison, and the comment ends with the line.
        f"SELECT * {{ ?a ?p ?b FILTER(?a<?b)SERVICE#>\n{ELSEWHERE} {{ ?s ?p ?o }} }}",
        f'SELECT * {{ ?a ?p ?b FILTER(?a<?b)#>"""\nSERVICE {ELSEWHERE} {{ ?s ?p ?o }}\n#"""\n }}',
        f"SELECT * {{ FILTER EXISTS {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ \\u0053ERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"ASK {{ {{ SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }} }}",
    ],
)
def test_no_query_reaches_another_address(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        EmbeddedStore().select(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, "children\'s service")) }',
        "SELECT ?service ?x { ?service ?x ?o }",
        "PREFIX service: <http://a/> SELECT * { ?s service:of ?o ; service:in service:service }",
        "SELECT * { VALUES ?service { 1 2 } }",
        "SELECT * { ?s ?p <http://a/service> } # the service",
        "SELECT * { GRAPH ?service { ?s ?p ?o } }",
    ],
)
def test_the_word_service_may_be_used(query: str) -> None:
    check_query(query)
    EmbeddedStore().select(query)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", Form.SELECT),
        ("# SELECT\nPREFIX a: <http://a/#ask>\nBASE <http://b/> construct { } WHERE { }", Form.CONSTRUCT),
        ("PREFIX : <http://a/> Describe :x", Form.DESCRIBE),
        ("PREFIX select: <http://a/>ASK{}", Form.ASK),
    ],
)
def test_the_form_of_a_query(query: str, form: Form) -> None:
    assert query_form(query) is form


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "load <http://a/>",
        "CLEAR ALL",
    ],
)
def test_a_change_is_refused(update: str) -> None:
    with pytest.raises(QueryError, match="would change the graph"):
        query_form(update)


@pytest.mark.parametrize(
    ("text", "told"), [("", "an empty query"), ("  \n who promised", 'line 2, column 2: not SPARQL at "who')]
)
def test_what_is_no_query_is_told(text: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        query_form(text)
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * FROM NAMED <http://a/g> { GRAPH ?g { ?s ?p ?o } }", "", "<http://a/g>"),
        ("PREFIX a: <http://a/> SELECT ?from from a:g { ?s ?p ?o }", "a:g", ""),
        ("SELECT ?from { ?s <http://a/from> ?from FILTER(?from = 'copied FROM <http://a/g>') }", "", ""),
        ("ASK FROM <a> # FROM <b>\nFROM\n<c>{ ?s ?p '}{' }", "<a> <c>", ""),
        ("CONSTRUCT { ?s a <http://a/FROM> } FROM <a>FROM NAMED<b> WHERE { ?s ?p ?o }", "<a>", "<b>"),
        ("DESCRIBE ?s FROM <a> { ?s ?p ?o { SELECT * { ?s ?p ?from } } }", "<a>", ""),
    ],
)
def test_from_is_seen_only_where_it_is_said(query: str, default: str, named: str) -> None:
    found = [re.findall(r"VALUES \?g \{ (.*) \} \}", one) for one in find_dataset(query)]
    assert found == [[one] if one else [] for one in (default, named)]


@given(st.text(alphabet="\"'\\<>#{}?ab \n", max_size=40))
def test_masking_keeps_every_place(query: str) -> None:
    masked = mask_query(query)
    assert len(masked) == len(query)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(query) if c == "\n"]


@given(st.text(max_size=40))
def test_a_value_in_the_text_is_only_ever_a_value(value: str) -> None:
    literal = Literal("".join(c for c in value if not "\ud800" <= c <= "\udfff" and c != "\x00"))
    query = with_values("SELECT ?_x WHERE { }", {"_x": literal})
    assert EmbeddedStore().select(query).rows == ((literal,),)


def test_values_go_into_the_where_clause_of_a_construct() -> None:
    text = with_values("CONSTRUCT { ?s ?p ?_x } WHERE { ?s ?p ?o }", {"_x": Literal(1)})
    assert text.startswith('CONSTRUCT { ?s ?p ?_x } WHERE { VALUES (?_x) { ("1"^^')
