"""The ontology and the concept schemes with their own documentation: every term on one page, with its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, VANN

from kg import paths
from kg.store.lookup import shorten

_KINDS = (
    ("Classes", OWL.Class),
    ("Properties to things", OWL.ObjectProperty),
    ("Properties to values", OWL.DatatypeProperty),
    ("Concepts", SKOS.Concept),
)
_SHOWN = (
    ("Is a kind of", RDFS.subClassOf),
    ("Is a part of", RDFS.subPropertyOf),
    ("Of", RDFS.domain),
    ("Gives", RDFS.range),
    ("Inverse of", OWL.inverseOf),
    ("Close to", SKOS.closeMatch),
    ("Broader", SKOS.broader),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term.

    Args:
        iri: of it.
        name: with its prefix.
        anchor: of its place on the page.
        label: in plain words.
        comment: what it means.
        examples: as the ontology gives them.
        links: what it is joined to: the words for the link, and the terms with their names.
    """

    iri: str
    name: str
    anchor: str
    label: str
    comment: str
    examples: tuple[str, ...]
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@cache
def load_vocabulary() -> Graph:
    """All of `ontology/` in one graph."""
    graph = Graph()
    for file in sorted(paths.ONTOLOGY.glob("*.ttl")):
        graph.parse(file)
    return graph


def vocabulary_file() -> bytes:
    """The ontology as it is kept, for those who load it."""
    return (paths.ONTOLOGY / "minutes.ttl").read_bytes()


@cache
def entries() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The terms by kind, in the order of their names."""
    graph = load_vocabulary()
    found = []
    for title, kind in _KINDS:
        iris = sorted({str(term) for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)})
        found.append((title, tuple(_entry(graph, iri) for iri in iris if "minutes-kg" in iri)))
    return tuple(found)


def _entry(graph: Graph, iri: str) -> Entry:
    term = URIRef(iri)

    def words(*predicates: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(value) for predicate in predicates for value in graph.objects(term, predicate)))

    labels = words(RDFS.label, SKOS.prefLabel)
    name = shorten(iri)
    return Entry(
        iri=iri,
        name=name,
        anchor=name.replace(":", "-").rpartition("/")[2].replace("#", "-"),
        label=labels[0] if labels else name,
        comment=" ".join(words(RDFS.comment, SKOS.definition, SKOS.scopeNote)),
        examples=words(VANN.example, SKOS.example),
        links=tuple(
            (title, tuple((other, shorten(other)) for other in named))
            for title, predicate in _SHOWN
            if (named := _named(graph, term, predicate))
        ),
    )


def _named(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(other) for other in graph.objects(term, predicate) if isinstance(other, URIRef))
