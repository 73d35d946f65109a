"""Rows of the pages -> lines in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.read.pdf.columns import read_rows
from kg.read.pdf.paragraphs import Line
from kg.read.pdf.rows import Row
from kg.read.pdf.rules import Grid
from kg.read.pdf.segments import split_row
from kg.read.pdf.tables import read_table


@dataclass(frozen=True, slots=True)
class Page:
    """A page, ready to be read.

    Args:
        width: in points.
        height: in points.
        rows: from top to bottom.
        grids: the tables that are drawn on it, from top to bottom.
    """

    width: float
    height: float
    rows: tuple[Row, ...]
    grids: tuple[Grid, ...] = ()


def find_lines(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of all pages, without what is repeated on each page."""
    right = _right_edge(pages)
    for number, page in enumerate(pages):
        free: list[Row] = []
        grids = list(page.grids)
        rows = list(page.rows)
        while rows:
            row = rows.pop(0)
            middle = row[0].middle
            while grids and grids[0].bottom < middle:
                grids.pop(0)
            if not grids or middle < grids[0].top:
                free.append(row)
                continue
            yield from read_rows(free, number, right)
            free = []
            grid = grids.pop(0)
            inside = [row]
            while rows and rows[0][0].middle <= grid.bottom:
                inside.append(rows.pop(0))
            yield from read_table(grid, inside, number)
        yield from read_rows(free, number, right)


def _right_edge(pages: Sequence[Page]) -> float:
    """Where lines of text end at the latest, by the lines that go on without a gap."""
    ends = sorted(split_row(row)[0].x1 for page in pages for row in page.rows)
    starts = [row[0].x0 for page in pages for row in page.rows]
    if not ends:
        return 0.0
    left, right = min(starts), ends[-1]
    width = max(page.width for page in pages)
    # Where nothing is so long that it had to be wrapped, the margin on the right is as wide as that on the left.
    return right if right - left >= 0.65 * (width - 2 * left) else width - left
