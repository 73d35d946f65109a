"""Settings with which static hosts answer by what a client asks for, as `kg serve` does.

apache    .htaccess                      for the hosts that most councils and clubs rent
nginx     nginx.conf.example             for a server of one's own
netlify   netlify.toml, netlify/edge-functions/minutes.js, _headers (which Cloudflare Pages reads too)
iis       web.config                     for Windows servers
accept    what a client likes best, said in regular expressions: Apache and nginx have nothing else to compare with

A host that reads none of them serves every page as HTML, and its data under their own endings.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.web.hosts.apache import apache_settings
from kg.web.hosts.iis import iis_settings
from kg.web.hosts.netlify import headers_file, netlify_function, netlify_settings
from kg.web.hosts.nginx import nginx_settings
from kg.web.hosts.types import VOID

__all__ = ["VOID", "host_settings"]


def host_settings(base: str, root: str) -> Iterator[tuple[str, bytes]]:
    """The files, with their paths in the site.

    Args:
        base: the address at which the site begins.
        root: its path: `/`, or `/minutes/`.
    """
    yield ".htaccess", apache_settings(root).encode()
    yield ".nojekyll", b"GitHub Pages: serve the files as they are, those whose names begin with a dot or _ too.\n"
    yield "nginx.conf.example", nginx_settings(root).encode()
    yield "_headers", headers_file(root).encode()
    yield "netlify.toml", netlify_settings(root).encode()
    yield "netlify/edge-functions/minutes.js", netlify_function(root).encode()
    yield "web.config", iis_settings(root).encode()
    where = (
        ""
        if root == "/"
        else "# Read only at the root of a host: put the line that begins with Sitemap in the file there.\n"
    )
    yield "robots.txt", f"{where}User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode()
