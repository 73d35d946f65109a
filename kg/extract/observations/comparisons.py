"""How the words around a figure relate it to another: compared with it, going on about it, a change of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.observations.clauses import find_content, strip_joining
from kg.extract.observations.times import drop_times
from kg.facts import Comparison
from kg.lexicon import any_of, load_lexicon

_EDGES = " ,;:.()-'\""
_KINDS = (
    (Comparison.TARGET, "figure-targets"),
    (Comparison.NEIGHBOURS, "figure-neighbours"),
    (Comparison.NATIONAL, "figure-nationals"),
    (Comparison.REGIONAL, "figure-regionals"),
    (Comparison.PREVIOUS, "figure-previouses"),
    (Comparison.AVERAGE, "figure-averages"),
)
_PREPOSITION = re.compile(
    r"(?:in|for|at|among|amongst|between|within|across|per|on|by|from|with|out\sof|to|under|over|about|awaiting|compared)\b",
    re.IGNORECASE,
)
_VERB_WORDS = (
    "had has have was were is are being would will could did do took felt held led made went left said came "
    "got gave found lost met chose knew saw became began fell rose cost spent"
)
_VERBS = frozenset(_VERB_WORDS.split())
_PARTICIPLE = re.compile(
    r"\w{2,}ed\s(?:to|by|in|on|with|at|from|the|a|an|their|it|up|as|into|out|off|within|for|through|more|less)\b"
)
_PLACE_IT = re.compile(
    r"((?:in|for|at|among|nationally|regionally|locally)\b(?:\s[\w'-]+){0,4}?,?)\s"
    r"(?=(?:it|this|that|the\s(?:figure|rate|number))\b)",
    re.IGNORECASE,
)
_POINTING = ("this", "that", "these", "those")
_IMPROVED = re.compile(
    r"(?!remained|stayed|continued|appeared|seemed)\w+ed\s(?!to\b|by\b|from\b|at\b|on\b|in\b|as\b|for\b|with\b|an?\b|the\b|around\b|about\b)[a-z]"
)
_BACKDROP = re.compile(r"\s(?:an?|the)\s(?:[\w-]+\s)?(?:backdrop|background|context)\b")
_CHANGE_OF = re.compile(r"\b([a-z-]+)\s(?:of|by|to)(?:\s[\w-]+){0,3}\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Patterns:
    changes: frozenset[str]
    comparer: re.Pattern[str]
    pronoun: re.Pattern[str]
    going_on: frozenset[str]
    kinds: tuple[tuple[Comparison, re.Pattern[str]], ...]
    any_kind: re.Pattern[str]
    only_compares: re.Pattern[str]
    extreme: re.Pattern[str]


@cache
def _load() -> _Patterns:
    words = load_lexicon().words
    known = [w for _, name in _KINDS if name != "figure-previouses" for w in words(name)]
    known += [*words("figure-extremes"), *words("figure-fillers")]
    small = {
        "of",
        "for",
        "in",
        "on",
        "at",
        "by",
        "to",
        "from",
        "with",
        "than",
        "as",
        "a",
        "an",
        "the",
        "between",
    }
    return _Patterns(
        changes=frozenset(words("figure-changes")),
        comparer=re.compile(
            rf"^(?:(?:and|but|with|while|whilst|whereas|or)\s)?{any_of(words('figure-comparers'))}(?=\s|$)",
            re.IGNORECASE,
        ),
        pronoun=re.compile(rf"^{any_of(words('figure-pronouns'))}(?=\s|$)", re.IGNORECASE),
        going_on=(frozenset(words("figure-copulas")) | frozenset(words("figure-auxiliaries"))) - small,
        kinds=tuple((kind, re.compile(rf"\b{any_of(words(name))}\b", re.IGNORECASE)) for kind, name in _KINDS),
        any_kind=re.compile(rf"\b{any_of(w for _, name in _KINDS for w in words(name))}\b", re.IGNORECASE),
        only_compares=re.compile(rf"^(?:{any_of(known)}(?:[\s,]+|$))+$", re.IGNORECASE),
        extreme=re.compile(rf"\b{any_of(words('figure-extremes'))}\b", re.IGNORECASE),
    )


@lru_cache(maxsize=256)
def starts_with_verb(text: str) -> bool:
    """Whether words begin with a verb, so that what is counted stands elsewhere.

    >>> starts_with_verb("had been accepted"), starts_with_verb("took it up")
    (True, True)
    >>> starts_with_verb("fixed penalty notices")
    False
    """
    first = text.lower().split(None, 1)[:1]
    return bool(first) and (first[0] in _VERBS or _PARTICIPLE.match(text.lower()) is not None)


def starts_with_preposition(text: str) -> bool:
    """Whether words begin with a preposition: "in secondary schools"."""
    return _PREPOSITION.match(text) is not None


@lru_cache(maxsize=256)
def strip_comparer(left: str) -> str | None:
    """What stands between the words that compare and the figure; None if no words compare.

    >>> strip_comparer("against a target of"), strip_comparer("the target was")
    ('a target of', None)
    """
    text = left.strip(_EDGES)
    match = _load().comparer.match(text)
    return text[match.end() :].strip() if match and not _BACKDROP.match(text, match.end()) else None


@lru_cache(maxsize=256)
def split_pronoun(left: str) -> tuple[str, str] | None:
    """The words before and behind a pronoun that goes on about the figure before; None if none stands there.

    >>> split_pronoun("in the Harbour district it was"), split_pronoun("these rates had")
    (('Harbour district', 'was'), None)
    """
    text = strip_joining(drop_times(left).strip(_EDGES))
    place = ""
    if match := _PLACE_IT.match(text):
        place, text = " ".join(find_content(match[1])), text[match.end() :]
    match = _load().pronoun.match(text)
    if not match:
        return None
    rest = text[match.end() :].strip()
    if match[0].lower() in _POINTING and _IMPROVED.match(rest):
        return None  # "this improved performance had helped"
    first = rest.lower().split(None, 1)[:1]
    # "these rates", "the number of pupils" and "that 92% of visits" are no pronouns.
    goes_on = match[0].endswith("'s") or (first and first[0] in _load().going_on)
    return (place, rest) if goes_on else None


def name_change(left: str) -> str:
    """The noun of change before a figure; empty if there is none.

    >>> name_change("an increase of around"), name_change("a target of")
    ('increase', '')
    """
    match = _CHANGE_OF.search(left)
    return match[1] if match and match[1].lower() in _load().changes else ""


@lru_cache(maxsize=256)
def is_comparison(subject: str) -> bool:
    """Whether a subject only says what kind of comparison follows.

    >>> is_comparison("national average"), is_comparison("average wait")
    (True, False)
    """
    p = _load()
    named = classify_comparison(subject) is not None or p.extreme.search(subject) is not None
    return named and p.only_compares.match(subject) is not None


@lru_cache(maxsize=256)
def classify_comparison(text: str) -> Comparison | None:
    """The kind of comparison that words around a figure name.

    >>> str(classify_comparison("against a target of")), str(classify_comparison("nationally"))
    ('target', 'national')
    """
    p = _load()
    if not p.any_kind.search(text):
        return None
    return next((kind for kind, pattern in p.kinds if pattern.search(text)), None)
