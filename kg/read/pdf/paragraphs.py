"""Lines in reading order -> the paragraphs that they make up, over columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from kg.read.pdf.words import Word

_BULLET = re.compile(r"[·•●▪◦‣∙○■□►➢✓➤❖\u2023\uf020-\uf0ff*o-]|[–—]")
_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,3}\.?|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\))"
)
_WIDEST = 2.3  # heights from line to line, where lines stand two apart
_FIRST = ("1", "a", "i", "1.1")
# A line that ends so goes on in the next, however short it is.
_HANGS = (",", *(f" {word}" for word in "a an and as at by for from in of on or that the to with".split()))
_INITIAL = re.compile(r"\b[A-Z]\.$")
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[CM]r)(?<!\bCllr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)[.;:?!][\"'”’)\]]*$")


class Line(Struct, frozen=True, gc=False):
    """A line of a column.

    Args:
        page: index of its page.
        x0: where it begins, its marker included, in points.
        body: where its words begin.
        x1: where it ends.
        right: the right edge of the column in which it stands.
        top: of its box, from the top of the page.
        bottom: likewise.
        marker: bullet or number before its words, or empty.
        text: its words, without the marker.
        first: width of its first word.
        owner: who has to act, in a column at the right-hand edge.
        opens: whether it begins a paragraph, whatever stands before it.
        cells: of a row of a table, to which no line is joined; else empty.
        starts: where each of its cells begins.
    """

    page: int
    x0: float
    body: float
    x1: float
    right: float
    top: float
    bottom: float
    marker: str
    text: str
    first: float
    owner: str = ""
    opens: bool = False
    cells: tuple[str, ...] = ()
    starts: tuple[float, ...] = ()

    @property
    def row(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.cells)


def make_row(cells: Sequence[str], starts: Sequence[float], words: Sequence[Word], page: int, right: float) -> Line:
    """A row of a table as a line.

    Args:
        cells: from left to right; empty where nothing stands.
        starts: where each begins, in points.
        words: all that stand in it.
        page: index of the page.
        right: the right edge of the table.
    """
    left = min([word.x0 for word in words])
    return Line(
        page=page,
        x0=left,
        body=left,
        x1=max([word.x1 for word in words]),
        right=right,
        top=min([word.top for word in words]),
        bottom=max([word.bottom for word in words]),
        marker="",
        text=" | ".join(cells).strip(" |"),
        first=0.0,
        cells=tuple(cells),
        starts=tuple(starts),
    )


def is_marker(word: str) -> bool:
    """Whether a word at the head of a line is a bullet or a number.

    >>> is_marker("8.2"), is_marker("(a)"), is_marker("\\uf0b7"), is_marker("The")
    (True, True, True, False)
    """
    return (_BULLET.fullmatch(word) or _NUMBER.fullmatch(word)) is not None


def hangs(text: str) -> bool:
    """Whether a line goes on in the next, however short it is: after a comma, a small word, an initial, in brackets.

    >>> hangs("Councillors Hay, J."), hangs("the report (Cabinet"), hangs("The Harbour Board")
    (True, True, False)
    """
    return text.endswith(_HANGS) or text.count("(") > text.count(")") or _INITIAL.search(text) is not None


def join_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph, in reading order."""
    pitch = _usual_pitch(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _continues(paragraphs[-1], line, pitch):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _is_part_of_text(paragraph: list[Line], line: Line, height: float) -> bool:
    """Whether what looks like a number belongs to a sentence: "averaged / 3.6 days", "Gwen Purdey and J. / T. Hill"."""
    last = paragraph[-1]
    marker = line.marker
    begins = marker.strip("().").lower() in _FIRST
    follows = marker in "-–—" and paragraph[0].marker == marker
    aligned = line.page == last.page and abs(line.x0 - last.body) < 0.2 * height
    typed = marker in "-–—" or _NUMBER.fullmatch(marker) is not None
    return typed and aligned and not begins and not follows and last.x1 + 0.2 * height + line.first > last.right


def _usual_pitch(lines: Sequence[Line]) -> float:
    """From one line of a paragraph to the next, in heights of a line."""
    pitches: Counter[float] = Counter()
    for a, b in pairwise(lines):
        if a.page == b.page and b.top > a.top and not a.row and not b.row:
            pitches[round((b.top - a.top) / (a.bottom - a.top), 1)] += 1
    if not pitches:
        return 1.2
    wanted = 0.12 * sum(pitches.values())
    return min((pitch for pitch, count in pitches.items() if count >= wanted and 0.8 <= pitch <= _WIDEST), default=1.2)


def _continues(paragraph: list[Line], line: Line, pitch: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = paragraph[-1]
    if last.row or line.row or line.opens:
        return False
    height = last.bottom - last.top
    stops = _STOP.search(last.text) is not None
    if line.marker and (stops or not _is_part_of_text(paragraph, line, height)):
        return False
    low = line.text[:1].islower() or hangs(last.text)
    # Two fonts of one size are not of one height; a title is larger by more, and does not stop within a sentence.
    if abs((line.bottom - line.top) / height - 1) > (0.4 if low and not stops else 0.15):
        return False
    full = last.x1 + 0.2 * height + line.first > last.right
    if line.page != last.page or line.top < last.top:  # over the end of a column or page
        return (full and not stops) or (low and not stops)
    if (line.top - last.top) / height > pitch + 0.25:
        return False
    if low and (not stops or (full and last.text.endswith((";", ":")))):
        return True
    if not full:
        return False
    if not stops:
        return True
    # A sentence ended at the edge: the next line goes on if it does not begin farther in than the lines before it.
    return line.x0 < max(one.body for one in paragraph[-2:]) + 0.5 * height
