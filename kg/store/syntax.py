"""Statements in the syntaxes of RDF: the same statements in any order give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import IO, Any, Protocol

import pyoxigraph as ox

from kg.store.context import Seen, load_context, rank_of
from kg.store.embedded import EmbeddedStore, Subject
from kg.store.jsonld import group_statements, order_things, write_document
from kg.store.prefixes import PREFIXES
from kg.store.terms import STRING, Statement, parse_lines, to_lines, to_statement, to_term, to_triple


class Syntax(StrEnum):
    """A syntax, by the ending of its files."""

    NQUADS = "nq"
    NTRIPLES = "nt"
    TRIG = "trig"
    TURTLE = "ttl"
    JSONLD = "jsonld"


# Those that cannot say which graph a statement is in.
WITHOUT_GRAPHS = frozenset({Syntax.NTRIPLES, Syntax.TURTLE})
_TAGGED = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
# Where the predicates, classes and datatypes of a store are.
_WORDS = ("?s ?x ?o", "?s a ?x FILTER isIRI(?x)", "?s ?p ?o FILTER isLiteral(?o) BIND (DATATYPE(?o) AS ?x)")


class _Source(Protocol):
    """Statements that are gone through graph by graph, or thing by thing, so that not all need be in memory."""

    def by_graph(self) -> Iterator[tuple[str, Iterable[ox.Quad]]]:
        """The names of the graphs, sorted, "" for the default one, with their statements in any order."""
        ...

    def by_subject(self) -> Iterator[Iterable[ox.Quad]]:
        """What is said of each thing, in the order of their names, in any order."""
        ...

    def triples(self) -> Iterator[Iterable[ox.Quad]]:
        """The same, where it does not matter in which graphs: a triple may come once for each, or once."""
        ...

    def see(self) -> Seen:
        """What stands in them."""
        ...

    def alone(self) -> bool:
        """Whether they are in one graph."""
        ...


class _Stored:
    """A store as a source."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store

    def by_graph(self) -> Iterator[tuple[str, Iterable[ox.Quad]]]:
        for name in self._store.graphs():
            yield name, self._store.quads_in(graph=name)

    def by_subject(self) -> Iterator[Iterable[ox.Quad]]:
        for subject in self._subjects():
            yield self._store.quads_in(subject=subject)

    def triples(self) -> Iterator[Iterable[ox.Quad]]:
        for subject in self._subjects():
            yield self._store.quads_of(subject)

    def see(self) -> Seen:
        # To be asked for each name once is six times as fast as to be handed every statement.
        seen = Seen(*({term.value for term in self._select(where)} for where in _WORDS))
        seen.datatypes -= {STRING, _TAGGED}  # which nobody writes
        for name in self._store.graphs():
            seen.see_iri(name)
        for where in ("?x ?p ?o", "?s ?p ?x FILTER (!isLiteral(?x))"):
            for term in self._select(where):
                seen.see_iri(to_term(term).value)
        return seen

    def alone(self) -> bool:
        return len(self._store.graphs()) == 1

    def _subjects(self) -> list[Subject]:
        return _ordered(self._select("?x ?p ?o"))

    def _select(self, where: str) -> Iterator[Any]:
        """Each value of `?x` once."""
        found = self._store.run(f"SELECT DISTINCT ?x WHERE {{ {where} }}")
        assert isinstance(found, ox.QuerySolutions)
        return (row["x"] for row in found if row["x"] is not None)


class _Held:
    """Lines in memory as a source."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._quads = dict.fromkeys(parse_lines(lines))

    def by_graph(self) -> Iterator[tuple[str, Iterable[ox.Quad]]]:
        found: dict[str, list[ox.Quad]] = {}
        for quad in self._quads:
            name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _name(quad.graph_name)
            found.setdefault(name, []).append(quad)
        yield from sorted(found.items())

    def by_subject(self) -> Iterator[Iterable[ox.Quad]]:
        found: dict[Subject, list[ox.Quad]] = {}
        for quad in self._quads:
            found.setdefault(quad.subject, []).append(quad)
        for subject in _ordered(found):
            yield found[subject]

    def triples(self) -> Iterator[Iterable[ox.Quad]]:
        return self.by_subject()

    def see(self) -> Seen:
        seen = Seen()
        for name, quads in self.by_graph():
            if name:
                seen.see_iri(name)
            seen.see(map(to_statement, quads))
        return seen

    def alone(self) -> bool:
        return len({quad.graph_name for quad in self._quads}) == 1


def write_syntax(lines: Iterable[str], syntax: Syntax) -> bytes:
    """The statements in a syntax, in the order of their lines; where it has no graphs, all in one.

    Args:
        lines: N-Quads.
        syntax: which.

    Raises:
        GraphError: a line is not N-Quads.
    """
    out = io.BytesIO()
    _write(_Held(lines), syntax, out)
    return out.getvalue()


def write_store(store: EmbeddedStore, syntax: Syntax, out: IO[bytes]) -> None:
    """Write all that a store holds, as `write_syntax` does, with no more of it in memory than its largest graph.

    Args:
        store: what to write.
        syntax: which.
        out: a file open for bytes.
    """
    _write(_Stored(store), syntax, out)


def write_statements(statements: Iterable[Statement], syntax: Syntax, first: Sequence[str] = ()) -> bytes:
    """A few statements in a syntax without graphs or in JSON-LD, in the order in which they are read.

    Args:
        statements: in any order.
        syntax: which.
        first: the things that come first.
    """
    statements = list(statements)
    held = group_statements(statements)
    if syntax is Syntax.JSONLD:
        return "".join(write_document([("", held, first)], Seen().see(statements), True)).encode("utf-8")
    ordered = [
        (subject, predicate, term)
        for subject in order_things(held, first)
        for _, predicate, term in sorted((rank_of(predicate), predicate, term) for predicate, term in held[subject])
    ]
    triples = map(to_triple, ordered)
    if syntax is Syntax.NTRIPLES:
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    prefixes = _prefixes(Seen().see(ordered))
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _write(source: _Source, syntax: Syntax, out: IO[bytes]) -> None:
    match syntax:
        case Syntax.NQUADS:
            for quads in source.by_subject():
                out.writelines(f"{line}\n".encode() for line in to_lines(quads))
        case Syntax.NTRIPLES:
            ox.serialize(_triples(source), out, format=ox.RdfFormat.N_TRIPLES)
        case Syntax.TURTLE:
            ox.serialize(_triples(source), out, format=ox.RdfFormat.TURTLE, prefixes=_prefixes(source.see()))
        case Syntax.TRIG:
            quads = (quad for _, graph in source.by_graph() for quad in sorted(graph, key=_line))
            ox.serialize(quads, out, format=ox.RdfFormat.TRIG, prefixes=_prefixes(source.see()))
        case Syntax.JSONLD:
            graphs = ((name, group_statements(map(to_statement, quads)), ()) for name, quads in source.by_graph())
            out.writelines(piece.encode("utf-8") for piece in write_document(graphs, source.see(), source.alone()))


def _triples(source: _Source) -> Iterator[ox.Triple]:
    """All triples, each once, thing by thing."""
    for quads in source.triples():
        yield from sorted({quad.triple for quad in quads}, key=_line)


def _prefixes(seen: Seen) -> dict[str, str]:
    """Those for files, of the namespaces that stand in them."""
    used = seen.namespaces()
    return {name: address for name, address in (PREFIXES | load_context().prefixes).items() if address in used}


def _line(statement: ox.Quad | ox.Triple) -> str:
    """What the order of statements follows; of one thing and graph it is that of their lines."""
    return f"{statement.subject} {statement.predicate} {statement.object} "


def _ordered(subjects: Iterable[Subject]) -> list[Subject]:
    return sorted(subjects, key=lambda subject: f"{subject} ")


def _name(graph: ox.NamedNode | ox.BlankNode) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else str(graph)
