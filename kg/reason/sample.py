"""Some of a graph: enough to see whether data and ontology fit, and few enough for the reasoner."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, zip_longest
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from kg.reason import merge_sources, ontology_files
from kg.store import Reader, open_store
from kg.vocab import MINUTES, OA

INDIVIDUALS = 300
DEFAULT_GRAPH = "minutes.kg"
_DOCUMENTS = 12

# What a sample is built around: everything else is reached from these.
_SEEDS = (MINUTES.Tenure, MINUTES.Promise, MINUTES.Request, MINUTES.Resolution, MINUTES.Observation)
# Words are proved by `kg validate`; the reasoner has nothing to say of them.
_LEFT_OUT = {MINUTES.evidence, MINUTES.firstEvidence, OA.hasSource, OA.hasSelector}


def find_graph(asked: str | None) -> str | None:
    """The graph that was asked for, else the usual folder if it is there, else None."""
    return asked or (DEFAULT_GRAPH if Path(DEFAULT_GRAPH).is_dir() else None)


def gather_graph(files: tuple[Path, ...], place: str | None) -> Graph:
    """The ontology with some files, or else with a sample of the graph at `place`.

    Args:
        files: Turtle and N-Triples.
        place: a graph folder or the address of a SPARQL server; None for none.

    Raises:
        UsageError: a file is neither Turtle nor N-Triples by its name.
        GraphError: a file or the graph cannot be read.
    """
    if files or place is None:
        return merge_sources(*ontology_files(), *files)
    return merge_sources(*ontology_files(), sample_graph(open_store(place)))


def sample_graph(reader: Reader, most: int = INDIVIDUALS) -> Graph:
    """A sample of a graph, always the same: documents from all over it, and of each some facts of every kind.

    Args:
        reader: the graph.
        most: about how many individuals; the last fact is taken whole.
    """
    names = reader.graphs()
    chosen = names[:: max(1, -(-len(names) // _DOCUMENTS))]
    sample = Graph()
    taken: set[URIRef] = set()
    for done, name in enumerate(chosen, 1):
        document = reader.graph(name)
        for seed in _seeds(document):
            if len(taken) >= most * done // len(chosen):
                break
            taken |= _with_what_it_names(document, seed)
        for triple in document:
            if triple[0] in taken and _is_wanted(document, triple, taken):
                sample.add(triple)
    return sample


def _seeds(document: Graph) -> list[URIRef]:
    """The facts of a document, of each kind in turn."""
    kinds = [_nodes(document.subjects(RDF.type, kind)) for kind in _SEEDS]
    return [seed for seed in chain.from_iterable(zip_longest(*map(sorted, kinds))) if seed is not None]


def _with_what_it_names(document: Graph, seed: URIRef) -> set[URIRef]:
    """A fact, its parts, and what they name."""
    page = seed.removesuffix("it")
    parts = {seed, *_nodes(document.subjects(MINUTES.ofCommitment, seed))}
    for _ in range(2):  # a tenure has an interval, and that has instants
        parts |= {o for part in parts for o in _nodes(document.objects(part)) if o.startswith(page)}
    named = {o for part in parts for p, o in document.predicate_objects(part) if p not in _LEFT_OUT}
    return {node for node in parts | _nodes(named) if (node, RDF.type, None) in document}


def _is_wanted(document: Graph, triple: tuple[Node, Node, Node], taken: set[URIRef]) -> bool:
    """Whether the sample is whole with it: nothing that it names is left out of the sample."""
    _, relation, object_ = triple
    if relation in _LEFT_OUT or relation == RDF.type:
        return relation == RDF.type
    return object_ in taken or (object_, RDF.type, None) not in document


def _nodes(terms: Iterable[Node]) -> set[URIRef]:
    return {term for term in terms if isinstance(term, URIRef)}
