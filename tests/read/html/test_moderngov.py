"""Pages of ModernGov as they are saved, beside what is read from them. Councils, bodies and people are invented."""

from __future__ import annotations

import pytest

from kg.document import Document, Part
from kg.errors import SourceError
from kg.extract import extract_facts
from kg.read import read_documents, render

ITEM = """<h1 class="mgMainTitleTxt">Agenda item</h1><h2 class="mgSubTitleTxt">Lock gates</h2>
<div class="mgWordPara"><p>To agree that officers will report on the gates.</p><p>Contact: Ann Holt, Harbour Master</p></div>
<ul class="mgBulletList"><li>Gates report, item 6. <span class="mgFileSize">PDF 3 KB</span></li></ul>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>Ms Holt agreed to bring a plan to the next meeting.</p></div>
<p class="mgSubItemTitleTxt">Supporting documents:</p><ul class="mgBulletList"><li>Gates report, item 6.</li></ul>"""

ISSUE = """<h1 class="mgMainTitleTxt">Issue - meetings</h1><h2 class="mgSubTitleTxt">Dredging</h2>
<p>Meeting: 22/11/2021 - <a href="ieListDocuments.aspx?CId=1&amp;MId=2">Harbour Panel</a> (Item 50)</p>
<p class="mgAiTitleTxt"><a name="AI1"></a>50 Dredging <a href="x"><span class="mgFileSize">PDF 228 KB</span></a></p>
<div class="mgWordPara"><p>The Harbour Master will present the report.</p></div>
<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList"><li>Report <span class="mgHide">ref: 1</span></li></ul>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>Ms Holt agreed to circulate the figures by 3 December 2021.</p></div>
<hr><p>Meeting: 14/02/2022 - Cabinet (Item 9)</p><p class="mgAiTitleTxt">9 Dredging</p>
<p class="mgSubItemTitleTxt">Decision:</p><div class="mgWordPara"><p>RESOLVED: That the Harbour Master report back in May 2022.</p></div>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>The Leader introduced the report.</p>
<p>RESOLVED: That the Harbour Master report back in May 2022.</p></div>"""

DECISION = """<h1 class="mgMainTitleTxt">Decision details</h1><h2 class="mgSubTitleTxt">Dredging of the harbour</h2>
<p><span class="mgLabel">Decision Maker: </span>Cabinet</p>
<p><span class="mgLabel">Decision status: </span><span class="mgPlanItemInForce">Recommendations Approved</span></p>
<p><span class="mgLabel">Is Key decision?: </span>Yes</p>
<h3 class="mgSubSubTitleTxt">Purpose:</h3><div class="mgWordPara"><p>The Cabinet is asked to agree that officers report quarterly.</p></div>
<h3 class="mgSubSubTitleTxt">Decision:</h3><div class="mgWordPara"><div class="WordSection1"><p class=MsoNormal>RESOLVED that:</p>
<ol style="list-style-type:lower-roman"><li>the Harbour Master bring a report to the
September meeting; and<li>the budget be noted.</ol></div></div>
<p><span class="mgLabel">Report author: </span>Matilda Crewe</p><p><span class="mgLabel">Date of decision: </span>16/07/2013</p>
<p><span class="mgLabel">Effective from: </span>25/07/2013</p>"""

ATTENDANCE = """<h1 class="mgMainTitleTxt">Meeting attendance</h1>
<h2 class="mgSubTitleTxt">Harbour Panel - Thursday, 5th October, 2023 6.30 pm</h2><p class="mgLabel"></p>
<table class="mgStatsTable" summary="Table of meeting attendance"><thead><tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr></thead>
<tr><td><a href="mgUserInfo.aspx?UID=1">Councillor Ann Lee</a></td><td>Chair</td><td>STATUS</td></tr>
<tr><td>Councillor Bo Hart</td><td>Committee Member</td><td>Apologies</td></tr>
<tr><td>Councillor Mo Dale</td><td>Committee Member</td><td>STATUS, virtually</td></tr>
<tr><td>Flo Gow</td><td>Democratic Services Officer</td><td>In attendance</td></tr></table>"""

LINK = '<ul class="mgActionList"><li><a href="ieListDocuments.aspx?CId=3&MId=4" title="Link to agenda for Harbour Panel on Thursday, 5th October, 2023">Meeting</a></li></ul>'


def page(content: str, title: str = "Agenda item - Lock gates") -> bytes:
    """A page of that site in the skin of a council."""
    return (
        f"<!doctype html><html><head><title>{title} | Calder Borough Council</title></head><body><nav>Bins Parking</nav>"
        f'<div id="modgov"><div class="mgBreadCrumb">Home</div>{LINK}<div class="mgContent">{content}</div></div>'
        "<footer>Contact us</footer></body></html>"
    ).encode()


def parts(document: Document) -> list[tuple[str, str]]:
    """What each block is, and its words."""
    return [(block.part.value, document.words(block.span)) for block in document.blocks]


def test_an_item_page_parts_the_agenda_from_the_minutes() -> None:
    (document,) = read_documents(page(ITEM), "mgAi.aspx")
    assert parts(document) == [
        ("front", "Calder Borough Council"),
        ("front", "Harbour Panel - Thursday, 5th October, 2023"),
        ("agenda", "Lock gates"),
        ("agenda", "To agree that officers will report on the gates."),
        ("attendance", "Contact: Ann Holt, Harbour Master"),
        ("minutes", "Minutes:"),
        ("minutes", "Ms Holt agreed to bring a plan to the next meeting."),
    ]
    facts = extract_facts(document)
    assert (facts.meeting.body, str(facts.meeting.date)) == ("Harbour Panel", "2023-10-05")
    assert [one.evidence[0].quote for one in facts.commitments] == [
        "Ms Holt agreed to bring a plan to the next meeting"
    ]


def test_the_title_of_an_item_may_name_another_day() -> None:
    content = ITEM.replace("Lock gates", "Minutes of the Ferry Committee held on 3 May 2021")
    (document,) = read_documents(page(content), "mgAi.aspx")
    meeting = extract_facts(document).meeting
    assert (meeting.body, str(meeting.date)) == ("Harbour Panel", "2023-10-05")
    assert [document.words(item.span).split(" To agree")[0] for item in document.items] == [
        "Minutes of the Ferry Committee held on 3 May 2021"
    ]


def test_minutes_pasted_whole_into_an_item_keep_their_own_head() -> None:
    whole = (
        "<p>HARBOUR PANEL</p><p>Minutes of the meeting held on 4 May 2022</p><p>Present: Councillor Ann Lee (Chair)</p>"
        "<p>1. Gates</p><p>Ms Holt agreed to bring a plan to the next meeting.</p>"
    )
    content = ITEM.replace("<p>Ms Holt agreed to bring a plan to the next meeting.</p>", whole)
    (document,) = read_documents(page(content).replace(LINK.encode(), b""), "mgAi.aspx")
    facts = extract_facts(document)
    assert (facts.meeting.body, str(facts.meeting.date)) == ("Harbour Panel", "2022-05-04")
    assert "Ann Lee" in [person.name for person in facts.people]


def test_agenda_text_is_never_minutes_even_where_an_item_has_none() -> None:
    rows = "".join(
        f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{n}.</p></td><td><p class="mgAiTitleTxt">{title}</p>{rest}</td></tr>'
        for n, title, rest in (
            (1, "To receive, if any, the apologies of Members who could not be present", MINUTES),
            (2, "Gates", '<div class="mgWordPara"><p>RECOMMENDED: that the Clerk write to the owner.</p></div>'),
            (3, "Silt", MINUTES),
        )
    )
    (document,) = read_documents(page(f'<table class="mgItemTable">{rows}</table>', "Agenda and minutes"), "a.aspx")
    assert [item.number for item in document.items] == ["1", "2", "3"]
    assert document.words(document.items[0].title or document.items[0].span).startswith("To receive, if any")
    assert ("agenda", "RECOMMENDED: that the Clerk write to the owner.") in parts(document)


@pytest.mark.parametrize(
    ("title", "shown", "number"),
    [("IT", "1. IT", "1"), ("X", "1. X", "1"), ("2025/26", "1. 2025/26", "1"), ("", "1.", "1")],
)
def test_a_title_that_looks_like_a_number_or_is_none_loses_nothing(title: str, shown: str, number: str) -> None:
    rows = [
        f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI{n}"></a>{n}.</p></td>'
        f'<td><p class="mgAiTitleTxt">{words}</p><p class="mgSubItemTitleTxt">Minutes:</p>'
        f'<div class="mgWordPara"><p>Ms Holt agreed to mend gate {n} by May 2025.</p></div></td></tr>'
        for n, words in ((1, title), (2, "Gates"))
    ]
    head = (
        '<h1 class="mgMainTitleTxt">Agenda and minutes</h1>'
        '<h2 class="mgSubTitleTxt">Harbour Panel - Friday, 7th March, 2025 7.00 pm</h2><table class="mgItemTable">'
    )
    for most in (1, 2):
        (document,) = read_documents(page(head + "".join(rows[:most]) + "</table>", "Agenda and minutes"), "a.aspx")
        assert shown in [document.words(block.span) for block in document.blocks]
        assert document.items[0].number == number
        facts = extract_facts(document)
        assert (facts.meeting.body, str(facts.meeting.date)) == ("Harbour Panel", "2025-03-07")
        assert len(facts.commitments) == most
    untold = page(head + rows[0].replace("1.</p></td>", "</p></td>") + "</table>", "Agenda and minutes")
    (document,) = read_documents(untold, "a.aspx")
    assert [one.evidence[0].quote for one in extract_facts(document).commitments] == [
        "Ms Holt agreed to mend gate 1 by May 2025"
    ]


MINUTES = '<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>There were none.</p></div>'


def test_a_page_of_an_issue_holds_each_of_its_meetings() -> None:
    first, second = read_documents(page(ISSUE, "Issue - meetings - Dredging"), "issue.aspx")
    one, two = extract_facts(first), extract_facts(second)
    assert (one.meeting.body, str(one.meeting.date)) == ("Harbour Panel", "2021-11-22")
    assert (two.meeting.body, str(two.meeting.date)) == ("Cabinet", "2022-02-14")
    assert [found.kind.value for found in one.commitments] == ["promise"]
    # Printed as decision and again in the minutes: one resolution, with both places.
    assert [(found.kind.value, len(found.evidence)) for found in two.commitments] == [("resolution", 2)]


def test_a_decision_page_says_who_decided_and_when() -> None:
    (document,) = read_documents(page(DECISION, "Decision - Dredging of the harbour"), "ieDecisionDetails.aspx")
    facts = extract_facts(document)
    assert (facts.meeting.council, facts.meeting.body) == ("Calder Borough Council", "Cabinet")
    assert str(facts.meeting.date) == "2013-07-16"
    assert [one.evidence[0].quote for one in facts.commitments] == [
        "the Harbour Master bring a report to the September meeting"
    ]
    assert ("agenda", "The Cabinet is asked to agree that officers report quarterly.") in parts(document)
    assert "Effective from" not in document.text


def test_a_page_of_decisions_holds_each_of_them() -> None:
    content = (
        '<h1 class="mgMainTitleTxt">Issue - decisions</h1><h2 class="mgSubTitleTxt">Dredging</h2>'
        '<p class="mgAiTitleTxt">04/10/2021 - Dredging of the basin</p>'
        '<div class="mgWordPara"><p>That the Harbour Master report back in May 2022.</p></div>'
        '<p class="mgAiTitleTxt">06/12/2021 - Dredging of the canal</p>'
        '<div class="mgWordPara"><p>That the Clerk write to the owner.</p></div>'
    )
    found = [extract_facts(one) for one in read_documents(page(content, "Issue - decisions"), "a.aspx")]
    assert [str(one.meeting.date) for one in found] == ["2021-10-04", "2021-12-06"]
    assert [[act.kind.value for act in one.commitments] for one in found] == [["resolution"], ["resolution"]]


def test_attendance_is_typed_out_as_a_clerk_would() -> None:
    text = render(page(ATTENDANCE.replace("STATUS", "Present"), "Meeting attendance"), "a.aspx").text
    assert text.splitlines()[4::2] == [
        "Present: Councillor Ann Lee (Chair), Councillor Mo Dale",
        "Officers in attendance: Flo Gow (Democratic Services Officer)",
        "Apologies: Councillor Bo Hart",
    ]


def test_text_cut_by_the_site_is_reported() -> None:
    cut = ITEM.replace(
        "to the next meeting.", "to the </p><p>... <a href='mgAi.aspx?ID=9'>view the full minutes text for item 6.</a>"
    )
    rendering = render(page(cut), "item.html")
    (doubt,) = rendering.doubts
    assert "the site shows only the beginning of the minutes of item 6" in str(doubt)
    assert "view the full" not in rendering.text


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Calendar of meetings", "a calendar of meetings, which holds no minutes"),
        ("Search results", "a search page, which holds no minutes"),
        ("Councillor Ann Lee", "a page about councillors, which holds no minutes"),
        ("Browse committees", "a list of committees or meetings, which holds no minutes"),
        ("Issue details", "an overview of an issue or plan, which holds no minutes"),
    ],
)
def test_a_page_without_minutes_is_named(heading: str, said: str) -> None:
    content = f'<h1 class="mgMainTitleTxt">{heading}</h1><h2 class="mgSectionTitle">A</h2><p class="mgLabel">One</p>'
    with pytest.raises(SourceError, match=said):
        render(page(content, heading), "a.aspx")


@pytest.mark.parametrize(
    ("subtitle", "said"),
    [
        ("Harbour Panel - Thursday, 5th October, 2023", "the agenda of a meeting, without its minutes"),
        ("CANCELLED, Harbour Panel - Thursday, 5th October, 2023", "a meeting that was cancelled"),
    ],
)
def test_an_agenda_is_no_minutes(subtitle: str, said: str) -> None:
    content = (
        f'<h1 class="mgMainTitleTxt">Agenda</h1><h2 class="mgSubTitleTxt">{subtitle}</h2><table class="mgItemTable"><tr>'
        '<td class="mgItemNumberCell"><p class="mgAiTitleTxt">6.</p></td><td><p class="mgAiTitleTxt">Gates</p>'
        '<div class="mgWordPara"><p>To agree that officers will report.</p></div></td></tr></table>'
    )
    with pytest.raises(SourceError, match=said):
        render(page(content, "Agenda"), "a.aspx")


def test_attendance_before_the_meeting_is_no_record() -> None:
    content = (
        ATTENDANCE.replace("STATUS", "Expected").replace("Apologies", "Expected").replace("In attendance", "Expected")
    )
    with pytest.raises(SourceError, match="who is expected"):
        render(page(content, "Meeting attendance"), "a.aspx")


def test_labels_in_welsh_part_the_page_too() -> None:
    content = (
        ITEM.replace("Agenda item", "Eitem Agenda")
        .replace("Minutes:", "Cofnodion:")
        .replace("Supporting documents:", "Dogfennau ategol:")
    )
    (document,) = read_documents(page(content), "a.aspx")
    assert [block.part for block in document.blocks][-1] is Part.MINUTES
    assert parts(document)[2:4] == [
        ("agenda", "Lock gates"),
        ("agenda", "To agree that officers will report on the gates."),
    ]
