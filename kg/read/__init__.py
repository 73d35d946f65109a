"""Bytes -> `Document`: one reader for each form in which minutes come, one outline for all of them.

forms -> text | html | pdf | word ...       which form it is, and its text as a person sees it (`Rendering`)
sections                                    several meetings in one file
lines -> pieces -> outline -> items         paragraphs, blocks and items of business
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kg.document import Document, Record, Span
from kg.errors import SourceError
from kg.read.forms import SUFFIXES, UNREAD, render, stored_text
from kg.read.lines import find_lines, join_lines
from kg.read.outline import build_outline
from kg.read.rendering import Rendering
from kg.read.sections import split_meetings
from kg.read.text import make_plain

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
    sections = split_meetings(rendering)
    if not sections:
        return (_outlined(rendering, data, name, record),)
    # A row of minutes.csv speaks of one meeting; of several in a file only council, body and address can be meant.
    shared = replace(record, date="") if record else None
    return tuple(_outlined(rendering, data, name, shared, n, span) for n, span in enumerate(sections, 1))


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
        return _outlined(render(data, name), data, name, record)
    documents = read_documents(data, name, record)
    if not 1 <= section <= len(documents):
        raise SourceError(f"there is no meeting {section} in it", where=name, todo="build the graph again")
    return documents[section - 1]


def _outlined(
    rendering: Rendering, data: bytes, name: str, record: Record | None, section: int = 0, within: Span | None = None
) -> Document:
    text, record = rendering.text, record or Record()
    plain = make_plain(text)
    if within is not None:
        plain = _blank(plain, (Span(0, within.start), Span(within.end, len(plain))))
        text_of_lines = _blank(text, (Span(0, within.start), Span(within.end, len(text))))
    else:
        text_of_lines = text
    lines, furniture = find_lines(text_of_lines, plain)
    if not lines:
        raise SourceError("no words in it", where=name, todo="check the file, or leave it out")
    plain = _blank(plain, furniture)
    blocks, items = build_outline(plain, join_lines(lines))
    return Document(
        name=name,
        text=text,
        plain=plain,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=rendering.encoding,
        media_type=rendering.media_type,
        blocks=blocks,
        items=items,
        furniture=furniture,
        record=record if record.url or not rendering.url else replace(record, url=rendering.url),
        places=rendering.places,
        section=section,
        doubts=rendering.doubts,
    )


def _blank(plain: str, furniture: tuple[Span, ...]) -> str:
    pieces, at = [], 0
    for span in furniture:
        pieces += [plain[at : span.start], " " * span.length]
        at = span.end
    return "".join([*pieces, plain[at:]])
