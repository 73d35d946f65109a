"""Action lines, lists of actions and action logs: the words beside who has to act, and by when."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.document import Record
from kg.extract.commitments import find_commitments
from kg.extract.meetings import find_meeting
from kg.extract.people import find_people
from kg.facts import Commitment
from kg.read import read_document

HEAD = """Minutes of the meeting of Withy Parish Council held on Tuesday 14 May 2024 in the Village Hall

Present: Cllr J Stone (Chair), Cllr R Bell, Cllr K Mistry, Cllr A Osei
In attendance: Mrs P Quill (Clerk), Ms Dana Frith (Head of Streets), Mr Tom Brand (TB, Project Manager)

7. Roads
"""


def commitments_in(words: str) -> tuple[Commitment, ...]:
    """What is found in an item of a meeting of a parish council on 14 May 2024."""
    record = Record("withy.txt", "Withy Parish Council", "Withy Parish Council", "2024-05-14", "", 2)
    document = read_document((HEAD + words + "\n").encode(), "withy.txt", record)
    meeting, _ = find_meeting(document)
    people, _ = find_people(document, meeting)
    return find_commitments(document, meeting, people)[0]


def owners_in(words: str) -> list[tuple[str, str]]:
    """The quoted words on one line, and who has to act."""
    return [
        (" ".join(c.evidence[0].quote.split()).rstrip(" ."), ", ".join(party.name for party in c.by))
        for c in commitments_in(words)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The hedge hides the sign. Action: Clerk", [("The hedge hides the sign", "P Quill")]),
        ("The hedge hides the sign. (Action: RB)", [("The hedge hides the sign", "R Bell")]),
        ("Ask the county for a date. ACTION PQ", [("Ask the county for a date", "P Quill")]),
        (
            "Clerk to take advice by the end of June.  ACTION CLERK",
            [("Clerk to take advice by the end of June", "P Quill")],
        ),
        ("Write to the county about the hedge (Clerk).", [("Write to the county about the hedge (Clerk)", "P Quill")]),
        ("A litter pick would be arranged – KM", [("A litter pick would be arranged – KM", "K Mistry")]),
        ("Action JS: get three quotes", [("JS: get three quotes", "J Stone")]),
        ("ACTION 12: Clerk to ask the school", [("Clerk to ask the school", "P Quill")]),
        ("AP140 TB to draw a poster", [("TB to draw a poster", "TB")]),
        ("Action point: to ask the school for a date", [("to ask the school for a date", "Withy Parish Council")]),
        ("HoF to circulate the budget.", [("HoF to circulate the budget", "HoF")]),
        (
            "The fence would be painted – RB\n The gate would be mended – KM/AO",
            [("The fence would be painted – RB", "R Bell"), ("The gate would be mended – KM/AO", "K Mistry, A Osei")],
        ),
        (
            "Actions:\nRB – get three quotes\nClerk – order a new bin\nKM and AO – inspect the bridge",
            [
                ("RB – get three quotes", "R Bell"),
                ("Clerk – order a new bin", "P Quill"),
                ("KM and AO – inspect the bridge", "K Mistry, A Osei"),
            ],
        ),
        ("RESOLVED Councillor Bell to buy the camera.", [("Councillor Bell to buy the camera", "R Bell")]),
        ("Bin for the green – ongoing RB to order another.", [("RB to order another", "R Bell")]),
        ("Item 4.2 –KM to ask for advice", [("KM to ask for advice", "K Mistry")]),
        (
            "The drain is full. KM to arrange.\n\nThe form is needed. KM to arrange.",
            [("KM to arrange", "K Mistry"), ("KM to arrange", "K Mistry")],
        ),
        (
            "To do:\n- Chase the county about the sign\n- Order two benches (RB)",
            [("Chase the county about the sign", "Withy Parish Council"), ("Order two benches (RB)", "R Bell")],
        ),
        (
            "Actions\n1. Get three quotes – RB\n2. Order a bin – Clerk\n8. Planning\nNothing was received.",
            [("Get three quotes – RB", "R Bell"), ("Order a bin – Clerk", "P Quill")],
        ),
    ],
)
def test_an_action_line_binds_whom_it_names(words: str, expected: list[tuple[str, str]]) -> None:
    found = owners_in(words)
    assert [(quote, by.replace("Tom Brand", "TB")) for quote, by in found] == expected


@pytest.mark.parametrize(
    "words",
    [
        "AP107 – TB to list the volunteers, this was completed on 11 May - Closed",
        "Lamp 14: RB to report to the county. Reported 3 May.",
        "RB to order a bin – actioned",
        "KM to mend the gate (ongoing)",
        "It should read “the papers have come. Bills to be paid (Cllr Bell to pay costs).”",
        "The service is expected to be there from June (RB).",
        "The Action Plan for 2024 was received.",
        "ACTION PLAN UPDATE\nThe Clerk gave a report.",
        "The Council thanked the county's highways team (CHT).",
    ],
)
def test_what_is_over_or_no_action_binds_nobody(words: str) -> None:
    assert commitments_in(words) == ()


def test_the_columns_of_a_log_say_what_who_and_when() -> None:
    found = commitments_in(
        "Action | Owner | By when | Status\n"
        "Circulate the street list | DF | 30 June 2024 | Open\n"
        "Mend the noticeboard | Cllr Bell | 31 May 2024 | Complete\n"
        "Write to the school | Clerk | 14 June 2024 | In progress, awaiting reply"
    )
    assert [(c.action, c.by[0].name, c.due.by if c.due else None) for c in found] == [
        ("Circulate the street list", "Dana Frith", dt.date(2024, 6, 30)),
        ("Write to the school", "P Quill", dt.date(2024, 6, 14)),
    ]


def test_what_a_log_tells_of_its_progress_is_told_and_only_what_it_promises_anew_is_kept() -> None:
    found = commitments_in(
        "No | Action | Owner | By | Progress\n"
        "12 | Find a date for the visit | Clerk | Sept | Not done. Clerk to find one by 28 June 2024\n"
        "13 | Paint the shed | Clerk | May | The shed is gone. No paint is wanted\n"
        "14 | None - number not used | | |"
    )
    assert [c.evidence[0].quote for c in found] == ["Clerk to find one by 28 June 2024"]


def test_a_heading_of_the_right_hand_column_is_no_log() -> None:
    found = owners_in(
        " " * 60 + "ACTION\n7.1 The oak had lost a limb.\n7.2 The gate is off its hinges and must be rehung."
        "                    RB\n7.3 Nothing else was reported."
    )
    assert found == [("The gate is off its hinges and must be rehung", "R Bell")]


@pytest.mark.parametrize(
    "words",
    [
        "Action: take legal advice\nOwner: Clerk\nDeadline: 30 June 2024",
        "Action: take legal advice. Responsible: Clerk. Deadline: 30 June 2024",
    ],
)
def test_owner_and_day_may_stand_in_lines_of_their_own(words: str) -> None:
    (found,) = commitments_in(words)
    assert (found.by[0].name, found.due.by if found.due else None) == ("P Quill", dt.date(2024, 6, 30))


def test_the_day_of_the_next_meeting_binds_nobody() -> None:
    assert commitments_in("The next meeting to be held on Tuesday 4 June at 7 pm.") == ()


def test_a_tick_in_the_last_column_says_that_it_is_done() -> None:
    found = owners_in(
        "No | Date | Action | Owner | Completed\n1 | 7/4/24 | KM to book the hall. | KM | √\n"
        "2 | 7/4/24 | RB to purchase a camera. | RB | Ongoing"
    )
    assert found == [("RB to purchase a camera. | RB", "R Bell")]
