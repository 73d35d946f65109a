"""How good the extraction is, beside the last release and beside the floors in `floors.toml`: `make score`.

Scored are our own examples, the three splits of our corpus, and, where the folder `shared` stands beside the project, the
sets that are kept out of it, with the program that scores them there. Exit status 1 if a score is below its floor.

    python -m tests.scores              every score, what it was in the last release, and its floor
    python -m tests.scores --raise      write as floors a little less than what is reached now, lowering none; and the tables of README.md
    python -m tests.scores --release    write what is reached now to released.toml, when a version is released
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

from kg import __version__

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "floors.toml"
RELEASED = ROOT / "released.toml"
README = ROOT / "README.md"
RUN = ROOT.parent / "shared" / "score" / "run"
OURS = {
    "examples": (ROOT / "examples/gold", ROOT / "examples/minutes"),
    "corpus": (ROOT / "examples/corpus/gold", ROOT / "examples/corpus/minutes"),
}

SPLITS = ROOT / "examples/corpus/split.csv"

# A floor at the very score that is reached, or at 1.00, would ask for a rule for one sentence.
_ROOM = 0.01
_HIGHEST = 0.98

Scores = Mapping[str, float]
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One score, what it was in the last release, and its floor; None where there is none."""

    of: str
    score: str
    reached: float
    floor: float | None = None
    released: float | None = None

    @property
    def below(self) -> bool:
        return self.floor is not None and self.reached < self.floor

    def __str__(self) -> str:
        moved = "" if self.released is None else f"  {self.reached - self.released:+.3f}"
        before = "" if self.released is None else f"  was {self.released:.3f}"
        floor = "" if self.floor is None else f"  floor {self.floor:.3f}"
        mark = "  BELOW ITS FLOOR" if self.below else ""
        return f"{self.of:13} {self.score:22} {self.reached:.3f}{before}{moved}{floor}{mark}"


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The floors of each set, by the name of the score ("commitments.f1")."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: {f"{kind}.{score}": floor for kind, scores in kinds.items() for score, floor in scores.items()}
        for name, kinds in data.items()
        if isinstance(kinds, dict)
    }


@cache
def evaluate(name: str) -> dict[str, Counts]:
    """What was found, spurious and missed in each text of one of our own sets, as `kg evaluate` counts it."""
    command = [sys.executable, "-m", "kg", "evaluate", *map(str, OURS[name]), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {text["file"]: text["counts"] for text in json.loads(done.stdout)["documents"]}


def read_councils() -> dict[str, dict[str, str]]:
    """The councils of the corpus: the row of `split.csv`, by the name of the folder."""
    with SPLITS.open(encoding="utf-8", newline="") as rows:
        return {row["council"]: row for row in csv.DictReader(rows)}


def score_ours() -> dict[str, dict[str, float]]:
    """The scores of our own sets: the examples, and each split of the corpus (`corpus-train`, `-dev`, `-test`)."""
    splits: dict[str, list[Counts]] = {}
    councils, counts = read_councils(), evaluate("corpus")
    for path in sorted(OURS["corpus"][1].rglob("*.txt")):
        splits.setdefault(f"corpus-{councils[path.parent.name]['split']}", []).append(counts[path.name])
    return {"examples": add_up(evaluate("examples").values())} | {name: add_up(splits[name]) for name in sorted(splits)}


def score_councils() -> dict[str, dict[str, float]]:
    """The scores of each council of the corpus: a house style each."""
    counts, texts = evaluate("corpus"), sorted(OURS["corpus"][1].rglob("*.txt"))
    return {name: add_up(counts[path.name] for path in texts if path.parent.name == name) for name in read_councils()}


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


def compare(
    scores: Mapping[str, Scores], floors: Mapping[str, Scores], released: Mapping[str, Scores] | None = None
) -> list[Line]:
    """Every score that has a floor, beside it; a score that is no longer there counts as nothing.

    >>> for line in compare({"seeds": {"people.f1": 0.96}}, {"seeds": {"people.f1": 0.97}}, {"seeds": {"people.f1": 0.9}}):
    ...     print(line)
    seeds         people.f1              0.960  was 0.900  +0.060  floor 0.970  BELOW ITS FLOOR
    """
    before = released or {}
    return [
        Line(name, score, scores[name].get(score, 0.0), floor, before.get(name, {}).get(score))
        for name in floors
        if name in scores
        for score, floor in floors[name].items()
    ]


def what_changed(lines: Iterable[Line]) -> str:
    """One line: which scores moved by a hundredth or more since the last release.

    >>> what_changed([Line("dev", "people.f1", 0.97, 0.9, 0.95), Line("dev", "roles.f1", 0.97, 0.9, 0.97)])
    'Since the last release: dev people.f1 +0.020.'
    """
    moved = [(line, line.reached - line.released) for line in lines if line.released is not None]
    told = [f"{line.of} {line.score} {by:+.3f}" for line, by in moved if abs(by) >= 0.01]
    return f"Since the last release: {', '.join(told) or 'nothing moved by a hundredth'}."


def write_released(scores: Mapping[str, Scores], floors: Mapping[str, Scores], version: str) -> str:
    """`released.toml`: the scores that have floors, as a version reached them."""
    out = [
        f"# The scores of the last release, beside which `make score` prints those of now.\n\nversion = {version!r}".replace(
            "'", '"'
        )
    ]
    for name in floors:
        if name in scores:
            out.append("")
            out.append(f"[{name}]")
            out += [f"{score} = {scores[name].get(score, 0.0):.3f}" for score in floors[name]]
    return "\n".join(out) + "\n"


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
        if (match := re.match(r"\| `([\w-]+)` \|", row)) and match[1] in floors:
            kept = [cell.strip() for cell in row.strip("|").split("|")][: -len(keys)]
            rows[i] = f"| {' | '.join([*kept, *(f'{floors[match[1]][key]:.2f}' for key in keys)])} |"
    return "\n".join(rows)


_STYLES = ("commitments.f1", "commitments.precision", "commitments.recall", "commitments.by", "figures.f1")
_STYLE_ROW = re.compile(r"\| (?P<council>[a-z-]+) \| (?P<split>train|dev|test) \|.*")


def tabulate_styles(readme: str, councils: Mapping[str, Scores]) -> str:
    r"""`README.md` with the scores of each council of the corpus in its table of house styles.

    >>> scores = {"ashby": dict.fromkeys(_STYLES, 0.5)}
    >>> print(tabulate_styles("| ashby | train | notes | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 |", scores))
    | ashby | train | notes | 0.50 | 0.50 | 0.50 | 0.50 | 0.50 |
    """
    rows = readme.split("\n")
    for i, row in enumerate(rows):
        if (match := _STYLE_ROW.fullmatch(row)) and match["council"] in councils:
            kept = [cell.strip() for cell in row.strip("|").split("|")][: -len(_STYLES)]
            numbers = (f"{councils[match['council']].get(key, 0.0):.2f}" for key in _STYLES)
            rows[i] = f"| {' | '.join([*kept, *numbers])} |"
    return "\n".join(rows)


def main() -> int:
    """Score, print each beside the last release and its floor, and say by the exit status whether all are above."""
    parser = argparse.ArgumentParser(prog="python -m tests.scores", description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="write what is reached now as the floors")
    parser.add_argument("--release", action="store_true", help="write what is reached now as the last release")
    asked = parser.parse_args()
    scores: dict[str, Scores] = {**score_ours(), **score_shared()}
    floors, released = read_floors(), read_floors(RELEASED)
    if asked.lift:
        FLOORS.write_text(raise_floors(scores, floors), encoding="utf-8")
        floors = read_floors()
        readme = tabulate_floors(README.read_text(encoding="utf-8"), floors)
        README.write_text(tabulate_styles(readme, score_councils()), encoding="utf-8")
    if asked.release:
        RELEASED.write_text(write_released(scores, floors, __version__), encoding="utf-8")
    lines = compare(scores, floors, released)
    for line in lines:
        sys.stdout.write(f"{line}\n")
    for name in sorted(set(floors) - set(scores)):
        sys.stdout.write(f"{name:13} not scored: {RUN} is not there\n")
    sys.stdout.write(f"{what_changed(lines)}\n")
    return int(any(line.below for line in lines))


if __name__ == "__main__":
    sys.exit(main())
