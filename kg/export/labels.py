"""Where the nodes of a picture stand and which have their name beside them, so that no name lies on another.

A node with its name below it is a box. Boxes that overlap push each other apart, on a page of a fixed width and as high
as they need; then names for which room is left are added.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import numpy as np
from numpy.typing import NDArray

_ROUNDS, _STEPS = 400, 60_000_000  # each round looks at all pairs of nodes
_GAP = 2.5  # points between two boxes
_ROOM = 3.0  # of the page to what the boxes cover
_FLATTEST, _TALLEST = 0.42, 2.0  # height of the page to its width
_LINES, _LETTERS = 3, 22  # of a name, and of a line of it, more or less
_PARTED = 1_200  # nodes; more are not pushed apart
_TRIED = 500  # names for which room is looked for


@dataclass(frozen=True, slots=True)
class Name:
    """A name that could stand below its node.

    Args:
        lines: the words, as they are broken.
        size: of the letters, in points.
        width: of the longest line, in points.
        must: whether the picture makes room for it; else it is there if there is room.
    """

    lines: tuple[str, ...]
    size: float
    width: float
    must: bool

    @property
    def height(self) -> float:
        """Of all lines, in points."""
        return len(self.lines) * self.size * 1.15


@dataclass(frozen=True, slots=True)
class Page:
    """Places in points from the lower left corner, the nodes whose names are shown, and the size of the page."""

    places: dict[str, tuple[float, float]]
    named: tuple[str, ...]
    width: float
    height: float


def break_name(text: str, size: float, must: bool, measure: Callable[[str, float], float]) -> Name:
    """A name in up to three lines of like length.

    Args:
        text: the name.
        size: of its letters, in points.
        must: whether the picture makes room for it.
        measure: the width of a text at a size.
    """
    wanted = min(_LINES, math.ceil(len(text) / _LETTERS))
    lines = wrap(text, max(_LETTERS // 2, math.ceil(len(text) / max(wanted, 1)) + 4)) or [text]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1].rstrip('…')}…"]
    return Name(tuple(lines), size, max(measure(line, size) for line in lines), must)


def arrange(
    places: Mapping[str, tuple[float, float]],
    radius: Mapping[str, float],
    names: Mapping[str, Name],
    width: float,
) -> Page:
    """The nodes on a page, none on another, and the names for which there is room.

    Args:
        places: where the layout has them, in any unit.
        radius: of each node, in points.
        names: of the nodes that have one to show.
        width: of the page, in points.
    """
    if not places:
        return Page({}, (), width, width * _FLATTEST / 2)
    nodes = list(places)
    parted = len(nodes) <= _PARTED
    must = [names[node] if parted and node in names and names[node].must else None for node in nodes]
    discs = np.array([radius[node] for node in nodes])
    half = np.array([max(r, name.width / 2 if name else 0.0) for r, name in zip(discs, must, strict=True)]) + _GAP / 2
    below = np.array([r + (name.height if name else 0.0) for r, name in zip(discs, must, strict=True)]) + _GAP / 2
    above = discs + _GAP / 2
    spots = np.array([places[node] for node in nodes], dtype=np.float64)
    spots = _fit(spots, half, above, below, width)
    if parted:
        spots = _part(spots, half, above, below, width)
    spots[:, 1] -= float((spots[:, 1] - below).min())
    height = float((spots[:, 1] + above).max())
    placed = {node: (round(float(x), 2), round(float(y), 2)) for node, (x, y) in zip(nodes, spots, strict=True)}
    named = [node for node, name in zip(nodes, must, strict=True) if name]
    named += _add_names(placed, radius, names, named, width)
    return Page(placed, tuple(named), width, height)


_Array = NDArray[np.float64]


def _fit(spots: _Array, half: _Array, above: _Array, below: _Array, width: float) -> _Array:
    """The layout stretched over a page that has room for all boxes."""
    extent = np.maximum(spots.max(axis=0) - spots.min(axis=0), 1e-9)
    needed = float((2 * half * (above + below)).sum()) * _ROOM / width
    natural = width * float(extent[1] / extent[0])
    height = min(max(needed, natural * 0.75, width * _FLATTEST), width * _TALLEST)
    if len(spots) == 1:
        return np.array([[width / 2, height / 2]])
    inner = np.array([width - 2 * float(half.max()), height - float(above.max() + below.max())])
    fitted: _Array = (spots - spots.min(axis=0)) / extent * np.maximum(inner, 1.0)
    fitted += np.array([float(half.max()), float(below.max())])
    return fitted


def _part(spots: _Array, half: _Array, above: _Array, below: _Array, width: float) -> _Array:
    """Boxes that overlap pushed apart, each the shorter way, until none do; never over the sides of the page."""
    middle = (above - below) / 2  # of the box, from the node
    tall = (above + below) / 2
    reach_x, reach_y = half[:, None] + half[None, :], tall[:, None] + tall[None, :]
    # Two in the same place have to know who goes where: who comes first in the alphabet goes left and up.
    order = np.sign(np.arange(len(spots))[None, :] - np.arange(len(spots))[:, None]).astype(np.float64)
    for _ in range(min(_ROUNDS, _STEPS // len(spots) ** 2)):
        x, y = spots[:, 0], spots[:, 1] + middle
        apart_x, apart_y = x[:, None] - x[None, :], y[:, None] - y[None, :]
        over_x, over_y = reach_x - np.abs(apart_x), reach_y - np.abs(apart_y)
        hit = (over_x > 1e-6) & (over_y > 1e-6)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        sideways = hit & (over_x < over_y)
        upwards = hit & ~sideways
        sign_x, sign_y = (
            np.where(apart_x == 0, -order, np.sign(apart_x)),
            np.where(apart_y == 0, order, np.sign(apart_y)),
        )
        spots = spots + 0.3 * np.stack(
            [(over_x * sign_x * sideways).sum(axis=1), (over_y * sign_y * upwards).sum(axis=1)], axis=1
        )
        spots[:, 0] = np.clip(spots[:, 0], half, width - half)
    return spots


_Box = tuple[float, float, float, float]


def _add_names(
    places: Mapping[str, tuple[float, float]],
    radius: Mapping[str, float],
    names: Mapping[str, Name],
    named: Iterable[str],
    width: float,
) -> Sequence[str]:
    """The other names for which there is room beside all names so far, and beside all discs, in their order."""
    discs = [_disc_box(places[node], radius[node]) for node in places]
    taken = [_name_box(places[node], radius[node], names[node]) for node in named]
    added = []
    left = set(places).difference(named)
    for node in [node for node in names if node in left][:_TRIED]:
        name = names[node]
        box = _name_box(places[node], radius[node], name)
        # Among thousands of nodes there is no room; better a panel's name over some of them than none.
        avoided = taken if name.must else (*taken, *discs)
        if box[0] >= 0 and box[2] <= width and box[1] >= 0 and not any(_overlap(box, other) for other in avoided):
            taken.append(box)
            added.append(node)
    return added


def _disc_box(place: tuple[float, float], radius: float) -> _Box:
    x, y = place
    return x - radius, y - radius, x + radius, y + radius


def _name_box(place: tuple[float, float], radius: float, name: Name) -> _Box:
    x, y = place
    return x - name.width / 2, y - radius - name.height, x + name.width / 2, y - radius - 0.2


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
