"""Why a sentence is a commitment, or why not: what `kg build` finds in it, and by which rule and which entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.document import Document, Kind, Part, Span
from kg.explain.nearest import nearest_phrases
from kg.explain.typed import NAME
from kg.extract import extract_facts
from kg.extract.commitments import make_view, read_commitments
from kg.extract.commitments.draft import View
from kg.extract.commitments.hearing import Heard, Witness
from kg.extract.commitments.reasons import reason_meaning
from kg.facts import Commitment, DocumentFacts, Due, Observation, Party, Person, Unused
from kg.lexicon import Phrase, load_lexicon

LEXICON = "ontology/lexicon/"
# Cues that are no phrase but a place or a form.
_FORMS = {
    "decision": "it stands in a list of decisions",
    "action-line": "it stands in a list of actions",
    "listed-request": "it stands in a list of what was asked for",
    "listed-act": "it stands in a list below who promises, asks or is to act: 'Ms Hill agreed to:'",
    "action-row": "it is a row of a table of actions",
    "x-to-do": "whoever has to act, and what: 'Clerk to write'",
    "to-be-done-note": "a note of what is to be done: 'New sign to be ordered'",
    "owner-only": "the line below it says nothing but who has to act",
    "noted-future": "it is noted that somebody would do it",
}
_READ_AS = {
    Part.MINUTES: "what was said",
    Part.RESOLUTION: "a list of decisions",
    Part.ACTION: "a list of actions",
    Part.FRONT: "the head of the minutes, where no commitment is looked for",
    Part.ATTENDANCE: "a list of those present, where no commitment is looked for",
    Part.AGENDA: "an agenda, where no commitment is looked for",
    Part.CLOSE: "the end of the minutes, where no commitment is looked for",
}
_LONGEST = 70  # characters of another sentence that is quoted


@dataclass(frozen=True, slots=True)
class Entry:
    """What in the lexicon, or which form, makes a sentence look like a commitment.

    Args:
        id: of the entry, or of the form.
        words: as they stand in the sentence; empty for a form.
        what: the category and strength of the entry ("promise-to, firm"), or what form it is.
        where: file and line of the entry ("ontology/lexicon/commitments.toml:12"); empty for a form.
    """

    id: str
    words: str
    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, and how one knows."""

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Day:
    """By when: the words, the last day, EDTF, the period of what recurs, and the rules with their places."""

    text: str
    by: dt.date | None
    edtf: str
    recurs: str
    rule: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A commitment in a sentence. `before`, `words` and `after` are the sentence; `words` are what states it."""

    kind: str
    strength: str
    before: str
    words: str
    after: str
    cue: Entry
    by: tuple[Known, ...]
    owner: tuple[str, ...]
    to: tuple[str, ...]
    action: str
    due: Day | None
    condition: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence or clause that was not taken, and why; `cue` is what gives it that look, `by` who refused to do it."""

    words: str
    reason: str
    meaning: str
    cue: Entry | None = None
    by: tuple[str, ...] = ()
    nearest: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is read in a sentence, and why.

    Args:
        sentence: its words.
        source: the file, or `kg.explain.typed.NAME`.
        line: of the file, from 1; None for what was typed.
        body: the panel that met, as commitments name it.
        date: the day it met, or None.
        read_as: in which part of the minutes it stands, in words.
        speaker: who speaks, if anybody is said to.
        taken: the commitments in it.
        refused: what was not taken; nothing only if something was.
        figures: each with its unit and what it measures.
        people: each with the posts that the document gives them.
        place: page or element of the original, of a file that is not plain text.
    """

    sentence: str
    source: str
    line: int | None
    body: str
    date: dt.date | None
    read_as: str
    speaker: Known | None
    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...]
    figures: tuple[str, ...]
    people: tuple[str, ...]
    place: str = ""


def explain_sentences(document: Document, sentences: Sequence[Span]) -> tuple[Explanation, ...]:
    """What is read in some sentences of a document, and why: by the very code that builds a graph.

    Args:
        document: the document in which they stand; all of it is read, since who "she" is stands elsewhere.
        sentences: where they stand.
    """
    facts = extract_facts(document)
    view = make_view(document, facts.meeting, facts.people)
    witness = Witness(view.mentions)
    view = replace(view, speech=witness)
    read_commitments(view)
    return tuple(_Sentence(view, witness, facts, sentence).explain() for sentence in sentences)


@dataclass(frozen=True, slots=True)
class _Sentence:
    view: View
    witness: Witness
    facts: DocumentFacts
    span: Span

    def explain(self) -> Explanation:
        document = self.view.document
        here = document.in_text(self.span)  # where evidence is; the sentence stands in the copy that finders match
        taken = [
            (c, document.in_plain(e.span)) for c in self.facts.commitments for e in c.evidence if e.span.overlap(here)
        ]
        refused = [unused for unused in self.facts.unused if unused.evidence.span.overlap(here)]
        return Explanation(
            sentence=self.words(self.span),
            source=document.name,
            line=None if document.name == NAME else document.line_of(self.span.start),
            body=self.view.mentions.body.name,
            date=self.facts.meeting.date,
            read_as=self.read_as(),
            speaker=self.speaker(),
            taken=tuple(self.taken(commitment, span) for commitment, span in taken),
            refused=tuple(map(self.refused, refused)) or (() if taken else (self.nothing(),)),
            figures=tuple(_figure(o) for o in self.facts.observations if here.overlap(o.at)),
            place=place.label if (place := document.place_of(self.span.start)) else "",
            people=tuple(_person(p) for p in self.facts.people if any(here.overlap(m.span) for m in p.mentions)),
        )

    def words(self, span: Span) -> str:
        return self.view.document.words(span)

    def read_as(self) -> str:
        index = self.view.document.block_at(self.span.start)
        if index is None:
            return ""
        block = self.view.document.blocks[index]
        if block.kind is Kind.HEADING:
            return "a heading, where no commitment is looked for"
        return _READ_AS[block.part]

    def speaker(self) -> Known | None:
        heard = self.witness.heard.get(self.span)
        if heard is None or not heard.who:
            return None
        return Known("; ".join(party.name for party in heard.who), self.how_heard(heard))

    def how_heard(self, heard: Heard) -> str:
        match heard.how:
            case "named":
                return "named in this sentence"
            case "pronoun":
                how = f"{self.quoted(heard.pronoun)} is who spoke before" if heard.pronoun else "who spoke before"
            case "list":
                how = "nobody is said to speak, and this is who introduces the list"
            case "service":
                how = "the service or team that it is about"
            case "presents":
                how = "nobody is said to speak, and this is whose report it is"
            case "last":
                how = "nobody is said to speak, and this is who spoke last"
            case _:
                how = "nobody is said to speak, and this is who reports or answers"
        return how + (f", in {self.quoted(heard.since)}" if heard.since else "")

    def quoted(self, span: Span) -> str:
        words = self.words(span)
        return f'"{words}"' if len(words) <= _LONGEST else f'"{words[:_LONGEST].rsplit(" ", 1)[0]} …"'

    # What was taken ----------------------------------------------------------------------------------------------

    def taken(self, commitment: Commitment, span: Span) -> Taken:
        whole = Span(min(self.span.start, span.start), max(self.span.end, span.end))
        text = self.view.document
        return Taken(
            kind=commitment.kind,
            strength=commitment.strength,
            before=text.words(Span(whole.start, span.start)),
            words=text.words(span),
            after=text.words(Span(span.end, whole.end)),
            cue=self.entry(commitment.cue, span),
            by=tuple(Known(party.name, self.how_bound(party, span)) for party in commitment.by),
            owner=tuple(party.name for party in commitment.owner if party not in commitment.by),
            to=tuple(party.name for party in commitment.to),
            action=commitment.action,
            due=_day(commitment.due) if commitment.due else None,
            condition=commitment.condition,
        )

    def how_bound(self, party: Party, clause: Span) -> str:
        """How one knows who promises, asks or is bound."""
        within = self.view.mentions.within(clause.start, clause.end)
        for mention in within:
            if party in mention.parties:
                return f"named: {self.quoted(mention.span)}"
        heard = self.witness.heard.get(self.span, Heard((), "nobody"))
        meant = next((m for m in within if m.is_pronoun or len(m.parties) != 1), None)
        if party in heard.who:
            return self.how_meant(meant.span, heard) if meant is not None else self.how_heard(heard)
        if party == self.view.mentions.body:
            return "nobody is named, so the body that met"
        before = [m for m in self.view.mentions.within(0, self.span.end) if party in m.parties]
        if before:
            at = before[-1].span
            said = next((s for s in self.witness.heard if s.covers(at) and s != self.span), at)
            means = f"{self.quoted(meant.span)}: " if meant is not None else ""
            return f"{means}named before, in {self.quoted(said)}"
        return "nobody is named"

    def how_meant(self, pronoun: Span, heard: Heard) -> str:
        """How one knows whom a pronoun means that is not itself said to speak."""
        if heard.how == "named":
            return f"{self.quoted(pronoun)} is who speaks in this sentence"
        return self.how_heard(replace(heard, how="pronoun", pronoun=pronoun))

    def entry(self, cue: str, span: Span) -> Entry:
        phrase = _by_id(cue)
        if phrase is None:
            return Entry(cue, "", _FORMS.get(cue, "the form of the sentence"))
        found = phrase.pattern.search(self.view.plain, span.start, span.end)
        words = self.words(Span(*found.span())) if found else ""
        return Entry(cue, words, _what(phrase), LEXICON + phrase.where)

    # What was not ------------------------------------------------------------------------------------------------

    def refused(self, unused: Unused) -> Refused:
        return Refused(
            words=self.words(self.view.document.in_plain(unused.evidence.span)),
            reason=unused.reason,
            meaning=reason_meaning(unused.reason),
            cue=self.entry(unused.cue, self.view.document.in_plain(unused.evidence.span)) if unused.cue else None,
            by=tuple(party.name for party in unused.by),
            nearest=self.nearest() if unused.reason == "no phrase of the lexicon" else (),
        )

    def nothing(self) -> Refused:
        """Nothing in it, not even the look of a commitment."""
        cues = self.view.cues(self.span)
        meaning = (
            "It only leads in what follows, or is a name."
            if cues or not self.read_as().startswith("what")
            else "No phrase of the lexicon that can begin a commitment stands in it."
        )
        return Refused(self.words(self.span), "no look of a commitment", meaning, nearest=self.nearest())

    def nearest(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(phrase.id, phrase.examples[0] if phrase.examples else "", _what(phrase), LEXICON + phrase.where)
            for phrase in nearest_phrases(self.view, self.span)
        )


def _by_id(name: str) -> Phrase | None:
    return next((phrase for phrase in load_lexicon() if phrase.id == name), None)


def _what(phrase: Phrase) -> str:
    return f"{phrase.means}, {phrase.strength}" if phrase.strength else phrase.means


def _day(due: Due) -> Day:
    return Day(due.text, due.by, due.edtf, due.recurs, due.rule, tuple(_places(due.rule)))


def _places(rule: str) -> Iterator[str]:
    """Where the entries of the lexicon stand that gave a due date; rules of the code have none."""
    for name in rule.split("+"):
        if phrase := _by_id(name):
            yield LEXICON + phrase.where


def _figure(observation: Observation) -> str:
    compared = f", for comparison ({observation.compared_with})" if observation.compared_with else ""
    parts = filter(None, (observation.indicator, observation.group, observation.period))
    return f"{observation.value} {observation.unit}: {', '.join(parts)}{compared}"


def _person(person: Person) -> str:
    titles = ", ".join(dict.fromkeys(holding.title for holding in person.holdings))
    return f"{person.name} ({person.kind}{': ' + titles if titles else ''})"
