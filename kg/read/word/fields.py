"""The fields of a DOCX: what they show is kept, their codes are not (ISO/IEC 29500-1, 17.16)."""

from __future__ import annotations

from dataclasses import dataclass

from kg.read.word.package import Element
from kg.read.word.styles import W

_MADE = frozenset({"TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "INDEX"})  # what they show is not the minutes


@dataclass
class _Open:
    """A field that has begun and not ended."""

    unseen: bool = True  # its code stands here, or what it shows is not wanted
    in_code: bool = True
    instruction: str = ""


class Fields:
    """The fields that are open at a place in the text: they stand within each other."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    @property
    def hide(self) -> bool:
        """Whether words here are not shown."""
        return any(one.unseen for one in self._open)

    def mark(self, element: Element) -> str:
        """Take in that a field begins, has ended its code, or ends (`w:fldChar`); what it shows by itself."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            chosen = "" if self.hide else _chosen(element)
            self._open.append(_Open())
            return chosen
        if kind == "separate" and self._open:
            field = self._open[-1]
            field.in_code, field.unseen = False, field.instruction in _MADE
        elif kind == "end" and self._open:
            self._open.pop()
        return ""

    def instruct(self, code: str) -> None:
        """Take in a stretch of the code of a field (`w:instrText`)."""
        if self._open and self._open[-1].in_code and not self._open[-1].instruction:
            self._open[-1].instruction = _name(code)

    def end_paragraph(self) -> None:
        """Close what lost its end: a code does not go on in the next paragraph, what a field shows may."""
        self._open = [field for field in self._open if not field.in_code]


def shows_minutes(code: str) -> bool:
    """Whether what a field of this code shows belongs to the minutes: page numbers and contents do not.

    >>> shows_minutes(' DATE \\\\@ "d MMMM yyyy" '), shows_minutes(" PAGE ")
    (True, False)
    """
    return _name(code) not in _MADE


def _name(code: str) -> str:
    return next(iter(code.split(None, 1)), "").upper()


def _chosen(mark: Element) -> str:
    """The entry that was chosen in the list of a form (`w:ddList`)."""
    menu = mark.find(f"{W}ffData/{W}ddList")
    if menu is None:
        return ""
    chosen = menu.find(W + "result")
    number = "0" if chosen is None else chosen.get(W + "val", "0")
    entries = [entry.get(W + "val", "") for entry in menu.iterfind(W + "listEntry")]
    n = int(number) if number.isdecimal() and len(number) < 4 else len(entries)
    return entries[n] if n < len(entries) else ""
