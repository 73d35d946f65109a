"""Whole documents, seam by seam: `tests/golden/<case>/` holds a text and what each stage makes of it.

    source.txt, minutes.csv   what is read
    document.txt              its blocks, each with part, kind and item
    facts.json                what it states
    graph.trig                its named graph

`make golden` writes the last three anew; the diff shows what a change of the rules does to whole minutes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.document import Document
from kg.export import export_graph
from kg.facts import encode_facts
from kg.gather import gather_sources
from kg.pipeline import Read, build_graph, read_source
from kg.store import open_store
from tests.conftest import DAY, ROOT

CASES = sorted(path for path in (ROOT / "tests" / "golden").iterdir() if path.is_dir())


def outline(document: Document) -> str:
    """The blocks of a document, one a line."""
    lines = []
    for i, block in enumerate(document.blocks):
        number = document.items[block.item].number if block.item >= 0 else "-"
        lead = f" < {block.lead}" if block.lead is not None else ""
        lines.append(
            f"{i} {block.part}/{block.kind} item {number or '?'} [{block.marker}]{lead}: {document.words(block.body)}"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden(case: Path, tmp_path: Path, update_golden: bool) -> None:
    (source,) = gather_sources([case / "source.txt"]).sources
    (read,) = read_source(source)
    assert isinstance(read, Read), read
    build_graph([case / "source.txt"], tmp_path / "x.kg", as_of=DAY, base="https://minutes.example/")
    export_graph(open_store(tmp_path / "x.kg"), tmp_path / "graph.trig")
    made = {
        "document.txt": outline(read.document),
        "facts.json": encode_facts(read.facts).decode("utf-8"),
        "graph.trig": (tmp_path / "graph.trig").read_text(encoding="utf-8"),
    }
    for name, text in made.items():
        if update_golden:
            (case / name).write_text(text, encoding="utf-8", newline="\n")
        assert (case / name).read_text(encoding="utf-8") == text, (
            f"{case.name}/{name} has changed: `make golden`, and read the diff"
        )


def test_there_are_cases() -> None:
    assert len(CASES) >= 3
