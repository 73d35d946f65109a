"""One small document of an invented council, with every kind of fact in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal

from kg.document import Document, Item, Record, Span
from kg.facts import (
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
    Strength,
)
from kg.graph import document_quads, slugify
from kg.resolve.identities import Identities, Identity

SLUG = "inclusion-panel-2025-09-23"
BASE = "https://data.example.org/minutes/"
TEXT = """RAVENSCLOUGH COUNCIL
Inclusion Panel
23 September 2025
Present: Councillor Bright (Chair), Councillor Dunmore
In attendance: Orla Fenwick, Head of Inclusion; Petra Voss, Chair of Ravensclough Hospitals Trust
7. Persistent absence
Persistent absence stood at 21.50%, against a target of 15%.
Ms Fenwick undertook to circulate the figures on persistent absence by the next meeting.
The Panel asked that the Director of Place report back early in 2026, if funds allowed.
The Attendance Team would write to schools every term.
RESOLVED: that the report be noted and that the Chair write to the Trust.
"""


@dataclass(frozen=True)
class Sample:
    """A document, what it states and who is whom, and the lines that come of them."""

    document: Document
    facts: DocumentFacts
    identities: Identities

    def quads(self, **changes: object) -> tuple[str, ...]:
        """The lines, with some arguments other than usual."""
        arguments: dict[str, object] = {"slug": SLUG, "base": BASE, **changes}
        document = arguments.pop("document", self.document)
        facts = arguments.pop("facts", self.facts)
        identities = arguments.pop("identities", self.identities)
        return document_quads(document, facts, identities, **arguments)  # type: ignore[arg-type]


def span(words: str) -> Span:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(words: str) -> Evidence:
    """The words as evidence."""
    return Evidence(span(words), words)


def _party(kind: PartyKind, name: str) -> Party:
    return Party(kind, name)


PANEL = _party(PartyKind.BODY, "Inclusion Panel")
FENWICK = _party(PartyKind.PERSON, "Orla Fenwick")

FACTS = DocumentFacts(
    source="inclusion-panel-2025-09-23.txt",
    meeting=Meeting(
        council="Ravensclough Council",
        body="Inclusion Panel",
        date=dt.date(2025, 9, 23),
        evidence=(said("Inclusion Panel"), said("23 September 2025")),
        later=(dt.date(2025, 12, 2),),
        venue="Town Hall",
    ),
    people=(
        Person(
            "Bright",
            PersonKind.COUNCILLOR,
            forms=("Councillor Bright",),
            holdings=(
                Holding("Chair", said("Councillor Bright (Chair)"), single=True),
                Holding("Councillor", said("Councillor Bright")),
            ),
            mentions=(said("Councillor Bright"),),
            present=True,
        ),
        Person(
            "Dunmore",
            PersonKind.COUNCILLOR,
            forms=("Councillor Dunmore",),
            holdings=(Holding("Councillor", said("Councillor Dunmore")),),
            mentions=(said("Councillor Dunmore"),),
            present=False,
        ),
        Person(
            "Orla Fenwick",
            PersonKind.OFFICER,
            forms=("Ms Fenwick", "Orla Fenwick"),
            holdings=(Holding("Head of Inclusion", said("Orla Fenwick, Head of Inclusion"), single=True),),
            mentions=(said("Orla Fenwick"), said("Ms Fenwick")),
            present=True,
        ),
        Person(
            "Petra Voss",
            PersonKind.OFFICER,
            forms=("Petra Voss",),
            holdings=(
                Holding(
                    "Chair",
                    said("Petra Voss, Chair of Ravensclough Hospitals Trust"),
                    single=True,
                    organisation="Ravensclough Hospitals Trust",
                ),
            ),
            mentions=(said("Petra Voss"),),
            present=True,
        ),
    ),
    commitments=(
        Commitment(
            CommitmentKind.PROMISE,
            "circulate the figures on persistent absence",
            by=(FENWICK,),
            to=(PANEL,),
            evidence=(said("Ms Fenwick undertook to circulate the figures on persistent absence by the next meeting"),),
            due=Due("by the next meeting", span("by the next meeting"), dt.date(2025, 12, 2), rule="next-meeting"),
            item=0,
            cue="undertook-to",
        ),
        Commitment(
            CommitmentKind.REQUEST,
            "report back early in 2026",
            by=(PANEL,),
            to=(PANEL,),
            owner=(_party(PartyKind.POST, "Director of Place"),),
            evidence=(said("asked that the Director of Place report back early in 2026, if funds allowed"),),
            due=Due(
                "early in 2026",
                span("early in 2026"),
                dt.date(2026, 4, 30),
                edtf="2026-21",
                rule="early-in-year",
            ),
            strength=Strength.CONDITIONAL,
            condition="if funds allowed",
            item=0,
            cue="asked-that",
        ),
        Commitment(
            CommitmentKind.PROMISE,
            "write to schools every term",
            by=(_party(PartyKind.BODY, "Attendance Team"),),
            to=(PANEL,),
            evidence=(said("The Attendance Team would write to schools"),),
            due=Due("every term", span("every term"), recurs="P4M"),
            item=0,
            cue="would",
        ),
        Commitment(
            CommitmentKind.RESOLUTION,
            "write to the Trust",
            by=(_party(PartyKind.POST, "Chair"),),
            to=(_party(PartyKind.PERSON, "Petra Voss"),),
            evidence=(said("that the Chair write to the Trust"), said("RESOLVED: that the report be noted")),
            item=0,
        ),
    ),
    observations=(
        Observation(
            "persistent absence",
            Decimal("21.50"),
            "%",
            said("Persistent absence stood at 21.50%"),
            span("21.50"),
            period="in September",
            group="all schools",
        ),
        Observation(
            "persistent absence",
            Decimal("15"),
            "%",
            said("against a target of 15%"),
            span("15%"),
            compared_with=Comparison.TARGET,
        ),
    ),
)

DOCUMENT = Document(
    name="inclusion-panel-2025-09-23.txt",
    text=TEXT,
    plain=TEXT.replace("\n", " "),
    sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    items=(Item("7", span("Persistent absence"), Span(span("7. Pers").start, len(TEXT)), (0, 0)),),
    record=Record(url="https://ravensclough.example/minutes/7 final.pdf"),
)


def identify(facts: DocumentFacts, slug: str = SLUG) -> Identities:
    """Everybody is who they are called here: enough for one document."""
    bodies = {p.name for c in facts.commitments for p in (*c.by, *c.to, *c.owner) if p.kind is PartyKind.BODY}
    posts = {(p.name, "") for c in facts.commitments for p in (*c.by, *c.owner) if p.kind is PartyKind.POST}
    posts |= {(h.title, h.organisation) for person in facts.people for h in person.holdings}

    def post(title: str, organisation: str) -> Identity:
        return Identity(slugify(f"{title} of {organisation}" if organisation else title), title)

    return Identities(
        council=Identity("ravensclough-council", "Ravensclough Council"),
        people={(slug, p.name): Identity(slugify(p.name), p.name) for p in facts.people},
        bodies={(slug, n): Identity(slugify(n), n) for n in sorted({*bodies, facts.meeting.body} - {""})},
        posts={(slug, *key): post(*key) for key in sorted(posts)},
        indicators={(slug, o.indicator): Identity(slugify(o.indicator), o.indicator) for o in facts.observations},
    )
