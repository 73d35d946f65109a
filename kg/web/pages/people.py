"""A person: the posts they hold, what they promised where, and when they were there. A post: who held it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, ORG, SKOS

from kg.vocab import MINUTES
from kg.web.pages.acts import acts_of
from kg.web.pages.words import Quote, quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing


@dataclass(frozen=True, slots=True)
class Held:
    """A post that somebody was seen to hold.

    Args:
        tenure: the holding.
        person: who.
        post: which.
        titles: as written, each once.
        first: the day of the first meeting that says so, or None.
        last: the day of the last one.
        quotes: the words that say so.
    """

    tenure: Thing
    person: Thing | None
    post: Thing | None
    titles: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    quotes: tuple[Quote, ...]


def view_person(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `person.html`."""
    bound = acts_of(thing.of(MINUTES.promisedBy), site.as_of, soft=True)
    return {
        "thing": thing,
        "names": thing.values(SKOS.altLabel),
        "held": held_of(site, thing.of(ORG.member)),
        "promises": [act for act in bound if act.kind == "promise"],
        "requests": [act for act in bound if act.kind == "request"],
        "resolutions": [act for act in bound if act.kind == "resolution"],
        "to_act": acts_of(set(thing.of(MINUTES.owner)) - set(thing.of(MINUTES.promisedBy)), site.as_of),
        "refusals": thing.of(MINUTES.refusedBy),
        "meetings": by_day(thing.of(MINUTES.attendedBy)),
        "quotes": quotes_of(site, thing, most=3),
    }


def view_post(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `post.html`."""
    return {
        "thing": thing,
        "where": thing.things(ORG.postIn),
        "held": held_of(site, thing.of(MINUTES.heldPost)),
        "acts": acts_of((*thing.of(MINUTES.promisedBy), *thing.of(MINUTES.owner)), site.as_of),
    }


def held_of(site: Site, tenures: tuple[Thing, ...]) -> tuple[Held, ...]:
    """Posts held, the latest first."""
    found = []
    for tenure in tenures:
        days = [day for meeting in tenure.things(MINUTES.attestedAt) if (day := meeting.day(DCTERMS.date))]
        found.append(
            Held(
                tenure,
                tenure.thing(ORG.member),
                tenure.thing(MINUTES.heldPost),
                tenure.values(MINUTES.titleAsWritten),
                min(days, default=None),
                max(days, default=None),
                quotes_of(site, tenure, most=1),
            )
        )
    return tuple(sorted(found, key=lambda held: (-(held.last or dt.date.min).toordinal(), held.tenure.iri)))


def by_day(meetings: tuple[Thing, ...]) -> tuple[tuple[Thing, dt.date | None], ...]:
    """Meetings with their days, the latest first."""
    days = [(meeting, meeting.day(DCTERMS.date)) for meeting in meetings]
    return tuple(sorted(days, key=lambda pair: (-(pair[1] or dt.date.min).toordinal(), pair[0].iri)))
