"""The numbers that Word shows before paragraphs, which stand nowhere in the file."""

from __future__ import annotations

import pytest

from kg.read import render
from tests.read.word.docx_files import make_docx, paragraph


def level(n: int, text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels: str, number: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{number}'


def at(depth: int, number: int = 1, words: str = "x") -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def markers(body: str, **parts: str) -> list[str]:
    """What stands before the "x" of each paragraph."""
    lines = render(make_docx(body, **parts), "minutes.docx").text.split("\n")
    return [line.removesuffix("x").strip() for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("lowerLetter", "(%1)", ["(a)", "(b)"]),
        ("upperLetter", "%1)", ["A)", "B)"]),
        ("lowerRoman", "%1.", ["i.", "ii."]),
        ("upperRoman", "%1", ["I", "II"]),
        ("decimalZero", "%1", ["01", "02"]),
        ("decimal", "Item %1", ["Item 1", "Item 2"]),
        ("bullet", "\uf0b7", ["·", "·"]),
        ("bullet", "o", ["·", "·"]),
        ("none", "", ["", ""]),
    ],
)
def test_a_list_is_numbered_in_its_form(kind: str, text: str, shown: list[str]) -> None:
    assert markers(at(0) + at(0), numbering=lists(level(0, text, kind))) == shown


def test_a_level_begins_again_below_the_next_number_above_it() -> None:
    numbering = lists(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))
    body = at(0) + at(1) + at(1) + at(2) + at(0) + at(1) + at(2)
    assert markers(body, numbering=numbering) == ["1.", "1.1", "1.2", "(a)", "2.", "2.1", "(a)"]


def test_a_level_that_never_restarts_counts_on() -> None:
    numbering = lists(level(0, "%1."), level(1, "%2", more='<w:lvlRestart w:val="0"/>'))
    assert markers(at(0) + at(1) + at(0) + at(1), numbering=numbering) == ["1.", "1", "2.", "2"]


def test_lists_of_one_definition_count_on_unless_they_say_where_they_begin() -> None:
    num = '<w:num w:numId="{}"><w:abstractNumId w:val="7"/>{}</w:num>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    number = num.format(1, "") + num.format(2, "") + num.format(3, again.format(1)) + num.format(4, again.format(41))
    body = at(0, 1) + at(0, 2) + at(0, 3) + at(0, 3) + at(0, 4)
    assert markers(body, numbering=lists(level(0, "%1."), number=number)) == ["1.", "2.", "1.", "2.", "41."]


def test_a_number_may_come_from_the_style_on_which_a_style_is_based() -> None:
    numbering = lists(
        level(0, "%1.", more='<w:pStyle w:val="Item"/>'), level(1, "%1.%2", more='<w:pStyle w:val="Minute"/>')
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Minute"><w:basedOn w:val="Item"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Plain"><w:basedOn w:val="Item"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(paragraph("x", f'<w:pStyle w:val="{name}"/>') for name in ("Item", "Minute", "Plain", "Minute"))
    assert markers(body, numbering=numbering, styles=styles) == ["1.", "1.1", "", "1.2"]


def test_letters_of_a_legal_list_are_written_as_numbers() -> None:
    numbering = lists(level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert markers(at(0) + at(0) + at(1), numbering=numbering) == ["I", "II", "2.1"]


def test_a_list_may_take_its_levels_from_a_style_of_lists() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="Ours"/>{level(0, "%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    )
    assert markers(at(0) + at(0), numbering=numbering) == ["1)", "2)"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>y</w:delText></w:r></w:del></w:p>"
    )
    assert markers(at(0) + gone + at(0), numbering=lists(level(0, "%1."))) == ["1.", "2."]
