"""PDF -> its text as a person reads it, by where the words stand on the pages.

words        a page -> words with their places
rows         words -> what stands at one height
margins      running heads, feet and page numbers left out
layout       rows -> lines in reading order: columns, tables, numbers and owners beside the text
paragraphs   lines -> paragraphs, over columns and pages
hyphens      words parted at the end of a line
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pypdfium2

from kg.document import Place
from kg.errors import Doubt, SourceError
from kg.read.pdf.hyphens import join_words, learn_words
from kg.read.pdf.layout import Page, find_lines
from kg.read.pdf.margins import drop_margins
from kg.read.pdf.paragraphs import Line, join_paragraphs
from kg.read.pdf.rows import find_rows
from kg.read.pdf.rules import find_grids
from kg.read.pdf.words import read_words
from kg.read.rendering import Rendering

_PAGES = 5_000
_CHARACTERS = 6_000_000
_OF_PAGE = 200_000  # characters of one page
_OWNER = " " * 6


def render(data: bytes, name: str) -> Rendering:
    """The text of a PDF, laid out as `kg.read.rendering` says.

    Args:
        data: the file, whole.
        name: its name, without folders.

    Raises:
        SourceError: it is damaged, asks for a password, or holds no text.
    """
    pages, doubts = _read_pages(data, name)
    kept = drop_margins([(page.height, page.rows) for page in pages])
    lines = list(find_lines([replace(page, rows=tuple(rows)) for page, rows in zip(pages, kept, strict=True)]))
    text, places = _lay_out(lines)
    return Rendering(text, media_type="application/pdf", places=places, doubts=doubts)


def _read_pages(data: bytes, name: str) -> tuple[list[Page], tuple[Doubt, ...]]:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, data, name) from error
    pages: list[Page] = []
    empty: list[int] = []
    doubts: list[Doubt] = []
    left = _CHARACTERS
    try:
        for number in range(1, count + 1):
            if number > _PAGES or left <= 0:
                todo = "split it, and leave the rest out"
                doubts.append(
                    Doubt(name, f"it is endless: only the first {number - 1} of {count} pages were read", todo)
                )
                break
            try:
                page = document[number - 1]
            except pypdfium2.PdfiumError:
                doubts.append(Doubt(f"{name}, page {number}", "the page is damaged and was not read", ""))
                continue
            found = read_words(page, min(left, _OF_PAGE))
            grids = find_grids(page, found.turned)
            page.close()
            left -= sum(len(word.text) + 1 for word in found.words)
            if not found.words:
                empty.append(number)
            pages.append(Page(found.width, found.height, tuple(find_rows(found.words)), tuple(grids)))
    finally:
        document.close()
    if not any(page.rows for page in pages):
        raise SourceError(
            "a scan without text: pictures of pages, in which there are no words to read",
            where=name,
            todo="run it through text recognition (OCR), such as ocrmypdf, and save it again",
        )
    if empty:
        doubts.append(_empty_pages(name, empty))
    return pages, tuple(doubts)


def _refusal(error: pypdfium2.PdfiumError, data: bytes, name: str) -> SourceError:
    # What the library says may be left over from the file that it read before.
    if "assword" in str(error) and b"/Encrypt" in data:
        return SourceError("a PDF that asks for a password", where=name, todo="save it again without one")
    return SourceError("a damaged PDF", where=name, todo="open it and print it to PDF again, or leave it out")


def _empty_pages(name: str, numbers: list[int]) -> Doubt:
    """Which pages have no text: "pages 3 and 7 to 9"."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    said = [f"{run[0]} to {run[-1]}" if len(run) > 2 else " and ".join(map(str, run)) for run in runs[:20]]
    listed = ", ".join(said) + (" and more" if len(runs) > 20 else "")
    noun = "page" if len(numbers) == 1 else "pages"
    verb = "has" if len(numbers) == 1 else "have"
    return Doubt(name, f"{noun} {listed} {verb} no text", "if words are printed there, run it through text recognition")


def _lay_out(lines: list[Line]) -> tuple[str, tuple[Place, ...]]:
    known = learn_words([line.text for line in lines])
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
                text += " " * bool(text) + join_words([one.text for one in paragraph[start:i]], known)
                start = i
            page = line.page
            places.append(Place(at + len(text) + bool(text), f"page {page + 1}", f"page={page + 1}"))
        rest = join_words([one.text for one in paragraph[start:]], known)
        text = f"{text} {rest}" if text else rest
        marked = f"{first.marker} {text}" if first.marker else text
        if owners := "/".join(dict.fromkeys(line.owner for line in paragraph if line.owner)):
            marked += f"{_OWNER}{owners}"
        pieces.append(marked)
        at += len(marked) + 2
    return "\n\n".join(pieces) + "\n", tuple(places)
