"""Reading a graph folder, and what is said when that cannot be."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.store import GraphFolder, commit_graph, open_store, write_graph
from kg.store.remote import RemoteStore
from tests.store.conftest import BASE, TEXTS, document, lines

FIRST, SECOND = sorted(TEXTS)


@pytest.fixture
def graph(folder: Path) -> GraphFolder:
    one, two = document(FIRST), document(SECOND, "cp1252")
    commit_graph(
        folder,
        base=BASE,
        documents=[two[0], one[0]],
        nquads=[*lines(SECOND), *lines(FIRST)],
        sources=[one[1], two[1]],
        facts=[one[2], two[2]],
    )
    return GraphFolder.open(folder)


def test_what_was_written_is_read(graph: GraphFolder) -> None:
    entries = graph.manifest.documents
    assert [entry.slug for entry in entries] == [FIRST, SECOND]
    assert graph.manifest.base == BASE
    # Offsets count in this text: line ends and quotation marks are those of the file.
    assert [graph.source_text(entry) for entry in entries] == [TEXTS[FIRST], TEXTS[SECOND]]
    assert graph.source_bytes(entries[1].sha256) == TEXTS[SECOND].encode("cp1252")
    assert [graph.facts(entry).source for entry in entries] == [f"{FIRST}.txt", f"{SECOND}.txt"]
    assert graph.document(entries[0].iri) is entries[0]
    assert graph.store().dump() == tuple(sorted([*lines(FIRST), *lines(SECOND)]))
    assert graph.store().graphs() == tuple(entry.iri for entry in entries)


def test_many_may_read_at_once(graph: GraphFolder) -> None:
    first, second = graph.store(), graph.store()
    assert first.dump() == second.dump() == open_store(graph.path).dump()
    with pytest.raises(Exception, match="read-write"):
        first.load(lines(FIRST, "changed"))


def test_an_address_opens_a_remote_store() -> None:
    assert isinstance(open_store("https://data.seaholm.example/sparql"), RemoteStore)


def told(path: Path) -> str:
    with pytest.raises(GraphError) as caught:
        open_store(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(str(path), "PATH")


def test_nothing_there(folder: Path) -> None:
    assert told(folder) == "PATH: no graph there; make one with: kg build FOLDER --graph PATH"


def test_a_file_is_no_graph_folder(folder: Path) -> None:
    folder.write_text("minutes")
    assert told(folder).startswith("PATH: a file, not a graph folder")


def test_another_folder_is_no_graph_folder(folder: Path) -> None:
    folder.mkdir()
    assert told(folder).startswith("PATH: not a graph folder (no kg.json in it)")


def test_a_graph_of_another_version(graph: GraphFolder) -> None:
    manifest = graph.path / "kg.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({"format": 9, "version": "3.0.0", "shards": []}), encoding="utf-8")
    assert told(graph.path).startswith("PATH: made by kg 3.0.0, in format 9; this one reads format 3")
    manifest.write_text(json.dumps({**content, "later": "field"}), encoding="utf-8")
    assert len(open_store(graph.path).graphs()) == 2


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"format": "one"}', '{"format": 3}', "\x00",
     '{"format":3,"version":"0.1.0","base":"b","generation":"../../etc","documents":[]}'],
)  # fmt: skip
def test_a_damaged_manifest(graph: GraphFolder, content: str) -> None:
    (graph.path / "kg.json").write_text(content)
    assert "kg.json is damaged" in told(graph.path)


def test_a_missing_store(graph: GraphFolder) -> None:
    (graph.path / "store").rename(graph.path / "elsewhere")
    assert "the store cannot be read; build the graph again" in told(graph.path)


def test_missing_and_damaged_files(graph: GraphFolder) -> None:
    entry = graph.manifest.documents[0]
    (graph.path / "facts" / f"{entry.facts}.json").write_bytes(b"{}")
    with pytest.raises(GraphError, match="its stored facts are damaged"):
        graph.facts(entry)
    (graph.path / "sources" / entry.sha256).unlink()
    with pytest.raises(GraphError, match="cannot be read"):
        graph.source_text(entry)
    with pytest.raises(GraphError, match=r"kg\.json is damaged"):
        graph.source_bytes("../kg.json")
    with pytest.raises(GraphError, match="no document"):
        graph.document("http://a/other")


@contextmanager
def as_another_user() -> Iterator[None]:
    """Root may read and write everything, so where the tests run as root this is tried as nobody."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_no_permission_is_one_line() -> None:
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        entry, source, facts = document(FIRST)
        path = top / "minutes.kg"
        commit_graph(path, base=BASE, documents=[entry], nquads=lines(FIRST), sources=[source], facts=[facts])
        closed = [top, path, path / "sources"]
        for place in closed:
            place.chmod(0o555)
        try:
            with as_another_user():
                assert len(open_store(path).dump()) == 2
                for place in (path, top / "fresh.kg"):
                    with (
                        pytest.raises(GraphError, match="no permission to write here; choose"),
                        write_graph(place),
                    ):
                        pass
            (path / "kg.json").chmod(0o000)
            with as_another_user(), pytest.raises(GraphError, match="cannot be read"):
                open_store(path)
        finally:
            for place in closed:
                place.chmod(0o755)
