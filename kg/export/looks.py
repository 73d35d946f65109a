"""How a network looks: a colour for each kind of node, sizes by how much is said, the same positions each time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import networkx as nx
import rustworkx as rx

_SEED = 20
_ROUNDS = 500
_SPREAD = 60.0  # points between neighbours, more or less
_SMALLEST, _LARGEST = 4.0, 20.0
_STEPS = 1_000_000_000  # each round looks at all pairs; ten seconds are enough
_MANY = 1_000  # nodes, from which on those with the same neighbours are laid out as one
_WIDE = 1.6  # the whole is wider than high
_SHAPES = (0.8, 1.1, 1.4, 1.7, 2.0, 2.4, 2.8)  # width to height of pages that are tried
_PACKED = 40  # boxes that are moved about, the largest


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255 each."""

    r: int
    g: int
    b: int


# Okabe and Ito's palette, which people who do not see all colours can tell apart.
COLOURS = {
    "person": Colour(0, 114, 178),
    "body": Colour(213, 94, 0),
    "council": Colour(60, 60, 60),
    "meeting": Colour(204, 121, 167),
    "promise": Colour(0, 158, 115),
    "request": Colour(86, 180, 233),
    "resolution": Colour(190, 150, 0),
    "indicator": Colour(230, 159, 0),
    "post": Colour(120, 94, 240),
    "organisation": Colour(140, 86, 75),
    "item": Colour(150, 150, 150),
    "other": Colour(170, 170, 170),
}


EDGE_COLOURS = {
    "promise": Colour(0, 158, 115),
    "request": Colour(86, 180, 233),
    "resolution": Colour(190, 150, 0),
    "owed to": Colour(170, 170, 170),
    "to act": Colour(120, 94, 240),
    "about": Colour(230, 159, 0),
    "figure": Colour(204, 121, 167),
    "attended": Colour(130, 160, 190),
    "shared": Colour(130, 160, 190),
    "by": Colour(0, 114, 178),
    "to": Colour(213, 94, 0),
    "holds": Colour(120, 94, 240),
    "attended by": Colour(204, 121, 167),
    "meeting of": Colour(140, 86, 75),
}
_OTHER_EDGE = Colour(170, 170, 170)


def edge_colour(kind: str) -> Colour:
    """The colour of a kind of edge: that of the commitment, where it is one."""
    return EDGE_COLOURS.get(kind, _OTHER_EDGE)


class Look(NamedTuple):
    """How one node is drawn: its place and radius in points (Gephi and Gephi Lite take it as radius), its colour."""

    x: float
    y: float
    size: float
    colour: Colour


def lay_out(network: nx.MultiDiGraph[str]) -> dict[str, Look]:
    """Where each node of a network is drawn, how large and in which colour; the same for the same network.

    Positions are those of Fruchterman and Reingold's springs from a fixed start, each connected part by itself and the
    parts side by side, so that nothing flies away.
    """
    most = max((known["facts"] for _, known in network.nodes(data=True)), default=1) or 1
    looks: dict[str, Look] = {}
    for node, (x, y) in _positions(network).items():
        known = network.nodes[node]
        size = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(known["facts"] / most)
        colour = COLOURS.get(known["kind"], COLOURS["other"])
        looks[node] = Look(round(x, 1) + 0.0, round(y, 1) + 0.0, round(size, 1), colour)
    return {node: looks[node] for node in network}


_Places = dict[str, tuple[float, float]]


def _positions(network: nx.MultiDiGraph[str]) -> _Places:
    """The connected parts beside each other, the largest first, each in a box of its own."""
    parts = sorted((sorted(part) for part in nx.weakly_connected_components(network)), key=lambda p: (-len(p), p))
    boxes = [_box(_springs(network, part)) for part in parts]
    corners = pack([(width, height) for _, width, height in boxes])
    placed: _Places = {}
    for (positions, _, _), (x, y) in zip(boxes, corners, strict=True):
        placed |= {node: (x + across, -(y + down)) for node, (across, down) in positions.items()}
    return placed


def pack(sizes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The upper left corners of boxes that do not overlap, on the page that leaves the least paper white.

    Args:
        sizes: width and height of each box, the largest first.
    """
    area = sum(width * height for width, height in sizes)
    widest = max((width for width, _ in sizes), default=0.0)
    tries = [_pack_within(sizes, max(widest, math.sqrt(area * shape))) for shape in _SHAPES]
    return min(tries, key=lambda corners: _paper(sizes, corners)) if sizes else []


def _paper(sizes: Sequence[tuple[float, float]], corners: Sequence[tuple[float, float]]) -> float:
    width = max(x + size[0] for size, (x, _) in zip(sizes, corners, strict=True))
    height = max(y + size[1] for size, (_, y) in zip(sizes, corners, strict=True))
    return max(width, height * _WIDE) ** 2  # as much of a page of that shape as is needed


def _pack_within(sizes: Sequence[tuple[float, float]], across: float) -> list[tuple[float, float]]:
    """Each box as high as it can be, on a page of some width; after the first ones in rows, which takes no time."""
    corners: list[tuple[float, float]] = []
    for number, (width, height) in enumerate(sizes[:_PACKED]):
        ends = [(x + w, y + h) for (x, y), (w, h) in zip(corners, sizes, strict=False)]
        spots = [(y, x) for x in (0.0, *(end for end, _ in ends)) for y in (0.0, *(end for _, end in ends))]
        free = (
            (y, x)
            for y, x in spots
            if x + width <= across + 1e-6
            and not any(
                x < right - 1e-6 and left < x + width - 1e-6 and y < low - 1e-6 and high < y + height - 1e-6
                for (left, high), (right, low) in zip(corners[:number], ends, strict=True)
            )
        )
        y, x = min(free, key=lambda spot: (spot[0] + height, spot[1]))
        corners.append((x, y))
    x, row = 0.0, 0.0
    y = max((corner[1] + size[1] for corner, size in zip(corners, sizes, strict=False)), default=0.0)
    for width, height in sizes[_PACKED:]:
        if x and x + width > across:
            x, y, row = 0.0, y + row, 0.0
        corners.append((x, y))
        x, row = x + width, max(row, height)
    return corners


def _box(positions: _Places) -> tuple[_Places, float, float]:
    """The positions from (0, 0) on, with a margin, and the width and height that they then need."""
    left = min(x for x, _ in positions.values()) - _SPREAD / 2
    top = min(y for _, y in positions.values()) - _SPREAD / 2
    moved = {node: (x - left, y - top) for node, (x, y) in positions.items()}
    width = max(x for x, _ in moved.values()) + _SPREAD / 2
    return moved, width, max(y for _, y in moved.values()) + _SPREAD / 2


def _springs(network: nx.MultiDiGraph[str], part: list[str]) -> _Places:
    """Positions of one connected part around (0, 0)."""
    if len(part) <= _MANY:
        return _lay_out_part(network, part, math.sqrt(len(part)))
    alike: dict[tuple[str, ...], list[str]] = {}
    for node in part:
        alike.setdefault(tuple(sorted({*network.predecessors(node), *network.successors(node)})), []).append(node)
    groups = {members[0]: members for members in alike.values()}
    middles = _lay_out_part(network, list(groups), math.sqrt(len(part)))
    return {
        node: (middles[first][0] + x, middles[first][1] + y)
        for first, members in groups.items()
        for node, (x, y) in zip(members, _sunflower(len(members)), strict=True)
    }


def _sunflower(count: int) -> Iterator[tuple[float, float]]:
    """Places around (0, 0), evenly spread as the seeds of a sunflower are."""
    for seed in range(count):
        away, turn = _SPREAD / 3 * math.sqrt(seed), seed * math.pi * (3 - math.sqrt(5))
        yield away * math.cos(turn), away * math.sin(turn)


def _lay_out_part(network: nx.MultiDiGraph[str], part: list[str], across: float) -> _Places:
    """Positions of some nodes by springs along their edges, in a circle `across` times as wide as two are apart."""
    count = len(part)
    if count == 1:
        return {part[0]: (0.0, 0.0)}
    graph: rx.PyGraph[str, None] = rx.PyGraph()
    index = dict(zip(part, graph.add_nodes_from(part), strict=True))
    joined = (edge for edge in network.edges(part) if edge[0] in index and edge[1] in index)
    pairs = sorted({(min(index[u], index[v]), max(index[u], index[v])) for u, v in joined})
    graph.add_edges_from_no_data(pairs)
    # Begun on a circle, in the order of names: a start by chance would differ between versions of the library. Rounded,
    # as the last digit of a cosine differs between machines, and springs make much of it.
    turn = 2 * math.pi / count
    start = {i: (round(math.cos(turn * i), 6), round(math.sin(turn * i), 6)) for i in range(count)}
    rounds = min(_ROUNDS, max(10, _STEPS // count**2))
    found = rx.spring_layout(graph, pos=start, num_iter=rounds, seed=_SEED, scale=1)
    radius = _SPREAD * across / 2
    return {node: (found[i][0] * radius, found[i][1] * radius) for node, i in index.items()}
