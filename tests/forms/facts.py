"""What minutes state, as a user is told it, in words that do not depend on the form in which the minutes came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str]

QUERIES = ("who-promised-what", "officers", "figures", "meetings")
_TOLD = {
    "who-promised-what": (
        *("kind", "strength", "by", "by_role", "owner", "what", "to", "council", "meeting", "made_on"),
        *("due_by", "due_text", "recurs", "due_edtf"),
    ),
    "officers": ("kind", "name", "role", "body"),
    "figures": ("value", "unit", "indicator", "period", "compared_with"),
    "meetings": ("meeting", "panel", "council", "date", "next_meeting", "people", "commitments"),
}


def fold(words: str) -> str:
    """Words as they are compared: one space for any space, none about a hyphen.

    >>> fold("the follow-\\nup  report")
    'the follow-up report'
    """
    return re.sub(r"\s*-\s*", "-", " ".join(words.replace("\u00ad", "").split()))


def list_facts(tables: Sequence[Iterable[Row]]) -> dict[str, list[str]]:
    """The facts of each file in the answers of `QUERIES`, sorted: one line for each, by the name of the file without its ending."""
    facts: dict[str, list[str]] = {}
    for query, rows in zip(QUERIES, tables, strict=True):
        for row in rows:
            told = (fold(row[column]) for column in _TOLD[query])
            facts.setdefault(Path(row["source"]).stem, []).append(f"{query}: {' | '.join(told)}")
    return {file: sorted(lines) for file, lines in facts.items()}


def find_differences(plain: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """By file: "- a fact that only the plain text gives", "+ one that only the other form gives"."""
    differences = {}
    for file in sorted({*plain, *other}):
        ours, theirs = list(plain.get(file, [])), list(other.get(file, []))
        for line in list(ours):
            if line in theirs:
                ours.remove(line)
                theirs.remove(line)
        if ours or theirs:
            differences[file] = [*(f"- {line}" for line in ours), *(f"+ {line}" for line in theirs)]
    return differences
