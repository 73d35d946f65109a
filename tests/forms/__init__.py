"""Our minutes in every form in which councils publish them, written by real tools.

>>> sorted(form for form in FORMS if form.startswith("pdf"))
['pdf-chromium', 'pdf-hyphens', 'pdf-lines', 'pdf-office']
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.forms.about import About
from tests.forms.office import CHROMIUM, OFFICE, ToolMissing, convert_file, print_page
from tests.forms.parts import read_parts
from tests.forms.printed import PRINT_STYLE, make_lines
from tests.forms.web import make_item_page, make_meeting_page, make_page, make_plain, make_word_page
from tests.forms.word import make_styled, make_typed

__all__ = ["CHROMIUM", "FORMS", "OFFICE", "About", "ToolMissing", "render"]


def _copy(text: str, about: About) -> str:
    """What is left of minutes when somebody copies the words of a page into a file."""
    parts = read_parts(text)
    lines = [part.line + (f"      {part.owner}" if part.owner else "") for part in parts]
    rows = [part.kind == "row" for part in parts]
    # The rows of a table follow one another; all else has an empty line between.
    ends = ["\n" if row and after else "\n\n" for row, after in zip(rows, [*rows[1:], False], strict=True)]
    return "".join(line + end for line, end in zip(lines, ends, strict=True)).rstrip("\n") + "\n"


def _print(text: str, about: About) -> bytes:
    head = escape(" ".join(filter(None, (about.body, about.day))) or "Minutes").replace('"', "")
    return print_page(make_plain(text, about).format(style=PRINT_STYLE.format(head=head)))


def _saved(text: str, about: About) -> bytes:
    return make_plain(text, about).format(style="").encode()


_WORD = "MS Word 2007 XML"
# By form: the ending of its files, and what writes one.
FORMS: dict[str, tuple[str, Callable[[str, About], str | bytes]]] = {
    "text-copy": (".txt", _copy),
    "modgov-item": (".html", make_item_page),
    "modgov-meeting": (".html", make_meeting_page),
    "page": (".html", make_page),
    "word-html": (".html", make_word_page),
    "docx-typed": (".docx", make_typed),
    "docx-styled": (".docx", make_styled),
    "docx-office": (".docx", lambda text, about: convert_file(_saved(text, about), ".html", "docx", _WORD)),
    "odt": (".odt", lambda text, about: convert_file(make_styled(text, about), ".docx", "odt")),
    "rtf": (".rtf", lambda text, about: convert_file(make_styled(text, about), ".docx", "rtf")),
    "pdf-chromium": (".pdf", _print),
    "pdf-office": (".pdf", lambda text, about: convert_file(make_styled(text, about), ".docx", "pdf")),
    "pdf-lines": (".pdf", make_lines),
    "pdf-hyphens": (".pdf", lambda text, about: make_lines(text, about, hyphens=True)),
}


def render(minutes: str, form: str, about: About | None = None) -> bytes:
    """Plain minutes in one of the forms.

    Args:
        minutes: their text.
        form: a name from `FORMS`.
        about: what the page says of the meeting besides its minutes.

    Raises:
        ToolMissing: the program that writes the form is not on this machine.
    """
    made = FORMS[form][1](minutes, about or About())
    return made.encode() if isinstance(made, str) else made
