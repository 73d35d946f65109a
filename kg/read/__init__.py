"""Bytes -> `Document`: one reader for each form in which minutes come, one outline for all of them.

forms -> text | html | pdf | word ...       which form it is, and its text as a person sees it (`Rendering`)
sections                                    several meetings in one file
lines -> pieces -> outline -> items         paragraphs, blocks and items of business
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document import Document, Record, Span, Stretch
from kg.errors import Doubt, SourceError
from kg.read.forms import SUFFIXES, UNREAD, render, stored_text
from kg.read.lines import find_lines, join_lines
from kg.read.outline import build_outline
from kg.read.records import days_of, match_records
from kg.read.rendering import Rendering, place_regions
from kg.read.sections import MOST, split_meetings
from kg.read.text import find_closed, make_plain

__all__ = [
    "SUFFIXES",
    "UNREAD",
    "Rendering",
    "outline_documents",
    "read_document",
    "read_documents",
    "render",
    "stored_text",
]


def read_documents(data: bytes, name: str, record: Record | None = None) -> tuple[Document, ...]:
    """The documents that the bytes of a file hold: one for each meeting that it records.

    Args:
        data: the file, whole.
        name: its name, without folders.
        record: what `minutes.csv` says of it.

    Raises:
        SourceError: it cannot be read, or has no words.
    """
    return outline_documents(render(data, name), data, name, record)


def outline_documents(
    rendering: Rendering, data: bytes, name: str, record: Record | None = None
) -> tuple[Document, ...]:
    """The documents that a text holds, once the file is rendered: all of the work that needs no library.

    Args:
        rendering: of the file.
        data: the file, whole.
        name: its name, without folders.
        record: what `minutes.csv` says of it.

    Raises:
        SourceError: it has no words.
    """
    return tuple(_outlined(part) for part in _parts(rendering, data, name, record))


def read_document(data: bytes, name: str, record: Record | None = None, section: int = 0) -> Document:
    """One document of a file.

    Args:
        data: the file, whole.
        name: its name, without folders.
        record: what `minutes.csv` says of it.
        section: which of its meetings, as `Document.section` says; 0 for all of it as one.

    Raises:
        SourceError: it cannot be read, has no words, or does not hold so many meetings.
    """
    if not section:
        return _outlined(_Part(render(data, name), data, name, record or Record()))
    parts = [part for part in _parts(render(data, name), data, name, record) if part.section == section]
    if not parts:
        raise SourceError(f"there is no meeting {section} in it", where=name, todo="build the graph again")
    return _outlined(replace(parts[0], record=record or Record()))


@dataclass(frozen=True, slots=True)
class _Part:
    """What one document is made of: a file, or the stretch of it that records one meeting."""

    rendering: Rendering
    data: bytes
    name: str
    record: Record
    section: int = 0
    within: Span | None = None
    lines: int = 0  # of the file, before the stretch
    doubts: tuple[Doubt, ...] = ()


def _parts(rendering: Rendering, data: bytes, name: str, record: Record | None) -> Iterator[_Part]:
    sections = split_meetings(rendering, days_of(record) if record else ())
    records, doubts = match_records(record or Record(), [section.days for section in sections], name)
    if len(sections) == MOST:
        said = f"seems to hold {MOST} meetings or more; what is beyond is taken for part of the last"
        doubts = (*doubts, Doubt(name, said, "give it in parts"))
    if not sections:
        yield _Part(rendering, data, name, records[0], doubts=doubts)
        return
    lines = at = 0
    for number, (section, own) in enumerate(zip(sections, records, strict=True), 1):
        lines += rendering.text.count("\n", at, section.span.start)
        at = section.span.start
        yield _Part(rendering, data, name, own, number, section.span, lines, doubts)


def _outlined(part: _Part) -> Document:
    rendering, whole = part.rendering, part.rendering.text
    span = part.within or Span(0, len(whole))
    text, shown = span.of(whole), span.of(rendering.shown or whole)
    plain = make_plain(shown)
    lines, furniture = find_lines(shown, plain)
    if not lines:
        raise SourceError("no words in it", where=part.name, todo="check the file, or leave it out")
    plain = _blank(plain, furniture)
    blocks, items = build_outline(plain, join_lines(lines), place_regions(rendering.regions, span))
    return Document(
        name=part.name,
        text=text,
        plain=plain,
        sha256=hashlib.sha256(part.data).hexdigest(),
        encoding=rendering.encoding,
        media_type=rendering.media_type,
        blocks=blocks,
        items=items,
        furniture=furniture,
        record=part.record if part.record.url or not rendering.url else replace(part.record, url=rendering.url),
        places=rendering.places,
        section=part.section,
        doubts=(*rendering.doubts, *part.doubts),
        closed=find_closed(shown),
        stretch=Stretch(span.start, part.lines, len(whole) - len(text)),
    )


def _blank(plain: str, furniture: tuple[Span, ...]) -> str:
    pieces, at = [], 0
    for span in furniture:
        pieces += [plain[at : span.start], " " * span.length]
        at = span.end
    return "".join([*pieces, plain[at:]])
