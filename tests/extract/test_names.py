"""Whom a form means, among the people of a document."""

from __future__ import annotations

import pytest

from kg.extract.names import NameIndex
from kg.extract.people import find_people
from kg.facts import Meeting
from kg.read import read_document

MINUTES = """Present: Councillor Ruth Amberley (Chair), Councillor Idris Moss (Vice-Chair), Councillors T Okafor and Bede
In attendance: Councillor Una Crane (Cabinet Member for Homes)
Officers: Vera Lund (VL), Head of Housing; Kofi Ashdown (KA), Director of Place; Jim Tarn, Clerk; Jo Tarn, Travel Team Leader

1. Homes

Ms Lund spoke. The Director of Place agreed.
"""


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """The people of the minutes above."""
    return NameIndex(find_people(read_document(MINUTES.encode(), "panel.txt"), Meeting())[0])


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Ms Lund", "Vera Lund"),
        ("Vera  Lund", "Vera Lund"),
        ("Vera Lund's", "Vera Lund"),
        ("VL", "Vera Lund"),
        ("the Head of Housing", "Vera Lund"),
        ("THE HEAD OF HOUSING", "Vera Lund"),
        ("Cllr Okafor", "T Okafor"),
        ("Councillor Tunde Okafor", "T Okafor"),
        ("the Director", "Kofi Ashdown"),
        ("The Team Leader", "Jo Tarn"),
        ("the Clerk", "Jim Tarn"),
        ("the Cabinet Member", "Una Crane"),
        ("the Vice Chair", "Idris Moss"),
        ("the Chair", "Ruth Amberley"),
        ("the Chairman", "Ruth Amberley"),
        ("Mr Tarn", None),  # either of two
        ("Tarn", None),
        ("vl", None),  # initials are capitals
        ("Councillor Lund", None),  # she is none
        ("Ms Quill-Ash", None),
        ("the Head of Planning", None),
        ("the Panel", None),
        ("Members", None),
        ("", None),
    ],
)
def test_find(index: NameIndex, form: str, name: str | None) -> None:
    found = index.find(form)
    assert (found.name if found else None) == name


def test_the_pattern_takes_the_longest_form(index: NameIndex) -> None:
    text = "Councillor Idris Moss asked Ms Lund and the Head of Housing; VL and Councillor Bede's view; the Director."
    assert [match.group() for match in index.pattern.finditer(text)] == [
        "Councillor Idris Moss",
        "Ms Lund",
        "the Head of Housing",
        "VL",
        "Councillor Bede",
        "the Director",
    ]


def test_whoever_is_in_the_chair_is_the_chair() -> None:
    text = "Present: Cllr Idris Moss (Vice-Chair, in the Chair)\nApologies: Cllr Ruth Amberley (Chair)\n"
    index = NameIndex(find_people(read_document(text.encode(), "panel.txt"), Meeting())[0])
    assert index.chair is not None
    assert index.chair.name == "Idris Moss"


def test_nobody_matches_nothing() -> None:
    index = NameIndex(())
    assert index.find("the Chair") is None
    assert index.pattern.search("the Chair and Ms Lund") is None
