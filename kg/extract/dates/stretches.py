"""The stretch of time that vague words name, as Extended Date/Time Format: "in the new year" is `2026-01/2026-03`.

EDTF is the Library of Congress profile of ISO 8601-2:2019 (https://www.loc.gov/standards/datetime/). Written here are
its levels 0 and 1: years, months and days, the seasons 21 to 24, intervals, and intervals open at one end
(`../2026-09`, at any time up to the end of September). Which words name which stretch stands in
`ontology/lexicon/dates.toml`, in phrases that mean `stretch`, as templates:

    YYYY-21, YYYY-04/YYYY+1-03   of a year: its spring, its April to the next March
    WEEK, MONTH, QUARTER, YEAR   in which the meeting is; with +1 the one after
    EASTER                       of a year, Good Friday to Easter Monday

A year that is not said is the first in which the stretch ends on or after the day of the meeting; `next` at the end of
a template takes the one after that.
"""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
import re
from functools import cache

from kg.extract.dates.readings import Calendar
from kg.lexicon import Phrase, load_lexicon

_YEAR = re.compile(r"(?<![\d/-])((?:19|20)\d{2})(?!\d)")
_SEASONS = {
    21: 3,
    22: 6,
    23: 9,
    24: 12,
}  # the month in which each begins; it lasts three, the winter into the next year
_MONTHS = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}
_LATEST = 9990


@cache
def _phrases(means: str) -> tuple[Phrase, ...]:
    return load_lexicon().phrases(means)


def find_stretch(text: str, calendar: Calendar) -> str:
    """The stretch that the words of a due date name; empty where they name none, or no year can be told.

    Args:
        text: the words ("before the end of the municipal year").
        calendar: the day of the meeting.

    >>> find_stretch("in the autumn", Calendar(dt.date(2026, 3, 10)))
    '2026-23'
    >>> find_stretch("before the end of the financial year", Calendar(dt.date(2026, 1, 20)))
    '../2026-03'
    """
    found = [(match, phrase) for phrase in _phrases("stretch") if (match := phrase.pattern.search(text))]
    if not found:
        return ""
    match, phrase = min(found, key=lambda f: (f[0].start() - f[0].end(), f[0].start(), f[1].id))  # the longest
    named = _YEAR.search(text)
    year = int(named[1]) if named else None
    template, _, following = phrase.edtf.partition(" ")
    unit, _, ahead = template.partition("+")
    if template == "EASTER" or template.startswith("YYYY"):
        stretch = _of_a_year(template, year, calendar, following == "next")
    elif calendar.meeting is None or year:
        return ""
    elif unit == "WEEK":
        stretch = _week(calendar.meeting, int(ahead or 0))
    else:
        stretch = _months(calendar.meeting, _MONTHS[unit], int(ahead or 0))
    return _bounded(stretch, text[: match.start()]) if stretch else ""


def _of_a_year(template: str, year: int | None, calendar: Calendar, following: bool) -> str:
    if year is None:
        if calendar.meeting is None:
            return ""
        year = calendar.meeting.year - 1
        while last_day(_fill(template, year)) < calendar.meeting and year < _LATEST:
            year += 1
        year += following
    return _fill(template, year)


def _fill(template: str, year: int) -> str:
    if template == "EASTER":
        sunday = _easter(year)
        return f"{sunday - dt.timedelta(days=2)}/{sunday + dt.timedelta(days=1)}"
    return template.replace("YYYY+1", f"{year + 1:04d}").replace("YYYY", f"{year:04d}")


def _week(day: dt.date, ahead: int) -> str:
    monday = day + dt.timedelta(days=7 * ahead - day.weekday())
    return f"{monday}/{monday + dt.timedelta(days=6)}"


def _months(day: dt.date, length: int, ahead: int) -> str:
    """The month, quarter or year of a day, or the one after."""
    years, month = divmod((day.month - 1) // length * length + length * ahead, 12)
    year = day.year + years
    if length == 12:
        return f"{year:04d}"
    first = f"{year:04d}-{month + 1:02d}"
    return first if length == 1 else f"{first}/{year:04d}-{month + length:02d}"


def _bounded(stretch: str, before: str) -> str:
    """A stretch as the words before it bound it: up to its end, until it begins, from its beginning, after it."""
    exact = len(stretch.partition("/")[0]) == 10  # a week has days, a term has months
    for means in ("stretch-end", "stretch-before", "stretch-after", "stretch-from"):
        if any(phrase.pattern.search(before) for phrase in _phrases(means)):
            break
    else:
        return stretch
    day = {
        "stretch-end": last_day(stretch),
        "stretch-before": first_day(stretch) - dt.timedelta(days=1),
        "stretch-after": last_day(stretch) + dt.timedelta(days=1),
        "stretch-from": first_day(stretch),
    }[means]
    bound = str(day) if exact else f"{day:%Y-%m}"
    return f"../{bound}" if means in ("stretch-end", "stretch-before") else f"{bound}/.."


def first_day(stretch: str) -> dt.date:
    """The first day of a stretch that is closed there.

    >>> first_day("2026-23"), first_day("2026-04/2027-03")
    (datetime.date(2026, 9, 1), datetime.date(2026, 4, 1))
    """
    year, month, day = _parts(stretch.partition("/")[0])
    return dt.date(year, _SEASONS.get(month, month or 1), day or 1)


def last_day(stretch: str) -> dt.date:
    """The last day of a stretch that is closed there.

    >>> last_day("2026-23"), last_day("2026-24"), last_day("2026")
    (datetime.date(2026, 11, 30), datetime.date(2027, 2, 28), datetime.date(2026, 12, 31))
    """
    first, _, last = stretch.partition("/")
    year, month, day = _parts(last or first)
    if month in _SEASONS:
        years, month = divmod(_SEASONS[month] + 1, 12)
        year, month = year + years, month + 1
    month = month or 12
    return dt.date(year, month, day or _calendar.monthrange(year, month)[1])


def _parts(date: str) -> tuple[int, int, int]:
    """Year, month and day of an EDTF date; 0 for what it does not say."""
    year, month, day = (int(part) for part in [*date.split("-"), "0", "0"][:3])
    return year, month, day


def _easter(year: int) -> dt.date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + n - 7 * ((a + 11 * h + 22 * n) // 451) + 114, 31)
    return dt.date(year, month, day + 1)
