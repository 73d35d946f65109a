"""Tables of those who were there, a column for each side: "Councillors | Officers", with their names below.

Read row by row, the name of a councillor would stand beside that of an officer, under neither of the two labels. So
such a table is read column by column, a person a line below the label of the column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from kg.read.appearance import is_account
from kg.read.labels import load_labels

_MOST = 120  # characters: a person with a post and where they come from has no more
# "Councillors", "In attendance", "Apologies": of several people; "Lead officer" may head a column of a plan.
_GROUP = re.compile(r"s\b|present|attend|absen|apolog", re.IGNORECASE)
_PERSON = re.compile(r"(?:[·•*-]\s*)?[A-Z][\w.'’-]*\s+(?:(?:de|van|von|der|la|le|ap|ab)\s+){0,2}[A-Z]")
_NOBODY = re.compile(r"(?:[-–—]+|none(?:\s+received)?|nil|n/?a|vacan(?:t|cy))\.?", re.IGNORECASE)
_HANGING = re.compile(r"(?:,|&|\b(?:of|and|for|the|to|in))$")  # a name with a post that goes on in the next line


def is_label_row(cells: Sequence[str]) -> bool:
    """Whether each of the cells of a row begins with a label of those who were there, at least one of many.

    >>> is_label_row(["Councillors", "Officers"]), is_label_row(["Present: Ann Lee", "Apologies: Bo Hart"])
    (True, True)
    >>> is_label_row(["Portfolio Holder", "Lead officer"]), is_label_row(["Present", "Ann Lee"])
    (False, False)
    """
    labels = [load_labels().attendance.match(cell[:_MOST]) for cell in cells]
    return len(cells) > 1 and all(labels) and any(match and _GROUP.search(match.group()) for match in labels)


def is_person(words: str) -> bool:
    """Whether a line is what stands for one person in such a column, and tells nothing."""
    return len(words) <= _MOST and _PERSON.match(words) is not None and not is_account(words)


def read_down(rows: Sequence[Sequence[Sequence[str]]]) -> list[tuple[bool, str]]:
    """The lines of a table of those who were there, each with whether an empty line stands before it.

    Args:
        rows: from the top; each with its cells from left to right, each with its lines.

    Returns:
        A column after the other; empty if it is no such table.
    """
    if not rows or any(len(row) > len(rows[0]) for row in rows) or not all(rows[0]):
        return []
    if not is_label_row([cell[0] for cell in rows[0]]):
        return []
    pattern = load_labels().attendance
    lines: list[tuple[bool, str]] = []
    people = others = 0
    for column in zip_longest(*rows, fillvalue=()):
        gap = True  # before the first person below a label
        for words in _join([line for cell in column for line in cell]):
            label = pattern.match(words[:_MOST])
            rest = words[label.end() :] if label else words
            lines.append((gap or label is not None, words))
            gap = label is not None and not rest
            if rest and not _NOBODY.fullmatch(rest):
                people, others = (people + 1, others) if is_person(rest) else (people, others + 1)
    # A name of one word, or that of a firm, is no reason to read the rest across.
    return lines if people > 1 and people >= 4 * others else []


def _join(lines: Sequence[str]) -> list[str]:
    """The lines of a column, with what goes on from one to the next put together."""
    joined: list[str] = []
    for line in lines:
        if joined and _HANGING.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined
