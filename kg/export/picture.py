"""A network as a picture: SVG, which can be searched and enlarged, or PNG."""

from __future__ import annotations

import io
import math
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import Any

import networkx as nx
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from PIL import Image, PngImagePlugin

from kg.export.gexf import legal
from kg.export.labels import Name, Page, arrange, break_name
from kg.export.looks import COLOURS, EDGE_COLOURS, Colour, Look, edge_colour, lay_out
from kg.export.network import fingerprint
from kg.export.nodes import shorten

_WIDTH = 690.0  # points, 72 to the inch: letters of 8 points are 10 pixels high where a page shows it 900 wide
_MARGIN, _TITLE, _KEY = 8.0, 26.0, 16.0
_DOTS = 130  # to the inch
_PALETTE = 72
_CROWD = 600  # nodes; of more, each is drawn smaller
_MOST_NAMES = 130  # that the picture makes room for
_PROMINENT = ("council", "body", "meeting", "person", "post", "organisation")
_LARGE = ("council", "body", "meeting")  # where there are hundreds of nodes
_FONT = "DejaVu Sans"  # comes with matplotlib: the same on every machine
_RIM = b"text{paint-order:stroke;stroke:#fff;stroke-width:1.6px}"
_BEND = 0.16  # of its length, that each of several edges between two nodes is bent
_IN_A_ROW = 6  # of the key


def write_picture(network: nx.MultiDiGraph[str], form: str) -> bytes:
    """The network drawn as it is laid out for Gephi, with names that do not overlap and a key of colours.

    Args:
        network: as `kg.export.network.make_network` made it.
        form: "svg" or "png".
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # a box stands for what the font has not
        return _draw(network, form)


def _draw(network: nx.MultiDiGraph[str], form: str) -> bytes:
    looks = lay_out(network)
    crowd = min(1.0, math.sqrt(_CROWD / max(len(looks), 1)))
    radius = {node: (2.2 + look.size * 0.45) * crowd for node, look in looks.items()}
    names = _names(network, looks)
    page = arrange({node: (look.x, look.y) for node, look in looks.items()}, radius, names, _WIDTH)
    key = _key(network)
    rows = math.ceil(len(key) / _IN_A_ROW)
    width, height = page.width + 2 * _MARGIN, page.height + 2 * _MARGIN + _TITLE + rows * _KEY
    # The same bytes each time: no ids by chance, no day, letters as letters.
    with rc_context(
        {"svg.hashsalt": "minutes-kg", "svg.fonttype": "none", "text.parse_math": False, "font.family": _FONT}
    ):
        figure = Figure(figsize=(width / 72, height / 72), facecolor="white")
        FigureCanvasAgg(figure)
        # One unit of the axes is one point of the page.
        axes = figure.add_axes((0, 0, 1, 1), xlim=(-_MARGIN, page.width + _MARGIN))
        axes.set_ylim(-_MARGIN - rows * _KEY, page.height + _MARGIN + _TITLE)
        axes.set_axis_off()
        _draw_edges(axes, network, page, radius)
        _draw_nodes(axes, network, page, looks, radius)
        # In SVG such a rim would turn letters into shapes, which cannot be searched: there it is a style.
        _draw_names(axes, network, page, radius, names, rim=form == "png")
        title = shorten(legal(network.graph["summary"]), 130)
        size = min(11.0, 11.0 * 88 / max(len(title), 1))
        axes.text(page.width / 2, page.height + _MARGIN + 8, title, ha="center", fontsize=size)
        if key:
            box = (0.5, 2 / height)
            axes.legend(
                handles=key, loc="lower center", bbox_to_anchor=box, ncols=_IN_A_ROW, frameon=False, fontsize=8,
                borderpad=0.2, labelspacing=0.5, handlelength=1.6, columnspacing=1.6,
            )  # fmt: skip
        out = io.BytesIO()
        if form == "svg":
            figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
            return out.getvalue().replace(b'<style type="text/css">', b'<style type="text/css">' + _RIM, 1)
        figure.savefig(out, format="png", dpi=_DOTS, metadata={"Software": None})
    return _with_palette(out, {"Title": title, "Comment": f"minutes-kg {fingerprint(network)}"})


def _with_palette(picture: io.BytesIO, said: dict[str, str]) -> bytes:
    """The same picture a third as large, with words in its head."""
    head = PngImagePlugin.PngInfo()
    for name, text in said.items():
        head.add_itxt(name, text)
    with Image.open(picture) as image:
        few = image.convert("RGB").quantize(_PALETTE, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, format="PNG", optimize=True, dpi=(_DOTS, _DOTS), pnginfo=head)
    return out.getvalue()


# -- names


def _names(network: nx.MultiDiGraph[str], looks: dict[str, Look]) -> dict[str, Name]:
    """The name of each node, those first that matter most: of councils and panels, then by how much is said of them."""
    kinds = {node: known["kind"] for node, known in network.nodes(data=True)}
    order = sorted(looks, key=lambda node: (_rank(kinds[node]), -looks[node].size, node))
    make: Any = RendererAgg
    font = make(10, 10, 72)
    measure = lambda text, size: _measure(font, text, size)  # noqa: E731
    names = {}
    for place, node in enumerate(order):
        must = place < _MOST_NAMES and (
            len(order) <= 120 or kinds[node] in (_PROMINENT if len(order) <= 250 else _LARGE)
        )
        size = {0: 8.5, 1: 7.5}.get(_rank(kinds[node]), 6.5)
        text = legal(network.nodes[node]["label"])
        names[node] = break_name(text if must else shorten(text, 36), size, must, measure)
    return names


def _rank(kind: str) -> int:
    return 0 if kind in ("council", "body") else 1 if kind in _PROMINENT else 2


def _measure(font: Any, text: str, size: float) -> float:
    width, _, _ = font.get_text_width_height_descent(text, FontProperties(family=_FONT, size=size), ismath=False)
    return float(width) * 1.02


def _draw_names(
    axes: Axes,
    network: nx.MultiDiGraph[str],
    page: Page,
    radius: dict[str, float],
    names: dict[str, Name],
    *,
    rim: bool,
) -> None:
    halo = [withStroke(linewidth=1.6, foreground="white")] if rim else None
    for node in page.named:
        x, y = page.places[node]
        name = names[node]
        bold = network.nodes[node]["kind"] in ("council", "body")
        for number, line in enumerate(name.lines):
            axes.text(
                x, y - radius[node] - (number + 0.82) * name.size * 1.15, line, ha="center", va="baseline",
                fontsize=name.size, color="#1a1a1a" if _rank(network.nodes[node]["kind"]) < 2 else "#444444",
                fontstyle="normal", fontweight="normal", path_effects=halo, zorder=4 + bold,
            )  # fmt: skip


# -- nodes and edges


def _draw_nodes(
    axes: Axes, network: nx.MultiDiGraph[str], page: Page, looks: dict[str, Look], radius: dict[str, float]
) -> None:
    nodes = list(network)
    axes.scatter(
        [page.places[node][0] for node in nodes],
        [page.places[node][1] for node in nodes],
        s=[(2 * radius[node]) ** 2 for node in nodes],
        color=[_hex(looks[node].colour) for node in nodes],
        edgecolors="white",
        linewidths=0.6,
        zorder=3,
    )


def _draw_edges(axes: Axes, network: nx.MultiDiGraph[str], page: Page, radius: dict[str, float]) -> None:
    """Lines in the colour of their kind, bent where there are several; with arrows, unless they have no direction."""
    lines, heads, colours, widths = [], [], [], []
    for source, target, bend, edge in _bends(network):
        curve = _curve(page.places[source], page.places[target], bend)
        width = 0.7 + 0.55 * math.log2(edge["weight"])
        if not network.graph.get("undirected"):
            curve, head = _shoot(curve, radius[target], 3.0 + width)
            heads.append(head)
        lines.append(curve)
        colours.append(_hex(edge_colour(edge["kind"])))
        widths.append(width)
    axes.add_collection(LineCollection(lines, colors=colours, linewidths=widths, alpha=0.75, zorder=1))
    if heads:
        axes.add_collection(PolyCollection(heads, facecolors=colours, linewidths=0, alpha=0.9, zorder=2))


_Point = tuple[float, float]


def _bends(network: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, float, dict[str, Any]]]:
    """The edges, each with how far it is bent to the left: not at all, where it is alone between its nodes."""
    alike = Counter(frozenset((one, other)) for one, other in network.edges())
    seen: Counter[frozenset[str]] = Counter()
    for one, other, edge in network.edges(data=True):
        pair = frozenset((one, other))
        bend = (seen[pair] - (alike[pair] - 1) / 2) * _BEND
        seen[pair] += 1
        yield one, other, bend if one < other else -bend, edge


def _curve(one: _Point, other: _Point, bend: float) -> list[_Point]:
    """Points from one to the other; a parabola that leaves the straight line by `bend` of its length."""
    if not bend:
        return [one, other]
    middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    top = (middle[0] - (other[1] - one[1]) * 2 * bend, middle[1] + (other[0] - one[0]) * 2 * bend)
    steps = [step / 12 for step in range(13)]
    return [
        ((1 - t) ** 2 * one[0] + 2 * t * (1 - t) * top[0] + t * t * other[0],
         (1 - t) ** 2 * one[1] + 2 * t * (1 - t) * top[1] + t * t * other[1])
        for t in steps
    ]  # fmt: skip


def _shoot(curve: list[_Point], radius: float, length: float) -> tuple[list[_Point], list[_Point]]:
    """The curve up to the rim of the node at its end, and the head of an arrow there."""
    tip_of = curve[-1]
    near = next((point for point in reversed(curve[:-1]) if math.dist(point, tip_of) > radius + length), curve[0])
    far = math.dist(near, tip_of)
    if far <= radius + 0.5:
        return curve, [tip_of] * 3
    unit = ((near[0] - tip_of[0]) / far, (near[1] - tip_of[1]) / far)
    length = min(length, far - radius)
    tip = (tip_of[0] + unit[0] * (radius + 0.4), tip_of[1] + unit[1] * (radius + 0.4))
    foot = (tip[0] + unit[0] * length, tip[1] + unit[1] * length)
    side = (-unit[1] * length * 0.42, unit[0] * length * 0.42)
    head = [tip, (foot[0] + side[0], foot[1] + side[1]), (foot[0] - side[0], foot[1] - side[1])]
    return [*curve[: curve.index(near) + 1], foot], head


# -- the key


def _key(network: nx.MultiDiGraph[str]) -> list[Line2D]:
    nodes = {known["kind"] for _, known in network.nodes(data=True)}
    edges = {edge["kind"] for *_, edge in network.edges(data=True)}
    discs = [
        Line2D([], [], marker="o", linestyle="", color=_hex(colour), markersize=7, markeredgecolor="white", label=kind)
        for kind, colour in COLOURS.items()
        if kind in nodes
    ]
    known = [kind for kind in EDGE_COLOURS if kind in edges] + sorted(edges - EDGE_COLOURS.keys())
    return discs + [Line2D([], [], color=_hex(edge_colour(kind)), linewidth=2, label=legal(kind)) for kind in known]


def _hex(colour: Colour) -> str:
    return f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}"
