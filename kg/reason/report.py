"""The reasoner's answer in words."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from kg.reason import Reasoning
from kg.reason.words import name_of

_MOST = 12  # names in a list; the rest is counted


def tell_reasoning(reasoning: Reasoning, graph: Graph) -> Iterator[str]:
    """The answer, line by line.

    Args:
        reasoning: what `check_consistency` found.
        graph: in which it found it, for the names of things.
    """
    schema = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    classes = sum(1 for s in set(graph.subjects(RDF.type, OWL.Class)) if isinstance(s, URIRef))
    terms = {s for kind in schema for s in graph.subjects(RDF.type, kind)}
    individuals = {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s not in terms}
    looked = f"{classes} classes, {len(individuals)} individuals, {len(graph):,} statements"
    if not reasoning.consistent:
        yield f"Not consistent ({looked}):"
        yield from (f"  {reason}" for reason in reasoning.reasons)
        return
    yield f"Consistent: nothing contradicts anything ({looked})."
    if reasoning.inferred:
        yield "Inferred:"
        yield from _inferences(reasoning, graph)


def _inferences(reasoning: Reasoning, graph: Graph) -> Iterator[str]:
    groups: dict[tuple[str, str], list[str]] = {}
    for subject, relation, object_ in reasoning.inferred:
        name = name_of(graph, URIRef(subject))
        if URIRef(relation) == RDF.type:
            groups.setdefault(("is", object_), []).append(name)
        else:
            groups.setdefault(("has", relation), []).append(f"{name} → {name_of(graph, URIRef(object_))}")
    for (_, term), names in sorted(groups.items(), key=lambda group: (group[0][0] != "is", group[0][1])):
        rest = f"; and {len(names) - _MOST} more" if len(names) > _MOST else ""
        yield f"  {name_of(graph, URIRef(term))} ({len(names)}): {'; '.join(sorted(names)[:_MOST])}{rest}"
