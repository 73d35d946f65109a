"""`minutes.csv` as people save it, and as they get it wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.document import Record
from kg.errors import RecordError
from kg.read.records import match_records, read_records

PRESENT = frozenset({"may.txt", "Größe.txt"})
ROW = {
    "council": "Mere Valley Council",
    "body": "Housing Panel",
    "date": "2024-05-04",
    "url": "https://mere.example/may",
}


@pytest.mark.parametrize(
    "data",
    [
        b"file,council,body,date,url\nmay.txt,Mere Valley Council,Housing Panel,2024-05-04,https://mere.example/may\n",
        b"file;council;body;date;url\r\nmay.txt;Mere Valley Council;Housing Panel;04/05/2024;https://mere.example/may\r\n",
        b"\xef\xbb\xbfFile , Council,BODY,Date,URL\nmay.txt, Mere  Valley Council ,Housing Panel,4 May 2024,https://mere.example/may\n",
        "file,council,body,date,url\nmay.txt,Mere Valley Council,Housing Panel,4.5.2024,https://mere.example/may\n".encode(
            "utf-16"
        ),
        b'file,council,body,date,url\n"may.txt","Mere Valley Council","Housing Panel",2024-05-04,https://mere.example/may\n\n,,,,\n',
        b"date,file,url,body,council\n2024-05-04,may.txt,https://mere.example/may,Housing Panel,Mere Valley Council\n",
    ],
    ids=["commas", "semicolons", "utf-8 with mark", "utf-16", "quotes and empty rows", "another order"],
)
def test_a_row_is_read(data: bytes) -> None:
    records, doubts = read_records(data, "minutes.csv", PRESENT)
    assert doubts == ()
    assert {name: getattr(records["may.txt"], name) for name in ROW} == ROW


def test_the_day_on_which_a_page_was_fetched_may_stand_in_a_column_of_its_own() -> None:
    records, doubts = read_records(b"file,date,saved\nmay.txt,2024-05-04,2024-06-20\n", "minutes.csv", PRESENT)
    assert (records["may.txt"].saved, doubts) == ("2024-06-20", ())


def test_windows_1252_is_read() -> None:
    records, _ = read_records("file,council\nGröße.txt,Ynys Môn".encode("cp1252"), "minutes.csv", PRESENT)
    assert records["Größe.txt"].council == "Ynys Môn"


@pytest.mark.parametrize(
    ("rows", "doubt", "kept"),
    [
        ("file,council\njune.txt,Mere\n", "minutes.csv:2: names 'june.txt', which is not in the folder", {}),
        ("file,date\nmay.txt,31/02/2024\n", "minutes.csv:2: date '31/02/2024' is not a date", {"may.txt": ""}),
        (
            "file,date\nmay.txt,2024-05-04\nmay.txt,2024-05-04\n",
            "minutes.csv:3: names 'may.txt' a second time",
            {"may.txt": "2024-05-04"},
        ),
        (
            "file,date,saved\nmay.txt,2024-05-04,soon\n",
            "minutes.csv:2: saved 'soon' is not a date",
            {"may.txt": "2024-05-04"},
        ),
        ("file,datum\nmay.txt,2024-05-04\n", "minutes.csv:1: column 'datum' is not known", {"may.txt": ""}),
        ("file,date\n../may.txt,2024-05-04\n", "minutes.csv:2: names '../may.txt', which is not in the folder", {}),
    ],
    ids=["absent file", "bad date", "twice", "bad day of saving", "unknown column", "path"],
)
def test_what_is_wrong_is_said_with_its_line_and_the_rest_is_read(rows: str, doubt: str, kept: dict[str, str]) -> None:
    records, doubts = read_records(rows.encode(), "minutes.csv", PRESENT)
    assert [str(one) for one in doubts if str(one).startswith(doubt)], doubts
    assert len(doubts) == 1
    assert {name: record.date for name, record in records.items()} == kept


def test_rows_of_different_days_are_of_different_meetings() -> None:
    rows = b"file,date,url\nmay.txt,2024-05-04,\nmay.txt,2024-06-05,https://mere.example/june\nmay.txt,,\n"
    records, doubts = read_records(rows, "minutes.csv", PRESENT)
    assert doubts == ()
    may, june, third = (date(2024, 5, 4), date(2024, 5, 1)), (date(2024, 6, 5),), (date(2024, 7, 1),)
    matched, doubts = match_records(records["may.txt"], [may, june, third], "may.txt")
    assert [(row.date, row.url, row.line) for row in matched] == [
        ("2024-05-04", "", 2), ("2024-06-05", "https://mere.example/june", 3), ("", "", 4),
    ]  # fmt: skip
    assert doubts == ()


def test_a_row_that_fits_no_meeting_is_a_doubt() -> None:
    row = Record("may.txt", "Mere Valley Council", "Housing Panel", "2024-05-04", "https://mere.example/may", 2)
    matched, doubts = match_records(row, [(date(2024, 5, 5),), (date(2024, 6, 5),)], "may.txt")
    assert [(one.council, one.body, one.date, one.url) for one in matched] == [("Mere Valley Council", "", "", "")] * 2
    assert "row 2 of minutes.csv gives 2024-05-04, and no meeting of that day was found in it" in str(doubts[0])
    matched, doubts = match_records(replace(row, others=(replace(row, date="2024-06-05", line=3),)), [], "may.txt")
    assert matched == (row,)
    assert "row 3 of minutes.csv is the second for it, and one meeting was found in it" in str(doubts[0])


@pytest.mark.parametrize("data", [b"", b"name,council\nmay.txt,Mere\n"], ids=["empty", "no column file"])
def test_a_table_without_file_names_is_refused(data: bytes) -> None:
    with pytest.raises(
        RecordError, match=r"minutes\.csv:1: has no column named file; its first line should be file,council"
    ):
        read_records(data, "minutes.csv", PRESENT)


@pytest.mark.parametrize("cell", ["a" * 200_000, '"' + "a\n" * 100_000], ids=["a long cell", "a quotation mark"])
def test_rows_before_one_that_cannot_be_read_are_used(cell: str) -> None:
    rows = f"file,body\nmay.txt,Housing Panel\n{cell},Parks Panel\n"
    records, doubts = read_records(rows.encode(), "minutes.csv", PRESENT)
    assert records["may.txt"].body == "Housing Panel"
    assert [str(one).partition(": ")[2] for one in doubts] == [
        "cannot be read as a table from here on; look for a quotation mark that is not closed"
    ]


def test_a_first_line_that_does_not_end_is_no_table() -> None:
    with pytest.raises(RecordError, match="not a table; look for a quotation mark"):
        read_records(b'"file,body\n' + b"a\n" * 100_000, "minutes.csv", PRESENT)
