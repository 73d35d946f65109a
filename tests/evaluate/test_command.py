"""`kg evaluate`: what a reader sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Kg

TEXT = """Elmbridge Parish Council

Housing Panel, 4 March 2025

Present: Councillor Ruth Amberley (Chair)

Officers: Vera Lund (Head of Housing)

1. Repairs

Ms Lund reported that 84% of repairs had been done on time. She undertook to send Members a list of late repairs.
"""


def marked(words: str, **more: Any) -> dict[str, Any]:
    """A gold entry for words of the text."""
    start = TEXT.index(words)
    return {"quote": words, "start": start, "end": start + len(words), "optional": False} | more


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Gold and minutes."""
    gold, minutes = tmp_path / "gold", tmp_path / "minutes"
    gold.mkdir()
    minutes.mkdir()
    (minutes / "panel.txt").write_text(TEXT, encoding="utf-8")
    promise = {
        "kind": ["promise"],
        "by": ["Vera Lund"],
        "to": ["Housing Panel", "Members"],
        "due_text": None,
        "due_by": None,
    }
    data = {
        "file": "panel.txt",
        "characters": len(TEXT),
        "officers": {"Vera Lund": ["Head of Housing"]},
        "councillors": {"Ruth Amberley": ["Chair"]},
        "others": [],
        "commitments": [marked("undertook to send Members a list of late repairs", **promise)],
        "observations": [
            marked(
                "84% of repairs had been done on time",
                values=[{"value": 84, "unit": "%", "label": "repairs done on time"}],
            ),
            marked("a list of late repairs", values=[{"value": 7, "unit": "count", "label": "late repairs"}]),
        ],
    }
    (gold / "panel.json").write_text(json.dumps(data), encoding="utf-8")
    return gold, minutes


def test_the_scores_stand_in_a_table_and_nothing_else_stays(folders: tuple[Path, Path], kg: Kg, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = kg("evaluate", *folders)
    assert (done.code, done.err) == (0, "")
    assert "panel.txt  commitments      1.000   1.000  1.000      1" in done.out
    assert "figures          1.000   0.500  0.667      2   label 1.000" in done.out
    assert sorted(tmp_path.rglob("*")) == before


def test_verbose_lists_every_miss_beside_its_gold(folders: tuple[Path, Path], kg: Kg) -> None:
    assert "missed" not in kg("evaluate", *folders).out
    assert "7 count late repairs" in kg("evaluate", "-v", *folders).out


def test_json_has_the_scores_by_name(folders: tuple[Path, Path], kg: Kg) -> None:
    data = json.loads(kg("evaluate", *folders, "--format", "json").out)
    assert data["scores"]["figures.recall"] == 0.5
    assert [miss["gold"] for miss in data["documents"][0]["misses"]] == ["7 count late repairs"]


def test_gold_without_its_minutes_is_said_and_counts_as_missed(folders: tuple[Path, Path], kg: Kg) -> None:
    gold, minutes = folders
    data = json.loads((gold / "panel.json").read_text(encoding="utf-8"))
    (gold / "board.json").write_text(json.dumps(data | {"file": "board.txt"}), encoding="utf-8")
    done = kg("evaluate", gold, minutes)
    assert done.code == 0
    assert "board.txt: gold, but no such minutes" in done.line
    assert "board.txt  commitments      1.000   0.000  0.000      1" in done.out


def test_gold_of_a_file_of_which_a_copy_was_taken_is_said(folders: tuple[Path, Path], kg: Kg) -> None:
    gold, minutes = folders
    (minutes / "p.txt").write_text((minutes / "panel.txt").read_text(encoding="utf-8"), encoding="utf-8")
    said = kg("evaluate", gold, minutes).line
    assert "panel.txt: gold, but p.txt was taken instead (the same file under another name)" in said


def test_minutes_that_are_not_the_text_of_the_gold_are_said(folders: tuple[Path, Path], kg: Kg) -> None:
    gold, minutes = folders
    (minutes / "panel.txt").write_text("Draft. " + TEXT, encoding="utf-8")
    assert "3 of 3 quotes of the gold do not stand at their offsets" in kg("evaluate", gold, minutes).line


def test_malformed_gold_is_one_line_and_exit_2(folders: tuple[Path, Path], kg: Kg) -> None:
    gold, minutes = folders
    (gold / "panel.json").write_text('{"file": "panel.txt"}', encoding="utf-8")
    done = kg("evaluate", gold, minutes)
    assert (done.code, done.out) == (2, "")
    assert "panel.json: officers: is missing" in done.line
