"""A map of all pages for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from rdflib.namespace import DCTERMS

from kg.vocab import MINUTES, OA

if TYPE_CHECKING:
    from kg.web.site import Page, Site

_PAGES_A_MAP = 50_000  # as sitemaps.org allows
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
# By which way a page of each kind comes to the meetings of which it tells: properties; `^` before one that is followed
# from its object to its subject.
_TO_MEETINGS = {
    "body": (f"^{MINUTES.meetingOf}",),
    "commitment": (str(MINUTES.madeAt),),
    "document": (str(MINUTES.records),),
    "evidence": (str(OA.hasSource), str(MINUTES.records)),
    "item": (str(DCTERMS.isPartOf),),
    "meeting": (),
    "observation": (str(MINUTES.statedAt),),
    "person": (f"^{MINUTES.attendedBy}",),
}


def name_sitemaps(site: Site) -> tuple[str, ...]:
    """The maps of a site: one, or as many as its pages need and before them the map of the maps."""
    count = -(-len(site.pages) // _PAGES_A_MAP)
    return ("sitemap.xml",) if count <= 1 else ("sitemap.xml", *(f"sitemap-{n}.xml" for n in range(1, count + 1)))


def make_sitemap(site: Site, name: str) -> bytes:
    """One of the maps of a site. The day on which a page changed is that of the last meeting of which it tells."""
    base, names = site.addresses.base, name_sitemaps(site)
    if name == names[0] and len(names) > 1:
        index = "".join(f"<sitemap><loc>{escape(base + one)}</loc></sitemap>\n" for one in names[1:])
        return f"{_HEAD}<sitemapindex {_SPACE}>\n{index}</sitemapindex>\n".encode()
    first = max(0, names.index(name) - 1) * _PAGES_A_MAP
    pages = list(site.pages.values())[first : first + _PAGES_A_MAP]
    last = _last_days(site)
    urls = "".join(
        f"<url><loc>{escape(base + page.path)}</loc>{_changed(last(page))}</url>\n"
        for page in pages
        if page.path != "404"
    )
    return f"{_HEAD}<urlset {_SPACE}>\n{urls}</urlset>\n".encode()


def _last_days(site: Site) -> Callable[[Page], str]:
    """A function that gives the last day of which a page tells, as ISO 8601 has it; empty if it is not known."""
    lookup, today = site.lookup, site.as_of.isoformat()

    @cache
    def day_of(meeting: str) -> str:
        days = (term.value for term in lookup.objects(meeting, str(DCTERMS.date)))
        return max((day for day in days if _DAY.fullmatch(day) and day <= today), default="")

    @cache
    def day_in(council: str) -> str:
        pages = site.pages_of(council) if council else site.pages.values()
        return max((day_of(site.addresses.iri_of(page.path)) for page in pages if page.kind == "meeting"), default="")

    def last(page: Page) -> str:
        if page.kind == "council" or not page.path:
            return day_in(page.path.partition("/")[0])
        if page.kind not in _TO_MEETINGS:
            return ""
        found = [site.addresses.iri_of(page.path)]
        for step in _TO_MEETINGS[page.kind]:
            if step.startswith("^"):
                found = [subject for iri in found for subject in lookup.subjects(step[1:], iri)]
            else:
                found = [term.value for iri in found for term in lookup.objects(iri, step) if term.is_iri]
        return max(map(day_of, found), default="")

    return last


def _changed(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""
