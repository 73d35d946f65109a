"""What a Word file shows, and nothing that it does not."""

from __future__ import annotations

import pytest

from kg.read import read_document, render
from tests.read.word.docx_files import STRICT, make_docx, paragraph


def shown(body: str, **parts: str) -> list[str]:
    """The lines with words that a DOCX of this body shows."""
    return [line for line in render(make_docx(body, **parts), "minutes.docx").text.splitlines() if line]


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ('<w:r><w:t xml:space="preserve">The lift </w:t></w:r><w:ins><w:r><w:t>was mended</w:t></w:r></w:ins>', "The lift was mended"),
        ("<w:r><w:t>Agreed</w:t></w:r><w:del><w:r><w:delText> not</w:delText></w:r></w:del>", "Agreed"),
        ("<w:r><w:t>Noted</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>", "Noted"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>Resolved</w:t></w:r><w:r><w:t>!</w:t></w:r>", "RESOLVED!"),
        ("<w:r><w:t>Ward</w:t><w:br/><w:t>Members</w:t></w:r>", "Ward\nMembers"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t><w:noBreakHyphen/><w:t>now</w:t></w:r>", "cooperate-now"),
        ('<w:hyperlink r:id="x"><w:r><w:t>the plan</w:t></w:r></w:hyperlink>', "the plan"),
        ("<w:smartTag><w:r><w:t>Hill</w:t></w:r></w:smartTag>", "Hill"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "d MMMM" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4 May</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "4 May",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>once</w:t></mc:Choice>"
            "<mc:Fallback><w:t>twice</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "once",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_is_seen(runs: str, words: str) -> None:
    assert "\n".join(shown(f"<w:p>{runs}</w:p>")) == words


def test_words_of_a_strict_file_are_read() -> None:
    assert "Noted." in render(make_docx(paragraph("Noted."), namespace=STRICT), "minutes.docx").text


def test_evidence_says_the_paragraph_or_the_row() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format(paragraph('Name'), paragraph('Ward'))}{row.format(paragraph('Ms Hill'), paragraph('Quay'))}</w:tbl>"
    read = read_document(make_docx(paragraph("One") + "<w:p/>" + paragraph("Two") + table), "minutes.docx")
    places = [read.place_of(read.text.index(words)) for words in ("One", "Two", "Name", "Quay")]
    assert [place.label for place in places if place] == [
        "paragraph 1",
        "paragraph 2",
        "table 1, row 1",
        "table 1, row 2",
    ]
