"""`ontology/` as graphs and as files of a site: Turtle as it is kept, N-Triples and JSON-LD made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType

from rdflib import Graph
from rdflib.compare import to_canonical_graph

from kg import paths
from kg.store.syntax import Syntax, write_syntax
from kg.store.terms import graph_lines
from kg.vocab import PROJECT

# The lists of values: each is a file of `ontology/`, a page of the site, and what follows `…/minutes-kg/` in IRIs.
LISTS = ("kinds", "states", "strengths", "standings", "units", "comparisons", "roles", "indicators")
MAIN = "ontology"

_PREFIX = re.compile(r"^@prefix ([\w-]+): <([^>]+)> \.$", re.MULTILINE)
_MADE = (Syntax.NTRIPLES, Syntax.JSONLD)


def read_text(name: str) -> str:
    """The Turtle of the ontology (`MAIN`) or of a list, as it is kept."""
    return (paths.ONTOLOGY / f"{'minutes' if name == MAIN else name}.ttl").read_text(encoding="utf-8")


@cache
def load_graph(name: str) -> Graph:
    """The ontology (`MAIN`) or a list as a graph; nobody may change it."""
    return Graph().parse(data=read_text(name), format="turtle")


@cache
def load_prefixes() -> Mapping[str, str]:
    """The prefixes of the ontology and of all lists with what they stand for, by name."""
    found = dict(pair for name in (MAIN, *LISTS) for pair in _PREFIX.findall(read_text(name)))
    return MappingProxyType(dict(sorted(found.items())))


def prefixed(iri: str) -> str:
    """The IRI with its prefix; as it is if none fits.

    >>> prefixed("http://www.w3.org/ns/org#Post"), prefixed("http://www.w3.org/")
    ('org:Post', 'http://www.w3.org/')
    """
    for name, start in load_prefixes().items():
        if iri.startswith(start) and re.fullmatch(r"[\w-]+", iri[len(start) :]):
            return f"{name}:{iri[len(start) :]}"
    return iri


def place_of(iri: str) -> tuple[str, str]:
    """The page of the site on which a term of ours stands, and its place there; empty if it is not ours.

    >>> place_of("https://w3id.org/minutes-kg/ontology#Post"), place_of("http://www.w3.org/ns/org#Post")
    (('ontology', 'Post'), ('', ''))
    """
    if not iri.startswith(PROJECT):
        return "", ""
    page, _, name = iri[len(PROJECT) :].partition("#")
    return (page, name) if page in (MAIN, *LISTS) else ("", "")


def vocabulary_files() -> Mapping[str, Callable[[], bytes]]:
    """The files by their paths in a site, each made when it is asked for."""
    found: dict[str, Callable[[], bytes]] = {}
    for name in (MAIN, *LISTS):
        found[f"{name}.ttl"] = partial(_kept, name)
        found |= {f"{name}.{syntax}": partial(_made, name, syntax) for syntax in _MADE}
    return found


def _kept(name: str) -> bytes:
    return read_text(name).encode("utf-8")


@cache
def _made(name: str, syntax: Syntax) -> bytes:
    # Nodes without names are named after what is said of them, so that the bytes are the same each time.
    return write_syntax(graph_lines(to_canonical_graph(load_graph(name))), syntax)
