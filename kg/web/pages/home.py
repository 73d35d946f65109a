"""The first page: councils with their panels, and what is longest overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocab import MINUTES
from kg.web.pages.acts import acts_of
from kg.web.pages.calendar import owed_to

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_MOST = 20


def view_home(site: Site) -> dict[str, object]:
    """The variables of `home.html`."""
    mine: dict[str, list[Thing]] = {kind: [] for kind in _COUNTED}
    for page in site.pages.values():
        if page.kind in mine:
            mine[page.kind].append(site.subject(page))
    acts = acts_of(mine["commitment"], site.as_of)
    known = {act.thing.iri: act for act in acts}
    panels: dict[str, list[tuple[Thing, int, int]]] = {}
    for body in sorted(mine["body"]):
        if body.of(MINUTES.meetingOf):
            owed = [known[iri] for iri in {thing.iri for thing in owed_to(body)} if iri in known]
            panels.setdefault(body.page.partition("/")[0], []).append(
                (body, len(owed), sum(act.overdue for act in owed))
            )
    councils = [(council, panels.get(council.page.partition("/")[0], [])) for council in sorted(mine["council"])]
    overdue = [act for act in acts if act.overdue]
    return {
        "councils": councils,
        "acts": len(acts),
        "people": len(mine["person"]),
        "meetings": len(mine["meeting"]),
        "overdue": overdue[:_MOST],
        "overdue_count": len(overdue),
    }


_COUNTED = ("body", "council", "commitment", "person", "meeting")


def _council_of(thing: Thing) -> str:
    """The slug of the council in the address of a thing."""
    return thing.page.partition("/")[0]
