"""Versions of one document: what each is, and which of them was taken.

A version that was not taken has a graph of its own like every document: the file, what it is, that it records the
meeting that the current one records, and what it is to that one; of facts only those whose words that one
does not have. PROV calls documents that present the same thing alternates, of which one may be a revision of another
(https://www.w3.org/TR/prov-o/#alternateOf).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, PROV

from kg.facts import Approval, Standing
from kg.graph.iris import item_slug
from kg.graph.nodes import concept_triples, minutes
from kg.graph.nquads import Triple, date, iri, string
from kg.graph.provenance import LABEL, A, Source, evidence_triples
from kg.vocab import STANDINGS

__all__ = ["SetAside", "older_triples", "set_aside_triples", "standing_triples"]


@dataclass(frozen=True, slots=True)
class SetAside:
    """That a document was not taken, since another version of it was.

    Args:
        current: slug of the document that was taken.
        name: its file's name.
        meeting: the label of the meeting that it records.
        part: whether this one is a part of that one.
        why: why that one was taken.
        items: of the items of that one, by index, the titles of those that facts taken from this one name.
    """

    current: str
    name: str
    meeting: str
    part: bool
    why: str
    items: tuple[tuple[int, str], ...] = ()


def standing_triples(source: Source, standing: Standing) -> Iterator[Triple]:
    """Whether the document is a draft or approved, and the words that say so."""
    if standing.approval is not Approval.UNMARKED:
        address = str(STANDINGS[standing.approval.value])
        yield source.node, minutes("standing"), iri(address)
        yield from concept_triples(address)
    if standing.on:
        term = DCTERMS.dateAccepted if standing.approval is Approval.APPROVED else DCTERMS.modified
        yield source.node, iri(term), date(standing.on)
    for evidence in standing.evidence:
        yield from evidence_triples(source, source.node, evidence)


def set_aside_triples(source: Source, council: str, version: SetAside) -> Iterator[Triple]:
    """What a version that was not taken is to the current one.

    Args:
        source: the version; its meeting is that of the current one.
        council: name of the council.
        version: what it is.
    """
    node, current = source.node, iri(source.iris.document(version.current))
    yield iri(source.iris.thing("council", source.iris.council)), A, minutes("Council")
    yield iri(source.iris.thing("council", source.iris.council)), LABEL, string(council)
    yield source.meeting, A, minutes("Meeting")
    yield source.meeting, LABEL, string(version.meeting)
    yield from _mention(current, version.name)
    yield node, iri(PROV.alternateOf), current
    if version.part:
        yield node, iri(DCTERMS.isPartOf), current
    yield node, minutes("setAsideBecause"), string(version.why)
    for index, title in version.items:
        item = iri(source.iris.thing("item", item_slug(version.current, index)))
        yield item, A, minutes("AgendaItem")
        yield item, LABEL, string(title)


def older_triples(source: Source, older: Sequence[tuple[str, str]]) -> Iterator[Triple]:
    """Of which older versions the document is a revision, given by slug and file name."""
    for slug, name in older:
        node = iri(source.iris.document(slug))
        yield source.node, iri(PROV.wasRevisionOf), node
        yield from _mention(node, name)


def _mention(node: str, name: str) -> Iterator[Triple]:
    yield node, A, minutes("SourceDocument")
    yield node, LABEL, string(name)
