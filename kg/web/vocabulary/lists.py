"""The lists of values (SKOS): states, kinds, strengths, units, roles, indicators and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kg.vocab import MINUTES, PROJECT
from kg.web.vocabulary.files import load_graph, prefixed
from kg.web.vocabulary.phrases import Word, word_of


@dataclass(frozen=True, slots=True)
class Value:
    """An entry of a list.

    Args:
        anchor: of its place on the page: what follows `#` in its IRI.
        name: with its prefix.
        label: in plain words.
        notation: its fixed short form, if that is another one than its name.
        definition: what it means.
        examples: words of minutes.
        labels: how else minutes write it.
        broader: the entries above it.
        unit: of an indicator, that of its figures.
        close: terms of others for much the same.
    """

    anchor: str
    name: str
    label: str
    notation: str
    definition: str
    examples: tuple[str, ...]
    labels: tuple[str, ...]
    broader: tuple[Word, ...]
    unit: tuple[Word, ...]
    close: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class ValueList:
    """A list.

    Args:
        name: of its file, its page, and the last part of its IRI.
        iri: of it.
        label: its title.
        description: what it is a list of.
        version: of it.
        licence: address of its licence.
        by: who made it.
        values: its entries, by label.
        distinct: whether no two of them are the same.
    """

    name: str
    iri: str
    label: str
    description: str
    version: str
    licence: str
    by: str
    values: tuple[Value, ...]
    distinct: bool

    def has(self, column: str) -> bool:
        """Whether any entry has something in this column."""
        return any(getattr(value, column) for value in self.values)


@cache
def load_list(name: str) -> ValueList:
    """The list of that name, one of `LISTS`."""
    graph, scheme = load_graph(name), URIRef(PROJECT + name)

    def said(node: URIRef, *predicates: URIRef) -> tuple[str, ...]:
        return tuple(sorted(str(value) for predicate in predicates for value in graph.objects(node, predicate)))

    def words(node: URIRef, *predicates: URIRef) -> tuple[Word, ...]:
        return tuple(word_of(URIRef(iri)) for iri in said(node, *predicates))

    values = []
    for node in graph.subjects(SKOS.inScheme, scheme):
        assert isinstance(node, URIRef)
        anchor = str(node).partition("#")[2]
        notation = " ".join(said(node, SKOS.notation))
        values.append(
            Value(
                anchor=anchor,
                name=prefixed(str(node)),
                label=" ".join(said(node, SKOS.prefLabel)),
                notation="" if notation == anchor else notation,
                definition=" ".join(said(node, SKOS.definition, SKOS.scopeNote)),
                examples=said(node, SKOS.example),
                labels=said(node, SKOS.altLabel),
                broader=words(node, SKOS.broader),
                unit=words(node, MINUTES.usualUnit),
                close=words(node, SKOS.closeMatch, SKOS.exactMatch, SKOS.relatedMatch),
            )
        )
    return ValueList(
        name=name,
        iri=str(scheme),
        label=" ".join(said(scheme, RDFS.label)),
        description=" ".join(said(scheme, DCTERMS.description)),
        version=" ".join(said(scheme, OWL.versionInfo)),
        licence=" ".join(said(scheme, DCTERMS.license)),
        by="; ".join(said(scheme, DCTERMS.creator)),
        values=tuple(sorted(values, key=lambda value: (value.label, value.anchor))),
        distinct=any(graph.subjects(RDF.type, OWL.AllDifferent)),
    )
