"""A table of answers in the form that was asked for: on a screen, as CSV, JSON, Markdown or XLSX."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable

from kg.errors import UsageError
from kg.query.catalogue import Heading
from kg.query.cells import as_number, as_value, escape_harmful, exact_text, harmless, readable_text
from kg.store.base import Table

# What a spreadsheet takes for a formula when it opens a CSV file, and what we have put an apostrophe before.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


FORMS = ("table", "csv", "json", "xlsx", "md")


def format_answer(
    table: Table,
    form: str,
    *,
    layout: tuple[Heading, ...] = (),
    title: str = "answer",
    width: int = 80,
    styled: bool = False,
) -> str | bytes:
    """The table in one of `FORMS`; bytes for a workbook.

    Args:
        table: the rows.
        form: one of `FORMS`.
        layout: which columns people see, in a table and in Markdown; all if there is none.
        title: of the sheet of a workbook.
        width: of the screen, in characters.
        styled: with colours, for a terminal.

    Raises:
        UsageError: there is no such form.
        MissingLibrary: it is a workbook, and openpyxl is not installed.
    """
    match form:
        case "table":
            from kg.query.table import format_table

            return format_table(table, layout, width=width, styled=styled) if table.rows else ""
        case "csv":
            return format_csv(table)
        case "json":
            return format_json(table)
        case "xlsx":
            from kg.query.workbook import format_workbook

            return format_workbook(table, title)
        case "md":
            return format_markdown(table, layout)
    raise UsageError(f"no form is called {form!r}", todo=f"use one of {', '.join(FORMS)}")


def format_csv(table: Table) -> str:
    r"""CSV (RFC 4180) in UTF-8, one header line, lines ended by a line feed.

    A text that begins with `=`, `+`, `-` or `@` would run as a formula in a spreadsheet, so an apostrophe
    is put before it; a text that begins with apostrophes and then one of these gets one more, so that
    whoever takes one apostrophe away from such a text has the original. Numbers stay numbers. Control
    characters are left out.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([exact_text(term) if as_number(term) is not None else guard(exact_text(term)) for term in row])
    return out.getvalue()


def guard(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula.

    >>> guard("=1+1"), guard("'=1+1"), guard("a - b"), guard("'tis")
    ("'=1+1", "''=1+1", 'a - b', "'tis")
    """
    text = harmless(text)
    return f"'{text}" if _FORMULA.match(text) else text


def format_json(table: Table) -> str:
    """A JSON array of objects, one for each row: numbers and truth values as such, null for no value."""
    rows = [dict(zip(table.columns, map(as_value, row), strict=True)) for row in table.rows]
    return escape_harmful(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n"


def format_markdown(table: Table, layout: tuple[Heading, ...] = ()) -> str:
    """A Markdown table (GitHub's) of the columns of the layout, or of all if there is none."""
    columns = [name for heading in layout for name in heading.columns] or list(table.columns)
    places = [table.columns.index(name) for name in columns]
    lines = [_markdown_row(name.replace("_", " ") for name in columns), _markdown_row("---" for _ in columns)]
    lines += [
        _markdown_row(_escape(readable_text(row[place]).replace("\xa0", " ")) for place in places) for row in table.rows
    ]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line and in one cell."""
    return _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;"))
