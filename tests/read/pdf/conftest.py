"""A small printer of test pages: words where the test wants them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

# Where words stand: x and y of the start of their base line, in points from the top left corner; in bold, if they are.
Put = tuple[float, float, str] | tuple[float, float, str, str]

Print = Callable[..., bytes]


def print_pages(*pages: Sequence[Put], width: float = 595, height: float = 842, size: float = 11) -> bytes:
    """A PDF of pages on which words stand where they are put; the same bytes each time."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1)
    for page in pages:
        for x, y, words, *style in page:
            canvas.setFont(style[0] if style else "Helvetica", size)
            canvas.drawString(x, height - y, words)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def printed() -> Print:
    """`print_pages`, for tests."""
    return print_pages
