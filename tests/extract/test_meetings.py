"""Which meeting a document records: the head of the minutes beside what is read from it."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.document import Document, Record
from kg.extract.meetings import find_meeting
from kg.read import read_document

MAY = dt.date(2024, 5, 14)


def read(text: str, record: Record | None = None) -> Document:
    """A document with these words."""
    return read_document(text.encode(), "panel.txt", record)


HEADS = [
    (
        "SEAHOLM BOROUGH COUNCIL\n\nHOUSING SCRUTINY PANEL\n\nMinutes of the meeting held on Tuesday, 14 May 2024 at "
        "6.30 pm in the Green Room, Town Hall, Seaholm\n",
        ("Seaholm Borough Council", "Housing Scrutiny Panel", "the Green Room, Town Hall, Seaholm"),
    ),
    (
        "Agenda and minutes\n\nSeaholm Borough Council – Housing Scrutiny Panel – Tuesday, 14th May, 2024 6.00 pm\n\n"
        "Venue: Council Chamber, Town Hall. View directions\n",
        ("Seaholm Borough Council", "Housing Scrutiny Panel", "Council Chamber, Town Hall"),
    ),
    (
        "SEAHOLM COUNTY COUNCIL\n\nMINUTES of a meeting of the Housing, Planning and Transport Committee held in the "
        "Shire Hall on Tuesday, 14 May 2024.\n",
        ("Seaholm County Council", "Housing, Planning and Transport Committee", "the Shire Hall"),
    ),
    (
        "SEAHOLM FIRE AND RESCUE AUTHORITY\n\nAt the meeting of the SEAHOLM FIRE AND RESCUE AUTHORITY held at Fire "
        "Headquarters on TUESDAY, 14 MAY 2024 at 10.30 am\n",
        ("Seaholm Fire and Rescue Authority", "Seaholm Fire and Rescue Authority", "Fire Headquarters"),
    ),
    (
        "MINUTES OF THE ORDINARY MEETING OF LOWER ASH PARISH COUNCIL HELD ON TUESDAY 14TH MAY 2024 IN THE HALL AT 7PM\n",
        ("Lower Ash Parish Council", "Lower Ash Parish Council", "THE HALL"),
    ),
    (
        "SEAHOLM COUNCIL\n\nHOMES COMMITTEE\n\nSEAHOLM, 14 May 2024. Minute of Meeting of the HOMES COMMITTEE. "
        "Present:- Councillor Moss, Convener.\n",
        ("Seaholm Council", "Homes Committee", ""),
    ),
    (
        "London Borough of Seaholm\nCabinet\nTuesday 14 May 2O24\n",
        ("London Borough of Seaholm", "Cabinet", ""),
    ),
    (
        "Agenda item\n\nReablement\n\nMinutes:\n\nThe Adult Care Select Committee, meeting at County Hall on Tuesday 14 "
        "May 2024, considered a report.\n",
        ("", "Adult Care Select Committee", ""),
    ),
    (
        "CYNGOR SIR SEAHOLM / SEAHOLM COUNTY COUNCIL\n\nHOMES COMMITTEE\n\nTuesday, 14th May, 2024\n",
        ("Seaholm County Council", "Homes Committee", ""),
    ),
    (
        "Seaholm District Council\nOverview Committee\nEMPTY SHOPS TASK GROUP - session 3\nTues 14 May 2024, Teams\n",
        ("Seaholm District Council", "Empty Shops Task Group", ""),
    ),
]


@pytest.mark.parametrize(("head", "wanted"), HEADS)
def test_the_head_says_council_body_day_and_place(head: str, wanted: tuple[str, str, str]) -> None:
    meeting, _ = find_meeting(read(head + "\n1. Apologies\n\nThere were none.\n"))
    assert (meeting.council, meeting.body, meeting.venue, meeting.date) == (*wanted, MAY)


def test_the_evidence_stands_where_it_says() -> None:
    document = read("SEAHOLM COUNCIL\n\nHOMES PANEL\n\nTuesday, 14 May 2024\n\n1. Apologies\n\nNone.\n")
    meeting, doubts = find_meeting(document)
    assert [e.quote for e in meeting.evidence] == ["SEAHOLM COUNCIL", "HOMES PANEL", "Tuesday, 14 May 2024"]
    assert all(e.quote == document.quote(e.span) for e in meeting.evidence)
    assert doubts == ()


def test_the_day_is_not_that_of_the_minutes_that_were_approved() -> None:
    text = (
        "Housing Panel\n\nTuesday 14 May 2024\n\n1. Minutes\n\nThe minutes of the meeting held on 9 April 2024 were "
        "agreed.\n"
    )
    assert find_meeting(read(text))[0].date == MAY


def test_a_page_of_one_item_takes_the_rest_from_the_record() -> None:
    record = Record(file="panel.txt", council="Seaholm Council", body="Housing Panel", date="2024-05-14")
    text = "Agenda item\n\nRepairs\n\nMinutes:\n\nThe Panel noted the report up to 31 March 2024.\n"
    meeting, doubts = find_meeting(read(text, record))
    assert (meeting.council, meeting.body, meeting.date) == ("Seaholm Council", "Housing Panel", MAY)
    assert (meeting.evidence, doubts) == ((), ())


def test_what_nobody_says_is_doubted() -> None:
    meeting, doubts = find_meeting(read("Agenda item\n\nRepairs\n\nMinutes:\n\nThe report was noted.\n"))
    assert (meeting.council, meeting.body, meeting.date) == ("", "", None)
    assert [doubt.what for doubt in doubts] == [
        "the body that met is not said",
        "the day of the meeting is not said",
    ]


def test_what_the_text_says_and_the_record_contradicts_is_doubted() -> None:
    record = Record(council="Seaholm Council", body="Audit Committee", date="2024-05-15")
    text = "SEAHOLM COUNCIL\n\nHOUSING PANEL\n\nTuesday 14 May 2024\n\n1. Apologies\n\nNone.\n"
    meeting, doubts = find_meeting(read(text, record))
    assert (meeting.council, meeting.body, meeting.date) == ("Seaholm Council", "Housing Panel", MAY)
    assert [(doubt.where, doubt.what) for doubt in doubts] == [
        ("panel.txt:3", "the text names the body Housing Panel, minutes.csv Audit Committee"),
        ("panel.txt:5", "the text says 14 May 2024, minutes.csv says 15 May 2024"),
    ]


@pytest.mark.parametrize("recorded", ["Children's Scrutiny Panel", "CHILDREN’S SCRUTINY PANEL", "Scrutiny Panel"])
def test_spelling_contradicts_nothing(recorded: str) -> None:
    text = "Seaholm Council\n\nCHILDREN'S SCRUTINY PANEL\n\n14 May 2024\n\n1. Apologies\n\nNone.\n"
    meeting, doubts = find_meeting(read(text, Record(body=recorded)))
    assert (meeting.body, doubts) == (recorded, ())


LATER = [
    ("9. DATE OF NEXT MEETING\n\nTuesday, 11 June 2024 at 6.30 pm.", [dt.date(2024, 6, 11)]),
    ("Date of next meeting: 11 June 2024, 8.30am", [dt.date(2024, 6, 11)]),
    ("9. Next meeting\n\nResolved: That the next meeting be held on 11th June, 2024.", [dt.date(2024, 6, 11)]),
    ("The figures would come to the Panel at its next meeting on 11 June 2024.", [dt.date(2024, 6, 11)]),
    ("The Clerk undertook to bring it to the meeting on 11 June.", []),
    ("He would bring it to the meeting on 11 June.", [dt.date(2024, 6, 11)]),
    ("A report would be submitted to the Panel on 11 June 2024.", [dt.date(2024, 6, 11)]),
    ("9. DATES OF FUTURE MEETINGS\n\n11 June 2024, 9 July 2024 and 14 January 2025", [
        dt.date(2024, 6, 11), dt.date(2024, 7, 9), dt.date(2025, 1, 14)]),
    ("The minutes of the meeting held on 9 April 2024 were agreed.", []),
    ("The next Corporate Board was to take place on 12 June 2024.", []),
    ("The draft would go to the meeting of the Cabinet on 12 June 2024.", []),
    ("The fete would be held on 12 June 2024.", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "days"), LATER)
def test_later_meetings_of_the_same_body(words: str, days: list[dt.date]) -> None:
    text = f"Seaholm Council\n\nHousing Panel\n\nTuesday 14 May 2024\n\n1. Homes\n\nIt was noted.\n\n{words}\n"
    assert list(find_meeting(read(text))[0].later) == days


def test_other_names_of_the_body() -> None:
    text = "Seaholm Council\n\nHOUSING PANEL\n\n14 May 2024\n\n1. Homes\n\nThe Panel asked the Committee and Members.\n"
    assert find_meeting(read(text))[0].body_forms == ("HOUSING PANEL", "the Panel")


def test_who_wrote_a_report_is_not_the_body_that_met() -> None:
    text = "Report of Assistant Chief Executive\n\nDecision:\n\nThat the report be noted.\n"
    record = Record("x.txt", "Thornmere Council", "Housing Panel", "2024-09-12", "", 2)
    meeting, doubts = find_meeting(read_document(text.encode(), "x.txt", record))
    assert (meeting.body, doubts) == ("Housing Panel", ())


@pytest.mark.parametrize("label", ["", "Minutes:\n\n"])
def test_the_day_of_the_next_meeting_stands_below_its_title_on_a_page_too(label: str) -> None:
    text = (
        "SEAHOLM COUNCIL\n\nHOMES COMMITTEE\n\nMinutes of the meeting held on 14 May 2024\n\n"
        f"1. LAMPS\n\n{label}The report was noted.\n\n2. DATE OF NEXT MEETING\n\n{label}Tuesday, 16 July 2024 at 6.30 pm.\n"
    )
    meeting, _ = find_meeting(read(text))
    assert meeting.later == (dt.date(2024, 7, 16),)


@pytest.mark.parametrize(
    ("line", "council", "body"),
    [
        ("SEAHOLM BOROUGH COUNCIL HOUSING SCRUTINY PANEL", "Seaholm Borough Council", "Housing Scrutiny Panel"),
        ("Seaholm Council Health and Wellbeing Board", "Seaholm Council", "Health and Wellbeing Board"),
        ("SEAHOLM COUNCIL CHILDREN'S BOARD", "Seaholm Council", "Children's Board"),
        ("SEAHOLM COUNCIL\n\nHOUSING PANEL", "Seaholm Council", "Housing Panel"),
    ],
)
def test_a_council_whose_name_runs_on_into_that_of_its_body(line: str, council: str, body: str) -> None:
    meeting, _ = find_meeting(read(f"{line}\n\nMinutes of the meeting held on 14 May 2024\n\n1. LAMPS\n\nNoted.\n"))
    assert (meeting.council, meeting.body) == (council, body)


NAMED = [
    ("Planning Committee - North", "Planning Committee - North"),
    ("PLANNING COMMITTEE (SOUTH WEST AREA)", "Planning Committee (South West Area)"),
    ("Area Committee - Elmfield & Thorpe", "Area Committee - Elmfield & Thorpe"),
    ("Joint Board - Elmfield - Tuesday, 14 May 2024", "Joint Board - Elmfield"),
    ("Scrutiny Board (Adults, Health & Homes)", "Scrutiny Board (Adults, Health & Homes)"),
    ("LICENSING SUB-COMMITTEE A", "Licensing Sub-Committee A"),
    ("Licensing Panel II", "Licensing Panel II"),
    ("Licensing Panel - B", "Licensing Panel - B"),
    ("Budget 2025/26 Task Group", "Budget 2025/26 Task Group"),
    ("Minutes of the Planning Committee (North) of Seaholm Council held on 14 May 2024", "Planning Committee (North)"),
    ("MEETING OF THE AREA FORUM - ELMFIELD AND THORPE HELD IN HALL A", "Area Forum - Elmfield and Thorpe"),
    ("Minutes of the Licensing Panel B held in Hall A", "Licensing Panel B"),
    ("Minutes of the Budget 2025/26 Task Group held in Hall A", "Budget 2025/26 Task Group"),
    ("Planning Committee - North\n\nMinutes of the Planning Committee held in Hall A", "Planning Committee - North"),
    # What tells of the meeting, the paper or a person is no part of the name.
    ("Housing Panel - Minutes - 14 May 2024", "Housing Panel"),
    ("Housing Panel - Tuesday - 14 May 2024", "Housing Panel"),
    ("Housing Panel - Special Meeting - 14 May 2024", "Housing Panel"),
    ("Housing Panel - Committee Room - 14 May 2024", "Housing Panel"),
    ("Housing Panel - Ann Lee - 14 May 2024", "Housing Panel"),
    ("Area Committee - Ann Lee", "Area Committee"),
    ("Housing Panel - session 3", "Housing Panel"),
    ("Housing Scrutiny Panel (HSP)", "Housing Scrutiny Panel"),
    ("HOUSING PANEL (EXTRAORDINARY MEETING)", "Housing Panel"),
    ("Minutes of the Housing Panel A report was read", "Housing Panel"),
]


@pytest.mark.parametrize(("line", "body"), NAMED)
def test_an_area_or_letter_belongs_to_the_name_of_a_body(line: str, body: str) -> None:
    text = f"Seaholm Council\n\n{line}\n\n14 May 2024\n\nPresent: Councillor Ann Lee (Chair)\n\n1. Homes\n\nNoted.\n"
    meeting, _ = find_meeting(read(text))
    assert (meeting.council, meeting.body, meeting.date) == ("Seaholm Council", body, MAY)


def test_a_body_with_an_area_is_still_the_committee() -> None:
    text = (
        "Seaholm Council\n\nLICENSING COMMITTEE A\n\n14 May 2024\n\n1. Homes\n\nThe Licensing Committee asked for more. "
        "It gave the Licensing Committee a copy.\n\nThe next meeting of the Licensing Committee is on 11 June 2024.\n"
    )
    meeting, _ = find_meeting(read(text))
    assert meeting.body == "Licensing Committee A"
    assert meeting.body_forms == ("LICENSING COMMITTEE A", "Licensing Committee")
    assert meeting.later == (dt.date(2024, 6, 11),)


@pytest.mark.parametrize(
    "line",
    [
        "DRAFT minutes for approval on Tuesday 9 July 2024",
        "Minutes (to be confirmed at the next meeting on 9 July 2024)",
        "Subject to approval by the Committee on 9 July 2024",
    ],
)
def test_the_day_is_not_that_on_which_the_minutes_will_be_approved(line: str) -> None:
    text = f"{line}\n\nSeaholm Council\n\nMinutes of the Youth Panel\n\nTuesday 14 May 2024\n\n1. Clubs\n\nNoted.\n"
    assert find_meeting(read(text))[0].date == MAY


def test_draft_for_approval_may_be_said_before_the_day_of_the_meeting() -> None:
    text = "DRAFT FOR APPROVAL - Minutes of the Youth Panel held on 14 May 2024\n\n1. Clubs\n\nNoted.\n"
    assert find_meeting(read(text))[0].date == MAY
