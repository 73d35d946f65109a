"""Tables drawn with lines -> rows with their cells; text that was only laid out in a table -> its lines."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg.read.pdf.columns import read_rows
from kg.read.pdf.hyphens import Vocabulary, join_words
from kg.read.pdf.owners import is_title
from kg.read.pdf.paragraphs import Line, is_marker, make_row
from kg.read.pdf.rows import Row, find_rows, text_of
from kg.read.pdf.rules import Grid
from kg.read.pdf.words import Word

_PROSE = 350  # characters: a cell with more is text that was laid out in a table
_RUNNING = 900
_TITLES = 60  # characters: the head of such a table has fewer
_PADDING = 4.0  # points between the words of a cell and its edge
_NUMBER = 12  # characters: what stands in the cell before a text and is not longer is its number
_OWNER = 60  # characters

Cell = tuple[float, float, list[Word]]  # left, right, words


def shape_of(grid: Grid) -> tuple[int, ...]:
    """The columns of a table, so that it is known again on the next page."""
    widest = max((grid.columns(row) for row in range(len(grid.edges) - 1)), key=len)
    return tuple(round(x / 5) for x in widest)


def is_laid_out(grid: Grid, rows: Sequence[Row]) -> bool:
    """Whether the minutes themselves were written into a table, so that its cells hold running text."""
    table = _find_cells(grid, [word for row in rows for word in row])
    *heads, last = [" ".join([word.text for word in words]) for _, _, words in table[0]]
    if len(heads) < 3 and is_title(last) and not any("action" in head.lower() for head in heads):
        return True
    sizes = [max(sum(len(word.text) + 1 for word in words) for _, _, words in cells) for cells in table]
    return max(sizes) > _RUNNING or sum(size > _PROSE for size in sizes) >= 0.25 * len(sizes)


def read_table(grid: Grid, rows: Sequence[Row], page: int, *, laid_out: bool) -> Iterator[Line]:
    """The lines of a table.

    Args:
        grid: its rules.
        rows: what stands within it, from top to bottom.
        page: index of the page.
        laid_out: whether its cells hold running text.
    """
    for i, cells in enumerate(_find_cells(grid, [word for row in rows for word in row])):
        filled = [cell for cell in cells if cell[2]]
        if not filled:
            continue
        words = [word for _, _, inside in filled for word in inside]
        title = i == 0 and sum(len(word.text) + 1 for word in words) <= _TITLES and not is_marker(words[0].text)
        if len(cells) == 1 or (laid_out and not title):
            yield from _read_laid_out(filled, page)
        else:
            yield _read_row(cells, page, grid.right)


def _find_cells(grid: Grid, words: Sequence[Word]) -> list[list[Cell]]:
    """The cells of each row; what goes down over several rows stands in the first of them."""
    by_row: dict[int, list[Word]] = defaultdict(list)
    last = len(grid.edges) - 2
    for word in words:
        row = bisect_left(grid.edges, word.middle) - 1
        by_row[min(max(row, 0), last)].append(word)
    table: list[list[Cell]] = []
    for row in range(last + 1):
        edges = grid.columns(row)
        cells: list[Cell] = [(left, right, []) for left, right in itertools.pairwise(edges)]
        for word in by_row[row]:
            middle = (word.x0 + word.x1) / 2
            place = min(max(bisect_left(edges, middle) - 1, 0), len(cells) - 1)
            cells[place][2].append(word)
        for left, right, inside in cells:
            if row and inside and grid.is_open(row, left, right):
                above = next((cell for cell in table[-1] if cell[0] <= (left + right) / 2 <= cell[1]), None)
                if above is not None:
                    above[2].extend(inside)
                    inside.clear()
        table.append(cells)
    return table


def _read_row(cells: Sequence[Cell], page: int, right: float) -> Line:
    known = Vocabulary()
    texts = [join_words([text_of(row) for row in find_rows(words)], known) for _, _, words in cells]
    return make_row(texts, [left for left, _, _ in cells], [word for cell in cells for word in cell[2]], page, right)


def _read_laid_out(cells: Sequence[Cell], page: int) -> Iterator[Line]:
    """Text laid out as "number | text | who has to act": the text, with what stands beside it in its place."""
    main = max(cells, key=lambda cell: sum(len(word.text) for word in cell[2]))
    at = list(cells).index(main)
    number = ""
    for _, right, words in cells[:at]:
        rows = find_rows(words)
        text = " ".join(map(text_of, rows))
        if len(text) <= _NUMBER and not number:
            number = text
        else:
            yield from read_rows(rows, page, right - _PADDING)
    lines = list(read_rows(find_rows(main[2]), page, main[1] - _PADDING))
    if number and lines:
        if is_marker(number) and not lines[0].marker:
            lines[0] = replace(lines[0], marker=number)
        else:
            lines[0] = replace(
                lines[0], text=f"{number} {lines[0].marker} {lines[0].text}".replace("  ", " "), marker=""
            )
    after: list[Line] = []
    for _, right, words in cells[at + 1 :]:
        for group in _groups(find_rows(words)):
            text = " ".join(map(text_of, group))
            if len(text) > _OWNER:
                after += read_rows(group, page, right - _PADDING)
                continue
            beside = [i for i, line in enumerate(lines) if line.top < group[0][0].bottom] or [0]
            line = lines[beside[-1]]
            lines[beside[-1]] = replace(line, owner=f"{line.owner}, {text}" if line.owner else text)
    yield from lines
    yield from after


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that stand close together."""
    group: list[Row] = []
    for row in rows:
        if group and row[0].top - group[-1][0].bottom > 0.5 * row[0].size:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
