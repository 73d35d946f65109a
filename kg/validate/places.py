"""Where in the documents a node stands: its words, their file and line; and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.validate.judge import Result
from kg.validate.nodes import sort_iris, whole_number
from kg.validate.report import Finding, Quote
from kg.validate.shapes import fill_message
from kg.vocab import MINUTES, OA

# The text of the source file of a document, or None if it cannot be had.
TextOf = Callable[[URIRef], str | None]

# Of a fact that is stated more often than this, the first words are enough.
_QUOTES = 3


def make_finding(result: Result, graph: Graph, text_of: TextOf) -> Finding:
    """The finding with its words, file and line.

    Args:
        result: what a rule found.
        graph: of the document in which the node stands, or what all documents say of the nodes of the result.
        text_of: gives the text of a document's source file.
    """
    quotes = tuple(find_quotes(graph, about(result), text_of) or find_quotes(graph, [result.node], text_of))
    source, line, place = _place(result.node, graph, quotes)
    return Finding(
        severity=result.rule.severity,
        shape=str(result.rule.iri),
        class_=class_of(graph, result.node),
        node=str(result.node),
        label=label_of(graph, result.node),
        message=fill_message(
            result.message, {name: label_of(graph, term) or str(term) for name, term in result.values}
        ),
        todo=result.rule.todo,
        source=source,
        line=line,
        quotes=quotes,
        value="" if result.value is None else result.value.n3(),
        path=result.rule.path,
        component=str(result.component),
        place=place,
    )


def about(result: Result) -> tuple[URIRef, ...]:
    """The nodes whose words are to be shown: what the query of a rule found and its message does not name."""
    named = {name for name, _ in result.values if f"{{?{name}}}" in result.message}
    return tuple(term for name, term in result.values if isinstance(term, URIRef) and name not in named)


def class_of(graph: Graph, node: Node) -> str:
    """What a node is, in one word; the first in the alphabet if it is several things.

    A class of the ontology goes before one of others, since readers know it from the documentation.
    """
    types = sorted(str(kind) for kind in graph.objects(node, RDF.type))
    ours = [kind for kind in types if kind.startswith(str(MINUTES))]
    first = next(iter(ours or types), "")
    return first.rpartition("#")[2] or first.rpartition("/")[2]


def label_of(graph: Graph, node: Node) -> str:
    """What a node is called, or an empty string."""
    for predicate in (RDFS.label, SKOS.prefLabel, FOAF.name, DCTERMS.identifier):
        if labels := sorted(str(label) for label in graph.objects(node, predicate)):
            return " ".join(labels[0].split())
    return ""


def find_quotes(graph: Graph, nodes: Iterable[URIRef], text_of: TextOf) -> list[Quote]:
    """The words that nodes rest on, in the order of nodes, then of documents; each once."""
    found: dict[Quote, None] = {}
    for node in nodes:
        quotes = sorted(_read_quote(graph, evidence, text_of) for evidence in _evidence_of(graph, node))
        found |= dict.fromkeys(quotes[:_QUOTES])
    return list(found)


def _evidence_of(graph: Graph, node: URIRef) -> tuple[URIRef, ...]:
    """The evidence of a node; what a selector is part of; of an event without any, its commitment's."""
    if (node, RDF.type, MINUTES.Evidence) in graph:
        return (node,)
    return (
        sort_iris(graph.objects(node, MINUTES.evidence))
        or sort_iris(graph.subjects(OA.hasSelector, node))
        or sort_iris(
            evidence
            for commitment in graph.objects(node, MINUTES.ofCommitment)
            for evidence in graph.objects(commitment, MINUTES.evidence)
        )
    )


def read_selectors(graph: Graph, evidence: URIRef) -> Mapping[Node, Node]:
    """What the selectors of evidence say: `oa:start`, `oa:end`, `oa:exact`, `oa:prefix`, `oa:suffix`."""
    return {
        predicate: value
        for selector in sort_iris(graph.objects(evidence, OA.hasSelector))
        for predicate, value in sorted(graph.predicate_objects(selector))
    }


def _read_quote(graph: Graph, evidence: URIRef, text_of: TextOf) -> Quote:
    values = read_selectors(graph, evidence)
    document = graph.value(evidence, OA.hasSource)
    start, end = (-1 if at is None else at for at in map(whole_number, map(values.get, (OA.start, OA.end))))
    text = text_of(document) if isinstance(document, URIRef) else None
    line = 0 if text is None or not 0 <= start <= len(text) else text.count("\n", 0, start) + 1
    name = "" if document is None else label_of(graph, document)
    place = " ".join(sorted(str(label) for label in graph.objects(evidence, MINUTES.place))[:1])
    return Quote(name, start, end, line, str(values.get(OA.exact, "")), place)


def _place(node: URIRef, graph: Graph, quotes: tuple[Quote, ...]) -> tuple[str, int, str]:
    """The file, line and page of a finding: of its first words, else of the only document there is."""
    if quotes:
        return quotes[0].source, quotes[0].line, quotes[0].place
    if (node, RDF.type, MINUTES.SourceDocument) in graph:
        return label_of(graph, node), 0, ""
    # Another version of the document may be mentioned; only its own graph says what its bytes are.
    documents = sort_iris(graph.subjects(MINUTES.sha256))
    return (label_of(graph, documents[0]), 0, "") if len(documents) == 1 else ("", 0, "")
