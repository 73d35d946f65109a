"""A view of the graph as a network: `networkx` nodes and edges, each with its kind, lifetime and weight.

Edges of one kind between the same two nodes are one edge, as thick as there are facts behind it, with a lifetime for
each (Gephi takes parallel edges only if their kinds differ).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable

import networkx as nx
from rdflib import Literal

from kg.export.nodes import describe_nodes, read_day, unknown_node
from kg.export.views import SCOPE, View, read_query
from kg.store.base import Reader

_EARLIEST, _LATEST = dt.date.min, dt.date.max
Spell = tuple[dt.date | None, dt.date | None]


def make_network(
    reader: Reader,
    view: View,
    as_of: dt.date | None = None,
    *,
    panels: tuple[str, ...] = (),
    councils: tuple[str, ...] = (),
) -> nx.MultiDiGraph[str]:
    """The nodes and edges of a view.

    Nodes are IRIs, in their order, with what `describe_nodes` says of them, `facts` (how many edges of the view they
    have, each counted as often as it is thick) and `spells`: pairs of first and last day, None where open. Edges have
    their kind as key, `kind`, `weight`, `spells`, and `through`: the IRIs of the facts behind them, or in a folded view
    of what is shared, but for those that stand at their ends.

    Args:
        reader: the graph.
        view: what is drawn.
        as_of: the day on which a commitment is open or overdue; None leaves it unsaid.
        panels: IRIs; only what the minutes of their meetings say is drawn. Empty for all.
        councils: IRIs, likewise.

    Raises:
        QueryError: the query of the view fails.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(view=view.name, summary=view.summary)
    if as_of is not None:
        network.graph["as_of"] = as_of
    known = describe_nodes(reader, as_of)
    edges = _edges(reader, view, _scope(reader, panels, councils))
    ends = sorted({end for source, target, _ in edges for end in (source, target)})
    for iri in ends:
        network.add_node(iri, **known.get(iri) or unknown_node(iri))
    for (source, target, kind), facts in sorted(edges.items()):
        through = tuple(fact for fact in facts if fact not in (source, target))
        spells = _merge(facts.values())
        network.add_edge(source, target, key=kind, kind=kind, weight=len(facts), spells=spells, through=through)
    if view.folded:
        network = _fold(network, view.folded)
    _bound(network)
    return network


def fingerprint(network: nx.MultiDiGraph[str]) -> str:
    """What a picture of the network shows, as a hash: names, kinds, thickness, whatever the libraries that draw."""
    nodes = [[node, known["label"], known["kind"], known["facts"]] for node, known in network.nodes(data=True)]
    edges = [[one, other, edge["kind"], edge["weight"]] for one, other, edge in network.edges(data=True)]
    shown = json.dumps([network.graph["summary"], nodes, edges], ensure_ascii=True)
    return hashlib.sha256(shown.encode("ascii")).hexdigest()


def _scope(reader: Reader, panels: tuple[str, ...], councils: tuple[str, ...]) -> frozenset[str] | None:
    """The facts that the minutes of these panels and councils state; None for all there are."""
    if not panels and not councils:
        return None
    asked = {"_panel": Literal(" ".join(panels)), "_council": Literal(" ".join(councils))}
    return frozenset(str(row[0]) for row in reader.select(read_query(SCOPE), asked).rows)


def _edges(reader: Reader, view: View, scope: frozenset[str] | None) -> dict[tuple[str, str, str], dict[str, Spell]]:
    """The facts behind each edge, in their order, with the lifetime of each."""
    edges: dict[tuple[str, str, str], dict[str, list[Spell]]] = defaultdict(lambda: defaultdict(list))
    for source, target, kind, start, end, through in reader.select(view.query).rows:
        if scope is None or str(through) in scope:
            spell = (read_day(start), read_day(end))
            edges[str(source), str(target), str(kind)][str(through)].append(spell)
    return {edge: {fact: _stretch(facts[fact]) for fact in sorted(facts)} for edge, facts in edges.items()}


def _stretch(spells: list[Spell]) -> Spell:
    """From the first day of a fact that is stated more than once (a post held at three meetings) to its last."""
    known = [spell for spell in spells if spell != (None, None)]
    starts = [start for start, _ in known if start]
    ends = [end for _, end in known]
    return min(starts, default=None), None if None in ends else max(filter(None, ends), default=None)


def _sortable(spell: Spell) -> tuple[dt.date, dt.date]:
    return spell[0] or _EARLIEST, spell[1] or _LATEST


def _merge(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Lifetimes that overlap are one: Gephi refuses intervals that do. What ends before it begins lasts one day.

    A fact without a day has no place on a timeline: it counts only in the weight.
    """
    merged: list[Spell] = []
    for spell in sorted(set(spells) - {(None, None)}, key=_sortable):
        start, end = spell
        if start and end and end < start:
            end = start
        if merged and _sortable(merged[-1])[1] >= (start or _EARLIEST):
            last = merged[-1]
            end = None if last[1] is None or end is None else max(last[1], end)
            merged[-1] = (last[0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _bound(network: nx.MultiDiGraph[str]) -> None:
    """Nodes that have no lifetime of their own live as long as their edges; count the facts of each."""
    for node, known in network.nodes(data=True):
        edges = [data for *_, data in (*network.in_edges(node, data=True), *network.out_edges(node, data=True))]
        known["facts"] = sum(edge["weight"] for edge in edges)
        spells = [spell for edge in edges for spell in edge["spells"]]
        known["spells"] = _lifetime(known.pop("start", None), known.pop("end", None), spells)


def _lifetime(start: dt.date | None, end: dt.date | None, spells: list[Spell]) -> tuple[Spell, ...]:
    """From the first day on which a node is named to the last; Gephi hides an edge outside the life of its ends."""
    starts = [start, *(spell[0] for spell in spells)]
    ends = [end, *(spell[1] for spell in spells)]
    first = min((day for day in starts if day), default=None)
    last = max((day for day in (*starts, *ends) if day), default=None)
    if first is None:
        return ()
    return ((first, None if any(spell[0] and spell[1] is None for spell in spells) else last),)


# -- folding


def _fold(network: nx.MultiDiGraph[str], side: str) -> nx.MultiDiGraph[str]:
    """The nodes of one side of a bipartite network, joined as often as they share a node of the other side.

    Who has lines to their own side alone (a body that promised a panel something) is left out.
    """
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(network.nodes(data=True))
    simple.add_edges_from((u, v) for u, v in network.edges() if (_on(network, u, side)) != (_on(network, v, side)))
    mine = [node for node in network if _on(network, node, side) and simple.degree(node)]
    projected = nx.bipartite.weighted_projected_graph(simple, mine)
    folded: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph, undirected=True)
    folded.add_nodes_from((node, network.nodes[node]) for node in mine)
    for one, other in sorted(tuple(sorted(edge)) for edge in projected.edges()):
        shared = sorted(set(simple[one]) & set(simple[other]))
        spells = _merge(_both(network, one, other, middle) for middle in shared)
        folded.add_edge(
            one, other, key="shared", kind="shared", weight=len(shared), spells=spells, through=tuple(shared)
        )
    return folded


def _on(network: nx.MultiDiGraph[str], node: str, side: str) -> bool:
    return bool(network.nodes[node]["kind"] == side)


def _both(network: nx.MultiDiGraph[str], one: str, other: str, middle: str) -> Spell:
    """From when both are joined to what they share, to when the first of them no longer is."""
    starts, ends = [], []
    for end in (one, other):
        edges = [*network.get_edge_data(end, middle, default={}).values()]
        edges += network.get_edge_data(middle, end, default={}).values()
        spells = [spell for edge in edges for spell in edge["spells"]]
        starts.append(min((spell[0] for spell in spells if spell[0]), default=None))
        ends.append(_stretch(spells)[1])
    return max(filter(None, starts), default=None), min(filter(None, ends), default=None)
