"""Who is whom: what the graph writer asks to name people, bodies, posts and indicators across documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """One person, body, post, indicator or council, however many documents name it.

    Args:
        slug: its segment of the IRI, unique among its kind within the council.
        name: the fullest name, which becomes the label.
        labels: the other forms in which documents write it, sorted.
        concept: of an indicator, the IRI of its entry in `ontology/indicators.ttl`, or empty.
    """

    slug: str
    name: str
    labels: tuple[str, ...] = ()
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is meant by a name in a document of one council.

    Args:
        council: the council whose documents these are.
        people: (document slug, `Person.name`) to who it is.
        bodies: (document slug, name of a body, team, service or outside organisation) to which it is.
        posts: (document slug, title, organisation or "") to which post it is.
        indicators: (document slug, `Observation.indicator`) to which indicator it is.
    """

    council: Identity
    people: Mapping[tuple[str, str], Identity] = field(default_factory=dict)
    bodies: Mapping[tuple[str, str], Identity] = field(default_factory=dict)
    posts: Mapping[tuple[str, str, str], Identity] = field(default_factory=dict)
    indicators: Mapping[tuple[str, str], Identity] = field(default_factory=dict)

    def person(self, document_slug: str, name: str) -> Identity:
        """The person whom this document calls `name`; KeyError if it names nobody so."""
        return self.people[document_slug, name]

    def body(self, document_slug: str, name: str) -> Identity:
        """The body, team, service or organisation that this document calls `name`; KeyError if none."""
        return self.bodies[document_slug, name]

    def post(self, document_slug: str, title: str, organisation: str) -> Identity:
        """The post that this document calls `title`, in `organisation` ("": the council); else KeyError."""
        return self.posts[document_slug, title, organisation]

    def indicator(self, document_slug: str, label: str) -> Identity:
        """The indicator that this document calls `label`; KeyError if it has none so."""
        return self.indicators[document_slug, label]
