"""The example corpus: its texts, gold, lists and split agree with one another, and its README says what is there."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.agreement import compare_people, compare_spans, read_gold
from tests.conftest import ROOT

CORPUS = ROOT / "examples/corpus"
TEXTS = sorted((CORPUS / "minutes").rglob("*.txt"))
COUNCILS = sorted({path.parent.name for path in TEXTS})
SPLITS = {"train", "dev", "test"}
KINDS = {"promise", "request", "resolution"}
SECOND = {path.stem for path in (CORPUS / "second/gold").glob("*.json")}
ANNOTATED = [(text, "gold") for text in TEXTS] + [(text, "second/gold") for text in TEXTS if text.stem in SECOND]
NAMES = [f"{text.stem} in {folder}" for text, folder in ANNOTATED]


def gold_of(text: Path, folder: str = "gold") -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((CORPUS / folder / f"{text.stem}.json").read_text(encoding="utf-8"))
    return gold


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def split_of() -> dict[str, str]:
    return {row["council"]: row["split"] for row in rows(CORPUS / "split.csv")}


def flat(words: str) -> str:
    return " ".join(words.split())


def stands(words: str, text: str) -> bool:
    """Whether the words stand in the text, in their order; a page may end between two of them."""
    return bool(re.search(r"\s(?:.{0,120}?\s)??".join(map(re.escape, words.split())), text))


def test_every_text_has_gold_and_the_other_way_round() -> None:
    names = [path.stem for path in TEXTS]
    assert len(names) == len(set(names))
    assert sorted(names) == sorted(path.stem for path in (CORPUS / "gold").glob("*.json"))


def test_the_corpus_is_as_large_as_is_said() -> None:
    assert len(TEXTS) >= 60
    assert len(COUNCILS) >= 30


@pytest.mark.parametrize(("text", "folder"), ANNOTATED, ids=NAMES)
def test_every_quotation_stands_where_the_gold_says(text: Path, folder: str) -> None:
    words, gold = text.read_bytes().decode("utf-8"), gold_of(text, folder)
    assert (gold["file"], gold["characters"]) == (text.name, len(words))
    for one in [*gold["commitments"], *gold["observations"]]:
        assert words[one["start"] : one["end"]] == one["quote"]


@pytest.mark.parametrize(("text", "folder"), ANNOTATED, ids=NAMES)
def test_the_gold_is_complete_and_holds_what_the_guide_allows(text: Path, folder: str) -> None:
    words, gold = flat(text.read_text(encoding="utf-8")), gold_of(text, folder)
    groups = Counter(one["group"] for one in gold["commitments"] if one.get("group"))
    assert all(times > 1 for times in groups.values()), "a group of one"
    for one in gold["commitments"]:
        assert set(one["kind"]) <= KINDS
        assert one["kind"] and one["by"] and one["to"], one["quote"]
        assert one["due_text"] is None or stands(one["due_text"], words), one["due_text"]
        assert one["due_by"] is None or (one["due_text"] and dt.date.fromisoformat(one["due_by"])), one["quote"]
        assert one["recurs"] is None or re.fullmatch(r"P(\d+[YMWD])+", one["recurs"]), one["quote"]
    people = [*gold["officers"], *gold["councillors"]]
    assert len(people) == len(set(people)), "somebody is an officer and a councillor"
    assert all(roles for roles in [*gold["officers"].values(), *gold["councillors"].values()])
    assert [name for name in [*people, *gold["others"]] if any(part not in words for part in name.split())] == []


def test_every_council_has_one_split_and_so_has_every_text() -> None:
    listed = [row["council"] for row in rows(CORPUS / "split.csv")]
    assert listed == COUNCILS
    assert set(split_of().values()) == SPLITS
    of_name: dict[str, set[str]] = {}
    for path in TEXTS:
        of_name.setdefault(path.name, set()).add(split_of()[path.parent.name])
    assert [name for name, splits in of_name.items() if len(splits) > 1] == []


@pytest.mark.parametrize("council", COUNCILS)
def test_the_list_of_each_council_names_its_texts(council: str) -> None:
    folder = CORPUS / "minutes" / council
    listed = rows(folder / "minutes.csv")
    assert sorted(row["file"] for row in listed) == sorted(path.name for path in folder.glob("*.txt"))
    assert all(row["council"] and (not row["date"] or dt.date.fromisoformat(row["date"])) for row in listed)


def test_readme_gives_the_counts_and_the_splits() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    split = split_of()
    for name in [*sorted(SPLITS), "all"]:
        texts = [path for path in TEXTS if name in {"all", split[path.parent.name]}]
        golds = [gold_of(path) for path in texts]
        acts = [one for gold in golds for one in gold["commitments"]]
        firm = [one for one in acts if not one["optional"]]
        kinds = Counter(one["kind"][0] for one in firm)
        figures = sum(len(one["values"]) for gold in golds for one in gold["observations"] if not one["optional"])
        cells = [len({path.parent for path in texts}), len(texts), sum(gold["characters"] for gold in golds), len(firm)]
        cells += [kinds["promise"], kinds["request"], kinds["resolution"], len(acts) - len(firm), figures]
        cells += [sum(len(gold["officers"]) + len(gold["councillors"]) for gold in golds)]
        assert f"| {name} | {' | '.join(f'{cell:,}' for cell in cells)} |" in readme
    for council in COUNCILS:
        assert f"| {council} | {split[council]} |" in readme


def test_the_second_annotation_is_of_a_tenth_and_of_every_split() -> None:
    listed = re.findall(r"^\| (\S+\.txt) \|", (CORPUS / "second/README.md").read_text(encoding="utf-8"), re.M)
    chosen = [path for path in TEXTS if path.name in listed]
    assert len(chosen) == len(listed) >= len(TEXTS) / 10
    assert len({path.parent.name for path in chosen}) == len(chosen)
    assert {split_of()[path.parent.name] for path in chosen} == SPLITS
    assert {path.stem for path in chosen} == SECOND


# Agreement ----------------------------------------------------------------------------------------------------


def test_an_annotation_agrees_with_itself() -> None:
    gold = read_gold(CORPUS / "gold" / f"{TEXTS[0].stem}.json")
    assert set(compare_spans([(gold, gold)], "commitments").values()) == {1.0}
    assert compare_people([(gold, gold)]) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_what_one_has_and_the_other_has_not_is_told_and_what_is_optional_is_not() -> None:
    def act(start: int, optional: bool = False, by: str = "Ida Frome") -> dict[str, Any]:
        common = {"start": start, "end": start + 40, "optional": optional, "kind": ["promise"], "by": [by]}
        return common | {"to": ["Roads Panel"], "due_by": None}

    first = {"commitments": [act(0), act(100), act(200, optional=True)]}
    second = {"commitments": [act(10), act(300), act(400, optional=True)]}
    found = compare_spans([(first, second)], "commitments")
    assert (found["precision"], found["recall"], found["f1"]) == (0.5, 0.5, 0.5)
    other = compare_spans([(first, {"commitments": [act(0, by="Bram Tolley"), act(100)]})], "commitments")
    assert (other["f1"], other["by"]) == (1.0, 0.5)
