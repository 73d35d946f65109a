"""Whether bytes are a web page, and the text of it in the encoding that it says or that its bytes show.

Encodings follow the WHATWG standard: a byte order mark, then what the page says in its first 1,024 bytes, where
"iso-8859-1" and "ascii" mean windows-1252, as every browser takes them.
"""

from __future__ import annotations

import codecs
import re

from kg.read.text import decode_bytes

_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
_LATIN = frozenset(("iso-8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "iso8859-1", "cp819", "windows-1252"))
# How a page begins, past comments and white space; a Markdown file or a note may hold tags further down.
_OPENS = re.compile(
    r"(?:\s++|\ufeff|<!--(?>.{0,2000}?-->)|<\?xml(?>.{0,200}?\?>))*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|base)\b",
    re.IGNORECASE | re.DOTALL,
)
# A piece of a page, as it is copied out of one: it begins with an element and has more of them than lines.
_PIECE = re.compile(
    r"\s*<(?:div|p|table|section|article|main|span|h[1-6]|ul|ol|form|font|center)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ENDINGS = (".htm", ".html", ".aspx", ".xhtml", ".shtml", ".asp", ".php")


def is_html(data: bytes, name: str) -> bool:
    """Whether a file is a web page, by its first words; its name only decides where these leave it open.

    Args:
        data: the file, whole.
        name: its name, without folders.
    """
    head = _decode_head(data)
    if "<" not in head:
        return False
    if _OPENS.match(head):
        return True
    low = name.lower()
    if low.endswith(_ENDINGS):
        return _TAG.search(head) is not None
    if low.endswith(".md"):
        return False
    tags = len(_TAG.findall(head))
    return bool(_PIECE.match(head)) and tags > 2 * max(1, head.count("\n")) and tags > 5


def _decode_head(data: bytes) -> str:
    head = data[:_HEAD]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="replace")
    return head.replace(b"\x00", b"").decode("latin-1")


_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode_html(data: bytes, name: str) -> tuple[str, str]:
    """The markup of a page, and the encoding it was in (Python's name).

    Args:
        data: the file, whole.
        name: its name, for the error.

    Raises:
        SourceError: it is not text.
    """
    if not data.startswith(tuple(mark for mark, _ in _MARKS)):
        said = _XML.match(data[:400]) or _CHARSET.search(data[:_HEAD])
        encoding = said[1].decode("ascii").lower() if said else ""
        if encoding in _LATIN:
            encoding = "cp1252"
        # A page that calls itself UTF-16 in plain letters is not; browsers read it as UTF-8.
        if encoding and not encoding.startswith("utf-16") and encoding not in ("utf-8", "utf8", "unicode-1-1-utf-8"):
            try:
                return data.decode(encoding, errors="replace"), codecs.lookup(encoding).name
            except (LookupError, ValueError):
                pass
        if b"\x00" in data and data[:_HEAD].count(0) < len(data[:_HEAD]) / 4:
            data = data.replace(b"\x00", b"")  # stray bytes, not UTF-16
    return decode_bytes(data, name)
