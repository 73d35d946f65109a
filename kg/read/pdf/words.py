"""A page of a PDF -> its words with their places, upright, as a person sees them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import Struct

# What pdfium prints for a hyphen at the end of a line, after which the next line follows without a space.
HYPHEN = "\ufffe"
_LINE = re.compile(r"[^\r\n\ufffe]+\ufffe?|\ufffe")
_WORD = re.compile(r"[^\s\ufffe\xa0]+\ufffe?|\ufffe")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_TINY = 2.0  # points: nobody reads letters lower than that
_SKEW = math.radians(6)  # a page laid askew on the scanner; more is a watermark across the page
_UP, _DOWN = 0.9, 0.22  # of the size of a font: from the base line to the top and to the bottom of its line
_INVISIBLE = 3  # text render mode: neither filled nor stroked, as the words under a scanned page
_OBJECTS = 20_000  # of a page are looked at
_ASKED = 1_000  # lines of a page that may be hidden, and things behind which they may be
_PALE = 250  # of 255: white


Box = tuple[float, float, float, float]


class Word(Struct, frozen=True, gc=False):
    """A word and its box, in points from the top left corner of the page as it is read."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        """How far down the middle of the word is."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Height of its line, which is a little more than the size of its font."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page.

    Args:
        width: of the page as it is read, in points.
        height: likewise.
        words: in the order of the file.
        turned: by how many quarters the text is turned against the page as it is stored.
        aside: words that run in another direction than most (a label along the edge of a table), by direction.
    """

    width: float
    height: float
    words: tuple[Word, ...]
    turned: int = 0
    aside: tuple[tuple[Word, ...], ...] = ()


def read_words(page: Any, limit: int) -> PageWords:
    """The words of a page that a person sees.

    Args:
        page: a `pypdfium2.PdfPage`.
        limit: how many characters are read at most.
    """
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return PageWords(0, 0, ())
    try:
        return _read_words(page, textpage, limit)
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _read_words(page: Any, textpage: Any, limit: int) -> PageWords:
    left, bottom, right, top = frame = page.get_bbox()
    text = _page_text(textpage, limit)
    seen = _Sight(page, textpage)
    turned: dict[int, list[Word]] = {quarter: [] for quarter in range(4)}
    for line in _LINE.finditer(text):
        spans = [match.span() for match in _WORD.finditer(text, *line.span())]
        if not spans:
            continue
        angle = pdfium.FPDFText_GetCharAngle(textpage, spans[0][0])
        quarter = round(angle / (math.pi / 2))
        if abs(angle - quarter * math.pi / 2) > _SKEW or not seen.sees(spans[0][0]):
            continue
        quarter %= 4
        boxes = list(_boxes(textpage, spans))
        if not _is_loose(textpage, spans[0][0], boxes, quarter):
            boxes = _loosen(textpage, [start for start, _ in spans], boxes, quarter)
        words = turned[quarter]
        for (start, end), (x0, y0, x1, y1) in zip(spans, boxes, strict=True):
            if x1 <= left or x0 >= right or y1 <= bottom or y0 >= top:
                continue  # beyond the edge of the page
            if quarter:
                x0, x1, y0, y1 = turn_box((x0, y0, x1, y1), quarter, frame)
            else:
                x0, x1, y0, y1 = x0 - left, x1 - left, top - y1, top - y0
            if y1 - y0 >= _TINY:
                word = text[start:end]
                words.append(Word(x0, x1, y0, y1, word if word.isascii() else word.translate(_LIGATURES)))
    turned = {quarter: words for quarter, words in turned.items() if words}
    if not turned:
        return PageWords(right - left, top - bottom, ())
    letters = Counter({quarter: sum(len(word.text) for word in words) for quarter, words in turned.items()})
    main = min(letters, key=lambda quarter: (-letters[quarter], quarter))
    width, height = right - left, top - bottom
    if main % 2:
        width, height = height, width
    aside = tuple(tuple(turned[quarter]) for quarter in sorted(turned) if quarter != main)
    return PageWords(width, height, tuple(turned[main]), main, aside)


def turn_box(box: Box, quarter: int, page: Box) -> Box:
    """Where a box stands on a page read upright: left, right, top and bottom, from the top left corner.

    Args:
        box: left, bottom, right and top on the page as it is stored.
        quarter: by how many quarters, clockwise, the text is turned there.
        page: left, bottom, right and top of the page.
    """
    x0, y0, x1, y1 = box
    left, bottom, right, top = page
    if quarter == 0:
        return x0 - left, x1 - left, top - y1, top - y0
    if quarter == 1:
        return top - y1, top - y0, right - x1, right - x0
    if quarter == 2:
        return right - x1, right - x0, y0 - bottom, y1 - bottom
    return y0 - bottom, y1 - bottom, x0 - left, x1 - left


def _page_text(textpage: Any, limit: int) -> str:
    """The characters of a page, such that the n-th is the n-th for pdfium too."""
    count = min(pdfium.FPDFText_CountChars(textpage), limit)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Some characters have no code or two: one by one, then.
    codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(count))
    return "".join(HYPHEN if code == 2 else chr(code) if 9 <= code < 0x110000 else " " for code in codes)


def _boxes(textpage: Any, spans: list[tuple[int, int]]) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each word, by its first and last character."""
    rects = (pdfium.FS_RECTF * (2 * len(spans)))()
    read = pdfium.FPDFText_GetLooseCharBox
    i = 0
    for start, end in spans:
        read(textpage, start, rects[i])
        read(textpage, end - 1, rects[i + 1])
        i += 2
    numbers = memoryview(rects).cast("B").cast("f").tolist()  # left, top, right, bottom of each
    for i in range(0, len(numbers), 8):
        l0, t0, r0, b0, l1, t1, r1, b1 = numbers[i : i + 8]
        yield min(l0, r0, l1, r1), min(t0, b0, t1, b1), max(l0, r0, l1, r1), max(t0, b0, t1, b1)


def _is_loose(textpage: Any, char: int, boxes: list[Box], quarter: int) -> bool:
    """Whether boxes are as high as their font, whatever letters stand in them."""
    heights = [box[3] - box[1] if quarter % 2 == 0 else box[2] - box[0] for box in boxes]
    return max(heights) - min(heights) < 0.3 and 0.97 < heights[0] / (_em(textpage, char) or 1.0) < 1.6


def _loosen(textpage: Any, chars: list[int], boxes: list[Box], quarter: int) -> list[Box]:
    """The boxes of the words of a line, as high as their font: some fonts do not say how high that is."""
    x, y = ctypes.c_double(), ctypes.c_double()
    base = em = 0.0
    loose: list[Box] = []
    for char, box in zip(chars, boxes, strict=True):
        if not pdfium.FPDFText_GetCharOrigin(textpage, char, x, y):
            loose.append(box)
            continue
        at = x.value if quarter % 2 else y.value
        if not em or abs(at - base) > 0.05 * em:  # words on one base line are of one size, as good as always
            base, em = at, _em(textpage, char)
        up, down = (_UP * em, _DOWN * em) if quarter in (0, 1) else (_DOWN * em, _UP * em)
        if not em:
            loose.append(box)
        elif quarter % 2:
            loose.append((at - down, box[1], at + up, box[3]))
        else:
            loose.append((box[0], at - down, box[2], at + up))
    return loose


def _em(textpage: Any, char: int) -> float:
    """Size of the font of a character, in points."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(textpage, char, matrix):
        return 0.0
    return float(pdfium.FPDFText_GetFontSize(textpage, char) * math.hypot(matrix.c, matrix.d))


class _Sight:
    """Whether characters of a page can be seen."""

    def __init__(self, page: Any, textpage: Any) -> None:
        self._page = page
        self._asked = 0
        self._textpage = textpage
        self._red, self._green, self._blue, self._alpha = (ctypes.c_uint() for _ in range(4))

    def sees(self, char: int) -> bool:
        """Whether a character is printed in a colour, or lies under a picture of itself."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(self._textpage, char))
        if mode == _INVISIBLE:
            return self._on(char, (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM))
        colour = (self._red, self._green, self._blue, self._alpha)
        if not pdfium.FPDFText_GetFillColor(self._textpage, char, *colour):
            return True
        if not self._alpha.value:
            return False
        if min(self._red.value, self._green.value, self._blue.value) < _PALE:
            return True
        return self._on(char, (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_PATH))

    def _on(self, char: int, kinds: tuple[int, ...]) -> bool:
        """Whether something of those kinds lies where a character stands."""
        self._asked += 1
        if self._asked > _ASKED:
            return True
        rect = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._textpage, char, rect)
        x, y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
        return any(
            left <= x <= right and bottom <= y <= top
            for kind, (left, bottom, right, top) in self._backgrounds()
            if kind in kinds
        )

    def _backgrounds(self) -> list[tuple[int, tuple[float, float, float, float]]]:
        if not hasattr(self, "_found"):
            self._found = [
                (kind, bounds)
                for item, kind in list_objects(self._page)
                if kind != pdfium.FPDF_PAGEOBJ_TEXT and (bounds := bounds_of(item))
            ][:_ASKED]
        return self._found


def list_objects(page: Any) -> Iterator[tuple[Any, int]]:
    """What is drawn on a page, with its kind."""
    for i in range(min(pdfium.FPDFPage_CountObjects(page), _OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, i)
        yield item, pdfium.FPDFPageObj_GetType(item)


def bounds_of(item: Any) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of what is drawn, in the space of the page as it is stored."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value
