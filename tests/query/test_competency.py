"""The questions of ontology/competency.toml, asked of the example minutes."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.paths import ONTOLOGY
from kg.pipeline import build_graph
from kg.query import answer_query, find_query
from kg.query.cells import exact_text
from kg.store import Reader, open_store

EXAMPLES = Path(__file__).parents[2] / "examples" / "minutes"
AS_OF = dt.date(2026, 6, 1)
QUESTIONS: list[dict[str, Any]] = tomllib.loads((ONTOLOGY / "competency.toml").read_text("utf-8"))["question"]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The graph of the example minutes."""
    folder = tmp_path_factory.mktemp("competency") / "graph"
    build_graph([EXAMPLES], folder, as_of=AS_OF)
    return open_store(folder)


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["asks"] for question in QUESTIONS])
def test_the_graph_answers(question: dict[str, Any], examples: Reader) -> None:
    table = answer_query(find_query(question["query"]), examples, question["given"], today=AS_OF).table
    places = [table.columns.index(column) for column in question["columns"]]
    rows = [[exact_text(row[place]) for place in places] for row in table.rows]
    assert sorted(rows) == sorted(question["answer"])
