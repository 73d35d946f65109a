"""Which files a build takes, and under which name each document stands in the graph."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.gather import gather_sources, stem_of
from kg.gather.names import ending_of, looks_like_minutes
from kg.pipeline import build_graph
from kg.read import UNREAD
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
        "robots.txt",
        "minutes.csv~",
    )
    assert taken(tmp_path) == ["a.txt"]


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    put(tmp_path, "minutes.1987", "README")
    assert taken(tmp_path / "minutes.1987", tmp_path / "README") == ["README", "minutes.1987"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert taken(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]


def test_what_a_page_brings_along_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "May minutes.txt", "May minutes_files/note.txt", "May minutes_files/style.css", "2024_files/june.txt")
    put(tmp_path, "style.css?v=3", "logo.png", "script.js", "figures.xlsx", "list.csv")
    assert taken(tmp_path) == ["june.txt", "May minutes.txt"]
    assert gather_sources([tmp_path]).skipped == ()


def test_a_list_that_we_wrote_is_not_minutes(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "GUIDE.md", "LICENSE.txt")
    put(tmp_path, "missed.md", text="| source | line | item |\n| --- | --- | --- |\n| a.md | 7 | |\n")
    put(tmp_path, "log.md", text="| Item | Lead |\n| --- | --- |\n| Repairs | Ms Holt |\n")
    gathered = gather_sources([tmp_path])
    assert [source.name for source in gathered.sources] == ["a.md", "log.md"]
    assert [str(one) for one in gathered.skipped] == [f"{tmp_path / 'missed.md'}: a list that kg wrote, not minutes"]


@pytest.mark.skipif(os.name != "posix", reason="links need a permission elsewhere")
def test_links_within_the_folder_are_read_once_and_links_out_of_it_never(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.txt", "sub/b.txt")
    put(tmp_path / "out", "c.txt", "d.txt")
    (tmp_path / "in/e.txt").symlink_to("sub/b.txt")
    (tmp_path / "in/c.txt").symlink_to(tmp_path / "out/c.txt")
    (tmp_path / "in/more").symlink_to("../out")
    gathered = gather_sources([tmp_path / "in"])
    assert [source.name for source in gathered.sources] == ["a.txt", "b.txt"]
    assert [str(one).removeprefix(f"{tmp_path}/") for one in gathered.skipped] == [
        "in/c.txt: a link out of the folder; put the file itself there, or name it",
        "in/more: a link to a folder; name the folder itself beside this one",
    ]


@pytest.mark.parametrize(
    ("head", "read"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\r\n <!-- saved from url=(0042)https://example.org/ -->\n<HTML lang=en>", True),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', True),
        ("<html>".encode("utf-16"), True),
        (b"%PDF-1.7\n", True),
        (b"{\\rtf1\\ansi", True),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + b"\0" * 16 + b"[Content_Types].xml", True),
        (b"PK\x03\x04" + b"\0" * 26 + b"pictures/a.png", False),
        (b"<?xml version='1.0'?><getmeetings>", False),
        (b"all: build\n", False),
        (b"\x7fELF", False),
        (b"", False),
    ],
)
def test_a_name_that_says_nothing_leaves_it_to_the_first_bytes(head: bytes, read: bool) -> None:
    assert looks_like_minutes(head) is read


@pytest.mark.parametrize(
    ("name", "ending", "stem"),
    [
        ("may.TXT", ".txt", "may"),
        ("mgAi.aspx?ID=123", ".aspx", "mgAi?ID=123"),
        ("ieListDocuments.aspx@CId=1&MId=2", ".aspx", "ieListDocuments@CId=1&MId=2"),
        ("ieListDocuments.aspx%3FCId=1&MId=2", ".aspx", "ieListDocuments%3FCId=1&MId=2"),
        ("mgAi.aspx?ID=123.html", ".html", "mgAi.aspx?ID=123"),
        ("index.html@x=y", ".html", "index@x=y"),
        ("minutes.pdf.1", ".pdf", "minutes.1"),
        ("Minutes 4.5.2024", "", "Minutes 4.5.2024"),
        ("minutes", "", "minutes"),
        (".hidden", "", ".hidden"),
        ("İstanbul ß.TXT", ".txt", "İstanbul ß"),
    ],
)
def test_the_ending_of_a_name(name: str, ending: str, stem: str) -> None:
    assert (ending_of(name), stem_of(name)) == (ending, stem)


def test_the_table_names_a_page_by_its_address(tmp_path: Path) -> None:
    put(tmp_path, "minutes.txt@CId=1&MId=2", "other.txt?ID=7")
    put(tmp_path, "minutes.csv", text="file,body\nminutes.txt@CId=1&MId=2,Parks Panel\nother.txt?ID=7,Ferry Panel\n")
    gathered = gather_sources([tmp_path])
    assert [(one.name, one.record.body) for one in gathered.sources] == [
        ("minutes.txt@CId=1&MId=2", "Parks Panel"),
        ("other.txt?ID=7", "Ferry Panel"),
    ]
    assert gathered.doubts == ()


def test_a_file_is_what_it_holds_and_not_what_it_is_called(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.doc",
        text=r"{\rtf1 MERE VALLEY COUNCIL\par HOUSING PANEL\par 4 May 2024\par Ms Holt undertook to report.}",
    )
    put(
        tmp_path,
        "b.pdf",
        text="<!DOCTYPE html><html><body><p>HOUSING PANEL</p><p>5 May 2024</p><p>Ms Holt undertook to ask.</p>",
    )
    put(tmp_path, "c.html", "d.docx")
    (tmp_path / "e.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    report = build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    forms = {one.name: one.media_type for one in GraphFolder.open(tmp_path / "x.kg").manifest.documents}
    assert forms == {"a.doc": "application/rtf", "b.pdf": "text/html", "c.html": "text/plain", "d.docx": "text/plain"}
    assert [str(one) for one in report.skipped] == [
        f"{tmp_path / 'e.doc'}: an old Word file (.doc); open it in Word and save it as .docx"
    ]


@pytest.mark.parametrize("ending", UNREAD)
def test_forms_that_are_not_read_are_named(tmp_path: Path, ending: str) -> None:
    put(tmp_path, "a.txt", f"b{ending}")
    (skipped,) = gather_sources([tmp_path]).skipped
    assert str(skipped) == f"{tmp_path / f'b{ending}'}: {ending} files are not read; save it as PDF or .docx"


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
