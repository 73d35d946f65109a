"""The store in this process: Oxigraph, in memory or on disk (https://pyoxigraph.readthedocs.io/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kg.errors import GraphError, QueryError
from kg.store.base import Bindings, Table
from kg.store.faults import explain_syntax
from kg.store.prefixes import PREFIXES
from kg.store.sparql import check_query, names_dataset
from kg.store.terms import from_ox, parse_lines, to_graph, to_lines, to_ox

# Below this many statements one transaction is quicker than writing the sorted files of a bulk load.
_BULK = 20_000
_MERGED = ox.NamedNode("urn:minutes-kg:merged")


class EmbeddedStore:
    """A `Store` on Oxigraph.

    `EmbeddedStore()` is one in memory; `create_store` writes one to disk and `open_read_only` reads it.
    """

    def __init__(self, store: ox.Store | None = None) -> None:
        self._store = ox.Store() if store is None else store

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self._store)

    def select(self, query: str, bindings: Bindings | None = None) -> Table:
        """The rows of a SELECT (see `Reader.select`)."""
        result = self.run(query, bindings)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("this query does not give rows", todo="begin it with SELECT")
        columns = tuple(variable.value for variable in result.variables)
        try:
            rows = tuple(tuple(None if term is None else from_ox(term) for term in row) for row in result)
        except (RuntimeError, OSError) as error:  # an answer is computed while it is read
            raise _failure(error, query) from error
        return Table(columns, rows)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """The answer to an ASK (see `Reader.ask`)."""
        result = self.run(query, bindings)
        if not isinstance(result, ox.QueryBoolean):
            raise QueryError("this query is not a yes-or-no question", todo="begin it with ASK")
        return bool(result)

    def construct(self, query: str, bindings: Bindings | None = None) -> Graph:
        """The triples of a CONSTRUCT or DESCRIBE (see `Reader.construct`)."""
        result = self.run(query, bindings)
        if not isinstance(result, ox.QueryTriples):
            raise QueryError("this query does not give triples", todo="begin it with CONSTRUCT or DESCRIBE")
        try:
            return to_graph(result)
        except (RuntimeError, OSError) as error:
            raise _failure(error, query) from error

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        return tuple(sorted(name.value for name in self._store.named_graphs()))

    def graph(self, iri: str) -> Graph:
        """A copy of one named graph, in rdflib's memory."""
        return to_graph(self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri)), iri)

    def quads_for(self, *, subject: str | None = None, object_: str | None = None) -> Iterator[ox.Quad]:
        """The statements about a thing, or that name it, or all, in no order."""
        named = [None if iri is None else ox.NamedNode(iri) for iri in (subject, object_)]
        return self._store.quads_for_pattern(named[0], None, named[1], None)

    def merged(self) -> EmbeddedStore:
        """The same statements in memory, each once, in one graph.

        Seen as one, many graphs repeat what several of them say, and a query of seven patterns about a person who is
        named in twelve documents then has twelve to the seventh solutions.
        """
        merged = ox.Store()
        merged.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, _MERGED) for q in self._store)
        return EmbeddedStore(merged)

    def copy_to(self, path: Path) -> None:
        """A copy of a store on disk, in a new folder: what others write does not reach it.

        Raises:
            OSError: it cannot be written.
        """
        self._store.backup(str(path))

    def dump(self) -> tuple[str, ...]:
        """Everything, as sorted N-Quads lines."""
        return to_lines(self._store)

    def load(self, lines: Iterable[str]) -> None:
        """Add statements, all or none (see `Store.load`)."""
        data = "\n".join(line.rstrip("\n") for line in lines).encode("utf-8")
        load = self._store.bulk_load if data.count(b"\n") > _BULK else self._store.load
        try:
            load(data, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise GraphError(f"not N-Quads: {error.msg}", where=f"line {error.lineno}") from error

    def replace(self, iri: str, lines: Iterable[str]) -> None:
        """Put `lines` in the place of the named graph `iri` (see `Store.replace`)."""
        quads = parse_lines(lines, iri)
        self._store.remove_graph(ox.NamedNode(iri))
        self._store.extend(quads)

    def drop(self, iri: str) -> None:
        """Remove the named graph `iri`."""
        self._store.remove_graph(ox.NamedNode(iri))

    def run(
        self,
        query: str,
        bindings: Bindings | None = None,
        *,
        default_graphs: Sequence[URIRef] = (),
        named_graphs: Sequence[URIRef] = (),
        base: str | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer to any query, as Oxigraph gives it.

        Args:
            query: SPARQL 1.1 text.
            bindings: values of variables.
            default_graphs: graphs that together are the default graph; with `named_graphs` they overrule the query.
            named_graphs: graphs that `GRAPH` sees.
            base: what relative IRIs in the query begin with, where it says nothing of it.

        Raises:
            QueryError: it cannot be parsed, would reach another address, or fails.
        """
        check_query(query)
        told = bool(default_graphs or named_graphs)
        try:
            return self._store.query(
                query,
                base_iri=base,
                use_default_graph_as_union=not told and not names_dataset(query),  # the option would overrule a FROM
                default_graph=[ox.NamedNode(iri) for iri in default_graphs] if told else None,
                named_graphs=[ox.NamedNode(iri) for iri in named_graphs] if told else None,
                prefixes=dict(PREFIXES),
                substitutions={ox.Variable(name): to_ox(term) for name, term in (bindings or {}).items()},
            )
        except (SyntaxError, RuntimeError, OSError, ValueError) as error:
            raise _failure(error, query) from error


def create_store(path: Path, lines: Iterable[str]) -> None:
    """Write a new store to the folder `path`, and close it: nothing holds a file of it afterwards.

    Raises:
        GraphError: a line is not N-Quads.
        OSError: the folder cannot be written.
    """
    data = "\n".join(line.rstrip("\n") for line in lines).encode("utf-8")
    store = ox.Store(path)
    try:
        store.bulk_load(data, format=ox.RdfFormat.N_QUADS)
        store.flush()
    except SyntaxError as error:
        raise GraphError(f"not N-Quads: {error.msg}", where=f"line {error.lineno}") from error


def open_read_only(path: Path) -> EmbeddedStore:
    """The store in the folder `path`, for reading; several processes may read one store.

    Raises:
        GraphError: there is no store.
    """
    try:
        return EmbeddedStore(ox.Store.read_only(str(path)))
    except OSError as error:
        raise GraphError(
            "the store cannot be read", where=str(path), todo="build the graph again with kg build"
        ) from error


def _failure(error: Exception, query: str) -> QueryError:
    if isinstance(error, SyntaxError):
        return explain_syntax(query, str(error))
    return QueryError(f"the query failed: {' '.join(str(error).split())[:200]}")
