"""The pages of the ontology and of its lists: every term, with all that is said of it, at its own address."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SDO, SKOS
from starlette.testclient import TestClient

from kg import paths
from kg.vocab import MINUTES, ONTOLOGY, PROJECT
from kg.web import Site
from kg.web.publish import publish
from kg.web.serve import Application
from kg.web.vocabulary import LISTS, draw_overview
from kg.web.vocabulary.overview import ARROWS
from tests.query.engines import quiet
from tests.query.seaholm import write_folder

DAY = dt.date(2026, 6, 1)
OURS = str(MINUTES._NS)


@dataclass(slots=True)
class Shown:
    """What a page says of one term: its words, and the links under each heading."""

    words: str = ""
    rows: dict[str, tuple[str, list[str]]] = field(default_factory=dict)


class Places(HTMLParser):
    """A page of terms, taken apart by the elements with an `id`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.terms: dict[str, Shown] = {}
        self.links: list[str] = []
        self._term: Shown | None = None
        self._heading = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if known.get("id"):
            self._term = self.terms.setdefault(known["id"] or "", Shown())
        if tag == "dt":
            self._heading = ""
        if tag in ("dt", "dd"):
            self._inside = tag
        if tag == "a":
            self.links.append(known.get("href") or "")
            if self._term and self._inside == "dd":
                self._term.rows.setdefault(self._heading, ("", []))[1].append(known.get("href") or "")

    def handle_data(self, data: str) -> None:
        if self._term is None:
            return
        self._term.words += data
        if self._inside == "dt":
            self._heading += data.strip()
        elif self._inside == "dd":
            words, links = self._term.rows.setdefault(self._heading, ("", []))
            self._term.rows[self._heading] = (re.sub(r"\s+", " ", words + data), links)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("vocabulary") / "minutes.kg"
    write_folder(folder)
    return Site.open(folder, DAY)


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return TestClient(Application(site), base_url="http://localhost:8000")


@pytest.fixture(scope="module")
def page(client: TestClient) -> Places:
    return Places(client.get("/ontology").text)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(paths.ONTOLOGY / "minutes.ttl")


def terms() -> list[str]:
    graph = Graph().parse(paths.ONTOLOGY / "minutes.ttl")
    return sorted({str(s).removeprefix(OURS) for s in graph.subjects(RDF.type) if str(s).startswith(OURS)})


@pytest.mark.parametrize("name", terms())
def test_a_term_stands_at_its_address_with_all_that_is_said_of_it(page: Places, ontology: Graph, name: str) -> None:
    """What a documentation made by any other tool would say: label, comment, example, and every link to another term."""
    term, shown = MINUTES._NS[name], page.terms[name]
    for predicate in (RDFS.label, RDFS.comment, SKOS.example):
        assert str(ontology.value(term, predicate)) in shown.words
    assert str(term) in shown.rows["Address"][0]
    is_class = (term, RDF.type, OWL.Class) in ontology
    said = {
        "Is a kind of": ontology.objects(term, RDFS.subClassOf if is_class else RDFS.subPropertyOf),
        "Kinds of it": ontology.subjects(RDFS.subClassOf if is_class else RDFS.subPropertyOf, term),
        "Its properties": ontology.subjects(RDFS.domain, term),
        "Is what is given by": ontology.subjects(RDFS.range, term),
        "Said of": ontology.objects(term, RDFS.domain),
        "Gives": (*ontology.objects(term, RDFS.range), *ontology.objects(term, SDO.rangeIncludes)),
        "Close to": ontology.objects(term, SKOS.closeMatch),
        "The other way round": (*ontology.objects(term, OWL.inverseOf), *ontology.subjects(OWL.inverseOf, term)),
    }
    for heading, nodes in said.items():
        wanted = sorted({href(str(node)) for node in nodes if isinstance(node, URIRef)})
        assert sorted(shown.rows.get(heading, ("", []))[1]) == wanted, heading
    functional = (term, RDF.type, OWL.FunctionalProperty) in ontology
    assert ("functional" in shown.rows.get("Character", ("", []))[0]) == functional


def href(iri: str) -> str:
    """Where a link to a term leads: to its place on this site if it is ours."""
    return f"/{iri.removeprefix(PROJECT)}" if iri.startswith(PROJECT) else iri


@pytest.mark.parametrize(
    ("term", "heading", "words"),
    [
        ("Promise", "Always", "has as kind: promise"),
        ("Tenure", "Always", "has, as held post, at least one post"),
        (
            "Officer",
            "Is the same as",
            "person that has, as org:hasMembership, at least one tenure that has, as held post, at least one officer post",
        ),
        ("Party", "Is the same as", "person, post or org:Organization"),
        ("Post", "Is one of", "party"),
        ("promisedTo", "Follows from", "made at, then meeting of"),
        ("Promise", "Never at once", "request, resolution"),
        ("ElectedPost", "Never at once", "officer post"),
        ("Promise", "Also, as a commitment", "about, action, condition"),
        ("dueBy", "Gives", "xsd:date"),
        ("sha256", "Character", "has one value at most (functional)"),
    ],
)
def test_what_owl_says_is_said_in_words(page: Places, term: str, heading: str, words: str) -> None:
    assert page.terms[term].rows[heading][0].startswith(words)


def test_a_class_shows_how_many_of_it_there_are_and_one_of_them(page: Places, client: TestClient) -> None:
    words, links = page.terms["Council"].rows["In these data"]
    assert words.strip() == "2, for example Larchford Borough Council"
    assert client.get(links[0]).status_code == 200
    words, links = page.terms["Tenure"].rows["In these data"]
    assert words.strip().endswith(", for example this tenure"), "what has no name is not called by its address"
    assert "/tenure/" in links[0]


@pytest.mark.parametrize("name", LISTS)
def test_every_value_of_a_list_stands_at_its_address(client: TestClient, name: str) -> None:
    shown = Places(client.get(f"/{name}").text)
    graph = Graph().parse(paths.ONTOLOGY / f"{name}.ttl")
    values = list(graph.subjects(RDF.type, SKOS.Concept))
    assert values
    for value in values:
        words = " ".join(shown.terms[str(value).partition("#")[2]].words.split())
        for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example, SKOS.altLabel):
            assert all(str(said) in words for said in graph.objects(value, predicate)), (value, predicate)
        notations = set(map(str, graph.objects(value, SKOS.notation))) - {str(value).partition("#")[2]}
        assert all(notation in words for notation in notations)
    short = len(values) <= 60
    assert (f"/{name}#{str(values[0]).partition('#')[2]}" in Places(client.get("/ontology").text).links) == short


@pytest.mark.parametrize("path", ["ontology", *LISTS])
def test_every_link_leads_somewhere(client: TestClient, path: str) -> None:
    pages: dict[str, Places] = {}
    for link in sorted(set(Places(client.get(f"/{path}").text).links)):
        target, _, place = link.partition("#")
        if not link.startswith(("/", "#")):
            assert link.startswith(("https://", "http://")), link
            assert not link.startswith(PROJECT), f"{link} is ours, and nobody answers for it"
            continue
        target = target or f"/{path}"
        answer = client.get(target)
        assert answer.status_code == 200, link
        if place:
            if target not in pages:
                pages[target] = Places(answer.text)
            assert place in pages[target].terms, link


def test_the_ontology_says_what_fair_checkers_ask_for(page: Places, client: TestClient, ontology: Graph) -> None:
    it = URIRef(ONTOLOGY)
    version = str(ontology.value(it, OWL.versionInfo))
    dcterms, vann = "http://purl.org/dc/terms/", "http://purl.org/vocab/vann/"
    asked = [
        f"{dcterms}{n}" for n in "title description abstract creator created issued publisher rights license".split()
    ]
    asked += [f"{vann}preferredNamespacePrefix", f"{vann}preferredNamespaceUri", "http://purl.org/ontology/bibo/status"]
    html = client.get("/ontology").text
    for predicate in asked:
        (value,) = ontology.objects(it, URIRef(predicate))
        assert str(value).removeprefix("http://purl.org/ontology/bibo/status/") in html, predicate
    citation = str(ontology.value(it, URIRef(f"{dcterms}bibliographicCitation")))
    assert f"version {version}. {ONTOLOGY}/{version}" in citation
    assert citation in html
    assert str(ontology.value(it, OWL.versionIRI)) in html


@pytest.mark.parametrize("name", ["ontology", *LISTS])
def test_the_files_say_the_same_in_each_form(client: TestClient, name: str) -> None:
    kept = "minutes" if name == "ontology" else name
    graph = Graph().parse(paths.ONTOLOGY / f"{kept}.ttl")
    html = client.get(f"/{name}", headers={"Accept": "text/html"}).text
    for ending, media_type, parser in (
        ("ttl", "text/turtle", "turtle"),
        ("nt", "application/n-triples", "nt"),
        ("jsonld", "application/ld+json", "json-ld"),
    ):
        file = client.get(f"/{name}.{ending}")
        assert file.headers["content-type"].partition(";")[0] == media_type
        assert f'href="/{name}.{ending}"' in html
        with quiet():
            found = Graph().parse(data=file.text, format=parser)
        assert len(found) == len(graph)
        if name != "indicators":  # as many, and no nodes without names in them
            assert isomorphic(found, graph)
        asked = client.get(f"/{name}", headers={"Accept": media_type})
        assert asked.content == file.content
        assert asked.headers["vary"].startswith("Accept")
    assert json.loads(client.get(f"/{name}.jsonld").text)


def test_published_and_served_terms_are_the_same_bytes(site: Site, client: TestClient, tmp_path: Path) -> None:
    publish(site.folder.path, tmp_path / "site", DAY)
    for name in ("ontology", *LISTS):
        assert (tmp_path / "site" / name / "index.html").read_bytes() == client.get(f"/{name}").content
        for ending in ("ttl", "nt", "jsonld"):
            file = tmp_path / "site" / f"{name}.{ending}"
            assert file.read_bytes() == client.get(f"/{name}.{ending}").content


def test_the_picture_shows_what_the_ontology_says(page: Places, ontology: Graph) -> None:
    """An arrow goes from a class of the property's domain to one of its range, or to a part or a kind of them."""

    def fits(name: str, said: Iterator[object]) -> bool:
        classes = list(said)
        return not classes or any(related(MINUTES._NS[name], one) for one in classes)

    def related(class_: URIRef, wanted: object) -> bool:
        above = {class_}
        while more := {o for c in above for o in ontology.objects(c, RDFS.subClassOf) if isinstance(o, URIRef)} - above:
            above |= more
        parts = {*above, *(p for p in ontology.transitive_objects(wanted, OWL.equivalentClass) if isinstance(p, BNode))}
        if wanted == MINUTES._NS["Party"]:
            return class_ in (MINUTES.Person, MINUTES.Post, MINUTES.Body)
        return wanted in parts

    for start, property_, end in ARROWS:
        if property_ == RDFS.subClassOf:
            assert page.terms[start].rows["Is the same as"][0].startswith(end.lower())
        else:
            assert fits(start, ontology.objects(property_, RDFS.domain)), (start, property_)
            assert fits(end, ontology.objects(property_, RDFS.range)), (property_, end)
    boxes = draw_overview().boxes
    assert all(box.name in page.terms for box in boxes)
    corners = {(box.x, box.y) for box in boxes}
    assert len(corners) == len(boxes), "no two stand on each other"


def test_terms_on_pages_of_things_lead_to_their_place_here(client: TestClient, site: Site) -> None:
    figure = next(page for page in site.pages.values() if page.kind == "observation")
    (link,) = re.findall(r'href="(/units#[\w-]+)"', client.get(f"/{figure.path}").text)
    assert link.partition("#")[2] in Places(client.get("/units").text).terms
