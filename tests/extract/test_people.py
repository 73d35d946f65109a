"""Who is found in a stretch of minutes: the words beside the people, with their kinds and titles."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.extract.meetings import find_meeting
from kg.extract.people import find_people
from kg.facts import Meeting, Person, PersonKind
from kg.read import read_document

OFFICER, COUNCILLOR, OTHER = PersonKind.OFFICER, PersonKind.COUNCILLOR, PersonKind.OTHER


def read(text: str) -> Document:
    """A document with these words."""
    return read_document(text.encode(), "panel.txt")


def people_in(text: str) -> tuple[Person, ...]:
    """The people whom a text names."""
    document = read(text)
    meeting, _ = find_meeting(document)
    return find_people(document, meeting)[0]


def titles_in(text: str) -> dict[str, list[str]]:
    """Officers and councillors with their titles."""
    return {p.name: [h.title for h in p.holdings] for p in people_in(text) if p.kind is not OTHER}


ATTENDANCE = {
    "colon list": (
        "Present: Councillor Ruth Amberley (Chair), Councillor T Okafor (Vice-Chair), Councillors Bede, Mrs J. Crane "
        "and S-L O’Meara",
        {
            "Ruth Amberley": ["Chair"],
            "T Okafor": ["Vice-Chair"],
            "Bede": ["Councillor"],
            "J. Crane": ["Councillor"],
            "S-L O'Meara": ["Councillor"],
        },
    ),
    "name, title; name, title": (
        "Officers: Vera Lund, Head of Housing; Kofi Ashdown, Service Director, Place; Jo Tarn, Clerk",
        {"Vera Lund": ["Head of Housing"], "Kofi Ashdown": ["Service Director, Place"], "Jo Tarn": ["Clerk"]},
    ),
    "name (title)": (
        "In attendance: Vera Lund (Head of Housing and Property), Kofi Ashdown (Assistant Director, Adult Social "
        "Care) and Ade Nye (Democratic Services Officer)",
        {
            "Vera Lund": ["Head of Housing and Property"],
            "Kofi Ashdown": ["Assistant Director, Adult Social Care"],
            "Ade Nye": ["Democratic Services Officer"],
        },
    ),
    "title name": (
        "OFFICERS IN ATTENDANCE: Chief Fire Officer Tom Hay QFSM, Treasurer Mr Ian Sedge, Clerk to the Authority "
        "Mrs Ann Sorrel",
        {
            "Tom Hay": ["Chief Fire Officer"],
            "Ian Sedge": ["Treasurer"],
            "Ann Sorrel": ["Clerk to the Authority"],
        },
    ),
    "title (name)": (
        "Officers: Executive Director of Adults (Vera Lund), Head of Finance, Adults (Kofi Ashdown)",
        {"Vera Lund": ["Executive Director of Adults"], "Kofi Ashdown": ["Head of Finance, Adults"]},
    ),
    "columns": (
        "PRESENT:\n\nCouncillor Ruth Amberley        Northton Council (Chair)\n"
        "Councillor Ged Moss             Eastholm Council\n\nOFFICERS:\n\n"
        "Vera Lund                       Executive Director, Resources\n"
        "Kofi Ashdown                    Head of Bus Reform\n",
        {
            "Ruth Amberley": ["Chair"],
            "Ged Moss": ["Councillor"],
            "Vera Lund": ["Executive Director, Resources"],
            "Kofi Ashdown": ["Head of Bus Reform"],
        },
    ),
    "contacts run together": (
        "Contact: Jo-Anne Tarn, Service Director Vera Lund, Service Director Kim Lord, Service Director Minutes: The "
        "Panel received a report.",
        {
            "Jo-Anne Tarn": ["Service Director"],
            "Vera Lund": ["Service Director"],
            "Kim Lord": ["Service Director"],
        },
    ),
    "contact by two spaces": (
        "Agenda and minutes\n\nContact: Vera Lund  Democratic Services Officer\n",
        {"Vera Lund": ["Democratic Services Officer"]},
    ),
    "initials in brackets": (
        "Present: Cllr Ruth Amberley (RA) – Chair\nCllr Ged Moss (GM)\n\nOfficers: Vera Lund (VL), Head of Housing\n"
        "Kofi Ashdown (KA), Repairs Manager\n\n1. Repairs\n\nKA said that it was done.\n",
        {
            "Ruth Amberley": ["Chair"],
            "Ged Moss": ["Councillor"],
            "Vera Lund": ["Head of Housing"],
            "Kofi Ashdown": ["Repairs Manager"],
        },
    ),
    "county style, hard wraps": (
        "PRESENT: Mr R A Amberley (Chairman), Mrs E Moss-Crane (Vice-\nChairman) and Mr P J Bede\n\n"
        "IN ATTENDANCE: Mr H Lund (Director of Highways), Mrs F Ashdown (Waste \nStrategy Manager)\n",
        {
            "R A Amberley": ["Chairman"],
            "E Moss-Crane": ["Vice-Chairman"],
            "H Lund": ["Director of Highways"],
            "F Ashdown": ["Waste Strategy Manager"],
        },
    ),
    "in the chair": (
        "PRESENT: Councillor C Amberley (in the Chair)\nCouncillors Ó Briain, van der Berg, ap Rhys and al-Masri\n",
        {
            "C Amberley": ["Chair"],
            "Ó Briain": ["Councillor"],
            "van der Berg": ["Councillor"],
            "ap Rhys": ["Councillor"],
            "al-Masri": ["Councillor"],
        },
    ),
    "names in capitals, titles below": (
        "Present:-\n\nMary McLEAN (Vice Chairperson)\n\nIan STOTT\n\nChief Finance Officer\n",
        {"Mary McLean": ["Vice Chairperson"], "Ian Stott": ["Chief Finance Officer"]},
    ),
    "label that is a post": (
        "Present: Cllr Ruth Amberley (Chair), Cllr Ged Moss\nClerk: Vera Lund\n",
        {"Ruth Amberley": ["Chair"], "Ged Moss": ["Councillor"], "Vera Lund": ["Clerk"]},
    ),
    "portfolios": (
        "PRESENT: Councillor Ruth Amberley (Chair)\n\nCabinet Members:\nCouncillor Ged Moss (Highways and Transport)\n",
        {"Ruth Amberley": ["Chair"], "Ged Moss": ["Cabinet Member for Highways and Transport"]},
    ),
    "two posts": (
        "Officers: Vera Lund (Director of Finance and Section 151 Officer)",
        {"Vera Lund": ["Director of Finance", "Section 151 Officer"]},
    ),
    "two columns flattened": (
        "Members Present:        Officers Present:\nCllr A Brown (Chair)    J Tarn, Director of Housing\n"
        "Cllr C Dean             K Lund, Finance Manager\n\n1. Minutes\n",
        {
            "A Brown": ["Chair"],
            "C Dean": ["Councillor"],
            "J Tarn": ["Director of Housing"],
            "K Lund": ["Finance Manager"],
        },
    ),
    "one title for all": (
        "PRESENT: Councillor A. Brown (Chair), C. Dean, E. Fox and G. Tarn\n\nOFFICERS: K. Lund\n\n1. Minutes\n",
        {
            "A. Brown": ["Chair"],
            "C. Dean": ["Councillor"],
            "E. Fox": ["Councillor"],
            "G. Tarn": ["Councillor"],
        },
    ),
    "civic titles": (
        "Present: Provost Ann Brown, Depute Provost Carl Dean, Bailie Eve Fox and Councillors Tarn, County Cllr Lund",
        {
            "Ann Brown": ["Provost"],
            "Carl Dean": ["Depute Provost"],
            "Eve Fox": ["Councillor"],
            "Tarn": ["Councillor"],
            "Lund": ["Councillor"],
        },
    ),
    "an e-mail address makes no word common": (
        "Report author: Jon Tarn (Senior Planner) Tel: 01234 567890 Email: jon@seaholm.example\n",
        {"Jon Tarn": ["Senior Planner"]},
    ),
    "post-nominals and ranks": (
        "Present: Councillors Bede MBE, T Okafor OBE and Crane. Superintendent Ruari Pike (Vale Police) was present.",
        {"Bede": ["Councillor"], "T Okafor": ["Councillor"], "Crane": ["Councillor"]},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), ATTENDANCE.values(), ids=ATTENDANCE.keys())
def test_attendance_is_read_in_every_shape(text: str, wanted: dict[str, list[str]]) -> None:
    assert titles_in(text) == wanted


PROSE = [
    (
        "Vera Lund, Head of Children's Improvement, Partnership and Voice advised that it was so.",
        {"Vera Lund": ["Head of Children's Improvement, Partnership and Voice"]},
    ),
    (
        "Vera Lund , Head of Service, Resources, Improvements and Partnerships presented the data.",
        {"Vera Lund": ["Head of Service, Resources, Improvements and Partnerships"]},
    ),
    (
        "The Chair welcomed Councillor Moss, Cabinet Member for Children’s and Young People’s Services, Vera Lund, "
        "Joint Assistant Director for Commissioning and Kofi Ashdown, Performance and Business Intelligence Manager.",
        {
            "Moss": ["Cabinet Member for Children's and Young People's Services"],
            "Vera Lund": ["Joint Assistant Director for Commissioning"],
            "Kofi Ashdown": ["Performance and Business Intelligence Manager"],
        },
    ),
    (
        "The Chief Finance Officer, Ade Birch-Tarn, said that it balanced.",
        {"Ade Birch-Tarn": ["Chief Finance Officer"]},
    ),
    ("The Chairman, Councillor Ged Moss, agreed.", {"Ged Moss": ["Chairman"]}),
    (
        "An update was given by Vera Lund and Kofi Ashdown,  Service Directors in Children's Services.",
        {
            "Vera Lund": ["Service Director in Children's Services"],
            "Kofi Ashdown": ["Service Director in Children's Services"],
        },
    ),
    (
        "The Panel welcomed Tomas Wilk, who had taken up the post of Head of Inclusion on 6 January.",
        {"Tomas Wilk": ["Head of Inclusion"]},
    ),
    (
        "Councillor Moss, cabinet member for health and adult social care, introduced the theme.",
        {"Moss": ["cabinet member for health and adult social care"]},
    ),
    (
        "Ravi Sood, Engagement Lead at Sedge Marr LLP, reported on the audit.",
        {"Ravi Sood": ["Engagement Lead"]},
    ),
    (
        "Vera Lund, the Council's Head of Planning, and Kofi Ashdown, its Monitoring Officer, would call Dawn Tarn, "
        "Chief Executive of Age Concern Vale, at dawn.",
        {
            "Vera Lund": ["Head of Planning"],
            "Kofi Ashdown": ["Monitoring Officer"],
            "Dawn Tarn": ["Chief Executive of Age Concern Vale"],
        },
    ),
    ("MARY STOTT, Convener", {"Mary Stott": ["Convener"]}),
    ("In answer to the Chairman, Ms Lund stated that it was.", {}),
    ("In reply to Councillor Moss, the Head of Audit advised that it was.", {"Moss": ["Councillor"]}),
    ("Cllr Moss, who is treasurer, is back next month.", {"Moss": ["Councillor"]}),
    ("Clerk & County Cllr Moss to write to the pilots.", {"Moss": ["Councillor"]}),
    ("The Clerk and District Councillor Ann Moss would write.", {"Ann Moss": ["Councillor"]}),
    ("Vice-Chair & Borough Councillor Moss to ask.", {"Moss": ["Councillor"]}),
    ("Chair and Cllr Moss to write.", {"Moss": ["Councillor"]}),
    (
        "Chair & Leader of the Council, Cllr Ann Moss, said so.",
        {"Ann Moss": ["Chair & Leader of the Council"]},
    ),
    (
        "Cabinet Member for Housing & Deputy Leader Cllr Moss said so.",
        {"Moss": ["Cabinet Member for Housing & Deputy Leader"]},
    ),
    (
        "Director of Children & Family Services Ann Moss said so.",
        {"Ann Moss": ["Director of Children & Family Services"]},
    ),
    (
        "Executive Member for Leisure & Culture Cllr Moss said so.",
        {"Moss": ["Executive Member for Leisure & Culture"]},
    ),
    ("Agreed to ask for a grit bin for Mill Green, Clerk to reply.", {}),
]


@pytest.mark.parametrize(("text", "wanted"), PROSE)
def test_titles_are_read_in_running_text(text: str, wanted: dict[str, list[str]]) -> None:
    assert titles_in(f"1. Report\n\nMinutes:\n\n{text}\n") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The Children and Families Scrutiny Panel considered the Autumn Term Attainment Report.",
        "The Chief Constable and the Director of Public Health would be invited.",
        "Members asked about Heron Court, Station Road and St Oda's Primary School.",
        "Blue Watch at Sedgeby and Skills Vale were thanked; Healthwatch Vale reported in March.",
        "Social Workers, Councillors' Allowances and the Councillor Conduct Code were discussed.",
        "The Single Transferable Vote (STV) and the Seaholm Harbour Levy (SHL) were explained.",
        "RESOLVED That the Head of Housing be asked to report to the Audit Committee.",
    ],
)
def test_bodies_places_and_posts_without_a_name_are_nobody(text: str) -> None:
    assert people_in(f"1. Report\n\nMinutes:\n\n{text}\n") == ()


def test_one_person_in_several_forms_is_one() -> None:
    text = (
        "Officers: Vera Lund (VL), Head of Housing\n\n1. Repairs\n\nMs Lund presented the report. Vera  Lund said it "
        "was late.\n"
    )
    (person,) = people_in(text)
    assert (person.name, person.kind, person.present) == ("Vera Lund", OFFICER, True)
    assert person.forms == ("Lund", "Ms Lund", "VL", "Vera Lund")
    assert len(person.mentions) == 3


def test_a_councillor_and_an_officer_of_one_surname_are_two() -> None:
    text = "Present: Councillor Hay\nOfficers: Tom Hay (Head of Law)\n\n1. Law\n\nCouncillor Hay asked Mr Hay.\n"
    assert {(p.name, p.kind) for p in people_in(text)} == {("Hay", COUNCILLOR), ("Tom Hay", OFFICER)}


def test_a_surname_of_two_people_is_left_out_and_doubted() -> None:
    document = read("Present: Councillors Jenny Palmer and John Palmer\n\n1. Roads\n\nCouncillor Palmer asked why.\n")
    people, doubts = find_people(document, Meeting())
    assert [len(p.mentions) for p in people] == [1, 1]
    assert [(d.where, d.what) for d in doubts] == [
        ("panel.txt:5", "'Councillor Palmer' may be either of two people of that name")
    ]


def test_the_honorific_tells_two_of_one_surname_apart() -> None:
    text = "PRESENT: Mr J Ash (Chairman), Mrs P Ash (Vice-Chairman)\n\n1. Roads\n\nMrs Ash asked why.\n"
    assert [len(p.mentions) for p in people_in(text)] == [1, 2]


def test_votes_do_not_make_people() -> None:
    text = "Present: Councillor Moss (Chair)\n\n1. Motion\n\nFor (3): Mr Brady, Mrs Bell and Mr Tarn\n"
    assert [p.name for p in people_in(text)] == ["Moss"]


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Present: Councillor Moss", True),
        ("THORPE, 4 May 2026. Minute of Meeting of the ROADS COMMITTEE. Present:- Councillor Moss.", True),
        ("1. Roads\n\nThe present state of the letter to Councillor Moss was noted.", None),
        ("Apologies: Councillor Moss", False),
        ("1. APOLOGIES\n\nApologies for absence were received from Councillor Moss.", False),
        ("Absent: Cllr A. Moss (AM)", False),
        ("1. Roads\n\nThe letter to Councillor Moss was noted.", None),
    ],
)
def test_presence(text: str, present: bool | None) -> None:
    assert [p.present for p in people_in(text)] == [present]


def test_the_substitute_of_who_apologised_is_not_away() -> None:
    text = "1. APOLOGIES\n\nApologies were received from Mr D Black (Ms H Horn attended as substitute).\n"
    assert {p.name: p.present for p in people_in(text)} == {"D Black": False, "H Horn": None}


def test_single_posts_are_told_from_those_of_many() -> None:
    text = (
        "Present: Councillor Ruth Amberley (Chair), Councillor Bede\n"
        "Officers: Vera Lund, Service Director; Kofi Ashdown, Service Director for Learning; Jo Tarn, Social Worker\n"
    )
    single = {holding.title: holding.single for person in people_in(text) for holding in person.holdings}
    assert single == {
        "Chair": True,
        "Councillor": False,
        "Service Director": False,
        "Service Director for Learning": True,
        "Social Worker": False,
    }


def test_the_organisation_of_a_partner_is_kept() -> None:
    text = "In attendance: Vera Lund, Director of Midwifery at Vale Hospitals NHS Trust\n"
    ((holding,),) = [person.holdings for person in people_in(text)]
    assert (holding.title, holding.organisation) == ("Director of Midwifery", "Vale Hospitals NHS Trust")


def test_every_holding_stands_on_words_that_hold_name_and_title() -> None:
    text = "Present: Cllr Idris Moss (Vice-Chair, in the Chair)\n\n1. Roads\n\nThe Treasurer, Vera Lund, spoke.\n"
    document = read(text)
    quotes = {h.title: h.evidence.quote for p in find_people(document, Meeting())[0] for h in p.holdings}
    assert quotes == {
        "Vice-Chair": "Idris Moss (Vice-Chair, in the Chair",
        "Treasurer": "Treasurer, Vera Lund",
    }


def test_who_answers_for_a_post_holds_it() -> None:
    text = (
        "A1. Ms Nell Tarn to the Portfolio Holder for Parks\n\nWhen will the gate be mended?\n\n"
        "Reply by Councillor Ged Moss:\n\nIt has been.\n"
    )
    assert titles_in(text) == {"Ged Moss": ["Portfolio Holder for Parks"]}


def test_a_word_broken_at_the_end_of_a_line_is_the_same_name() -> None:
    text = "Present: Councillor P Rajan-\nMoss (Chair)\n\n1. Roads\n\nCouncillor Rajan-Moss asked why.\n"
    assert [(p.name, len(p.mentions)) for p in people_in(text)] == [("P Rajan-Moss", 2)]
