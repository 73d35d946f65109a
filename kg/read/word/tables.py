"""Tables as text: rows of cells for what is a table, paragraphs for what only was laid out with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.read.word.blocks import Block, Cell, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: where it stands, and whether an empty line is before it."""

    text: str
    place: str
    gap: bool


def lay_table(table: Table) -> Iterator[Line]:
    """The lines of a table."""
    for n, row in enumerate(table.rows, 1):
        cells = [text for cell in row if (text := cell_text(cell))]
        if cells:
            yield Line(" | ".join(cells), f"{table.place}, row {n}" if table.place else "", gap=n == 1)


def cell_text(cell: Cell) -> str:
    """The words of a cell on one line."""
    return " ".join(words for block in cell.blocks for words in _words(block))


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        if words := " ".join(block.text.split()):
            yield f"{block.marker} {words}" if block.marker and block.marker != "·" else words
        return
    for row in block.rows:
        for cell in row:
            if words := cell_text(cell):
                yield words
