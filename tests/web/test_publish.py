"""`kg publish`: every thing of the graph on a page of its own, and nothing half written."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import UsageError
from kg.store import commit_graph, open_store
from kg.web import Site
from kg.web.publish import Published, publish
from tests.conftest import ROOT, Kg
from tests.query.engines import quiet
from tests.query.seaholm import BASE, all_minutes, write_folder

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


def test_a_file_whose_bytes_are_the_same_keeps_its_time_and_what_changed_is_counted(
    graph: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    first = publish(graph, target, DAY)
    old = 1_600_000_000
    for file in target.rglob("*"):
        os.utime(file, (old, old))
    person, post = (sorted(target.glob(f"*/{kind}/*.ttl"))[0] for kind in ("person", "post"))
    person.write_text("edited by hand", encoding="utf-8")  # changed
    post.with_suffix("").joinpath("index.html").unlink()  # new again
    (target / "a/b/c").mkdir(parents=True)
    (target / "a/b/c/index.html").write_text("no page of this graph", encoding="utf-8")  # gone
    again = publish(graph, target, DAY)
    assert first == Published(first.pages, first.files, replaced=False, new=first.pages)
    assert again == Published(first.pages, first.files, replaced=True, new=1, changed=1, gone=1)
    fresh = {file for file in target.rglob("*") if file.is_file() and file.stat().st_mtime != old}
    assert fresh == {person, post.with_suffix("") / "index.html"}
    assert files(target) == files_of_another(graph, tmp_path)


def files_of_another(graph: Path, tmp_path: Path) -> dict[str, bytes]:
    publish(graph, tmp_path / "another", DAY)
    return files(tmp_path / "another")


def test_a_host_without_hard_links_keeps_times_too(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*names: Path) -> None:
        raise OSError("this file system has none")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "site"
    publish(graph, target, DAY)
    page = target / "index.html"
    os.utime(page, (1_600_000_000, 1_600_000_000))
    publish(graph, target, DAY)
    assert page.stat().st_mtime == 1_600_000_000


def test_the_clerk_is_told_what_changed(kg: Kg, graph: Path, tmp_path: Path) -> None:
    command = ("publish", "site", "--graph", graph, "--as-of", "2026-06-01")
    assert kg(*command).err.splitlines()[0].endswith("files) to site")
    assert kg(*command).err.splitlines()[0].endswith("files) to site: 0 new, 0 changed, 0 gone")


def test_addresses_that_only_this_machine_answers_are_told(kg: Kg, graph: Path, tmp_path: Path) -> None:
    done = kg("publish", "site", "--graph", graph, "--as-of", "2026-06-01")
    hint = "  the addresses in it begin with http://localhost:8000/: for the web, kg build --base https://…/ first"
    assert (done.code, done.err.splitlines()[1:]) == (0, [hint])
    lines = [line.replace(BASE, "https://minutes.example/") for each in all_minutes() for line in each.lines]
    commit_graph(tmp_path / "web.kg", base="https://minutes.example/", documents=[], nquads=lines)
    assert len(kg("publish", "site", "--graph", tmp_path / "web.kg", "--as-of", "2026-06-01").err.splitlines()) == 1


def test_on_another_day_only_pages_that_say_what_is_overdue_change(graph: Path, tmp_path: Path) -> None:
    publish(graph, tmp_path / "site", DAY)
    before = files(tmp_path / "site")
    later = publish(graph, tmp_path / "site", DAY + dt.timedelta(days=1))
    after = files(tmp_path / "site")
    changed = {name.split("/")[1] for name in after if after[name] != before[name] and name.count("/") == 3}
    assert {"commitment", "body", "person"} <= changed
    assert not {"evidence", "observation", "tenure"} & changed
    assert 0 < later.changed < later.pages / 2


def test_the_folder_where_you_are_is_not_replaced(kg: Kg, graph: Path, tmp_path: Path) -> None:
    assert "you are in that folder" in kg("publish", ".", "--graph", graph).line
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "real").mkdir()
    publish(graph, tmp_path / "link", DAY)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_a_site_that_was_moved_away_when_the_power_went_is_put_back(graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(graph, target, DAY)
    target.rename(tmp_path / ".site.old")
    again = publish(graph, target, DAY)
    assert (again.new, again.changed, again.gone) == (0, 0, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


# Runs `kg` where no file may be longer than 8 kB, as on a disk that is full.
FULL = """\
import resource, sys
from kg.cli import run
resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_leaves_the_old_site_as_it_was(graph: Path, tmp_path: Path, jobs: str) -> None:
    target = tmp_path / "site"
    publish(graph, target, DAY)
    before = files(target)
    options: list[str | Path] = ["--graph", graph, "--as-of", "2027-06-01", "--jobs", jobs]
    done = subprocess.run(
        [sys.executable, "-c", FULL, "publish", target, *options], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "cannot be written (File too large)" in done.stderr
    assert files(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_the_old_site_and_nothing_else(examples_graph: Path, tmp_path: Path, jobs: str) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / ".minutes-kg").touch()
    (target / "index.html").write_text("of the last time", encoding="utf-8")
    options: list[str | Path] = ["--graph", examples_graph, "--as-of", "2026-06-01", "--jobs", jobs]
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "publish", target, *options],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while not next((tmp_path / ".site.partial").glob("*/*/*/index.html"), None):
        assert time.monotonic() < until
        assert process.poll() is None, "it was done too early"
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, told = process.communicate(timeout=20)
    assert (process.returncode, told.strip()) == (2, "kg: stopped")
    assert files(target) == {".minutes-kg": b"", "index.html": b"of the last time"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
