"""A graph folder, checked: each document by itself, all together, and every quote against its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.errors import GraphError
from kg.store.base import Reader
from kg.store.folder import GraphFolder
from kg.validate.judge import Result, judge_graph
from kg.validate.nodes import sort_iris
from kg.validate.places import make_finding
from kg.validate.report import Finding, Report, make_report
from kg.validate.select import select_results
from kg.validate.shapes import Shapes, load_shapes
from kg.validate.sources import BytesOf, check_source, read_source, source_result
from kg.vocab import MINUTES, OA

# What a graph repeats of a thing that it only mentions; all else is said where the thing is described.
_LABELS = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, FOAF.name})
_DESCRIBED_IN = f"""
SELECT DISTINCT ?node ?graph WHERE {{
  GRAPH ?graph {{ ?node ?property ?value }}
  FILTER (?property NOT IN ({", ".join(f"<{label}>" for label in sorted(_LABELS))}))
}}"""
_ALL_OF = "SELECT DISTINCT ?node ?property ?value WHERE { ?node ?property ?value }"
_EVIDENCE_OF = f"""
SELECT DISTINCT ?node ?evidence ?document WHERE {{
  ?node <{MINUTES.evidence}> ?evidence .
  ?evidence <{OA.hasSource}> ?document
}}"""
# Of a person who is named in a thousand documents, the words of a few are read.
_EVIDENCE_READ = 3


def validate_graph(
    folder: Path | GraphFolder,
    *,
    shapes: Shapes | None = None,
    store: Reader | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """All that is wrong, doubtful or worth knowing about the graph in a folder.

    Args:
        folder: what `kg build` wrote.
        shapes: the rules; those that come with minutes-kg if none are given.
        store: a store with the same statements, to be read instead of that in the folder.
        progress: called after each document with how many are done and how many there are.

    Raises:
        GraphError: there is no graph folder there, or it cannot be read.
        KgError: a file of shapes is faulty.
    """
    shapes = shapes or load_shapes()
    opened = GraphFolder.open(folder) if isinstance(folder, Path) else folder
    store = opened.store() if store is None else store
    listed = {entry.iri: entry.name for entry in opened.manifest.documents}
    findings = list(check_listing(shapes, listed, store.graphs()))
    bytes_of = _bytes_of(opened)
    named = store.graphs()
    for done, iri in enumerate(named, start=1):
        findings += _check_document(URIRef(iri), store, shapes, bytes_of)
        if progress:
            progress(done, len(named))
    findings += _check_all(store, shapes, bytes_of)
    return make_report(findings, documents=len(listed), rules=len(shapes.rules))


def _bytes_of(folder: GraphFolder) -> BytesOf:
    def bytes_of(sha256: str) -> bytes | None:
        try:
            return folder.source_bytes(sha256)
        except GraphError:
            return None

    return bytes_of


def check_listing(shapes: Shapes, listed: dict[str, str], named: tuple[str, ...]) -> Iterator[Finding]:
    """Documents that the manifest lists without a graph, and graphs that it does not list.

    Args:
        shapes: the rules.
        listed: the documents of the manifest, IRI to file name.
        named: IRIs of the graphs.
    """
    for rule, iris in (
        ("document-graph", sorted(listed.keys() - set(named))),
        ("document-listed", sorted(set(named) - listed.keys())),
    ):
        for iri in iris:
            known = Graph()
            known.add((URIRef(iri), RDF.type, MINUTES.SourceDocument))
            if iri in listed:
                known.add((URIRef(iri), DCTERMS.identifier, Literal(listed[iri])))
            yield make_finding(source_result(shapes, rule, URIRef(iri)), known, lambda _: None)


def _check_document(document: URIRef, store: Reader, shapes: Shapes, bytes_of: BytesOf) -> Iterator[Finding]:
    graph = store.graph(str(document))
    source = read_source(document, graph, bytes_of)
    for result in (*judge_graph(graph, shapes), *check_source(source, graph, shapes)):
        if not _only_mentioned(result, graph, store):
            yield make_finding(result, graph, lambda _: source.text)


def _only_mentioned(result: Result, graph: Graph, store: Reader) -> bool:
    """Whether this graph only names the node, and another describes it: then it is judged there."""
    if not set(graph.predicates(result.node)) <= _LABELS:
        return False
    return bool(store.select(_DESCRIBED_IN, {"node": result.node}).rows)


def _check_all(store: Reader, shapes: Shapes, bytes_of: BytesOf) -> Iterator[Finding]:
    for result in select_results(store, shapes):
        known = _describe(store, result)

        def text_of(document: URIRef, known: Graph = known) -> str | None:
            return read_source(document, known, bytes_of).text

        yield make_finding(result, known, text_of)


def _describe(store: Reader, result: Result) -> Graph:
    """What all documents say of the nodes of a result, of their words and of where these stand.

    If the result names a meeting, the words are those of its minutes, where they say anything of a node.
    """
    known = Graph()

    def add(nodes: Iterable[Node]) -> None:
        for node in sort_iris(nodes):
            if (node, None, None) not in known:
                for subject, predicate, value in store.select(_ALL_OF, {"node": node}).rows:
                    if predicate != MINUTES.evidence:
                        known.add((subject, predicate, value))  # type: ignore[arg-type]

    add([result.node, *(term for _, term in result.values)])
    add(known.objects(result.node, MINUTES.ofCommitment))
    records = {record for _, term in result.values for record in known.objects(term, MINUTES.recordedIn)}
    for node in sort_iris(known.subjects()):
        rows = store.select(_EVIDENCE_OF, {"node": node}).rows
        evidence = sort_iris(row[1] for row in rows if row[2] in records) or sort_iris(row[1] for row in rows)
        for words in evidence[:_EVIDENCE_READ]:
            known.add((node, MINUTES.evidence, words))
            add([words])
            add([*known.objects(words, OA.hasSelector), *known.objects(words, OA.hasSource)])
    return known
