"""Facts to quads: one named graph for each source document.

    iris          every IRI is minted here
    nquads        terms and statements as N-Quads text
    concepts      which unit, role or indicator words mean
    provenance    the document, how it was read, and the words that state a fact
    nodes         council, bodies, people, posts, indicators, each with its name and class
    statements    one function for each kind of fact

Facts go in and lines come out; the store loads them, and nothing here knows of it.
"""

from __future__ import annotations

from itertools import chain

from kg.document import Document
from kg.facts import DocumentFacts
from kg.graph.iris import Iris, as_slug, check_base, document_iri
from kg.graph.nquads import lines_of
from kg.graph.provenance import Source, document_triples
from kg.graph.statements import fact_triples, number_commitments
from kg.resolve.identities import Identities
from kg.resolve.slugs import slugify

__all__ = ["document_iri", "document_quads", "number_commitments", "slugify"]


def document_quads(
    document: Document, facts: DocumentFacts, identities: Identities, *, slug: str, base: str
) -> tuple[str, ...]:
    """The named graph of one document, as N-Quads lines: sorted, each once, without line ends.

    The same arguments give the same lines, and so do facts in another order.

    Args:
        document: as read.
        facts: what was found in it.
        identities: who is whom in its council.
        slug: of the document, unique within the council, by which `identities` is asked for its names.
        base: the address under which the graph will be published.

    Raises:
        UsageError: `base` cannot begin addresses.
        LexiconError: a list of codes in `ontology/` is broken, or lacks a unit that the facts have.
        KeyError: `identities` does not know a name that the facts have.
    """
    iris = Iris(check_base(base), as_slug(identities.council.slug))
    source = Source(document, as_slug(slug), iris)
    return lines_of(chain(document_triples(source), fact_triples(source, facts, identities)), source.node)
