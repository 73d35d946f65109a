"""Feeds of changes, for the site, for each council and for each panel: Atom (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.query.cells import printable
from kg.web.changes import Change, changes_of, tell

if TYPE_CHECKING:
    from kg.web.pages.words import Quote
    from kg.web.site import Site

_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_KEPT = 20_000  # entries
_LONGEST = 1000  # characters of words of the minutes in an entry
_TITLE = 200  # characters


def name_feeds(site: Site) -> tuple[str, ...]:
    """The paths of the feeds: that of the site, then one beside each page that can be followed."""
    return ("feed.atom", *(page.feed for page in site.pages.values() if page.feed))


class Feeds:
    """The feeds of a site. A change is put into words once, for all the feeds in which it is told.

    Args:
        site: whose.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._entry = lru_cache(_KEPT)(partial(_write_entry, site))

    def make(self, path: str = "feed.atom") -> bytes:
        """The latest changes. A change has the same id and the same words whenever and however often it is told.

        Args:
            path: one of `name_feeds`.
        """
        site, base, settings = self._site, self._site.addresses.base, self._site.settings
        page = site.pages.get(path.removesuffix(".atom"))
        changes = changes_of(site, page)
        title = f"{site.subject(page).label} – {settings.title}" if page else settings.title
        contact = ""
        if settings.contact.startswith("mailto:"):
            contact = f"<email>{_text(settings.contact.removeprefix('mailto:'))}</email>"
        elif settings.contact:
            contact = f"<uri>{_text(settings.contact)}</uri>"
        licence = f'<link rel="license" href={_value(settings.licence)}/>\n' if settings.licence else ""
        parts = [
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n',
            f"<id>{_text(base + path)}</id>\n<title>{_text(title)}</title>\n",
            "<subtitle>Promises to panels, what became of them, what is overdue, minutes that came in</subtitle>\n",
            f"<updated>{_stamp(changes[0].day if changes else site.as_of)}</updated>\n",
            f"<author><name>{_text(settings.publisher or settings.title)}</name>{contact}</author>\n",
            f'<link rel="self" type="application/atom+xml" href={_value(base + path)}/>\n',
            f'<link rel="alternate" type="text/html" href={_value(base + (page.path if page else ""))}/>\n{licence}',
            *map(self._entry, changes),
        ]
        return "".join([*parts, "</feed>\n"]).encode("utf-8")


def _write_entry(site: Site, change: Change) -> str:
    base = site.addresses.base
    told = tell(site, change)
    categories = "".join(f"<category term={_value(label)}/>" for label in told.labels)
    # Words of the minutes are escaped twice: once as HTML, once as XML that holds HTML.
    content = f"<p>{_text(told.summary)}</p>" + "".join(_quotation(base, quote) for quote in told.quotes)
    return (
        f"<entry><id>{_text(change.iri)}</id><title>{_text(_cut(told.title, _TITLE))}</title>"
        f"<updated>{_stamp(change.day)}</updated>"
        f'<link rel="alternate" type="text/html" href={_value(base + change.thing.page)}/>{categories}'
        f'<summary>{_text(told.summary)}</summary><content type="html">{escape(content)}</content></entry>\n'
    )


def _quotation(base: str, quote: Quote) -> str:
    place = quote.place or (f"line {quote.line}" if quote.line else "")
    where = f"{quote.document.label}, {place}" if place else quote.document.label
    address = f"{base}{quote.document.page}#at-{quote.start}"
    return (
        f"<blockquote><p>{_text(_cut(quote.exact, _LONGEST))}</p></blockquote>"
        f"<p>Where it says so: <a href={_value(address)}>{_text(where)}</a></p>"
    )


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 2] + " …"


def _stamp(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(words: str) -> str:
    return escape(_legal(words))


def _value(words: str) -> str:
    return quoteattr(_legal(words))


def _legal(words: str) -> str:
    """The words on one line, without the two characters that are printable enough but not allowed in XML."""
    return _NO_CHARACTER.sub("", printable(words))
