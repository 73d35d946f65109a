"""Decisions in the ways in which clerks write them, beside what they bind somebody to.

The frame is that of `tests/extract/test_commitments.py`: a panel that met on 10 September 2024 and meets next on 3 December.
"""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.read import read_document
from tests.extract.test_commitments import read, shown

PANEL = "Ports and Harbours Panel"


def found(words: str) -> list[tuple[str, str]]:
    """By whom and in which words, of each commitment."""
    return [(by, quote) for _, by, quote, _ in map(shown, read(words).commitments)]


WANTED = [
    # What a list wants done, told as if it had been.
    (
        "RESOLVED that:\n\n(i) a review was undertaken of the buoys;\n\n(ii) the Panel was provided with the costs; and\n\n(iii) the report was noted.",
        [(PANEL, "a review was undertaken of the buoys"), (PANEL, "the Panel was provided with the costs")],
    ),
    ("RESOLVED: Quotations requested for the roof.", [(PANEL, "Quotations requested for the roof")]),
    # Two parts of one list differ in a word and are two acts.
    (
        "RESOLVED:\n\n(1) That any change to the hire of the red berths be referred back to the Panel.\n\n"
        "(2) That any change to the hire of the blue berths be referred back to the Panel.",
        [
            (PANEL, "That any change to the hire of the red berths be referred back to the Panel"),
            (PANEL, "That any change to the hire of the blue berths be referred back to the Panel"),
        ],
    ),
    (
        "RESOLVED: That the dues be considered as part of the budget.",
        [(PANEL, "That the dues be considered as part of the budget")],
    ),
    # One sentence, several acts.
    (
        "Members RESOLVED to accept the quotation and instructed the Harbour Master to place the order.",
        [("Tom Baddeley", "instructed the Harbour Master to place the order")],
    ),
    (
        "Resolved: to accept the quotation and the crane to be ordered, the old hoist to be sold.",
        [(PANEL, "the crane to be ordered"), (PANEL, "the old hoist to be sold")],
    ),
    (
        "RESOLVED that the draft be placed on the agenda and representatives of the pilots be invited to speak to it.",
        [
            (PANEL, "the draft be placed on the agenda"),
            (PANEL, "representatives of the pilots be invited to speak to it"),
        ],
    ),
    (
        "RESOLVED that the owner be given a month and that after that the Harbour Master take the matter up.",
        [
            (PANEL, "the owner be given a month"),
            ("Tom Baddeley", "that after that the Harbour Master take the matter up"),
        ],
    ),
    (
        "RESOLVED that the Director of Ports meet the pilots, and that notes of the meetings be published.",
        [("Ines Okonjo", "the Director of Ports meet the pilots"), (PANEL, "that notes of the meetings be published")],
    ),
    (
        "It was agreed that the following comments be sent to the ferry company:\n\n(a) the fares are too high.",
        [(PANEL, "It was agreed that the following comments be sent to the ferry company")],
    ),
    (
        "It was moved, seconded and carried that a second lamp be bought.",
        [(PANEL, "It was moved, seconded and carried that a second lamp be bought")],
    ),
    (
        "It was discussed and agreed that the Harbour Master enquire about a lease.",
        [("Tom Baddeley", "It was discussed and agreed that the Harbour Master enquire about a lease")],
    ),
    # Initials that begin the name of a firm are nobody's.
    (
        "It was agreed to ask TB Fencing to clear the slip.",
        [(PANEL, "It was agreed to ask TB Fencing to clear the slip")],
    ),
    # One whom no list of organisations knows.
    ("RESOLVED: That PortLink seek a reply from the ferry company.", [("PortLink", "That PortLink seek a reply")]),
    (
        "RESOLVED:\n\nA. To note the report.\n\nB. To ask the Harbour Master to survey the slip.",
        [("Tom Baddeley", "To ask the Harbour Master to survey the slip")],
    ),
    (
        "The survey was late.\n\n1. That Members send their comments to the clerk\n\n2. That officers sound the channel.",
        [("Members", "That Members send their comments"), ("Officers", "That officers sound the channel")],
    ),
    # What stands before a decision, with its own "that" behind it.
    (
        "RESOLVED:\n\n(i) for ease of reading of the log of the berths, that its entries be grouped by year.",
        [(PANEL, "for ease of reading of the log of the berths, that its entries be grouped by year")],
    ),
    (
        "The Panel AGREED for the Harbour Master to apply for a grant.",
        [("Tom Baddeley", "The Panel AGREED for the Harbour Master to apply for a grant")],
    ),
    (
        "The Panel agreed with the suggestion to hold a regatta early in 2025.",
        [(PANEL, "The Panel agreed with the suggestion to hold a regatta early in 2025")],
    ),
    (
        "RESOLVED that the fees be approved and that the owners are told within 14 days.",
        [(PANEL, "that the owners are told within 14 days")],
    ),
    (
        "RESOLVED:\n\n1.  That officers open the slip except where:\n\na)  a member registers a request that it be shut; or\n\nb)  ten letters are received.",
        [("Officers", "That officers open the slip except where")],
    ),
    # Entries that no number stands before, or a letter, below a label in another dress.
    (
        "Panel decision:\n\nthe report be noted;\nthe Harbour Master be requested to list the moorings; and\na visit be arranged.",
        [("Tom Baddeley", "the Harbour Master be requested to list the moorings"), (PANEL, "a visit be arranged")],
    ),
    (
        "**RESOLVED:**\n\nA.  the report be noted.\n\nB.  the Harbour Master be requested to list the moorings.\n\nC.  a visit be arranged.",
        [("Tom Baddeley", "the Harbour Master be requested to list the moorings"), (PANEL, "a visit be arranged")],
    ),
    (
        "It was moved, seconded and RESOLVED:\n\ni.  to note the report;\nii.  to ask the Harbour Master to list the moorings.",
        [("Tom Baddeley", "to ask the Harbour Master to list the moorings")],
    ),
    ("The Panel agreed that\n\n(1) a visit be arranged.", [(PANEL, "a visit be arranged")]),
    # A list that was laid out as a table.
    (
        "RESOLVED: That\n(1) |\nthe report be noted; and\n|\n(2) |\nthe Harbour Master be requested to list the moorings.\n|",
        [("Tom Baddeley", "the Harbour Master be requested to list the moorings")],
    ),
    # The record is put right there and then.
    ("RESOLVED: That the minutes be amended to show that Councillor Marsh was present.", []),
    ("The Harbour Master recommended that the following correction be made to the minutes of the last meeting.", []),
    # How things stand is no decision.
    ("Still some buoys to be sounded after the survey.", []),
    # A body of one mind, in other words than agreed that.
    ("The meeting agreed to buy a lamp.", [(PANEL, "The meeting agreed to buy a lamp")]),
    (
        "There was general agreement that a letter be sent to the ferry company.",
        [(PANEL, "There was general agreement that a letter be sent to the ferry company")],
    ),
    (
        "It was agreed for the Harbour Master to write to the pilots.",
        [("Tom Baddeley", "It was agreed for the Harbour Master to write to the pilots")],
    ),
    (
        "It was agreed the Harbour Master write to the pilots.",
        [("Tom Baddeley", "It was agreed the Harbour Master write to the pilots")],
    ),
    (
        "Members concurred that the Harbour Master should write to the pilots.",
        [("Tom Baddeley", "Members concurred that the Harbour Master should write to the pilots")],
    ),
]


@pytest.mark.parametrize(("words", "expected"), WANTED, ids=[row[0][:50] for row in WANTED])
def test_each_part_of_a_decision_that_wants_something_done_is_found(
    words: str, expected: list[tuple[str, str]]
) -> None:
    got = found(words)
    assert [by for by, _ in got] == [by for by, _ in expected]
    assert all(wanted in quote for (_, wanted), (_, quote) in zip(expected, got, strict=True)), got


ACTS = [
    "That the Panel receive quarterly updates on dredging.",
    "That Members receive a briefing on dredging before the next meeting.",
    "To carry out a survey of the slip.",
    "That this Panel resolves to plant ten trees.",
    "That delegates report back after the conference.",
    "That discussions be held with the ferry company about fares.",
    "That it be recommended to Cabinet that the dues be reviewed.",
    "That consideration be given to a joint meeting with the Health Panel.",
    "asks for a report on the slip to be brought to the next meeting",
    "Further information be provided on the slip.",
]


@pytest.mark.parametrize("decision", ACTS)
def test_a_decision_in_a_list_wants_something_done(decision: str) -> None:
    assert len(found(f"RESOLVED:\n\n(1)  {decision}\n\n(2)  That the report be noted.")) == 1


NOBODY = [
    "RESOLVED: That the Panel does not wish to reply to the survey as the County had done so.",
    "RESOLVED: That the plan be not adopted; for the reason that it would be wrong to close the slip.",
    "RESOLVED: That the reports be noted and Service Directors be thanked for their work.",
    "RESOLVED: That the Panel be assured by the arrangements for the dredger.",
    "RESOLVED: That the budget for the pilots be set at £39,000.",
    "RESOLVED that the minutes of the meeting held in July (copy circulated before) be taken as read and signed.",
    "It was resolved that the Panel gives delegated authority to the Harbour Master to close a berth.",
    "It was resolved that delegated authority be given to the clerk to pay bills and to answer letters.",
    "RESOLVED:\n\n1. That the plan be approved.\nTo ensure that the Panel is told of the dues and identifies what to let.",
    "RESOLVED: That the group be divided into two:\n\n(i)  Tender and Contract\n\n(ii)  Crew and Pilots",
    "The Panel resolved:-\n(i) to remove item 4 (Buoys) for the reason given in the planner.",
    # "changes" is a noun here, and "due to" no verb.
    "RESOLVED that:\n\n(a)  changes to the rota for the lamps in October be agreed and noted.",
    "Resolved - (a) That the good work in relation to storms due to tides and currents be endorsed.",
    "The Councillors were happy to co-opt her to fill the vacancy.",
    "RESOLVED that the dues for next year be increased by 3% and that the Panel place on record its thanks to the crew.",
    "Members recommended that permission should be granted.",
]


@pytest.mark.parametrize("words", NOBODY)
def test_a_decision_that_asks_nobody_to_act_is_left_alone(words: str) -> None:
    assert found(words) == []


def test_a_page_that_prints_only_the_decisions_is_read() -> None:
    page = (
        "Issue - decisions\nWinter Service\n22/09/2024 - Winter Service 2024-25\n"
        "(i) to request that officers sound the channel and report back;\n(ii) to approve the plan; and\n(iii) to note the costs."
    )
    commitments = extract_facts(read_document(page.encode(), "decisions.txt")).commitments
    assert [c.evidence[0].quote for c in commitments] == ["to request that officers sound the channel and report back"]


MOVED = [
    (
        "Councillor Marsh moved, seconded by Councillor Trask, that a second lamp be bought. On being put to the vote the motion was carried.",
        [(PANEL, "that a second lamp be bought")],
    ),
    (
        "Councillor Marsh moved, seconded by Councillor Trask, that a second lamp be bought. The motion was lost by 4 votes to 3.",
        [],
    ),
    (
        "It was proposed by Councillor Marsh and seconded by Councillor Trask that the Harbour Master write to the pilots. All in favour.",
        [("Tom Baddeley", "that the Harbour Master write to the pilots")],
    ),
    # The motion stands, the amendment fell.
    (
        "Councillor Marsh moved, seconded by Councillor Trask:-\n\nThat the Panel instructs the Harbour Master to survey the slip.\n\n"
        "Councillor Fennimore moved as an amendment, seconded by Councillor Winslade:-\n\nThat the slip be sold by May 2025.\n\n"
        "The amendment was defeated. The motion was then put and carried.",
        [("Tom Baddeley", "That the Panel instructs the Harbour Master to survey the slip")],
    ),
    (
        "Councillor Marsh moved that the slip be sold. Councillor Trask moved an amendment, seconded by Councillor Fennimore, "
        "that the slip be let. The amendment was carried and became the substantive motion, which was carried.",
        [(PANEL, "that the slip be let")],
    ),
    (
        "Councillor Marsh moved, seconded by Councillor Trask, the terms of the motion.\n\nCouncillor Fennimore moved as an amendment, "
        "seconded by Councillor Winslade:-\nThat the slip be let.\n\nThe Panel resolved:-\nto adopt the amendment.",
        [(PANEL, "That the slip be let")],
    ),
    # A motion of several paragraphs in quotation marks.
    (
        "Councillor Marsh moved the following motion:\n\n“The slip is old.\n\nOfficers will also bring a plan to the Panel.”\n\n"
        "Upon being put the motion was LOST.",
        [],
    ),
    # The words of a motion stand above its mover, and a line agrees to them.
    (
        "Decision:\n\nThe following Notice of Motion was before the Panel -\n\nThe Panel deplores the closure of the ferry.\n\nand\n\n"
        "a) Agrees that the Harbour Master should express its concern to the ferry company.\n\nMoved by Councillor Marsh, seconded "
        "by Councillor Trask.\n\nDecision\n\nThe Panel agreed the terms of the Motion.",
        [("Tom Baddeley", "Agrees that the Harbour Master should express its concern to the ferry company")],
    ),
    # The list binds, not what was moved.
    (
        "Councillor Marsh moved, seconded by Councillor Trask, that the Harbour Master sell the slip. The motion was carried.\n\n"
        "RESOLVED: That the Harbour Master sell the slip.",
        [("Tom Baddeley", "That the Harbour Master sell the slip")],
    ),
]


@pytest.mark.parametrize(("words", "expected"), MOVED, ids=[row[0][-60:] for row in MOVED])
def test_a_motion_binds_when_it_was_carried(words: str, expected: list[tuple[str, str]]) -> None:
    assert found(words) == expected
