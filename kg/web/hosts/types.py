"""What every host has to be told: media types by ending, and the headers that all answers bring."""

from __future__ import annotations

from kg.web.site import Form

# Endings and media types; hosts differ in which of them they know.
TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "atom": "application/atom+xml",
    "json": "application/json",
    "js": "text/javascript",
    "css": "text/css",
    "csv": "text/csv",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "txt": "text/plain",
    "gz": "application/gzip",
    "html": "text/html",
}
TEXTS = ("ttl", "atom", "js", "css", "csv", "xml", "txt")  # and html: their encoding is said
PACKED = (
    "ttl",
    "jsonld",
    "nt",
    "atom",
    "json",
    "js",
    "css",
    "csv",
    "svg",
    "xml",
    "txt",
)  # and html: worth packing on the way

# Where a client that knows the host alone asks for the description of the data (VoID, section 7.2): a file without an
# ending, which hosts have to be told is Turtle. It is there only where the site is at the root of its host.
VOID = ".well-known/void"

# A page runs and loads nothing but what the site has; `kg serve` says the same.
SAFE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# What every answer says: also that programs of other sites may read it, and that a browser that kept it asks whether it
# is still the same.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link",
    "Cache-Control": "public, max-age=0, must-revalidate",
    **SAFE,
}

# The data of a page, as files beside it.
TWINS = (Form.TURTLE, Form.JSONLD)


def link_header(page: str) -> str:
    """Where the data of a page are, as the header `Link` says it (RFC 8288).

    >>> link_header("/a").partition(", ")[0]
    '</a.ttl>; rel="alternate"; type="text/turtle"'
    """
    return ", ".join(f'<{page}.{form}>; rel="alternate"; type="{TYPES[form]}"' for form in TWINS)
