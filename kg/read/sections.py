"""One file, several meetings: where each begins and ends.

A meeting begins with its head (`kg.read.heads`). A wrong parting is worse than none: a head that is printed again, a
summons above the minutes, and the report of a committee within those of a council part nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.document import Span
from kg.read.heads import (
    LEAST,
    TITLE,
    Head,
    Line,
    days_in,
    find_head_lines,
    find_heads,
    has_ended,
    is_day,
    is_minutes,
    lists_present,
)
from kg.read.rendering import Rendering
from kg.read.text import make_plain

MOST = 400  # meetings in a file; what is more stays with the last
_SHORT = 1500  # characters before the first head that can be a title page
_FAR = 20_000  # characters in which it shows whether a text is minutes
_CLOSE = 12  # lines before a head in which the meeting before it is closed
_DAY = 40  # characters: a heading that is a day is shorter
_ITEM = re.compile(r"(?:item\s+)?(?P<number>\d{1,4})[.):]?\s+(?=[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """The stretch of a text that records one meeting.

    Args:
        span: where it stands.
        days: the days that its head names, sorted.
    """

    span: Span
    days: tuple[dt.date, ...] = ()


def split_meetings(rendering: Rendering, said: Sequence[str] = ()) -> tuple[Section, ...]:
    """The stretches of a text that record one meeting each, in its order; empty if it records one.

    Args:
        rendering: of the file.
        said: the days (ISO 8601) of its meetings, where `minutes.csv` gives several: with them a heading that is
            nothing but a day may part it.
    """
    if len(rendering.sections) > 1:
        spans = _at_most([(span.start, span.end) for span in rendering.sections])
        return tuple(Section(Span(*span), days_in(rendering.text[span[0] : span[1]][:TITLE])) for span in spans)
    shown = rendering.shown or rendering.text
    plain = make_plain(shown)
    lines = list(find_head_lines(rendering.text, shown, plain))
    heads = _without_inserts(lines, _different(plain, lines, find_heads(lines)))
    starts = [lines[head.first].start for head in heads]
    days = [head.days for head in heads]
    if len(starts) < 2 and (dated := _find_days(rendering.text, lines, said)):
        starts, days = [start for start, _ in dated], [(day,) for _, day in dated]
    if not starts:
        return ()
    before = plain[: starts[0]]
    if is_minutes(before):
        starts, days = [0, *starts], [(), *days]
    elif _is_front(before, days):
        starts[0] = 0
    if len(starts) < 2:
        return ()
    spans = _at_most(list(zip(starts, [*starts[1:], len(plain)], strict=True)))
    return tuple(Section(Span(*span), said) for span, said in zip(spans, days, strict=False))


def _find_days(text: str, lines: Sequence[Line], said: Sequence[str]) -> list[tuple[int, dt.date]]:
    """Where headings stand that are nothing but one of some days, with the day; empty unless each has just one.

    A day alone may be that of the next meeting: a heading is marked as one, or lists below it who was there.
    """
    wanted = {dt.date.fromisoformat(day) for day in said}
    found: list[tuple[int, dt.date]] = []
    for i, line in enumerate(lines if len(wanted) > 1 else ()):
        day = _only_day(line)
        if day is None or day not in wanted:
            continue
        below = takewhile(lambda one: _only_day(one) is None, lines[i + 1 : i + 3])
        if text.startswith("#", line.start) or any(lists_present(one.words) for one in below):
            found.append((line.start, day))
    return found if len(found) == len(wanted) == len({day for _, day in found}) else []


def _only_day(line: Line) -> dt.date | None:
    """The day that is all of a line, with its year."""
    named = days_in(line.words) if len(line.words) < _DAY else ()
    return named[0] if len(named) == 1 and is_day(line.words, named) else None


def _at_most(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """No more spans than may be: what is over stays with the last."""
    return spans if len(spans) <= MOST else [*spans[: MOST - 1], (spans[MOST - 1][0], spans[-1][1])]


def _is_front(before: str, days: Sequence[tuple[dt.date, ...]]) -> bool:
    """Whether what stands before the first head belongs to it: a title, a summons; no list of all meetings."""
    named = set(days_in(before))
    return (len(before) <= _SHORT or bool(named & set(days[0]))) and not any(named & set(said) for said in days[1:])


def _different(plain: str, lines: Sequence[Line], heads: Iterator[Head]) -> list[Head]:
    """The heads of different meetings: one that is printed again on another page is none, nor is that of a summons
    or contents list with the minutes below it."""
    found: list[Head] = []
    for head in heads:
        if found and set(found[-1].days) & set(head.days):
            same = head.title in found[-1].title or found[-1].title in head.title
            if same or not is_minutes(
                plain[(at := lines[found[-1].last].start) : min(lines[head.first].start, at + _FAR)]
            ):
                continue
        elif found and lines[head.first].start - lines[found[-1].last].start < LEAST:
            found.pop()
        found.append(head)
    return found


def _without_inserts(lines: Sequence[Line], heads: Sequence[Head]) -> list[Head]:
    """The heads without those of reports that stand within the minutes of a meeting, which go on behind them."""
    numbers = [(i, int(match["number"])) for i, line in enumerate(lines) if (match := _ITEM.match(line.words))]
    found: list[Head] = []
    for i, head in enumerate(heads):
        if found and head.title and head.title == found[-1].title:
            found.append(head)  # the same body again, which numbers its items on and on
            continue
        first, stop = found[-1].last if found else -1, heads[i + 1].first if i + 1 < len(heads) else len(lines)
        here, behind, end = (bisect_left(numbers, (at,)) for at in (head.first, head.last + 1, stop))
        last = numbers[here - 1] if here else (-1, 0)
        closed = any(has_ended(line) for line in lines[max(first + 1, head.first - _CLOSE) : head.first])
        if closed or last[0] <= first or not _goes_on(last[1], [number for _, number in numbers[behind:end]]):
            found.append(head)
    return found


def _goes_on(last: int, after: Sequence[int]) -> bool:
    """Whether the numbers of items behind a head go on from the last before it, if only after some of its own.

    >>> _goes_on(4, [5, 6]), _goes_on(4, [1, 2, 5, 6]), _goes_on(4, [1, 2, 3, 4, 5])
    (True, True, False)
    """
    run = 0  # of the numbers behind it that begin at one
    for number in after:
        if number == run + 1:
            run = number
        elif number == last + 1:
            return True
    return False
