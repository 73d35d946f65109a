"""Items of business, once it is known where each begins: where they end, and what in them was only the agenda."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.document import Block, Item, Part, Span
from kg.read.headings import trim_link

_AGENDA = re.compile(r"(?:A\s?G\s?E\s?N\s?D\s?A|Agenda)\s*:?")
_MINUTES_OF = re.compile(r"(?:DRAFT\s+|Draft\s+)?(?:MINUTES|Minutes)\b(?:\s+of\b|\s+OF\b|\s*$|:)")
_SUMMONS = re.compile(
    r"\b(?:hereby\s+(?:summoned|given|invited)|summoned\s+to|notice\s+is\s+(?:hereby\s+)?given)\b", re.IGNORECASE
)

# Number as written, title, and index of the first block of an item that has begun.
Opened = tuple[str, Span | None, int]


def close_items(
    plain: str, blocks: Sequence[Block], opened: Sequence[Opened], labelled: set[int]
) -> tuple[tuple[Block, ...], tuple[Item, ...]]:
    """The blocks and items of a document.

    Args:
        plain: `Document.plain`.
        blocks: in the order of the text.
        opened: the items that were seen to begin, in order.
        labelled: indices of the items in which the minutes begin with the label "Minutes:".
    """
    agenda = _agenda_half(plain, blocks)
    # What stood before "Minutes:" was agenda only in the items that have that label.
    parted = [
        replace(block, part=Part.AGENDA)
        if i in agenda
        else replace(block, part=Part.MINUTES)
        if block.part is Part.AGENDA and block.item not in labelled
        else block
        for i, block in enumerate(blocks)
    ]
    if not opened:
        opened, parted = _part_at_decisions(parted)
    items = []
    for i, (number, title, first) in enumerate(opened):
        last = opened[i + 1][2] if i + 1 < len(opened) else len(parted)
        if last > first:
            span = Span(parted[first].span.start, parted[last - 1].span.end)
            items.append(Item(number, trim_link(plain, title) if title else None, span, (first, last)))
    return tuple(parted), tuple(items)


def _agenda_half(plain: str, blocks: Sequence[Block]) -> range:
    """The blocks of an agenda that is printed before the minutes in one file, or filed in their place."""
    words = [block.body.of(plain).strip() for block in blocks]
    start = next((i for i, text in enumerate(words) if _AGENDA.fullmatch(text)), None)
    if start is None:
        return range(0)
    minutes = next((i for i in range(start + 1, len(words)) if _MINUTES_OF.match(words[i])), None)
    if minutes is None and not any(_SUMMONS.search(text) for text in words):
        return range(0)
    return range(start, len(words) if minutes is None else minutes)


def _part_at_decisions(blocks: Sequence[Block]) -> tuple[list[Opened], list[Block]]:
    """Items of minutes that have lost their headings: each ends with what was decided."""
    starts = [
        i
        for i, block in enumerate(blocks)
        if block.part is Part.MINUTES and (i == 0 or blocks[i - 1].part not in (Part.MINUTES, Part.ACTION))
    ]
    if not any(block.part is Part.RESOLUTION for block in blocks):
        starts = starts[:1]
    numbered = [replace(block, item=bisect_right(starts, i) - 1) for i, block in enumerate(blocks)]
    return [("", None, start) for start in starts], numbered
