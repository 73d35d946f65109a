"""The lists of `people.toml`, folded for looking words up, and what a word can be in a name or a title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.extract.people.tokens import Token
from kg.lexicon import load_lexicon

_SUBJECT_ENDING = re.compile(r".{3,}(?:tion|tions|ment|ments|ities|logy|ness|ices)$")
_POSSESSIVE = re.compile(r"'s?$")


# Phrases by their first word, the longest first, each as a tuple of words.
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sets of folded words, and phrases."""

    honorifics: frozenset[str]
    councillor: frozenset[str]
    councillors: frozenset[str]
    ranks: Phrases
    suffixes: frozenset[str]
    particles: frozenset[str]
    heads: frozenset[str]
    lone: frozenset[str]
    openers: frozenset[str]
    subjects: frozenset[str]
    organisations: frozenset[str]
    never: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    not_councillor: frozenset[str]
    verbs: frozenset[str]
    acts: frozenset[str]
    chairs: Phrases
    elected: Phrases
    functions: Phrases


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one block, and what the rest of the document teaches about words.

    Args:
        tokens: the words.
        common: words that the document also writes without a capital: they are hardly names.
        known: names that were recognised without doubt, as folded words.
    """

    tokens: tuple[Token, ...]
    common: frozenset[str] = frozenset()
    known: frozenset[tuple[str, ...]] = field(default=frozenset())


@cache
def vocabulary() -> Vocabulary:
    """The lists, read once."""
    lexicon = load_lexicon()

    def words(key: str) -> frozenset[str]:
        return frozenset(word.casefold() for word in lexicon.words(key))

    def phrases(key: str) -> Phrases:
        entries = sorted({tuple(entry.casefold().split()) for entry in lexicon.words(key)}, key=lambda e: (-len(e), e))
        return {first: tuple(e for e in entries if e[0] == first) for first in sorted({e[0] for e in entries})}

    return Vocabulary(
        honorifics=words("honorifics"),
        councillor=words("councillor-titles"),
        councillors=words("councillors-titles"),
        ranks=phrases("ranks"),
        suffixes=words("post-nominals"),
        particles=words("name-particles"),
        heads=words("officer-heads"),
        lone=words("lone-titles"),
        openers=words("title-openers"),
        subjects=words("title-subjects"),
        organisations=words("organisation-words"),
        never=words("never-names"),
        surnames=words("surnames-too"),
        given=words("given-names-too"),
        not_councillor=words("not-after-councillor"),
        verbs=words("speech-verbs"),
        acts=words("verbs-owed") | words("verbs-act"),
        chairs=phrases("chair-titles"),
        elected=phrases("elected-titles"),
        functions=phrases("functions"),
    )


def is_listed_subject(token: Token) -> bool:
    """Whether the lists, or its ending, say that a word is one of departments and subjects."""
    words = vocabulary()
    base = _POSSESSIVE.sub("", token.low)
    if token.low in words.subjects or base in words.subjects or base in words.organisations or base in words.openers:
        return True
    return _SUBJECT_ENDING.match(base) is not None


def is_subject(token: Token, passage: Passage) -> bool:
    """Whether a word is one of departments and subjects rather than of names.

    The lists decide first; then whether the document writes the word without a capital too, and whether it is
    an acronym ("SEND").
    """
    if is_listed_subject(token):
        return True
    if token.low in passage.common or _POSSESSIVE.sub("", token.low) in passage.common:
        return True
    return token.kind == "word" and len(token.text) > 1 and token.text.isupper() and len(token.text) <= 5


def phrase_at(passage: Passage, i: int, phrases: Phrases) -> int:
    """How many words of the passage from `i` on are one of the phrases, the longest first; 0 if none is."""
    tokens = passage.tokens
    for phrase in phrases.get(tokens[i].low, ()):
        if tuple(token.low for token in tokens[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def begins_with(words: tuple[str, ...], phrases: Phrases) -> tuple[str, ...]:
    """The phrase with which some folded words begin, the longest; empty if with none."""
    if not words:
        return ()
    return next((phrase for phrase in phrases.get(words[0], ()) if words[: len(phrase)] == phrase), ())
