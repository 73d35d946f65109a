"""The whole graph as RDF: N-Quads, TriG, Turtle or JSON-LD, the same bytes each time."""

from __future__ import annotations

from kg.store.base import Reader
from kg.store.syntax import Syntax, write_syntax

SYNTAXES = {f".{form}": form for form in (Syntax.NQUADS, Syntax.TRIG, Syntax.TURTLE, Syntax.JSONLD)}


def write_data(store: Reader, syntax: Syntax) -> tuple[bytes, int]:
    """Everything in the store in a syntax, and how many statements that is.

    .nq, .trig and .jsonld keep the graph of each document, .ttl puts all in one.
    """
    lines = store.dump()
    return write_syntax(lines, syntax), len(lines)
