"""PDF -> its text as a person reads it, by where the words stand on the pages.

pages        the file -> its pages, and what could not be read of them
streams      what a file unpacks to, before it is opened
words        a page -> words with their places
rows         words -> what stands at one height
rules        lines drawn on a page -> tables
margins      running heads, feet and page numbers left out
layout       rows -> lines in reading order: columns, tables, and labels, numbers and owners beside the text
gutters      two columns of running text
breaks       rows of tables that go on over the end of a page
paragraphs   lines -> paragraphs, over columns and pages
hyphens      words parted at the end of a line
"""

from __future__ import annotations

from dataclasses import replace

from kg.document import Place
from kg.read.pdf.attendees import read_attendees
from kg.read.pdf.breaks import close_rows
from kg.read.pdf.hyphens import Vocabulary, join_words, learn_words
from kg.read.pdf.layout import find_lines
from kg.read.pdf.margins import drop_margins
from kg.read.pdf.pages import read_pages
from kg.read.pdf.paragraphs import Line, join_paragraphs
from kg.read.rendering import Rendering

_OWNER = " " * 6


def render(data: bytes, name: str) -> Rendering:
    """The text of a PDF, laid out as `kg.read.rendering` says.

    Args:
        data: the file, whole.
        name: its name, without folders.

    Raises:
        SourceError: it is damaged, asks for a password, or holds no text.
    """
    pages, doubts = read_pages(data, name)
    kept = drop_margins([(page.height, page.rows) for page in pages])
    lines = close_rows(find_lines([replace(page, rows=tuple(rows)) for page, rows in zip(pages, kept, strict=True)]))
    text, places = _lay_out(list(read_attendees(lines)))
    return Rendering(text, media_type="application/pdf", places=places, doubts=doubts)


def _lay_out(lines: list[Line]) -> tuple[str, tuple[Place, ...]]:
    """The text that lines make up, and where in it each page begins."""
    known = learn_words([line.text for line in lines])
    pieces: list[str] = []
    places: list[Place] = []
    at = 0
    page = -1
    for paragraph in join_paragraphs(lines):
        texts = [_with_marker(line) for line in paragraph]
        text = join_words(texts, known)
        for i, line in enumerate(paragraph):
            if line.page != page:
                page = line.page
                start = at + _length_before(texts, i, text, known)
                places.append(Place(start, f"page {page + 1}", f"page={page + 1}"))
        if owners := list(dict.fromkeys(line.owner for line in paragraph if line.owner)):
            text += _OWNER + ("/" if all(" " not in owner for owner in owners) else " ").join(owners)
        pieces.append(text)
        at += len(text) + 2
    return "\n\n".join(pieces) + "\n", tuple(places)


def _with_marker(line: Line) -> str:
    return f"{line.marker} {line.text}" if line.marker else line.text


def _length_before(texts: list[str], i: int, text: str, known: Vocabulary) -> int:
    """How long the lines before one are in the text of their paragraph."""
    if not i:
        return 0
    before = join_words(texts[:i], known)
    if not text.startswith(before):
        return len(before) - 1  # without the hyphen at its end
    return len(before) + text[len(before) :].startswith(" ")
