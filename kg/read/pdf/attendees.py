"""Rows of a PDF that list those who were there, a column for each side -> a line for each person, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg.read.attendees import is_label_row, is_person, read_down
from kg.read.pdf.paragraphs import Line

_ALIGNED = 6.0  # points between where the cells of a column begin
_PITCH = 1.2  # heights of a line that may be empty between two rows
_ROWS = 80  # that such a table may have


def read_attendees(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a file, tables of those who were there read column by column.

    Args:
        lines: in the order in which they are read, rows of tables whole.
    """
    i = 0
    while i < len(lines):
        rows = _find_rows(lines, i)
        listed = read_down(rows) if len(rows) > 1 else []
        if not listed:
            yield lines[i]
            i += 1
            continue
        last = lines[i + len(rows) - 1]
        for _, words in listed:
            # As a row of one cell no line is joined to it.
            yield replace(last, x0=lines[i].x0, marker="", text=words, cells=(words,), starts=(lines[i].x0,))
        i += len(rows)


def _find_rows(lines: Sequence[Line], first: int) -> list[list[list[str]]]:
    """The rows of such a table, by their cells; empty if none begins with a line."""
    head = lines[first]
    if len(head.cells) < 2 or not is_label_row(head.cells):
        return []
    rows: list[list[list[str]]] = []
    for line in lines[first : first + _ROWS]:
        above = lines[first + len(rows) - 1] if rows else line
        cells = _cells(line, head)
        if cells is None or line.page != head.page:
            break
        if not line.row and line.top - above.bottom > _PITCH * (line.bottom - line.top):
            break
        rows.append([[cell] if cell else [] for cell in cells])
    return rows


def _cells(line: Line, head: Line) -> list[str] | None:
    """What a line holds below each of the cells of the first row; None if it is no row of that table."""
    starts, texts = (line.starts, line.cells) if line.row else ((line.x0,), (line.text,))
    if line.marker or line.owner or (not line.row and not is_person(line.text)):
        return None
    cells = [""] * len(head.starts)
    for start, text in zip(starts, texts, strict=False):
        at = next((n for n, x in enumerate(head.starts) if abs(x - start) <= _ALIGNED), None)
        if at is None:
            return None
        cells[at] = text
    return cells
