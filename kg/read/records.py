"""`minutes.csv`: what is known of minutes besides their text."""

from __future__ import annotations

import csv
import datetime as dt
import io

from kg.document import Record
from kg.errors import Doubt, RecordError
from kg.read.text import decode_bytes

NAME = "minutes.csv"
_COLUMNS = ("file", "council", "body", "date", "url")


def read_records(data: bytes, where: str, present: frozenset[str]) -> tuple[dict[str, Record], tuple[Doubt, ...]]:
    """The rows of a `minutes.csv`, by file name, and what is wrong with some of them.

    Args:
        data: the file, whole; UTF-8, UTF-16 or Windows-1252, with commas or (as Excel writes in parts of Europe)
            semicolons.
        where: its path, for messages.
        present: names of the files beside it.

    Returns:
        The usable rows. A row for a file that is not there, a second row for a file, and a date that is not one are
        doubts: the row, or that cell, is left out.

    Raises:
        RecordError: it is not a table with a column `file`.
    """
    text, _ = decode_bytes(data, where)
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=False)
    columns = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if "file" not in columns:
        raise RecordError(
            "has no column named file", where=f"{where}:1", todo=f"its first line should be {','.join(_COLUMNS)}"
        )
    rows.fieldnames = columns
    records: dict[str, Record] = {}
    doubts = [
        Doubt(f"{where}:1", f"column {name!r} is not known and is ignored")
        for name in columns
        if name and name not in _COLUMNS
    ]
    for row in rows:
        line = rows.line_num
        cells = {name: " ".join((row.get(name) or "").split()) for name in _COLUMNS}
        if not any(cells.values()):
            continue
        if cells["file"] not in present:
            doubts.append(
                Doubt(
                    f"{where}:{line}",
                    f"names {cells['file']!r}, which is not in the folder",
                    "correct the name, or remove the row",
                )
            )
            continue
        if cells["file"] in records:
            doubts.append(
                Doubt(
                    f"{where}:{line}",
                    f"names {cells['file']!r} a second time; the first row is used",
                    "remove one of them",
                )
            )
            continue
        if cells["date"]:
            day = _read_day(cells["date"])
            if day is None:
                doubts.append(
                    Doubt(f"{where}:{line}", f"date {cells['date']!r} is not a date", "write it as 2024-09-10")
                )
            cells["date"] = day.isoformat() if day else ""
        records[cells["file"]] = Record(**cells, line=line)
    return records, tuple(doubts)


def _read_day(words: str) -> dt.date | None:
    """A day written as ISO 8601 or, as spreadsheets save it here, day first.

    >>> _read_day("2024-09-10") == _read_day("10/09/2024") == dt.date(2024, 9, 10)
    True
    """
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"):
        try:
            return dt.datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None
