"""By when: the words of a clause that say when a duty falls due, and the last day on which it would be kept.

Three families: a date on the calendar (`by 31 July`, `in November 2024`, `at its March meeting`, `early in 2024`), a
distance from the meeting (`within six weeks`, `tomorrow`), and words that fix no day (`once it had been agreed`, `in due
course`, `every quarter`), which are kept as text. A year that is not said is the first in which the date falls on or
after the meeting. The rule that read the words is named in `Due.rule`.
"""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.document import Span
from kg.facts import Due
from kg.lexicon import load_lexicon

MONTHS = {name: i for i, name in enumerate(_calendar.month_name) if name}
_MONTH_OF = {name.lower(): i for name, i in MONTHS.items()} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12
}  # fmt: skip
_NUMBERS = {
    word: i for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "couple": 2}  # fmt: skip
_WEEKDAYS = {name.lower(): i for i, name in enumerate(_calendar.day_name)}

_M = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_Y = r"(?P<year>(?:19|20)\d{2})(?!/)"
_DAY = r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?\s*(?:and|or|to|-|&)\s*)?(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_WD = r"(?:(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)\b\.?,?\s+)?(?:the\s+)?"
_FULL = rf"{_WD}{_DAY}\s+(?:of\s+)?{_M}(?:,?\s+{_Y})?"
_N = r"(?P<n>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety)"
_UNIT = r"(?P<unit>(?:working\s+|calendar\s+|clear\s+)?days?|weeks?|fortnights?|months?|years?|hours?)"
_PREP = (
    r"(?:(?:and\s+)?(?:no\s+later\s+than|not\s+later\s+than|by\s+no\s+later\s+than|in\s+time\s+for|ahead\s+of|prior\s+to|in\s+advance\s+of|"
    r"on\s+or\s+before|by|before|in|on|at|during|from|for|to|within|starting|commencing|effective\s+from|as\s+of|with\s+effect\s+from|around|over|week\s+commencing|after|following)\s+)"
)
_EVENT_DAY = re.compile(rf"{_DAY}\s+{_M}\s+{_Y}", re.IGNORECASE)
_MEETING = r"(?:meeting|session|Panel|Committee|Board|Forum|Cabinet|Council|Commission|Sub-Committee|sitting)"


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
class _Reading:
    by: dt.date | None
    rule: str
    edtf: str = ""
    recurs: str = ""


def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every rule with its name, the most specific first."""
    def rule(name: str, pattern: str) -> tuple[str, re.Pattern[str]]:
        return name, re.compile(rf"(?<![\w/]){pattern}(?![\w])", re.IGNORECASE)

    body = rf"(?:(?:the|its|their|our|a|this)\s+)?(?:[\w'-]+\s+){{0,3}}?{_MEETING}"
    return (
        rule("monthly-day", rf"{_PREP}the\s+\d{{1,2}}(?:st|nd|rd|th)\s+of\s+(?:each|every)\s+month(?:\s+from\s+{_M})?"),
        rule("end-of-month", rf"{_PREP}(?:the\s+)?(?P<edge>end|start|beginning|middle|close)\s+of\s+{_M}(?:,?\s+{_Y})?"),
        rule("end-of-year", rf"{_PREP}(?:the\s+)?(?P<edge>end|start|beginning)\s+of\s+{_Y}"),
        rule("end-of-this-month", rf"{_PREP}(?:the\s+)?end\s+of\s+(?:the|this)\s+month"),
        rule("meeting-on-date", rf"{_PREP}(?:{body}\s+)(?:(?:to\s+be\s+|being\s+|which\s+is\s+)?(?:held|scheduled|planned|arranged)\s+)?(?:on|of|in|for)\s+{_FULL}"),
        rule("date", rf"{_PREP}{_FULL}"),
        rule("numeric-date", rf"{_PREP}(?P<d>\d{{1,2}})[./](?P<m>\d{{1,2}})[./](?P<y>\d{{2,4}})"),
        rule("event-in-month", rf"{_PREP}(?:the|its|their|our|his|her)\s+(?:[\w'-]+\s+){{1,4}}(?:in|of|on)\s+(?:{_FULL.replace('day>', 'day2>').replace('month>', 'month2>').replace('year>', 'year2>')}|(?P<edge>early|mid|late)?[\s-]*{_M}(?:,?\s+{_Y})?)"),
        rule("meeting-in-month", rf"{_PREP}(?:the|its|their|our|a|this|that)\s+(?:[\w-]+'s\s+)?{_M}(?:,?\s+{_Y})?,?\s+(?:[\w'-]+\s+){{0,3}}?{_MEETING}"),
        rule("meeting-in-month", rf"{_PREP}{_M}\s+(?:{_Y}\s+)?{_MEETING}"),
        rule("event-of-month", rf"{_PREP}(?:the|its|their|our)\s+{_M}(?:,?\s+{_Y})?\s+(?!(?:{_MEETING})\b|\d)(?:[a-z][\w-]*)(?:\s+(?:report|papers|agenda|census|round|bulletin))?"),
        rule("next-meeting", rf"(?:{_PREP})?(?:the|its|our|their|this\s+\w+'s)?\s*next\s+(?:(?:scheduled|ordinary|formal|full|available|(?-i:[A-Z])[\w'-]*|panel|committee|board|forum)\s+){{0,4}}?(?:meeting|session|Panel\b|Board\b|Committee\b|Forum\b|agenda)(?:\s+of\s+(?:the|this)\s+[A-Z][\w-]*)?"),
        rule("early-in", rf"(?:(?:in|by)\s+)?(?P<part>early|late|mid)(?:\s+in)?[\s-]+{_Y}"),
        rule("early-in-month", rf"(?:{_PREP})?(?:(?:the\s+)?(?P<part>early|late|mid|beginning\s+of|start\s+of|middle\s+of|first\s+week\s+of|second\s+half\s+of))(?:\s+in)?[\s-]+{_M}(?:,?\s+{_Y})?"),
        rule("window", rf"between\s+[\w\s]{{2,20}}?\s+and\s+(?:the\s+)?(?P<edge>end\s+of\s+)?{_M}(?:,?\s+{_Y})?"),
        rule("month", rf"{_PREP}{_M}(?:,?\s+(?:of\s+)?{_Y})?(?!\s+(?:\d|{_MEETING}|to\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)))"),
        rule("month-next-year", rf"{_PREP}{_M}\s+(?P<which>next|this)\s+year"),
        rule("season-of-year", rf"{_PREP}(?:the\s+)?(?:(?:early|late|mid|end\s+of(?:\s+the)?)[\s-]+)?(?P<season>spring|summer|autumn|winter|Easter|Christmas)(?:\s+term)?(?:\s+of)?,?\s+{_Y}"),
        rule("academic-year", rf"(?:by|before|in|during|from|until)\s+(?:(?:the\s+)?(?:end|start|beginning)\s+of\s+)?(?:the\s+)?(?:(?:financial|municipal|academic|school)\s+year\s+)?20\d\d\s?[/-]\s?(?:20)?\d\d(?:\s+(?:financial|municipal|academic|school)\s+year)?"),
        rule("in-year", rf"(?:by|before|in|during|from|until|for)\s+{_Y}"),
        rule("within", rf"(?:within|inside|in\s+no\s+more\s+than)\s+(?:the\s+next\s+)?{_N}\s+{_UNIT}(?:\s+(?:of\s+(?!(?:the\s+)?(?:age|birth))(?P<event>[^.;:,()]{{1,60}}?)(?=[.;:,()]|\s+and\s|$)))?"),
        rule("within-next", rf"(?:within|in|over|during)\s+(?:the\s+)?(?:next|coming|following)\s+(?:{_N}\s+)?{_UNIT}"),
        rule("in-time", rf"in\s+{_N}\s+{_UNIT}(?:'s?)?(?:\s+time)?"),
        rule("from-now", rf"{_N}\s+{_UNIT}\s+from\s+(?:now|today)"),
        rule("tomorrow", r"(?:by\s+)?(?:tomorrow|(?:first\s+thing\s+)?in\s+the\s+morning|the\s+(?:next|following)\s+(?:day|morning))"),
        rule("today", r"(?:by\s+(?:the\s+)?end\s+of\s+)?(?:today|the\s+day)|(?:that|this|later\s+that)\s+(?:day|morning|afternoon|evening)"),
        rule("next-month", r"(?:by\s+|before\s+)?(?:the\s+end\s+of\s+)?next\s+month"),
        rule("this-year", r"(?:by\s+the\s+end\s+of\s+)?this\s+(?:calendar\s+)?year"),
        rule("weekday-after", rf"by\s+the\s+following\s+(?:{'|'.join(_WEEKDAYS)})(?!,?\s+\d)"),
        rule("weekday", rf"(?:by|on|before|next)\s+(?:(?:close\s+of\s+(?:play|business)|noon|midday)\s+on\s+|the\s+end\s+of\s+|the\s+)?(?:next\s+|this\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})(?!,?\s+\d)"),
    )  # fmt: skip


_RULES = _patterns()
# A cheap look: a clause without any of these words says nothing of time. A test holds it to the lexicon's examples.
_SOON = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|"
    r"\w*days?|days?|weeks?|weekend|weekly|fortnight\w*|months?|monthly|quarter\w*|q[1-4]|years?|yearly|annual\w*|terms?|termly|spring|summer|autumn|winter|easter|christmas|holidays?|"
    r"meetings?|sessions?|committee|panel|board|forum|cabinet|council|commission|agenda|papers?|reports?|updates?|cycles?|morning|afternoon|evening|overnight|tomorrow|today|future|later|"
    r"forthcoming|subsequent|next|following|earlier|beforehand|advance|asap|possible|practicable|urgently|immediately|straight\w*|promptly|forthwith|delay|course|date|opportunity|once|"
    r"when|whenever|until|before|prior|ahead|after|time|every|each|twice|basis|now|then|meantime|upon|completion|publication|receipt|conclusion|soon|noon|within|half|bi-annually|alongside|"
    r"notes|minutes|bulletin|briefing|newsletter|survey|19\d\d|20\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b", re.IGNORECASE,
)
_BARE = re.compile(rf"^\W*(?:(?:by|for|in|to|at|before)\s+)?(?:{_FULL}|(?:(?:early|mid|late|end(?:\s+of)?)[\s-]+)?{_M.replace('month>', 'month2>')}(?:,?\s+{_Y.replace('year>', 'year2>')})?)\W*$", re.IGNORECASE)


@cache
def _lexicon_rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    lexicon = load_lexicon()
    return tuple(
        (means, phrase.id, phrase.pattern)
        for means in ("due-recurs", "due-vague", "due-event")
        for phrase in lexicon.phrases(means)
    )


def find_due(plain: str, span: Span, calendar: Calendar, *, after: int | None = None) -> Due | None:
    """The words within `span` that say by when, read against the calendar.

    Args:
        plain: `Document.plain`.
        span: the clause.
        calendar: the day of the meeting and of later ones.
        after: where the duty's verb ends; words before it count only at the very front of the clause ("in December
            he would report").

    Returns:
        The reading, or None if the clause does not say when. A date before the meeting is never a due date. Of several
        the first that fixes a day wins, then the first that does not; a recurring duty keeps both.
    """
    if not _SOON.search(plain, span.start, span.end):
        return None
    hits = [hit for hit in _hits(plain, span, calendar) if _can_be_due(plain, span, hit, after)]
    recurring = next((due for due in hits if due.recurs), None)
    fixed = next((due for due in hits if due.by), None)
    chosen = fixed or recurring or next(iter(hits), None)
    if chosen and recurring and not chosen.recurs:
        return Due(chosen.text, chosen.span, chosen.by, recurring.recurs, chosen.edtf, f"{chosen.rule}+{recurring.rule}")
    return chosen


def read_due(text: str, calendar: Calendar) -> Due | None:
    """The reading of words that are nothing but a date, as in the last column of an action log.

    >>> read_due("24 Jan", Calendar(dt.date(2025, 1, 15))).by
    datetime.date(2025, 1, 24)
    """
    span = Span(0, len(text))
    if match := _BARE.match(text):
        groups = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
        reading = _read("end-of-month" if "end" in text.lower() else "date" if "day" in groups else "month", groups, text, calendar)
        return Due(text.strip(), span, reading.by, reading.recurs, reading.edtf, reading.rule) if reading else None
    padded = text if re.match(r"\s*(?:by|in|at|for|before|within|next|every|as)\b", text, re.IGNORECASE) else f"by {text}"
    found = find_due(padded, Span(0, len(padded)), calendar)
    return Due(text.strip(), span, found.by, found.recurs, found.edtf, found.rule) if found else None


def _hits(plain: str, span: Span, calendar: Calendar) -> Iterator[Due]:
    """Every reading within the span, in the order of the text; of two that overlap the longer."""
    found: list[tuple[int, int, _Reading]] = []
    for name, pattern in _RULES:
        for match in pattern.finditer(plain, span.start, span.end):
            groups = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
            if reading := _read(name, groups, match.group(), calendar):
                found.append((match.start(), match.end(), reading))
    for means, name, pattern in _lexicon_rules():
        for match in pattern.finditer(plain, span.start, span.end):
            recurs = _recurrence(match.group()) if means == "due-recurs" else ""
            found.append((match.start(), match.end(), _Reading(None, name, recurs=recurs)))
    taken: list[tuple[int, int]] = []
    chosen: list[Due] = []
    # A reading that fixes a day beats an event that merely spans it: "before the budget is set in March 2025".
    for start, end, reading in sorted(found, key=lambda f: (f[2].rule.startswith("due-"), f[0] - f[1], f[0])):
        if all(end <= s or e <= start for s, e in taken):
            taken.append((start, end))
            text = " ".join(plain[start:end].split())
            chosen.append(Due(text, Span(start, end), reading.by, reading.recurs, reading.edtf, reading.rule))
    yield from sorted(chosen, key=lambda due: due.span)


def _can_be_due(plain: str, span: Span, due: Due, after: int | None) -> bool:
    if re.match(r"(?:for|from|to)\s", due.text, re.IGNORECASE) and due.rule in ("academic-year", "in-year"):
        return False  # "the plan for 2025/26" names a plan
    if after is None:
        return True
    if due.span.start >= after:
        # "the licence, which expired on 30 September": a day of something else.
        return not re.search(r"\b(?:which|who|that)\s+(?:had|was|were|expired|ended|began|started|opened|took|met|came)\b[^,;]*$", plain[after : due.span.start])
    front = plain[span.start : due.span.start].strip(" ,;-").lower()
    return front in ("", "and", "but", "that", "also", "so", "then")


def _recurrence(text: str) -> str:
    """ISO 8601 duration of a recurring duty; empty where the period is not of the calendar ("every meeting").

    >>> _recurrence("every quarter"), _recurrence("twice a year"), _recurrence("at each meeting")
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


def _read(rule: str, groups: dict[str, str], text: str, calendar: Calendar) -> _Reading | None:
    """What a matched rule says; None if it says a day before the meeting, or nothing."""
    low = text.lower()
    if rule == "monthly-day":
        return _Reading(None, rule, recurs="P1M")
    if rule in ("within", "within-next", "in-time", "from-now"):
        return _distance(rule, groups, calendar)
    if rule in ("tomorrow", "today", "weekday", "end-of-this-month", "next-month", "this-year"):
        return _near(rule, groups, calendar)
    if rule == "event-of-month" and low.startswith("from "):
        return _Reading(None, rule)
    if rule == "next-meeting":
        return _Reading(calendar.later[0] if calendar.later else None, rule)
    if rule in ("season-of-year", "academic-year", "weekday-after"):
        return _Reading(None, rule)
    if rule in ("early-in", "in-year", "end-of-year"):
        return _in_year(rule, groups, low, calendar)
    if rule == "numeric-date":
        year = int(groups["y"]) + (2000 if len(groups["y"]) == 2 else 0)
        return _checked(_safe(year, int(groups["m"]), int(groups["d"])), rule, calendar)
    if "month" not in groups:
        return None
    return _in_month(rule, groups, low, calendar)


def _in_month(rule: str, groups: dict[str, str], low: str, calendar: Calendar) -> _Reading | None:
    month = _MONTH_OF[groups["month"].lower().rstrip(".")]
    day = int(groups["day"]) if "day" in groups else None
    start = calendar.meeting
    if "year" in groups:
        year: int | None = int(groups["year"])
    elif start is None:
        return _Reading(None, rule)
    elif groups.get("which", "").lower() == "next":
        year = start.year + 1
    else:
        this = _safe(start.year, month, day or _last(start.year, month))
        year = start.year if this and this >= start else start.year + 1
    if year is None:
        return None
    if rule == "meeting-in-month" and (held := [d for d in calendar.later if (d.year, d.month) == (year, month)]):
        return _Reading(held[0], rule)
    part = groups.get("edge") or groups.get("part") or ""
    last = day or (15 if part.lower().startswith(("early", "mid", "start", "begin", "middle", "first")) else _last(year, month))
    if rule in ("month", "date") and low.startswith(("before ", "prior to ", "ahead of ")) and not part:
        if day:  # "before 29 November" ends with the 28th
            due = _safe(year, month, day)
            return _checked(due and due - dt.timedelta(days=1), rule, calendar)
        last = None  # "before June" ends with May
    due = _safe(year, month, last) if last else _safe(year, month, 1)
    if due and not last:
        due -= dt.timedelta(days=1)
    vague = "" if day else f"{year:04d}-{month:02d}"
    return _checked(due, rule, calendar, vague)


def _in_year(rule: str, groups: dict[str, str], low: str, calendar: Calendar) -> _Reading | None:
    year = int(groups["year"])
    part = (groups.get("part") or groups.get("edge") or "").lower()
    due = {"early": (4, 30), "mid": (7, 31), "start": (1, 31), "beginning": (1, 31)}.get(part, (12, 31))
    if low.startswith("before "):
        return _checked(dt.date(year - 1, 12, 31), rule, calendar)
    return _checked(dt.date(year, *due), rule, calendar, f"{year:04d}")


def _distance(rule: str, groups: dict[str, str], calendar: Calendar) -> _Reading | None:
    start = calendar.meeting
    if "event" in groups:
        known = _EVENT_DAY.search(groups["event"])
        start = _safe(int(known["year"]), _MONTH_OF[known["month"].lower()], int(known["day"])) if known else None
    if start is None:
        return _Reading(None, rule)
    if "n" not in groups and rule == "within-next":
        return _Reading(None, rule)
    word = groups["n"].lower()
    n = int(word) if word.isdigit() else _NUMBERS[word]
    unit = groups["unit"].lower()
    if "hour" in unit:
        return _Reading(start + dt.timedelta(days=-(-n // 24)), rule)
    if unit.startswith(("working", "clear")):
        return _Reading(_add_working_days(start, n), rule)
    if "day" in unit or "week" in unit or "fortnight" in unit:
        days = n * (1 if "day" in unit else 7 if "week" in unit else 14)
        return _Reading(start + dt.timedelta(days=days), rule)
    return _Reading(_add_months(start, n * (12 if "year" in unit else 1)), rule)


def _near(rule: str, groups: dict[str, str], calendar: Calendar) -> _Reading | None:
    start = calendar.meeting
    if start is None:
        return _Reading(None, rule)
    if rule == "this-year":
        return _Reading(dt.date(start.year, 12, 31), rule)
    if rule == "next-month":
        following = _add_months(start.replace(day=1), 1)
        return _Reading(following.replace(day=_last(following.year, following.month)), rule)
    if rule == "end-of-this-month":
        return _Reading(dt.date(start.year, start.month, _last(start.year, start.month)), rule)
    if rule == "weekday":
        ahead = (_WEEKDAYS[groups["weekday"].lower()] - start.weekday() - 1) % 7 + 1
        return _Reading(start + dt.timedelta(days=ahead), rule)
    return _Reading(start + dt.timedelta(days=rule == "tomorrow"), rule)


def _checked(due: dt.date | None, rule: str, calendar: Calendar, edtf: str = "") -> _Reading | None:
    if due is None or (calendar.meeting and due < calendar.meeting):
        return None
    return _Reading(due, rule, edtf)


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
