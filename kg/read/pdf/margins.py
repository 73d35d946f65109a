"""What is printed again on every page: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.read.pdf.rows import Row, text_of

_DIGITS = re.compile(r"\d+")
_DEPTH = 6  # rows from the edge of a page are looked at
_ZONE = 0.17  # of the height of a page
_EDGE = 0.12  # of the height: a number alone so near the edge is that of the page
_FLOATING = 2  # outermost rows are compared with those of other pages at whatever height they stand
_ANY = -99_999
_NUMBER = re.compile(
    r"(?:[-–—|(\[]\s*)?(?:page|p\.?|pg\.?|tudalen)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|o)\s*\d{1,4})?(?:\s*[-–—|)\]])?",
    re.IGNORECASE,
)
# What a system that binds papers into one pack prints in the corners of their pages.
_PACK = re.compile(
    r"(?:agenda item\s*(?:no\.?\s*)?\d{1,3}[a-z]?|public document pack|eitem ar gyfer y rhaglen\s*\d{1,3})", re.I
)

Key = tuple[str, int]


def drop_margins(pages: Sequence[tuple[float, Sequence[Row]]]) -> list[list[Row]]:
    """The rows of each page without running heads, feet and page numbers.

    A head whose words stand nowhere else (the name of the council, say) stays where it is first printed.

    Args:
        pages: height and rows of each.
    """
    tops = [_edge(rows, height, head=True) for height, rows in pages]
    feet = [_edge(rows, height, head=False) for height, rows in pages]
    counts: Counter[Key] = Counter()
    for edge in (*tops, *feet):
        counts.update({near for row, height in edge for near in _near(_key(row, height))})
    kept: list[list[Row]] = []
    shown: set[str] = set()
    body: set[str] = set()  # words of the first pages
    for (height, rows), top, foot in zip(pages, tops, feet, strict=True):
        dropped = _dropped(top, counts, height, len(pages)) | _dropped(foot, counts, height, len(pages))
        kept.append([row for row in rows if id(row) not in dropped])
        if len(kept) < 3:
            body.update(*(_words(row).split() for row in kept[-1]))
    for i, (_, rows) in enumerate(pages):
        heads = {id(row) for row, _ in tops[i]}
        if len(kept[i]) == len(rows):
            continue
        alive = {id(row) for row in kept[i]}
        restored = []
        for row in rows:
            if id(row) in alive:
                restored.append(row)
            elif id(row) in heads and not _is_number(row) and not _is_pack(row):
                words = _words(row)
                if words not in shown and not body.issuperset(words.split()):
                    restored.append(row)
                    shown.add(words)
        kept[i] = restored
    return kept


def _edge(rows: Sequence[Row], height: float, *, head: bool) -> list[tuple[Row, int]]:
    """The rows near the edge of a page, the outermost first, with their distance from it."""
    outer = rows[:_DEPTH] if head else rows[: -_DEPTH - 1 : -1]
    found = []
    for i, row in enumerate(outer):
        at = row[0].middle if head else height - row[0].middle
        if at > height * (_ZONE if i >= _FLOATING else 0.5):
            break
        found.append((row, round(at if head else -at)))
    return found


def _key(row: Row, at: int) -> Key:
    return _DIGITS.sub("#", text_of(row)).casefold(), at


def _near(key: Key) -> tuple[Key, ...]:
    """The key and its neighbours, since nothing is printed at quite the same height; and the words at any height."""
    return key, (key[0], key[1] - 1), (key[0], key[1] + 1), (key[0], _ANY)


def _dropped(edge: list[tuple[Row, int]], counts: Counter[Key], height: float, pages: int) -> set[int]:
    """Those rows at an edge that are printed on other pages too, or are the number of the page."""
    dropped, seen = set(), set()
    for i, (row, at) in enumerate(edge):
        key = _key(row, at)
        here = abs(at) <= height * _ZONE and counts[key] >= (2 if pages <= 6 else 3)
        floats = i < _FLOATING and key[0] not in seen and counts[key[0], _ANY] >= max(3, 0.6 * pages)
        number = _is_number(row) and (abs(at) <= height * _EDGE or (i == 0 and _is_counted(row)))
        lettered = len(_words(row)) > 2
        if (lettered and (here or floats)) or number or (_is_pack(row) and abs(at) <= height * _EDGE):
            dropped.add(id(row))
            seen.add(key[0])
        elif dropped or len(text_of(row)) > 60:
            break
    return dropped


def _words(row: Row) -> str:
    """The letters of a row, without the numbers that differ from page to page."""
    return " ".join(re.sub(r"(?:page|(?<=\d)(?:st|nd|rd|th))?[\W\d_]+", " ", text_of(row).casefold()).split())


def _is_number(row: Row) -> bool:
    return _NUMBER.fullmatch(text_of(row)) is not None


def _is_counted(row: Row) -> bool:
    """ "Page 2 of 3": the number of a page wherever it stands."""
    return re.fullmatch(r"page\s*\d+\s*(?:of|/)\s*\d+", text_of(row), re.IGNORECASE) is not None


def _is_pack(row: Row) -> bool:
    return _PACK.fullmatch(text_of(row)) is not None
