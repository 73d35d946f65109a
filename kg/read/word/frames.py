"""What holds paragraphs while a file is read: the body, cells of tables, text boxes, each within another.

The readers of DOCX, ODT and RTF say what begins and ends; the blocks come out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import SourceError
from kg.read.appearance import is_title
from kg.read.word.blocks import Block, Cell, Paragraph, Table
from kg.read.word.tables import lay_table

_MOST = 100_000  # paragraphs; a thick book has ten thousand
_MOST_CELLS = 200_000
_DEEPEST = 4  # tables within tables; what is deeper flows into the cell around it


@dataclass
class _Frame:
    """One of them, while it is open."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)  # of a table
    cells: list[Cell] = field(default_factory=list)  # of its open row
    columns: int = 1  # of the open cell
    goes_on: bool = False  # the open cell is the lower part of one above


class Frames:
    """The blocks of a file, while it is read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open = [_Frame()]
        self._tables = 0  # open ones
        self._paragraphs = self._cells = self._numbered = self._shown = 0

    @property
    def depth(self) -> int:
        """How many frames are open; 1 in the body itself."""
        return len(self._open)

    def close(self) -> tuple[Block, ...]:
        """All that was read."""
        while len(self._open) > 1:  # a damaged file leaves tables open
            self.extend(self._open.pop().blocks)
        return tuple(self._open[0].blocks)

    def add(self, text: str, marker: str, *, gap: bool, heading: bool = False) -> None:
        """Add a paragraph where we are; `heading` if it is set off as one, as far as its look goes.

        Raises:
            SourceError: there are more than in any minutes.
        """
        self._paragraphs += 1
        if self._paragraphs > _MOST:
            raise SourceError(f"more than {_MOST:,} paragraphs", where=self._name, todo="split it, or leave it out")
        place = ""
        if text and self.depth == 1:
            self._shown += 1
            place = f"paragraph {self._shown}"
        self._open[-1].blocks.append(Paragraph(text, marker, gap, heading and is_title(text), place))

    def extend(self, blocks: Iterable[Block]) -> None:
        """Add what was read elsewhere: the contents of a text box."""
        self._open[-1].blocks += blocks

    def begin_box(self) -> None:
        """A text box begins, whose paragraphs stand apart."""
        self._open.append(_Frame())

    def end_box(self) -> list[Block]:
        """What stood in the text box that ends."""
        return self._open.pop().blocks if self.depth > 1 else []

    def begin_table(self) -> None:
        """A table begins."""
        self._tables += 1
        if self._tables <= _DEEPEST:
            self._open.append(_Frame())

    def begin_cell(self, columns: int = 1, *, goes_on: bool = False) -> None:
        """A cell begins; `goes_on` if it is the lower part of a cell that reaches over several rows.

        Raises:
            SourceError: there are more than in any minutes.
        """
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise SourceError(f"more than {_MOST_CELLS:,} cells", where=self._name, todo="split it, or leave it out")
        if 0 < self._tables <= _DEEPEST:
            self._open[-1].columns, self._open[-1].goes_on = columns, goes_on
            self._open.append(_Frame())

    def end_cell(self) -> None:
        """The open cell ends."""
        if 0 < self._tables <= _DEEPEST:
            inside = self._open.pop().blocks
            table = self._open[-1]
            shown = () if table.goes_on else tuple(block for block in inside if isinstance(block, Paragraph))
            table.cells.append(Cell(shown, table.columns))

    def end_row(self) -> None:
        """The open row ends."""
        if 0 < self._tables <= _DEEPEST:
            table = self._open[-1]
            if table.cells:
                table.rows.append(tuple(table.cells))
            table.cells = []

    def end_table(self, widths: tuple[int, ...] = ()) -> None:
        """The open table ends; `widths` of its columns in twentieths of a point, if they are known."""
        if not self._tables:
            return
        self.end_row()  # if it never was
        self._tables -= 1
        if self._tables >= _DEEPEST:
            return
        table = self._open.pop()
        if not table.rows:
            return
        if self.depth == 1:
            self._numbered += 1
            self._open[-1].blocks.append(Table(tuple(table.rows), f"table {self._numbered}", widths[:100]))
            return
        # A table within a cell or box is laid out at once, so that nobody has to go down into it again.
        inner = lay_table(Table(tuple(table.rows), "", widths[:100]))
        self._open[-1].blocks += (Paragraph(line.text, "", line.gap) for line in inner)
