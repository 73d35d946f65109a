"""Words parted at the end of a line, made whole; hyphens that belong to a word kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.pdf.words import HYPHEN

_ENDS = (HYPHEN, "-", "\xad", "\u2010")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_TAIL = re.compile(r"[^\W\d_]+")
_OFTEN = 0.02  # of the lines: an office program that parts words does it more often than writers use hyphens there
# What goes before a hyphen in English ("mid-year", "self-harm") and is hardly ever the mere beginning of a word.
_BEFORE = frozenset(
    "all cross full half long mid non self semi short vice well one two three four five six seven eight nine".split()
)
# What follows a hyphen ("follow-up", "evidence-based") and hardly ever ends a word that was parted.
_AFTER = frozenset("based by free going in led making off old on out related term time to up wide year".split())
_ENDINGS = frozenset(
    "able age ages al dle ed er ers es fully ing ings ity less ly ment ments ness sion tion tions".split()
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document that stand whole on a line, in small letters, and whether it parts words at line ends."""

    words: frozenset[str] = frozenset()
    parts: bool = True


def learn_words(texts: Sequence[str]) -> Vocabulary:
    """The vocabulary of the lines of a document."""
    words: set[str] = set()
    ends: list[tuple[str, str]] = []
    for before, text in pairwise(("", *texts)):
        found = _WORD.findall(text.lower())
        if before.endswith(_ENDS) and found:
            ends.append((_head(before), found[0]))
            del found[0]
        if text.endswith(_ENDS) and found:
            del found[-1]
        words.update(found)
    proof = any(head and head + tail in words and f"{head}-{tail}" not in words for head, tail in ends)
    return Vocabulary(frozenset(words), proof or len(ends) > _OFTEN * len(texts))


def join_words(texts: Iterable[str], known: Vocabulary) -> str:
    """The lines of a paragraph as one, words parted at a line end made whole.

    >>> join_words(["a commu\\ufffe", "nity plan, mid\\ufffe", "year"], Vocabulary())
    'a community plan, mid-year'
    """
    parts: list[str] = []
    for text in texts:
        last = parts[-1] if parts else ""
        if not last:
            parts.append(text)
        elif last.endswith(_ENDS) and last[-2:-1].isalnum() and text[:1].isalnum():
            parts[-1] = last[:-1] + "-" * _keeps_hyphen(last, text, known)
            parts.append(text)
        else:
            parts += [" ", text]
    return "".join(parts).replace(HYPHEN, "-").replace("\xad", "")


def _head(text: str) -> str:
    """What stands before the hyphen that ends a line."""
    return re.split(r"[^\w-]", text[-60:-1])[-1].lower()


def _keeps_hyphen(before: str, after: str, known: Vocabulary) -> bool:
    """Whether the hyphen at the end of a line belongs to its word: "Jo-Anne", "mid-year"."""
    head = _head(before)
    match = _TAIL.match(after)
    if match is None or not after[0].islower() or not head.isalpha():
        return True
    tail = match.group().lower()
    if before.endswith("\xad") or head + tail in known.words:
        return f"{head}-{tail}" in known.words
    if (head in _BEFORE and tail not in _ENDINGS) or f"{head}-{tail}" in known.words:
        return True
    return not known.parts or (head in known.words and tail in _AFTER)
