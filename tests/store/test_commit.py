"""Writing a graph folder: the same input, the same graph; and no accident costs the one that was there."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.store import GraphFolder, commit_graph, write_graph
from tests.store.conftest import BASE, TEXTS, document, lines

FIRST, SECOND = sorted(TEXTS)
ROOT = Path(__file__).parents[2]


def build(path: Path, *slugs: str, note: str = "") -> GraphFolder:
    parts = [document(slug) for slug in slugs]
    commit_graph(
        path,
        base=BASE,
        documents=[part[0] for part in parts],
        nquads=[line for slug in slugs for line in lines(slug, note)],
        sources=[part[1] for part in parts],
        facts=[part[2] for part in parts],
    )
    return GraphFolder.open(path)


def files(path: Path) -> dict[str, bytes]:
    """Every file that is not the engine's own."""
    found = (file for file in sorted(path.rglob("*")) if file.is_file() and "store" not in file.parts)
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in found}


def test_the_same_input_in_any_order_gives_the_same_graph(tmp_path: Path) -> None:
    statements = [*lines(FIRST), *lines(SECOND)]
    made = []
    for seed in range(3):
        random.Random(seed).shuffle(statements)
        one, two = document(FIRST), document(SECOND)
        path = tmp_path / str(seed)
        commit_graph(
            path,
            base=BASE,
            documents=[one[0], two[0]] if seed else [two[0], one[0]],
            nquads=(line + "\n" for line in statements + statements[:seed]),
            sources=[one[1], two[1]],
            facts=[two[2], one[2]],
        )
        made.append((files(path), GraphFolder.open(path).store().dump()))
    assert made[0] == made[1] == made[2]
    assert len(made[0][1]) == 4


def test_what_is_no_longer_named_is_removed(folder: Path) -> None:
    build(folder, FIRST, SECOND)
    kept = build(folder, SECOND)
    assert sorted(files(folder)) == sorted(
        [
            ".lock",
            f"facts/{kept.manifest.documents[0].facts}.json",
            "kg.json",
            f"sources/{kept.manifest.documents[0].sha256}",
        ]
    )
    assert [entry.name for entry in (folder / "store").iterdir()] == [kept.manifest.generation]


def test_a_reader_goes_on_reading_what_it_opened(folder: Path) -> None:
    store = build(folder, FIRST, SECOND).store()
    build(folder, SECOND, note="new ")
    assert len(store.dump()) == 4


def test_building_the_same_again_changes_nothing(folder: Path) -> None:
    build(folder, FIRST)
    before = {p: p.stat().st_mtime_ns for p in (folder / "store").rglob("*")}
    build(folder, FIRST)
    assert {p: p.stat().st_mtime_ns for p in (folder / "store").rglob("*")} == before


def test_documents_that_are_kept_need_not_be_given_again(folder: Path) -> None:
    build(folder, FIRST)
    entry, source, facts = document(SECOND)
    with write_graph(folder) as writer:
        assert writer.folder is not None
        assert writer.add_source(source) == entry.sha256
        assert writer.add_facts(facts) == entry.facts
        kept = writer.folder.manifest.documents
        writer.commit(base=BASE, documents=[*kept, entry], nquads=[*lines(FIRST), *lines(SECOND)])
    graph = GraphFolder.open(folder)
    assert [graph.source_text(each) for each in graph.manifest.documents] == [TEXTS[FIRST], TEXTS[SECOND]]


def test_a_damaged_source_is_mended_by_building_again(folder: Path) -> None:
    entry = build(folder, FIRST).manifest.documents[0]
    (folder / "sources" / entry.sha256).write_bytes(b"changed")
    assert build(folder, FIRST).source_text(entry) == TEXTS[FIRST]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"nquads": ["rubbish"]}, "line 1: not N-Quads"),
        ({"sources": []}, "has no file sources/"),
        ({"facts": []}, "has no file facts/"),
        ({"documents": [document(SECOND)[0]] * 2}, "two documents have the same address"),
    ],
)
def test_a_failed_build_leaves_the_graph_that_was_there(folder: Path, change: dict[str, object], told: str) -> None:
    build(folder, FIRST)
    before = files(folder), GraphFolder.open(folder).store().dump()
    entry, source, facts = document(SECOND)
    given = {"documents": [entry], "nquads": lines(SECOND), "sources": [source], "facts": [facts], **change}
    with pytest.raises(GraphError, match=told):
        commit_graph(folder, base=BASE, **given)  # type: ignore[arg-type]
    assert (files(folder), GraphFolder.open(folder).store().dump()) == before


def test_a_failed_first_build_leaves_nothing(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), write_graph(folder) as writer:
        writer.add_source(b"minutes")
        writer.add_facts(b"{}")
        raise ZeroDivisionError
    assert not folder.exists()


def test_a_folder_of_other_files_is_left_alone(folder: Path) -> None:
    (folder / "store").mkdir(parents=True)
    (folder / "accounts.xlsx").write_bytes(b"x")
    with pytest.raises(GraphError, match="holds other files and is not a graph folder"), write_graph(folder):
        pass
    assert sorted(p.name for p in folder.iterdir()) == ["accounts.xlsx", "store"]


def test_other_files_in_a_graph_folder_are_left_alone(folder: Path) -> None:
    build(folder, FIRST)
    for name in ("notes.txt", "sources/README", "store/backup", "facts/mine.json"):
        (folder / name).write_text("mine")
    build(folder, SECOND)
    for name in ("notes.txt", "sources/README", "store/backup", "facts/mine.json"):
        assert (folder / name).read_text() == "mine"


def test_a_file_in_the_way(folder: Path) -> None:
    folder.write_text("minutes")
    with pytest.raises(GraphError, match="a file is in the way"), write_graph(folder):
        pass
    with pytest.raises(GraphError, match="a file is in the way"), write_graph(folder / "below"):
        pass
    assert folder.read_text() == "minutes"


def test_a_second_writer_is_refused_and_a_reader_is_not(folder: Path) -> None:
    build(folder, FIRST)
    code = """
        import sys
        from pathlib import Path
        from kg.errors import GraphError
        from kg.store import open_store, write_graph
        print(len(open_store(sys.argv[1]).dump()))
        try:
            with write_graph(Path(sys.argv[1])):
                print("wrote")
        except GraphError as error:
            print(error)
    """
    with write_graph(folder):
        assert run(code, folder).stdout.splitlines() == [
            "2",
            f"{folder}: another build is writing this graph; wait until it has finished, then try again",
        ]
    assert run(code, folder).stdout.splitlines() == ["2", "wrote"]


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


# Python reports to this hook whatever it does to files, just before it does it. One process after the other
# is killed before the first, the second, the third ... of these steps, each in a folder of its own.
KILLED = """
    import os, signal, sys
    from pathlib import Path
    from kg.store import commit_graph
    from tests.store.conftest import BASE, document, lines

    STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "os.listdir")
    top, slug, most = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    entry, source, facts = document(slug)

    def run(folder, deadly):
        count = 0

        def hook(event, arguments):
            nonlocal count
            if event in STEPS and any(folder in str(each) for each in arguments):
                count += 1
                if count == deadly:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        given = dict(documents=[entry], sources=[source], facts=[facts], nquads=lines(slug, "new "))
        commit_graph(Path(folder), base=BASE, **given)

    for deadly in range(1, most + 1):
        child = os.fork()
        if child == 0:
            run(str(top / f"{deadly}.kg"), deadly)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
STEPS = 45
posix = pytest.mark.skipif(sys.platform == "win32", reason="no fork and no SIGKILL")


@posix
@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_whole_graph(tmp_path: Path) -> None:
    old, new = tuple(sorted(lines(FIRST))), tuple(sorted(lines(SECOND, "new ")))
    build(tmp_path / "1.kg", FIRST)
    for deadly in range(2, STEPS + 1):
        shutil.copytree(tmp_path / "1.kg", tmp_path / f"{deadly}.kg")
    done = [int(code) for code in run(KILLED, tmp_path, SECOND, STEPS).stdout.split()]
    assert done == sorted(done)
    assert set(done) == {-signal.SIGKILL, 0}, "every step was tried, and after the last it ends"
    seen = []
    for deadly in range(1, done.index(0) + 2):
        folder = tmp_path / f"{deadly}.kg"
        graph = GraphFolder.open(folder)
        seen.append(graph.store().dump())
        texts = [graph.source_text(entry) for entry in graph.manifest.documents]
        assert texts == ([TEXTS[FIRST]] if seen[-1] == old else [TEXTS[SECOND]])
        # The next build succeeds, and nothing of the one that died is left.
        build(folder, FIRST)
        assert GraphFolder.open(folder).store().dump() == old
        assert len(files(folder)) == 4
        assert len(list((folder / "store").iterdir())) == 1
    assert set(seen) == {old, new}
    assert seen == sorted(seen, key=(old, new).index), "old until the manifest is replaced, new from then on"


@posix
@pytest.mark.slow
def test_a_first_build_killed_at_any_moment_can_be_done_again(tmp_path: Path) -> None:
    done = [int(code) for code in run(KILLED, tmp_path, SECOND, STEPS).stdout.split()]
    assert set(done) == {-signal.SIGKILL, 0}
    for deadly in range(1, done.index(0) + 2):
        folder = tmp_path / f"{deadly}.kg"
        assert build(folder, FIRST).store().dump() == tuple(sorted(lines(FIRST)))
        assert len(files(folder)) == 4
