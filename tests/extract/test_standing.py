"""What minutes say of themselves: draft, approved, of which day; and what they only say of earlier minutes."""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.extract.standing import find_standing
from kg.read import read_document

MINUTES = """Seaholm Council

{head}

held on 4 May 2024

Present: Councillor Petra Hay (Chair)

1. MINUTES

The minutes of the meeting held on 6 April 2024 were approved as a correct record and signed by the Chair.

2. MOORINGS

The Clerk undertook to write to the pilots by 1 June 2024.

3. DATE OF NEXT MEETING

6 July 2024.

{foot}
"""
TITLE = "MINUTES OF A MEETING OF THE HARBOUR PANEL"


def standing(head: str = TITLE, foot: str = "", name: str = "harbour.txt") -> tuple[str, str]:
    """Draft or approved, and the day."""
    document = read_document(MINUTES.format(head=head, foot=foot).encode(), name)
    found = find_standing(document, extract_facts(document).meeting.date)
    for evidence in found.evidence:
        assert evidence.span.of(document.text) == evidence.quote
    return found.approval.value, found.on.isoformat() if found.on else ""


@pytest.mark.parametrize(
    "head",
    [
        f"DRAFT {TITLE}",
        "Draft minutes of a meeting of the Harbour Panel",
        "Minutes of a meeting of the Harbour Panel\n\nDRAFT",
        "UNCONFIRMED MINUTES OF THE HARBOUR PANEL",
        "Minutes (draft) of the Harbour Panel",
        f"{TITLE}\n\nThese minutes are subject to approval at the next meeting",
        f"*** Draft ***\n\n{TITLE}",
        f"**DRAFT**\n\n{TITLE}",
    ],
)
def test_the_head_says_draft(head: str) -> None:
    assert standing(head)[0] == "draft"


@pytest.mark.parametrize(
    "foot",
    [
        "These minutes are draft until approved by the Panel.",
        "Minutes subject to confirmation at the next meeting.",
        "DRAFT",
    ],
)
def test_the_end_says_draft(foot: str) -> None:
    assert standing(foot=foot)[0] == "draft"


@pytest.mark.parametrize(
    ("head", "foot", "on"),
    [
        ("APPROVED MINUTES OF THE HARBOUR PANEL", "", ""),
        (TITLE, "Signed: P Hay, Chair          Date: 6 July 2024", "2024-07-06"),
        (TITLE, "Signed ......................\n\nChair\n\nDate 6 July 2024", "2024-07-06"),
        (TITLE, "These minutes were confirmed as a correct record on 6 July 2024.", "2024-07-06"),
        (TITLE, "Approved at the meeting of 6th July, 2024", "2024-07-06"),
        (f"{TITLE}\n\nMinutes approved: 6 July 2024", "", "2024-07-06"),
        # A mark of the draft that was left standing.
        (f"DRAFT {TITLE}", "Approved and signed as a true record: P Hay, Chair, 6 July 2024", "2024-07-06"),
    ],
)
def test_approved(head: str, foot: str, on: str) -> None:
    assert standing(head, foot) == ("approved", on)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (TITLE, ""),  # "were approved as a correct record" is said of the minutes before, in nearly all minutes
        (TITLE, "Signed ...................... Chair     Date ......................"),
        (TITLE, "The meeting closed at 9 pm."),
        ("MINUTES OF A MEETING OF THE DRAFT BUDGET PANEL", ""),
        (f"{TITLE}\n\nTo approve the draft minutes of 6 April 2024", ""),
        (f"{TITLE} held on 4 May 2024\n\nDraft minutes of 6 April 2024 attached", ""),
        (TITLE, "The payments below were approved at the meeting, the first of them on 6 July 2024."),
        (TITLE, "Agreed as a true record of the Meeting: Signed ................ Date ................"),
        (TITLE, "The Chair signed the lease of the slipway, which begins on 1 August 2024."),
    ],
)
def test_nothing_is_said(head: str, foot: str) -> None:
    assert standing(head, foot) == ("", "")


@pytest.mark.parametrize(
    ("name", "approval"),
    [
        ("harbour-panel-draft-minutes.txt", "draft"),
        ("Printed draft minutes 04th-May-2024 Harbour Panel.txt", "draft"),
        ("minutes 4 May (unconfirmed).txt", "draft"),
        ("Harbour_Minutes_APPROVED.txt", "approved"),
        ("harbour minutes not approved.txt", "draft"),
        ("draft-budget-panel-2024-05-04.txt", ""),
        ("Printed minutes 04th-May-2024 Harbour Panel.txt", ""),
    ],
)
def test_the_name_of_the_file_says_it_where_the_words_do_not(name: str, approval: str) -> None:
    assert standing(name=name)[0] == approval


@pytest.mark.parametrize("words", ["Last updated: 9 June 2024", "Minutes published on Sunday 9 June 2024"])
def test_the_day_of_the_text(words: str) -> None:
    assert standing(f"{TITLE}\n\n{words}") == ("", "2024-06-09")
    assert standing(f"DRAFT {TITLE}", words) == ("draft", "2024-06-09")
