"""The graph as a dataset: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/)."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, VOID, XSD

from kg.store.syntax import Syntax, write_syntax
from kg.store.terms import graph_lines
from kg.vocab import MINUTES, ONTOLOGY, SOFTWARE

if TYPE_CHECKING:
    from kg.web.site import Site

_MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
# The dumps by their paths: syntax, media type. Each is packed.
DUMPS = {
    "data/minutes.nq.gz": (Syntax.NQUADS, "application/n-quads"),
    "data/minutes.trig.gz": (Syntax.TRIG, "application/trig"),
    "data/minutes.ttl.gz": (Syntax.TURTLE, "text/turtle"),
    "data/minutes.jsonld.gz": (Syntax.JSONLD, "application/ld+json"),
}


def make_dump(site: Site, path: str) -> bytes:
    """The whole graph in the syntax of one of `DUMPS`, packed; the same bytes each time."""
    return gzip.compress(write_syntax(site.store.dump(), DUMPS[path][0]), mtime=0)


def describe_dataset(site: Site, syntax: Syntax) -> bytes:
    """What the dataset is: title, publisher, licence, dumps, endpoint, how many of what, and where it comes from."""
    base, settings = site.addresses.base, site.settings
    graph = Graph()
    dataset, catalogue = URIRef(f"{base}data#dataset"), URIRef(f"{base}data#catalogue")
    for type_ in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, type_))
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    graph.add((catalogue, DCAT.dataset, dataset))
    for node in (dataset, catalogue):
        graph.add((node, DCTERMS.title, Literal(settings.title, lang="en")))
        if settings.licence:
            graph.add((node, DCTERMS.license, URIRef(settings.licence)))
        if settings.publisher:
            publisher = URIRef(f"{base}data#publisher")
            graph.add((node, DCTERMS.publisher, publisher))
            graph.add((publisher, RDF.type, FOAF.Agent))
            graph.add((publisher, FOAF.name, Literal(settings.publisher)))
    description = "Who promised, asked for or decided what, to which panel, by when, with the words of the minutes."
    graph.add((dataset, DCTERMS.description, Literal(description, lang="en")))
    graph.add((dataset, DCAT.landingPage, URIRef(base)))
    graph.add((dataset, FOAF.homepage, URIRef(base)))
    graph.add((dataset, VOID.uriSpace, Literal(base)))
    graph.add((dataset, VOID.vocabulary, URIRef(f"{ONTOLOGY}#")))
    graph.add((dataset, DCTERMS.conformsTo, URIRef(ONTOLOGY)))
    graph.add((dataset, PROV.wasAttributedTo, SOFTWARE[site.folder.manifest.version]))
    graph.add((dataset, DCTERMS.identifier, Literal(site.folder.manifest.generation)))
    graph.add((dataset, VOID.triples, Literal(len(site.store), datatype=XSD.integer)))
    for kind, count in sorted(site.counts.items()):
        partition = URIRef(f"{base}data#{kind}")
        graph.add((dataset, VOID.classPartition, partition))
        graph.add((partition, VOID["class"], MINUTES[kind]))
        graph.add((partition, VOID.entities, Literal(count, datatype=XSD.integer)))
    for path, (_, media_type) in DUMPS.items():
        dump = URIRef(f"{base}{path}")
        distribution = URIRef(f"{base}data#{path.partition('.')[2].replace('.', '-')}")
        graph.add((dataset, VOID.dataDump, dump))
        graph.add((dataset, DCAT.distribution, distribution))
        graph.add((distribution, RDF.type, DCAT.Distribution))
        graph.add((distribution, DCAT.downloadURL, dump))
        graph.add((distribution, DCAT.accessURL, dump))
        graph.add((distribution, DCAT.mediaType, _MEDIA[media_type]))
        graph.add((distribution, DCAT.compressFormat, _MEDIA["application/gzip"]))
        if settings.licence:
            graph.add((distribution, DCTERMS.license, URIRef(settings.licence)))
    for page in site.pages.values():
        if page.kind == "document":
            graph.add((dataset, PROV.wasDerivedFrom, URIRef(site.addresses.iri_of(page.path))))
    example = next((page for page in site.pages.values() if page.kind == "commitment"), None)
    if example:
        graph.add((dataset, VOID.exampleResource, URIRef(site.addresses.iri_of(example.path))))
    return write_syntax(graph_lines(graph), syntax)
