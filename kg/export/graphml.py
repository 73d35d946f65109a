"""A network as GraphML (http://graphml.graphdrawing.org), written by networkx."""

from __future__ import annotations

import io

import networkx as nx

from kg.export.gexf import NODE_FIELDS, bounds, edge_values, legal
from kg.export.looks import edge_colour, lay_out


def write_graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """The network with the attributes that GEXF has, days as text, and where and how each node is drawn.

    Place, size and colour are called as Gephi's importer wants them: x, y, size, r, g, b.
    """
    looks = lay_out(network)
    undirected = bool(network.graph.get("undirected"))
    plain: nx.MultiGraph[str] = nx.MultiGraph() if undirected else nx.MultiDiGraph()
    for node, known in network.nodes(data=True):
        look = looks[node]
        values = {**known, **bounds(known["spells"]), "iri": node}
        kept = {name: _legal(values[name]) for name, _ in NODE_FIELDS if values.get(name, "") != ""}
        place = {"x": look.x, "y": look.y, "size": look.size, **look.colour._asdict()}
        plain.add_node(legal(node), label=legal(known["label"]), **kept, **place)
    for number, (source, target, edge) in enumerate(network.edges(data=True)):
        kept = {name: _legal(value) for name, value in edge_values(edge).items()}
        kind, weight = legal(edge["kind"]), float(edge["weight"])
        colour = edge_colour(edge["kind"])._asdict()
        plain.add_edge(
            legal(source), legal(target), key=str(number), kind=kind, label=kind, weight=weight, **kept, **colour
        )
    out = io.BytesIO()
    nx.write_graphml_xml(plain, out)
    return out.getvalue() + b"\n"


def _legal(value: object) -> object:
    return legal(value) if isinstance(value, str) else value
