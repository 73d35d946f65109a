"""A table of a page -> lines: rows of cells where it is a table, paragraphs where it only places them on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.read.attendees import read_down

_EMPTY = "-"  # as typists fill an empty cell, so that the others keep their columns
_LONG = 400  # characters: what is longer is no cell of a table but the text of the page
_NAME = 30  # characters: the name of a column is shorter
_TOLD = 80  # characters: what is longer is no entry of a column
_NUMBER = re.compile(
    r"(?:[·•●▪\uf0b7§o-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,2}\.?|\d{1,4}/\d{2,4}|\d{1,3})",
    re.I,
)
_OWNER = re.compile(
    r"(?:(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2})(?:\s*[/&,]\s*(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2})){0,4}|Clerk|ALL|All|Chair)"
)


class Cell(NamedTuple):
    """A cell: its lines, and whether it heads a column or row."""

    lines: tuple[str, ...]
    head: bool = False


def lay_table(rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[bool, str]]:
    """The lines of a table, each with whether an empty line stands before it.

    Args:
        rows: its rows, in order.
    """
    filled = [row for row in rows if any(cell.lines for cell in row)]
    if listed := read_down([[cell.lines for cell in row] for row in filled]):
        yield from listed
        return
    if _places_text(filled):
        for row in filled:
            yield from _lay_paragraphs(row)
        return
    for i, row in enumerate(filled):
        words = [" ".join(cell.lines) for cell in row]
        filled_cells = sum(map(bool, words))
        yield i == 0, " | ".join(word or _EMPTY for word in words) if filled_cells > 1 else "".join(words)


def _places_text(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether a table only places paragraphs: one cell a row, numbers before their words, or whole texts in cells."""
    if all(sum(bool(cell.lines) for cell in row) <= 1 for row in rows):
        return True
    if any(cell.head for row in rows for cell in row):
        return False
    if any(len(cell.lines) > 2 and sum(map(len, cell.lines)) > _LONG for row in rows for cell in row):
        return True
    if any(len(row) not in (2, 3) for row in rows) or _heads(rows[0]):
        return False
    # Numbers, or nothing, before paragraphs.
    numbered = [row for row in rows if (not row[0].lines or _is_number(row[0])) and not _is_number(row[1])]
    told = sum(any(len(line) > _TOLD for line in row[1].lines) for row in numbered)
    listed = sum(_is_listed(row[0]) for row in numbered)
    return len(numbered) * 5 >= len(rows) * 4 and (told > 0 or listed * 2 > len(rows))


def _heads(row: tuple[Cell, ...]) -> bool:
    """Whether a row looks like the names of columns: a few words in each cell."""
    return all(len(cell.lines) == 1 and cell.lines[0][:1].isalpha() and len(cell.lines[0]) < _NAME for cell in row)


def _is_number(cell: Cell) -> bool:
    return len(cell.lines) == 1 and _NUMBER.fullmatch(cell.lines[0]) is not None


def _is_listed(cell: Cell) -> bool:
    """Whether a cell holds a number with its full stop or bracket, or a bullet."""
    return _is_number(cell) and not cell.lines[0].isdigit()


def _lay_paragraphs(row: tuple[Cell, ...]) -> Iterator[tuple[bool, str]]:
    """The cells of a row one after the other, a number before its words, who has to act behind six spaces."""
    cells = [cell for cell in row if cell.lines]
    number = owner = ""
    if len(cells) > 1 and _is_number(cells[0]):
        number = f"{cells[0].lines[0]} "
        cells = cells[1:]
    if len(cells) > 1 and len(cells[-1].lines) == 1 and _OWNER.fullmatch(cells[-1].lines[0]):
        owner = f"      {cells[-1].lines[0]}"
        cells = cells[:-1]
    lines = [line for cell in cells for line in cell.lines]
    for i, line in enumerate(lines):
        yield True, f"{number if i == 0 else ''}{line}{owner if i == len(lines) - 1 else ''}"
