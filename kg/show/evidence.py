"""What was read in one document, as a page: its text, with the words of every fact marked where they stand.

The page is one file that loads nothing, works without scripts, and shows the text as text whatever stands in it.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document, Span, Stretch, name_place
from kg.errors import Doubt
from kg.facts import Commitment, DocumentFacts, Meeting, Observation, Party, Person, PersonKind
from kg.graph import number_commitments
from kg.query.cells import printable, readable_date, readable_stretch, visible
from kg.show.commitment import original_at

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


@dataclass(frozen=True, slots=True)
class Part:
    """A document with what was read in it.

    Args:
        document: as read.
        facts: what was found in it.
        slug: of which the names of its commitments are made.
        taken: name of the version of it that was taken instead, or empty.
    """

    document: Document
    facts: DocumentFacts
    slug: str
    taken: str = ""


def format_evidence(document: Document, facts: DocumentFacts, slug: str) -> str:
    """The page of one document as HTML; `slug` is that of which the names of its commitments are made."""
    return format_meetings(document.text, [Part(document, facts, slug)])


def format_meetings(text: str, parts: Sequence[Part]) -> str:
    """The page of a file with several meetings, as HTML (https://html.spec.whatwg.org/).

    Args:
        text: of the whole file; of a page for one of several meetings in it, the text of that document.
        parts: the documents that the file holds, in the order of its text; or that one.
    """
    first = parts[0].document.stretch if len(parts) == 1 else Stretch()
    marks = _sorted(
        mark_in(mark, one.document.stretch.start - first.start)
        for one in parts
        for mark in find_marks(one.document, one.facts, one.slug)
    )
    breaks = [at for at, character in enumerate(text) if character == "\n"]

    def line_of(offset: int) -> int:
        return first.lines + bisect.bisect_left(breaks, offset) + 1

    document = parts[0].document  # the places of each are those of the whole file
    behind = first.start - document.stretch.start

    def label_at(offset: int) -> str:
        place = document.place_of(offset + behind)
        return place.label if place else ""

    labels = [label_at(start) for start in (0, *(at + 1 for at in breaks))]
    name = parts[0].document.name
    meetings = [(_heading(one.facts.meeting), line_of(one.document.stretch.start - first.start)) for one in parts]
    return _template().render(
        name=printable(name),
        heading=printable(meetings[0][0] or name) if len(parts) == 1 else f"{len(parts)} meetings",
        meetings=[(printable(said or f"line {line}"), line) for said, line in meetings] if len(parts) > 1 else [],
        kinds=[(kind, label, sum(mark.kind == kind for mark in marks)) for kind, label in KINDS.items()],
        lines=list(enumerate(cut_lines(text, marks), first.lines + 1)),
        marks=list(enumerate(marks, 1)),
        where=lambda offset: name_place(label_at(offset), line_of(offset)),
        original_at=lambda offset: original_at(document, offset + behind),
        places=[label if label != before else "" for before, label in itertools.pairwise(["", *labels])],
        printable=printable,
        doubts=[printable(str(doubt)) for one in parts for doubt in (*_set_aside(one), *one.facts.doubts)],
    )


def _set_aside(part: Part) -> tuple[Doubt, ...]:
    """That another version of a document was taken."""
    what = f"{part.taken} was taken instead of it; of what is marked here, only what {part.taken} lacks is in the graph"
    return (Doubt(part.document.name, what),) if part.taken else ()


def _heading(meeting: Meeting) -> str:
    day = readable_date(meeting.date) if meeting.date else ""
    return ", ".join(dict.fromkeys(filter(None, (meeting.body, meeting.council, day))))


def mark_in(mark: Mark, by: int) -> Mark:
    """A mark in a text that begins so many characters before the one in which it was found."""
    return replace(mark, spans=tuple(Span(span.start + by, span.end + by) for span in mark.spans)) if by else mark


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
            Mark(
                "unused", (one.evidence.span,), _words(document, one.evidence.span), details=(("Why not", one.reason),)
            )
            for one in facts.unused
        ),
    )
    return _sorted(marks)


def _words(document: Document, span: Span) -> str:
    return document.words(document.in_plain(span))


def _sorted(marks: Iterable[Mark]) -> tuple[Mark, ...]:
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
            yield Mark("due", (due.span,), _words(document, due.span), details=details)


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
