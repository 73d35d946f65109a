"""A thing of the graph with what is said of it, in the words that pages use."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS

from kg.store.lookup import Lookup, shorten
from kg.store.terms import Term
from kg.web.addresses import Addresses, kind_of

_NAMES = tuple(map(str, (RDFS.label, SKOS.prefLabel, FOAF.name, DCTERMS.title)))


@dataclass(frozen=True)
class Thing:
    """One thing.

    Args:
        iri: of it.
        lookup: the graph.
        addresses: where its page is.
    """

    iri: str
    lookup: Lookup
    addresses: Addresses

    def __lt__(self, other: Thing) -> bool:
        return (self.label, self.iri) < (other.label, other.iri)

    @cached_property
    def label(self) -> str:
        """Its name; where it has none, the last part of its IRI."""
        for predicate in _NAMES:
            if names := self.lookup.objects(self.iri, predicate):
                return names[0].value
        page = self.addresses.page_of(self.iri)
        return page.rpartition("/")[2] if page else shorten(self.iri)

    @cached_property
    def kind(self) -> str:
        """What it is, as its address says: `person`, `body`, `commitment`; empty if it is not of the data."""
        return kind_of(self.addresses.page_of(self.iri))

    @property
    def page(self) -> str:
        """The path of its page, without the root of the site."""
        return self.addresses.page_of(self.iri)

    @property
    def href(self) -> str:
        """Where a link to it leads."""
        return self.addresses.href(self.iri)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The IRIs of its classes."""
        return tuple(term.value for term in self.lookup.objects(self.iri, str(RDF.type)))

    def value(self, predicate: str) -> str:
        """The first value of a property, as text; empty if there is none."""
        found = self.lookup.objects(self.iri, str(predicate))
        return found[0].value if found else ""

    def values(self, predicate: str) -> tuple[str, ...]:
        """The values of a property, as text."""
        return tuple(term.value for term in self.lookup.objects(self.iri, str(predicate)))

    def day(self, predicate: str) -> dt.date | None:
        """The first value of a property, as a day; None if there is none or it is no day."""
        try:
            return dt.date.fromisoformat(self.value(predicate))
        except ValueError:
            return None

    def thing(self, predicate: str) -> Thing | None:
        """The first thing that a property names."""
        found = self.things(predicate)
        return found[0] if found else None

    def things(self, predicate: str) -> tuple[Thing, ...]:
        """The things that a property names, by name."""
        terms = self.lookup.objects(self.iri, str(predicate))
        return tuple(sorted(self._other(term.value) for term in terms if term.is_iri))

    def of(self, predicate: str) -> tuple[Thing, ...]:
        """The things that name this one by a property, by name."""
        return tuple(sorted(self._other(iri) for iri in self.lookup.subjects(str(predicate), self.iri)))

    def statements(self) -> tuple[tuple[str, Term], ...]:
        """All that is said of it: predicates and objects."""
        return self.lookup.about(self.iri)

    def parts(self) -> tuple[str, ...]:
        """The IRIs that are described on its page: itself first, then what has the same address up to `#`."""
        start = self.iri.partition("#")[0] + "#"
        found, todo = {self.iri: None}, [self.iri]
        while todo:
            iri = todo.pop()
            near = [term.value for _, term in self.lookup.about(iri) if term.is_iri]
            near += [subject for _, subject in self.lookup.pointing(iri)]
            fresh = [other for other in near if other.startswith(start) and other not in found]
            found |= dict.fromkeys(fresh)
            todo += fresh
        return (self.iri, *sorted(set(found) - {self.iri}))

    def _other(self, iri: str) -> Thing:
        return Thing(iri, self.lookup, self.addresses)
