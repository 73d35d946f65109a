"""What follows from a small graph by the plain rules of OWL, each with the reason why.

HermiT says that there is a contradiction, but not where. These rules (a part of OWL 2 RL,
https://www.w3.org/TR/owl2-profiles/#OWL_2_RL) know less than HermiT and remember more, so they can name most
contradictions in words (`kg.reason.explain`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from kg.reason.words import in_order, name_of

Triple = tuple[Node, Node, Node]
Pairs = set[tuple[Node, Node]]

ENTERED = "as entered"


@dataclass(slots=True)
class Closure:
    """A graph with what follows from it.

    Args:
        graph: the ontology and its individuals.
        why: each triple that is entered or follows, with the reason.
    """

    graph: Graph
    why: dict[Triple, str] = field(default_factory=dict)
    _pairs: dict[Node, Pairs] = field(default_factory=dict)

    def pairs(self, relation: Node) -> Pairs:
        """Who stands in a relation to whom."""
        return self._pairs.get(relation, set())

    def add(self, triple: Triple, why: str) -> None:
        """Note what is so, if it is new."""
        if triple not in self.why:
            self.why[triple] = why
            self._pairs.setdefault(triple[1], set()).add((triple[0], triple[2]))

    def members(self, expression: Node) -> set[Node]:
        """Who is known to be of a class, named or described."""
        if isinstance(expression, URIRef):
            return {s for s, o in self.pairs(RDF.type) if o == expression}
        graph = self.graph
        for relation, parts in ((OWL.intersectionOf, "all"), (OWL.unionOf, "any")):
            head = graph.value(expression, relation)
            if head is not None:
                sets = [self.members(part) for part in Collection(graph, head)]
                return set.intersection(*sets) if parts == "all" else set.union(*sets)
        links = self.pairs(graph.value(expression, OWL.onProperty) or OWL.bottomObjectProperty)
        some, value = graph.value(expression, OWL.someValuesFrom), graph.value(expression, OWL.hasValue)
        if some is not None:
            wanted = self.members(some)
            return {s for s, o in links if o in wanted}
        return {s for s, o in links if o == value} if value is not None else set()


def close_graph(graph: Graph) -> Closure:
    """All that follows by the rules, each with its reason."""
    closure = Closure(graph)
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    relations = {s for kind in kinds for s in graph.subjects(RDF.type, kind)}
    classes = {*graph.subjects(RDF.type, OWL.Class), OWL.Nothing}
    for s, p, o in in_order(graph):
        if p in relations or (p == RDF.type and o in classes):
            closure.add((s, p, o), ENTERED)
    known = -1
    while known < len(closure.why):
        known = len(closure.why)
        news = [*_from_classes(closure), *_from_ends(closure), *_from_relations(closure)]
        for triple, why in news:
            closure.add(triple, why)
    return closure


def _from_classes(closure: Closure) -> Iterator[tuple[Triple, str]]:
    """Members of a class are members of those above it."""
    graph = closure.graph
    pairs = in_order(graph.subject_objects(RDFS.subClassOf))
    same = in_order(graph.subject_objects(OWL.equivalentClass))
    for below, above in (*pairs, *same, *((o, s) for s, o in same)):
        for member in sorted(closure.members(below), key=str):
            if isinstance(below, URIRef):
                inner = closure.why.get((member, RDF.type, below), ENTERED)
                why = f"as every {name_of(graph, below)}"
                why += f", which it is {inner}" if inner != ENTERED else ""
            else:
                why = "by definition"
            yield from _consequences(closure, member, above, why)


def _from_ends(closure: Closure) -> Iterator[tuple[Triple, str]]:
    """Both ends of a relation are of the classes that it joins."""
    graph = closure.graph
    for relation, kind in in_order(graph.subject_objects(RDFS.domain)):
        for s, o in in_order(closure.pairs(relation)):
            why = f"because it has “{name_of(graph, relation)}”: {name_of(graph, o)}"
            yield from _consequences(closure, s, kind, why)
    for relation, kind in in_order(graph.subject_objects(RDFS.range)):
        if (relation, RDF.type, OWL.ObjectProperty) in graph:
            for s, o in in_order(closure.pairs(relation)):
                why = f"because it is “{name_of(graph, relation)}” of {name_of(graph, s)}"
                yield from _consequences(closure, o, kind, why)


def _from_relations(closure: Closure) -> Iterator[tuple[Triple, str]]:
    """Relations follow from narrower ones, from inverse ones and from chains."""
    graph = closure.graph
    for below, above in in_order(graph.subject_objects(RDFS.subPropertyOf)):
        for s, o in in_order(closure.pairs(below)):
            yield (s, above, o), f"because of “{name_of(graph, below)}”"
    inverse = in_order(graph.subject_objects(OWL.inverseOf))
    for one, other in (*inverse, *((o, s) for s, o in inverse)):
        for s, o in in_order(closure.pairs(one)):
            yield (o, other, s), f"because of “{name_of(graph, one)}” the other way round"
    for relation, head in in_order(graph.subject_objects(OWL.propertyChainAxiom)):
        links = list(Collection(graph, head))
        found = closure.pairs(links[0])
        for link in links[1:]:
            found = {(s, end) for s, middle in found for start, end in closure.pairs(link) if start == middle}
        names = " and ".join(f"“{name_of(graph, link)}”" for link in links)
        for s, o in in_order(found):
            yield (s, relation, o), f"by way of {names}"


def _consequences(closure: Closure, member: Node, kind: Node, why: str) -> Iterator[tuple[Triple, str]]:
    """What it means to be of a class, named or described."""
    graph = closure.graph
    if isinstance(kind, URIRef):
        yield (member, RDF.type, kind), why
        return
    head = graph.value(kind, OWL.intersectionOf)
    for part in Collection(graph, head) if head is not None else ():
        yield from _consequences(closure, member, part, why)
    relation = graph.value(kind, OWL.onProperty)
    value, every = graph.value(kind, OWL.hasValue), graph.value(kind, OWL.allValuesFrom)
    if relation is not None and value is not None:
        yield (member, relation, value), why
    if relation is not None and every is not None:
        for s, o in in_order(closure.pairs(relation)):
            if s == member:
                yield from _consequences(closure, o, every, why)
