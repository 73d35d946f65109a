"""Running text in columns is read down, whatever stands beside it; tables and lists stay as they are."""

from __future__ import annotations

from tests.read.pdf.printer import Put, column, paragraphs, print_pages

GATE = [
    "The Board heard that the gate of the old",
    "quay had been broken since the storm and",
    "that two of the pilots could not reach their",
    "boats. Ida Lund, Harbour Master, agreed to",
    "have the gate mended before the end of May",
    "2024, and Members thanked her for that.",
]
BUOYS = [
    "Bo Hay said that the buoys of the channel",
    "were to be painted. Councillor Ann Ode asked",
    "him for a list of the buoys which had been",
    "lost in the last five years, and he undertook",
    "to send it to all of the Members of the Board",
    "by 3 June 2024.",
]
WIDE = "The Chair thanked everybody who had come to the meeting, and above all the pilots who had written to her"


def joined(lines: list[str]) -> str:
    return " ".join(lines)


def test_a_column_with_short_paragraphs_is_read_after_the_one_beside_it() -> None:
    asked = ["Ann Ode asked that the Harbour Master would", "send her a list of the buoys of the channel."]
    page = [
        *column("Saltmere Harbour Board", y=60),
        *column("1. Gate", *GATE),
        *column(
            "2. Buoys", *asked, "3. Dues", "The Clerk undertook to send the list of the", "dues by May 2024.", x=310
        ),
    ]
    assert paragraphs(print_pages(page)) == [
        "Saltmere Harbour Board",
        "1. Gate",
        joined(GATE),
        "2. Buoys",
        joined(asked),
        "3. Dues",
        "The Clerk undertook to send the list of the dues by May 2024.",
    ]


def test_columns_whose_lines_stand_at_other_heights_are_not_mixed() -> None:
    left = [line for _ in range(4) for line in [*GATE, ""]]
    right = [line for _ in range(4) for line in [*BUOYS, ""]]
    page = [*column(*left), *column(*right, x=310, y=135)]
    assert paragraphs(print_pages(page)) == [joined(GATE)] * 4 + [joined(BUOYS)] * 4


def test_a_sentence_over_the_foot_of_a_column_is_one() -> None:
    text = [
        *BUOYS[:4],
        *BUOYS[:5],
        f"{BUOYS[5][:-1]}, and that",
        *(line.replace("The Board", "when it") for line in GATE),
    ]
    page = [*column(*text[:8]), *column(*text[8:], x=310, y=107)]
    assert paragraphs(print_pages(page)) == [joined(text)]


def test_columns_on_a_part_of_the_page_are_read_between_what_stands_above_and_below() -> None:
    page = [
        *column(WIDE, "before.", y=60),
        *column(*GATE, y=110),
        *column(*BUOYS, x=310, y=110),
        *column(WIDE, "after.", y=220),
    ]
    assert paragraphs(print_pages(page, size=10)) == [
        f"{WIDE} before.",
        joined(GATE),
        joined(BUOYS),
        f"{WIDE} after.",
    ]


def test_the_longer_of_two_columns_is_read_to_its_end_first() -> None:
    page = [*column(*GATE, "", *GATE), *column(*BUOYS, x=310)]
    assert paragraphs(print_pages(page)) == [joined(GATE), joined(GATE), joined(BUOYS)]


def test_numbers_that_hang_in_the_right_column_stay_before_their_words() -> None:
    page = [
        *column(*GATE, "", *GATE),
        *column("2.", "", "", "", "", "", "", "3.", x=310, y=121),
        *column(*BUOYS, "", *BUOYS, x=326, y=121),
    ]
    assert paragraphs(print_pages(page))[2:] == [f"2. {joined(BUOYS)}", f"3. {joined(BUOYS)}"]


def in_cells(space: float) -> list[Put]:
    """A table of two columns of the same width, without lines around its cells, which stand so far apart."""
    page: list[Put] = [*column("What was asked"), *column("What was answered", x=310)]
    y = 114 + space
    for i in range(3):
        page += [*column(*GATE[i * 2 : i * 2 + 2], y=y), *column(*BUOYS[i * 2 : i * 2 + 2], x=310, y=y)]
        y += 28 + space
    return page


def test_cells_of_running_text_side_by_side_stay_a_table() -> None:
    (_, *rows) = paragraphs(print_pages(in_cells(8)))
    assert rows
    assert all(" | " in row for row in rows)


def test_people_in_two_columns_whose_titles_take_two_lines_are_not_running_text() -> None:
    page = [
        *column(*["Councillor Ida Lund, of the Harbour", "ward", "Councillor Bo Hay, of the Quay ward"] * 3),
        *column(*["Ann Ode, Master of the Pilots and", "Clerk", "Cy Roe, Keeper of the buoys and lights"] * 3, x=310),
    ]
    assert all("ward Ann" not in text and "ward Cy" not in text for text in paragraphs(print_pages(page)))


def test_a_right_column_of_a_few_lines_on_the_last_page_is_read_after_the_left_one() -> None:
    first = [*column(*GATE, "", *GATE), *column(*BUOYS, "", *BUOYS, x=310, y=107)]
    last = [*column(*GATE, "", *GATE), *column(*BUOYS[:2], "the figures.", x=310)]
    text = paragraphs(print_pages(first, last))
    assert text[4:] == [joined(GATE), joined(GATE), joined([*BUOYS[:2], "the figures."])]
