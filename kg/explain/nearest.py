"""Which entries of the lexicon come nearest to a sentence in which none of them stands: where a new one would go."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.document import Span
from kg.extract.commitments.cues import ASKING, DECIDING, PROMISING
from kg.extract.commitments.draft import View
from kg.lexicon import Phrase, load_lexicon
from kg.lexicon.heads import find_heads, fold_text

# What only takes up the words before it says nothing by itself.
_MEANINGS = tuple(m for m in (*PROMISING, *ASKING, *DECIDING) if m not in ("promise-bare", "promise-assent"))
_SYNTAX = re.compile(r"\(\?(?:P<\w+>|[:=]|<[=!][^)]*\)|![^)]*\)|-?i:)|\\[a-zA-Z]")
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class _Words:
    """A phrase, the words with which it can begin, and all words of its own."""

    phrase: Phrase
    heads: frozenset[str]
    all: frozenset[str]


def nearest_phrases(view: View, sentence: Span, *, most: int = 2) -> tuple[Phrase, ...]:
    """The phrases by which people promise, ask and decide that share most with a sentence.

    One is near if a word with which it can begin stands in the sentence, and the nearer the more of its words do; a
    word counts the more the fewer phrases have it, and not at all if it is part of a name.
    """
    named = view.mentions.within(sentence.start, sentence.end)
    plain = fold_text(view.plain)
    words = {
        match.group()
        for match in _WORD.finditer(plain, sentence.start, sentence.end)
        if not any(mention.span.overlap(Span(*match.span())) for mention in named)
    }
    weights = _weights()
    scored = [
        (sum(weights[word] for word in sorted(words & one.all)), one.phrase)
        for one in _vocabulary()
        if words & one.heads
    ]
    return tuple(phrase for _, phrase in sorted(scored, key=lambda one: (-one[0], one[1].id))[:most])


@cache
def _vocabulary() -> tuple[_Words, ...]:
    lexicon = load_lexicon()
    idle = frozenset(lexicon.words("words-without-content")) | frozenset(lexicon.words("figure-auxiliaries"))
    out = []
    for phrase in (phrase for means in _MEANINGS for phrase in lexicon.phrases(means)):
        heads = find_heads(phrase.source)
        own = _WORD.findall(_SYNTAX.sub(" ", phrase.regex.partition("(?=")[0]).lower())  # not what is to follow it
        out.append(_Words(phrase, (heads.words if heads else frozenset()) - idle, frozenset(own) - idle))
    return tuple(out)


@cache
def _weights() -> dict[str, float]:
    """How much a word tells: the logarithm of how few phrases have it."""
    counts = Counter(word for one in _vocabulary() for word in one.all)
    return {word: math.log(len(_vocabulary()) / count) for word, count in counts.items()}
