"""The sentences that are to be explained: typed by a person, or on a line of a file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.document import Block, Document, Kind, Part, Record, Span
from kg.errors import UsageError
from kg.read import read_document

NAME = "as typed"
_LONGEST = 20_000  # characters: ten pages
_FRAME = "1. Typed\n\n"  # so that what follows is read as what was said under an item, not as the head of the minutes
PARTS = {"minutes": Part.MINUTES, "resolution": Part.RESOLUTION, "action": Part.ACTION}


def typed_document(text: str, *, body: str = "", date: dt.date | None = None, part: str = "") -> Document:
    """A document of nothing but the words that somebody typed, read as any other.

    Args:
        text: one sentence or several, which are read together: the first may name who speaks in the second.
        body: the panel that met.
        date: the day it met, from which "in six weeks" is counted.
        part: "minutes", "resolution" or "action" (`PARTS`); if empty, what the words themselves look like.

    Raises:
        UsageError: there are no words, or far too many.
    """
    if not any(character.isalnum() for character in text):
        raise UsageError("there are no words to explain", todo='try: kg explain "Ms Hill undertook to report in May."')
    if len(text) > _LONGEST:
        raise UsageError(
            "that is a document, not a few sentences", todo="kg build FILE --unused LIST.csv lists what was not taken"
        )
    record = Record(body=body, date=date.isoformat() if date else "")
    document = read_document((_FRAME + text + "\n").encode("utf-8", "replace"), NAME, record)
    if part:
        document = replace(document, blocks=tuple(_as_part(block, PARTS[part]) for block in document.blocks))
    return document


def _as_part(block: Block, part: Part) -> Block:
    if block.span.start < len(_FRAME):
        return block
    return replace(block, part=part, kind=Kind.PARAGRAPH if block.kind is Kind.HEADING else block.kind)


def typed_sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of a `typed_document`.

    Raises:
        UsageError: there are none.
    """
    found = tuple(span for span in sentences_of(document) if span.start >= len(_FRAME))
    if not found:
        raise UsageError("that is read as a page number or a running head", todo="type a sentence")
    return found


def sentences_on_line(document: Document, line: int) -> tuple[Span, ...]:
    """The sentences of which a part stands on a line of the file, from 1.

    Raises:
        UsageError: the file has no such line, or no sentence stands on it.
    """
    lines = document.text.split("\n")
    if not lines[-1]:
        lines.pop()  # what is behind the last line end is no line
    first = document.stretch.lines
    if not first < line <= first + len(lines):
        has = f"{first + len(lines):,} line{'' if first + len(lines) == 1 else 's'}"
        raise UsageError(f"the file has {has}", where=f"{document.name}:{line}", todo="name one of them with --line")
    own = line - first
    start = sum(len(one) + 1 for one in lines[: own - 1])
    here = Span(start, start + len(lines[own - 1]))
    found = tuple(span for span in sentences_of(document) if span.overlap(here))
    if not found:
        raise UsageError("no words stand on this line", where=f"{document.name}:{line}", todo="name another --line")
    return found


def sentences_of(document: Document) -> tuple[Span, ...]:
    """Every sentence, in order; a row of a table is one."""
    return tuple(
        span
        for block in document.blocks
        for span in ((block.body,) if block.kind is Kind.ROW or not block.sentences else block.sentences)
        if span.length
    )
