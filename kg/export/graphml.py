"""A network as GraphML (http://graphml.graphdrawing.org), written by networkx."""

from __future__ import annotations

import io

import networkx as nx

from kg.export.gexf import legal
from kg.export.looks import lay_out


def write_graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """The network with the attributes that GEXF has, days as text, and where each node is drawn."""
    looks = lay_out(network)
    undirected = bool(network.graph.get("undirected"))
    plain: nx.MultiGraph[str] = nx.MultiGraph() if undirected else nx.MultiDiGraph()
    for node, known in network.nodes(data=True):
        look = looks[node]
        values = {name: legal(str(known[name])) for name in ("label", "kind", "title", "council")}
        start, end = _life(known["spells"])
        plain.add_node(
            legal(node), **values, facts=known["facts"], start=start, end=end, x=look.x, y=look.y, size=look.size
        )
    for number, (source, target, edge) in enumerate(network.edges(data=True)):
        start, end = _life(edge["spells"])
        plain.add_edge(
            legal(source),
            legal(target),
            key=str(number),
            kind=legal(edge["kind"]),
            weight=edge["weight"],
            start=start,
            end=end,
        )
    out = io.BytesIO()
    nx.write_graphml_xml(plain, out)
    return out.getvalue() + b"\n"


def _life(spells: tuple[tuple[object, object], ...]) -> tuple[str, str]:
    return (str(spells[0][0] or ""), str(spells[-1][1] or "")) if spells else ("", "")
