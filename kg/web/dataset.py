"""The graph as a dataset: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/).

What is said follows from the graph and from `kg.toml`; nothing depends on a clock. So there is a day up to which the
data go, that of the latest meeting, and no day of issue, which nobody has told us. The IRIs of the description are
parts of the page `data`, which answers for them.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, cast

from rdflib import Namespace
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, VOID, XSD

from kg.store.syntax import Syntax, write_statements, write_store
from kg.store.terms import Statement, Term
from kg.vocab import MINUTES, ONTOLOGY, SOFTWARE

if TYPE_CHECKING:
    from kg.web.site import Site

_MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_DQV = Namespace("http://www.w3.org/ns/dqv#")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_ENGLISH = "http://id.loc.gov/vocabulary/iso639-1/en"  # as DCAT 3 wants languages named
_GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"  # as catalogues of open data sort them
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"

_DESCRIPTION = "Who promised, asked for or decided what, to which panel, by when, with the words of the minutes."
_KEYWORDS = ("council minutes", "scrutiny", "promises", "decisions", "indicators", "local government")
# The dumps by their paths: syntax, media type, name. Each is packed.
DUMPS = {
    "data/minutes.nq.gz": (Syntax.NQUADS, "application/n-quads", "N-Quads"),
    "data/minutes.trig.gz": (Syntax.TRIG, "application/trig", "TriG"),
    "data/minutes.ttl.gz": (Syntax.TURTLE, "text/turtle", "Turtle"),
    "data/minutes.jsonld.gz": (Syntax.JSONLD, "application/ld+json", "JSON-LD"),
}
# Kinds of thing of which one is named as an example, by their place in addresses.
_EXAMPLES = ("commitment", "person", "body", "meeting", "indicator")
_VOCABULARY = "SELECT ?name (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?name ?o } } GROUP BY ?name"
_CLASSES = "SELECT DISTINCT ?name WHERE { ?s a ?name }"


def make_dump(site: Site, path: str) -> bytes:
    """The whole graph in the syntax of one of `DUMPS`, packed; the same bytes each time."""
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=packed, mtime=0) as out:
        write_store(site.store, DUMPS[path][0], cast(IO[bytes], out))
    return packed.getvalue()


def describe_dataset(site: Site, syntax: Syntax) -> bytes:
    """What the dataset is: title, publisher, licence, dumps, endpoint, how many of what, and where it comes from."""
    data = f"{site.addresses.base}data"
    return write_statements(site.dataset, syntax, (f"{data}#dataset", f"{data}#catalogue", data))


def dataset_statements(site: Site) -> Iterator[Statement]:
    """The description as statements."""
    base = site.addresses.base
    data = f"{base}data"
    dataset = f"{data}#dataset"
    yield from _describe_page(site, data)
    yield from _describe_catalogue(site, data)
    yield dataset, str(RDF.type), _iri(VOID.Dataset)
    yield dataset, str(RDF.type), _iri(DCAT.Dataset)
    yield from _general(site, dataset)
    yield dataset, str(DCTERMS.description), _english(_DESCRIPTION)
    yield dataset, str(DCTERMS.language), _iri(_ENGLISH)
    for word in _KEYWORDS:
        yield dataset, str(DCAT.keyword), _english(word)
    yield dataset, str(DCAT.theme), _iri(_GOVERNMENT)
    yield dataset, f"{DCAT._NS}version", Term(site.folder.manifest.generation)
    yield dataset, str(DCAT.landingPage), _iri(data)
    yield dataset, str(FOAF.homepage), _iri(base)
    yield dataset, str(DCTERMS.conformsTo), _iri(ONTOLOGY)
    yield dataset, str(_DQV.hasQualityMetadata), _iri(f"{base}validation.ttl")
    yield f"{base}validation.ttl", str(RDF.type), _iri(_DQV.QualityMetadata)
    yield from _describe_times(site, dataset)
    yield from _describe_contact(site, dataset)
    yield from _describe_access(site, dataset)
    yield from _describe_build(site, dataset)
    yield from _describe_contents(site, dataset)


def _describe_page(site: Site, data: str) -> Iterator[Statement]:
    yield data, str(RDF.type), _iri(VOID.DatasetDescription)
    yield data, str(RDF.type), _iri(FOAF.Document)
    yield data, str(FOAF.primaryTopic), _iri(f"{data}#dataset")
    if site.settings.licence:
        yield data, str(DCTERMS.license), _iri(site.settings.licence)


def _describe_catalogue(site: Site, data: str) -> Iterator[Statement]:
    catalogue = f"{data}#catalogue"
    yield catalogue, str(RDF.type), _iri(DCAT.Catalog)
    yield catalogue, str(DCAT.dataset), _iri(f"{data}#dataset")
    yield catalogue, str(FOAF.homepage), _iri(site.addresses.base)
    yield from _general(site, catalogue)
    if site.settings.endpoint:
        yield catalogue, str(DCAT.service), _iri(f"{data}#service")


def _general(site: Site, node: str) -> Iterator[Statement]:
    """Title, licence and publisher."""
    settings, publisher = site.settings, f"{site.addresses.base}data#publisher"
    yield node, str(DCTERMS.title), _english(settings.title)
    if settings.licence:
        yield node, str(DCTERMS.license), _iri(settings.licence)
    if settings.publisher:
        yield node, str(DCTERMS.publisher), _iri(publisher)
        yield publisher, str(RDF.type), _iri(FOAF.Agent)
        yield publisher, str(FOAF.name), Term(settings.publisher)


def _describe_times(site: Site, dataset: str) -> Iterator[Statement]:
    """From the first meeting to the last, which is also the day of the newest that is in the data."""
    meetings = (site.subject(page) for page in site.pages.values() if page.kind == "meeting")
    days = sorted(day.isoformat() for meeting in meetings if (day := meeting.day(str(DCTERMS.date))))
    if not days:
        return
    period = f"{site.addresses.base}data#period"
    yield dataset, str(DCTERMS.modified), _day(days[-1])
    yield dataset, str(DCTERMS.temporal), _iri(period)
    yield period, str(RDF.type), _iri(DCTERMS.PeriodOfTime)
    yield period, str(DCAT.startDate), _day(days[0])
    yield period, str(DCAT.endDate), _day(days[-1])


def _describe_contact(site: Site, dataset: str) -> Iterator[Statement]:
    settings, contact = site.settings, f"{site.addresses.base}data#contact"
    if settings.contact:
        way = _VCARD.hasEmail if settings.contact.startswith("mailto:") else _VCARD.hasURL
        yield dataset, str(DCAT.contactPoint), _iri(contact)
        yield contact, str(RDF.type), _iri(_VCARD.Kind)
        yield contact, str(_VCARD.fn), Term(settings.publisher or settings.title)
        yield contact, str(way), _iri(settings.contact)


def _describe_access(site: Site, dataset: str) -> Iterator[Statement]:
    """Dumps, pages, and the endpoint if there is one."""
    base, settings = site.addresses.base, site.settings
    for path, (_, media_type, name) in DUMPS.items():
        dump = f"{base}{path}"
        distribution = f"{base}data#{path.partition('.')[2].replace('.', '-')}"
        yield dataset, str(VOID.dataDump), _iri(dump)
        yield dataset, str(DCAT.distribution), _iri(distribution)
        yield distribution, str(RDF.type), _iri(DCAT.Distribution)
        yield distribution, str(DCTERMS.title), _english(f"Everything as {name}")
        yield distribution, str(DCAT.downloadURL), _iri(dump)
        yield distribution, str(DCAT.accessURL), _iri(dump)
        yield distribution, str(DCAT.mediaType), _iri(_MEDIA[media_type])
        yield distribution, str(DCAT.compressFormat), _iri(_MEDIA["application/gzip"])
        if settings.licence:
            yield distribution, str(DCTERMS.license), _iri(settings.licence)
    for form in ("Turtle", "JSON-LD"):
        yield dataset, str(VOID.feature), _iri(_FORMATS[form])
    if settings.endpoint:
        service = f"{base}data#service"
        yield dataset, str(VOID.sparqlEndpoint), _iri(settings.endpoint)
        yield service, str(RDF.type), _iri(DCAT.DataService)
        yield service, str(DCTERMS.title), _english("Questions in SPARQL")
        yield service, str(DCAT.endpointURL), _iri(settings.endpoint)
        # Asked without a query an endpoint describes itself (SPARQL 1.1 Service Description, section 2).
        yield service, str(DCAT.endpointDescription), _iri(settings.endpoint)
        yield service, str(DCTERMS.conformsTo), _iri(_PROTOCOL)
        yield service, str(DCAT.servesDataset), _iri(dataset)


def _describe_build(site: Site, dataset: str) -> Iterator[Statement]:
    """By which program it was made, from which documents."""
    build, version = f"{site.addresses.base}data#build", site.folder.manifest.version
    software = str(SOFTWARE[version])
    yield dataset, str(PROV.wasGeneratedBy), _iri(build)
    yield build, str(RDF.type), _iri(PROV.Activity)
    yield build, str(PROV.wasAssociatedWith), _iri(software)
    yield software, str(RDF.type), _iri(PROV.SoftwareAgent)
    yield software, str(RDFS.label), Term(f"minutes-kg {version}")
    for document in site.folder.manifest.documents:
        yield build, str(PROV.used), _iri(document.iri)


def _describe_contents(site: Site, dataset: str) -> Iterator[Statement]:
    """How many of what, in which vocabularies, where to begin."""
    base = site.addresses.base
    uses = {str(name): int(str(n)) for name, n in site.store.select(_VOCABULARY).rows}
    classes = {str(row[0]) for row in site.store.select(_CLASSES).rows}
    yield dataset, str(VOID.uriSpace), Term(base)
    yield dataset, str(VOID.triples), _number(sum(uses.values()))
    yield dataset, str(VOID.documents), _number(sum(1 for page in site.pages.values() if page.kind))
    spaces = {iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in (*uses, *classes)}
    for space in sorted(spaces - {str(RDF._NS), str(RDFS._NS)}):  # in these any data are written
        yield dataset, str(VOID.vocabulary), _iri(space)
    for kind, count in site.counts.items():
        partition = f"{base}data#{kind}"
        yield dataset, str(VOID.classPartition), _iri(partition)
        yield partition, str(VOID["class"]), _iri(MINUTES[kind])
        yield partition, str(VOID.entities), _number(count)
    for predicate, count in sorted(uses.items()):
        if predicate.startswith(f"{ONTOLOGY}#"):
            partition = f"{base}data#property-{predicate.partition('#')[2]}"
            yield dataset, str(VOID.propertyPartition), _iri(partition)
            yield partition, str(VOID.property), _iri(predicate)
            yield partition, str(VOID.triples), _number(count)
    first: dict[str, str] = {}
    for page in site.pages.values():
        if page.kind == "council":
            yield dataset, str(VOID.rootResource), _iri(site.addresses.iri_of(page.path))
        first.setdefault(page.kind, page.path)
    for kind in _EXAMPLES:
        if kind in first:
            yield dataset, str(VOID.exampleResource), _iri(site.addresses.iri_of(first[kind]))


def _iri(iri: str) -> Term:
    return Term(str(iri), "@id")


def _english(words: str) -> Term:
    return Term(words, language="en")


def _number(count: int) -> Term:
    return Term(str(count), str(XSD.integer))


def _day(iso: str) -> Term:
    return Term(iso, str(XSD.date))
