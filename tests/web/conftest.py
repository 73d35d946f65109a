"""A real `kg serve` of the small invented graph, on this machine."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.query.seaholm import write_folder


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[str]:
    """The address of a server that runs until the block ends."""
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", "0", "--as-of", "2026-06-01"]
    process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+)/", line)
        assert found, line + process.stderr.read()
        yield found[1]
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


@pytest.fixture(scope="session")
def seaholm_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "minutes.kg"
    write_folder(folder)
    return folder


@pytest.fixture(scope="session")
def server(seaholm_graph: Path) -> Iterator[str]:
    with serving(seaholm_graph, "--timeout", "3") as address:
        yield address
