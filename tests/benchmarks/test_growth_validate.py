"""A panel that meets every month names the same people each time: checking its graph grows as its minutes do."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from kg.pipeline import build_graph
from kg.validate import validate_graph
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]
SOURCE = ROOT / "examples/minutes/ravensclough/ravensclough-childrens-scrutiny-panel-2025-12-02.txt"


def _seconds(tmp_path: Path, meetings: int) -> float:
    folder = tmp_path / f"minutes{meetings}"
    folder.mkdir()
    text = SOURCE.read_text(encoding="utf-8")
    for day in range(1, meetings + 1):
        minutes = text.replace("2 December 2025", f"{day} December 2025")
        (folder / f"panel-{day:02}.txt").write_text(minutes, encoding="utf-8")
    build_graph([folder], tmp_path / f"{meetings}.kg", as_of=dt.date(2026, 6, 1))
    began = time.process_time()
    validate_graph(tmp_path / f"{meetings}.kg")
    return time.process_time() - began


def test_twelve_meetings_take_about_three_times_as_long_as_four(tmp_path: Path) -> None:
    few, many = _seconds(tmp_path, 4), _seconds(tmp_path, 12)
    assert many < 12 * few
