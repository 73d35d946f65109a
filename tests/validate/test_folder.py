"""A graph folder checked whole: what `kg.graph` writes passes, and what breaks it is found where it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.document import Document
from kg.errors import GraphError
from kg.facts import CommitmentKind, DocumentFacts, Holding
from kg.validate import Finding, Report, Severity, validate_graph
from tests.validate.conftest import MAY, Thornmere, february, may, words

FEBRUARY_FILE, MAY_FILE = "parks-panel-2026-02-03.txt", "parks-panel-2026-05-12.txt"


def of_rule(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def test_a_graph_as_it_is_built_has_no_violations(thornmere: Thornmere) -> None:
    report = validate_graph(thornmere.build())
    assert [(f.rule, f.source, f.line) for f in report.findings] == [("promise-due", MAY_FILE, 9)]
    assert (report.violations, report.documents) == (0, 2)


def test_a_finding_says_class_node_file_line_and_quote(thornmere: Thornmere) -> None:
    folder = thornmere.build(lambda lines: [line for line in lines if "promisedBy" not in line])
    first = of_rule(validate_graph(folder), "commitment-promiser")[0]
    assert first.severity is Severity.VIOLATION
    assert (first.class_, first.label) == ("Promise", "send the tree survey to members")
    assert first.node.startswith("http://localhost:8000/thornmere-council/commitment/promise-")
    assert (first.source, first.line) == (FEBRUARY_FILE, 10)
    assert [quote.words for quote in first.quotes] == [
        "She undertook to send the tree survey to members by 12 May 2026"
    ]
    assert first.message == "Nobody is named who made this commitment."
    assert first.todo


@pytest.mark.parametrize(
    ("rule", "severity", "change"),
    [
        ("commitment-promisee", Severity.VIOLATION, lambda line: "" if "promisedTo" in line else line),
        ("commitment-meeting", Severity.VIOLATION, lambda line: "" if "#madeAt" in line else line),
        ("commitment-action", Severity.VIOLATION, lambda line: "" if "#action" in line else line),
        ("observation-unit", Severity.VIOLATION, lambda line: "" if "#unit>" in line else line),
        ("observation-indicator", Severity.VIOLATION, lambda line: "" if "#ofIndicator" in line else line),
        ("observation-percent", Severity.WARNING, lambda line: line.replace('> "92"^', '> "192"^')),
        ("meeting-body", Severity.VIOLATION, lambda line: "" if "#meetingOf" in line else line),
        (
            "meeting-date",
            Severity.WARNING,
            lambda line: "" if "/meeting/" in line and "terms/date>" in line else line,
        ),
        (
            "person-name",
            Severity.VIOLATION,
            lambda line: "" if "foaf/0.1/name" in line and "person/" in line else line,
        ),
        ("tenure-member", Severity.VIOLATION, lambda line: "" if "org#member>" in line else line),
        ("event-state", Severity.VIOLATION, lambda line: line.replace("states#open", "states#forgotten")),
        (
            "commitment-due-before-meeting",
            Severity.VIOLATION,
            lambda line: line.replace('dueBy> "2026', 'dueBy> "2025'),
        ),
        (
            "position-order",
            Severity.VIOLATION,
            lambda line: line.replace("oa#start>", "oa#x>").replace("oa#end>", "oa#start>").replace("oa#x>", "oa#end>"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_faults_are_found(thornmere: Thornmere, rule: str, severity: Severity, change: Callable[[str], str]) -> None:
    report = validate_graph(thornmere.build(lambda lines: [changed for line in lines if (changed := change(line))]))
    found = of_rule(report, rule)
    assert found, [finding.rule for finding in report.findings]
    assert {finding.severity for finding in found} == {severity}
    assert all(finding.source for finding in found)


def test_a_commitment_without_words_still_names_its_document(thornmere: Thornmere) -> None:
    def drop(lines: list[str]) -> list[str]:
        return [
            line
            for line in lines
            if not (line.startswith("<http://localhost:8000/thornmere-council/commitment") and "vidence>" in line)
        ]

    found = of_rule(validate_graph(thornmere.build(drop)), "commitment-evidence")
    assert {finding.source for finding in found} == {FEBRUARY_FILE, MAY_FILE}


# --- Two holders of one post ----------------------------------------------------------------------------


def test_two_holders_of_one_post_are_a_warning_with_both_quotes(thornmere: Thornmere) -> None:
    def misprinted(document: Document) -> DocumentFacts:
        facts = february(document)
        marsh = replace(facts.people[2], holdings=(Holding("Head of Parks", words(document, "Ivo Marsh"), True),))
        return replace(facts, people=(*facts.people[:2], marsh))

    thornmere.facts["parks-panel-2026-02-03"] = misprinted
    (found,) = of_rule(validate_graph(thornmere.build()), "post-two-holders")
    assert found.severity is Severity.WARNING
    assert (found.class_, found.label) == ("OfficerPost", "Head of Parks")
    assert "Ivo Marsh and Jana Holt" in found.message
    assert {quote.words for quote in found.quotes} == {"Ivo Marsh", "Jana Holt"}
    assert {(quote.source, quote.line) for quote in found.quotes} == {(FEBRUARY_FILE, 5)}


def test_a_post_that_changes_hands_between_meetings_is_fine(thornmere: Thornmere) -> None:
    assert not of_rule(validate_graph(thornmere.build()), "post-two-holders")


def test_one_person_as_councillor_and_officer_is_shown_with_the_words_of_both_documents(
    thornmere: Thornmere,
) -> None:
    def councillor(document: Document) -> DocumentFacts:
        facts = may(document)
        marsh = replace(
            facts.people[1],
            kind=facts.people[0].kind,
            holdings=(Holding("Councillor", words(document, "Mr Marsh")),),
        )
        return replace(facts, people=(facts.people[0], marsh))

    thornmere.facts["parks-panel-2026-05-12"] = councillor
    (found,) = of_rule(validate_graph(thornmere.build()), "person-officer-and-councillor")
    assert found.label == "Ivo Marsh"
    assert {(quote.source, quote.words) for quote in found.quotes} == {
        (MAY_FILE, "Mr Marsh"),
        (FEBRUARY_FILE, "Ivo Marsh"),
    }


# --- Against the stored files ---------------------------------------------------------------------------


def test_a_quote_that_is_not_at_its_place_is_a_violation(thornmere: Thornmere) -> None:
    folder = thornmere.build(
        lambda lines: [line.replace('oa#exact> "he would look', 'oa#exact> "she would look') for line in lines]
    )
    (found,) = of_rule(validate_graph(folder), "evidence-words")
    assert found.severity is Severity.VIOLATION
    assert "there stands: “he would look into the benches”" in found.message
    assert (found.source, found.line, found.class_) == (MAY_FILE, 9, "Evidence")


def test_a_stored_file_that_was_changed_is_found_by_its_fingerprint(thornmere: Thornmere) -> None:
    folder = thornmere.build()
    thornmere.stored("parks-panel-2026-05-12").write_text(MAY.replace("12 May", "13 May"), "utf-8")
    report = validate_graph(folder)
    assert [finding.source for finding in of_rule(report, "document-unchanged")] == [MAY_FILE]
    assert [finding.quotes[0].words for finding in of_rule(report, "evidence-words")] == ["12 May 2026"]


def test_a_stored_file_that_is_gone_is_one_violation_not_one_for_each_quote(thornmere: Thornmere) -> None:
    folder = thornmere.build()
    thornmere.stored("parks-panel-2026-05-12").unlink()
    violations = [f for f in validate_graph(folder).findings if f.severity is Severity.VIOLATION]
    assert [(finding.rule, finding.source) for finding in violations] == [("document-stored", MAY_FILE)]


def test_offsets_count_code_points_and_line_ends_as_they_are(thornmere: Thornmere) -> None:
    thornmere.texts["parks-panel-2026-05-12"] = "Café 🌳 – Siân\r\n\r\n" + MAY.replace("\n", "\r\n")
    report = validate_graph(thornmere.build())
    assert report.violations == 0
    assert [finding.line for finding in of_rule(report, "promise-due")] == [11]


def test_a_document_whose_graph_is_lost_is_found(thornmere: Thornmere) -> None:
    folder = thornmere.build(lambda lines: [line for line in lines if not line.endswith("2026-05-12#it> .")])
    (found,) = of_rule(validate_graph(folder), "document-graph")
    assert (found.source, found.severity) == (MAY_FILE, Severity.VIOLATION)


# --- What a graph only mentions -------------------------------------------------------------------------


def test_what_a_graph_only_mentions_is_judged_where_it_is_described(thornmere: Thornmere) -> None:
    def mention(lines: list[str]) -> list[str]:
        label = next(line for line in lines if "/commitment/" in line and 'schema#label> "send the tree' in line)
        kind = next(
            line for line in lines if "/commitment/" in line and "ontology#Promise>" in line and "02-03#it> ." in line
        )
        return [
            *lines,
            *(
                line.replace("document/parks-panel-2026-02-03", "document/parks-panel-2026-05-12")
                for line in (label, kind)
            ),
        ]

    assert validate_graph(thornmere.build(mention)).violations == 0


def test_what_no_graph_describes_is_not_only_mentioned(thornmere: Thornmere) -> None:
    iri = "<http://localhost:8000/thornmere-council/commitment/lost#it>"
    graph = "<http://localhost:8000/thornmere-council/document/parks-panel-2026-05-12#it>"

    def mention(lines: list[str]) -> list[str]:
        kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/minutes-kg/ontology#Promise>"
        return [*lines, f"{iri} {kind} {graph} ."]

    found = of_rule(validate_graph(thornmere.build(mention)), "commitment-promiser")
    assert [finding.node for finding in found] == [iri.strip("<>")]


# --- The report as a whole ------------------------------------------------------------------------------


def test_the_same_folder_gives_the_same_report_in_the_same_order(thornmere: Thornmere) -> None:
    folder = thornmere.build(lambda lines: [line for line in lines if "#kind>" not in line and "rg#role>" not in line])
    first, second = validate_graph(folder), validate_graph(folder)
    assert first == second
    assert len(first.findings) > 4
    severities = [finding.severity for finding in first.findings]
    assert severities == sorted(severities, reverse=True)


def test_progress_counts_documents(thornmere: Thornmere) -> None:
    seen: list[tuple[int, int]] = []
    validate_graph(thornmere.build(), progress=lambda done, all_: seen.append((done, all_)))
    assert seen == [(1, 2), (2, 2)]


def test_a_folder_without_a_graph_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph there"):
        validate_graph(tmp_path / "nothing")


def test_a_meeting_without_a_date_is_a_warning_not_a_violation(thornmere: Thornmere) -> None:
    def undated(document: Document) -> DocumentFacts:
        facts = may(document)
        return replace(facts, meeting=replace(facts.meeting, date=None))

    thornmere.facts["parks-panel-2026-05-12"] = undated
    report = validate_graph(thornmere.build())
    assert report.violations == 0
    assert [finding.source for finding in of_rule(report, "meeting-date")] == [MAY_FILE]


def test_a_due_date_on_the_day_of_the_meeting_is_fine_and_the_day_before_is_not(thornmere: Thornmere) -> None:
    def due_on(day: dt.date) -> Callable[[Document], DocumentFacts]:
        def facts_of(document: Document) -> DocumentFacts:
            facts = february(document)
            (promise,) = facts.commitments
            assert promise.due is not None
            return replace(facts, commitments=(replace(promise, due=replace(promise.due, by=day)),))

        return facts_of

    for day, expected in ((dt.date(2026, 2, 3), 0), (dt.date(2026, 2, 2), 1)):
        thornmere.facts["parks-panel-2026-02-03"] = due_on(day)
        assert len(of_rule(validate_graph(thornmere.build()), "commitment-due-before-meeting")) == expected


@pytest.mark.parametrize("kind", list(CommitmentKind))
def test_every_kind_of_commitment_is_judged(thornmere: Thornmere, kind: CommitmentKind) -> None:
    def of_kind(document: Document) -> DocumentFacts:
        facts = february(document)
        return replace(facts, commitments=(replace(facts.commitments[0], kind=kind),))

    thornmere.facts["parks-panel-2026-02-03"] = of_kind
    assert validate_graph(thornmere.build()).violations == 0
    folder = thornmere.build(lambda lines: [line for line in lines if "promisedBy" not in line])
    classes = {finding.class_ for finding in of_rule(validate_graph(folder), "commitment-promiser")}
    assert kind.value.title() in classes
