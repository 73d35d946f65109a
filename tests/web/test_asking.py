"""The page to type queries in, the pages of the ready questions, the page of the data, and the OpenAPI description."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import urlencode

import pytest

from kg.pipeline import build_graph
from kg.query import load_catalogue
from kg.web import Site
from kg.web.cells import SHOWN
from kg.web.examples import EXAMPLES, MORE
from kg.web.render import render_page
from kg.web.site import Form, Page
from kg.web.sparql.ready import ask_ready, view_ready
from tests.conftest import DAY
from tests.query.engines import quiet
from tests.web.conftest import serving
from tests.web.test_sparql import ask, call

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HARM = "<script>alert(1)</script>"


def look(url: str) -> tuple[int, str, str]:
    """Status, HTML and words of a page as a browser asks for it."""
    status, media_type, html = call(url, accept=BROWSER)
    assert media_type == "text/html", html
    main = html[html.index("<main") : html.index("</main>")]
    return status, main, " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def rows_of(html: str) -> int:
    table = html[html.index('id="answer"') :]
    return table[: table.index("</table>")].count("<tr>") - 1


def required(server: str) -> dict[str, str]:
    """What to type where something must be typed."""
    commitment = json.loads(call(f"{server}/api/who-promised-what?format=json")[2])[0]["commitment"]
    return {"officer": "okafor", "person": "okafor", "panel": "harbour", "commitment": commitment} | {
        "words": "breakdown",
        "indicator": "inspections",
    }


# The editor -----------------------------------------------------------------------------------------------------------


def test_the_editor_lists_the_ready_questions_by_group_and_the_prefixes(server: str) -> None:
    _, html, words = look(f"{server}/sparql")
    headings = re.findall(r"<h3>(\w+)</h3>", html)
    assert headings == ["Commitments", "People", "Figures", "Meetings"]
    for query in load_catalogue():
        assert f'href="/api/{query.name}"' in html
        assert query.summary in words
    assert "minutes:" in words
    assert "https://w3id.org/minutes-kg/ontology#" in words


@pytest.mark.parametrize("example", [*EXAMPLES, *MORE], ids=lambda example: example.title)
def test_every_example_is_a_link_that_answers(server: str, example: Any) -> None:
    _, html, _ = look(f"{server}/sparql")
    (href,) = re.findall(rf'<a href="([^"]+)">{re.escape(example.title)}</a>', html)
    status, html, words = look(server + unescape(href))
    assert status == 200
    if example.query.startswith("ASK"):
        assert re.search("<strong>(Yes|No)</strong>", html)
    else:
        assert rows_of(html) > 0
    if example.query.startswith("CONSTRUCT"):
        assert re.search(r"\d+ statements", words)
        (href,) = re.findall(r'<a href="([^"]+)">TURTLE</a>', html)
        assert call(server + unescape(href), accept=BROWSER)[:2] == (200, "text/turtle")


def test_an_answer_leads_to_pages_by_name(server: str) -> None:
    query = "SELECT ?p ?day ?class WHERE { ?p a minutes:Person, ?class ; rdfs:label 'Adaeze Okafor' BIND('2026-01-02'^^xsd:date AS ?day) }"
    _, html, _ = look(f"{server}/sparql?{urlencode({'query': query})}")
    assert re.search(r'<a href="/seaholm-council/person/adaeze-okafor" title="[^"]+#it">Adaeze Okafor</a>', html)
    assert "<td>2 Jan 2026</td>" in html
    assert re.search(r'<a href="/ontology#Person"[^>]*>minutes:Person</a>', html)


def test_what_was_typed_is_kept_and_a_fault_is_shown_at_its_place(server: str) -> None:
    typed = f"SELECT ?x WHERE {{\n  ?x a nobody:Person . # {HARM}\n}}"
    sent = typed.replace("\n", "\r\n")  # as browsers do
    status, html, words = look(f"{server}/sparql?{urlencode({'query': sent})}")
    assert status == 400
    assert "line 2, column 8" in words
    assert "2 | ?x a nobody:Person" in words
    assert re.search(r"<mark>nobody:Person", html)
    assert 'aria-invalid="true"' in html
    area = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[1])  # type: ignore[index]
    assert area == typed
    assert HARM not in html


@pytest.mark.parametrize(("query", "word"), [("ASK { ?s a minutes:Person }", "Yes"), ("ASK { ?s a <urn:x> }", "No")])
def test_yes_and_no(server: str, query: str, word: str) -> None:
    _, html, _ = look(f"{server}/sparql?{urlencode({'query': query})}")
    assert f"<strong>{word}</strong>" in html


def test_of_a_long_answer_the_first_rows_are_shown_and_the_rest_is_a_file(server: str) -> None:
    query = "SELECT ?a ?b WHERE { ?a rdfs:label ?x . ?b rdfs:label ?y }"
    _, html, words = look(f"{server}/sparql?{urlencode({'query': query})}")
    assert rows_of(html) == SHOWN
    (total,) = re.findall(rf"([\d,]+) rows, the first {SHOWN} shown", words)
    (href,) = re.findall(r'<a href="([^"]+)">CSV</a>', html)
    status, media_type, text = call(server + unescape(href), accept=BROWSER)
    assert (status, media_type) == (200, "text/csv")
    assert len(text.splitlines()) - 1 == int(total.replace(",", "")) > SHOWN


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("csv", "text/csv"), ("json", "application/sparql-results+json"), ("xml", "application/sparql-results+xml")],
)
def test_an_address_may_say_in_which_form(server: str, form: str, media_type: str) -> None:
    pairs = urlencode({"query": "ASK {}" if form != "csv" else "SELECT * { } ", "format": form})
    assert call(f"{server}/sparql?{pairs}", accept=BROWSER)[:2] == (200, media_type)
    assert call(f"{server}/sparql?{urlencode({'query': 'ASK {}', 'format': 'doc'})}")[0] == 406


@pytest.mark.parametrize(
    "term",
    [
        f'"{HARM}"',
        'IRI("javascript:alert(1)")',
        f'IRI("http://localhost:8000/{HARM}")',
        '"\\u202eabc\\u0007"',
        "BNODE()",
    ],
)
def test_whatever_an_answer_holds_is_text(server: str, term: str) -> None:
    status, html, _ = look(f"{server}/sparql?{urlencode({'query': f'SELECT ({term} AS ?x) {{}}'})}")
    assert status in (200, 400)
    assert HARM not in html
    assert 'href="javascript' not in html
    assert not re.search("[\u202a-\u202e\x07]", html)


def test_an_address_of_ours_without_a_page_is_no_link(server: str) -> None:
    query = 'SELECT (IRI("http://localhost:8000/nobody/person/nobody#it") AS ?x) {}'
    _, html, _ = look(f"{server}/sparql?{urlencode({'query': query})}")
    assert 'href="/nobody' not in html
    assert 'href="http://localhost:8000/nobody' not in html


# Ready questions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_every_ready_question_has_a_page_with_its_answer(server: str, query: Any) -> None:
    needed = {one.name: required(server)[one.name] for one in query.parameters if one.default is None}
    _, html, words = look(f"{server}/api/{query.name}")
    assert query.summary in words
    for parameter in query.parameters:
        assert f'name="{parameter.name}"' in html
        assert parameter.description in words
    if needed:
        assert 'id="answer"' not in html, "it asks first"
        assert "required" in html
    address = f"{server}/api/{query.name}?{urlencode(needed)}"
    status, html, words = look(address)
    assert status == 200
    told = json.loads(call(address, accept="application/json")[2])
    if told:
        assert rows_of(html) == len(told)
    else:
        assert "Nothing fits." in words
    for value in needed.values():
        assert f'value="{value}"' in html, "the form keeps what was typed"
    (href,) = re.findall(r'<a href="([^"]+)">CSV</a>', html)
    file = list(csv.DictReader(io.StringIO(call(server + unescape(href))[2])))
    assert len(file) == len(told)


def test_the_words_of_a_promise_lead_to_it_and_names_to_their_pages(server: str) -> None:
    _, html, words = look(f"{server}/api/who-promised-what?officer=okafor")
    assert re.search(r'<a href="/seaholm-council/commitment/[\w-]+">[^<]*circulate the breakdown', html)
    name = '<a href="/seaholm-council/person/adaeze-okafor">Adaeze Okafor</a>'
    cells = [cell for cell in re.findall(r"<td.*?</td>", html, re.DOTALL) if name in cell]
    assert cells
    assert all(cell.count(name) == 1 for cell in cells), "who promised and has to act is named once"
    assert '<a href="/seaholm-council/body/harbour-panel">Harbour Panel</a>' in html or "Harbour Panel" in words
    assert "30 Jun 2024" in words
    assert re.search(r'<option value="Adaeze Okafor">', html), "names to choose from"


def test_a_ready_question_can_be_changed_and_answers_the_same(server: str) -> None:
    """What the editor is given is a query of its own: it asks what the form asked."""
    _, html, _ = look(f"{server}/api/overdue?panel=harbour")
    (href,) = re.findall(r'<a href="([^"]+)">Change it yourself</a>', html)
    assert "#+" not in unescape(href)
    status, changed, _ = look(server + unescape(href))
    assert status == 200
    commitments = set(re.findall(r'href="(/[\w-]+/commitment/[\w-]+)"', html))
    assert commitments
    assert set(re.findall(r'href="(/[\w-]+/commitment/[\w-]+)"', changed)) == commitments


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("overdue?panel=zebra", 400, "nothing fits “panel” 'zebra'"),
        ("overdue?as_of=soon", 400, "“as of” is a date, not 'soon'"),
        ("overdue?colour=red", 400, "colour"),
        (f"search?{urlencode({'words': HARM})}", 400, "nothing fits “words”"),
    ],
)
def test_a_wrong_question_keeps_its_form_and_says_why(server: str, path: str, status: int, told: str) -> None:
    found, html, words = look(f"{server}/api/{path}")
    assert found == status
    assert told in words
    assert HARM not in html
    assert "<form" in html
    assert 'role="alert"' in html


# The data -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(server: str) -> tuple[str, str]:
    _, html, words = look(f"{server}/data")
    return html, words


def test_the_data_page_says_how_large_each_file_is(server: str, data: tuple[str, str]) -> None:
    html, words = data
    for form, ending in (("N-Quads", "nq"), ("TriG", "trig"), ("Turtle", "ttl"), ("JSON-LD", "jsonld")):
        from urllib.request import urlopen

        with urlopen(f"{server}/data/minutes.{ending}.gz") as answer:
            size = len(answer.read())
        assert re.search(rf'<a href="/data/minutes.{ending}.gz">{form}</a></th><td>{size // 1000}\xa0kB', html), form
    assert re.search(r"Checked (No violations|Nothing to complain of|\d+ violation)", words)


def test_the_data_page_names_every_source_with_its_hash(server: str, data: tuple[str, str]) -> None:
    for row in json.loads(call(f"{server}/api/sources?format=json")[2]):
        assert row["source"] in data[1]
    assert len(re.findall(r'<code class="hash">[0-9a-f]{64}</code>', data[0])) == 3


def test_the_data_page_counts_in_the_words_of_the_ontology(data: tuple[str, str]) -> None:
    assert re.search(r'<a href="/ontology#Promise">promise</a></dt><dd>\d+</dd>', data[0])


def test_the_examples_stand_with_their_answers_and_declare_their_prefixes(server: str, data: tuple[str, str]) -> None:
    queries = [unescape(one) for one in re.findall(r"<pre><code>(PREFIX.*?)</code></pre>", data[0], re.DOTALL)]
    assert len(queries) == len(EXAMPLES)
    for query in queries:
        rows = json.loads(ask(server, query)[2])["results"]["bindings"]
        assert rows
        for row in rows:
            for value in row.values():
                if value["type"] == "uri":
                    assert (
                        f'href="{value["value"].removeprefix("http://localhost:8000").removesuffix("#it")}"' in data[0]
                    )


def test_the_commands_that_load_the_data_do(server: str, data: tuple[str, str], tmp_path: Path) -> None:
    from urllib.request import urlopen

    with urlopen(f"{server}/data/minutes.nq.gz") as answer:
        (tmp_path / "minutes.nq.gz").write_bytes(answer.read())
    lines = gzip.decompress((tmp_path / "minutes.nq.gz").read_bytes()).count(b"\n")
    commands = [
        unescape(one) for one in re.findall(r"<pre><code>((?:import|gunzip).*?)</code></pre>", data[0], re.DOTALL)
    ]
    python, shell = commands
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", python], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert 0 < int(done.stdout) <= lines
    oxigraph = which("oxigraph", path=str(Path(sys.executable).parent))
    if not oxigraph:
        pytest.skip("oxigraph is not installed")
    loading = "\n".join(shell.splitlines()[:2]).replace("oxigraph ", f"{oxigraph} ")
    subprocess.run(loading, shell=True, cwd=tmp_path, check=True, capture_output=True)
    dump = subprocess.run(
        [oxigraph, "dump", "--location", "minutes-store", "--format", "nq"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert dump.stdout.count(b"\n") == lines
    options = subprocess.run([oxigraph, "serve-read-only", "--help"], check=True, capture_output=True, text=True).stdout
    assert all(option in options for option in re.findall(r"--[\w-]+", shell.splitlines()[2]))


# OpenAPI --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def described(server: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call(f"{server}/api/openapi.json")[2])
    return found


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="pip: openapi-spec-validator")
    with quiet():
        validator.validate(described)


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_an_operation_answers_as_it_is_described(server: str, described: dict[str, Any], query: Any) -> None:
    operation = described["paths"][f"/api/{query.name}"]["get"]
    given = {one["name"]: required(server)[one["name"]] for one in operation["parameters"] if one["required"]}
    answers = operation["responses"]["200"]["content"]
    for media_type in answers:
        status, found, text = call(f"{server}/api/{query.name}?{urlencode(given)}", accept=media_type)
        assert (status, found) == (200, media_type), text
        if media_type == "application/json":
            row_schema = answers[media_type]["schema"]["items"]
            for row in json.loads(text):
                assert set(row) == set(row_schema["required"]) == set(row_schema["properties"])
                assert all(value is None or isinstance(value, str | int | float | bool) for value in row.values())
    refused = {
        "400": f"{server}/api/{query.name}?{urlencode(given | {'colour': 'red'})}",
        "406": f"{server}/api/{query.name}?{urlencode(given | {'format': 'doc'})}",
    }
    for status_, url in refused.items():
        reference = operation["responses"][status_]["$ref"].rpartition("/")[2]
        (media_type,) = described["components"]["responses"][reference]["content"]
        assert call(url)[:2] == (int(status_), media_type)


def test_a_query_that_is_not_there_is_404(server: str) -> None:
    assert call(f"{server}/api/nothing")[:2] == (404, "text/plain")


def test_the_other_operations_answer_as_they_are_described(server: str, described: dict[str, Any]) -> None:
    for path in ("/api", "/health", "/version"):
        schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        status, media_type, text = call(f"{server}{path}")
        assert (status, media_type) == (200, "application/json")
        told = json.loads(text)
        rows, schema = (told, schema["items"]) if isinstance(told, list) else ([told], schema)
        assert all(set(schema["required"]) <= set(row) for row in rows)


def test_many_who_ask_for_the_data_first_do_not_hold_up_the_others(seaholm_graph: Path) -> None:
    """What the page tells of takes long to make; it is made once, and pages are answered meanwhile."""
    with serving(seaholm_graph) as fresh, ThreadPoolExecutor(40) as pool:
        waiting = [pool.submit(call, f"{fresh}/data", accept=BROWSER) for _ in range(39)]
        time.sleep(0.2)
        assert call(f"{fresh}/ontology.ttl")[0] == 200
        assert call(f"{fresh}/search", accept=BROWSER)[0] == 200
        assert not any(answer.done() for answer in waiting), "they were answered before the data were"
        assert len({answer.result()[2] for answer in waiting}) == 1


def test_what_means_harm_in_minutes_is_text_in_every_answer(tmp_path: Path) -> None:
    (tmp_path / "harm.txt").write_text(
        f"ASHFORD COUNCIL\nHARBOUR PANEL\n14 May 2024\n\nPresent: Councillor Hill (Chair)\nOfficers: Tom {HARM} Field, "
        f'Harbour Master\n\n1 {HARM}\n\nMr Field undertook to send {HARM} "quoted" \u202e reversed \x1b[31m & more by '
        f"30 June 2024.\nMr Field undertook to write {'very ' * 20_000}soon by 1 July 2024. There were 45 {HARM} boats.\n",
        encoding="utf-8",
    )
    build_graph([tmp_path / "harm.txt"], tmp_path / "x.kg", as_of=DAY)
    site = Site.open(tmp_path / "x.kg", DAY)
    shown = [
        site.render(page, Form.HTML) for page in site.pages.values() if page.path == "data" or "indicator" in page.path
    ]
    for query in load_catalogue():
        if all(parameter.default is not None for parameter in query.parameters):
            reply = ask_ready(query, site.store, {}, DAY)
            view = view_ready(site, query, {}, reply=reply)
            shown.append(render_page(site, Page(f"api/{query.name}"), "question", view))
    for html in map(bytes.decode, shown):
        assert HARM not in html
        assert not re.search("[\u202a-\u202e\x00-\x08\x0b-\x1f]", html)
    assert any(b"&lt;script&gt;" in html for html in shown), "the words are there"
