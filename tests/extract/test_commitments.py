"""Sentences of minutes beside what they commit somebody to.

Each row is what a clerk could have written and what a careful reader finds in it: kind, by whom, the words, the day. The
frame around the sentence is the same for all: a panel that met on 10 September 2024 and meets next on 3 December.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract_facts
from kg.facts import Commitment, DocumentFacts, Strength
from kg.read import read_document

HEAD = """MARRAM BOROUGH COUNCIL

PORTS AND HARBOURS PANEL

Minutes of the meeting held on Tuesday, 10 September 2024 at 6.00 pm in the Custom House

Present:  Councillor Petra Winslade (Chair), Councillor Obed Marsh (Vice-Chair), Councillors Una Trask and Leo Fennimore

Officers:  Ines Okonjo (Director of Ports), Mr Tom Baddeley (Harbour Master), Ms Rhea Castellan (Dredging Manager)

1.  DREDGING

Ines Okonjo, Director of Ports, presented the report.

"""
TAIL = """

2.  DATE OF NEXT MEETING

Tuesday, 3 December 2024.
"""


def read(sentence: str) -> DocumentFacts:
    """The facts of minutes in which these words stand as a paragraph of the first item."""
    return extract_facts(read_document((HEAD + sentence + TAIL).encode(), "ports-panel.txt"))


def shown(commitment: Commitment) -> tuple[str, str, str, str]:
    day = commitment.due.by.isoformat() if commitment.due and commitment.due.by else ""
    text = commitment.due.text if commitment.due else ""
    return commitment.kind, "; ".join(p.name for p in commitment.by), commitment.evidence[0].quote, day or text


PROMISES = [
    (
        "Mr Baddeley undertook to circulate the berthing plan by 31 October 2024.",
        ("Tom Baddeley", "Mr Baddeley undertook to circulate the berthing plan by 31 October 2024", "2024-10-31"),
    ),
    (
        "Ms Castellan offered to show Members round the dredger.",
        ("Rhea Castellan", "Ms Castellan offered to show Members round the dredger", ""),
    ),
    (
        "The Harbour Master agreed to bring a note to the next meeting.",
        ("Tom Baddeley", "The Harbour Master agreed to bring a note to the next meeting", "2024-12-03"),
    ),
    # A passive promise belongs to whoever is presenting.
    (
        "The results of the survey would be shared with the Panel in the new year.",
        ("Ines Okonjo", "The results of the survey would be shared with the Panel in the new year", "in the new year"),
    ),
    # A pronoun goes back to the one who answers, not to the one who asked.
    (
        "Councillor Trask asked about the lights.  She would find out and reply to the Councillor direct.",
        ("Ines Okonjo", "She would find out and reply to the Councillor direct", ""),
    ),
    # Both verbs have one subject.
    (
        "Mr Baddeley accepted the point and would see that the buoys were repainted before Easter.",
        (
            "Tom Baddeley",
            "Mr Baddeley accepted the point and would see that the buoys were repainted before Easter",
            "before Easter",
        ),
    ),
    (
        "A new pilot boat would be in service by March 2025.",
        ("Ines Okonjo", "A new pilot boat would be in service by March 2025", "2025-03-31"),
    ),
    (
        "Ms Castellan gave an assurance that the spoil would be tested every quarter.",
        (
            "Rhea Castellan",
            "Ms Castellan gave an assurance that the spoil would be tested every quarter",
            "every quarter",
        ),
    ),
    # The second of two verbs gives something to the panel.
    (
        "Mr Baddeley undertook to consider the point and report back to a future meeting.",
        (
            "Tom Baddeley",
            "Mr Baddeley undertook to consider the point and report back to a future meeting",
            "to a future meeting",
        ),
    ),
    # A first name that only one person has.
    (
        "The pumps were tested. Rhea would keep the Panel informed of progress.",
        ("Rhea Castellan", "Rhea would keep the Panel informed of progress", ""),
    ),
    # A post that no list of officers gives.
    (
        "The Bosun agreed to liaise with the pilots.",
        ("Bosun", "The Bosun agreed to liaise with the pilots", ""),
    ),
    # A conjunction within a title begins no clause.
    (
        "The Director of Tides and Currents said the wording would be changed.",
        ("Director of Tides and Currents", "The Director of Tides and Currents said the wording would be changed", ""),
    ),
    (
        "Mr Baddeley indicated his willingness to attend the regatta on 5 October 2024.",
        ("Tom Baddeley", "Mr Baddeley indicated his willingness to attend the regatta on 5 October 2024", "2024-10-05"),
    ),
    # Those who receive do not promise.
    (
        "Panel members would receive an email about the dues.",
        ("Ines Okonjo", "Panel members would receive an email about the dues", ""),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), PROMISES, ids=[row[0][:50] for row in PROMISES])
def test_a_promise_is_found_with_its_promiser_words_and_day(sentence: str, expected: tuple[str, str, str]) -> None:
    found = [shown(c) for c in read(sentence).commitments if c.kind == "promise"]
    assert found == [("promise", *expected)]


REQUESTS = [
    (
        "Councillor Fennimore asked that future reports show the tonnage by berth.",
        ("Leo Fennimore", "Councillor Fennimore asked that future reports show the tonnage by berth", ""),
    ),
    (
        "Members requested a breakdown of the dues every six months.",
        ("Members", "Members requested a breakdown of the dues every six months", "every six months"),
    ),
    (
        "It was suggested that the ferry company be invited.",
        ("Ports and Harbours Panel", "It was suggested that the ferry company be invited", ""),
    ),
    (
        "The Chair asked the Harbour Master to write to the Coastguard.",
        ("Petra Winslade", "The Chair asked the Harbour Master to write to the Coastguard", ""),
    ),
    (
        "Councillor Marsh wished the slipway to be added to the work programme.",
        ("Obed Marsh", "Councillor Marsh wished the slipway to be added to the work programme", ""),
    ),
    # Somebody without a name.
    ("A Member asked for a map of the moorings.", ("Member", "A Member asked for a map of the moorings", "")),
    (
        "One member asked whether the report could include the tonnage of every berth.",
        ("Member", "One member asked whether the report could include the tonnage of every berth", ""),
    ),
    (
        "Councillor Trask asked everyone to check the tide tables.",
        ("Una Trask", "Councillor Trask asked everyone to check the tide tables", ""),
    ),
    (
        "A request was made by Councillor Marsh that the buoys be numbered.",
        ("Obed Marsh", "A request was made by Councillor Marsh that the buoys be numbered", ""),
    ),
    (
        "Councillor Marsh suggested that future papers should say what the dues were for.",
        ("Obed Marsh", "Councillor Marsh suggested that future papers should say what the dues were for", ""),
    ),
    # A name that the minutes do not introduce is nobody else's.
    ("Tamsin asked that the log be shared.", ("Ports and Harbours Panel", "Tamsin asked that the log be shared", "")),
]


@pytest.mark.parametrize(("sentence", "expected"), REQUESTS, ids=[row[0][:50] for row in REQUESTS])
def test_a_request_is_found_with_its_asker(sentence: str, expected: tuple[str, str, str]) -> None:
    found = [shown(c) for c in read(sentence).commitments]
    assert [(kind, by.casefold(), quote, due) for kind, by, quote, due in found] == [
        ("request", expected[0].casefold(), *expected[1:])
    ]


NOTHING = [
    "Councillor Trask asked whether the crane would be mended.",
    "Mr Baddeley declined to give a date.",
    "The Panel was told that the quay wall had been repaired in May.",
    "The team would normally inspect the chains once a week.",
    "Ms Castellan had promised at the last meeting that the plan would be circulated, and it had been.",
    "The cost would be £2.1m.",
    "Members would like to thank the crew.",
    "He hoped that the backlog would be cleared.",
    "The report recalled that “officers will bring a plan to every meeting”.",
    "It was agreed not to proceed with the scheme.",
    "RESOLVED: That the report be noted.",
    "RESOLVED: That Councillor Marsh be elected Vice-Chair and that the minutes be approved.",
    "RESOLVED: That the plan will remain flexible.",
    "Councillor Marsh proposed that Councillor Trask be the second representative.",
    "Councillor Marsh proposed the minutes, seconded by Councillor Trask.",
    "If a boat is three weeks overdue the owner should tell the office, they will then investigate.",
    "The detail of how the moorings would be chosen had not been worked out.",
    "Ms Castellan submitted a report (previously circulated) requesting that thought be given to the dues.",
    "It was agreed that the new handrail was very good.",
    "Mr Baddeley could not say when the crane would be mended.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_looks_like_a_commitment_is_left_alone(sentence: str) -> None:
    assert [shown(c) for c in read(sentence).commitments] == []


def test_what_was_passed_over_is_listed_with_the_reason() -> None:
    unused = read("Councillor Trask asked whether the crane would be mended.").unused
    assert [(u.evidence.quote, u.reason) for u in unused] == [
        ("Councillor Trask asked whether the crane would be mended.", "asked, not promised")
    ]


DECISIONS = [
    (
        "RESOLVED: That the Director of Ports submit a report on dues within six weeks.",
        [("Ines Okonjo", "2024-10-22")],
    ),
    (
        "AGREED –\n\n(1)  That the report be noted.\n\n(2)  That the Harbour Master be requested to list the moorings; and\n\n"
        "(3)  That a visit to the light be arranged for October 2024.",
        [("Tom Baddeley", ""), ("Ports and Harbours Panel", "2024-10-31")],
    ),
    (
        "The Panel resolved:-\n(i) to note the report; and\n(ii) to instruct the Dredging Manager to report back after two cycles.",
        [("Rhea Castellan", "after two cycles")],
    ),
    (
        "It was agreed that the leaflet be printed, and that the Chair write to the Minister.",
        [("Ports and Harbours Panel", ""), ("Petra Winslade", "")],
    ),
    ("ACTION: Harbour Master to order the signs.", [("Tom Baddeley", "")]),
    ("AGREED – That the Chair writes to the Minister about the light.", [("Petra Winslade", "")]),
    ("Agreed that the Panel take part in the survey of harbours.", [("Ports and Harbours Panel", "")]),
    ("It was agreed to purchase a second crane.", [("Ports and Harbours Panel", "")]),
    ("It was agreed that we ask for a lower due.", [("Ports and Harbours Panel", "")]),
    ("It was agreed work to be completed on Saturday 2 November.", [("Ports and Harbours Panel", "2024-11-02")]),
    ("Agreed by all that a letter of thanks should be sent to the crew.", [("Ports and Harbours Panel", "")]),
    (
        "Resolved:\n\nThe report be noted, and the Harbour Master write to the pilots.",
        [("Tom Baddeley", "")],
    ),
    (
        "The Panel resolved:-\n(i) in relation to the quay, to note that officers would send the survey to Members;\n(ii) to approve the plan.",
        [("officers", "")],
    ),
    (
        "RESOLVED: That the Panel considers an update on the dues at its December meeting.",
        [("Ports and Harbours Panel", "2024-12-03")],
    ),
    (
        "RESOLVED: That the list of berths to be let be approved and that consultation be carried out.",
        [("Ports and Harbours Panel", "")],
    ),
    ("RESOLVED: That the plan approved by the Panel on 3 May be published.", [("Ports and Harbours Panel", "")]),
    # Who has to act, in a line that names nobody else.
    ("A guide to the moorings was being drawn up.\n\nAction: Tamsin Hale", [("Tamsin Hale", "")]),
    ("Buoys - two to be painted by the clerk.", [("clerk", "")]),
    ("Sheds- chairman and clerk to get quotes for a roof.", [("clerk", "")]),
]


@pytest.mark.parametrize(("words", "expected"), DECISIONS, ids=[row[0][:40] for row in DECISIONS])
def test_a_decision_binds_whom_it_names_or_the_body(words: str, expected: list[tuple[str, str]]) -> None:
    found = [shown(c) for c in read(words).commitments]
    assert {kind for kind, *_ in found} == {"resolution"}
    assert [(by.casefold(), due) for _, by, _, due in found] == [(by.casefold(), due) for by, due in expected]


def test_one_act_printed_twice_is_one_commitment_with_two_quotes() -> None:
    words = "Decision:\nThe Panel resolves:-\n(i) to instruct the Harbour Master to survey the north quay.\n\nMinutes:\nThe wall was discussed.\n\n"
    words += "The Panel resolved:-\n(i) to instruct the Harbour Master to survey the north quay."
    (commitment,) = read(words).commitments
    assert [e.quote for e in commitment.evidence] == ["to instruct the Harbour Master to survey the north quay"] * 2
    assert commitment.evidence[0].span < commitment.evidence[1].span


def test_bullets_belong_to_the_speaker_of_their_lead_in() -> None:
    words = "Ms Castellan highlighted the following:\n\n·         the channel would be surveyed in October 2024;\n\n·         a plan would be sent to Members."
    found = [shown(c)[1] for c in read(words).commitments]
    assert found == ["Rhea Castellan", "Rhea Castellan"]


def test_a_condition_makes_a_promise_conditional_and_is_kept_in_words() -> None:
    (commitment,) = read("Mr Baddeley undertook to open the gate on Sundays if staffing allowed.").commitments
    assert commitment.strength is Strength.CONDITIONAL
    assert commitment.condition == "if staffing allowed"


def test_a_question_whether_makes_no_promise_conditional() -> None:
    (commitment,) = read("Mr Baddeley undertook to ask the contractor if the gate could be painted.").commitments
    assert (commitment.strength, commitment.condition) == (Strength.FIRM, "")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Ms Castellan explained that a survey, which would include tides and currents results would be available "
         "in November.", "tides and currents results would be available in November"),
        ("The lift had failed and a new part would be fitted by 1 December 2024.",
         "a new part would be fitted by 1 December 2024"),
        ("Contact details for the service within the team would be provided to Members.",
         "Contact details for the service within the team would be provided to Members"),
    ],
)  # fmt: skip
def test_a_clause_begins_at_its_subject(sentence: str, quote: str) -> None:
    assert any(quote in c.evidence[0].quote for c in read(sentence).commitments)


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Yardley would circulate the rota to Members.",
        "Action: Jane Yardley to write to the pilots.",
        "The lamp was to be mended.\n\nACTION: Jane Yardley",
    ],
)
def test_who_is_nowhere_introduced_but_is_to_act_is_named(sentence: str) -> None:
    assert [party.name for c in read(sentence).commitments for party in c.by] == ["Jane Yardley"]


def test_the_act_in_a_row_of_a_log_is_the_cell_that_says_it() -> None:
    log = "ACTION LOG\n\nRef | Action | Owner | By\n1 | Write to the pilots | Tom Baddeley | 1 November 2024"
    (commitment,) = read(log).commitments
    assert commitment.action == "Write to the pilots"
    assert "1 November 2024" in commitment.evidence[0].quote


def test_an_action_log_gives_who_what_and_when_and_leaves_out_what_is_done() -> None:
    log = "ACTION LOG\n\nRef | Action | Owner | By\n1 | Letter to the pilots | Tom Baddeley | 1 November 2024\n2 | Paint the shed | Rhea Castellan | Closed"
    found = [shown(c) for c in read(log).commitments]
    assert [(by, due) for _, by, _, due in found] == [("Tom Baddeley", "2024-11-01")]


def test_the_agenda_printed_above_the_minutes_promises_nothing() -> None:
    text = (
        "Agenda item\n\nDredging\n\nThe Director will bring a report to the Panel.\n\nContact:  Ines Okonjo, Director of Ports\n\n"
        "Minutes:\n\nThe report was received."
    )
    assert extract_facts(read_document(text.encode(), "item.txt")).commitments == ()


def test_the_meeting_day_decides_what_a_month_without_a_year_means() -> None:
    (commitment,) = read("Mr Baddeley undertook to report in March.").commitments
    assert commitment.due is not None
    assert commitment.due.by == dt.date(2025, 3, 31)


WORDS = st.sampled_from(
    "the Panel Members would will be sent circulate report by in March 2025 asked that agreed to RESOLVED That Mr Baddeley She ; , . : ( ) “ ” – \n\n · £4 7% undertook not if".split(
        " "
    )
)


@given(st.lists(WORDS, min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_the_text_every_quote_stands_where_it_is_said_to_stand(words: list[str]) -> None:
    document = read_document((HEAD + " ".join(words) + TAIL).encode(), "ports-panel.txt")
    facts = extract_facts(document)
    for commitment in facts.commitments:
        assert commitment.by
        assert commitment.to
        for evidence in commitment.evidence:
            assert document.text[evidence.span.start : evidence.span.end] == evidence.quote != ""
        if commitment.due:
            assert 0 <= commitment.due.span.start <= commitment.due.span.end <= len(document.text)
