"""Blocks -> the text that the outline reads, as `kg.read.rendering` says, with the place of each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.document import Place
from kg.read.word.blocks import Block, Paragraph, Table
from kg.read.word.tables import Line, lay_table

_OWNER = re.compile(r"\t+ *((?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2})(?:\s*[/&,]\s*[A-Z]{2,4}){0,4}|ALL|All|Clerk|Chair)$")
_LEADING = re.compile(r"^\s*([^\s\t]{1,12}) *\t+ *")
_SHORT = 120


@dataclass
class _Page:
    """The text so far."""

    parts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    length: int = 0

    def write(self, line: str, place: str, *, gap: bool) -> None:
        if self.parts:
            self._put("\n\n" if gap else "\n")
        if place and (not self.places or self.places[-1].label != place):
            self.places.append(Place(self.length, place))
        self._put(line)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def lay_out(blocks: Sequence[Block]) -> tuple[str, tuple[Place, ...]]:
    """The text of paragraphs and tables, and where in the original each stretch of it stands."""
    page = _Page()
    wrapped = is_wrapped(blocks)
    blank = True
    for block in blocks:
        if isinstance(block, Table):
            for line in lay_table(block):
                page.write(line.text, line.place, gap=line.gap)
            blank = True
            continue
        if not block.text.strip():
            blank = True
            continue
        page.write(write_paragraph(block, typed=wrapped), block.place, gap=blank or not wrapped)
        blank = False
    text = "".join(page.parts)
    return (text + "\n" if text else ""), tuple(page.places)


def write_paragraph(paragraph: Paragraph, *, typed: bool = False) -> str:
    """A paragraph as a clerk would type it: its number before its words, columns made with tabs as wide gaps."""
    if typed:
        return paragraph.text.replace("\t", " ").rstrip()
    lines = [_write_line(line) for line in paragraph.text.split("\n")]
    text = "\n".join(line for line in lines if line)
    return f"{paragraph.marker} {text}" if paragraph.marker else text


def _write_line(line: str) -> str:
    line = line.rstrip()
    if "\t" not in line:
        return line.strip()
    line = _OWNER.sub(r"      \1", line.strip(" "))
    line = _LEADING.sub(r"\1 ", line).strip()
    return re.sub(r" *\t[ \t]*", "   " if len(line) <= _SHORT else " ", line)


def is_wrapped(blocks: Iterable[Block]) -> bool:
    """Whether the paragraphs are the lines of a text that was wrapped by hand or by a converter."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    long = sorted(len(line.text) for line in lines if len(line.text) > 40 and not line.marker)
    if len(long) < 6 or long[int(len(long) * 0.98)] > 130:
        return False
    run_on = 0
    for line, after in pairwise(lines):
        if len(line.text) > 40 and not line.marker and not after.marker:
            run_on += after.text[:1].islower() and not line.text.rstrip().endswith((".", ";", ":", "?", "!"))
    return run_on >= 4 and run_on / len(long) > 0.2


__all__ = ["Line", "is_wrapped", "lay_out", "write_paragraph"]
