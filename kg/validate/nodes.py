"""What stands at the end of a property of an rdflib graph: addresses, words, whole numbers."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node


def sort_iris(nodes: Iterable[Node | None]) -> tuple[URIRef, ...]:
    """The IRIs among the nodes, sorted, each once."""
    return tuple(sorted({node for node in nodes if isinstance(node, URIRef)}))


def words_at(graph: Graph, node: Node, predicate: URIRef, otherwise: str = "") -> str:
    """The words at the end of a property; the first in the alphabet if there are several."""
    return min((str(value) for value in graph.objects(node, predicate)), default=otherwise)


def whole_number(term: Node | None) -> int | None:
    """The number that a literal stands for, or None if it is not a whole number."""
    value = term.value if isinstance(term, Literal) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
