"""When two names can be one person's: the rules, each with the reason that it gives.

A council is the unit: within it a full name is hardly borne twice, a surname often is. Two different given
names are two people, whatever else agrees; an initial or a bare surname needs more. What is not certain stays
apart: two people made one cannot be told apart again, one person made two can be put together by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from kg.facts import DocumentFacts, Person, PersonKind
from kg.names import (
    Agreement,
    Name,
    compare_names,
    fold,
    honorifics_differ,
    parse_name,
    surname_key,
)

_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset({"the", "of", "for", "and", "a", "an", "in", "to", "on", "at"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One person as one document names them.

    Args:
        document: slug of the document.
        person: as found there.
        body: the body that met, folded; empty if it is not known.
    """

    document: str
    person: Person
    body: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: document and name."""
        return self.document, self.person.name


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person as some documents name them, with what speaks for and against its being another's.

    Args:
        sightings: in order.
        names: the different names, taken apart, in order.
        documents: in which it is sighted.
        kinds: what documents call the person.
        honorifics: what goes before the name anywhere ("Mr", "Cllr").
        roles: titles, folded; "Councillor" says nothing and is left out.
        bodies: at whose meetings.
    """

    sightings: tuple[Sighting, ...]
    names: tuple[Name, ...]
    documents: frozenset[str]
    kinds: frozenset[PersonKind]
    honorifics: frozenset[str]
    roles: frozenset[str]
    bodies: frozenset[str]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: its first sighting."""
        return self.sightings[0].key

    @property
    def bare(self) -> bool:
        """Whether it has nothing but a surname."""
        return not any(name.given for name in self.names)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the names of two candidates agree, whether they are put together on their own showing, and
    why.
    """

    agreement: Agreement
    same: bool
    reason: str


def make_candidate(sightings: tuple[Sighting, ...]) -> Candidate:
    """The candidate that some sightings make up."""
    ordered = tuple(sorted(sightings, key=lambda s: s.key))
    return Candidate(
        sightings=ordered,
        names=tuple(_parsed(name) for name in sorted({s.person.name for s in ordered})),
        documents=frozenset(s.document for s in ordered),
        kinds=frozenset(s.person.kind for s in ordered),
        honorifics=frozenset(w for s in ordered for form in _forms(s) for w in _parsed(form).titles),
        roles=frozenset(role_key(h.title) for s in ordered for h in s.person.holdings) - {"councillor"},
        bodies=frozenset(s.body for s in ordered) - {""},
    )


def sightings_of(document: str, facts: DocumentFacts) -> tuple[Sighting, ...]:
    """The people of one document."""
    return tuple(Sighting(document, person, fold(facts.meeting.body)) for person in facts.people)


def _forms(sighting: Sighting) -> tuple[str, ...]:
    return (sighting.person.name, *sighting.person.forms)


@cache
def _parsed(name: str) -> Name:
    return parse_name(name)


def surname_of(sighting: Sighting) -> str:
    """The surname by which candidates are brought together."""
    return surname_key(_parsed(sighting.person.name))


def name_key(sighting: Sighting) -> tuple[str, PersonKind, tuple[str, ...]]:
    """The name as written, folded, with the kind and the honorifics: sightings that share it are taken
    together at once.
    """
    honorifics = {word.casefold() for form in _forms(sighting) for word in _parsed(form).titles}
    return fold(sighting.person.name), sighting.person.kind, tuple(sorted(honorifics))


def role_key(title: str) -> str:
    """A title without what is written now so, now so: case, articles, hyphens, `&`.

    >>> role_key("Head of Homes & Children's Play") == role_key("Head of Homes and Childrens Play")
    True
    >>> role_key("Virtual School Head Teacher") == role_key("Virtual School Headteacher")
    True
    """
    words = _WORDS.findall(fold(title).replace("'", ""))
    return "".join(word for word in words if word not in _SMALL)


def can_be_same(one: Candidate, other: Candidate) -> bool:
    """Whether nothing speaks against it: two people of one document are two, and so are a councillor and an
    officer who have no title in common.
    """
    if one.documents & other.documents:
        return False
    if any(compare_names(a, b) is Agreement.DIFFERENT for a in one.names for b in other.names):
        return False
    if honorifics_differ(one.honorifics, other.honorifics):
        return False
    elected_and_employed = {PersonKind.COUNCILLOR, PersonKind.OFFICER} <= one.kinds | other.kinds
    return not elected_and_employed or bool(one.roles & other.roles) or one.kinds == other.kinds


def all_can_be_same(people: Sequence[Candidate]) -> bool:
    """Whether nothing speaks against it of any two of them; the same as asking each pair, but quick for
    many.
    """
    documents = [document for one in people for document in one.documents]
    if len(documents) != len(set(documents)):
        return False
    names = sorted({name for one in people for name in one.names}, key=lambda name: (name.surname, name.given))
    if any(compare_names(a, b) is Agreement.DIFFERENT for a, b in combinations(names, 2)):
        return False
    honorifics = sorted({tuple(sorted(one.honorifics)) for one in people})
    if any(honorifics_differ(a, b) for a, b in combinations(honorifics, 2)):
        return False
    kinds = {kind for one in people for kind in one.kinds}
    if not {PersonKind.COUNCILLOR, PersonKind.OFFICER} <= kinds:
        return True
    return all(can_be_same(a, b) for a, b in combinations(people, 2))


def compare_people(one: Candidate, other: Candidate) -> Verdict:
    """Whether two candidates are one person on their own showing.

    A bare surname never is: whether it has only one bearer in the council is for `kg.resolve.clusters` to
    see.
    """
    agreement = min(compare_names(a, b) for a in one.names for b in other.names)
    if not can_be_same(one, other):
        return Verdict(agreement, False, "a given name, a document or the kind of person speaks against it")
    if one.bare or other.bare:
        return Verdict(agreement, False, "a surname alone")
    if agreement is Agreement.SAME:
        return Verdict(agreement, True, "the same full name")
    if shared := sorted(one.roles & other.roles):
        return Verdict(agreement, True, f"initials that fit, and the same post ({shared[0]})")
    if one.bodies & other.bodies:
        return Verdict(agreement, True, "initials that fit, and the same body")
    return Verdict(agreement, False, "initials that fit, but neither post nor body in common")
