"""A panel with its open promises, overdue first; a council with its panels; a meeting with what was said at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, ORG, SDO

from kg.vocab import MINUTES
from kg.web.pages.acts import acts_of
from kg.web.pages.people import by_day, held_of
from kg.web.pages.words import quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing


def owed_to(body: Thing) -> tuple[Thing, ...]:
    """The commitments that are owed to a body, or were made at its meetings; some of them twice."""
    made_here = (act for meeting in body.of(MINUTES.meetingOf) for act in meeting.of(MINUTES.madeAt))
    return (*body.of(MINUTES.promisedTo), *made_here)


def view_body(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `body.html`."""
    meetings, owed = thing.of(MINUTES.meetingOf), owed_to(thing)
    acts = acts_of(owed, site.as_of)
    own = acts_of(set(thing.of(MINUTES.promisedBy)) - set(owed), site.as_of)
    return {
        "thing": thing,
        "councils": thing.things(ORG.unitOf),
        "acts": acts,
        "overdue": [act for act in acts if act.overdue],
        "own": own,
        "meetings": by_day(meetings),
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


def view_council(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `council.html`."""
    start = thing.page.partition("/")[0]
    mine: dict[str, list[Thing]] = {}
    for page in site.pages_of(start):
        mine.setdefault(page.kind, []).append(site.subject(page))
    bodies = [(body, len(body.of(MINUTES.meetingOf))) for body in sorted(mine.get("body", []))]
    acts = acts_of(mine.get("commitment", []), site.as_of)
    return {
        "thing": thing,
        "panels": [(body, met) for body, met in bodies if met],
        "others": [body for body, met in bodies if not met],
        "people": sorted(mine.get("person", [])),
        "indicators": sorted(mine.get("indicator", [])),
        "documents": sorted(mine.get("document", [])),
        "meetings": by_day(tuple(mine.get("meeting", []))),
        "overdue": [act for act in acts if act.overdue],
        "acts": len(acts),
    }


def view_meeting(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `meeting.html`."""
    items = sorted(
        (item for item in thing.of(DCTERMS.isPartOf) if item.kind == "item"),
        key=lambda item: (int(item.value(SDO.position) or 0), item.iri),
    )
    return {
        "thing": thing,
        "body": thing.thing(MINUTES.meetingOf),
        "day": thing.day(DCTERMS.date),
        "venue": thing.value(MINUTES.venue),
        "documents": thing.things(MINUTES.recordedIn),
        "people": thing.things(MINUTES.attendedBy),
        "items": items,
        "acts": acts_of(thing.of(MINUTES.madeAt), site.as_of),
        "figures": thing.of(MINUTES.statedAt),
        "next": sorted(thing.values(MINUTES.nextMeetingOn)),
        "quotes": quotes_of(site, thing, most=5),
    }


def view_item(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `item.html`."""
    return {
        "thing": thing,
        "number": thing.value(MINUTES.itemNumber),
        "meeting": thing.thing(DCTERMS.isPartOf),
        "acts": acts_of(thing.of(MINUTES.underItem), site.as_of, soft=True),
    }
