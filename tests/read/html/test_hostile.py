"""Pages that nobody wrote for a person: they are read, or refused in one line, in bounded time and memory."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.errors import SourceError
from kg.read import render

SECONDS = 60  # on a slow machine that has other things to do; without the guard some of these take hours

PAGES: dict[str, Callable[[], str]] = {
    "boxes": lambda: "<div>" * 100_000 + "<p>The Clerk agreed.</p>" + "</div>" * 100_000,
    "bold": lambda: "<b>" * 100_000 + "The Clerk agreed.",
    "paragraphs in bold": lambda: "<p><b>" * 100_000 + "The Clerk agreed.",
    "tables": lambda: "<table><tr><td>" * 30_000 + "The Clerk agreed.",
    "lists": lambda: "<ul><li>" * 50_000 + "The Clerk agreed.",
    "fonts before paragraphs": lambda: (
        "".join(f"<font a={n}>" for n in range(10_000)) + "<p>The Clerk agreed." * 10_000
    ),
    "attributes": lambda: f"<div {' '.join(f'a{n}' for n in range(300_000))}>The Clerk agreed.",
    "quoted attributes": lambda: "<div " + " ".join(f'a{n}="<>"' for n in range(100_000)) + ">The Clerk agreed.",
    "rows": lambda: "<table>" + "<tr><td>The Clerk agreed.<td>b" * 100_000 + "</table>",
    "breaks": lambda: "<p>The Clerk agreed.<br>" + "<br>" * 200_000,
    "entities": lambda: "<p>The Clerk agreed.&nbsp;&#0;&notit;&#x110000;" * 50_000,
    "spaces": lambda: "<p>The Clerk agreed." + "\u00a0" * 2_000_000,
    "comment without end": lambda: "<p>The Clerk agreed.<!-- " + "<p>x" * 100_000,
    "tags without end": lambda: "<p>The Clerk agreed.</p>" + "<a x " * 200_000,
    "quotes without end": lambda: "<p>The Clerk agreed.</p>" + "<a x='\"" * 200_000,
    "scripts": lambda: "<p>The Clerk <script>'</p>'</script>agreed." * 20_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGES)
def test_hostile_markup_is_read_in_bounded_time(kind: str) -> None:
    data = f"<!doctype html><html><body>{PAGES[kind]()}".encode()
    start = time.process_time()
    text = render(data, "page.html").text
    assert "The Clerk agreed." in text
    assert time.process_time() - start < SECONDS


def test_boxes_in_boxes_keep_their_words_apart() -> None:
    data = f"<html><body>{'<div>' * 3000}<p>deep</p>{'</div>' * 3000}<p>after</p></body></html>".encode()
    assert render(data, "page.html").text == "deep\n\nafter\n"


def test_a_page_of_nothing_but_tags_is_refused_in_one_line() -> None:
    with pytest.raises(SourceError, match="more than 2 million tags"):
        render(b"<html><body>" + b"<b>" * 2_100_000, "page.html")


@pytest.mark.parametrize("cut", [0, 1, 7, 50, 200])
def test_a_page_cut_anywhere_is_read_or_refused(cut: int) -> None:
    data = b"<!doctype html><html><head><title>A</title></head><body><table><tr><td><ul><li><p>The <b>Clerk</b> agreed.</ol></table>"
    try:
        text = render(data[: len(data) - cut], "page.html").text
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        assert "\x00" not in text


def test_stray_null_bytes_do_not_matter() -> None:
    assert (
        render(b"<html><body><p>The\x00 Clerk ag\x00reed.</p></body></html>", "page.html").text == "The Clerk agreed.\n"
    )


def test_comments_before_a_text_do_not_hold_up_the_question_whether_it_is_a_page() -> None:
    text = "<!---->" * 580 + "Minutes: the Clerk agreed to write.\n"
    assert render(text.encode(), "notes.txt").text == text


def test_brackets_without_end_do_not_hold_up_a_line() -> None:
    assert len(render(f"<html><body><p>{'(' * 300_000}</p></body></html>".encode(), "page.html").text) == 300_001
