"""Sightings put together into people: the same for the same documents, in whatever order they come.

Full names first. Then initials, if exactly one full name fits them, and either post or body agree or nobody
else of that kind has the surname. Then bare surnames, if the council has exactly one person of that surname
and that kind. Each step is decided for all before any is carried out, so that no order matters; what a step
would tie together although two of it cannot be one person is not tied at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.facts import PersonKind
from kg.names import Agreement
from kg.resolve.candidates import group_by_surname, make_candidates
from kg.resolve.names import Candidate, Sighting, all_can_be_same, can_be_same, compare_people, make_candidate

Tie = tuple[Candidate, Candidate, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why sightings that are written differently were put together; `one` comes before `other`."""

    one: Sighting
    other: Sighting
    reason: str


def cluster_people(sightings: Iterable[Sighting]) -> tuple[tuple[Candidate, ...], tuple[Merge, ...]]:
    """The people, each with the sightings that are of them, and the reasons for putting those together."""
    people: list[Candidate] = []
    merges: list[Merge] = []
    for group in group_by_surname(sightings).values():
        found = make_candidates(group)
        for step in (_by_full_name, _by_initials, _by_surname):
            found = _join(found, step(found), merges)
        people.extend(found)
    return tuple(sorted(people, key=lambda c: c.key)), tuple(sorted(merges, key=lambda m: (m.one.key, m.other.key)))


def _by_full_name(found: Sequence[Candidate]) -> list[Tie]:
    ties: list[Tie] = []
    for one, other in combinations([c for c in found if not c.bare], 2):
        verdict = compare_people(one, other)
        if verdict.same and verdict.agreement is Agreement.SAME:
            ties.append((one, other, verdict.reason))
    return ties


def _by_initials(found: Sequence[Candidate]) -> list[Tie]:
    """Initials go with the full names that fit them, if those can all be one person: J Ash may be Jo or
    Jim.
    """
    ties: list[Tie] = []
    named = [c for c in found if not c.bare]
    for one in named:
        fitting = [c for c in named if c is not one and can_be_same(one, c)]
        if any(not can_be_same(a, b) for a, b in combinations(fitting, 2)):
            continue
        rivals = [c for c in named if c is not one and c.kinds & one.kinds and c not in fitting]
        for other in fitting:
            verdict = compare_people(one, other)
            if verdict.same:
                ties.append((one, other, verdict.reason))
            elif not rivals and one.kinds == other.kinds and PersonKind.OTHER not in one.kinds:
                ties.append((one, other, "initials that fit, and the only person of that surname and kind"))
    return ties


def _by_surname(found: Sequence[Candidate]) -> list[Tie]:
    """A bare surname goes with the only person of that surname and kind; where nobody has a given name, with
    its like.
    """
    ties: list[Tie] = []
    named = [c for c in found if not c.bare]
    first: dict[frozenset[PersonKind], Candidate] = {}
    for one in (c for c in found if c.bare):
        of_kind = [c for c in named if one.kinds <= c.kinds]
        if len(of_kind) > 1 or (len(named) > len(of_kind) and PersonKind.OTHER in one.kinds):
            continue  # which of them is not said; and two bare surnames need not mean the same one
        ties += [(one, c, "the only person of that surname and kind") for c in of_kind if can_be_same(one, c)]
        # Tied to the first of its like, all of them are tied to each other.
        like = first.setdefault(one.kinds, one)
        if like is not one and can_be_same(one, like):
            ties.append((like, one, "a bare surname that nobody else of that kind bears"))
    return ties


def _join(found: Sequence[Candidate], ties: Sequence[Tie], merges: list[Merge]) -> list[Candidate]:
    """Carry out one step at once: candidates tied together become one, unless two of them cannot be."""
    parent = {c.key: c.key for c in found}

    def root(key: tuple[str, str]) -> tuple[str, str]:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, other, _ in ties:
        first, second = sorted((root(one.key), root(other.key)))
        parent[second] = first
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in found:
        groups.setdefault(root(candidate.key), []).append(candidate)
    out: list[Candidate] = []
    for key, members in groups.items():
        if len(members) == 1 or not all_can_be_same(members):
            out += members
            continue
        out.append(make_candidate(tuple(s for member in members for s in member.sightings)))
        reasons = {tuple(sorted((a.key, b.key))): reason for a, b, reason in reversed(ties) if root(a.key) == key}
        sighted = {member.key: member.sightings[0] for member in members}
        merges += [Merge(sighted[a], sighted[b], reason) for (a, b), reason in sorted(reasons.items())]
    return sorted(out, key=lambda c: c.key)
