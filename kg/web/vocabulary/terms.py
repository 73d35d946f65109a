"""Classes and properties in the order of `minutes.ttl`, under its headings, each with all that is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, VANN
from rdflib.term import Node

from kg.vocab import MINUTES, ONTOLOGY
from kg.web.vocabulary.files import MAIN, load_graph, prefixed, read_text
from kg.web.vocabulary.phrases import Phrase, Word, join, phrase_of, restriction_of, word_of

_OURS = str(MINUTES._NS)
_LINE = re.compile(r"^(?:# ---- (?P<heading>.+) ----|minutes:(?P<name>\w+) a owl:)", re.MULTILINE)
_CHARACTERISTICS = {
    OWL.FunctionalProperty: "has one value at most (functional)",
    OWL.InverseFunctionalProperty: "no two things have the same value (inverse functional)",
    OWL.TransitiveProperty: "goes on from one to the next (transitive)",
    OWL.SymmetricProperty: "holds both ways (symmetric)",
    OWL.AsymmetricProperty: "never holds both ways (asymmetric)",
    OWL.ReflexiveProperty: "holds of everything and itself (reflexive)",
    OWL.IrreflexiveProperty: "holds of nothing and itself (irreflexive)",
}
_BIBO_STATUS = URIRef("http://purl.org/ontology/bibo/status")


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of a term under one heading."""

    title: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property.

    Args:
        iri: of it.
        anchor: of its place on the page: what follows `#` in the IRI.
        name: with its prefix.
        label: in plain words.
        comment: what it means.
        examples: as the ontology gives them.
        kind: "class", "property to a thing" or "property to a value".
        rows: what it is joined to.
    """

    iri: str
    anchor: str
    name: str
    label: str
    comment: str
    examples: tuple[str, ...]
    kind: str
    rows: tuple[Row, ...]

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return self.kind == "class"


@dataclass(frozen=True, slots=True)
class Section:
    """The terms under one heading of the file, classes or properties."""

    title: str
    anchor: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ontology says of itself.

    Args:
        title: its name.
        abstract: what it is about, paragraph by paragraph.
        rows: names of facts with their values; a value that is an address is one.
        cite: how to cite it.
    """

    title: str
    abstract: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    cite: str


def load_facts() -> Facts:
    """What the ontology says of itself, in the order in which a reader asks."""
    graph, it = load_graph(MAIN), URIRef(ONTOLOGY)

    def said(*predicates: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(value) for predicate in predicates for value in graph.objects(it, predicate)))

    asked = (
        ("Address", (ONTOLOGY,)),
        ("Version", said(OWL.versionInfo)),
        ("Address of this version", said(OWL.versionIRI)),
        ("Earlier version", said(OWL.priorVersion)),
        ("Standing", tuple(value.rpartition("/")[2] for value in said(_BIBO_STATUS))),
        ("By", said(DCTERMS.creator, DCTERMS.contributor)),
        ("Published by", said(DCTERMS.publisher)),
        ("Begun", said(DCTERMS.created)),
        ("Issued", said(DCTERMS.issued)),
        ("Licence", said(DCTERMS.license)),
        ("What you may do", said(DCTERMS.rights)),
        ("Prefix", said(VANN.preferredNamespacePrefix)),
        ("Namespace", said(VANN.preferredNamespaceUri)),
        ("Language", tuple("English" if value == "en" else value for value in said(DCTERMS.language))),
    )
    return Facts(
        title=" ".join(said(DCTERMS.title)),
        abstract=(*said(DCTERMS.description), *said(DCTERMS.abstract)),
        rows=tuple((name, values) for name, values in asked if values),
        cite=" ".join(said(DCTERMS.bibliographicCitation)),
    )


@cache
def load_sections() -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The classes and the properties, each under the headings of the file."""
    graph = load_graph(MAIN)
    headings: dict[str, list[Term]] = {}
    heading = ""
    for found in _LINE.finditer(read_text(MAIN)):
        if found["heading"]:
            heading = found["heading"]
        else:
            headings.setdefault(heading, []).append(_term(graph, MINUTES._NS[found["name"]]))
    classes, properties = [], []
    # One heading may come twice, over classes and over properties; so may its name in the addresses of the page.
    for title, terms in headings.items():
        slug = re.sub(r"[^a-z]+", "-", title.lower())
        if mine := tuple(term for term in terms if term.is_class):
            classes.append(Section(title, f"classes-{slug}", mine))
        if mine := tuple(term for term in terms if not term.is_class):
            properties.append(Section(title, f"properties-{slug}", mine))
    return tuple(classes), tuple(properties)


def _term(graph: Graph, term: URIRef) -> Term:
    is_class = (term, RDF.type, OWL.Class) in graph
    kind = "property to a thing" if (term, RDF.type, OWL.ObjectProperty) in graph else "property to a value"
    rows = _class_rows(graph, term) if is_class else _property_rows(graph, term)
    return Term(
        iri=str(term),
        anchor=str(term).partition("#")[2],
        name=prefixed(str(term)),
        label=str(graph.value(term, RDFS.label)),
        comment=" ".join(sorted(map(str, (*graph.objects(term, RDFS.comment), *graph.objects(term, SKOS.scopeNote))))),
        examples=tuple(sorted(map(str, graph.objects(term, SKOS.example)))),
        kind="class" if is_class else kind,
        rows=tuple(Row(title, phrases) for title, phrases in rows if phrases),
    )


def _class_rows(graph: Graph, term: URIRef) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    above = list(graph.objects(term, RDFS.subClassOf))
    yield "Is a kind of", _named(above)
    yield "Always", tuple(sorted(restriction_of(graph, one) for one in above if isinstance(one, BNode)))
    yield "Is the same as", tuple(sorted(phrase_of(graph, one) for one in graph.objects(term, OWL.equivalentClass)))
    yield "Kinds of it", _named(graph.subjects(RDFS.subClassOf, term))
    yield "Is one of", _named(_unions_of(graph, term))
    yield "Its properties", _named(graph.subjects(RDFS.domain, term))
    for higher in sorted(_all_above(graph, term)):
        yield f"Also, as a {word_of(higher).text}", _named(graph.subjects(RDFS.domain, higher))
    yield "Is what is given by", _named(graph.subjects(RDFS.range, term))
    yield "Never at once", _named(_disjoint(graph, term))
    yield "Close to", _named(graph.objects(term, SKOS.closeMatch))


def _property_rows(graph: Graph, term: URIRef) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    inverse = {*graph.objects(term, OWL.inverseOf), *graph.subjects(OWL.inverseOf, term)}
    yield "Said of", _phrases(graph, graph.objects(term, RDFS.domain))
    yield "Gives", _phrases(graph, (*graph.objects(term, RDFS.range), *graph.objects(term, SDO.rangeIncludes)))
    yield "Is a kind of", _named(graph.objects(term, RDFS.subPropertyOf))
    yield "Kinds of it", _named(graph.subjects(RDFS.subPropertyOf, term))
    yield "The other way round", _named(inverse)
    chains = [Collection(graph, chain) for chain in graph.objects(term, OWL.propertyChainAxiom)]
    yield "Follows from", tuple(sorted(join(chain, lambda one: (word_of(one),), ", then ") for chain in chains))
    types = set(graph.objects(term, RDF.type))
    yield "Character", tuple((Word(words),) for type_, words in _CHARACTERISTICS.items() if type_ in types)
    yield "Close to", _named(graph.objects(term, SKOS.closeMatch))


def _named(nodes: Iterable[Node]) -> tuple[Phrase, ...]:
    """The terms with names, ours first, by name."""
    iris = sorted({str(node) for node in nodes if isinstance(node, URIRef)})
    iris.sort(key=lambda iri: not iri.startswith(_OURS))
    return tuple((word_of(URIRef(iri)),) for iri in iris)


def _phrases(graph: Graph, nodes: Iterable[Node]) -> tuple[Phrase, ...]:
    return tuple(sorted((phrase_of(graph, node) for node in nodes), key=str))


def _all_above(graph: Graph, term: URIRef) -> set[URIRef]:
    """The classes of ours above a class, at whatever height."""
    found: set[URIRef] = set()
    todo = [term]
    while todo:
        for above in graph.objects(todo.pop(), RDFS.subClassOf):
            if isinstance(above, URIRef) and above.startswith(_OURS) and above not in found:
                found.add(above)
                todo.append(above)
    return found


def _unions_of(graph: Graph, term: URIRef) -> Iterator[Node]:
    """The classes of which a class is a part by definition: a post is a party."""
    for class_, same in graph.subject_objects(OWL.equivalentClass):
        parts = graph.value(same, OWL.unionOf)
        if parts is not None and term in Collection(graph, parts):
            yield class_


def _disjoint(graph: Graph, term: URIRef) -> Iterator[Node]:
    yield from (*graph.objects(term, OWL.disjointWith), *graph.subjects(OWL.disjointWith, term))
    for all_ in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = list(Collection(graph, graph.value(all_, OWL.members) or RDF.nil))
        if term in members:
            yield from (member for member in members if member != term)
