"""What has the look of a commitment and was not taken, as a table: so that a person sees in minutes what was missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rdflib import Literal
from rdflib.namespace import XSD

from kg.pipeline import NotTaken
from kg.store.base import Table

COLUMNS = ("source", "line", "item", "sentence", "cue", "reason", "start", "end", "council", "body", "date", "place")


def unused_table(rows: Sequence[NotTaken]) -> Table:
    """The rows as an answer, which every form of `kg query` can take: `COLUMNS`, in the order given."""
    return Table(COLUMNS, tuple(tuple(_term(getattr(row, column)) for column in COLUMNS) for row in rows))


def _term(value: str | int | dt.date | None) -> Literal | None:
    if value in (None, ""):
        return None
    if isinstance(value, dt.date):
        return Literal(value.isoformat(), datatype=XSD.date)
    return Literal(value, datatype=XSD.integer) if isinstance(value, int) else Literal(value)
