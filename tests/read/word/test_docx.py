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


def test_lines_that_were_wrapped_by_hand_are_put_together_again() -> None:
    lines = [
        "The Harbour Master reported that the dredging of the inner basin would",
        "begin in the spring, once the licence was there, and that he would write to",
        "every owner of a boat before that. Ms Tern asked what would become of the",
        "slipway in the meantime, since the gate had been broken since last autumn",
        "and nobody had mended it.",
        "",
        "The Harbour Master undertook to have the gate mended within a month, and to",
        "tell the Panel at its next meeting what it had cost, with the bills for the",
        "chain and the paint, so that members could see where the money had gone to",
        "this year.",
    ]
    read = read_document(make_docx("".join(map(paragraph, lines))), "minutes.docx")
    assert [read.words(block.body) for block in read.blocks] == [" ".join(lines[:5]), " ".join(lines[6:])]


def test_short_lines_without_space_between_them_stay_paragraphs() -> None:
    lines = [
        "The post box at the quay is now in use",
        "The Harbour Fair is planned for 4 May on the quay",
        "Photographs of past fairs were shown",
    ]
    close = '<w:spacing w:before="0" w:after="0"/>'
    read = read_document(make_docx("".join(paragraph(line, close) for line in lines)), "minutes.docx")
    assert [read.quote(block.body) for block in read.blocks] == lines


def test_a_bold_title_stands_by_itself_however_close_the_words_below_it() -> None:
    close = '<w:spacing w:before="0" w:after="0"/>'
    title = f"<w:p><w:pPr>{close}</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Harbour Dues</w:t></w:r></w:p>"
    body = paragraph("4 May 2024", close) + title + paragraph("The dues were raised.", close)
    assert render(make_docx(body), "minutes.docx").text == "4 May 2024\n\nHarbour Dues\n\nThe dues were raised.\n"


def test_words_of_a_text_box_follow_its_paragraph_and_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Noted.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert shown(body + paragraph("After.")) == ["Noted.", "In a box.", "After."]


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>The gate </w:t></w:r></w:p>"
    assert shown(joined + paragraph("was painted.")) == ["The gate was painted."]


def test_what_is_not_the_minutes_is_left_out_and_what_is_not_read_is_said() -> None:
    contents = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    hint = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    note = '<w:p><w:r><w:t>Noted.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:altChunk r:id="c"/>'
    read = render(
        make_docx(contents.format(paragraph("1 Buses 4")) + hint.format(paragraph("Click here.")) + note),
        "minutes.docx",
    )
    assert read.text == "Noted.\n"
    assert [doubt.what for doubt in read.doubts] == [
        "it takes in another file, whose words are not read",
        "its footnotes are not read (1)",
    ]


@pytest.mark.parametrize("hides", ['<w:rStyle w:val="Gone"/>', "<w:vanish/>", '<w:vanish w:val="true"/>'])
def test_words_hidden_by_a_style_are_not_shown(hides: str) -> None:
    styles = '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = f"<w:p><w:r><w:t>Noted.</w:t></w:r><w:r><w:rPr>{hides}</w:rPr><w:t>Not.</w:t></w:r></w:p>"
    assert shown(body, styles=styles) == ["Noted."]
