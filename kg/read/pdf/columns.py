"""Rows of a part of a page -> its lines as they are read: across tables, down columns, labels before what they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from msgspec.structs import replace

from kg.read.pdf.bands import ROOM, Band, is_full, read_band, read_lone
from kg.read.pdf.gutters import find_spreads
from kg.read.pdf.owners import stands_alone, take_owner
from kg.read.pdf.paragraphs import Line
from kg.read.pdf.rows import Row
from kg.read.pdf.segments import Segment, find_stops, height_of, make_line, numbered, split_row

_CLOSE = 0.7  # of the height of a line: the space between two lines of one cell, at most
_ALIGNED = 0.6  # of the height of a line
_WAITING = 6  # lines that a cell may have beyond those beside it
_BESIDE = 40  # lines beside a label


def read_rows(
    rows: Sequence[Row], page: int, right: float, column: float = inf, known: Sequence[float] = ()
) -> Iterator[Line]:
    """The lines of a part of a page, in the order in which they are read.

    Args:
        rows: from top to bottom.
        page: index of the page.
        right: the right edge of the text.
        column: where a column of those who have to act begins.
        known: where the right one of two columns of running text begins on other pages.
    """
    done = 0
    for spread in find_spreads(rows, known):
        yield from _read_bands(rows[done : spread.start], page, right, column)
        yield from _read_bands(spread.left, page, spread.edge, inf)
        yield from _read_bands(spread.right, page, right, column)
        done = spread.end
    yield from _read_bands(rows[done:], page, right, column)


# Bands of rows with gaps at the same places -------------------------------------------------------------------


def _read_bands(rows: Sequence[Row], page: int, right: float, column: float) -> Iterator[Line]:
    held = ""  # an owner beside whom nothing stands yet
    last: Line | None = None
    for line in _find_bands(rows, page, right, column):
        if line.owner and not line.text:
            if last is None:
                held = line.owner
            elif not last.owner:
                last = replace(last, owner=line.owner)
            else:
                last = replace(last, owner=f"{last.owner} {line.owner}")
            continue
        if last is not None:
            yield last
        last = replace(line, owner=held) if held and not line.owner else line
        held = ""
    if last is not None:
        yield last


def _find_bands(rows: Sequence[Row], page: int, right: float, column: float) -> Iterator[Line]:
    """The lines of rows; an owner beside whom nothing stands is a line without words."""
    split = [split_row(row) for row in rows]
    if stops := find_stops(split):
        split = [split_row(row, stops) for row in rows]
    i = 0
    while i < len(rows):
        segments = split[i]
        taken = take_owner(segments, right, column)
        if taken and i + 1 < len(rows) and _opens_sentence(taken[0][-1], split[i + 1][0]):
            taken, segments = None, [Segment(rows[i])]
        if taken is None and len(numbered(segments)) < 2:
            owner = stands_alone(segments, right, column)
            line = make_line(rows[i], page, right, owner=owner)
            yield replace(line, text="") if owner else line
            i += 1
            continue
        if taken is not None:
            yield make_line([word for one in taken[0] for word in one.words], page, right, owner=taken[1])
            i += 1
            continue
        if i + 1 < len(rows) and _heads_text(segments, split[i + 1], right):
            yield make_line(rows[i], page, right)
            i += 1
            continue
        band, end = _gather(rows, split, i, right, column)
        if band.tabular < 2 and not (len(band.rows) > 1 and band.is_named):
            whole = numbered(segments)
            yield from read_lone(rows[i], whole if len(whole) < 3 else segments, page, right)
            i += 1
            continue
        yield from read_band(band, page, right)
        i = end


def _opens_sentence(before: Segment, below: Segment) -> bool:
    """Whether initials at the end of a line belong to the sentence that goes on below: "… agreed.   KM / would ask"."""
    height = height_of(before.words)
    near = 0 < below.words[0].top - before.words[0].top < 1.6 * height
    return near and below.text[0].islower() and before.text.endswith((".", "?", "!", ")"))


def _heads_text(segments: list[Segment], below: list[Segment], right: float) -> bool:
    """Whether a gap follows a heading in the line of its text, which goes on below: "Lights   Mr Ode said / …"."""
    last, first = segments[-1], below[0]
    height = height_of(last.words)
    body = segments[-len(numbered(segments))]
    if not 0 < first.words[0].top - last.words[0].top < 1.6 * height or not is_full(last, first, right):
        return False
    starts = [segment.x0 for segment in segments[: 1 - len(numbered(segments)) or None]]
    starts += [word.x0 for word in body.words[:2]]
    return any(abs(first.x0 - x) < 0.5 * height for x in starts) and first.x1 > last.x0 + 2 * height


def _gather(
    rows: Sequence[Row], split: Sequence[list[Segment]], start: int, right: float, column: float
) -> tuple[Band, int]:
    """The band that begins with a row, and which row comes after it."""
    band = Band()
    end = start
    waiting: list[tuple[list[Segment], float]] = []  # rows with one cell: they belong to it if a row with more follows
    for i in range(start, len(rows)):
        segments = split[i]
        height = height_of(rows[i])
        tabular = len(numbered(segments)) > 1 and take_owner(segments, right, column) is None
        above = rows[i - 1]
        near = i == start or _top(rows[i]) - _bottom(above) < _CLOSE * height
        if not tabular and not near:
            break
        before = (band.columns, band.rows, band.tabular)
        if tabular:
            kept = all(band.take(one, size, opens=False) for one, size in waiting)
            if not kept or not band.take(segments, height, opens=True):
                band.columns, band.rows, band.tabular = before
                break
            waiting = []
            end = i + 1
        elif len(waiting) < (_BESIDE if band.is_named else _WAITING):
            waiting.append((segments, height))
        else:
            break
    labelled = band.tabular == 1 and band.is_named
    for segments, height in waiting:  # at the end of a table, only what goes on with a cell
        (segment, *more) = segments
        beside = labelled and abs(segment.x0 - band.columns[-1][0]) < _ALIGNED * height
        if more or not (beside or _fits_on(band, segment, height, right)):
            break
        if not band.take(segments, height, opens=False):
            break
        end += 1
    return band, end


def _fits_on(band: Band, segment: Segment, height: float, right: float) -> bool:
    for i, (x0, x1) in enumerate(band.columns):
        if abs(segment.x0 - x0) < _ALIGNED * height and band.rows:
            edge = band.columns[i + 1][0] - ROOM * height if i + 1 < len(band.columns) else max(right, x1)
            if segment.x1 > edge or i not in band.rows[-1]:
                return False
            above = band.rows[-1][i]
            # "In" above "attendance:": a label whose column is narrower than the gap beside it shows.
            ends_label = i == 0 and band.is_named and segment.text.endswith(":") and not above.text.endswith(":")
            return ends_label or is_full(above, segment, edge)
    return False


def _top(row: Row) -> float:
    return min([word.top for word in row])


def _bottom(row: Row) -> float:
    return max([word.bottom for word in row])
