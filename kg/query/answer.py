"""Running a canned query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal

from kg.errors import QueryError
from kg.query.catalogue import CannedQuery
from kg.query.parameters import bind_parameters
from kg.store.base import Reader, Row, Table

JOINED = "; "


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a canned query.

    Args:
        table: its columns, as the header names them, and its rows.
        notes: what the reader should know of how the parameters were understood.
    """

    table: Table
    notes: tuple[str, ...] = ()


def answer_query(query: CannedQuery, store: Reader, values: Mapping[str, str], *, today: dt.date) -> Answer:
    """Ask the store a canned query.

    Args:
        query: which.
        store: whom.
        values: the parameters as somebody typed them, by name; those left out have their defaults.
        today: the day that "today" is.

    Raises:
        UsageError: a parameter is unknown, missing or not of its type, or nothing is called so.
        QueryError: the query fails, or does not give the columns that its header names.
    """
    bound = bind_parameters(query, values, store, today)
    try:
        table = store.select(query.text, bound.terms)
    except QueryError as error:
        if not error.where.startswith("line"):  # the store is at fault, not the query
            raise
        raise QueryError(error.what, where=f"{query.path}, {error.where}", todo=error.todo) from error
    return Answer(join_rows(_drop_parameters(query, table), query.join), bound.notes)


def _drop_parameters(query: CannedQuery, table: Table) -> Table:
    wanted = tuple(column.name for column in query.columns)
    given = tuple(name for name in table.columns if not name.startswith("_"))
    if given != wanted:
        raise QueryError(
            f"it gives the columns {', '.join(given)} and its header names {', '.join(wanted)}",
            where=str(query.path),
            todo="make both agree",
        )
    places = [table.columns.index(name) for name in wanted]
    return Table(wanted, tuple(tuple(row[place] for place in places) for row in table.rows))


def join_rows(table: Table, columns: tuple[str, ...]) -> Table:
    """Make one row of those that differ only in `columns`, their values joined in alphabetical order.

    SPARQL's GROUP_CONCAT promises no order, so this is done here; rows keep the place of their first.

    >>> table = Table(("what", "by"), ((Literal("a"), Literal("Zoë")), (Literal("a"), Literal("Ann"))))
    >>> [[str(term) for term in row] for row in join_rows(table, ("by",)).rows]
    [['a', 'Ann; Zoë']]
    """
    joined = [table.columns.index(name) for name in columns]
    kept = [place for place in range(len(table.columns)) if place not in joined]
    groups: dict[Row, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(tuple(row[place] for place in kept), []).append(row)
    rows = []
    for group in groups.values():
        merged = list(group[0])
        for place in joined:
            if texts := sorted({str(each[place]) for each in group if each[place] is not None}):
                merged[place] = Literal(JOINED.join(texts))
        rows.append(tuple(merged))
    return Table(table.columns, tuple(rows))
