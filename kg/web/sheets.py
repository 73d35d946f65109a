"""The commitments of a panel or a council as CSV, for those who sort and count in a spreadsheet.

The columns are named as those of `kg query who-promised-what`. It begins with the mark by which
spreadsheets know UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.query.formats import guard
from kg.web.pages.acts import Act, acts_of
from kg.web.pages.calendar import owed_to
from kg.web.pages.words import first_place

if TYPE_CHECKING:
    from kg.web.site import Page, Site
    from kg.web.things import Thing

_COLUMNS = (
    *("kind", "what", "by", "owner", "to", "meeting", "made_on", "due_by", "due_text", "recurs", "strength", "status"),
    *("words", "source", "place", "page"),
)


def name_sheets(site: Site) -> tuple[str, ...]:
    """The paths of the sheets: one beside the page of each panel and council."""
    return tuple(page.sheet for page in site.pages.values() if page.sheet)


def make_sheet(site: Site, path: str) -> bytes:
    """One of `name_sheets`: a row for each commitment, in the order of the page.

    What a spreadsheet would take for a formula is kept from being one, as in the CSV of `kg query`.
    """
    page = site.pages[path.rpartition(".")[0]]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for act in acts_of(_listed(site, page), site.as_of):
        writer.writerow([guard(cell) for cell in _cells(site, act)])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def _listed(site: Site, page: Page) -> Iterable[Thing]:
    if page.kind == "body":
        return owed_to(site.subject(page))
    mine = site.pages_of(page.path.partition("/")[0])
    return [site.subject(one) for one in mine if one.kind == "commitment"]


def _cells(site: Site, act: Act) -> tuple[str, ...]:
    quote = first_place(site, act.thing)
    place = (quote.place or (f"line {quote.line}" if quote.line else "")) if quote else ""
    return (
        act.kind,
        act.what,
        _names(act.by),
        _names(act.owner),
        _names(act.to),
        act.meeting.label if act.meeting else "",
        act.made_on.isoformat() if act.made_on else "",
        act.due_by.isoformat() if act.due_by else "",
        act.due_text,
        act.recurs,
        act.strength,
        "overdue" if act.overdue else "open",
        quote.exact if quote else "",
        quote.document.label if quote else "",
        place,
        f"{site.addresses.base}{act.thing.page}",
    )


def _names(things: tuple[Thing, ...]) -> str:
    return "; ".join(thing.label for thing in things)
