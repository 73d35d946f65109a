"""The graph in a file for other programs: RDF, a network for Gephi, tables, a picture; the same bytes each time.

data                                  RDF: N-Quads, TriG, Turtle, JSON-LD
network -> looks                      a view (`queries/views/`) as nodes and edges, and how they are drawn
gexf, graphml, tables, picture        the network in a file
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg import __version__
from kg.errors import UsageError
from kg.export.data import SYNTAXES, write_data
from kg.store.base import Reader

DEFAULT_VIEW = "officer-commitment-panel"
NETWORKS = (".gexf", ".graphml", ".csv", ".svg", ".png")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files, and what is in them, in words."""

    files: tuple[Path, ...]
    contents: str


def check_file(file: Path, view: str, fold: str) -> None:
    """Whether a file of this name can be written, and the view exists, before anything is read.

    Raises:
        UsageError: the ending is not known, or the view is not, or the two do not go together.
    """
    ending = file.suffix.lower()
    if ending not in (*SYNTAXES, *NETWORKS):
        known = ", ".join((*SYNTAXES, *NETWORKS))
        what = f"no format has the ending {ending}" if ending else "the file's name has no ending"
        raise UsageError(what, where=str(file), todo=f"use one of {known}")
    if ending in SYNTAXES:
        if view or fold:
            raise UsageError(
                f"{ending} holds the whole graph, not a view", where=str(file), todo="leave out --view and --fold"
            )
        return
    from kg.export.network import find_view  # networkx takes as long to import as all of this program

    find_view(view or DEFAULT_VIEW, fold)


def export_graph(store: Reader, file: Path, *, view: str = "", fold: str = "") -> Exported:
    """Write everything in the store, or a view of it, to a file.

    A file is replaced when it is whole, and stays as it is if anything fails.

    Args:
        store: what to write.
        file: its ending says how: .nq, .trig, .ttl, .jsonld for RDF; .gexf, .graphml, .csv (two files, nodes and
            edges), .svg and .png for a view.
        view: name of the view, of those in `queries/views/`.
        fold: the side on which a view of two kinds of node is folded.

    Raises:
        UsageError: the ending or view is not known, or the file cannot be written.
        MissingLibrary: a picture is asked for and matplotlib is not installed.
    """
    check_file(file, view, fold)
    ending = file.suffix.lower()
    if syntax := SYNTAXES.get(ending):
        count = _write_to(file, lambda out: write_data(store, syntax, out))
        return Exported((file,), f"{count:,} statements")
    from kg.export.network import find_view, make_network

    chosen = find_view(view or DEFAULT_VIEW, fold)
    network = make_network(store, chosen)
    contents = f"{len(network):,} nodes, {network.number_of_edges():,} edges ({chosen.name})"
    if ending == ".csv":
        from kg.export.tables import write_edges, write_nodes

        files = tuple(file.with_name(f"{file.stem}-{part}{file.suffix}") for part in ("nodes", "edges"))
        for path, text in zip(files, (write_nodes(network), write_edges(network)), strict=True):
            _write(path, text.encode("utf-8"))
        return Exported(files, contents)
    if ending == ".gexf":
        from kg.export.gexf import write_gexf

        data = "".join(write_gexf(network, f"minutes-kg {__version__}")).encode("utf-8")
    elif ending == ".graphml":
        from kg.export.graphml import write_graphml

        data = write_graphml(network)
    else:
        from kg.export.picture import write_picture

        data = write_picture(network, ending[1:])
    _write(file, data)
    return Exported((file,), contents)


def _write(file: Path, data: bytes) -> None:
    _write_to(file, lambda out: out.write(data))


def _write_to(file: Path, write: Callable[[IO[bytes]], int]) -> int:
    """What `write` gives, when the file is whole."""
    partial = file.with_name(f"{file.name}.partial")
    try:
        try:
            with partial.open("wb") as out:
                given = write(out)
                out.flush()
                os.fsync(out.fileno())
            partial.replace(file)
            return given
        finally:
            with suppress(OSError):
                partial.unlink()
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=str(file), todo="choose another FILE"
        ) from error
