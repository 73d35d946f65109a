"""What pages say as data: the way there and back, the words, names; and what the dataset says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, PROV, RDF, RDFS, VOID, XSD
from starlette.testclient import TestClient

from kg.errors import UsageError
from kg.vocab import MINUTES, OA
from kg.web import Form, Site
from kg.web.publish import publish
from kg.web.serve import Application
from kg.web.settings import Settings, read_settings
from tests.query.seaholm import write_folder
from tests.store.readers import READERS, canonical

DAY = dt.date(2026, 6, 1)
BASE = "http://localhost:8000/"
COUNCIL = f"{BASE}seaholm-council/"
SETTINGS = Settings(
    title="Promises of Seaholm",
    publisher="Seaholm Council",
    licence="https://licence.example/by",
    contact="mailto:clerk@seaholm.example",
)
VCARD = "http://www.w3.org/2006/vcard/ns#"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "minutes.kg"
    write_folder(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return Site.open(folder, DAY, SETTINGS)


@pytest.fixture(scope="module")
def page(site: Site) -> Callable[[str], Graph]:
    return lambda path: Graph().parse(data=site.render(site.pages[path], Form.TURTLE), format="turtle")


def it(path: str) -> URIRef:
    return URIRef(f"{COUNCIL}{path}#it")


# Pages ----------------------------------------------------------------------------------------------------


def names(graph: Graph, predicate: URIRef, thing: URIRef) -> set[str]:
    """The names of what points at a thing, as the page alone tells them."""
    found = set(graph.subjects(predicate, thing))
    assert all((other, RDFS.label, None) in graph for other in found)
    return {str(graph.value(other, RDFS.label)) for other in found}


def test_the_page_of_a_person_tells_their_promises(page: Callable[[str], Graph]) -> None:
    graph, okafor = page("seaholm-council/person/adaeze-okafor"), it("person/adaeze-okafor")
    assert "circulate the breakdown" in names(graph, MINUTES.promisedBy, okafor)
    assert names(graph, MINUTES.attendedBy, okafor) == {
        "Harbour Panel, 14 May 2024",
        "Harbour Panel, 10 September 2024",
    }
    assert {*graph.subjects(ORG.member, okafor)}


def test_the_page_of_a_panel_tells_its_meetings_and_what_is_owed_to_it(page: Callable[[str], Graph]) -> None:
    graph, panel = page("seaholm-council/body/harbour-panel"), it("body/harbour-panel")
    assert names(graph, MINUTES.meetingOf, panel) == {"Harbour Panel, 14 May 2024", "Harbour Panel, 10 September 2024"}
    assert "circulate the breakdown" in names(graph, MINUTES.promisedTo, panel)


def test_the_page_of_a_meeting_tells_its_items_and_commitments(site: Site, page: Callable[[str], Graph]) -> None:
    (path,) = [path for path, one in site.pages.items() if one.kind == "meeting" and "2024-05-14" in path]
    graph, meeting = page(path), URIRef(site.addresses.iri_of(path))
    assert names(graph, DCTERMS.isPartOf, meeting) == {"Moorings", "Dredging"}
    assert "circulate the breakdown" in names(graph, MINUTES.madeAt, meeting)


def test_the_page_of_an_indicator_tells_its_figures(site: Site, page: Callable[[str], Graph]) -> None:
    (path,) = [path for path, one in site.pages.items() if one.kind == "indicator" and "inspections" in path]
    graph = page(path)
    assert len(set(graph.subjects(MINUTES.ofIndicator, URIRef(site.addresses.iri_of(path))))) >= 3


def test_the_page_of_a_promise_has_its_words_and_the_names_of_all_that_it_names(
    site: Site, page: Callable[[str], Graph]
) -> None:
    for path, one in site.pages.items():
        if one.kind == "commitment":
            graph, promise = page(path), URIRef(site.addresses.iri_of(path))
            words = [
                str(exact)
                for evidence in graph.objects(promise, MINUTES.evidence)
                for selector in graph.objects(evidence, OA.hasSelector)
                for exact in graph.objects(selector, OA.exact)
            ]
            assert words
            for predicate in (MINUTES.promisedBy, MINUTES.promisedTo, MINUTES.madeAt, MINUTES.underItem, MINUTES.kind):
                assert all(graph.value(other, RDFS.label) for other in graph.objects(promise, predicate)), predicate


def test_a_page_says_what_it_is_itself(page: Callable[[str], Graph]) -> None:
    path = "seaholm-council/person/adaeze-okafor"
    graph, document = page(path), URIRef(f"{BASE}{path}")
    assert set(graph.predicate_objects(document)) == {
        (RDF.type, FOAF.Document),
        (FOAF.primaryTopic, it("person/adaeze-okafor")),
        (VOID.inDataset, URIRef(f"{BASE}data#dataset")),
        (DCTERMS.license, URIRef("https://licence.example/by")),
    }


def test_no_licence_is_said_where_none_is_given(folder: Path) -> None:
    site = Site.open(folder, DAY)
    path = "seaholm-council/person/adaeze-okafor"
    assert b"dcterms:license" not in site.render(site.pages[path], Form.TURTLE)
    assert b"dcterms:license" not in site.render(site.pages["data"], Form.TURTLE)


def test_all_forms_of_a_page_say_the_same_to_every_reader_and_the_thing_comes_first(site: Site) -> None:
    for path, one in site.pages.items():
        if len(one.forms) > 1:
            wanted = canonical(site.render(one, Form.NTRIPLES))
            assert wanted
            for form in (Form.TURTLE, Form.JSONLD):
                assert READERS["oxigraph"](site.render(one, form), form) == wanted, path
            thing = f"{BASE}{path}#{'it' if one.kind else 'dataset'}"
            assert site.render(one, Form.TURTLE).decode().partition("\n<")[2].startswith(thing)
            assert f'"@graph": [\n    {{\n      "id": "{thing}"' in site.render(one, Form.JSONLD).decode()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", ["seaholm-council/body/harbour-panel", "data"])
def test_a_page_is_read_alone_by_everybody(site: Site, reader: str, path: str) -> None:
    wanted = canonical(site.render(site.pages[path], Form.NTRIPLES))
    assert READERS[reader](site.render(site.pages[path], Form.JSONLD), "jsonld") == wanted


# The dataset ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def described(page: Callable[[str], Graph]) -> Graph:
    return page("data")


DATASET = URIRef(f"{BASE}data#dataset")


def test_the_dataset_says_who_publishes_it_and_whom_to_ask(described: Graph) -> None:
    assert described.value(DATASET, DCTERMS.title) == Literal("Promises of Seaholm", lang="en")
    assert described.value(DATASET, DCTERMS.license) == URIRef("https://licence.example/by")
    publisher = described.value(DATASET, DCTERMS.publisher)
    assert described.value(publisher, FOAF.name) == Literal("Seaholm Council")
    contact = described.value(DATASET, DCAT.contactPoint)
    assert described.value(contact, URIRef(f"{VCARD}hasEmail")) == URIRef("mailto:clerk@seaholm.example")
    assert described.value(contact, URIRef(f"{VCARD}fn")) == Literal("Seaholm Council")


def test_its_times_are_those_of_the_meetings(described: Graph) -> None:
    period = described.value(DATASET, DCTERMS.temporal)
    days = [described.value(period, predicate) for predicate in (DCAT.startDate, DCAT.endDate)]
    assert days == [Literal("2024-05-14", datatype=XSD.date), Literal("2024-09-10", datatype=XSD.date)]
    assert described.value(DATASET, DCTERMS.modified) == days[1]
    assert (DATASET, DCTERMS.issued, None) not in described, "nobody has said when"


def test_it_tells_from_what_it_was_made_and_that_it_was_checked(described: Graph, site: Site) -> None:
    build = described.value(DATASET, PROV.wasGeneratedBy)
    assert {str(used) for used in described.objects(build, PROV.used)} == {
        document.iri for document in site.folder.manifest.documents
    }
    software = described.value(build, PROV.wasAssociatedWith)
    assert str(described.value(software, RDFS.label)).startswith("minutes-kg ")
    report = described.value(DATASET, URIRef("http://www.w3.org/ns/dqv#hasQualityMetadata"))
    assert report == URIRef(f"{BASE}validation.ttl")


def test_it_counts_what_is_in_it(described: Graph, site: Site) -> None:
    partitions = {
        str(described.value(part, VOID.property)): int(str(described.value(part, VOID.triples)))
        for part in described.objects(DATASET, VOID.propertyPartition)
    }
    lines = site.store.dump()
    for term in (MINUTES.promisedBy, MINUTES.dueBy, MINUTES.evidence):
        assert partitions[str(term)] == sum(1 for line in lines if f" <{term}> " in line)
    assert described.value(DATASET, VOID.triples) == Literal(len(lines))
    assert described.value(DATASET, VOID.documents) == Literal(sum(1 for one in site.pages.values() if one.kind))
    assert set(described.objects(DATASET, VOID.rootResource)) == {
        URIRef(site.addresses.iri_of(path)) for path, one in site.pages.items() if one.kind == "council"
    }
    assert URIRef("http://www.w3.org/ns/org#") in set(described.objects(DATASET, VOID.vocabulary))


def test_an_endpoint_is_named_only_where_there_is_one(folder: Path, described: Graph) -> None:
    assert (None, RDF.type, DCAT.DataService) not in described
    assert (DATASET, VOID.sparqlEndpoint, None) not in described
    site = Site.open(folder, DAY, Settings(endpoint="https://data.seaholm.example/sparql"))
    graph = Graph().parse(data=site.render(site.pages["data"], Form.NTRIPLES), format="nt")
    endpoint = URIRef("https://data.seaholm.example/sparql")
    assert graph.value(DATASET, VOID.sparqlEndpoint) == endpoint
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    assert graph.value(service, DCAT.endpointURL) == endpoint
    assert graph.value(service, DCAT.endpointDescription) == endpoint
    assert graph.value(service, DCAT.servesDataset) == DATASET


def test_every_address_in_the_description_answers(folder: Path, site: Site, described: Graph, tmp_path: Path) -> None:
    publish(folder, tmp_path / "site", DAY, settings=SETTINGS)
    addresses = {str(term).partition("#")[0] for triple in described for term in triple if str(term).startswith(BASE)}
    paths = {address.removeprefix(BASE) for address in addresses}
    assert {"", "data", "validation.ttl", "data/minutes.jsonld.gz"} <= paths
    client = TestClient(Application(site), base_url=BASE)
    for path in sorted(paths):
        assert client.get(f"/{path}").status_code == 200, path
        places = (tmp_path / "site" / path, tmp_path / "site" / path / "index.html")
        assert any(place.is_file() for place in places), path
    for accept, ending in (("text/turtle", "ttl"), ("application/ld+json", "jsonld")):
        answer = client.get("/data", headers={"Accept": accept})
        assert answer.headers["content-type"].partition(";")[0] == accept
        assert answer.content == (tmp_path / "site" / f"data.{ending}").read_bytes()
        assert answer.content == (tmp_path / "site" / f"void.{ending}").read_bytes()


def test_who_knows_the_host_alone_finds_the_description(site: Site) -> None:
    client = TestClient(Application(site), base_url=BASE)
    answer = client.get("/.well-known/void")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert (DATASET, RDF.type, VOID.Dataset) in Graph().parse(data=answer.content, format="turtle")


def test_the_context_is_published(site: Site) -> None:
    answer = TestClient(Application(site), base_url=BASE).get("/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()["@context"]["dueBy"] == {"@id": "minutes:dueBy", "@type": "xsd:date"}


@pytest.mark.parametrize("address", ["sparql", "ftp://a.example/", "https://a.example/a b", "https://a.example/<x>"])
def test_an_endpoint_or_licence_that_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    for key in ("endpoint", "licence", "contact"):
        (tmp_path / "kg.toml").write_text(f'[site]\n{key} = "{address}"\n', encoding="utf-8")
        with pytest.raises(UsageError, match=f"{key} is not an address"):
            read_settings(tmp_path / "kg.toml")
