"""Everybody and everything that can act in a document, wherever it is named: people, posts, bodies, teams, pronouns.

`Mentions` is made once for a document (see `kg.extract.commitments.actors`) and asked by place. What a pronoun or a
shortened title stands for depends on who spoke last and is settled in `kg.extract.commitments.speech`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.document import Document, Span
from kg.facts import Party
from kg.lexicon.heads import Heads, find_heads, fold_text
from kg.lexicon.spotting import find_places

_PRONOUNS = {"he": "he", "she": "she", "they": "they", "we": "they", "his": "he", "her": "she", "who": "who"}
_FIRST_WORD = re.compile(r"\w+")
_ANY = "anyname"  # stands for a name where the words before it are read off a pattern


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody or something that can act is named.

    Args:
        span: where, with its article and honorific.
        parties: whom it can mean; one if it is certain, more if a short title fits several, none for a pronoun.
        word: the pronoun or group noun in lower case; empty for a name.
        person: whether it means a person (then "he" and "she" can refer to it).
        councillor: whether that person is a councillor.
        answers: whether that person reports to panels and answers them: an officer, a partner, a cabinet member.
    """

    span: Span
    parties: tuple[Party, ...]
    word: str = ""
    person: bool = False
    councillor: bool = False
    answers: bool = False

    @property
    def is_pronoun(self) -> bool:
        """Whether it is "he", "she", "they", "we" or "who"."""
        return self.word in _PRONOUNS


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a document in order, and what is known of its people: genders, and which are councillors."""

    all: tuple[Mention, ...]
    body: Party
    genders: dict[str, str]
    starts: tuple[int, ...]
    councillors: frozenset[str] = frozenset()

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly within a stretch."""
        first, last = bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)
        while last > first and self.all[last - 1].span.end > end:  # they do not overlap: only the last can reach out
            last -= 1
        return self.all[first:last]

    def last_before(self, end: int) -> Mention | None:
        """The last mention that begins before a place."""
        last = bisect.bisect_left(self.starts, end)
        return self.all[last - 1] if last else None


def in_blocks(pattern: re.Pattern[str], document: Document, places: Sequence[int] | None) -> Iterator[re.Match[str]]:
    """Matches that do not run from one block into the next: a heading is not part of a name.

    Args:
        pattern: what is sought.
        document: the document.
        places: where a match can begin, in order; if that is not known, every place is tried.
    """
    plain = document.plain
    for block in document.blocks:
        start, end = block.body.start, block.body.end
        if places is None:
            yield from pattern.finditer(plain, start, end)
            continue
        for k in range(bisect.bisect_left(places, start), bisect.bisect_left(places, end)):
            if places[k] >= start and (match := pattern.match(plain, places[k], end)):
                yield match
                start = match.end()


def places_of_names(plain: str, names: Iterable[str], before: str = "") -> list[int] | None:
    """Where names can begin, or what may stand before them; None if a name begins with no word.

    Args:
        plain: `Document.plain`.
        names: the names.
        before: what may stand before a name, as source text of a pattern that cares for case.
    """
    first = [_FIRST_WORD.match(name) for name in names]
    other = _heads_before(before) if before else None
    if not all(first) or (before and other is None):
        return None
    words = frozenset(fold_text(word.group()) for word in first if word)
    return find_places(plain, replace(other, words=other.words - {_ANY} | words) if other else Heads(words))


@cache
def _heads_before(before: str) -> Heads | None:
    return find_heads(rf"\b(?:{before}){_ANY}\b", 0)
