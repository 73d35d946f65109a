"""What has changed, newest first: for those who follow a site, a council or a panel.

Each change has a day that the minutes give, never that of the clock, and an address of its own that stays the same
however often the site is published. What has no day has no place in such a list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, PROV, RDFS

from kg.query.cells import readable_date
from kg.vocab import MINUTES, STANDINGS
from kg.web.pages.acts import Act, act_of
from kg.web.pages.calendar import owed_to
from kg.web.pages.words import Quote, quote_of, quotes_of

if TYPE_CHECKING:
    from kg.web.site import Page, Site
    from kg.web.things import Thing

_SETTLED = ("delayed", "done", "superseded", "withdrawn")
_ORDER = ("version", "minutes", "state", "overdue", "made")  # of one day


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened.

    Args:
        day: of it: of the meeting; the first on which a commitment was overdue.
        kind: "made", "overdue", "state" (a later meeting says how it stands), "minutes" (of a meeting are there) or
            "version" (a later text of them has taken the place of an earlier one).
        iri: the address of the change.
        thing: what it happened to: a commitment, a meeting, a document.
        cause: the status event, or the earlier text.
    """

    day: dt.date
    kind: str
    iri: str
    thing: Thing
    cause: Thing | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words.

    Args:
        title: of it.
        summary: what happened, in a sentence or two that stay true.
        labels: what it may be filed under.
        quotes: the words of the minutes that say so.
    """

    title: str
    summary: str
    labels: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


def changes_of(site: Site, page: Page | None = None, most: int = 100) -> tuple[Change, ...]:
    """The latest changes.

    Args:
        site: whose.
        page: of a body or a council; of the whole site if None.
        most: how many.
    """
    if page is not None and page.kind == "body":
        body = site.subject(page)
        found = set(_of_things(site, dict.fromkeys(owed_to(body)), body.of(MINUTES.meetingOf)))
    else:
        pages = site.pages.values() if page is None else site.pages_of(page.path.partition("/")[0])
        commitments = (site.subject(one) for one in pages if one.kind == "commitment")
        meetings = (site.subject(one) for one in pages if one.kind == "meeting")
        found = set(_of_things(site, commitments, meetings))
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), _ORDER.index(one.kind), one.iri))[:most])


def _of_things(site: Site, commitments: Iterable[Thing], meetings: Iterable[Thing]) -> Iterator[Change]:
    for thing in commitments:
        if thing.value(MINUTES.kind) and not thing.value(MINUTES.strength).endswith("#soft"):
            yield from _of_commitment(thing, site.as_of)
    for meeting in meetings:
        day = meeting.day(DCTERMS.date)
        for document in meeting.things(MINUTES.recordedIn):
            if day and not document.value(MINUTES.setAsideBecause):
                yield Change(day, "minutes", meeting.iri, meeting)
                later = document.day(DCTERMS.dateAccepted) or document.day(DCTERMS.modified) or day
                for older in document.things(PROV.wasRevisionOf):
                    address = f"{document.iri.partition('#')[0]}#replaces-{older.page.rpartition('/')[2]}"
                    yield Change(later, "version", address, document, older)


def _of_commitment(thing: Thing, as_of: dt.date) -> Iterator[Change]:
    made, due = thing.day(MINUTES.madeOn), thing.day(MINUTES.dueBy)
    if made:
        yield Change(made, "made", thing.iri, thing)
    events = [event for event in thing.of(MINUTES.ofCommitment) if not event.iri.endswith("#made")]
    if due and due < as_of and not any(_settles(event, due) for event in events):
        address = f"{thing.iri.partition('#')[0]}#overdue-{due.isoformat()}"
        yield Change(due + dt.timedelta(days=1), "overdue", address, thing)
    for event in events:
        if day := event.day(MINUTES.on):
            yield Change(day, "state", event.iri, thing, event)


def _settles(event: Thing, due: dt.date) -> bool:
    """Whether minutes said by its day that a commitment was kept, or need not be kept by then."""
    day = event.day(MINUTES.on)
    return day is not None and day <= due and event.value(MINUTES.state).rpartition("#")[2] in _SETTLED


def tell(site: Site, change: Change) -> Told:
    """A change in words that stay the same from day to day."""
    if change.kind == "minutes":
        return _tell_minutes(site, change)
    if change.kind == "version":
        return _tell_version(change)
    act = act_of(change.thing, site.as_of)
    quotes = quotes_of(site, change.thing, most=1)
    if change.kind == "made":
        return Told(f"{act.kind.capitalize()}: {act.what}", _tell_act(act), ("new", act.kind), quotes)
    if change.kind == "overdue":
        summary = f"{_tell_act(act)} No minutes that are here say that it was done by then."
        return Told(f"Overdue: {act.what}", summary, ("overdue", act.kind), quotes)
    state = change.cause.thing(MINUTES.state) if change.cause else None
    name = (state.value(RDFS.label) or state.iri.rpartition("#")[2]) if state else "reported on"
    said = change.cause.things(MINUTES.evidence) if change.cause else ()
    found = tuple(quote for evidence in said if (quote := quote_of(site, evidence)))
    summary = f"A later meeting says: {name}. {_tell_act(act)}"
    return Told(f"{name.capitalize()}: {act.what}", summary, ("state", name, act.kind), found[:1] or quotes)


def _tell_act(act: Act) -> str:
    made = f" of {readable_date(act.made_on)}" if act.made_on else ""
    by, to = (
        f" {word} {_names(things)}" if things else ""
        for word, things in (("by", act.by), ("to", act.to if act.to != act.by else ()))
    )
    owner = f" To act: {_names(act.owner)}." if act.owner and act.owner != act.by else ""
    due = f" Due by {readable_date(act.due_by)}." if act.due_by else f" Due {act.due_text}." if act.due_text else ""
    return f"{act.kind.capitalize()}{made}{by}{to}.{owner}{due}"


def _names(things: Iterable[Thing]) -> str:
    return "; ".join(thing.label for thing in things)


def _tell_minutes(site: Site, change: Change) -> Told:
    acts = [act_of(thing, site.as_of) for thing in change.thing.of(MINUTES.madeAt)]
    kinds = ("promise", "request", "resolution")
    counts = {kind: sum(act.kind == kind and act.strength != "soft" for act in acts) for kind in kinds}
    words = [f"{count} {kind}{'s' if count != 1 else ''}" for kind, count in counts.items() if count]
    summary = f"The minutes are here: {', '.join(words) or 'no promise, request or resolution'}."
    return Told(f"Minutes: {change.thing.label}", summary, ("minutes",))


def _tell_version(change: Change) -> Told:
    older = change.cause.label if change.cause else "an earlier text"
    approved = change.thing.value(MINUTES.standing) == str(STANDINGS["approved"])
    title = "Approved minutes" if approved else "Another text of the minutes"
    meetings = _names(change.thing.things(MINUTES.records))
    summary = f"{change.thing.label} has taken the place of {older}."
    return Told(f"{title}: {meetings or change.thing.label}", summary, ("version",))
