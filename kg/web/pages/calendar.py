"""The meetings of a body in order, and what was to come to each: asked for by the page of every meeting, kept once."""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS

from kg.vocab import MINUTES

if TYPE_CHECKING:
    from kg.web.things import Thing


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a body.

    Args:
        meetings: those whose day is known, in order.
        dues: what is owed to it by a day, in the order of the days.
    """

    meetings: tuple[tuple[dt.date, Thing], ...]
    dues: tuple[tuple[dt.date, Thing], ...]

    def beside(self, meeting: Thing, day: dt.date | None) -> tuple[Thing | None, Thing | None]:
        """The meeting before one and the meeting after it, by their days."""
        if day is None or (day, meeting) not in self.meetings:
            return None, None
        at = self.meetings.index((day, meeting))
        before = self.meetings[at - 1][1] if at else None
        return before, self.meetings[at + 1][1] if at + 1 < len(self.meetings) else None

    def first_from(self, day: dt.date) -> tuple[dt.date, Thing] | None:
        """The first meeting on a day or after it."""
        at = bisect.bisect_left(self.meetings, day, key=lambda pair: pair[0])
        return self.meetings[at] if at < len(self.meetings) else None

    def due_at(self, day: dt.date) -> tuple[Thing, ...]:
        """What fell due after the meeting before that day and up to it: what should have come to the meeting."""
        earlier = [met for met, _ in self.meetings if met < day]
        first = bisect.bisect_right(self.dues, earlier[-1] if earlier else dt.date.min, key=lambda pair: pair[0])
        last = bisect.bisect_right(self.dues, day, key=lambda pair: pair[0])
        return tuple(thing for _, thing in self.dues[first:last])


def make_calendar(body: Thing) -> Calendar:
    """The days of a body."""
    dated = sorted((day, meeting) for meeting in body.of(MINUTES.meetingOf) if (day := meeting.day(DCTERMS.date)))
    dues = sorted((day, act) for act in set(owed_to(body)) if (day := act.day(MINUTES.dueBy)))
    return Calendar(tuple(dated), tuple(dues))


def owed_to(body: Thing) -> tuple[Thing, ...]:
    """The commitments that are owed to a body, or were made at its meetings; some of them twice."""
    made_here = (act for meeting in body.of(MINUTES.meetingOf) for act in meeting.of(MINUTES.madeAt))
    return (*body.of(MINUTES.promisedTo), *made_here)
