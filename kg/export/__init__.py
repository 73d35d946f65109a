"""The graph in a file for other programs: RDF, a network for Gephi, tables, a picture; the same bytes each time.

data                                  RDF: N-Quads, TriG, Turtle, JSON-LD
views -> network, nodes -> looks      a view (`queries/views/`) as nodes and edges, and how they are drawn
gexf, graphml, tables                 the network in a file
picture, labels                       the network as a picture, and where its names stand
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg import __version__, paths
from kg.errors import MissingLibrary, UsageError
from kg.export.data import SYNTAXES, write_data
from kg.export.views import find_view
from kg.query.names import match_names
from kg.store.base import Reader

if TYPE_CHECKING:
    import networkx as nx

DEFAULT_VIEW = "officer-commitment-panel"
NETWORKS = (".gexf", ".graphml", ".csv", ".svg", ".png")
PICTURES = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn.

    Args:
        as_of: the day on which a commitment is open or overdue; None leaves it unsaid.
        view: name of the view, of those in `queries/views/`; empty for the usual one.
        fold: the side on which a view of two kinds of node is folded, or empty.
        panel: only what the minutes of this panel say: a name, or a part of one. Empty for all.
        council: only what the minutes of this council say, likewise.
    """

    as_of: dt.date | None = None
    view: str = ""
    fold: str = ""
    panel: str = ""
    council: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files, and what is in them, in words."""

    files: tuple[Path, ...]
    contents: str


def check_file(file: Path, drawing: Drawing) -> None:
    """Whether a file of this name can be written, and the view exists, before anything is read.

    Raises:
        UsageError: the ending is not known, or the view is not, or the two do not go together.
        MissingLibrary: what draws networks is not installed.
    """
    ending = file.suffix.lower()
    if ending not in (*SYNTAXES, *NETWORKS):
        known = ", ".join((*SYNTAXES, *NETWORKS))
        what = f"no format has the ending {ending}" if ending else "the file's name has no ending"
        raise UsageError(what, where=str(file), todo=f"use one of {known}")
    if ending in SYNTAXES:
        if asked := [name for name in ("view", "fold", "panel", "council") if getattr(drawing, name)]:
            raise UsageError(
                f"{ending} holds the whole graph, not a view", where=str(file), todo=f"leave out --{asked[0]}"
            )
        return
    find_view(drawing.view or DEFAULT_VIEW, drawing.fold)
    _check_libraries(ending)


def _check_libraries(ending: str) -> None:
    needed = ("networkx", "rustworkx", "matplotlib") if ending in PICTURES else ("networkx", "rustworkx")
    if missing := [library for library in needed if find_spec(library) is None]:
        extra = "pictures" if ending in PICTURES else "gephi"
        raise MissingLibrary(
            f"writing {ending} needs {', '.join(missing)}",
            todo=f'install it with: pip install "minutes-kg[{extra}]"',
        )


def export_graph(store: Reader, file: Path, drawing: Drawing = Drawing()) -> Exported:
    """Write everything in the store, or a view of it, to a file.

    A file is replaced when it is whole, and stays as it is if anything fails.

    Args:
        store: what to write.
        file: its ending says how: .nq, .trig, .ttl, .jsonld for RDF; .gexf, .graphml, .csv (two files, nodes and
            edges), .svg and .png for a view.
        drawing: which view, and how much of it.

    Raises:
        UsageError: the ending or view is not known, nothing is called as the panel, or the file cannot be written.
        MissingLibrary: what draws networks is not installed.
    """
    check_file(file, drawing)
    ending = file.suffix.lower()
    if syntax := SYNTAXES.get(ending):
        count = _write_to(file, lambda out: write_data(store, syntax, out))
        return Exported((file,), f"{count:,} statements")
    network = draw_network(store, drawing)
    contents = f"{len(network):,} nodes, {network.number_of_edges():,} edges ({network.graph['drawn']})"
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


def draw_network(store: Reader, drawing: Drawing) -> nx.MultiDiGraph[str]:
    """The network of a view, or of the part of it that the minutes of a panel or council state.

    Raises:
        UsageError: there is no such view, or nothing is called as the panel or council.
    """
    from kg.export.network import make_network  # networkx takes as long to import as all of this program

    view = find_view(drawing.view or DEFAULT_VIEW, drawing.fold)
    nodes: dict[str, tuple[str, ...]] = {}
    names: list[str] = []
    for what, typed, file in (("panel", drawing.panel, "body.rq"), ("council", drawing.council, "council.rq")):
        match = match_names(typed, paths.QUERIES / "names" / file, store, f"--{what}") if typed else None
        nodes[what] = match.nodes if match else ()
        names += match.names if match else ()
    network = make_network(store, view, drawing.as_of, panels=nodes["panel"], councils=nodes["council"])
    network.graph["drawn"] = ": ".join(filter(None, (view.name, ", ".join(names))))
    if drawing.fold:
        network.graph["summary"] += f" (each {drawing.fold} with those with whom it shares one)"
    if names:
        network.graph["summary"] += f": {', '.join(names)}"
    return network


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
