"""What one document states, before it is known who is whom in others, and without any RDF.

Every fact carries `Evidence`: where in the document the words stand that state it. People, bodies and parties are
named as this document names them; `kg.resolve` finds out later that two documents mean the same person.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import msgspec

from kg.document import Document, Span
from kg.errors import Doubt


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words that state a fact.

    Args:
        span: where they stand in `Document.text`.
        quote: `document.text[span.start:span.end]`, kept so that it can be compared with the source again.
    """

    span: Span
    quote: str

    @classmethod
    def at(cls, document: Document, span: Span) -> Evidence:
        """The evidence that stands at `span` of `document.plain`."""
        place = document.in_text(span)
        return cls(place, document.quote(place))


class PersonKind(StrEnum):
    """What a document calls a person. An officer has a job title or function, of the council or of a partner."""

    OFFICER = "officer"
    COUNCILLOR = "councillor"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Holding:
    """That a person holds a post, as one document says it.

    Args:
        title: the post, as written ("Service Director for Learning and Early Support", "Chair", "Councillor").
        evidence: the words that say so.
        single: whether the post can have one holder only ("Head of Inclusion", "Chair"), not many ("Councillor").
        organisation: the organisation it is in where the words name another than the council
            ("Calder Hospitals NHS Trust"); empty for the council itself.
    """

    title: str
    evidence: Evidence
    single: bool = False
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom a document names.

    Args:
        name: the fullest form in this document, without title or post-nominals ("Jo-Anne Sanders", "Cooper").
        kind: officer, councillor or other.
        forms: every form in which the document writes the name, sorted ("Ms Sanders", "JS").
        holdings: the posts that the document says the person holds, in order of their evidence.
        mentions: where the person is named, in order of the text; the first is the evidence that the person is there.
        present: True if listed as present or speaking, False if apologies were given, None if the text does not say.
    """

    name: str
    kind: PersonKind
    forms: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    present: bool | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting that a document records.

    Args:
        council: its name; empty if neither the text nor `minutes.csv` says it.
        body: the panel, committee or board that met; empty likewise.
        date: the day it met, or None.
        evidence: the words that say council, body or date; empty if only `minutes.csv` does.
        later: days of later meetings of the same body that the text announces, sorted.
        venue: where it met, as written, or empty.
        body_forms: other ways in which the text names the body ("the Panel", "Children's Scrutiny Panel"), sorted.
        above: the words that say council or body for all meetings in a file, where they stand in an earlier one; their
            spans count in the text of the file.
    """

    council: str = ""
    body: str = ""
    date: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()
    later: tuple[dt.date, ...] = ()
    venue: str = ""
    body_forms: tuple[str, ...] = ()
    above: tuple[Evidence, ...] = ()


class Approval(StrEnum):
    """Whether minutes are a draft or were approved, as far as they say so themselves."""

    DRAFT = "draft"
    UNMARKED = ""
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a document says of itself: draft or approved, and of which day this text is.

    Args:
        approval: draft, approved, or neither said.
        on: the day on which it was approved, or else put out or changed, or None.
        evidence: the words that say so, in the order of the text; empty if only the name of the file does.
    """

    approval: Approval = Approval.UNMARKED
    on: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()


UNMARKED = Standing()  # of a document that says nothing of itself


class PartyKind(StrEnum):
    """Who can promise, ask, be bound, or be promised to."""

    PERSON = "person"
    POST = "post"
    BODY = "body"


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """One side of a commitment, as resolved within its document.

    Args:
        kind: a person (then `name` is a `Person.name` of the document), a post or team known by title only, or a body.
        name: the name.
    """

    kind: PartyKind
    name: str


@dataclass(frozen=True, slots=True)
class Due:
    """By when.

    Args:
        text: as written ("early in 2024").
        by: the last day on which it would be kept, or None where the words do not fix one.
        recurs: ISO 8601 duration of a recurring duty ("P3M"), or empty.
        edtf: the words as Extended Date/Time Format (ISO 8601-2:2019) where they are vague ("2024-21"), or empty.
        rule: name of the rule that read the words, or empty if none did.
        span: where the words stand.
    """

    text: str
    span: Span
    by: dt.date | None = None
    recurs: str = ""
    edtf: str = ""
    rule: str = ""


class CommitmentKind(StrEnum):
    """Who binds whom: see the annotation guide."""

    PROMISE = "promise"
    REQUEST = "request"
    RESOLUTION = "resolution"


class Strength(StrEnum):
    """How firm the words are."""

    FIRM = "firm"
    CONDITIONAL = "conditional"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Commitment:
    """Somebody has undertaken, been asked, or been required to do something that a reader could later check.

    Args:
        kind: promise, request or resolution.
        action: the words that say what, on one line.
        by: who promises, who asks, or whom a resolution binds (the body itself if it names nobody).
        to: to whom it is owed.
        evidence: the clause that states it; where the same act is printed twice, both, the first in the text first.
        owner: who has to act, where the words say.
        due: by when, or None.
        strength: firm, conditional or soft.
        condition: the condition as written, of a conditional one.
        item: index into `Document.items`; -1 outside every item.
        cue: id of the lexicon entry that recognised it.
    """

    kind: CommitmentKind
    action: str
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    evidence: tuple[Evidence, ...]
    owner: tuple[Party, ...] = ()
    due: Due | None = None
    strength: Strength = Strength.FIRM
    condition: str = ""
    item: int = -1
    cue: str = ""


class Comparison(StrEnum):
    """What a figure given for comparison is."""

    PREVIOUS = "previous"
    NATIONAL = "national"
    REGIONAL = "regional"
    NEIGHBOURS = "neighbours"
    TARGET = "target"
    AVERAGE = "average"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Observation:
    """A measured value of a service.

    Args:
        indicator: what is measured, in words made from the text ("reviews held on time").
        value: the number, in units of `unit`.
        unit: `%`, `count`, `GBP`, `days`, `weeks`, `months`, `years`, `hours`, `per 1,000`, `per 10,000`,
            `per 100,000` or `score`.
        evidence: the clause that states it.
        at: where the number itself stands, within the evidence.
        period: the period or date as written ("as at September 2023"), or empty.
        group: place or group as written ("in primary schools"), or empty.
        compared_with: what this figure is for comparison ("target"), or None if it is the measured value itself.
        change: whether it is a rise or fall rather than a level ("an increase of 11.5%").
    """

    indicator: str
    value: Decimal
    unit: str
    evidence: Evidence
    at: Span
    period: str = ""
    group: str = ""
    compared_with: Comparison | None = None
    change: bool = False


@dataclass(frozen=True, slots=True)
class Unused:
    """A sentence with the look of a commitment that was not taken, and why.

    Args:
        evidence: the sentence; only the clause, where another part of the sentence became a commitment.
        cue: id of the lexicon entry that gives it that look, or empty if it is only where it stands.
        reason: one of `kg.extract.commitments.reasons.REASONS`.
        by: of a refusal, who refused; empty if nobody is named.
    """

    evidence: Evidence
    cue: str
    reason: str
    by: tuple[Party, ...] = ()

    @property
    def is_refusal(self) -> bool:
        """Whether somebody said that it would not be done, or that no day could be given."""
        return self.reason == "refused"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that one document states."""

    source: str
    meeting: Meeting = Meeting()
    people: tuple[Person, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    observations: tuple[Observation, ...] = ()
    unused: tuple[Unused, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def encode_facts(facts: DocumentFacts) -> bytes:
    """The facts as JSON with sorted keys: the same facts give the same bytes."""
    return msgspec.json.format(msgspec.json.encode(facts, order="sorted"), indent=1) + b"\n"


def decode_facts(data: bytes) -> DocumentFacts:
    """The facts that `encode_facts` wrote.

    Raises:
        ValueError: the bytes are not such JSON (`msgspec.ValidationError` and `DecodeError` are ValueErrors).
    """
    return msgspec.json.decode(data, type=DocumentFacts)
