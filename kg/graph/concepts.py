"""Which concept words mean: units by notation, roles by title, indicators by the words of an action.

The concepts are the SKOS lists in `ontology/` (kinds, standings, states, strengths, units, comparisons, roles), read
once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg import paths
from kg.errors import LexiconError
from kg.lexicon import load_lexicon
from kg.vocab import ROLES, UNITS

LISTS = ("comparisons", "kinds", "roles", "standings", "states", "strengths", "units")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Usual(Enum):
    """The class of post that a role usually has; its value marks the slug of a post that is so unusually."""

    ELECTED = "elected"
    OFFICER = "officer"
    NEITHER = "other"


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a list.

    Args:
        iri: its IRI.
        scheme: IRI of its list.
        label: its name.
        types: the IRIs of its classes, sorted.
        notation: its fixed short form, or empty.
        labels: how minutes write it, sorted.
        broader: IRI of the entry above it, or empty.
    """

    iri: str
    scheme: str
    label: str
    types: tuple[str, ...]
    notation: str = ""
    labels: tuple[str, ...] = ()
    broader: str = ""

    @property
    def usual(self) -> Usual:
        """Of a role, the class of post that it usually has."""
        if self.broader == str(ROLES["elected-role"]):
            return Usual.ELECTED
        return Usual.OFFICER if self.broader == str(ROLES["officer-role"]) else Usual.NEITHER


@cache
def load_concepts() -> Mapping[str, Concept]:
    """All entries of all lists, by IRI.

    Raises:
        LexiconError: a list is not Turtle, or an entry has no label.
    """
    found: dict[str, Concept] = {}
    for name in LISTS:
        path = paths.ONTOLOGY / f"{name}.ttl"
        graph = Graph()
        try:
            graph.parse(path, format="turtle")
        except BadSyntax as error:
            todo = "look for a missing ';' or quotation mark there"
            raise LexiconError("this is not Turtle", where=f"{path}:{error.lines + 1}", todo=todo) from error
        for iri in sorted({s for s in graph.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef)}):
            label = graph.value(iri, RDFS.label)
            if label is None:
                raise LexiconError(f"{iri} has no rdfs:label", where=str(path), todo="give it one")
            found[str(iri)] = Concept(
                iri=str(iri),
                scheme=str(graph.value(iri, SKOS.inScheme)),
                label=str(label),
                types=tuple(sorted(str(o) for o in graph.objects(iri, RDF.type))),
                notation=str(graph.value(iri, SKOS.notation) or ""),
                labels=tuple(sorted(str(o) for o in graph.objects(iri, SKOS.altLabel))),
                broader=str(graph.value(iri, SKOS.broader) or ""),
            )
    return found


@cache
def unit_of(notation: str) -> Concept:
    """The unit of that notation ("%", "per 1,000").

    Raises:
        LexiconError: `units.ttl` has none.
    """
    for concept in load_concepts().values():
        if concept.notation == notation and concept.iri.startswith(str(UNITS)):
            return concept
    where = str(paths.ONTOLOGY / "units.ttl")
    raise LexiconError(f"no unit has the notation {notation!r}", where=where, todo="add one that has it")


@cache
def role_of_title(title: str) -> Concept | None:
    """The role that a title names, or None.

    Of all labels that the title holds, case and hyphens aside, the one that stands earliest counts, then the
    longest: an Assistant Director of Finance is an assistant director, not a director.

    >>> [role_of_title(t).label for t in ("Interim Head of Inclusion", "Vice-Chairman", "Joint Director")]
    ['head of service', 'vice-chair', 'director']
    >>> role_of_title("Astronomer") is None
    True
    """
    words = _words(title)
    found: list[tuple[int, int, str]] = []
    for concept in load_concepts().values():
        if not concept.iri.startswith(str(ROLES)):
            continue
        for label in concept.labels:
            match = _label_pattern(label).search(words)
            if match:
                found.append((match.start(), -len(match[0]), concept.iri))
    return load_concepts()[min(found)[2]] if found else None


@cache
def _label_pattern(label: str) -> re.Pattern[str]:
    """A label as a pattern for `_words`; "…" within it is one to four words, at an end nothing."""
    pieces = [re.escape(_words(piece).strip()) for piece in label.strip(" …").split("…")]
    return re.compile(" " + r"(?: \S+){1,4}? ".join(pieces) + " ")


def _words(text: str) -> str:
    """The words, folded, with a space before, between and after them."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def indicators_about(action: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The indicators that an action is about: all telling words of their labels stand in it. Sorted.

    A label of one word is in too many actions, so it counts only where something is measured.

    >>> indicators_about("report on persistent absence", ["persistent absence", "reviews held on time"])
    ('persistent absence',)
    >>> [indicators_about(action, ["members"]) for action in ("write to members", "the number of members")]
    [(), ('members',)]
    """
    stems = _stems(action)
    measured = bool(stems & _measuring())
    wanted = {label: _stems(label) for label in labels}
    return tuple(sorted(label for label, words in wanted.items() if len(words) > 1 - measured and words <= stems))


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return frozenset(_stem(word) for word in words if word not in _without_content())


def _stem(word: str) -> str:
    """The word without the plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _without_content() -> frozenset[str]:
    return frozenset(load_lexicon().words("words-without-content"))


@cache
def _measuring() -> frozenset[str]:
    return frozenset(_stem(word) for word in load_lexicon().words("measuring-words"))
