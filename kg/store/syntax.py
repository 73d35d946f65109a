"""N-Quads lines in the other syntaxes of RDF: the same lines in any order give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum

import pyoxigraph as ox

from kg.store.prefixes import PREFIXES
from kg.store.terms import parse_lines


class Syntax(StrEnum):
    """A syntax, by the ending of its files."""

    NQUADS = "nq"
    NTRIPLES = "nt"
    TRIG = "trig"
    TURTLE = "ttl"
    JSONLD = "jsonld"


# Those that cannot say which graph a statement is in.
WITHOUT_GRAPHS = frozenset({Syntax.NTRIPLES, Syntax.TURTLE})
_FORMATS = {
    Syntax.TRIG: ox.RdfFormat.TRIG,
    Syntax.TURTLE: ox.RdfFormat.TURTLE,
    Syntax.JSONLD: ox.RdfFormat.JSON_LD,
}


def write_syntax(lines: Iterable[str], syntax: Syntax) -> bytes:
    """The statements in a syntax, in the order of their lines; where it has no graphs, all in one.

    Args:
        lines: canonical N-Quads.
        syntax: which.

    Raises:
        GraphError: a line is not N-Quads.
    """
    ordered = sorted(set(lines))
    if syntax is Syntax.NQUADS:
        return "".join(f"{line}\n" for line in ordered).encode("utf-8")
    quads = parse_lines(ordered)
    if syntax in WITHOUT_GRAPHS:
        triples = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
        bare = _unique(triples)
        if syntax is Syntax.NTRIPLES:
            return ox.serialize(bare, format=ox.RdfFormat.N_QUADS) or b""
        return ox.serialize((quad.triple for quad in bare), format=ox.RdfFormat.TURTLE, prefixes=_used(ordered)) or b""
    quads.sort(key=lambda quad: str(quad.graph_name))  # the order of lines stays within each graph
    data = ox.serialize(quads, format=_FORMATS[syntax], prefixes=_used(ordered)) or b""
    if syntax is Syntax.JSONLD:
        return (json.dumps(json.loads(data), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return data


def _unique(quads: list[ox.Quad]) -> list[ox.Quad]:
    return list(dict.fromkeys(quads))


def _used(lines: list[str]) -> dict[str, str]:
    text = "\n".join(lines)
    return {name: address for name, address in PREFIXES.items() if f"<{address}" in text}
