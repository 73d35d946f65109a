"""How the reasoner speaks of things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import FOAF, RDFS, SKOS
from rdflib.term import Node

T = TypeVar("T", bound=tuple[Node, ...])


def in_order(items: Iterable[T]) -> list[T]:
    """Triples or pairs by their text: values of different types have no order of their own."""
    return sorted(items, key=lambda item: tuple(map(str, item)))


def name_of(graph: Graph, node: Node) -> str:
    """What a reader calls it: its name or label, else what its IRI ends in.

    >>> graph = Graph().add((URIRef("urn:a#it"), RDFS.label, Literal("Inclusion Panel")))
    >>> name_of(graph, URIRef("urn:a#it")), name_of(graph, URIRef("https://example.org/b/panel#it"))
    ('Inclusion Panel', 'b/panel')
    """
    if isinstance(node, Literal):
        return f"“{node}”"
    labels = sorted(str(o) for p in (RDFS.label, FOAF.name, SKOS.prefLabel) for o in graph.objects(node, p))
    if labels:
        return labels[0]
    page = str(node).removesuffix("#it").rstrip("/#")
    if "#" in page:
        return page.rpartition("#")[2]
    return "/".join(page.split("/")[-2:]) or str(node)


def thing(graph: Graph, node: Node) -> str:
    """What a reader calls an individual, with its address, so that it can be looked up."""
    return f"{name_of(graph, node)} <{node}>" if isinstance(node, URIRef) else name_of(graph, node)


def a(name: str) -> str:
    """The name of a class with its article.

    >>> a("officer"), a("person")
    ('an officer', 'a person')
    """
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
