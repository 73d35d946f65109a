"""The views for Gephi and its like: who stands at which end of which line, when, and that other programs read the files."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import subprocess
from pathlib import Path
from shutil import which
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import cli
from kg.errors import UsageError
from kg.export import NETWORKS, export_graph
from kg.export.gexf import write_gexf
from kg.export.network import find_view, load_views, make_network
from kg.store import EmbeddedStore
from tests.conftest import ROOT
from tests.query.engines import load_engines
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


def edges(store: EmbeddedStore, view: str, fold: str = "") -> set[tuple[str, str, str, int]]:
    network = make_network(store, find_view(view, fold))
    label = {node: known["label"] for node, known in network.nodes(data=True)}
    return {(label[u], edge["kind"], label[v], edge["weight"]) for u, v, edge in network.edges(data=True)}


def test_who_promised_what_to_which_panel(store: EmbeddedStore) -> None:
    drawn = edges(store, "officer-commitment-panel")
    assert ("Adaeze Okafor", "promise", "circulate the breakdown", 1) in drawn
    assert ("circulate the breakdown", "owed to", "Harbour Panel", 1) in drawn
    assert ("Siân O’Dowd", "request", "a breakdown by pier be provided", 1) in drawn
    assert not any("find a second dredger" in line for line in drawn), "he only hoped to"


def test_commitments_of_one_kind_between_the_same_two_are_one_line_as_thick_as_they_are_many(
    store: EmbeddedStore,
) -> None:
    drawn = edges(store, "officer-panel")
    assert {line for line in drawn if line[0] == "Adaeze Okafor"} == {("Adaeze Okafor", "promise", "Harbour Panel", 3)}


def test_folded_on_one_side_those_who_share_are_joined(store: EmbeddedStore) -> None:
    together = edges(store, "co-attendance")
    names = {frozenset((one, other)): weight for one, kind, other, weight in together if kind == "shared"}
    attended: dict[str, set[str]] = {}
    for person, _, meeting, _ in edges(store, "attendance"):
        attended.setdefault(person, set()).add(meeting)
    expected = {
        frozenset((a, b)): len(attended[a] & attended[b])
        for a in attended
        for b in attended
        if a < b and attended[a] & attended[b]
    }
    assert names == expected
    assert names
    assert edges(store, "attendance", "person") == together


def test_a_line_lives_from_the_day_of_the_promise_to_the_day_it_is_due(store: EmbeddedStore) -> None:
    network = make_network(store, find_view("officer-commitment-panel"))
    label = {known["label"]: node for node, known in network.nodes(data=True)}
    edge = network.edges[label["Adaeze Okafor"], label["circulate the breakdown"], "promise"]
    assert edge["spells"] == ((dt.date(2024, 5, 14), dt.date(2024, 6, 30)),)
    ends = [network.nodes[label[name]]["spells"][0] for name in ("Adaeze Okafor", "circulate the breakdown")]
    assert all(first <= dt.date(2024, 5, 14) for first, _ in ends), "a node lives as long as its lines"


@pytest.mark.parametrize("view", sorted(load_views()))
def test_every_engine_draws_the_same(view: str) -> None:
    networks = {name: make_network(reader, find_view(view)) for name, reader in load_engines(LINES).items()}
    drawn = {name: nx.node_link_data(network, edges="edges") for name, network in networks.items()}
    assert drawn["pyoxigraph"]["nodes"]
    assert drawn["rdflib"] == drawn["pyoxigraph"] == drawn["oxrdflib"]


@pytest.mark.parametrize("view", sorted(load_views()))
@pytest.mark.parametrize("ending", [".gexf", ".graphml", ".csv", ".svg"])
def test_the_same_graph_is_the_same_bytes_in_any_order(view: str, ending: str, tmp_path: Path) -> None:
    if ending == ".svg":
        pytest.importorskip("matplotlib", reason="pictures need matplotlib")
    shuffled = list(LINES)
    random.Random(3).shuffle(shuffled)
    made = []
    for number, lines in enumerate((LINES, shuffled)):
        store = EmbeddedStore()
        store.load(lines)
        folder = tmp_path / str(number)
        folder.mkdir()
        exported = export_graph(store, folder / f"x{ending}", view=view)
        made.append([path.read_bytes() for path in exported.files])
    assert made[0] == made[1]
    assert all(made[0])


@pytest.mark.parametrize("view", sorted(load_views()))
def test_gexf_is_valid_and_networkx_reads_it(view: str, store: EmbeddedStore, tmp_path: Path) -> None:
    network = make_network(store, find_view(view))
    file = tmp_path / "x.gexf"
    export_graph(store, file, view=view)
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


def test_graphology_reads_it_as_gephi_lite_does(store: EmbeddedStore, tmp_path: Path) -> None:
    if not which("node") or not (NODE_MODULES / "graphology").is_dir():
        pytest.skip("graphology is not installed: npm install in build/npm, as .ci/run does")
    export_graph(store, tmp_path / "x.gexf", view="officer-panel")
    script = """
      const {MultiGraph} = require('graphology'); const gexf = require('graphology-gexf'); const fs = require('fs');
      const graph = gexf.parse(MultiGraph, fs.readFileSync(process.argv[1], 'utf8'));
      console.log(JSON.stringify({order: graph.order, size: graph.size, type: graph.type,
        nodes: graph.mapNodes((_, known) => known), edges: graph.mapEdges((_, known) => known)}));"""
    done = subprocess.run(
        ["node", "-e", script, str(tmp_path / "x.gexf")], cwd=NODE_MODULES.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    network = make_network(store, find_view("officer-panel"))
    assert (read["order"], read["size"]) == (len(network), network.number_of_edges())
    okafor = next(node for node in read["nodes"] if node["label"] == "Adaeze Okafor")
    assert okafor["color"] == "#0072b2" or okafor["color"] == "rgb(0,114,178)"
    assert okafor["iri"].endswith("/person/adaeze-okafor#it")
    assert {"x", "y", "size"} <= okafor.keys()
    assert {edge["kind"] for edge in read["edges"]} == {edge["kind"] for *_, edge in network.edges(data=True)}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXT, TEXT)
def test_whatever_the_words_hold_the_file_is_xml_and_loses_no_node(label: str, kind: str) -> None:
    network: nx.MultiDiGraph = nx.MultiDiGraph(summary=label)
    for node in ("http://a/1#it", "http://a/2#it"):
        network.add_node(node, label=label, title=label, kind=kind, council=label, facts=1, spells=())
    network.add_edge("http://a/1#it", "http://a/2#it", key=kind, kind=kind, weight=1, spells=())
    root = ET.fromstring("".join(write_gexf(network, "test")))
    assert [node.get("id") for node in root.iter(f"{GEXF}node")] == ["http://a/1#it", "http://a/2#it"]
    shown = root.find(f".//{GEXF}node")
    assert shown is not None
    words = "".join(c for c in label if c.isprintable() and c.isascii())
    assert "".join(
        c for c in (shown.get("label") or "") if c.isprintable() and c.isascii()
    ).split() == words.split() or (" ".join(words.split()) == words)


def test_a_name_that_begins_like_a_formula_is_text_in_a_spreadsheet(tmp_path: Path) -> None:
    store = EmbeddedStore()
    bad = [line.replace('"Adaeze Okafor"', '"=cmd|calc"') for line in LINES]
    store.load(bad)
    export_graph(store, tmp_path / "x.csv", view="officer-panel")
    with (tmp_path / "x-nodes.csv").open(encoding="utf-8", newline="") as file:
        labels = [row["Label"] for row in csv.DictReader(file)]
    assert "'=cmd|calc" in labels
    assert not any(label.startswith("=") for label in labels)


def test_tables_have_the_columns_that_gephi_asks_for(store: EmbeddedStore, tmp_path: Path) -> None:
    exported = export_graph(store, tmp_path / "x.csv", view="officer-panel")
    assert [path.name for path in exported.files] == ["x-nodes.csv", "x-edges.csv"]
    nodes, lines = ([*csv.DictReader(path.read_text(encoding="utf-8").splitlines())] for path in exported.files)
    assert {"Id", "Label"} <= nodes[0].keys()
    assert {"Source", "Target", "Type", "Weight"} <= lines[0].keys()
    assert {line[end] for line in lines for end in ("Source", "Target")} == {node["Id"] for node in nodes}


def test_pictures_are_pictures_with_names_in_them(store: EmbeddedStore, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures need matplotlib")
    export_graph(store, tmp_path / "x.svg", view="officer-panel")
    texts = {
        " ".join(text.itertext()) for text in ET.parse(tmp_path / "x.svg").iter("{http://www.w3.org/2000/svg}text")
    }
    assert {"Adaeze Okafor", "Harbour Panel", "person"} <= texts
    export_graph(store, tmp_path / "x.png", view="officer-panel")
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_a_graph_of_nothing_is_a_file_of_nothing(tmp_path: Path) -> None:
    for ending in NETWORKS:
        if ending in (".svg", ".png"):
            pytest.importorskip("matplotlib", reason="pictures need matplotlib")
        exported = export_graph(EmbeddedStore(), tmp_path / f"x{ending}")
        assert exported.contents.startswith("0 nodes, 0 edges")
        assert all(path.stat().st_size for path in exported.files)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["x.gexf", "--view", "nobody"], "kg: there is no view 'nobody'; use one of answers-to, attendance"),
        (
            ["x.gexf", "--view", "everything", "--fold", "person"],
            "kg: the view 'everything' cannot be folded on 'person'",
        ),
        (
            ["x.gexf", "--view", "attendance", "--fold", "cat"],
            "kg: the view 'attendance' cannot be folded on 'cat'; fold",
        ),
        (["x.ttl", "--view", "attendance"], "kg: x.ttl: .ttl holds the whole graph, not a view; leave out"),
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


def test_without_a_file_the_views_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == sorted(load_views())


def test_a_view_that_is_missing_is_said_in_one_line() -> None:
    with pytest.raises(UsageError, match="there is no view"):
        find_view("")
