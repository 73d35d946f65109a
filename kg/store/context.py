"""The JSON-LD context of the project (`ontology/context.jsonld`): short names for IRIs, and types of values.

The published context is for people who write such data, or want to compact their own. A file that we write has its own
copy of the part that it uses, so that it can be read alone and offline, by JSON-LD 1.0 and 1.1 alike
(https://www.w3.org/TR/json-ld11/#the-context).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kg import paths
from kg.store.terms import RDF_TYPE, STRING, Statement

FILE = "context.jsonld"
LANGUAGES = "@language"  # the coercion of a term whose values stand under their languages

_LOCAL = re.compile(r"[A-Za-z0-9_-]+")  # what may follow a prefix: read alike by every processor
_ALIASES = ("id", "type")


class Property(NamedTuple):
    """How the values of a property are written.

    Args:
        rank: its place among the properties of a thing, as in the file; those that are not in it come last.
        key: what stands before them.
        coercion: the datatype that needs not be said; "@id" of things, `LANGUAGES`, or `STRING`.
    """

    rank: int
    key: str
    coercion: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the file says.

    Args:
        prefixes: namespaces by their prefixes.
        terms: IRIs and coercions of the short names, in the order of the file.
        definitions: what the file says of each short name, as it stands.
    """

    prefixes: Mapping[str, str]
    terms: Mapping[str, tuple[str, str]]
    definitions: Mapping[str, object]


@cache
def load_context() -> Context:
    """The context of the project."""
    said: dict[str, str | dict[str, str]] = json.loads((paths.ONTOLOGY / FILE).read_bytes())["@context"]
    prefixes = {name: value for name, value in said.items() if isinstance(value, str) and value[-1] in "#/"}
    terms = {}
    for name, value in said.items():
        if name in prefixes or name in _ALIASES:
            continue
        entry = {"@id": value} if isinstance(value, str) else value
        coercion = entry.get("@container") or entry.get("@type") or STRING
        whole = coercion if coercion.startswith("@") else _whole(coercion, prefixes)
        terms[name] = (_whole(entry["@id"], prefixes), whole)
    return Context(MappingProxyType(prefixes), MappingProxyType(terms), MappingProxyType({n: said[n] for n in terms}))


def _whole(iri: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = iri.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else iri


@cache
def _ranks() -> Mapping[str, int]:
    """The place of each property among those of a thing: its class first, then as in the file."""
    return {RDF_TYPE: -1} | {iri: rank for rank, (iri, _) in enumerate(load_context().terms.values())}


def rank_of(predicate: str) -> int:
    """The place of a property among those of a thing."""
    return _ranks().get(predicate, len(_ranks()))


@cache
def _spaces() -> re.Pattern[str]:
    namespaces = sorted(load_context().prefixes.values(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, namespaces)))


@dataclass(slots=True)
class Seen:
    """What stands in some statements, as far as a context has to know it.

    Args:
        predicates: IRIs.
        classes: IRIs.
        datatypes: IRIs.
        spaces: those namespaces of the context in which an IRI lies.
        schemes: of all IRIs that are no properties, classes or datatypes.
    """

    predicates: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    datatypes: set[str] = field(default_factory=set)
    spaces: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)

    def see(self, statements: Iterable[Statement]) -> Seen:
        """Itself, when it has gone through these statements too."""
        for subject, predicate, term in statements:
            self.predicates.add(predicate)
            self.see_iri(subject)
            if not term.is_iri:
                self.datatypes.add(term.datatype)
            elif predicate == RDF_TYPE:
                self.classes.add(term.value)
            else:
                self.see_iri(term.value)
        self.datatypes.discard("")
        return self

    def see_iri(self, iri: str) -> None:
        """Take note of an IRI that names a thing or a graph."""
        self.schemes.add(iri[: iri.find(":")])
        if found := _spaces().match(iri):
            self.spaces.add(found[0])

    def namespaces(self) -> frozenset[str]:
        """The namespaces of the context in which any IRI lies, for prefixes of other syntaxes."""
        named = (*self.predicates, *self.classes, *self.datatypes)
        return frozenset(self.spaces | {found[0] for iri in named if (found := _spaces().match(iri))})


def choose_names(seen: Seen) -> Names:
    """The names for a file; those of one like it, where there was one."""
    sets = (seen.predicates, seen.classes, seen.datatypes, seen.spaces, seen.schemes)
    return _choose_names(*map(frozenset, sets))


@lru_cache(1000)  # pages of one kind have the same few
def _choose_names(*sets: frozenset[str]) -> Names:
    return Names(Seen(*map(set, sets)))


class Names:
    """The names that one file uses for IRIs, and the context that explains them.

    A prefix or short name that is also the scheme of an IRI in the file is left out: `oa:x` may be an address.
    """

    def __init__(self, seen: Seen) -> None:
        context = load_context()
        words = (*(seen.predicates - {RDF_TYPE}), *seen.classes, *seen.datatypes)
        schemes = seen.schemes | {iri[: iri.find(":")] for iri in words}
        self.id, self.type = (f"@{name}" if name in schemes else name for name in _ALIASES)
        used = seen.predicates | seen.classes
        self._terms = {
            iri: (name, coercion)
            for name, (iri, coercion) in context.terms.items()
            if iri in used and name not in schemes and self._readable(name, schemes)
        }
        types = (coercion for _, coercion in self._terms.values() if coercion != STRING)
        needed = seen.spaces | {found[0] for iri in (*words, *types) if (found := _spaces().match(iri))}
        self._prefixes = {
            space: name for name, space in context.prefixes.items() if space in needed and name not in schemes
        }
        self._properties: dict[str, Property] = {}

    @staticmethod
    def _readable(name: str, schemes: set[str]) -> bool:
        """Whether the prefixes in what the context says of a name may be used."""
        said = load_context().definitions[name]
        parts = [said] if isinstance(said, str) else list(said.values()) if isinstance(said, dict) else []
        return not any(str(part).partition(":")[0] in schemes for part in parts)

    @cached_property
    def context(self) -> Mapping[str, object]:
        """What stands under `@context`: always the same for the same names, in the order of the file."""
        known, chosen = load_context(), {name for name, _ in self._terms.values()}
        aliases = {name: f"@{name}" for name in _ALIASES if name in (self.id, self.type)}
        return {
            **{name: space for space, name in self._prefixes.items()},
            **aliases,
            **{name: said for name, said in known.definitions.items() if name in chosen},
        }

    def property(self, predicate: str) -> Property:
        """How a property is written."""
        known = self._properties.get(predicate)
        if known is None:
            key, coercion = self._terms.get(predicate) or (self.shorten(predicate), STRING)
            known = self._properties[predicate] = Property(rank_of(predicate), key, coercion)
        return known

    def word(self, iri: str) -> str:
        """A class or datatype, by its short name if it has one."""
        known = self._terms.get(iri)
        return known[0] if known else self.shorten(iri)

    def shorten(self, iri: str) -> str:
        """The IRI with a prefix where one fits, else itself."""
        found = _spaces().match(iri)
        if found is None:
            return iri
        local, prefix = iri[found.end() :], self._prefixes.get(found[0])
        return f"{prefix}:{local}" if prefix and _LOCAL.fullmatch(local) else iri
