"""What a document states, as triples: one function for each kind of fact, in the order of `kg.facts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rdflib.namespace import DCTERMS, ORG, PROV, SDO, TIME

from kg.facts import (
    Commitment,
    DocumentFacts,
    Due,
    Evidence,
    Holding,
    Meeting,
    Observation,
    Person,
    Unused,
)
from kg.graph.concepts import indicators_about, unit_of
from kg.graph.iris import (
    commitment_slug,
    day_part,
    evidence_slug,
    fold_quote,
    item_slug,
    observation_slug,
    tenure_slug,
)
from kg.graph.nodes import (
    ALSO,
    ROLE,
    Node,
    Writing,
    body_node,
    concept_triples,
    council_triples,
    held_post,
    indicator_node,
    minutes,
    organisation_node,
    party_node,
    person_node,
    post_node,
    start_writing,
)
from kg.graph.nquads import Triple, boolean, date, decimal, integer, iri, string
from kg.graph.provenance import LABEL, A, Source, evidence_node, evidence_triples, words_triples
from kg.resolve.identities import Identities
from kg.vocab import COMPARISONS, KINDS, ROLES, STATES, STRENGTHS

_LONGEST_LABEL = 80
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Whoever presides does so in the body that met, not in the council.
_OF_THE_BODY = frozenset({str(ROLES["chair"]), str(ROLES["vice-chair"])})
_CLASS = {"promise": "Promise", "request": "Request", "resolution": "Resolution"}


def fact_triples(source: Source, facts: DocumentFacts, identities: Identities) -> Iterator[Triple]:
    """All that a document states.

    Args:
        source: the document.
        facts: what was found in it.
        identities: who is whom in its council.

    Raises:
        KeyError: `identities` does not know a name that the facts have.
    """
    writing = start_writing(source, facts, identities)
    yield from council_triples(writing)
    yield from _meeting_triples(writing)
    if not source.current:
        yield from _item_triples(writing)
    for person in facts.people:
        yield from _person_triples(writing, person)
    for slug, commitment in number_commitments(writing.source.slug, facts.commitments):
        yield from _commitment_triples(writing, slug, commitment)
    for unused in facts.unused:
        if unused.is_refusal:
            yield from _refusal_triples(writing, unused)
    for slug, observation in _numbered_observations(writing):
        yield from _observation_triples(writing, slug, observation)


def _meeting_triples(writing: Writing) -> Iterator[Triple]:
    source, meeting, node = writing.source, writing.facts.meeting, writing.source.meeting
    yield node, A, minutes("Meeting")
    yield node, minutes("recordedIn"), iri(source.iris.document(source.current or source.slug))
    if meeting.body:
        yield from _link(node, "meetingOf", body_node(writing, meeting.body))
    if meeting.date:
        yield node, iri(DCTERMS.date), date(meeting.date)
    if not source.current:
        yield node, LABEL, string(meeting_label(source.slug, source.document.name, meeting, writing.identities))
    for day in meeting.later:
        yield node, minutes("nextMeetingOn"), date(day)
    yield from _strings(node, venue=meeting.venue)
    for evidence in meeting.evidence:
        yield from evidence_triples(source, node, evidence)
    for above in meeting.above:
        yield from words_triples(source, node, above.span, above.quote)


def meeting_label(slug: str, name: str, meeting: Meeting, identities: Identities) -> str:
    """What the meeting is called that a document, given by slug and file name, records."""
    label = identities.body(slug, meeting.body).name if meeting.body else f"Meeting recorded in {name}"
    if meeting.date:
        label += f", {meeting.date.day} {_MONTHS[meeting.date.month - 1]} {meeting.date.year}"
    return label


def _item_triples(writing: Writing) -> Iterator[Triple]:
    document = writing.source.document
    for index, item in enumerate(document.items):
        node = writing.thing("item", item_slug(writing.source.slug, index))
        title = document.words(item.title) if item.title else ""
        yield node, A, minutes("AgendaItem")
        yield node, LABEL, string(title or item.number or f"Item {index + 1}")
        yield node, iri(SDO.position), integer(index + 1)
        yield node, iri(DCTERMS.isPartOf), writing.source.meeting
        yield from _strings(node, itemNumber=item.number)


# --- People and what they hold ----------------------------------------------------------------------------


def _person_triples(writing: Writing, person: Person) -> Iterator[Triple]:
    node, triples = person_node(writing, person.name)
    yield from triples
    label = writing.identities.person(writing.source.slug, person.name).name
    for form in person.forms:
        if form != label:
            yield node, ALSO, string(form)
    for evidence in person.mentions[:1]:
        yield from evidence_triples(writing.source, node, evidence)
    if person.present:
        yield writing.source.meeting, minutes("attendedBy"), node
    for holding in person.holdings:
        yield from _tenure_triples(writing, person, holding)


def _tenure_triples(writing: Writing, person: Person, holding: Holding) -> Iterator[Triple]:
    source, meeting = writing.source, writing.facts.meeting
    holder, _ = person_node(writing, person.name)
    post = held_post(writing, holding.title, holding.organisation, person.kind)
    slug = tenure_slug(holder.rpartition("/")[2].removesuffix("#it>"), post.slug)
    node = writing.thing("tenure", slug)
    yield node, A, minutes("Tenure")
    yield node, iri(ORG.member), holder
    yield from _link(node, "heldPost", post_node(writing, post, holding.title, holding.organisation))
    place = holding.organisation
    if not place and post.role.iri in _OF_THE_BODY and meeting.body:
        place = meeting.body
    organisation, triples = organisation_node(writing, place)
    yield node, iri(ORG.organization), organisation
    yield from triples
    yield node, ROLE, iri(post.role.iri)
    yield node, minutes("attestedAt"), source.meeting
    yield from _strings(node, nameAsWritten=person.name, titleAsWritten=holding.title)
    yield from evidence_triples(source, node, holding.evidence)
    page = source.iris.page("tenure", slug)
    during = iri(f"{page}#during")
    yield node, iri(ORG.memberDuring), during
    yield during, A, iri(TIME.Interval)
    if meeting.date:
        seen = iri(f"{page}#{day_part(meeting.date)}")
        yield during, iri(TIME.inside), seen
        yield seen, A, iri(TIME.Instant)
        yield seen, iri(TIME.inXSDDate), date(meeting.date)


# --- Commitments ------------------------------------------------------------------------------------------


def number_commitments(document_slug: str, commitments: Iterable[Commitment]) -> Iterator[tuple[str, Commitment]]:
    """The commitments of a document with their slugs, in the order of their words.

    Where the same words state one again, the later counts on.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for commitment in sorted(commitments, key=_commitment_order):
        first = _first(commitment)
        key = (commitment.kind.value, fold_quote(first.quote))
        seen[key] += 1
        yield commitment_slug(document_slug, commitment.kind.value, first.quote, seen[key]), commitment


def _commitment_order(commitment: Commitment) -> tuple[Evidence, str, str, tuple[object, ...]]:
    parties = (*commitment.by, *commitment.to, *commitment.owner)
    return _first(commitment), commitment.kind.value, commitment.action, parties


def _first(commitment: Commitment) -> Evidence:
    return min(commitment.evidence)


def _commitment_triples(writing: Writing, slug: str, commitment: Commitment) -> Iterator[Triple]:
    source, meeting, kind = writing.source, writing.facts.meeting, commitment.kind.value
    node = writing.thing("commitment", slug)
    first = evidence_node(source, _first(commitment))
    yield node, A, minutes(_CLASS[kind])
    yield node, LABEL, string(_shorten(commitment.action))
    yield from _code(node, "kind", str(KINDS[kind]))
    yield from _code(node, "strength", str(STRENGTHS[commitment.strength.value]))
    for relation, parties in (
        ("promisedBy", commitment.by),
        ("promisedTo", commitment.to),
        ("owner", commitment.owner),
    ):
        for party in parties:
            yield from _link(node, relation, party_node(writing, party))
    yield from _strings(node, action=commitment.action, condition=commitment.condition, cue=commitment.cue)
    yield node, minutes("madeAt"), source.meeting
    if meeting.date:
        yield node, minutes("madeOn"), date(meeting.date)
    if commitment.item >= 0:
        yield (
            node,
            minutes("underItem"),
            writing.thing("item", item_slug(source.current or source.slug, commitment.item)),
        )
    if commitment.due:
        yield from _due_triples(writing, node, commitment.due, commitment.evidence)
    measured = (observation.indicator for observation in writing.facts.observations)
    for label in indicators_about(commitment.action, measured):
        yield from _link(node, "about", indicator_node(writing, label))
    for evidence in commitment.evidence:
        yield from evidence_triples(source, node, evidence)
    yield node, minutes("firstEvidence"), first
    yield node, iri(PROV.wasDerivedFrom), source.node
    made = iri(f"{source.iris.page('commitment', slug)}#made")
    yield made, A, minutes("StatusEvent")
    yield made, minutes("ofCommitment"), node
    yield from _code(made, "state", str(STATES["open"]))
    if meeting.date:
        yield made, minutes("on"), date(meeting.date)
    yield made, minutes("evidence"), first


def _refusal_triples(writing: Writing, unused: Unused) -> Iterator[Triple]:
    source, words = writing.source, unused.evidence
    place = source.document.in_file(words.span)
    node = writing.thing("refusal", evidence_slug(source.slug, place.start, place.end))
    yield node, A, minutes("Refusal")
    yield node, LABEL, string(_shorten(source.document.words(source.document.in_plain(words.span))))
    for party in unused.by:
        yield from _link(node, "refusedBy", party_node(writing, party))
    yield node, minutes("refusedAt"), source.meeting
    yield from evidence_triples(source, node, words)
    yield node, iri(PROV.wasDerivedFrom), source.node


def _due_triples(writing: Writing, node: str, due: Due, evidence: tuple[Evidence, ...]) -> Iterator[Triple]:
    if due.by:
        yield node, minutes("dueBy"), date(due.by)
    yield from _strings(node, dueText=due.text, recurs=due.recurs, dueEdtf=due.edtf, dueRule=due.rule)
    # No fact without its words: a due date that stands outside the clause brings its own.
    if due.text and not any(words.span.covers(due.span) for words in evidence):
        document = writing.source.document
        yield from evidence_triples(writing.source, node, Evidence(due.span, document.quote(due.span)))


def _shorten(action: str) -> str:
    """The action as a label: cut at a word."""
    if len(action) <= _LONGEST_LABEL:
        return action
    head = action[: _LONGEST_LABEL - 1]
    return f"{head.rpartition(' ')[0] or head}…"


# --- Figures ----------------------------------------------------------------------------------------------


def _numbered_observations(writing: Writing) -> Iterator[tuple[str, Observation]]:
    """The figures with their slugs; a second figure made of one number counts on."""
    seen: Counter[str] = Counter()
    for observation in sorted(writing.facts.observations, key=_observation_order):
        unit = unit_of(observation.unit).iri.rpartition("#")[2]
        slug = observation_slug(writing.source.slug, observation.at.start, unit, observation.value)
        seen[slug] += 1
        yield (slug if seen[slug] == 1 else f"{slug}--{seen[slug]}"), observation


def _observation_order(observation: Observation) -> tuple[object, ...]:
    comparison = observation.compared_with.value if observation.compared_with else ""
    words = (observation.indicator, observation.period, observation.group, comparison, observation.change)
    return observation.at, observation.unit, observation.value, *words, observation.evidence


def _observation_triples(writing: Writing, slug: str, observation: Observation) -> Iterator[Triple]:
    node = writing.thing("observation", slug)
    yield node, A, minutes("Observation")
    # Its own words, for what it measures is named as most documents name it.
    yield node, LABEL, string(observation.indicator)
    yield from _link(node, "ofIndicator", indicator_node(writing, observation.indicator))
    yield node, minutes("value"), decimal(observation.value)
    yield from _code(node, "unit", unit_of(observation.unit).iri)
    if observation.compared_with:
        yield from _code(node, "comparedWith", str(COMPARISONS[observation.compared_with.value]))
    yield node, minutes("isChange"), boolean(observation.change)
    yield from _strings(node, period=observation.period, group=observation.group)
    yield node, minutes("statedAt"), writing.source.meeting
    yield from evidence_triples(writing.source, node, observation.evidence)


# --- Ways of saying a thing -------------------------------------------------------------------------------


def _link(node: str, relation: str, other: Node) -> Iterator[Triple]:
    yield node, minutes(relation), other[0]
    yield from other[1]


def _code(node: str, relation: str, address: str) -> Iterator[Triple]:
    yield node, minutes(relation), iri(address)
    yield from concept_triples(address)


def _strings(node: str, **values: str) -> Iterator[Triple]:
    """Each value that is not empty."""
    for name, value in values.items():
        if value:
            yield node, minutes(name), string(value)
