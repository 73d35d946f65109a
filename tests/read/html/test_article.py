"""Pages of any council's site beside their main text; councils and people are invented."""

from __future__ import annotations

import pytest

from kg.errors import SourceError
from kg.read import SUFFIXES, UNREAD, render

PARISH = """<!DOCTYPE html><html><head><meta charset="UTF-8"><title>Minutes 8th May 2024 – Nether Ashby Parish Council</title>
<link rel="canonical" href="https://netherashby.example/minutes/may"></head>
<body class="single has-sidebar menu-open"><div id="cookie-notice">We use cookies <a>Accept</a></div>
<div id="page" class="site"><a class="skip-link" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title">Nether Ashby Parish Council</p><nav><ul><li><a>Home</a></li></ul></nav></header>
<div id="content" class="has-sidebar"><main id="main"><article><header><h1>Minutes 8th May 2024</h1></header>
<div class="entry-content"><p>The Clerk agreed to report the pothole by 1 June.</p><p>Minutes (PDF 101 KB)</p>
<div class="sd-sharing">Share this: <a>Post</a></div></div></article></main><aside><h2>Recent</h2></aside></div>
<footer>All rights reserved</footer></div></body></html>"""

OLD = """<html><head><title>Ash Town Council - Minutes</title></head><body><div id="header"><img src="l.png" alt="Ash Town Council"></div>
<table width="100%"><tr><td width="20%"><a href="3">News</a><br><a href="4">Contact</a><br><a href="5">Links</a></td><td>
<p>MINUTES OF THE MEETING HELD ON 4 MAY 2024</p><p>The Clerk would write to the owner, as had been asked at the last meeting.</p>
</td></tr></table><div id="footer"><a href="6">Site map</a></div></body></html>"""


def test_menus_banners_and_feet_are_left_out() -> None:
    rendering = render(PARISH.encode(), "may.html")
    assert rendering.text == (
        "Nether Ashby Parish Council\n\nMinutes 8th May 2024\n\nThe Clerk agreed to report the pothole by 1 June.\n\nMinutes\n"
    )
    assert rendering.url == "https://netherashby.example/minutes/may"


def test_the_block_with_most_running_text_is_the_text_where_nothing_says_so() -> None:
    assert render(OLD.encode(), "old.htm").text == (
        "Ash Town Council\n\nMINUTES OF THE MEETING HELD ON 4 MAY 2024\n\n"
        "The Clerk would write to the owner, as had been asked at the last meeting.\n"
    )


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        pytest.param('<meta charset="iso-8859-1">', "cp1252", id="latin-1 is windows-1252"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252", id="old meta"
        ),
        pytest.param("", "cp1252", id="nothing said"),
        pytest.param('<meta charset="utf-16">', "cp1252", id="a lie"),
    ],
)
def test_a_page_is_decoded_as_browsers_do(head: str, encoding: str) -> None:
    data = f"<html><head>{head}</head><body><p>The Clerk’s report – £100</p></body></html>".encode("cp1252")
    rendering = render(data, "a.html")
    assert (rendering.text, rendering.encoding) == ("The Clerk’s report – £100\n", encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    data = '<html><meta charset="iso-8859-1"><p>caf\u00e9 \u2013 \u0175y</p>'.encode(encoding)
    if encoding == "utf-8":
        data = data.replace(b"iso-8859-1", b"utf-8")
    assert render(data, "a.html").text == "café – ŵy\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.txt", "Minutes\nThe Clerk said <b>no</b> and 3 < 4.\n"),
        ("plain.html", "Minutes, 3 < 4\nThe Clerk agreed to write.\n"),
        ("notes.md", "# Minutes\n\nThe Clerk said <b>no</b>.\n<table><tr><td>x</td></tr></table>\n"),
    ],
)
def test_text_with_some_tags_in_it_stays_text(name: str, text: str) -> None:
    rendering = render(text.encode(), name)
    assert rendering.text == text
    assert rendering.media_type != "text/html"


def test_a_page_is_a_page_whatever_its_name() -> None:
    assert render(PARISH.encode(), "saved.txt").media_type == "text/html"
    assert {".htm", ".html", ".aspx"} <= set(SUFFIXES)
    assert not {".htm", ".html", ".aspx"} & set(UNREAD)


def test_the_browser_that_saved_a_page_says_its_address() -> None:
    page = PARISH.replace('<link rel="canonical" href="https://netherashby.example/minutes/may">', "")
    saved = f"<!-- saved from url=(0035)https://netherashby.example/?p=12 -->\n{page}"
    assert render(saved.encode(), "a.html").url == "https://netherashby.example/?p=12"


@pytest.mark.parametrize("title", ["404 - Page not found", "Access Denied", "Just a moment...", "Service Unavailable"])
def test_an_error_message_is_no_page(title: str) -> None:
    with pytest.raises(SourceError, match="an error message of the site"):
        render(f"<html><title>{title}</title><body><h1>{title}</h1><p>Sorry.</p></body></html>".encode(), "a.html")


def test_a_page_in_welsh_is_a_doubt() -> None:
    words = "Roedd yr aelodau wedi derbyn yr adroddiad gan y swyddog ac yn fodlon ar y cynnydd. " * 5
    (doubt,) = render(f"<html><body><main><p>{words}</p></main></body></html>".encode(), "a.html").doubts
    assert "in Welsh" in str(doubt)
