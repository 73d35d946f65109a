"""Building into a graph that is there adds or replaces the documents named; nothing else changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg.pipeline import build_graph
from kg.store import GraphFolder
from tests.conftest import DAY, EXAMPLES
from tests.pipeline.quads import read_graphs

CHANGED = "ravensclough-childrens-scrutiny-panel-2025-12-02.txt"


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """A copy of the examples that may be changed."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "minutes"))


def test_of_a_changed_document_only_its_own_graph_changes(minutes: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    build_graph([minutes], graph, as_of=DAY)
    before = read_graphs(graph)
    file = next(minutes.rglob(CHANGED))
    text = file.read_text(encoding="utf-8")
    first = re.search(r"\n\n(?=\s*\d+[.\s])", text)
    assert first
    added = "\n\nThe clerk had put out forty chairs, of which nine were taken."
    file.write_text(text[: first.start()] + added + text[first.start() :], encoding="utf-8")
    build_graph([file], graph, as_of=DAY)
    after = read_graphs(graph)
    assert {name for name in after if after[name] != before[name]} == {CHANGED}


def test_commitments_keep_their_address_when_another_paragraph_changes(minutes: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    file = next(minutes.rglob(CHANGED))
    build_graph([file], graph, as_of=DAY)
    before = addresses(read_graphs(graph)[CHANGED])
    text = file.read_text(encoding="utf-8")
    file.write_text(
        f"{text}\n\n99. Chairs\n\nThe Clerk undertook to buy more chairs by 1 June 2026.\n", encoding="utf-8"
    )
    build_graph([file], graph, as_of=DAY)
    after = addresses(read_graphs(graph)[CHANGED])
    assert len(before) >= 5
    assert before < after
    assert len(after) == len(before) + 1


def addresses(lines: list[str]) -> set[str]:
    """The addresses of the commitments in a graph."""
    return set(re.findall(r"<([^>]*/commitment/[^>#]*#it)>", "\n".join(lines)))


def test_a_document_of_another_council_changes_nothing_else(tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    build_graph([EXAMPLES / "ravensclough"], graph, as_of=DAY)
    before = read_graphs(graph)
    report = build_graph([EXAMPLES / "merrowshire"], graph, as_of=DAY)
    after = read_graphs(graph)
    assert (report.documents, report.read) == (10, 5)
    assert {name: after[name] for name in before} == before


def test_what_is_replaced_does_not_stay_on_the_disk(minutes: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    build_graph([minutes], graph, as_of=DAY)
    file = next(minutes.rglob(CHANGED))
    file.write_text(file.read_text(encoding="utf-8") + "\nA line more.\n", encoding="utf-8")
    build_graph([file], graph, as_of=DAY)
    manifest = GraphFolder.open(graph).manifest
    assert {path.name for path in (graph / "sources").iterdir()} == {entry.sha256 for entry in manifest.documents}
    assert {path.stem for path in (graph / "facts").iterdir()} == {entry.facts for entry in manifest.documents}
    assert [path.name for path in (graph / "store").iterdir()] == [manifest.generation]


def test_the_base_of_a_graph_stays_until_another_is_given(tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    file = EXAMPLES / "merrowshire" / "merrowshire-housing-panel-2026-02-05.txt"
    build_graph([file], graph, as_of=DAY, base="https://minutes.example/")
    build_graph([file], graph, as_of=DAY)
    assert GraphFolder.open(graph).manifest.documents[0].iri.startswith("https://minutes.example/merrowshire-council/")


def test_every_quote_stands_where_it_is_said_to(examples_graph: Path) -> None:
    folder = GraphFolder.open(examples_graph)
    for entry in folder.manifest.documents:
        text, facts = folder.source_text(entry), folder.facts(entry)
        evidence = [e for c in facts.commitments for e in c.evidence] + [o.evidence for o in facts.observations]
        evidence += [e for p in facts.people for e in (*p.mentions, *(h.evidence for h in p.holdings))]
        assert evidence
        assert [e.quote for e in evidence if e.span.of(text) != e.quote] == []


def test_a_council_put_right_in_the_table_leaves_no_second_document(tmp_path: Path) -> None:
    graph, folder = tmp_path / "x.kg", tmp_path / "minutes"
    folder.mkdir()
    text = "Harbour Panel\n\n14 May 2024\n\n1. Dredging\n\nThe Panel asked the Clerk to report by 1 June 2024.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    for council in ("Seeholm Council", "Seaholm Council"):
        row = f"file,council,body,date,url\na.txt,{council},Harbour Panel,2024-05-14,\n"
        (folder / "minutes.csv").write_text(row, encoding="utf-8")
        build_graph([folder], graph, as_of=DAY)
    assert [entry.council for entry in GraphFolder.open(graph).manifest.documents] == ["seaholm-council"]
