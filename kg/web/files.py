"""What a site has besides its pages: data, feeds, maps, settings of hosts, styles and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.store.syntax import Syntax
from kg.validate import render_turtle, validate_graph
from kg.web.dataset import describe_dataset, dumps
from kg.web.feeds import make_feed, make_search_index, make_sitemap
from kg.web.hosts import host_settings
from kg.web.vocabulary import vocabulary_file

if TYPE_CHECKING:
    from kg.web.site import Site

_MEDIA_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "gz": "application/gzip",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "svg": "image/svg+xml",
    "ttl": "text/turtle; charset=utf-8",
    "xml": "application/xml",
}


def assets() -> Iterator[tuple[str, bytes]]:
    """The styles and scripts of the site, with their paths in it, in order."""
    for file in sorted(files("kg.web").joinpath("assets").iterdir(), key=lambda file: file.name):
        yield f"assets/{file.name}", file.read_bytes()


def other_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """All other files, with their paths in the site, in order of how dear they are to make."""
    yield from assets()
    yield from host_settings(site.addresses.root)
    yield "ontology.ttl", vocabulary_file()
    yield "void.ttl", describe_dataset(site, Syntax.TURTLE)
    yield "void.jsonld", describe_dataset(site, Syntax.JSONLD)
    yield "feed.atom", make_feed(site)
    yield from make_sitemap(site)
    yield "search.json", make_search_index(site)
    yield "validation.ttl", render_turtle(validate_graph(site.folder.path)).encode("utf-8")
    yield from dumps(site)


def media_type_of(path: str) -> str:
    """The media type of a file, by its ending.

    >>> media_type_of("feed.atom"), media_type_of("robots.txt")
    ('application/atom+xml; charset=utf-8', 'text/plain; charset=utf-8')
    """
    return _MEDIA_TYPES.get(path.rpartition(".")[2], "text/plain; charset=utf-8")
