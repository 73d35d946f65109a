"""Who has to act, in a column at the right-hand edge of the text."""

from __future__ import annotations

import re

from kg.read.pdf.segments import Segment, height_of, numbered

_EDGE = 0.72  # of the width of the text: what begins farther to the left is no column at its edge
_APART = 1.5  # heights of a line between the text and the column
_SHORT = 12  # characters: what has an owner beside it is longer
_LABEL = re.compile(r"(?:ACTIONS?|Actions?)(?:\s+(?:by|BY))?\s*[:–-]*\s*(?=\S)")
# Initials ("KM", "KM/JB", "PWh"), a post that everybody knows, all.
_INITIALS = r"(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2}[a-z]?)"
_OWNER = re.compile(rf"(?:{_INITIALS}(?:\s*(?:[/&,+]|and)\s*{_INITIALS}){{0,5}}|Clerk|ALL|All|Chair|Noted)\.?")
_NAMED = re.compile(r"[A-Z][\w.'’-]*(?:[ /&,]+(?:and |to )?[A-Z][\w.'’-]*){0,4}")


def take_owner(segments: list[Segment], right: float) -> tuple[list[Segment], str] | None:
    """A row without who has to act, and that; None where nobody is named at its end.

    Args:
        segments: of the row, from left to right.
        right: the right edge of the text.
    """
    if len(segments) < 2 or len(numbered(segments)) != 2:
        return None
    *text, last = segments
    words = last.text
    labelled = _LABEL.match(words)
    owner = words[labelled.end() :] if labelled else words
    if not (_OWNER.fullmatch(owner) or (labelled and _NAMED.fullmatch(owner))):
        return None
    left = text[0].x0
    if last.x0 < left + _EDGE * (right - left) or last.x0 - text[-1].x1 < _APART * height_of(last.words):
        return None
    if sum(len(segment.text) for segment in text) < _SHORT:
        return None
    return text, owner
