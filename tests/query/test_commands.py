"""`kg query` and `kg sparql` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import cli
from kg.query import load_catalogue
from tests.query.seaholm import write_folder

Answer = tuple[int, str, str]
Run = Callable[..., Answer]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands") / "minutes.kg"
    write_folder(folder)
    return folder


@pytest.fixture
def kg(graph: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`kg` in an empty folder, with `KG_GRAPH` set: exit code, stdout, stderr."""
    monkeypatch.setenv("KG_GRAPH", str(graph))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Answer:
        code = cli.run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def told(answer: Answer) -> str:
    """The one line of a command that failed."""
    code, out, err = answer
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("kg: ")
    return err[4:-1]


def test_without_a_name_the_catalogue(kg: Run) -> None:
    code, out, err = kg("query")
    assert (code, err) == (0, "")
    for query in load_catalogue():
        assert f"  {query.name} " in out


def test_a_question_is_answered_at_80_columns(kg: Run) -> None:
    code, out, err = kg("query", "overdue", "--as-of", "2024-10-01", "--panel", "harbour panel")
    assert (code, err) == (0, "")
    assert "promise-f3a9f215a8" in out
    assert "30 Jun 2024" in out
    assert max(map(len, out.split("\n"))) <= 80
    assert "\x1b" not in out


def test_help_shows_parameters_with_examples(kg: Run) -> None:
    code, out, _ = kg("query", "who-promised-what", "--help")
    assert code == 0
    for words in ("--panel BODY", 'Example: --officer "okafor"', "--status open|overdue", "(today if not given)"):
        assert words in out


def test_options_may_stand_before_the_name(kg: Run, graph: Path) -> None:
    after = kg("query", "officers", "--graph", str(graph), "--format", "csv")
    assert kg("query", "--graph", str(graph), "--format", "csv", "officers") == after
    assert after[1].startswith("person,name,kind,role,body,source\n")
    # What is said counts more than KG_GRAPH, wherever it is said, and what is said last counts most.
    assert told(kg("query", "--graph", "none.kg", "officers")).startswith("none.kg: no graph there")
    assert kg("query", "--graph", "none.kg", "officers", "--graph", str(graph), "--format", "csv") == after


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["query", "who-promissed"], 'no query is called "who-promissed"; did you mean "who-promised-what"?'),
        (["query", "overdue", "--pannel", "x"], 'overdue has no parameter --pannel; did you mean "--panel"?'),
        (["query", "by-officer"], 'by-officer needs --officer; add it, such as --officer "okafor"'),
        (["query", "by-officer", "--officer", "sandrs"], "nothing fits --officer 'sandrs'"),
        (["query", "overdue", "--graph", "none.kg"], "none.kg: no graph there; make one with: kg build FOLDER"),
        (["query", "overdue", "--graph", "http://127.0.0.1:1/sparql"], "http://127.0.0.1:1/sparql: no answer"),
        (["query", "overdue", "-o", "none/x.csv"], "none/x.csv: cannot be written (No such file or directory)"),
        (["sparql", "CLEAR ALL"], "CLEAR would change the graph, which is only read here"),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "line 1: SERVICE is refused"),
        (["sparql", "SELECT *\nWHER { ?s ?p ?o }"], 'line 2, column 1: not SPARQL at "WHER { ?s ?p ?o }"'),
        (["sparql", "none.rq"], "none.rq: cannot be read (No such file or directory)"),
        (["sparql", "ASK { ?s ?p ?o }", "--format", "ttl"], "this query has no answer as ttl; use one of table, csv"),
        (["sparql", "DESCRIBE <http://a/b>", "--format", "csv"], "this query has no answer as csv; use one of ttl"),
        (["sparql", ""], "an empty query"),
    ],
)
def test_wrong_use_is_one_line(kg: Run, arguments: list[str], line: str) -> None:
    assert told(kg(*arguments)).startswith(line)


def test_nothing_found_is_said_and_is_no_fault(kg: Run) -> None:
    assert kg("query", "overdue", "--as-of", "2020-01-01") == (0, "", "kg: nothing found\n")
    assert kg("query", "overdue", "--as-of", "2020-01-01", "--format", "json")[:2] == (0, "[]\n")
    assert kg("query", "officers", "--officer", "clerk", "--format", "csv")[1] == "person,name,kind,role,body,source\n"


def test_the_ending_of_the_file_chooses_the_form(kg: Run, tmp_path: Path) -> None:
    assert kg("query", "officers", "-o", "officers.csv") == (0, "", "")
    assert len(list(csv.DictReader(io.StringIO((tmp_path / "officers.csv").read_text(encoding="utf-8"))))) == 8
    assert kg("query", "officers", "-o", "officers.json", "--format", "md") == (0, "", "")
    assert (tmp_path / "officers.json").read_text(encoding="utf-8").startswith("| name | role |")
    pytest.importorskip("openpyxl")
    assert kg("query", "officers", "-o", "officers.xlsx") == (0, "", "")
    assert (tmp_path / "officers.xlsx").read_bytes().startswith(b"PK")


def test_two_of_one_name_are_noted_on_stderr(kg: Run) -> None:
    code, out, err = kg("query", "promises-of-a-person", "--person", "field", "--format", "json")
    assert code == 0
    assert len(json.loads(out)) == 3
    assert err == "kg: --person 'field' means 2: Tom Field (larchford-borough-council); Tom Field (seaholm-council)\n"


def test_sparql_answers_in_every_form(kg: Run, tmp_path: Path) -> None:
    query = "SELECT DISTINCT ?label WHERE { ?body a minutes:Body ; rdfs:label ?label } ORDER BY ?label"
    (tmp_path / "bodies.rq").write_text(f"# panels\n{query}", encoding="utf-8")
    code, out, _ = kg("sparql", "bodies.rq", "--format", "csv")
    assert code == 0
    assert [row["label"] for row in csv.DictReader(io.StringIO(out))] == [
        "Children's Scrutiny Panel", "Harbour Panel", "Moorings Team"
    ]  # fmt: skip
    assert kg("sparql", "ASK { ?s a minutes:Promise }")[1] == "yes\n"
    assert kg("sparql", "ASK { ?s a minutes:Promise }", "--format", "json")[1] == "true\n"
    assert kg("sparql", "ASK { ?s a minutes:None }", "--format", "csv")[1] == "answer\nfalse\n"
    turtle = kg("sparql", "CONSTRUCT { ?s a minutes:Body } WHERE { ?s a minutes:Body }")[1]
    assert turtle.count(" a minutes:Body") == 3
    assert kg("sparql", "DESCRIBE <http://nothing/>", "--format", "nt")[1] == ""
    assert json.loads(
        kg("sparql", "CONSTRUCT { ?s a minutes:Body } WHERE { ?s a minutes:Body }", "--format", "jsonld")[1]
    )


def test_text_from_minutes_cannot_work_on_the_terminal(kg: Run) -> None:
    query = 'SELECT ?what WHERE { ?c minutes:action ?what FILTER(CONTAINS(?what, "SUM")) }'
    for form in ("table", "csv", "json", "md"):
        out = kg("sparql", query, "--format", form)[1]
        assert "SUM" in out
        assert not {"\x1b", "\u202e"} & set(out)
    graph = kg(
        "sparql", 'CONSTRUCT { ?c rdfs:label ?what } WHERE { ?c minutes:action ?what FILTER(CONTAINS(?what, "SUM")) }'
    )[1]
    assert not {"\x1b", "\u202e"} & set(graph)
