"""Rows -> the pieces of text that wide gaps part, and lines made of them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from kg.read.pdf.paragraphs import Line, is_marker
from kg.read.pdf.rows import Row
from kg.read.pdf.words import Word

_WIDE = 0.85  # of the height of a line: no space within a sentence is so wide, unless all spaces of its line are
_STOPPED = 0.5  # of that, where other rows have a column
_STRETCHED = 2.0  # times the narrower gaps of a line that is stretched to both edges
# "FTOS/12/24", "24/41", "A43", "117": what stands before a title, when a gap follows it.
_REFERENCE = re.compile(r"\*?(?:[A-Za-z]{1,6}[./-]?)?\d{1,4}(?:[./-]\w{1,4}){0,4}[A-Z]?[.:)]?")
_TAB = 6.0  # heights from a number to its words, at most
# "10.Harbour": a number that its words follow without a space.
_RUN_ON = re.compile(r"(\d{1,3}\.|\((?:\d{1,2}|[a-z])\))(?=[A-Z][a-z])(.+)")


class Segment(Struct, frozen=True, gc=False):
    """Words of a row between which there is no wide gap."""

    words: Row

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join([word.text for word in self.words])


def height_of(row: Row) -> float:
    """Height of the line that a row makes."""
    return max([word.bottom - word.top for word in row])


def find_stops(split: Sequence[Sequence[Segment]]) -> frozenset[int]:
    """Where columns begin, in whole points: several rows go on there after a wide gap."""
    starts = Counter(round(segment.x0) for segments in split for segment in segments[1:])
    return frozenset(x for x in starts if starts[x - 1] + starts[x] + starts[x + 1] > 1)


def split_row(row: Row, stops: frozenset[int] = frozenset()) -> list[Segment]:
    """The segments of a row, from left to right.

    Args:
        row: its words.
        stops: where columns begin, as `find_stops` says: there a narrower gap will do.
    """
    if len(row) == 1:
        return [Segment(row)]
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(row)]
    wide = _WIDE * height_of(row)
    widest = max(gaps)
    if widest <= (_STOPPED * wide if stops else wide):
        return [Segment(row)]
    narrow = wide
    if len(gaps) > 2:
        usual = _STRETCHED * sorted(gaps)[(len(gaps) - 1) // 4]
        wide, narrow = min(max(wide, usual), 2 * wide), max(_STOPPED * wide, usual)
    segments, start = [], 0
    for i, gap in enumerate(gaps, 1):
        if gap > wide or (gap > narrow and stops and round(row[i].x0) in stops):
            segments.append(Segment(row[start:i]))
            start = i
    return [*segments, Segment(row[start:])]


def numbered(segments: list[Segment]) -> list[Segment]:
    """The segments, a number or bullet in its own column taken together with its words."""
    if len(segments) < 2 or len(segments[0].words) > 1:
        return segments
    if not is_marker(segments[0].text) and not _REFERENCE.fullmatch(segments[0].text):
        return segments
    first, second = segments[0], segments[1]
    if second.x0 - first.x1 > _TAB * height_of(first.words):
        return segments
    return [Segment(first.words + second.words), *segments[2:]]


def _is_number(word: Word, after: Word) -> bool:
    """Whether a word at the head of a line is a number or bullet; a mere figure or reference only before a gap."""
    if is_marker(word.text):
        return True
    return after.x0 - word.x1 > _WIDE * word.size and _REFERENCE.fullmatch(word.text) is not None


def make_line(words: Sequence[Word], page: int, right: float, *, owner: str = "", label: str = "") -> Line:
    """The line that words make, its number or bullet apart.

    Args:
        words: from left to right.
        page: index of the page.
        right: edge of the column in which they stand.
        owner: who has to act, beside it.
        label: what stands to the left of it ("Present:") and is read before it.
    """
    marker, rest = "", words
    text = " ".join([word.text for word in words])
    if not label and len(words) > 1 and _is_number(words[0], words[1]):
        marker, rest = words[0].text, words[1:]
        text = " ".join([word.text for word in rest])
    elif not label and (match := _RUN_ON.match(text)):
        marker, text = match[1], match[2]
    plain = max(rest, key=lambda word: len(word.text))  # neither a raised "th" nor the sign of a list
    return Line(
        page=page,
        x0=words[0].x0,
        body=rest[0].x0,
        x1=words[-1].x1,
        right=right,
        top=plain.top,
        bottom=plain.bottom,
        marker=marker,
        text=f"{label} {text}" if label else text,
        first=rest[0].x1 - rest[0].x0,
        owner=owner,
    )
