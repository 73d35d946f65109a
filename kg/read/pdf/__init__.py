"""PDF -> its text as a person reads it, by where the words stand on the pages.

pages        the file -> its pages, and what could not be read of them
words        a page -> words with their places
rows         words -> what stands at one height
rules        lines drawn on a page -> tables
margins      running heads, feet and page numbers left out
layout       rows -> lines in reading order: columns, tables, and labels, numbers and owners beside the text
paragraphs   lines -> paragraphs, over columns and pages
hyphens      words parted at the end of a line
"""

from __future__ import annotations

from dataclasses import replace

from kg.document import Place
from kg.read.pdf.hyphens import join_words, learn_words
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
    lines = list(find_lines([replace(page, rows=tuple(rows)) for page, rows in zip(pages, kept, strict=True)]))
    text, places = _lay_out(lines)
    return Rendering(text, media_type="application/pdf", places=places, doubts=doubts)


def _lay_out(lines: list[Line]) -> tuple[str, tuple[Place, ...]]:
    known = learn_words([line.text for line in lines])

    def join(part: list[Line], *, opens: bool) -> str:
        rest = [f"{line.marker} {line.text}" if line.marker else line.text for line in part[opens:]]
        return join_words([part[0].text, *rest] if opens else rest, known)

    pieces: list[str] = []
    places: list[Place] = []
    at = 0
    page = -1
    for paragraph in join_paragraphs(lines):
        first = paragraph[0]
        start = 0
        text = ""
        for i, line in enumerate(paragraph):
            if line.page == page:
                continue
            if i:
                text += " " * bool(text) + join(paragraph[start:i], opens=not start)
                start = i
            page = line.page
            before = len(first.marker) + 1 if first.marker and text else 0
            places.append(Place(at + before + len(text) + bool(text), f"page {page + 1}", f"page={page + 1}"))
        rest = join(paragraph[start:], opens=not start)
        text = f"{text} {rest}" if text else rest
        marked = f"{first.marker} {text}" if first.marker else text
        if owners := list(dict.fromkeys(line.owner for line in paragraph if line.owner)):
            marked += _OWNER + ("/" if all(" " not in owner for owner in owners) else " ").join(owners)
        pieces.append(marked)
        at += len(marked) + 2
    return "\n\n".join(pieces) + "\n", tuple(places)
