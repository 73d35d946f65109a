"""What Netlify reads: `netlify.toml`, a function that answers by what a client asks for, and `_headers`.

Its redirections know the language and the country of a client, not what it accepts; so it takes an edge function.
"""

from __future__ import annotations

from importlib.resources import files

from kg.web.hosts.types import HEADERS, TEXTS, TYPES, VOID

_SETTINGS = """\
# Netlify: the data of a page for a client that asks for it, by the function in netlify/edge-functions/minutes.js.
#
# It is taken in two ways of bringing a site there, both of which begin in the folder in which this file stands:
#   - the command line: go into this folder, type   netlify deploy --prod --site NAME-OF-YOUR-SITE
#   - Git: this folder is the repository, or its "base directory" in the settings of the site at Netlify.
# With   netlify deploy --dir THIS-FOLDER   from elsewhere, and where Netlify builds nothing (drag and drop), it takes
# the files and _headers and not the function: pages and data have their own addresses then, and nothing is lost but
# the choice between them. Tried with Netlify's own packages for settings, headers and files and on Deno, not there.
"""
_BELOW = """\
#
# The addresses of this site begin with {root}. Netlify serves what stands in the folder of this file, so keep the site
# in a folder {root} of it, and move netlify.toml, netlify/ and _headers up to where {root} begins.
"""


def netlify_settings(root: str) -> str:
    """The text of `netlify.toml`.

    Args:
        root: path of the site on its host.
    """
    below = _BELOW.format(root=root) if root != "/" else ""
    return f'{_SETTINGS}{below}\n[build]\npublish = "."\nedge_functions = "netlify/edge-functions"\n'


def netlify_function(root: str) -> str:
    """The text of the function."""
    source = files("kg.web.hosts").joinpath("netlify.js").read_text(encoding="utf-8")
    return source.replace('const root = "/";', f'const root = "{root}";').replace('path: "/*"', f'path: "{root}*"')


def headers_file(root: str) -> str:
    """The text of `_headers`, which Netlify and Cloudflare Pages read in whichever way a site comes to them."""
    lines = ["# Netlify, Cloudflare Pages: what a file is, and what every answer says.", f"{root}*"]
    lines += [f"  {name}: {value}" for name, value in HEADERS.items()]
    lines.append("  Vary: Accept")
    for ending in ("ttl", "jsonld", "nt", "atom"):
        charset = "; charset=utf-8" if ending in TEXTS else ""
        lines += [f"{root}*.{ending}", f"  Content-Type: {TYPES[ending]}{charset}"]
    if root == "/":
        lines += [f"/{VOID}", f"  Content-Type: {TYPES['ttl']}; charset=utf-8"]
    return "\n".join(lines) + "\n"
