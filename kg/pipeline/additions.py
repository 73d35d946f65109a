"""What a version that was not taken says besides the one that was.

Nothing is lost in silence. Of an older text what the newer one left out is told, and not taken: the body that approved
the minutes struck it out. Of a copy or a part (the page of an item whose minutes the site cut short on the page of the
meeting) the facts whose words the other does not have are taken from there, with those words as their evidence. Where
both have the words and only one of them was read as a commitment, the one that was taken counts, and the other is told.
Where both have nearly the same words with another day, figure or doer, both readings are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.errors import Doubt
from kg.facts import Approval, Commitment, DocumentFacts, PartyKind, Strength
from kg.names import fold
from kg.pipeline.reading import Read
from kg.resolve.differences import find_differences
from kg.resolve.likeness import Wording, Wordings, word_document, word_evidence
from kg.resolve.versions import Relation, Version, rank_standing

_SAME_ACT = 0.5  # contained: one reading takes a clause, another the sentence around it
_SAME_WORDS = 0.8
_SHOWN = 60  # characters of a commitment in a warning


@dataclass(frozen=True, slots=True)
class Addition:
    """What one version adds to the one that was taken.

    Args:
        facts: the facts that are taken from it, or None if there are none. The meeting is that of the current version,
            and the items are counted as there.
        items: the items of the current version that they name, by index, with their titles.
        doubts: what it has and is not taken from it.
    """

    facts: DocumentFacts | None = None
    items: tuple[tuple[int, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Known:
    """What is known of a document and of what its versions added so far: each thing is added, and told, once."""

    def __init__(self, current: Read) -> None:
        self.current = current
        facts = current.facts
        self._whole = word_document(current.document)
        self._differences: set[tuple[str, str, str]] = set()
        self._acts, self._told, self._added = Wordings(), Wordings(), Wordings()
        self._acts.add(act for one in facts.commitments for act in _acts_of(one))
        self._acts.add(word_evidence(one.evidence) for one in facts.unused)

    def add(self, aside: Read, version: Version) -> Addition:
        """What a version adds."""
        addition = self._add(aside, version)
        return replace(addition, doubts=(*addition.doubts, *self._disagreements(aside)))

    def _disagreements(self, aside: Read) -> Iterator[Doubt]:
        """Where a version says nearly the same, but another day, figure or doer: once of those that say it alike."""
        current, name = self.current, self.current.document.name
        if aside.document.sha256 == current.document.sha256 and aside.document.section == current.document.section:
            return
        for one in find_differences((current.document, current.facts), (aside.document, aside.facts)):
            key = (fold(one.here), fold(one.there), fold(one.about))
            if key in self._differences:
                continue
            self._differences.add(key)
            there = f"says “{one.there}”" if one.there else "does not say by when"
            here = f"says “{one.here}”" if one.here else "does not say by when"
            what = f"{there} where {name}, which was taken, {here}: “{one.about}”"
            yield Doubt(aside.document.name, what, "look which is right")

    def _add(self, aside: Read, version: Version) -> Addition:
        new: list[Commitment] = []
        told: list[Commitment] = []
        older = version.relation is Relation.REVISED or rank_standing(aside.standing) < rank_standing(
            self.current.standing
        )
        for one in aside.facts.commitments:
            acts = _acts_of(one)
            if _is_among(acts, self._acts):
                continue
            if not older and not any(map(self._has, acts)):
                new.append(one)
            elif one.strength is not Strength.SOFT and not _is_among(acts, self._told):
                told.append(one)
                self._told.add(acts)
        facts = None if older else self._facts(aside, tuple(new))
        if facts is None:
            return Addition(doubts=self._doubts(aside, version, told))
        items = self._items(aside, facts)
        placed = tuple(replace(one, item=items.get(one.item, -1)) for one in facts.commitments)
        acts = [act for one in facts.commitments for act in _acts_of(one)]
        self._acts.add(acts)
        self._added.add([*acts, *(word_evidence(one.evidence) for one in facts.observations)])
        self._added.add(word_evidence(one.evidence) for one in facts.unused)
        used = sorted({one.item for one in placed} - {-1})
        titles = tuple((index, _title(self.current, index)) for index in used)
        return Addition(replace(facts, commitments=placed), titles, self._doubts(aside, version, told))

    def _has(self, wording: Wording) -> bool:
        """Whether words stand in the current version, or in what was added to it."""
        known = (self._whole, *self._added.near(wording))
        return any(wording.share_in(words) >= _SAME_WORDS for words in known)

    def _facts(self, aside: Read, commitments: tuple[Commitment, ...]) -> DocumentFacts | None:
        """The facts that are taken from a version."""
        facts, met = aside.facts, self.current.facts.meeting
        observations = tuple(one for one in facts.observations if not self._has(word_evidence(one.evidence)))
        refusals = tuple(one for one in facts.unused if one.is_refusal and not self._has(word_evidence(one.evidence)))
        if not (commitments or observations or refusals):
            return None
        parties = {party for one in commitments for party in (*one.by, *one.to, *one.owner)}
        parties |= {party for one in refusals for party in one.by}
        names = {party.name for party in parties if party.kind is PartyKind.PERSON}
        meeting = replace(
            facts.meeting, council=met.council, body=met.body or facts.meeting.body, date=met.date or facts.meeting.date
        )
        people = tuple(person for person in facts.people if person.name in names)
        return DocumentFacts(facts.source, meeting, people, commitments, observations, refusals)

    def _items(self, aside: Read, facts: DocumentFacts) -> dict[int, int]:
        """The items of the current version, by those of the other: by their titles, else by their numbers."""
        titles = {fold(_title(self.current, at)): at for at in reversed(range(len(self.current.document.items)))}
        numbers = {one.number: at for at, one in reversed([*enumerate(self.current.document.items)]) if one.number}
        found: dict[int, int] = {}
        for at in sorted({one.item for one in facts.commitments} - {-1}):
            at_current = titles.get(fold(_title(aside, at)), numbers.get(aside.document.items[at].number))
            if at_current is not None:
                found[at] = at_current
        return found

    def _doubts(self, aside: Read, version: Version, told: Sequence[Commitment]) -> tuple[Doubt, ...]:
        doubts = []
        name = self.current.document.name
        if told:
            first = " ".join(told[0].evidence[0].quote.split())
            shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rpartition(' ')[0]}…"
            more = f" and {len(told) - 1} more" if len(told) > 1 else ""
            what = f"“{shown}”{more}: not among the commitments of {name}, which was taken"
            doubts.append(Doubt(aside.document.name, what, "compare the two files"))
        if rank_standing(aside.standing) > rank_standing(self.current.standing):
            says = "is approved" if aside.standing.approval is Approval.APPROVED else "is no draft"
            what = f"it {says}, but {name} was taken ({version.why})"
            doubts.append(Doubt(aside.document.name, what, "build with the approved minutes of the whole meeting"))
        return tuple(doubts)


def _acts_of(commitment: Commitment) -> list[Wording]:
    return [word_evidence(evidence) for evidence in commitment.evidence]


def _is_among(acts: Sequence[Wording], known: Wordings) -> bool:
    """Whether one of two readings takes the same act: a clause, or the sentence around it."""
    return any(max(act.share_in(one), one.share_in(act)) >= _SAME_ACT for act in acts for one in known.near(act))


def _title(read: Read, index: int) -> str:
    item = read.document.items[index]
    return (read.document.words(item.title) if item.title else "") or item.number or f"Item {index + 1}"
