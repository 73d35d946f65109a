"""The rules that read a date in words: for each a name and a pattern, the most specific first.

What a match means is decided in `kg.extract.dates.readings`; the named groups are `day`, `month`, `year`, `n`, `unit`,
`weekday`, `edge` or `part` ("end of", "early"), and `event` (what a distance is counted from).
"""

from __future__ import annotations

import calendar
import re

WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_M = rf"(?P<month>{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_Y = r"(?P<year>(?:19|20)\d{2})(?!/)"
_DAY = r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?\s*(?:and|or|to|-|&)\s*)?(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_WD = rf"(?:(?:{'|'.join(calendar.day_name)}|Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)\b\.?,?\s+)?(?:the\s+)?"
_FULL = rf"{_WD}{_DAY}\s+(?:of\s+)?{_M}(?:,?\s+{_Y})?"
_N = (
    r"(?P<n>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|"
    r"ninety)"
)
_UNIT = r"(?P<unit>(?:working\s+|calendar\s+|clear\s+)?days?|weeks?|fortnights?|months?|years?|hours?)"
_PREP = (
    r"(?:(?:and\s+)?(?:no\s+later\s+than|not\s+later\s+than|by\s+no\s+later\s+than|in\s+time\s+for|ahead\s+of|"
    r"prior\s+to|in\s+advance\s+of|"
    r"on\s+or\s+before|by|before|in|on|at|during|from|for|to|within|starting|commencing|effective\s+from|as\s+of|"
    r"with\s+effect\s+from|around|over|week\s+commencing|after|following)\s+)"
)
_MEETING = r"(?:meeting|session|Panel|Committee|Board|Forum|Cabinet|Council|Commission|Sub-Committee|sitting)"
EVENT_DAY = re.compile(rf"{_DAY}\s+{_M}\s+{_Y}", re.IGNORECASE)


def _patterns() -> tuple[tuple[str, str], ...]:
    """Every rule as source text with its name, the most specific first."""

    def rule(name: str, pattern: str) -> tuple[str, str]:
        return name, rf"(?<![\w/]){pattern}(?![\w])"

    body = rf"(?:(?:the|its|their|our|a|this)\s+)?(?:[\w'-]+\s+){{0,3}}?{_MEETING}"
    return (
        rule("monthly-day", rf"{_PREP}the\s+\d{{1,2}}(?:st|nd|rd|th)\s+of\s+(?:each|every)\s+month(?:\s+from\s+{_M})?"),
        rule(
            "end-of-month", rf"{_PREP}(?:the\s+)?(?P<edge>end|start|beginning|middle|close)\s+of\s+{_M}(?:,?\s+{_Y})?"
        ),
        rule("end-of-year", rf"{_PREP}(?:the\s+)?(?P<edge>end|start|beginning)\s+of\s+{_Y}"),
        rule("end-of-this-month", rf"{_PREP}(?:the\s+)?end\s+of\s+(?:the|this)\s+month"),
        rule("meeting-on-date",
            rf"{_PREP}(?:{body}\s+)(?:(?:to\s+be\s+|being\s+|which\s+is\s+)?(?:held|scheduled|planned|"
            rf"arranged)\s+)?(?:on|of|in|for)\s+{_FULL}"),
        rule("date", rf"{_PREP}{_FULL}"),
        rule("date", rf"{_PREP}{_WD}{_M}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s+(?:{_MEETING}))(?:,?\s+{_Y})?"),
        rule("numeric-date", rf"{_PREP}(?P<d>\d{{1,2}})[./](?P<m>\d{{1,2}})[./](?P<y>\d{{2,4}})"),
        rule("event-in-month",
            rf"(?!to\s+(?!(?:[\w'-]+\s+){{1,4}}?{_MEETING}))"
            rf"{_PREP}(?:the|its|their|our|his|her)\s+(?:[\w'-]+\s+){{1,4}}(?:in|of|"
            rf"on)\s+(?:{_FULL.replace('day>', 'day2>').replace('month>', 'month2>').replace('year>', 'year2>')}|"
            rf"(?P<edge>early|mid|late)?[\s-]*{_M}(?:,?\s+{_Y})?)"),
        rule("meeting-in-month",
            rf"{_PREP}(?:the|its|their|our|a|this|"
            rf"that)\s+(?:[\w-]+'s\s+)?{_M}(?:,?\s+{_Y})?,?\s+(?:[\w'-]+\s+){{0,3}}?{_MEETING}"),
        rule("meeting-in-month", rf"{_PREP}{_M}\s+(?:{_Y}\s+)?{_MEETING}"),
        rule("event-of-month",
            rf"{_PREP}(?:the|its|their|our)\s+{_M}(?:,?\s+{_Y})?\s+(?!(?:{_MEETING})\b|"
            rf"\d)(?:[a-z][\w-]*)(?:\s+(?:report|papers|agenda|census|round|bulletin))?"),
        rule("next-meeting",
            rf"(?:{_PREP})?(?:the|its|our|their|this\s+\w+'s)?\s*next\s+(?:(?:scheduled|ordinary|formal|full|"
            rf"available|(?-i:[A-Z])[\w'-]*|panel|committee|board|forum)\s+){{0,4}}?(?:meeting|session|Panel\b|"
            rf"Board\b|Committee\b|Forum\b|agenda)(?:\s+of\s+(?:the|this)\s+[A-Z][\w-]*)?"),
        rule("early-in", rf"(?:(?:in|by)\s+)?(?P<part>early|late|mid)(?:\s+in)?[\s-]+{_Y}"),
        rule("early-in-month",
            rf"(?:{_PREP})?(?:(?:the\s+)?(?P<part>early|late|mid|beginning\s+of|start\s+of|middle\s+of|"
            rf"first\s+week\s+of|second\s+half\s+of))(?:\s+in)?[\s-]+{_M}(?:,?\s+{_Y})?"),
        rule("window", rf"between\s+[\w\s]{{2,20}}?\s+and\s+(?:the\s+)?(?P<edge>end\s+of\s+)?{_M}(?:,?\s+{_Y})?"),
        rule("month",
            rf"{_PREP}{_M}(?:,?\s+(?:of\s+)?{_Y})?(?!\s+(?:\d|{_MEETING}|to\s+(?:January|February|March|April|May|"
            rf"June|July|August|September|October|November|December)))"),
        rule("month-next-year", rf"{_PREP}{_M}\s+(?P<which>next|this)\s+year"),
        rule("season-of-year",
            rf"{_PREP}(?:the\s+)?(?:(?:early|late|mid|end\s+of(?:\s+the)?)[\s-]+)?(?P<season>spring|summer|autumn|"
            rf"winter|Easter|Christmas)(?:\s+term)?(?:\s+of)?,?\s+{_Y}"),
        rule("academic-year",
            r"(?:by|before|in|during|from|until)\s+(?:(?:the\s+)?(?:end|start|"
            r"beginning)\s+of\s+)?(?:the\s+)?(?:(?:financial|municipal|academic|"
            r"school)\s+year\s+)?20\d\d\s?[/-]\s?(?:20)?\d\d(?:\s+(?:financial|municipal|academic|school)\s+year)?"),
        rule("in-year", rf"(?:by|before|in|during|from|until|for)\s+{_Y}"),
        rule("within",
            rf"(?:within|inside|"
            rf"in\s+no\s+more\s+than)\s+(?:the\s+next\s+)?{_N}\s+{_UNIT}(?:\s+(?:of\s+(?!(?:the\s+)?(?:age|"
            rf"birth))(?P<event>[^.;:,()]{{1,60}}?)(?=[.;:,()]|\s+and\s|$)))?"),
        rule("within-next", rf"(?:within|in|over|during)\s+(?:the\s+)?(?:next|coming|following)\s+(?:{_N}\s+)?{_UNIT}"),
        rule("in-time", rf"in\s+{_N}\s+{_UNIT}(?:'s?)?(?:\s+time)?"),
        rule("from-now", rf"{_N}\s+{_UNIT}\s+from\s+(?:now|today)"),
        rule("tomorrow",
            r"(?:by\s+)?(?:tomorrow|(?:first\s+thing\s+)?in\s+the\s+morning|the\s+(?:next|following)\s+(?:day|"
            r"morning))"),
        rule("today",
            r"(?:by\s+(?:the\s+)?end\s+of\s+)?(?:today|the\s+day)|(?:that|this|later\s+that)\s+(?:day|morning|"
            r"afternoon|evening)"),
        rule("next-month", r"(?:by\s+|before\s+)?(?:the\s+end\s+of\s+)?next\s+month"),
        rule("this-year", r"(?:by\s+the\s+end\s+of\s+)?this\s+(?:calendar\s+)?year"),
        rule("weekday-after", rf"by\s+the\s+following\s+(?:{'|'.join(WEEKDAYS)})(?!,?\s+\d)"),
        rule("weekday",
            rf"(?:by|on|before|next)\s+(?:(?:close\s+of\s+(?:play|business)|noon|midday)\s+on\s+|the\s+end\s+of\s+|"
            rf"the\s+)?(?:next\s+|this\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})"
            rf"(?!,?\s+(?:\d|{_M.replace('month>', 'month2>')}))"),
    )  # fmt: skip


RULES = _patterns()
# A cheap look: a clause without any of these words says nothing of time. A test holds it to the lexicon's examples.
SOON = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|"
    r"jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|"
    r"\w*days?|days?|weeks?|weekend|weekly|fortnight\w*|months?|monthly|quarter\w*|q[1-4]|years?|yearly|"
    r"annual\w*|terms?|termly|spring|summer|autumn|winter|easter|christmas|holidays?|"
    r"meetings?|sessions?|committee|panel|board|forum|cabinet|council|commission|agenda|papers?|reports?|"
    r"updates?|cycles?|morning|afternoon|evening|overnight|tomorrow|today|future|later|"
    r"forthcoming|subsequent|next|following|earlier|beforehand|advance|asap|possible|practicable|urgently|"
    r"immediately|straight\w*|promptly|forthwith|delay|course|date|opportunity|once|"
    r"when|whenever|until|before|prior|ahead|after|time|every|each|twice|basis|now|then|meantime|upon|completion|"
    r"publication|receipt|conclusion|soon|noon|within|half|bi-annually|alongside|"
    r"notes|minutes|bulletin|briefing|newsletter|survey|19\d\d|20\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"^\W*(?:(?:by|for|in|to|at|before)\s+)?(?:{_FULL}|(?:(?:early|mid|late|"
    rf"end(?:\s+of)?)[\s-]+)?{_M.replace('month>', 'month2>')}(?:,?\s+{_Y.replace('year>', 'year2>')})?)\W*$",
    re.IGNORECASE,
)
