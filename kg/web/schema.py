"""What a page says to search engines, in the words of schema.org (https://schema.org), as JSON-LD within the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup
from rdflib.namespace import DCTERMS, ORG, SKOS

from kg.query.cells import printable
from kg.vocab import MINUTES

if TYPE_CHECKING:
    from kg.web.site import Page, Site
    from kg.web.things import Thing

_TYPES = {
    "body": "GovernmentOrganization",
    "commitment": "Action",
    "council": "GovernmentOrganization",
    "document": "DigitalDocument",
    "indicator": "StatisticalVariable",
    "meeting": "Event",
    "observation": "Observation",
    "organisation": "Organization",
    "person": "Person",
    "post": "Role",
}


def schema_of(site: Site, page: Page) -> Markup:
    """The block of a page; empty for things of which schema.org knows nothing.

    What could end the block or begin another is written as escapes, which JSON allows anywhere in a text.
    """
    if page.kind not in _TYPES:
        return Markup("")
    thing = site.subject(page)
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _TYPES[page.kind],
        "@id": thing.iri,
        "url": f"{site.addresses.base}{page.path}",
        "name": printable(thing.label),
        **_more(page.kind, thing),
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _more(kind: str, thing: Thing) -> dict[str, object]:
    def names(predicate: str) -> list[dict[str, str]]:
        return [{"@id": other.iri, "name": printable(other.label)} for other in thing.things(predicate)]

    match kind:
        case "commitment":
            return {
                "agent": names(MINUTES.promisedBy),
                "recipient": names(MINUTES.promisedTo),
                "startTime": thing.value(MINUTES.madeOn),
                "endTime": thing.value(MINUTES.dueBy),
                "actionStatus": "https://schema.org/PotentialActionStatus",
            }
        case "meeting":
            return {
                "startDate": thing.value(DCTERMS.date),
                "organizer": names(MINUTES.meetingOf),
                "location": printable(thing.value(MINUTES.venue)),
                "attendee": names(MINUTES.attendedBy),
            }
        case "person":
            posts = {post for one in thing.of(ORG.member) if (post := one.thing(MINUTES.heldPost))}
            return {
                "alternateName": [printable(name) for name in thing.values(SKOS.altLabel)],
                "jobTitle": [printable(post.label) for post in sorted(posts)],
            }
        case "post":
            return {"roleName": printable(thing.label)}
        case "document":
            address = thing.value(DCTERMS.source)
            return {
                "about": names(MINUTES.records),
                "encodingFormat": thing.value(DCTERMS["format"]),
                "isBasedOn": address if address.startswith(("https://", "http://")) else "",
            }
        case "body":
            return {"parentOrganization": names(ORG.unitOf)}
    return {}
