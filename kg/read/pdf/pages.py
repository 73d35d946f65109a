"""The bytes of a PDF -> its pages, and what could not be read of them."""

from __future__ import annotations

import re
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import Doubt, SourceError
from kg.read.pdf.layout import Page
from kg.read.pdf.rows import add_bullets, find_rows
from kg.read.pdf.rules import find_drawn
from kg.read.pdf.streams import is_overfull
from kg.read.pdf.words import read_words

_PAGES = 5_000
_CHARACTERS = 6_000_000
_OF_PAGE = 200_000  # characters of one page
_GARBLED = 0.05  # of the characters
_STRANGE = re.compile(r"[\x00-\x1f\x7f-\x9f\u01c0-\u02ff\ufff0-\uffff]")
_OBJECTS = 300_000  # pieces of text and drawings on one page: no sheet of paper holds so many


def read_pages(data: bytes, name: str) -> tuple[list[Page], tuple[Doubt, ...]]:
    """The pages of a PDF, and what a person should look at.

    Args:
        data: the file, whole.
        name: its name, without folders.

    Raises:
        SourceError: it is damaged or overfull, asks for a password, or holds no text.
    """
    if is_overfull(data):
        what = "a PDF whose pages unpack to more than paper can hold"
        raise SourceError(what, where=name, todo="open it and print it to PDF again, or leave it out")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(error, data, name) from error
    try:
        return _read_pages(document, name)
    finally:
        document.close()


def _read_pages(document: pypdfium2.PdfDocument, name: str) -> tuple[list[Page], tuple[Doubt, ...]]:
    pages: list[Page] = []
    empty: list[int] = []  # pages with pictures or drawings, and no words
    doubts: list[Doubt] = []
    count = len(document)
    left = _CHARACTERS
    for number in range(1, count + 1):
        if number > _PAGES or left <= 0:
            what = f"it is endless: only the first {number - 1} of {count} pages were read"
            doubts.append(Doubt(name, what, "split it, and leave the rest out"))
            break
        page, drawn = _read_page(document, number, left)
        if page is None:
            doubts.append(Doubt(f"{name}, page {number}", "the page is damaged or overfull, and was not read"))
            page = Page()
        elif drawn and not page.rows:
            empty.append(number)
        left -= sum(len(word.text) + 1 for row in page.rows for word in row)
        pages.append(page)
    if not any(page.rows for page in pages):
        if doubts and not empty:
            raise SourceError("a damaged PDF: its pages cannot be read", where=name, todo="ask for it again")
        raise _no_words(name, scanned=bool(empty))
    if _is_garbled(pages):
        what = "its fonts do not say which letters they print, so that its words cannot be read"
        doubts.append(Doubt(name, what, "run it through text recognition (OCR), such as ocrmypdf --force-ocr"))
    if empty:
        doubts.append(_empty_pages(name, empty))
    return pages, tuple(doubts)


def _read_page(document: pypdfium2.PdfDocument, number: int, limit: int) -> tuple[Page | None, bool]:
    """A page, or None if it cannot be read; and whether anything is on it."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None, False
    try:
        count = pdfium.FPDFPage_CountObjects(page)
        if count > _OBJECTS:
            return None, True
        found = read_words(page, min(limit, _OF_PAGE))
        drawn = find_drawn(page, found.turned)
    finally:
        page.close()
    rows = add_bullets(find_rows(found.words), drawn.bullets)
    aside = tuple(row for words in found.aside for row in find_rows(words))
    return Page(found.width, found.height, tuple(rows), drawn.grids, aside), count > 0


def _is_garbled(pages: list[Page]) -> bool:
    """Whether many characters are none that anybody writes."""
    letters = strange = 0
    for page in pages:
        for row in page.rows:
            for word in row:
                letters += len(word.text)
                if not word.text.isascii() or not word.text.isprintable():
                    strange += len(_STRANGE.findall(word.text))
    return strange > _GARBLED * letters


def _refusal(error: pypdfium2.PdfiumError, data: bytes, name: str) -> SourceError:
    # What the library says may be left over from the file that it read before.
    if "assword" in str(error) and b"/Encrypt" in data:
        return SourceError("a PDF that asks for a password", where=name, todo="save it again without one")
    return SourceError("a damaged PDF", where=name, todo="open it and print it to PDF again, or leave it out")


def _no_words(name: str, *, scanned: bool) -> SourceError:
    if not scanned:
        return SourceError("a PDF without words", where=name, todo="check the file, or leave it out")
    return SourceError(
        "a scan without text: pictures of pages, in which there are no words to read",
        where=name,
        todo="run it through text recognition (OCR), such as ocrmypdf, and save it again",
    )


def _empty_pages(name: str, numbers: list[int]) -> Doubt:
    """Which pages have no text: "pages 3 and 7 to 9"."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    said = [f"{run[0]} to {run[-1]}" if len(run) > 2 else " and ".join(map(str, run)) for run in runs[:20]]
    listed = ", ".join(said) + (" and more" if len(runs) > 20 else "")
    noun = "page" if len(numbers) == 1 else "pages"
    verb = "has" if len(numbers) == 1 else "have"
    return Doubt(name, f"{noun} {listed} {verb} no text", "if words are printed there, run it through text recognition")
