"""Settings with which static hosts answer by what a client asks for: Apache, nginx, Netlify and its like.

A host without them serves every page as HTML and every twin under its own ending.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.web.site import Form

# Endings and media types; hosts differ in which of them they know.
_TYPES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "atom": "application/atom+xml",
    "json": "application/json",
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "txt": "text/plain",
    "gz": "application/gzip",
    "html": "text/html",
}
_TEXTS = ("ttl", "atom", "js", "css", "xml", "txt")  # and html: their encoding is said
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
    types = "".join(f"AddType {media_type} .{ending}\n" for ending, media_type in _TYPES.items())
    rules = "".join(
        f"RewriteCond %{{HTTP_ACCEPT}} {form.media_type.partition(';')[0].replace('+', '.')} [NC]\n"
        f"RewriteCond %{{HTTP_ACCEPT}} !text/html [NC]\n"
        f"RewriteCond %{{REQUEST_FILENAME}} ^(.*?)/?$\n"
        f"RewriteCond %1.{form} -f\n"
        f"RewriteRule ^(.+?)/?$ $1.{form} [L]\n"
        for form in (Form.TURTLE, Form.JSONLD)
    )
    # A dump is a file of its own, not an encoding of another: so that clients do not unpack it on the way.
    return (
        "# Apache 2.4: the data of a page for a client that asks for it. Needs mod_rewrite and mod_headers.\n"
        f"<IfModule mod_mime.c>\nRemoveEncoding .gz\n{types}AddCharset UTF-8 .html .{' .'.join(_TEXTS)}\n</IfModule>\n"
        f"ErrorDocument 404 {root}404.html\nOptions -Indexes -MultiViews\n"
        "<IfModule mod_dir.c>\nDirectoryIndex index.html\nDirectorySlash Off\n</IfModule>\n"
        "<IfModule mod_headers.c>\nHeader always set Access-Control-Allow-Origin *\nHeader always merge Vary Accept\n"
        f'Header always set Content-Security-Policy "{_POLICY}"\n</IfModule>\n'
        f"<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase {root}\n{rules}"
        "RewriteCond %{REQUEST_FILENAME}/index.html -f\nRewriteRule ^(.+[^/])$ $1/index.html [L]\n"
        "RewriteCond %{REQUEST_FILENAME} -d\nRewriteCond %{REQUEST_FILENAME}/index.html !-f\n"
        "RewriteRule ^ - [R=404,L]\n</IfModule>\n"
    )


def _nginx(root: str) -> str:
    types = " ".join(f"{media_type} {ending};" for ending, media_type in _TYPES.items())
    texts = " ".join(_TYPES[ending] for ending in _TEXTS)
    return (
        "# nginx: put the two maps into the http block and the rest into the server block.\n"
        "map $http_accept $minutes_form {\n  default '';\n  ~text/html '';\n"
        "  ~text/turtle .ttl;\n  ~application/ld\\+json .jsonld;\n}\n"
        "map $uri $minutes_page {\n  default $uri;\n  ~^(?<minutes_name>.+)/$ $minutes_name;\n}\n\n"
        f"location {root} {{\n  types {{ {types} }}\n  charset utf-8;\n  charset_types {texts};\n"
        "  add_header Access-Control-Allow-Origin * always;\n  add_header Vary Accept always;\n"
        f'  add_header Content-Security-Policy "{_POLICY}" always;\n'
        "  try_files $minutes_page$minutes_form $minutes_page/index.html $uri =404;\n"
        f"  error_page 404 {root}404.html;\n}}\n"
    )


def _netlify(root: str) -> str:
    lines = [f"{root}*", "  Access-Control-Allow-Origin: *", f"  Content-Security-Policy: {_POLICY}"]
    for ending in ("ttl", "jsonld", "atom"):
        charset = "; charset=utf-8" if ending in _TEXTS else ""
        lines += [f"{root}*.{ending}", f"  Content-Type: {_TYPES[ending]}{charset}"]
    return "\n".join(lines) + "\n"
