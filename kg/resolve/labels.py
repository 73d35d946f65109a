"""Bodies, posts and indicators: the same thing however its name is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from kg.facts import Commitment, DocumentFacts, PartyKind
from kg.lexicon import load_lexicon
from kg.names import fold
from kg.resolve.identities import Identity
from kg.resolve.indicators import KnownLabels, find_known, singular
from kg.resolve.names import role_key
from kg.resolve.slugs import unique_slugs

Where = TypeVar("Where", tuple[str, str], tuple[str, str, str])

_ARTICLE_ANY = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|this|our)\s+")
_WORDS = re.compile(r"[^\W_]+(?:\.\d+)?")
_SMALL = frozenset({"the", "a", "an"})


def body_key(name: str, council: str = "") -> str:
    """A body's name without case, article, punctuation and the council's own name before it.

    >>> body_key("THE CHILDREN'S SCRUTINY PANEL") == body_key("Children’s Scrutiny Panel")
    True
    >>> body_key("Calder Schools Forum", "Calder Borough Council") == body_key("Schools' Forum")
    True
    """
    words = _WORDS.findall(_ARTICLE.sub("", fold(name)).replace("&", " and ").replace("'", ""))
    place = [word for word in _WORDS.findall(fold(council).replace("'", "")) if word not in _kinds_of_council()]
    rest = words[len(place) :]
    if place and words[: len(place)] == place and len(rest) > 1 and not set(rest) <= _kinds_of_council():
        words = rest
    return " ".join(words)


def _kinds_of_council() -> frozenset[str]:
    return frozenset(
        {
            "council",
            "borough",
            "city",
            "county",
            "district",
            "metropolitan",
            "town",
            "parish",
            "community",
            "of",
            "the",
            "london",
            "royal",
            "unitary",
            "and",
        }
    )


def indicator_key(label: str) -> str:
    """An indicator's label without case, articles and plurals.

    >>> indicator_key("The reviews held on time") == indicator_key("Review held on time")
    True
    """
    return " ".join(singular(word) for word in _WORDS.findall(fold(label).replace("'", "")) if word not in _SMALL)


def is_presiding(title: str) -> bool:
    """Whether a post is of one body and not of the council: "Chair", "Vice-Chairman", "Convener"."""
    folded = fold(title).replace("-", " ")
    return any(folded == fold(chair).replace("-", " ") for chair in load_lexicon().words("chair-titles"))


def parties_of(commitment: Commitment) -> Iterator[tuple[PartyKind, str]]:
    """Everybody whom a commitment names, on any side of it."""
    for party in (*commitment.by, *commitment.to, *commitment.owner):
        yield party.kind, party.name


def _parties(facts: DocumentFacts) -> Iterator[tuple[PartyKind, str]]:
    """Everybody whom the commitments and refusals of a document name."""
    for commitment in facts.commitments:
        yield from parties_of(commitment)
    for unused in facts.unused:
        if unused.is_refusal:
            yield from ((party.kind, party.name) for party in unused.by)


def resolve_bodies(council: str, documents: Iterable[tuple[str, DocumentFacts]]) -> dict[tuple[str, str], Identity]:
    """Every body, team, service and organisation by document and name as written there."""
    wanted: dict[tuple[str, str], str] = {}
    for slug, facts in documents:
        own = body_key(facts.meeting.body, council)
        for name in _body_names(council, facts):
            key = body_key(name, council)
            if own and (name in facts.meeting.body_forms or name == facts.meeting.body):
                key = own
            wanted[slug, name] = key or fold(name)
    return _identify(wanted)


def _body_names(council: str, facts: DocumentFacts) -> set[str]:
    names = {council, facts.meeting.council, facts.meeting.body, *facts.meeting.body_forms}
    names |= {holding.organisation for person in facts.people for holding in person.holdings}
    names |= {name for kind, name in _parties(facts) if kind is PartyKind.BODY}
    return names - {""}


def resolve_posts(council: str, documents: Iterable[tuple[str, DocumentFacts]]) -> dict[tuple[str, str, str], Identity]:
    """Every post by document, title and organisation as written there; a chair's is one of its own in each
    body.
    """
    wanted: dict[tuple[str, str, str], str] = {}
    places: dict[str, str] = {}
    for slug, facts in documents:
        held = {(h.title, h.organisation) for p in facts.people for h in p.holdings}
        held |= {(name, "") for kind, name in _parties(facts) if kind is PartyKind.POST}
        for title, organisation in held:
            place = body_key(organisation, council)
            if is_presiding(title) and place in ("", body_key(facts.meeting.body, council)):
                place = body_key(facts.meeting.body, council)
            key = f"{role_key(title)}|{place}"
            places[key] = place
            wanted[slug, title, organisation] = key
    return _identify(wanted, places)


def resolve_indicators(
    documents: Iterable[tuple[str, DocumentFacts]], known: KnownLabels
) -> dict[tuple[str, str], Identity]:
    """Every indicator by document and label as written there.

    A figure given for comparison measures the same thing as the one beside it: "absence nationally" is the
    absence of others. Which others is kept on the observation. Labels that name one entry of the list of indicators
    are one indicator under its name; any others are one if their words are the same.

    Args:
        documents: slug and facts of each.
        known: the entries of the list by label and unit.
    """
    observed = [(slug, o) for slug, facts in documents for o in facts.observations]
    measured = {(slug, o.indicator): o.indicator for slug, o in observed}
    measured |= {(slug, o.indicator): without_comparison(o.indicator) for slug, o in observed if o.compared_with}
    bare = [(slug, replace(o, indicator=measured[slug, o.indicator])) for slug, o in observed]
    listed = find_known(bare, known)
    keys = {
        (slug, name): f"={listed[slug, name].iri}" if (slug, name) in listed else indicator_key(name)
        for (slug, _), name in sorted(measured.items())
    }
    entries = {keys[where]: entry for where, entry in listed.items()}
    found = _identify(keys, names={key: entry.name for key, entry in entries.items()})
    concepts = {where: listed[where].iri for where in listed}
    return {
        where: replace(found[where[0], name], concept=concepts.get((where[0], name), ""))
        for where, name in sorted(measured.items())
    }


def without_comparison(label: str) -> str:
    """What is measured, without the words at either end that say with whom it is compared.

    >>> without_comparison("absence in primary schools nationally"), without_comparison("target for reviews")
    ('absence in primary schools', 'reviews')
    >>> without_comparison("national average")
    'national average'
    """
    words = label.split()
    start, end = 0, len(words)
    while end > start and fold(words[end - 1]) in _comparing():
        end -= 1
    while start < end and fold(words[start]) in _comparing():
        start += 1
    compared = {fold(word) for word in (*words[:start], *words[end:])}
    # "the", "all" and "rate" are at the ends of names that compare nothing, too.
    return " ".join(words[start:end]) if start < end and compared & _kinds_of_comparison() else label


@cache
def _kinds_of_comparison() -> frozenset[str]:
    words = load_lexicon().words
    names = ("figure-targets", "figure-neighbours", "figure-nationals", "figure-regionals")
    said = {fold(word) for name in names for phrase in words(name) for word in phrase.split()}
    return frozenset(said | {"before", "earlier", "previously"})


@cache
def _comparing() -> frozenset[str]:
    words = load_lexicon().words
    beside = {word for name in ("figure-averages", "figure-fillers") for word in words(name)}
    return _kinds_of_comparison() | beside | {"among", "amongst", "with", "other"}


def _identify(
    wanted: Mapping[Where, str], places: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> dict[Where, Identity]:
    """One identity for each key, named as `names` has it, else as it is mostly written."""
    written: dict[str, Counter[str]] = {}
    for where, key in sorted(wanted.items()):
        written.setdefault(key, Counter())[_ARTICLE_ANY.sub("", where[1])] += 1
    named = {key: min(counts, key=lambda name: _preference(name, key, counts)) for key, counts in written.items()}
    named |= names or {}
    placed = places or {}
    slugs = unique_slugs(
        {key: (f"{placed.get(key, '')} {name}".strip(), f"{name} {key}") for key, name in named.items()}
    )
    labels: dict[str, set[str]] = {}
    for where, key in wanted.items():
        labels.setdefault(key, set()).add(where[1])
    identities = {key: Identity(slugs[key], name, tuple(sorted(labels[key] - {name}))) for key, name in named.items()}
    return {where: identities[wanted[where]] for where in sorted(wanted)}


def _preference(name: str, key: str, counts: Counter[str]) -> tuple[bool, bool, int, int, str]:
    """A full name before "Panel", ordinary letters before capitals, what is written most, then the
    longest.
    """
    generic = body_key(name) not in (key, *(part for part in [key.partition("|")[0]] if part)) and key.count(" ") > 0
    return generic, name.isupper() and len(name) > 4, -counts[name], -len(name), name
