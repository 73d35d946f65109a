"""Which sightings are worth comparing: those with the same surname, in one council."""

from __future__ import annotations

from collections.abc import Iterable

from kg.resolve.names import Candidate, Sighting, make_candidate, name_key, surname_of


def group_by_surname(sightings: Iterable[Sighting]) -> dict[str, tuple[Sighting, ...]]:
    """Sightings by surname, both in order: whatever order they came in, the groups are the same."""
    groups: dict[str, list[Sighting]] = {}
    for sighting in sorted(sightings, key=lambda s: s.key):
        groups.setdefault(surname_of(sighting), []).append(sighting)
    return {surname: tuple(groups[surname]) for surname in sorted(groups)}


def make_candidates(sightings: Iterable[Sighting]) -> list[Candidate]:
    """The sightings of one surname, those with the same full name and kind taken together; bare surnames one
    by one, since two of them need not be of one person.
    """
    taken: dict[object, list[Sighting]] = {}
    for sighting in sorted(sightings, key=lambda s: s.key):
        alone = make_candidate((sighting,)).bare
        taken.setdefault(sighting.key if alone else name_key(sighting), []).append(sighting)
    groups: list[list[Sighting]] = []
    for group in taken.values():
        once = len({sighting.document for sighting in group}) == len(group)
        groups.extend([group] if once else [[sighting] for sighting in group])
    return sorted((make_candidate(tuple(group)) for group in groups), key=lambda c: c.key)
