"""Forms of names from everywhere, and the ways in which lists say who somebody is."""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.read import read_document
from tests.extract.test_people import people_in, titles_in


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Present: R Winter (Chairman), M. Burton, B. Hall\nIn attendance: Paul Steward (Clerk)",
            {"R Winter": ["Chairman"], "Paul Steward": ["Clerk"]},
        ),
        (
            "Present: Cllrs Ann Savage, Paul Chamberlain, Katie Warden and John Gill-Ross",
            {key: ["Councillor"] for key in ("Ann Savage", "Paul Chamberlain", "Katie Warden", "John Gill-Ross")},
        ),
        (
            "Present: In the Chair A.Vale, C.Priest and K.O’Donnell (Clerk).",
            {"A.Vale": ["Chair"], "K.O'Donnell": ["Clerk"]},
        ),
        (
            "Present: Nic Grant (Chair), Mhairi NicDhòmhnaill (Secretary), Cllr Nic Wood",
            {"Nic Grant": ["Chair"], "Mhairi NicDhòmhnaill": ["Secretary"], "Nic Wood": ["Councillor"]},
        ),
        (
            "Present: J R Thackeray Esq (Chairman), Jo Ann Hill PhD (Clerk), Sir Tom Ash OBE JP (Vice-Chairman)",
            {"J R Thackeray": ["Chairman"], "Jo Ann Hill": ["Clerk"], "Tom Ash": ["Vice-Chairman"]},
        ),
        (
            "In attendance: Gwen ferch Dafydd – Head of Parks\nTomos Ifan Prydderch, Llais\nKen LYNN (Chief Officer)",
            {"Gwen ferch Dafydd": ["Head of Parks"], "Ken Lynn": ["Chief Officer"]},
        ),
        (
            "Present: Councillors, Mr Tim Owen (Chair), Mrs Pat Dobbie and Mr J Alun Pugh (Clerk)",
            {"Tim Owen": ["Chair"], "Pat Dobbie": ["Councillor"], "J Alun Pugh": ["Clerk"]},
        ),
        (
            "Present:\nCllr R Hill\nCllr R A Hill\nCllr H Dawes",
            {key: ["Councillor"] for key in ("R Hill", "R A Hill", "H Dawes")},
        ),
        (
            "Name | Organisation | Role\nCllr Ann Alder | Northton BC | Chair\nDr Bo Beech | Brack ICB | Clinical Lead",
            {"Ann Alder": ["Chair"], "Bo Beech": ["Clinical Lead"]},
        ),
        (
            "Present:\n\nJames COTTON\n\nRegistered Nurse (not employed by the Board)\n\nEmma FLETCHER\n\nDirector of Housing",
            {"James Cotton": ["Registered Nurse"], "Emma Fletcher": ["Director of Housing"]},
        ),
        ("In attendance: PC Ann Lowe, Roger Hay (Minute Taker)", {"Roger Hay": ["Minute Taker"]}),
    ],
)
def test_who_was_there_and_as_what(words: str, expected: dict[str, list[str]]) -> None:
    assert titles_in(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It was RESOLVED that Cllr Vera Moss be elected as Chairman.", {"Vera Moss": ["Chairman"]}),
        ("Andy Vale was unanimously elected Vice Chairman for the year.", {"Andy Vale": ["Vice Chairman"]}),
        ("Councillor Okafor had been appointed to the post of Deputy Mayor.", {"Okafor": ["Deputy Mayor"]}),
        ("Councillor Okafor was elected by a large majority.", {"Okafor": ["Councillor"]}),
    ],
)
def test_who_is_elected_holds_the_office(words: str, expected: dict[str, list[str]]) -> None:
    assert titles_in(f"1. ELECTION OF OFFICERS\n\n{words}") == expected


def test_initials_after_councillor_are_no_name() -> None:
    found = people_in("Present: Cllr H Dawes, Cllr J Stott\n\n3. ROADS\n\nCllr HD reported. Cllr JS thanked Cllr HD.")
    assert [person.name for person in found] == ["H Dawes", "J Stott"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Present:\nMr J Fenn           Mrs H Ash (Chair)\nMs D Tull           Mr M Tyler (Clerk)",
            {"H Ash": ["Chair"], "M Tyler": ["Clerk"]},
        ),
        ("Present: Kim Ede (KE) Parent/Chair, Jo Lunn (JL) - Staff", {"Kim Ede": ["Chair"]}),
        (
            "Present\nLisa Moss\nLM\nCalder Borough Council (minute taker)\nHarry Reed\nHR\nCalder Water",
            {"Lisa Moss": ["minute taker"]},
        ),
        ("Apologies: none.\n\nTwo electors came, in addition Howard Dale Clerk.", {"Howard Dale": ["Clerk"]}),
        (
            "He welcomed the elected councillors Scott Baillie, Carrie White and Elly Baker.",
            {"Scott Baillie": ["Councillor"], "Carrie White": ["Councillor"], "Elly Baker": ["Councillor"]},
        ),
        (
            "Present: Mr C Wort [CW] Chair (FTG); Mr M Evans [MJE] Headmaster (SG)",
            {"C Wort": ["Chair"], "M Evans": ["Headmaster"]},
        ),
        (
            "Present: Nerys Fon (Clerc/Clerk), Eifion Hay (Cadeirydd/Chair)",
            {"Nerys Fon": ["Clerk"], "Eifion Hay": ["Chair"]},
        ),
        (
            "Present: C.Cook(Clerk), H. Long and W. Kemp (District Councillor)",
            {"C.Cook": ["Clerk"], "W. Kemp": ["District Councillor"]},
        ),
        (
            "Councillors: A. Hart, J. Hughes, T. Gritt                              Parishioners: 2",
            {"A. Hart": ["Councillor"], "J. Hughes": ["Councillor"], "T. Gritt": ["Councillor"]},
        ),
        (
            "1. OFFICERS\n\nAgreed that Ray Chisholm is appointed Chair and Ian Steel is appointed as Vice-Chair.",
            {"Ray Chisholm": ["Chair"], "Ian Steel": ["Vice-Chair"]},
        ),
        (
            "Present: Cllr A Potts (Chair)\n\n1. CHAIR\n\nRESOLVED that Cllr Potts be elected Chair of the Council.",
            {"A Potts": ["Chair"]},
        ),
        (
            "1. CHAIR\n\nCouncillor Nina Green took the Chair. The Chairman thanked the officers.",
            {"Nina Green": ["Chairman"]},
        ),
    ],
)
def test_layouts_that_do_not_part_people_as_others_do(words: str, expected: dict[str, list[str]]) -> None:
    assert titles_in(words) == expected


def test_a_numbered_heading_of_attendance_heads_a_list() -> None:
    facts = extract_facts(
        read_document(
            b"Hay Community Council\n28 November 2023\n\n1 In Attendance\n"
            b"Councillors S Pugh (SP) Chair, P Morse (PM) Vice-Chair, C Bevan (CB)\n\n2 Apologies\nCouncillor M Moor\n",
            "minutes.txt",
        )
    )
    assert [(p.name, [h.title for h in p.holdings]) for p in facts.people] == [
        ("S Pugh", ["Chair"]),
        ("P Morse", ["Vice-Chair"]),
        ("C Bevan", ["Councillor"]),
        ("M Moor", ["Councillor"]),
    ]


def test_councillor_in_a_column_of_its_own_is_what_the_person_is() -> None:
    facts = extract_facts(
        read_document(
            b"Hay Parish Council\n10 August 2012\n\nPresent:\nDan Hork (DHO)  Clerk\nTim Maddock (TMA)  Councillor\n"
            b"Ann Proud (APR)  Councillor\n\n1. Apologies\n\nNone.\n",
            "minutes.txt",
        )
    )
    assert [(p.name, str(p.kind)) for p in facts.people] == [
        ("Dan Hork", "officer"),
        ("Tim Maddock", "councillor"),
        ("Ann Proud", "councillor"),
    ]
