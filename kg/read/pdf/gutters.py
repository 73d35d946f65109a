"""Where a page, or part of it, is set in columns of running text: an empty stripe, and full lines on both its sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.read.pdf.rows import Row, find_rows
from kg.read.pdf.segments import height_of, numbered, split_row
from kg.read.pdf.words import Word

_LINES = 6  # of each column, at least
_ROOM = 0.6  # of the height of a line: the stripe is as wide as that, at least
_MIDDLE = (0.3, 0.7)  # of the width of the text: where the right column may begin
_TRIED = 6  # places where it may begin
_EQUAL = 0.7  # of the width of the wider column
_LONG = 0.7  # of the width of its column
_FULL, _BOTH_FULL = 0.4, 0.5  # of the lines of a column, and of both, are that long
_GOING_ON = 0.2  # of the lines of a column begin within a sentence
_GAPPED = 0.15  # of the lines of a column have gaps within, at most: a table has columns of its own
_SPACED = 1.3  # of the usual pitch: a line that stands lower opens a paragraph
_LEVEL = 0.3  # of the height of a line: two lines that stand side by side
_TABULAR = 0.6  # of the openings on one side stand beside openings on the other
_HEAD, _BELOW = 6, 2.0  # rows above the columns, and the heights of a line between


@dataclass(frozen=True, slots=True)
class Spread:
    """Rows that are two columns of running text.

    Args:
        start: the first of them.
        end: the row after the last.
        left: the rows of the left column.
        right: the rows of the right column.
        edge: where the left column ends.
        place: where the right column begins.
    """

    start: int
    end: int
    left: tuple[Row, ...]
    right: tuple[Row, ...]
    edge: float
    place: float


def find_spreads(rows: Sequence[Row], known: Sequence[float] = ()) -> list[Spread]:
    """The parts of a page that are set in two columns of running text, from top to bottom.

    Args:
        rows: from top to bottom; lines of both columns may stand in one of them.
        known: where the right column begins on other pages: there a few lines will do, as on a last page.
    """
    if len(rows) < _LINES:
        return []
    for place in _find_places(rows):
        found = [spread for start, end in _runs(rows, place) if (spread := _read_run(rows, start, end))]
        if found:
            return found
    for place in known:
        found = [spread for start, end in _runs(rows, place) if (spread := _read_run(rows, start, end, place))]
        if found:
            return found
    return []


def _find_places(rows: Sequence[Row]) -> list[float]:
    """Where a right column may begin, the likeliest first."""
    left = min(row[0].x0 for row in rows)
    width = max(row[-1].x1 for row in rows) - left
    low, high = left + _MIDDLE[0] * width, left + _MIDDLE[1] * width
    starts = Counter(round(segment.x0) for row in rows for segment in split_row(row) if low < segment.x0 < high)
    likely = [(-count, x) for x, count in starts.items() if count > 1]
    return [float(x) for _, x in sorted(likely)[:_TRIED]]


def _runs(rows: Sequence[Row], place: float) -> Iterator[tuple[int, int]]:
    """Rows one after the other in which no word stands before a place or on it."""
    start = 0
    for i, row in enumerate(rows):
        room = _ROOM * height_of(row)
        if any(word.x0 < place - 1 and word.x1 > place - room for word in row):
            if i - start >= _LINES:
                yield start, i
            start = i + 1
    if len(rows) - start >= _LINES:
        yield start, len(rows)


def _read_run(rows: Sequence[Row], start: int, end: int, known: float | None = None) -> Spread | None:
    """The columns of a run of rows; None if they are a table, a list, or anything but running text."""
    for i in range(start + 1, min(start + _HEAD, end)):
        above = max(word.bottom for word in rows[i - 1])
        if min(word.top for word in rows[i]) - above > _BELOW * height_of(rows[i]):
            start = i  # what stands apart above the columns is no part of them
    words = [word for row in rows[start:end] for word in row]
    stripe = _find_stripe(words)
    if stripe is None:
        return None
    left = find_rows([word for word in words if word.x1 <= stripe[0]])
    right = find_rows([word for word in words if word.x0 >= stripe[1]])
    spread = Spread(start, end, tuple(left), tuple(right), stripe[0], stripe[1])
    if known is not None and abs(stripe[1] - known) < 1 and len(left) >= _LINES > len(right):
        return spread if any(row[0].text[0].islower() for row in right) else None
    if min(len(left), len(right)) < _LINES or _is_table(left, right):
        return None
    widths = [_width(left), _width(right)]
    if min(widths) < _EQUAL * max(widths):
        return None
    long = 0
    for side, width in zip((left, right), widths, strict=True):
        full = sum(row[-1].x1 - row[0].x0 > _LONG * width for row in side)
        going_on = sum(row[0].text[0].islower() for row in side)
        gapped = sum(len(numbered(split_row(row))) > 1 for row in side)
        if full < _FULL * len(side) or going_on < max(2, _GOING_ON * len(side)) or gapped > _GAPPED * len(side):
            return None
        long += full
    if long < _BOTH_FULL * (len(left) + len(right)):
        return None
    return spread


def _find_stripe(words: Sequence[Word]) -> tuple[float, float] | None:
    """The widest stripe near the middle in which no word stands: its left and right edge."""
    if not words:
        return None
    ordered = sorted(words, key=lambda word: (word.x0, word.x1))
    left, reach = ordered[0].x0, ordered[0].x1
    width = max(word.x1 for word in words) - left
    best: tuple[float, float] | None = None
    for word in ordered:
        central = _MIDDLE[0] * width < word.x0 - left < _MIDDLE[1] * width
        if central and word.x0 - reach > max(_ROOM * word.size, best[1] - best[0] if best else 0.0):
            best = reach, word.x0
        reach = max(reach, word.x1)
    return best


def _width(side: Sequence[Row]) -> float:
    return max(row[-1].x1 for row in side) - min(row[0].x0 for row in side)


def _is_table(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether paragraphs begin side by side, as the cells of a table do."""
    (spaced, opened), (spaced_right, opened_right) = _openings(left), _openings(right)
    near = _LEVEL * median(height_of(row) for row in left)
    if spaced or spaced_right:
        level = _count_level(spaced, opened_right, near) + _count_level(spaced_right, opened, near)
        return level >= _TABULAR * (len(spaced) + len(spaced_right))
    level = _count_level(opened, opened_right, near)
    return level >= _TABULAR * (len(opened) + len(opened_right) - level) > 0


def _openings(side: Sequence[Row]) -> tuple[list[float], list[float]]:
    """How far down the lines stand that open a paragraph: those below a wider space, and all."""
    edge = max(row[-1].x1 for row in side)
    tops = [row[0].top for row in side]
    pitch = median(b - a for a, b in pairwise(tops))
    spaced, opened = [], []
    for above, row in pairwise(side):
        word = row[0]
        if word.top - above[0].top > _SPACED * pitch:
            spaced.append(word.top)
            opened.append(word.top)
        elif not word.text[0].islower() and above[-1].x1 + 0.2 * word.size + word.x1 - word.x0 < edge:
            opened.append(word.top)
    return spaced, opened


def _count_level(tops: Sequence[float], others: Sequence[float], near: float) -> int:
    """How many of the tops stand beside one of the others; both from top to bottom."""
    count = i = 0
    for top in tops:
        while i < len(others) and others[i] < top - near:
            i += 1
        count += i < len(others) and others[i] <= top + near
    return count
