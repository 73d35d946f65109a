"""Whose minutes a document is that names no council: those of the council in whose minutes its words stand.

The printed copy of a page often leaves out what stands at the top of the site.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.document import Document
from kg.resolve.likeness import compare, marks_of, runs_of

_HOLDERS = 12  # of a sentence: what more documents have tells nothing
_COMPARED = 6  # documents, those that share most sentences
_NEARLY_ALL = 0.8
_SHORT = 20  # runs of words: two sentences


@dataclass(frozen=True, slots=True)
class Owned:
    """A document, and whose it is.

    Args:
        council: its name; empty if the document does not say.
        document: as read.
        day: of the meeting, or None.
    """

    council: str
    document: Document
    day: dt.date | None


def find_owners(papers: Sequence[Owned]) -> Mapping[int, str]:
    """The councils of the documents that name none, by their place in `papers`, where it can be told.

    Nearly all words of a document must stand in one of that council, of the same day where both say a day, and in none
    of another council.
    """
    nameless = [at for at, paper in enumerate(papers) if not paper.council]
    if not nameless or len(nameless) == len(papers):
        return {}
    wanted: dict[int, list[int]] = defaultdict(list)
    for at in nameless:
        for mark in marks_of(papers[at].document):
            wanted[mark].append(at)
    holders: dict[int, list[int]] = defaultdict(list)
    for at, paper in enumerate(papers):
        if paper.council:
            for mark in marks_of(paper.document) & wanted.keys():
                holders[mark].append(at)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for mark, known in holders.items():
        if len(known) <= _HOLDERS and len(wanted[mark]) <= _HOLDERS:
            for at in wanted[mark]:
                days = {papers[at].day, None}
                shared[at].update(other for other in known if papers[other].day in days or papers[at].day is None)
    found = {at: _owners(papers, at, shared[at]) for at in nameless if at in shared}
    return {at: min(councils) for at, councils in found.items() if len(councils) == 1}


def _owners(papers: Sequence[Owned], at: int, shared: Mapping[int, int]) -> set[str]:
    """The councils in whose minutes nearly all words of a document stand."""
    own = runs_of(papers[at].document)

    def order(other: int) -> tuple[int, str, str, int]:
        document = papers[other].document
        return -shared[other], document.name, document.sha256, document.section

    councils = set()
    for other in sorted(shared, key=order)[:_COMPARED]:
        likeness = compare(own, runs_of(papers[other].document))
        if likeness.shorter >= _SHORT and likeness.contained >= _NEARLY_ALL:
            councils.add(papers[other].council)
    return councils
