"""The SPARQL endpoint as clients meet it: real HTTP to a real `kg serve`."""

from __future__ import annotations

import gzip
import json
import re
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from shutil import which
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.query import load_catalogue
from tests.query.engines import quiet

NAMES = 'SELECT DISTINCT ?name WHERE { ?who a minutes:Person ; rdfs:label ?name FILTER(CONTAINS(?name, "Okafor")) }'
ENDLESS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) } ORDER BY ?c"
FORM = "application/x-www-form-urlencoded"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DOCUMENT = "http://localhost:8000/seaholm-council/document/"


def call(
    url: str, *, method: str = "GET", body: bytes | None = None, accept: str = "", content_type: str = ""
) -> tuple[int, str, str]:
    """Status, media type and text of an answer."""
    headers = {key: value for key, value in (("Accept", accept), ("Content-Type", content_type)) if value}
    request = Request(url, body, headers, method=method)
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode("utf-8")
    except HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode("utf-8")


def ask(server: str, query: str, accept: str = "", **graphs: str) -> tuple[int, str, str]:
    pairs = [("query", query), *((key.replace("_", "-"), value) for key, value in graphs.items())]
    return call(f"{server}/sparql?{urlencode(pairs)}", accept=accept)


@pytest.mark.parametrize(
    ("query", "accept", "media_type", "part"),
    [
        (NAMES, "", "application/sparql-results+json", '"Adaeze Okafor"'),
        (NAMES, "*/*", "application/sparql-results+json", '"Adaeze Okafor"'),
        (NAMES, "application/sparql-results+xml", "application/sparql-results+xml", "<literal>Adaeze Okafor</literal>"),
        (NAMES, "text/csv", "text/csv", "name\r\nAdaeze Okafor"),
        (NAMES, "text/tab-separated-values", "text/tab-separated-values", '?name\n"Adaeze Okafor"'),
        (NAMES, "text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml", "Okafor"),
        ("ASK { ?s a minutes:Person }", "", "application/sparql-results+json", "true"),
        ("ASK { ?s a minutes:Nothing }", "application/sparql-results+xml", "application/sparql-results+xml", "false"),
        ("CONSTRUCT { ?s a minutes:Person } WHERE { ?s a minutes:Person }", "", "text/turtle", "adaeze-okafor"),
        ("DESCRIBE ?s WHERE { ?s a minutes:Council }", "application/n-triples", "application/n-triples", "#Council"),
        ("CONSTRUCT WHERE { ?s a minutes:Council }", "application/rdf+xml", "application/rdf+xml", "rdf:RDF"),
        ("CONSTRUCT WHERE { ?s a minutes:Council }", "application/ld+json", "application/ld+json", "@id"),
        (NAMES, "text/html,application/xhtml+xml,*/*;q=0.8", "text/html", "<td>Adaeze Okafor</td>"),
    ],
)
def test_an_answer_is_in_the_format_that_was_asked_for(
    server: str, query: str, accept: str, media_type: str, part: str
) -> None:
    status, found, text = ask(server, query, accept)
    assert (status, found) == (200, media_type), text
    assert part in text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (urlencode({"query": NAMES}).encode(), "application/x-www-form-urlencoded"),
        (NAMES.encode(), "application/sparql-query"),
        (NAMES.encode(), "application/sparql-query; charset=utf-8"),
    ],
)
def test_a_query_may_be_posted(server: str, body: bytes, content_type: str) -> None:
    status, _, text = call(f"{server}/sparql", method="POST", body=body, content_type=content_type)
    assert status == 200
    assert "Adaeze Okafor" in text


def test_the_graphs_of_the_protocol_overrule_those_of_the_query(server: str) -> None:
    with quiet():
        graphs = sorted(
            row["g"]["value"]
            for row in json.loads(ask(server, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")[2])["results"]["bindings"]
        )
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    whole, one = (
        int(json.loads(ask(server, count, **given)[2])["results"]["bindings"][0]["n"]["value"])
        for given in ({}, {"default_graph_uri": graphs[0]})
    )
    assert 0 < one < whole
    named = ask(server, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", named_graph_uri=graphs[1])[2]
    assert [row["g"]["value"] for row in json.loads(named)["results"]["bindings"]] == [graphs[1]]
    other = f"ASK FROM <{graphs[1]}> {{ ?s ?p ?o }}"
    assert json.loads(ask(server, other, default_graph_uri="http://nowhere.example/")[2])["boolean"] is False


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("SELECT ?x WHERE {", 400, ""),
        ("", 400, "an empty query"),
        ("x" * 1000, 400, "not SPARQL"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("INSERT DATA { <http://a/> <http://a/> <http://a/> }", 400, "would change the graph"),
        ("LOAD <http://127.0.0.1:1/>", 400, "would change the graph"),
        ("SELECT * { { SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }", 400, "SERVICE is refused"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("SELECT * { SERVICE#x\n<http://127.0.0.1:1/>#y\n{ ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("PREFIX a: <http://127.0.0.1:1/> SELECT * { SERVICE a:b#c c\n{ ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("PREFIX a: <http://127.0.0.1:1/> SELECT * { SERVICE a:b\\#c { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("# SELECT\nLOAD <file:///etc/passwd>", 400, "would change the graph"),
        ("PREFIX a: <http://a/> # ASK\nDELETE WHERE { ?s ?p ?o }", 400, "would change the graph"),
        ("ASK {} ; DROP ALL", 400, "not SPARQL"),
        ("SELECT * { " + "{ " * 10_000 + "?s ?p ?o" + " }" * 10_000 + " }", 503, "nests too deep"),
        ("SELECT * { FILTER(" + "(" * 10_000 + "true" + ")" * 10_000 + ") }", 503, "nests too deep"),
        ("SELECT * { ?s " + "/".join(["!a"] * 10_000) + " ?o }", 503, "nests too deep"),
        ("SELECT * { " + "FILTER EXISTS { ?s ?p ?o " * 3000 + "}" * 3000 + " }", 503, "nests too deep"),
        ("SELECT * { ?s ?p " + "[ a " * 5000 + "1" + "]" * 5000 + " }", 503, "nests too deep"),
        ("SELECT * { " + '"' + '\\"' * 400_000, 503, "took longer"),
        ("PREFIX a: " + "#" * 900_000, 400, "not SPARQL"),
        ("SELECT * { SERVICE " + ":" * 900_000, None, ""),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", None, ""),
        ("SELECT * { ?s (!a|^!a)* ?o . ?o ((!a|^!a)*)* ?x }", None, ""),
        ("SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(((a{100}){100}){100}){100}')) }", None, ""),
    ],
)
def test_a_query_that_cannot_be_answered_is_an_error_in_one_line(
    server: str, query: str, status: int | None, told: str
) -> None:
    kind = "application/sparql-query"
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(call, f"{server}/sparql", method="POST", body=query.encode(), content_type=kind)
        assert call(f"{server}/health")[0] == 200, "the server is there for others meanwhile"
        found, media_type, text = asking.result()
    assert found == status if status else found in (200, 400, 413, 503)
    if found != 200:
        assert media_type == "text/plain"
        assert text.count("\n") == 1
        assert told in text


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("SELECT ?x WHERE {", 400, "not SPARQL"),
        ("DROP ALL", 400, "would change the graph"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("SELECT * { " + "{ " * 10_000 + "?s ?p ?o" + " }" * 10_000 + " }", 503, "nests too deep"),
    ],
)
def test_in_a_browser_an_error_stands_beside_the_query(server: str, query: str, status: int, told: str) -> None:
    body = urlencode({"query": query}).encode()
    url = f"{server}/sparql"
    found, media_type, page = call(url, method="POST", body=body, content_type=FORM, accept=BROWSER)
    assert (found, media_type) == (status, "text/html")
    assert re.search(rf'role="alert"[^>]*>\s*<p[^>]*>[^<]*{told}', page)
    assert f"{query[:8]}" in page.partition("<textarea")[2].partition("</textarea>")[0]


def test_in_a_browser_triples_are_a_table(server: str) -> None:
    page = ask(server, "CONSTRUCT { ?s a minutes:Person } { ?s a minutes:Person } LIMIT 2", BROWSER)[2]
    assert re.findall(r'<th scope="col">(\w+)</th>', page) == ["subject", "predicate", "object"]
    assert page.count(">minutes:Person</a></td>") == 2


@pytest.mark.parametrize(
    ("graph", "status"),
    [
        *(("graph", 400), ("../graph", 400), ("", 400), ("<", 400), ("http://a/ b", 400)),
        *(("file:///etc/passwd", 200), ("http://127.0.0.1:1/", 200)),
    ],
)
def test_a_graph_is_one_of_ours_or_empty(server: str, graph: str, status: int) -> None:
    for name in ("default_graph_uri", "named_graph_uri"):
        found, _, text = ask(server, "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **{name: graph})
        assert found == status
        assert json.loads(text)["results"]["bindings"] == [] if status == 200 else text.count("\n") == 1
    if status == 200:
        for clause in ("FROM", "FROM NAMED"):
            text = ask(server, f"SELECT * {clause} <{graph}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}")[
                2
            ]
            assert json.loads(text)["results"]["bindings"] == []


def test_what_several_documents_state_is_one_solution(server: str) -> None:
    query = "SELECT ?p ?label { ?p a minutes:Person ; rdfs:label ?label . ?p a ?c ; rdfs:label ?l ; foaf:name ?n }"
    rows = [json.dumps(row) for row in json.loads(ask(server, query)[2])["results"]["bindings"]]
    assert rows
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("method", "path", "body", "content_type", "status"),
    [
        ("PUT", "?query=ASK%20%7B%7D", b"", "", 405),
        ("GET", "?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, "", 400),
        ("POST", "", b"ASK {}", "text/plain", 415),
        ("POST", "", b"query=ASK%20%7B%7D", "text/plain", 415),
        ("POST", "", "ASK {}".encode("utf-16"), "application/sparql-query; charset=UTF-16", 415),
        ("POST", "", b"\xff\xfe", "application/sparql-query", 400),
        ("POST", "", b"CLEAR ALL", "application/sparql-update", 403),
        ("POST", "", b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        ("POST", "?using-graph-uri=http%3A%2F%2Fa%2F", b"query=ASK%20%7B%7D", "application/x-www-form-urlencoded", 403),
        ("POST", "", b"query=" + b"x" * 2_000_000, "application/x-www-form-urlencoded", 413),
        ("POST", "", b"", "application/x-www-form-urlencoded", 400),
        ("POST", "", b"query=" + b"x" * 10_000_000, "application/x-www-form-urlencoded", 413),
        ("POST", "", b"&".join([b"a=b"] * 300), "application/x-www-form-urlencoded", 400),
        ("POST", "", b"query=%FF%FE", "application/x-www-form-urlencoded", 400),
        ("POST", "?query=ASK%20%7B%7D", b"ASK {}", "application/sparql-query", 400),
        ("POST", "?query=ASK%20%7B%7D", b"", "application/x-www-form-urlencoded", 200),
        ("POST", "", b'--a\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK {}\r\n--a--', "multipart/form-data; boundary=a", 415),
        ("GET", "?query=ASK%20%7B%7D&colour=red", None, "", 200),
        ("HEAD", "?query=ASK%20%7B%7D", None, "", 200),
        ("DELETE", "", None, "", 405),
        ("PATCH", "", b"ASK {}", "application/sparql-query", 405),
    ],
)  # fmt: skip
def test_a_request_that_is_not_as_the_protocol_has_it(
    server: str, method: str, path: str, body: bytes | None, content_type: str, status: int
) -> None:
    assert call(f"{server}/sparql{path}", method=method, body=body, content_type=content_type)[0] == status


def test_a_body_in_parts_or_compressed(server: str) -> None:
    connection = HTTPConnection(server.removeprefix("http://"), timeout=30)
    for body, coding, status in (
        ([b"ASK", b" {}"], "", 200),
        ([b"x" * 65536] * 160, "", 413),
        ([gzip.compress(b"ASK {}")], "gzip", 415),
    ):
        headers = {"Content-Type": "application/sparql-query", "Transfer-Encoding": "chunked"}
        headers |= {"Content-Encoding": coding} if coding else {}
        connection.request("POST", "/sparql", iter(body), headers, encode_chunked=True)
        answer = connection.getresponse()
        assert (answer.status, answer.read().count(b"\n")) == (status, 0 if status == 200 else 1)
    connection.close()


def test_a_client_of_a_proxy_and_an_old_one(server: str) -> None:
    host = server.removeprefix("http://")
    for head, status in (
        (f"GET {server}/health HTTP/1.1\r\nHost: {host}\r\nConnection: close", b"200"),
        ("GET /health HTTP/1.0", b"200"),
        ("GET /health", b"400"),
        ("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close", b"204"),
        ("GET /sparql HTTP/1.1\r\nHost: a\r\nHost: b", b"400"),
    ):
        with socket.create_connection((host.partition(":")[0], int(host.partition(":")[2])), timeout=10) as client:
            client.sendall(f"{head}\r\n\r\n".encode())
            assert client.recv(4096).split(b" ")[1] == status, head


def test_a_query_that_takes_too_long_is_stopped_and_others_go_on(server: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        began = time.monotonic()
        endless = [pool.submit(ask, server, ENDLESS) for _ in range(2)]
        time.sleep(0.5)
        others = [pool.submit(ask, server, NAMES) for _ in range(3)]
        assert [answer.result()[0] for answer in endless] == [503, 503]
        assert {answer.result()[2] for answer in endless} == {"the query took longer than 3 seconds; ask for less\n"}
        # Both workers were busy; the others had their turn when these were killed and replaced.
        assert {answer.result()[0] for answer in others} == {200}
        assert time.monotonic() - began < 60
    assert ask(server, NAMES)[0] == 200


def test_two_hundred_clients_at_once(server: str) -> None:
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: ask(server, NAMES)[0], range(200)))
    assert set(answers) == {200}


def test_any_page_may_ask(server: str) -> None:
    request = Request(f"{server}/sparql", method="OPTIONS", headers={"Origin": "https://other.example"})
    with urlopen(request, timeout=10) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_the_service_describes_itself(server: str) -> None:
    status, media_type, text = call(f"{server}/sparql", accept="text/turtle")
    assert (status, media_type) == (200, "text/turtle")
    described = Graph().parse(data=text)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    (service,) = described.subjects(RDF.type, URIRef(f"{sd}Service"))
    assert (service, URIRef(f"{sd}supportedLanguage"), URIRef(f"{sd}SPARQL11Query")) in described
    assert len(set(described.objects(None, URIRef(f"{sd}name")))) == 3


def test_rdflib_asks_it_as_any_endpoint(server: str) -> None:
    with quiet():
        store = SPARQLStore(f"{server}/sparql", returnFormat="json")
        rows = list(Graph(store=store).query(NAMES))
    assert [str(row[0]) for row in rows] == ["Adaeze Okafor"]


@pytest.mark.skipif(not which("curl"), reason="curl is not installed")
def test_curl_asks_it(server: str) -> None:
    done = subprocess.run(
        ["curl", "-s", "-f", "-H", "Accept: text/csv", "--data-urlencode", f"query={NAMES}", f"{server}/sparql"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["name", "Adaeze", "Okafor"]


# The canned queries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [query.name for query in load_catalogue()])
def test_every_canned_query_is_an_operation_that_its_description_knows(server: str, name: str) -> None:
    described = json.loads(call(f"{server}/api/openapi.json")[2])["paths"][f"/api/{name}"]["get"]
    given = {p["name"]: p.get("example", "okafor") for p in described["parameters"] if p["required"]}
    if "commitment" in given:
        given["commitment"] = json.loads(call(f"{server}/api/who-promised-what?format=json")[2])[0]["commitment"]
    status, media_type, text = call(f"{server}/api/{name}?{urlencode(given)}", accept="application/json")
    assert (status, media_type) == (200, "application/json"), text
    columns = described["responses"]["200"]["content"]["application/json"]["schema"]["items"]["properties"]
    for row in json.loads(text):
        assert set(row) == set(columns)


def test_an_operation_gives_what_the_command_line_gives(server: str, seaholm_graph: Path) -> None:
    done = subprocess.run(
        ["kg", "query", "overdue", "--graph", str(seaholm_graph), "--as-of", "2026-06-01", "--format", "csv"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert call(f"{server}/api/overdue?format=csv")[2].encode() == done.stdout


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/api/nothing", 404, "there is no query of that name"),
        ("/api/overdue?panel=zebra", 400, "nothing fits panel 'zebra'"),
        ("/api/overdue?as_of=soon", 400, "as_of is a date, not 'soon'"),
        ("/api/overdue?colour=red", 400, "overdue has no parameter colour; it has as_of, panel"),
        ("/api/overdue?as_of=" + "9" * 9000, 400, "999…"),
        ("/sparql?query=%00%0A%1B", 400, 'not SPARQL at "\ufffd'),
        ("/api/overdue?format=doc", 406, "json, csv"),
        ("/api/overdue?panel=a&panel=b", 400, "each parameter once"),
        ("/api/promises-of-a-person", 400, ""),
    ],
)
def test_a_wrong_operation_is_an_error_in_one_line(server: str, path: str, status: int, told: str) -> None:
    found, media_type, text = call(f"{server}{path}")
    assert (found, media_type, text.count("\n")) == (status, "text/plain", 1), text
    assert told in text


def test_hostile_words_in_a_query_are_shown_as_text(server: str) -> None:
    hostile = 'SELECT ("<script>alert(1)</script>" AS ?x) (IRI("javascript:alert(1)") AS ?y) {}'
    status, _, text = ask(server, hostile, "text/html")
    assert status == 200
    assert "<script>alert" not in text
    assert 'href="javascript' not in text
