"""The same questions to three engines: what a canned query answers must not depend on the store."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.term import Identifier

from kg.store import Bindings, EmbeddedStore, Reader, Table


@contextmanager
def quiet() -> Iterator[None]:
    """rdflib 7 warns of its own use of what it has deprecated."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        yield


class RdflibReader:
    """Any rdflib dataset as a store."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        """The rows, with plain strings written as this project writes them."""
        with quiet():
            result = self._dataset.query(query, initBindings=dict(bindings or {}))
            rows = [{str(name): term for name, term in row.items()} for row in result.bindings]
        columns = tuple(str(name) for name in result.vars or ())
        return Table(columns, tuple(tuple(_plain(row.get(name)) for name in columns) for row in rows))

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Not asked here."""
        raise NotImplementedError

    def construct(self, query: str, bindings: Bindings | None = None) -> Graph:
        """Not asked here."""
        raise NotImplementedError

    def graphs(self) -> tuple[str, ...]:
        """Not asked here."""
        raise NotImplementedError

    def graph(self, iri: str) -> Graph:
        """Not asked here."""
        raise NotImplementedError

    def dump(self) -> tuple[str, ...]:
        """Not asked here."""
        raise NotImplementedError


def _plain(term: Identifier | None) -> Identifier | None:
    if isinstance(term, Literal) and term.datatype == URIRef("http://www.w3.org/2001/XMLSchema#string"):
        return Literal(str(term))
    return term


def load_engines(lines: Iterable[str]) -> dict[str, Reader]:
    """The same statements in pyoxigraph, in rdflib's memory, and in rdflib over Oxigraph."""
    text = "\n".join(lines)
    embedded = EmbeddedStore()
    embedded.load(text.split("\n"))
    memory, over = Dataset(default_union=True), Dataset(store=OxigraphStore(), default_union=True)
    with quiet():
        memory.parse(data=text, format="nquads")
        over.parse(data=text, format="ox-nquads")
    return {"pyoxigraph": embedded, "rdflib": RdflibReader(memory), "oxrdflib": RdflibReader(over)}
