"""People whom minutes name without a post: those called by their first names, and those who only promise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.document import Document, Part, Span
from kg.extract.commitments.mentions import Mention
from kg.extract.commitments.named import opens_clause
from kg.facts import Commitment, Evidence, Party, PartyKind, Person, PersonKind
from kg.lexicon import load_lexicon
from kg.lexicon.heads import fold_text
from kg.lexicon.spotting import index_words

_PAIR = re.compile(
    r"(?<![\w'.-])(?P<first>[A-Z][a-z]+(?:-[A-Z][a-z]+)?) "
    r"(?P<last>(?:[A-Z][a-z]*'?)?[A-Z][a-z]+(?:-[A-Z][a-z]+)*)(?![\w-])"
)
# What somebody does who is called by the first name: speaks, or is to do something.
_ACTS = re.compile(
    r"\s+(?:will|would|to(?=\s+[a-z])|said|says|asked|agreed|offered|thinks|thought|reported|suggested|wondered|pointed|"
    r"proposed|felt|volunteered|explained|mentioned|confirmed|promised|undertook)\s"
)


def first_name_mentions(document: Document, known: frozenset[str]) -> list[Mention]:
    """Where those stand by their first names who are listed as present with a name, but not with a post.

    Args:
        document: as read.
        known: words that are already the name of somebody.
    """
    out = []
    for first, name in _listed(document, known):
        starts = [s for s in index_words(document.plain)[fold_text(first)] if document.plain.startswith(first, s)]
        if any(_ACTS.match(document.plain, start + len(first)) and opens_clause(document, start) for start in starts):
            party = Party(PartyKind.PERSON, name)
            out += [Mention(Span(start, start + len(first)), (party,), person=True) for start in starts]
    return out


def introduce(
    document: Document, people: tuple[Person, ...], commitments: tuple[Commitment, ...]
) -> tuple[Person, ...]:
    """The people, with those who only promise or are to act, and of whom the document says nothing else.

    Args:
        document: as read.
        people: those whom it names otherwise.
        commitments: what was found in it.
    """
    known = {person.name for person in people}
    found: dict[str, Person] = {}
    for one in commitments:
        for party in (*one.by, *one.to, *one.owner):
            if party.kind is PartyKind.PERSON and party.name not in known and party.name not in found:
                around = document.in_plain(one.evidence[0].span)
                at = document.plain.find(party.name, around.start, around.end)
                words = Evidence.at(document, Span(at, at + len(party.name))) if at >= 0 else one.evidence[0]
                found[party.name] = Person(party.name, PersonKind.OTHER, (party.name,), mentions=(words,))
    return (*people, *found.values())


def _listed(document: Document, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """First names to full names of those in the head of the document; of two with one first name nobody is meant."""
    named: dict[str, set[str]] = defaultdict(set)
    words = index_words(document.plain)
    for block in document.blocks:
        if block.part in (Part.MINUTES, Part.ACTION, Part.RESOLUTION) and block.item >= 0:
            break
        for pair in _PAIR.finditer(document.plain, block.span.start, block.span.end):
            if not {pair["first"], pair["last"]} & (known | _no_names()):
                named[pair["first"]].add(pair.group())
    for first, names in sorted(named.items()):
        starts = words.get(fold_text(first), ())
        if len(names) == 1 and all(document.plain[start].isupper() for start in starts):
            yield first, next(iter(names))


@cache
def _no_names() -> frozenset[str]:
    words = load_lexicon().words
    return frozenset(
        part
        for name in ("first-names-that-are-words", "post-nouns", "organisation-nouns", "groups", "places-in-names")
        for word in words(name)
        for part in word.split()
    )
