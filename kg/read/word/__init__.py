"""The files of word processors: DOCX (with .docm and .dotx), ODT and RTF, as their readers see them on the page.

form -> docx | odt | rtf         what the bytes are, and their paragraphs and tables (`kg.read.word.blocks`)
layout, tables                   the text, as `kg.read.rendering` says
"""

from __future__ import annotations

from kg.errors import SourceError
from kg.read.rendering import Rendering
from kg.read.word.blocks import Contents
from kg.read.word.form import Form, find_form
from kg.read.word.heads import add_head
from kg.read.word.layout import lay_out


def render(data: bytes, name: str) -> Rendering:
    """The text of a word processor's file as a person sees it.

    Args:
        data: the file, whole.
        name: its name, without folders.

    Raises:
        SourceError: it is damaged, too large, locked, or of a form that is not read.
    """
    form = find_form(data)
    if form is Form.OLD:
        raise SourceError("an old Word file (.doc)", where=name, todo="open it in Word and save it as .docx")
    if form is Form.LOCKED:
        raise SourceError("protected by a password", where=name, todo="save it without, and build again")
    # Each of these loads lxml or tables of characters, which most builds do not need.
    if form is Form.DOCX:
        from kg.read.word.docx import MEDIA_TYPE, read_docx

        return _render(read_docx(data, name), MEDIA_TYPE)
    if form in (Form.ODT, Form.FLAT):
        from kg.read.word import odt

        if form is Form.ODT:
            return _render(odt.read_odt(data, name), odt.MEDIA_TYPE)
        return _render(odt.read_flat(data, name), odt.FLAT_TYPE)
    if form is Form.RTF:
        from kg.read.word import rtf

        return _render(rtf.read_rtf(data, name), rtf.MEDIA_TYPE)
    raise SourceError("damaged: it cannot be unpacked", where=name, todo="open it in Word and save it again")


def _render(read: Contents, media_type: str) -> Rendering:
    text, places = lay_out(add_head(read.head, read.blocks))
    return Rendering(text, media_type=media_type, places=places, doubts=read.doubts)
