"""A network as a picture: SVG, which can be searched and enlarged, or PNG."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator

import networkx as nx

from kg.errors import MissingLibrary
from kg.export.gexf import legal
from kg.export.looks import COLOURS, Look, lay_out

_INCHES = 13.0  # of width
_POINTS = 72.0  # to the inch
_LABEL = 34  # characters
_LETTER = (3.9, 9.0)  # width and height of a letter of a label, in points, more or less
_EDGE = "#9a9a9a"


def write_picture(network: nx.MultiDiGraph[str], form: str) -> bytes:
    """The network drawn as it is laid out for Gephi, with names and a key of colours.

    Args:
        network: as `kg.export.network.make_network` made it.
        form: "svg" or "png".

    Raises:
        MissingLibrary: matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingLibrary(
            "pictures need matplotlib", todo='install it with: pip install "minutes-kg[pictures]", or write a .gexf'
        ) from error
    looks = lay_out(network)
    # The same bytes each time: no ids by chance, no day, letters as letters.
    with rc_context({"svg.hashsalt": "minutes-kg", "svg.fonttype": "none", "text.parse_math": False}):
        figure = Figure(figsize=_shape(looks), layout="tight")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.set_axis_off()
        axes.set_aspect("equal")
        axes.margins(0.08)
        for source, target, edge in network.edges(data=True):
            one, other = looks[source], looks[target]
            width = 0.5 + 0.6 * math.log2(edge["weight"])
            axes.plot([one.x, other.x], [one.y, other.y], color=_EDGE, linewidth=width, alpha=0.7, zorder=1)
        kinds = [kind for kind in COLOURS if any(known["kind"] == kind for _, known in network.nodes(data=True))]
        for kind in kinds:
            mine = [looks[node] for node, known in network.nodes(data=True) if known["kind"] == kind]
            axes.scatter(
                [look.x for look in mine],
                [look.y for look in mine],
                s=[look.size**2 / 4 for look in mine],
                color=_hex(mine[0]),
                edgecolors="white",
                linewidths=0.6,
                label=kind,
                zorder=2,
            )
        for x, y, words in _labels(network, looks):
            axes.annotate(
                words, (x, y), (0, 0), textcoords="offset points", ha="center", va="top", fontsize=7, zorder=3
            )  # fmt: skip
        if kinds:
            axes.legend(loc="lower right", frameon=False, fontsize=8, markerscale=0.6)
        axes.set_title(network.graph["summary"], fontsize=11)
        out = io.BytesIO()
        nothing = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, dpi=110, metadata=nothing)
    return out.getvalue()


def _shape(looks: dict[str, Look]) -> tuple[float, float]:
    """Width and height of the picture in inches, of the form of what is drawn."""
    width, height = _extent([look.x for look in looks.values()]), _extent([look.y for look in looks.values()])
    return _INCHES, _INCHES * min(1.4, max(0.45, height / width))


def _extent(values: list[float]) -> float:
    return max(values, default=0.0) - min(values, default=0.0) + 100.0


def _labels(network: nx.MultiDiGraph[str], looks: dict[str, Look]) -> Iterator[tuple[float, float, str]]:
    """The names for which there is room, the largest nodes first: those of people and panels before those of acts."""
    scale = _extent([look.x for look in looks.values()]) / (
        _INCHES * _POINTS * 0.9
    )  # of the layout to a point of paper
    taken: list[tuple[float, float, float, float]] = []
    for node, look in sorted(looks.items(), key=lambda item: (_is_act(network, item[0]), -item[1].size, item[0])):
        label = legal(network.nodes[node]["label"])
        words = label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"
        across, up = len(words) * _LETTER[0] / 2 * scale, _LETTER[1] * scale
        top = look.y - look.size / 4 * scale
        box = (look.x - across, top - up, look.x + across, top)
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            yield look.x, top, words


def _is_act(network: nx.MultiDiGraph[str], node: str) -> bool:
    return network.nodes[node]["kind"] in ("promise", "request", "resolution", "item")


def _hex(look: Look) -> str:
    return f"#{look.colour.r:02x}{look.colour.g:02x}{look.colour.b:02x}"
