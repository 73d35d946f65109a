"""The graph of one document: what its facts say, and nothing that depends on how they came."""

from __future__ import annotations

import dataclasses
import random
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import FOAF, ORG, PROV, RDF, RDFS, SDO, SKOS, TIME, XSD

from kg.document import Document, Span
from kg.errors import UsageError
from kg.facts import (
    Commitment,
    CommitmentKind,
    DocumentFacts,
    Evidence,
    Holding,
    Meeting,
    Observation,
    Party,
    PartyKind,
    Person,
    PersonKind,
)
from kg.graph import document_iri
from kg.graph.iris import commitment_slug
from kg.vocab import KINDS, MINUTES, OA, ROLES, STATES, STRENGTHS, UNITS
from tests.graph.sample import BASE, DOCUMENT, FACTS, SLUG, TEXT, Sample, identify, said

T = TypeVar("T")
C = Namespace(f"{BASE}ravensclough-council/")
MEETING = C[f"meeting/{SLUG}#it"]
PANEL = C["body/inclusion-panel#it"]


def graph_of(lines: tuple[str, ...]) -> Graph:
    """The lines as one graph, without the name of their named graph."""
    graph = Graph()
    graph.parse(data="\n".join(f"{line.rsplit(' ', 2)[0]} ." for line in lines), format="nt")
    return graph


@pytest.fixture
def graph(sample: Sample) -> Graph:
    """The graph of the sample."""
    return graph_of(sample.quads())


def promise(words: str) -> URIRef:
    """The commitment whose first evidence are these words."""
    return C[f"commitment/{commitment_slug(SLUG, 'promise', words)}#it"]


CIRCULATE = promise("Ms Fenwick undertook to circulate the figures on persistent absence by the next meeting")


# --- Form -------------------------------------------------------------------------------------------------


def test_both_parsers_read_every_line_as_one_quad_of_the_documents_graph(sample: Sample) -> None:
    lines = sample.quads()
    quads = list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    assert len(set(quads)) == len(lines)
    name = document_iri(BASE, "ravensclough-council", SLUG)
    assert {str(quad.graph_name) for quad in quads} == {f"<{name}>"}
    assert len(graph_of(lines)) == len(lines)


def test_a_store_gives_back_the_lines_that_were_written(sample: Sample) -> None:
    lines = sample.quads()
    store = ox.Store()
    store.load("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    assert set((store.dump(format=ox.RdfFormat.N_QUADS) or b"").decode().splitlines()) == set(lines)


def test_there_are_no_blank_nodes(sample: Sample) -> None:
    assert not [line for line in sample.quads() if "_:" in line.split('"')[0]]


def test_lines_are_sorted(sample: Sample) -> None:
    assert list(sample.quads()) == sorted(sample.quads())


@given(st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(shuffler: random.Random) -> None:
    def shuffled(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(shuffler.sample(values, len(values)))

    facts = replace(
        FACTS,
        people=tuple(
            replace(person, forms=shuffled(person.forms), holdings=shuffled(person.holdings))
            for person in shuffled(FACTS.people)
        ),
        commitments=tuple(
            replace(commitment, evidence=shuffled(commitment.evidence)) for commitment in shuffled(FACTS.commitments)
        ),
        observations=shuffled(FACTS.observations),
    )
    usual = Sample(DOCUMENT, FACTS, identify(FACTS))
    assert usual.quads(facts=facts) == usual.quads()


def test_everything_that_is_mentioned_is_typed_and_named(graph: Graph) -> None:
    mentioned = {o for p, o in graph.predicate_objects() if isinstance(o, URIRef) and p != RDF.type}
    untyped = {node for node in mentioned if (node, RDF.type, None) not in graph}
    schemes = set(graph.objects(None, SKOS.inScheme))
    assert untyped - schemes == {URIRef("https://ravensclough.example/minutes/7%20final.pdf")}
    parts = {
        OA.TextPositionSelector,
        OA.TextQuoteSelector,
        TIME.Interval,
        TIME.Instant,
        PROV.Activity,
        PROV.Entity,
    }
    unnamed = {
        node
        for node in mentioned - untyped
        if (node, RDFS.label, None) not in graph and not set(graph.objects(node, RDF.type)) & parts
    }
    assert {t for node in unnamed for t in graph.objects(node, RDF.type)} == {MINUTES.Evidence}


def test_a_base_that_cannot_be_is_refused(sample: Sample) -> None:
    with pytest.raises(UsageError):
        sample.quads(base="not an address")


# --- Document, meeting, items -----------------------------------------------------------------------------


def test_the_document(graph: Graph) -> None:
    node = C[f"document/{SLUG}#it"]
    assert (node, RDF.type, MINUTES.SourceDocument) in graph
    assert graph.value(node, MINUTES.characters) == Literal(len(TEXT))
    assert (node, MINUTES.records, MEETING) in graph
    reading = graph.value(node, PROV.wasGeneratedBy)
    assert (reading, PROV.wasAssociatedWith, URIRef("https://w3id.org/minutes-kg/software#0.1.0")) in graph
    assert str(graph.value(reading, PROV.used)).startswith("urn:sha256:")


def test_the_meeting(graph: Graph) -> None:
    assert graph.value(MEETING, RDFS.label) == Literal("Inclusion Panel, 23 September 2025")
    assert graph.value(MEETING, MINUTES.meetingOf) == PANEL
    assert graph.value(MEETING, MINUTES.nextMeetingOn) == Literal("2025-12-02", datatype=XSD.date)
    assert graph.value(PANEL, ORG.unitOf) == C["council/ravensclough-council#it"]
    present = {C[f"person/{name}#it"] for name in ("bright", "orla-fenwick", "petra-voss")}
    assert set(graph.objects(MEETING, MINUTES.attendedBy)) == present


def test_a_meeting_of_which_nothing_is_known_is_still_a_meeting(sample: Sample) -> None:
    facts = DocumentFacts(source="a.txt", meeting=Meeting())
    graph = graph_of(sample.quads(facts=facts))
    assert graph.value(MEETING, RDFS.label) == Literal("Meeting recorded in inclusion-panel-2025-09-23.txt")
    assert (MEETING, MINUTES.meetingOf, None) not in graph


def test_a_council_in_full_session_meets_as_a_body_of_its_own_name(sample: Sample) -> None:
    council = Party(PartyKind.BODY, "Ravensclough Council")
    facts = DocumentFacts(
        source="a.txt",
        meeting=Meeting(council="Ravensclough Council", body="Ravensclough Council"),
        commitments=(Commitment(CommitmentKind.RESOLUTION, "write", (council,), (council,), (said("RESOLVED"),)),),
    )
    graph = graph_of(sample.quads(facts=facts, identities=identify(facts)))
    body = C["body/ravensclough-council#it"]
    assert graph.value(MEETING, MINUTES.meetingOf) == body
    assert set(graph.subject_objects(MINUTES.promisedTo)) == {(graph.value(None, MINUTES.madeAt, MEETING), body)}


def test_an_item_of_business(graph: Graph) -> None:
    node = C[f"item/{SLUG}-1#it"]
    assert graph.value(node, RDFS.label) == Literal("Persistent absence")
    assert graph.value(node, MINUTES.itemNumber) == Literal("7")
    assert graph.value(node, SDO.position) == Literal(1)


# --- People -----------------------------------------------------------------------------------------------


def test_a_person_with_the_forms_of_their_name(graph: Graph) -> None:
    node = C["person/orla-fenwick#it"]
    assert graph.value(node, FOAF.name) == graph.value(node, RDFS.label) == Literal("Orla Fenwick")
    assert set(graph.objects(node, SKOS.altLabel)) == {Literal("Ms Fenwick")}
    (evidence,) = graph.objects(node, MINUTES.evidence)
    assert quote_of(graph, evidence) == "Orla Fenwick"


def test_an_officers_tenure(graph: Graph) -> None:
    node = C["tenure/orla-fenwick--head-of-inclusion#it"]
    post = C["post/head-of-inclusion#it"]
    assert graph.value(node, ORG.member) == C["person/orla-fenwick#it"]
    assert graph.value(node, MINUTES.heldPost) == post
    assert graph.value(node, ORG.role) == graph.value(post, ORG.role) == ROLES["head-of-service"]
    assert graph.value(node, MINUTES.attestedAt) == MEETING
    assert (post, RDF.type, MINUTES.OfficerPost) in graph
    assert graph.value(post, MINUTES.singleHolder) == Literal(True)
    day = graph.value(graph.value(graph.value(node, ORG.memberDuring), TIME.inside), TIME.inXSDDate)
    assert day == Literal("2025-09-23", datatype=XSD.date)


def test_councillors_hold_an_elected_post_together(graph: Graph) -> None:
    post = C["post/councillor#it"]
    assert (post, RDF.type, MINUTES.ElectedPost) in graph
    assert graph.value(post, MINUTES.singleHolder) == Literal(False)
    holders = {graph.value(tenure, ORG.member) for tenure in graph.subjects(MINUTES.heldPost, post)}
    assert holders == {C["person/bright#it"], C["person/dunmore#it"]}


def test_whoever_presides_does_so_in_the_panel(graph: Graph) -> None:
    assert graph.value(C["tenure/bright--chair#it"], ORG.organization) == PANEL
    assert graph.value(C["tenure/bright--councillor#it"], ORG.organization) == C["council/ravensclough-council#it"]


def test_the_chair_of_a_hospital_trust_is_no_councillor(graph: Graph) -> None:
    (tenure,) = graph.subjects(ORG.member, C["person/petra-voss#it"])
    post = graph.value(tenure, MINUTES.heldPost)
    assert set(graph.objects(post, RDF.type)) == {MINUTES.OfficerPost}
    trust = graph.value(post, ORG.postIn)
    assert graph.value(trust, RDFS.label) == Literal("Ravensclough Hospitals Trust")
    assert (trust, RDF.type, ORG.Organization) in graph
    assert post != C["post/chair#it"]


def test_one_title_held_by_a_councillor_and_by_an_officer_is_two_posts(sample: Sample) -> None:
    people = tuple(
        Person(name, kind, holdings=(Holding("Chair", said("Chair"), single=True),), mentions=(said("Chair"),))
        for name, kind in (("A", PersonKind.COUNCILLOR), ("B", PersonKind.OFFICER), ("C", PersonKind.OTHER))
    )
    facts = DocumentFacts(source="a.txt", people=people)
    graph = graph_of(sample.quads(facts=facts, identities=identify(facts)))
    posts = {graph.value(t, MINUTES.heldPost) for t in graph.subjects(RDF.type, MINUTES.Tenure)}
    classes = {frozenset(graph.objects(post, RDF.type)) for post in posts}
    assert classes == {frozenset({MINUTES[c]}) for c in ("ElectedPost", "OfficerPost", "Post")}


@pytest.mark.parametrize(
    ("title", "kind", "post", "role"),
    [
        ("Astronomer", PersonKind.OFFICER, "OfficerPost", "officer"),
        ("Environment", PersonKind.COUNCILLOR, "ElectedPost", "councillor"),
        ("Observer", PersonKind.OTHER, "Post", "other"),
    ],
)
def test_a_title_of_no_known_role_has_the_role_of_its_holder(
    sample: Sample, title: str, kind: PersonKind, post: str, role: str
) -> None:
    person = Person("A", kind, holdings=(Holding(title, said("Chair")),), mentions=(said("Chair"),))
    facts = DocumentFacts(source="a.txt", people=(person,))
    graph = graph_of(sample.quads(facts=facts, identities=identify(facts)))
    (tenure,) = graph.subjects(RDF.type, MINUTES.Tenure)
    assert graph.value(tenure, ORG.role) == ROLES[role]
    assert set(graph.objects(graph.value(tenure, MINUTES.heldPost), RDF.type)) == {MINUTES[post]}


# --- Commitments ------------------------------------------------------------------------------------------


def test_a_promise(graph: Graph) -> None:
    said_of = dict(graph.predicate_objects(CIRCULATE))
    assert said_of[RDF.type] == MINUTES.Promise
    assert said_of[MINUTES.kind] == KINDS.promise
    assert said_of[MINUTES.promisedBy] == C["person/orla-fenwick#it"]
    assert said_of[MINUTES.promisedTo] == PANEL
    assert said_of[MINUTES.madeAt] == MEETING
    assert said_of[MINUTES.madeOn] == Literal("2025-09-23", datatype=XSD.date)
    assert said_of[MINUTES.dueBy] == Literal("2025-12-02", datatype=XSD.date)
    assert said_of[MINUTES.dueText] == Literal("by the next meeting")
    assert said_of[MINUTES.strength] == STRENGTHS.firm
    assert said_of[MINUTES.underItem] == C[f"item/{SLUG}-1#it"]
    assert said_of[MINUTES.about] == C["indicator/persistent-absence#it"]
    assert said_of[MINUTES.firstEvidence] == said_of[MINUTES.evidence]


def test_a_promise_is_open_from_the_day_it_was_made(graph: Graph) -> None:
    (event,) = graph.subjects(MINUTES.ofCommitment, CIRCULATE)
    assert graph.value(event, MINUTES.state) == STATES.open
    assert graph.value(event, MINUTES.on) == Literal("2025-09-23", datatype=XSD.date)
    assert graph.value(event, MINUTES.evidence) == graph.value(CIRCULATE, MINUTES.firstEvidence)


def test_a_conditional_request_with_an_owner(graph: Graph) -> None:
    (node,) = graph.subjects(RDF.type, MINUTES.Request)
    assert graph.value(node, MINUTES.owner) == C["post/director-of-place#it"]
    assert graph.value(node, MINUTES.condition) == Literal("if funds allowed")
    assert graph.value(node, MINUTES.dueEdtf) == Literal("2026-21")


def test_a_resolution_printed_twice_has_both_quotes_the_first_in_the_text_first(graph: Graph) -> None:
    (node,) = graph.subjects(RDF.type, MINUTES.Resolution)
    assert {quote_of(graph, e) for e in graph.objects(node, MINUTES.evidence)} == {
        "RESOLVED: that the report be noted",
        "that the Chair write to the Trust",
    }
    assert quote_of(graph, graph.value(node, MINUTES.firstEvidence)) == "RESOLVED: that the report be noted"


def test_a_post_named_without_its_holder_is_the_one_that_is_held(graph: Graph) -> None:
    (node,) = graph.subjects(RDF.type, MINUTES.Resolution)
    assert graph.value(node, MINUTES.promisedBy) == C["post/chair#it"]


def test_a_due_date_outside_the_clause_brings_its_own_words(graph: Graph) -> None:
    (node,) = graph.subjects(MINUTES.recurs, Literal("P4M"))
    quotes = {quote_of(graph, e) for e in graph.objects(node, MINUTES.evidence)}
    assert quotes == {"The Attendance Team would write to schools", "every term"}


def test_one_act_stated_twice_in_the_same_words_is_two_commitments(sample: Sample) -> None:
    text = "to write to schools. to write to schools."
    document = Document(name="a.txt", text=text, plain=text, sha256="0" * 64)
    spans = (Span(0, 19), Span(21, 40))
    commitments = tuple(
        Commitment(CommitmentKind.PROMISE, "write", (), (), (Evidence.at(document, span),)) for span in spans
    )
    facts = DocumentFacts(source="a.txt", commitments=commitments)
    graph = graph_of(sample.quads(document=document, facts=facts, identities=identify(facts)))
    starts = {
        str(node).rpartition("/")[2]: str(start)
        for node in graph.subjects(RDF.type, MINUTES.Promise)
        for selector in graph.objects(graph.value(node, MINUTES.firstEvidence), OA.hasSelector)
        for start in graph.objects(selector, OA.start)
    }
    first = commitment_slug(SLUG, "promise", "to write to schools")
    second = commitment_slug(SLUG, "promise", "to write to schools", 2)
    assert starts == {f"{first}#it": "0", f"{second}#it": "21"}


def test_another_paragraph_does_not_change_a_commitments_iri(sample: Sample) -> None:
    before = {line.split()[0] for line in sample.quads() if "/commitment/" in line.split()[0]}
    fewer = replace(sample.facts, commitments=sample.facts.commitments[:2])
    after = {line.split()[0] for line in sample.quads(facts=fewer) if "/commitment/" in line.split()[0]}
    assert after < before


def test_a_long_action_is_cut_at_a_word_in_its_label_only(sample: Sample) -> None:
    action = "bring a report on " + "every school in the district and " * 6 + "more"
    facts = replace(sample.facts, commitments=(replace(sample.facts.commitments[0], action=action),))
    graph = graph_of(sample.quads(facts=facts))
    (node,) = graph.subjects(RDF.type, MINUTES.Promise)
    label = str(graph.value(node, RDFS.label))
    assert label.endswith("…")
    assert len(label) <= 80
    assert action.startswith(label[:-1] + " ")
    assert str(graph.value(node, MINUTES.action)) == action


# --- Figures and words ------------------------------------------------------------------------------------


def test_a_figure(graph: Graph) -> None:
    node = C[f"observation/{SLUG}-{TEXT.index('21.50')}-percent-21-5#it"]
    assert graph.value(node, MINUTES.ofIndicator) == C["indicator/persistent-absence#it"]
    assert graph.value(node, MINUTES.value) == Literal(Decimal("21.5"))
    assert graph.value(node, MINUTES.unit) == UNITS.percent
    assert graph.value(UNITS.percent, SKOS.notation) == Literal("%")
    assert graph.value(node, MINUTES.isChange) == Literal(False)
    assert (node, MINUTES.comparedWith, None) not in graph


def test_two_figures_made_of_one_number_are_two(sample: Sample) -> None:
    one = sample.facts.observations[0]
    other = replace(one, indicator="unauthorised absence")
    facts = DocumentFacts(source="a.txt", observations=(one, other))
    graph = graph_of(sample.quads(facts=facts, identities=identify(facts)))
    assert len(set(graph.subjects(RDF.type, MINUTES.Observation))) == 2


def quote_of(graph: Graph, evidence: object) -> str:
    """The quoted words of evidence."""
    (quote,) = (
        graph.value(selector, OA.exact)
        for selector in graph.objects(evidence, OA.hasSelector)  # type: ignore[arg-type]
        if (selector, RDF.type, OA.TextQuoteSelector) in graph
    )
    return str(quote)


def test_words_are_found_again_by_position_and_by_what_is_around_them(graph: Graph) -> None:
    found = 0
    for evidence in graph.subjects(RDF.type, MINUTES.Evidence):
        said_of = {p: o.toPython() for s in graph.objects(evidence, OA.hasSelector) for p, o in graph[s]}
        start, end, quote = said_of[OA.start], said_of[OA.end], said_of[OA.exact]
        assert TEXT[start:end] == quote
        assert TEXT.endswith(said_of.get(OA.prefix, ""), 0, start)
        assert TEXT.startswith(said_of.get(OA.suffix, ""), end)
        found += 1
    assert found > 10


NAMES = st.text(st.characters(codec="utf-8"), min_size=1)


@settings(max_examples=50)
@given(NAMES, NAMES, NAMES, NAMES)
def test_any_names_give_lines_that_parse(body: str, name: str, title: str, indicator: str) -> None:
    text = f"{body}\n{name}\r\n{title}\n{indicator}"
    document = Document(name=name, text=text, plain=text, sha256="0" * 64)
    words = Evidence.at(document, Span(0, len(text)))
    facts = DocumentFacts(
        source=name,
        meeting=Meeting(body=body),
        people=(
            Person(
                name,
                PersonKind.OFFICER,
                (title,),
                (Holding(title, words, organisation=body + "x"),),
                (words,),
            ),
        ),
        commitments=(
            Commitment(
                CommitmentKind.PROMISE,
                title,
                (Party(PartyKind.PERSON, name),),
                (Party(PartyKind.BODY, body),),
                (words,),
            ),
        ),
        observations=(Observation(indicator, Decimal(7), "count", words, Span(0, 1), period=title, group=name),),
    )
    lines = Sample(DOCUMENT, facts, identify(facts)).quads(document=document)
    quads = list(ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    assert len(set(quads)) == len(lines)
    literals = {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}
    assert {text, title, name, indicator} <= literals


def test_identities_decide_who_is_whom(sample: Sample) -> None:
    people = dict(sample.identities.people)
    people[SLUG, "Bright"] = replace(people[SLUG, "Bright"], slug="rowan-bright", name="Rowan Bright")
    identities = dataclasses.replace(sample.identities, people=people)
    graph = graph_of(sample.quads(identities=identities))
    node = C["person/rowan-bright#it"]
    assert graph.value(node, RDFS.label) == Literal("Rowan Bright")
    assert set(graph.objects(node, SKOS.altLabel)) == {Literal("Bright"), Literal("Councillor Bright")}
    assert (C["tenure/rowan-bright--chair#it"], ORG.member, node) in graph
