"""The graph of the sample minutes in each engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from kg.query import answer_query, find_query
from kg.query.cells import exact_text
from kg.store import EmbeddedStore, Reader
from tests.query.engines import load_engines
from tests.query.seaholm import all_minutes, version_lines
from tests.store.conftest import server as server

TODAY = dt.date(2024, 10, 1)


@pytest.fixture(scope="session")
def engines() -> Mapping[str, Reader]:
    """The same statements in pyoxigraph, rdflib and rdflib over Oxigraph."""
    return load_engines([*(line for minutes in all_minutes() for line in minutes.lines), *version_lines()])


@pytest.fixture(scope="session")
def store() -> EmbeddedStore:
    """The graph of the sample minutes."""
    store = EmbeddedStore()
    for minutes in all_minutes():
        store.load(minutes.lines)
    store.load(version_lines())
    return store


def ask(store: Reader, name: str, columns: str, **values: str) -> list[tuple[str, ...]]:
    """Some columns of the answer to a canned query, as text, on 1 October 2024."""
    table = answer_query(find_query(name), store, values, today=TODAY).table
    places = [table.columns.index(column) for column in columns.split()]
    return [tuple(exact_text(row[place]) for place in places) for row in table.rows]
