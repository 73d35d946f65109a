"""What a store says of one thing, statement by statement: for pages, which ask small questions by the thousand.

A SPARQL query takes milliseconds to be parsed; a look-up takes microseconds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from kg.store.embedded import EmbeddedStore
from kg.store.prefixes import PREFIXES
from kg.store.syntax import Syntax, write_syntax
from kg.store.terms import to_lines

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_KEPT = 200_000  # answers


class Term(NamedTuple):
    """An IRI or a literal.

    Args:
        value: the IRI, or the literal's lexical form.
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


class Lookup:
    """A store to look things up in. All graphs are seen as one; every answer is sorted and holds nothing twice."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._quads = store.quads_for
        self._store = store
        self.about = lru_cache(_KEPT)(self._about)
        self.pointing = lru_cache(_KEPT)(self._pointing)

    def _about(self, subject: str) -> tuple[tuple[str, Term], ...]:
        """All that is said of a thing: predicates and objects."""
        quads = self._quads(subject=subject)
        return tuple(sorted({(quad.predicate.value, _term(quad.object)) for quad in quads}))

    def _pointing(self, object_: str) -> tuple[tuple[str, str], ...]:
        """All that names a thing: predicates and subjects."""
        quads = self._quads(object_=object_)
        named = {(q.predicate.value, q.subject.value) for q in quads if isinstance(q.subject, ox.NamedNode)}
        return tuple(sorted(named))

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """The values of one property of a thing."""
        return tuple(term for name, term in self.about(subject) if name == predicate)

    def subjects(self, predicate: str, object_: str) -> tuple[str, ...]:
        """The things that have this as the value of a property."""
        return tuple(subject for name, subject in self.pointing(object_) if name == predicate)

    def all_subjects(self) -> tuple[str, ...]:
        """Every thing of which something is said."""
        return tuple(sorted({quad.subject.value for quad in self._quads() if isinstance(quad.subject, ox.NamedNode)}))

    def write(self, subjects: tuple[str, ...], syntax: Syntax) -> bytes:
        """All that is said of some things, in a syntax without graphs or, for `Syntax.JSONLD`, as one list of nodes."""
        triples = {quad.triple for subject in subjects for quad in self._quads(subject=subject)}
        lines = to_lines(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        return write_syntax(lines, syntax)


def shorten(iri: str) -> str:
    """The IRI with a prefix of the project, where one fits.

    >>> shorten("http://www.w3.org/ns/org#unitOf")
    'org:unitOf'
    """
    for name, address in PREFIXES.items():
        if iri.startswith(address) and iri[len(address) :].isidentifier():
            return f"{name}:{iri[len(address) :]}"
    return iri


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        return Term(term.value, "" if datatype == _STRING or term.language else datatype, term.language or "")
    if isinstance(term, ox.NamedNode):
        return Term(term.value, "@id")
    return Term(str(term))
