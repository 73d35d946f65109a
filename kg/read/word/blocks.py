"""What the file of a word processor is made of: paragraphs, and tables of cells that hold more of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import Doubt


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is shown.

    Args:
        text: its words; "\\n" where a line was broken by hand, "\\t" for a tab. Empty for an empty paragraph.
        marker: the number or bullet that the program puts before it: "8.2", "(a)", "·"; of an empty paragraph it is
            shown too, as in a column of numbers.
        gap: whether there is space between it and the paragraph before it.
        heading: whether it is set off as a heading: by its style, or in bold letters.
        place: for a reader: "paragraph 12"; empty within a table.
    """

    text: str
    marker: str = ""
    gap: bool = True
    heading: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Args:
        blocks: what stands in it; a table within it as the paragraphs that it reads as.
        columns: how many columns it covers.
    """

    blocks: tuple[Paragraph, ...] = ()
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        rows: its rows, each with its cells; a cell that goes on from the row above is empty.
        place: for a reader: "table 2".
        widths: of its columns, in twentieths of a point; empty if not known.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: str = ""
    widths: tuple[int, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read of a file.

    Args:
        blocks: its paragraphs and tables, in order.
        head: what is printed at the head of its first page.
        doubts: what of it was not read.
    """

    blocks: tuple[Block, ...]
    head: tuple[Block, ...] = ()
    doubts: tuple[Doubt, ...] = ()
