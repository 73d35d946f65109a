"""A meeting with its agenda, what was said under each item, what was due to it, and who was there; an item of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, ORG, PROV, RDFS, SDO

from kg.vocab import MINUTES
from kg.web.pages.acts import Act, acts_of, start_of, without_answer
from kg.web.pages.figures import figures_of
from kg.web.pages.words import quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing


def view_meeting(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `meeting.html`."""
    body, day = thing.thing(MINUTES.meetingOf), thing.day(DCTERMS.date)
    calendar = site.calendar_of(body) if body else None
    acts = acts_of(thing.of(MINUTES.madeAt), site.as_of)
    due = calendar.due_at(day) if calendar and day else ()
    previous, following = calendar.beside(thing, day) if calendar else (None, None)
    present = thing.things(MINUTES.attendedBy)
    titles = _titles_at(thing)
    return {
        "thing": thing,
        "councils": body.things(ORG.unitOf) if body else (),
        "body": body,
        "day": day,
        "venue": thing.value(MINUTES.venue),
        "versions": [
            (file, standing_of(file), file.value(MINUTES.setAsideBecause))
            for file in versions_of(thing.things(MINUTES.recordedIn))
        ],
        "previous": previous,
        "following": following,
        "announced": [] if following else sorted(thing.values(MINUTES.nextMeetingOn)),
        "agenda": _agenda(thing, acts),
        "silent": without_answer(acts),
        "count": len(acts),
        "due": [act for act in acts_of(due, site.as_of) if act.meeting != thing],
        "refusals": thing.of(MINUTES.refusedAt),
        "present": [(one, titles.get(one.iri, ())) for one in present],
        "named": [
            (one, titles[one.iri]) for one in sorted(site.thing(iri) for iri in set(titles) - {p.iri for p in present})
        ],
        "figures": sorted(figures_of(thing.of(MINUTES.statedAt)), key=lambda one: (one.thing.label, one.thing.iri)),
        "quotes": quotes_of(site, thing, most=5),
    }


def view_item(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `item.html`."""
    meeting = thing.thing(DCTERMS.isPartOf)
    acts = acts_of(thing.of(MINUTES.underItem), site.as_of, soft=True)
    items = items_of(meeting) if meeting else []
    at = items.index(thing) if thing in items else -1
    return {
        "thing": thing,
        "number": thing.value(MINUTES.itemNumber),
        "meeting": meeting,
        "body": meeting.thing(MINUTES.meetingOf) if meeting else None,
        "acts": acts,
        "silent": without_answer(acts),
        "previous": items[at - 1] if at > 0 else None,
        "following": items[at + 1] if -1 < at < len(items) - 1 else None,
    }


def items_of(meeting: Thing) -> list[Thing]:
    """The items of business of a meeting, in their order."""
    items = (item for item in meeting.of(DCTERMS.isPartOf) if item.kind == "item")
    return sorted(items, key=lambda item: (_whole(item.value(SDO.position)), item.iri))


def versions_of(documents: Iterable[Thing]) -> list[Thing]:
    """Documents, the one that was taken first, and the other versions of it."""
    found = list(documents)
    found += [other for one in found for other in one.of(PROV.alternateOf)]
    return sorted(dict.fromkeys(found), key=lambda one: (bool(one.things(PROV.alternateOf)), one.label, one.iri))


def standing_of(document: Thing) -> str:
    """Whether a document is a draft or approved, as it says itself; empty if it says neither."""
    standing = document.thing(MINUTES.standing)
    return (standing.value(RDFS.label) or standing.label) if standing else ""


def _agenda(meeting: Thing, acts: tuple[Act, ...]) -> list[tuple[Thing | None, str, list[Act]]]:
    """The items with their numbers and what was said under each; last, under none, what stands in no item."""
    under: dict[str, list[Act]] = {}
    for act in sorted(acts, key=lambda act: (start_of(act.thing), act.thing.iri)):
        item = act.thing.thing(MINUTES.underItem)
        under.setdefault(item.iri if item else "", []).append(act)
    items = items_of(meeting)
    found: list[tuple[Thing | None, str, list[Act]]] = [
        (item, item.value(MINUTES.itemNumber), under.pop(item.iri, [])) for item in items
    ]
    rest = [act for members in under.values() for act in members]
    return [*found, (None, "", rest)] if rest else found


def _titles_at(meeting: Thing) -> dict[str, tuple[str, ...]]:
    """The posts of people as the minutes of a meeting have them, by the IRI of the person."""
    found: dict[str, tuple[str, ...]] = {}
    for tenure in meeting.of(MINUTES.attestedAt):
        person, post = tenure.thing(ORG.member), tenure.thing(MINUTES.heldPost)
        if person and post:
            found[person.iri] = (*found.get(person.iri, ()), post.label)
    return {iri: tuple(sorted(set(posts))) for iri, posts in found.items()}


def _whole(digits: str) -> int:
    return int(digits) if digits.isdecimal() else 0
