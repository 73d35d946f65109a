"""The graph against the bytes it was read from: is every quote where the graph says it is?

The rules are the `shapes:SourceRule`s of `shapes/evidence.ttl` and `shapes/sourcedocument.ttl`: their words,
severity and advice stand there, what they check stands here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from kg.errors import SourceError
from kg.read import stored_text
from kg.validate.judge import Result
from kg.validate.nodes import sort_iris, whole_number, words_at
from kg.validate.places import read_selectors
from kg.validate.shapes import SHAPES_NS, SOURCE_RULE, Shapes
from kg.vocab import MINUTES, OA

# The bytes of a source file by their SHA-256, or None if they are not stored.
BytesOf = Callable[[str], bytes | None]

_SHOWN = 80  # characters of what stands in the place of a quote


@dataclass(frozen=True, slots=True)
class Source:
    """The stored file of one document.

    Args:
        document: IRI of the document, which is that of its graph.
        data: its bytes, or None if they are not stored.
        text: as it is read today, in the encoding that the graph records, or None if it cannot be.
    """

    document: URIRef
    data: bytes | None
    text: str | None


def read_source(document: URIRef, graph: Graph, bytes_of: BytesOf) -> Source:
    """The stored file that `graph` says its document was read from."""
    data = bytes_of(words_at(graph, document, MINUTES.sha256))
    return Source(document, data, None if data is None else _read_text(document, graph, data))


def _read_text(document: URIRef, graph: Graph, data: bytes) -> str | None:
    try:
        return stored_text(
            data,
            words_at(graph, document, DCTERMS.identifier),
            media_type=words_at(graph, document, DCTERMS.format),
            encoding=words_at(graph, document, MINUTES.encoding, "utf-8"),
        )
    except SourceError:
        return None


def source_result(shapes: Shapes, name: str, node: URIRef, value: Node | None = None, **values: str) -> Result:
    """What the source rule of this name has to say of `node`."""
    rule = shapes.rules[URIRef(SHAPES_NS + name)]
    given = tuple((key, Literal(words)) for key, words in values.items())
    return Result(rule, node, rule.message, value, given, SOURCE_RULE)


def check_source(source: Source, graph: Graph, shapes: Shapes) -> Iterator[Result]:
    """What differs between the graph of a document and its stored file."""

    def found(rule: str, node: URIRef, value: Node | None = None, **values: str) -> Result:
        return source_result(shapes, rule, node, value, **values)

    document = source.document
    for evidence in sort_iris(graph.subjects(RDF.type, MINUTES.Evidence)):
        for other in sort_iris(set(graph.objects(evidence, OA.hasSource)) - {document}):
            yield found("evidence-elsewhere", evidence, other)
    if source.data is None:
        yield found("document-stored", document)
        return
    if (digest := hashlib.sha256(source.data).hexdigest()) != words_at(graph, document, MINUTES.sha256):
        yield found("document-unchanged", document, Literal(digest))
    if source.text is None:
        yield found("document-readable", document)
        return
    characters = whole_number(graph.value(document, MINUTES.characters))
    if characters is not None and characters != len(source.text):
        yield found("document-length", document, Literal(len(source.text)))
    for quoted in _quotes_of(document, graph):
        there = source.text[quoted.start : quoted.end]
        if there != quoted.exact or not 0 <= quoted.start <= quoted.end:
            yield found("evidence-words", quoted.evidence, found=_shorten(there))
        elif not _stands_between(source.text, quoted):
            yield found("evidence-around", quoted.evidence)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """One evidence: where it is said to stand, and its words."""

    evidence: URIRef
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def _quotes_of(document: URIRef, graph: Graph) -> Iterator[_Quoted]:
    """The evidence of `document` that has a position and words; what lacks them is found by its shape."""
    for evidence in sort_iris(graph.subjects(OA.hasSource, document)):
        parts = read_selectors(graph, evidence)
        start, end = (whole_number(parts.get(name)) for name in (OA.start, OA.end))
        if OA.exact in parts and start is not None and end is not None:
            exact, prefix, suffix = (str(parts.get(name, "")) for name in (OA.exact, OA.prefix, OA.suffix))
            yield _Quoted(evidence, start, end, exact, prefix, suffix)


def _stands_between(text: str, quoted: _Quoted) -> bool:
    before = text[max(0, quoted.start - len(quoted.prefix)) : quoted.start]
    return before == quoted.prefix and text.startswith(quoted.suffix, quoted.end)


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
