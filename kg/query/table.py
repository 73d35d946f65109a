"""A table of answers on a screen: whole words, and the less important below the more important."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from kg.query.catalogue import Heading
from kg.query.cells import as_number, readable_text
from kg.store.base import Row, Table

_GAP = 2  # between columns
_WORD = 24  # the longest word that is kept whole at any price: the short names of commitments have 21 letters
_NARROWEST = 16  # characters for a column: most names of people, and all dates
_MARKED = {"overdue": "bold red"}
_KEPT = "\xa0"  # a space at which no line is broken
_PIECE = re.compile(r"[^-/_.]*[-/_.]+|[^-/_.]+")

Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    cells: tuple[Cell, ...]  # the lines of each cell, not yet wrapped
    number: bool

    @property
    def natural(self) -> int:
        return max(map(cell_len, self._lines()))

    @property
    def narrowest(self) -> int:
        longest = max(cell_len(word) for line in self._lines() for word in line.split(" "))
        return min(self.natural, max(_NARROWEST, min(longest, _WORD)))

    def height(self, width: int) -> int:
        """About how many lines all cells take in that width."""
        return sum(-(-cell_len(line) // width) for cell in self.cells for line in cell)

    def _lines(self) -> list[str]:
        return [self.title, *(line for cell in self.cells for line in cell)]


def format_table(table: Table, layout: tuple[Heading, ...] = (), *, width: int = 80, styled: bool = False) -> str:
    """The table as lines of text, none longer than `width`.

    Args:
        table: the rows.
        layout: which columns are shown, and which of them stand below each other; all of them side by side if
            there is none, or one below the other where there is no room for that.
        width: of the screen, in characters.
        styled: with colours and bold type, for a terminal.
    """
    if not layout and len(table.columns) * _NARROWEST > width:
        return render(_lists(table), width, styled)
    headings = layout or tuple(Heading(name, ((name,),)) for name in table.columns)
    columns = [column for heading in headings if (column := _column(table, heading))]
    return render(iter([_grid(columns, width)]), width, styled)


def _column(table: Table, heading: Heading) -> _Column | None:
    """A column of the screen, or None if no row has anything in it."""
    places = [[table.columns.index(name) for name in line] for line in heading.lines]
    cells = tuple(_cell(row, places) for row in table.rows)
    shown = [row[place] for row in table.rows for line in places for place in line if row[place] is not None]
    if table.rows and not any(cells):
        return None
    return _Column(heading.title, cells, len(places) == 1 and bool(shown) and as_number(shown[0]) is not None)


def _cell(row: Row, places: list[list[int]]) -> Cell:
    lines = (_KEPT.join(filter(None, (readable_text(row[place]) for place in line))) for line in places)
    return tuple(dict.fromkeys(filter(None, lines)))  # whoever promises and acts is named once


def _grid(columns: list[_Column], width: int) -> Grid:
    widths = share_width(columns, width)
    wrapped = [[_wrap_cell(cell, w) for cell in column.cells] for column, w in zip(columns, widths, strict=True)]
    stacked = any(len(cell) > 1 for column in columns for cell in column.cells)
    # A column of the box and one of padding stand between two columns: `_GAP`.
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), leading=int(stacked))
    for column, w in zip(columns, widths, strict=True):
        grid.add_column(
            Text("\n".join(wrap_words(column.title, w))),
            width=w,
            no_wrap=True,
            justify="right" if column.number else "left",
        )
    for row in zip(*wrapped, strict=True):
        grid.add_row(*row)
    return grid


def share_width(columns: list[_Column], width: int) -> list[int]:
    """How wide each column becomes: as wide as its longest line if there is room, else the highest get most.

    Every column has at least its longest word, as far as the screen allows.
    """
    room = width - _GAP * (len(columns) - 1)
    natural = [column.natural for column in columns]
    if sum(natural) <= room:
        return natural
    widths = [column.narrowest for column in columns]
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    heights = [column.height(w) for column, w in zip(columns, widths, strict=True)]
    for _ in range(room - sum(widths)):
        _, i = max((heights[i], -i) for i in range(len(columns)) if widths[i] < natural[i])
        widths[-i] += 1
        heights[-i] = columns[-i].height(widths[-i])
    return widths


def _wrap_cell(cell: Cell, width: int) -> Text:
    """The lines of a cell, the first in plain type and the others dim."""
    text = Text()
    for number, line in enumerate(cell):
        style = _MARKED.get(line, "dim" if number else "")
        text.append(("\n" if number else "") + "\n".join(wrap_words(line, width)), style=style)
    return text


def wrap_words(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; words too long break after a hyphen or slash.

    >>> wrap_words("see harbour-panel-2024-05-14.txt there", 16)
    ['see', 'harbour-panel-', '2024-05-14.txt', 'there']
    """
    lines, line = [], ""
    for word in text.split(" "):
        whole = f"{line} {word}" if line else word
        if cell_len(whole) <= width:
            line = whole
            continue
        lines += [line] if line else []
        *full, line = _break_word(word, width)
        lines += full
    return [*lines, line] if line else lines


def _break_word(word: str, width: int) -> list[str]:
    lines = [""]
    for piece in _PIECE.findall(word) if cell_len(word) > width else [word]:
        if lines[-1] and cell_len(lines[-1] + piece) > width:
            lines.append("")
        for character in piece:
            if cell_len(lines[-1] + character) > width and lines[-1]:
                lines.append("")
            lines[-1] += character
    return lines


def _lists(table: Table) -> Iterator[RenderableType]:
    for number, row in enumerate(table.rows):
        if number:
            yield Text()
        grid = Grid.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, term in zip(table.columns, row, strict=True):
            if term is not None:
                grid.add_row(Text(name), Text(readable_text(term)))
        yield grid


def render(parts: Iterator[RenderableType], width: int, styled: bool) -> str:
    """What rich makes of the parts, one below the other, without spaces at the ends of lines."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=styled,
        color_system="standard" if styled else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(
            part, soft_wrap=isinstance(part, Text) and part.no_wrap is True
        )  # what is to be copied stays whole
    return "\n".join(line.rstrip() for line in out.getvalue().replace(_KEPT, " ").split("\n"))
