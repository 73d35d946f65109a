"""A commitment: who owes what to whom, the words in their paragraph, and its history."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import ORG, RDFS, SKOS

from kg.query.cells import readable_stretch
from kg.vocab import MINUTES
from kg.web.pages.acts import Act, act_of
from kg.web.pages.words import name_speaker, quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_TAIL = re.compile(r",| of | for | to ")
_MADE = {"promise": "Promised", "request": "Asked for", "resolution": "Decided"}
_BESIDE, _OTHERS = 12, 5  # others that are named


@dataclass(frozen=True, slots=True)
class Step:
    """A point in the history of a commitment.

    Args:
        on: the day, or None if nobody knows it.
        what: what happened, or is to happen.
        where: the meeting at which it did.
        ahead: whether it has not happened.
        passed: whether it is a day that passed without word of it.
    """

    on: dt.date | None
    what: str
    where: Thing | None = None
    ahead: bool = False
    passed: bool = False


def view_commitment(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `commitment.html`."""
    act = act_of(thing, site.as_of)
    edtf, item = thing.value(MINUTES.dueEdtf), thing.thing(MINUTES.underItem)
    quotes, lead = list(quotes_of(site, thing)), None
    if quotes and not _titled(act.by, quotes[0].exact):
        quotes[0], lead = name_speaker(site, quotes[0], names_of(act.by))
    body = act.meeting.thing(MINUTES.meetingOf) if act.meeting else None
    return {
        "thing": thing,
        "act": act,
        "trail": (*(body.things(ORG.unitOf) if body else ()), body, act.meeting, item),
        "body": body or next(iter(act.to), None),
        "quotes": quotes,
        "lead": lead,
        "steps": tuple(_history(site, thing, act)),
        "item": item,
        "posts": {one.iri: posts_at(one, act.meeting) for one in (*act.by, *act.owner)},
        "about": thing.things(MINUTES.about),
        "condition": thing.value(MINUTES.condition),
        "stretch": readable_stretch(edtf) if edtf else "",
        "beside": _beside(thing, item),
        "others": _others(site, act),
        "read_by": [
            (name, value)
            for name, value in (
                ("Phrase of the lexicon", thing.value(MINUTES.cue)),
                ("Rule for the date", thing.value(MINUTES.dueRule)),
            )
            if value
        ],
    }


def names_of(parties: Iterable[Thing]) -> Iterator[str]:
    """The names of people and posts as they are written anywhere; of a body none, for "the Panel" names it."""
    for party in parties:
        if party.kind in ("person", "post"):
            yield party.label
            yield from party.values(SKOS.altLabel)


def _titled(parties: Iterable[Thing], words: str) -> bool:
    """Whether words name somebody by a title: "the Executive Director" for the Executive Director, Resources."""
    folded = words.casefold()
    tenures = (tenure for party in parties for held in (ORG.member, MINUTES.heldPost) for tenure in party.of(held))
    titles = (title for tenure in tenures for title in tenure.values(MINUTES.titleAsWritten))
    return any(_TAIL.split(title.casefold())[0] in folded for title in titles)


def posts_at(person: Thing, meeting: Thing | None) -> tuple[Thing, ...]:
    """The posts of a person in the minutes of a meeting."""
    if meeting is None or person.kind != "person":
        return ()
    held = (tenure for tenure in person.of(ORG.member) if meeting.iri in tenure.values(MINUTES.attestedAt))
    return tuple(sorted({post for tenure in held if (post := tenure.thing(MINUTES.heldPost))}))


def _beside(thing: Thing, item: Thing | None) -> list[tuple[str, Thing]]:
    """What else was promised, asked or decided under the same item, with its kind."""
    others = (other for other in (item.of(MINUTES.underItem) if item else ()) if other != thing)
    return [(other.value(MINUTES.kind).rpartition("#")[2], other) for other in itertools.islice(others, _BESIDE)]


def _others(site: Site, act: Act) -> list[tuple[Thing, list[Act], int]]:
    """What else those who made it have open, the most urgent of it, and how much there is in all."""
    found = []
    for party in act.by:
        if party.kind == "person":
            mine = act.thing.iri
            rest = [other for other in site.acts_by(party) if other.kind == act.kind and other.thing.iri != mine]
            if rest:
                found.append((party, rest[:_OTHERS], len(rest)))
    return found


def _history(site: Site, thing: Thing, act: Act) -> list[Step]:
    steps = []
    for event in thing.of(MINUTES.ofCommitment):
        state, made = event.thing(MINUTES.state), event.iri.endswith("#made")
        words = _MADE.get(act.kind, "Made") if made else (state.value(RDFS.label) or state.label if state else "")
        steps.append(Step(event.day(MINUTES.on), words, act.meeting if made else None))
    steps.sort(key=lambda step: (step.on or dt.date.min, step.what))
    if act.due_by:
        due = f"Due: “{act.due_text}”" if act.due_text else "Due"
        steps.append(Step(act.due_by, due, ahead=act.due_by > site.as_of, passed=act.overdue))
        body = act.meeting.thing(MINUTES.meetingOf) if act.meeting else None
        after = site.calendar_of(body).first_from(act.due_by) if body else None
        if after and after[1] != act.meeting:
            steps.append(Step(after[0], "The panel met", after[1], ahead=after[0] > site.as_of))
    if act.overdue:
        steps.append(Step(site.as_of, f"Nothing later is recorded: {act.status}"))
    return steps
