"""The pictures of a network: names that can be read, and those in the README as the views are now.

`make golden` draws the pictures in `examples/views/` anew.
"""

from __future__ import annotations

import itertools
import struct
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("rustworkx", reason="networks need networkx and rustworkx")

from kg.export import Drawing, draw_network, export_graph
from kg.export.looks import pack
from kg.export.network import fingerprint
from kg.export.views import load_views
from kg.store import EmbeddedStore, open_store
from tests.conftest import DAY, ROOT
from tests.query.seaholm import all_minutes

GALLERY = ROOT / "examples" / "views"
LINES = [line for minutes in all_minutes() for line in minutes.lines]
SVG = "{http://www.w3.org/2000/svg}"
draws = pytest.mark.skipif(find_spec("matplotlib") is None, reason="pictures need matplotlib")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(LINES)
    return store


def words_in(png: bytes) -> dict[str, str]:
    """The texts in the head of a PNG (https://www.w3.org/TR/png-3/#11iTXt), by keyword."""
    words, at = {}, 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"iTXt":
            keyword, _, rest = png[at + 8 : at + 8 + size].partition(b"\0")
            words[keyword.decode()] = rest[2:].split(b"\0", 2)[2].decode()
        at += size + 12
    return words


@pytest.mark.parametrize("view", sorted(load_views()))
def test_the_picture_in_the_readme_is_of_the_view_as_it_is_now(
    view: str, examples_graph: Path, update_golden: bool
) -> None:
    file, graph = GALLERY / f"{view}.png", open_store(str(examples_graph))
    if update_golden and find_spec("matplotlib"):
        export_graph(graph, file, Drawing(DAY, view))
    shown = words_in(file.read_bytes())
    network = draw_network(graph, Drawing(DAY, view))
    assert shown == {"Title": network.graph["summary"], "Comment": f"minutes-kg {fingerprint(network)}"}, (
        "the view has changed since it was drawn: `make golden`, and look at the picture"
    )
    assert file.stat().st_size < 200_000
    width, height = struct.unpack(">II", file.read_bytes()[16:24])
    assert width >= 1200, "letters are read at 900 pixels on a screen with two dots for each"
    assert height < 1.6 * width


def test_there_is_no_picture_of_a_view_that_is_not() -> None:
    assert {path.stem for path in GALLERY.iterdir()} == set(load_views())


@draws
def test_pictures_are_pictures_with_names_in_them(store: EmbeddedStore, tmp_path: Path) -> None:
    export_graph(store, tmp_path / "x.svg", Drawing(DAY, "officer-panel"))
    texts = {" ".join(text.itertext()) for text in ET.parse(tmp_path / "x.svg").iter(f"{SVG}text")}
    assert {"Adaeze Okafor", "Harbour Panel", "person", "promise"} <= texts
    export_graph(store, tmp_path / "x.png", Drawing(DAY, "officer-panel"))
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


@draws
@pytest.mark.parametrize("fold", ["person", "body"])
def test_folded_views_are_drawn_too(fold: str, store: EmbeddedStore, tmp_path: Path) -> None:
    export_graph(store, tmp_path / "x.svg", Drawing(DAY, "officer-panel", fold))
    texts = {" ".join(text.itertext()) for text in ET.parse(tmp_path / "x.svg").iter(f"{SVG}text")}
    assert fold in texts


@draws
@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_the_same_network_is_the_same_picture(ending: str, store: EmbeddedStore, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_graph(store, tmp_path / f"{name}{ending}", Drawing(DAY, "everything"))
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


@draws
@pytest.mark.parametrize("view", ["officer-panel", "indicator-network", "everything"])
def test_no_name_lies_on_another_nor_on_a_node(view: str, examples_graph: Path) -> None:
    from kg.export import labels, picture
    from kg.export.looks import lay_out

    network = draw_network(open_store(str(examples_graph)), Drawing(DAY, view))
    looks = lay_out(network)
    names = picture._names(network, looks)
    radius = {node: 2.2 + look.size * 0.45 for node, look in looks.items()}
    page = labels.arrange({node: (look.x, look.y) for node, look in looks.items()}, radius, names, 690.0)
    boxes = [
        (x - names[node].width / 2, y - radius[node] - names[node].height, x + names[node].width / 2, y - radius[node])
        for node in page.named
        for x, y in [page.places[node]]
    ]
    assert not [1 for one, other in itertools.combinations(boxes, 2) if deep(one, other) > 1]
    discs = [
        (x - radius[node] * 0.7, y - radius[node] * 0.7, x + radius[node] * 0.7, y + radius[node] * 0.7)
        for node, (x, y) in page.places.items()
    ]
    assert not [1 for name in boxes for disc in discs if deep(name, disc) > 1]
    panels = {node for node, known in network.nodes(data=True) if known["kind"] == "body"}
    assert panels <= set(page.named), "each panel has its name"


Box = tuple[float, float, float, float]


def deep(one: Box, other: Box) -> float:
    """How far two boxes overlap, in points."""
    return min(min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1]))


@given(st.lists(st.tuples(st.floats(1, 100), st.floats(1, 100)), max_size=60))
def test_parts_of_a_network_do_not_lie_on_each_other(sizes: list[tuple[float, float]]) -> None:
    sizes = sorted(sizes, reverse=True)
    boxes = [(x, y, x + size[0], y + size[1]) for size, (x, y) in zip(sizes, pack(sizes), strict=True)]
    assert not [1 for one, other in itertools.combinations(boxes, 2) if deep(one, other) > 1e-3]


@draws
@pytest.mark.slow
def test_a_thousand_names_in_one_place_are_drawn(tmp_path: Path) -> None:
    """All the same length, none joined to another but through one panel: the worst case for pushing apart."""
    import networkx as nx

    from kg.export.picture import write_picture

    network: nx.MultiDiGraph = nx.MultiDiGraph(summary="Many")
    network.add_node("http://a/0#it", label="Panel", kind="body", facts=1000, spells=())
    for number in range(1, 1000):
        node = f"http://a/{number}#it"
        network.add_node(node, label=f"Officer {number}", kind="person", facts=1, spells=())
        network.add_edge(node, "http://a/0#it", key="promise", kind="promise", weight=1, spells=())
    assert write_picture(network, "png").startswith(b"\x89PNG")
