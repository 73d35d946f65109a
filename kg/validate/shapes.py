"""The shapes that experts edit, read from `shapes/*.ttl`, and what of the ontology they need to be judged.

Three kinds of rule stand in the same files, each with `sh:message`, `sh:severity` and, as `sh:description`,
what to do:

- shapes of SHACL Core, judged document by document with pySHACL (`kg.validate.judge`);
- shapes with `sh:sparql`, whose `sh:select` the store answers over all documents (`kg.validate.select`);
- `shapes:SourceRule`s, which need the bytes of the source files, and are Python (`kg.validate.sources`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import IdentifiedNode, Node

from kg import paths
from kg.errors import KgError
from kg.validate.nodes import sort_iris, words_at
from kg.validate.prepare import Triple, prepare_shapes, read_context
from kg.validate.report import Severity
from kg.vocab import PROJECT

SHAPES_NS = PROJECT + "shapes#"
SOURCE_RULE = URIRef(SHAPES_NS + "SourceRule")

_SEVERITIES = {SH.Info: Severity.INFO, SH.Warning: Severity.WARNING, SH.Violation: Severity.VIOLATION}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked.

    Args:
        iri: its name in the shapes.
        severity: how much it matters.
        message: what is wrong, in words; `{?name}` stands for a value that the query of the rule found.
        todo: what the reader can do.
        path: the property it looks at, as a SPARQL property path, or empty.
        targets: the classes whose members it looks at, those below them in the ontology included, sorted.
        select: of a rule written as a query, the query with its prefixes; empty otherwise.
    """

    iri: URIRef
    severity: Severity
    message: str
    todo: str
    path: str = ""
    targets: tuple[URIRef, ...] = ()
    select: str = ""

    @property
    def name(self) -> str:
        """Its short name ("commitment-promiser")."""
        return str(self.iri).rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class Shapes:
    """All rules, ready to be judged.

    Args:
        written: every triple of the files.
        core: what is judged document by document: all but queries, put so that it is judged quickly.
        whole: the same with the queries.
        context: which class is below which, as the ontology has it.
        rules: by IRI, sorted.
    """

    written: Graph
    core: Graph
    whole: Graph
    context: tuple[Triple, ...]
    rules: Mapping[URIRef, Rule]


@cache
def load_shapes(folder: Path = paths.SHAPES, ontology: Path = paths.ONTOLOGY) -> Shapes:
    """The shapes of a folder.

    Raises:
        KgError: a file is not Turtle, a query is not on a node shape, or there are no shapes.
    """
    graph = _read_turtle(folder)
    if not len(graph):
        raise KgError("no shapes", where=str(folder), todo="install minutes-kg again")
    known = _read_turtle(ontology)
    below = Graph()
    below += read_context(known)
    return Shapes(
        written=graph,
        core=prepare_shapes(graph, known, queries=False),
        whole=prepare_shapes(graph, known, queries=True),
        context=tuple(sorted(below)),
        rules={iri: _read_rule(graph, iri, below) for iri in sort_iris(graph.subjects(SH.message))},
    )


def _read_turtle(folder: Path) -> Graph:
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            graph.parse(path, format="turtle")
        except BadSyntax as error:
            raise KgError(
                f"not Turtle: {error.message}",
                where=f"{path}:{error.lines + 1}",
                todo="compare the line with the ones above it",
            ) from error
    return graph


def _read_rule(graph: Graph, iri: URIRef, below: Graph) -> Rule:
    owners = sort_iris([iri, *graph.subjects(SH.property, iri)])
    classes = {target for owner in owners for target in graph.objects(owner, SH.targetClass)}
    targets = {lower for upper in classes for lower in below.transitive_subjects(RDFS.subClassOf, upper)}
    path = graph.value(iri, SH.path)
    constraint = graph.value(iri, SH.sparql)
    if constraint is not None and path is not None:
        raise KgError(
            f"the query of {iri} stands on a property shape",
            where="shapes",
            todo="move sh:sparql to a node shape with a sh:targetClass",
        )
    return Rule(
        iri=iri,
        severity=_SEVERITIES[URIRef(words_at(graph, iri, SH.severity, SH.Violation))],
        message=" ".join(words_at(graph, iri, SH.message).split()),
        todo=" ".join(words_at(graph, iri, SH.description).split()),
        path="" if path is None else write_path(graph, path),
        targets=sort_iris(targets),
        select="" if constraint is None else f"{_prefixes(graph)}{graph.value(constraint, SH.select)}",
    )


def _prefixes(graph: Graph) -> str:
    declared = {
        str(graph.value(declaration, SH.prefix)): str(graph.value(declaration, SH.namespace))
        for ontology in graph.subjects(RDF.type, OWL.Ontology)
        for declaration in graph.objects(ontology, SH.declare)
    }
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(declared.items()))


def write_path(graph: Graph, path: Node) -> str:
    """A SHACL property path as a SPARQL property path, with whole IRIs.

    See https://www.w3.org/TR/shacl/#property-paths. Paths with `*`, `+` or `?` give an empty string: no rule
    uses them, and a report may leave its path out.
    """
    if isinstance(path, URIRef):
        return f"<{path}>"
    assert isinstance(path, IdentifiedNode)
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return f"^{write_path(graph, inverse)}"
    if (choices := graph.value(path, SH.alternativePath)) is not None:
        return "|".join(write_path(graph, choice) for choice in Collection(graph, choices))
    if graph.value(path, RDF.first) is not None:
        return "/".join(write_path(graph, step) for step in Collection(graph, path))
    return ""


def fill_message(message: str, values: Mapping[str, str]) -> str:
    """The message with each `{?name}` or `{$name}` replaced by the value of that name.

    A name without a value stays as it stands (https://www.w3.org/TR/shacl/#sparql-constraints).

    >>> fill_message("held by {?holder} and {?other}", {"holder": "Ann Lee", "other": "Bo Hay"})
    'held by Ann Lee and Bo Hay'
    """
    for name, value in values.items():
        message = message.replace(f"{{?{name}}}", value).replace(f"{{${name}}}", value)
    return message
