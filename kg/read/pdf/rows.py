"""Words of a page -> rows: what stands at one height, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from kg.read.pdf.words import Box, Word

_SAME_HEIGHT = 0.45  # of the line: a raised "th" stands less than that above its line
_TOUCHING = 0.08  # of the line: a gap too narrow for a space
_OVERLAP = 0.6  # of a word lies under the same word: printed twice, to look bold
_SPACED = 4  # so many single letters side by side are a word with its letters spaced out

_REACH = 2.5  # heights from a bullet to its words, at most
_MOST = 500  # rows and bullets of a page; no page of minutes has more

Row = tuple[Word, ...]


def find_rows(words: Iterable[Word]) -> list[Row]:
    """The rows of a page, from top to bottom."""
    rows: list[list[Word]] = []
    middle = reach = size = 0.0
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        height = word.bottom - word.top
        centre = (word.top + word.bottom) / 2
        if rows and centre - middle <= max(reach, height * _SAME_HEIGHT):
            rows[-1].append(word)
        else:
            rows.append([word])
            size = 0.0
        if height > size * 1.05:
            size, middle, reach = height, centre, height * _SAME_HEIGHT
    return [tuple(_join_letters(_join_touching(sorted(row, key=lambda word: word.x0)))) for row in rows]


def add_bullets(rows: Sequence[Row], bullets: Sequence[Box]) -> list[Row]:
    """The rows, with a bullet before the words of those beside which one is drawn.

    Args:
        rows: from top to bottom.
        bullets: left, right, top and bottom of each.
    """
    added = list(rows)
    if len(rows) > _MOST:
        return added
    for left, right, top, bottom in bullets[:_MOST]:
        middle = (top + bottom) / 2
        for i, row in enumerate(added):
            first = row[0]
            if first.top < middle < first.bottom:
                if right <= first.x0 <= right + _REACH * first.size:
                    added[i] = (Word(left, right, first.top, first.bottom, "•"), *row)
                break
    return added


def text_of(row: Row) -> str:
    """The words of a row with a space between them."""
    return " ".join([word.text for word in row])


def _join_touching(row: Sequence[Word]) -> list[Word]:
    """Words that touch made one ("3" and a raised "rd"), and what is printed twice taken once."""
    joined: list[Word] = []
    for word in row:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(word)
            continue
        gap = word.x0 - last.x1
        if gap > 0:
            if gap < _TOUCHING * min(last.bottom - last.top, word.bottom - word.top):
                joined[-1] = _merge(last, word)
            else:
                joined.append(word)
        elif word.text == last.text and -gap > _OVERLAP * (word.x1 - word.x0):
            continue
        elif gap > -_TOUCHING * (last.bottom - last.top):
            joined[-1] = _merge(last, word)
        else:
            joined.append(word)
    return joined


def _merge(a: Word, b: Word, space: str = "") -> Word:
    return Word(a.x0, max(a.x1, b.x1), min(a.top, b.top), max(a.bottom, b.bottom), a.text + space + b.text)


def _join_letters(row: list[Word]) -> list[Word]:
    """ "M I N U T E S   O F" made "MINUTES OF": the wider gaps are those between words."""
    if sum(len(word.text) == 1 for word in row) < _SPACED:
        return row
    joined: list[Word] = []
    run: list[Word] = []
    for word in row:
        if len(word.text) == 1 and word.text.isupper() and (not run or word.x0 - run[-1].x1 < 1.5 * word.size):
            run.append(word)
            continue
        joined += _close_run(run)
        run = []
        joined.append(word)
    return joined + _close_run(run)


def _close_run(run: list[Word]) -> list[Word]:
    if len(run) < _SPACED:
        return run
    usual = median(b.x0 - a.x1 for a, b in pairwise(run))
    closed = [run[0]]
    for before, word in pairwise(run):
        if word.x0 - before.x1 > 1.6 * usual + 0.5:
            closed.append(word)
        else:
            closed[-1] = _merge(closed[-1], word)
    return closed
