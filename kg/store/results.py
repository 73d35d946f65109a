"""The answer to a SPARQL query as the bytes of one of its standard formats, never longer than is allowed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from enum import StrEnum

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.embedded import EmbeddedStore
from kg.store.sparql import Form


class ResultForm(StrEnum):
    """A format of answers, by its media type; the first of each row is what a client gets that asks for none."""

    JSON = "application/sparql-results+json"
    XML = "application/sparql-results+xml"
    CSV = "text/csv"
    TSV = "text/tab-separated-values"
    TURTLE = "text/turtle"
    NTRIPLES = "application/n-triples"
    RDFXML = "application/rdf+xml"
    JSONLD = "application/ld+json"


TABLES = (ResultForm.JSON, ResultForm.XML, ResultForm.CSV, ResultForm.TSV)
GRAPHS = (ResultForm.TURTLE, ResultForm.NTRIPLES, ResultForm.RDFXML, ResultForm.JSONLD)
_TABLE_FORMATS = {
    ResultForm.JSON: ox.QueryResultsFormat.JSON,
    ResultForm.XML: ox.QueryResultsFormat.XML,
    ResultForm.CSV: ox.QueryResultsFormat.CSV,
    ResultForm.TSV: ox.QueryResultsFormat.TSV,
}
_GRAPH_FORMATS = {
    ResultForm.TURTLE: ox.RdfFormat.TURTLE,
    ResultForm.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    ResultForm.RDFXML: ox.RdfFormat.RDF_XML,
    ResultForm.JSONLD: ox.RdfFormat.JSON_LD,
}


def forms_of(form: Form) -> tuple[ResultForm, ...]:
    """The formats in which the answer to a query can be given (SPARQL 1.1 Protocol, section 2.1.6)."""
    return TABLES if form in (Form.SELECT, Form.ASK) else GRAPHS


class TooLarge(Exception):
    """An answer is longer than is allowed."""


class _Limited(io.BytesIO):
    """Keeps what is written until it is too much."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: bytes) -> int:  # type: ignore[override]
        written = super().write(data)
        self._left -= written
        if self._left < 0:
            raise TooLarge
        return written


def answer_bytes(
    store: EmbeddedStore,
    query: str,
    form: ResultForm,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    base: str | None = None,
    limit: int,
) -> bytes:
    """The answer to a query, whole.

    Args:
        store: whom to ask.
        query: SPARQL 1.1 text.
        form: the format, one of `forms_of` the query.
        default_graphs: graphs that together are the default graph, as the protocol gives them; they and
            `named_graphs` overrule what the query says with FROM.
        named_graphs: graphs that `GRAPH` sees.
        base: what relative IRIs in the query begin with.
        limit: bytes that the answer may have.

    Raises:
        QueryError: it cannot be parsed, would reach another address, or fails.
        TooLarge: the answer is longer than the limit.
    """
    result = store.run(query, default_graphs=default_graphs, named_graphs=named_graphs, base=base)
    out = _Limited(limit)
    try:
        if isinstance(result, ox.QueryTriples):
            result.serialize(out, _GRAPH_FORMATS[form])
        else:
            result.serialize(out, _TABLE_FORMATS[form])
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())[:200]}") from error
    return out.getvalue()


def list_triples(data: bytes) -> dict[str, object]:
    """N-Triples as a table of three columns, in the shape of SPARQL's JSON results."""
    names = ("subject", "predicate", "object")
    rows = []
    for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
        terms = zip(names, (quad.subject, quad.predicate, quad.object), strict=True)
        rows.append({name: {"type": _kind(term), "value": getattr(term, "value", str(term))} for name, term in terms})
    return {"head": {"vars": list(names)}, "results": {"bindings": rows}}


def _kind(term: object) -> str:
    return "uri" if isinstance(term, ox.NamedNode) else "bnode" if isinstance(term, ox.BlankNode) else "literal"
