"""Who has to act, in a column at the right-hand edge of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf

from kg.read.pdf.rows import Row
from kg.read.pdf.segments import Segment, height_of, numbered, split_row

_EDGE = 0.72  # of the width of the text: what begins farther to the left is no column at its edge
_APART = 1.5  # heights of a line between the text and the column
_CENTRED = 2.5  # heights by which the words of a column may begin before its title
_TOLD = 5  # words: what stands beside an owner, where something else stands before it
_SHORT = 12  # characters: what has an owner beside it is longer
_LABEL = re.compile(r"(?:ACTIONS?|Actions?)(?:\s+(?:by|BY))?\s*[:–-]*\s*(?=\S)")
_TITLE = re.compile(r"(?:actions?(?:\s+(?:by|required|point|points))?|by\s+whom)[:.]?", re.IGNORECASE)
_ENDS_TITLE = frozenset("action actions by required point points whom".split())
# Initials ("KM", "KM/JB", "PWh"), a post that everybody knows, all.
_INITIALS = r"(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2}[a-z]?)"
_PERSONS = re.compile(rf"{_INITIALS}(?:\s*(?:[/&,+]|and)\s*{_INITIALS}){{0,5}}\.?")
_POST = re.compile(r"(?:Clerk|ALL|All|Chair|Noted)\.?")
_NAMED = re.compile(r"[A-Z][\w.'’-]*(?:[ /&,]+(?:and |to )?[A-Z][\w.'’-]*){0,4}")


def find_column(pages: Sequence[Sequence[Row]]) -> float:
    """Where the column begins that a table's head or a line of titles calls "Action"; infinity if none does.

    Args:
        pages: the rows of each.
    """
    for rows in pages:
        for row in rows:
            if row[-1].text.lower().rstrip(":.") not in _ENDS_TITLE:
                continue
            *before, last = split_row(row)
            if (
                1 <= len(before) <= 2
                and _TITLE.fullmatch(last.text)
                and last.x0 - before[-1].x1 > 3 * last.words[0].size
            ):
                return last.x0 - _CENTRED * height_of(row)
    return inf


def take_owner(segments: list[Segment], right: float, column: float = inf) -> tuple[list[Segment], str] | None:
    """A row without who has to act, and that; None where nobody is named at its end.

    Args:
        segments: of the row, from left to right.
        right: the right edge of the text.
        column: where a column of owners begins.
    """
    segments = _part_owner(segments, column)
    count = len(numbered(segments))
    if count < 2 or (count > 2 and len(segments[-2].words) < _TOLD):
        return None
    *text, last = segments
    owner = name_owner(last, column)
    if not owner or _TITLE.fullmatch(owner):
        return None
    left = text[0].x0
    if last.x0 < min(left + _EDGE * (right - left), column):
        return None
    if last.x0 - text[-1].x1 < _APART * height_of(last.words) and last.x0 < column:
        return None
    goes_on = text[0].text[0].islower()
    if not goes_on and last.x0 < column and sum(len(segment.text) for segment in text) < _SHORT:
        return None
    return text, owner


def _part_owner(segments: list[Segment], column: float) -> list[Segment]:
    """The segments, initials in the column apart from the words that run up to them."""
    words = segments[-1].words
    if len(numbered(segments)) > 1 or len(words) < 4 or words[-1].x0 < column + height_of(words):
        return segments
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    if words[-1].x0 - words[-2].x1 < 2.6 * gaps[len(gaps) // 2] or not _PERSONS.fullmatch(words[-1].text):
        return segments
    return [*segments[:-1], Segment(words[:-1]), Segment(words[-1:])]


def stands_alone(segments: list[Segment], right: float, column: float) -> str:
    """Who has to act, where nothing else stands in a row; empty if it is something else.

    Args:
        segments: of the row.
        right: the right edge of the text.
        column: where a column of owners begins.
    """
    if len(segments) > 1 or segments[0].x0 < min(_EDGE * right, column):
        return ""
    words = segments[0].text
    if segments[0].x0 >= column or _PERSONS.fullmatch(words):
        owner = name_owner(segments[0], column)
        return "" if _TITLE.fullmatch(owner) else owner
    return ""


def is_title(words: str) -> bool:
    """Whether words are the title of a column of owners.

    >>> is_title("ACTION"), is_title("Action by"), is_title("Date")
    (True, True, False)
    """
    return _TITLE.fullmatch(words) is not None


def name_owner(segment: Segment, column: float) -> str:
    """Who is named in a segment at the right-hand edge, without "ACTION:"; empty if nobody is."""
    words = segment.text
    labelled = _LABEL.match(words)
    owner = words[labelled.end() :] if labelled else words
    if _PERSONS.fullmatch(owner) or _POST.fullmatch(owner):
        return owner
    return owner if (labelled or segment.x0 >= column) and _NAMED.fullmatch(owner) else ""
