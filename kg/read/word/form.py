"""Which word processor's file the bytes are, by what they are and not by their name."""

from __future__ import annotations

import io
import zipfile
import zlib
from enum import StrEnum

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_TELLING = (b"[Content_Types].xml", b"mimetype")  # in Office Open XML; in OpenDocument
ENTRY = b"PK\x01\x02"  # before each entry in the table of contents of a ZIP file
MOST_MEMBERS = 20_000  # files within the file; a document has some tens
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_HEAD = 4_000  # bytes in which the root element of a flat XML file begins
_ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott")


class Form(StrEnum):
    """A form in which word processors write."""

    DOCX = "docx"  # and what else is Office Open XML: its reader says what it is
    ODT = "odt"
    FLAT = "fodt"
    RTF = "rtf"
    OLD = "doc"
    LOCKED = "locked"


def find_form(data: bytes) -> Form | None:
    """The form of a file; None if no word processor wrote it.

    >>> find_form(b"{\\\\rtf1 Minutes}"), find_form(b"Minutes of the Panel")
    (<Form.RTF: 'rtf'>, None)
    """
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        return Form.LOCKED if "EncryptedPackage".encode("utf-16-le") in data else Form.OLD
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"{\\rtf"):
        return Form.RTF
    return Form.FLAT if head.startswith(b"<") and b"<office:document" in head else None


def is_word(data: bytes, name: str) -> bool:
    """Whether a file is one for this reader: by its content, or as a zipped file that is damaged by its name."""
    if find_form(data) is not None:
        return True
    damaged = data.startswith(_ZIP) or b"\0" in data[:_HEAD]
    return damaged and name.lower().endswith(_ENDINGS)


def _zipped(data: bytes) -> Form | None:
    # The names stand in the file as they are: of most files nothing has to be unpacked.
    if data[30:38] == b"mimetype" and data[38:].startswith(_OPEN_DOCUMENT):
        return Form.ODT
    if not any(name in data for name in _TELLING) or data.count(ENTRY) > MOST_MEMBERS:
        return Form.DOCX if _TELLING[0] in data else None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
        if "mimetype" in names:
            with archive.open("mimetype") as member:
                return Form.ODT if member.read(200).startswith(_OPEN_DOCUMENT) else None
    except DAMAGED:
        return Form.DOCX if _TELLING[0] in data else None
    return Form.DOCX if "[Content_Types].xml" in names else None
