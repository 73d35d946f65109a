"""What a person sees on a page, and the text that is made of it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from kg.errors import SourceError
from kg.read import read_document, render
from tests.read.pdf.conftest import Print, Put

WIDE = "The Harbour Board heard that the dredging of the inner channel had begun and that"


def column(*lines: str, x: float = 72, y: float = 100, pitch: float = 14) -> list[Put]:
    return [(x, y + i * pitch, line) for i, line in enumerate(lines)]


def scan(*pages: str | None) -> bytes:
    """A PDF of pages, each with words or with a picture of some."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for words in pages:
        if words:
            canvas.drawString(72, 700, words)
        else:
            canvas.rect(72, 100, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def paragraphs(data: bytes) -> list[str]:
    return render(data, "minutes.pdf").text.rstrip("\n").split("\n\n")


def test_the_lines_of_a_paragraph_are_joined(printed: Print) -> None:
    page = [*column(WIDE, "the spoil went to the old quarry."), *column("Mr Ode asked why.", y=150)]
    assert paragraphs(printed(page)) == [f"{WIDE} the spoil went to the old quarry.", "Mr Ode asked why."]


def test_a_number_in_its_own_column_stands_before_its_words(printed: Print) -> None:
    page = [*column("12.", "", "12.1", x=72), *column("Dredging", "", WIDE, "it would last.", x=108)]
    assert paragraphs(printed(page)) == ["12. Dredging", f"12.1 {WIDE} it would last."]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ((f"{WIDE} the commu-", "nity had been told. The community agreed."), "the community had been told."),
        ((f"{WIDE} Jo-", "Anne Sandvik had agreed."), "Jo-Anne Sandvik had agreed."),
        ((f"{WIDE} a mid-", "year report was due. The mid-year report came."), "a mid-year report was due."),
        ((f"{WIDE} a drain-", "age board had met."), "a drainage board had met."),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_made_whole(printed: Print, lines: Sequence[str], joined: str) -> None:
    (text,) = paragraphs(printed(column(*lines)))
    assert joined in text


def test_heads_feet_and_numbers_of_pages_are_left_out_and_a_sentence_runs_over_them(printed: Print) -> None:
    def page(number: int, *body: Put) -> list[Put]:
        side = 72 if number % 2 else 400
        return [(side, 40, "Harbour Board, 3 May 2024"), *body, (290, 810, f"Page {number} of 3")]

    data = printed(
        page(1, *column("HARBOUR BOARD, 3 MAY 2024", WIDE, y=100, pitch=30)),
        page(2, *column("the spoil went to the old quarry.", y=100)),
        page(3, *column("The meeting closed.", y=100)),
    )
    rendering = render(data, "minutes.pdf")
    text = f"{WIDE} the spoil went to the old quarry."
    assert rendering.text == f"HARBOUR BOARD, 3 MAY 2024\n\n{text}\n\nThe meeting closed.\n"
    assert [(place.label, place.fragment, rendering.text[place.start :][:8]) for place in rendering.places] == [
        ("page 1", "page=1", "HARBOUR "),
        ("page 2", "page=2", "the spoi"),
        ("page 3", "page=3", "The meet"),
    ]


def test_a_head_that_alone_names_the_council_is_kept_once(printed: Print) -> None:
    head = (72, 40, "Saltmere Harbour Board")
    text = render(printed([head, *column("Minutes of May.")], [head, *column("Minutes of June.")]), "a.pdf").text
    assert text == "Saltmere Harbour Board\n\nMinutes of May.\n\nMinutes of June.\n"


def test_evidence_says_the_page(printed: Print) -> None:
    data = printed(column("The Board met."), column("Ms Ode would write to the Harbour Master."))
    document = read_document(data, "minutes.pdf")
    place = document.place_of(document.text.index("would write"))
    assert place is not None
    assert place.label == "page 2"


def test_a_scan_without_text_says_what_to_do() -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf: a scan without text.*text recognition \(OCR\)"):
        render(scan(None, None), "a.pdf")


def test_blank_pages_are_no_scan(printed: Print) -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf: a PDF without words"):
        render(printed([], []), "a.pdf")


def test_pages_without_text_are_named() -> None:
    words = "The Board met."
    (doubt,) = render(scan(words, None, words, None, None, None), "a.pdf").doubts
    assert str(doubt).startswith("a.pdf: pages 2, 4 to 6 have no text; ")


def test_a_pdf_cut_short_is_damaged(printed: Print) -> None:
    data = printed(column("The Board met."))
    with pytest.raises(SourceError, match="a damaged PDF"):
        render(data[:200], "a.pdf")
