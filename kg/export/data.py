"""The whole graph as RDF: N-Quads, TriG, Turtle or JSON-LD, the same bytes each time."""

from __future__ import annotations

from typing import IO

from kg.store.base import Reader
from kg.store.embedded import EmbeddedStore
from kg.store.syntax import Syntax, write_store, write_syntax

SYNTAXES = {f".{form}": form for form in (Syntax.NQUADS, Syntax.TRIG, Syntax.TURTLE, Syntax.JSONLD)}


def write_data(store: Reader, syntax: Syntax, out: IO[bytes]) -> int:
    """Write everything in the store in a syntax; how many statements that is.

    .nq, .trig and .jsonld keep the graph of each document, .ttl puts all in one.

    Args:
        store: what to write; of one on this machine no more is in memory than its largest graph.
        syntax: which.
        out: a file open for bytes.
    """
    if isinstance(store, EmbeddedStore):
        write_store(store, syntax, out)
        return len(store)
    lines = store.dump()
    out.write(write_syntax(lines, syntax))
    return len(lines)
