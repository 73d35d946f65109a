"""The views for Gephi and its like: who stands at which end of which line, since when, and what is said of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("rustworkx", reason="networks need networkx and rustworkx")

import networkx as nx

from kg.errors import UsageError
from kg.export import Drawing, draw_network
from kg.export.network import make_network
from kg.export.views import find_view, load_views
from kg.query import answer_query, find_query
from kg.store import EmbeddedStore, Reader, open_store
from tests.conftest import DAY
from tests.query.engines import load_engines
from tests.query.seaholm import all_minutes

LINES = [line for minutes in all_minutes() for line in minutes.lines]


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(LINES)
    return store


def edges(store: Reader, view: str, fold: str = "") -> set[tuple[str, str, str, int]]:
    network = make_network(store, find_view(view, fold), DAY)
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
    network = make_network(store, find_view("officer-commitment-panel"), DAY)
    label = {known["label"]: node for node, known in network.nodes(data=True)}
    edge = network.edges[label["Adaeze Okafor"], label["circulate the breakdown"], "promise"]
    assert edge["spells"] == ((dt.date(2024, 5, 14), dt.date(2024, 6, 30)),)
    ends = [network.nodes[label[name]]["spells"][0] for name in ("Adaeze Okafor", "circulate the breakdown")]
    assert all(first <= dt.date(2024, 5, 14) for first, _ in ends), "a node lives as long as its lines"


@pytest.mark.parametrize("view", sorted(load_views()))
def test_every_engine_draws_the_same(view: str) -> None:
    networks = {name: make_network(reader, find_view(view), DAY) for name, reader in load_engines(LINES).items()}
    drawn = {name: nx.node_link_data(network, edges="edges") for name, network in networks.items()}
    assert drawn["pyoxigraph"]["nodes"]
    assert drawn["rdflib"] == drawn["pyoxigraph"] == drawn["oxrdflib"]


def known(network: nx.MultiDiGraph, label: str, kind: str = "") -> dict:
    """What a network says of the node of a name."""
    (found,) = [one for _, one in network.nodes(data=True) if one["label"] == label and kind in ("", one["kind"])]
    return found


def test_a_commitment_says_how_firm_it_is_when_it_is_due_whether_it_is_late_and_where_it_is_read(
    store: EmbeddedStore,
) -> None:
    breakdown = known(make_network(store, find_view("officer-commitment-panel"), DAY), "circulate the breakdown")
    said = ("kind", "panel", "strength", "made_on", "due_by", "due_text", "status", "overdue", "source", "council")
    assert {name: breakdown[name] for name in said} == {
        "kind": "promise",
        "panel": "Harbour Panel",
        "strength": "firm",
        "made_on": "2024-05-14",
        "due_by": "2024-06-30",
        "due_text": "by 30 June 2024",
        "status": "overdue",
        "overdue": True,
        "source": breakdown["source"],
        "council": "Seaholm Council",
    }
    assert breakdown["source"].endswith(".txt")


@pytest.mark.parametrize(("day", "late"), [(dt.date(2024, 6, 30), False), (dt.date(2024, 7, 1), True), (None, None)])
def test_what_is_late_depends_on_the_day(day: dt.date | None, late: bool | None, store: EmbeddedStore) -> None:
    network = make_network(store, find_view("officer-commitment-panel"), day)
    assert known(network, "circulate the breakdown").get("overdue") is late


def test_a_post_is_held_from_the_first_meeting_that_says_so_to_the_last(examples_graph: Path) -> None:
    network = draw_network(open_store(str(examples_graph)), Drawing(DAY, "everything", panel="children's scrutiny"))
    label = {node: one["label"] for node, one in network.nodes(data=True)}
    held = {
        (label[one], label[other]): edge for one, other, edge in network.edges(data=True) if edge["kind"] == "holds"
    }
    edge = held["Helena J. Vassallo", "Director of Children's Services"]
    assert edge["weight"] == 1, "one post, though three meetings say so"
    assert edge["spells"] == ((dt.date(2025, 9, 23), dt.date(2026, 3, 10)),)
    (post,) = [one for one in network.nodes.values() if one["label"] == "Director of Children's Services"]
    assert (post["kind"], post["spells"][0][0]) == ("post", dt.date(2025, 9, 23))


def test_a_meeting_lives_for_its_day_and_a_council_is_always_there(store: EmbeddedStore) -> None:
    network = make_network(store, find_view("everything"), DAY)
    meeting = known(network, "Harbour Panel, 14 May 2024")
    assert (meeting["kind"], meeting["spells"]) == ("meeting", ((dt.date(2024, 5, 14), dt.date(2024, 5, 14)),))
    assert known(network, "Seaholm Council")["spells"] == ()


def test_a_promise_without_a_day_to_keep_it_by_has_no_end(store: EmbeddedStore) -> None:
    network = make_network(store, find_view("officer-commitment-panel"), DAY)
    open_ended = [one for one in network.nodes.values() if one["kind"] == "promise" and "due_by" not in one]
    assert open_ended
    assert all(one["spells"][0][0] and one["spells"][0][1] is None for one in open_ended)
    assert all(one["overdue"] is False for one in open_ended)


def test_those_who_promise_together_answer_to_the_panel_not_to_each_other(store: EmbeddedStore) -> None:
    drawn = edges(store, "who-answers-to-whom")
    assert {line[0] for line in drawn if line[1] == "promise" and line[2] == "Harbour Panel"} >= {
        "Tom Field",
        "Adaeze Okafor",
    }
    assert not {line for line in drawn if {line[0], line[2]} == {"Tom Field", "Adaeze Okafor"}}


def test_one_panel_is_drawn_from_its_own_minutes(examples_graph: Path) -> None:
    graph = open_store(str(examples_graph))
    network = draw_network(graph, Drawing(DAY, "officer-panel", panel="housing"))
    assert network.graph["summary"].endswith(": Housing Panel")
    assert network.graph["drawn"] == "officer-panel: Housing Panel", "so that nobody takes one panel for another"
    assert {one["label"] for one in network.nodes.values() if one["kind"] == "body"} == {"Housing Panel"}
    whole = draw_network(graph, Drawing(DAY, "officer-panel"))
    assert set(network.edges(keys=True)) < set(whole.edges(keys=True))
    wanted = {edge for edge in whole.edges(keys=True) if edge[1].endswith("/body/housing-panel#it")}
    assert set(network.edges(keys=True)) == wanted


def test_one_council_is_drawn_without_the_other(examples_graph: Path) -> None:
    graph = open_store(str(examples_graph))
    parts = [draw_network(graph, Drawing(DAY, "everything", council=name)) for name in ("merrowshire", "ravensclough")]
    assert [{one["council"] for one in part.nodes.values()} for part in parts] == [
        {"Merrowshire Council"},
        {"Ravensclough Metropolitan Borough Council"},
    ]
    whole = draw_network(graph, Drawing(DAY, "everything"))
    assert sum(part.number_of_edges() for part in parts) == whole.number_of_edges()


def test_a_panel_that_is_not_there_is_one_line(store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="--panel") as error:
        draw_network(store, Drawing(DAY, "officer-panel", panel="Harbor"))
    assert "Harbour Panel" in str(error.value)


def test_folded_on_panels_they_are_joined_by_those_who_promised_both(examples_graph: Path) -> None:
    network = draw_network(open_store(str(examples_graph)), Drawing(DAY, "officer-panel", "body"))
    label = {node: one["label"] for node, one in network.nodes(data=True)}
    joined = {frozenset((label[one], label[other])): edge for one, other, edge in network.edges(data=True)}
    both = joined[frozenset(("Children's Scrutiny Panel", "Corporate Parenting Board"))]
    whole = draw_network(open_store(str(examples_graph)), Drawing(DAY, "officer-panel"))
    people: dict[str, set[str]] = {}
    for one, other in whole.edges():
        people.setdefault(label.get(other, ""), set()).add(one)
    assert both["weight"] == len(people["Children's Scrutiny Panel"] & people["Corporate Parenting Board"])
    assert both["spells"][0][0] is not None
    panels = {one["label"] for one in network.nodes.values()}
    assert "Housing Panel" in panels and "Members" not in panels, "no officer promised the members anything"


def test_a_view_that_is_missing_is_said_in_one_line() -> None:
    with pytest.raises(UsageError, match="there is no view"):
        find_view("")


def test_the_network_says_what_the_tables_say(examples_graph: Path) -> None:
    """As many lines from whom to which panel, kind by kind, as `kg query who-promised-what` has rows."""
    graph = open_store(str(examples_graph))
    table = answer_query(find_query("who-promised-what"), graph, {}, today=DAY).table
    rows = [dict(zip(table.columns, map(str, row), strict=True)) for row in table.rows]
    wanted = Counter(
        (by, row["kind"], row["to"])
        for row in rows
        for by in row["by"].split("; ")
        if by not in ("", "None", row["to"]) and row["to"] not in ("", "None")
    )
    assert len(wanted) > 50
    assert {line[:3]: line[3] for line in edges(graph, "officer-panel")} == wanted
