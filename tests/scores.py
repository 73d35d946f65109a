"""How good the extraction is, beside the floors in `floors.toml`: `make score`.

Scored are our own two sets, and, where the folder `shared` stands beside the project, the sets that are kept out of
it, with the program that scores them there. Exit status 1 if a score is below its floor.

    python -m tests.scores            compare, and print the scores of the three splits of the corpus
    python -m tests.scores --raise    write as floors a little less than what is reached now; lower none; into README.md too
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "floors.toml"
README = ROOT / "README.md"
RUN = ROOT.parent / "shared" / "score" / "run"
OURS = {
    "examples": (ROOT / "examples/gold", ROOT / "examples/minutes"),
    "corpus": (ROOT / "examples/corpus/gold", ROOT / "examples/corpus/minutes"),
}

# The councils that came into the corpus after its floors were set, and are harder. They count in the scores of the splits,
# and for the floors from when these are next set: take them out here then.
LATER = frozenset(
    {"clonbrassy", "colbrook", "harrowdale-fells", "kestermont", "llanerwydd", "stannerby", "thrussel-magna"}
    | {"wadfen-and-lode"}
)
SPLITS = ROOT / "examples/corpus/split.csv"

# A floor at the very score that is reached, or at 1.00, would ask for a rule for one sentence.
_ROOM = 0.01
_HIGHEST = 0.98

Scores = Mapping[str, float]
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One score beside its floor."""

    of: str
    score: str
    reached: float
    floor: float

    @property
    def below(self) -> bool:
        return self.reached < self.floor

    def __str__(self) -> str:
        mark = "  BELOW ITS FLOOR" if self.below else ""
        return f"{self.of:10} {self.score:24} {self.reached:.3f}  floor {self.floor:.3f}{mark}"


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The floors of each set, by the name of the score ("commitments.f1")."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: {f"{kind}.{score}": floor for kind, scores in kinds.items() for score, floor in scores.items()}
        for name, kinds in data.items()
    }


@cache
def evaluate(name: str) -> dict[str, Counts]:
    """What was found, spurious and missed in each text of one of our own sets, as `kg evaluate` counts it."""
    command = [sys.executable, "-m", "kg", "evaluate", *map(str, OURS[name]), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {text["file"]: text["counts"] for text in json.loads(done.stdout)["documents"]}


def score_ours(name: str) -> dict[str, float]:
    """The scores of one of our own sets; of the corpus, without the councils that came later than its floors."""
    later = {path.name for council in LATER for path in (OURS["corpus"][1] / council).glob("*.txt")}
    return add_up(counts for file, counts in evaluate(name).items() if file not in later)


def score_splits() -> dict[str, dict[str, float]]:
    """The scores of the whole corpus by split: `train`, `dev` and `test`, as `split.csv` has them."""
    with SPLITS.open(encoding="utf-8", newline="") as rows:
        split = {row["council"]: row["split"] for row in csv.DictReader(rows)}
    counts = evaluate("corpus")
    of = {path.name: split[path.parent.name] for path in OURS["corpus"][1].rglob("*.txt")}
    return {name: add_up(counts[file] for file in counts if of[file] == name) for name in sorted(set(of.values()))}


def add_up(texts: Iterable[Counts]) -> dict[str, float]:
    """The scores of several texts together, from what was counted in each.

    >>> add_up([{"people": {"found": 3, "spurious": 1, "missed": 0}}, {"people": {"found": 0, "spurious": 0, "missed": 3}}])
    {'people.precision': 0.75, 'people.recall': 0.5, 'people.f1': 0.6}
    """
    sums: dict[str, Counter[str]] = {}
    for counts in texts:
        for kind, numbers in counts.items():
            sums.setdefault(kind, Counter()).update(numbers)
    scores: dict[str, float] = {}
    for kind, n in sums.items():
        precision = n["found"] / max(1, n["found"] + n["spurious"])
        recall = n["found"] / max(1, n["found"] + n["missed"])
        scores[f"{kind}.precision"], scores[f"{kind}.recall"] = precision, recall
        scores[f"{kind}.f1"] = round(2 * precision * recall / max(precision + recall, 1e-9), 6)
        scores |= {f"{kind}.{what[6:]}": n[what] / max(1, n["found"]) for what in n if what.startswith("right ")}
    return scores


def score_shared() -> dict[str, dict[str, float]]:
    """The scores of the sets beside the project, as their own program prints them; none if it is not there."""
    if not RUN.is_file():
        return {}
    kg = os.environ.get("KG") or str(Path(sys.executable).with_name("kg"))
    done = subprocess.run(["bash", str(RUN)], env={**os.environ, "KG": kg}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{RUN} failed:\n{done.stderr}")
    return parse_scores(done.stdout)


def parse_scores(text: str) -> dict[str, dict[str, float]]:
    """What the program printed, by set and score.

    >>> parse_scores("== seeds\\npeople.f1    0.970\\nroles.f1     0.930\\n")
    {'seeds': {'people.f1': 0.97, 'roles.f1': 0.93}}
    """
    sets: dict[str, dict[str, float]] = {}
    name = ""
    for words in map(str.split, text.splitlines()):
        if words[:1] == ["=="]:
            name = words[1]
        elif len(words) == 2 and name:
            sets.setdefault(name, {})[words[0]] = float(words[1])
    return sets


def compare(scores: Mapping[str, Scores], floors: Mapping[str, Scores]) -> list[Line]:
    """Every score that has a floor, beside it; a score that is no longer there counts as nothing.

    >>> for line in compare({"seeds": {"people.f1": 0.96}}, {"seeds": {"people.f1": 0.97}}): print(line)
    seeds      people.f1                0.960  floor 0.970  BELOW ITS FLOOR
    """
    return [
        Line(name, score, scores[name].get(score, 0.0), floor)
        for name in floors
        if name in scores
        for score, floor in floors[name].items()
    ]


def raise_floors(scores: Mapping[str, Scores], floors: Mapping[str, Scores]) -> str:
    """`floors.toml` with every floor raised to a little less than what is reached; the comments stay."""
    name, out = "", []
    for line in FLOORS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        key = line.partition("=")[0].strip()
        if key in floors.get(name, {}) and name in scores:
            reached = min(scores[name].get(key, 0.0) - _ROOM, _HIGHEST)
            line = f"{key} = {max(int(reached * 100 + 1e-9) / 100, floors[name][key]):.2f}"
        out.append(line)
    return "\n".join(out) + "\n"


def tabulate_floors(readme: str, floors: Mapping[str, Scores]) -> str:
    r"""`README.md` with the floors in its table, by the names of the scores in its head.

    >>> print(tabulate_floors("| set | `people.f1` |\n|---|---|\n| `dev` | 0.00 |", {"dev": {"people.f1": 0.9}}))
    | set | `people.f1` |
    |---|---|
    | `dev` | 0.90 |
    """
    rows = readme.split("\n")
    head = next(row for row in rows if row.startswith("| set |"))
    keys = re.findall(r"`(\w+\.\w+)`", head)
    for i, row in enumerate(rows):
        if (match := re.match(r"\| `(\w+)` \|", row)) and match[1] in floors:
            kept = [cell.strip() for cell in row.strip("|").split("|")][: -len(keys)]
            rows[i] = f"| {' | '.join([*kept, *(f'{floors[match[1]][key]:.2f}' for key in keys)])} |"
    return "\n".join(rows)


def main() -> int:
    """Score, print each beside its floor, and say by the exit status whether all are at or above it."""
    parser = argparse.ArgumentParser(prog="python -m tests.scores", description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="write what is reached now as the floors")
    lift = parser.parse_args().lift
    scores: dict[str, Scores] = {name: score_ours(name) for name in OURS}
    scores |= score_shared()
    floors = read_floors()
    if lift:
        FLOORS.write_text(raise_floors(scores, floors), encoding="utf-8")
        floors = read_floors()
        README.write_text(tabulate_floors(README.read_text(encoding="utf-8"), floors), encoding="utf-8")
    lines = compare(scores, floors)
    for line in lines:
        sys.stdout.write(f"{line}\n")
    for split, reached in score_splits().items():
        for score in floors["corpus"]:
            sys.stdout.write(f"{split:10} {score:24} {reached[score]:.3f}\n")
    for name in sorted(set(floors) - set(scores)):
        sys.stdout.write(f"{name:10} not scored: {RUN} is not there\n")
    return int(any(line.below for line in lines))


if __name__ == "__main__":
    sys.exit(main())
