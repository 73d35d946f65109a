"""Which body met on which day, as the titles and links of a page of ModernGov say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.read.html.mgwords import BEFORE_BODY, DAY, STATUS
from kg.read.html.site import page_title

_ENDS = re.compile(r"(?:[\s,:;|–—-]|\b(?:on|at|meeting|held|for|the|ar|dydd|a gynhelir))+$", re.IGNORECASE)
_LINK = re.compile(r"ie?ListDocuments|mgMeetingAttendance", re.IGNORECASE)
_ABOVE = 12  # elements around a link


def find_sitting(tree: LexborHTMLParser, titles: Iterable[str], *, single: bool) -> str:
    """The body and day of the meeting, "Harbour Panel - Thursday, 5th October, 2023 6.30 pm"; empty if no line says it.

    Args:
        tree: the page.
        titles: lines that stand as titles on it.
        single: whether it is the page of one item: then its title may name the day of another meeting ("Minutes of the
            Harbour Panel, 1 May 2023"), and only links to its meeting tell.
    """
    for words in _candidates(tree, titles, single=single):
        if sitting := read_sitting(words):
            return sitting
    return ""


def _candidates(tree: LexborHTMLParser, titles: Iterable[str], *, single: bool) -> Iterator[str]:
    yield from titles
    if not single:
        yield re.split(r"\s+[|]\s+", page_title(tree))[0]
    for node in tree.css("a[href]")[:600]:
        if _LINK.search(node.attributes.get("href") or "") and not _in_text(node):
            yield node.attributes.get("title") or ""
            yield " ".join(node.text(separator=" ").split())


def _in_text(node: LexborNode) -> bool:
    """Whether a link stands in what somebody wrote, which may link other meetings."""
    above = node.parent
    for _ in range(_ABOVE):
        if above is None:
            return False
        if "mgwordpara" in (above.attributes.get("class") or "").lower():
            return True
        above = above.parent
    return False


def read_sitting(words: str) -> str:
    """Body and day in a title, in the order body - day; empty if it does not say both.

    >>> read_sitting("Agenda for Harbour Panel on Thursday, 5th October, 2023, 6.30 pm")
    'Harbour Panel - Thursday, 5th October, 2023, 6.30 pm'
    >>> read_sitting("Link to the meeting of Audit PanelFriday, 1st May, 2020"), read_sitting("Agenda item")
    ('Audit Panel - Friday, 1st May, 2020', '')
    """
    words = " ".join(words.split())
    if len(words) > 400:
        return ""
    days = list(DAY.finditer(words))
    if not days:
        return ""
    day = days[-1]
    before, after = words[: day.start()], words[day.end() :]
    for side in (before, re.sub(r"^[\s,:;|–—-]+", "", after)):
        body = clean_body(side)
        if len(body) > 2 and not body.isdigit() and body[0].isupper():
            return f"{body} - {day[0]}"
    return ""


def clean_body(words: str) -> str:
    """The name of a body without what titles put around it.

    >>> clean_body("CANCELLED, Agenda for the Harbour Panel on ")
    'Harbour Panel'
    >>> clean_body("Agenda for Harbour Panel (North) on ")
    'Harbour Panel (North)'
    """
    words = STATUS.sub(" ", words).strip(" ,-")
    start = BEFORE_BODY.match(words)
    words = _ENDS.sub("", words[start.end() if start else 0 :]).strip(" ,")
    return words if re.search(r"\w\s*\([^()]+\)$", words) else words.strip(" ,()[]")
