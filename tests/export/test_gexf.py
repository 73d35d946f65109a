"""The files that other programs open: GEXF as Gephi and Gephi Lite read it, GraphML, tables; never broken by what the words hold."""

from __future__ import annotations

import csv
import itertools
import json
import random
import subprocess
from pathlib import Path
from shutil import which
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("rustworkx", reason="networks need networkx and rustworkx")

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg import cli
from kg.export import NETWORKS, PICTURES, Drawing, draw_network, export_graph
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.tables import write_edges, write_nodes
from kg.export.views import load_views
from kg.store import EmbeddedStore, open_store
from tests.conftest import DAY, ROOT
from tests.query.seaholm import all_minutes

LINES = [line for minutes in all_minutes() for line in minutes.lines]
GEXF = "{http://gexf.net/1.3}"
NODE_MODULES = ROOT / "build" / "npm" / "node_modules"
SCHEMA = ROOT.parent / "shared" / "conformance" / "gexf-1.3" / "gexf.xsd"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(LINES)
    return store


@pytest.mark.parametrize("view", sorted(load_views()))
@pytest.mark.parametrize("ending", [".gexf", ".graphml", ".csv"])
def test_the_same_graph_is_the_same_bytes_in_any_order(view: str, ending: str, tmp_path: Path) -> None:
    shuffled = list(LINES)
    random.Random(3).shuffle(shuffled)
    made = []
    for number, lines in enumerate((LINES, shuffled)):
        store = EmbeddedStore()
        store.load(lines)
        folder = tmp_path / str(number)
        folder.mkdir()
        exported = export_graph(store, folder / f"x{ending}", Drawing(DAY, view))
        made.append([path.read_bytes() for path in exported.files])
    assert made[0] == made[1]
    assert all(made[0])


@pytest.mark.parametrize("view", sorted(load_views()))
def test_gexf_is_valid_and_networkx_reads_it(view: str, store: EmbeddedStore, tmp_path: Path) -> None:
    network = draw_network(store, Drawing(DAY, view))
    file = tmp_path / "x.gexf"
    export_graph(store, file, Drawing(DAY, view))
    read = nx.read_gexf(file, version="1.3")
    assert (len(read), read.number_of_edges()) == (len(network), network.number_of_edges())
    assert {known["label"] for _, known in read.nodes(data=True)} == {
        known["label"].replace("\x1b", "\ufffd") for _, known in network.nodes(data=True)
    }
    if not SCHEMA.is_file():
        pytest.skip("the schema of GEXF is not beside the project")
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(SCHEMA))
    assert schema.validate(etree.parse(file)), schema.error_log


def test_networkx_finds_typed_parallel_edges_real_types_and_lifetimes(examples_graph: Path, tmp_path: Path) -> None:
    graph, drawing = open_store(str(examples_graph)), Drawing(DAY, "officer-panel")
    export_graph(graph, tmp_path / "x.gexf", drawing)
    network, read = draw_network(graph, drawing), nx.read_gexf(tmp_path / "x.gexf", version="1.3")
    # networkx calls an edge's `kind` its key `networkx_key` or leaves it out; its label is the same word.
    drawn = sorted((one, other, edge["kind"], edge["weight"]) for one, other, edge in network.edges(data=True))
    assert sorted((one, other, edge["label"], edge["weight"]) for one, other, edge in read.edges(data=True)) == drawn
    twice = [pair for pair in set(network.edges()) if network.number_of_edges(*pair) > 1]
    assert twice, "someone promised a panel something and asked it for something"
    assert all(isinstance(edge["weight"], float) and edge["weight"] >= 1 for *_, edge in read.edges(data=True))
    export_graph(graph, tmp_path / "y.gexf", Drawing(DAY, "officer-commitment-panel"))
    acts = [
        known for _, known in nx.read_gexf(tmp_path / "y.gexf", version="1.3").nodes(data=True) if "overdue" in known
    ]
    assert {type(known["overdue"]) for known in acts} == {bool}
    assert {type(known["facts"]) for known in acts} == {int}
    assert any(known["overdue"] for known in acts)
    assert all(known["start"] == known["made_on"] for known in acts if "made_on" in known)
    assert all(known["end"] == known["due_by"] for known in acts if known.get("due_by", "") > known["made_on"])


_LITE = """
  const Graph = require('graphology'); const gexf = require('graphology-gexf'); const fs = require('fs');
  const graph = gexf.parse(Graph, fs.readFileSync(process.argv[1], 'utf8'), {allowUndeclaredAttributes: true, addMissingNodes: true});
  console.log(JSON.stringify({order: graph.order, size: graph.size, type: graph.type, multi: graph.multi,
    description: graph.getAttribute('description'), nodes: graph.mapNodes((id, known) => ({...known, id})),
    edges: graph.mapEdges((id, known, source, target) => ({...known, source, target}))}));"""


def read_as_gephi_lite(file: Path) -> dict[str, Any]:
    """What graphology makes of a file, with the constructor and options with which Gephi Lite calls it."""
    if not which("node") or not (NODE_MODULES / "graphology").is_dir():
        pytest.skip("graphology is not installed: npm install in build/npm, as .ci/run does")
    done = subprocess.run(["node", "-e", _LITE, str(file)], cwd=NODE_MODULES.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize("view", sorted(load_views()))
def test_gephi_lite_shows_all_nodes_and_edges_where_and_as_they_are_drawn(
    view: str, examples_graph: Path, tmp_path: Path
) -> None:
    from kg.export.looks import edge_colour, lay_out

    graph = open_store(str(examples_graph))
    export_graph(graph, tmp_path / "x.gexf", Drawing(DAY, view))
    read = read_as_gephi_lite(tmp_path / "x.gexf")
    network = draw_network(graph, Drawing(DAY, view))
    looks = lay_out(network)
    assert read["description"] == network.graph["summary"]
    assert read["type"] == ("undirected" if view == "co-attendance" else "directed")
    nodes = {known["id"]: known for known in read["nodes"]}
    assert nodes.keys() == set(network)
    for node, look in looks.items():
        shown = nodes[node]
        assert (shown["x"], shown["y"], shown["size"]) == (look.x, look.y, look.size)
        assert shown["color"] == f"rgb({look.colour.r},{look.colour.g},{look.colour.b})", "with an alpha it is grey"
        assert (shown["label"], shown["iri"]) == (" ".join(network.nodes[node]["label"].split()), node)
    drawn = {(u, v, edge["kind"], edge["weight"], edge_colour(edge["kind"])) for u, v, edge in network.edges(data=True)}
    assert {
        (edge["source"], edge["target"], edge["kind"], edge["weight"], tuple(map(int, edge["color"][4:-1].split(","))))
        for edge in read["edges"]
    } == drawn
    assert len(read["edges"]) == network.number_of_edges()


def test_gephi_lite_gets_numbers_truth_values_and_days(examples_graph: Path, tmp_path: Path) -> None:
    export_graph(open_store(str(examples_graph)), tmp_path / "x.gexf", Drawing(DAY))
    nodes = read_as_gephi_lite(tmp_path / "x.gexf")["nodes"]
    promise = next(node for node in nodes if node["title"] == "have the music changed before Christmas")
    # Gephi Lite takes a column for one of days if nearly all its values are like 2025-11-13.
    assert (promise["made_on"], promise["overdue"], promise["status"]) == ("2025-11-13", False, "open")
    assert (promise["facts"], promise["kind"], promise["panel"]) == (2, "promise", "Health Scrutiny Committee")
    assert max(len(node["label"]) for node in nodes) <= 60
    cut = next(node for node in nodes if node["label"].endswith("…"))
    assert cut["title"].startswith(cut["label"].rstrip("…")) and len(cut["title"]) > len(cut["label"])


def test_columns_are_of_types_that_gephi_knows(store: EmbeddedStore, tmp_path: Path) -> None:
    """Gephi leaves out columns of other types, with a line in its report that nobody reads."""
    export_graph(store, tmp_path / "x.gexf", Drawing(DAY))
    types = {one.get("id"): one.get("type") for one in ET.parse(tmp_path / "x.gexf").iter(f"{GEXF}attribute")}
    assert set(types.values()) == {"string", "integer", "boolean"}
    assert (types["iri"], types["facts"], types["overdue"]) == ("string", "integer", "boolean")


def test_the_timeline_has_days_in_one_zone_and_no_lifetimes_that_overlap(examples_graph: Path, tmp_path: Path) -> None:
    export_graph(open_store(str(examples_graph)), tmp_path / "x.gexf", Drawing(DAY, "everything"))
    root = ET.parse(tmp_path / "x.gexf").getroot()
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    said = ("mode", "timeformat", "timerepresentation", "timezone", "start")
    assert [graph.get(name) for name in said] == ["dynamic", "date", "interval", "UTC", "2025-09-23"]
    lives: dict[str, list[tuple[str, str]]] = {}
    for node in root.iter(f"{GEXF}node"):
        lives[node.get("id", "")] = spells(node)
    assert any(not life for life in lives.values()), "councils are always there"
    for edge in root.iter(f"{GEXF}edge"):
        mine = spells(edge)
        assert all(one[1] < other[0] for one, other in itertools.pairwise(mine)), "Gephi refuses others"
        for start, end in mine:
            assert start <= end, "so are those that end before they begin"
            for node in (edge.get("source", ""), edge.get("target", "")):
                ends = lives[node]
                assert not ends or (ends[0][0] <= start and end <= ends[-1][1]), "Gephi hides lines of hidden nodes"


def spells(element: ET.Element) -> list[tuple[str, str]]:
    """The lifetimes of a node or edge; one that is open ends on the last day that there is."""
    listed = [*element.iter(f"{GEXF}spell")] or [element]
    return [
        (one.get("start", "0001-01-01"), one.get("end", "9999-12-31"))
        for one in listed
        if {"start", "end"} & set(one.keys())
    ]


def test_an_edge_names_the_promises_behind_it(examples_graph: Path, tmp_path: Path) -> None:
    graph = open_store(str(examples_graph))
    export_graph(graph, tmp_path / "x.csv", Drawing(DAY, "officer-panel"))
    with (tmp_path / "x-edges.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert all(len(row["through"].split()) == int(row["Weight"]) for row in rows)
    assert all("/commitment/" in row["through"] for row in rows)
    export_graph(graph, tmp_path / "x.gexf", Drawing(DAY, "co-attendance"))
    edges = [known for *_, known in nx.read_gexf(tmp_path / "x.gexf", version="1.3").edges(data=True)]
    assert all(known["through"].count("/meeting/") == known["weight"] for known in edges)


def test_a_network_without_days_is_static(tmp_path: Path) -> None:
    network: nx.MultiDiGraph = nx.MultiDiGraph(summary="x")
    network.add_node("http://a/1#it", label="a", title="a", kind="person", council="", facts=0, spells=())
    root = ET.fromstring("".join(write_gexf(network, "test")))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("start")) == ("static", None, None)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def network_of(label: str, kind: str) -> nx.MultiDiGraph:
    network: nx.MultiDiGraph = nx.MultiDiGraph(summary=label)
    for node in ("http://a/1#it", "http://a/2#it"):
        network.add_node(node, label=label, title=label, kind=kind, council=label, facts=1, spells=())
    network.add_edge("http://a/1#it", "http://a/2#it", key=kind, kind=kind, weight=1, spells=())
    return network


def plain(text: str | None) -> list[str]:
    return "".join(c for c in text or "" if c.isprintable() and c.isascii()).split()


@given(TEXT, TEXT)
def test_whatever_the_words_hold_the_file_is_xml_and_loses_no_node(label: str, kind: str) -> None:
    root = ET.fromstring("".join(write_gexf(network_of(label, kind), "test")))
    assert [node.get("id") for node in root.iter(f"{GEXF}node")] == ["http://a/1#it", "http://a/2#it"]
    shown = root.find(f".//{GEXF}node")
    assert shown is not None
    assert "".join(plain(shown.get("label"))) == "".join(plain(label))
    graphml = ET.fromstring(write_graphml(network_of(label, kind)))
    assert len([*graphml.iter("{http://graphml.graphdrawing.org/xmlns}node")]) == 2


@given(TEXT, TEXT)
def test_whatever_the_words_hold_the_tables_have_their_rows_and_no_formula(label: str, kind: str) -> None:
    network = network_of(label, kind)
    for text, rows in ((write_nodes(network), 2), (write_edges(network), 1)):
        table = [*csv.reader(text.splitlines(keepends=True))]
        assert len(table) == rows + 1
        assert not [cell for row in table[1:] for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    "label",
    [
        "<script>",
        "]]>",
        "a & b",
        "$x^2$ \\frac",
        "\x00\x0b\ufffe",
        "\u202eabc",
        "=1+1",
        "",
        "\u6e2f\u52d9",
        "\u0645\u062c\u0644\u0633",
    ],
)
def test_whatever_the_words_hold_the_picture_is_xml(label: str) -> None:
    pytest.importorskip("matplotlib", reason="pictures need matplotlib")
    from kg.export.picture import write_picture

    root = ET.fromstring(write_picture(network_of(label, "promise"), "svg"))
    words = " ".join(text for one in root.iter("{http://www.w3.org/2000/svg}text") for text in one.itertext())
    assert "".join(plain(label)) in "".join(plain(words))
    assert write_picture(network_of(label, label), "png").startswith(b"\x89PNG")


def test_a_name_that_begins_like_a_formula_is_text_in_a_spreadsheet(tmp_path: Path) -> None:
    store = EmbeddedStore()
    bad = [line.replace('"Adaeze Okafor"', '"=cmd|calc"') for line in LINES]
    store.load(bad)
    export_graph(store, tmp_path / "x.csv", Drawing(DAY, "officer-panel"))
    with (tmp_path / "x-nodes.csv").open(encoding="utf-8", newline="") as file:
        labels = [row["Label"] for row in csv.DictReader(file)]
    assert "'=cmd|calc" in labels
    assert not any(label.startswith("=") for label in labels)


def test_tables_have_the_columns_that_gephi_asks_for(store: EmbeddedStore, tmp_path: Path) -> None:
    exported = export_graph(store, tmp_path / "x.csv", Drawing(DAY, "officer-panel"))
    assert [path.name for path in exported.files] == ["x-nodes.csv", "x-edges.csv"]
    nodes, lines = ([*csv.DictReader(path.read_text(encoding="utf-8").splitlines())] for path in exported.files)
    assert {"Id", "Label"} <= nodes[0].keys()
    assert {"Source", "Target", "Type", "Kind", "Weight"} <= lines[0].keys()
    assert {line[end] for line in lines for end in ("Source", "Target")} == {node["Id"] for node in nodes}


def test_graphml_has_places_colours_and_types(store: EmbeddedStore, tmp_path: Path) -> None:
    export_graph(store, tmp_path / "x.graphml", Drawing(DAY))
    read = nx.read_graphml(tmp_path / "x.graphml")
    promise = next(known for _, known in read.nodes(data=True) if known["label"] == "circulate the breakdown")
    assert (promise["overdue"], promise["made_on"], promise["r"]) == (True, "2024-05-14", 0)
    assert isinstance(promise["x"], float)
    assert {edge["kind"] for *_, edge in read.edges(data=True)} >= {"promise", "request", "owed to"}


def test_a_graph_of_nothing_is_a_file_of_nothing(tmp_path: Path) -> None:
    for ending in NETWORKS:
        if ending in PICTURES:
            pytest.importorskip("matplotlib", reason="pictures need matplotlib")
        exported = export_graph(EmbeddedStore(), tmp_path / f"x{ending}", Drawing(DAY))
        assert exported.contents.startswith("0 nodes, 0 edges")
        assert all(path.stat().st_size for path in exported.files)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["x.gexf", "--view", "nobody"], "kg: there is no view 'nobody'; use one of attendance, co-attendance"),
        (
            ["x.gexf", "--view", "everything", "--fold", "person"],
            "kg: the view 'everything' cannot be folded on 'person'",
        ),
        (
            ["x.gexf", "--view", "attendance", "--fold", "cat"],
            "kg: the view 'attendance' cannot be folded on 'cat'; fold",
        ),
        (["x.ttl", "--view", "attendance"], "kg: x.ttl: .ttl holds the whole graph, not a view; leave out --view"),
        (["x.nq", "--panel", "housing"], "kg: x.nq: .nq holds the whole graph, not a view; leave out --panel"),
        (["x.gexf", "--as-of", "soon"], "kg: --as-of 'soon' is not a date"),
    ],
)
def test_wrong_use_is_one_line(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["export", *options]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), err.startswith(told)) == ("", 1, True), err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_thousands_of_nodes_are_laid_out_apart_and_the_same_each_time() -> None:
    """Sixty panels, to each of which fifty people promise what others promise too."""
    from kg.export.looks import lay_out

    network: nx.MultiDiGraph = nx.MultiDiGraph(summary="Many")
    panels = [f"http://a/panel/{number}#it" for number in range(60)]
    people = [f"http://a/person/{number}#it" for number in range(3000)]
    for node in (*panels, *people):
        kind = node.split("/")[3]
        network.add_node(
            node, label=node, title=node, kind="body" if kind == "panel" else kind, council="", facts=1, spells=()
        )
    for number, person in enumerate(people):
        for panel in (panels[number % 60], panels[(number + 1) % 60]):
            network.add_edge(person, panel, key="promise", kind="promise", weight=1, spells=())
    looks = lay_out(network)
    assert len({(look.x, look.y) for look in looks.values()}) == len(network), "none on another"
    assert looks == lay_out(network)
    first, other, far = (looks[people[number]] for number in (0, 60, 30))
    apart = [abs(complex(first.x - one.x, first.y - one.y)) for one in (other, far)]
    assert apart[0] < apart[1], "who promises the same panels is near, who promises others is far"
