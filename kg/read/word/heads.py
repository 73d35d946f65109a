"""The head of the first page, where it alone says whose minutes these are, or of which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.lexicon import any_of, load_lexicon
from kg.read.word.blocks import Block, Paragraph, Table
from kg.read.word.tables import lay_table
from kg.read.word.typed import write_paragraph

_BEGINNING = 3_000  # characters in which minutes say what they are
_LONGEST = 200  # characters: what is longer is a notice, not a title
_MONTHS = "January February March April May June July August September October November December".split()


def add_head(head: Sequence[Block], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with those lines of the head before them that say what the minutes themselves do not.

    What is said are council, body and day; a head that says no more than the first page is left out, and so are page
    numbers and notices.

    >>> add_head([Paragraph("Calder Council"), Paragraph("Page 1")], [Paragraph("Present: Cllr Hay")])[0].text
    'Calder Council'
    """
    beginning = ""
    for text in _texts(blocks):
        beginning += f"{text}\n"
        if len(beginning) > _BEGINNING:
            break
    missing = [pattern for pattern in _patterns() if not pattern.search(beginning)]
    lines = [line for text in _texts(head) for line in text.split("\n")]
    wanted = [line for line in lines if len(line) <= _LONGEST and any(pattern.search(line) for pattern in missing)]
    return (*(Paragraph(line, place="head of the first page") for line in dict.fromkeys(wanted)), *blocks)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (line.text for line in lay_table(block))
        elif block.text:
            yield write_paragraph(block)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What says of which council, which body and which day minutes are."""
    words = load_lexicon().words
    councils, bodies = any_of(words("council-nouns")), any_of(words("body-nouns"))
    day = rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(_MONTHS)})\s+\d{{4}}\b"
    name = r"\b(?!(?:The|This|That|Our|Your|Each)\b)[A-Z][\w'’-]+\s+"
    patterns = (rf"{name}(?i:{councils})\b", rf"{name}(?i:{bodies})\b", day)
    return tuple(map(re.compile, patterns))
