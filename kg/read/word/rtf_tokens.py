"""RTF as a stream of groups, control words and text (Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|\\"
)
_EDGE = re.compile(rb"\\bin(\d{1,9}) ?|\\[^a-zA-Z]|[{}]")

# Words that stand for a character.
CHARACTERS: Mapping[str, str] = MappingProxyType(
    {
        "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "lbr": "\n", "softline": "\n",
        "emdash": "—", "endash": "–", "bullet": "·", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
        "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\",
    }
)  # fmt: skip
# Windows' number of a set of characters (`\\fcharset`) -> Python's name of it.
CHARSETS: Mapping[int, str] = MappingProxyType(
    {
        77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
        163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
        254: "cp437", 255: "cp850",
    }
)  # fmt: skip
SYMBOLS = 2  # the `\\fcharset` of fonts of signs


class Token(Struct, frozen=True, gc=False):
    """A brace, a control word, or characters.

    Args:
        word: of a control word its letters or sign; "{" and "}" for braces; empty for characters.
        value: the number behind a control word, or None.
        raw: of characters, their bytes in the file's own code.
        escaped: whether a control sign stands for itself: "\\{".
    """

    word: str = ""
    value: int | None = None
    raw: bytes = b""
    escaped: bool = False


class Tokens:
    """The tokens of a file, one after the other.

    Args:
        data: the file.
    """

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def __iter__(self) -> Iterator[Token]:
        while match := _TOKEN.match(self.data, self.at):
            self.at = match.end()
            word, number, code, sign, brace, text = match.groups()
            if word is not None:
                value = None if number is None else int(number)
                if word == b"bin":
                    self.at = min(len(self.data), self.at + max(0, value or 0))
                else:
                    yield Token(word.decode("ascii"), value)
            elif brace is not None:
                yield Token(brace.decode("ascii"))
            elif code is not None:
                yield Token(raw=bytes((int(code, 16),)))
            elif text is not None:
                yield Token(raw=text)
            elif sign is not None:
                yield Token(sign.decode("latin-1"), escaped=True)

    def pass_group(self) -> bytes:
        """Go to the brace that closes the group in which we are, or the end of the file; what was passed."""
        begin, depth = self.at, 1
        while match := _EDGE.search(self.data, self.at):
            self.at = match.end()
            if match[1] is not None:
                self.at += int(match[1])
            elif match[0] == b"{":
                depth += 1
            elif match[0] == b"}":
                depth -= 1
                if not depth:
                    self.at = match.start()
                    return self.data[begin : self.at]
        self.at = len(self.data)
        return self.data[begin:]
