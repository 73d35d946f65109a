"""The files of `queries/`, and what is said of a faulty one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg import paths
from kg.errors import QueryError, UsageError
from kg.query import CannedQuery, answer_query, find_query, format_catalogue, load_catalogue
from kg.query.catalogue import load_query
from kg.query.header import Entry, parse_header
from kg.store import EmbeddedStore
from kg.store.sparql import mask_query
from tests.query.conftest import TODAY

GOOD = """#+ summary: Names of panels
#+ description: All of them,
#+   whoever they belong to.
#+ tags:
#+   - meetings
#+ params:
#+   panel:
#+     type: body
#+     description: only this one
#+     default: ""
#+ columns:
#+   name: what it is called
#+ layout:
#+   Name: name
SELECT ?name ?_panel WHERE {
  GRAPH ?graph { ?body a <https://w3id.org/minutes-kg/ontology#Body> ; <http://www.w3.org/2000/01/rdf-schema#label> ?name }
  FILTER(?_panel = "" || CONTAINS(?_panel, STR(?body)))
} ORDER BY ?name
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of queries with one good query."""
    shutil.copytree(paths.QUERIES / "names", tmp_path / "names")
    (tmp_path / "panel-names.rq").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_query_is_added_by_adding_a_file(folder: Path, store: EmbeddedStore) -> None:
    query = find_query("panel-names", folder)
    assert query.summary == "Names of panels"
    assert query.description == "All of them, whoever they belong to."
    answer = answer_query(query, store, {"panel": "harbour"}, today=TODAY)
    assert [str(row[0]) for row in answer.table.rows] == ["Harbour Panel"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("summary:", "sumary:", 'panel-names.rq:1: the key "sumary" is not known; did you mean "summary"?'),
        ("#+ summary: Names of panels\n", "", "panel-names.rq:1: summary is missing"),
        ("     type: body", "     tpye: body", 'panel-names.rq:8: the key "tpye" is not known; did you mean "type"?'),
        ("type: body", "type: bodies", 'panel-names.rq:8: no type is called "bodies"; did you mean "body"?'),
        ("  - meetings", "  - meeting", "panel-names.rq:4: tags does not begin with a group; list one of commitments"),
        ("#+   Name: name", "#+   Name: nam", 'panel-names.rq:1: "nam" is in join or layout but not a column'),
        ("#+     type", "#+    type", "panel-names.rq:8: the indentation is not in steps of two spaces"),
        ("#+     type", "#+       type", "panel-names.rq:8: indented too deep"),
        ("summary: Names of panels", "summary: Names: of panels", 'panel-names.rq:1: "Names: of panels" would be read'),
        ("summary: Names of panels", "summary: [Names]", 'panel-names.rq:1: "[Names]" would be read as more than text'),
        ("#+ tags:", "#+ tags", 'panel-names.rq:4: "tags" is not understood; write "key: value"'),
        ("#+ tags:", "#+ summary: Again\n#+ tags:", 'panel-names.rq:4: "summary" is said twice'),
        ("SELECT ?name", "#+ join: name\nASK", "panel-names.rq:1: a canned query is a SELECT"),
        ("} ORDER", "#+ join: name\n} ORDER", "panel-names.rq:18: a header line below the header"),
        ("#+", "##", "panel-names.rq:1: the file does not begin with a header"),
        ("?_panel", "?_body", "panel-names.rq:1: ?_body is used but not in params; make both agree"),
        ('default: ""', "choices: a, b", "panel-names.rq:7: choices belong to a parameter of type choice"),
    ],
)
def test_a_faulty_header_is_told_with_file_and_line(folder: Path, old: str, new: str, told: str) -> None:
    path = folder / "panel-names.rq"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        load_catalogue(folder)
    assert str(caught.value).startswith(f"{folder}/{told}")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "SELECT ?name ?_panel",
            "SELECT ?name ?body ?_panel",
            "it gives the columns name, body and its header names name",
        ),
        ("CONTAINS(", "CONTAIN(", 'line 17, column 31: not SPARQL at "(?_panel, STR(?body)))"'),
    ],
)
def test_a_faulty_query_is_told_with_its_file(
    folder: Path, store: EmbeddedStore, old: str, new: str, told: str
) -> None:
    path = folder / "faulty.rq"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        answer_query(find_query("faulty", folder), store, {}, today=TODAY)
    assert str(path) in str(caught.value)


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    for typed, near in (("who-promissed-what", "who-promised-what"), ("overdu", "overdue"), ("Officers", "officers")):
        with pytest.raises(UsageError, match=f'did you mean "{near}"'):
            find_query(typed)
    with pytest.raises(UsageError, match="kg query lists them all"):
        find_query("xyzzy")


def test_a_name_is_no_way_to_other_files() -> None:
    for typed in ("../shapes/x", "names/body", "/etc/passwd", ""):
        with pytest.raises(UsageError):
            find_query(typed)


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_every_query_is_fit_for_the_catalogue(query: CannedQuery) -> None:
    line = next(line for line in format_catalogue(load_catalogue()).split("\n") if line.startswith(f"  {query.name} "))
    assert query.summary in line, "one line of 80 characters in the catalogue"
    assert not query.summary.endswith(".")
    assert "ORDER BY" in query.text, "the same answer every time"
    assert query.layout
    for parameter in query.parameters:
        assert parameter.example or parameter.type in ("choice", "council", "date"), (
            f"{parameter.option} has no example"
        )


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_every_order_is_total(query: CannedQuery) -> None:
    """The last thing that a query is ordered by tells its rows apart; else the store would choose an order."""
    body = mask_query(query.text)
    ordered = set(re.findall(r"\?(\w+)", body[body.rindex("ORDER BY") :]))
    alone = {"older_document", "commitment", "refusal", "observation", "address", "person", "meeting", "document"}
    assert ordered & alone, "ordered by an address"
    assert ordered <= {column.name for column in query.columns}, "ordered by what is not shown"


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_every_header_is_yaml_too(query: CannedQuery) -> None:
    yaml = pytest.importorskip("yaml")
    header = "\n".join(line[3:] for line in query.text.split("\n") if line.startswith("#+"))
    read = yaml.load(header, Loader=yaml.BaseLoader)

    def same(entry: Entry) -> object:
        return entry.items or {key: same(value) for key, value in entry.entries.items()} or entry.text

    assert read == same(parse_header(query.text, str(query.path)))


def test_the_catalogue_fits_the_screen() -> None:
    for width in (80, 60, 120):
        assert max(map(len, format_catalogue(load_catalogue(), width).split("\n"))) <= width


def test_names_are_listed_by_queries_that_give_three_columns(store: EmbeddedStore) -> None:
    for path in sorted((paths.QUERIES / "names").glob("*.rq")):
        table = store.select(path.read_text(encoding="utf-8"))
        assert table.columns == ("node", "name", "label"), path
        assert table.rows, path
        assert all(term is not None for row in table.rows for term in row), path


def test_the_readme_names_every_key_and_type() -> None:
    text = (paths.QUERIES / "README.md").read_text(encoding="utf-8")
    for word in ("summary", "description", "tags", "params", "columns", "layout", "join", "choice", "date", "number"):
        assert f"`{word}`" in text
    for path in (paths.QUERIES / "names").glob("*.rq"):
        assert f"`{path.stem}`" in text


def test_load_query_reads_a_file_once(folder: Path) -> None:
    path = folder / "panel-names.rq"
    assert load_query(path) is load_query(path)
