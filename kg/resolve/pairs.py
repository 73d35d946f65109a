"""Which documents are worth comparing as versions: near-linear, by the sentences they share, not all with all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

_FEW = 24  # documents of one body and day: all are compared with all
_HOLDERS = 12  # of a sentence: beyond, each is compared with the next only


def standing_marks(marks: Sequence[frozenset[int]], days: Sequence[dt.date | None]) -> frozenset[int]:
    """The sentences that stand in the minutes of more than one day.

    Args:
        marks: of each document, the numbers of its sentences.
        days: of each document, the day of its meeting, or None.
    """
    first: dict[int, dt.date] = {}
    often: set[int] = set()
    for own, day in zip(marks, days, strict=True):
        if day is not None:
            often.update(mark for mark in own if first.setdefault(mark, day) != day)
    return frozenset(often)


def find_pairs(
    keys: Sequence[str],
    marks: Sequence[frozenset[int]],
    days: Sequence[dt.date | None],
    bodies: Sequence[str],
) -> tuple[tuple[int, int], ...]:
    """Pairs of documents that may be versions of one, as indices, sorted so that those of a day stand together.

    Args:
        keys: of each document, its fingerprint: those with the same are compared whatever they say.
        marks: of each document, the numbers of its sentences.
        days: of each document, the day of its meeting, or None.
        bodies: of each document, the body that met, or empty.
    """
    found = {*_of_meetings(days, bodies), *_of_sentences(marks, days), *_of_files(keys)}
    return tuple(sorted(found, key=lambda pair: (str(days[pair[0]] or days[pair[1]] or ""), pair)))


def _of_meetings(days: Sequence[dt.date | None], bodies: Sequence[str]) -> Iterator[tuple[int, int]]:
    meetings: dict[tuple[dt.date, str], list[int]] = defaultdict(list)
    for at, (day, body) in enumerate(zip(days, bodies, strict=True)):
        if day is not None and body:
            meetings[day, body].append(at)
    for members in meetings.values():
        if len(members) <= _FEW:
            yield from combinations(members, 2)


def _of_sentences(marks: Sequence[frozenset[int]], days: Sequence[dt.date | None]) -> Iterator[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(marks):
        for mark in own:
            holders[mark].append(at)
    for members in holders.values():
        if len(members) < 2:
            continue
        by_day: dict[dt.date | None, list[int]] = defaultdict(list)
        for at in members:
            by_day[days[at]].append(at)
        for same in by_day.values():
            yield from _link(same)
        undated = by_day.pop(None, [])
        if len(undated) <= _HOLDERS and len(by_day) <= _HOLDERS:
            for at in undated:
                for same in by_day.values():
                    yield from ((min(at, other), max(at, other)) for other in same[:_HOLDERS])


def _of_files(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    files: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        files[key].append(at)
    for members in files.values():
        yield from pairwise(members)


def _link(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    return iter(combinations(members, 2)) if len(members) <= _HOLDERS else pairwise(members)
