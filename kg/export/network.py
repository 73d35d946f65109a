"""A view of the graph as a network: `networkx` nodes and edges, each with its kind, lifetime and weight.

A view is a file of `queries/views/`: a SELECT of edges. Edges of one kind between the same two nodes are one edge, as
thick as there are facts behind it, with a lifetime for each (Gephi takes parallel edges only if their kinds differ).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
from rdflib.term import Identifier

from kg import paths
from kg.errors import UsageError
from kg.query.header import parse_header
from kg.store.base import Reader

VIEWS = paths.QUERIES / "views"
_NODES = "nodes"
_LABEL = 60  # characters of a label; the whole is the attribute `title`
_EARLIEST, _LATEST = dt.date.min, dt.date.max


@dataclass(frozen=True, slots=True)
class View:
    """A way to draw the graph.

    Args:
        name: of its file.
        summary: what it shows, in one line.
        query: a SELECT of `source`, `target`, `kind`, `start`, `end` and `through`, the fact behind the edge.
        sides: kinds of node on which it can be folded; empty if it is not bipartite.
        folded: the side on which it is always folded, or empty.
    """

    name: str
    summary: str
    query: str
    sides: tuple[str, ...] = ()
    folded: str = ""


@cache
def load_views() -> dict[str, View]:
    """The views, by name, in the order of their names."""
    return {path.stem: _load_view(path) for path in sorted(VIEWS.glob("*.rq")) if path.stem != _NODES}


def _load_view(path: Path) -> View:
    text = path.read_text(encoding="utf-8")
    entries = parse_header(text, path.name).entries
    sides = entries["fold"].text if "fold" in entries else ""
    folded = entries["folded"].text if "folded" in entries else ""
    return View(path.stem, entries["summary"].text, text, tuple(filter(None, sides.split(", "))), folded)


def find_view(name: str, fold: str = "") -> View:
    """The view of a name, folded as asked.

    Raises:
        UsageError: there is no such view, or it cannot be folded so.
    """
    views = load_views()
    if name not in views:
        raise UsageError(f"there is no view {name!r}", todo=f"use one of {', '.join(views)}")
    view = views[name]
    if fold and fold not in view.sides:
        sides = " or ".join(view.sides)
        todo = f"fold it on {sides}" if sides else "leave out --fold"
        raise UsageError(f"the view {name!r} cannot be folded on {fold!r}", todo=todo)
    return View(view.name, view.summary, view.query, view.sides, fold or view.folded)


def make_network(reader: Reader, view: View) -> nx.MultiDiGraph[str]:
    """The nodes and edges of a view.

    Nodes are IRIs, in their order, with `label`, `title` (the whole label), `kind`, `council`, `facts` (how many edges
    of the view they have, each counted as often as it is thick) and, where they are known, `start` and `end`. Edges
    have their kind as key, `kind`, `weight`, and `spells`: pairs of first and last day, None where open.

    Raises:
        QueryError: the query of the view fails.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(view=view.name, summary=view.summary)
    known = _describe(reader)
    edges = _edges(reader, view)
    ends = sorted({end for source, target, _ in edges for end in (source, target)})
    for iri in ends:
        network.add_node(iri, **known.get(iri, _unknown(iri)))
    for (source, target, kind), spells in sorted(edges.items()):
        network.add_edge(source, target, key=kind, kind=kind, weight=len(spells), spells=_merge(spells))
    if view.folded:
        network = _fold(network, view.folded)
    _bound(network)
    return network


def _edges(reader: Reader, view: View) -> dict[tuple[str, str, str], list[_Spell]]:
    edges: dict[tuple[str, str, str], dict[tuple[str, _Spell], None]] = defaultdict(dict)
    for source, target, kind, start, end, through in reader.select(view.query).rows:
        spell = (_day(start), _day(end))
        edges[str(source), str(target), str(kind)][str(through), spell] = None
    return {edge: [spell for _, spell in sorted(facts, key=_by_fact)] for edge, facts in edges.items()}


_Spell = tuple[dt.date | None, dt.date | None]


def _by_fact(fact: tuple[str, _Spell]) -> tuple[str, dt.date, dt.date]:
    return fact[0], *_sortable(fact[1])


def _sortable(spell: _Spell) -> tuple[dt.date, dt.date]:
    return spell[0] or _EARLIEST, spell[1] or _LATEST


def _day(term: Identifier | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(term)[:10]) if term is not None else None
    except ValueError:
        return None


def _merge(spells: Iterable[_Spell]) -> tuple[_Spell, ...]:
    """Lifetimes that overlap are one: Gephi refuses intervals that do. What ends before it begins lasts one day."""
    merged: list[_Spell] = []
    for spell in sorted(set(spells), key=_sortable):
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


# -- nodes


def _describe(reader: Reader) -> dict[str, dict[str, Any]]:
    """What the graph says of everything that can be a node; of two names the first in the alphabet."""
    query = (VIEWS / f"{_NODES}.rq").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = {}
    for row in sorted(reader.select(query).rows, key=lambda row: tuple(map(str, row))):
        node, kind, label, council, start, end = row
        title = str(label)
        known = found.setdefault(
            str(node),
            {"label": _shorten(title), "title": title, "kind": _kind(str(kind)), "council": str(council)},
        )
        for key, day, choose in (("start", _day(start), min), ("end", _day(end), max)):
            if day is not None:
                known[key] = choose(known.get(key, day), day)
    return found


def _kind(class_: str) -> str:
    """The class as a word: `OfficerPost` is a post, so is `ElectedPost`."""
    word = class_.rpartition("#")[2]
    words = {"OfficerPost": "post", "ElectedPost": "post", "AgendaItem": "item", "Organization": "organisation"}
    return words.get(word, word.lower())


def _unknown(iri: str) -> dict[str, Any]:
    name = iri.removesuffix("#it").rpartition("/")[2]
    return {"label": _shorten(name), "title": name, "kind": "other", "council": ""}


def _shorten(label: str) -> str:
    words = " ".join(label.split())
    return words if len(words) <= _LABEL else f"{words[: _LABEL - 1].rstrip()}…"


def _bound(network: nx.MultiDiGraph[str]) -> None:
    """Nodes that have no lifetime of their own live as long as their edges; count the facts of each."""
    for node, known in network.nodes(data=True):
        edges = [data for *_, data in (*network.in_edges(node, data=True), *network.out_edges(node, data=True))]
        known["facts"] = sum(edge["weight"] for edge in edges)
        spells = [spell for edge in edges for spell in edge["spells"]]
        known["spells"] = _lifetime(known.pop("start", None), known.pop("end", None), spells)


def _lifetime(start: dt.date | None, end: dt.date | None, spells: list[_Spell]) -> tuple[_Spell, ...]:
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
    """The nodes of one side of a bipartite network, joined as often as they share a node of the other side."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(network.nodes(data=True))
    simple.add_edges_from((u, v) for u, v in network.edges() if (_on(network, u, side)) != (_on(network, v, side)))
    mine = [node for node in network if _on(network, node, side)]
    projected = nx.bipartite.weighted_projected_graph(simple, mine)
    folded: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph, undirected=True)
    folded.add_nodes_from((node, network.nodes[node]) for node in mine)
    for one, other in sorted(tuple(sorted(edge)) for edge in projected.edges()):
        shared = sorted(set(simple[one]) & set(simple[other]))
        spells = [_both(network, one, other, middle) for middle in shared]
        folded.add_edge(one, other, key="shared", kind="shared", weight=len(shared), spells=_merge(spells))
    return folded


def _on(network: nx.MultiDiGraph[str], node: str, side: str) -> bool:
    return bool(network.nodes[node]["kind"] == side)


def _both(network: nx.MultiDiGraph[str], one: str, other: str, middle: str) -> _Spell:
    """From when both are joined to what they share."""
    firsts = []
    for end in (one, other):
        edges = [*network.get_edge_data(end, middle, default={}).values()]
        edges += network.get_edge_data(middle, end, default={}).values()
        days = [spell[0] for edge in edges for spell in edge["spells"] if spell[0]]
        firsts.append(min(days, default=None))
    known = [day for day in firsts if day]
    day = max(known, default=None)
    return day, day
