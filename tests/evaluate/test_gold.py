"""Gold files are read strictly: what is wrong is said in one line, with the file and the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.evaluate import read_gold


def gold() -> dict[str, Any]:
    """A gold file as it should be."""
    return {
        "file": "panel.txt",
        "characters": 400,
        "officers": {"Vera Lund": ["Head of Housing"]},
        "councillors": {"Bede": ["Councillor"]},
        "others": ["Ann Sorrel"],
        "commitments": [
            {
                "quote": "would send the list by 31 May 2025",
                "start": 100,
                "end": 134,
                "kind": ["promise"],
                "by": ["Vera Lund"],
                "to": ["Housing Panel"],
                "due_text": "by 31 May 2025",
                "due_by": "2025-05-31",
                "recurs": None,
                "optional": False,
            }
        ],
        "observations": [
            {
                "quote": "84% of repairs were on time",
                "start": 10,
                "end": 37,
                "optional": False,
                "values": [{"value": 84, "unit": "%", "label": "repairs on time"}],
            }
        ],
    }


def write(folder: Path, data: Any, name: str = "panel.json") -> Path:
    """The folder, with this gold file in it."""
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return folder


def test_a_gold_file_is_read(tmp_path: Path) -> None:
    (document,) = read_gold(write(tmp_path, gold()))
    assert document.officers == {"Vera Lund": ("Head of Housing",)}
    assert document.commitments[0].due_by == "2025-05-31"
    assert document.observations[0].values[0].label == "repairs on time"


def test_what_says_nothing_may_be_null_or_left_out(tmp_path: Path) -> None:
    data = gold()
    data["commitments"][0] |= {"due_text": None, "due_by": None}
    del data["others"], data["commitments"][0]["recurs"], data["commitments"][0]["quote"]
    (document,) = read_gold(write(tmp_path, data))
    assert (document.commitments[0].due_text, document.commitments[0].due_by, document.others) == ("", "", ())


def test_only_keeps_the_texts_whose_name_contains_it(tmp_path: Path) -> None:
    write(tmp_path, gold())
    write(tmp_path, gold() | {"file": "board.txt"}, "board.json")
    assert [document.file for document in read_gold(tmp_path, "boa")] == ["board.txt"]
    with pytest.raises(UsageError, match="no gold file is for a text whose name contains 'forum'"):
        read_gold(tmp_path, "forum")


def change(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    """Set the value at a place."""

    def apply(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return apply


def remove(*path: str | int) -> Callable[[dict[str, Any]], None]:
    """Remove a key."""

    def apply(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return apply


FAULTS: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (remove("file"), "file: is missing"),
    (change("file", to=""), "file: is empty"),
    (change("oficers", to={}), "oficers: is not a key of a gold file"),
    (change("officers", to=[]), "officers: is not an object"),
    (change("officers", "Vera Lund", to="Head"), "officers.Vera Lund: is not a list"),
    (change("commitments", to={}), "commitments: is not a list"),
    (remove("commitments", 0, "by"), r"commitments\[0\].by: is missing"),
    (change("commitments", 0, "by", to=[]), r"commitments\[0\].by: is empty"),
    (
        change("commitments", 0, "kind", to=["vow"]),
        r"commitments\[0\].kind: 'vow' is none of promise, request",
    ),
    (change("commitments", 0, "start", to="100"), r"commitments\[0\].start: '100' is not a whole number"),
    (change("commitments", 0, "end", to=100), r"commitments\[0\].end: 100 is not behind the start, 100"),
    (change("commitments", 0, "end", to=401), r"commitments\[0\].end: 401 is beyond the 400 characters"),
    (change("commitments", 0, "due_by", to="31 May"), r"commitments\[0\].due_by: '31 May' is not a date"),
    (
        change("commitments", 0, "optional", to="no"),
        r"commitments\[0\].optional: 'no' is neither true nor false",
    ),
    (
        change("observations", 0, "values", 0, "unit", to="percent"),
        r"observations\[0\].values\[0\].unit: 'percent'",
    ),
    (change("observations", 0, "values", 0, "value", to="84"), r"values\[0\].value: '84' is not a number"),
    (change("observations", 0, "values", 0, "label", to=" "), r"values\[0\].label: ' ' is not a text"),
]


@pytest.mark.parametrize(("spoil", "line"), FAULTS, ids=[line for _, line in FAULTS])
def test_a_malformed_gold_file_gives_one_line_with_file_and_key(
    spoil: Callable[[dict[str, Any]], None], line: str, tmp_path: Path
) -> None:
    data = gold()
    spoil(data)
    with pytest.raises(UsageError, match=line) as caught:
        read_gold(write(tmp_path, data))
    assert str(tmp_path / "panel.json") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_not_json_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "panel.json").write_text("{'file': 1}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"panel.json: not JSON"):
        read_gold(tmp_path)


def test_two_files_for_one_text_are_refused(tmp_path: Path) -> None:
    write(tmp_path, gold())
    with pytest.raises(UsageError, match=r"two gold files for panel.txt"):
        read_gold(write(tmp_path, gold(), "again.json"))


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold files"):
        read_gold(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        read_gold(tmp_path / "nowhere")
