"""HTML that stands in minutes, made plain: the words and their order, none of what a page may do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.errors import SourceError
from kg.harvest.tree import one_line
from kg.read.html.guard import tame_markup

_KEPT = frozenset(
    "p div span br hr ul ol li dl dt dd table caption thead tbody tfoot tr th td blockquote pre "
    "h1 h2 h3 h4 h5 h6 strong b em i u s strike del ins sub sup".split()
)
_VOID = frozenset({"br", "hr"})
_LEFT_OUT = frozenset(
    "script style head title iframe object embed noscript template svg math form button select "
    "textarea img link meta".split()
)
_ATTRIBUTES = {
    "ol": ("start", "type"), "li": ("value",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"),
}  # fmt: skip
_PLAIN_VALUE = re.compile(r"[\w -]{1,80}")
# What decides whether words are seen, and where they stand.
_STYLE = re.compile(
    r"(?:^|;)\s*((?:display|visibility|text-decoration|text-align|margin-left|text-indent)\s*:\s*[\w. -]{1,30})", re.I
)
_ENCODED_TAG = re.compile(r"&lt;/?(?:p|div|span|br|ul|ol|li|table|strong|b|em)\b", re.I)
_TWICE = re.compile(r"&amp;(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")


class NoPage(ValueError):
    """HTML beyond any page."""


def parse_html(html: str) -> LexborHTMLParser:
    """The tree of a page.

    Raises:
        NoPage: it has more tags than any page.
    """
    try:
        return LexborHTMLParser(tame_markup(html, "page"))
    except SourceError as error:
        raise NoPage(error.what) from error


def decode_again(html: str) -> str:
    """HTML that the service has encoded twice, as it was meant.

    >>> decode_again("&lt;p&gt;The Mayor&amp;#39;s car&lt;/p&gt;")
    '<p>The Mayor&#39;s car</p>'
    """
    if "<" not in html and _ENCODED_TAG.search(html):
        html = unescape(html)
    return _TWICE.sub(r"&\1", html)


def clean_html(html: str) -> str:
    """The words of a piece of HTML with the elements that lay them out; empty if there are none.

    >>> clean_html('<p class="MsoNormal" onclick="x()">Ms Hill <b>agreed</b><script>x()</script></p><p>&nbsp;</p>')
    '<p class="MsoNormal">Ms Hill <b>agreed</b></p><p>\\xa0</p>'
    >>> clean_html("<p>&nbsp;</p>")
    ''
    """
    body = parse_html(html).body
    return clean_nodes(body) if body is not None else ""


def clean_nodes(root: LexborNode) -> str:
    """What stands inside an element, as `clean_html` gives it."""
    pieces: list[str] = []
    seen = False
    for kind, node in walk(root):
        tag = node.tag or ""
        if kind == "text":
            words = node.text_content or ""
            seen = seen or bool(words.strip())
            pieces.append(escape(_printable(words), quote=False))
        elif tag not in _KEPT:
            continue
        elif kind == "open":
            pieces.append(f"<{tag}{_attributes(node, tag)}>")
        elif tag not in _VOID:
            pieces.append(f"</{tag}>")
    return "".join(pieces).strip() if seen else ""


def walk(root: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """The nodes inside an element in the order of the page: "open" and "close" of elements, and "text"."""
    node = root.first_child
    depth = 1
    while node is not None and depth:
        if node.is_text_node:
            yield "text", node
        elif node.is_element_node and node.tag not in _LEFT_OUT:
            yield "open", node
            if node.first_child is not None:
                node, depth = node.first_child, depth + 1
                continue
            yield "close", node
        while node is not None and node.next is None:
            depth -= 1
            if not depth:
                return
            node = node.parent
            if node is not None:
                yield "close", node
        node = node.next if node is not None else None


def words_of(node: LexborNode | None) -> str:
    """The words of an element on one line."""
    if node is None:
        return ""
    return one_line(" ".join(n.text_content or "" for kind, n in walk(node) if kind == "text"))


def words_beside_links(node: LexborNode) -> str:
    """The words of an element that are not those of links in it."""
    inside = 0
    words = []
    for kind, one in walk(node):
        if kind == "text":
            words += [] if inside else [one.text_content or ""]
        elif one.tag == "a":
            inside += 1 if kind == "open" else -1
    return " ".join("".join(words).split())


def _attributes(node: LexborNode, tag: str) -> str:
    given = node.attributes
    kept = [(name, given.get(name) or "") for name in ("class", *_ATTRIBUTES.get(tag, ()))]
    kept = [(name, value) for name, value in kept if _PLAIN_VALUE.fullmatch(value)]
    style = "; ".join(_STYLE.findall(given.get("style") or ""))
    if style:
        kept.append(("style", style))
    return "".join(f' {name}="{escape(value)}"' for name, value in kept)


def _printable(words: str) -> str:
    """Without control characters, which XML lets through as references."""
    return "".join(c if c >= " " or c in "\t\n" else " " for c in words)
