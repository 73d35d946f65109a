"""Our scores are those of the program that scores us from outside, on the same rows, to the last digit."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kg.evaluate import Answers, GoldDocument, evaluate, read_gold

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT.parent / "shared" / "score" / "score.py"
GOLD = ROOT / "examples" / "gold"

Row = dict[str, str]
COLUMNS = {
    "commitments": ("source", "start", "end", "kind", "by", "to", "due_by", "due_text", "what"),
    "officers": ("source", "name", "role"),
    "figures": ("source", "start", "end", "value", "unit", "indicator"),
}


def some_answers(gold: tuple[GoldDocument, ...], chance: random.Random) -> dict[str, list[Row]]:
    """Rows made from the gold as a middling program would find them: some missing, some moved, some wrong."""
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for document in gold:
        source = {"source": f"minutes/{document.file}"}
        for one in document.commitments:
            for _ in range(chance.choice([0, 1, 1, 2])):
                start = max(0, one.start + chance.randint(-40, 40))
                end = max(start + 1, one.end + chance.randint(-60, 200))
                kind, by = (
                    chance.choice([*one.kinds, "request"]),
                    chance.choice([*one.by, "Zed", "; ".join(one.by)]),
                )
                due_by, due_text = chance.choice([one.due_by, ""]), chance.choice([one.due_text, "soon", ""])
                place = {
                    "start": str(start),
                    "end": str(end),
                    "kind": kind,
                    "by": by,
                    "to": chance.choice([*one.to, ""]),
                }
                rows["commitments"].append(source | place | {"due_by": due_by, "due_text": due_text, "what": "act"})
        for name, roles in {**document.officers, **document.councillors}.items():
            shown = chance.choice([name, f"Cllr {name}", f"{name} Xx"])
            for role in [*roles[: chance.randint(0, 3)], *["Odd Job", "Councillor"][: chance.randint(0, 2)]]:
                rows["officers"].append(source | {"name": shown, "role": role})
        for observation in document.observations:
            for figure in observation.values:
                start = max(0, observation.start + chance.randint(-150, 100))
                label = " ".join(figure.label.split()[chance.randint(0, 2) :])
                place = {
                    "start": str(start),
                    "end": str(start + 30),
                    "value": str(figure.value),
                    "unit": figure.unit,
                }
                rows["figures"].append(source | place | {"indicator": label})
    return rows


@pytest.mark.skipif(not PROGRAM.is_file(), reason="the scoring program is not beside the project")
@pytest.mark.parametrize("seed", range(4))
def test_our_scores_are_those_of_the_program_outside(seed: int, tmp_path: Path) -> None:
    gold = read_gold(GOLD)
    rows = some_answers(gold, random.Random(seed))
    args = []
    for name, columns in COLUMNS.items():
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, columns)
            writer.writeheader()
            writer.writerows(rows[name])
        args += [f"--{name}", str(path)]
    done = subprocess.run([sys.executable, str(PROGRAM), str(GOLD), *args], capture_output=True, text=True, check=True)
    theirs = dict(line.split() for line in done.stdout.splitlines())
    ours = evaluate(gold, Answers(**rows))
    assert theirs.pop("commitments.gold") == str(ours.total("commitments").gold)
    assert {name: f"{value:.3f}" for name, value in ours.numbers().items()} == theirs


def test_the_gold_of_the_examples_is_well_formed_and_its_quotes_stand_in_the_minutes() -> None:
    for folder in (ROOT / "examples", ROOT / "examples" / "corpus"):
        texts = {path.name: path for path in (folder / "minutes").rglob("*.txt")}
        for path in sorted((folder / "gold").glob("*.json")):
            data = json.loads(path.read_text(encoding="utf-8"))
            text = texts[data["file"]].read_bytes().decode("utf-8")
            for one in [*data["commitments"], *data["observations"]]:
                assert text[one["start"] : one["end"]] == one["quote"], f"{path.name}: {one['quote']!r}"
