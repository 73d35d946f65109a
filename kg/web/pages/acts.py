"""Commitments as the rows of a table: who owes what to whom, and whether it is overdue on the day of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.vocab import MINUTES

if TYPE_CHECKING:
    from kg.web.things import Thing

_FAR = dt.date.max


@dataclass(frozen=True, slots=True)
class Act:
    """A commitment.

    Args:
        thing: itself.
        kind: "promise", "request" or "resolution".
        what: what is to be done.
        by: who promises, asks or is bound.
        owner: who has to act, where the words say.
        to: to whom it is owed.
        meeting: where it was made.
        made_on: the day of that meeting.
        due_by: the last day on which it would be kept, if the words fix one.
        due_text: by when, as written.
        strength: "firm", "conditional" or "soft".
        late: days past its day on the day of the site; negative if that is to come, None without a day.
    """

    thing: Thing
    kind: str
    what: str
    by: tuple[Thing, ...]
    owner: tuple[Thing, ...]
    to: tuple[Thing, ...]
    meeting: Thing | None
    made_on: dt.date | None
    due_by: dt.date | None
    due_text: str
    strength: str
    late: int | None

    @property
    def overdue(self) -> bool:
        """Whether its day is past."""
        return self.late is not None and self.late > 0

    @property
    def status(self) -> str:
        """Where it stands, in words."""
        if self.late is None:
            return "open, no day fixed"
        if self.late > 0:
            return f"overdue by {_days(self.late)}"
        return "due today" if self.late == 0 else f"open, due in {_days(-self.late)}"


def act_of(thing: Thing, as_of: dt.date) -> Act:
    """A commitment of the graph."""
    due = thing.day(MINUTES.dueBy)
    return Act(
        thing=thing,
        kind=thing.value(MINUTES.kind).rpartition("#")[2],
        what=thing.value(MINUTES.action),
        by=thing.things(MINUTES.promisedBy),
        owner=thing.things(MINUTES.owner),
        to=thing.things(MINUTES.promisedTo),
        meeting=thing.thing(MINUTES.madeAt),
        made_on=thing.day(MINUTES.madeOn),
        due_by=due,
        due_text=thing.value(MINUTES.dueText),
        strength=thing.value(MINUTES.strength).rpartition("#")[2],
        late=(as_of - due).days if due else None,
    )


def acts_of(things: Iterable[Thing], as_of: dt.date, *, soft: bool = False) -> tuple[Act, ...]:
    """Commitments, each once: what is overdue first, the longest first; then by the day they are due; then the rest.

    Args:
        things: the commitments.
        as_of: the day of the site.
        soft: whether hopes and aims are among them.
    """
    acts = [act_of(thing, as_of) for thing in dict.fromkeys(things) if thing.value(MINUTES.kind)]
    wanted = (act for act in acts if soft or act.strength != "soft")
    return tuple(sorted(wanted, key=lambda act: (act.due_by or _FAR, _newest(act), act.thing.iri)))


def _newest(act: Act) -> int:
    return -act.made_on.toordinal() if act.made_on else 0


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
