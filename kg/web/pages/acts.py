"""Commitments as the rows of a table: who owes what to whom, and whether it is overdue on the day of the site.

Rows stand in groups that say what a reader looks for first: what is overdue, what is due soon, what comes again and
again, what has no day. A group of hundreds shows its first rows; the others are folded away by year.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.query.cells import readable_date, stretch_end
from kg.vocab import MINUTES
from kg.web.pages.words import span_of

if TYPE_CHECKING:
    from kg.web.things import Thing

_FAR = dt.date.max
_SOON = dt.timedelta(days=30)
_SHOWN = 40  # rows of a group; the others are folded away


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
        recurs: how often it is due, as an ISO 8601 duration, or empty.
        strength: "firm", "conditional" or "soft".
        late: days past its day on the day of the site; negative if that is to come, None without a day.
        past: whether its words fix no day, but the time that they name is past: "by Christmas".
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
    recurs: str
    strength: str
    late: int | None
    past: bool = False

    @property
    def overdue(self) -> bool:
        """Whether its day is past."""
        return self.late is not None and self.late > 0

    @property
    def doers(self) -> tuple[Thing, ...]:
        """Who has to act: whom the words name for it, else who promised or is bound; nobody if it is not said."""
        return self.owner or (() if self.kind == "request" else self.by)

    @property
    def askers(self) -> tuple[Thing, ...]:
        """Who asked for it."""
        return self.by if self.kind == "request" else ()

    @property
    def parties(self) -> str:
        """Who, as in "promise by K Hill", for the title of a page; empty if nobody is named."""
        return "; ".join(thing.label for thing in self.by)

    @property
    def undated(self) -> str:
        """What is said of one without a day."""
        return "its time is past" if self.past else "no day fixed"

    @property
    def status(self) -> str:
        """Where it stands, in words."""
        if self.late is None:
            return "open, again and again" if self.recurs else f"open, {self.undated}"
        if self.late > 0:
            return f"overdue by {_days(self.late)}"
        return "due today" if self.late == 0 else f"open, due in {_days(-self.late)}"


@dataclass(frozen=True, slots=True)
class Group:
    """Commitments that a reader looks for together.

    Args:
        key: "overdue", "past", "soon", "later", "recurring" or "undated".
        title: in words.
        acts: those that are shown.
        folded: the others, by year, each with its words: "due in 2021".
    """

    key: str
    title: str
    acts: tuple[Act, ...]
    folded: tuple[tuple[str, tuple[Act, ...]], ...] = ()

    @property
    def size(self) -> int:
        """How many there are in it."""
        return len(self.acts) + sum(len(acts) for _, acts in self.folded)


def group_acts(acts: Sequence[Act], as_of: dt.date, meeting: dt.date | None = None) -> tuple[Group, ...]:
    """Commitments in the order of `acts_of`, by what a reader looks for; groups of which there are none are left out.

    Args:
        acts: the commitments.
        as_of: the day of the site.
        meeting: the next day on which the panel meets, if it is known: what is due until then is due soon.
    """
    until = meeting or as_of + _SOON
    titles = {
        "overdue": "Overdue",
        "past": "Time past, no exact day",
        "soon": f"Due by the next meeting, {readable_date(meeting)}" if meeting else "Due in the next 30 days",
        "later": "Due later",
        "recurring": "To be done again and again",
        "undated": "No day fixed",
    }
    found: dict[str, list[Act]] = {key: [] for key in titles}
    for act in acts:
        found[_group_of(act, until)].append(act)
    return tuple(fold_acts(key, titles[key], members) for key, members in found.items() if members)


def fold_acts(key: str, title: str, acts: Sequence[Act]) -> Group:
    """A group that shows its first rows and has the others folded away by year, where they are many."""
    shown = len(acts) if len(acts) <= _SHOWN + _SHOWN // 2 else _SHOWN
    folded = ((words, tuple(members)) for words, members in itertools.groupby(acts[shown:], _year))
    return Group(key, title, tuple(acts[:shown]), tuple(folded))


def _group_of(act: Act, until: dt.date) -> str:
    if act.overdue:
        return "overdue"
    if act.due_by:
        return "soon" if act.due_by <= until else "later"
    if act.recurs:
        return "recurring"
    return "past" if act.past else "undated"


def _year(act: Act) -> str:
    if act.due_by:
        return f"due in {act.due_by.year}"
    return f"made in {act.made_on.year}" if act.made_on else "made on a day that is not known"


def without_answer(acts: Iterable[Act]) -> dict[str, Act]:
    """The requests after which nothing was promised or decided in the same item, or, without items, in the minutes.

    What the query `requests-without-answer` asks, of commitments at hand; by their IRIs.
    """
    requests = [act for act in acts if act.kind == "request" and act.meeting]
    answers = {
        meeting.iri: [
            (start_of(thing), thing.thing(MINUTES.underItem))
            for thing in meeting.of(MINUTES.madeAt)
            if not thing.value(MINUTES.kind).endswith("#request")
        ]
        for meeting in dict.fromkeys(act.meeting for act in requests if act.meeting)
    }
    silent = (act for act in requests if act.meeting and not _answered(act, answers[act.meeting.iri]))
    return {act.thing.iri: act for act in silent}


def _answered(act: Act, answers: Sequence[tuple[int, Thing | None]]) -> bool:
    start, item = start_of(act.thing), act.thing.thing(MINUTES.underItem)
    return any(later > start and (item is None or where == item) for later, where in answers)


def start_of(thing: Thing) -> int:
    """Where the first words of a commitment begin in the text of their source; -1 if the graph does not say."""
    evidence = thing.thing(MINUTES.firstEvidence)
    span = span_of(evidence) if evidence else None
    return span[0] if span else -1


def act_of(thing: Thing, as_of: dt.date) -> Act:
    """A commitment of the graph."""
    due, end = thing.day(MINUTES.dueBy), stretch_end(thing.value(MINUTES.dueEdtf))
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
        recurs=thing.value(MINUTES.recurs),
        strength=thing.value(MINUTES.strength).rpartition("#")[2],
        late=(as_of - due).days if due else None,
        past=due is None and end is not None and end < as_of,
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
