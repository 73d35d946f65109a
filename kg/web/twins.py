"""What a page says as data: all that is said of its thing, the words that say so, what points at it, and names.

A client that has one page can show it without asking for another, and finds the way back: the promises of a person, the
meetings of a panel and what is owed to it, the figures of an indicator. What points at a thing is not cut short: all
pages together say each statement twice, so the longest page of a council is long because much is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS, VOID

from kg.store.syntax import Syntax, write_statements
from kg.store.terms import Statement, Term
from kg.vocab import MINUTES

if TYPE_CHECKING:
    from kg.web.site import Page, Site

_TYPE, _NAMES = str(RDF.type), frozenset(map(str, (RDFS.label, SKOS.prefLabel)))
_EVIDENCE = str(MINUTES.evidence)
_DOCUMENT = Term(str(FOAF.Document), "@id")
_TOPIC, _DATASET, _LICENCE = str(FOAF.primaryTopic), str(VOID.inDataset), str(DCTERMS.license)


def write_twin(site: Site, page: Page, syntax: Syntax) -> bytes:
    """The data of a page: the thing, its parts, the words that state it, what points at it, names, the page itself."""
    parts = site.subject(page).parts()
    own = [(iri, predicate, term) for iri in parts for predicate, term in site.lookup.about(iri)]
    words = dict.fromkeys(iri for _, predicate, term in own if predicate == _EVIDENCE for iri in _parts(site, term))
    own += [(iri, predicate, term) for iri in words for predicate, term in site.lookup.about(iri)]
    here = frozenset((*parts, *words))
    pointing = sorted(
        (subject, predicate, Term(iri, "@id"))
        for iri in parts
        for predicate, subject in site.lookup.pointing(iri)
        if subject not in here
    )
    near = list(dict.fromkeys(subject for subject, _, _ in pointing))
    named = sorted({term.value for _, predicate, term in own if term.is_iri and predicate != _TYPE} - here)
    names = [statement for iri in dict.fromkeys([*near, *named]) for statement in _naming(site, iri)]
    first = (*parts, *words, *near, *named)
    return write_statements([*own, *pointing, *names, *_describe(site, page)], syntax, first)


def _parts(site: Site, evidence: Term) -> tuple[str, ...]:
    return site.thing(evidence.value).parts() if evidence.is_iri and site.addresses.page_of(evidence.value) else ()


def _naming(site: Site, iri: str) -> Iterator[Statement]:
    """What a thing is called, and what it is if it is of this site."""
    ours = bool(site.addresses.page_of(iri))
    for predicate, term in site.lookup.about(iri):
        if predicate in _NAMES or (ours and predicate == _TYPE):
            yield iri, predicate, term


def _describe(site: Site, page: Page) -> Iterator[Statement]:
    """The page as a document (https://www.w3.org/TR/void/, section 6.2)."""
    base = site.addresses.base
    document = f"{base}{page.path}"
    yield document, _TYPE, _DOCUMENT
    yield document, _TOPIC, Term(site.addresses.iri_of(page.path), "@id")
    yield document, _DATASET, Term(f"{base}data#dataset", "@id")
    if site.settings.licence:
        yield document, _LICENCE, Term(site.settings.licence, "@id")
