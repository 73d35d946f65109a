"""The store in this process: Oxigraph, in memory or on disk (https://pyoxigraph.readthedocs.io/).

Beside the named graphs it holds their merge as the default graph, each triple once: SPARQL's default graph is a set.
Oxigraph can also see all graphs as one, but then matches a triple once for each graph that holds it, and a query of
seven patterns about a person who is named in twelve documents has twelve to the seventh solutions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from kg.errors import GraphError, QueryError
from kg.store.base import Bindings, Table
from kg.store.faults import explain_syntax
from kg.store.prefixes import PREFIXES
from kg.store.sparql import check_query, find_dataset
from kg.store.terms import from_ox, parse_lines, parse_quads, to_graph, to_lines, to_ox

# Below this many statements one transaction is quicker than writing the sorted files of a bulk load.
_BULK = 20_000
_DEFAULT = ox.DefaultGraph()

Subject = ox.NamedNode | ox.BlankNode | ox.Triple


class EmbeddedStore:
    """A `Store` on Oxigraph.

    `EmbeddedStore()` is one in memory; `create_store` writes one to disk and `open_read_only` reads it.
    """

    def __init__(self, store: ox.Store | None = None) -> None:
        self._store = ox.Store() if store is None else store
        self._length: int | None = None

    def __len__(self) -> int:
        """How many statements the named graphs hold."""
        if self._length is None:
            merged = self._store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
            assert isinstance(merged, ox.QuerySolutions)
            self._length = len(self._store) - int(next(iter(merged))["n"].value)
        return self._length

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
        """The statements about a thing, or that name it, or all: each once, without its graph, in no order."""
        named = [None if iri is None else ox.NamedNode(iri) for iri in (subject, object_)]
        return self._store.quads_for_pattern(named[0], None, named[1], _DEFAULT)

    def quads_in(self, *, graph: str | None = None, subject: Subject | None = None) -> Iterator[ox.Quad]:
        """The statements of the named graphs, with their graphs: of one graph, or about one thing; in no order."""
        name = None if graph is None else ox.NamedNode(graph)
        found = self._store.quads_for_pattern(subject, None, None, name)
        return found if graph else (quad for quad in found if quad.graph_name != _DEFAULT)

    def quads_of(self, subject: Subject) -> Iterator[ox.Quad]:
        """The statements about a thing, each once, without its graph, in no order."""
        return self._store.quads_for_pattern(subject, None, None, _DEFAULT)

    def copy_to(self, path: Path) -> None:
        """A copy of a store on disk, in a new folder: what others write does not reach it.

        Raises:
            OSError: it cannot be written.
        """
        self._store.backup(str(path))

    def dump(self) -> tuple[str, ...]:
        """Everything, as sorted N-Quads lines."""
        graphs = self._store.named_graphs()
        return to_lines(chain.from_iterable(self._store.quads_for_pattern(None, None, None, name) for name in graphs))

    def load(self, lines: Iterable[str]) -> None:
        """Add statements, all or none (see `Store.load`)."""
        quads = list(_with_merge(parse_quads(lines)))
        add = self._store.bulk_extend if len(quads) > 2 * _BULK else self._store.extend
        add(quads)
        self._length = None

    def replace(self, iri: str, lines: Iterable[str]) -> None:
        """Put `lines` in the place of the named graph `iri` (see `Store.replace`)."""
        quads = parse_lines(lines, iri)
        gone = self._remove(ox.NamedNode(iri))
        self._store.extend(_with_merge(quads))
        self._forget(gone)

    def drop(self, iri: str) -> None:
        """Remove the named graph `iri`."""
        self._forget(self._remove(ox.NamedNode(iri)))

    def _remove(self, graph: ox.NamedNode) -> list[ox.Quad]:
        gone = list(self._store.quads_for_pattern(None, None, None, graph))
        self._store.remove_graph(graph)
        return gone

    def _forget(self, gone: list[ox.Quad]) -> None:
        """Take out of the default graph what no named graph states any more."""
        for quad in gone:
            triple = (quad.subject, quad.predicate, quad.object)
            merged = ox.Quad(*triple)
            if all(left == merged for left in self._store.quads_for_pattern(*triple, None)):
                self._store.remove(merged)
        self._length = None

    def run(
        self,
        query: str,
        bindings: Bindings | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer to any query, as Oxigraph gives it.

        Args:
            query: SPARQL 1.1 text.
            bindings: values of variables.
            default_graphs: IRIs of what together is the default graph; they and `named_graphs` overrule the query.
            named_graphs: graphs that `GRAPH` sees.
            base: what relative IRIs in the query begin with, where it says nothing of it.

        Raises:
            QueryError: it cannot be parsed, would reach another address, or fails.
        """
        check_query(query)
        try:
            told = bool(default_graphs or named_graphs)
            seen, named = (_graphs(default_graphs), _graphs(named_graphs)) if told else _named_in(query, base)
            store: ox.Store = self._store
            default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*seen]
            if len(seen) > 1:  # Oxigraph would match a triple once for each
                store, default, told = self._merge_graphs(seen, named), [_DEFAULT], True
            return store.query(
                query,
                base_iri=base,
                default_graph=default if told else None,
                named_graphs=[*named] if told else None,
                prefixes=_prefixes(query),
                substitutions={ox.Variable(name): to_ox(term) for name, term in (bindings or {}).items()},
            )
        except (SyntaxError, RuntimeError, OSError, ValueError) as error:
            raise _failure(error, query) from error

    def _merge_graphs(self, seen: Iterable[ox.NamedNode], named: Iterable[ox.NamedNode]) -> ox.Store:
        """Some graphs as the default graph of a store in memory, others under their names."""
        merged = ox.Store()
        for name in seen:
            found = self._store.quads_for_pattern(None, None, None, name)
            merged.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in found)
        for name in named:
            merged.bulk_extend(self._store.quads_for_pattern(None, None, None, name))
        return merged


def create_store(path: Path, lines: Iterable[str]) -> None:
    """Write a new store to the folder `path`, and close it: nothing holds a file of it afterwards.

    Raises:
        GraphError: a line is not N-Quads, or belongs to no graph.
        OSError: the folder cannot be written.
    """
    store = ox.Store(path)
    store.bulk_extend(_with_merge(parse_quads(lines)))
    store.flush()


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


def _prefixes(query: str) -> dict[str, str]:
    """The usual prefixes that a query may use: Oxigraph checks all that it is given, which takes long."""
    return {name: iri for name, iri in PREFIXES.items() if f"{name}:" in query or "\\u" in query.lower()}


def _graphs(iris: Iterable[str]) -> list[ox.NamedNode]:
    return list(dict.fromkeys(ox.NamedNode(iri) for iri in iris))


def _named_in(query: str, base: str | None) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    """The graphs that a query names with FROM and with FROM NAMED; none where a name of theirs cannot be read."""
    lists: list[list[ox.NamedNode]] = []
    for asked in find_dataset(query):
        solutions = ox.Store().query(asked, base_iri=base, prefixes=dict(PREFIXES)) if asked else ()
        assert not isinstance(solutions, ox.QueryBoolean | ox.QueryTriples)
        lists.append(list(dict.fromkeys(row["g"] for row in solutions)))
    return lists[0], lists[1]


def _with_merge(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Statements, and each in the default graph too."""
    for quad in quads:
        if quad.graph_name == _DEFAULT:
            raise GraphError(f"a statement that is in no graph: {str(quad.triple)[:200]}")
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _failure(error: Exception, query: str) -> QueryError:
    if isinstance(error, SyntaxError):
        return explain_syntax(query, str(error))
    return QueryError(f"the query failed: {' '.join(str(error).split())[:200]}")
