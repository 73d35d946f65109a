"""Cues: where in a sentence the phrases of `ontology/lexicon/commitments.toml` stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.document import Span
from kg.lexicon import Phrase, load_lexicon
from kg.lexicon.spotting import Spotter

# The categories that can begin a commitment, in the order of trust when two begin at the same place.
PROMISING = ("promise-bare", "promise-assent", "promise-that", "promise-to", "promise-noun")
ASKING = (
    "request-impersonal", "request-passive",
    "request-be", "request-could", "request-done", "request-see", "request-that", "request-mild",
    "request-of", "request-for", "request-thing", "request-direct",
)  # fmt: skip
DECIDING = ("agreed-that", "body-agreed")
COMING = ("future", "future-planned", "future-progressive", "future-set")
_MOST = 24  # no sentence of prose has more heads than this; what has is a table or broken text
_QUOTED = re.compile(r'"[^"]{12,}(?:"|$)')
_HEADS = ("question", *DECIDING, *PROMISING, *ASKING, *COMING)


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase, found.

    Args:
        means: its category.
        id: the id of its entry in the lexicon.
        span: where it stands.
        strength: how firm the lexicon says it is.
    """

    means: str
    id: str
    span: Span
    strength: str = ""


@cache
def _spotter(*meanings: str) -> Spotter:
    """The phrases of some categories, in their order, to be found."""
    return Spotter([phrase.source for phrase in _phrases(*meanings)])


@cache
def _phrases(*meanings: str) -> tuple[Phrase, ...]:
    lexicon = load_lexicon()
    return tuple(phrase for means in meanings for phrase in lexicon.phrases(means))


def find_cues(plain: str, span: Span) -> tuple[Cue, ...]:
    """The heads within a sentence, in order; of two that overlap the one that begins first, then the longer."""
    heads = _phrases(*_HEADS)
    found = [
        Cue(heads[i].means, heads[i].id, Span(*match.span()), heads[i].strength)
        for i, match in _spotter(*_HEADS).find(plain, span.start, span.end)
    ]
    chosen: list[Cue] = []
    for cue in sorted(found, key=lambda c: (c.span.start, _rank(c), -c.span.end)):
        if not chosen or cue.span.start >= chosen[-1].span.end:
            chosen.append(cue)
    return tuple(chosen[:_MOST])


def _rank(cue: Cue) -> int:
    # "asked that" is a question and a request by its words; what is asked for is decided by the more telling one.
    return {
        "promise-bare": 0,
        "request-could": 1,
        "request-done": 1,
        "promise-that": 1,
        "request-see": 1,
        "future-planned": 2,
        "future-progressive": 2,
        "request-direct": 1,
        "promise-assent": 8,
    }.get(cue.means, 5 if cue.means == "question" else 6 if cue.means in COMING else 3)


def has(means: str, plain: str, start: int, end: int) -> bool:
    """Whether a phrase of a category stands within a stretch."""
    return first(means, plain, start, end) is not None


def first(means: str, plain: str, start: int, end: int) -> re.Match[str] | None:
    """The first phrase of a category within a stretch."""
    return _spotter(means).first(plain, start, end)


def spot(meanings: tuple[str, ...], plain: str, span: Span) -> tuple[Phrase, re.Match[str]] | None:
    """The phrase of some categories that stands first within a stretch, and where it matches."""
    found = next(_spotter(*meanings).find(plain, span.start, span.end), None)
    return (_phrases(*meanings)[found[0]], found[1]) if found else None


def at(means: str, plain: str, place: int, end: int) -> re.Match[str] | None:
    """The phrase of a category that begins at a place."""
    return _spotter(means).at(plain, place, end)


def find_condition(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Where a clause says on what it depends; "to ask if bins can be emptied" asks, and depends on nothing."""
    match = first("condition", plain, start, end)
    if match and (asked := first("asked-if", plain, start, end)) and asked.end() == match.end():
        return first("condition", plain, match.end(), end)
    return match


def quoted_spans(plain: str, span: Span) -> tuple[Span, ...]:
    """What stands in double quotation marks: words of an earlier paper, or of somebody else."""
    return tuple(Span(*match.span()) for match in _QUOTED.finditer(plain, span.start, span.end))
