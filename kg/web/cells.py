"""A term of an answer as a cell of a table: what is read in it, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib import BNode, Literal, URIRef
from rdflib.term import Identifier

from kg.query.cells import readable_text
from kg.store.base import Row, Table
from kg.web.vocabulary.files import place_of, prefixed

if TYPE_CHECKING:
    from kg.web.site import Site

SHOWN = 500  # rows on a page; the rest is to be had as CSV


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Args:
        text: what is read.
        href: where it leads; empty if nowhere.
        iri: the whole address, where `text` is a name for it.
        after: what stands behind it, outside the link.
    """

    text: str
    href: str = ""
    iri: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """An answer as a table.

    Args:
        columns: their names.
        rows: the first `SHOWN` of them, one cell for each column.
        total: how many there are.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def grid_of(site: Site, table: Table) -> Grid:
    """An answer as a table that leads to pages."""
    return Grid(table.columns, tuple(_row(site, row) for row in table.rows[:SHOWN]), len(table.rows))


def read_results(answer: Mapping[str, Any]) -> Table:
    """The rows of SPARQL's JSON results (https://www.w3.org/TR/sparql11-results-json/)."""
    columns = tuple(map(str, answer["head"]["vars"]))
    bindings: Sequence[Mapping[str, Any]] = answer["results"]["bindings"]
    return Table(columns, tuple(tuple(read_term(row.get(name)) for name in columns) for row in bindings))


def read_term(term: Mapping[str, Any] | None) -> Identifier | None:
    """A term of SPARQL's JSON results; a statement about a statement, which RDF 1.1 has not, as its JSON."""
    if term is None:
        return None
    value, datatype = term["value"], term.get("datatype")
    if not isinstance(value, str):
        return Literal(json.dumps(value, ensure_ascii=False, sort_keys=True))
    if term["type"] == "uri":
        return URIRef(value)
    if term["type"] == "bnode":
        return BNode(value)
    return Literal(value, datatype=URIRef(datatype), normalize=False) if datatype else Literal(value)


def write_term(term: Identifier | None) -> dict[str, str] | None:
    """The same the other way."""
    if term is None:
        return None
    if isinstance(term, Literal):
        typed = {"datatype": str(term.datatype)} if term.datatype else {}
        return {"type": "literal", "value": str(term), **typed}
    return {"type": "uri" if isinstance(term, URIRef) else "bnode", "value": str(term)}


def cell_of(site: Site, term: Identifier | None) -> Cell:
    """A term: ours by name with a link to its page, a day as people write it."""
    if isinstance(term, URIRef):
        return _named(site, str(term))
    if isinstance(term, BNode):
        return Cell(f"_:{term}")
    return Cell(readable_text(term))


def _row(site: Site, row: Row) -> tuple[Cell, ...]:
    terms: Iterable[Identifier | None] = row
    return tuple(cell_of(site, term) for term in terms)


def _named(site: Site, iri: str) -> Cell:
    page, short = site.addresses.page_of(iri), prefixed(iri)
    if page in site.pages and site.pages[page].kind:
        return Cell(site.thing(iri).label, site.addresses.href(iri), iri)
    if place_of(iri)[0]:
        return Cell(short, site.addresses.href(iri), iri)
    # An address of ours that has no page, or one that is no web address, leads nowhere.
    leads = iri.startswith(("https://", "http://")) and not page
    return Cell(short, iri if leads else "", iri if short != iri else "")
