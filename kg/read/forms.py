"""Which form a file has, by its content; its name only decides between forms of text.

Each form has one reader, `render(data, name) -> Rendering`, imported when a file needs it.
"""

from __future__ import annotations

from importlib import import_module

from kg.errors import SourceError
from kg.read.encodings import decode_as
from kg.read.html.sniff import is_html
from kg.read.markdown import SUFFIXES as MARKDOWN
from kg.read.markdown import find_disagreement, hide_marks, hide_tags
from kg.read.rendering import Rendering
from kg.read.text import decode_bytes, find_damage
from kg.read.word.form import is_word

# The endings of file names that `kg build` takes from a folder.
_TEXT = (".txt", ".text", ".md", ".markdown")
# A file that ends in .doc may hold anything that Word opens; its reader says so if it is the old form.
SUFFIXES = (*_TEXT, ".htm", ".html", ".aspx", ".docx", ".docm", ".doc", ".odt", ".fodt", ".rtf", ".pdf")

# Forms in which minutes are written and that cannot be read: said, not passed over in silence.
UNREAD = (".pages", ".wpd", ".wps", ".xps")


def render(data: bytes, name: str) -> Rendering:
    """The text of a file as a person sees it.

    Args:
        data: the file, whole.
        name: its name, without folders.

    Raises:
        SourceError: it is of no form that can be read, or it is damaged.
    """
    module = _reader(data, name)
    if module is None:
        text, encoding = decode_bytes(data, name)
        markdown = name.lower().endswith(MARKDOWN)
        shown = hide_marks(text) if markdown else hide_tags(text)
        return Rendering(
            text,
            "text/markdown" if markdown else "text/plain",
            encoding,
            doubts=(*find_damage(text, encoding, name), *(find_disagreement(text, name) if markdown else ())),
            shown=shown,
        )
    rendering: Rendering = import_module(module).render(data, name)
    return rendering


def is_text(data: bytes, name: str) -> bool:
    """Whether a file is taken for plain text, which needs no library to be read.

    Args:
        data: the file, whole.
        name: its name, without folders.
    """
    # What is packed is no text; it is not opened here to see what it is, since it may be anything.
    return not data.startswith(b"PK\x03\x04") and _reader(data, name) is None


def _reader(data: bytes, name: str) -> str | None:
    """The module that reads a form; None for plain text."""
    if is_word(data, name):
        return "kg.read.word"
    # ISO 32000 wants the mark of a PDF first; readers of PDF take it anywhere in the first kilobyte.
    if data.startswith(b"%PDF-") or (name.lower().endswith(".pdf") and b"%PDF-" in data[:1024]):
        return "kg.read.pdf"
    if is_html(data, name):
        return "kg.read.html.page"
    return None


def stored_text(data: bytes, name: str, *, media_type: str, encoding: str) -> str:
    """The text of a file that was read before: plain text is decoded as it was then, not guessed again.

    Raises:
        SourceError: the bytes are no longer of that form or encoding.
    """
    if media_type not in ("text/plain", "text/markdown"):
        return render(data, name).text
    try:
        return decode_as(data, encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise SourceError(f"no longer {encoding} text", where=name, todo="build the graph again") from error
