"""Where facts come from: the source document, how it was read, and the words that state a fact.

Words are pointed at twice, as the Web Annotation model offers
(https://www.w3.org/TR/annotation-model/#selectors): by position, which is exact, and by quotation, which is
found again in a text that has moved. Both count in the text that is read in the file; of a file that is no text, the
page or element of the original is said too, in words and, where its form has such, as the fragment of an address.
Runs are PROV activities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, RDFS

from kg import __version__
from kg.document import Document, Span
from kg.facts import Evidence
from kg.graph.iris import Iris, evidence_slug, web_address
from kg.graph.nquads import Triple, integer, iri, string
from kg.vocab import MINUTES, OA, SOFTWARE

# What says how a fragment of an address is written, by the media type of the file: the names that the Web Annotation
# model gives them (https://www.w3.org/TR/annotation-model/#fragment-selector).
_FRAGMENTS = {
    "application/pdf": "http://tools.ietf.org/rfc/rfc3778",
    "application/xhtml+xml": "http://tools.ietf.org/rfc/rfc3236",
    "text/html": "http://tools.ietf.org/rfc/rfc3236",
}

CONTEXT = 32  # characters of prefix and suffix: enough to tell two places with the same words apart

A = iri(RDF.type)
LABEL = iri(RDFS.label)
EVIDENCE = iri(MINUTES.evidence)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is being written into the graph.

    Args:
        document: as read.
        slug: its slug, which is also that of the meeting it records, unless it is a version.
        iris: mints the IRIs of its council.
        current: slug of the document of which this one is a version; that one names the meeting. Empty if it is none.
    """

    document: Document
    slug: str
    iris: Iris
    current: str = ""

    @property
    def node(self) -> str:
        """The document as a term; the named graph has the same name."""
        return iri(self.iris.document(self.slug))

    @property
    def meeting(self) -> str:
        """The meeting that it records, as a term."""
        return iri(self.iris.thing("meeting", self.current or self.slug))


def document_triples(source: Source) -> Iterator[Triple]:
    """The file, and how it was read."""
    document, node = source.document, source.node
    yield node, A, iri(MINUTES.SourceDocument)
    yield node, LABEL, string(document.name)
    yield node, iri(DCTERMS.identifier), string(document.name)
    yield node, iri(DCTERMS["format"]), string(document.media_type)
    yield node, iri(MINUTES.sha256), string(document.sha256)
    yield node, iri(MINUTES.encoding), string(document.encoding)
    yield node, iri(MINUTES.characters), integer(len(document.text) + document.stretch.around)
    yield node, iri(MINUTES.records), source.meeting
    address = web_address(document.record.url)
    if address:
        yield node, iri(DCTERMS.source), iri(address)
    reading = iri(f"{source.iris.page('document', source.slug)}#reading")
    bytes_ = iri(f"urn:sha256:{document.sha256}")
    software = iri(SOFTWARE[__version__])
    yield node, iri(PROV.wasGeneratedBy), reading
    yield reading, A, iri(PROV.Activity)
    yield reading, iri(PROV.used), bytes_
    yield reading, iri(PROV.wasAssociatedWith), software
    yield bytes_, A, iri(PROV.Entity)
    yield software, A, iri(PROV.SoftwareAgent)
    yield software, LABEL, string(f"minutes-kg {__version__}")
    yield software, iri(FOAF.name), string(f"minutes-kg {__version__}")


def evidence_triples(source: Source, fact: str, evidence: Evidence) -> Iterator[Triple]:
    """That `fact` is stated by these words, and where they stand."""
    text, here = source.document.text, evidence.span
    before, after = text[max(0, here.start - CONTEXT) : here.start], text[here.end : here.end + CONTEXT]
    yield from words_triples(source, fact, source.document.in_file(here), evidence.quote, before, after)


def words_triples(
    source: Source, fact: str, span: Span, words: str, before: str = "", after: str = ""
) -> Iterator[Triple]:
    """That `fact` is stated by words that stand at `span` in the text of the file."""
    node = _words_node(source, span)
    page = source.iris.page("evidence", evidence_slug(source.slug, span.start, span.end))
    position, quote = iri(f"{page}#position"), iri(f"{page}#quote")
    yield fact, EVIDENCE, node
    yield node, A, _EVIDENCE
    yield node, _HAS_SOURCE, source.node
    yield node, _HAS_SELECTOR, position
    yield node, _HAS_SELECTOR, quote
    yield position, A, _POSITION
    yield position, _START, integer(span.start)
    yield position, _END, integer(span.end)
    yield quote, A, _QUOTE
    yield quote, _EXACT, string(words)
    yield from _place_triples(source, span.start, node, page)
    if before:
        yield quote, _PREFIX, string(before)
    if after:
        yield quote, _SUFFIX, string(after)


def _place_triples(source: Source, offset: int, node: str, page: str) -> Iterator[Triple]:
    """The page or element of the original that stands at `offset` in the text of the file, if it is not plain text."""
    place = source.document.place_of(offset - source.document.stretch.start)
    if place is None:
        return
    yield node, _PLACE, string(place.label)
    standard = _FRAGMENTS.get(source.document.media_type)
    if place.fragment and standard:
        fragment = iri(f"{page}#fragment")
        yield node, _HAS_SELECTOR, fragment
        yield fragment, A, _FRAGMENT
        yield fragment, _VALUE, string(place.fragment)
        yield fragment, _CONFORMS_TO, iri(standard)


def evidence_node(source: Source, evidence: Evidence) -> str:
    """The words as a term."""
    return _words_node(source, source.document.in_file(evidence.span))


def _words_node(source: Source, span: Span) -> str:
    return iri(source.iris.thing("evidence", evidence_slug(source.slug, span.start, span.end)))


# Made once: evidence is the larger half of every graph, and naming a term costs two microseconds.
_EVIDENCE, _POSITION, _QUOTE = iri(MINUTES.Evidence), iri(OA.TextPositionSelector), iri(OA.TextQuoteSelector)
_HAS_SOURCE, _HAS_SELECTOR, _START, _END = iri(OA.hasSource), iri(OA.hasSelector), iri(OA.start), iri(OA.end)
_PLACE, _FRAGMENT = iri(MINUTES.place), iri(OA.FragmentSelector)
_VALUE, _CONFORMS_TO = iri(RDF.value), iri(DCTERMS.conformsTo)
_EXACT, _PREFIX, _SUFFIX = iri(OA.exact), iri(OA.prefix), iri(OA.suffix)
