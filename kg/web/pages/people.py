"""A person: the posts they hold, what they promised where, and when they were there. A post: who held it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, ORG, SKOS

from kg.vocab import MINUTES
from kg.web.pages.acts import Act, acts_of
from kg.web.pages.words import Quote, first_place, quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_TOGETHER = 12  # meetings that are not parted by year
Dated = tuple["Thing", dt.date | None]


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
    to_act = acts_of(set(thing.of(MINUTES.owner)) - set(thing.of(MINUTES.promisedBy)), site.as_of)
    promises = [act for act in bound if act.kind == "promise"]
    firm = [act for act in bound if act.kind != "request" and act.strength != "soft"]
    return {
        "thing": thing,
        "council": site.council_of(thing),
        "names": thing.values(SKOS.altLabel),
        "held": held_of(site, thing.of(ORG.member)),
        "overdue": sum(act.overdue for act in (*firm, *to_act)),
        "promises": _by_panel(promises),
        "requests": [act for act in bound if act.kind == "request"],
        "resolutions": [act for act in bound if act.kind == "resolution"],
        "to_act": to_act,
        "places": {act.thing.iri: first_place(site, act.thing) for act in (*bound, *to_act)},
        "refusals": thing.of(MINUTES.refusedBy),
        "meetings": by_year(thing.of(MINUTES.attendedBy)),
        "quotes": quotes_of(site, thing, most=3),
    }


def _by_panel(acts: Iterable[Act]) -> list[tuple[Thing | None, list[Act]]]:
    """Commitments by the panel at whose meeting they were made, those of no panel last."""
    found: dict[Thing | None, list[Act]] = {}
    for act in acts:
        found.setdefault(act.meeting.thing(MINUTES.meetingOf) if act.meeting else None, []).append(act)
    return sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0].label if pair[0] else ""))


def view_post(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `post.html`."""
    tenures = thing.of(MINUTES.heldPost)
    return {
        "thing": thing,
        "where": [one for one in thing.things(ORG.postIn) if one.kind],
        "bodies": sorted({body for one in tenures for body in one.things(ORG.organization) if body.kind != "council"}),
        "held": held_of(site, tenures),
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


def by_day(meetings: Iterable[Thing]) -> tuple[Dated, ...]:
    """Meetings with their days, the latest first."""
    days = [(meeting, meeting.day(DCTERMS.date)) for meeting in meetings]
    return tuple(sorted(days, key=lambda pair: (-(pair[1] or dt.date.min).toordinal(), pair[0].iri)))


def by_year(meetings: Iterable[Thing]) -> tuple[tuple[str, tuple[Dated, ...]], ...]:
    """Meetings by year, the latest first; a dozen stand together."""
    dated = by_day(meetings)
    if len(dated) <= _TOGETHER:
        return (("", dated),) if dated else ()
    years = itertools.groupby(dated, lambda pair: str(pair[1].year) if pair[1] else "on a day that is not known")
    return tuple((year, tuple(rows)) for year, rows in years)
