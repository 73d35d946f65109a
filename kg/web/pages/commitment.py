"""A commitment: who owes what to whom, the words in their paragraph, and its history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import RDFS

from kg.query.cells import readable_stretch
from kg.vocab import MINUTES
from kg.web.pages.acts import Act, act_of
from kg.web.pages.words import quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing


@dataclass(frozen=True, slots=True)
class Step:
    """A point in the history of a commitment.

    Args:
        on: the day, or None if nobody knows it.
        what: what happened, or is to happen.
        where: the meeting at which it did.
        ahead: whether it has not happened.
    """

    on: dt.date | None
    what: str
    where: Thing | None = None
    ahead: bool = False


def view_commitment(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `commitment.html`."""
    act = act_of(thing, site.as_of)
    edtf = thing.value(MINUTES.dueEdtf)
    return {
        "thing": thing,
        "act": act,
        "quotes": quotes_of(site, thing),
        "steps": tuple(_history(site, thing, act)),
        "item": thing.thing(MINUTES.underItem),
        "about": thing.things(MINUTES.about),
        "condition": thing.value(MINUTES.condition),
        "recurs": thing.value(MINUTES.recurs),
        "stretch": readable_stretch(edtf) if edtf else "",
        "read_by": [
            (name, value)
            for name, value in (
                ("Phrase of the lexicon", thing.value(MINUTES.cue)),
                ("Rule for the date", thing.value(MINUTES.dueRule)),
            )
            if value
        ],
    }


def _history(site: Site, thing: Thing, act: Act) -> list[Step]:
    steps = []
    for event in thing.of(MINUTES.ofCommitment):
        state = event.thing(MINUTES.state)
        words = "Made" if event.iri.endswith("#made") else (state.value(RDFS.label) or state.label if state else "")
        steps.append(Step(event.day(MINUTES.on), words, act.meeting if event.iri.endswith("#made") else None))
    steps.sort(key=lambda step: (step.on or dt.date.min, step.what))
    if act.due_by:
        steps.append(Step(act.due_by, f"Due: {act.due_text}" if act.due_text else "Due", ahead=act.due_by > site.as_of))
    if act.overdue:
        steps.append(Step(site.as_of, f"Nothing later is recorded: {act.status}"))
    return steps
