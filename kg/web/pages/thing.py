"""Any thing: all that is said of it, and what names it. A post held and a refusal, in words."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, ORG

from kg.store.lookup import shorten
from kg.vocab import MINUTES
from kg.web.pages.words import quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_MOST = 200  # of what names a thing; the data has all


def view_thing(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `thing.html`."""
    own = thing.iri.partition("#")[0]
    rows = [
        (shorten(predicate), predicate, [(term, site.thing(term.value) if term.is_iri else None) for _, term in said])
        for predicate, said in itertools.groupby(thing.statements(), lambda statement: statement[0])
    ]
    named = [(shorten(p), p, site.thing(s)) for p, s in site.lookup.pointing(thing.iri) if not s.startswith(own)]
    return {
        "thing": thing,
        "council": site.council_of(thing),
        "rows": rows,
        "named": named[:_MOST],
        "more": max(0, len(named) - _MOST),
        "quotes": quotes_of(site, thing, most=5),
    }


def view_tenure(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `tenure.html`: that somebody held a post, and the meetings that say so."""
    meetings = [(meeting, meeting.day(DCTERMS.date)) for meeting in thing.things(MINUTES.attestedAt)]
    return {
        "thing": thing,
        "council": site.council_of(thing),
        "person": thing.thing(ORG.member),
        "post": thing.thing(MINUTES.heldPost),
        "titles": thing.values(MINUTES.titleAsWritten),
        "names": thing.values(MINUTES.nameAsWritten),
        "where": thing.things(ORG.organization),
        "meetings": sorted(meetings, key=lambda pair: (pair[1] or dt.date.max, pair[0].iri)),
        "quotes": quotes_of(site, thing),
    }


def view_refusal(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `refusal.html`: that something was refused, or that no day could be given for it."""
    meeting = thing.thing(MINUTES.refusedAt)
    return {
        "thing": thing,
        "by": thing.things(MINUTES.refusedBy),
        "meeting": meeting,
        "body": meeting.thing(MINUTES.meetingOf) if meeting else None,
        "quotes": quotes_of(site, thing),
    }
