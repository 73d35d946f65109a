"""The same terms, as rdflib and as Oxigraph hold them, and as a line of N-Quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import BNode, Identifier

from kg.errors import GraphError, QueryError

STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal


class Term(NamedTuple):
    """An IRI or a literal.

    Args:
        value: the IRI, or the literal's lexical form; of a node without a name `_:` and its label.
        datatype: IRI of the literal's datatype, empty for plain text; "@id" for an IRI, as JSON-LD has it.
        language: of the literal, or empty.
    """

    value: str
    datatype: str = ""
    language: str = ""

    @property
    def is_iri(self) -> bool:
        """Whether it names a thing."""
        return self.datatype == "@id"


Statement = tuple[str, str, Term]  # IRIs of subject and predicate, and the object


def to_term(term: OxTerm | ox.Triple) -> Term:
    """The term as text.

    Raises:
        GraphError: a statement about a statement, which is not in RDF 1.1.
    """
    if isinstance(term, ox.NamedNode):
        return Term(term.value, "@id")
    if isinstance(term, ox.Literal):
        if term.language:
            return Term(term.value, "", term.language)
        datatype = term.datatype.value
        return Term(term.value, "" if datatype == STRING else datatype)
    if isinstance(term, ox.BlankNode):
        return Term(str(term), "@id")
    raise GraphError("the graph holds a statement about a statement", todo="leave such statements out")


def to_statement(quad: ox.Quad) -> Statement:
    """The statement as text, without its graph."""
    return to_term(quad.subject).value, quad.predicate.value, to_term(quad.object)


def to_triple(statement: Statement) -> ox.Triple:
    """The statement as Oxigraph holds it."""
    subject, predicate, term = statement
    return ox.Triple(_node(subject), ox.NamedNode(predicate), _to_object(term))


def _to_object(term: Term) -> OxTerm:
    if term.is_iri:
        return _node(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.Literal(term.value)


def _node(iri: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)


def from_ox(term: OxTerm | ox.Triple | ox.DefaultGraph) -> Identifier:
    """The rdflib term, its lexical form kept ("98.0" stays "98.0"); a plain string has no datatype.

    >>> from_ox(ox.Literal("98.0", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))).n3()
    '"98.0"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal() if term.language:
            return RdfLiteral(term.value, lang=term.language)
        case ox.Literal() if term.datatype.value == STRING:
            return RdfLiteral(term.value)
        case ox.Literal():
            return RdfLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise QueryError("the answer holds a kind of term that is not in RDF 1.1", todo="ask for its parts instead")


def to_ox(term: Identifier) -> OxTerm:
    """The Oxigraph term.

    Raises:
        QueryError: an IRI with characters that no IRI can have.
    """
    if isinstance(term, URIRef):
        try:
            return ox.NamedNode(str(term))
        except ValueError:
            raise QueryError(f"not an address: {str(term)!r}", todo="give a whole IRI, such as http://…#it") from None
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, RdfLiteral):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or STRING)))
    raise QueryError(f"not a term of RDF: {term!r}")


def is_iri(text: str) -> bool:
    """Whether an IRI can be written so.

    >>> is_iri("https://example.org/é"), is_iri("https://example.org/a b")
    (True, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def to_graph(triples: Iterable[ox.Triple | ox.Quad], iri: str | None = None) -> Graph:
    """The triples in rdflib's memory, under the name `iri` if one is given."""
    graph = Graph(identifier=URIRef(iri)) if iri else Graph()
    for triple in triples:
        graph.add((from_ox(triple.subject), from_ox(triple.predicate), from_ox(triple.object)))
    return graph


def to_line(quad: ox.Quad) -> str:
    """The canonical N-Quads line of a statement, without line end.

    >>> to_line(ox.Quad(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.Literal("é"), ox.NamedNode("http://a/g")))
    '<http://a/s> <http://a/p> "é" <http://a/g> .'
    """
    data = ox.serialize([quad], format=ox.RdfFormat.N_QUADS)
    return (data or b"").decode("utf-8").rstrip("\n")


def to_lines(quads: Iterable[ox.Quad]) -> tuple[str, ...]:
    """The canonical lines of many statements, sorted, none twice."""
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return tuple(sorted(set(data.decode("utf-8").split("\n")) - {""}))


def parse_lines(lines: Iterable[str], graph: str | None = None) -> list[ox.Quad]:
    """The statements of N-Quads lines, all of them.

    Args:
        lines: with or without line ends.
        graph: the graph that all of them must belong to.

    Raises:
        GraphError: a line is not N-Quads, or belongs to another graph.
    """
    return list(parse_quads(lines, graph))


def parse_quads(lines: Iterable[str], graph: str | None = None) -> Iterator[ox.Quad]:
    """The statements of N-Quads lines, one after another; see `parse_lines`."""
    wanted = None if graph is None else ox.NamedNode(graph)
    try:
        for quad in ox.parse("\n".join(line.rstrip("\n") for line in lines), format=ox.RdfFormat.N_QUADS):
            if wanted is not None and quad.graph_name != wanted:
                raise GraphError(f"a statement of another graph ({quad.graph_name}) among those of <{graph}>")
            yield quad
    except SyntaxError as error:
        raise GraphError(f"not N-Quads: {error.msg}", where=f"line {error.lineno}") from error


def graph_lines(graph: Graph) -> tuple[str, ...]:
    """The canonical lines of the triples of an rdflib graph, without a name, sorted."""
    return to_lines(ox.Quad(to_ox(s), to_ox(p), to_ox(o)) for s, p, o in graph)  # type: ignore[arg-type]
