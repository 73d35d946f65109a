"""Phrases that say when: "in the first quarter", "as at September 2023", "a year earlier".

They are taken out of the names of indicators and kept as the period of a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{_MONTH}(?:,?\s(?:19|20)\d\d\b)?"
_YEAR = r"(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?(?!\d|,\d)"
_QUARTER = (
    r"(?:Q[1-4]|quarters?\s(?:one|two|three|four|[1-4]))"
    r"(?:\s(?:of\s)?(?:the\s)?(?:19|20)\d\d(?:/\d\d)?)?"
)
_POINT = rf"(?:{_DAY}|{_YEAR}|{_QUARTER})"
_ORDER = (
    r"(?:first|second|third|fourth|last|final|past|previous|preceding|prior|same|current|latest|next|recent|reporting"
    r"|full|whole|entire|early|late|mid|financial|municipal|academic|calendar|school|performance|half|busy"
    r"|equivalent|corresponding|coming|summer|autumn|spring|winter"
    r"|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
)
_TERM = (
    r"(?:days?|weeks?|weekends?|months?|quarters?|years?|terms?|half(?:-year)?|period|decade|date|time|snapshot"
    r"|summer|winter|spring|autumn|Christmas|Easter|pandemic"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_EDGE = r"(?:(?:the\s)?(?:very\s)?(?:start|end|beginning|middle|course|close|(?:first|second)\shalf|time)\sof\s)?"
_SPELL = (
    rf"(?:{_EDGE}(?:{_POINT}|(?:the|this|that)\s(?:{_ORDER}\s){{0,3}}{_TERM}|last\s{_TERM}"
    rf"|(?:early|late|mid)[\s-]{_POINT}))"
)
_BEFORE = (
    r"(?:as\s(?:at|of)|at|in|during|on|by|since|between|from|until|till|to|for|over|of|throughout|across|before|after"
    r"|up\sto|with\seffect\sfrom)"
)
_FORMS = (
    r"(?:on|by|at|up\sto)\sthe\s(?:day|date|time)\sof\s(?:the\s|this\s)?(?:meeting|report|inspection|writing|visit|review)",
    r"(?:in\s|over\s|for\s)?(?:the\s)?same\s(?:period|time|month|quarter|week)\s(?:of\s|in\s)?(?:last|the\sprevious)\syear",
    # "in the six months to September 2023", "at the end of May", "between April and December 2023"
    rf"(?:,\s)?{_BEFORE}\s{_SPELL}(?:\s(?:to|of|in|and|until|ending|ended|and\sin|up\sto|end|-)\s{_SPELL}){{0,3}}"
    r"(?:\sas\sa\swhole)?",
    r"(?:at\s|as\sof\s|by\s)?(?:this|the\ssame)\stime\s(?:last|the\sprevious)\syear",
    # "a year earlier", "two quarters ago"
    rf"(?:a|the|one|two|three|four|five|ten|twelve)\s(?:{_ORDER}\s)?(?:year|quarter|month|week)s?"
    r"\s(?:earlier|before|ago|previously)",
    # "last year", "in the same quarter of 2022"
    r"(?:in\s|as\sof\s|for\s|over\s|during\s)?(?:last|this|the\s(?:previous|following|same|past|last))"
    rf"\s(?:{_ORDER}\s){{0,2}}(?:{_TERM}|{_MONTH})(?:\s(?:of|in|to)\s{_SPELL})?",
    r"(?:in\s)?the\syear\sto\sdate|year\sto\sdate|(?<!up\s)to\sdate|so\sfar(?:\s(?:this|that)\syear)?",
    r"year[\s-]on[\s-]year|in-year|per\sannum|at\spresent|at\sthe\smoment|on\sthis\sday|as\sit\sstood|previously|recently",
    _QUARTER,
    rf"(?:in\s)?{_YEAR}(?:\s(?:to|and|-)\s{_YEAR})?",
    rf"in\s(?:a|the)\s(?:{_ORDER}\s)?year",
)
_WHEN = re.compile(rf"(?<![\w-])(?:{'|'.join(_FORMS)})(?![\w%'-])", re.IGNORECASE)
# Every phrase has one of these words, or a year: a look at the words is cheaper than the pattern.
_TELLING = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec day days week weeks weekend weekends month months quarter quarters year years "
    "term terms half period decade date time snapshot summer winter spring autumn christmas easter pandemic "
    "monday tuesday wednesday thursday friday saturday sunday far annum present moment stood previously recently "
    "q".split()
)
_PARTS = re.compile(r"[a-z]+|(?:19|20)\d\d")


def _may_say_when(text: str) -> bool:
    return any(part in _TELLING or part[0] in "12" for part in _PARTS.findall(text.lower()))


def find_times(text: str) -> Iterator[tuple[int, int]]:
    """Where the phrases stand that say when.

    >>> text = "98% in the first quarter, against 50% in the same quarter last year and 3 within 20 weeks"
    >>> [text[start:end] for start, end in find_times(text)]
    ['in the first quarter', 'in the same quarter last year']
    """
    at = 0 if _may_say_when(text) else len(text)
    while match := _WHEN.search(text, at):
        end = match.end()
        while more := _WHEN.match(text, end + 1):  # "in the same quarter" and "last year"
            end = more.end()
        yield match.start(), end
        at = end


@lru_cache(maxsize=512)
def drop_times(text: str) -> str:
    """The text without its phrases of time.

    >>> drop_times("9% more than in December 2019")
    '9% more than'
    """
    pieces, at = [], 0
    for start, end in find_times(text):
        pieces.append(text[at:start])
        at = end
    return " ".join(" ".join([*pieces, text[at:]]).split())
