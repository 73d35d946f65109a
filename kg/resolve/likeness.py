"""How much of one document's minutes stands in another's: containment of runs of words.

What is compared is what was said, decided and listed as an action, not what the agenda announced (a page prints it, the
printed minutes do not), nor heads, lists of those present and signatures. Runs of four words (w-shingling: Broder, "On
the resemblance and containment of documents", 1997) do not mind a paragraph that one form breaks and another does not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.document import Block, Document, Part
from kg.facts import Evidence

_SAID = frozenset({Part.MINUTES, Part.RESOLUTION, Part.ACTION})
_WORDS = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens and the like, within words
_RUN = 4  # words
_NEAR = 20  # wordings with a run in common that are looked at
_SCANNED = 500  # wordings, where there are only words too few for a run
_TELLING = 6  # words of a sentence that can tell two documents apart

Passage = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two documents are.

    Args:
        shared: runs of words that stand in both.
        shorter: runs of words of the one that has fewer.
        longer: runs of words of the other.
    """

    shared: int
    shorter: int
    longer: int

    @property
    def contained(self) -> float:
        """Which share of the shorter one stands in the longer one."""
        return self.shared / self.shorter if self.shorter else 0.0


def passages_of(document: Document) -> Iterator[Passage]:
    """The words of each sentence that was said or decided, and of each title of an item, in small letters.

    Of a document in which no such part was recognised, the words of all its blocks.
    """
    said = [block for block in document.blocks if block.part in _SAID] or list(document.blocks)
    yield from _passages(document, said)


def _passages(document: Document, said: Sequence[Block]) -> Iterator[Passage]:
    low = document.plain.lower() if len(document.plain.lower()) == len(document.plain) else document.plain
    titles = {item.title for item in document.items if item.title}
    for block in said:
        for span in block.sentences or (block.body,):
            words = tuple(_WORDS.findall(low, span.start, span.end))
            # A label ("Minutes", "RESOLVED") stands in every document.
            if len(words) > 1 or (words and (block.body in titles or span in titles)):
                yield words


def all_words(document: Document) -> frozenset[str]:
    """Every word of a document, its head included."""
    return frozenset(_WORDS.findall(document.plain.lower()))


def marks_of(document: Document) -> frozenset[int]:
    """A number for each sentence that is long enough to tell minutes apart; the same sentence has the same number."""
    return frozenset(mark_of(words) for words in passages_of(document) if len(words) >= _TELLING)


def mark_of(passage: Passage) -> int:
    """The number of a sentence."""
    return int.from_bytes(hashlib.blake2b(" ".join(passage).encode("utf-8", "replace"), digest_size=8).digest(), "big")


def runs_of(document: Document, standing: frozenset[int] = frozenset()) -> frozenset[str]:
    """The runs of words of a document.

    Args:
        document: as read.
        standing: sentences that stand in the minutes of many days ("There were no declarations of interest."), which
            say nothing of which meeting it was; they count only where there is nothing else.
    """
    own = [words for words in passages_of(document) if not standing or mark_of(words) not in standing]
    return frozenset(_runs(own) if own else _runs(passages_of(document)))


def runs_of_items(document: Document) -> tuple[frozenset[str], ...]:
    """The runs of words of each item of business, its title left out."""
    found = []
    for item in document.items:
        blocks = document.blocks[item.blocks[0] : item.blocks[1]]
        said = [block for block in blocks if block.part in _SAID and block.body != item.title]
        found.append(frozenset(_runs(_passages(document, said))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words, to be looked for among others.

    Args:
        line: all of them, in small letters, with a space on both sides of each.
        runs: the runs of them.
    """

    line: str
    runs: frozenset[str]

    def share_in(self, other: Wording) -> float:
        """Which share of these words stands in the others: 1 where they stand there one after the other.

        >>> word("would send the list of berths to members").share_in(word("He would send the list of berths."))
        0.6
        >>> word("Satisfaction 79%").share_in(word("satisfaction: 79%, national median 71%"))
        1.0
        """
        if self.is_short:
            return float(self.line in other.line)
        return len(self.runs & other.runs) / max(1, len(self.runs))

    @property
    def is_short(self) -> bool:
        """Whether they are too few to be found by their runs in longer words."""
        return self.line.count(" ") <= _RUN


class Wordings:
    """Many wordings, found again by the runs that they share: not each is compared with each."""

    def __init__(self) -> None:
        self._all: list[Wording] = []
        self._lines: set[str] = set()
        self._short: list[Wording] = []
        self._holders: dict[str, list[int]] = {}

    def add(self, wordings: Iterable[Wording]) -> None:
        """Add some."""
        for wording in wordings:
            if wording.line not in self._lines:
                self._lines.add(wording.line)
                if wording.is_short:
                    self._short.append(wording)
                for run in wording.runs:
                    self._holders.setdefault(run, []).append(len(self._all))
                self._all.append(wording)

    def near(self, wording: Wording) -> Iterator[Wording]:
        """Those that may share much with some words, themselves first; of what many share, the first ones."""
        if wording.line in self._lines:
            yield wording
        near = {at for run in wording.runs for at in self._holders.get(run, ())[:_NEAR]}
        yield from (self._all[at] for at in sorted(near))
        yield from (self._all if wording.is_short else self._short)[:_SCANNED]


def word(words: str) -> Wording:
    """Words, to be looked for among others; case, punctuation and what is not seen do not count."""
    found = tuple(_WORDS.findall(_UNSEEN.sub("", words).lower()))
    return Wording(f" {' '.join(found)} ", frozenset(_runs([found])))


def word_evidence(evidence: Evidence) -> Wording:
    """The words that state a fact."""
    return word(evidence.quote)


def word_document(document: Document) -> Wording:
    """All words of a document, wherever they stand."""
    return word(document.plain)


def compare(one: frozenset[str], other: frozenset[str]) -> Likeness:
    """How alike two documents are, by their runs of words."""
    shorter, longer = sorted((len(one), len(other)))
    return Likeness(len(one & other), shorter, longer)


def _runs(passages: Iterator[Passage] | list[Passage]) -> Iterator[str]:
    for words in passages:
        if len(words) <= _RUN:
            yield " ".join(words)
        else:
            for i in range(len(words) - _RUN + 1):
                yield " ".join(words[i : i + _RUN])
