"""Bytes -> `Document`. One reader for each form in which minutes come; so far plain text."""

from __future__ import annotations

import hashlib

from kg.document import Document, Record, Span
from kg.errors import SourceError
from kg.read.lines import find_lines, join_lines
from kg.read.outline import build_outline
from kg.read.text import decode_bytes, make_plain

# The endings of file names that `kg build` takes from a folder.
SUFFIXES = (".txt", ".text", ".md")


def read_document(data: bytes, name: str, record: Record | None = None) -> Document:
    """The document that the bytes of a file hold.

    Args:
        data: the file, whole.
        name: its name, without folders.
        record: what `minutes.csv` says of it.

    Raises:
        SourceError: it is not text, or has no words.
    """
    text, encoding = decode_bytes(data, name)
    plain = make_plain(text)
    lines, furniture = find_lines(text, plain)
    if not lines:
        raise SourceError("no words in it", where=name, todo="check the file, or leave it out")
    plain = _blank(plain, furniture)
    blocks, items = build_outline(plain, join_lines(lines))
    return Document(
        name=name,
        text=text,
        plain=plain,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        blocks=blocks,
        items=items,
        furniture=furniture,
        record=record or Record(),
    )


def _blank(plain: str, furniture: tuple[Span, ...]) -> str:
    pieces, at = [], 0
    for span in furniture:
        pieces += [plain[at : span.start], " " * span.length]
        at = span.end
    return "".join([*pieces, plain[at:]])
