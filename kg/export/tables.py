"""A network as two tables, nodes and edges, with the columns that Gephi's "Import spreadsheet" knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import networkx as nx

from kg.query.formats import guard

NODE_COLUMNS = ("Id", "Label", "kind", "title", "council", "facts", "start", "end")
EDGE_COLUMNS = ("Source", "Target", "Type", "kind", "Weight", "start", "end")


def write_nodes(network: nx.MultiDiGraph[str]) -> str:
    """The nodes as CSV; a text that a spreadsheet would run as a formula has an apostrophe before it."""
    return _write(
        NODE_COLUMNS,
        (
            (node, known["label"], known["kind"], known["title"], known["council"], known["facts"], *_life(known))
            for node, known in network.nodes(data=True)
        ),
    )


def write_edges(network: nx.MultiDiGraph[str]) -> str:
    """The edges as CSV, from their first day to their last."""
    kind = "Undirected" if network.graph.get("undirected") else "Directed"
    return _write(
        EDGE_COLUMNS,
        (
            (source, target, kind, edge["kind"], edge["weight"], *_life(edge))
            for source, target, edge in network.edges(data=True)
        ),
    )


def _life(data: dict[str, object]) -> tuple[object, object]:
    spells = data["spells"]
    assert isinstance(spells, tuple)
    return (spells[0][0] or "", spells[-1][1] or "") if spells else ("", "")


def _write(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else guard(str(cell)) for cell in row])
    return out.getvalue()
