"""Bytes -> text, and the uniform copy of it that finders match against."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from kg.document import PAD, Closed
from kg.errors import Doubt, SourceError
from kg.read.encodings import MIXED, NAMES, decode_as, guess_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# One character to one character: offsets must not move.
_UNIFORM = {
    ord(c): " " for c in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
}
_UNIFORM |= dict.fromkeys((*range(9), *range(14, 28), *range(127, 160)), " ")  # the end of a DOS file, and the like
_UNIFORM |= dict.fromkeys((*range(0x2000, 0x200B), *range(0x200C, 0x2010), *range(0x202A, 0x202F)), " ")
_UNIFORM |= dict.fromkeys((0x034F, 0x061C, 0x180E, *range(0x2060, 0x2070)), " ")
_UNIFORM |= {ord(c): "'" for c in "‘’‚‛ʼ′`´"}
_UNIFORM |= {ord(c): '"' for c in "“”„‟″"}
_UNIFORM |= {ord(c): "-" for c in "‐‑‒–—―−\xad"}
_UNUSUAL = re.compile(r"[^ -~]")

# What cannot be seen and parts no words: soft hyphens, joiners, marks of the direction of writing.
_UNSEEN = "\x1f\xad\u034f\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f"
_COMBINING = "\u0300-\u034e\u0350-\u036f"
_ODD = re.compile(rf"[{_UNSEEN}{_COMBINING}]")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MOST = 100_000  # characters of a line; in longer ones nothing is closed up


def decode_bytes(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and the encoding that was used, by a name that `kg.read.encodings.decode_as` knows.

    Tried in this order, so that the same bytes always give the same text: a byte order mark, UTF-16 and UTF-32 without
    a mark (most bytes zero), UTF-8, UTF-8 with stray bytes, the encoding of one byte a character that fits best, which
    is Windows-1252 unless another does better.

    Raises:
        SourceError: the bytes are not text.
    """
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return _decode(data, marked, name)
    if b"\x00" in data and (encoding := _guess_wide(data)) is not None:
        return _decode(data, encoding, name)
    # Zeros at the end fill the last block of a disk; more than a few elsewhere are no text.
    words = data.rstrip(b"\x00\x1a")
    found = guess_encoding(words) if words.count(b"\x00") <= len(words) / 1000 else None
    if found is None:
        raise SourceError("not a text file", where=name, todo="save it as plain text, or leave it out")
    return _decode(data, found, name)


def _decode(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return decode_as(data, encoding), encoding
    except UnicodeDecodeError as error:
        raise SourceError(
            f"begins like {encoding} but cannot be read as it (byte {error.start})",
            where=name,
            todo="open it in an editor and save it as UTF-8",
        ) from error


def _guess_wide(data: bytes) -> str | None:
    head = data[:4000]
    quarter, half = max(1, len(head) // 4), max(1, len(head) // 2)
    zeros = [head[i::4].count(0) / quarter for i in range(4)]
    if len(data) % 4 == 0:
        if min(zeros[2:]) > 0.9 and zeros[1] > 0.6 and zeros[0] < 0.1:
            return "utf-32-le"
        if min(zeros[:2]) > 0.9 and zeros[2] > 0.6 and zeros[3] < 0.1:
            return "utf-32-be"
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    if even > 0.6 and odd < 0.1:
        return "utf-16-be"
    return None


def find_damage(text: str, encoding: str, name: str) -> tuple[Doubt, ...]:
    """What a person should know of how a text was decoded: where it was a guess, and what is lost."""
    anew = "look at it, and save it as UTF-8"
    said = []
    if encoding.startswith(MIXED):
        said.append("is partly UTF-8 and partly Windows-1252, and was read as both")
    if encoding.endswith("+utf-8"):
        said.append("has characters that were encoded twice, which were put right")
    if encoding in NAMES:
        said.append(f"does not say its encoding; {NAMES[encoding]} fits it best")
    if lost := text.count("\ufffd"):
        many = f"has {lost} characters that were lost when it was saved (\ufffd)"
        said.append(many if lost > 1 else "has lost a character when it was saved (\ufffd)")
    return tuple(Doubt(name, what, anew) for what in said)


def make_plain(text: str) -> str:
    """The text made uniform for matching, of the same length.

    What cannot be seen is gone from each line, and accents by themselves are part of their letters; the room that this
    leaves is at the end of the line (`find_closed` says where).

    >>> make_plain("the\\xa0Panel’s – first")
    "the Panel's - first"
    >>> make_plain("by \\u200fJuly, Sia\\u0302n").split()
    ['by', 'July,', 'Siân']
    """
    closed = find_closed(text)
    if closed:
        pieces, at = [], 0
        for line in closed:
            words = _close(text, line)
            pieces += [text[at : line.start], words, PAD * (line.end - line.start - len(words))]
            at = line.end
        text = "".join([*pieces, text[at:]])
    # Few characters beyond ASCII stand in a text: one replacement for each is faster than `translate`.
    for char in sorted(set(_UNUSUAL.findall(text))):
        if (uniform := _UNIFORM.get(ord(char))) and not (closed and char == PAD):
            text = text.replace(char, uniform)
    return text


def find_closed(text: str) -> tuple[Closed, ...]:
    """The lines of a text out of which `make_plain` takes characters, in order."""
    if not _ODD.search(text):
        return ()
    found = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if end - start <= _MOST and (gone := tuple(_gone(text, start, end))):
            found.append(Closed(start, end, gone))
    return tuple(found)


def _gone(text: str, start: int, end: int) -> Iterator[int]:
    """How far from the start of a line the characters stand that cannot be seen or belong to the letter before them.

    A soft hyphen at the end of a line is one that shows, since the word is broken there.
    """
    for odd in _ODD.finditer(text, start, end):
        if odd.group() != "\xad" or odd.end() < end:
            yield odd.start() - start


def _close(text: str, line: Closed) -> str:
    pieces: list[str] = []
    at, accents = line.start, ""
    for far in (*line.gone, line.end - line.start):
        place = line.start + far
        words = text[at:place]
        if words and accents and pieces:
            pieces[-1] = _composed(pieces[-1], accents)
            accents = ""
        pieces += [words] if words else []
        accents += text[place] if place < line.end and unicodedata.combining(text[place]) else ""
        at = place + 1
    if accents and pieces:
        pieces[-1] = _composed(pieces[-1], accents)
    return "".join(pieces)


def _composed(words: str, accents: str) -> str:
    letter = unicodedata.normalize("NFC", words[-1] + accents)
    return words[:-1] + letter[0]
