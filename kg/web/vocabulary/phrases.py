"""An expression of OWL as words and links: "a person that has at least one tenure that …"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.web.vocabulary.files import LISTS, MAIN, load_graph, place_of, prefixed


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a phrase.

    Args:
        text: what is read.
        iri: of the term that it names; empty for words between.
        name: of that term, with its prefix.
    """

    text: str
    iri: str = ""
    name: str = ""


Phrase = tuple[Word, ...]

_COUNTS = {
    OWL.minCardinality: "at least",
    OWL.minQualifiedCardinality: "at least",
    OWL.maxCardinality: "at most",
    OWL.maxQualifiedCardinality: "at most",
    OWL.cardinality: "exactly",
    OWL.qualifiedCardinality: "exactly",
}


def word_of(node: Node) -> Word:
    """A term by its label; a term of others by its name with its prefix.

    >>> word_of(URIRef("https://w3id.org/minutes-kg/ontology#heldPost")).text
    'held post'
    >>> word_of(URIRef("http://www.w3.org/ns/org#Post")).text
    'org:Post'
    """
    iri = str(node)
    page, name = place_of(iri)
    if page in LISTS and name:
        label = load_graph(page).value(URIRef(iri), SKOS.prefLabel)
    else:
        label = load_graph(MAIN).value(URIRef(iri), RDFS.label)
    return Word(str(label or prefixed(iri)), iri, prefixed(iri))


def phrase_of(graph: Graph, node: Node) -> Phrase:
    """A class, a value or an expression in words."""
    if isinstance(node, Literal):
        return (Word(f"“{node}”"),)
    if not isinstance(node, BNode):
        return (word_of(node),)
    if (parts := graph.value(node, OWL.intersectionOf)) is not None:
        first, *rest = Collection(graph, parts)
        return (*phrase_of(graph, first), *(word for other in rest for word in (Word(" that "), *_said(graph, other))))
    if (parts := graph.value(node, OWL.unionOf)) is not None:
        return join(Collection(graph, parts), lambda one: phrase_of(graph, one), " or ")
    if (parts := graph.value(node, OWL.oneOf)) is not None:
        return join(Collection(graph, parts), lambda one: phrase_of(graph, one), " or ")
    if (other := graph.value(node, OWL.complementOf)) is not None:
        return (Word("not "), *phrase_of(graph, other))
    return (Word("something that "), *_said(graph, node))


def _said(graph: Graph, node: Node) -> Phrase:
    """What an expression says of a thing, behind "that": "has at least one held post that is a post"."""
    property_ = graph.value(node, OWL.onProperty)
    if property_ is None:
        return (Word("is "), *phrase_of(graph, node))
    if isinstance(property_, BNode):
        named: Phrase = (Word("the other way of "), word_of(graph.value(property_, OWL.inverseOf) or RDF.nil))
    else:
        named = (word_of(property_),)
    if (value := graph.value(node, OWL.hasValue)) is not None:
        return (Word("has as "), *named, Word(": "), *phrase_of(graph, value))
    if (value := graph.value(node, OWL.someValuesFrom)) is not None:
        return (Word("has, as "), *named, Word(", at least one "), *phrase_of(graph, value))
    if (value := graph.value(node, OWL.allValuesFrom)) is not None:
        return (Word("has, as "), *named, Word(", nothing but "), *phrase_of(graph, value))
    for predicate, words in _COUNTS.items():
        if (count := graph.value(node, predicate)) is not None:
            of = graph.value(node, OWL.onClass)
            what: Phrase = (Word(" "), *phrase_of(graph, of)) if of is not None else (Word(" of them"),)
            return (Word("has, as "), *named, Word(f", {words} {count}"), *what)
    return (Word("has "), *named)


def restriction_of(graph: Graph, node: Node) -> Phrase:
    """What an expression above a class says of each thing of the class: "has, as held post, at least one post"."""
    return _said(graph, node)


def join(nodes: Iterable[Node], phrase: Callable[[Node], Phrase], last: str) -> Phrase:
    """Phrases with commas between, and `last` before the last one."""
    found = [phrase(node) for node in nodes]
    words: list[Word] = []
    for number, one in enumerate(found):
        words += [Word(last if number == len(found) - 1 else ", ")] if number else []
        words += one
    return tuple(words)
