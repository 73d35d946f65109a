"""What a build did: counts, what was not taken, what a person should look at."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.document import Document
from kg.errors import Doubt
from kg.facts import CommitmentKind, PersonKind, Strength, Unused
from kg.pipeline.reading import Read
from kg.pipeline.versions import Council


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A sentence with the look of a commitment that is none, for a person to judge.

    Args:
        council: as the graph has it.
        source: name of the file.
        start: where it begins in the text of the file, in code points.
        end: where it ends.
        line: of the file, from 1.
        item: number and title of the item of business; empty outside every item.
        sentence: its words, on one line.
        cue: id of the lexicon entry that gives it that look, or empty if it is only where it stands.
        reason: why it was not taken (`kg.extract.commitments.reasons`).
        body: the panel that met, or empty.
        date: the day it met, or None.
        place: page or element of the original, of a file that is not plain text.
    """

    council: str
    source: str
    start: int
    end: int
    line: int
    item: str
    sentence: str
    cue: str
    reason: str
    body: str = ""
    date: dt.date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, order=True)
class NotCurrent:
    """A document that is a version of another.

    Args:
        council: as the graph has it.
        current: name of the file that was taken.
        source: name of the file that was not.
        why: why.
    """

    council: str
    current: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Args:
        documents: how many documents the graph now holds.
        versions: those that are versions of another and whose facts were not taken, with what was taken and why.
        read: how many of them were read in this build.
        people: officers and councillors, each counted once for a council.
        commitments: by kind, without the soft ones.
        overdue: how many are past their day on the day of the report.
        figures: observations.
        unused: sentences with the look of a commitment that were not taken, by council, file and place.
        warnings: what a person should look at.
        skipped: files that were not read, and why.
    """

    documents: int = 0
    versions: tuple[NotCurrent, ...] = ()
    read: int = 0
    people: int = 0
    commitments: Mapping[str, int] = field(default_factory=dict)
    overdue: int = 0
    figures: int = 0
    unused: tuple[NotTaken, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    skipped: tuple[Doubt, ...] = ()


def make_report(councils: Sequence[Council], as_of: dt.date) -> BuildReport:
    """The counts of all documents of a graph, given by council."""
    documents = [one for council in councils for one in council.stating]
    kinds: Counter[str] = Counter()
    overdue = 0
    people: set[tuple[str, str]] = set()
    for one in documents:
        people |= {(one.council, p.name) for p in one.facts.people if p.kind is not PersonKind.OTHER}
        for commitment in one.facts.commitments:
            if commitment.strength is not Strength.SOFT:
                kinds[commitment.kind] += 1
                overdue += bool(commitment.due and commitment.due.by and commitment.due.by < as_of)
    return BuildReport(
        documents=sum(len(council.members) for council in councils),
        versions=tuple(sorted(_not_current(councils))),
        people=len(people),
        commitments={kind: kinds[kind] for kind in CommitmentKind},
        overdue=overdue,
        figures=sum(len(one.facts.observations) for one in documents),
        unused=tuple(
            row
            for council in councils
            for one in sorted(council.stating, key=lambda one: (one.document.name, one.slug))
            for row in _not_taken(council.name, one)
        ),
    )


def _not_current(councils: Sequence[Council]) -> Iterator[NotCurrent]:
    for council in councils:
        names = {one.slug: one.document.name for one in council.members}
        for slug, version in council.versions.items():
            yield NotCurrent(council.name, names[version.current], names[slug], version.why)


def _not_taken(council: str, one: Read) -> Iterator[NotTaken]:
    document, meeting = one.document, one.facts.meeting
    breaks = [at for at, character in enumerate(document.text) if character == "\n"]
    for unused in one.facts.unused:
        span = unused.evidence.span
        place = document.in_file(span)
        yield NotTaken(
            council=council,
            source=document.name,
            start=place.start,
            end=place.end,
            line=document.stretch.lines + bisect.bisect_left(breaks, span.start) + 1,
            item=_item_title(document, unused),
            sentence=document.words(document.in_plain(span)),
            cue=unused.cue,
            reason=unused.reason,
            body=meeting.body,
            date=meeting.date,
            place=found.label if (found := document.place_of(span.start)) else "",
        )


def _item_title(document: Document, unused: Unused) -> str:
    block = document.block_at(unused.evidence.span.start)
    if block is None or document.blocks[block].item < 0:
        return ""
    item = document.items[document.blocks[block].item]
    return " ".join(filter(None, (item.number, document.words(item.title) if item.title else "")))
