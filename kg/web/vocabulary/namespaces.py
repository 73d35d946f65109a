"""Whose terms stand behind ours: each vocabulary with its prefix and what of it is used for what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.vocab import MINUTES, PROJECT
from kg.web.vocabulary.files import MAIN, load_graph, load_prefixes
from kg.web.vocabulary.phrases import Word, word_of

_OURS = str(MINUTES._NS)
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True, slots=True)
class Namespace:
    """A vocabulary.

    Args:
        prefix: short for `iri`.
        iri: what the IRIs of its terms begin with.
        used: its terms that are in the graph or in the ontology.
        above: pairs of a term of ours and the term of theirs that it is a kind of.
        close: pairs of a term of ours and one of theirs that means much the same.
    """

    prefix: str
    iri: str
    used: tuple[Word, ...]
    above: tuple[tuple[Word, Word], ...]
    close: tuple[tuple[Word, Word], ...]

    @property
    def ours(self) -> bool:
        """Whether it is of this project."""
        return self.iri.startswith(PROJECT)


@cache
def load_namespaces() -> tuple[Namespace, ...]:
    """All of them, by prefix."""
    graph = load_graph(MAIN)
    above = [*graph.subject_objects(RDFS.subClassOf), *graph.subject_objects(RDFS.subPropertyOf)]
    close = list(graph.subject_objects(SKOS.closeMatch))
    declared = sorted({str(node) for kind in _KINDS for node in graph.subjects(RDF.type, kind)})
    found = []
    for prefix, iri in load_prefixes().items():

        def pairs(links: list[tuple[object, object]], start: str = iri) -> tuple[tuple[Word, Word], ...]:
            mine = sorted({(str(a), str(b)) for a, b in links if str(a).startswith(_OURS) and str(b).startswith(start)})
            return tuple((word_of(URIRef(a)), word_of(URIRef(b))) for a, b in mine)

        theirs = [] if iri.startswith(PROJECT) else [one for one in declared if one.startswith(iri)]
        others = () if iri.startswith(PROJECT) else pairs([*above])
        found.append(Namespace(prefix, iri, tuple(word_of(URIRef(one)) for one in theirs), others, pairs([*close])))
    return tuple(found)
