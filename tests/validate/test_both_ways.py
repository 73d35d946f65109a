"""Rules that are queries find the same, judged node by node by pySHACL and asked of the store all at once.

Graphs of several documents are generated, with faults that lie within one document or between two.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, PROV, RDF, RDFS

from kg.validate.judge import JudgedGraph, judge_graph
from kg.validate.shapes import load_shapes
from kg.vocab import KINDS, MINUTES, ROLES, STATES, STRENGTHS, UNITS
from tests.validate.test_cases import all_at_once, node_by_node, store_of

# Not SDO.position and XSD.date: pytest asks every name of a module for attributes, and these complain.
POSITION = URIRef("https://schema.org/position")
DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")
C = "http://localhost:8000/thornmere-council/"
QUERIES = sorted(rule.name for rule in load_shapes().rules.values() if rule.select)


def node(kind: str, *numbers: int) -> URIRef:
    return URIRef(f"{C}{kind}/{'-'.join(map(str, numbers))}#it")


def day(number: int) -> Literal:
    return Literal(f"2026-{number + 1:02}-03", datatype=DATE)


def document(number: int) -> Graph:
    """The graph of one document in which no query finds anything."""
    graph = Graph(identifier=node("document", number))
    meeting, chair, promise = node("meeting", number), node("tenure", number), node("commitment", number)
    words = node("evidence", number)
    for triple in (
        (node("document", number), RDF.type, MINUTES.SourceDocument),
        (node("document", number), MINUTES.sha256, Literal(f"{number:064}")),
        (meeting, RDF.type, MINUTES.Meeting),
        (meeting, MINUTES.meetingOf, node("body", 0)),
        (meeting, DCTERMS.date, day(number)),
        (meeting, MINUTES.recordedIn, node("document", number)),
        (node("body", 0), RDF.type, MINUTES.Body),
        (node("body", 0), ORG.unitOf, node("council", 0)),
        (node("observation", number), RDF.type, MINUTES.Observation),
        (node("observation", number), MINUTES.unit, UNITS.percent),
        (node("observation", number), MINUTES.value, Literal(Decimal("100.0"))),
        (node("post", 0), RDF.type, MINUTES.ElectedPost),
        (node("post", 0), RDFS.label, Literal("Chair")),
        (node("post", 0), MINUTES.singleHolder, Literal(True)),
        (node("person", number), RDF.type, MINUTES.Person),
        (chair, RDF.type, MINUTES.Tenure),
        (chair, ORG.member, node("person", number)),
        (chair, MINUTES.heldPost, node("post", 0)),
        (chair, MINUTES.attestedAt, meeting),
        (promise, RDF.type, (MINUTES.Promise, MINUTES.Request, MINUTES.Resolution)[number % 3]),
        (promise, MINUTES.kind, (KINDS.promise, KINDS.request, KINDS.resolution)[number % 3]),
        (promise, MINUTES.madeAt, meeting),
        (promise, MINUTES.madeOn, day(number)),
        (promise, MINUTES.dueBy, day(number)),
        (promise, MINUTES.underItem, node("item", number)),
        (promise, MINUTES.evidence, words),
        (promise, MINUTES.firstEvidence, words),
        (node("event", number), RDF.type, MINUTES.StatusEvent),
        (node("event", number), MINUTES.ofCommitment, promise),
        (node("event", number), MINUTES.on, day(number)),
        (node("item", number), RDF.type, MINUTES.AgendaItem),
        (node("item", number), DCTERMS.isPartOf, meeting),
        (node("item", number), POSITION, Literal(1)),
    ):
        graph.add(triple)
    return graph


def two_holders(one: Graph, other: Graph, i: int, j: int) -> None:
    """The document of meeting j says that somebody else was chair at meeting i."""
    other.add((node("tenure", i, j), MINUTES.heldPost, node("post", 0)))
    other.add((node("tenure", i, j), MINUTES.attestedAt, node("meeting", i)))
    other.add((node("tenure", i, j), ORG.member, node("person", 100 + j)))


def officer_and_councillor(one: Graph, other: Graph, i: int, j: int) -> None:
    """A councillor of one document holds an officer's post in the other."""
    one.add((node("tenure", i), ORG.role, ROLES.councillor))
    one.add((node("tenure", i), ORG.organization, node("council", 0)))
    other.add((node("tenure", 50, j), ORG.member, node("person", i)))
    other.add((node("tenure", 50, j), ORG.organization, node("council", 0)))
    other.add((node("tenure", 50, j), MINUTES.heldPost, node("post", 1)))
    other.add((node("post", 1), RDF.type, MINUTES.OfficerPost))


def same_day(one: Graph, other: Graph, i: int, j: int) -> None:
    """A meeting of a third name was on the day of meeting i."""
    other.add((node("meeting", 90, j), MINUTES.meetingOf, node("body", 0)))
    other.add((node("meeting", 90, j), DCTERMS.date, day(i)))


def two_documents(one: Graph, other: Graph, i: int, j: int) -> None:
    """Both documents record meeting i."""
    other.add((node("meeting", i), MINUTES.recordedIn, node("document", j)))


def same_file(one: Graph, other: Graph, i: int, j: int) -> None:
    """The other document has the bytes of the one."""
    other.set((node("document", j), MINUTES.sha256, Literal(f"{i:064}")))


def set_aside(one: Graph, other: Graph, i: int, j: int) -> None:
    """A version that was taken for another was itself set aside."""
    for graph, k, m in ((one, i, j), (other, j, i)):
        graph.add((node("document", k), MINUTES.setAsideBecause, Literal("a part of it")))
        graph.add((node("document", k), PROV.alternateOf, node("document", m)))


def older_than_itself(one: Graph, other: Graph, i: int, j: int) -> None:
    """Each of two documents is a revision of the other."""
    one.add((node("document", i), PROV.wasRevisionOf, node("document", j)))
    other.add((node("document", j), PROV.wasRevisionOf, node("document", i)))


def version_of_nothing(one: Graph, other: Graph, i: int, j: int) -> None:
    """A version of a document that is not there."""
    one.add((node("document", i), PROV.alternateOf, node("document", 63, j)))


def same_place(one: Graph, other: Graph, i: int, j: int) -> None:
    """Meeting i has two first items."""
    other.add((node("item", i, j), RDF.type, MINUTES.AgendaItem))
    other.add((node("item", i, j), DCTERMS.isPartOf, node("meeting", i)))
    other.add((node("item", i, j), POSITION, Literal(1)))


def too_early(one: Graph, other: Graph, i: int, j: int) -> None:
    """The other document says that the commitment of the one was kept before it was made."""
    other.add((node("event", i, j), RDF.type, MINUTES.StatusEvent))
    other.add((node("event", i, j), MINUTES.ofCommitment, node("commitment", i)))
    other.add((node("event", i, j), MINUTES.on, Literal("2025-12-09", datatype=DATE)))


def due_far(one: Graph, other: Graph, i: int, j: int) -> None:
    """A due date in the next century."""
    one.add((node("commitment", i), MINUTES.dueBy, Literal("2126-05-12", datatype=DATE)))


def other_first(one: Graph, other: Graph, i: int, j: int) -> None:
    """The first words of a commitment are those of another."""
    one.set((node("commitment", i), MINUTES.firstEvidence, node("evidence", j)))


def no_council(one: Graph, other: Graph, i: int, j: int) -> None:
    """A body of which nobody says to which council it belongs met in both documents."""
    other.add((node("body", 1), RDF.type, MINUTES.Body))
    one.add((node("meeting", 70, i), MINUTES.meetingOf, node("body", 1)))


def other_kind(one: Graph, other: Graph, i: int, j: int) -> None:
    """The other document has another kind for the commitment of the one."""
    other.add((node("commitment", i), MINUTES.kind, (KINDS.request, KINDS.resolution, KINDS.promise)[i % 3]))


def no_condition(one: Graph, other: Graph, i: int, j: int) -> None:
    """A commitment is conditional, nobody knows on what."""
    one.add((node("commitment", i), MINUTES.strength, STRENGTHS.conditional))


def due_in_words(one: Graph, other: Graph, i: int, j: int) -> None:
    """A commitment of the one document is due some day, as the other says."""
    one.add((node("commitment", 60, i), RDF.type, MINUTES.Request))
    other.add((node("commitment", 60, i), MINUTES.dueText, Literal("in due course")))


def never_due(one: Graph, other: Graph, i: int, j: int) -> None:
    """A promise without a day."""
    one.add((node("commitment", 61, i), RDF.type, MINUTES.Promise))


def other_meeting(one: Graph, other: Graph, i: int, j: int) -> None:
    """A commitment of one meeting was made under an item of another."""
    one.set((node("commitment", i), MINUTES.underItem, node("item", j)))


def no_day(one: Graph, other: Graph, i: int, j: int) -> None:
    """The other document says that something happened to the commitment of the one, not when."""
    other.add((node("event", 62, i), RDF.type, MINUTES.StatusEvent))
    other.add((node("event", 62, i), MINUTES.ofCommitment, node("commitment", i)))


def overdue(one: Graph, other: Graph, i: int, j: int) -> None:
    """Overdue is recorded."""
    one.add((node("event", i), MINUTES.state, STATES.overdue))


def over_100(one: Graph, other: Graph, i: int, j: int) -> None:
    """A percentage of 104."""
    one.add((node("observation", i), MINUTES.value, Literal(Decimal("104.0"))))


def below_0(one: Graph, other: Graph, i: int, j: int) -> None:
    """A figure of -3."""
    one.add((node("observation", i), MINUTES.value, Literal(Decimal("-3.0"))))


FAULTS: dict[str, Callable[[Graph, Graph, int, int], None]] = {
    "body-meets": no_council,
    "commitment-class": other_kind,
    "commitment-condition": no_condition,
    "commitment-due-unread": due_in_words,
    "commitment-item-meeting": other_meeting,
    "event-no-day": no_day,
    "event-overdue": overdue,
    "observation-negative": below_0,
    "observation-percent": over_100,
    "promise-due": never_due,
    "commitment-due-far": due_far,
    "commitment-first-evidence": other_first,
    "document-twice": same_file,
    "document-version-circle": older_than_itself,
    "document-version-taken": set_aside,
    "document-version-there": version_of_nothing,
    "event-too-early": too_early,
    "item-same-place": same_place,
    "meeting-same-day": same_day,
    "meeting-two-documents": two_documents,
    "person-officer-and-councillor": officer_and_councillor,
    "post-two-holders": two_holders,
}


def test_there_is_a_fault_for_every_query() -> None:
    assert sorted(FAULTS) == QUERIES


@st.composite
def faulty_graphs(draw: st.DrawFn) -> tuple[list[Graph], set[str]]:
    """Graphs of some documents, and the rules that must find something in them."""
    graphs = [document(number) for number in range(draw(st.integers(2, 4)))]
    numbers = st.integers(0, len(graphs) - 1)
    places = st.tuples(st.sampled_from(sorted(FAULTS)), numbers, numbers).filter(lambda place: place[1] != place[2])
    chosen = draw(st.lists(places, max_size=6, unique=True))
    for rule, i, j in chosen:
        FAULTS[rule](graphs[i], graphs[j], i, j)
    return graphs, {rule for rule, _, _ in chosen}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(faulty_graphs())
def test_both_ways_find_the_same(generated: tuple[list[Graph], set[str]]) -> None:
    graphs, rules = generated
    whole = Graph()
    for graph in graphs:
        whole += graph
    found = all_at_once(store_of(*graphs))
    assert found == node_by_node(whole)
    # Two files that are each the copy of the other are, both changed, two files again.
    assert {name for name, *_ in found} >= rules - {"document-twice"}


def test_a_query_parsed_once_answers_each_time_as_a_plain_graph_does() -> None:
    plain = Graph()
    for number in range(3):
        plain += document(number)
    judged = JudgedGraph(plain, load_shapes().context)
    query = "SELECT ?this ?on WHERE { ?this ?about ?commitment ; ?when ?on }"
    for number in range(3):
        bindings = {"this": node("event", number), "about": MINUTES.ofCommitment, "when": MINUTES.on}
        answers = [set(graph.query(query, initBindings=bindings)) for graph in (judged, plain)]
        assert answers[0] == answers[1] == {(node("event", number), day(number))}


def test_judging_leaves_the_graph_as_it_was() -> None:
    graph = document(0)
    before = set(graph)
    judge_graph(graph, load_shapes(), queries=True)
    assert set(graph) == before
