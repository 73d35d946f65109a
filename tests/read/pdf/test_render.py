"""What a person reads on pages of running text, and the text that is made of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from kg.read import read_document, render
from tests.read.pdf.printer import HEIGHT, WIDE, Put, column, draw_pages, paragraphs, print_pages

# Paragraphs ---------------------------------------------------------------------------------------------------


def test_the_lines_of_a_paragraph_are_joined() -> None:
    page = [*column(WIDE, "the spoil went to the old quarry."), *column("Mr Ode asked why.", y=150)]
    assert paragraphs(print_pages(page)) == [f"{WIDE} the spoil went to the old quarry.", "Mr Ode asked why."]


def test_a_short_last_line_ends_a_paragraph_that_no_space_parts_from_the_next() -> None:
    page = column(WIDE, "Ms Ode spoke.", WIDE, "Mr Hay replied.")
    assert paragraphs(print_pages(page)) == [f"{WIDE} Ms Ode spoke.", f"{WIDE} Mr Hay replied."]


def test_an_indent_begins_a_paragraph() -> None:
    end = f"{WIDE[:-9]} had ended."
    page = [
        *column(WIDE, "the spoil, as agreed by all, went to the old quarry beyond the northern pier."),
        (96, 128, end),
    ]
    assert len(paragraphs(print_pages(page))) == 2


@pytest.mark.parametrize("number", ["12.", "12.1", "(a)", "iv)", "•", "-", "FTP/12/24"])
def test_a_number_in_its_own_column_stands_before_its_words(number: str) -> None:
    page = [*column(number, x=72), *column(WIDE, "it would last.", "", "Ms Ode agreed.", x=140)]
    assert paragraphs(print_pages(page)) == [f"{number} {WIDE} it would last.", "Ms Ode agreed."]


def test_each_entry_of_a_list_is_a_paragraph() -> None:
    page = column("The Board agreed:", "(1) that the report be noted;", "(2) that a visit be made.", pitch=14)
    assert paragraphs(print_pages(page)) == [
        "The Board agreed:",
        "(1) that the report be noted;",
        "(2) that a visit be made.",
    ]


@pytest.mark.parametrize(
    ("end", "start"),
    [
        ("absence had averaged", "3.6 days for each pilot."),
        ("the others were Gwen Purdey, Ida Lund and J.", "T. Hill."),
    ],
)
def test_a_figure_or_initial_at_the_head_of_a_line_is_no_number_of_a_list(end: str, start: str) -> None:
    first = f"{WIDE[: 84 - len(end)]} {end}"
    page = column(first, start, "", "x" * 80)
    assert paragraphs(print_pages(page))[0] == f"{first} {start}"


def test_a_bullet_that_is_drawn_is_a_bullet() -> None:
    def page(canvas: Canvas) -> None:
        for y, words in ((700, "a new lift;"), (686, "a wider door.")):
            canvas.circle(78, y + 4, 2, fill=1)
            canvas.drawString(90, y, words)

    assert paragraphs(draw_pages(page)) == ["• a new lift;", "• a wider door."]


# Words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ((f"{WIDE} the commu-", "nity had been told. The community agreed."), "the community had been told."),
        ((f"{WIDE} Jo-", "Anne Sandvik had agreed."), "Jo-Anne Sandvik had agreed."),
        ((f"{WIDE} a mid-", "year report was due."), "a mid-year report was due."),
        ((f"{WIDE} a drain-", "age board had met."), "a drainage board had met."),
        ((f"{WIDE} the 2024-", "25 budget was set."), "the 2024-25 budget was set."),
        ((f"{WIDE} under-", "took it. A follow-", "up was due. They follow it."), "undertook it. A follow-up was due."),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_made_whole(lines: Sequence[str], joined: str) -> None:
    assert joined in paragraphs(print_pages(column(*lines)))[0]


def test_a_word_parted_at_the_end_of_a_page_is_made_whole() -> None:
    rendering = render(print_pages(column(f"{WIDE} the commu-"), column("nity had been told.")), "a.pdf")
    assert rendering.text == f"{WIDE} the community had been told.\n"
    assert rendering.text[rendering.places[1].start :] == "nity had been told.\n"


def test_letters_spaced_out_printed_twice_or_raised() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 750, "M I N U T E S   O F   M A Y")
        canvas.drawString(72, 700, "Present")
        canvas.drawString(72.4, 700, "Present")
        canvas.drawString(72, 650, "on the 4")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(112, 655, "th")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(123, 650, "of May")

    assert paragraphs(draw_pages(page)) == ["MINUTES OF MAY", "Present", "on the 4th of May"]


# Pages --------------------------------------------------------------------------------------------------------


def page_of_three(number: int, *body: Put) -> list[Put]:
    side = 72 if number % 2 else 400
    return [(side, 40, "Harbour Board, 3 May 2024"), *body, (290, 810, f"Page {number} of 3")]


def test_heads_feet_and_numbers_of_pages_are_left_out_and_a_sentence_runs_over_them() -> None:
    data = print_pages(
        page_of_three(1, *column("HARBOUR BOARD, 3 MAY 2024", WIDE, y=100, pitch=30)),
        page_of_three(2, *column("the spoil went to the old quarry.", y=100)),
        page_of_three(3, *column("The meeting closed.", y=100)),
    )
    rendering = render(data, "minutes.pdf")
    text = f"{WIDE} the spoil went to the old quarry."
    assert rendering.text == f"HARBOUR BOARD, 3 MAY 2024\n\n{text}\n\nThe meeting closed.\n"
    assert [(place.label, place.fragment, rendering.text[place.start :][:8]) for place in rendering.places] == [
        ("page 1", "page=1", "HARBOUR "),
        ("page 2", "page=2", "the spoi"),
        ("page 3", "page=3", "The meet"),
    ]


@pytest.mark.parametrize("corner", ["Agenda Item 4", "Public Document Pack"])
def test_what_a_system_prints_on_papers_of_a_pack_is_left_out(corner: str) -> None:
    page = [(450, 30, corner), *column("The Board met."), (72, 820, "Page 117")]
    assert paragraphs(print_pages(page)) == ["The Board met."]


def test_a_foot_that_stands_now_higher_now_lower_is_left_out() -> None:
    foot = "Signed ................... Chair"
    pages = [[*column(f"Mr {name} spoke."), (72, y, foot)] for name, y in (("Ode", 700), ("Hay", 690), ("Lund", 500))]
    assert paragraphs(print_pages(*pages)) == ["Mr Ode spoke.", "Mr Hay spoke.", "Mr Lund spoke."]


def test_a_head_that_alone_names_the_council_is_kept_once() -> None:
    head = (72, 40, "Saltmere Harbour Board")
    text = render(print_pages([head, *column("Minutes of May.")], [head, *column("Minutes of June.")]), "a.pdf").text
    assert text == "Saltmere Harbour Board\n\nMinutes of May.\n\nMinutes of June.\n"


def test_figures_at_the_top_of_pages_are_no_heads() -> None:
    pages = [[*column(f"£{n},000", y=60), *column(f"Item {n} was paid.")] for n in (1, 2, 3)]
    assert "£2,000" in render(print_pages(*pages), "a.pdf").text


def test_evidence_says_the_page() -> None:
    data = print_pages(column("The Board met."), column("Ms Ode would write to the Harbour Master."))
    document = read_document(data, "minutes.pdf")
    place = document.place_of(document.text.index("would write"))
    assert place is not None
    assert place.label == "page 2"


# What is seen -------------------------------------------------------------------------------------------------


def test_a_page_that_is_turned_reads_as_any() -> None:
    lines = (WIDE, "the spoil went to the old quarry.")

    def upright(canvas: Canvas) -> None:
        for i, line in enumerate(lines):
            canvas.drawString(72, HEIGHT - 100 - 14 * i, line)

    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        for i, line in enumerate(lines):
            canvas.drawString(72, 500 - 14 * i, line)

    assert paragraphs(draw_pages(turned)) == paragraphs(draw_pages(upright)) == [" ".join(lines)]


def test_what_nobody_sees_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The Board met.")
        canvas.drawString(900, 700, "beyond the edge")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, "white on white")
        canvas.setFillColorRGB(0, 0, 0)
        text = canvas.beginText(72, 500)
        text.setTextRenderMode(3)
        text.textOut("not painted")
        canvas.drawText(text)

    assert paragraphs(draw_pages(page)) == ["The Board met."]


def test_white_words_on_a_dark_ground_are_seen() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, 690, 300, 30, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 700, "MINUTES")

    assert paragraphs(draw_pages(page)) == ["MINUTES"]


def test_a_watermark_across_the_page_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The Board met.")
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    assert paragraphs(draw_pages(page)) == ["The Board met."]
