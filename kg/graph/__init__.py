"""Facts to quads: one named graph for each source document.

    iris          every IRI is minted here
    nquads        terms and statements as N-Quads text
    concepts      which unit, role or indicator words mean
    provenance    the document, how it was read, and the words that state a fact
    nodes         council, bodies, people, posts, indicators, each with its name and class
    statements    one function for each kind of fact
    versions      drafts, copies and parts of a document, and which of them was taken

Facts go in and lines come out; the store loads them, and nothing here knows of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from kg.document import Document
from kg.facts import UNMARKED, DocumentFacts, Standing
from kg.graph.iris import Iris, as_slug, check_base, document_iri, place_address
from kg.graph.nquads import lines_of
from kg.graph.provenance import Source, document_triples
from kg.graph.statements import fact_triples, meeting_label, number_commitments
from kg.graph.versions import SetAside, older_triples, set_aside_triples, standing_triples
from kg.resolve.identities import Identities
from kg.resolve.slugs import slugify

__all__ = [
    "SetAside",
    "document_iri",
    "document_quads",
    "meeting_label",
    "number_commitments",
    "place_address",
    "slugify",
    "version_quads",
]


def document_quads(
    document: Document,
    facts: DocumentFacts,
    identities: Identities,
    *,
    slug: str,
    base: str,
    standing: Standing = UNMARKED,
    older: Sequence[tuple[str, str]] = (),
) -> tuple[str, ...]:
    """The named graph of one document, as N-Quads lines: sorted, each once, without line ends.

    The same arguments give the same lines, and so do facts in another order.

    Args:
        document: as read.
        facts: what was found in it.
        identities: who is whom in its council.
        slug: of the document, unique within the council, by which `identities` is asked for its names.
        base: the address under which the graph will be published.
        standing: draft or approved, as the document says itself.
        older: slug and file name of the older texts of which it is a revision.

    Raises:
        UsageError: `base` cannot begin addresses.
        LexiconError: a list of codes in `ontology/` is broken, or lacks a unit that the facts have.
        KeyError: `identities` does not know a name that the facts have.
    """
    iris = Iris(check_base(base), as_slug(identities.council.slug))
    source = Source(document, as_slug(slug), iris)
    own = (document_triples(source), standing_triples(source, standing), older_triples(source, older))
    return lines_of(chain(*own, fact_triples(source, facts, identities)), source.node)


def version_quads(
    document: Document,
    version: SetAside,
    identities: Identities,
    *,
    slug: str,
    base: str,
    standing: Standing = UNMARKED,
    added: DocumentFacts | None = None,
) -> tuple[str, ...]:
    """The named graph of a document that was not taken, since another version of it was.

    Args:
        document: as read.
        version: what it is to the one that was taken.
        identities: who is whom in its council.
        slug: of the document, unique within the council.
        base: the address under which the graph will be published.
        standing: draft or approved, as the document says itself.
        added: facts whose words only this version has, their items counted as in the one that was taken.

    Raises:
        UsageError: `base` cannot begin addresses.
        KeyError: `identities` does not know a name that the facts have.
    """
    council = identities.council
    iris = Iris(check_base(base), as_slug(council.slug))
    source = Source(document, as_slug(slug), iris, as_slug(version.current))
    own = (document_triples(source), standing_triples(source, standing))
    facts = fact_triples(source, added, identities) if added else ()
    return lines_of(chain(*own, set_aside_triples(source, council.name, version), facts), source.node)
