"""Saved pages of ModernGov, told apart by what stands on them: a meeting, an item, an issue, a decision, attendance.

Every council wraps these pages in its own looks, but the classes of the text itself are those of the product:
`mgAiTitleTxt` the number and title of an item, `mgSubItemTitleTxt` the labels "Decision:" and "Minutes:",
`mgWordPara` what is written under them, `mgLabel` "Venue:" and the like. A row of the agenda has up to three
`mgWordPara`: agenda, decision and minutes; only the label before each tells which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.document import Part, Place, Span
from kg.errors import Doubt, SourceError
from kg.read.html.layout import Layout, Line
from kg.read.html.mgwords import (
    CHROME,
    COLUMNS,
    CUT,
    FILE_SIZE,
    LABELS,
    MEETING_LINE,
)
from kg.read.html.site import main_heading, page_title, site_council

_ROLES: Mapping[str, str] = {
    "mgaititletxt": "title",
    "mgitemnumbercell": "title",
    "mgsubitemtitletxt": "label",
    "mgsubsubtitletxt": "label",
    "mgwordpara": "text",
    "wordsection1": "text",
    "mgmaintitletxt": "page",
    "mgsubtitletxt": "subtitle",
    "mgbulletlist": "list",
    "mgitemtable": "items",
    "mgplaniteminforce": "outcome",
    "mgactionlist": "skip",
    "mglinks": "skip",
    "mgbreadcrumb": "skip",
    "mgbreadcrumbs": "skip",
    "mgpagination": "skip",
    "mghide": "skip",
    "mgfilesize": "skip",
    "mgshare": "skip",
    "mgmedia": "skip",
}
_NUMBER = re.compile(
    r"(?:[A-Z]{1,5}[/. -]?)?\d{1,4}(?:[./-]\d{1,4}){0,2}\s?\(?[a-z]{0,3}\)?[.:)]*|[a-z]{1,3}[.)]|\([a-z]{1,4}\)"
)
_NUMBERED = re.compile(rf"({_NUMBER.pattern})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a page of ModernGov, and what it says besides."""

    text: str
    places: tuple[Place, ...] = ()
    sections: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Item:
    number: str = ""
    title: str = ""
    anchor: str = ""
    parts: list[tuple[Part, str, list[Line]]] = field(default_factory=list)  # with the label as written


@dataclass(slots=True)
class _Meeting:
    head: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)


def is_moderngov(tree: LexborHTMLParser) -> bool:
    """Whether a page is one of ModernGov, by the classes of its text."""
    classes = {
        name.lower()
        for node in tree.css("[class*=mg], [id=modgov]")[:400]
        for name in (node.attributes.get("class") or "").split()
    }
    return len(
        classes & (set(_ROLES) | {"mgcontent", "mglabel", "mgsectiontitle", "mgnonbullettablelist"}) - {"wordsection1"}
    ) >= 2 or (tree.css_first("#modgov") is not None and "mgcontent" in classes)


def lay_moderngov(tree: LexborHTMLParser, name: str) -> Laid:
    """The text of a page of ModernGov.

    Args:
        tree: the page.
        name: of the file, for errors and doubts.

    Raises:
        SourceError: it is a page of that site that holds no minutes.
    """
    page = _Page(tree, name)
    return page.lay()


class _Page:
    def __init__(self, tree: LexborHTMLParser, name: str) -> None:
        self.tree = tree
        self.name = name
        self.council = site_council(tree)
        self.kind = ""
        self.cut: list[str] = []

    def lay(self) -> Laid:
        lines = self._lines()
        meetings = self._read(lines)
        if not any(
            part in (Part.MINUTES, Part.RESOLUTION, Part.ATTENDANCE)
            for m in meetings
            for i in m.items
            for part, _, _ in i.parts
        ) and not any("Present" in line for m in meetings for line in m.head):
            self._refuse()
        return self._write(meetings)

    # Lines ---------------------------------------------------------------------------------------------------

    def _lines(self) -> list[Line]:
        root = self.tree.css_first("#modgov") or _around(self.tree) or self.tree.body
        lines = Layout(_ROLES).lines_of(root) if root is not None else []
        return [clean for line in lines if (clean := _clean(line)) is not None]

    def _read(self, lines: list[Line]) -> list[_Meeting]:
        meeting, heading = _Meeting(), main_heading(self.tree)
        meetings = [meeting]
        number = ""
        item: _Item | None = None
        below = ""  # the label under which we are
        agenda_item = False
        for line in lines:
            words = line.text
            if match := MEETING_LINE.match(words):
                # One page, several meetings: "Meeting: 22/11/2021 - Executive (Item 50)"
                meeting = _Meeting([f"{match['body'].strip()} - {match['day']}"])
                meetings.append(meeting)
                item, below, number = _Item(match["item"] or ""), "", ""
                meeting.items.append(item)
                continue
            if match := CUT.search(words):
                self.cut.append(match["item"] or "")
                words = words[: match.start()].rstrip(" .…")
                if not words:
                    continue
                line = line._replace(text=words)
            label = LABELS.get(words.rstrip(" :").casefold()) if len(words) < 60 else None
            if line.role == "label" or (label and line.role != "text" and words.rstrip().endswith(":")):
                below = label or "other"
                if below not in ("documents", "skip") and (item or agenda_item or heading):
                    if item is None:
                        item = _Item()
                        meeting.items.append(item)
                    part = {"minutes": Part.MINUTES, "decision": Part.RESOLUTION, "agenda": Part.AGENDA}.get(
                        below, Part.AGENDA
                    )
                    item.parts.append((part, words, []))
                continue
            if line.role == "page":
                self.kind = words
                continue
            if line.role == "title":
                if _NUMBER.fullmatch(words):
                    number = words.rstrip(".:) ")
                    continue
                found = _NUMBERED.match(words)
                if found and not number:
                    number, words = found[1].rstrip(".:) "), words[found.end() :]
                if item is not None and not item.title and not item.parts:
                    item.number, item.title, item.anchor = number or item.number, words, line.anchor
                else:
                    item = _Item(number, words, line.anchor)
                    meeting.items.append(item)
                number, below = "", ""
                continue
            if line.role == "subtitle":
                if item is None and len(meetings) == 1:
                    meeting.head.append(words)
                continue
            if below in ("documents", "skip") and line.role != "text":
                continue
            if item is None:
                meeting.head.append(words)
                continue
            if not item.parts:
                item.parts.append((Part.AGENDA, "", []))
            item.parts[-1][2].append(line)
        return [m for m in meetings if m.items] or meetings[:1]

    # Text ----------------------------------------------------------------------------------------------------

    def _write(self, meetings: list[_Meeting]) -> Laid:
        text = _Text()
        sections: list[Span] = []
        for meeting in meetings:
            start = text.length
            if self.council:
                text.add(self.council)
            for words in meeting.head:
                text.add(words)
            for item in meeting.items:
                title = f"{item.number}. {item.title}".strip(". ") if item.number else item.title
                if title:
                    label = f"item {item.number}" if item.number else f"#{item.anchor}" if item.anchor else ""
                    if label:
                        text.places.append(Place(text.next, label, item.anchor))
                    text.add(title)
                for _, label, lines in item.parts:
                    if label:
                        text.add(label)
                    for line in lines:
                        text.add(line.text, gap=line.gap)
            sections.append(Span(start, text.length))
        doubts: tuple[Doubt, ...] = ()
        if self.cut:
            items = ", ".join(dict.fromkeys(filter(None, self.cut)))
            doubts = (
                Doubt(
                    self.name,
                    f"the site shows only the beginning of the minutes{f' of items {items}' if items else ''}",
                    "save the page behind each link 'view the full minutes text', or the printed minutes",
                ),
            )
        return Laid(text.whole(), tuple(text.places), tuple(sections) if len(sections) > 1 else (), doubts)

    def _refuse(self) -> None:
        heading = main_heading(self.tree) or page_title(self.tree)
        raise SourceError(
            f'a page of the site that holds no minutes ("{heading[:80]}")',
            where=self.name,
            todo="save the page of the meeting, or leave it out",
        )


class _Text:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.places: list[Place] = []

    @property
    def next(self) -> int:
        """Where the next paragraph will begin."""
        return self.length + (2 if self.pieces else 0)

    def add(self, words: str, *, gap: bool = True) -> None:
        """Add a line, behind an empty one if there is a gap."""
        if self.pieces:
            self.pieces.append("\n\n" if gap else "\n")
            self.length += 2 if gap else 1
        self.pieces.append(words)
        self.length += len(words)

    def whole(self) -> str:
        """All of it."""
        return "".join(self.pieces) + "\n"


def _around(tree: LexborHTMLParser) -> LexborNode | None:
    """What encloses the text and the title of the page."""
    content = tree.css_first(".mgContent") or tree.css_first(".mgItemTable")
    if content is None:
        return None
    if content.css_first("h1, h2") is None and content.parent is not None and content.parent.tag != "html":
        return content.parent
    return content


def _clean(line: Line) -> Line | None:
    """A line without what the site adds to it; None if nothing is left."""
    words = FILE_SIZE.sub("", line.text).strip()
    if not words or (line.role != "text" and CHROME.fullmatch(words)):
        return None
    if line.role in ("items", "") and words.casefold() in COLUMNS:
        return None
    return line._replace(text=words) if words != line.text else line
