"""A small council, Thornmere: its minutes, what they state, and the graph folder made of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from kg.document import Document, Span
from kg.facts import (
    Commitment,
    CommitmentKind,
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
    encode_facts,
)
from kg.graph import document_iri, document_quads
from kg.read import read_document
from kg.resolve.identities import Identities, Identity
from kg.store import DocumentEntry, commit_graph

BASE = "http://localhost:8000/"
COUNCIL = "thornmere-council"
FEBRUARY = """\
THORNMERE COUNCIL
PARKS PANEL
3 February 2026

Present: Cllr Ada Quill (Chair), Jana Holt (Head of Parks), Ivo Marsh (Parks Manager)

14. Trees

Ms Holt reported that 92% of the trees planted had taken root.
She undertook to send the tree survey to members by 12 May 2026.
"""
MAY = """\
THORNMERE COUNCIL
PARKS PANEL
12 May 2026

Present: Cllr Ada Quill (Chair), Ivo Marsh (Head of Parks)

3. Trees

Mr Marsh said that he would look into the benches.
"""

Change = Callable[[list[str]], list[str]]


@dataclass
class Thornmere:
    """The minutes of Thornmere, to be changed and made into a graph folder.

    `change` sees the N-Quads of all documents; `sources` replaces stored files after the build.
    """

    path: Path
    texts: dict[str, str] = field(
        default_factory=lambda: {"parks-panel-2026-02-03": FEBRUARY, "parks-panel-2026-05-12": MAY}
    )
    facts: dict[str, Callable[[Document], DocumentFacts]] = field(
        default_factory=lambda: {"parks-panel-2026-02-03": february, "parks-panel-2026-05-12": may}
    )

    def build(self, change: Change = list) -> Path:
        """Write the graph folder; its path."""
        lines: list[str] = []
        entries, sources, facts = [], [], []
        for slug, text in self.texts.items():
            data = text.encode()
            document = read_document(data, f"{slug}.txt")
            stated = self.facts[slug](document)
            lines += document_quads(document, stated, identities(slug), slug=slug, base=BASE)
            sources.append(data)
            facts.append(encode_facts(stated))
            entries.append(
                DocumentEntry(
                    name=f"{slug}.txt",
                    council=COUNCIL,
                    slug=slug,
                    iri=document_iri(BASE, COUNCIL, slug),
                    sha256=document.sha256,
                    facts=hashlib.sha256(facts[-1]).hexdigest(),
                )
            )
        commit_graph(self.path, base=BASE, documents=entries, nquads=change(lines), sources=sources, facts=facts)
        return self.path

    def stored(self, slug: str) -> Path:
        """Where the graph folder keeps the file of a document."""
        return self.path / "sources" / hashlib.sha256(self.texts[slug].encode()).hexdigest()


def words(document: Document, quote: str) -> Evidence:
    """The evidence that these words are, where they stand first."""
    start = document.text.index(quote)
    return Evidence.at(document, Span(start, start + len(quote)))


def february(document: Document) -> DocumentFacts:
    """What the minutes of February state."""
    holt, marsh, quill = (words(document, name) for name in ("Jana Holt", "Ivo Marsh", "Ada Quill"))
    figure = words(document, "92% of the trees planted had taken root")
    due = words(document, "by 12 May 2026")
    panel = (Party(PartyKind.BODY, "Parks Panel"),)
    return DocumentFacts(
        source=document.name,
        meeting=Meeting("Thornmere Council", "Parks Panel", dt.date(2026, 2, 3), (words(document, "3 February 2026"),)),
        people=(
            Person("Ada Quill", PersonKind.COUNCILLOR, (), (Holding("Chair", quill, True),), (quill,), True),
            Person(
                "Jana Holt",
                PersonKind.OFFICER,
                ("Ms Holt",),
                (Holding("Head of Parks", holt, True),),
                (holt,),
                True,
            ),
            Person("Ivo Marsh", PersonKind.OFFICER, (), (Holding("Parks Manager", marsh, True),), (marsh,), True),
        ),
        commitments=(
            Commitment(
                CommitmentKind.PROMISE,
                "send the tree survey to members",
                (Party(PartyKind.PERSON, "Jana Holt"),),
                panel,
                (words(document, "She undertook to send the tree survey to members by 12 May 2026"),),
                due=Due("by 12 May 2026", due.span, dt.date(2026, 5, 12)),
                item=0,
            ),
        ),
        observations=(
            Observation(
                "trees that took root",
                Decimal(92),
                "%",
                figure,
                Span(figure.span.start, figure.span.start + 3),
            ),
        ),
    )


def may(document: Document) -> DocumentFacts:
    """What the minutes of May state."""
    marsh, quill = (words(document, name) for name in ("Ivo Marsh", "Ada Quill"))
    return DocumentFacts(
        source=document.name,
        meeting=Meeting("Thornmere Council", "Parks Panel", dt.date(2026, 5, 12), (words(document, "12 May 2026"),)),
        people=(
            Person("Ada Quill", PersonKind.COUNCILLOR, (), (Holding("Chair", quill, True),), (quill,), True),
            Person(
                "Ivo Marsh",
                PersonKind.OFFICER,
                ("Mr Marsh",),
                (Holding("Head of Parks", marsh, True),),
                (marsh,),
                True,
            ),
        ),
        commitments=(
            Commitment(
                CommitmentKind.PROMISE,
                "look into the benches",
                (Party(PartyKind.PERSON, "Ivo Marsh"),),
                (Party(PartyKind.BODY, "Parks Panel"),),
                (words(document, "he would look into the benches"),),
                item=0,
            ),
        ),
    )


def identities(slug: str) -> Identities:
    """Who is whom in Thornmere: everybody has one name."""

    def same(*names: str) -> dict[tuple[str, str], Identity]:
        return {(slug, name): Identity(name.lower().replace(" ", "-"), name) for name in names}

    titles = ("Chair", "Councillor", "Head of Parks", "Parks Manager")
    return Identities(
        council=Identity(COUNCIL, "Thornmere Council"),
        people=same("Ada Quill", "Jana Holt", "Ivo Marsh"),
        bodies=same("Parks Panel"),
        posts={(slug, t, ""): Identity(t.lower().replace(" ", "-"), t) for t in titles},
        indicators=same("trees that took root"),
    )


@pytest.fixture
def thornmere(tmp_path: Path) -> Thornmere:
    """The minutes of Thornmere."""
    return Thornmere(tmp_path / "minutes.kg")
