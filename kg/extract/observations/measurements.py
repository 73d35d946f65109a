"""Which quantities of a sentence measure a service, and which are dates, ages, references, terms or plans.

Percentages, sums of money and rates nearly always measure something. A bare count or a duration has to stand
where measurements stand: not after "within", not behind "the" (then it was told before), not in a clause
about the future.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.observations.units import COUNT, DURATIONS, PERCENT, SCORE, Quantity, find_quantities
from kg.lexicon import any_of, load_lexicon

_MOST = 60  # quantities of a sentence; more of them are a table that has lost its lines
_BACK = 8  # words before a number in which a phrase may begin that makes it no figure
_TOO_LONG = 1000  # days, weeks or hours: longer than any term that is set, so they are counted
_NEAR = 72  # characters before a number in which the words stand that govern it
_AROUND = 240  # characters on either side of a number that are looked at

# The reference of a planning application: "24/00617/FUL", "W/04/02195/PP"
_PERMISSION = re.compile(r"\b(?:[A-Z]{1,3}/)?\d{2,4}/\d{2,6}/[A-Z]{1,6}\b")
_QUOTED = re.compile(r'"[^"]{25,}?"')
_INNER = re.compile(r"(?<=[/(\[\"'])[\w(]")  # a word within what stands between two spaces: "held/Section 47"
_SEGMENT = re.compile(
    r"[;:?]\s|,\s|\s-\s|\bthat\s|\sbut\s|\swhil(?:e|st)\s|\sand\s(?=\d|had\b|was\b|were\b|it\b|they\b|that\b)"
)

# Behind the number --------------------------------------------------------------------------------
_LABELLED = re.compile(r"\s*[A-Z]{2,}\s+[A-Z]{2,}")  # "4 PLAY AREA", an item that has run into its text
_OCCASIONS = re.compile(r"\s(?:occasions?|times|separate)\b")
_HELD = re.compile(r"\s(?:[\w'-]+\s){1,4}(?:who|which|that)\s(?:had|have|has|were|was)\b")
_NAME = re.compile(r"\s[A-Z][a-z]")
_CLOSED = re.compile(r"[.,;:)]|$|\s(?:was|were|is|had|and|or|to|in|at|on|has)\b")
_PAST = re.compile(r"\b(?:had|has|have|was|were|is|are|did|could|do|does)\b", re.IGNORECASE)
_DONE = re.compile(r"\s(?:(?!(?:and|that|who|it|he|she)\b)[\w'-]+\s){0,3}(?:had|have|has)\s(?:been\s)?\w+")
_VERB = re.compile(r"\s(?:were|was|had|are|have)\s")
_OF_THEM = re.compile(r"\s(?:of\s(?:them|these|those|which|whom|the\s\d)|out\sof\s(?:the\s)?\d)")

# Before the number --------------------------------------------------------------------------------
_TOLD = re.compile(
    r"\b(?:the|those|these|all|every|each|both|another|remaining|first|next|last|past|previous|other|any|no|not"
    r"|additional|per)\s(?:new\s|other\s|remaining\s)?$",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:\b(?:19|20)\d\d|\b(?:last|previous)\s(?:year|quarter|month))\s\($")  # "in June 2021 (264)"
_HALF_OF = re.compile(
    r"\b(?:half|thirds?|quarters?|majority|most|fifths?)\s(?:of\s)?(?:[\w'-]+\s){1,6}\($", re.IGNORECASE
)
_CENTS = re.compile(r"\d[\d,]*\.\d\d(?=[.,;)]?\s?(?:$|[A-Z\d£-]))")
_STATED = re.compile(
    r"\b(?:was|were|is|of|at|to|from|by|averaged|than|being|reached|with|and|against|out)\s(?:\w+\s)?$", re.IGNORECASE
)
_AFTER_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s$")
_WITH_SHARE = re.compile(r"\s\(\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent)", re.IGNORECASE)
_AND = re.compile(r"(?:,|\band|\bbut)\s$")
_FILLED = re.compile(r"\s\w+(?:ed|en|wn|ld)(?=[.,;]|$)")
_POINT = re.compile(r"([\w-]+)\sat\s$")
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_THE_DONE = re.compile(  # "the 2,435 incidents attended": the number is told for the first time
    r"\s(?:recorded|reported|registered|outstanding)\s\w+s\b|\s(?!(?:of|in|on|at|to|who|that|which|and|or|had|were|was)\b)(?:[\w'-]+\s){1,4}?(?:\(\w+\)\s)?"
    r"(?:attended|registered|issued|received|reported|recorded|examined|completed|made|carried|held|undertaken|placed"
    r"|raised|served|collected|inspected|closed|opened|visited|reviewed|processed|assessed|supported|identified)\b"
)
_ITEM_HEAD = re.compile(
    r"\.?\s(?:-\s)?[A-Z]{3,}(?:\s[A-Z]{2,}|$)|\s-\s[A-Z]{3,}"
)  # "4 - WEED", an item run into another
_OF_WHOM = re.compile(r"(?:^|that\s|[,;:.]\s|-\s)Of\s(?:the\s|its\s|their\s)*$", re.IGNORECASE)
_PLACE = re.compile(
    r"([\w-]+)\s(?:\w+ly\s)?(?:in|at|across|on|over|into|between)\s(?:around\s|about\s|just\s|over\s|some\s)*$",
    re.IGNORECASE,
)
_NAMED = re.compile(  # "Footpath 7."
    r"(?:^|\s)(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Of|In|Only"
    r"|Was|Were|Is|Are|Had|Has|Now|About|Around|Some|Over|Under|At|With|To|From|By|For|And|Total|Another)\b)"
    r"[A-Z][a-z]+\s$"
)
_RUN_ON = re.compile(r"\s(?:minutes?|seconds?|miles?|tonnes?|metres?|kg|km)\sto\s$")
_COMPARED = re.compile(r"\b(?:against|compared\s(?:with|to)|from)\s$")
_COMPARING = re.compile(r"\b(?:against|compared|comparison|from|than|versus)\b")
_AGAINST_THE = re.compile(r"\b(?:against|compared\s(?:with|to)|comparison\s(?:with|to)|than)\sthe\s$")
_FALL_FROM = re.compile(r"\bfrom\s(?:around\s|about\s|over\s|some\s)?$")
_TO_SO_MANY = re.compile(r"\s(?:down\s|up\s)?to\s(?:around\s|about\s|just\s|under\s|over\s)?\d")
_BELIEVED = re.compile(
    r"\b(?:thought|known|believed|estimated|understood|reported|said|found|supposed)\sto\sbe\b", re.IGNORECASE
)
_TERM = re.compile(  # a duration behind one of these is a limit or a period, but "had waited for 43 days"
    r"\b(?:within|after|every|next|last|past|previous|preceding|first|than|least|under|until|before|during|throughout"
    r"|per|upwards\sof|the|those|these|another|further|in|up\sto|(?<!took\s)(?<!taken\s)(?<!taking\s)over"
    r"|(?<!wait\s)(?<!waited\s)(?<!waiting\s)(?<!action\s)(?<!order\s)(?<!commission\s)(?<!service\s)(?<!use\s)for)"
    r"\s(?:the\s|a\s|around\s|about\s|approximately\s)*$",
    re.IGNORECASE,
)
_DONE_IN = re.compile(r"\b(?:was|were|being|been)\s\w+\sin\s(?:about\s|around\s|just\s|under\s)?$", re.IGNORECASE)
_AVERAGE_OF = re.compile(
    r"\b(?:average|mean|median)\s(?:of|was|is|being|at)\s(?:just\s|around\s|about\s)?$", re.IGNORECASE
)
_IT_WAS = re.compile(
    r"(?:^|[,;\"]\s?|\band\s|\bbut\s|\bthat\s|:\s)"
    r"(?:it|this|that|the\s(?:figure|average|latest|current|longest|target)(?:\s\w+)?)"
    r"\s(?:\w+ly\s)?(?:is|was|had\sbeen|stood\sat|has\sbeen|now)\s(?:now\s|currently\s)?$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\s(?:out\s)?of\s(?:[\w'-]+\s){0,3}|\s(?:[\w'-]+\s){1,3}out\sof\s(?:the\s|a\stotal\sof\s)?")
_TIME_GAP = re.compile(r"\W*(?:(?:down\s|up\s)?to$|(?:as\s)?(?:against|compared)\b|(?:down|up)\sfrom\b)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    masks: tuple[re.Pattern[str], ...]
    any_mask: re.Pattern[str]
    future: re.Pattern[str]
    waits: re.Pattern[str]
    terms: re.Pattern[str]
    states: frozenset[str]
    made: re.Pattern[str]
    outcome: re.Pattern[str]
    works: re.Pattern[str]


@cache
def _load() -> _Patterns:
    lexicon = load_lexicon()

    def whole(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w'-]){any_of(lexicon.words(name))}(?![\w'-])", re.IGNORECASE)

    masks = lexicon.phrases("not-a-figure")
    small = {"in", "on", "at", "of", "the", "a", "an", "to", "for", "with"}
    return _Patterns(
        masks=tuple(phrase.pattern for phrase in masks),
        any_mask=re.compile(
            rf"(?<![\w'])(?:{'|'.join(f'(?:{phrase.regex})' for phrase in masks)})(?!\w)", re.IGNORECASE
        ),
        future=whole("figure-future"),
        waits=whole("figure-waits"),
        terms=whole("figure-terms"),
        made=re.compile(
            rf"(?<!were\s)(?<!was\s)(?<!been\s)\b{any_of(lexicon.words('figure-done'))}\s(?:a\stotal\sof\s)?$"
        ),
        outcome=re.compile(
            rf"\s(?:(?!(?:and|that|who|it|he|she)\b)[\w'-]+\s){{0,3}}(?:was|were|is|are)\s{any_of(lexicon.words('figure-outcomes'))}\b"
        ),
        works=re.compile(rf"\W*{any_of(lexicon.words('figure-works'))}\b", re.IGNORECASE),
        states=frozenset(lexicon.words("figure-copulas")) - small,
    )


def find_measurements(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence that measure something, in order.

    >>> def show(text):
    ...     return [str(quantity.value) for quantity in find_measurements(text)]
    >>> show("98% of plans were issued within 20 weeks in 2024")
    ['98']
    >>> show("14 of the 23 appeals had waited 7 weeks; the other 9 will be heard in May")
    ['14', '23', '7']
    """
    if text.rstrip(" )'\"").endswith("?"):
        return ()
    quantities = find_quantities(text)
    if not 0 < len(quantities) <= _MOST:
        return ()
    works = _load().works.match(text) or _PERMISSION.search(text)
    quoted = [match.span() for match in _QUOTED.finditer(text)] if text.count('"') > 1 else []
    kept: list[Quantity] = []
    masked: dict[int, int] = {}
    for i, quantity in enumerate(quantities):
        if works and quantity.unit == COUNT:
            continue
        if _is_within(quantity, quoted) or (_is_maskable(quantity) and _is_masked(text, quantity.start, masked)):
            continue
        previous = kept[-1] if kept else None
        same = next((one for one in reversed(kept) if one.unit == quantity.unit), None)
        if quantity.unit in DURATIONS and same and _COMPARING.search(text, same.end, quantity.start):
            previous = same  # "4,980 hours, against 377 times and 2,216 hours"
        if _measures(text, quantity, previous, last=i + 1 == len(quantities)):
            kept.append(quantity)
    return tuple(kept)


def is_share(gap: str) -> bool:
    """Whether the words between two counts make the first a part of the second: "14 of the 23"."""
    return _SHARE.fullmatch(gap) is not None


def _is_maskable(quantity: Quantity) -> bool:
    return quantity.unit in (COUNT, SCORE, *DURATIONS)


def _is_masked(text: str, start: int, seen: dict[int, int]) -> bool:
    """Whether a number stands in a date, an age, a reference or another phrase in which it measures nothing.

    Such a phrase begins with the number or with one of the words before it: only from there is it looked for.

    Args:
        text: the sentence.
        start: where the number begins.
        seen: where phrases end that begin at a place that was looked at for a number before; -1 where none does.
    """
    p = _load()
    for at in _starts_before(text, start):
        if at not in seen:
            match = p.any_mask.match(text, at)
            seen[at] = match.end() if match else -1
        if seen[at] < 0:
            continue
        if seen[at] > start or any((m := mask.match(text, at)) and m.end() > start for mask in p.masks):
            return True
    return False


def _starts_before(text: str, start: int) -> Iterator[int]:
    """Where the number begins, and the words before it, the nearest first."""
    yield start
    at = start
    for _ in range(_BACK):
        if at <= 0:
            break
        at = text.rfind(" ", 0, at)
        yield at + 1
        if inner := _INNER.search(text, at + 1, start):
            yield inner.start()


def _is_within(quantity: Quantity, spans: list[tuple[int, int]]) -> bool:
    return any(start <= quantity.start < end for start, end in spans)


def _measures(text: str, quantity: Quantity, previous: Quantity | None, *, last: bool) -> bool:
    gap = text[previous.end : quantity.start] if previous else None
    if quantity.unit in DURATIONS:
        if quantity.value >= _TOO_LONG:
            return True
        return not quantity.spelled and _is_measured_time(text, quantity, previous, gap or "")
    if quantity.unit != COUNT:
        return True
    if quantity.spelled and not _is_spelled_measure(text, quantity, previous, gap):
        return False
    if quantity.value < 3 and not quantity.spelled and not _is_small_measure(text, quantity, gap):
        return False
    return _is_measured_count(text, quantity, previous, gap, last=last)


def _is_measured_count(
    text: str, quantity: Quantity, previous: Quantity | None, gap: str | None, *, last: bool
) -> bool:
    near = max(0, quantity.start - _NEAR), quantity.start
    after = text[quantity.end : quantity.end + _AROUND]
    if not text[: quantity.start].strip() and _is_stray(after):
        return False
    if quantity.value < 100 and _ITEM_HEAD.match(after):
        return False
    if text.endswith("(", *near) and after.startswith(")"):  # "10% (29) of the cohort", "half of its homes (15)"
        dated = previous is not None and quantity.value >= 10 and _DATED.search(text, *near) is not None
        return dated or (gap is not None and gap.strip() == "(") or _HALF_OF.search(text, *near) is not None
    if after.startswith(";") and text.endswith(("; ", ": "), *near):
        return False  # "…; 8; and": a number that has lost its words
    if previous and previous.unit in (COUNT, PERCENT) and is_share(gap or ""):
        return previous.unit == COUNT or quantity.value >= 10
    told = _TOLD.search(text, *near) and not (
        quantity.value >= 10 and _THE_DONE.match(after) and _THE.search(text, *near)
    )
    told = told and not (_OF_WHOM.search(text, *near) and not last) and not _HELD.match(after)
    if told or _RUN_ON.search(text, *near):
        return False
    place = _PLACE.search(text, *near)
    if place and place[1].lower() not in _load().states and not _OCCASIONS.match(after):
        return False
    if _CENTS.match(text, quantity.start) and not _STATED.search(text, *near):
        return False  # "Mowing 114.00 22.80": a sum in a list of payments
    if _AFTER_DATE.search(text, *near):
        return False
    if quantity.value < 100 and _NAMED.search(text, *near) and _CLOSED.match(after):
        return False
    if quantity.value < 10 and _NAME.match(after) and not _load().made.search(text, *near):
        return False
    return not _is_future(text, quantity)


def _is_stray(after: str) -> bool:
    """Whether a number that begins a sentence is that of a page, or of an item that has run into its text."""
    return (
        not after.strip(" .)")
        or after.startswith(", ")
        or after[:3].strip()[:1].isdigit()
        or _LABELLED.match(after) is not None
    )


def _is_future(text: str, quantity: Quantity) -> bool:
    """Whether the verb that governs a count is about what is to come."""
    segment, start = _segment(text, quantity)
    future = _load().future
    if future.search(_BELIEVED.sub("", segment[: quantity.start - start])):
        return True
    after = segment[quantity.end - start :]
    planned, done = future.search(after), _PAST.search(after)
    return planned is not None and (done is None or planned.start() < done.start())


def _is_spelled_measure(text: str, quantity: Quantity, previous: Quantity | None, gap: str | None) -> bool:
    """Whether a number in words measures: "eleven complaints had been received", "against five before"."""
    if gap is not None and _COMPARED.search(gap):
        return True
    if previous and previous.unit == COUNT and _VERB.match(text, quantity.end):
        return True  # "21 had been carried out, six were in hand"
    done = (
        _DONE.match(text, quantity.end)
        or _OF_THEM.match(text, quantity.end)
        or _load().outcome.match(text, quantity.end)
    )
    if previous and previous.unit == COUNT and gap and _AND.search(gap) and _FILLED.match(text, quantity.end):
        return quantity.value >= 3  # "22 posts had been advertised and nine filled"
    made = _load().made.search(text, max(0, quantity.start - _NEAR), quantity.start)
    return quantity.value >= 3 and (done or made) is not None


def _is_small_measure(text: str, quantity: Quantity, gap: str | None) -> bool:
    """Whether one or two of something are a measurement: only where they are compared, or part of a whole."""
    if gap is not None and (_COMPARED.search(gap) or is_share(gap)):
        return True
    if _WITH_SHARE.match(text, quantity.end):
        return True  # "2 (25%) of the indicators"
    return (_DONE.match(text, quantity.end) or _OF_THEM.match(text, quantity.end)) is not None


def _is_measured_time(text: str, quantity: Quantity, previous: Quantity | None, gap: str) -> bool:
    near = max(0, quantity.start - _NEAR), quantity.start
    follows = previous is not None and previous.unit == quantity.unit
    if follows and _TIME_GAP.match(gap.strip()):
        return True
    if follows and (_AGAINST_THE.search(gap) or (previous and previous.unit != COUNT and _COMPARING.search(gap))):
        return True
    if _FALL_FROM.search(text, *near) and _TO_SO_MANY.match(text, quantity.end):
        return True
    if _AVERAGE_OF.search(text, *near) or _IT_WAS.search(text, *near):
        return True
    segment, start = _segment(text, quantity)
    p = _load()
    point = _POINT.search(text, *near)
    if point and point[1].lower() not in p.states:
        return False  # "mortality at 30 days", but "stood at 30 days"
    done_in = _DONE_IN.search(text, *near) and not re.search(r"\d", segment[: quantity.start - start])
    if (_TERM.search(text, *near) and not done_in) or p.terms.search(segment):
        return False
    if p.future.search(segment) and "average" not in segment:
        return False
    return follows or p.waits.search(segment) is not None


def _segment(text: str, quantity: Quantity) -> tuple[str, int]:
    """The words around a quantity up to the next comma, semicolon or "that", and where they begin."""
    floor, ceiling = max(0, quantity.start - _AROUND), min(len(text), quantity.end + _AROUND)
    starts = [match.end() for match in _SEGMENT.finditer(text, floor, quantity.start)]
    stop = _SEGMENT.search(text, quantity.end, ceiling)
    start = starts[-1] if starts else floor
    return text[start : stop.start() if stop else ceiling], start
