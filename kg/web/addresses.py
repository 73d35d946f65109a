"""Which page an IRI of the data is on (`{base}{council}/{kind}/{slug}#it`), and where links lead.

The IRIs are hash IRIs (https://www.w3.org/TR/cooluris/#hashuri): the page is the IRI up to `#`, and answers with 200.
Links are paths from the root of the host, so that the same page works at `slug` (served) and at `slug/` (a folder on a
static host), and on another host than the one that the base names.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.vocab import PROJECT
from kg.web.vocabulary.files import place_of


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one graph.

    Args:
        base: what the IRIs of the data begin with; ends in `/`.
    """

    base: str

    @property
    def root(self) -> str:
        """The path at which the site begins: `/`, or `/minutes/`."""
        return urlsplit(self.base).path or "/"

    def page_of(self, iri: str) -> str:
        """The path of the page on which a thing is described, without the root; empty if it is not of this site.

        >>> Addresses("http://localhost:8000/").page_of("http://localhost:8000/ash-council/person/k-hill#it")
        'ash-council/person/k-hill'
        """
        if not iri.startswith(self.base):
            return ""
        return iri[len(self.base) :].partition("#")[0]

    def href(self, iri: str) -> str:
        """Where a link leads: the path of the page on this host, also of a term of ours, else the IRI itself.

        >>> Addresses("http://localhost:8000/").href("https://w3id.org/minutes-kg/units#percent")
        '/units#percent'
        """
        page = self.page_of(iri)
        if not page and place_of(iri)[0]:
            return self.root + iri.removeprefix(PROJECT)
        return self.root + page if page else iri

    def iri_of(self, page: str) -> str:
        """The IRI of the thing that a page is about."""
        return f"{self.base}{page}#it"


def kind_of(page: str) -> str:
    """The kind of thing that a page is about, as its address says: `person`, `body`; empty for other pages.

    >>> kind_of("ash-council/person/k-hill"), kind_of("search")
    ('person', '')
    """
    parts = page.split("/")
    return parts[1] if len(parts) == 3 else ""
