"""A source document with its text, each line with a number; the words of an evidence on a page of their own."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS

from kg.vocab import MINUTES, OA
from kg.web.pages.acts import acts_of
from kg.web.pages.words import quote_of, span_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_MOST = 400_000  # characters of a text that a page shows


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: its words, whether a fact stands on them, and where the words of facts begin in it."""

    text: str
    marked: bool
    anchors: tuple[int, ...] = ()


def view_document(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `document.html`."""
    text = site.text_of(thing)
    spans = sorted({span for evidence in thing.of(OA.hasSource) if (span := span_of(evidence))})
    meetings = thing.things(MINUTES.records)
    return {
        "thing": thing,
        "address": thing.value(DCTERMS.source),
        "format": thing.value(DCTERMS["format"]),
        "sha256": thing.value(MINUTES.sha256),
        "meetings": meetings,
        "acts": acts_of((act for meeting in meetings for act in meeting.of(MINUTES.madeAt)), site.as_of),
        "lines": mark_lines(text[:_MOST], spans),
        "cut": len(text) > _MOST,
    }


def view_evidence(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `evidence.html`."""
    facts = {fact for fact in thing.of(MINUTES.evidence) if fact.kind}
    return {"thing": thing, "quote": quote_of(site, thing), "facts": sorted(facts)}


def mark_lines(text: str, spans: list[tuple[int, int]]) -> list[list[Piece]]:
    """The text line by line, each cut where the words of a fact begin or end.

    >>> [[(piece.text, piece.marked) for piece in line] for line in mark_lines("ab cd\\nef", [(3, 7)])]
    [[('ab ', False), ('cd', True)], [('e', True), ('f', False)]]
    """
    starts = {start for start, _ in spans}
    cuts = {0, len(text), *starts, *(end for _, end in spans)}
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    points = sorted(cut for cut in {*cuts, *breaks, *(at + 1 for at in breaks)} if cut <= len(text))
    changes: dict[int, int] = {}
    for start, end in spans:
        changes[start] = changes.get(start, 0) + 1
        changes[end] = changes.get(end, 0) - 1
    lines: list[list[Piece]] = [[]]
    depth = 0
    for at, stop in itertools.pairwise(points):
        depth += changes.get(at, 0)
        if text[at] == "\n":
            lines.append([])
        else:
            lines[-1].append(Piece(text[at:stop].rstrip("\r"), depth > 0, (at,) if at in starts else ()))
    return lines
