"""The documents of a council: those that are taken, those that are versions of them, and what these add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import Doubt
from kg.graph import slugify
from kg.pipeline.additions import Addition, Known
from kg.pipeline.reading import UNKNOWN_COUNCIL, Read
from kg.resolve.owners import Owned, find_owners
from kg.resolve.versions import Paper, Relation, Version, find_versions

_NONE = Addition()


@dataclass(frozen=True, slots=True)
class Council:
    """A council with its documents.

    Args:
        name: as most of its documents have it.
        members: all its documents, by slug.
        versions: of the documents that are versions of another, by slug, of which and why.
        additions: what such documents say besides the other, by slug.
        doubts: what a person should look at.
    """

    name: str
    members: tuple[Read, ...]
    versions: Mapping[str, Version] = field(default_factory=dict)
    additions: Mapping[str, Addition] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def stating(self) -> tuple[Read, ...]:
        """The documents that state something in the graph, each with the facts that are taken from it."""
        return tuple(
            replace(one, facts=addition.facts) if addition.facts else one
            for one in self.members
            if (addition := self.additions.get(one.slug, _NONE)).facts or one.slug not in self.versions
        )

    def older(self, slug: str) -> tuple[Read, ...]:
        """The older texts of which a document is a revision."""
        versions = ((one, self.versions.get(one.slug)) for one in self.members)
        return tuple(
            one for one, is_of in versions if is_of and is_of.current == slug and is_of.relation is Relation.REVISED
        )


def adopt_documents(read: Sequence[Read]) -> list[Read]:
    """The documents, those that name no council under that in whose minutes their words stand, where there is one."""
    # A council is one however its name is written: it is known by its slug, and called as most documents call it later.
    names = {slugify(one.council): one.council for one in sorted(read, key=lambda one: one.council)}
    owned = [
        Owned("" if one.council == UNKNOWN_COUNCIL else slugify(one.council), one.document, one.facts.meeting.date)
        for one in read
    ]
    found = find_owners(owned)
    return [replace(one, council=names[found[at]]) if at in found else one for at, one in enumerate(read)]


def settle_versions(name: str, members: Sequence[Read]) -> Council:
    """A council with its documents, of which those that are versions of another are set aside."""
    papers = [Paper(one.slug, one.document, one.facts, one.standing) for one in members]
    versions, doubts = find_versions(name, papers)
    by_slug = {one.slug: one for one in members}
    known = {version.current: Known(by_slug[version.current]) for version in versions.values()}
    # In the order in which they were set aside: the longest first, so that what two have is taken from the better one.
    additions = {slug: known[version.current].add(by_slug[slug], version) for slug, version in versions.items()}
    told = {doubt for addition in additions.values() for doubt in addition.doubts}
    return Council(name, tuple(members), versions, additions, tuple(sorted({*doubts, *told})))
