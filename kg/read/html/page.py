"""A saved web page -> its text as a person sees it: pages of ModernGov by their parts, others by their main text."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from kg.document import Place
from kg.errors import Doubt, SourceError
from kg.read.html.article import lay_article
from kg.read.html.guard import tame_markup
from kg.read.html.layout import Line
from kg.read.html.moderngov import is_moderngov, lay_moderngov
from kg.read.html.site import is_welsh, refuse_error_page
from kg.read.html.sniff import decode_html
from kg.read.rendering import Rendering

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_BY_SINGLEFILE = re.compile(r"<!--[^>]{0,200}?\burl:\s*(https?://\S{1,2000})", re.IGNORECASE)


def render(data: bytes, name: str) -> Rendering:
    """The text of a web page.

    Args:
        data: the file, whole.
        name: its name, without folders.

    Raises:
        SourceError: it is no text, an error message of a site, or a page that holds no minutes.
    """
    html, encoding = decode_html(data, name)
    tree = LexborHTMLParser(tame_markup(html, name))
    refuse_error_page(tree, name)
    url = _address(tree, html)
    if is_moderngov(tree):
        laid = lay_moderngov(tree, name)
        doubts = (*laid.doubts, *_welsh(laid.text, name))
        return Rendering(laid.text, "text/html", encoding, laid.places, laid.sections, laid.regions, url, doubts)
    lines = lay_article(tree)
    if not lines:
        raise SourceError("no words in it", where=name, todo="check the page, or leave it out")
    text, places = _write(lines)
    return Rendering(text, "text/html", encoding, places, url=url, doubts=_welsh(text, name))


def _welsh(text: str, name: str) -> tuple[Doubt, ...]:
    if not is_welsh(text):
        return ()
    return (Doubt(name, "in Welsh, in which no promises are found", "add its English page (LLL=0 in its address)"),)


def _write(lines: list[Line]) -> tuple[str, tuple[Place, ...]]:
    pieces: list[str] = []
    places: list[Place] = []
    at = 0
    for line in lines:
        if pieces:
            pieces.append("\n\n" if line.gap else "\n")
            at += len(pieces[-1])
        if line.anchor and (not places or places[-1].fragment != line.anchor):
            places.append(Place(at, f"#{line.anchor}", line.anchor))
        pieces.append(line.text)
        at += len(line.text)
    return "".join(pieces) + "\n", tuple(places)


def _address(tree: LexborHTMLParser, html: str) -> str:
    """The address of a page, as it or the browser that saved it says; empty if neither does."""
    head = html[:5000]
    saved = _SAVED_FROM.search(head) or _BY_SINGLEFILE.search(head)
    found = [saved[1]] if saved else []
    for selector, attribute in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        if node := tree.css_first(selector):
            found.append(node.attributes.get(attribute) or "")
    return next((url for url in found if re.fullmatch(r"https?://[^\s<>\"]{4,2000}", url)), "")
