"""Rows of the pages -> lines in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.read.pdf.paragraphs import Line, is_marker
from kg.read.pdf.rows import Row


def find_lines(pages: Sequence[tuple[float, Sequence[Row]]]) -> Iterator[Line]:
    """The lines of all pages.

    Args:
        pages: width and rows of each, the rows from top to bottom, without what is repeated on each page.
    """
    right = max((row[-1].x1 for _, rows in pages for row in rows), default=0)
    left = min((row[0].x0 for _, rows in pages for row in rows), default=0)
    width = max((width for width, _ in pages), default=0)
    if right - left < 0.65 * (width - 2 * left):
        right = width - left  # nothing is so long that it had to be wrapped
    for page, (_, rows) in enumerate(pages):
        for row in rows:
            marker = row[0].text if len(row) > 1 and is_marker(row[0].text) else ""
            words = row[1:] if marker else row
            yield Line(
                page=page,
                x0=row[0].x0,
                body=words[0].x0,
                x1=row[-1].x1,
                right=right,
                top=min(word.top for word in row),
                bottom=max(word.bottom for word in row),
                marker=marker,
                text=" ".join([word.text for word in words]),
                first=words[0].x1 - words[0].x0,
            )
