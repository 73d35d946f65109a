"""The same minutes give the same statements, however and in whatever order they are built."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kg.pipeline import build_graph
from tests.conftest import DAY, EXAMPLES, run_process
from tests.pipeline.quads import read_generation, read_graphs

FILES = sorted(EXAMPLES.glob("*/*.txt"))


def build(folder: Path, *paths: Path, jobs: int = 1) -> str:
    build_graph(paths, folder, as_of=DAY, jobs=jobs)
    return read_generation(folder)


@pytest.fixture
def shuffled(tmp_path: Path) -> Path:
    """The examples in folders of other names, written in another order, the rows of their minutes.csv in another order."""
    order = FILES.copy()
    random.Random(7).shuffle(order)
    for file in order:
        target = tmp_path / "shuffled" / f"{'a' if 'ravensclough' in file.name else 'z'}-council" / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        head, *rows = (file.parent / "minutes.csv").read_text(encoding="utf-8").splitlines()
        (target.parent / "minutes.csv").write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    return tmp_path / "shuffled"


def test_a_shuffled_copy_gives_the_same_statements(shuffled: Path, tmp_path: Path, examples_graph: Path) -> None:
    assert build(tmp_path / "x.kg", shuffled) == read_generation(examples_graph)
    assert read_graphs(tmp_path / "x.kg") == read_graphs(examples_graph)


def test_two_processes_give_the_same_statements(tmp_path: Path, examples_graph: Path) -> None:
    assert build(tmp_path / "x.kg", EXAMPLES, jobs=2) == read_generation(examples_graph)


@pytest.mark.parametrize("seed", range(3))
def test_a_graph_built_step_by_step_is_the_same(tmp_path: Path, examples_graph: Path, seed: int) -> None:
    order = FILES.copy()
    random.Random(seed).shuffle(order)
    cut = random.Random(seed).randrange(1, len(order))
    build(tmp_path / "x.kg", *order[:cut])
    assert build(tmp_path / "x.kg", *order[cut:]) == read_generation(examples_graph)


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path / "x.kg", EXAMPLES)
    before = (tmp_path / "x.kg" / "kg.json").read_bytes()
    build(tmp_path / "x.kg", EXAMPLES)
    assert (tmp_path / "x.kg" / "kg.json").read_bytes() == before


def test_the_graph_does_not_depend_on_the_day(tmp_path: Path, examples_graph: Path) -> None:
    build_graph([EXAMPLES], tmp_path / "x.kg", as_of=DAY.replace(year=2031))
    assert read_generation(tmp_path / "x.kg") == read_generation(examples_graph)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("1", "Asia/Tokyo"), ("4242", "America/Lima")])
def test_neither_hash_seed_nor_time_zone_nor_locale_matter(
    tmp_path: Path, examples_graph: Path, seed: str, zone: str
) -> None:
    graph = tmp_path / "x.kg"
    done = run_process(
        "build",
        EXAMPLES,
        "--graph",
        graph,
        "--as-of",
        "2026-06-01",
        cwd=tmp_path,
        PYTHONHASHSEED=seed,
        TZ=zone,
        LC_ALL="C",
    )
    assert done.code == 0, done.err
    assert read_generation(graph) == read_generation(examples_graph)
