"""Facts of many documents -> who is whom, one council at a time.

names        when two names can be one person's, and why
candidates   which to compare
clusters     sightings put together into people
labels       bodies, posts, indicators: one thing, however written
indicators   which of the indicators that are known a label names
slugs        names as segments of an IRI
identities   the answer
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.facts import DocumentFacts
from kg.names import is_initial, parse_name
from kg.resolve.clusters import cluster_people
from kg.resolve.identities import Identities, Identity
from kg.resolve.indicators import KnownIndicator, index_labels
from kg.resolve.labels import resolve_bodies, resolve_indicators, resolve_posts
from kg.resolve.names import Candidate, sightings_of
from kg.resolve.slugs import slugify, unique_slugs

__all__ = ["Identities", "Identity", "KnownIndicator", "resolve_council", "slugify"]


def resolve_council(
    council: str, documents: Sequence[tuple[str, DocumentFacts]], known: Sequence[KnownIndicator] = ()
) -> Identities:
    """Who is whom in the documents of one council; the same whatever their order.

    Args:
        council: its name.
        documents: slug and facts of each.
        known: the indicators that are known by name.
    """
    ordered = sorted(documents, key=lambda document: document[0])
    sightings = [sighting for slug, facts in ordered for sighting in sightings_of(slug, facts)]
    clusters, _ = cluster_people(sightings)
    return Identities(
        council=Identity(slugify(council), council, _council_labels(council, ordered)),
        people=_people(clusters),
        bodies=resolve_bodies(council, ordered),
        posts=resolve_posts(council, ordered),
        indicators=resolve_indicators(ordered, index_labels(known)),
    )


def _council_labels(council: str, documents: Sequence[tuple[str, DocumentFacts]]) -> tuple[str, ...]:
    return tuple(sorted({facts.meeting.council for _, facts in documents} - {council, ""}))


def _people(people: Sequence[Candidate]) -> dict[tuple[str, str], Identity]:
    """Each person under the fullest name that any document gives."""
    names = {person.key: _fullest(person) for person in people}
    slugs = unique_slugs({person.key: _wishes(person, names[person.key]) for person in people})
    found: dict[tuple[str, str], Identity] = {}
    for person in people:
        name = names[person.key]
        labels = {form for s in person.sightings for form in (s.person.name, *s.person.forms)} - {name}
        identity = Identity(slugs[person.key], name, tuple(sorted(labels)))
        found |= {sighting.key: identity for sighting in person.sightings}
    return found


def _fullest(person: Candidate) -> str:
    """The name with most of its given names written out; of those as full, the one that is written most."""
    counts = Counter(sighting.person.name for sighting in person.sightings)

    def rank(name: str) -> tuple[int, int, int, str]:
        given = parse_name(name).given
        spelt = sum(len(word) for word in given if not is_initial(word))
        return -min(spelt, 1), -len(given), -counts[name], name

    return min(counts, key=rank)


def _wishes(person: Candidate, name: str) -> tuple[str, ...]:
    """Slugs for a person: the name; with the kind, if two share it; with the first document, if two still
    do.
    """
    kind = min(kind.value for kind in person.kinds)
    return name, f"{name} {kind}", f"{name} {kind} {person.key[0]}"
