"""The first page: councils with their panels, and what is longest overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocab import MINUTES
from kg.web.pages.acts import acts_of
from kg.web.pages.calendar import owed_to

if TYPE_CHECKING:
    from kg.web.site import Site

_MOST = 20


def view_home(site: Site) -> dict[str, object]:
    """The variables of `home.html`."""
    mine = {kind: [site.subject(page) for page in site.pages.values() if page.kind == kind] for kind in _COUNTED}
    acts = acts_of(mine["commitment"], site.as_of)
    councils = []
    for council in sorted(mine["council"]):
        panels = []
        for page in site.pages_of(council.page.partition("/")[0]):
            body = site.subject(page)
            if page.kind == "body" and body.of(MINUTES.meetingOf):
                owed = acts_of(owed_to(body), site.as_of)
                panels.append((body, len(owed), sum(act.overdue for act in owed)))
        councils.append((council, sorted(panels)))
    return {
        "councils": councils,
        "acts": len(acts),
        "people": len(mine["person"]),
        "meetings": len(mine["meeting"]),
        "overdue": [act for act in acts if act.overdue][:_MOST],
    }


_COUNTED = ("council", "commitment", "person", "meeting")
