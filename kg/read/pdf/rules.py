"""Lines drawn on a page -> the tables whose cells they part."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from kg.read.pdf.words import Box, bounds_of, list_objects, turn_box

_THIN = 3.0  # points: what is thinner is a line
_LONG = 6.0
_NEAR = 3.0  # lines that close meet
_SEGMENTS = 2_000  # of one drawing are looked at
_MANY = 20_000  # of a page are looked at
_CELLS = 10_000  # of a table, at most
_MOST = 1_000  # rules of one direction; a drawing has more

Rule = tuple[float, float, float]  # where it stands, and from where to where it runs


@dataclass(frozen=True, slots=True)
class Grid:
    """A table drawn with lines.

    Args:
        left: of the whole.
        right: of the whole.
        edges: the heights of its lines, from top to bottom.
        across: lines that run across, as height, left and right.
        down: lines that run down, as place from the left, top and bottom.
    """

    left: float
    right: float
    edges: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.edges[0]

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.edges[-1]

    def columns(self, row: int) -> list[float]:
        """The edges of the cells of a row, from left to right."""
        middle = (self.edges[row] + self.edges[row + 1]) / 2
        inner = [x for x, top, bottom in self.down if top <= middle <= bottom]
        return _distinct([self.left, *inner, self.right])

    def is_open(self, row: int, left: float, right: float) -> bool:
        """Whether no line parts a cell from the one above it."""
        middle, height = (left + right) / 2, self.edges[row]
        return not any(abs(y - height) <= _NEAR and x0 <= middle <= x1 for y, x0, x1 in self.across)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page that belongs to its text.

    Args:
        grids: tables drawn with lines, from top to bottom.
        bullets: dots and squares that may stand before the words of a list, each as left, right, top and bottom.
    """

    grids: tuple[Grid, ...] = ()
    bullets: tuple[Box, ...] = ()


def find_drawn(page: Any, turned: int) -> Drawn:
    """The tables of a page that are drawn with lines, and the bullets that are drawn and not printed.

    Args:
        page: a `pypdfium2.PdfPage`.
        turned: as `PageWords.turned` has it.
    """
    frame = page.get_bbox()
    across: list[Rule] = []
    down: list[Rule] = []
    bullets: list[Box] = []
    for item, kind in list_objects(page):
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        bounds = bounds_of(item)
        if bounds is None:
            continue
        if _is_dot(bounds):
            bullets.append(turn_box(bounds, turned, frame))
            continue
        if len(across) + len(down) > _MANY:
            break
        for box in _lines_of(item, bounds):
            x0, x1, top, bottom = turn_box(box, turned, frame)
            if bottom - top <= _THIN and x1 - x0 >= _LONG:
                across.append(((top + bottom) / 2, x0, x1))
            elif x1 - x0 <= _THIN and bottom - top >= _LONG:
                down.append(((x0 + x1) / 2, top, bottom))
    grids = _grids(_joined(across), _joined(down)) if down and len(across) > 1 else ()
    return Drawn(tuple(sorted(grids, key=lambda grid: (grid.top, grid.left))), tuple(bullets))


def _is_dot(bounds: Box) -> bool:
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    return 2.0 <= width <= 8.0 and abs(width - height) < 1.0


def _lines_of(item: Any, bounds: Box) -> Iterator[Box]:
    """The boxes of the lines that a drawing is made of."""
    left, bottom, right, top = bounds
    if right - left <= _THIN or top - bottom <= _THIN:
        yield bounds
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not stroke.value:
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for i in range(min(pdfium.FPDFPath_CountSegments(item), _SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _box(last, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _box(point, first)
        last = point


def _box(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules that go on from one cell to the next made one."""
    places = _distinct([at for at, _, _ in rules])
    by_place: dict[float, list[tuple[float, float]]] = {place: [] for place in places}
    i = 0
    for at, start, end in sorted(rules):
        while i + 1 < len(places) and at >= places[i + 1]:
            i += 1
        by_place[places[i]].append((start, end))
    joined: list[Rule] = []
    for place, stretches in by_place.items():
        stretches.sort()
        start, end = stretches[0]
        for next_start, next_end in stretches[1:]:
            if next_start > end + _NEAR:
                joined.append((place, start, end))
                start, end = next_start, next_end
            else:
                end = max(end, next_end)
        joined.append((place, start, end))
    return joined


def _distinct(places: Sequence[float]) -> list[float]:
    """Places in order, those that are close together once."""
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _NEAR:
            distinct.append(place)
    return distinct


def _grids(across: list[Rule], down: list[Rule]) -> Iterator[Grid]:
    """What the rules that meet make up."""
    if len(across) > _MOST or len(down) > _MOST:
        return
    left = set(range(len(across)))
    free = set(range(len(down)))
    while free:
        beams, posts = [], [min(free)]
        free.remove(posts[0])
        todo = [("post", posts[0])]
        while todo:
            kind, i = todo.pop()
            if kind == "post":
                met = sorted(j for j in left if _meet(across[j], down[i]))
                left.difference_update(met)
                beams += met
                todo += [("beam", j) for j in met]
            else:
                met = sorted(j for j in free if _meet(across[i], down[j]))
                free.difference_update(met)
                posts += met
                todo += [("post", j) for j in met]
        if grid := _make_grid([across[j] for j in sorted(beams)], [down[j] for j in sorted(posts)]):
            yield grid


def _meet(beam: Rule, post: Rule) -> bool:
    y, x0, x1 = beam
    x, top, bottom = post
    return x0 - _NEAR <= x <= x1 + _NEAR and top - _NEAR <= y <= bottom + _NEAR


def _make_grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """A table, if some line parts two columns and there are two rows; a frame around words is none."""
    if not across:
        return None
    left = min(min(x0 for _, x0, _ in across), min(x for x, _, _ in down))
    right = max(max(x1 for _, _, x1 in across), max(x for x, _, _ in down))
    top = min(min(y for y, _, _ in across), min(top for _, top, _ in down))
    bottom = max(max(y for y, _, _ in across), max(bottom for _, _, bottom in down))
    edges = _distinct([top, *(y for y, _, _ in across), bottom])
    inner = [x for x, _, _ in down if left + _NEAR < x < right - _NEAR]
    if not inner or len(edges) < 2:
        return None
    if len(edges) * len(_distinct(inner)) > _CELLS:
        return None
    if len(edges) == 2 and all(b - a > 60 for a, b in pairwise(edges)):
        return None  # columns with a line between them
    return Grid(left, right, tuple(edges), tuple(across), tuple(down))
