"""A number or reference before words: whether it opens an item of business, and where its title ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.document import Span
from kg.read.actions import counts_on
from kg.read.appearance import DECIDES, STATED, is_title, runs_on_at
from kg.read.labels import Labels
from kg.read.lines import ITEM
from kg.read.sentences import trim

_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_LONG = 150  # what is longer is no title
DECIMAL = re.compile(r"(\d{1,3})\.\d")
_LINK = re.compile(
    r"\s+(?:(?:pdf|doc|docx|xls|xlsx)\sicon\s+)?(?:PDF|DOCX?|XLSX?)\s\d+(?:\.\d+)?\s?[KM]B\s*\Z", re.IGNORECASE
)


class Here(NamedTuple):
    """What stands before a paragraph.

    Args:
        item: number of the item of business; empty if it has none.
        listing: "resolution" or "action": a list that began with a label and goes on; else empty.
        listed: how many entries it has had.
    """

    item: str
    listing: str
    listed: int


def find_item_number(plain: str, span: Span, labels: Labels, here: Here) -> re.Match[str] | None:
    """The number of an item of business at the head of a paragraph; its group `ref` is the number as written."""
    match = ITEM.match(plain, span.start, span.end)
    others = (_DAY, labels.action)  # "5 May", "AP140"
    if not match or any(other.match(plain, span.start, span.end) for other in others):
        return None
    if STATED.match(plain, match.end(), span.end):
        return None
    if (decimal := DECIMAL.match(match["ref"])) and here.item == decimal[1]:
        return None
    if here.listing == "action" and counts_on(match["ref"], here.listed, here.item, plain[match.end() : span.end]):
        return None
    if here.listing and DECIDES.match(plain, match.end(), span.end) and not plain[match.end() : span.end].isupper():
        return None
    return match


def find_numbered_title(
    plain: str, number: str, title: Span, *, listed: bool
) -> tuple[str, Span | None, Span | None] | None:
    """(number, title, what runs on after the title) if a number before these words opens an item of business.

    Args:
        plain: `Document.plain`.
        number: as written.
        title: the words behind it.
        listed: whether a list of decisions or actions goes on.
    """
    text = plain[title.start : min(title.end, title.start + _LONG)]
    if title.length < _LONG and is_title(text) and not text.endswith(":"):
        return (number, title, None) if not (listed and DECIDES.match(text)) else None
    stop = runs_on_at(text, referenced="/" in number)
    if "/" in number or (stop and not listed and not DECIMAL.match(number)):
        words = Span(title.start, title.start + stop) if stop else None
        return number, words, trim(plain, title.start + stop + 1, title.end) if stop else title
    return None


def trim_number(plain: str, span: Span, number: str) -> Span:
    """The title of an item without the number before it.

    >>> trim_number("12. Gates", Span(0, 9), "12"), trim_number("Gates", Span(0, 5), "12")
    (Span(start=4, end=9), Span(start=0, end=5))
    """
    if number and plain.startswith(number, span.start):
        at = span.start + len(number)
        while at < span.end and plain[at] in " .:)":
            at += 1
        if at < span.end:
            return Span(at, span.end)
    return span


def trim_link(plain: str, span: Span) -> Span:
    """The title of an item without what a web site writes behind it: that a file is there, of which type and size.

    >>> text = "Annual Report pdf icon PDF 640 KB"
    >>> trim_link(text, Span(0, len(text))).of(text), trim_link("Gates", Span(0, 5)).of("Gates")
    ('Annual Report', 'Gates')
    """
    link = _LINK.search(plain, span.start, span.end)
    return Span(span.start, link.start()) if link and link.start() > span.start else span
