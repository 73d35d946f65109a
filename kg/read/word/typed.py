"""Paragraphs as a clerk would type them: the number before the words, columns made with tabs as wide gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.lines import WHO_ACTS
from kg.read.word.blocks import Paragraph

_COLUMN = "      "  # before who has to act, at the right-hand edge
_LAST_TAB = re.compile(r"[ \t]*\t[ \t]*(?P<who>[^\t]{1,30})$")
_LEADING = re.compile(r"^\s*([^\s\t]{1,12}) *\t[ \t]*")
_COLUMNS = 3  # so many tabs part the cells of a row; a number and who has to act need two
_SHORT = 120  # what is longer and has a tab in it is a sentence, not a row


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or row of the text.

    Args:
        text: its words, with "\\n" where a line was broken by hand.
        place: where it stands in the original, for a reader.
        gap: whether an empty line is before it.
    """

    text: str
    place: str
    gap: bool


def write_paragraph(paragraph: Paragraph) -> str:
    """A paragraph as a clerk would type it.

    >>> write_paragraph(Paragraph("The Clerk would write to the bus company.\\tKM", marker="4.2"))
    '4.2 The Clerk would write to the bus company.      KM'
    """
    lines = [_write_line(line) for line in paragraph.text.split("\n")]
    text = "\n".join(line for line in lines if line)
    return f"{paragraph.marker} {text}" if paragraph.marker and text else text or paragraph.marker


def beside(words: str, who: str) -> str:
    """A paragraph with who has to act in a column beside it; in a line of its own where it would not be seen there.

    >>> beside("The Clerk would write to the bus company.", "KM")
    'The Clerk would write to the bus company.      KM'
    """
    last = words.rpartition("\n")[2]
    if WHO_ACTS.fullmatch(who) and len(last) > 20 and "   " not in last and " | " not in last:
        return f"{words}{_COLUMN}{who}"
    return f"{words}\n\nAction: {who}" if words else f"Action: {who}"


def _write_line(line: str) -> str:
    line = line.strip(" ").rstrip()
    if "\t" not in line:
        return line
    if line.strip().count("\t") >= _COLUMNS and len(line) <= _SHORT:
        return re.sub(r" *\t[ \t]*", "   ", line.strip())  # "2.1 ⇥ Mend the gate ⇥ JB ⇥ 7 May": the row of a log
    line = _LEADING.sub(r"\1 ", line).strip()
    end = _LAST_TAB.search(line)
    if end and WHO_ACTS.fullmatch(end["who"]) and "\t" not in line[: end.start()]:
        return f"{line[: end.start()]}{_COLUMN}{end['who']}"
    return re.sub(r" *\t[ \t]*", "   " if len(line) <= _SHORT else " ", line)
