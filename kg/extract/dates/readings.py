"""What a matched rule says: the last day on which a promise would be kept, against the calendar of the panel."""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
from dataclasses import dataclass

from kg.extract.dates.rules import EVENT_DAY, WEEKDAYS

_MONTH_OF = {name.lower(): i for i, name in enumerate(_calendar.month_name) if name} | {
    name[:n].lower(): i for n in (3, 4) for i, name in enumerate(_calendar.month_name) if name
}

_NUMBERS = {
    word: i for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "couple": 2}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days against which words are read.

    Args:
        meeting: the day of the meeting, or None if it is not known.
        later: days of later meetings of the same body, sorted.
    """

    meeting: dt.date | None = None
    later: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What words say: the day, the rule that read them, EDTF where they are vague, the period of a recurring duty."""

    by: dt.date | None
    rule: str
    edtf: str = ""
    recurs: str = ""


# Words with which anything up to the end of what follows keeps a promise.
_UP_TO = (
    "by ", "before ", "prior to ", "ahead of ", "in advance of ", "in time for ", "no later ", "not later ",
    "on or before ", "within ", "and by ", "until ",
)  # fmt: skip


def read_recurrence(text: str) -> str:
    """ISO 8601 duration of a recurring duty; empty where the period is not of the calendar ("every meeting").

    >>> read_recurrence("every quarter"), read_recurrence("twice a year"), read_recurrence("at each meeting")
    ('P3M', 'P6M', '')
    """
    low = text.lower()
    for words, period in (
        (("six month", "six-month", "half-year", "half year", "bi-annual", "twice"), "P6M"),
        (("two months",), "P2M"),
        (("quarter", "three months"), "P3M"),
        (("fortnight",), "P14D"),
        (("month",), "P1M"),
        (("week",), "P7D"),
        (("term",), "P4M"),
        (("year", "annual"), "P1Y"),
    ):
        if any(word in low for word in words):
            return period
    return ""


def read_match(rule: str, groups: dict[str, str], text: str, calendar: Calendar) -> Reading | None:
    """What a matched rule says; None if it says a day before the meeting, or nothing."""
    low = text.lower()
    if rule == "monthly-day":
        return Reading(None, rule, recurs="P1M")
    if rule in ("within", "within-next", "in-time", "from-now"):
        return _distance(rule, groups, calendar)
    if rule in ("tomorrow", "today", "weekday", "end-of-this-month", "next-month", "this-year"):
        return _near(rule, groups, calendar)
    if rule == "event-of-month" and low.startswith("from "):
        return Reading(None, rule)
    if rule == "next-meeting":
        return Reading(calendar.later[0] if calendar.later else None, rule)
    if rule in ("season-of-year", "academic-year", "weekday-after"):
        return Reading(None, rule)
    if rule in ("early-in", "in-year", "end-of-year"):
        return _in_year(rule, groups, low, calendar)
    if rule == "numeric-date":
        year = int(groups["y"]) + (2000 if len(groups["y"]) == 2 else 0)
        return _checked(_safe(year, int(groups["m"]), int(groups["d"])), rule, calendar)
    if "month" not in groups:
        return None
    return _in_month(rule, groups, low, calendar)


def _in_month(rule: str, groups: dict[str, str], low: str, calendar: Calendar) -> Reading | None:
    month = _MONTH_OF[groups["month"].lower().rstrip(".")]
    day = int(groups["day"]) if "day" in groups else None
    start = calendar.meeting
    if "year" in groups:
        year: int | None = int(groups["year"])
    elif start is None:
        return Reading(None, rule)
    elif groups.get("which", "").lower() == "next":
        year = start.year + 1
    else:
        this = _safe(start.year, month, day or _last(start.year, month))
        year = start.year if this and this >= start else start.year + 1
    if year is None:
        return None
    if rule == "meeting-in-month" and (held := [d for d in calendar.later if (d.year, d.month) == (year, month)]):
        return Reading(held[0], rule)
    part = groups.get("edge") or groups.get("part") or ""
    last: int | None = day or (
        15 if part.lower().startswith(("early", "mid", "start", "begin", "middle", "first")) else _last(year, month)
    )
    if rule in ("month", "date") and low.startswith(("before ", "prior to ", "ahead of ")) and not part:
        if day:  # "before 29 November" ends with the 28th
            due = _safe(year, month, day)
            return _checked(due and due - dt.timedelta(days=1), rule, calendar)
        last = None  # "before June" ends with May
    due = _safe(year, month, last) if last else _safe(year, month, 1)
    if due and not last:
        due -= dt.timedelta(days=1)
    vague = "" if day or not due else _vague_month(rule, year, month, due, part.lower(), low)
    return _checked(due, rule, calendar, vague)


def _vague_month(rule: str, year: int, month: int, due: dt.date, part: str, low: str) -> str:
    """A month as EDTF: up to its end or from its beginning where the words say so, and its halves."""
    named = f"{year:04d}-{month:02d}"
    if low.startswith(
        ("from ", "with effect ", "starting ", "commencing ", "effective ", "as of ", "after ", "following ")
    ):
        return f"{named}/.."
    if part.startswith(("early", "start", "begin", "first")):
        return f"{named}-01/{due}"
    if part.startswith("mid"):
        return f"{due}~"  # approximately
    if part.startswith(("late", "second")):
        return f"{named}-16/{due}"
    if low.startswith(_UP_TO) or part.startswith(("end", "close")) or rule == "window":
        return f"../{due:%Y-%m}"
    return named


def _in_year(rule: str, groups: dict[str, str], low: str, calendar: Calendar) -> Reading | None:
    year = int(groups["year"])
    part = (groups.get("part") or groups.get("edge") or "").lower()
    due = {"early": (4, 30), "mid": (7, 31), "start": (1, 31), "beginning": (1, 31)}.get(part, (12, 31))
    if low.startswith("before "):
        return _checked(dt.date(year - 1, 12, 31), rule, calendar, f"../{year - 1:04d}")
    last = dt.date(year, *due)
    if part in ("early", "start", "beginning"):
        vague = f"{year:04d}-01/{last:%Y-%m}"
    elif part:
        vague = {"mid": f"{year:04d}-05/{year:04d}-07", "late": f"{year:04d}-09/{year:04d}-12"}.get(
            part, f"../{year:04d}"
        )
    else:
        vague = (
            f"../{year:04d}"
            if low.startswith(_UP_TO)
            else f"{year:04d}/.."
            if low.startswith("from ")
            else f"{year:04d}"
        )
    return _checked(last, rule, calendar, vague)


def _distance(rule: str, groups: dict[str, str], calendar: Calendar) -> Reading | None:
    start = calendar.meeting
    if "event" in groups:
        known = EVENT_DAY.search(groups["event"])
        start = _safe(int(known["year"]), _MONTH_OF[known["month"].lower()], int(known["day"])) if known else None
    if start is None:
        return Reading(None, rule)
    if "n" not in groups and rule == "within-next":
        return Reading(None, rule)
    word = groups["n"].lower()
    n = int(word) if word.isdigit() else _NUMBERS[word]
    unit = groups["unit"].lower()
    if "hour" in unit:
        return Reading(start + dt.timedelta(days=-(-n // 24)), rule)
    if unit.startswith(("working", "clear")):
        return Reading(_add_working_days(start, n), rule)
    if "day" in unit or "week" in unit or "fortnight" in unit:
        days = n * (1 if "day" in unit else 7 if "week" in unit else 14)
        return Reading(start + dt.timedelta(days=days), rule)
    return Reading(_add_months(start, n * (12 if "year" in unit else 1)), rule)


def _near(rule: str, groups: dict[str, str], calendar: Calendar) -> Reading | None:
    start = calendar.meeting
    if start is None:
        return Reading(None, rule)
    if rule == "this-year":
        return Reading(dt.date(start.year, 12, 31), rule, f"{start.year:04d}")
    if rule == "next-month":
        following = _add_months(start.replace(day=1), 1)
        return Reading(following.replace(day=_last(following.year, following.month)), rule, f"{following:%Y-%m}")
    if rule == "end-of-this-month":
        return Reading(dt.date(start.year, start.month, _last(start.year, start.month)), rule)
    if rule == "weekday":
        ahead = (WEEKDAYS[groups["weekday"].lower()] - start.weekday() - 1) % 7 + 1
        return Reading(start + dt.timedelta(days=ahead), rule)
    return Reading(start + dt.timedelta(days=rule == "tomorrow"), rule)


def _checked(due: dt.date | None, rule: str, calendar: Calendar, edtf: str = "") -> Reading | None:
    if due is None or (calendar.meeting and due < calendar.meeting):
        return None
    return Reading(due, rule, edtf)


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _last(year: int, month: int) -> int:
    return _calendar.monthrange(year, month)[1]


def _add_months(start: dt.date, months: int) -> dt.date:
    """The same day some months on, or the last day of a shorter month."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return dt.date(year, month, min(start.day, _last(year, month)))


def _add_working_days(start: dt.date, days: int) -> dt.date:
    """Some working days on, Saturdays and Sundays left out; bank holidays are not known offline."""
    while days:
        start += dt.timedelta(days=1)
        days -= start.weekday() < 5
    return start
