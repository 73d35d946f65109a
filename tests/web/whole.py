"""A walk through all of a published site, beside its graph: `python -m tests.web.whole GRAPH SITE` prints what is wrong."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from kg.store import open_store
from kg.store.folder import GraphFolder
from tests.web.test_site import Page

_TEXTS = frozenset({".html", ".ttl", ".nt", ".jsonld", ".json", ".atom", ".xml", ".txt"})
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_IRI = re.compile("<([^>]*)>")
# What Windows does not take as the name of a file, with or without an ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
_SERVED = frozenset({"sparql", "api/openapi.json"})  # kg serve alone has them, as the page about the data says
_FORBIDDEN = frozenset('<>:"|?*\\')


def find_faults(graph: Path, site: Path) -> Iterator[str]:
    """What is wrong with the site of a graph, in no order, a line each."""
    base = GraphFolder.open(graph).manifest.base
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    yield from _names(files)
    yield from _things(graph, site, base)
    yield from _links(site, files, urlsplit(base).path)
    yield from _addresses(site, files, base)


def _names(files: set[str]) -> Iterator[str]:
    """Files that are one on a machine which takes capital and small letters as the same, or cannot be on another."""
    for name, count in Counter(map(str.lower, files)).items():
        if count > 1:
            yield f"{count} files are called {name}"
    for part in sorted({part for name in files for part in name.split("/")}):
        if part.lower().partition(".")[0] in _DEVICES or _FORBIDDEN & set(part) or part[-1] in ". ":
            yield f"no name for a file on Windows: {part}"
        if len(part.encode()) > 255:
            yield f"a name that is too long for most file systems: {part}"


def _things(graph: Path, site: Path, base: str) -> Iterator[str]:
    """Every IRI of ours, wherever it stands in a statement, has a page, and data that speak of it."""
    named: dict[str, set[str]] = {}
    described = set()
    for line in open_store(str(graph)).dump():
        iris = _IRI.findall(_STRING.sub('""', line))
        described.add(iris[0])
        for iri in iris:
            if iri.startswith(base):
                named.setdefault(urldefrag(iri)[0][len(base) :], set()).add(iri)
    if not named:
        yield "the graph names nothing"
    for page, iris in named.items():
        try:
            html, turtle, json_ld = (
                (site / name).read_text(encoding="utf-8")
                for name in (f"{page}/index.html", f"{page}.ttl", f"{page}.jsonld")
            )
        except OSError as error:
            yield f"not there: {error.filename}"
            continue
        if f"{base}{page}#it" not in html:
            yield f"not named on its page: {page}"
        for iri in iris:
            if f"\n<{iri}> " not in turtle and (iri in described or f"<{iri}>" not in turtle):
                yield f"not described in Turtle: {iri}"
            if f'"id": "{iri}"' not in json_ld and (iri in described or f'"{iri}"' not in json_ld):
                yield f"not described in JSON-LD: {iri}"


def _links(site: Path, files: set[str], root: str) -> Iterator[str]:
    """Links and what pages load lead to a file, and to a place in it that is there."""
    ids: dict[str, frozenset[str]] = {}
    wanted: dict[tuple[str, str], str] = {}  # file and place -> a page that has the link
    for name in sorted(name for name in files if name.endswith(".html")):
        page = Page((site / name).read_text(encoding="utf-8"))
        ids[name] = frozenset(page.ids)
        for link in (*page.links, *page.loads):
            path, place = urldefrag(link)
            if path.startswith(("http://", "https://")):
                continue
            target = _file_of(unquote(path), files, root) if path else name
            if target is None:
                yield f"dead link on {name}: {link}"
            elif place:
                wanted.setdefault((target, unquote(place)), name)
    for (target, place), name in wanted.items():
        if place not in ids.get(target, frozenset()):
            yield f"no such place, for a link on {name}: {target}#{place}"


def _addresses(site: Path, files: set[str], base: str) -> Iterator[str]:
    """Whole addresses of this site lead to a file, in whatever file they stand; and so do the paths of the search."""
    address = re.compile(re.escape(base) + r"[^\s\"'<>\\^`{|}]*")
    told = set()
    for name in sorted(files):
        if Path(name).suffix in _TEXTS:
            for found in set(address.findall((site / name).read_text(encoding="utf-8"))) - told:
                told.add(found)
                path = unquote(urldefrag(found.rstrip(".,;)"))[0])
                path = path.removeprefix(base)
                if path not in _SERVED and _file_of(path, files, "") is None:
                    yield f"dead address in {name}: {found}"
    for start, _, rows in json.loads((site / "search.json").read_text(encoding="utf-8"))["groups"]:
        for row in rows:
            if _file_of(f"{start}/{row[0]}", files, "") is None:
                yield f"dead path in search.json: {start}/{row[0]}"


def _file_of(path: str, files: set[str], root: str) -> str | None:
    """The file that a static host answers with for a path."""
    if not path.startswith(root):
        return None
    name = path[len(root) :].rstrip("/")
    return next((file for file in (name, f"{name}/index.html".lstrip("/")) if file in files), None)


if __name__ == "__main__":
    faults = list(find_faults(Path(sys.argv[1]), Path(sys.argv[2])))
    sys.stdout.write("".join(f"{fault}\n" for fault in (*faults[:50], f"{len(faults):,} faults")))
    sys.exit(bool(faults))
