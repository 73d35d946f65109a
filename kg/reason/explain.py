"""Contradictions in words: which individual is in which classes that nothing is in together, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from kg.reason.rules import ENTERED, Closure, close_graph
from kg.reason.words import a, name_of, thing

_MOST = 20  # reasons: whoever has more to mend begins with these


def explain_contradictions(graph: Graph) -> tuple[str, ...]:
    """The contradictions that plain rules find, in words, sorted; empty if they find none.

    Args:
        graph: the ontology with its individuals.
    """
    closure = close_graph(graph)
    found = {*_in_two_classes(closure), *_one_value_only(closure), *_in_nothing(closure)}
    return tuple(sorted(found))[:_MOST]


def explain_bad_values(graph: Graph) -> tuple[str, ...]:
    """Values that are not of the type they claim or of the type their property has, in words, sorted."""
    found = set()
    for s, p, o in graph:
        if isinstance(o, Literal):
            if o.datatype and o.ill_typed:
                kind = o.datatype.rpartition("#")[2]
                found.add(f"{thing(graph, s)} has “{name_of(graph, p)}” “{o}”, which is no {kind}.")
            else:
                found |= {
                    f"{thing(graph, s)} has “{name_of(graph, p)}” “{o}”, where {_kind(wanted)} is wanted."
                    for wanted in graph.objects(p, RDFS.range)
                    if not _fits(o, wanted)
                }
    return tuple(sorted(found))[:_MOST]


def explain_impossible(graph: Graph, kind: URIRef) -> str:
    """Why nothing can be of a class, in words."""
    trial = Graph()
    for triple in graph:
        trial.add(triple)
    example = URIRef("urn:minutes-kg:example")
    trial.add((example, RDF.type, kind))
    trial.add((example, RDFS.label, Literal("whatever is one")))
    reasons = [reason for reason in explain_contradictions(trial) if str(example) in reason]
    because = reasons[0].replace(f" <{example}>", "") if reasons else "its descriptions contradict each other."
    return f"Nothing can be {a(name_of(graph, kind))} <{kind}>: {because}"


def _in_two_classes(closure: Closure) -> Iterator[str]:
    graph = closure.graph
    types: dict[Node, set[Node]] = {}
    for member, kind in closure.pairs(RDF.type):
        types.setdefault(member, set()).add(kind)
    apart = {frozenset(pair) for pair in _apart(graph)}
    for member, kinds in types.items():
        for one, other in combinations(sorted(kinds, key=str), 2):
            if frozenset((one, other)) in apart:
                yield _tell_two(closure, member, one, other)


def _apart(graph: Graph) -> Iterator[tuple[Node, Node]]:
    """Pairs of classes that have nothing in common."""
    yield from graph.subject_objects(OWL.disjointWith)
    yield from graph.subject_objects(OWL.complementOf)
    for group in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        head = graph.value(group, OWL.members)
        if head is not None:
            yield from combinations(Collection(graph, head), 2)


def _tell_two(closure: Closure, member: Node, one: Node, other: Node) -> str:
    graph = closure.graph
    names = [a(name_of(graph, kind)) for kind in (one, other)]
    whys = [closure.why[member, RDF.type, kind] for kind in (one, other)]
    details = "; ".join(f"{name} {why}" for name, why in zip(names, whys, strict=True))
    return f"{thing(graph, member)} is both {names[0]} and {names[1]}, and nothing is both: {details}."


def _one_value_only(closure: Closure) -> Iterator[str]:
    graph = closure.graph
    different = _different(graph)
    for relation in graph.subjects(RDF.type, OWL.FunctionalProperty):
        values: dict[Node, set[Node]] = {}
        for s, o in closure.pairs(relation):
            values.setdefault(s, set()).add(o)
        for s, found in values.items():
            for one, other in combinations(sorted(found, key=str), 2):
                if frozenset((one, other)) in different or (
                    isinstance(one, Literal) and isinstance(other, Literal) and one.value != other.value
                ):
                    details = "; ".join(
                        f"{name_of(graph, value)} {closure.why[s, relation, value]}" for value in (one, other)
                    )
                    name = name_of(graph, relation)
                    yield f"{thing(graph, s)} has two values of “{name}”, which has one only: {details}."


def _different(graph: Graph) -> set[frozenset[Node]]:
    """Pairs of individuals that are said not to be the same."""
    pairs = {frozenset(pair) for pair in graph.subject_objects(OWL.differentFrom)}
    for group in graph.subjects(RDF.type, OWL.AllDifferent):
        for relation in (OWL.distinctMembers, OWL.members):
            head = graph.value(group, relation)
            if head is not None:
                pairs |= {frozenset(pair) for pair in combinations(Collection(graph, head), 2)}
    return pairs


def _in_nothing(closure: Closure) -> Iterator[str]:
    for member, kind in closure.pairs(RDF.type):
        if kind == OWL.Nothing and not isinstance(member, BNode):
            why = closure.why[member, RDF.type, kind]
            yield f"{thing(closure.graph, member)} cannot be at all{'' if why == ENTERED else f', {why}'}."


# What may stand where a type is wanted (https://www.w3.org/TR/owl2-syntax/#Datatype_Maps).
_INTEGERS = {
    *(XSD.integer, XSD.int, XSD.long, XSD.short, XSD.byte, XSD.nonNegativeInteger, XSD.positiveInteger),
    *(XSD.unsignedInt, XSD.unsignedLong, XSD.unsignedShort, XSD.unsignedByte),
}


def _fits(value: Literal, wanted: Node) -> bool:
    kind = value.datatype or XSD.string
    if wanted in (RDFS.Literal, kind):
        return True
    if wanted == XSD.decimal:
        return kind in _INTEGERS
    if wanted in _INTEGERS:
        return kind in _INTEGERS and (wanted == XSD.integer or value.value >= 0)
    return wanted != XSD.string and wanted not in (XSD.boolean, XSD.dateTime) and kind != XSD.string


def _kind(wanted: Node) -> str:
    return a(str(wanted).rpartition("#")[2])
