"""A network as two tables, nodes and edges, with the columns that Gephi's "Import spreadsheet" knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import networkx as nx

from kg.export.gexf import NODE_FIELDS, as_text, bounds, edge_values
from kg.query.formats import guard

NODE_COLUMNS = ("Id", "Label", *(name for name, _ in NODE_FIELDS if name != "iri"))
EDGE_COLUMNS = ("Source", "Target", "Type", "Kind", "Label", "Weight", "first_day", "last_day", "through")


def write_nodes(network: nx.MultiDiGraph[str]) -> str:
    """The nodes as CSV; a text that a spreadsheet would run as a formula has an apostrophe before it."""
    rows = []
    for node, known in network.nodes(data=True):
        values = {**known, **bounds(known["spells"]), "Id": node, "Label": known["label"]}
        rows.append([values.get(name, "") for name in NODE_COLUMNS])
    return _write(NODE_COLUMNS, rows)


def write_edges(network: nx.MultiDiGraph[str]) -> str:
    """The edges as CSV, from their first day to their last."""
    kind = "Undirected" if network.graph.get("undirected") else "Directed"
    rows = []
    for source, target, edge in network.edges(data=True):
        values = edge_values(edge)
        said = [values.get(name, "") for name in EDGE_COLUMNS[6:]]
        rows.append([source, target, kind, edge["kind"], edge["kind"], edge["weight"], *said])
    return _write(EDGE_COLUMNS, rows)


def _write(columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([as_text(cell) if isinstance(cell, int) else guard(str(cell)) for cell in row])
    return out.getvalue()
