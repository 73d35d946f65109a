"""A sample of a graph, and the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import ORG, RDF

from kg.cli import run
from kg.reason import check_consistency, merge_sources, ontology_files
from kg.reason.sample import sample_graph
from kg.store import EmbeddedStore, commit_graph
from kg.vocab import MINUTES, OA
from tests.graph.sample import DOCUMENT, FACTS, Sample, identify
from tests.ontology.owl2dl import find_faults
from tests.reason.test_reason import turtle

BASE = "https://data.example.org/minutes/"
CONSISTENT = Path(__file__).with_name("consistent.ttl")


def lines_of(slug: str) -> tuple[str, ...]:
    """The graph of a document of that slug."""
    return Sample(DOCUMENT, FACTS, identify(FACTS, slug)).quads(slug=slug)


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    """The graph of thirty meetings."""
    store = EmbeddedStore()
    for number in range(30):
        store.load(lines_of(f"panel-{number:02}"))
    return store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph folder with one meeting in it."""
    path = tmp_path_factory.mktemp("reason") / "minutes.kg"
    commit_graph(path, base=BASE, documents=(), nquads=lines_of("panel"))
    return path


def test_a_sample_is_small_and_from_all_over_the_graph(store: EmbeddedStore) -> None:
    sample = sample_graph(store, most=200)
    individuals = {s for s in sample.subjects() if str(s).startswith(BASE)}
    assert 130 < len(individuals) < 230
    documents = {str(s) for s in sample.subjects(RDF.type, MINUTES.Meeting)}
    assert len(documents) >= 10
    assert any("panel-0" in name for name in documents) and any("panel-2" in name for name in documents)


def test_a_sample_has_facts_of_every_kind_with_what_they_name(store: EmbeddedStore) -> None:
    sample = sample_graph(store)
    for kind in ("Tenure", "Person", "OfficerPost", "ElectedPost", "Promise", "Request", "Resolution", "Meeting",
                 "Body", "Council", "StatusEvent", "Observation", "Indicator"):  # fmt: skip
        assert (None, RDF.type, MINUTES[kind]) in sample, kind
    for relation in (ORG.member, MINUTES.heldPost, MINUTES.promisedBy, MINUTES.madeAt, MINUTES.ofIndicator):
        for node in sample.objects(None, relation):
            assert (node, RDF.type, None) in sample
    assert (None, OA.exact, None) not in sample


def test_a_sample_is_always_the_same(store: EmbeddedStore) -> None:
    assert set(sample_graph(store, 100)) == set(sample_graph(store, 100))


def test_nothing_gives_an_empty_sample() -> None:
    assert len(sample_graph(EmbeddedStore())) == 0


def test_what_the_graph_writer_writes_is_owl_2_dl_but_for_its_days(store: EmbeddedStore) -> None:
    graph = merge_sources(*ontology_files(), store.graph(store.graphs()[0]))
    days = URIRef("http://www.w3.org/2001/XMLSchema#date")
    assert find_faults(graph, frozenset({days})) == ()


@pytest.mark.slow
def test_what_the_graph_writer_writes_is_consistent_and_says_who_is_who(store: EmbeddedStore) -> None:
    graph = merge_sources(*ontology_files(), store.graph(store.graphs()[0]))
    reasoning = check_consistency(graph)
    assert reasoning.consistent, reasoning.reasons
    officers = {s.rpartition("/")[2] for s, _, o in reasoning.inferred if o == str(MINUTES.Officer)}
    councillors = {s.rpartition("/")[2] for s, _, o in reasoning.inferred if o == str(MINUTES.Councillor)}
    assert officers == {"orla-fenwick#it", "petra-voss#it"}
    assert councillors == {"bright#it", "dunmore#it"}


# --- kg reason --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_takes_a_sample_of_the_graph_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reason", "--graph", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Consistent")
    assert "  officer (2): Orla Fenwick; Petra Voss\n" in told


@pytest.mark.slow
def test_the_command_works_in_whatever_folder_one_is(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.anchor)
    assert run(["reason", "--graph", str(folder)]) == 0
    assert "Consistent" in capsys.readouterr().out


@pytest.mark.slow
def test_the_command_without_a_graph_checks_the_ontology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    assert run(["reason"]) == 0
    assert capsys.readouterr().out.startswith("Consistent: nothing contradicts anything (")


def test_the_command_tells_why_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = tmp_path / "more.ttl"
    address = "https://data.example.org/ravensclough-council/body/inclusion-panel#it"
    more.write_text(turtle(f"<{address}> a minutes:Person .").serialize(format="turtle"), "utf-8")
    assert run(["reason", str(CONSISTENT), str(more)]) == 1
    first, reason = capsys.readouterr().out.splitlines()
    assert first.startswith("Not consistent (")
    assert reason.startswith(f"  Inclusion Panel <{address}> is both a body and a person")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--graph", "nowhere.kg"], "nowhere.kg"),
        (["missing.ttl"], "missing.ttl: cannot be read"),
        (["notes.docx"], "notes.docx: neither Turtle nor N-Triples"),
        (["--timeout", "soon"], "--timeout"),
    ],
)
def test_wrong_use_gets_one_line_and_2(
    arguments: list[str],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["reason", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert line in captured.err
    assert captured.err.count("\n") == 1
