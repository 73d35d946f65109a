"""The whole graph in a file: N-Quads, TriG, Turtle or JSON-LD, the same bytes each time."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from kg.errors import UsageError
from kg.store.base import Reader
from kg.store.syntax import Syntax, write_syntax

# The forms of `kg export` that are not for data but for drawing and counting.
_LATER = {".gexf", ".graphml", ".csv"}
_FORMS = (Syntax.NQUADS, Syntax.TRIG, Syntax.TURTLE, Syntax.JSONLD)


def choose_syntax(file: Path) -> Syntax:
    """The syntax that the ending of a file's name asks for.

    >>> choose_syntax(Path("minutes.TTL"))
    <Syntax.TURTLE: 'ttl'>

    Raises:
        UsageError: there is none of that ending.
    """
    ending = file.suffix.lower()
    known = ", ".join(f".{form}" for form in _FORMS)
    if ending in _LATER:
        raise UsageError(f"{ending} cannot be written yet", where=str(file), todo=f"use one of {known}")
    for form in _FORMS:
        if ending == f".{form}":
            return form
    what = f"no format has the ending {ending}" if ending else "the file's name has no ending"
    raise UsageError(what, where=str(file), todo=f"use one of {known}")


def export_graph(store: Reader, file: Path) -> int:
    """Write everything in the store to a file; how many statements that is.

    The file is replaced when it is whole, and stays as it is if anything fails.

    Args:
        store: what to write.
        file: its ending says how: .nq, .trig and .jsonld keep the graph of each document, .ttl puts all in
            one.

    Raises:
        UsageError: the ending is not known, or the file cannot be written.
    """
    syntax = choose_syntax(file)
    lines = store.dump()
    data = write_syntax(lines, syntax)
    partial = file.with_name(f"{file.name}.partial")
    try:
        try:
            with partial.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            partial.replace(file)
        finally:
            with suppress(OSError):
                partial.unlink()
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=str(file), todo="choose another FILE"
        ) from error
    return len(lines)
