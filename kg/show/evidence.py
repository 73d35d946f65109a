"""What was read in one document, as a page: its text, with the words of every fact marked where they stand.

The page is one file that loads nothing, works without scripts, and shows the text as text whatever stands in it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document, Span
from kg.facts import Commitment, DocumentFacts, Observation, Party, Person, PersonKind
from kg.graph import number_commitments
from kg.query.cells import printable, readable_date, readable_stretch, visible

if TYPE_CHECKING:
    from jinja2 import Template

# What can be shown and hidden, in the order of the boxes; "due" marks the words that say by when.
KINDS = {
    "promise": "Promises",
    "request": "Requests",
    "resolution": "Resolutions",
    "due": "By when",
    "figure": "Figures",
    "person": "People",
    "meeting": "The meeting",
    "unused": "Not taken",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one fact.

    Args:
        kind: one of `KINDS`.
        spans: where they stand, in order; a fact that is printed twice has two.
        name: what the fact is called ("promise-3fa94c01d2"), or empty.
        title: what it says, in a few words.
        details: more of it, as pairs of a heading and a text.
    """

    kind: str
    spans: tuple[Span, ...]
    title: str
    name: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one line, all of which belongs to the same facts.

    Args:
        text: the characters, those that would do harm replaced by U+FFFD.
        marks: numbers of the facts to whose words it belongs, from 1.
        begins: numbers of the facts whose words begin here, with the ordinal of the place (2 where printed again).
        ends: numbers of the facts whose words end here.
    """

    text: str
    marks: tuple[int, ...] = ()
    begins: tuple[tuple[int, int], ...] = ()
    ends: tuple[int, ...] = ()


Line = tuple[Piece, ...]


def format_evidence(document: Document, facts: DocumentFacts, slug: str) -> str:
    """The page as HTML (https://html.spec.whatwg.org/).

    Args:
        document: the document.
        facts: what was read in it.
        slug: its own, of which the names of its commitments are made.
    """
    marks = find_marks(document, facts, slug)
    meeting = facts.meeting
    return _template().render(
        name=printable(document.name),
        heading=printable(", ".join(filter(None, (meeting.body, meeting.council))) or document.name),
        date=readable_date(meeting.date) if meeting.date else "",
        kinds=[(kind, label, sum(mark.kind == kind for mark in marks)) for kind, label in KINDS.items()],
        lines=cut_lines(document.text, marks),
        marks=list(enumerate(marks, 1)),
        line_of=document.line_of,
        printable=printable,
        doubts=[printable(str(doubt)) for doubt in facts.doubts],
    )


@cache
def _template() -> Template:
    import jinja2  # takes as long to import as all of this module

    return jinja2.Environment(
        loader=jinja2.PackageLoader("kg.show"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("evidence.html")


def find_marks(document: Document, facts: DocumentFacts, slug: str) -> tuple[Mark, ...]:
    """Every fact of a document with its words, in the order of `KINDS`, then of the text."""
    marks = (
        *_commitments(document, facts, slug),
        *(_figure(observation) for observation in facts.observations),
        *(_person(person) for person in facts.people),
        *(Mark("meeting", (evidence.span,), "council, body or date") for evidence in facts.meeting.evidence),
        *(
            Mark("unused", (one.evidence.span,), document.words(one.evidence.span), details=(("Why not", one.reason),))
            for one in facts.unused
        ),
    )
    order = list(KINDS)
    return tuple(sorted(marks, key=lambda mark: (order.index(mark.kind), mark.spans, mark.name, mark.title)))


def _commitments(document: Document, facts: DocumentFacts, slug: str) -> Iterator[Mark]:
    for name, commitment in number_commitments(slug, facts.commitments):
        spans = tuple(sorted(evidence.span for evidence in commitment.evidence))
        yield Mark(str(commitment.kind), spans, commitment.action, name, tuple(_said(commitment)))
        if commitment.due and commitment.due.span.length:
            due = commitment.due
            stretch = readable_date(due.by) if due.by else readable_stretch(due.edtf) if due.edtf else "no day is fixed"
            details = (("Of", name), ("Read as", stretch), ("Rule", due.rule))
            yield Mark("due", (due.span,), document.words(due.span), details=details)


def _said(commitment: Commitment) -> Iterator[tuple[str, str]]:
    def names(parties: Sequence[Party]) -> str:
        return "; ".join(party.name for party in parties)

    yield "By", names(commitment.by)
    if commitment.owner and commitment.owner != commitment.by:
        yield "To act", names(commitment.owner)
    yield "To", names(commitment.to)
    if commitment.due:
        yield "Due", commitment.due.text
    if commitment.condition:
        yield "If", commitment.condition
    yield "Strength", str(commitment.strength)
    yield "Phrase", commitment.cue


def _figure(observation: Observation) -> Mark:
    value = f"{observation.value:f} {observation.unit}"
    details = (
        ("When", observation.period),
        ("Where", observation.group),
        ("Compared", str(observation.compared_with or "")),
    )
    return Mark("figure", (observation.at,), f"{observation.indicator}: {value}", details=details)


def _person(person: Person) -> Mark:
    spans = tuple(sorted({evidence.span for evidence in person.mentions}))
    titles = "; ".join(holding.title for holding in person.holdings)
    kind = "" if person.kind is PersonKind.OTHER else str(person.kind)
    return Mark("person", spans, person.name, details=(("Is", kind), ("As", titles)))


def cut_lines(text: str, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """The text line by line, each cut where the words of a fact begin or end.

    The pieces of all lines, joined, are the text without its line ends; those whose `marks` hold a number, joined, are
    the words of that fact.
    """
    starts: dict[int, list[tuple[int, int]]] = {}
    ends: dict[int, list[int]] = {}
    for number, mark in enumerate(marks, 1):
        for place, span in enumerate(mark.spans, 1):
            if span.length:
                starts.setdefault(span.start, []).append((number, place))
                ends.setdefault(span.end, []).append(number)
    lines: list[Line] = []
    pieces: list[Piece] = []
    active: list[int] = []
    begun: list[tuple[int, int]] = []  # kept until a character of theirs comes that is no line end
    breaks = [at for at, char in enumerate(text) if char == "\n"]
    cuts = sorted({0, len(text), *starts, *ends, *breaks, *(at + 1 for at in breaks)})
    for at, stop in itertools.pairwise(cuts):
        for number in ends.get(at, ()):
            active.remove(number)
        begun += starts.get(at, ())
        active += [number for number, _ in starts.get(at, ())]
        if text[at] == "\n":
            lines.append(tuple(pieces))
            pieces = []
        elif shown := visible(text[at:stop].removesuffix("\r") if text[stop : stop + 1] == "\n" else text[at:stop]):
            pieces.append(Piece(shown, tuple(sorted(set(active))), tuple(begun), tuple(ends.get(stop, ()))))
            begun = []
    return (*lines, tuple(pieces))
