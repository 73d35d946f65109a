"""What a page says of itself beside its text: the council whose site it is, its title, that it is an error message."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from kg.errors import SourceError
from kg.lexicon import any_of, load_lexicon

_ERROR = re.compile(
    r"^\W*(?:(?:error\W*)?(?:40[0-9]|410|429|50[0-9])\b.*|"
    r".*\b(?:page (?:not found|cannot be found|can't be found|does not exist)|"
    r"not found|access denied|forbidden|service unavailable|bad gateway|gateway time-?out|internal server error|"
    r"server error|runtime error|request rejected|request blocked|just a moment|attention required|azure waf|"
    r"too many requests|human verification|are you a robot|site maintenance|under maintenance|an error has occurred|"
    r"tudalen heb ei chanfod)\b.*)$",
    re.IGNORECASE,
)
_SHORT = 3000  # characters: a page with more than that on it is more than an error message
# The small words of Welsh that are none of English.
_WELSH = frozenset(
    "yr yn wedi gan ar bod gyda ac i'r o'r a'r oedd roedd nid eu ei bydd ddim hyn yw fod gyfer mae bu'r nad".split()
)
_MANY = 0.12  # of the words of a Welsh text are among them; one in a hundred of an English text with Welsh names
_NAMES = 600  # characters of a title or foot in which the name of the council is looked for
_SAMPLE = 20_000  # characters
_PARTS = re.compile(r"\s+[|–—-]\s+|\s*[|»·:]\s+")


def is_welsh(text: str) -> bool:
    """Whether most of a text is Welsh.

    >>> is_welsh("Roedd yr aelodau wedi derbyn yr adroddiad gan y swyddog ac yn fodlon ar y cynnydd." * 3)
    True
    >>> is_welsh("The members received the report of the officer at Neuadd y Sir and were content." * 3)
    False
    """
    words = text[:_SAMPLE].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    return len(words) > 30 and sum(word in _WELSH for word in words) > len(words) * _MANY


def page_title(tree: LexborHTMLParser) -> str:
    """What a page is called in the bar of the browser, on one line."""
    node = tree.css_first("title")
    return " ".join((node.text() if node else "").split())


def split_title(title: str) -> list[str]:
    """The parts of a title: what the page is, and whose site.

    >>> split_title("Minutes of 4 May - Ash Parish Council | Home")
    ['Minutes of 4 May', 'Ash Parish Council', 'Home']
    """
    return [part.strip() for part in _PARTS.split(title) if part.strip()]


def main_headings(tree: LexborHTMLParser) -> list[str]:
    """The first headings of a page: what it is, though the name of the site may stand before it."""
    found = (" ".join(node.text(separator=" ").split())[:300] for node in tree.css("h1")[:5])
    return [words for words in found if words]


def refuse_error_page(tree: LexborHTMLParser, name: str) -> None:
    """Say so if a page is what a site answers when it has no page.

    Raises:
        SourceError: it is an error message.
    """
    for words in (page_title(tree), *main_headings(tree)):
        if words and len(words) < 120 and _ERROR.match(words):
            body = tree.body
            if body is None or len(" ".join(body.text(separator=" ", strip=True).split())) < _SHORT:
                raise SourceError(
                    f'an error message of the site ("{words}"), not minutes',
                    where=name,
                    todo="save the page again, or leave it out",
                )


def site_council(tree: LexborHTMLParser) -> str:
    """The council whose site a page is from, as its title, its masthead or its foot names it; empty if none does."""
    named = re.compile(
        rf"(?:(?:[A-ZÀ-Þ][\w'’&.-]*|and|of|the|on|upon|in|with|y|a)\s+){{1,7}}?(?i:{any_of(load_lexicon().words('council-nouns'))})(?!\w)"
        rf"(?!(?<=(?i:county))\s+(?i:council)\b)"  # "Ash County" alone would be one too
        rf"|(?i:{any_of(load_lexicon().words('council-openers'))})\s+[A-ZÀ-Þ][\w'’ -]+"
    )
    said: list[str] = []
    for selector, attribute in (
        ("meta[property='og:site_name']", "content"),
        ("meta[name='application-name']", "content"),
        ("meta[name='DC.publisher']", "content"),
        ("meta[name='DC.creator']", "content"),
        ("meta[name='author']", "content"),
    ):
        said += [node.attributes.get(attribute) or "" for node in tree.css(selector)[:2]]
    said += reversed(_PARTS.split(page_title(tree)))
    for node in tree.css("header img, #header img, .header img, a[href='/'] img, [class*=logo] img, img[class*=logo]")[
        :8
    ]:
        said += [node.attributes.get("alt") or "", node.attributes.get("title") or ""]
    for node in tree.css("[class*=logo], [id*=logo], header a, #header a, [class*=site-title], [class*=sitename]")[:12]:
        said.append(node.text(separator=" ")[:200])
    for node in tree.css("footer, #footer, [role=contentinfo], [class*=footer]")[:4]:
        said.append(node.text(separator=" ")[:600])
    for words in said:
        words = " ".join(words[:_NAMES].replace("\xa0", " ").split())
        for match in named.finditer(words):
            name = re.sub(r"^(?:(?i:the|of|and|in|on|welcome to)\s+)+", "", match[0]).strip()
            if len(name.split()) > 1 and not re.match(
                r"(?i)(?:your|full|the|our|about|parish|town|county|city|district|borough)\s+\w+$", name
            ):
                return name
    return ""
