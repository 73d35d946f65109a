"""What a page of ModernGov holds -> its text as a clerk would type it, with what of it is agenda and what minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.document import Part, Place, Span
from kg.read.html.mgitems import PageItem, PageMeeting, Piece
from kg.read.html.mgwords import CONTACT
from kg.read.rendering import Region

_NOTE = re.compile(r"(?:Notes?|Nodyn|Webcast|Media)\s*:", re.IGNORECASE)
_INNER_LABEL = re.compile(r"(?:^|[\s.])(?:Minutes|Cofnodion):(?=\s|$)")
_BREAK = 2  # characters between one line and the next, an empty line included
_LISTED = 100  # characters: a line of a list of contacts is no longer


@dataclass(slots=True)
class Writer:
    """Text that grows by a line at a time, with what is known of it.

    Args:
        marked: whether the page tells agenda from minutes, so that regions can say which is which.
    """

    marked: bool = True
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    sections: list[Span] = field(default_factory=list)

    def text(self) -> str:
        """All of it."""
        return "".join([*self.pieces, "\n"]) if self.pieces else ""

    def add(self, words: str, *, gap: bool = True) -> Span:
        """Add a line, behind an empty one if there is a gap."""
        if self.pieces:
            self.pieces.append("\n\n" if gap else "\n")
            self.length += len(self.pieces[-1])
        self.pieces.append(words)
        start, self.length = self.length, self.length + len(words)
        return Span(start, self.length)

    def write_meeting(self, meeting: PageMeeting, above: Iterable[str], listed: Iterable[str]) -> None:
        """Add a meeting.

        Args:
            meeting: as the page holds it.
            above: lines that stand before it: council, body and day.
            listed: who attended.
        """
        start = self.length + (2 if self.pieces else 0)
        for words in above:
            self.add(words)
        for line in meeting.head:
            span = self.add(line.text, gap=line.gap)
            if self.marked and _NOTE.match(line.text):
                self._mark(span, Part.AGENDA)
        for words in listed:
            self.add(words)
        for item in meeting.items:
            self._write_item(item)
        self.sections.append(Span(start, self.length))

    def _write_item(self, item: PageItem) -> None:
        title = item.title
        if item.number:
            title = f"{item.number}{'' if '/' in item.number else '.'} {title}".strip()
        if title:
            span = self.add(title)
            label = f"item {item.number}" if item.number else f"#{item.anchor}" if item.anchor else ""
            if label:
                self.places.append(Place(span.start, label, item.anchor))
            if self.marked:
                self.regions.append(Region(span, Part.AGENDA, opens=True, number=item.number))
        # Several items pasted into one: their own labels say what is what.
        minutes = [piece for piece in item.pieces if piece.kind == "minutes"]
        pasted = len(minutes) > 1 or any(_INNER_LABEL.search(line.text) for piece in minutes for line in piece.lines)
        for piece in item.pieces:
            self._write_piece(piece, marked=self.marked and not pasted)

    def _write_piece(self, piece: Piece, *, marked: bool) -> None:
        if piece.label:
            span = self.add(_colon(piece.label))
            if marked and piece.kind == "agenda":
                self._mark(span, Part.AGENDA)
        listed = False
        for line in piece.lines:
            span = self.add(line.text, gap=line.gap)
            if not marked or piece.kind == "decision":
                continue
            if piece.kind == "minutes":
                self._mark(span, Part.MINUTES)
                continue
            # Officers to ask are listed in the text of the agenda, and are people of the meeting.
            listed = CONTACT.match(line.text) is not None or (
                listed and len(line.text) < _LISTED and not line.text.endswith(".")
            )
            if not listed:
                self._mark(span, Part.AGENDA)

    def _mark(self, span: Span, part: Part) -> None:
        last = self.regions[-1] if self.regions else None
        if last and last.part is part and not last.opens and span.start - last.span.end <= _BREAK:
            span = Span(self.regions.pop().span.start, span.end)
        self.regions.append(Region(span, part))


def _colon(label: str) -> str:
    return label if label.endswith(":") else f"{label}:"
