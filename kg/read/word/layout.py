"""Blocks -> the text that the outline reads, as `kg.read.rendering` says, with the place of each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.document import Place
from kg.read.lines import continues, find_lines, wrap_width
from kg.read.text import make_plain
from kg.read.word.blocks import Block, Paragraph, Table
from kg.read.word.tables import lay_table
from kg.read.word.typed import Line, write_paragraph

_STOPS = (".", ";", ":", "?", "!")


def lay_out(blocks: Sequence[Block]) -> tuple[str, tuple[Place, ...]]:
    """The text of paragraphs and tables, and where in the original each stretch of it stands."""
    # A text whose lines were typed as paragraphs is put together again by whoever reads it, as plain text is; only an
    # empty paragraph parts them.
    if is_wrapped(blocks):
        return _write(list(_lines(blocks, spaced=False)))
    return _write(_part(list(_lines(blocks, spaced=True))))


def _lines(blocks: Iterable[Block], *, spaced: bool) -> Iterator[Line]:
    gap, headed = True, False
    for block in blocks:
        if isinstance(block, Table):
            yield from lay_table(block)
            gap, headed = True, False
        elif words := write_paragraph(block) if block.text.strip() else "":
            # A heading stands apart from what is below it; the lines of a title stay together.
            apart = spaced and (block.gap or block.heading != headed)
            yield Line(words, block.place, gap or apart)
            gap, headed = False, block.heading
        else:
            gap = True


def _write(lines: Sequence[Line]) -> tuple[str, tuple[Place, ...]]:
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    for line in lines:
        if parts:
            parts.append("\n\n" if line.gap else "\n")
            length += len(parts[-1])
        if line.place and (not places or places[-1].label != line.place):
            places.append(Place(length, line.place))
        parts.append(line.text)
        length += len(line.text)
    return "".join([*parts, "\n"]) if parts else "", tuple(places)


def _part(lines: Sequence[Line]) -> list[Line]:
    """The lines, with an empty line where two paragraphs would else be read as one that was wrapped."""
    text, _ = _write(lines)
    read, _ = find_lines(text, make_plain(text))
    width = wrap_width(read)
    joined = {
        line.span.start
        for before, line in pairwise(read)
        if continues(before, line, width) and not _goes_on(before.text, line.text)
    }
    parted, at = [], 0
    for n, line in enumerate(lines):
        at += 0 if n == 0 else 2 if line.gap else 1
        start = at + len(line.text) - len(line.text.lstrip())
        parted.append(Line(line.text, line.place, line.gap or start in joined))
        at += len(line.text)
    return parted


def _goes_on(before: str, words: str) -> bool:
    """Whether a sentence goes on in the next paragraph: the line was ended in the middle of it."""
    return words[:1].islower() and not before.endswith(_STOPS)


def is_wrapped(blocks: Iterable[Block]) -> bool:
    """Whether the paragraphs are the lines of a text that was wrapped by hand or by a converter."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    long = sorted(len(line.text) for line in lines if len(line.text) > 40 and not line.marker)
    if len(long) < 6 or long[int(len(long) * 0.98)] > 130:
        return False
    run_on = sum(
        len(line.text) > 40
        and not line.marker
        and not after.marker
        and _goes_on(line.text.rstrip(), after.text.lstrip())
        for line, after in pairwise(lines)
    )
    return run_on >= 4 and run_on / len(long) > 0.2
