"""The head of the first page: read where it alone says whose minutes these are, and else left out with the others."""

from __future__ import annotations

import pytest

from kg.read import render
from tests.read.word.docx_files import R, make_docx, paragraph

HEAD = (
    paragraph("WEIR AND TEES VALLEY COUNCIL")
    + paragraph("Harbour Panel")
    + paragraph("4 May 2024")
    + paragraph("Page 1 of 6")
)
SECTION = f'<w:sectPr xmlns:r="{R}"><w:headerReference w:type="default" r:id="r0"/></w:sectPr>'


def first_lines(body: str) -> list[str]:
    text = render(make_docx(body + SECTION, header=HEAD), "minutes.docx").text
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize(
    ("title", "added"),
    [
        ("Minutes", ["WEIR AND TEES VALLEY COUNCIL", "Harbour Panel", "4 May 2024"]),
        ("Minutes of the Harbour Panel of Weir and Tees Valley Council", ["4 May 2024"]),
        ("Weir and Tees Valley Council, Harbour Panel, 4 May 2024", []),
    ],
)
def test_a_head_is_read_for_what_the_page_below_does_not_say(title: str, added: list[str]) -> None:
    assert first_lines(paragraph(title) + paragraph("The Panel met.")) == [*added, title, "The Panel met."]


def test_heads_of_other_forms_are_read_alike() -> None:
    rtf = b"{\\rtf1{\\header Harbour Panel\\par Page 1\\par}Minutes\\par The Panel met.}"
    assert render(rtf, "minutes.rtf").text == "Harbour Panel\n\nMinutes\nThe Panel met.\n"
