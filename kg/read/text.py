"""Bytes -> text, and the uniform copy of it that finders match against."""

from __future__ import annotations

import codecs
import re

from kg.errors import SourceError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# One character to one character: offsets must not move.
_UNIFORM = {
    ord(c): " " for c in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
}
_UNIFORM |= dict.fromkeys(range(8192, 8203), " ")
_UNIFORM |= {ord(c): "'" for c in "‘’‚‛ʼ′`´"}
_UNIFORM |= {ord(c): '"' for c in "“”„‟″"}
_UNIFORM |= {ord(c): "-" for c in "‐‑‒–—―−\xad"}
_UNUSUAL = re.compile(r"[^ -~]")


def decode_bytes(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and the encoding that was used.

    Tried in this order, so that the same bytes always give the same text: a byte order mark, UTF-8, UTF-16 without a
    mark (every second byte zero), Windows-1252, which is what old word processors and web forms write.

    Raises:
        SourceError: the bytes are not text.
    """
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return _decode(data, marked, name)
    if b"\x00" in data:
        if (encoding := _guess_utf16(data)) is None:
            raise SourceError("not a text file", where=name, todo="save it as plain text, or leave it out")
        return _decode(data, encoding, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _looks_binary(data):
        raise SourceError("not a text file", where=name, todo="save it as plain text, or leave it out")
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _decode(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise SourceError(
            f"begins like {encoding} but cannot be read as it (byte {error.start})",
            where=name,
            todo="open it in an editor and save it as UTF-8",
        ) from error


def _guess_utf16(data: bytes) -> str | None:
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd / half > 0.6 and even / half < 0.1:
        return "utf-16-le"
    if even / half > 0.6 and odd / half < 0.1:
        return "utf-16-be"
    return None


def _looks_binary(data: bytes) -> bool:
    head = data[:4000]
    strange = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return strange > len(head) / 50 or head.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))


def make_plain(text: str) -> str:
    """The text made uniform for matching, of the same length.

    >>> make_plain("the\\xa0Panel’s – first")
    "the Panel's - first"
    """
    # Few characters beyond ASCII stand in a text: one replacement for each is faster than `translate`.
    for char in sorted(set(_UNUSUAL.findall(text))):
        if uniform := _UNIFORM.get(ord(char)):
            text = text.replace(char, uniform)
    return text
