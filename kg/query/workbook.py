"""A table of answers as an Excel workbook: the same bytes for the same rows."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from rdflib import Literal
from rdflib.term import Identifier

from kg.errors import MissingLibrary
from kg.query.cells import as_value, harmless
from kg.store.base import Table

_DATE = "http://www.w3.org/2001/XMLSchema#date"
_MOST = 32_767  # characters that a cell can hold
_WIDEST = 60
# openpyxl writes the time of saving into the file, and the zip format that of every entry.
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def format_workbook(table: Table, title: str) -> bytes:
    """The bytes of an XLSX file of one sheet: numbers as numbers, dates as dates, and text only ever as text.

    Args:
        table: the rows.
        title: of the sheet.

    Raises:
        MissingLibrary: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise MissingLibrary(
            "writing XLSX needs openpyxl",
            todo='install it with: pip install "minutes-kg[xlsx]", or use --format csv',
        ) from error
    book = Workbook()
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Answer"
    for column, name in enumerate(table.columns, start=1):
        sheet.cell(1, column, name).font = Font(bold=True)
        longest = max([len(name), *(len(str(row[column - 1] or "")) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, longest + 2)
    for number, row in enumerate(table.rows, start=2):
        for column, term in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = _cell_value(term)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                # Excel is told that it is text, and to show it as if an apostrophe were before it.
                cell.data_type = "s"
                cell.quotePrefix = cell.value[:1] in tuple("=+-@")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _cell_value(term: Identifier | None) -> bool | int | float | str | dt.date | None:
    if isinstance(term, Literal) and str(term.datatype) == _DATE:
        try:
            return dt.date.fromisoformat(str(term))
        except ValueError:
            return harmless(str(term))
    value = as_value(term)
    return harmless(value)[:_MOST] if isinstance(value, str) else value


def _without_times(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = (
                _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z", made.read(name)) if "core.xml" in name else made.read(name)
            )
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
    return out.getvalue()
