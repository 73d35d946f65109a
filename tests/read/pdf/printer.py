"""A small printer of test pages: words where the test wants them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from kg.read import render

# Where words stand: x and y of the start of their base line, in points from the top left corner; their font, if it is
# not Helvetica.
Put = tuple[float, float, str] | tuple[float, float, str, str]

WIDE = "The Harbour Board heard that the dredging of the inner channel had begun and that"
WIDTH, HEIGHT = 595.0, 842.0


def column(*lines: str, x: float = 72, y: float = 100, pitch: float = 14) -> list[Put]:
    """Lines one below the other; an empty one leaves a gap."""
    return [(x, y + i * pitch, line) for i, line in enumerate(lines) if line]


def print_pages(*pages: Sequence[Put], width: float = WIDTH, height: float = HEIGHT, size: float = 11) -> bytes:
    """A PDF of pages on which words stand where they are put; the same bytes each time."""

    def draw(page: Sequence[Put]) -> Callable[[Canvas], None]:
        def put(canvas: Canvas) -> None:
            for x, y, words, *font in page:
                canvas.setFont(font[0] if font else "Helvetica", size)
                canvas.drawString(x, height - y, words)

        return put

    return draw_pages(*(draw(page) for page in pages), width=width, height=height)


def draw_pages(*pages: Callable[[Canvas], None], width: float = WIDTH, height: float = HEIGHT) -> bytes:
    """A PDF of pages, each drawn by a function; the same bytes each time."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a PDF."""
    return render(data, "minutes.pdf").text.rstrip("\n").split("\n\n")
