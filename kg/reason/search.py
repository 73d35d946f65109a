"""Contradictions that no plain rule finds: by trial, the few statements that cannot all be true.

QuickXplain (U. Junker, "QUICKXPLAIN: Preferred Explanations and Relaxations for Over-Constrained Problems",
AAAI 2004) halves the statements again and again, so that a handful is found in some dozens of trials and
not in one a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rdflib import BNode, Graph
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from kg.reason.words import in_order, name_of

Triple = tuple[Node, Node, Node]
Statement = tuple[Triple, ...]

_RELATIONS: dict[Node, str] = {
    RDF.type: "is",
    RDFS.subClassOf: "is below",
    OWL.disjointWith: "is apart from",
}

# Said of terms so that they can be used at all: true in every trial.
_DECLARATIONS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Ontology}


def find_conflict(graph: Graph, holds: Callable[[Graph], bool]) -> tuple[Statement, ...]:
    """A few statements of an inconsistent graph that contradict each other, and none of which can be spared.

    Args:
        graph: the ontology with its individuals; inconsistent.
        holds: whether a graph is consistent. What it raises (that time is up) goes through.
    """
    background, statements = _take_apart(graph)

    def with_background(chosen: Sequence[Statement]) -> bool:
        trial = Graph()
        for triple in (*background, *(triple for statement in chosen for triple in statement)):
            trial.add(triple)
        return holds(trial)

    return tuple(_quick(with_background, (), statements, background_changed=False))


def tell_conflict(graph: Graph, conflict: Sequence[Statement]) -> str:
    """The conflict in words."""
    told = sorted(_tell(graph, statement) for statement in conflict)
    return "These cannot all be true: " + "; ".join(told) + "."


def _take_apart(graph: Graph) -> tuple[tuple[Triple, ...], tuple[Statement, ...]]:
    """What stands firm, and the statements on trial: each triple with the descriptions that hang on it."""
    background: list[Triple] = []
    statements: list[Statement] = []
    silent = {RDFS.label, RDFS.comment, *graph.subjects(RDF.type, OWL.AnnotationProperty)}
    for triple in in_order(graph):
        if triple[1] in silent:
            continue
        if triple[1] == RDF.type and triple[2] in _DECLARATIONS and not isinstance(triple[0], BNode):
            background.append(triple)
        elif not isinstance(triple[0], BNode):
            statements.append((triple, *_hanging(graph, triple[2], {triple[2]})))
        elif not any(graph.subjects(None, triple[0])) and triple[1] == RDF.type:
            statements.append(tuple(_hanging(graph, triple[0], {triple[0]})))
    return tuple(background), tuple(statements)


def _hanging(graph: Graph, node: Node, seen: set[Node]) -> Iterator[Triple]:
    if isinstance(node, BNode):
        for p, o in in_order(graph.predicate_objects(node)):
            yield node, p, o
            if o not in seen:
                yield from _hanging(graph, o, seen | {o})


def _quick(
    holds: Callable[[Sequence[Statement]], bool],
    kept: tuple[Statement, ...],
    doubtful: tuple[Statement, ...],
    *,
    background_changed: bool,
) -> tuple[Statement, ...]:
    """The doubtful statements that contradict each other and what is kept."""
    if background_changed and not holds(kept):
        return ()
    if len(doubtful) == 1:
        return doubtful
    half = len(doubtful) // 2
    first, second = doubtful[:half], doubtful[half:]
    of_second = _quick(holds, kept + first, second, background_changed=bool(first))
    of_first = _quick(holds, kept + of_second, first, background_changed=bool(of_second))
    return of_first + of_second


def _tell(graph: Graph, statement: Statement) -> str:
    s, p, o = statement[0]
    if isinstance(s, BNode):
        parts = sorted({name_of(graph, t[2]) for t in statement if t[1] == RDF.first})
        return f"{', '.join(parts)} are apart"
    object_ = name_of(graph, o) if not isinstance(o, BNode) else _describe(graph, statement)
    relation = _RELATIONS.get(p) or f"“{name_of(graph, p)}”"
    return f"{name_of(graph, s)} {relation} {object_}"


def _describe(graph: Graph, statement: Statement) -> str:
    """A description of a class, by the terms in it."""
    words = []
    for _, p, o in statement[1:]:
        if str(p).startswith(str(OWL)) and p != OWL.onProperty:
            words.append(name_of(graph, p))
        if p not in (RDF.type, RDF.rest) and not isinstance(o, BNode):
            words.append(name_of(graph, o))
    return f"something described by {', '.join(dict.fromkeys(words))}"
