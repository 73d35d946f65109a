"""The page with all that was read in a file: the text as it stands, and the words of every fact marked in it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import cli
from kg.document import Span
from kg.extract import extract_facts
from kg.query.cells import visible
from kg.read import read_document
from kg.show.evidence import KINDS, Mark, cut_lines, find_marks, format_evidence
from tests.conftest import EXAMPLES

MINUTES = """Seaholm Council
Harbour Panel
Tuesday 10 September 2024

Present: Councillor Mary Hill (Chair)
In attendance: Tom Field, Head of Harbours

4. MOORINGS

Mr Field undertook to send the Panel the list of moorings in the new year. 87% were let, against a target of 90%.
Mr Field hoped to visit the quay.
"""


class _Page(HTMLParser):
    """The lines of text on a page, the words under each kind of mark, and every tag and address."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.marked: dict[str, str] = {}
        self.tags: set[str] = set()
        self.targets: set[str] = set()
        self.links: list[str] = []
        self._in_line = self._in_note = False
        self._classes: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if name := given.get("id"):
            assert name not in self.targets
            self.targets.add(name)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "p" and given.get("class") == "line":
            self.lines.append("")
            self._in_line = True
        self._in_note |= tag in ("sup", "a")
        if tag == "mark":
            self._classes = (given["class"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        self._in_line &= tag != "p"
        self._in_note &= tag not in ("sup", "a")
        if tag == "mark":
            self._classes = []

    def handle_data(self, data: str) -> None:
        if self._in_line and not self._in_note:
            self.lines[-1] += data
            for kind in self._classes:
                self.marked[kind] = self.marked.get(kind, "") + data


def page_of(text: str) -> _Page:
    document = read_document(text.encode(), "minutes.txt")
    return _Page(format_evidence(document, extract_facts(document), "minutes"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("promise", "undertook to send the Panel the list of moorings in the new year"),
        ("due", "in the new year"),
        ("figure", "87%90%"),
        ("person", "Tom Field"),
        ("meeting", "Harbour Panel"),
    ],
)
def test_the_words_of_each_kind_of_fact_are_marked(kind: str, words: str) -> None:
    assert words in page_of(MINUTES).marked[kind]


def test_the_text_on_the_page_is_the_text_of_the_file_line_by_line() -> None:
    page = page_of(MINUTES)
    assert "\n".join(page.lines) == MINUTES
    assert {f"L{number}" for number in range(1, MINUTES.count("\n") + 2)} <= page.targets


def test_every_link_leads_somewhere_on_the_page() -> None:
    page = page_of(MINUTES)
    own = [link for link in page.links if link.startswith("#")]
    assert own
    assert [link for link in own if link[1:] not in page.targets] == []


def test_what_each_fact_was_made_of_stands_below_the_text() -> None:
    document = read_document(MINUTES.encode(), "minutes.txt")
    whole = format_evidence(document, extract_facts(document), "minutes")
    assert "<dd>Tom Field</dd>" in whole
    assert "<dd>Jan 2025 to Mar 2025</dd>" in whole


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div></main><h1>Not the minutes</h1>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; &#60;",
    "]]>--><!--",
    "\x1b[31m\x7f\u202eevil",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_shown_as_text(words: str) -> None:
    text = MINUTES.replace("list of moorings", f"list {words} of moorings").replace("MOORINGS", words)
    page = page_of(text)
    assert "\n".join(page.lines) == visible(text)
    assert page.tags <= page_of(MINUTES).tags
    assert "script" not in page.tags


def test_a_page_loads_nothing() -> None:
    document = read_document(MINUTES.encode(), "minutes.txt")
    whole = format_evidence(document, extract_facts(document), "minutes")
    assert not {"img", "script", "link", "iframe", "object", "base"} & _Page(whole).tags
    assert "default-src 'none'" in whole
    assert "@import" not in whole and "url(" not in whole


@given(data=st.data(), text=st.text(st.sampled_from("ab \n\r<&"), max_size=60))
def test_pieces_joined_are_the_text_and_those_of_a_fact_its_words(data: st.DataObject, text: str) -> None:
    def spans() -> st.SearchStrategy[Span]:
        return st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ab: Span(min(ab), max(ab)))

    marks = [
        Mark(data.draw(st.sampled_from(sorted(KINDS))), (span,), "")
        for span in data.draw(st.lists(spans(), max_size=6))
    ]
    lines = cut_lines(text, marks)
    bare = text.replace("\r\n", "\n")
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == visible(bare)
    for number, mark in enumerate(marks, 1):
        words = "".join(piece.text for line in lines for piece in line if number in piece.marks)
        (span,) = mark.spans
        ends_a_line = text[span.end : span.end + 1] == "\n" and text[: span.end].endswith("\r")
        wanted = text[span.start : span.end].removesuffix("\r" if ends_a_line else "\0")
        assert words == visible(wanted.replace("\r\n", "\n").replace("\n", ""))


def test_every_fact_of_the_examples_has_its_mark() -> None:
    for file in sorted(EXAMPLES.rglob("*.txt")):
        document = read_document(file.read_bytes(), file.name)
        facts = extract_facts(document)
        marks = find_marks(document, facts, file.stem)
        page = _Page(format_evidence(document, facts, file.stem))
        assert "\n".join(page.lines) == document.text
        commitments = [mark for mark in marks if mark.name]
        assert len(commitments) == len(facts.commitments)
        assert {f"f{number}" for number in range(1, len(marks) + 1)} <= page.targets


def test_from_the_command_line(examples_graph: Path, tmp_path: Path) -> None:
    name = "merrowshire-housing-panel-2026-02-05.txt"
    assert cli.run(["show", "--html", name, "--graph", str(examples_graph), "-o", str(tmp_path / "one.html")]) == 0
    assert cli.run(["show", "--html", "all", "--graph", str(examples_graph), "-o", str(tmp_path / "all")]) == 0
    pages = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert len(pages) == 10
    same = tmp_path / "all" / "merrowshire-council--merrowshire-housing-panel-2026-02-05.html"
    assert same.read_bytes() == (tmp_path / "one.html").read_bytes()


def test_a_file_that_is_in_no_graph_is_read_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    code = cli.run(["show", "--html", str(tmp_path / "minutes.txt"), "--graph", str(tmp_path / "none.kg")])
    assert code == 0
    assert "in the new year" in _Page(capsys.readouterr().out).marked["due"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--html", "none.txt"], "no file and no source of the graph is called 'none.txt'"),
        (["--html", "all"], "one page for each file needs a folder; add -o FOLDER"),
        (["--html", "a.txt", "-o", "a.txt"], "a.txt: its name does not say that it is a web page; end it in .html"),
        (["--html", "all", "--text", "all"], "name one commitment, or a file with --text or --html"),
    ],
)
def test_wrong_use_is_answered_in_one_line(
    arguments: list[str], line: str, examples_graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["show", *arguments, "--graph", str(examples_graph)]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert line in said
