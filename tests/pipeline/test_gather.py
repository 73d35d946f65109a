"""Which files a build takes, and under which name each document stands in the graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.gather import gather_sources
from kg.pipeline import build_graph
from kg.store import GraphFolder
from tests.conftest import DAY

TEXT = "{council}\n\nHOUSING PANEL\n\n4 May 2024\n\n1. Repairs\n\nMs Holt undertook to circulate the list by 1 June 2024.\n"


def put(folder: Path, *names: str, text: str = TEXT.format(council="MERE VALLEY COUNCIL")) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def taken(*paths: Path) -> list[str]:
    return [source.path.name for source in gather_sources(paths).sources]


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "2024/c.TXT", "2024/may/a.md", "d.text")
    assert sorted(taken(tmp_path)) == ["a.md", "b.txt", "c.TXT", "d.text"]


def test_what_is_not_minutes_is_left_alone(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.txt",
        "README.md",
        "readme.txt",
        ".hidden.txt",
        ".git/x.txt",
        "old.kg/sources/y.txt",
        "figures.xlsx",
        "minutes.csv~",
    )
    assert taken(tmp_path) == ["a.txt"]


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    put(tmp_path, "minutes.1987", "README")
    assert taken(tmp_path / "minutes.1987", tmp_path / "README") == ["README", "minutes.1987"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert taken(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".DOC"])
def test_forms_that_are_not_read_yet_are_named(tmp_path: Path, ending: str) -> None:
    put(tmp_path, "a.txt", f"b{ending}")
    (skipped,) = gather_sources([tmp_path]).skipped
    assert str(skipped) == f"{tmp_path / f'b{ending}'}: {ending} files are not read yet; save it as plain text"


def test_a_folder_of_other_things_holds_no_minutes(tmp_path: Path) -> None:
    put(tmp_path, "README.md", "figures.csv")
    with pytest.raises(UsageError, match="no minutes found"):
        gather_sources([tmp_path])


def test_the_table_beside_a_file_counts_and_no_other(tmp_path: Path) -> None:
    put(tmp_path, "one/a.txt", "two/a.txt")
    put(tmp_path, "one/minutes.csv", text="file,body\na.txt,Parks Panel\n")
    assert [source.record.body for source in gather_sources([tmp_path]).sources] == ["Parks Panel", ""]


# Names ----------------------------------------------------------------------------------------------------------


def slugs(tmp_path: Path, *paths: Path) -> list[tuple[str, str]]:
    build_graph(paths, tmp_path / "x.kg", as_of=DAY)
    return [(entry.council, entry.slug) for entry in GraphFolder.open(tmp_path / "x.kg").manifest.documents]


def test_two_councils_may_use_the_same_file_name(tmp_path: Path) -> None:
    put(tmp_path, "mere/may.txt")
    put(tmp_path, "fen/may.txt", text=TEXT.format(council="FEN BOROUGH COUNCIL"))
    assert slugs(tmp_path, tmp_path) == [("fen-borough-council", "may"), ("mere-valley-council", "may")]


def test_the_same_file_in_two_folders_is_one_document_and_said(tmp_path: Path) -> None:
    put(tmp_path, "mere/may.txt", "copy/may.txt")
    report = build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert report.documents == 1
    assert [str(warning) for warning in report.warnings] == [
        "may.txt: the same file stands in two folders; it is read once"
    ]


def test_two_files_of_one_council_with_the_same_name_both_stay(tmp_path: Path) -> None:
    put(tmp_path, "draft/may.txt")
    put(tmp_path, "final/may.txt", text=TEXT.format(council="MERE VALLEY COUNCIL") + "\nApproved.\n")
    first = slugs(tmp_path, tmp_path / "draft", tmp_path / "final")
    assert len(set(first)) == 2
    assert all(slug.startswith("may-") for _, slug in first)
    assert slugs(tmp_path, tmp_path / "final", tmp_path / "draft") == first


@pytest.mark.parametrize(
    "name", ["Größe & Höhe (final) v2.txt", "会议.txt", "....txt", "a'b\"c.txt", "%2e%2e.txt", "x" * 200 + ".txt"]
)
def test_any_file_name_gives_an_address(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    ((_, slug),) = slugs(tmp_path, tmp_path / name)
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= 120
