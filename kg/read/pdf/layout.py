"""Rows of the pages -> lines in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.read.pdf.columns import read_rows
from kg.read.pdf.gutters import find_spreads
from kg.read.pdf.owners import find_column, name_owner
from kg.read.pdf.paragraphs import Line
from kg.read.pdf.rows import Row
from kg.read.pdf.rules import Grid
from kg.read.pdf.segments import split_row
from kg.read.pdf.tables import is_laid_out, read_table, shape_of

_WRAPPED = 0.65  # of the width between the margins: shorter lines were not wrapped
_LONG = 0.6  # of the longest line
_KNOWN = 4  # places where a right column begins
_MOST = 0.9  # of the long lines end before the edge of the text


@dataclass(frozen=True, slots=True)
class Page:
    """A page, ready to be read.

    Args:
        width: in points.
        height: in points.
        rows: from top to bottom.
        grids: the tables that are drawn on it, from top to bottom.
        aside: rows of words that run in another direction than the rest.
    """

    width: float = 0.0
    height: float = 0.0
    rows: tuple[Row, ...] = ()
    grids: tuple[Grid, ...] = ()
    aside: tuple[Row, ...] = ()


def find_lines(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of all pages, without what is repeated on each page."""
    column = find_column([page.rows for page in pages])
    edges = _right_edges(pages, column)
    parted = [list(_part(page)) for page in pages]
    laid_out = {shape_of(grid) for parts in parted for grid, rows in parts if grid and is_laid_out(grid, rows)}
    spreads = [spread for parts in parted for grid, rows in parts if grid is None for spread in find_spreads(rows)]
    known = sorted({spread.place for spread in spreads})[:_KNOWN]
    for number, (page, parts) in enumerate(zip(pages, parted, strict=True)):
        for grid, rows in parts:
            if grid is None:
                yield from read_rows(rows, number, edges[round(page.width)], column, known)
            else:
                yield from read_table(grid, rows, number, laid_out=shape_of(grid) in laid_out)
        yield from read_rows(page.aside, number, max((row[-1].x1 for row in page.aside), default=0.0))


def _part(page: Page) -> Iterator[tuple[Grid | None, list[Row]]]:
    """The rows of a page, those within a table apart from those between tables."""
    free: list[Row] = []
    inside: list[Row] = []
    grids = list(reversed(page.grids))
    for row in page.rows:
        middle = row[0].middle
        while grids and grids[-1].bottom < middle:
            if inside:
                yield grids[-1], inside
                inside = []
            grids.pop()
        if grids and middle >= grids[-1].top:
            if free:
                yield None, free
                free = []
            inside.append(row)
        else:
            free.append(row)
    if inside:
        yield grids[-1], inside
    if free:
        yield None, free


def _end_of(row: Row, column: float) -> float:
    """Where the words of a row end, without those who have to act."""
    *before, last = split_row(row)
    return before[-1].x1 if before and name_owner(last, column) else last.x1


def _right_edges(pages: Sequence[Page], column: float) -> dict[int, float]:
    """Where lines of text end at the latest, by the width of the page."""
    edges: dict[int, float] = {}
    for width in sorted({round(page.width) for page in pages}):
        rows = [row for page in pages if round(page.width) == width for row in page.rows]
        ends = sorted(_end_of(row, column) for row in rows)
        if not ends:
            edges[width] = 0.0
            continue
        left, right = min(row[0].x0 for row in rows), ends[-1]
        if right - left < _WRAPPED * (width - 2 * left):
            # Where nothing is so long that it had to be wrapped, the margins are equally wide.
            edges[width] = width - left
            continue
        # A title or a table may be wider than the text, whose lines are many.
        long = [end for end in ends if end > left + _LONG * (right - left)]
        edges[width] = long[int(len(long) * _MOST)]
    return edges
