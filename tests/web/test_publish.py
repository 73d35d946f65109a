"""`kg publish`: every thing of the graph on a page of its own, and nothing half written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import UsageError
from kg.store import open_store
from kg.web import Site
from kg.web.publish import publish
from tests.query.engines import quiet
from tests.query.seaholm import write_folder

DAY = dt.date(2026, 6, 1)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "minutes.kg"
    write_folder(folder)
    return folder


@pytest.fixture(scope="module")
def published(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(graph, folder, DAY)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_address_of_the_graph_answers_with_a_page_and_data(graph: Path, published: Path) -> None:
    base = Site.open(graph, DAY).addresses.base
    iris = {line.split(" ", 1)[0].strip("<>") for line in open_store(str(graph)).dump()}
    pages = {iri.removeprefix(base).partition("#")[0] for iri in iris if iri.startswith(base)}
    assert pages
    for page in sorted(pages):
        assert (published / page / "index.html").is_file(), page
        assert (published / f"{page}.ttl").is_file(), page
        assert (published / f"{page}.jsonld").is_file(), page


def test_the_data_of_all_pages_together_are_the_graph_and_what_the_pages_are(graph: Path, published: Path) -> None:
    base = Site.open(graph, DAY).addresses.base
    whole = set(Graph().parse(data=without_graphs(open_store(str(graph)).dump()), format="nt"))
    pages = {triple for file in published.glob("*/*/*.ttl") for triple in Graph().parse(file)}
    assert {triple for triple in whole if triple[0].startswith(base)} <= pages
    documents = {file.relative_to(published).with_suffix("") for file in published.glob("*/*/*.ttl")}
    for subject, _, _ in pages - whole:
        assert Path(str(subject).removeprefix(base)) in documents, "a page is described, and nothing else is added"


def without_graphs(lines: Iterable[str]) -> str:
    return "\n".join(f"{line.rpartition(' <')[0]} ." for line in lines)


def test_turtle_and_json_say_the_same(published: Path) -> None:
    for file in sorted(published.rglob("*/person/*.ttl")):
        with quiet():
            json = Graph().parse(data=file.with_suffix(".jsonld").read_text(encoding="utf-8"), format="json-ld")
        assert set(Graph().parse(file)) == set(json), file.name


def test_any_number_of_jobs_writes_the_same_files(graph: Path, published: Path, tmp_path: Path) -> None:
    publish(graph, tmp_path / "again", DAY, jobs=3)
    assert files(tmp_path / "again") == files(published)


def test_a_site_is_replaced_and_other_files_are_not(graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(graph, target, DAY)
    (target / "left.html").write_text("of the last time", encoding="utf-8")
    publish(graph, target, DAY)
    assert not (target / "left.html").exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other files"):
        publish(graph, mine, DAY)
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "site"]
