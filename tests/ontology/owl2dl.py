"""What makes an RDF graph an ontology in OWL 2 DL, as far as ours can go wrong.

The global restrictions of https://www.w3.org/TR/owl2-syntax/#Global_Restrictions_on_Axioms_in_OWL_2_DL and
the demands of https://www.w3.org/TR/owl2-mapping-to-rdf/ on declarations and on the use of terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN_ANNOTATIONS = {
    *(RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy),
    *(OWL.versionInfo, OWL.deprecated, OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith),
}
# Of the datatypes of https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, those with IRIs in xsd:.
DATATYPES = {
    *(XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.nonPositiveInteger, XSD.positiveInteger),
    *(XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte, XSD.unsignedLong, XSD.unsignedInt),
    *(
        XSD.unsignedShort,
        XSD.unsignedByte,
        XSD.double,
        XSD.float,
        XSD.string,
        XSD.normalizedString,
        XSD.token,
    ),
    *(XSD.language, XSD.Name, XSD.NCName, XSD.NMTOKEN, XSD.boolean, XSD.hexBinary, XSD.base64Binary),
    *(
        XSD.anyURI,
        XSD.dateTime,
        XSD.dateTimeStamp,
        RDFS.Literal,
        RDF.langString,
        RDF.PlainLiteral,
        RDF.XMLLiteral,
    ),
}
# The terms of the reserved vocabulary that our files use, each with what stands behind it.
CLASS_AXIOMS = {RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith}
CLASS_LISTS = {OWL.intersectionOf, OWL.unionOf, OWL.members}
RESTRICTIONS = {OWL.someValuesFrom, OWL.allValuesFrom}
CARDINALITIES = {
    *(OWL.cardinality, OWL.minCardinality, OWL.maxCardinality),
    *(OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality),
}
PROPERTY_AXIOMS = {
    RDFS.subPropertyOf,
    OWL.inverseOf,
    OWL.equivalentProperty,
    OWL.propertyDisjointWith,
    OWL.onProperty,
}
SYNTAX = {
    *(RDF.type, RDF.first, RDF.rest, RDFS.domain, RDFS.range),
    *(OWL.hasValue, OWL.hasSelf, OWL.onClass, OWL.oneOf, OWL.distinctMembers),
    *(OWL.propertyChainAxiom, OWL.versionIRI, OWL.imports),
}
CHARACTERISTICS = {
    *(OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty),
    *(OWL.AsymmetricProperty, OWL.ReflexiveProperty, OWL.IrreflexiveProperty),
}
ONLY_SIMPLE = {
    *(OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty),
}
TYPES = {
    OWL.Ontology,
    OWL.Class,
    OWL.Restriction,
    OWL.AllDisjointClasses,
    OWL.AllDifferent,
    OWL.NamedIndividual,
}


def find_faults(graph: Graph, also_datatypes: frozenset[URIRef] = frozenset()) -> tuple[str, ...]:
    """Everything for which the graph is no OWL 2 DL ontology, in words, sorted; empty if it is one.

    Args:
        graph: an ontology, with or without individuals.
        also_datatypes: datatypes outside OWL 2 that literals in data may have.
    """
    faults = {
        *_undeclared_properties(graph),
        *_undeclared_classes(graph),
        *_punned(graph),
        *_reserved(graph),
        *_wrong_objects(graph),
        *_unknown_datatypes(graph, also_datatypes),
        *_complex_where_simple(graph),
        *_irregular(graph),
        *_tangled_blank_nodes(graph),
    }
    return tuple(sorted(faults))


def kind_of(graph: Graph, term: Node) -> set[Node]:
    """The property kinds as which a term is declared."""
    if term in BUILT_IN_ANNOTATIONS:
        return {OWL.AnnotationProperty}
    return {kind for kind in PROPERTY_KINDS if (term, RDF.type, kind) in graph}


def _is_reserved(term: Node) -> bool:
    return str(term).startswith((str(RDF), str(RDFS), str(OWL), str(XSD)))


def _undeclared_properties(graph: Graph) -> Iterator[str]:
    used = set(graph.predicates())
    for axiom in PROPERTY_AXIOMS:
        for s, o in graph.subject_objects(axiom):
            used |= {term for term in (o, s if axiom != OWL.onProperty else o) if isinstance(term, URIRef)}
    for chain in graph.objects(None, OWL.propertyChainAxiom):
        used |= set(Collection(graph, chain))
    for term in used:
        if not _is_reserved(term) and not kind_of(graph, term):
            yield f"property {term} is not declared"


def _undeclared_classes(graph: Graph) -> Iterator[str]:
    used: set[Node] = {o for o in graph.objects(None, RDF.type) if not _is_reserved(o)}
    for axiom in CLASS_AXIOMS:
        for s, o in graph.subject_objects(axiom):
            used |= {s, o}
    for relation in (RDFS.domain, OWL.onClass):
        used |= set(graph.objects(None, relation))
    for relation in (RDFS.range, *RESTRICTIONS):
        used |= {o for o in graph.objects(None, relation) if o not in DATATYPES}
    for relation in CLASS_LISTS:
        for head in graph.objects(None, relation):
            used |= set(Collection(graph, head))
    for term in used:
        if isinstance(term, URIRef) and (term, RDF.type, OWL.Class) not in graph and term != OWL.Thing:
            yield f"class {term} is not declared"


def _punned(graph: Graph) -> Iterator[str]:
    for term in set(graph.subjects(RDF.type)):
        kinds = kind_of(graph, term)
        if len(kinds) > 1:
            yield f"{term} is declared as two kinds of property"
        if (term, RDF.type, OWL.Class) in graph and (term, RDF.type, RDFS.Datatype) in graph:
            yield f"{term} is class and datatype"
        # Allowed by OWL 2 DL, but tools stumble over it, so we do without.
        individual = [o for o in graph.objects(term, RDF.type) if not _is_reserved(o)]
        if individual and (kinds or (term, RDF.type, OWL.Class) in graph):
            yield f"{term} is individual and class or property"


def _reserved(graph: Graph) -> Iterator[str]:
    known = CLASS_AXIOMS | CLASS_LISTS | RESTRICTIONS | CARDINALITIES | PROPERTY_AXIOMS | SYNTAX | BUILT_IN_ANNOTATIONS
    for predicate in set(graph.predicates()):
        if _is_reserved(predicate) and predicate not in known:
            yield f"{predicate} is not one of the terms of OWL that we use"
    for kind in set(graph.objects(None, RDF.type)):
        if _is_reserved(kind) and kind not in TYPES | CHARACTERISTICS | set(PROPERTY_KINDS):
            yield f"{kind} is not one of the classes of OWL that we use"


def _wrong_objects(graph: Graph) -> Iterator[str]:
    for s, p, o in graph:
        kinds = kind_of(graph, p)
        if OWL.ObjectProperty in kinds and isinstance(o, Literal):
            yield f"object property {p} has the literal {o} (of {s})"
        if OWL.DatatypeProperty in kinds and not isinstance(o, Literal):
            yield f"data property {p} has the thing {o} (of {s})"
    for p, o in graph.subject_objects(RDFS.range):
        if OWL.DatatypeProperty in kind_of(graph, p) and o not in DATATYPES:
            yield f"data property {p} has the range {o}, which is no datatype of OWL 2"
        if OWL.ObjectProperty in kind_of(graph, p) and o in DATATYPES:
            yield f"object property {p} has the datatype {o} for a range"
    for relation in (RDFS.subPropertyOf, OWL.inverseOf):
        for s, o in graph.subject_objects(relation):
            if kind_of(graph, s) != kind_of(graph, o):
                yield f"{s} and {o} are not the same kind of property"


def _unknown_datatypes(graph: Graph, also: frozenset[URIRef]) -> Iterator[str]:
    for s, p, o in graph:
        if isinstance(o, Literal) and o.datatype and o.datatype not in DATATYPES | also:
            yield f"{p} of {s} has a literal of {o.datatype}, which is no datatype of OWL 2"


def _complex_properties(graph: Graph) -> set[Node]:
    """The properties that follow from chains or are transitive, and all above them, and their inverses."""
    found: set[Node] = set(graph.subjects(OWL.propertyChainAxiom)) | set(
        graph.subjects(RDF.type, OWL.TransitiveProperty)
    )
    while True:
        more = {o for s in found for o in graph.objects(s, RDFS.subPropertyOf)}
        more |= {o for s in found for o in graph.objects(s, OWL.inverseOf)}
        more |= {s for o in found for s in graph.subjects(OWL.inverseOf, o)}
        if more <= found:
            return found
        found |= more


def _complex_where_simple(graph: Graph) -> Iterator[str]:
    for term in _complex_properties(graph):
        for characteristic in ONLY_SIMPLE:
            if (term, RDF.type, characteristic) in graph:
                yield f"{term} follows from others, so it cannot be {characteristic}"
        if (term, OWL.propertyDisjointWith, None) in graph or (None, OWL.propertyDisjointWith, term) in graph:
            yield f"{term} follows from others, so it cannot be disjoint"
        for restriction in graph.subjects(OWL.onProperty, term):
            if any((restriction, limit, None) in graph for limit in CARDINALITIES | {OWL.hasSelf}):
                yield f"{term} follows from others, so it cannot be counted"


def _irregular(graph: Graph) -> Iterator[str]:
    """A property that a chain gives must not be needed to find a link of that chain."""
    needs: dict[Node, set[Node]] = {}
    for term, chain in graph.subject_objects(OWL.propertyChainAxiom):
        needs.setdefault(term, set()).update(Collection(graph, chain))
    for below, above in graph.subject_objects(RDFS.subPropertyOf):
        needs.setdefault(above, set()).add(below)
    for start in needs:
        reached: set[Node] = set()
        todo = set(needs[start])
        while todo:
            term = todo.pop()
            reached.add(term)
            todo |= needs.get(term, set()) - reached
        if start in reached:
            yield f"{start} is needed to find itself"


def _tangled_blank_nodes(graph: Graph) -> Iterator[str]:
    for node in {term for term in graph.all_nodes() if isinstance(term, BNode)}:
        if len(list(graph.subjects(None, node))) > 1:
            yield "a class expression is used twice"
        types = set(graph.objects(node, RDF.type))
        if not types <= TYPES:
            yield "a blank node is an individual"
