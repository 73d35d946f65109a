"""What programs read of a site: an Atom feed of commitments, a map of all pages, an index for the search page."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.query.cells import printable
from kg.web.pages.acts import acts_of

if TYPE_CHECKING:
    from kg.web.site import Site

_ENTRIES = 100
_PAGES_A_MAP = 50_000  # as sitemaps.org allows
_SEARCHED = ("commitment", "person", "post", "body", "council", "meeting", "item", "indicator", "document")


def make_feed(site: Site) -> bytes:
    """The commitments made last, as Atom (RFC 4287); the day of the meeting is the day of the entry."""
    base = site.addresses.base
    acts = acts_of((site.subject(page) for page in site.pages.values() if page.kind == "commitment"), site.as_of)
    latest = sorted(acts, key=lambda act: (-(act.made_on or dt.date.min).toordinal(), act.thing.iri))[:_ENTRIES]
    updated = _stamp(max((act.made_on for act in latest if act.made_on), default=site.as_of))
    author = _text(site.settings.publisher or site.settings.title)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n',
        f"<id>{_text(base)}feed.atom</id>\n<title>{_text(site.settings.title)}</title>\n<updated>{updated}</updated>\n",
        f"<author><name>{author}</name></author>\n",
        f'<link rel="self" href={_value(f"{base}feed.atom")}/>\n<link rel="alternate" href={_value(base)}/>\n',
    ]
    for act in latest:
        address = f"{base}{act.thing.page}"
        who = "; ".join(thing.label for thing in act.by)
        to = "; ".join(thing.label for thing in act.to)
        summary = f"{act.kind.capitalize()} by {who or 'nobody named'} to {to or 'nobody named'}: {act.status}."
        parts.append(
            f"<entry><id>{_text(act.thing.iri)}</id><title>{_text(act.what)}</title>"
            f"<updated>{_stamp(act.made_on or site.as_of)}</updated><link href={_value(address)}/>"
            f"<summary>{_text(summary)}</summary></entry>\n"
        )
    return "".join([*parts, "</feed>\n"]).encode("utf-8")


def name_sitemaps(site: Site) -> tuple[str, ...]:
    """The maps of a site: one, or as many as its pages need and before them the map of the maps."""
    count = -(-len(site.pages) // _PAGES_A_MAP)
    return ("sitemap.xml",) if count <= 1 else ("sitemap.xml", *(f"sitemap-{n}.xml" for n in range(1, count + 1)))


def make_sitemap(site: Site, name: str) -> bytes:
    """One of the maps of a site (https://www.sitemaps.org/protocol.html)."""
    base, names = site.addresses.base, name_sitemaps(site)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    if name == names[0] and len(names) > 1:
        index = "".join(f"<sitemap><loc>{_text(base + one)}</loc></sitemap>\n" for one in names[1:])
        return f"{head}<sitemapindex {space}>\n{index}</sitemapindex>\n".encode()
    first = max(0, names.index(name) - 1) * _PAGES_A_MAP
    paths = list(site.pages)[first : first + _PAGES_A_MAP]
    urls = "".join(f"<url><loc>{_text(base + path)}</loc></url>\n" for path in paths if path != "404")
    return f"{head}<urlset {space}>\n{urls}</urlset>\n".encode()


def make_search_index(site: Site) -> bytes:
    """What the search page looks through: for each page its path, kind, name and the names beside it, as JSON."""
    rows = []
    for page in site.pages.values():
        if page.kind in _SEARCHED:
            thing = site.subject(page)
            rows.append([page.path, page.kind, printable(thing.label), printable("; ".join(site.names_beside(thing)))])
    return (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _stamp(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(words: str) -> str:
    return escape(printable(words))


def _value(words: str) -> str:
    return quoteattr(printable(words))
