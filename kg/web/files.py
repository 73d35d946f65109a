"""What a site has besides its pages: data, feeds, maps, settings of hosts, styles and scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from kg import paths
from kg.store.context import FILE as CONTEXT
from kg.store.syntax import Syntax
from kg.validate import render_turtle, validate_graph
from kg.web.dataset import DUMPS, describe_dataset, make_dump
from kg.web.feeds import Feeds, name_feeds
from kg.web.hosts import VOID, host_settings
from kg.web.search import make_search_index
from kg.web.sheets import make_sheet, name_sheets
from kg.web.sitemaps import make_sitemap, name_sitemaps
from kg.web.vocabulary import vocabulary_files

if TYPE_CHECKING:
    from kg.web.site import Site

VALIDATION = "validation.ttl"  # what kg validate finds in the graph
_MEDIA_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "gz": "application/gzip",
    "nt": "application/n-triples",
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


def other_files(site: Site, checked: Callable[[int, int], None] | None = None) -> Mapping[str, Callable[[], bytes]]:
    """All other files by their paths in the site, each made when it is asked for: some take long.

    Args:
        site: whose files.
        checked: called, while the graph is checked, with how many documents are done, and of how many.
    """
    ready = {**dict(assets()), **dict(host_settings(site.addresses.base, site.addresses.root))}
    feeds = Feeds(site)
    return {
        **{path: partial(_given, data) for path, data in ready.items()},
        **vocabulary_files(),
        "context.jsonld": (paths.ONTOLOGY / CONTEXT).read_bytes,
        "void.ttl": partial(describe_dataset, site, Syntax.TURTLE),
        "void.jsonld": partial(describe_dataset, site, Syntax.JSONLD),
        # Where a client looks that knows the host alone (VoID, section 7.2): at its root, so only if the site is there.
        **({VOID: partial(describe_dataset, site, Syntax.TURTLE)} if site.addresses.root == "/" else {}),
        **{path: partial(feeds.make, path) for path in name_feeds(site)},
        **{path: partial(make_sheet, site, path) for path in name_sheets(site)},
        **{path: partial(make_sitemap, site, path) for path in name_sitemaps(site)},
        "search.json": partial(make_search_index, site),
        VALIDATION: partial(_validate, site, checked),
        **{path: partial(make_dump, site, path) for path in DUMPS},
    }


def _given(data: bytes) -> bytes:
    return data


def _validate(site: Site, checked: Callable[[int, int], None] | None) -> bytes:
    return render_turtle(validate_graph(site.folder, store=site.store, progress=checked)).encode("utf-8")


def media_type_of(path: str) -> str:
    """The media type of a file, by its ending.

    >>> media_type_of("feed.atom"), media_type_of("robots.txt")
    ('application/atom+xml; charset=utf-8', 'text/plain; charset=utf-8')
    """
    ending = "ttl" if path == VOID else path.rpartition(".")[2]
    return _MEDIA_TYPES.get(ending, "text/plain; charset=utf-8")
