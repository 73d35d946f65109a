"""Patterns found by the words with which they begin: tried where such a word stands, and nowhere else.

A text is cut into words once, and each set of patterns looks up once where its words stand. After that a sentence that
has none of them costs next to nothing. What is found is what the patterns themselves would find, tried everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kg.lexicon.heads import Heads, find_heads, find_needs, fold_text

_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"[A-Z]+")
LONG = 2000  # characters; what is shorter is a line, a cell or a date, not a document that is asked again and again
Match = re.Match[str]


def index_words(plain: str) -> Mapping[str, list[int]]:
    r"""Where each word of a text begins: every run of `\w`, folded; of the document being read they are sought once.

    >>> dict(index_words("To be or not to be"))
    {'to': [0, 13], 'be': [3, 16], 'or': [6], 'not': [9]}
    """
    return _index_document(plain) if len(plain) > LONG else _index(plain)


def _index(plain: str) -> Mapping[str, list[int]]:
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for word in _WORD.finditer(fold_text(plain)):
        starts[word.group()].append(word.start())
    return starts


_index_document = lru_cache(maxsize=2)(_index)


def find_places(plain: str, heads: Heads) -> list[int]:
    """Where in a text a match can begin that begins with one of some words."""
    index = index_words(plain)
    found = [start for word in heads.words & index.keys() for start in index[word]]
    if heads.beginnings:
        beginnings = tuple(sorted(heads.beginnings))
        found += [start for word, starts in index.items() if word.startswith(beginnings) for start in starts]
    if heads.capital:
        found += [run.start() for run in _CAPITALS.finditer(plain)]
    for sign in sorted(heads.signs):
        found += [run.start() for run in re.finditer(re.escape(sign), plain)]
    return sorted(set(found))


class Spotter:
    """A set of patterns, in order, and where in a text each of them stands.

    Args:
        sources: the patterns as source text; they ignore case. At one place a match of an earlier one goes first.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        heads = [find_heads(source) for source in sources]
        self._by_word: defaultdict[str, int] = defaultdict(int)  # patterns are bits of a number
        for i, one in enumerate(heads):
            for word in one.words if one else ():
                self._by_word[word] |= 1 << i
        self._begun = [(tuple(sorted(one.beginnings)), i) for i, one in enumerate(heads) if one and one.beginnings]
        self._beginnings = tuple(sorted({word for beginnings, _ in self._begun for word in beginnings}))
        self._anywhere = [i for i, one in enumerate(heads) if one is None]
        self._patterns: dict[int, re.Pattern[str]] = {}  # compiled when a text has a word that calls for them
        self._document = lru_cache(maxsize=2)(self._find_places)

    def first(self, plain: str, start: int, end: int) -> Match | None:
        """The match that begins first within `[start, end)`; of two that begin together that of the earlier one."""
        order, found = next(self._walk(plain, start, end), (0, None))
        for i in self._anywhere:
            match = self._pattern(i).search(plain, start, end)
            if match and (found is None or (match.start(), i) < (found.start(), order)):
                order, found = i, match
        return found

    def at(self, plain: str, place: int, end: int) -> Match | None:
        """The match of the first pattern that begins at a place and ends by `end`."""
        places, begun = self._document(plain) if len(plain) > LONG else self._find_places(plain)
        k = bisect_left(places, place)
        may = begun[k] if k < len(places) and places[k] == place else 0
        if self._anywhere or _cut_word(plain, place, end) == place:
            may = (1 << len(self._sources)) - 1
        return next((match for i in _indices(may) if (match := self._pattern(i).match(plain, place, end))), None)

    def find(self, plain: str, start: int, end: int, among: int = -1) -> Iterator[tuple[int, Match]]:
        """Every match of every pattern within `[start, end)`, with its index; those of one pattern do not overlap.

        Args:
            plain: the text.
            start: from where.
            end: up to where.
            among: the patterns to try, as `Sieve.possible` gives them.
        """
        ends: dict[int, int] = {}
        for i, match in self._walk(plain, start, end, among):
            if match.start() >= ends.get(i, start):
                ends[i] = match.end()
                yield i, match
        for i in self._anywhere:
            if among >> i & 1:
                yield from ((i, match) for match in self._pattern(i).finditer(plain, start, end))

    def _walk(self, plain: str, start: int, end: int, among: int = -1) -> Iterator[tuple[int, Match]]:
        """Every match at the words with which patterns begin, in the order of the text, then of the patterns."""
        places, begun = self._document(plain) if len(plain) > LONG else self._find_places(plain)
        cut = _cut_word(plain, start, end)  # the end may cut a word in two: "agreed" is then read as "agree"
        for k in range(bisect_left(places, start), bisect_left(places, end if cut is None else cut)):
            if bits := begun[k] & among:
                for i in _indices(bits):
                    if match := self._pattern(i).match(plain, places[k], end):
                        yield i, match
        if cut is not None:
            for i in _indices(self._begin_with(fold_text(plain[cut:end])) & among):
                if match := self._pattern(i).match(plain, cut, end):
                    yield i, match

    def _find_places(self, plain: str) -> tuple[list[int], list[int]]:
        """Where in a text a pattern may begin, and which, as bits of a number."""
        starts = index_words(plain)
        words = self._by_word.keys() & starts.keys()
        if self._begun:
            words |= {word for word in starts if word.startswith(self._beginnings)}
        found: list[tuple[int, int]] = []
        for word in words:
            bits = self._begin_with(word)
            found += [(start, bits) for start in starts[word]]
        found.sort()
        return [start for start, _ in found], [bits for _, bits in found]

    def _begin_with(self, word: str) -> int:
        """Which patterns may begin with a folded word."""
        bits = self._by_word.get(word, 0)
        for beginnings, i in self._begun:
            if word.startswith(beginnings):
                bits |= 1 << i
        return bits

    def _pattern(self, i: int) -> re.Pattern[str]:
        if i not in self._patterns:
            self._patterns[i] = re.compile(self._sources[i], re.IGNORECASE)
        return self._patterns[i]


class Sieve:
    """Which of some patterns can match in a stretch of text, by the words that they cannot do without.

    Args:
        patterns: as source text.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        needs = [find_needs(pattern) for pattern in patterns]
        self._always = sum(1 << i for i, one in enumerate(needs) if one is None)
        self._words: defaultdict[str, int] = defaultdict(int)
        self._beginnings: defaultdict[str, int] = defaultdict(int)
        self._parts: defaultdict[str, int] = defaultdict(int)
        for i, one in enumerate(needs):
            for words, bits in zip(
                (one.words, one.beginnings, one.parts) if one else (),
                (self._words, self._beginnings, self._parts),
                strict=False,
            ):
                for word in words:
                    bits[word] |= 1 << i
        self._lengths = sorted(set(map(len, self._beginnings)))
        self._digits = sum(1 << i for i, one in enumerate(needs) if one and one.digit)
        self._of_word = lru_cache(maxsize=1 << 14)(self._find_bits)
        self._document = lru_cache(maxsize=2)(self._find_places)

    def possible(self, plain: str, start: int, end: int) -> int:
        """Which patterns are worth trying within `[start, end)`: the bit `1 << i` of a number is that of the i-th."""
        places, ends, words = self._document(plain) if len(plain) > LONG else self._find_places(plain)
        first = bisect_left(places, start)
        if first and ends[first - 1] > start:
            first -= 1  # a word that the start cuts in two
        cut = _cut_word(plain, start, end)
        bits = self._always if cut is None else self._always | self._of_word(fold_text(plain[cut:end]))
        for k in range(first, bisect_left(places, end)):
            bits |= words[k]
        return bits

    def _find_places(self, plain: str) -> tuple[list[int], list[int], list[int]]:
        """Where in a text a word begins and ends that some pattern needs, and which patterns as bits of a number."""
        found = [
            (start, start + len(word), bits)
            for word, starts in index_words(plain).items()
            if (bits := self._of_word(word))
            for start in starts
        ]
        found.sort()
        return [one[0] for one in found], [one[1] for one in found], [one[2] for one in found]

    def _find_bits(self, word: str) -> int:
        bits = self._words.get(word, 0)
        if self._digits and any(map(str.isdecimal, word)):
            bits |= self._digits
        for length in self._lengths:
            bits |= self._beginnings.get(word[:length], 0)
        for part, more in self._parts.items():
            if part in word:
                bits |= more
        return bits


@lru_cache(maxsize=1 << 12)
def _indices(bits: int) -> tuple[int, ...]:
    return tuple(i for i in range(bits.bit_length()) if bits >> i & 1)


def _cut_word(plain: str, start: int, end: int) -> int | None:
    """Where the word begins that a stretch cuts in two with its end; None if it cuts none, or starts in it."""
    if not start < end < len(plain) or not (_is_of_word(plain[end]) and _is_of_word(plain[end - 1])):
        return None
    at = end - 1
    while at > start and _is_of_word(plain[at - 1]):
        at -= 1
    return None if at and _is_of_word(plain[at - 1]) else at


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
