"""`kg show`: one commitment, its words in their paragraph, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import cli
from kg.errors import UsageError
from kg.show import Event, Words, find_commitment, format_shown, show_commitment
from kg.store import GraphFolder
from tests.query.seaholm import BASE, MAY, write_folder

TODAY = dt.date(2024, 10, 1)
PROMISE = f"{BASE}seaholm-council/commitment/promise-f3a9f215a8#it"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    path = tmp_path_factory.mktemp("show") / "minutes.kg"
    write_folder(path)
    return GraphFolder.open(path)


@pytest.fixture
def kg(folder: GraphFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("KG_GRAPH", str(folder.path))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(list(arguments))
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    "typed",
    [
        "promise-f3a9f215a8",
        "promise-f3",
        "f3a9f215a8",
        "f3a",
        "PROMISE-F3A9F215A8",
        PROMISE,
        PROMISE.removesuffix("#it"),
    ],
)
def test_a_commitment_is_found_by_as_much_of_its_name_as_is_needed(folder: GraphFolder, typed: str) -> None:
    assert find_commitment(typed, folder.store()) == PROMISE


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("request", "'request' can be 2 commitments; give more of it: request-13845b20f8; request-41745906a3"),
        ("promise-f3a9f215a7", "no commitment is called 'promise-f3a9f215a7'; did you mean \"promise-f3a9f215a8\"?"),
        ("xyz", "no commitment is called 'xyz'; kg query search --words finds commitments by their words"),
        ("http://a/b#it", "no commitment is called 'http://a/b#it'"),
        ("", "no commitment is called ''"),
    ],
)
def test_what_cannot_be_found_is_told(folder: GraphFolder, typed: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_commitment(typed, folder.store())
    assert str(caught.value).startswith(told)


def test_all_that_is_known(folder: GraphFolder) -> None:
    shown = show_commitment("f3a9", folder, as_of=TODAY)
    assert (shown.kind, shown.strength, shown.status) == ("promise", "firm", "overdue")
    assert shown.by == ("Adaeze Okafor (Head of Moorings)",)
    assert shown.to == ("Harbour Panel",)
    assert (shown.due_by, shown.due_text) == ("2024-06-30", "by 30 June 2024")
    assert (shown.meeting, shown.item) == ("Harbour Panel, 14 May 2024", "1 Moorings")
    (words,) = shown.words
    assert words.quote == "Ms Okafor undertook to circulate the breakdown by 30 June 2024"
    assert MAY.split("\n")[int(words.where.removeprefix("line ")) - 1].startswith(words.quote)
    assert words.before + words.quote + words.after in MAY
    assert shown.events == (Event("2024-05-14", "open", "harbour-panel-2024-05-14.txt", words.where),)
    assert show_commitment("f3a9", folder, as_of=dt.date(2024, 6, 30)).status == "open"


def test_several_promise_and_somebody_else_acts(folder: GraphFolder) -> None:
    both = show_commitment("promise-1b637e4561", folder, as_of=TODAY)
    assert both.by == ("Adaeze Okafor (Director of Ports)", "Tom Field (Harbour Master)")
    assert show_commitment("resolution-f9", folder, as_of=TODAY).owner == ("Harbour Master",)
    assert show_commitment("promise-a6", folder, as_of=TODAY).condition == "If the grant was approved"
    assert show_commitment("promise-95", folder, as_of=TODAY).recurs == "P3M"


def test_the_words_stand_out_in_their_paragraph(folder: GraphFolder) -> None:
    shown = show_commitment("resolution-f9", folder, as_of=TODAY)
    plain = format_shown(shown)
    assert "RESOLVED – That [[the Harbour Master report to the next meeting on dredging]]." in plain
    assert "harbour-panel-2024-05-14.txt, line 15" in plain
    assert 'Due      10 Sep 2024, "to the next meeting"' in plain
    assert plain.endswith(f"\n{shown.iri}\n")
    styled = format_shown(shown, styled=True)
    assert "\x1b[1mthe Harbour Master report to the next meeting on dredging\x1b[0m" in styled
    assert "[[" not in styled


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_it_fits_the_screen(folder: GraphFolder, width: int) -> None:
    for name in ("promise-1b", "resolution-f9", "promise-a6", "resolution-91"):
        shown = show_commitment(name, folder, as_of=TODAY)
        lines = format_shown(shown, width=width).split("\n")
        assert max(len(line) for line in lines if line != shown.iri) <= width


def test_spaces_around_the_words_are_kept(folder: GraphFolder) -> None:
    shown = show_commitment("f3a9", folder, as_of=TODAY)
    words = Words("minutes.txt", "line 3", "", "before\n", "the words", "\xa0after\n\n", found=True)
    assert "  before [[the words]] after\n" in format_shown(replace(shown, words=(words,)))
    close = Words("minutes.txt", "line 3", "", "(", "the words", ")", found=True)
    assert "  ([[the words]])\n" in format_shown(replace(shown, words=(close,)))


def test_a_changed_source_is_told(tmp_path: Path) -> None:
    path = tmp_path / "minutes.kg"
    write_folder(path)
    folder = GraphFolder.open(path)
    entry = next(entry for entry in folder.manifest.documents if entry.slug == "harbour-panel-2024-05-14")
    (path / "sources" / entry.sha256).write_bytes(MAY.replace("SEAHOLM", "SEA").encode("utf-8"))
    (words,) = show_commitment("f3a9", folder, as_of=TODAY).words
    assert not words.found
    assert words.quote.startswith("Ms Okafor undertook")
    text = format_shown(show_commitment("f3a9", folder, as_of=TODAY))
    assert "These words are no longer there in the stored copy: run kg validate." in text


def test_the_command(kg: Run) -> None:
    code, out, err = kg("show", "f3a9", "--as-of", "2024-10-01")
    assert (code, err) == (0, "")
    assert out.startswith("promise-f3a9f215a8  promise, firm, overdue\n")
    assert "[[Ms Okafor undertook to circulate the breakdown by 30 June 2024]]." in out


def test_text_from_minutes_cannot_work_on_the_terminal(kg: Run) -> None:
    out = kg("show", "resolution-91")[1]
    assert "=SUM(A1)" in out
    assert not {"\x1b", "\u202e"} & set(out)


def test_the_text_is_that_of_the_file_to_the_character(kg: Run, tmp_path: Path) -> None:
    assert kg("show", "--text", "harbour-panel-2024-05-14.txt") == (0, MAY, "")
    (tmp_path / "other.txt").write_bytes("Ms Okafor’s report\r\nwould follow.".encode("cp1252"))
    assert kg("show", "--text", "other.txt") == (0, "Ms Okafor’s report\r\nwould follow.", "")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "name one commitment, or a file with --text or --html; kg query who-promised-what lists them"),
        (["f3a9", "--text", "x"], "name one commitment, or a file with --text"),
        (["zz"], "no commitment is called 'zz'"),
        (["--text", "harbor-panel-2024-05-14.txt"], "no file and no source of the graph is called"),
        (["f3a9", "--graph", "https://a.example/sparql"], "https://a.example/sparql: kg show reads the stored minutes"),
        (["f3a9", "--graph", "none.kg"], "none.kg: no graph there"),
        (["f3a9", "--as-of", "soon"], "--as-of 'soon' is not a date"),
    ],
)
def test_wrong_use_is_one_line(kg: Run, arguments: list[str], line: str) -> None:
    code, out, err = kg("show", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"kg: {line}")
    assert err.count("\n") == 1
