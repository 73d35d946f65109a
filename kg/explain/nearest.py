"""Which entries of the lexicon come nearest to a sentence in which none of them stands: where a new one would go."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache

from kg.document import Span
from kg.extract.commitments.cues import ASKING, DECIDING, PROMISING
from kg.extract.commitments.draft import View
from kg.lexicon import Phrase, load_lexicon

_NOT_WORDS = re.compile(r"\(\?(?:P<\w+>|[:=]|<[=!][^)]*\)|![^)]*\)|-?i:)|\\[a-zA-Z]")
_WORD = re.compile(r"[a-z]{4,}")
_FAINT = 1.4  # a word of a quarter of the entries tells nothing


def nearest_phrases(view: View, sentence: Span, *, most: int = 2) -> tuple[Phrase, ...]:
    """The phrases by which people promise, ask and decide that share most with a sentence; none if it shares nothing.

    Only words count that say that somebody commits himself: not names, not what is to be done, and each the more the
    fewer entries have it.
    """
    named = view.mentions.within(sentence.start, sentence.end)
    words = {
        match.group()
        for match in _WORD.finditer(sentence.of(view.plain).lower())
        if not any(mention.span.overlap(_moved(match.span(), sentence)) for mention in named)
        and not any(view.verbs.is_in(name, match.group()) for name in ("owed", "act", "idle", "conduct"))
    }
    weights = _weights()
    scored = [(sum(weights[w] for w in sorted(words & has)), phrase) for phrase, has in _vocabulary()]
    ranked = sorted(((score, p) for score, p in scored if score > _FAINT), key=lambda one: (-one[0], one[1].id))
    return tuple(phrase for _, phrase in ranked[:most])


def _moved(span: tuple[int, int], sentence: Span) -> Span:
    return Span(span[0] + sentence.start, span[1] + sentence.start)


def _own_words(regex: str) -> str:
    """A pattern without what it wants to follow: that is not of the phrase itself."""
    return _NOT_WORDS.sub(" ", regex.partition("(?=")[0]).lower()


@cache
def _vocabulary() -> tuple[tuple[Phrase, frozenset[str]], ...]:
    """The phrases with the words that stand in their patterns."""
    idle = frozenset(load_lexicon().words("words-without-content"))
    phrases = [phrase for means in (*PROMISING, *ASKING, *DECIDING) for phrase in load_lexicon().phrases(means)]
    return tuple((p, frozenset(_WORD.findall(_own_words(p.regex))) - idle) for p in phrases)


@cache
def _weights() -> dict[str, float]:
    """How much a word tells: the logarithm of how few entries have it."""
    counts = Counter(word for _, words in _vocabulary() for word in words)
    return {word: math.log(len(_vocabulary()) / count) for word, count in counts.items()}
