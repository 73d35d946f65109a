"""Three short minutes of two invented councils, what they state, and the graph of it.

The facts are written down by hand, so that what a query answers can be compared with what a reader sees in
the text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.document import Document, Record, Span
from kg.facts import (
    Approval,
    Commitment,
    CommitmentKind,
    Comparison,
    DocumentFacts,
    Due,
    Evidence,
    Holding,
    Meeting,
    Observation,
    Party,
    PartyKind,
    Person,
    PersonKind,
    Standing,
    Strength,
    Unused,
    encode_facts,
)
from kg.graph import SetAside, document_iri, document_quads, slugify, version_quads
from kg.read import read_document
from kg.resolve.identities import Identities, Identity
from kg.store import DocumentEntry, commit_graph

BASE = "http://localhost:8000/"

MAY = """SEAHOLM COUNCIL
HARBOUR PANEL
14 May 2024

Present: Councillor Siân O’Dowd (Chair)
Officers: Adaeze Okafor, Head of Moorings; Tom Field, Harbour Master

1 Moorings
Ms Okafor reported that 98% of inspections were held on time, against a target of 95%.
Councillor O’Dowd asked that a breakdown by pier be provided.
Ms Okafor undertook to circulate the breakdown by 30 June 2024.
The Panel asked that the fees be reviewed.

2 Dredging
RESOLVED – That the Harbour Master report to the next meeting on dredging.
Mr Field was hoping to find a second dredger.
If the grant was approved, the Moorings Team would buy two buoys.
"""
SEPTEMBER = """SEAHOLM COUNCIL
HARBOUR PANEL
10 September 2024

Officers: Adaeze Okafor, Director of Ports; Tom Field, Harbour Master

1 Moorings
Inspections held on time stood at 91.5% in Quarter 1, a fall of 6.5%.
Ms Okafor would bring the inspections held on time to every meeting.
Mr Field and Ms Okafor agreed to meet the sailing club in October 2024.
Mr Field could not say when the dredger would return.
"""
LARCHFORD = """LARCHFORD BOROUGH COUNCIL
CHILDREN'S SCRUTINY PANEL
3 June 2024

Officers: Tom Field, Service Director for Schools

7 Attendance
Mr Field agreed to visit two schools with Councillor Brâd.
=SUM(A1) was to be corrected by the Clerk\u202e.
"""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes, as read, with what they state and who is whom."""

    slug: str
    document: Document
    facts: DocumentFacts
    identities: Identities

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.document.text.encode(self.document.encoding)

    @property
    def lines(self) -> tuple[str, ...]:
        """Its named graph."""
        return document_quads(self.document, self.facts, self.identities, slug=self.slug, base=BASE)

    @property
    def entry(self) -> DocumentEntry:
        """Its entry in the manifest."""
        council = slugify(self.identities.council.slug)
        return DocumentEntry(
            name=self.document.name,
            council=council,
            slug=self.slug,
            iri=document_iri(BASE, council, self.slug),
            sha256=self.document.sha256,
            facts=hashlib.sha256(encode_facts(self.facts)).hexdigest(),
            encoding=self.document.encoding,
        )


class _Writer:
    def __init__(self, slug: str, text: str, council: str, url: str = "") -> None:
        self.slug, self.council = slug, council
        self.document = read_document(text.encode("utf-8"), f"{slug}.txt", Record(url=url))

    def at(self, quote: str) -> Evidence:
        start = self.document.text.index(quote)
        return Evidence.at(self.document, self.document.in_plain(Span(start, start + len(quote))))

    def item(self, evidence: Evidence) -> int:
        inside = (
            i for i, item in enumerate(self.document.items) if item.span.covers(self.document.in_plain(evidence.span))
        )
        return next(inside, -1)

    def commitment(
        self,
        kind: CommitmentKind,
        quote: str,
        action: str,
        by: tuple[Party, ...],
        to: tuple[Party, ...],
        *,
        due: tuple[str, dt.date | None, str] | None = None,
        strength: Strength = Strength.FIRM,
        condition: str = "",
        owner: tuple[Party, ...] = (),
    ) -> Commitment:
        evidence = self.at(quote)
        when = due and Due(text=due[0], span=self.at(due[0]).span, by=due[1], recurs=due[2])
        return Commitment(
            kind=kind,
            action=action,
            by=by,
            to=to,
            evidence=(evidence,),
            owner=owner,
            due=when,
            strength=strength,
            condition=condition,
            item=self.item(evidence),
            cue="by-hand",
        )

    def person(self, name: str, kind: PersonKind, forms: tuple[str, ...], *titles: str) -> Person:
        words = self.at(name)
        holdings = tuple(Holding(title, self.at(title), single=title != "Councillor") for title in titles)
        return Person(name, kind, forms, holdings, (words,), present=True)

    def figure(
        self,
        quote: str,
        number: str,
        label: str,
        *,
        period: str = "",
        compared: Comparison | None = None,
        change: bool = False,
    ) -> Observation:
        at = self.at(number).span
        value = Decimal(number.removesuffix("%"))
        return Observation(label, value, "%", self.at(quote), at, period, "", compared, change)

    def minutes(
        self,
        meeting: Meeting,
        people: tuple[Person, ...],
        commitments: tuple[Commitment, ...],
        observations: tuple[Observation, ...] = (),
        unused: tuple[Unused, ...] = (),
    ) -> Minutes:
        facts = DocumentFacts(f"{self.slug}.txt", meeting, people, commitments, observations, unused)
        return Minutes(self.slug, self.document, facts, self._identities(facts))

    def _identities(self, facts: DocumentFacts) -> Identities:
        """Everybody is who this document calls so, under the same name in all documents of the council."""
        parties = {party for each in facts.commitments for party in (*each.by, *each.to, *each.owner)}
        people = {person.name for person in facts.people}
        bodies = {party.name for party in parties if party.kind is PartyKind.BODY} | {facts.meeting.body}
        posts = {holding.title for person in facts.people for holding in person.holdings}
        posts |= {party.name for party in parties if party.kind is PartyKind.POST}
        people |= {party.name for party in parties if party.kind is PartyKind.PERSON}

        def known(names: set[str]) -> dict[tuple[str, str], Identity]:
            return {(self.slug, name): Identity(slugify(name), name) for name in names}

        return Identities(
            council=Identity(slugify(self.council), self.council),
            people=known(people),
            bodies=known(bodies),
            posts={(self.slug, name, ""): Identity(slugify(name), name) for name in posts},
            indicators=known({each.indicator for each in facts.observations}),
        )


def person(name: str) -> Party:
    """A party that is a person."""
    return Party(PartyKind.PERSON, name)


def body(name: str) -> Party:
    """A party that is a body."""
    return Party(PartyKind.BODY, name)


PROMISE, REQUEST, RESOLUTION = CommitmentKind
PANEL = (body("Harbour Panel"),)
OKAFOR, FIELD, ODOWD = person("Adaeze Okafor"), person("Tom Field"), person("Siân O’Dowd")
ON_TIME = "inspections held on time"


def may() -> Minutes:
    """The minutes of 14 May 2024."""
    write = _Writer("harbour-panel-2024-05-14", MAY, "Seaholm Council", "https://minutes.seaholm.example/may.txt")
    reported = "98% of inspections were held on time, against a target of 95%"
    return write.minutes(
        Meeting("Seaholm Council", "Harbour Panel", dt.date(2024, 5, 14), (write.at("14 May 2024"),),
                (dt.date(2024, 9, 10),)),
        (
            write.person("Siân O’Dowd", PersonKind.COUNCILLOR, ("Councillor O’Dowd",), "Councillor", "Chair"),
            write.person("Adaeze Okafor", PersonKind.OFFICER, ("Ms Okafor",), "Head of Moorings"),
            write.person("Tom Field", PersonKind.OFFICER, ("Mr Field",), "Harbour Master"),
        ),
        (
            write.commitment(REQUEST, "Councillor O’Dowd asked that a breakdown by pier be provided",
                             "a breakdown by pier be provided", (ODOWD,), PANEL),
            write.commitment(PROMISE, "Ms Okafor undertook to circulate the breakdown by 30 June 2024",
                             "circulate the breakdown", (OKAFOR,), PANEL,
                             due=("by 30 June 2024", dt.date(2024, 6, 30), "")),
            write.commitment(REQUEST, "The Panel asked that the fees be reviewed", "the fees be reviewed", PANEL, PANEL),
            write.commitment(RESOLUTION, "the Harbour Master report to the next meeting on dredging",
                             "report to the next meeting on dredging", PANEL, PANEL,
                             due=("to the next meeting", dt.date(2024, 9, 10), ""),
                             owner=(Party(PartyKind.POST, "Harbour Master"),)),
            write.commitment(PROMISE, "Mr Field was hoping to find a second dredger", "find a second dredger",
                             (FIELD,), PANEL, strength=Strength.SOFT),
            write.commitment(PROMISE, "If the grant was approved, the Moorings Team would buy two buoys",
                             "buy two buoys", (body("Moorings Team"),), PANEL, strength=Strength.CONDITIONAL,
                             condition="If the grant was approved"),
        ),
        (
            write.figure(reported, "98%", ON_TIME),
            write.figure(reported, "95%", ON_TIME, compared=Comparison.TARGET),
        ),
    )  # fmt: skip


def september() -> Minutes:
    """The minutes of 10 September 2024."""
    write = _Writer("harbour-panel-2024-09-10", SEPTEMBER, "Seaholm Council")
    stood = "Inspections held on time stood at 91.5% in Quarter 1, a fall of 6.5%"
    return write.minutes(
        Meeting("Seaholm Council", "Harbour Panel", dt.date(2024, 9, 10), (write.at("10 September 2024"),)),
        (
            write.person("Adaeze Okafor", PersonKind.OFFICER, ("Ms Okafor",), "Director of Ports"),
            write.person("Tom Field", PersonKind.OFFICER, ("Mr Field",), "Harbour Master"),
        ),
        (
            write.commitment(PROMISE, "Ms Okafor would bring the inspections held on time to every meeting",
                             "bring the inspections held on time to every meeting", (OKAFOR,), PANEL,
                             due=("to every meeting", None, "P3M")),
            write.commitment(PROMISE, "Mr Field and Ms Okafor agreed to meet the sailing club in October 2024",
                             "meet the sailing club", (FIELD, OKAFOR), PANEL,
                             due=("in October 2024", dt.date(2024, 10, 31), "")),
        ),
        (
            write.figure(stood, "91.5%", ON_TIME, period="in Quarter 1"),
            write.figure(stood, "6.5%", ON_TIME, change=True),
        ),
        (Unused(write.at("Mr Field could not say when the dredger would return"), "could-not-say", "refused", (FIELD,)),),
    )  # fmt: skip


def larchford() -> Minutes:
    """The minutes of another council, with an officer of the same name and a body of its own."""
    write = _Writer("childrens-scrutiny-panel-2024-06-03", LARCHFORD, "Larchford Borough Council")
    panel = (body("Children's Scrutiny Panel"),)
    return write.minutes(
        Meeting("Larchford Borough Council", "Children's Scrutiny Panel", dt.date(2024, 6, 3)),
        (
            write.person("Tom Field", PersonKind.OFFICER, ("Mr Field",), "Service Director for Schools"),
            write.person("Brâd", PersonKind.COUNCILLOR, ("Councillor Brâd",), "Councillor"),
        ),
        (
            write.commitment(PROMISE, "Mr Field agreed to visit two schools with Councillor Brâd",
                             "visit two schools with Councillor Brâd", (person("Tom Field"),), panel),
            write.commitment(RESOLUTION, "=SUM(A1) was to be corrected by the Clerk\u202e", "=SUM(A1)\u202e\x1b[31m",
                             (Party(PartyKind.POST, "Clerk"),), panel),
        ),
    )  # fmt: skip


def all_minutes() -> tuple[Minutes, ...]:
    """All three."""
    return may(), september(), larchford()


def version_lines() -> tuple[str, ...]:
    """What the graph says besides if a draft of the minutes of May, and the page of one item of them, are there too."""
    taken = may()
    name, meeting = taken.document.name, "Harbour Panel, 14 May 2024"
    lines = list(
        document_quads(
            taken.document,
            taken.facts,
            taken.identities,
            slug=taken.slug,
            base=BASE,
            older=[("harbour-panel-draft", "harbour-panel-draft.txt")],
        )
    )
    for slug, text, part, why, approval in (
        ("harbour-panel-draft", f"DRAFT\n{MAY}", False, "a draft; the other is not marked as one", Approval.DRAFT),
        ("item-2", MAY[MAY.index("2 Dredging") :], True, "a part of it", Approval.UNMARKED),
    ):
        document = read_document(text.encode(), f"{slug}.txt")
        aside = SetAside(taken.slug, name, meeting, part, why)
        lines += version_quads(document, aside, taken.identities, slug=slug, base=BASE, standing=Standing(approval))
    return tuple(lines)


def write_folder(path: Path) -> None:
    """The graph folder of all three."""
    everything = all_minutes()
    commit_graph(
        path,
        base=BASE,
        documents=[each.entry for each in everything],
        nquads=[line for each in everything for line in each.lines],
        sources=[each.data for each in everything],
        facts=[encode_facts(each.facts) for each in everything],
    )
