"""Everybody and everything that can act in a document, wherever it is named: people, posts, bodies, teams, pronouns.

`Mentions` is made once for a document (see `kg.extract.commitments.actors`) and asked by place. What a pronoun or a
shortened title stands for depends on who spoke last and is settled in `kg.extract.commitments.speech`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.document import Document, Span
from kg.facts import Party

_PRONOUNS = {"he": "he", "she": "she", "they": "they", "we": "they", "his": "he", "her": "she", "who": "who"}


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


def in_blocks(pattern: re.Pattern[str], document: Document) -> Iterator[re.Match[str]]:
    """Matches that do not run from one block into the next: a heading is not part of a name."""
    for block in document.blocks:
        yield from pattern.finditer(document.plain, block.body.start, block.body.end)
