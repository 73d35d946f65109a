"""A source document with its text, each line with a number; the words of an evidence on a page of their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, PROV, RDFS

from kg.vocab import MINUTES, OA
from kg.web.pages.acts import acts_of
from kg.web.pages.words import quote_of, span_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_TELLING = frozenset({"commitment", "observation", "refusal"})
_MOST = 400_000  # characters of a text that a page shows


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line.

    Args:
        text: its words.
        marked: whether a fact stands on them.
        anchors: where the words of facts begin in it.
        span: the words of a fact in which it stands, the shortest of them; None if it is not marked.
    """

    text: str
    marked: bool
    anchors: tuple[int, ...] = ()
    span: tuple[int, int] | None = None


def view_document(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `document.html`."""
    text = site.text_of(thing)
    evidence = {span: one for one in thing.of(OA.hasSource) if (span := span_of(one))}
    meetings = thing.things(MINUTES.records)
    standing = thing.thing(MINUTES.standing)
    return {
        "thing": thing,
        "bodies": [body for meeting in meetings for body in meeting.things(MINUTES.meetingOf)],
        "address": thing.value(DCTERMS.source),
        "format": thing.value(DCTERMS["format"]),
        "encoding": thing.value(MINUTES.encoding),
        "characters": thing.value(MINUTES.characters),
        "sha256": thing.value(MINUTES.sha256),
        "standing": (standing.value(RDFS.label) or standing.label) if standing else "",
        "aside": thing.value(MINUTES.setAsideBecause),
        "taken": thing.things(PROV.alternateOf),
        "versions": thing.of(PROV.alternateOf),
        "meetings": meetings,
        "acts": acts_of((act for meeting in meetings for act in meeting.of(MINUTES.madeAt)), site.as_of),
        "made": {span: made_of(one) for span, one in evidence.items()},
        "places": dict(_places(site, thing, evidence)),
        "lines": mark_lines(text[:_MOST], sorted(evidence)),
        "cut": len(text) > _MOST,
    }


def made_of(evidence: Thing) -> tuple[Thing, str]:
    """Where the words of an evidence lead: to what was read from them, or to their own page if that is more than one.

    With it, what it is, for a reader: "promise", "person", or how many things it is.
    """
    facts = {fact.page: fact for fact in evidence.of(MINUTES.evidence) if fact.kind}
    # Of a person, a post held and a meeting the words are a name: what they do is what somebody looks for.
    telling = [fact for fact in facts.values() if fact.kind in _TELLING] or list(facts.values())
    if len(telling) != 1:
        return evidence, f"{len(telling)} things"
    return telling[0], telling[0].kind


def _places(site: Site, document: Thing, evidence: dict[tuple[int, int], Thing]) -> Iterator[tuple[int, str]]:
    """The lines at which another page of the original has begun, as far as words of facts tell."""
    last = ""
    for (start, _), one in sorted(evidence.items()):
        place = one.value(MINUTES.place)
        if place.startswith("page") and place != last:
            yield site.line_of(document, start), place
            last = place


def view_evidence(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `evidence.html`."""
    facts = {fact for fact in thing.of(MINUTES.evidence) if fact.kind}
    return {"thing": thing, "quote": quote_of(site, thing), "facts": sorted(facts)}


def mark_lines(text: str, spans: list[tuple[int, int]]) -> list[list[Piece]]:
    """The text line by line, each cut where the words of a fact begin or end.

    >>> [[(piece.text, piece.span) for piece in line] for line in mark_lines("ab cd\\nef", [(3, 7)])]
    [[('ab ', None), ('cd', (3, 7))], [('e', (3, 7)), ('f', None)]]
    """
    starts = {start for start, _ in spans}
    cuts = {0, len(text), *starts, *(end for _, end in spans)}
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    points = sorted(cut for cut in {*cuts, *breaks, *(at + 1 for at in breaks)} if cut <= len(text))
    beginning: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        beginning.setdefault(span[0], []).append(span)
    lines: list[list[Piece]] = [[]]
    around: list[tuple[int, int]] = []
    for at, stop in itertools.pairwise(points):
        around = [span for span in around if span[1] > at] + beginning.get(at, [])
        if text[at] == "\n":
            lines.append([])
        else:
            inner = min(around, key=lambda span: (span[1] - span[0], span), default=None)
            anchors = (at,) if at in starts else ()
            lines[-1].append(Piece(text[at:stop].rstrip("\r"), bool(around), anchors, inner))
    return lines
