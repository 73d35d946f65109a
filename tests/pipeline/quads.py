"""The statements of a graph folder, by named graph."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from kg.export import export_graph
from kg.store import GraphFolder


def read_generation(folder: Path) -> str:
    """The hash of all statements."""
    return GraphFolder.open(folder).manifest.generation


def read_graphs(folder: Path) -> dict[str, list[str]]:
    """The N-Quads lines of each named graph, by the name of its file; in the order of an export."""
    manifest = GraphFolder.open(folder).manifest
    names = {entry.iri: entry.name for entry in manifest.documents}
    file = folder.parent / f"{folder.name}.nq"
    export_graph(GraphFolder.open(folder).store(), file)
    graphs: dict[str, list[str]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        iri = line.rstrip(" .").rpartition(" <")[2].removesuffix(">")
        graphs[names[iri]].append(line)
    return dict(graphs)
