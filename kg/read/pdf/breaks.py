"""Rows of tables that go on over the end of a page, made whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec.structs import replace

from kg.read.pdf.hyphens import Vocabulary, join_words
from kg.read.pdf.paragraphs import Line

_NEAR = 4.0  # points
_PITCH = 1.6  # heights from one line of a cell to the next, at most


def close_rows(lines: Iterable[Line]) -> list[Line]:
    """The lines, without those at the head of a page that go on with the cells of the last row of the page before."""
    closed: list[Line] = []
    bottom: Line | None = None  # the last line that went on with a cell
    for line in lines:
        row = closed[-1] if closed else None
        if row is not None and row.row:
            first = line.page == row.page + 1
            below = bottom is not None and line.page == bottom.page and _follows(bottom, line)
            whole = _join(row, line) if first and (bottom is None or below) else None
            if whole is not None:
                closed[-1], bottom = whole, line
                continue
        bottom = None
        closed.append(line)
    return closed


def _follows(above: Line, line: Line) -> bool:
    return 0 < line.top - above.top < _PITCH * (above.bottom - above.top)


def _join(row: Line, line: Line) -> Line | None:
    """A row with what goes on with its cells; None if it is something else."""
    added = [""] * len(row.cells)
    if line.row:
        if len(line.starts) != len(row.starts) or any(
            abs(a - b) > _NEAR for a, b in zip(row.starts, line.starts, strict=True)
        ):
            return None
        added = list(line.cells)
    else:
        place = bisect_right(row.starts, line.x0 + _NEAR) - 1
        if place < 0 or line.marker or line.owner:
            return None
        added[place] = line.text
    if added[0] or not all(cell and _goes_on(text) for cell, text in zip(row.cells, added, strict=True) if text):
        return None
    known = Vocabulary()
    cells = tuple(join_words(filter(None, pair), known) for pair in zip(row.cells, added, strict=True))
    return replace(row, cells=cells, text=" | ".join(cells).strip(" |"))


def _goes_on(text: str) -> bool:
    return text[0].islower() or text[0].isdigit()
