"""The whole site of the examples: no dead link, every IRI described, and names that every file system takes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.web.publish import publish
from tests.conftest import DAY
from tests.query.seaholm import write_folder
from tests.web.whole import find_faults

pytestmark = pytest.mark.slow

PERSON = "seaholm-council/person/adaeze-okafor"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "minutes.kg"
    write_folder(folder)
    return folder


@pytest.fixture(scope="module")
def site(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(graph, folder, DAY)
    return folder


def test_a_walk_through_the_whole_site_of_the_examples_finds_nothing_wrong(
    examples_graph: Path, tmp_path: Path
) -> None:
    publish(examples_graph, tmp_path / "site", DAY)
    assert list(find_faults(examples_graph, tmp_path / "site")) == []


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        text = (site / name).read_text(encoding="utf-8")
        assert old in text
        (site / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def unname(site: Path) -> None:
    file = site / f"{PERSON}.ttl"
    file.write_text(re.sub(r"(?m)^<\S+#it> ", "<http://elsewhere.example/> ", file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda site: (site / f"{PERSON}.jsonld").unlink(), "not there: "),
        (lambda site: (site / f"{PERSON}/index.html").unlink(), "dead link on "),
        (unname, f"not described in Turtle: http://localhost:8000/{PERSON}#it"),
        (edit("search/index.html", 'href="/data"', 'href="/date"'), "dead link on search/index.html: /date"),
        (edit("index.html", 'id="main"', 'id="mane"'), "no such place, for a link on index.html: index.html#main"),
        (edit("feed.atom", "/commitment/", "/commitments/"), "dead address in feed.atom: http://localhost:8000/"),
        (edit("search.json", '"adaeze-okafor"', '"nobody"'), "dead path in search.json: "),
        (lambda site: (site / "data" / "Index.html").touch(), "2 files are called data/index.html"),
        (lambda site: (site / "aux.ttl").touch(), "no name for a file on Windows: aux.ttl"),
    ],
)
def test_the_walk_finds_what_is_wrong(
    graph: Path, site: Path, tmp_path: Path, change: Callable[[Path], None], told: str
) -> None:
    shutil.copytree(site, tmp_path / "site")
    change(tmp_path / "site")
    assert [fault for fault in find_faults(graph, tmp_path / "site") if fault.startswith(told)]
