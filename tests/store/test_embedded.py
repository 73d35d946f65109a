"""What the store in this process answers, and how it refuses."""

from __future__ import annotations

import pytest
from rdflib import Literal, URIRef

from kg.errors import GraphError, KgError, QueryError
from kg.store import EmbeddedStore

DECIMAL = URIRef("http://www.w3.org/2001/XMLSchema#decimal")
LINES = (
    '<http://a/panel> <http://a/name> "Children\'s Panel" <http://a/g1> .',
    '<http://a/panel> <http://a/name> "Children\'s Panel" <http://a/g2> .',
    '<http://a/panel> <http://a/share> "98.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://a/g1> .',
    '<http://a/panel> <http://a/motto> "Siarad â ni"@cy <http://a/g2> .',
)


@pytest.fixture
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(LINES)
    return store


def test_a_query_without_graph_sees_every_document(store: EmbeddedStore) -> None:
    table = store.select("SELECT ?p ?o WHERE { <http://a/panel> ?p ?o FILTER(?p != <http://a/name>) } ORDER BY ?p")
    assert table.columns == ("p", "o")
    assert table.rows == (
        (URIRef("http://a/motto"), Literal("Siarad â ni", lang="cy")),
        (URIRef("http://a/share"), Literal("98.5", datatype=DECIMAL, normalize=False)),
    )


def test_what_several_documents_state_is_there_once(store: EmbeddedStore) -> None:
    assert len(store.select("SELECT ?name { ?panel <http://a/name> ?name }").rows) == 1
    ((count,),) = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    assert str(count) == "3"
    assert len(store.select("SELECT ?g { GRAPH ?g { ?panel <http://a/name> ?name } }").rows) == 2
    assert len(store) == 4


def test_a_person_in_twelve_documents_is_found_once_by_a_query_of_seven_patterns() -> None:
    store = EmbeddedStore()
    store.load(f"<http://a/k> <http://a/{p}> <http://a/{p}> <http://a/g{g}> ." for p in range(7) for g in range(12))
    patterns = " . ".join(f"?k <http://a/{p}> ?v{p}" for p in range(7))
    assert len(store.select(f"SELECT ?k {{ {patterns} }}").rows) == 1  # not twelve to the seventh


@pytest.mark.parametrize(
    "dataset",
    [
        "FROM <http://a/g1> FROM <http://a/g2>",
        "FROM <http://a/g2> # FROM NAMED <http://a/g2>\nFROM <g1>",
        "FROM <g1> FROM <http://a/g2> FROM NAMED <http://a/g1>",
        "FROM <http://a/g1> FROM <http://a/g1> FROM <http://a/g2>",
    ],
)
def test_what_several_graphs_of_a_query_state_is_there_once(store: EmbeddedStore, dataset: str) -> None:
    query = f"BASE <http://a/> SELECT ?p ?o {dataset} {{ <panel> ?p ?o }} ORDER BY ?p"
    assert [str(row[1]) for row in store.select(query).rows] == ["Siarad â ni", "Children's Panel", "98.5"]
    named = store.select(f"BASE <http://a/> SELECT ?g {dataset} {{ GRAPH ?g {{ ?s <name> ?o }} }}").rows
    assert [str(row[0]) for row in named] == (["http://a/g1"] if "NAMED <http://a/g1>" in dataset else [])


def test_of_what_two_documents_state_the_one_that_is_left_still_tells(store: EmbeddedStore) -> None:
    names = "SELECT ?name { ?panel <http://a/name> ?name }"
    store.drop("http://a/g1")
    assert len(store.select(names).rows) == 1
    assert store.select("SELECT ?share { ?panel <http://a/share> ?share }").rows == ()
    store.replace("http://a/g2", ['<http://a/panel> <http://a/name> "Other Panel" <http://a/g2> .'])
    assert [str(row[0]) for row in store.select(names).rows] == ["Other Panel"]
    assert len(store) == 1


def test_a_statement_of_no_document_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(GraphError, match="in no graph"):
        store.load(["<http://a/s> <http://a/p> <http://a/o> ."])
    assert len(store) == 4


def test_from_narrows_a_query_to_one_document(store: EmbeddedStore) -> None:
    table = store.select("SELECT ?o FROM <http://a/g2> WHERE { <http://a/panel> <http://a/motto>|<http://a/share> ?o }")
    assert [str(row[0]) for row in table.rows] == ["Siarad â ni"]


def test_from_never_fetches(store: EmbeddedStore) -> None:
    assert store.select("SELECT * FROM <http://127.0.0.1:1/nothing.ttl> WHERE { ?s ?p ?o }").rows == ()


def test_an_unbound_variable_is_none(store: EmbeddedStore) -> None:
    query = "SELECT ?s ?x WHERE { ?s <http://a/motto> ?m OPTIONAL { ?s <http://a/none> ?x } }"
    assert store.select(query).rows == ((URIRef("http://a/panel"), None),)


@pytest.mark.parametrize(
    "hostile",
    [
        "Children's Panel\" . } DELETE WHERE { ?s ?p ?o } #",
        "'''",
        "\\",
        "?o",
        "<http://a/panel>",
        "\n} #",
        "{",
        "\u202e",
    ],
)
def test_a_bound_value_is_only_ever_a_value(store: EmbeddedStore, hostile: str) -> None:
    query = "SELECT ?s ?name WHERE { GRAPH <http://a/g1> { ?s <http://a/name> ?name } }"
    assert store.select(query, {"name": Literal(hostile)}).rows == ()
    assert len(store.select(query, {"name": Literal("Children's Panel")}).rows) == 1
    assert len(store) == len(LINES)


def test_a_bound_address_must_be_one(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="not an address"):
        store.select("SELECT ?s ?p WHERE { ?s ?p ?o }", {"s": URIRef("http://a/ b>")})


def test_ask_and_construct(store: EmbeddedStore) -> None:
    assert store.ask("ASK { ?s ?p ?o }", {"s": URIRef("http://a/panel")})
    assert not store.ask("ASK { ?s ?p ?o }", {"s": URIRef("http://a/other")})
    assert len(store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")) == 3
    assert len(store.construct("DESCRIBE <http://a/panel>")) == 3


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p ?o .\n  FILTR(?o)\n}", 'line 3, column 3: not SPARQL at "FILTR(?o)"'),
        ("SELECT ?s, ?o WHERE { ?s ?p ?o }", 'line 1, column 10: not SPARQL at ", ?o WHERE { ?s ?p ?o }"'),
        (
            "SELECT ?s WHERE { ?s foo:p ?o }",
            'line 1, column 22: the prefix "foo:" is not declared; put PREFIX foo:',
        ),
        ("SELECT ?s WHERE { ?s ?p ?o ", "line 1, column 28: not SPARQL: the line ends too early"),
        ("SELECT ?s WHERE { ?s ?p ?o } LIMIT ten", 'line 1, column 30: not SPARQL at "LIMIT ten"'),
        ("SELECT ?x WHERE { ?s ?p ?o } GROUP BY ?s", "SELECT names a variable that GROUP BY leaves out"),
    ],
)
def test_a_syntax_error_is_one_line_with_its_place(store: EmbeddedStore, query: str, line: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.select(query)
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("method", "query"),
    [("select", "ASK { ?s ?p ?o }"), ("ask", "SELECT * { ?s ?p ?o }"), ("construct", "ASK { ?s ?p ?o }")],
)
def test_the_wrong_form_of_query_is_told(store: EmbeddedStore, method: str, query: str) -> None:
    with pytest.raises(QueryError, match="begin it with"):
        getattr(store, method)(query)


def test_the_usual_prefixes_need_no_declaration(store: EmbeddedStore) -> None:
    assert store.select("SELECT ?s WHERE { ?s a minutes:Promise ; skos:prefLabel ?l ; schema:position ?n }").rows == ()
    own = "PREFIX minutes: <http://a/> SELECT ?s WHERE { ?s minutes:motto ?o }"
    assert len(store.select(own).rows) == 1


def test_one_document_is_replaced_and_the_others_stay(store: EmbeddedStore) -> None:
    store.replace("http://a/g1", ['<http://a/panel> <http://a/share> "99" <http://a/g1> .\n'])
    assert store.dump() == (
        '<http://a/panel> <http://a/motto> "Siarad â ni"@cy <http://a/g2> .',
        '<http://a/panel> <http://a/name> "Children\'s Panel" <http://a/g2> .',
        '<http://a/panel> <http://a/share> "99" <http://a/g1> .',
    )
    store.drop("http://a/g1")
    store.drop("http://a/never-there")
    assert store.graphs() == ("http://a/g2",)
    assert len(store.graph("http://a/g2")) == 2
    assert len(store.graph("http://a/g1")) == 0


@pytest.mark.parametrize(
    "line",
    [
        "rubbish",
        "<a> <b> <c> .",
        '<http://a/s> <http://a/p> "1" <http://a/g2> .',
        "<http://a/s> <http://a/p>",
    ],
)
def test_a_bad_line_changes_nothing(store: EmbeddedStore, line: str) -> None:
    before = store.dump()
    with pytest.raises(KgError):
        store.replace("http://a/g1", ['<http://a/s> <http://a/p> "1" <http://a/g1> .', line])
    assert store.dump() == before


def test_loading_a_bad_line_names_it(store: EmbeddedStore) -> None:
    before = store.dump()
    with pytest.raises(GraphError, match="line 2: not N-Quads"):
        store.load(['<http://a/s> <http://a/p> "1" <http://a/g1> .', "rubbish"])
    assert store.dump() == before
