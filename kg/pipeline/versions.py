"""The documents of a council, those that are taken and those that are versions of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import Doubt
from kg.facts import Commitment, Strength
from kg.pipeline.reading import Read
from kg.resolve.likeness import compare, runs_at
from kg.resolve.versions import Paper, Relation, Version, find_versions

_SAME_WORDS = 0.5  # contained: one reading takes a clause, another the sentence around it
_SHOWN = 60  # characters of a commitment in a warning


@dataclass(frozen=True, slots=True)
class Council:
    """A council with its documents.

    Args:
        name: as most of its documents have it.
        members: all its documents, by slug.
        versions: of the documents that are versions of another, by slug, of which and why.
        doubts: what a person should look at.
    """

    name: str
    members: tuple[Read, ...]
    versions: Mapping[str, Version] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def taken(self) -> tuple[Read, ...]:
        """The documents whose facts are in the graph."""
        return tuple(one for one in self.members if one.slug not in self.versions)

    def older(self, slug: str) -> tuple[Read, ...]:
        """The older texts of which a document is a revision."""
        return tuple(
            one
            for one in self.members
            if (version := self.versions.get(one.slug)) is not None
            and version.current == slug
            and version.relation is Relation.REVISED
        )


def settle_versions(name: str, members: Sequence[Read]) -> Council:
    """A council with its documents, of which those that are versions of another are set aside."""
    papers = [Paper(one.slug, one.document, one.facts, one.standing) for one in members]
    versions, doubts = find_versions(name, papers)
    by_slug = {one.slug: one for one in members}
    missing = [
        doubt
        for slug, version in sorted(versions.items())
        for doubt in _missing(by_slug[slug], by_slug[version.current], version)
    ]
    return Council(name, tuple(members), versions, tuple(sorted({*doubts, *missing})))


def _missing(aside: Read, current: Read, version: Version) -> tuple[Doubt, ...]:
    """A warning if a version that was set aside holds commitments that the one taken does not."""
    lost = lost_commitments(aside, current)
    if not lost:
        return ()
    first = " ".join(lost[0].evidence[0].quote.split())
    more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
    shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rpartition(' ')[0]}…"
    what = f"“{shown}”{more}: not in {current.document.name}, which was taken ({version.why})"
    return (Doubt(aside.document.name, what, "compare the two files"),)


def lost_commitments(aside: Read, current: Read) -> tuple[Commitment, ...]:
    """The commitments of a version that the one that was taken does not have in its words, soft ones left out."""
    known = [runs for one in current.facts.commitments for runs in _runs(current, one)]
    known += [runs_at(current.document, one.evidence.span) for one in current.facts.unused]
    return tuple(
        one
        for one in aside.facts.commitments
        if one.strength is not Strength.SOFT
        and not any(compare(own, other).contained >= _SAME_WORDS for own in _runs(aside, one) for other in known)
    )


def _runs(read: Read, commitment: Commitment) -> list[frozenset[str]]:
    return [runs_at(read.document, evidence.span) for evidence in commitment.evidence]
