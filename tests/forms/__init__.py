"""Our minutes in every form in which councils publish them, written by real tools.

>>> sorted(form for form in FORMS if form.startswith("pdf"))
['pdf-chromium', 'pdf-hyphens', 'pdf-lines', 'pdf-office']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.forms.about import About
from tests.forms.office import CHROMIUM, OFFICE, ToolMissing, convert_files, print_page
from tests.forms.parts import read_parts
from tests.forms.printed import PRINT_STYLE, make_lines
from tests.forms.web import make_item_page, make_meeting_page, make_page, make_plain, make_word_page
from tests.forms.word import make_styled, make_typed

__all__ = ["CHROMIUM", "FORMS", "OFFICE", "About", "Form", "ToolMissing", "render", "render_all"]


def _copy(text: str, about: About) -> str:
    """What is left of minutes when somebody copies the words of a page into a file."""
    parts = read_parts(text)
    lines = [part.line + (f"      {part.owner}" if part.owner else "") for part in parts]
    rows = [part.kind == "row" for part in parts]
    # The rows of a table follow one another; all else has an empty line between.
    ends = ["\n" if row and after else "\n\n" for row, after in zip(rows, [*rows[1:], False], strict=True)]
    return "".join(line + end for line, end in zip(lines, ends, strict=True)).rstrip("\n") + "\n"


def _print(text: str, about: About) -> bytes:
    head = " ".join(filter(None, (about.body, about.day))) or "Minutes"
    head = "".join(character for character in head if character not in '"<\\')  # it stands in a string of CSS
    return print_page(make_plain(text, about).format(style=PRINT_STYLE.format(head=head)))


def _saved(text: str, about: About) -> bytes:
    return make_plain(text, about).format(style="").encode()


@dataclass(frozen=True, slots=True)
class Form:
    """How files of a form are made.

    Args:
        suffix: the ending of their names.
        make: writes one, or what LibreOffice makes it of.
        convert: what `make` writes, what LibreOffice makes of it, and with which of its filters.
    """

    suffix: str
    make: Callable[[str, About], str | bytes]
    convert: tuple[str, str, str] | None = None


FORMS = {
    "text-copy": Form(".txt", _copy),
    "modgov-item": Form(".html", make_item_page),
    "modgov-meeting": Form(".html", make_meeting_page),
    "page": Form(".html", make_page),
    "word-html": Form(".html", make_word_page),
    "docx-typed": Form(".docx", make_typed),
    "docx-styled": Form(".docx", make_styled),
    "docx-office": Form(".docx", _saved, (".html", "docx", "MS Word 2007 XML")),
    "odt": Form(".odt", make_styled, (".docx", "odt", "")),
    "rtf": Form(".rtf", make_styled, (".docx", "rtf", "")),
    "pdf-chromium": Form(".pdf", _print),
    "pdf-office": Form(".pdf", make_styled, (".docx", "pdf", "")),
    "pdf-lines": Form(".pdf", make_lines),
    "pdf-hyphens": Form(".pdf", lambda text, about: make_lines(text, about, hyphens=True)),
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
    return render_all([(minutes, about or About())], form)[0]


def render_all(minutes: Sequence[tuple[str, About]], form: str) -> list[bytes]:
    """The minutes of several meetings in one of the forms, as `render` gives each."""
    how = FORMS[form]
    made = [how.make(text, about) for text, about in minutes]
    files = [one.encode() if isinstance(one, str) else one for one in made]
    return convert_files(files, *how.convert) if how.convert else files
