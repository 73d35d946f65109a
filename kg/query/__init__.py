"""Questions -> tables of answers.

catalogue    the files of `queries/`        header      the `#+` lines at their head
parameters   what was typed -> terms        names       what was typed -> the things that are called so
answer       running a canned query         sparql      running any query
cells        a term as text                 table, formats, workbook    a table for a screen, CSV ..., XLSX
"""

from __future__ import annotations

from kg.query.answer import Answer, answer_query
from kg.query.catalogue import CannedQuery, Parameter, find_query, load_catalogue, suggest
from kg.query.formats import format_answer
from kg.query.listing import format_catalogue

__all__ = [
    "Answer",
    "CannedQuery",
    "Parameter",
    "answer_query",
    "find_query",
    "format_answer",
    "format_catalogue",
    "load_catalogue",
    "suggest",
]
