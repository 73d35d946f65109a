"""`kg export`: the same graph in other syntaxes, the same bytes each time, and nothing lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg import cli
from kg.errors import UsageError
from kg.export import export_graph
from kg.export.views import load_views
from kg.store import EmbeddedStore
from kg.store.syntax import Syntax, write_syntax
from tests.conftest import ROOT
from tests.query.seaholm import all_minutes, write_folder

LINES = [line for minutes in all_minutes() for line in minutes.lines]
EXTRA = {"PIL", "matplotlib", "networkx", "numpy", "rustworkx"}
GRAPHS = {minutes.entry.iri for minutes in all_minutes()}


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(LINES)
    return store


def read(path: Path, syntax: str) -> Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's, of its own
        dataset = Dataset()
        dataset.parse(path, format=syntax)
        return dataset


@pytest.mark.parametrize(("ending", "syntax"), [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_each_document_is_the_same_graph_when_read_back(
    store: EmbeddedStore, tmp_path: Path, ending: str, syntax: str
) -> None:
    path = tmp_path / f"minutes.{ending}"
    assert export_graph(store, path).contents == f"{len(set(LINES)):,} statements"
    dataset = read(path, syntax)
    for iri in GRAPHS:
        assert isomorphic(dataset.graph(iri), store.graph(iri)), iri
    assert sum(len(dataset.graph(iri)) for iri in GRAPHS) == len(set(LINES))


def test_turtle_holds_all_triples_in_one_graph(store: EmbeddedStore, tmp_path: Path) -> None:
    path = tmp_path / "minutes.ttl"
    export_graph(store, path)
    everything = Graph()
    for iri in GRAPHS:
        everything += store.graph(iri)
    assert isomorphic(Graph().parse(path, format="turtle"), everything)
    assert "@prefix minutes:" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("syntax", list(Syntax))
def test_the_same_statements_in_any_order_are_the_same_bytes(syntax: Syntax) -> None:
    shuffled = list(LINES) * 2
    random.Random(7).shuffle(shuffled)
    assert write_syntax(shuffled, syntax) == write_syntax(LINES, syntax)


@pytest.mark.parametrize("ending", ["nq", "trig", "ttl", "jsonld"])
def test_the_same_graph_is_the_same_bytes(store: EmbeddedStore, tmp_path: Path, ending: str) -> None:
    other = EmbeddedStore()
    other.load(reversed(LINES))
    export_graph(store, tmp_path / f"a.{ending}")
    export_graph(other, tmp_path / f"b.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(st.lists(TEXT, max_size=4))
def test_every_text_survives(values: list[str]) -> None:
    store = EmbeddedStore()
    store.replace("http://a/g", (f"<http://a/s> <http://a/p> {_quoted(value)} <http://a/g> ." for value in values))
    for syntax in (Syntax.NQUADS, Syntax.TRIG, Syntax.JSONLD):
        again = EmbeddedStore()
        again.load(_as_lines(write_syntax(store.dump(), syntax), syntax))
        assert again.dump() == store.dump()


def _quoted(text: str) -> str:
    escaped = "".join(f"\\U{ord(c):08X}" if c in '"\\\n\r' else c for c in text)
    return f'"{escaped}"'


def _as_lines(data: bytes, syntax: Syntax) -> list[str]:
    import pyoxigraph as ox

    formats = {Syntax.NQUADS: ox.RdfFormat.N_QUADS, Syntax.TRIG: ox.RdfFormat.TRIG, Syntax.JSONLD: ox.RdfFormat.JSON_LD}
    quads = ox.parse(data, format=formats[syntax])
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode("utf-8").split("\n")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("minutes.pdf", "minutes.pdf: no format has the ending .pdf; use one of"),
        ("minutes", "minutes: the file's name has no ending"),
    ],
)
def test_an_unknown_ending_is_one_line(
    name: str, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["export", name, "--graph", "not-even-looked-at.kg"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"kg: {told}")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_leaves_what_was_there(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        export_graph(store, tmp_path / "none" / "minutes.nq")
    (tmp_path / "taken.nq").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        export_graph(store, tmp_path / "taken.nq")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.nq"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_folder(tmp_path / "minutes.kg")
    assert cli.run(["export", str(tmp_path / "all.NQ"), "--graph", str(tmp_path / "minutes.kg")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("wrote ")
    assert (tmp_path / "all.NQ").read_text(encoding="utf-8").split("\n")[:-1] == sorted(set(LINES))


def test_without_a_file_the_views_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == sorted(load_views())


@pytest.mark.parametrize(
    ("file", "there", "told"),
    [
        (
            "x.gexf",
            set(),
            'writing .gexf needs networkx, rustworkx; install it with: pip install "minutes-kg[gephi]"',
        ),
        (
            "x.png",
            {"networkx", "rustworkx"},
            'writing .png needs matplotlib; install it with: pip install "minutes-kg[pictures]"',
        ),
    ],
)
def test_what_draws_networks_is_an_extra_and_rdf_needs_none_of_it(
    file: str, there: set[str], told: str, tmp_path: Path
) -> None:
    """In a Python that finds none of the libraries of the extras."""
    write_folder(tmp_path / "minutes.kg")
    hide = (
        "import sys\n"
        "from importlib.machinery import PathFinder\n"
        "class Hide:\n"
        "    find_distributions = staticmethod(PathFinder.find_distributions)\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        hidden = name.partition('.')[0] in {EXTRA - there!r}\n"
        "        return None if hidden else PathFinder.find_spec(name, path, target)\n"
        "sys.meta_path[:] = [Hide() if finder is PathFinder else finder for finder in sys.meta_path]\n"
        "from kg import cli\n"
        "sys.exit(cli.run(sys.argv[1:]))\n"
    )
    for name, code in ((file, 2), ("x.nq", 0)):
        done = subprocess.run(
            [sys.executable, "-c", hide, "export", name, "--graph", str(tmp_path / "minutes.kg")],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr
        if code:
            assert done.stderr == f"kg: {told}\n"
