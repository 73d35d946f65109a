"""Settings with which static hosts answer by what a client asks for: Apache, nginx, Netlify and its like.

A host without them serves every page as HTML and every twin under its own ending.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.web.site import Form

_TYPES = {
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "atom": "application/atom+xml; charset=utf-8",
}
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"


def host_settings(root: str) -> Iterator[tuple[str, bytes]]:
    """The files, with their paths in the site.

    Args:
        root: path of the site on its host: `/`, or `/minutes/`.
    """
    yield ".htaccess", _apache(root).encode()
    yield "nginx.conf.example", _nginx(root).encode()
    yield "_headers", _netlify(root).encode()
    yield "robots.txt", b"User-agent: *\nAllow: /\n"


def _apache(root: str) -> str:
    types = "".join(f"AddType '{media_type}' .{ending}\n" for ending, media_type in _TYPES.items())
    rules = "".join(
        f"RewriteCond %{{HTTP_ACCEPT}} {form.media_type.partition(';')[0].replace('+', '.')} [NC]\n"
        f"RewriteCond %{{HTTP_ACCEPT}} !text/html [NC]\n"
        f"RewriteCond %{{REQUEST_FILENAME}} ^(.*?)/?$\n"
        f"RewriteCond %1.{form} -f\n"
        f"RewriteRule ^(.+?)/?$ $1.{form} [L]\n"
        for form in (Form.TURTLE, Form.JSONLD)
    )
    return (
        "# Apache 2.4: the data of a page for a client that asks for it. Needs mod_rewrite and mod_headers.\n"
        f"{types}ErrorDocument 404 {root}404.html\nDirectorySlash Off\nOptions -Indexes\n"
        "<IfModule mod_headers.c>\nHeader set Access-Control-Allow-Origin *\nHeader append Vary Accept\n"
        f'Header set Content-Security-Policy "{_POLICY}"\n</IfModule>\n'
        f"<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase {root}\n{rules}"
        "RewriteCond %{REQUEST_FILENAME}/index.html -f\nRewriteRule ^(.+[^/])$ $1/index.html [L]\n</IfModule>\n"
    )


def _nginx(root: str) -> str:
    return (
        "# nginx: put the map into the http block and the rest into the server block.\n"
        "map $http_accept $minutes_form {\n  default '';\n  ~text/html '';\n"
        "  ~text/turtle .ttl;\n  ~application/ld\\+json .jsonld;\n}\n\n"
        f"location {root} {{\n  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; "
        "text/turtle ttl; application/ld+json jsonld; application/atom+xml atom; application/xml xml; "
        "application/json json; application/gzip gz; }\n"
        "  add_header Access-Control-Allow-Origin *;\n  add_header Vary Accept;\n"
        f'  add_header Content-Security-Policy "{_POLICY}";\n'
        f"  try_files $uri$minutes_form $uri/index.html $uri =404;\n  error_page 404 {root}404.html;\n}}\n"
    )


def _netlify(root: str) -> str:
    lines = [f"{root}*", "  Access-Control-Allow-Origin: *", f"  Content-Security-Policy: {_POLICY}"]
    for ending, media_type in _TYPES.items():
        lines += [f"{root}*.{ending}", f"  Content-Type: {media_type}"]
    return "\n".join(lines) + "\n"
