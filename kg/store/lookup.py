"""What a store says of one thing, statement by statement: for pages, which ask small questions by the thousand.

A SPARQL query takes milliseconds to be parsed; a look-up takes microseconds.
"""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kg.store.embedded import EmbeddedStore
from kg.store.prefixes import PREFIXES
from kg.store.terms import Term, to_term

_KEPT = 200_000  # answers


class Lookup:
    """A store to look things up in. All graphs are seen as one; every answer is sorted and holds nothing twice."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._quads = store.quads_for
        self.about = lru_cache(_KEPT)(self._about)
        self.pointing = lru_cache(_KEPT)(self._pointing)

    def _about(self, subject: str) -> tuple[tuple[str, Term], ...]:
        """All that is said of a thing: predicates and objects."""
        quads = self._quads(subject=subject)
        return tuple(sorted({(quad.predicate.value, to_term(quad.object)) for quad in quads}))

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


def shorten(iri: str) -> str:
    """The IRI with a prefix of the project, where one fits.

    >>> shorten("http://www.w3.org/ns/org#unitOf")
    'org:unitOf'
    """
    for name, address in PREFIXES.items():
        if iri.startswith(address) and iri[len(address) :].isidentifier():
            return f"{name}:{iri[len(address) :]}"
    return iri
