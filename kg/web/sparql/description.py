"""What the endpoint can do: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from kg.store.results import GRAPHS, TABLES
from kg.store.syntax import Syntax, write_syntax
from kg.store.terms import graph_lines

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_NAMES = {
    "JSON": "SPARQL_Results_JSON",
    "XML": "SPARQL_Results_XML",
    "CSV": "SPARQL_Results_CSV",
    "TSV": "SPARQL_Results_TSV",
    "TURTLE": "Turtle",
    "NTRIPLES": "N-Triples",
    "RDFXML": "RDF_XML",
    "JSONLD": "JSON-LD",
}


def describe_service(endpoint: str, graphs: Sequence[str], syntax: Syntax) -> bytes:
    """The description, in a syntax without graphs.

    Args:
        endpoint: IRI of the endpoint.
        graphs: IRIs of the named graphs.
        syntax: Turtle, N-Triples or JSON-LD.
    """
    graph = Graph()
    service, dataset, default = URIRef(endpoint), URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#union")
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, service))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    for form in (*TABLES, *GRAPHS):
        graph.add((service, _SD.resultFormat, _FORMATS[_NAMES[form.name]]))
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    for number, iri in enumerate(graphs, 1):
        named = URIRef(f"{endpoint}#graph-{number}")
        graph.add((dataset, _SD.namedGraph, named))
        graph.add((named, RDF.type, _SD.NamedGraph))
        graph.add((named, _SD.name, URIRef(iri)))
    return write_syntax(graph_lines(graph), syntax)
