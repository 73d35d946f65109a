"""`.htaccess`: settings for Apache 2.4, and for the servers that read its settings."""

from __future__ import annotations

from pathlib import PurePosixPath

from kg.web.hosts.accept import FORMS, GREATER, ranges_of
from kg.web.hosts.types import HEADERS, PACKED, TEXTS, TWINS, TYPES, VOID, link_header

_HEAD = """\
# Apache 2.4. Put the site where its addresses say, with this file in it; nothing else is needed.
# The data of a page for a client that asks for them need mod_rewrite; some headers need mod_headers. Without these
# pages are HTML, and their data have addresses of their own.
# A server of your own reads this file only if its settings say so for this folder: AllowOverride FileInfo Indexes.
# If every page says "Internal Server Error", the host lets a site set less than this file does. Take the line
# DirectorySlash out: an address is answered after one redirection then. If that is not enough, take the file away.
"""


def apache_settings(root: str) -> str:
    """The text of the file.

    Args:
        root: path of the site on its host.
    """
    types = "".join(f"AddType {media_type} .{ending}\n" for ending, media_type in TYPES.items())
    packed = " ".join(("text/html", *(TYPES[ending] for ending in PACKED)))
    headers = "".join(f'Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    void = (
        f'<Files "{PurePosixPath(VOID).name}">\nForceType "{TYPES["ttl"]}; charset=utf-8"\n</Files>\n'
        if root == "/"
        else ""
    )
    # A dump is a file of its own, not an encoding of another: so that clients do not unpack it on the way.
    return (
        f"{_HEAD}<IfModule mod_mime.c>\nRemoveEncoding .gz\n{types}AddCharset UTF-8 .html .{' .'.join(TEXTS)}\n"
        f"</IfModule>\n{void}ErrorDocument 404 {root}404.html\n"
        # Else Apache sends those who ask for /a/b, a folder, to /a/b/ before any rule is asked.
        "<IfModule mod_rewrite.c>\n<IfModule mod_dir.c>\nDirectorySlash Off\n</IfModule>\n</IfModule>\n"
        "<IfModule mod_alias.c>\nRedirectMatch 404 /\\.(?!well-known(?:/|$))\n</IfModule>\n"
        "<IfModule mod_deflate.c>\n<IfModule mod_filter.c>\n"
        f"AddOutputFilterByType DEFLATE {packed}\n</IfModule>\n</IfModule>\n"
        f"<IfModule mod_headers.c>\n{headers}{_negotiated()}</IfModule>\n"
        f"<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase {root}\n{_rules()}</IfModule>\n"
    )


def _negotiated() -> str:
    """Headers of pages that have data; what a rule notes, Apache calls REDIRECT_* once it has rewritten the address."""
    link = link_header("%{REDIRECT_MINUTES_PAGE}e").replace('"', '\\"')
    return (
        # mod_deflate marks the tag of what it packs, and knows the mark no more when a browser asks by it.
        r'RequestHeader edit If-None-Match "^((?:W/)?)\"([^\"]*)-gzip\"$" "$1\"$2-gzip\", $1\"$2\""'
        "\n"
        "Header always merge Vary Accept env=REDIRECT_MINUTES_PAGE\n"
        f'Header always set Link "{link}" env=REDIRECT_MINUTES_PAGE\n'
        'Header always set Content-Location "%{REDIRECT_MINUTES_DATA}e" env=REDIRECT_MINUTES_DATA\n'
    )


def _rules() -> str:
    lines = [
        "RewriteCond %{REQUEST_METHOD} !^(?:GET|HEAD|OPTIONS)$",
        "RewriteRule ^ - [R=405,L]",
        "# How much the client likes each form, by the range that names it most exactly.",
    ]
    for form in FORMS:
        lines.append(f"RewriteRule ^ - [E=MINUTES_{form.upper()}:0]")
        for weighed, plain in reversed(tuple(ranges_of(form))):
            for pattern, weight in ((plain, "1"), (weighed, "%1")):
                lines.append(f'RewriteCond %{{HTTP:Accept}} "{pattern}" [NC]')
                lines.append(f"RewriteRule ^ - [E=MINUTES_{form.upper()}:{weight}]")
    lines.append("# A page that has data.")
    lines += [
        "RewriteCond %{REQUEST_FILENAME} ^(.*?)/?$",
        f"RewriteCond %1.{TWINS[0]} -f",
        "RewriteCond %{REQUEST_URI} ^(.*?)/?$",
        "RewriteRule ^ - [E=MINUTES_PAGE:%1]",
    ]
    for form in reversed(TWINS):
        lines.append(f"# Its {TYPES[form]}, if nothing is liked better.")
        lines += [
            f'RewriteCond %{{ENV:MINUTES_{form.upper()}}},%{{ENV:MINUTES_{other.upper()}}} "{GREATER}"'
            for other in FORMS[: FORMS.index(form)]
        ]
        lines += [
            "RewriteCond %{ENV:MINUTES_PAGE} .",
            f"RewriteRule ^(.+?)/?$ $1.{form} [L,E=MINUTES_DATA:%{{ENV:MINUTES_PAGE}}.{form}]",
        ]
    lines += [
        "# An address without an ending is a folder with a page in it; a folder without one is not there.",
        "RewriteCond %{REQUEST_FILENAME}/index.html -f",
        "RewriteRule ^(.+?)/?$ $1/index.html [L]",
        "RewriteCond %{REQUEST_FILENAME} -d",
        "RewriteCond %{REQUEST_FILENAME}/index.html !-f",
        "RewriteRule ^ - [R=404,L]",
    ]
    return "\n".join(lines) + "\n"
