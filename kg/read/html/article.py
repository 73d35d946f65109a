"""The main text of a page of any site: what stands in its `main`, else in the block with most of the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.read.html.layout import Layout, Line
from kg.read.html.site import main_heading, page_title, site_council

_MAINS = (
    "main, [role=main]",
    "#main-content, #maincontent, #main_content, #content-main, .entry-content, .post-content, .main-content",
    "article",
    "#content, #main, .content",
)
_UNREAD = frozenset("script style noscript template head svg nav iframe select button option".split())
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


@dataclass(slots=True)
class _Weighed:
    """An element and how many characters are in it, all and outside links."""

    node: LexborNode
    words: int = 0
    running: int = 0


def lay_article(tree: LexborHTMLParser) -> list[Line]:
    """The lines of the main text of a page, under its heading and the name of the council whose site it is."""
    root = tree.body or tree.root
    if root is None:
        return []
    total, chrome = _weigh(root)
    main = _find_main(tree, root, total)
    lines = [line for line in Layout(skip=chrome).lines_of(main) if not _FURNITURE.fullmatch(line.text.strip(" ·|›»>"))]
    if not lines:
        return []
    return [*_head(tree, lines), *lines]


def _head(tree: LexborHTMLParser, lines: list[Line]) -> Iterator[Line]:
    """What a clerk would type above the text, where it does not say it itself."""
    opening = " ".join(line.text for line in lines[:12]).casefold()
    council = site_council(tree)
    if council and council.casefold() not in opening:
        yield Line(council)
    heading = main_heading(tree) or page_title(tree)
    if heading and heading.casefold() not in opening and not re.search(r"(?i)\bcouncil\W*$|^home\b", heading):
        yield Line(heading, heading=True)


def _is_chrome(node: LexborNode, tag: str) -> bool:
    if tag in _OUTSIDE:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return len(names) > 1 and len(names) < 500 and _CHROME.search(names) is not None


def _weigh(root: LexborNode) -> tuple[int, frozenset[int]]:
    """How many characters a page has, and which of its elements surround the text."""
    suspects: list[tuple[int, int]] = []
    words = 0
    # (children still to come, the element if it may be chrome, characters before it)
    stack: list[tuple[Iterator[LexborNode], int, int]] = [(root.iter(include_text=True), 0, 0)]
    while stack:
        children, suspect, before = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if suspect:
                suspects.append((suspect, words - before))
        elif node.is_text_node:
            words += len((node.text_content or "").strip())
        elif node.is_element_node and (tag := node.tag or "") not in _UNREAD:
            suspect = node.mem_id if _is_chrome(node, tag) and tag not in ("main", "html", "body") else 0
            stack.append((node.iter(include_text=True), suspect, words))
    return words, frozenset(mem_id for mem_id, own in suspects if own <= words * _MOST)


def _length(node: LexborNode) -> int:
    return len(node.text(separator=" ", strip=True))


def _find_main(tree: LexborHTMLParser, root: LexborNode, total: int) -> LexborNode:
    for selector in _MAINS:
        found = tree.css(selector)[:40]
        if not found:
            continue
        best = max(found, key=_length)
        if _length(best) >= total * _ENOUGH:
            return best
    return _descend(root)


def _descend(root: LexborNode) -> LexborNode:
    """The innermost box that still has nearly all of the running text."""
    node, whole = root, _running(root)
    for _ in range(60):
        boxes = [child for child in node.iter() if (child.tag or "") in ("div", "section", "article", "form", "center")]
        best = max(((_running(box), -i) for i, box in enumerate(boxes)), default=(0, 0))
        if not whole or best[0] < whole * _NEARLY_ALL:
            return node
        node = boxes[-best[1]]
    return node


def _running(node: LexborNode) -> int:
    """Characters of an element outside links and lists of links."""
    text = _length(node)
    linked = sum(_length(link) for link in node.css("a, nav, header, footer, aside"))
    return max(0, text - linked)
