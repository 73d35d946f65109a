"""The list of indicators, `ontology/indicators.ttl`, as the stage that resolves names takes it.

It stands here because it is Turtle and long: Oxigraph reads it ten times faster than rdflib.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import paths
from kg.errors import LexiconError
from kg.resolve import KnownIndicator
from kg.vocab import MINUTES

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = (f"{_SKOS}prefLabel", f"{_SKOS}altLabel")


@cache
def load_indicators(folder: Path = paths.ONTOLOGY) -> tuple[KnownIndicator, ...]:
    """The entries of `indicators.ttl`, sorted by IRI; their units are those of `units.ttl`.

    Raises:
        LexiconError: a file is not Turtle, or an entry has no name or no unit.
    """
    units = {iri: said[f"{_SKOS}notation"][0] for iri, said in _read(folder / "units.ttl").items()}
    found = []
    for iri, said in sorted(_read(folder / "indicators.ttl").items()):
        names = said.get(_LABELS[0], [])
        notations = tuple(units[unit] for unit in said.get(str(MINUTES.usualUnit), []) if unit in units)
        if not names or not notations:
            lacks = "skos:prefLabel" if not names else "minutes:usualUnit that is in units.ttl"
            raise LexiconError(f"{iri} has no {lacks}", where=str(folder / "indicators.ttl"), todo="give it one")
        labels = [label for key in _LABELS for label in said.get(key, [])]
        found.append(KnownIndicator(iri, names[0], notations, tuple(labels)))
    return tuple(found)


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    """What a list of codes says of each entry, in the order of the file."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                said[quad.subject.value][quad.predicate.value].append(quad.object.value)
    except SyntaxError as error:
        todo = "look for a missing ';' or quotation mark there"
        raise LexiconError("this is not Turtle", where=f"{path}:{error.lineno}", todo=todo) from error
    return {iri: keys for iri, keys in said.items() if f"{_SKOS}inScheme" in keys}
