"""`nginx.conf.example`: settings for nginx, to be pasted into those of a server."""

from __future__ import annotations

import re

from kg.web.hosts.accept import FORMS, GREATER, ranges_of
from kg.web.hosts.types import HEADERS, PACKED, TEXTS, TYPES, VOID, link_header

_HEAD = """\
# nginx. The part up to the line "server" goes into the http block (or into a file of its own in /etc/nginx/conf.d/),
# the rest into the server block of the host, where `root` names the folder in which the site is, in place of a
# location of the same path that stands there. Then: nginx -t
"""
_CHOICE = """\
map "$minutes_jsonld_over_html$minutes_jsonld_over_ttl$minutes_ttl_over_html" $minutes_form {
  default "";
  ~^11 .jsonld;
  ~1$ .ttl;
}
map $uri $minutes_page {
  default $uri;
  "~^(?<minutes_name>.+)/$" $minutes_name;
}
map $minutes_negotiated $minutes_location {
  default "";
  "~^yes(?<minutes_ending>\\..+)$" $minutes_page$minutes_ending;
}
map $minutes_negotiated $minutes_vary {
  default Accept;
  "" "";
}
"""


def nginx_settings(root: str) -> str:
    """The text of the file.

    Args:
        root: path of the site on its host.
    """
    types = " ".join(f"{media_type} {ending};" for ending, media_type in TYPES.items())
    texts = " ".join(TYPES[ending] for ending in TEXTS)
    packed = " ".join(TYPES[ending] for ending in PACKED)
    headers = "".join(f'  add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    link = link_header("$minutes_page").replace('"', '\\"')
    void = f"rewrite ^/{re.escape(VOID)}$ /void.ttl;\n" if root == "/" else ""
    return (
        f"{_HEAD}\n{_maps()}{_CHOICE}\n# server\n{void}"
        'set $minutes_negotiated "";\nset $minutes_link "";\n'
        # Not in the location: an `if` that holds there makes nginx forget its try_files.
        'if (-f "$document_root$minutes_page.ttl") {\n  set $minutes_negotiated "yes$minutes_form";\n'
        f'  set $minutes_link "{link}";\n}}\n'
        f"location {root} {{\n  types {{ {types} }}\n  charset utf-8;\n  charset_types {texts};\n"
        f"  gzip on;\n  gzip_vary on;\n  gzip_types {packed};\n{headers}"
        "  add_header Vary $minutes_vary always;\n  add_header Link $minutes_link always;\n"
        "  add_header Content-Location $minutes_location always;\n"
        "  try_files $minutes_page$minutes_form $minutes_page/index.html =404;\n"
        # A place of its own, since nginx would look for $minutes_page again: it keeps what a map once said.
        f"  error_page 404 {root}404.html;\n  location = {root}404.html {{\n  }}\n"
        "  location ~ /\\.(?!well-known/) {\n    return 404;\n  }\n}\n"
    )


def _maps() -> str:
    """How much the client likes each form; which of two it likes better."""
    parts = []
    for form in FORMS:
        rows = []
        for weighed, plain in ranges_of(form):
            weight = f"minutes_{form}_q"
            rows += [f'  "~*{weighed.replace("([01]", f"(?<{weight}>[01]")}" ${weight};', f'  "~*{plain}" 1;']
        parts.append(f"map $http_accept $minutes_{form} {{\n  default 0;\n" + "\n".join(rows) + "\n}\n")
    for better, other in (("ttl", "html"), ("jsonld", "html"), ("jsonld", "ttl")):
        parts.append(
            f'map "$minutes_{better},$minutes_{other}" $minutes_{better}_over_{other} {{\n  default 0;\n'
            f'  "~{GREATER}" 1;\n}}\n'
        )
    return "".join(parts)
