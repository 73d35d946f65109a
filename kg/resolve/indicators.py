"""Indicators: which labels of figures name one thing, by the list `ontology/indicators.ttl` and by their own words.

A label that says what a label of the list says, in the unit of that entry, belongs to it. Nothing is guessed: a label
with a word more or less, or in another unit, keeps the name that its words make.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import LexiconError
from kg.facts import Observation
from kg.lexicon import load_lexicon
from kg.names import fold

_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_NUMBERS = {
    word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"fifteen": "15", "twenty": "20", "thirty": "30"}


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """One entry of the list of indicators.

    Args:
        iri: its IRI.
        name: its name, which becomes that of the council's indicator.
        units: the notations of the units in which it is given ("%", "count").
        labels: the words in which minutes name it, its name among them.
    """

    iri: str
    name: str
    units: tuple[str, ...]
    labels: tuple[str, ...]


KnownLabels = Mapping[tuple[str, str], KnownIndicator]


def singular(word: str) -> str:
    """A word without the ending of its plural.

    >>> singular("enquiries"), singular("visits"), singular("bus")
    ('enquiry', 'visit', 'bus')
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def telling_words(label: str) -> str:
    """The words by which a label is compared: in one order, without plurals, small words and abbreviations.

    >>> telling_words("The number of EHCPs issued within twenty weeks") == telling_words(
    ...     "education, health and care plans issued within 20 weeks")
    True
    >>> telling_words("complaints upheld") == telling_words("complaints received")
    False
    """
    small, short = _small_words(), _abbreviations()
    words: list[str] = []
    for word in _WORD.findall(fold(label).replace("'", "").replace("a&e", "ae").replace("b&b", "bb")):
        one = singular(word)
        words += short.get(one, (_NUMBERS.get(one, one),))
    return " ".join(sorted(word for word in words if word not in small))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(singular(word) for word in load_lexicon().words("indicator-small-words"))


@cache
def _abbreviations() -> Mapping[str, tuple[str, ...]]:
    """What abbreviations stand for, word by word: the entries are written "EHCP = education, health and care plan"."""
    pairs = (entry.split("=") for entry in load_lexicon().words("indicator-abbreviations"))
    return {
        singular(fold(short).strip()): tuple(singular(word) for word in _WORD.findall(fold(full)))
        for short, full in pairs
    }


def index_labels(known: Iterable[KnownIndicator]) -> KnownLabels:
    """Every entry by each of its labels and units.

    Raises:
        LexiconError: a label stands under two entries of one unit.
    """
    index: dict[tuple[str, str], KnownIndicator] = {}
    for one in known:
        for label in one.labels:
            for unit in one.units:
                other = index.setdefault((telling_words(label), unit), one)
                if other is not one:
                    raise LexiconError(
                        f"{label!r} stands under {other.name!r} and under {one.name!r}",
                        where="ontology/indicators.ttl",
                        todo="take it away from one of them",
                    )
    return index


def find_known(
    observed: Iterable[tuple[str, Observation]], index: KnownLabels
) -> dict[tuple[str, str], KnownIndicator]:
    """The entries to which labels belong, by document and label as written there.

    A document may use one label for a number and a share; then it belongs to an entry only if that has both units.
    A rise or fall in per cent says nothing of the unit of what rose.

    Args:
        observed: the slug of the document and each of its figures, named without the words that compare.
        index: the entries by label and unit.
    """
    units: dict[tuple[str, str], set[str]] = defaultdict(set)
    for slug, observation in observed:
        units[slug, observation.indicator] |= _units_of(observation)
    found = {}
    every = sorted({unit for _, unit in index})
    for where, written in sorted(units.items()):
        words = telling_words(where[1])
        named = [index[words, unit] for unit in sorted(written) or every if (words, unit) in index]
        entries = {entry.iri: entry for entry in named}
        if len(entries) == 1 and written <= set(named[0].units):
            found[where] = named[0]
    return found


def _units_of(observation: Observation) -> set[str]:
    return set() if observation.change and observation.unit == "%" else {observation.unit}
