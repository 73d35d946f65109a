"""What every store answers to, whether it is in this process or behind an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from rdflib import Graph
from rdflib.term import Identifier

Row = tuple[Identifier | None, ...]
Bindings = Mapping[str, Identifier]


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT.

    Args:
        columns: the names of the projected variables, in their order.
        rows: one term for each column, or None where the variable is unbound; in the order the store gave.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Reader(Protocol):
    """A set of named graphs that can be asked.

    A query without `GRAPH` sees all named graphs merged, each triple once; behind an address it sees what the server
    there takes for its default graph, which may be nothing, or a triple once for each graph. Bindings are given to the
    query as terms: no text of theirs is ever read as SPARQL. A query projects every variable that is bound this way.
    """

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        """The rows of a SELECT.

        Args:
            query: SPARQL 1.1 text.
            bindings: values of variables, by name without `?`.

        Raises:
            QueryError: it is not a SELECT, cannot be parsed, or fails while it runs.
        """
        ...

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """The answer to an ASK. Raises QueryError as `select` does."""
        ...

    def construct(self, query: str, bindings: Bindings | None = None) -> Graph:
        """The triples of a CONSTRUCT or DESCRIBE. Raises QueryError as `select` does."""
        ...

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        ...

    def graph(self, iri: str) -> Graph:
        """A copy of one named graph, in rdflib's memory; empty if there is none of that name."""
        ...

    def dump(self) -> tuple[str, ...]:
        """Everything, as N-Quads lines without line ends, sorted, none twice."""
        ...


class Store(Reader, Protocol):
    """A reader whose named graphs can be changed."""

    def load(self, lines: Iterable[str]) -> None:
        """Add statements.

        Args:
            lines: N-Quads statements (https://www.w3.org/TR/n-quads/), with or without line ends.

        Raises:
            GraphError: a line is not N-Quads; nothing is then added.
        """
        ...

    def replace(self, iri: str, lines: Iterable[str]) -> None:
        """Put `lines` in the place of all that the named graph `iri` holds.

        Raises:
            GraphError: a line is not N-Quads, or belongs to another graph; nothing is then changed.
        """
        ...

    def drop(self, iri: str) -> None:
        """Remove the named graph `iri`; no fault if there is none."""
        ...
