"""How long things take, beside something that takes as long on the same machine in the same run.

Clocks are noisy, so the ratios are printed at the end of the run and kept in `.benchmarks/`; a test fails only when one is far out.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.query import answer_query, find_query
from kg.store import open_store
from tests.conftest import DAY, EXAMPLES, Record, run_process

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

LIBRARIES = "click, msgspec, owlready2, pyoxigraph, pyshacl, rapidfuzz, rdflib, rich.progress, rich.table"


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """How long it takes: the middle of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def test_a_build_beside_importing_the_libraries_twice(tmp_path: Path, record: Record) -> None:
    def build() -> None:
        done = run_process(
            "build", EXAMPLES / "ravensclough", "--graph", tmp_path / f"{time.monotonic_ns()}.kg", cwd=tmp_path
        )
        assert done.code == 0, done.err

    imports = seconds(lambda: subprocess.run([sys.executable, "-c", f"import {LIBRARIES}"], check=True))
    building = seconds(build)
    record(
        "building 5 documents / importing the libraries twice",
        building / (2 * imports),
        f"{building:.2f} s / {2 * imports:.2f} s",
    )
    assert building < 10 * imports


def test_the_question_of_questions(examples_graph: Path, record: Record) -> None:
    query = find_query("who-promised-what")
    store = open_store(examples_graph)
    answering = seconds(lambda: answer_query(query, store, {}, today=DAY), 7)
    record("who-promised-what over 10 documents, milliseconds", answering * 1000, "")
    assert answering < 2
