"""What an OpenDocument text shows."""

from __future__ import annotations

import pytest

from kg.read import read_document, render
from tests.read.word.docx_files import make_zip

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def make_odt(body: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def shown(body: str, styles: str = "") -> list[str]:
    return [line for line in render(make_odt(body, styles), "minutes.odt").text.splitlines() if line]


def entry(words: str, more: str = "", attributes: str = "") -> str:
    return f"<text:list-item{attributes}><text:p>{words}</text:p>{more}</text:list-item>"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("The <text:span>gate</text:span> was\n   <text:a>painted</text:a>.", ["The gate was painted."]),
        ("a<text:s text:c='3'/>b<text:tab/>c", ["a   b   c"]),
        ("one<text:line-break/>two", ["one", "two"]),
        ("seen<text:span text:style-name='Gone'> unseen</text:span>", ["seen"]),
        ("<text:span text:style-name='Caps'>resolved</text:span> that", ["RESOLVED that"]),
        ("noted<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>x</text:p></text:note-body></text:note>.", ["noted."]),
        ("said<office:annotation><text:p>check this</text:p></office:annotation> so", ["said so"]),
        ("page <text:page-number>3</text:page-number>", ["page"]),
        ("here<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame> too", ["here too", "In a box."]),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_is_seen(inside: str, words: list[str]) -> None:
    styles = (
        '<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="Caps" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>'
    )
    assert shown(f"<text:p>{inside}</text:p>", styles) == words


def test_deleted_words_and_hidden_sections_are_not_shown() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>Never.</text:p></text:deletion>'
        '</text:changed-region></text:tracked-changes><text:p>Agreed<text:change text:change-id="c"/>.</text:p>'
        '<text:section text:display="none"><text:p>Secret.</text:p></text:section>'
        "<text:section><text:p>Open.</text:p></text:section>"
    )
    assert shown(body) == ["Agreed.", "Open."]


LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def test_lists_are_numbered_as_shown() -> None:
    letters = f"<text:list>{entry('letter')}{entry('letter')}</text:list>"
    deep = f"<text:list>{entry('under', letters)}{entry('under')}</text:list>"
    body = (
        '<text:list text:style-name="L">' + entry("item") + entry("item", deep) + "</text:list><text:p>Between.</text:p>"
        '<text:list text:style-name="L" text:continue-numbering="true">' + entry("item") + "</text:list>"
        '<text:list text:style-name="L">' + entry("item") + entry("item", attributes=' text:start-value="9"') + "</text:list>"
        '<text:list text:style-name="B">' + entry("bullet<text:s/>", "<text:p>more</text:p>") + "</text:list>"
    )  # fmt: skip
    assert shown(body, LISTS) == [
        *("1. item", "2. item", "2.1 under", "(a) letter", "(b) letter", "2.2 under", "Between."),
        *("3. item", "1. item", "9. item", "· bullet", "more"),
    ]


def test_tables_are_rows_and_evidence_says_which() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    body = (
        "<text:p>Fees</text:p><table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + cell.format(' table:number-columns-spanned="2"', "Berth") + "<table:covered-table-cell/>" + cell.format("", "Fee")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell.format("", "East") + cell.format("", "1") + cell.format("", "£20") + "</table:table-row></table:table>"
    )  # fmt: skip
    read = read_document(make_odt(body), "minutes.odt")
    assert read.text.splitlines() == ["Fees", "", "Berth | Fee", "East | 1 | £20"]
    places = [read.place_of(read.text.index(words)) for words in ("Fees", "Berth", "East")]
    assert [place.label for place in places if place] == ["paragraph 1", "table 1, row 1", "table 1, row 2"]
