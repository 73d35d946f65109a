"""A ready question: its form, its answer as a table that leads to pages, and its query to be changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from rdflib import Literal

from kg.query import CannedQuery, answer_query
from kg.query.answer import JOINED
from kg.query.catalogue import Heading, Parameter
from kg.query.header import MARK
from kg.query.parameters import bind_parameters
from kg.store.base import Reader
from kg.store.sparql import with_values
from kg.web.cells import SHOWN, Cell, cell_of, read_term, write_term
from kg.web.sparql.editor import LONGEST_LINK, address_of

if TYPE_CHECKING:
    from kg.web.site import Site

# What the names of a parameter's type are: kinds of pages.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "body": ("body",),
    "council": ("council",),
    "indicator": ("indicator",),
    "officer": ("person", "post"),
    "person": ("person",),
    "post": ("post",),
}
_LINKED = ("body", "council", "document", "indicator", "meeting", "person", "post")
PAGE = "page"  # the form of an answer that `ask_ready` gives
_MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: a parameter, what is typed in it, and names to choose from."""

    parameter: Parameter
    value: str
    choices: tuple[str, ...]

    @property
    def label(self) -> str:
        """The name of the parameter in words."""
        return self.parameter.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer as a table.

    Args:
        headings: of its columns.
        rows: for each heading, lines of cells.
        total: how many rows there are.
        notes: how the parameters were understood.
        query: the query as it was asked, which anybody can change.
        editor: the address that shows it in the editor; empty if it is too long for one.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[tuple[Cell, ...], ...], ...], ...]
    total: int
    notes: tuple[str, ...]
    query: str
    editor: str


def ask_ready(query: CannedQuery, store: Reader, values: Mapping[str, str], today: dt.date) -> bytes:
    """The first rows of an answer as JSON, with how many there are and the query as it was asked.

    Raises:
        UsageError: a parameter is unknown, missing or not of its type, or nothing is called so.
        QueryError: the query fails.
    """
    answer = answer_query(query, store, values, today=today)
    bound = bind_parameters(query, values, store, today)
    rows = [[write_term(term) for term in row] for row in answer.table.rows[:SHOWN]]
    told = {
        "columns": answer.table.columns,
        "rows": rows,
        "total": len(answer.table.rows),
        "notes": answer.notes,
        "query": with_values(_bare(query.text), bound.terms),
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def view_ready(
    site: Site, query: CannedQuery, values: Mapping[str, str], *, reply: bytes | None = None, error: str = ""
) -> dict[str, object]:
    """The variables of `question.html`.

    Args:
        site: whose graph is asked.
        query: which.
        values: what was typed for its parameters.
        reply: of `ask_ready`; None if it was not asked.
        error: why there is no answer.
    """
    address = f"{site.addresses.root}api/{query.name}"
    given = {name: value for name, value in values.items() if value}
    return {
        "question": query,
        "description": _in_words(query, query.description),
        "fields": tuple(Field(one, values.get(one.name, ""), _choices(site, one.type)) for one in query.parameters),
        "answer": _answered(site, query, json.loads(reply)) if reply is not None else None,
        "error": _in_words(query, error),
        "shown": SHOWN,
        "address": address,
        "downloads": [
            (title, f"{address}?{urlencode({**given, 'format': form})}")
            for title, form in (("CSV", "csv"), ("JSON", "json"), ("Markdown", "md"))
        ],
        "bare": _bare(query.text),
    }


def _in_words(query: CannedQuery, text: str) -> str:
    """What speaks of options, as on the command line, for somebody who looks at the form."""
    for parameter in query.parameters:
        text = text.replace(parameter.option, f"“{parameter.name.replace('_', ' ')}”")
    return text


def _answered(site: Site, query: CannedQuery, told: Mapping[str, Any]) -> Answered:
    layout = query.layout or tuple(Heading(name.replace("_", " "), ((name,),)) for name in told["columns"])
    places = {name: place for place, name in enumerate(told["columns"])}
    names = _pages_by_name(site)
    rows = []
    for row in told["rows"]:
        cells = {name: _cells(site, row[place], names) for name, place in places.items()}
        rows.append(tuple(_column(heading, cells) for heading in layout))
    text = str(told["query"])
    editor = address_of(site, text) if len(text) <= LONGEST_LINK else ""
    return Answered(
        tuple(heading.title for heading in layout), tuple(rows), told["total"], tuple(told["notes"]), text, editor
    )


def _column(heading: Heading, cells: Mapping[str, tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """What stands under a heading in one row. Where an address stands beside words, the words lead to it."""
    addresses = [cell for name in heading.columns for cell in cells[name] if cell.iri and cell.href]
    lines = [tuple(cell for name in line for cell in cells[name] if cell.text) for line in heading.lines]
    if len(addresses) == 1 and sum(map(len, lines)) > 1:
        lines = [tuple(cell for cell in line if cell is not addresses[0]) for line in lines]
        lines = [line for line in lines if line]
        lines[0] = (Cell(lines[0][0].text, addresses[0].href), *lines[0][1:])
    return tuple(dict.fromkeys(filter(None, lines)))  # who promised and who has to act are mostly one: named once


def _cells(site: Site, told: Mapping[str, Any] | None, names: Mapping[str, str]) -> tuple[Cell, ...]:
    """The cells of a value: several where it is several names, each leading to the page that has that name alone."""
    term = read_term(told)
    cell = cell_of(site, term)
    if not isinstance(term, Literal) or term.datatype:
        return (cell,)
    parts = cell.text.split(JOINED)
    if not any(part in names for part in parts):
        return (cell,)
    ends = [JOINED.strip()] * (len(parts) - 1) + [""]
    return tuple(Cell(part, names.get(part, ""), after=end) for part, end in zip(parts, ends, strict=True))


def _bare(text: str) -> str:
    """A query without the header that describes it."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(MARK)).strip() + "\n"


@lru_cache(32)
def _choices(site: Site, kind: str) -> tuple[str, ...]:
    """The names that a parameter of a type may have, if they are not too many to choose from."""
    wanted = _KINDS.get(kind, ())
    names = {site.subject(page).label for page in site.pages.values() if page.kind in wanted} if wanted else set()
    return tuple(sorted(names)) if len(names) <= _MOST_CHOICES else ()


@lru_cache(1)
def _pages_by_name(site: Site) -> Mapping[str, str]:
    """Where a name leads that only one thing has: two councils may have a Harbour Panel each."""
    found: dict[str, str] = {}
    for page in site.pages.values():
        if page.kind in _LINKED:
            thing = site.subject(page)
            found[thing.label] = "" if thing.label in found else thing.href
    return {name: href for name, href in found.items() if href}
