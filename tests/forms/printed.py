"""Minutes as PDF by reportlab: lines set one by one on a page, as an old report writer does."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.forms.about import About
from tests.forms.parts import Part, read_parts

PRINT_STYLE = """<style>
@page {{ size: A4; margin: 25mm 22mm;
  @top-center {{ content: "{head}"; font-size: 9pt; }}
  @bottom-center {{ content: "Page " counter(page) " of " counter(pages); font-size: 9pt; }} }}
body {{ font-family: "Liberation Serif", serif; font-size: 12pt; text-align: justify; }}
td {{ vertical-align: top; padding-right: 2em; text-align: left; }}
</style>"""
_SIZE = 11
_LEADING = 14
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 72, 80, 72


def make_lines(text: str, about: About, *, hyphens: bool = False) -> bytes:
    """A PDF of lines of text, with a running head, page numbers at the foot, and hyphens at line ends if asked."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    width, height = A4
    head = " - ".join(filter(None, (about.body, about.day))) or "Minutes"
    y, page = height - _TOP, 1

    def furnish() -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(_LEFT, height - 45, head)
        canvas.drawCentredString(width / 2, 40, str(page))

    furnish()
    for part in read_parts(text):
        indent = {"bullet": 18, "number": 30, "heading": 30 if part.marker else 0}.get(part.kind, 0)
        font = "Helvetica-Bold" if part.kind in ("title", "heading", "label") else "Helvetica"
        if part.marker:
            indent = max(indent, int(stringWidth(part.marker, font, _SIZE)) + 10)
        lines = (
            _rows(part, font)
            if part.kind == "row"
            else _wrap(part.words, font, width - _LEFT - _RIGHT - indent, hyphens=hyphens)
        )
        y -= _LEADING * (1.6 if part.gap else 1.4 if part.kind == "row" else 1)
        for i, line in enumerate(lines):
            if y < _BOTTOM:
                canvas.showPage()
                y, page = height - _TOP, page + 1
                furnish()
            canvas.setFont(font, _SIZE)
            if i == 0 and part.marker:
                canvas.drawString(_LEFT, y, part.marker)
            if isinstance(line, str):
                canvas.drawString(_LEFT + indent, y, line)
            else:
                for x, words in line:
                    canvas.drawString(_LEFT + x, y, words)
            if i + 1 < len(lines):
                y -= _LEADING
            elif part.owner:
                canvas.drawRightString(width - 36, y, part.owner)
    canvas.save()
    return out.getvalue()


def _rows(part: Part, font: str) -> list[list[tuple[float, str]]]:
    """The lines of a row, each its pieces with their place from the left."""
    columns, room = len(part.cells), 451.0
    edges = [0.0, 100.0] if columns == 2 else [room * i / columns for i in range(columns)]
    if columns > 2:  # a short first column, as of numbers, leaves its room to the second
        edges[1] = 50.0
    wrapped = [
        _wrap(cell, font, (edges[i + 1] if i + 1 < columns else room) - edges[i] - 8, hyphens=False)
        for i, cell in enumerate(part.cells)
    ]
    return [
        [(edges[i], lines[n]) for i, lines in enumerate(wrapped) if n < len(lines)]
        for n in range(max(map(len, wrapped)))
    ]


def _wrap(words: str, font: str, room: float, *, hyphens: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if stringWidth(longer, font, _SIZE) <= room:
            line = longer
            continue
        cut = _hyphenate(word, line, font, room) if hyphens else 0
        if cut:
            lines.append(f"{line} {word[:cut]}-".strip())
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines


def _hyphenate(word: str, line: str, font: str, room: float) -> int:
    """Where a long word in small letters breaks to fill a line; 0 if it does not."""
    if len(word) < 9 or not word.isalpha() or not word.islower():
        return 0
    for cut in range(len(word) - 3, 3, -1):
        if (
            word[cut - 1] not in "aeiou"
            and word[cut] in "bcdfglmnprst"
            and stringWidth(f"{line} {word[:cut]}-", font, _SIZE) <= room
        ):
            return cut
    return 0
