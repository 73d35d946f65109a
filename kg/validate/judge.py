"""One document's graph, judged by pySHACL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as QueryResult
from rdflib.term import Node

from kg.errors import KgError
from kg.validate.nodes import words_at
from kg.validate.prepare import Triple
from kg.validate.shapes import Rule, Shapes


@dataclass(frozen=True, slots=True)
class Result:
    """That a rule found something, in terms of the graph; `kg.validate.places` adds file, line and words.

    Args:
        rule: the rule.
        node: what it was found on.
        message: what was found; `{?name}` may stand in it for one of `values`.
        value: the value at fault, or None.
        values: the other values that the query of the rule found, by name, in the order of the query.
        component: what sort of constraint it is, an IRI of the SHACL vocabulary where there is one.
    """

    rule: Rule
    node: URIRef
    message: str
    value: Node | None = None
    values: tuple[tuple[str, Node], ...] = ()
    component: URIRef = SH.SPARQLConstraintComponent


_prepare = cache(prepareQuery)


class JudgedGraph(Graph):
    """A graph seen together with which class is below which, that parses each query once.

    The triples are those of the graph itself, not copies. pySHACL hands the text of a `sh:select` to the graph
    again for every node, and parsing it takes far longer than answering it.
    """

    def __init__(self, graph: Graph, context: Iterable[Triple] = ()) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier)
        self._context = Graph()
        self._context += context

    def triples(self, triple: Any) -> Iterator[Any]:  # type: ignore[override]  # it is overloaded for paths
        """The triples that fit a pattern, as `rdflib.Graph.triples` gives them."""
        yield from super().triples(triple)
        if triple[1] in (None, RDFS.subClassOf):
            yield from self._context.triples(triple)

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> QueryResult:
        """The answer, as `rdflib.Graph.query` gives it."""
        query = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(query, *args, **kwargs)


def judge_graph(graph: Graph, shapes: Shapes, *, queries: bool = False) -> tuple[Result, ...]:
    """What the shapes find in one graph, on every node that it says something about.

    pySHACL's `focus_nodes` is not used: as of 0.40 it holds for the values inside `sh:node`, `sh:or` and
    `sh:not` as well, so that values which are not in the list (a code of the ontology, every literal) pass
    unseen. Nodes that a graph only mentions are left out of the results afterwards (`kg.validate.folder`),
    and what is added of the ontology has no types, so that no shape looks at it.

    Args:
        graph: of one document, or of several thrown together.
        shapes: the rules.
        queries: judge rules that are queries too, node by node; `kg.validate.select` does it all at once.

    Raises:
        KgError: the shapes are not proper SHACL.
    """
    data = JudgedGraph(graph, shapes.context)
    try:
        rules = shapes.whole if queries else shapes.core
        _, report, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)
    except pyshacl.errors.ReportableRuntimeError as error:
        raise KgError(f"not proper SHACL: {error}", where="shapes") from error
    if not isinstance(report, Graph):  # a ValidationFailure: the shapes cannot be judged at all
        raise KgError(f"not proper SHACL: {report}", where="shapes")
    return tuple(sorted(_read_results(report, shapes), key=sort_key))


def sort_key(result: Result) -> tuple[str, str, str, str]:
    """By rule, node, value and message."""
    return result.rule.iri, result.node, str(result.value or ""), result.message


def _read_results(report: Graph, shapes: Shapes) -> Iterator[Result]:
    inner = set(report.objects(None, SH.detail))  # why a value does not fit a shape inside another
    for found in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(found, SH.focusNode)
        if found in inner or not isinstance(node, URIRef):
            continue
        source = report.value(found, SH.sourceShape)
        if not isinstance(source, URIRef) or source not in shapes.rules:
            raise KgError(
                f"a shape without a name or message found something on <{node}>",
                where="shapes",
                todo="give every shape an IRI and a sh:message",
            )
        messages = sorted(str(message) for message in report.objects(found, SH.resultMessage))
        value = report.value(found, SH.value)
        component = URIRef(words_at(report, found, SH.sourceConstraintComponent))
        yield Result(shapes.rules[source], node, messages[0], None if value == node else value, component=component)
