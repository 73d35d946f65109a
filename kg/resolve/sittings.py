"""Signs that two documents record two sittings: times in the head, numbers in the address, days in the file's name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from kg.days import find_days
from kg.document import Document, Part, Span

_HEAD_BLOCKS = 14
_APART = 60  # minutes: a meeting called for 10.00 may have been opened at 10.05
_TIME = re.compile(r"\b(\d{1,2})(?:\s?[.:]\s?(\d\d))?\s*([ap])\.?\s?m\b|\b(12\s+)?(noon)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\s*(?:hrs|hours)\b", re.IGNORECASE)
# ieListDocuments.aspx?CId=12&MId=345 and documents/g345/Printed minutes.pdf are both of meeting 345.
_TOGETHER = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")  # 20240504
_PARTED = re.compile(r"(?<=[a-z])-|-(?=[a-z])", re.IGNORECASE)  # 4th-May-2024
_NUMBER = re.compile(r"[?&](?:MId|MeetingId)=(\d+)|/documents/g(\d+)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What tells one sitting of a day from another.

    Args:
        times: minutes after midnight of the times in the head.
        number: of the meeting in the address of its page, or empty.
        named: the days in the name of the file.
    """

    times: frozenset[int] = frozenset()
    number: str = ""
    named: frozenset[dt.date] = frozenset()

    def is_named_otherwise(self, other: Sitting) -> bool:
        """Whether the names of the two files hold days, and not the same."""
        return bool(self.named and other.named) and not self.named & other.named


def find_sitting(document: Document) -> Sitting:
    """The times that the head of a document gives, and the number in its address."""
    found: set[int] = set()
    for block in document.blocks[:_HEAD_BLOCKS]:
        if block.part is not Part.FRONT:
            continue
        for hour, minute, half, _, noon in _TIME.findall(document.words(block.span)):
            found.add(720 if noon else int(hour) % 12 * 60 + int(minute or 0) + 720 * (half.lower() == "p"))
        for hour, minute in _CLOCK.findall(document.words(block.span)):
            found.add(int(hour) * 60 + int(minute))
    match = _NUMBER.search(document.record.url)
    return Sitting(frozenset(found), (match[1] or match[2]) if match else "", _days_in(document.name))


def _days_in(name: str) -> frozenset[dt.date]:
    """The days in the name of a file.

    >>> sorted(map(str, _days_in("minutes_20240504.pdf") | _days_in("Printed minutes 06th-Jul-2024 10.00.pdf")))
    ['2024-05-04', '2024-07-06']
    """
    words = _TOGETHER.sub(r" \1-\2-\3 ", name.replace("_", " "))
    words = _PARTED.sub(" ", words)
    return frozenset(day.date for day in find_days(words, Span(0, len(words))) if day.date is not None)


def differ(one: Sitting, other: Sitting, *, dated: bool, alike: bool) -> bool:
    """Whether they are two sittings.

    Args:
        one: of one document.
        other: of the other.
        dated: whether both say that they met on the same day: a file may be named after another day.
        alike: whether nearly all the words are the same: then a time is a slip of the pen.
    """
    if one.number and other.number:
        return one.number != other.number
    if not dated and one.is_named_otherwise(other):
        return True
    if alike or not one.times or not other.times:
        return False
    return min(abs(time - another) for time in one.times for another in other.times) >= _APART
