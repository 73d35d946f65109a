"""Days of the calendar as minutes write them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.document import Span

# In English and in Welsh.
_SPELLINGS = (
    "january jan ionawr|february feb febuary chwefror|march mar match mawrth|april apr ebrill|may mai|june jun mehefin|"
    "july jul gorffennaf|august aug awst|september sept sep medi|october oct hydref|november nov tachwedd|"
    "december dec rhagfyr"
)
_ORDINAL = r"(?:st|nd|rd|th|af|ail|ydd|il|fed|ed|eg|ain)"  # 1st; 1af, 5ed
_MONTHS = {name: i for i, names in enumerate(_SPELLINGS.split("|"), 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name)))
_STARTS = sorted({name[:3] for name in _MONTHS})
_WEEKDAY = (
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|"
    r"dydd\s+(?:llun|mawrth|mercher|iau|gwener|sadwrn|sul)\b),?\s*(?:the\s+)?)?"
)
_YEAR = r"(?:19|20|2O)[\dO]{2}"
# "Tuesday, 10th September, 2024", "4^th^ May 2024", "4 MAY 2O24" (with the letter O, as typists did).
_DAY_FIRST = re.compile(
    rf"(?<![\w/.]){_WEEKDAY}(?P<day>\d{{1,2}})\s?(?:\^?{_ORDINAL}\^?)?\s+(?:day\s+of\s+|of\s+|o\s+)?"
    rf"(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>{_YEAR})(?![\d/]))?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![\w/.]){_WEEKDAY}(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)?,|st|nd|rd|th)\s+(?P<year>{_YEAR})(?![\d/])",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:20)?\d{2})(?![\w/])")
_ISO = re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w/-])")
# What no day is without, wherever in it: a digit before a month, a year or a stroke. It is found far faster than a day.
_CUE = re.compile(
    rf"[0-9](?=\s?\^?{_ORDINAL}?\^?\s+(?:day\s+of\s+|of\s+|o\s+)?(?:{'|'.join(_STARTS)})|(?:(?:st|nd|rd|th),?|,)\s+[12]|[/.-]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day as written.

    Args:
        span: where it stands, weekday included.
        month: its month.
        day: its day in the month.
        year: its year, or None if it is not written.
    """

    span: Span
    month: int
    day: int
    year: int | None = None

    @property
    def date(self) -> dt.date | None:
        """The day of the calendar; None without a year or if there is no such day."""
        return _date(self.year, self.month, self.day) if self.year is not None else None

    def on_or_after(self, start: dt.date) -> dt.date | None:
        """The day with its year, or else the first such day on or after `start`."""
        if self.year is not None:
            return self.date
        found = _date(start.year, self.month, self.day)
        return found if found is None or found >= start else _date(start.year + 1, self.month, self.day)


def day_cues(plain: str) -> list[int]:
    """Offsets in a text at which, or around which, a day may be written; where there is none there is no day."""
    return [match.start() for match in _CUE.finditer(plain)]


def find_days(plain: str, span: Span) -> Iterator[Day]:
    """The days written within a span of `Document.plain`, in order.

    >>> text = "Thursday, 8th February, 2024; 14/07/09; 3 May"
    >>> [(day.date, day.year) for day in find_days(text, Span(0, len(text)))]
    [(datetime.date(2024, 2, 8), 2024), (datetime.date(2009, 7, 14), 2009), (None, None)]
    """
    if not _CUE.search(plain, span.start, span.end):
        return
    found: list[Day] = []
    taken: list[Span] = []  # in order
    for pattern in (_ISO, _FIGURES, _MONTH_FIRST, _DAY_FIRST):
        for match in pattern.finditer(plain, span.start, span.end):
            where = Span(match.start(), match.end())
            at = bisect_left(taken, where)
            if any(where.overlap(near) for near in taken[max(0, at - 1) : at + 1]):
                continue
            month = _MONTHS.get(match["month"].casefold()) or (int(match["month"]) if match["month"].isdigit() else 0)
            year = int(match["year"].upper().replace("O", "0")) if match["year"] else None
            if year is not None and year < 100:
                year += 2000
            if _date(year or 2024, month, int(match["day"])):
                found.append(Day(where, month, int(match["day"]), year))
                taken.insert(at, where)
    yield from sorted(found)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
