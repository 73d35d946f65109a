"""What facts are about: council, bodies, people, posts, indicators, concepts, each with its name and class.

Each graph stands alone, so whatever it mentions is also named and typed in it: every function here gives a
term together with the triples that name it. Nothing here depends on the order in which facts were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib.namespace import FOAF, ORG, SKOS

from kg.facts import DocumentFacts, Party, PartyKind, PersonKind
from kg.graph.concepts import Concept, Usual, load_concepts, role_of_title
from kg.graph.iris import as_slug, fold_quote
from kg.graph.nquads import Triple, boolean, iri, string
from kg.graph.provenance import LABEL, A, Source
from kg.resolve.identities import Identities, Identity
from kg.resolve.slugs import slugify
from kg.vocab import MINUTES, ROLES

Node = tuple[str, tuple[Triple, ...]]

ALSO = iri(SKOS.altLabel)
ROLE = iri(ORG.role)

_CLASS = {Usual.ELECTED: "ElectedPost", Usual.OFFICER: "OfficerPost", Usual.NEITHER: "Post"}
_HELD_BY = {
    PersonKind.COUNCILLOR: Usual.ELECTED,
    PersonKind.OFFICER: Usual.OFFICER,
    PersonKind.OTHER: Usual.NEITHER,
}
# The role of a post whose title names none of the list.
_OTHERWISE = {Usual.ELECTED: "councillor", Usual.OFFICER: "officer", Usual.NEITHER: "other"}


@cache
def minutes(name: str) -> str:
    """A term of the ontology, made once: to name one costs two microseconds."""
    return iri(MINUTES[name])


@dataclass(frozen=True, slots=True)
class Writing:
    """A document, what it states, and who is whom.

    Args:
        source: the document.
        facts: what it states.
        identities: who is whom in its council.
        held: what sort of people hold a post in this document, by slug of the post's identity.
        single: slugs of posts (see `Post.slug`) that one person holds at a time.
    """

    source: Source
    facts: DocumentFacts
    identities: Identities
    held: Mapping[str, frozenset[Usual]]
    single: frozenset[str]

    @property
    def council(self) -> str:
        """The council as a term."""
        return self.thing("council", as_slug(self.identities.council.slug))

    def thing(self, kind: str, slug: str) -> str:
        """Something of this council as a term."""
        return iri(self.source.iris.thing(kind, slug))


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is written.

    Args:
        identity: which post it is.
        usual: elected, officer's or neither, by who holds it here.
        role: its role.
    """

    identity: Identity
    usual: Usual
    role: Concept

    @property
    def slug(self) -> str:
        """Its slug, marked if it is of another class than posts of this role are, lest those be one post.

        A board of health has a chair who is no councillor; that post is not the one that the panel's chair
        holds.
        """
        slug = as_slug(self.identity.slug)
        known = role_of_title(self.identity.name)
        usual = known.usual if known else Usual.OFFICER
        return slug if self.usual is usual else f"{slug}--{self.usual.value}"


def start_writing(source: Source, facts: DocumentFacts, identities: Identities) -> Writing:
    """The document with what has to be known of all its posts before one is written."""
    held: dict[str, set[Usual]] = {}
    single = set()
    for person in facts.people:
        for holding in person.holdings:
            identity = identities.post(source.slug, holding.title, holding.organisation)
            held.setdefault(identity.slug, set()).add(_HELD_BY[person.kind])
            if holding.single:
                single.add(_post(identity, _HELD_BY[person.kind]).slug)
    kinds = {slug: frozenset(usuals) for slug, usuals in held.items()}
    return Writing(source, facts, identities, kinds, frozenset(single))


def same(one: str, other: str) -> bool:
    """Whether two names are written alike, case and spaces aside."""
    return fold_quote(one) == fold_quote(other)


def named(node: str, identity: Identity, written: str) -> tuple[Triple, ...]:
    """The name of something, and how this document writes it if that differs."""
    if written == identity.name:
        return ((node, LABEL, string(identity.name)),)
    return ((node, LABEL, string(identity.name)), (node, ALSO, string(written)))


def council_triples(writing: Writing) -> Iterator[Triple]:
    """The council."""
    yield writing.council, A, minutes("Council")
    yield writing.council, LABEL, string(writing.identities.council.name)


def body_node(writing: Writing, name: str) -> Node:
    """A body, team or service of the council; the council itself if that is what the name says.

    A council in full session meets as a body of its own name, so the body that met is looked for first.
    """
    if not same(name, writing.facts.meeting.body) and _is_council(writing, name):
        return writing.council, ()
    identity = writing.identities.body(writing.source.slug, name)
    node = writing.thing("body", as_slug(identity.slug))
    return node, (
        (node, A, minutes("Body")),
        (node, iri(ORG.unitOf), writing.council),
        *named(node, identity, name),
    )


def organisation_node(writing: Writing, name: str) -> Node:
    """The organisation that a post is in: the council, the body that met, or one outside the council."""
    if not name or _is_council(writing, name):
        return writing.council, ()
    if same(name, writing.facts.meeting.body):
        return body_node(writing, name)
    node = writing.thing("organisation", slugify(name))
    return node, ((node, A, iri(ORG.Organization)), (node, LABEL, string(name)))


def _is_council(writing: Writing, name: str) -> bool:
    return same(name, writing.identities.council.name) or same(name, writing.facts.meeting.council)


def person_node(writing: Writing, name: str) -> Node:
    """A person whom the document calls `name`."""
    identity = writing.identities.person(writing.source.slug, name)
    node = writing.thing("person", as_slug(identity.slug))
    return node, (
        (node, A, minutes("Person")),
        (node, iri(FOAF.name), string(identity.name)),
        *named(node, identity, name),
    )


def held_post(writing: Writing, title: str, organisation: str, holder: PersonKind) -> Post:
    """The post that somebody holds: what sort of post it is follows from what sort of person they are."""
    return _post(writing.identities.post(writing.source.slug, title, organisation), _HELD_BY[holder])


def _untaken_post(writing: Writing, title: str) -> Post:
    """A post named without its holder: of the sort that it is elsewhere here, else as its role goes."""
    identity = writing.identities.post(writing.source.slug, title, "")
    role = role_of_title(identity.name)
    usual = role.usual if role else Usual.OFFICER
    held = writing.held.get(identity.slug, frozenset())
    if held and usual not in held:
        usual = min(held, key=lambda kind: kind.value)
    return _post(identity, usual)


def _post(identity: Identity, usual: Usual) -> Post:
    role = role_of_title(identity.name) or load_concepts()[str(ROLES[_OTHERWISE[usual]])]
    return Post(identity, usual, role)


def post_node(writing: Writing, post: Post, title: str, organisation: str) -> Node:
    """A post that the document calls `title`."""
    node = writing.thing("post", post.slug)
    place, triples = organisation_node(writing, organisation)
    return node, (
        (node, A, minutes(_CLASS[post.usual])),
        (node, ROLE, iri(post.role.iri)),
        (node, iri(ORG.postIn), place),
        (node, minutes("singleHolder"), boolean(post.slug in writing.single)),
        *named(node, post.identity, title),
        *concept_triples(post.role.iri),
        *triples,
    )


def party_node(writing: Writing, party: Party) -> Node:
    """One side of a commitment."""
    match party.kind:
        case PartyKind.PERSON:
            return person_node(writing, party.name)
        case PartyKind.POST:
            return post_node(writing, _untaken_post(writing, party.name), party.name, "")
        case PartyKind.BODY:
            return body_node(writing, party.name)


def indicator_node(writing: Writing, label: str) -> Node:
    """An indicator that the document calls `label`."""
    identity = writing.identities.indicator(writing.source.slug, label)
    node = writing.thing("indicator", as_slug(identity.slug))
    entry: tuple[Triple, ...] = ()
    if identity.concept:
        listed = iri(identity.concept)
        entry = (
            (node, iri(SKOS.broadMatch), listed),
            (listed, A, iri(SKOS.Concept)),
            (listed, LABEL, string(identity.name)),
            (listed, iri(SKOS.inScheme), iri(identity.concept.partition("#")[0])),
        )
    return node, (
        (node, A, minutes("Indicator")),
        (node, iri(SKOS.prefLabel), string(identity.name)),
        *named(node, identity, label),
        *entry,
    )


@cache
def concept_triples(address: str) -> tuple[Triple, ...]:
    """An entry of a list of codes, as far as tables and checks need it."""
    concept, node = load_concepts()[address], iri(address)
    notation = ((node, iri(SKOS.notation), string(concept.notation)),) if concept.notation else ()
    return (
        *((node, A, iri(kind)) for kind in concept.types),
        (node, LABEL, string(concept.label)),
        (node, iri(SKOS.inScheme), iri(concept.scheme)),
        *notation,
    )
