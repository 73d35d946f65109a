"""How well two people who annotated the same texts agree: `python -m tests.agreement`.

The second annotation, in `examples/corpus/second/gold`, is held against the first, in `examples/corpus/gold`. What either
calls optional is neither asked of the other nor held against them. Precision is how much of the second stands in the
first, recall how much of the first stands in the second; which is called which does not matter to F1.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "examples/corpus"

Gold = dict[str, Any]
Pair = tuple[Gold, Gold]


def read_gold(path: Path) -> Gold:
    """The annotation in a file."""
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


def pair_up(first: Sequence[Gold], second: Sequence[Gold]) -> list[tuple[Gold, Gold]]:
    """What is the same in both: the spans that share half of the shorter one, the largest share first, each once."""
    shares = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
            if shared > 0 and 2 * shared >= min(a["end"] - a["start"], b["end"] - b["start"]):
                shares.append((-shared, i, j))
    pairs: list[tuple[Gold, Gold]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(shares):
        if i not in taken[0] and j not in taken[1]:
            pairs.append((first[i], second[j]))
            taken[0].add(i)
            taken[1].add(j)
    return pairs


def compare_spans(pairs: Iterable[Pair], what: str) -> dict[str, float]:
    """Agreement on commitments or observations over several texts, and of commitments on kind, by, to, due and optional."""
    first_all = second_all = first_met = second_met = 0
    same: Counter[str] = Counter()
    both = matched = 0
    for first, second in pairs:
        met = pair_up(first[what], second[what])
        first_all += sum(not one["optional"] for one in first[what])
        second_all += sum(not one["optional"] for one in second[what])
        first_met += sum(not a["optional"] for a, _ in met)
        second_met += sum(not b["optional"] for _, b in met)
        matched += len(met)
        same["optional"] += sum(a["optional"] == b["optional"] for a, b in met)
        if what == "commitments":
            firm = [(a, b) for a, b in met if not (a["optional"] or b["optional"])]
            both += len(firm)
            for key in ("kind", "by", "to"):
                same[key] += sum(any(alike(x, y) for x in a[key] for y in b[key]) for a, b in firm)
            same["due"] += sum(a["due_by"] == b["due_by"] for a, b in firm)
    scores = f1(second_met, second_all, first_met, first_all)
    return scores | {key: n / max(1, matched if key == "optional" else both) for key, n in same.items()}


def compare_people(pairs: Iterable[Pair]) -> dict[str, float]:
    """Agreement on who is an officer or a councillor."""
    first_all = second_all = first_met = second_met = 0
    for first, second in pairs:
        a, b = ([*gold["officers"], *gold["councillors"]] for gold in (first, second))
        first_all, second_all = first_all + len(a), second_all + len(b)
        first_met += sum(any(alike(x, y) for y in b) for x in a)
        second_met += sum(any(alike(y, x) for x in a) for y in b)
    return f1(second_met, second_all, first_met, first_all)


def alike(one: str, other: str) -> bool:
    """Whether two names or titles are of the same: all words of the shorter one stand in the longer.

    >>> alike("Ida Frome", "I. Frome"), alike("the Head of Roads", "Head of Roads")
    (False, True)
    """
    a, b = (set(re.findall(r"\w+", name.casefold())) - {"the", "a", "councillor", "cllr"} for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def f1(right_second: int, second: int, right_first: int, first: int) -> dict[str, float]:
    """Precision, recall and their harmonic mean; agreement on nothing at all is full."""
    precision = right_second / second if second else 1.0
    recall = right_first / first if first else 1.0
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": mean}


def main() -> int:
    """Print the agreement, in all and of each text."""
    files = sorted((CORPUS / "second/gold").glob("*.json"))
    if not files:
        sys.stdout.write("examples/corpus/second/gold holds no second annotation yet\n")
        return 0
    pairs = [(read_gold(CORPUS / "gold" / file.name), read_gold(file)) for file in files]
    tables = [("commitments", compare_spans(pairs, "commitments")), ("figures", compare_spans(pairs, "observations"))]
    for name, scores in [*tables, ("people", compare_people(pairs))]:
        sys.stdout.write(f"{name:12} " + "  ".join(f"{key} {score:.2f}" for key, score in scores.items()) + "\n")
    for file, pair in zip(files, pairs, strict=True):
        scores = compare_spans([pair], "commitments")
        sys.stdout.write(f"  {file.stem:52} commitments f1 {scores['f1']:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
