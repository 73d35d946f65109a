"""The same shapes, put so that pySHACL judges them quickly, and what of the ontology they need.

pySHACL judges the shapes behind `sh:property` and `sh:node` for one value after the other, and builds each constraint
anew every time; a shape that has targets of its own is judged for all of them at once, several times faster. So what
experts write, which follows the books, is put another way before it is judged. A test judges every case both ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDFS, SH, SKOS
from rdflib.term import Node

from kg.validate.nodes import sort_iris

Triple = tuple[Node, Node, Node]


def prepare_shapes(written: Graph, ontology: Graph, *, queries: bool) -> Graph:
    """The shapes as they are judged.

    Args:
        written: as they stand in the files.
        ontology: the classes and lists of codes.
        queries: keep `sh:sparql`.
    """
    shapes = Graph()
    shapes += (triple for triple in written if queries or triple[1] != SH.sparql)
    _give_targets(shapes)
    _spell_out_codes(shapes, ontology)
    return shapes


def _give_targets(shapes: Graph) -> None:
    """A property shape of a class gets the targets of the class's shape."""
    for owner, part in sorted(shapes.subject_objects(SH.property)):
        targets = [(p, o) for p in (SH.targetClass, SH.targetSubjectsOf) for o in shapes.objects(owner, p)]
        if targets and isinstance(part, URIRef):
            shapes += ((part, predicate, target) for predicate, target in targets)
            shapes.remove((owner, SH.property, part))


def _spell_out_codes(shapes: Graph, ontology: Graph) -> None:
    """`sh:node` of a shape that asks for a concept of a scheme becomes `sh:in` with the concepts of the scheme."""
    for part, scheme in sorted(shapes.subject_objects(SH.hasValue)):
        if shapes.value(part, SH.path) != SKOS.inScheme:
            continue
        codes = sort_iris(ontology.subjects(SKOS.inScheme, scheme))
        for known in sort_iris(shapes.subjects(SH.property, part)):
            for owner in sort_iris(shapes.subjects(SH.node, known)):
                listed = Collection(shapes, URIRef(f"{owner}-codes"), list(codes))
                shapes.remove((owner, SH.node, known))
                shapes.add((owner, SH["in"], listed.uri))


def read_context(ontology: Graph) -> Iterator[Triple]:
    """Which class is below which, so that a promise is judged as a commitment and a panel as a party.

    None of these triples gives a node a type, so that no shape has a target among them.
    """
    for lower, upper in ontology.subject_objects(RDFS.subClassOf):
        if isinstance(lower, URIRef) and isinstance(upper, URIRef):
            yield lower, RDFS.subClassOf, upper
    for upper, union in ontology.subject_objects(OWL.equivalentClass):
        members = ontology.value(union, OWL.unionOf)
        if members is not None:
            for lower in sort_iris(Collection(ontology, members)):
                yield lower, RDFS.subClassOf, upper
