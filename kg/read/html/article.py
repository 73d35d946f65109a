"""The main text of a page of any site: what stands in its `main`, else in the block with most of the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.read.html.layout import Layout, Line
from kg.read.html.mgwords import FILE_SIZE
from kg.read.html.site import main_headings, page_title, site_council, split_title

_MAINS = (
    "main, [role=main]",
    "#main-content, #maincontent, #main_content, #content-main, .entry-content, .post-content, .main-content",
    "article",
    "#content, #main, .content",
)
_UNREAD = frozenset("script style noscript template head svg nav iframe select button option".split())
_NEVER = frozenset(("main", "html", "body"))
_BOXES = frozenset(("div", "section", "article", "form", "center", "td", "main"))
_LEAST = 100  # characters: a box with less is not the text of a page
_CANDIDATES = 40
_NAMES = 500  # characters of class and id
_OUTSIDE = frozenset("header footer aside".split())
# Classes and ids of what surrounds the text on the sites of councils.
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|cookiebar|consent|gdpr|footer|site-?header|masthead|"
    r"sidebar|share|sharing|sharethis|social|skip|skip-?links?|skiptocontent|pagination|pager|related|login|toolbar|"
    r"feedback|search(?:-?form|-?box|-?bar)?|addtoany|a2a|jp-relatedposts|print-?link|back-?to-?top|newsletter|"
    r"comments?|widget|page-?tools|last-?updated|alert-?banner)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"))
_MOST = 0.5  # of the words of a page: what has more is its text, whatever its class says
_ENOUGH = 0.35  # of the words of a page: what its `main` must have
_NEARLY_ALL = 0.85  # of the running text: the block that has it is the text
_FURNITURE = re.compile(
    r"(?:skip to (?:main )?(?:content|navigation)|print(?: this page)?|share(?: this(?: page| item)?)?|back to top|"
    r"you are here:?|home|menu|search|close|read more|previous|next|accept(?: all)?(?: cookies)?|cookie settings|"
    r"last updated:?.{0,40}|page last (?:updated|reviewed):?.{0,40}|opens? in (?:a )?new (?:window|tab)|\|)",
    re.IGNORECASE,
)


_MENU = 3  # links on lines of their own, one below the other
# Titles that say nothing of a meeting.
_GENERAL = re.compile(
    r"(?:home|welcome|(?:council |committee |parish |town |our |past |archived? )*(?:meetings?|minutes|agendas?)"
    r"(?:,? (?:and|&) (?:minutes|agendas?|meetings?))?(?: archive)?|untitled.{0,20}|page \d+|\W*)",
    re.IGNORECASE,
)


class _Weighed(NamedTuple):
    """A page: how many characters it has, what surrounds its text, and the innermost box that has nearly all of it."""

    words: int
    chrome: frozenset[int]
    box: LexborNode


def lay_article(tree: LexborHTMLParser) -> list[Line]:
    """The lines of the main text of a page, under its heading and the name of the council whose site it is."""
    root = tree.body or tree.root
    if root is None:
        return []
    page = _weigh(root)
    found = (_clean(line) for line in Layout(skip=page.chrome).lines_of(_find_main(tree, page)))
    lines = _without_menus([line for line in found if line.text])
    return [*_head(tree, lines), *lines] if lines else []


def _clean(line: Line) -> Line:
    """A line without the size of a file behind it; without words if it is furniture of the page."""
    words = FILE_SIZE.sub("", line.text).strip()
    return line._replace(text="" if _FURNITURE.fullmatch(words.strip(" ·|›»>")) else words)


def _without_menus(lines: list[Line]) -> list[Line]:
    """Lines without lists of links: before and behind the text, and three or more together within it."""
    kept: list[Line] = []
    for link, group in groupby(lines, key=lambda line: line.link and not line.heading):
        run = list(group)
        if not link or (kept and len(run) < _MENU):
            kept += run
    while kept and kept[-1].link and not kept[-1].heading:
        kept.pop()
    return kept or lines


def _head(tree: LexborHTMLParser, lines: list[Line]) -> Iterator[Line]:
    """What a clerk would type above the text, where it does not say it itself."""
    opening = " ".join(line.text for line in lines[:12]).casefold()
    council = site_council(tree)
    if council and council.casefold() not in opening:
        yield Line(council)
    said = [part for words in (*main_headings(tree), page_title(tree)) for part in split_title(words)]
    title = next((part for part in said if part.casefold() != council.casefold() and not _GENERAL.fullmatch(part)), "")
    if title and title.casefold() not in opening:
        yield Line(title, heading=True)


def _is_chrome(node: LexborNode, tag: str) -> bool:
    if tag in _OUTSIDE:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    if tag == "div" and (attributes.get("title") or "") in ("header", "footer"):
        return True  # the head and foot of the printed page, as LibreOffice saves them
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return 1 < len(names) < _NAMES and _CHROME.search(names) is not None


@dataclass(slots=True)
class _Entered:
    """An element whose children are being counted."""

    node: LexborNode
    children: Iterator[LexborNode]
    tag: str
    suspect: bool
    words: int  # of the page before it
    running: int


def _weigh(root: LexborNode) -> _Weighed:
    """Count the characters of a page, in all and outside links and what surrounds the text, in one walk."""
    suspects: list[tuple[int, int]] = []
    boxes: list[tuple[int, int, LexborNode]] = []  # characters of running text, depth
    words = running = outside = 0
    stack = [_Entered(root, root.iter(include_text=True), "body", False, 0, 0)]
    while stack:
        top = stack[-1]
        node = next(top.children, None)
        if node is None:
            stack.pop()
            outside -= top.suspect or top.tag == "a"
            if top.suspect:
                suspects.append((top.node.mem_id, words - top.words))
            elif top.tag in _BOXES and running - top.running > _LEAST:
                boxes.append((running - top.running, len(stack), top.node))
        elif node.is_text_node:
            length = len((node.text_content or "").strip())
            words += length
            running += 0 if outside else length
        elif node.is_element_node and (tag := node.tag or "") not in _UNREAD:
            suspect = tag not in _NEVER and _is_chrome(node, tag)
            outside += suspect or tag == "a"
            stack.append(_Entered(node, node.iter(include_text=True), tag, suspect, words, running))
    chrome = frozenset(mem_id for mem_id, own in suspects if own <= words * _MOST)
    most = [(depth, node) for own, depth, node in boxes if own >= running * _NEARLY_ALL]
    return _Weighed(words, chrome, max(most, key=lambda pair: pair[0])[1] if most else root)


def _find_main(tree: LexborHTMLParser, page: _Weighed) -> LexborNode:
    for selector in _MAINS:
        found = tree.css(selector)[:_CANDIDATES]
        if found:
            best = max(found, key=_length)
            if _length(best) >= page.words * _ENOUGH:
                return best
    return page.box


def _length(node: LexborNode) -> int:
    return len(node.text(separator=" ", strip=True))
