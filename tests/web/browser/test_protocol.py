"""The protocol tests of the W3C's SPARQL 1.1 suite against a real `kg serve`, and clients that misbehave."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.facts import encode_facts
from kg.store import commit_graph
from tests.conftest import ROOT
from tests.query.seaholm import BASE, all_minutes
from tests.web.conftest import serving

SUITE = ROOT.parent / "shared" / "conformance" / "sparql11-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
NAMES = "SELECT DISTINCT ?name WHERE { ?who a minutes:Person ; rdfs:label ?name } ORDER BY ?name"
ENDLESS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) } ORDER BY ?c"
FORMATS = {
    "tabular": {
        *("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
        "text/tab-separated-values",
    },
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"},
}


class Ask(NamedTuple):
    """A request of the suite, and what is expected of the answer."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    format: str
    boolean: bool | None


class Case(NamedTuple):
    """A test of the suite: requests one after another."""

    name: str
    asks: tuple[Ask, ...]

    @property
    def updates(self) -> bool:
        """Whether it would change the graph, or says how a change is to be refused."""
        return self.name.startswith(("update", "bad_update", "bad_multiple_updates"))


def _cases() -> Iterator[Case]:
    manifest = Graph().parse(SUITE / "manifest.ttl")
    (suite,) = manifest.subjects(RDF.type, MF.Manifest)
    entries = manifest.value(suite, MF.entries)
    for test in Collection(manifest, entries):
        connection = manifest.value(test, MF.action)
        requests = Collection(manifest, manifest.value(connection, HT.requests))
        yield Case(str(test).partition("#")[2], tuple(_ask(manifest, request) for request in requests))


def _ask(manifest: Graph, request: object) -> Ask:
    listed = manifest.value(request, HT.headers)
    headers = {
        str(manifest.value(header, HT.fieldName)): str(manifest.value(header, HT.fieldValue))
        for header in (Collection(manifest, listed) if listed else ())
    }
    content = manifest.value(request, HT.body)
    body = None
    if content is not None:
        encoding = str(manifest.value(content, CNT.characterEncoding) or "UTF-8")
        body = str(manifest.value(content, CNT.chars)).encode(encoding)
    answer = manifest.value(request, HT.resp)
    boolean = manifest.value(answer, MF.expectedBoolean)
    return Ask(
        str(manifest.value(request, HT.methodName)),
        str(manifest.value(request, HT.absolutePath)),
        headers,
        body,
        frozenset(str(status)[-3] for status in manifest.objects(answer, MF.expectedStatus)),
        str(manifest.value(answer, MF.expectedFormat) or ""),
        None if boolean is None else bool(boolean.toPython()),  # type: ignore[attr-defined]
    )


CASES = tuple(_cases()) if (SUITE / "manifest.ttl").is_file() else ()
suite = pytest.mark.skipif(not CASES, reason="the W3C suite is not beside the project")


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the invented minutes, and of the suite's data under the names that it expects."""
    everything = all_minutes()
    lines = [line for each in everything for line in each.lines]
    if CASES:
        manifest = Graph().parse(SUITE / "manifest.ttl")
        graphs = {
            (str(manifest.value(data, RDFS.label)), Path(unquote(urlsplit(str(manifest.value(data, UT.graph))).path)))
            for data in manifest.objects(None, UT.graphData)
        }
        for name, file in sorted(graphs):
            for line in (SUITE / file.name).read_text("utf-8").splitlines():
                if line.strip():
                    lines.append(f"{line.rstrip().removesuffix('.').rstrip()} <{name}> .")
    folder = tmp_path_factory.mktemp("protocol") / "minutes.kg"
    commit_graph(
        folder,
        base=BASE,
        documents=[each.entry for each in everything],
        nquads=lines,
        sources=[each.data for each in everything],
        facts=[encode_facts(each.facts) for each in everything],
    )
    with serving(folder, "--timeout", "4", "--workers", "1") as address:
        yield address


def _send(endpoint: str, ask: Ask) -> tuple[int, str, bytes]:
    connection = HTTPConnection(urlsplit(endpoint).netloc, timeout=30)
    connection.request(ask.method, ask.path, ask.body, ask.headers)
    answer = connection.getresponse()
    status, media_type, body = answer.status, answer.getheader("Content-Type", "").partition(";")[0], answer.read()
    connection.close()
    return status, media_type, body


@suite
@pytest.mark.parametrize("case", [case for case in CASES if not case.updates], ids=lambda case: case.name)
def test_a_protocol_test_of_the_w3c_that_reads(endpoint: str, case: Case) -> None:
    for ask in case.asks:
        status, media_type, body = _send(endpoint, ask)
        assert str(status)[0] in ask.statuses, body
        if ask.format:
            assert media_type in FORMATS[ask.format]
        if ask.boolean is not None:
            assert json.loads(body)["boolean"] is ask.boolean


@suite
@pytest.mark.parametrize("case", [case for case in CASES if case.updates], ids=lambda case: case.name)
def test_a_protocol_test_of_the_w3c_that_would_change_something_is_refused(endpoint: str, case: Case) -> None:
    before = _count(endpoint)
    status, media_type, body = _send(endpoint, case.asks[0])
    assert 400 <= status < 500
    assert media_type == "text/plain"
    assert body.count(b"\n") == 1
    assert _count(endpoint) == before


@suite
def test_the_suite_is_all_there() -> None:
    assert len(CASES) == 34
    assert sum(case.updates for case in CASES) == 14


def _count(endpoint: str) -> int:
    query = urlencode({"query": "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"})
    with urlopen(f"{endpoint}/sparql?{query}", timeout=10) as answer:
        return int(json.load(answer)["results"]["bindings"][0]["n"]["value"])


def test_the_service_describes_itself_as_the_w3c_asks(endpoint: str) -> None:
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    with urlopen(Request(f"{endpoint}/sparql", headers={"Accept": "text/turtle"}), timeout=10) as answer:
        described = Graph().parse(data=answer.read(), format="turtle")
    (service,) = described.subjects(RDF.type, sd.Service)
    assert described.value(service, sd.endpoint) == URIRef(f"{BASE}sparql")
    for dataset in described.objects(service, sd.defaultDataset):
        assert (dataset, RDF.type, sd.Dataset) in described
        for graph in described.objects(dataset, sd.namedGraph):
            assert described.value(graph, sd.name) is not None


def test_an_address_may_be_written_from_the_base_of_the_graph(endpoint: str) -> None:
    query = "SELECT DISTINCT ?name { <seaholm-council/person/adaeze-okafor#it> rdfs:label ?name }"
    with urlopen(f"{endpoint}/sparql?{urlencode({'query': query})}", timeout=10) as answer:
        (row,) = json.load(answer)["results"]["bindings"]
    assert row["name"]["value"] == "Adaeze Okafor"


# Clients --------------------------------------------------------------------------------------------------------------


def test_sparqlwrapper_talks_to_it(endpoint: str) -> None:
    client = SPARQLWrapper(f"{endpoint}/sparql")
    client.setQuery(NAMES)
    client.setReturnFormat(JSON)
    names = [row["name"]["value"] for row in client.queryAndConvert()["results"]["bindings"]]
    assert "Adaeze Okafor" in names
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split("\r\n")[1:-1] == names
    client.setReturnFormat(XML)
    client.setMethod(POST)
    found = client.queryAndConvert().getElementsByTagName("literal")
    assert [each.firstChild.data for each in found] == names
    client.setQuery("CONSTRUCT { ?s a minutes:Person } WHERE { ?s a minutes:Person }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) >= len(names)


def test_an_answer_of_several_megabytes_arrives_whole(endpoint: str) -> None:
    query = urlencode({"query": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 8000"})
    with urlopen(f"{endpoint}/sparql?{query}", timeout=30) as answer:
        assert len(json.load(answer)["results"]["bindings"]) == 8000


def _alive(endpoint: str, seconds: float = 10) -> bool:
    """Whether a simple query is answered, and soon: there is one worker."""
    query = urlencode({"query": "ASK { ?s a minutes:Person }"})
    with urlopen(f"{endpoint}/sparql?{query}", timeout=seconds) as answer:
        return json.load(answer)["boolean"] is True


def _connect(endpoint: str, text: str) -> socket.socket:
    place = urlsplit(endpoint)
    assert place.hostname
    client = socket.create_connection((place.hostname, place.port or 80), timeout=30)
    client.sendall(text.encode())
    return client


@pytest.mark.slow
def test_the_worker_of_a_client_that_goes_away_is_freed(endpoint: str) -> None:
    client = _connect(endpoint, f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: here\r\n\r\n")
    time.sleep(0.5)
    client.close()
    began = time.monotonic()
    assert _alive(endpoint)
    assert time.monotonic() - began < 3.5, "before the four seconds that the query might have taken"


@pytest.mark.slow
def test_a_client_that_stops_reading_holds_up_nobody(endpoint: str) -> None:
    large = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 8000"
    clients = []
    for _ in range(5):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        place = urlsplit(endpoint)
        client.connect((place.hostname, place.port))
        client.sendall(f"GET /sparql?{urlencode({'query': large})} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        clients.append(client)
    for client in clients:
        client.settimeout(30)
        assert client.recv(100).startswith(b"HTTP/1.1 200")
    assert _alive(endpoint)
    for client in clients:
        client.close()
    assert _alive(endpoint)


@pytest.mark.slow
def test_heads_that_come_a_letter_at_a_time_hold_up_nobody(endpoint: str) -> None:
    clients = [_connect(endpoint, "GET /health HTTP/1.1\r\nX-") for _ in range(100)]
    for _ in range(5):
        for client in clients:
            client.sendall(b"a")
        assert _alive(endpoint)
    for client in clients:
        client.close()


@pytest.mark.parametrize(
    "head",
    [
        "GET /sparql?query=%ZZ HTTP/1.1\r\nHost: here\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET / HTTP/1.1\r\n" + "X-Long: " + "a" * 200_000 + "\r\n\r\n",
        "GET /" + "a" * 200_000 + " HTTP/1.1\r\nHost: here\r\n\r\n",
        "POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\nContent-Length: -5\r\n\r\nASK {}",
        "POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "GET /sparql HTTP/1.1\r\nHost: here\r\nAccept: " + "text/turtle;q=0.1," * 3000 + "\r\n\r\n",
    ],
)  # fmt: skip
def test_a_head_that_is_none_is_refused(endpoint: str, head: str) -> None:
    client = _connect(endpoint, head)
    client.settimeout(10)
    try:
        status = re.match(rb"HTTP/1\.1 (\d{3})", client.recv(100))
        assert status is None or status[1] < b"500"
    except ConnectionError:
        pass  # it hung up, as it may
    client.close()
    assert _alive(endpoint)


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        ENDLESS,
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "SELECT * { " + "OPTIONAL { " * 3000 + "?s ?p ?o" + " }" * 3000 + " }",
        "SELECT * { ?s " + "(" * 5000 + "rdfs:label" + ")" * 5000 + " ?o }",
        "SELECT * { ?s (!rdfs:label|^!rdfs:label)*/(!rdfs:label|^!rdfs:label)* ?o . ?o (!a|^!a)* ?x }",
        "SELECT (REPLACE(?x, '(a*)*b', '') AS ?y) { VALUES ?x { '" + "a" * 5000 + "' } }",
        "SELECT (CONCAT(?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x) AS ?y) { VALUES ?x { '" + "a" * 500_000 + "' } ?s ?p ?o . ?a ?b ?c }",
        "SELECT * { VALUES ?x { " + "1 " * 200_000 + "} FILTER(?x IN (" + "1, " * 50_000 + "1)) }",
        "SELECT * { FILTER(" + "!" * 50_000 + "true) }",
        "SELECT ?x { ?x ?y ?z } ORDER BY " + "DESC(RAND()) " * 5000,
    ],
)  # fmt: skip
def test_absurd_queries_one_after_another_leave_it_up(endpoint: str, query: str) -> None:
    body = urlencode({"query": query}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    status, media_type, _ = _send(endpoint, Ask("POST", "/sparql", headers, body, frozenset(), "", None))
    assert status in (200, 400, 413, 503)
    assert media_type == ("application/sparql-results+json" if status == 200 else "text/plain")
    assert _alive(endpoint, 20)
