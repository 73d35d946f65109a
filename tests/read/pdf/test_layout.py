"""Columns, tables and lists of people on a page, and the order in which they are read."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.read.pdf.printer import WIDE, column, draw_pages, paragraphs, print_pages

AFTER = column("The Chair welcomed all who were there and thanked the Harbour Master for the use of the room", y=400)


def ruled(rows: list[list[list[str]]], edges: list[float]) -> bytes:
    """A table with a line around each cell; a cell has its lines."""

    def page(canvas: Canvas) -> None:
        y = 760.0
        for row in rows:
            height = 14 * max(map(len, row)) + 8
            for left, right, lines in zip(edges, edges[1:], row, strict=False):
                canvas.rect(left, y - height, right - left, height)
                for i, line in enumerate(lines):
                    canvas.drawString(left + 5, y - 14 - 14 * i, line)
            y -= height

    return draw_pages(page)


def test_a_table_with_lines_is_a_row_of_cells_each() -> None:
    rows = [
        [["Action"], ["Owner"], ["By"]],
        [["Write to the", "pilots"], ["Ms Ode"], ["3 May", "2024"]],
        [["Mend the gate"], ["Mr Hay"], ["June"]],
    ]
    assert paragraphs(ruled(rows, [72, 200, 300, 400])) == [
        "Action | Owner | By",
        "Write to the pilots | Ms Ode | 3 May 2024",
        "Mend the gate | Mr Hay | June",
    ]


def test_minutes_laid_out_in_a_table_with_lines_are_read_as_text() -> None:
    told = [
        "The Board heard that the dredging of the inner channel",
        "had begun.",
        "",
        "The Clerk would ask the pilots for their view.",
    ]
    rows = [
        [["Item"], ["Discussion"], ["Action"]],
        [["7."], told, ["", "", "", "KM"]],
        [["8."], ["Nothing else was raised."], [""]],
    ]
    assert paragraphs(ruled(rows, [72, 110, 420, 520])) == [
        "Item | Discussion | Action",
        "7. The Board heard that the dredging of the inner channel had begun.",
        "The Clerk would ask the pilots for their view.      KM",
        "8. Nothing else was raised.",
    ]


def test_a_table_without_lines_is_read_across() -> None:
    page = [
        *column("Councillor Ida", "Lund-Petersen", "Councillor Bo Hay", "Councillor Ann Ode", x=72),
        *column("Saltmere District", "", "Vale Borough", "Vale Borough", x=190),
        *AFTER,
    ]
    assert paragraphs(print_pages(page))[:3] == [
        "Councillor Ida Lund-Petersen | Saltmere District",
        "Councillor Bo Hay | Vale Borough",
        "Councillor Ann Ode | Vale Borough",
    ]


def test_a_cell_goes_on_over_the_end_of_a_page() -> None:
    page = [(72, 780, "7."), (120, 780, "Write to the"), (250, 780, "Ms Ode"), (350, 780, "3 May")]
    more = [
        (120, 100, "pilots"),
        (72, 130, "8."),
        (120, 130, "Mend the gate"),
        (250, 130, "Mr Hay"),
        (350, 130, "June"),
    ]
    head = [(72, 760, "No."), (120, 760, "Action"), (250, 760, "Owner"), (350, 760, "By when")]
    assert paragraphs(print_pages([*head, *page], more)) == [
        "No. | Action | Owner | By when",
        "7. | Write to the pilots | Ms Ode | 3 May",
        "8. | Mend the gate | Mr Hay | June",
    ]


def test_columns_of_councillors_are_read_down() -> None:
    page = [
        *column("Present:", x=72),
        *column("Councillor Ida Lund (Chair)", "Councillor Bo Hay", x=150),
        *column("Councillor Ann Ode", "Councillor Cy Roe", x=350),
        *AFTER,
    ]
    assert paragraphs(print_pages(page))[:5] == [
        "Present:",
        "Councillor Ida Lund (Chair)",
        "Councillor Bo Hay",
        "Councillor Ann Ode",
        "Councillor Cy Roe",
    ]


def test_columns_with_a_heading_each_are_read_down() -> None:
    page = [
        *column("Members:", "Ida Lund", "Bo Hay", x=72),
        *column("Officers:", "Ann Ode", "Cy Roe", x=300),
        *AFTER,
    ]
    assert paragraphs(print_pages(page))[:6] == ["Members:", "Ida Lund", "Bo Hay", "Officers:", "Ann Ode", "Cy Roe"]


def test_a_label_stands_before_the_text_beside_it() -> None:
    page = [
        *column("In attendance:", x=72),
        *column("Ida Lund (Harbour", "Master), Bo Hay (Clerk)", "and Ann Ode (Pilot)", x=180),
        *AFTER,
    ]
    first = "In attendance: Ida Lund (Harbour Master), Bo Hay (Clerk) and Ann Ode (Pilot)"
    assert paragraphs(print_pages(page))[0] == first


def test_a_list_of_names_beside_a_label_stays_a_list() -> None:
    page = [
        *column("Present:", "", "", "Apologies:", x=72),
        *column("Councillor Ida Lund (Chair)", "Councillors Bo Hay, Ann Ode and", "Cy Roe", "Councillor Di Fox", x=180),
        *AFTER,
    ]
    assert paragraphs(print_pages(page))[:3] == [
        "Present: Councillor Ida Lund (Chair)",
        "Councillors Bo Hay, Ann Ode and Cy Roe",
        "Apologies: Councillor Di Fox",
    ]


def test_a_label_that_takes_two_lines_in_the_last_row_with_two_columns_stays_together() -> None:
    page = [
        *column("Present:", "Co-optee:", "In", "attendance:", x=72),
        *column("Councillor Ida Lund (Chair)", "Mr Bo Hay", "Ann Ode, Pilot", "", "Cy Roe, Harbour Master", x=180),
        *AFTER,
    ]
    assert paragraphs(print_pages(page))[:4] == [
        "Present: Councillor Ida Lund (Chair)",
        "Co-optee: Mr Bo Hay",
        "In attendance: Ann Ode, Pilot",
        "Cy Roe, Harbour Master",
    ]


def test_who_has_to_act_at_the_edge_closes_the_paragraph() -> None:
    page = [
        *column("Items", "", "The gate at the old quay was broken and the Clerk would ask", "for prices.", "", "None."),
        (480, 100, "Action"),
        (480, 142, "KM"),
    ]
    assert paragraphs(print_pages(page))[1:] == [
        "The gate at the old quay was broken and the Clerk would ask for prices.      KM",
        "None.",
    ]


def test_a_labelled_owner_at_the_edge_closes_the_paragraph() -> None:
    page = [*column("The Clerk would ask the pilots for prices.", WIDE), (450, 100, "ACTION: KM")]
    assert paragraphs(print_pages(page))[0] == "The Clerk would ask the pilots for prices.      KM"


def test_initials_that_open_a_sentence_at_the_edge_stay_in_it() -> None:
    page = [
        *column(WIDE, "the gate had been mended.", "would write."),
        (480, 114, "KM"),
        (480, 60, "Action"),
        (72, 60, "Items"),
    ]
    assert any("KM would write." in paragraph for paragraph in paragraphs(print_pages(page)))


def test_text_in_two_columns_is_read_down_each() -> None:
    left = [f"left line {i} of the text of this page and" for i in range(9)]
    right = [f"right line {i} of the text of this page and" for i in range(9)]
    page = [*column("Minutes", x=72, y=70), *column(*left), *column(*right, x=310, y=104)]
    (title, text) = paragraphs(print_pages(page))
    assert title == "Minutes"
    assert text == " ".join([*left, *right])


def test_a_heading_in_the_line_of_its_text_stays_before_it() -> None:
    page = [
        *column("•", "", "•", x=72),
        *column("Gate", "mended within the month, as had been agreed with the pilots in the year before last", x=90),
        (140, 100, "The Clerk said that the gate at the old quay was broken and would have to be"),
        *column("Lift", "", x=90, y=128),
        (140, 128, "No news."),
    ]
    first = paragraphs(print_pages(page))[0]
    assert first.startswith(
        "• Gate The Clerk said that the gate at the old quay was broken and would have to be mended"
    )
