"""Numbers with what they count: "36.1%" is per cent, "£402k" pounds, "9.4 per 100,000" a rate.

A number without a unit beside it is a `count`; `kg.extract.observations.measurements` decides which counts measure
something. A unit that the graph does not know (tonnes, miles, minutes) gives no quantity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.document import Span
from kg.extract.observations.numerals import Number, as_plain, find_numbers
from kg.lexicon import any_of, load_lexicon

PERCENT, COUNT, MONEY, SCORE = "%", "count", "GBP", "score"
DURATIONS = ("days", "weeks", "months", "years", "hours")

_PERCENT = re.compile(r"\s?%|-?\s?per\s?cents?\b|(?P<points>\spercentage\spoints?\b)", re.IGNORECASE)
_DURATION = re.compile(
    r"\s(?:work\w{2,5}\s|calendar\s|school\s|clear\s)?(day|week|wk|month|mth|year|yr|hour|hr)s?\b(?!-|\s?olds?)",
    re.IGNORECASE,
)
_LONG = {"wk": "week", "mth": "month", "yr": "year", "hr": "hour"}
_RATE = re.compile(
    r"(?:\s[a-z]+){0,3}?\sper\s(?P<digits>1,?000|10,?000|100,?000|1k|10k|100k)\b"
    r"(?:\s(?:of\sthe\s)?(?:population|residents|people|inhabitants|children|adults|households|head)\b)?",
    re.IGNORECASE,
)
RATES = {"1000": "per 1,000", "10000": "per 10,000", "100000": "per 100,000"}
_OUT_OF = re.compile(r"\s(?:out\sof|/)\s(?:5|10|100|five|ten)\b(?!\s[a-z]+s\b|%)", re.IGNORECASE)
_SCORED = re.compile(r"\b(?:scor(?:e|ed|ing)|rat(?:ing|ed))\s(?:[a-z]+\s){0,4}$", re.IGNORECASE)
_RANGE = re.compile(r"\s?-\s?|\s(?:to|and|or)\s", re.IGNORECASE)
_OF = re.compile(r"\s(?:out\s)?(?:of|to|from|against|compared\s(?:to|with))\s(?:the\s|a\stotal\sof\s)?")
_PER_HEAD = re.compile(r"(?:\s[\w-]+){1,3}\sto\s")
_FROM = re.compile(r"\bfrom\s(?:[a-z]+\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:[a-z]+\s)?$", re.IGNORECASE)
_WITH = re.compile(r"(?:\bwith|\band|,)\s$", re.IGNORECASE)
_DONE = re.compile(r"\s(?:\w+ed|made|held|seen|done|given|sent|within|in|by|on)\b")
_SUM = re.compile(r"£\s?(\d[\d,]*(?:\.\d+)?)")
_STOP = re.compile(r"[.,;)]|$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Args:
        span: the number and its unit ("36 .1 %").
        value: in units of `unit`.
        unit: one of the fixed units; see `kg.facts.Observation`.
        spelled: whether the number is written in words.
        points: whether it is a difference in percentage points.
    """

    span: Span
    value: Decimal
    unit: str
    spelled: bool = False
    points: bool = False

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span.end


@cache
def _unknown() -> re.Pattern[str]:
    """A unit that the graph does not know."""
    return re.compile(rf"\s?-?{any_of(load_lexicon().words('unknown-units'))}(?!\w)", re.IGNORECASE)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text of uniform spaces, in order.

    >>> def show(text):
    ...     return " ".join(f"{q.value} {q.unit};" for q in find_quantities(text))
    >>> show("from 41 to 42%, £1.2 to £1.4 million, 9.4 per 100,000")
    '41 %; 42 %; 1200000 GBP; 1400000 GBP; 9.4 per 100,000;'
    >>> show("31 days on average, 34 audits, 498kg, a score of 7.4 out of 10, from 389 days to 342.")
    '31 days; 34 count; 7.4 score; 389 days; 342 days;'
    """
    numbers = find_numbers(text)
    found: list[Quantity] = []
    end, unknown = 0, -1
    for number in numbers:
        if number.start < end:  # inside the unit of the one before: "per 10,000"
            continue
        quantity = _with_unit(text, number)
        if quantity and quantity.unit == COUNT and unknown >= 0 and _OF.fullmatch(text, unknown, number.start):
            unknown = number.end  # "31.2 km of 48.6"
            continue
        if not quantity and (other := _unknown().match(text, number.end)):
            unknown = other.end()
            if found and found[-1].unit == COUNT and _RANGE.fullmatch(text, found[-1].end, number.start):
                found.pop()  # "8-9 pence"
        if quantity:
            found.append(quantity)
            end = quantity.end
    return tuple(_share_units(text, found))


def _with_unit(text: str, number: Number) -> Quantity | None:
    end, unit, points = number.end, COUNT, False
    if number.money:
        return Quantity(Span(number.start, end), number.value, MONEY)
    if match := _PERCENT.match(text, number.end):
        unit, points = PERCENT, match["points"] is not None
    elif match := _RATE.match(text, number.end):
        unit = RATES[match["digits"].replace(",", "").replace("k", "000")]
    elif match := _DURATION.match(text, number.end):
        unit = _LONG.get(match[1].lower(), match[1].lower()) + "s"
    elif (match := _OUT_OF.match(text, number.end)) and number.value <= 100:
        unit = SCORE
    elif _unknown().match(text, number.end):
        return None
    elif not number.spelled and _SCORED.search(text, max(0, number.start - 60), number.start):
        unit = SCORE
    return Quantity(Span(number.start, match.end() if match else end), number.value, unit, number.spelled, points)


def _share_units(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, a bare one in a range with the unit of the other: "41 to 42%", "from 9 days to 7"."""
    out = list(found)
    shares = False
    for i, one in enumerate(out):
        if (
            shares
            and one.unit == COUNT
            and one.value % 1
            and _WITH.search(text, max(0, one.start - 6), one.start)
            and _DONE.match(text, one.end)
        ):
            out[i] = replace(one, unit=PERCENT)  # "94.2 per cent …, with 77.8 completed": nothing is counted in parts
        shares = shares or one.unit == PERCENT
    for i in range(len(out) - 2, -1, -1):
        here, there = out[i], out[i + 1]
        gap = text[here.end : there.start]
        before = text[max(0, here.start - 24) : here.start]
        if here.unit in DURATIONS and there.unit == COUNT and _PER_HEAD.fullmatch(gap) and _FROM.search(before):
            out[i + 1] = replace(there, unit=here.unit)  # "from 8.3 days per employee to 8.4, however"
            continue
        if not _RANGE.fullmatch(gap) or here.spelled != there.spelled:
            continue
        ranged = gap.strip() != "and" or _BETWEEN.search(before) is not None
        if here.unit == COUNT and there.unit not in (COUNT, MONEY) and ranged:
            out[i] = replace(here, unit=there.unit, points=there.points)
        elif there.unit == COUNT and here.unit not in (COUNT, MONEY) and _FROM.search(before):
            if _STOP.match(text, there.end):
                out[i + 1] = replace(there, unit=here.unit)
        elif here.unit == there.unit == MONEY and here.value < 1000 <= there.value and ranged:
            out[i] = replace(here, value=as_plain(here.value * _scale_of(text, there)))
    return out


def _scale_of(text: str, quantity: Quantity) -> Decimal:
    """By how much the word or letter behind the digits multiplies them."""
    digits = _SUM.match(quantity.span.of(text))
    written = Decimal(digits[1].replace(",", "")) if digits else quantity.value
    return quantity.value / written if written else Decimal(1)
