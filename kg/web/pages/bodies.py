"""A panel with its open promises, overdue first; a council with its panels, people, meetings and documents."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, ORG

from kg.vocab import MINUTES
from kg.web.pages.acts import acts_of, group_acts, without_answer
from kg.web.pages.calendar import owed_to
from kg.web.pages.people import by_year, held_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_TOGETHER = 60  # names of a list that is not parted by letter
_LONGEST = 20  # commitments that the page of a council shows as longest overdue


def view_body(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `body.html`."""
    meetings, owed = thing.of(MINUTES.meetingOf), owed_to(thing)
    acts = acts_of(owed, site.as_of)
    following = next_day(meetings, site.as_of)
    refusals = (one for meeting in meetings for one in meeting.of(MINUTES.refusedAt))
    return {
        "thing": thing,
        "councils": thing.things(ORG.unitOf),
        "acts": acts,
        "groups": group_acts(acts, site.as_of, following),
        "next_day": following,
        "silent": without_answer(acts),
        "own": acts_of(set(thing.of(MINUTES.promisedBy)) - set(owed), site.as_of),
        "refusals": sorted(refusals),
        "meetings": by_year(meetings),
        "held": held_of(site, thing.of(ORG.organization)),
        "indicators": sorted(
            {
                indicator
                for meeting in meetings
                for observation in meeting.of(MINUTES.statedAt)
                for indicator in observation.things(MINUTES.ofIndicator)
            }
        ),
    }


def next_day(meetings: Iterable[Thing], as_of: dt.date) -> dt.date | None:
    """The first day on or after that of the site on which the minutes say that the body meets, or None."""
    days = {value for meeting in meetings for value in meeting.values(MINUTES.nextMeetingOn)}
    held = {meeting.value(DCTERMS.date) for meeting in meetings}
    ahead = sorted(day for day in days | held if day >= as_of.isoformat())
    try:
        return dt.date.fromisoformat(ahead[0]) if ahead else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Panel:
    """A body that met, as a row: how much is open and how much of it overdue, how often it met, and when last."""

    thing: Thing
    open: int
    overdue: int
    met: int
    last: dt.date | None


def view_council(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `council.html`."""
    start = thing.page.partition("/")[0]
    mine: dict[str, list[Thing]] = {}
    for page in site.pages_of(start):
        mine.setdefault(page.kind, []).append(site.subject(page))
    bodies = sorted(mine.get("body", []))
    panels = [panel for body in bodies if (panel := _panel(site, body))]
    met = {panel.thing for panel in panels}
    acts = acts_of(mine.get("commitment", []), site.as_of)
    overdue = [act for act in acts if act.overdue]
    return {
        "thing": thing,
        "panels": panels,
        "others": _by_initial(body for body in bodies if body not in met),
        "people": _by_initial(mine.get("person", [])),
        "indicators": _by_initial(mine.get("indicator", [])),
        "documents": _by_year(mine.get("document", [])),
        "document_count": len(mine.get("document", [])),
        "meetings": by_year(mine.get("meeting", [])),
        "overdue": len(overdue),
        "longest": overdue[:_LONGEST],
        "acts": len(acts),
    }


def _panel(site: Site, body: Thing) -> Panel | None:
    meetings = body.of(MINUTES.meetingOf)
    if not meetings:
        return None
    acts = acts_of(owed_to(body), site.as_of)
    days = (meeting.day(DCTERMS.date) for meeting in meetings)
    last = max((day for day in days if day), default=None)
    return Panel(body, len(acts), sum(act.overdue for act in acts), len(meetings), last)


def _by_initial(things: Iterable[Thing]) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """Things by the first letter of their names where they are many; else in one group without a letter."""
    found: dict[str, list[Thing]] = {}
    ordered = sorted(things)
    for thing in ordered:
        first = unicodedata.normalize("NFD", thing.label)[:1].upper()
        found.setdefault(first if len(ordered) > _TOGETHER and first.isalpha() else "", []).append(thing)
    return tuple((letter, tuple(group)) for letter, group in sorted(found.items()))


def _by_year(documents: list[Thing]) -> tuple[tuple[str, tuple[Thing, ...]], ...]:
    """Documents by the year of their meetings, the latest first; in one group where they are few."""
    if len(documents) <= _TOGETHER:
        return (("", tuple(sorted(documents))),) if documents else ()
    found: dict[str, list[Thing]] = {}
    for document in sorted(documents):
        days = [day for meeting in document.things(MINUTES.records) if (day := meeting.day(DCTERMS.date))]
        found.setdefault(str(min(days).year) if days else "no day known", []).append(document)
    return tuple((year, tuple(group)) for year, group in sorted(found.items(), reverse=True))
