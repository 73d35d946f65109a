"""How minutes of different houses are taken apart: the text beside its blocks.

Each block is written as its part, kind, marker and words; `< 7` says that block 7 introduces it.
"""

from __future__ import annotations

import pytest

from kg.document import Document, Part
from kg.read import read_document


def read(text: str) -> Document:
    return read_document(text.encode(), "minutes.txt")


def outline(document: Document) -> list[str]:
    return [
        f"{block.part} {block.kind} {block.marker} | {document.words(block.body)}".replace("  |", " |")
        + (f" < {block.lead}" if block.lead is not None else "")
        for block in document.blocks
    ]


NUMBERED = """\
MERE VALLEY COUNCIL

HOUSING PANEL

Minutes of the meeting held on 4 May 2024 at 7 p.m.

Present: Councillors Ada Quill (Chair) and Ben Orr
Apologies: Cllr Finch

12. Repairs backlog

12.1 Ms Holt said that 84% of repairs were done on time. She undertook to circulate the list
of blocks by 1 June 2024.

12.2 Members asked:
 - that damp be reported;
 - that lifts be reported.

RESOLVED:
(1) That the report be noted.
(2) That a further report be brought to the meeting in July.

13. Empty homes

13.1 The Panel noted the report.
"""
WEB_PAGE = """\
Street Lighting

Report of the Head of Highways on the lamps that do not light.

Contact: Ivo Marsh, Head of Highways

Minutes:

Mr Marsh said that 40 lamps were out. The Chair asked for a list.

RESOLVED – That the list be sent to ward members.

Supporting documents:
Report on lamps
"""
RUNNING_ON = """\
7/24 ALLOTMENTS

The Clerk read the letter. RESOLVED: (1) that the Clerk write to the tenant; (2) that the gate be mended.

8/24 FINANCE

The accounts were read.
"""
ACTION_LINE = """\
3. Bus shelters

The shelter in Mill Lane leaked again.

ACTION: Clerk to chase the county.

4. Bins

Cllr Orr reported that two bins had been stolen.
"""
BULLETS = """\
9. Questions from members

In discussion the following points were made:
• The pool would open in June.
• Fees were under review and would be
  brought back to the Panel.
• Parking was hard.

The Chair thanked everyone for coming.
"""
PAGE_NUMBER = """\
10. Winter service

10.1 The Head of Highways explained that the gritters had been out on sixty nights, which was
twice the usual number, and that salt had been bought from
                                                                   14
three suppliers. She would bring the costs to the next meeting of the Panel in September.
"""
SCOTTISH = """\
4. HARBOUR DUES

There had been circulated a report by the Harbour Master.

The Committee resolved:-
(i) to note the report; and
(ii) to instruct the Harbour Master to report back within two cycles.
"""


NO_HEADINGS = """\
Agenda item

Moorings

To receive a report on the moorings and on those who wait for one.

The Harbour Master reported that the list had grown to forty names since the summer of last year.

Agreed that the Panel visit the moorings.

Supporting documents:

Report , item 4. PDF 90 KB

The Dredging Manager said that the channel had been cleared and that it would be sounded again.

(a) subject to the changes, the plan be approved;

(b) the following be appointed -

Quay - Councillor Orr

(c) the Harbour Master write to the pilots.
"""
WRAPPED_SHORT = """\
Minutes:
The Harbour and
Moorings Manager introduced the plan.
That Cabinet:
1. Supports the plan
2. Asks the Harbour Master to list the berths.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            NUMBERED,
            [
                "front heading | MERE VALLEY COUNCIL",
                "front heading | HOUSING PANEL",
                "front paragraph | Minutes of the meeting held on 4 May 2024 at 7 p.m.",
                "attendance paragraph Present: | Councillors Ada Quill (Chair) and Ben Orr",
                "attendance paragraph Apologies: | Cllr Finch",
                "minutes heading 12 | Repairs backlog",
                "minutes numbered 12.1 | Ms Holt said that 84% of repairs were done on time. "
                "She undertook to circulate the list of blocks by 1 June 2024.",
                "minutes numbered 12.2 | Members asked:",
                "minutes bullet - | that damp be reported; < 7",
                "minutes bullet - | that lifts be reported. < 7",
                "resolution paragraph RESOLVED: | RESOLVED: < 9",
                "resolution numbered (1) | That the report be noted. < 10",
                "resolution numbered (2) | That a further report be brought to the meeting in July. < 10",
                "minutes heading 13 | Empty homes",
                "minutes numbered 13.1 | The Panel noted the report.",
            ],
            id="numbered paragraphs and a RESOLVED list",
        ),
        pytest.param(
            WEB_PAGE,
            [
                "front paragraph | Street Lighting",
                "agenda paragraph | Report of the Head of Highways on the lamps that do not light.",
                "attendance paragraph Contact: | Ivo Marsh, Head of Highways",
                "minutes heading | Minutes:",
                "minutes paragraph | Mr Marsh said that 40 lamps were out. The Chair asked for a list.",
                "resolution paragraph RESOLVED - | That the list be sent to ward members. < 4",
                "close paragraph | Supporting documents:",
                "close paragraph | Report on lamps",
            ],
            id="a web page prints the agenda above the minutes",
        ),
        pytest.param(
            RUNNING_ON,
            [
                "minutes heading 7/24 | ALLOTMENTS",
                "minutes paragraph | The Clerk read the letter.",
                "resolution paragraph RESOLVED: | RESOLVED: < 1",
                "resolution numbered (1) | that the Clerk write to the tenant; < 2",
                "resolution numbered (2) | that the gate be mended. < 2",
                "minutes heading 8/24 | FINANCE",
                "minutes paragraph | The accounts were read.",
            ],
            id="a decision in the middle of a paragraph",
        ),
        pytest.param(
            ACTION_LINE,
            [
                "minutes heading 3 | Bus shelters",
                "minutes paragraph | The shelter in Mill Lane leaked again.",
                "action paragraph ACTION | Clerk to chase the county. < 1",
                "minutes heading 4 | Bins",
                "minutes paragraph | Cllr Orr reported that two bins had been stolen.",
            ],
            id="an action line",
        ),
        pytest.param(
            BULLETS,
            [
                "minutes heading 9 | Questions from members",
                "minutes paragraph | In discussion the following points were made:",
                "minutes bullet • | The pool would open in June. < 1",
                "minutes bullet • | Fees were under review and would be brought back to the Panel. < 1",
                "minutes bullet • | Parking was hard. < 1",
                "minutes paragraph | The Chair thanked everyone for coming.",
            ],
            id="bullets, one of them wrapped",
        ),
        pytest.param(
            PAGE_NUMBER,
            [
                "minutes heading 10 | Winter service",
                "minutes numbered 10.1 | The Head of Highways explained that the gritters had been out on sixty nights, which was "
                "twice the usual number, and that salt had been bought from three suppliers. She would bring the costs to the "
                "next meeting of the Panel in September.",
            ],
            id="a page number in the middle of a sentence",
        ),
        pytest.param(
            SCOTTISH,
            [
                "minutes heading 4 | HARBOUR DUES",
                "minutes paragraph | There had been circulated a report by the Harbour Master.",
                "resolution paragraph The Committee resolved:- | The Committee resolved:- < 1",
                "resolution numbered (i) | to note the report; and < 2",
                "resolution numbered (ii) | to instruct the Harbour Master to report back within two cycles. < 2",
            ],
            id="a Scottish decision",
        ),
        pytest.param(
            NO_HEADINGS,
            [
                "front heading | Agenda item",
                "front paragraph | Moorings",
                "front paragraph | To receive a report on the moorings and on those who wait for one.",
                "minutes paragraph | The Harbour Master reported that the list had grown to forty names since the summer of last year.",
                "resolution paragraph Agreed | that the Panel visit the moorings. < 3",
                "close paragraph | Supporting documents:",
                "close paragraph | Report , item 4. PDF 90 KB",
                "minutes paragraph | The Dredging Manager said that the channel had been cleared and that it would be sounded again.",
                "resolution numbered (a) | subject to the changes, the plan be approved;",
                "resolution numbered (b) | the following be appointed -",
                "resolution paragraph | Quay - Councillor Orr",
                "resolution numbered (c) | the Harbour Master write to the pilots.",
            ],
            id="a page of a web site that has lost its labels",
        ),
        pytest.param(
            WRAPPED_SHORT,
            [
                "minutes heading | Minutes:",
                "minutes paragraph | The Harbour and Moorings Manager introduced the plan.",
                "minutes paragraph | That Cabinet:",
                "resolution numbered 1. | Supports the plan < 2",
                "resolution numbered 2. | Asks the Harbour Master to list the berths. < 2",
            ],
            id="lines that break early",
        ),
    ],
)
def test_the_blocks_of_a_text(text: str, expected: list[str]) -> None:
    assert outline(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (NUMBERED, [("12", "Repairs backlog", 8), ("13", "Empty homes", 2)]),
        (WEB_PAGE, [("", "", 7)]),
        (RUNNING_ON, [("7/24", "ALLOTMENTS", 5), ("8/24", "FINANCE", 2)]),
        (SCOTTISH, [("4", "HARBOUR DUES", 5)]),
    ],
)
def test_the_items_of_a_text_with_the_number_of_their_blocks(text: str, items: list[tuple[str, str, int]]) -> None:
    document = read(text)
    assert [
        (item.number, document.quote(item.title) if item.title else "", item.blocks[1] - item.blocks[0])
        for item in document.items
    ] == items


def test_a_table_of_actions_is_read_by_cells() -> None:
    document = read("""\
5. Any other business

Cllr Quill thanked the volunteers, who had been out in all weathers and had planted the bank.

ACTION LOG

Action                         Owner        By
Send the tree survey           J. Holt      12 May
Mend the gate                  I. Marsh     June
""")
    rows = [[document.quote(cell) for cell in block.cells] for block in document.blocks if block.cells]
    assert rows == [
        ["Action", "Owner", "By"],
        ["Send the tree survey", "J. Holt", "12 May"],
        ["Mend the gate", "I. Marsh", "June"],
    ]


def test_a_list_of_those_present_is_read_by_cells() -> None:
    document = read("""\
Present:
Ada Quill        AQ    Chair
Jana Holt        JH    Head of Parks

1. Minutes of the last meeting

The minutes were agreed as a true record, after JH had corrected the number of benches.
""")
    rows = [[document.quote(cell) for cell in block.cells] for block in document.blocks if block.cells]
    assert rows == [["Ada Quill", "AQ", "Chair"], ["Jana Holt", "JH", "Head of Parks"]]


def test_running_headers_and_page_numbers_are_no_words_of_the_minutes() -> None:
    page = "Mere Valley Council - Housing Panel - 4 May 2024\n{}\n\n{}. Item of business\n\nThe Panel noted the report of the {} officer.\n\n"
    document = read(
        "".join(page.format(f"Page {n}", n, word) for n, word in enumerate(("first", "second", "third", "fourth"), 1))
    )
    assert [document.quote(span) for span in document.furniture].count("Page 2") == 1
    assert not any(
        "Mere Valley" in document.words(block.span) or "Page" in document.words(block.span) for block in document.blocks
    )
    assert len(document.items) == 4


def test_the_text_is_kept_as_it_stands_and_matched_in_a_plain_copy() -> None:
    document = read("1. Lamps\r\n\r\nThe Panel’s clerk said\xa0–\xa0“soon”.\r\n")
    assert document.text == "1. Lamps\r\n\r\nThe Panel’s clerk said\xa0–\xa0“soon”.\r\n"
    assert document.quote(document.blocks[1].body) == "The Panel’s clerk said\xa0–\xa0“soon”."
    assert document.words(document.blocks[1].body) == 'The Panel\'s clerk said - "soon".'
    assert document.line_of(document.blocks[1].body.start) == 3


RUN_ON_PAGE = """\
Street Lighting

The Panel will consider the lamps that do not light.

Minutes:

Ms Holt reported that nine lamps were out.

Feedback from members of the Parks Board, who will report on what was said of the bandstand.

Minutes:

There was none.
"""


def test_what_stands_right_above_minutes_is_the_agenda_with_an_empty_line_between_or_without() -> None:
    agenda = "Feedback from members of the Parks Board, who will report on what was said of the bandstand."
    for text in (RUN_ON_PAGE, RUN_ON_PAGE.replace("\n\nMinutes:", "\nMinutes:")):
        document = read(text)
        parts = {document.words(block.body): block.part for block in document.blocks}
        assert parts[agenda] is Part.AGENDA
        assert parts["There was none."] is Part.MINUTES
        assert parts["Ms Holt reported that nine lamps were out."] is Part.MINUTES


def test_a_log_whose_heading_is_the_title_of_an_item_is_a_log_below_minutes_too() -> None:
    text = """\
1. Lamps

Minutes:

Ms Holt would count the lamps.

ACTIONS

Minutes:

No | What | Who | When
1 | Count the lamps | TH | June
"""
    assert outline(read(text))[-2:] == [
        "action row | No | What | Who | When < 4",
        "action row | 1 | Count the lamps | TH | June < 4",
    ]


def test_behind_the_last_minutes_nothing_is_agenda() -> None:
    text = """\
Harbour Board

Minutes:

Harbour and Quays Board

Members in attendance

Councillor Ada Quill (Chair) and Councillor Ben Orr

Apologies were received from Councillor Finch and from the Harbour Master, who was at sea.

(a) to ask the Harbour Master to sound the channel; and
(b) that the buoys be painted.
"""
    assert [line.split(" | ")[0] for line in outline(read(text))[-2:]] == [
        "resolution numbered (a)",
        "resolution numbered (b)",
    ]


def test_minutes_with_the_name_of_a_panel_head_the_text() -> None:
    text = """\
Minutes: Housing Panel

Mere Valley Council

Minutes of the meeting held on 4 May 2024. Present: Councillors Ada Quill (Chair) and Ben Orr.

1. Repairs

Ms Holt would send the list.
"""
    assert outline(read(text))[0] == "front paragraph | Minutes: Housing Panel"
    assert [block.part for block in read(text).blocks[:3]] == [Part.FRONT, Part.FRONT, Part.FRONT]


def test_a_log_goes_on_over_the_word_that_a_page_cut_off_a_cell() -> None:
    text = """\
1. Lamps

Ms Holt would count the lamps.

ACTIONS

No | What | Who | When
1 | Count the lamps of the whole | TH | June

ward

2 | Mend the gate | TH | July
3 | Ring the firm | TH | 14 July

2026

4 | Write to the residents | TH | August

Next meeting: 4 June
"""
    blocks = outline(read(text))
    assert [line for line in blocks if line.startswith("action row")][
        -1
    ] == "action row | 4 | Write to the residents | TH | August < 2"
    assert blocks[-1] == "minutes paragraph | Next meeting: 4 June"
