"""What a store says of one thing, statement by statement: for pages, which ask small questions by the thousand.

A SPARQL query takes milliseconds to be parsed; a look-up takes microseconds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

import pyoxigraph as ox
from rdflib import URIRef

from kg.store.embedded import EmbeddedStore
from kg.store.prefixes import PREFIXES
from kg.store.terms import Term, to_term

_KEPT = 200_000  # answers
# Oxigraph finds them within itself six times as fast as statement by statement.
_SUBJECTS = "SELECT DISTINCT ?thing WHERE { ?thing ?property ?value }"


Value = TypeVar("Value", str, Term)


class Lookup:
    """A store to look things up in. All graphs are seen as one; every answer is sorted and holds nothing twice."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._quads = store.quads_for
        self._store = store
        self._said_of = lru_cache(_KEPT)(self._find_said)
        self._naming = lru_cache(_KEPT)(self._find_naming)

    def _find_said(self, subject: str) -> dict[str, tuple[Term, ...]]:
        """The values of each property of a thing."""
        quads = self._quads(subject=subject)
        return _grouped({(quad.predicate.value, to_term(quad.object)) for quad in quads})

    def _find_naming(self, object_: str) -> dict[str, tuple[str, ...]]:
        """The things that have this as a value, for each property."""
        quads = self._quads(object_=object_)
        return _grouped({(q.predicate.value, q.subject.value) for q in quads if isinstance(q.subject, ox.NamedNode)})

    def about(self, subject: str) -> tuple[tuple[str, Term], ...]:
        """All that is said of a thing: predicates and objects."""
        return tuple((predicate, term) for predicate, terms in self._said_of(subject).items() for term in terms)

    def pointing(self, object_: str) -> tuple[tuple[str, str], ...]:
        """All that names a thing: predicates and subjects."""
        naming = self._naming(object_)
        return tuple((predicate, subject) for predicate, subjects in naming.items() for subject in subjects)

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """The values of one property of a thing."""
        return self._said_of(subject).get(predicate, ())

    def subjects(self, predicate: str, object_: str) -> tuple[str, ...]:
        """The things that have this as the value of a property."""
        return self._naming(object_).get(predicate, ())

    def all_subjects(self) -> tuple[str, ...]:
        """Every thing of which something is said."""
        return tuple(sorted(str(row[0]) for row in self._store.select(_SUBJECTS).rows if isinstance(row[0], URIRef)))


def shorten(iri: str) -> str:
    """The IRI with a prefix of the project, where one fits.

    >>> shorten("http://www.w3.org/ns/org#unitOf")
    'org:unitOf'
    """
    for name, address in PREFIXES.items():
        if iri.startswith(address) and iri[len(address) :].isidentifier():
            return f"{name}:{iri[len(address) :]}"
    return iri


def _grouped(pairs: set[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    """The second parts of pairs, sorted, under their first parts, sorted."""
    found: dict[str, list[Value]] = {}
    for predicate, value in sorted(pairs):
        found.setdefault(predicate, []).append(value)
    return {predicate: tuple(values) for predicate, values in found.items()}
