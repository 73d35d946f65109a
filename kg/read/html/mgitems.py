"""Lines of a page of ModernGov -> its meetings, their items, and what of each is agenda, decision and minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.read.html.layout import Line
from kg.read.html.mgwords import CHROME, COLUMNS, CUT, DECISION_LINE, FILE_SIZE, LABELS, MEETING_LINE

_NUMBER = re.compile(
    r"(?:(?:[A-Z]{1,5}[/. -]?)?\d{1,4}(?:[./-]\d{1,4}){0,2}\s?\(?[a-z]{0,3}\)?[.:)]*|[a-z]{1,3}[.)]|\([a-z]{1,4}\)|"
    r"[A-Z]{1,2}[.)]?)"
)
_NUMBERED = re.compile(r"((?:[A-Z]{1,5}[/. -]?)?\d{1,4}(?:[./-]\d{1,4}){0,2}[a-z]?[.:)]?)\s+(?=\S)")
_ENDS = ".:) "  # of a number
_FIELD = re.compile(r"(?P<name>[A-Z][^:.]{2,50}?)\s*\??\s*:\s*(?P<value>\S.*)?$")


@dataclass(slots=True)
class Piece:
    """What stands under one label of an item.

    Args:
        kind: "agenda", "decision" or "minutes".
        label: as written, empty where there is none.
        lines: in order.
    """

    kind: str
    label: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class PageItem:
    """An item of business as the page shows it."""

    number: str = ""
    title: str = ""
    anchor: str = ""
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class PageMeeting:
    """A meeting, or a decision outside one.

    Args:
        sitting: its body and day in one line, as the page says it; empty if it does not.
        head: the other lines before the first item.
        items: in order.
    """

    sitting: str = ""
    head: list[Line] = field(default_factory=list)
    items: list[PageItem] = field(default_factory=list)


@dataclass(slots=True)
class PageContent:
    """All that a page holds.

    Args:
        meetings: in order.
        titles: lines of the page that are its titles, the kind of page first.
        fields: what stands behind labels of a decision: "decision maker" -> "Cabinet".
        officers: lines that name an officer: "Contact: Ann Lee".
        cut: of which items the site shows only the beginning, as (what, number).
    """

    meetings: list[PageMeeting] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    officers: list[str] = field(default_factory=list)
    cut: list[tuple[str, str]] = field(default_factory=list)

    @property
    def labelled(self) -> bool:
        """Whether something stands under "Decision:" or "Minutes:"."""
        kinds = (piece.kind for one in self.meetings for item in one.items for piece in item.pieces)
        return any(kind != "agenda" for kind in kinds)


def read_content(lines: Iterable[Line], *, single: bool) -> PageContent:
    """What the lines of a page hold.

    Args:
        lines: with the roles of `kg.read.html.moderngov`.
        single: whether the page is about one item: what stands under its labels needs no title before it.
    """
    reader = _Reader(single=single)
    for line in lines:
        if (clean := clean_line(line)) is not None:
            reader.take(clean)
    return reader.content


def clean_line(line: Line) -> Line | None:
    """A line without what the site adds to it; None if nothing is left."""
    words = FILE_SIZE.sub("", line.text).strip() if line.role != "text" else line.text
    if not words or (line.role != "text" and (CHROME.fullmatch(words) or words.casefold() in COLUMNS)):
        return None
    return line._replace(text=words) if words != line.text else line


class _Reader:
    def __init__(self, *, single: bool) -> None:
        self.content = PageContent([PageMeeting()])
        self.single = single
        self.item: PageItem | None = None
        self.number: Line | None = None  # a line that holds only a number: its title is still to come
        self.hidden = False  # below a label under which files are listed

    @property
    def meeting(self) -> PageMeeting:
        return self.content.meetings[-1]

    def take(self, line: Line) -> None:
        """Take the next line of the page."""
        words = line.text
        if line.role != "text" and self._opens_meeting(words):
            return
        if (cut := CUT.search(words)) is not None:
            self.content.cut.append(((cut["what"] or "minutes").lower(), cut["item"] or ""))
            words = words[: cut.start()].rstrip(" .…")
            if not words:
                return
            line = line._replace(text=words)
        if line.role == "page" or line.role == "subtitle":
            self.content.titles.append(words)
        elif self._is_label(line):
            self._open_piece(words)
        elif line.role == "title":
            self._open_item(line)
        elif (self.hidden and line.role != "text") or (line.role != "text" and self._is_field(words)):
            return
        else:
            self.hidden = False
            if line.role == "text":
                self._open_untitled()
            if self.item is None:
                self.meeting.head.append(line)
                return
            if not self.item.pieces:
                self.item.pieces.append(Piece("agenda"))
            self.item.pieces[-1].lines.append(line)

    def _opens_meeting(self, words: str) -> bool:
        decided: list[Piece] = []
        if match := MEETING_LINE.match(words):
            sitting, number, title = f"{match['body'].strip()} - {match['day']}", match["item"] or "", ""
        elif (match := DECISION_LINE.match(words)) and any("decision" in one.lower() for one in self.content.titles):
            sitting, number, title = match["day"], "", match["title"]
            decided.append(Piece("decision", "Decision:"))  # as the head of the page says
        else:
            return False
        self.item = PageItem(number.strip(), title, pieces=decided)
        self.content.meetings.append(PageMeeting(sitting, items=[self.item]))
        self.number, self.hidden = None, False
        return True

    def _is_label(self, line: Line) -> bool:
        words = line.text
        if line.role == "label":
            return True
        known = LABELS.get(words.rstrip(" :").casefold()) if len(words) < 60 and words.endswith(":") else None
        return known is not None and line.role != "text"

    def _open_piece(self, words: str) -> None:
        kind = LABELS.get(words.rstrip(" :?").casefold(), "agenda")
        self.hidden = kind == "documents"
        if self.hidden:
            return
        self._open_untitled()
        if self.item is None:
            if not self.single and kind == "agenda":
                return
            self.item = PageItem()
            self.meeting.items.append(self.item)
        self.item.pieces.append(Piece(kind, words))

    def _open_item(self, line: Line) -> None:
        words, before = line.text, self.number
        if _NUMBER.fullmatch(words) and not (before and _is_title_below(before, line)):
            self.number = line
            return
        number = before.text.rstrip(_ENDS) if before else ""
        if not number and (found := _NUMBERED.match(words)):
            number, words = found[1].rstrip(_ENDS), words[found.end() :]
        self._begin(number, words, line.anchor)

    def _open_untitled(self) -> None:
        """Open the item whose number has come and whose title has not: the site shows one that has none, and "IT"."""
        if (line := self.number) is not None:
            named = line.text.isalpha() and line.text.isupper()
            self._begin("" if named else line.text.rstrip(_ENDS), line.text if named else "", line.anchor)

    def _begin(self, number: str, title: str, anchor: str) -> None:
        self.number, self.hidden = None, False
        if self.item is not None and not self.item.title and not self.item.pieces:
            self.item.number, self.item.title, self.item.anchor = number or self.item.number, title, anchor
        else:
            self.item = PageItem(number, title, anchor)
            self.meeting.items.append(self.item)

    def _is_field(self, words: str) -> bool:
        """ "Decision Maker: Cabinet", "Publication date: 17/07/2013": of a decision."""
        match = _FIELD.match(words)
        if match is None:
            return False
        name = match["name"].rstrip("? ").lower()
        if name not in _FIELDS:
            return False
        if _FIELDS[name] == "author":
            # Who wrote the report or can be asked is an officer of the meeting.
            if match["value"]:
                self.content.officers.append(words)
        else:
            self.content.fields.setdefault(_FIELDS[name], (match["value"] or "").strip())
        return True


def _is_title_below(number: Line, line: Line) -> bool:
    """Whether a line that could be a number is the title of the one before it: "IT", or "2025/26" in the same row."""
    if line.text.isalpha() and any(map(str.isdigit, number.text)):
        return True
    return bool(line.anchor) and line.anchor == number.anchor and line.text[-1] not in _ENDS


_FIELDS = {
    **dict.fromkeys(("decision maker", "decision taker", "penderfynwr", "gwneuthurwr penderfyniad"), "maker"),
    **dict.fromkeys(("decided at meeting", "penderfynwyd yn y cyfarfod"), "meeting"),
    **dict.fromkeys(("date of decision", "decision date", "dyddiad y penderfyniad"), "day"),
    **dict.fromkeys(
        ("report author", "awdur yr adroddiad", "lead member", "lead director", "lead officer", "contact", "cyswllt"),
        "author",
    ),
    **dict.fromkeys(
        (
            "publication date", "dyddiad cyhoeddi", "effective from", "yn weithredol o", "decision status",
            "statws y penderfyniad", "is key decision", "is subject to call in", "current call-in count",
            "call-in deadline date", "decision type", "math o benderfyniad", "first published", "decision due",
            "wards affected", "notice of proposed decision first published", "department", "restriction",
        ),
        "",
    ),
}  # fmt: skip
