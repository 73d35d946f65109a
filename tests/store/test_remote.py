"""A SPARQL server asked over HTTP: a real one, and ones that answer badly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from rdflib import Literal, URIRef

from kg.errors import GraphError, KgError, QueryError
from kg.store import EmbeddedStore, RemoteStore
from tests.store.conftest import TEXTS, lines

FIRST, SECOND = sorted(TEXTS)
ONE, TWO = (lines(slug)[0].split(">")[0][1:] for slug in (FIRST, SECOND))


@pytest.fixture
def remote(server: str) -> Iterator[RemoteStore]:
    store = RemoteStore(f"{server}/query", update_url=f"{server}/update", timeout=20)
    store.load([*lines(FIRST), *lines(SECOND)])
    yield store
    for graph in store.graphs():
        store.drop(graph)


@pytest.fixture
def embedded() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load([*lines(FIRST), *lines(SECOND)])
    return store


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?g ?s ?o WHERE { GRAPH ?g { ?s rdfs:label ?o } } ORDER BY ?g",
        "SELECT ?s ?none WHERE { GRAPH ?g { ?s rdfs:label ?o OPTIONAL { ?s foaf:name ?none } } } ORDER BY ?s",
        'SELECT ("x"@cy AS ?a) (1.5 AS ?b) (1 AS ?c) ("é\\n\\"" AS ?d) (true AS ?e) ("2024-05-14"^^xsd:date AS ?f) {}',
    ],
)
def test_it_answers_as_the_embedded_store_does(remote: RemoteStore, embedded: EmbeddedStore, query: str) -> None:
    assert remote.select(query) == embedded.select(query)
    assert remote.select(query + " #" + "long " * 1000) == embedded.select(query), "by POST"


@pytest.mark.parametrize("value", [f"{FIRST}.txt", 'x" } ', "'''", "\\", "\n", "é", "#", "{", "\U0001f600", "?o"])
def test_a_bound_value_is_only_ever_a_value(remote: RemoteStore, embedded: EmbeddedStore, value: str) -> None:
    query = "SELECT ?s ?_name WHERE { GRAPH ?g { ?s rdfs:label ?o } FILTER(STR(?o) = ?_name) }"
    bindings = {"_name": Literal(value)}
    assert remote.select(query, bindings) == embedded.select(query, bindings)
    assert remote.ask("ASK { GRAPH ?g { ?s ?p ?o } }", {"s": URIRef(ONE)})


def test_graphs_documents_and_everything(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    assert remote.graphs() == embedded.graphs() == (ONE, TWO)
    assert set(remote.graph(ONE)) == set(embedded.graph(ONE))
    assert remote.dump() == embedded.dump()
    assert len(remote.construct("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")) == 4


def test_one_document_is_replaced_and_one_removed(remote: RemoteStore) -> None:
    remote.replace(ONE, lines(FIRST, "new "))
    assert remote.dump() == tuple(sorted([*lines(FIRST, "new "), *lines(SECOND)]))
    remote.drop(TWO)
    assert remote.graphs() == (ONE,)
    before = remote.dump()
    with pytest.raises(GraphError, match="another graph"):
        remote.replace(ONE, lines(SECOND))
    assert remote.dump() == before


def test_without_an_update_address_it_is_only_read(server: str) -> None:
    with pytest.raises(GraphError, match="takes no changes"):
        RemoteStore(f"{server}/query").load(lines(FIRST))


def told(act: Callable[[], object]) -> str:
    with pytest.raises(KgError) as caught:
        act()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_refusals_of_a_real_server(server: str) -> None:
    query = "SELECT * WHERE { ?s ?p ?o }"
    assert "the server refuses it (400 Bad Request: error at" in told(
        lambda: RemoteStore(f"{server}/query").select("SELECT")
    )
    assert "the server refuses it (404 Not Found" in told(lambda: RemoteStore(f"{server}/nothing").select(query))
    # The server's start page answers any question, as a web page.
    assert told(lambda: RemoteStore(f"{server}/").select(query)).endswith("/query or /sparql")
    assert "does not speak SPARQL" in told(lambda: RemoteStore(f"{server}/").construct("DESCRIBE <http://a/b>"))
    assert "SERVICE is refused" in told(
        lambda: RemoteStore(f"{server}/query").select(f"SELECT * {{ SERVICE <{server}/query> {{ ?s ?p ?o }} }}")
    )
    assert "would change the graph" in told(lambda: RemoteStore(f"{server}/query").select("CLEAR ALL"))


@contextmanager
def answering(
    status: int = 200, body: bytes = b"", kind: str = "application/sparql-results+json", **headers: str
) -> Iterator[tuple[str, list[str]]]:
    """A server that gives the same answer to everything, and the requests it has had."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/sparql", requests
        finally:
            http.shutdown()
            thread.join()


ASK = "ASK { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"head": {}, "boolean": tr', "the answer is cut short"),
        (b'{"head": {}}', "does not speak SPARQL"),
        (b"[]", "does not speak SPARQL"),
        (b"\xff\xfe", "the answer is cut short"),
    ],
)
def test_a_bad_answer(body: bytes, words: str) -> None:
    with answering(body=body) as (url, _):
        assert words in told(lambda: RemoteStore(url).ask(ASK))


@pytest.mark.parametrize(
    "body",
    [
        b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "odd", "value": "1"}}]}}',
        b'{"head": 1}',
    ],
)
def test_bad_rows(body: bytes) -> None:
    with answering(body=body) as (url, _):
        assert "does not speak SPARQL" in told(lambda: RemoteStore(url).select("SELECT ?s { ?s ?p ?o }"))


def test_a_redirection_is_reported_and_not_followed() -> None:
    with (
        answering(body=b'{"boolean": true}') as (other, asked),
        answering(status=302, Location=other) as (url, _),
    ):
        assert f"it sends us on to {other}; give that address if you trust it" in told(
            lambda: RemoteStore(url).ask(ASK)
        )
        assert asked == []


def test_what_the_address_already_asks_is_kept() -> None:
    with answering(body=b'{"boolean": true}') as (url, asked):
        assert RemoteStore(f"{url}?default-graph-uri=urn:x").ask(ASK)
    assert asked[0].startswith("/sparql?default-graph-uri=urn:x&query=")


def test_a_server_that_is_silent() -> None:
    with answering(body=b"", Content_Length="100") as (url, _):
        assert "the answer broke off" in told(lambda: RemoteStore(url).ask(ASK))
    assert "no answer" in told(lambda: RemoteStore("http://127.0.0.1:1/sparql").ask(ASK))


def test_a_server_that_is_slow() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as listens_only:
        url = f"http://127.0.0.1:{listens_only.server_port}/sparql"
        assert "no answer within 0.2 seconds" in told(lambda: RemoteStore(url, timeout=0.2).ask(ASK))


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "http://", "minutes.kg", "file:///etc/passwd", "http://me:secret@a.example/"]
)
def test_an_address_that_is_none(url: str) -> None:
    message = told(lambda: RemoteStore(url))
    assert "address" in message
    assert "secret" not in message


def test_the_form_is_checked_before_anything_is_sent() -> None:
    with answering(body=b'{"boolean": true}') as (url, asked):
        store = RemoteStore(url)
        for act in (
            lambda: store.select(ASK),
            lambda: store.ask("SELECT * { ?s ?p ?o }"),
            lambda: store.construct(ASK),
        ):
            with pytest.raises(QueryError, match="begin it with"):
                act()
    assert asked == []
