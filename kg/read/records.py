"""`minutes.csv`: what is known of minutes besides their text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document import Record
from kg.errors import Doubt, RecordError
from kg.read.text import decode_bytes

NAME = "minutes.csv"
_QUOTES = "look for a quotation mark that is not closed"
_COLUMNS = ("file", "council", "body", "date", "url")
_DAYS = ("date", "saved")  # `saved` is written by `kg harvest`, and need not be there


def read_records(data: bytes, where: str, present: frozenset[str]) -> tuple[dict[str, Record], tuple[Doubt, ...]]:
    """The rows of a `minutes.csv`, by file name, and what is wrong with some of them.

    Args:
        data: the file, whole; UTF-8, UTF-16 or Windows-1252, with commas or (as Excel writes in parts of Europe)
            semicolons.
        where: its path, for messages.
        present: names of the files beside it.

    Returns:
        The usable rows; of several for one file, which holds several meetings, the first with the others in it. A row
        for a file that is not there, a second row for a file and a day, and a date that is not one are doubts: the row,
        or that cell, is left out.

    Raises:
        RecordError: it is not a table with a column `file`.
    """
    text, _ = decode_bytes(data, where)
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=False)
    try:
        columns = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    except csv.Error as error:
        raise RecordError("not a table", where=f"{where}:1", todo=_QUOTES) from error
    if "file" not in columns:
        raise RecordError(
            "has no column named file", where=f"{where}:1", todo=f"its first line should be {','.join(_COLUMNS)}"
        )
    rows.fieldnames = columns
    records: dict[str, Record] = {}
    doubts = [
        Doubt(f"{where}:1", f"column {name!r} is not known and is ignored")
        for name in dict.fromkeys(columns)
        if name and name not in (*_COLUMNS, *_DAYS)
    ]
    for row in _readable(rows, where, doubts):
        line = rows.line_num
        cells = {name: " ".join((row.get(name) or "").split()) for name in (*_COLUMNS, "saved")}
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
        for column in _DAYS:
            if cells[column]:
                day = _read_day(cells[column])
                if day is None:
                    said = f"{column} {cells[column]!r} is not a date"
                    doubts.append(Doubt(f"{where}:{line}", said, "write it as 2024-09-10"))
                cells[column] = day.isoformat() if day else ""
        read = Record(
            cells["file"], cells["council"], cells["body"], cells["date"], cells["url"], line, saved=cells["saved"]
        )
        earlier = records.get(read.file)
        if earlier is None:
            records[read.file] = read
        elif any(one.date == read.date for one in (earlier, *earlier.others)):
            said = f"names {read.file!r} a second time; the first row is used"
            doubts.append(Doubt(f"{where}:{line}", said, "remove one of them"))
        else:
            records[read.file] = replace(earlier, others=(*earlier.others, read))
    return records, tuple(doubts)


def days_of(record: Record) -> tuple[str, ...]:
    """The days that the rows for a file give, where they are several; also of one of the rows once they are matched."""
    days = tuple(sorted({row.date for row in (record, *record.others) if row.date}))
    return record.days or (days if len(days) > 1 else ())


def match_records(
    record: Record, days: Sequence[tuple[dt.date, ...]], name: str
) -> tuple[tuple[Record, ...], tuple[Doubt, ...]]:
    """The row of `minutes.csv` for each meeting in a file.

    A row with a day is that of the meeting on that day; a row without one speaks of all.

    Args:
        record: the first row, with the others.
        days: of each meeting, the days that its head names; empty where the file holds one meeting.
        name: of the file.

    Returns:
        A row for each meeting, or one row; and the doubts: rows that fit no meeting.
    """
    said = days_of(record) if days else ()
    rows = tuple(replace(row, others=(), days=said) for row in (record, *record.others))
    if not days:
        doubts = [
            Doubt(name, f"row {row.line} of {NAME} is the second for it, and one meeting was found in it",
                  "remove the row, or check that the other meeting is there") for row in rows[1:]
        ]  # fmt: skip
        return (rows[0],), tuple(doubts)
    dated = {row.date: row for row in reversed(rows) if row.date}
    shared = next((row for row in rows if not row.date), replace(rows[0], body="", date="", url="", line=0))
    found = [next((dated[day.isoformat()] for day in own if day.isoformat() in dated), shared) for own in days]
    left = [row for row in dated.values() if row not in found]
    return tuple(found), tuple(
        Doubt(name, f"row {row.line} of {NAME} gives {row.date}, and no meeting of that day was found in it",
              "correct the day, or remove the row") for row in sorted(left, key=lambda row: row.line)
    )  # fmt: skip


def _readable(rows: csv.DictReader[str], where: str, doubts: list[Doubt]) -> Iterator[dict[str, str]]:
    """The rows up to the first that cannot be read."""
    try:
        yield from rows
    except csv.Error:
        doubts.append(Doubt(f"{where}:{rows.line_num}", "cannot be read as a table from here on", _QUOTES))


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
