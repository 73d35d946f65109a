"""A saved page beside the text that a reader of it sees."""

from __future__ import annotations

import pytest

from kg.errors import SourceError
from kg.read import render

MEETING = """<!doctype html><html><head><title>Agenda for Harbour Panel on Thursday, 5th October, 2023, 6.30 pm | Calder Borough Council</title></head>
<body><header><nav><a href="/">Home</a> <a href="/bins">Bins</a></nav></header><div id="modgov"><h1 class="mgMainTitleTxt">Agenda and minutes</h1>
<div class="mgLinks"><ul class="mgActionList"><li><a href="x">Agenda Frontsheet <span class="mgFileSize">PDF 68 KB</span></a></li></ul></div>
<div class="mgContent"><h2 class="mgSubTitleTxt">Harbour Panel - Thursday, 5th October, 2023 6.30 pm</h2>
<p><span class="mgLabel">Contact: </span>Ann Lee&nbsp; Democratic Services</p>
<table class="mgItemTable"><tr><th>No.</th><th>Item</th></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI1"></a>12.</p></td>
<td><p class="mgAiTitleTxt"><a href="d.pdf">Dredging backlog <span class="mgFileSize">PDF 101 KB</span></a></p>
<div class="mgWordPara"><div class="WordSection1"><p class="MsoNormal">To receive the report of the Harbour
Master.</p></div></div>
<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList"><li><a href="s1">Report PDF 1 MB</a></li></ul>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><div class="WordSection1">
<p class="MsoNormal">Ms Holt agreed to bring a report on
silt to the next meeting.</p><p class="MsoNormal">&nbsp;</p>
<p class="MsoListParagraph"><span>·<span>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span>Silt had risen</p>
</div></div></td></tr></table></div></div></body></html>"""


def test_a_page_of_modern_gov_is_laid_out_by_its_parts() -> None:
    rendering = render(MEETING.encode(), "page.html")
    assert rendering.text == (
        "Calder Borough Council\n\nHarbour Panel - Thursday, 5th October, 2023 6.30 pm\n\n"
        "Contact: Ann Lee Democratic Services\n\n12. Dredging backlog\n\nTo receive the report of the Harbour Master.\n\n"
        "Minutes:\n\nMs Holt agreed to bring a report on silt to the next meeting.\n\n· Silt had risen\n"
    )
    assert rendering.media_type == "text/html"
    assert [(place.label, place.fragment) for place in rendering.places] == [("item 12", "AI1")]


@pytest.mark.parametrize("council", ["Ash County Council", "Calder Combined Authority", "Ash City Council"])
def test_the_council_of_the_site_is_named_in_full(council: str) -> None:
    page = MEETING.replace("Calder Borough Council", council)
    assert render(page.encode(), "page.html").text.startswith(f"{council}\n\nHarbour Panel - Thursday")


def test_an_area_in_brackets_stays_in_the_title_of_a_meeting() -> None:
    page = MEETING.replace("Harbour Panel", "Harbour Panel (North)").replace('class="mgSubTitleTxt"', 'class="x"')
    assert "\n\nHarbour Panel (North) - Thursday, 5th October, 2023" in render(page.encode(), "page.html").text


def test_an_error_message_of_a_site_is_no_minutes() -> None:
    with pytest.raises(SourceError, match="an error message of the site"):
        render(b"<html><title>404 - Page not found</title><body><h1>Page not found</h1></body></html>", "a.html")
