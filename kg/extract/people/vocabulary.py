"""The lists of `people.toml`, folded for looking words up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import load_lexicon

# Phrases by their first word, the longest first, each as a tuple of words.
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sets of folded words, and phrases."""

    honorifics: frozenset[str]
    councillor: frozenset[str]
    councillors: frozenset[str]
    ranks: Phrases
    suffixes: frozenset[str]  # as written
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
    no_surname: frozenset[str]  # words that are none even behind an honorific
    verbs: frozenset[str]
    acts: frozenset[str]
    chairs: Phrases
    elected: Phrases
    functions: Phrases


@cache
def vocabulary() -> Vocabulary:
    """The lists, read once."""
    lexicon = load_lexicon()

    def words(key: str) -> frozenset[str]:
        return frozenset(word.casefold() for word in lexicon.words(key))

    def phrases(key: str) -> Phrases:
        entries = sorted({tuple(entry.casefold().split()) for entry in lexicon.words(key)}, key=lambda e: (-len(e), e))
        return {first: tuple(e for e in entries if e[0] == first) for first in sorted({e[0] for e in entries})}

    never, subjects, surnames, given = map(words, ("never-names", "title-subjects", "surnames-too", "given-names-too"))
    not_councillor = words("not-after-councillor")
    return Vocabulary(
        honorifics=words("honorifics"),
        councillor=words("councillor-titles"),
        councillors=words("councillors-titles"),
        ranks=phrases("ranks"),
        suffixes=frozenset(lexicon.words("post-nominals")),
        particles=words("name-particles"),
        heads=words("officer-heads"),
        lone=words("lone-titles"),
        openers=words("title-openers"),
        subjects=subjects,
        organisations=words("organisation-words"),
        never=never,
        surnames=surnames,
        given=given,
        not_councillor=not_councillor,
        no_surname=(never | subjects | not_councillor) - surnames - given,
        verbs=words("speech-verbs"),
        acts=words("verbs-owed") | words("verbs-act"),
        chairs=phrases("chair-titles"),
        elected=phrases("elected-titles"),
        functions=phrases("functions"),
    )


def begins_with(words: tuple[str, ...], phrases: Phrases) -> tuple[str, ...]:
    """The phrase with which some folded words begin, the longest; empty if with none."""
    if not words:
        return ()
    return next((phrase for phrase in phrases.get(words[0], ()) if words[: len(phrase)] == phrase), ())
