"""One commitment: who owes what to whom, the words that say so in their paragraph, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.term import Identifier

from kg.document import Document, Span, name_place
from kg.errors import UsageError
from kg.graph import place_address
from kg.query.catalogue import suggest
from kg.query.cells import exact_text
from kg.show.versions import find_also
from kg.store.base import Reader
from kg.store.folder import GraphFolder

_AROUND = 200  # characters, for words that stand in no paragraph
_SHOWN = 5  # of many that are possible

_ALL = "SELECT DISTINCT ?it WHERE { GRAPH ?graph { ?it minutes:kind ?kind } } ORDER BY ?it"
_VALUES = """
SELECT DISTINCT ?property ?value ?label ?it WHERE {
  GRAPH ?graph { ?it minutes:kind ?kind ; ?property ?value . OPTIONAL { ?value rdfs:label ?label } }
}"""
_ROLES = """
SELECT DISTINCT ?who ?role ?it WHERE {
  GRAPH ?graph {
    ?it minutes:promisedBy ?by ; minutes:madeAt ?meeting .
    ?by rdfs:label ?who .
    ?tenure org:member ?by ; minutes:attestedAt ?meeting ; minutes:titleAsWritten ?role
  }
} ORDER BY ?who ?role"""
_ITEM = """
SELECT DISTINCT ?number ?title ?it WHERE {
  GRAPH ?graph {
    ?it minutes:underItem ?item . ?item rdfs:label ?title . OPTIONAL { ?item minutes:itemNumber ?number }
  }
} ORDER BY ?number ?title"""
_EVENTS = """
SELECT DISTINCT ?on ?state ?source ?start ?it WHERE {
  GRAPH ?graph {
    ?event minutes:ofCommitment ?it ; minutes:state ?is .
    OPTIONAL { ?is rdfs:label ?label }
    OPTIONAL { ?event minutes:on ?on }
    OPTIONAL {
      ?event minutes:evidence ?words .
      ?words oa:hasSource/rdfs:label ?source ; oa:hasSelector/oa:start ?start
    }
  }
  BIND(COALESCE(?label, STRAFTER(STR(?is), "#")) AS ?state)
} ORDER BY ?on ?source ?start ?state"""
_EVIDENCE = """
SELECT DISTINCT ?document ?start ?end ?quote ?it WHERE {
  GRAPH ?graph {
    ?it minutes:kind ?kind ; minutes:evidence ?words .
    ?words oa:hasSource ?document ; oa:hasSelector ?position, ?exact .
    ?position oa:start ?start ; oa:end ?end .
    ?exact oa:exact ?quote
  }
} ORDER BY ?document ?start ?end"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that state a commitment, in the paragraph in which they stand.

    Args:
        source: the file's name.
        where: in it: "line 41", "page 3 (line 41 of its text)".
        lead: what introduces the paragraph, or empty ("RESOLVED -").
        before: what stands before the words, in the paragraph.
        quote: the words.
        after: what stands behind them.
        found: whether the stored copy of the source still has them there.
        address: of the page or element of the original on the web, where that is known; else empty.
    """

    source: str
    where: str
    lead: str
    before: str
    quote: str
    after: str
    found: bool = True
    address: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What a commitment was at some day, and where that is said (file and place in it, or empty)."""

    on: str
    state: str
    source: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is known of a commitment, in words.

    Args:
        iri: its address.
        kind: promise, request or resolution.
        strength: firm, conditional or soft.
        status: open or overdue.
        by: who promises, asks or is bound, with the posts they held.
        owner: who has to act.
        to: to whom it is owed.
        action: what is to be done.
        due_by: ISO date, or empty.
        due_text: by when, as written, or empty.
        due_edtf: the stretch of time that vague words name, as Extended Date/Time Format, or empty.
        due_rule: the rule that read the words, or empty.
        recurs: ISO 8601 duration, or empty.
        condition: as written, or empty.
        meeting: at which it was made.
        item: of business, with its number.
        words: where it is stated, in the order of the text.
        events: what became of it, in order.
        also: names of other versions of the document in which the words stand too, sorted.
    """

    iri: str
    kind: str
    strength: str
    status: str
    by: tuple[str, ...]
    owner: tuple[str, ...]
    to: tuple[str, ...]
    action: str
    due_by: str
    due_text: str
    due_edtf: str
    due_rule: str
    recurs: str
    condition: str
    meeting: str
    item: str
    words: tuple[Words, ...]
    events: tuple[Event, ...]
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its short name, the last part of its address."""
        return short_name(self.iri)


def short_name(iri: str) -> str:
    """The last part of an address.

    >>> short_name("http://localhost:8000/seaholm-council/commitment/promise-3fa94c01d2#it")
    'promise-3fa94c01d2'
    """
    return iri.partition("#")[0].rpartition("/")[2]


def find_commitment(typed: str, store: Reader) -> str:
    """The address of the commitment that somebody means.

    Args:
        typed: its address, its short name ("promise-3fa94c01d2"), or enough of the beginning of the short
            name or of the digits in it to tell it from others ("promise-3f", "3fa9").
        store: where to look.

    Raises:
        UsageError: there is none, or more than one.
    """
    iris = [str(row[0]) for row in store.select(_ALL).rows]
    wanted = typed.strip()
    page, name = wanted.removesuffix("#it"), wanted.casefold()
    for fits in (
        lambda iri: iri.removesuffix("#it") == page,
        lambda iri: short_name(iri) == name,
        lambda iri: name and (short_name(iri).startswith(name) or short_name(iri).rpartition("-")[2].startswith(name)),
    ):
        found = [iri for iri in iris if fits(iri)]
        if len(found) == 1:
            return found[0]
        if found:
            names = [short_name(iri) for iri in found]
            shown = names if len(set(names)) == len(names) else found
            more = "; …" if len(found) > _SHOWN else ""
            raise UsageError(
                f"{typed!r} can be {len(found)} commitments",
                todo=f"give more of it: {'; '.join(shown[:_SHOWN])}{more}",
            )
    todo = suggest(wanted, map(short_name, iris), "kg query search --words finds commitments by their words")
    raise UsageError(f"no commitment is called {typed!r}", todo=todo)


def show_commitment(typed: str, folder: GraphFolder, *, as_of: dt.date) -> Shown:
    """All that is known of a commitment.

    Args:
        typed: see `find_commitment`.
        folder: the graph.
        as_of: the day on which to judge whether it is overdue.

    Raises:
        UsageError: there is no such commitment, or more than one.
        GraphError: the source of its words cannot be read.
    """
    store = folder.store()
    iri = find_commitment(typed, store)
    it = {"it": URIRef(iri)}
    values: dict[str, list[tuple[str, str]]] = {}
    for prop, value, label, _ in store.select(_VALUES, it).rows:
        name = str(prop).rpartition("#")[2]
        values.setdefault(name, []).append((exact_text(value), exact_text(label)))

    def one(name: str) -> str:
        return min(values.get(name, [("", "")]))[0]

    def labels(name: str) -> tuple[str, ...]:
        return tuple(sorted({label or value for value, label in values.get(name, [])}))

    roles: dict[str, list[str]] = {}
    for who, role, _ in store.select(_ROLES, it).rows:
        roles.setdefault(str(who), []).append(str(role))
    due_by = one("dueBy")
    items = [" ".join(filter(None, map(exact_text, row[:2]))) for row in store.select(_ITEM, it).rows]
    documents = _Documents(folder)
    evidence = store.select(_EVIDENCE, it).rows
    return Shown(
        iri=iri,
        kind=one("kind").rpartition("#")[2],
        strength=one("strength").rpartition("#")[2],
        status="overdue" if due_by and due_by < as_of.isoformat() else "open",
        by=tuple(f"{who} ({', '.join(roles[who])})" if who in roles else who for who in labels("promisedBy")),
        owner=labels("owner"),
        to=labels("promisedTo"),
        action=one("action"),
        due_by=due_by,
        due_text=one("dueText"),
        due_edtf=one("dueEdtf"),
        due_rule=one("dueRule"),
        recurs=one("recurs"),
        condition=one("condition"),
        meeting="; ".join(labels("madeAt")),
        item="; ".join(items),
        words=tuple(documents.words(*row[:4]) for row in evidence),
        events=tuple(documents.event(*row[:4]) for row in store.select(_EVENTS, it).rows),
        also=find_also(folder, str(evidence[0][0]), [str(row[3]) for row in evidence]) if evidence else (),
    )


class _Documents:
    """The sources of a graph, each read once."""

    def __init__(self, folder: GraphFolder) -> None:
        self._folder = folder
        self._read: dict[str, Document] = {}

    def words(
        self,
        iri: Identifier | None,
        start: Identifier | None,
        end: Identifier | None,
        quote: Identifier | None,
    ) -> Words:
        document = self._document(str(iri))
        span = document.from_file(Span(int(str(start)), int(str(end))))
        if span is None or document.quote(span) != str(quote):
            where = document.where(span.start if span else len(document.text))
            return Words(document.name, where, "", "", str(quote), "", found=False)
        lead, around = _paragraph(document, span)
        return Words(
            source=document.name,
            where=document.where(span.start),
            lead=lead,
            before=document.quote(Span(around.start, span.start)),
            quote=str(quote),
            after=document.quote(Span(span.end, around.end)),
            address=original_at(document, span.start),
        )

    def event(
        self,
        on: Identifier | None,
        state: Identifier | None,
        source: Identifier | None,
        start: Identifier | None,
    ) -> Event:
        entry = next((e for e in self._folder.manifest.documents if e.name == str(source)), None)
        if entry is None or start is None:
            return Event(exact_text(on), exact_text(state), exact_text(source))
        document, at = self._document(entry.iri), int(str(start))
        line = self._folder.source_text(entry).count("\n", 0, at) + 1
        place = document.place_of(at - document.stretch.start)
        return Event(exact_text(on), exact_text(state), entry.name, name_place(place.label if place else "", line))

    def _document(self, iri: str) -> Document:
        if iri not in self._read:
            self._read[iri] = self._folder.source(self._folder.document(iri))
        return self._read[iri]


def original_at(document: Document, offset: int) -> str:
    """The address on the web of the page or element of the original at `offset`; empty if none is known."""
    place = document.place_of(offset)
    return place_address(document.record.url, place.fragment) if place else ""


def _paragraph(document: Document, span: Span) -> tuple[str, Span]:
    """What introduces the paragraph, and the paragraph: all blocks that the words touch."""
    at = document.in_plain(span)
    first, last = document.block_at(at.start), document.block_at(max(at.start, at.end - 1))
    if first is None or last is None:
        around = Span(max(0, span.start - _AROUND), min(len(document.text), span.end + _AROUND))
        return "", around
    blocks = document.blocks
    lead = blocks[first].lead
    introduced = document.quote(document.in_text(blocks[lead].span)) if lead is not None and lead < first else ""
    around = document.in_text(Span(blocks[first].span.start, blocks[last].span.end))
    return introduced, Span(min(span.start, around.start), max(span.end, around.end))
