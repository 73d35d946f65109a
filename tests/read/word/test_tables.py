"""Tables: rows where they are tables, paragraphs where minutes were laid out with one."""

from __future__ import annotations

from collections.abc import Sequence

from kg.document import Part
from kg.read import read_document, render
from tests.read.word.docx_files import make_docx, paragraph


def table(*rows: Sequence[str], widths: Sequence[int] = ()) -> str:
    """A table; "/" parts the paragraphs of a cell."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cell(words) for words in cells)}</w:tr>"


def cell(words: str, properties: str = "") -> str:
    inside = words if words.startswith("<") else "".join(paragraph(line) for line in words.split("/"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def shown(body: str) -> list[str]:
    return [line for line in render(make_docx(body), "minutes.docx").text.splitlines() if line]


ACROSS, BEGINS = '<w:gridSpan w:val="3"/>', '<w:vMerge w:val="restart"/>'
SAID = "The Harbour Master reported that the dredging of the inner basin would begin in the spring, once the licence was there."


def test_a_table_is_rows_of_cells() -> None:
    body = table(("Quarter", "Berths let", "Income"), ("First", "41", "£8,200"), ("Second", "", "£9,100"))
    assert shown(body) == ["Quarter | Berths let | Income", "First | 41 | £8,200", "Second | £9,100"]


def test_minutes_in_a_table_are_paragraphs_with_who_acts_beside_them() -> None:
    body = table(
        ("Item", "Minute", "Action"),
        ("1.", "Apologies/Ms Tern.", ""),
        ("2.", f"Dredging/{SAID}/The Clerk would write to the licensing office.", "KM"),
    )
    assert shown(body) == [
        "1. Apologies",
        "Ms Tern.",
        "2. Dredging",
        SAID,
        "The Clerk would write to the licensing office.      KM",
    ]
    read = read_document(make_docx(body), "minutes.docx")
    assert [item.number for item in read.items] == ["1", "2"]
    assert [read.quote(block.body) for block in read.blocks if block.part is Part.ACTION] == ["KM"]


def test_initials_that_were_moved_down_stand_beside_the_words_there() -> None:
    body = table(
        ("1", "Slipway/The slipway was closed./A new chain would be ordered./The gate was discussed./It would be painted.", "///KM//RT"),
        widths=(600, 7000, 900),
    )  # fmt: skip
    lines = shown(body)
    assert lines[0] == "1 Slipway"
    assert [line for line in lines if "KM" in line] == ["The gate was discussed.      KM"]


def test_owners_by_name_close_an_item_in_a_line_of_their_own() -> None:
    body = table(
        ("No", "Discussion", "Action by"),
        ("1", f"Slipway/{SAID}/The chain was rusty.", "Rosa Tern"),
        ("2", f"Gate/{SAID}", ""),
    )
    assert "Action: Rosa Tern" in shown(body)


def test_titles_may_have_a_column_of_their_own() -> None:
    body = table(
        ("No", "Item", "Discussion", "Action"),
        ("1", "Apologies", "Ms Tern.", ""),
        ("2", "Dredging", f"{SAID}/The Clerk would write.", "KM"),
    )
    assert shown(body) == ["1 Apologies", "Ms Tern.", "2 Dredging", SAID, "The Clerk would write.      KM"]


def test_a_log_that_tells_what_became_of_its_actions_stays_a_table() -> None:
    body = table(
        ("Ref", "Action", "Update", "Owner"), ("1", "Order a chain", SAID, "KM"), ("2", "Paint the gate", SAID, "RT")
    )
    assert shown(body)[1:] == [f"1 | Order a chain | {SAID} | KM", f"2 | Paint the gate | {SAID} | RT"]


def test_an_action_log_stays_a_table() -> None:
    body = table(
        ("Ref", "Action", "Owner", "By"),
        ("1", "Order a chain", "KM", "4 July"),
        ("2", "Paint the gate", "RT", "5 July"),
    )
    assert shown(body)[1:] == ["1 | Order a chain | KM | 4 July", "2 | Paint the gate | RT | 5 July"]


def test_numbers_that_word_counts_in_a_column_are_shown() -> None:
    number = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = table((number, f"Apologies/{SAID}"), (number, f"Dredging/{SAID}"))
    lines = render(make_docx(body, numbering=numbering), "minutes.docx").text.splitlines()
    assert [line for line in lines if line[:1].isdigit()] == ["1. Apologies", "2. Dredging"]


def test_labels_and_those_who_were_there() -> None:
    body = table(("Present:", "Cllr Tern (Chair)/Cllr Dunlin"), ("Apologies:", "Cllr Knot"))
    assert shown(body) == ["Present: Cllr Tern (Chair)", "Cllr Dunlin", "Apologies: Cllr Knot"]


def test_names_in_two_columns() -> None:
    assert shown(table(("Cllr Tern/Cllr Dunlin", "Cllr Knot/Cllr Ruff"))) == [
        "Cllr Tern | Cllr Knot",
        "Cllr Dunlin | Cllr Ruff",
    ]


def test_a_table_of_one_column_is_paragraphs() -> None:
    assert render(make_docx(table(("Dredging",), (SAID,))), "minutes.docx").text == f"Dredging\n\n{SAID}\n"


def test_merged_cells_are_shown_once() -> None:
    across = f"<w:tr>{cell('Spring', ACROSS)}</w:tr>"
    down = (
        f"<w:tr>{cell('Berths', BEGINS)}{cell('let')}{cell('41')}</w:tr>"
        f"<w:tr>{cell('Berths', '<w:vMerge/>')}{cell('free')}{cell('9')}</w:tr>"
    )
    assert shown(f"<w:tbl>{across}{down}</w:tbl>") == ["Spring", "Berths | let | 41", "free | 9"]


def test_a_row_that_was_deleted_is_not_shown() -> None:
    gone = row("Sold", "3").replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    assert shown(f"<w:tbl>{row('Let', '41')}{gone}</w:tbl>") == ["Let | 41"]


def test_a_table_in_a_cell_is_laid_out_within_it() -> None:
    inner = table(("Berth", "Fee", "Paid"), ("1", "£20", "yes"))
    assert shown(table(("1.", f"{paragraph('Fees')}{paragraph(SAID)}{inner}"), ("2.", "Close"))) == [
        "1. Fees",
        SAID,
        "Berth | Fee | Paid",
        "1 | £20 | yes",
        "2. Close",
    ]


def test_rows_typed_with_tabs_keep_their_number_in_a_cell_of_its_own() -> None:
    def typed(*cells: str) -> str:
        return f"<w:p><w:r>{'<w:tab/>'.join(f'<w:t>{cell}</w:t>' for cell in cells)}</w:r></w:p>"

    body = typed("No.", "Action", "Who", "By when") + typed("2.1", "Mend the gate", "JB", "7 May 2026")
    assert shown(body + typed("2.2", "Ms Holt spoke of the gate at some length.", "JB")) == [
        "No.   Action   Who   By when",
        "2.1   Mend the gate   JB   7 May 2026",
        "2.2 Ms Holt spoke of the gate at some length.      JB",
    ]
