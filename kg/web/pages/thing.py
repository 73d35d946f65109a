"""Any thing: all that is said of it, and what names it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.store.lookup import shorten

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
    return {"thing": thing, "rows": rows, "named": named[:_MOST], "more": max(0, len(named) - _MOST)}
