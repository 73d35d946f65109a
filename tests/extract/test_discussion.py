"""What is promised and asked for in running text, where the minutes name hardly anybody: sentence beside answer.

Most minutes know their officers by title only, and tell most of it in the passive. The frame is a sub-panel that met on
10 September 2024, and a councillor or two.
"""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.facts import Commitment
from kg.read import read_document

HEAD = """MARRAM BOROUGH COUNCIL

LIGHTHOUSES SUB-PANEL

Minutes of the meeting held on Tuesday, 10 September 2024 at 6.00 pm in the Custom House

Present:  Councillor Petra Winslade (Chair), Councillors Una Trask and Leo Fennimore

1.  LAMPS AND LENSES

The Sub-Panel considered a report of the Assistant Harbour Engineer on the lamps.

"""


def read(sentence: str) -> list[Commitment]:
    """The commitments of minutes in which these words stand as a paragraph of the first item."""
    return list(extract_facts(read_document((HEAD + sentence).encode(), "lighthouses.txt")).commitments)


def shown(commitment: Commitment) -> tuple[str, str, str, str]:
    day = commitment.due.by.isoformat() if commitment.due and commitment.due.by else ""
    text = commitment.due.text if commitment.due else ""
    return str(commitment.kind), "; ".join(p.name for p in commitment.by), commitment.evidence[0].quote, day or text


BODY = "Lighthouses Sub-Panel"
SAID = [
    # The whole title of a post, whatever words it is made of.
    (
        "The Principal Tides and Currents Officer agreed to circulate the chart.",
        (
            "promise",
            "Principal Tides and Currents Officer",
            "The Principal Tides and Currents Officer agreed to circulate the chart",
            "",
        ),
    ),
    (
        "The Interim Service Director for Harbours, Lights and Moorings undertook to write to the keepers.",
        (
            "promise",
            "Interim Service Director for Harbours, Lights and Moorings",
            "The Interim Service Director for Harbours, Lights and Moorings undertook to write to the keepers",
            "",
        ),
    ),
    (
        "The Assistant Director, Coast and Rivers, offered to arrange a visit.",
        (
            "promise",
            "Assistant Director, Coast and Rivers",
            "The Assistant Director, Coast and Rivers, offered to arrange a visit",
            "",
        ),
    ),
    (
        "The Group Manager (Lights) would send the Sub-Panel the figures.",
        ("promise", "Group Manager", "The Group Manager (Lights) would send the Sub-Panel the figures", ""),
    ),
    # Who only had done something does not take the floor.
    (
        "The Lamp Manager explained the delay. The Chair had written to the makers. A fuller note would be sent to Members.",
        ("promise", "Lamp Manager", "A fuller note would be sent to Members", ""),
    ),
    # Whose report it is answers, where nobody else has the floor.
    (
        "In reply to Councillor Trask, it was confirmed that Members would be invited to the relighting.",
        (
            "promise",
            "Assistant Harbour Engineer",
            "Members would be invited to the relighting",
            "",
        ),
    ),
    # There will be something, on a day or for the panel.
    (
        "The Lamp Manager reported that there would be a further report to the Sub-Panel in due course.",
        ("promise", "Lamp Manager", "there would be a further report to the Sub-Panel in due course", "in due course"),
    ),
    # By whom it will be done.
    (
        "The Sub-Panel was advised that the oil would be monitored closely by the Storekeeper.",
        ("promise", "Assistant Harbour Engineer", "the oil would be monitored closely by the Storekeeper", ""),
    ),
    # A duty told in the present.
    ("The keepers are to be told.", ("promise", "Assistant Harbour Engineer", "The keepers are to be told", "")),
    # An answer that somebody would do what was asked about.
    (
        "Councillor Trask asked whether the Lamp Manager would come to the open day. The Lamp Manager said that he would.",
        ("promise", "Lamp Manager", "The Lamp Manager said that he would", ""),
    ),
    # The body that met, which is a sub-panel.
    (
        "The Sub-Panel asked the Lamp Manager to report on the wicks.",
        ("request", BODY, "The Sub-Panel asked the Lamp Manager to report on the wicks", ""),
    ),
    (
        "The Sub-Panel agreed that the mirrors be polished.",
        ("resolution", BODY, "The Sub-Panel agreed that the mirrors be polished", ""),
    ),
    (
        "The Sub-Panel discussed the mirrors and agreed that a new set be bought.",
        ("resolution", BODY, "The Sub-Panel discussed the mirrors and agreed that a new set be bought", ""),
    ),
    (
        "It was agreed that the estimate would be received by 7 October 2024.",
        ("resolution", BODY, "It was agreed that the estimate would be received by 7 October 2024", "2024-10-07"),
    ),
    # A thought alone is no promise, but what goes with it is.
    (
        "The Lamp Manager replied that he would reflect on that and discuss it with the pilots.",
        (
            "promise",
            "Lamp Manager",
            "he would reflect on that and discuss it with the pilots",
            "",
        ),
    ),
    # The one who is asked, with what stands in brackets behind the name; or somebody, or nobody in particular.
    (
        "The Chair asked Mr Amos Quill (Solicitor) to look into the matter.",
        ("request", "Petra Winslade", "The Chair asked Mr Amos Quill (Solicitor) to look into the matter", ""),
    ),
    (
        "The Chair asked the Lamp Manager if he could mark the path.",
        ("request", "Petra Winslade", "The Chair asked the Lamp Manager if he could mark the path", ""),
    ),
    (
        "Councillor Trask would like someone to mend the lamp.",
        ("request", "Una Trask", "Councillor Trask would like someone to mend the lamp", ""),
    ),
    ("Suggested that a bell be hung.", ("request", BODY, "Suggested that a bell be hung", "")),
    # What would be of use is asked for.
    (
        "Councillor Trask stated that it would be useful for Members to receive the tables.",
        (
            "request",
            "Una Trask",
            "Councillor Trask stated that it would be useful for Members to receive the tables",
            "",
        ),
    ),
    (
        "Councillor Fennimore felt it would be helpful if the chart were bigger.",
        ("request", "Leo Fennimore", "Councillor Fennimore felt it would be helpful if the chart were bigger", ""),
    ),
    # What a body does with others, and what is passed on.
    (
        "The Harbour Trust would raise the matter with the pilots.",
        ("promise", "Harbour Trust", "The Harbour Trust would raise the matter with the pilots", ""),
    ),
    (
        "The Chair accepted the petition and confirmed that it would be passed to the Harbour Office.",
        (
            "promise",
            "Petra Winslade",
            "it would be passed to the Harbour Office",
            "",
        ),
    ),
    # A name that is introduced nowhere is nobody else's.
    (
        "Rosalind Pike & Amos offered to paint the rail.",
        ("promise", "Rosalind Pike; Amos", "Rosalind Pike & Amos offered to paint the rail", ""),
    ),
    # What is decided stands behind the comma.
    (
        "The Sub-Panel agreed that once the survey had been received, it would be sent to the makers.",
        (
            "resolution",
            BODY,
            "The Sub-Panel agreed that once the survey had been received, it would be sent to the makers",
            "once the survey had been received",
        ),
    ),
    (
        "The decision was taken that the keys be returned.",
        ("resolution", BODY, "The decision was taken that the keys be returned", ""),
    ),
    # A day that is only told by the meeting itself.
    (
        "The Lamp Manager would send Members the slides after the meeting.",
        (
            "promise",
            "Lamp Manager",
            "The Lamp Manager would send Members the slides after the meeting",
            "after the meeting",
        ),
    ),
    # What is meant to be done is a promise only when it is given to the panel by a day.
    (
        "The Lamp Manager apologised and intended to submit the report to the Sub-Panel on 10 December 2024.",
        (
            "promise",
            "Lamp Manager",
            "The Lamp Manager apologised and intended to submit the report to the Sub-Panel on 10 December 2024",
            "2024-12-10",
        ),
    ),
    # Who gave the details speaks.
    (
        "Councillor Trask asked about the paint. The Lamp Manager gave details and said that he would bring a sample.",
        ("promise", "Lamp Manager", "he would bring a sample", ""),
    ),
    # A thing that is not there yet, asked for in the passive.
    (
        "An additional meeting was requested in order to look at the plan.",
        ("request", BODY, "An additional meeting was requested in order to look at the plan", ""),
    ),
    (
        "Members of the Sub-Panel requested a note on the wicks.",
        ("request", "Members", "Members of the Sub-Panel requested a note on the wicks", ""),
    ),
    # What is noted stands before what is to be done.
    (
        "The Sub-Panel agreed to note the list; and that the names be sent to the Harbour Trust.",
        ("resolution", BODY, "that the names be sent to the Harbour Trust", ""),
    ),
    # What stands in brackets is a clause of its own.
    (
        "Members asked how often the lamp failed (a written update was requested on the failures); and why.",
        ("request", BODY, "a written update was requested on the failures", ""),
    ),
    (
        "The Chair did ask that the log be shared.",
        ("request", "Petra Winslade", "The Chair did ask that the log be shared", ""),
    ),
    # Who is to be given something promises nothing, whatever stands between.
    (
        "The Lamp Manager advised that the meeting of the Sub-Panel in December would receive a fuller report.",
        (
            "promise",
            "Lamp Manager",
            "the meeting of the Sub-Panel in December would receive a fuller report",
            "",
        ),
    ),
    (
        "It was explained that the recommendations would be taken to the Harbour Trust later in the week.",
        (
            "promise",
            "Assistant Harbour Engineer",
            "the recommendations would be taken to the Harbour Trust later in the week",
            "later in the week",
        ),
    ),
    # What is explained before "but" does not hide what is promised after it.
    (
        "The Lamp Manager did not know how many keepers there were but would find out.",
        ("promise", "Lamp Manager", "The Lamp Manager did not know how many keepers there were but would find out", ""),
    ),
    # Words as they were spoken are those of the one named before the colon.
    (
        "Answer from the Lamp Manager: Not yet. I shall write to Mrs Lyle in October.",
        ("promise", "Lamp Manager", "I shall write to Mrs Lyle in October", "2024-10-31"),
    ),
    # What was done before, told in passing, does not change who "he" is.
    (
        "The Lamp Manager reported that the Harbour Master had asked him for a plan. He would be sending one to Members.",
        ("promise", "Lamp Manager", "He would be sending one to Members", ""),
    ),
    (
        "The Lamp Manager added that it was a matter for the Cabinet and he would see that the Sub-Panel was told.",
        ("promise", "Lamp Manager", "he would see that the Sub-Panel was told", ""),
    ),
    (
        "It was put to the Lamp Manager that a bell be hung.",
        ("request", BODY, "It was put to the Lamp Manager that a bell be hung", ""),
    ),
    # The one who asked does not answer.
    (
        "Councillor Trask enquired what the keepers were paid. Every keeper would receive a letter in October.",
        ("promise", "Assistant Harbour Engineer", "Every keeper would receive a letter in October", "2024-10-31"),
    ),
    (
        "Councillor Trask asked if the working group (once part of the Trust) could consider the wicks.",
        (
            "request",
            "Una Trask",
            "Councillor Trask asked if the working group (once part of the Trust) could consider the wicks",
            "",
        ),
    ),
    # What has to come first stands before the clause, and belongs to it.
    (
        "Once finalised, the tables would be shared with Members.",
        (
            "promise",
            "Assistant Harbour Engineer",
            "Once finalised, the tables would be shared with Members",
            "Once finalised",
        ),
    ),
    (
        "The Lamp Manager agreed to bring the log to each Sub-Panel meeting.",
        (
            "promise",
            "Lamp Manager",
            "The Lamp Manager agreed to bring the log to each Sub-Panel meeting",
            "to each Sub-Panel meeting",
        ),
    ),
    # Any thing can be requested.
    (
        "Councillor Fennimore requested hard copies of the log to date.",
        ("request", "Leo Fennimore", "Councillor Fennimore requested hard copies of the log to date", ""),
    ),
    (
        "Councillor Trask asked if the Chair could write to the lamp makers.",
        ("request", "Una Trask", "Councillor Trask asked if the Chair could write to the lamp makers", ""),
    ),
]


def test_each_line_of_a_list_of_requests_is_a_request() -> None:
    found = read(
        "It was requested that the following be considered:\n\n"
        "i) Information on the wicks be provided;\n\nii) Councillor Trask had been away;\n\n"
        "iii) A list of the keepers be circulated by 1 October 2024.\n"
    )
    assert [shown(c) for c in found] == [
        ("request", BODY, "Information on the wicks be provided", ""),
        ("request", BODY, "A list of the keepers be circulated by 1 October 2024", "2024-10-01"),
    ]


def test_whose_paper_it_is_stands_in_no_action_line() -> None:
    assert read("2.  OUTSTANDING ACTIONS\n\nReport of the Lamp Manager.\n") == []


def test_the_second_of_two_acts_is_one_of_its_own_where_it_gives_the_panel_something() -> None:
    found = read("The Lamp Manager would ask the makers in October and would send the Sub-Panel a note before Easter.")
    assert [c.evidence[0].quote for c in found] == [
        "The Lamp Manager would ask the makers in October",
        "would send the Sub-Panel a note before Easter",
    ]
    assert {p.name for c in found for p in c.by} == {"Lamp Manager"}


@pytest.mark.parametrize(("sentence", "expected"), SAID, ids=[row[0][:50] for row in SAID])
def test_what_is_said_is_found_with_who_said_it(sentence: str, expected: tuple[str, str, str, str]) -> None:
    assert [shown(c) for c in read(sentence)] == [expected]


NOTHING = [
    "Councillor Trask would support a visit.",
    "A discussion took place on matters to be discussed at the next Trust meeting.",
    "RESOLVED: That, subject to these amendments, the minutes be agreed.",
    "The Lamp Manager introduced the report, which set out how the 2024/25 budget would be monitored.",
    "Harbour Trust officers confirmed that the Cabinet are willing to take questions.",
    "The Lamp Manager said that it would be useful to have the ideas in mind.",
    "Councillor Trask wished it to be on record that she had been away.",
    "The work would be for others, and above all for the Joint Harbour Control Room (JHCR).",
    "Members were encouraged to send in their views.",
    "The cost would be known later in the year.",
    "The Chair was very pleased to report that the lamp had won a prize.",
    "Members questioned whether they would be able to attend the trials.",
    "The Lamp Manager intended to write a book.",
    "There had been no response to the request to the Harbour Trust asking that it join.",
    "The report that was requested had come.",
    "Councillor Trask spoke. She would support a visit.",
    "Requests had been made to see the log.",
    "It was proposed to move the moorings to the east side.",
    "The minutes left out what had been a request that the lamp be lit at noon.",
    "Councillor Trask asked whether the lamp could fail.",
    "The figures requested by the Sub-Panel were in the report.",
    "There would be a risk to ships.",
    "The Sub-Panel will be provided with the results of the trials.",
    "The minutes were agreed and will be signed by the Chair.",
    "The detail would be shared under Item 5.",
    "The purpose of the report was to provide Members with an update.",
    "Councillor Trask presented a petition by the keepers, requesting that the lamp be lit at noon.",
    "Councillor Trask suggested that the best thing would be to wait.",
    "The Lamp Manager agreed with her.\n\nThe next meeting will be held on 12 November 2024.",
    "The Chair said that the next meeting of the Sub-Panel would take place at noon on 12 November 2024.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_looks_like_it_is_left_alone(sentence: str) -> None:
    assert [shown(c) for c in read(sentence)] == []
