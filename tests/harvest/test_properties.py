"""What holds whatever a site sends: names that are safe, addresses that stay, pages that are whole."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser

import httpx
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.harvest.addresses import guess_homes, read_address, same_site
from kg.harvest.cleaning import clean_html, decode_again
from kg.harvest.folder import name_file, plain_cell
from kg.harvest.manners import read_rules
from kg.harvest.meetings import MINUTES, Item, Minutes
from kg.harvest.tree import NotOurs, NotXml, one_line, parse_tree
from kg.harvest.writing import write_page

PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<b>", "<i", "</table>", "<table><tr><td>", "<script>", "</script>", "<!--", "-->", "&lt;",
     "&amp;#39;", "<svg>", "<a href='javascript:x()'>", "<li", ">", '"', "'", "words", "\x00", "\x0b", "\u202e", "]]>", "<?x ", "é"]
)  # fmt: skip
MARKUP = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(name for name, _ in attrs)}
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(MARKUP)
@example("<table><td><p>a</table>b<script>x</script>")
def test_what_is_kept_of_html_is_whole_and_does_nothing(html: str) -> None:
    reader = _Reader()
    reader.feed(clean_html(decode_again(html)))
    reader.close()
    assert reader.open == []
    assert not reader.seen & {"script", "svg", "a", "img", "iframe", "href", "src", "onload", "form", "base", "link", "meta"}  # fmt: skip


@given(MARKUP)
def test_what_was_cleaned_once_is_clean(html: str) -> None:
    once = clean_html(html)
    assert clean_html(once) == once


@given(st.text(max_size=400), st.text(alphabet="0123456789", min_size=1, max_size=12))
def test_a_file_has_a_name_that_every_system_takes(title: str, number: str) -> None:
    name = name_file(title, "2026-05-04", number)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*/2026-05-04-[a-z0-9][a-z0-9-]*-[0-9]+\.html", name)
    assert len(name) <= 160


@given(st.text(max_size=60))
def test_no_cell_is_a_formula_and_no_line_is_two(words: str) -> None:
    assert not plain_cell(one_line(words)).startswith(("=", "+", "-", "@"))
    assert len(one_line(words).splitlines()) <= 1


@given(st.binary(max_size=200) | MARKUP.map(lambda text: f"<a>{text}</a>".encode()))
def test_what_is_no_xml_is_refused_in_one_of_two_ways(data: bytes) -> None:
    with suppress(NotXml, NotOurs):
        parse_tree(data)


@given(st.text(max_size=40))
def test_an_address_is_read_or_refused(words: str) -> None:
    try:
        url = read_address(words)
    except UsageError:
        return
    homes = guess_homes(url)
    assert homes
    assert all(same_site(home, url) for home in homes)


@given(st.text(max_size=60))
def test_wherever_a_redirection_leads_it_is_this_host_or_refused(location: str) -> None:
    home = httpx.URL("http://127.0.0.1:8080/mgWebService.asmx/GetCommittees")
    try:
        target = home.join(location)
    except (httpx.InvalidURL, ValueError):
        return
    if same_site(target, home):
        assert (target.scheme, target.host, target.port, target.userinfo) == ("http", "127.0.0.1", 8080, b"")


@given(st.binary(max_size=300))
def test_any_robots_txt_is_read(data: bytes) -> None:
    rules = read_rules(data)
    assert isinstance(rules.allow("https://a.example/x"), bool)
    assert rules.delay >= 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_page_is_utf_8_whatever_the_words(committee: str, title: str) -> None:
    minutes = Minutes(one_line(committee), "2026-05-04", items=(Item("1.", one_line(title), ((MINUTES, "<p>x</p>"),)),))
    page = write_page(minutes, council="", url="https://a.example/", language="en")
    assert page.decode("utf-8").endswith("</html>\n")
    assert page.count(b"<") == page.count(b">")
