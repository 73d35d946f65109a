"""Which documents of a council are versions of one: page and printed PDF, a copy, one item of it, draft and approved.

Documents that record the same meeting (the same body, the same day) and of which one's words stand in the other are
versions of one document: only one of them, the current one, has its facts in the graph. Two items of a meeting on two
pages, two meetings on one day and a paragraph that is printed every month are none: `_are_versions` says what decides.

Which one is taken, each point only where the ones before leave a choice:

1. of one page that was saved twice (by `kg harvest`, or in an archive of the web), the one that was saved last,
2. the whole meeting before a part of it: one item of several, or less than half of the words,
3. minutes that say when the meeting was, and of which body, before those that do not: due days count from that day,
4. approved minutes before those that do not say, and those before a draft,
5. the one that says more, by a tenth at least,
6. the newer one, by a day that the text gives (approved, published, last updated),
7. the form in which least has to be guessed: text is what it says, page and Word say what is a heading and a table, of
   a PDF the order of reading has to be worked out,
8. the shorter name, then the first in the alphabet.

The day of the file on the disk counts nowhere, so that a copy of the folder gives the same graph. Nor does it count
that the minutes of a later meeting approve these: they do not say which text lay before it, and what it changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.document import Document
from kg.errors import Doubt
from kg.facts import UNMARKED, Approval, DocumentFacts, Standing
from kg.resolve.differences import says_the_same
from kg.resolve.labels import body_key
from kg.resolve.likeness import Likeness, all_words, compare, marks_of, runs_of, runs_of_items
from kg.resolve.pairs import find_pairs, standing_marks
from kg.resolve.sittings import Sitting, differ, find_sitting

_NONE = frozenset[int]()
_PART = 0.5  # of the words of the longest: what has less is a part of it
_AS_LONG = 0.9
_SAME_MEETING = 0.5  # contained: what a draft and its approved text, much corrected, still share
_NEARLY_ALL = 0.8
_ALL_BUT_A_SLIP = 0.9
_THE_SAME = 0.98
_SHORT = 20  # runs of words: two sentences
_BEGINNING = 8  # runs of words: a sentence
_KEPT = 256  # documents whose runs are kept at a time

_FORMS = (
    "text/plain",
    "text/markdown",
    "text/html",
    "application/xhtml+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
    "text/rtf",
    "application/pdf",
)
_ORDER = {Approval.DRAFT: 0, Approval.UNMARKED: 1, Approval.APPROVED: 2}


class Relation(StrEnum):
    """What a version is to the one that was taken."""

    REVISED = "revised"  # an older text of it
    PART = "part"  # a part of it, such as the page of one item
    COPY = "copy"  # the same text again, in this or another form


@dataclass(frozen=True, slots=True)
class Paper:
    """A document among which versions are looked for.

    Args:
        slug: of the document, unique within the council.
        document: as read.
        facts: what was found in it.
        standing: draft or approved, as it says itself.
    """

    slug: str
    document: Document
    facts: DocumentFacts
    standing: Standing = UNMARKED


@dataclass(frozen=True, slots=True)
class Version:
    """That a document is a version of another, whose facts were taken.

    Args:
        current: slug of the one that was taken.
        relation: what it is to that one.
        why: why the other was taken, in words for a reader.
    """

    current: str
    relation: Relation
    why: str


def find_versions(council: str, papers: Sequence[Paper]) -> tuple[Mapping[str, Version], tuple[Doubt, ...]]:
    """The documents of a council that are versions of another, by slug; the same whatever their order.

    Of each document those come first that say most.

    Args:
        council: its name.
        papers: its documents.
    """
    found = _Search(council, sorted(papers, key=lambda paper: paper.slug))
    groups = found.groups()
    versions = {slug: version for group in groups for slug, version in _judge_group(group)}
    return versions, tuple(sorted(found.doubts))


class _Search:
    """The documents of one council, with what has been worked out of them."""

    def __init__(self, council: str, papers: Sequence[Paper]) -> None:
        self.papers = papers
        self.doubts: list[Doubt] = []
        # A page that does not name the body is taken for minutes of the council.
        self._council = body_key(council, council)
        self._bodies = [body_key(paper.facts.meeting.body, council) for paper in papers]
        self._days = [paper.facts.meeting.date for paper in papers]

    def groups(self) -> tuple[tuple[Paper, ...], ...]:
        """Documents that are versions of one, two or more in each group."""
        days = [day for day in self._days if day is not None]
        if len(self.papers) < 2 or (len(days) == len(self.papers) and len(set(days)) == len(days)):
            return ()
        marks = [marks_of(paper.document) for paper in self.papers]
        often = standing_marks(marks, self._days)
        keys = [paper.document.sha256 for paper in self.papers]
        pairs = find_pairs(keys, marks, self._days, self._bodies)

        @lru_cache(maxsize=_KEPT)
        def runs(at: int, but: frozenset[int]) -> frozenset[str]:
            return runs_of(self.papers[at].document, but)

        sittings = {at: find_sitting(self.papers[at].document) for pair in pairs for at in pair}
        alike = []
        for one, other in pairs:
            # Where a day is missing, words of many meetings are what tells that it cannot be said which it is.
            but = often if self._days[one] == self._days[other] is not None else _NONE
            likeness = compare(runs(one, but), runs(other, but))
            if self._are_versions(one, other, likeness, sittings):
                alike.append((-round(likeness.contained, 6), one, other))
        return self._join(sorted(alike))

    def _are_versions(self, one: int, other: int, likeness: Likeness, sittings: Mapping[int, Sitting]) -> bool:
        """Whether two documents are versions of one, by what they record and by how much of one stands in the other."""
        share = likeness.contained
        bodies, days = (self._bodies[one], self._bodies[other]), (self._days[one], self._days[other])
        dated = days[0] is not None and days[0] == days[1]
        if differ(sittings[one], sittings[other], dated=dated, alike=share >= _THE_SAME):
            return False
        same_body = bodies[0] == bodies[1] != ""
        two_bodies = not same_body and not {"", self._council} & set(bodies)
        if dated:
            papers = self.papers[one], self.papers[other]
            if same_body and (_was_saved_before(*papers) or _was_saved_before(*reversed(papers))):
                return True  # however much of it was rewritten in between
            if not same_body:
                return likeness.shorter >= _SHORT and share >= (_ALL_BUT_A_SLIP if two_bodies else _NEARLY_ALL)
            if likeness.longer < _SHORT:
                return share >= _NEARLY_ALL and self._same_words(one, other)
            sure = likeness.shorter >= _SHORT and not sittings[one].is_named_otherwise(sittings[other])
            enough = _SAME_MEETING if sure else _NEARLY_ALL
            return share >= enough or self._continues(one, other)
        if None not in days or two_bodies or likeness.shorter < _SHORT:
            return False
        if days == (None, None):
            # What is printed every month could be of any meeting: only a copy of all of it is one.
            return likeness.shared >= _THE_SAME * likeness.longer and likeness.shorter >= 2 * _SHORT
        return share >= _NEARLY_ALL

    def _continues(self, one: int, other: int) -> bool:
        """Whether one is the page of an item of which the other has only the beginning, since the site cut it short."""
        for page, whole in ((one, other), (other, one)):
            if len(self.papers[page].document.items) <= 1 < len(self.papers[whole].document.items):
                runs = runs_of(self.papers[page].document)
                items = runs_of_items(self.papers[whole].document)
                return any(
                    len(item) >= _BEGINNING and len(item & runs) >= _ALL_BUT_A_SLIP * len(item) for item in items
                )
        return False

    def _same_words(self, one: int, other: int) -> bool:
        """Whether every word of one, its title too, is in the other: two short items may be decided alike."""
        words, others = (all_words(self.papers[at].document) for at in (one, other))
        return words <= others or others <= words

    def _join(self, alike: Sequence[tuple[float, int, int]]) -> tuple[tuple[Paper, ...], ...]:
        """Pairs to groups, the surest first; none holds two days."""
        unsure = self._unsure(alike)
        leader = list(range(len(self.papers)))
        days = {at: {day} - {None} for at, day in enumerate(self._days)}
        bodies = {at: {body} - {""} for at, body in enumerate(self._bodies)}

        def find(at: int) -> int:
            while leader[at] != at:
                leader[at] = leader[leader[at]]
                at = leader[at]
            return at

        for _, one, other in alike:
            if one in unsure or other in unsure:
                continue
            first, second = sorted((find(one), find(other)))
            told = bool(self._bodies[one] and self._bodies[other])  # the words of the two were enough
            if first == second or len(days[first] | days[second]) > 1:
                continue
            if len(bodies[first] | bodies[second]) > 1 and not told:
                continue
            leader[second] = first
            days[first] |= days[second]
            bodies[first] |= bodies[second]
        groups: dict[int, list[Paper]] = {}
        for at, paper in enumerate(self.papers):
            groups.setdefault(find(at), []).append(paper)
        return tuple(tuple(group) for _, group in sorted(groups.items()) if len(group) > 1)

    def _unsure(self, alike: Iterable[tuple[float, int, int]]) -> set[int]:
        """Documents without a day whose words stand in the minutes of two: nobody can say whose they are."""
        others: dict[int, dict[dt.date, str]] = {}
        for _, one, other in alike:
            for at, partner in ((one, other), (other, one)):
                day = self._days[partner]
                if self._days[at] is None and day is not None:
                    others.setdefault(at, {}).setdefault(day, self.papers[partner].document.name)
        unsure = {at for at, found in others.items() if len(found) > 1}
        for at in sorted(unsure):
            names = " and ".join(name for _, name in sorted(others[at].items())[:2])
            what = f"its words stand in {names} too, which are of two days; it is kept as a meeting of its own"
            self.doubts.append(Doubt(self.papers[at].document.name, what, "give its day in minutes.csv"))
        return unsure


def rank_standing(standing: Standing) -> int:
    """Of two standings the one with the higher rank is the better: draft, not marked, approved."""
    return _ORDER[standing.approval]


# --- Which one is taken -------------------------------------------------------------------------------------


def _judge_group(group: Sequence[Paper]) -> Iterator[tuple[str, Version]]:
    """Of documents that are versions of one, all but the current one, and what they are to it."""
    sizes = {paper.slug: len(runs_of(paper.document)) for paper in group}
    current = _choose(group, sizes)
    for paper in sorted(group, key=lambda paper: (-_ORDER[paper.standing.approval], -sizes[paper.slug], paper.slug)):
        if paper is not current:
            relation, why = _relate(paper, current, sizes)
            yield paper.slug, Version(current.slug, relation, why)


def _choose(group: Sequence[Paper], sizes: Mapping[str, int]) -> Paper:
    group = [paper for paper in group if not any(_was_saved_before(paper, other) for other in group)]
    longest = max(group, key=lambda paper: (sizes[paper.slug], len(paper.document.items), paper.slug))
    left = [paper for paper in group if not _is_part(paper, longest, sizes)]
    clear = max(map(_says_which, left))
    left = [paper for paper in left if _says_which(paper) == clear]
    best = max(_ORDER[paper.standing.approval] for paper in left)
    left = [paper for paper in left if _ORDER[paper.standing.approval] == best]
    most = max(sizes[paper.slug] for paper in left)
    left = [paper for paper in left if sizes[paper.slug] >= _AS_LONG * most]
    newest = max(paper.standing.on or dt.date.min for paper in left)
    left = [paper for paper in left if (paper.standing.on or dt.date.min) == newest]
    return min(left, key=_last_resort)


def _was_saved_before(paper: Paper, other: Paper) -> bool:
    """Whether both are one page of the web, and the other was saved later."""
    own, later = paper.document.record, other.document.record
    return bool(own.url) and own.url == later.url and "" < own.saved < later.saved


def _is_part(paper: Paper, whole: Paper, sizes: Mapping[str, int]) -> bool:
    """Whether a version is a part of another: far shorter, or one item where the other has several."""
    own, other = sizes[paper.slug], sizes[whole.slug]
    one_item = len(paper.document.items) <= 1 < len(whole.document.items)
    return own < _PART * other or (one_item and own < _AS_LONG * other)


def _says_which(paper: Paper) -> tuple[bool, bool]:
    """Whether it is known when the meeting was, and of which body."""
    return paper.facts.meeting.date is not None, bool(paper.facts.meeting.body)


def _last_resort(paper: Paper) -> tuple[int, int, str, str]:
    document = paper.document
    form = _FORMS.index(document.media_type) if document.media_type in _FORMS else len(_FORMS)
    return form, len(document.name), document.name, paper.slug


def _relate(paper: Paper, current: Paper, sizes: Mapping[str, int]) -> tuple[Relation, str]:
    """What a version is to the current one, and why that was taken."""
    own, other = paper.standing, current.standing
    if paper.document.sha256 == current.document.sha256 and paper.document.section == current.document.section:
        return Relation.COPY, "the same file under another name"
    if _was_saved_before(paper, current):
        return Relation.REVISED, "the same page, saved earlier"
    if _is_part(paper, current, sizes):
        return Relation.PART, "a part of it"
    if _says_which(paper) < _says_which(current):
        return Relation.COPY, "it does not say which meeting it was"
    if _ORDER[own.approval] < _ORDER[other.approval]:
        unlike = "is approved" if other.approval is Approval.APPROVED else "is not marked as one"
        return (
            Relation.REVISED,
            f"a draft; the other {unlike}" if own.approval is Approval.DRAFT else f"the other {unlike}",
        )
    if own.on and other.on and own.on < other.on:
        return Relation.REVISED, f"of {_day(own.on)}; the other is of {_day(other.on)}"
    if sizes[paper.slug] < _AS_LONG * sizes[current.slug]:
        return Relation.COPY, "it says less"
    if other.on and not own.on:
        return Relation.COPY, f"the other says that it is of {_day(other.on)}"
    same = "the same text" if says_the_same(paper.document, current.document) else "nearly the same text"
    if paper.document.media_type != current.document.media_type:
        return Relation.COPY, f"{same} in another form"
    return Relation.COPY, f"{same} again" if same == "the same text" else same


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
