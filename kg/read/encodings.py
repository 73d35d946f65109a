"""How the bytes of a text are decoded: what is certain first, then what fits the words best. Never by chance.

The same bytes always give the same text, by names that Python knows but for two of ours: `utf-8+cp1252` is UTF-8 in
which stray bytes are Windows-1252 (pasted by a program that knew no better), and `+utf-8` behind another name is
text that was encoded twice ("â€™" for an apostrophe), undone.
"""

from __future__ import annotations

import re

MIXED = "utf-8+cp1252"
_TWICE = "+utf-8"
_TIMES = 2  # so often can text have been encoded once too often

# In the order of how often councils in Britain and Ireland use them; the first of those that fit equally well is taken.
_EIGHT_BIT = ("cp1252", "mac_roman", "latin-1", "iso8859_14", "iso8859_15", "cp850")
NAMES = {
    "mac_roman": "Mac Roman",
    "iso8859_14": "ISO 8859-14 (Celtic)",
    "iso8859_15": "ISO 8859-15",
    "cp850": "DOS code page 850",
    "latin-1": "ISO 8859-1",
}
_SAMPLE = 4000  # bytes beyond ASCII that are looked at

_MANY = rb"(?:[\xc2-\xc5][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
_SEQUENCE = re.compile(_MANY)
_HIGH = re.compile(rb"[\x80-\xff]")

# What Windows-1252 makes of the bytes with which characters of UTF-8 go on.
_FOLLOW = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
_BYTE_OF = {char: 0x80 + i for i, char in enumerate(_FOLLOW)} | {chr(b): b for b in range(0x80, 0x100)}
_STRAY = {0xDC00 + b: bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0x100)}
_MOJIBAKE = re.compile(
    rf"[\xc2-\xc5][{re.escape(_FOLLOW)}]|[\xe0-\xef][{re.escape(_FOLLOW)}\x80-\x9f]{{2}}|\xf0[{re.escape(_FOLLOW)}\x80-\x9f]{{3}}"
)
# Latin with accents, punctuation and signs, bullets of symbol fonts, ligatures, the mark of the byte order, emoji.
_USUAL = (
    (0x80, 0x24F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x27BF),
    (0xF000, 0xF0FF),
    (0xFB00, 0xFB06),
    (0xFEFF, 0xFFFD),
    (0x1F300, 0x1FAFF),
)
_WELSH = "ŵŷŴŶẁẃẅỳ"
_RARE = "ðþÐÞÿŽžŠšŒœƒ¥ªº" + "ḂḃĊċḊḋḞḟĠġṀṁṖṗṠṡṪṫ"


def decode_as(data: bytes, encoding: str) -> str:
    """The text of bytes whose encoding is known, by a name that `guess_encoding` gives.

    A text whose lines all end in a carriage return, as on old Macs, has line feeds instead: the length is the same.

    Raises:
        LookupError: there is no such encoding.
        UnicodeDecodeError: the bytes are not of that encoding.

    >>> decode_as("the Panel’s".encode() + b" \\x93own\\x94", "utf-8+cp1252")
    'the Panel’s “own”'
    >>> decode_as("the Panelâ€™s".encode(), "utf-8+utf-8")
    'the Panel’s'
    """
    first, times = encoding, 0
    while first.endswith(_TWICE) and times < _TIMES:
        first, times = first.removesuffix(_TWICE), times + 1
    text = _decode_mixed(data) if first == MIXED else data.decode(first)
    for _ in range(times):
        text = undo_second_encoding(text)
    return text.replace("\r", "\n") if "\r" in text and "\n" not in text else text


def guess_encoding(data: bytes) -> str | None:
    """The encoding of bytes that have no mark and are not UTF-16 or UTF-32; None if they are not text."""
    try:
        text = data.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        if _looks_binary(data):
            return None
        if not _SEQUENCE.search(data):
            return _guess_eight_bit(data)
        text, encoding = _decode_mixed(data), MIXED
    for _ in range(_TIMES):
        undone = undo_second_encoding(text)
        if undone == text:
            break
        text, encoding = undone, encoding + _TWICE
    return encoding


def undo_second_encoding(text: str) -> str:
    """The text with what UTF-8 looks like when it is taken for Windows-1252 put right.

    >>> undo_second_encoding("CafÃ© â€“ Â£40")
    'Café – £40'
    """
    return _MOJIBAKE.sub(_undo, text) if _MOJIBAKE.search(text) else text


def _undo(match: re.Match[str]) -> str:
    try:
        char = bytes(_BYTE_OF[char] for char in match.group()).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return match.group()
    # "à" before two signs is chance if they make a letter that no minutes here have.
    return char if any(low <= ord(char) <= high for low, high in _USUAL) else match.group()


def _decode_mixed(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").translate(_STRAY)


def _guess_eight_bit(data: bytes) -> str:
    """The encoding of one byte a character in which most of what is not ASCII stands where its like stands."""
    places = []
    for match in _HIGH.finditer(data):
        places.append(match.start())
        if len(places) == _SAMPLE:
            break
    best, most = "latin-1", -len(places) - 1
    for encoding in _EIGHT_BIT:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        fit = sum(_fits(data[max(0, at - 1) : at + 2].decode(encoding), min(at, 1)) for at in places)
        if fit > most:
            best, most = encoding, fit
    return best


def _fits(words: str, at: int) -> int:
    """1 if a character stands where its like stands in minutes, -1 if it does not, 0 if nothing can be said.

    >>> _fits("afé", 2), _fits("nÕs", 1), _fits("l’s", 1), _fits(" £4", 1), _fits("l¤ ", 1)
    (1, -1, 1, 1, -1)
    """
    before, char, after = words[:at][-1:] or " ", words[at], words[at + 1 :][:1] or " "
    if char in "£€":
        return 1 if after.isdigit() or after.isspace() else 0
    if char in _WELSH:
        return 1 if before.isalpha() or after.isalpha() else -1
    if char in _RARE:
        return -1
    if char.isalpha():
        if char.isupper():
            if before.islower():
                return -1
            return 1 if before.isupper() or after.islower() else 0
        return 1 if before.isalpha() or after.isalpha() else -1
    if char in "’'":
        return 1 if before.isalnum() else 0
    if char in "‘“":
        return 1 if not before.isalnum() and after.isalnum() else -1
    if char in "”":
        return 1 if not before.isspace() else -1
    if char in "–—":
        return 1 if before.isspace() == after.isspace() else 0
    if char in "•·":
        return 1 if before.isspace() else -1
    if char in "½¼¾°…®™²":
        return 1 if before.isalnum() or before.isspace() else 0
    return 1 if char == "\xa0" else -1


def _looks_binary(data: bytes) -> bool:
    head = data[:4000]
    strange = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return strange > len(head) / 50 or head.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))
