"""RTF -> blocks: Rich Text Format as Word and LibreOffice write it (specification 1.9.1).

The numbers of lists stand in the file as they are shown (`\\listtext`), so they are taken, not counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from kg.errors import Doubt, SourceError
from kg.read.word.blocks import Block, Contents
from kg.read.word.fields import shows_minutes
from kg.read.word.frames import Frames
from kg.read.word.numbering import BULLET
from kg.read.word.rtf_tokens import CHARACTERS, CHARSETS, SYMBOLS, Token, Tokens

MEDIA_TYPE = "application/rtf"

_DEEPEST = 5_000  # groups within groups; Word writes some twenty
_MOST_TABLES = 50  # tables within tables
_GAP = 60  # twentieths of a point between paragraphs that are seen to be apart

# Groups in which nothing is shown, or not as part of the minutes; so are all that begin with "\*" but for those below.
_UNSEEN = frozenset(
    (
        "colortbl info header headerl headerr headerf footer footerl footerr footerf pict footnote "
        "annotation xe tc txe rxe nonesttables shprslt filetbl private ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
        "sp pntxta pntxtb objdata template datafield"
    ).split()
)
_SEEN = frozenset({"shpinst", "shptxt", "do", "dptxbxtext", "nesttableprops", "ud"})
_MOST_STYLES = 1_000_000  # bytes of the sheet of styles
_STYLE = re.compile(rb"\\s(\d{1,5})(?!\d)")
_WORDS_OF_CODE = re.compile(rb"[A-Z]{2,}")
_BULLETS = re.compile(r"[·•●▪◦‣∙○■□►➢✓\uf000-\uf0ff*o-]|–|—")
_SIGNS = {0xF0B0: "°", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0FC: "✓", 0xF0E0: "→"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group, and again after it."""

    into: str = ""  # "marker", "fonts", "box": where the words go that are not the paragraph's
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    bold: bool = False
    font: int = -1
    skip: int = 1  # characters that stand for one in Unicode, behind it


@dataclass
class _Words:
    """The paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    marker: list[str] = field(default_factory=list)
    bold: bool = True  # all of its words so far
    boxes: list[Block] = field(default_factory=list)


@dataclass
class _Format:
    """How paragraphs look until something else is said."""

    table: bool = False
    level: int = 1
    style: int = 0
    before: int = 0
    after: int = 0
    contextual: bool = False  # no space between paragraphs of one style
    heading: bool = False

    def space(self, side: int, other: _Format | None) -> int:
        """The space on one side, where another paragraph is."""
        return 0 if self.contextual and other is not None and other.style == self.style else side


def read_rtf(data: bytes, name: str) -> Contents:
    """The paragraphs and tables of an RTF, and what of it was not read.

    Raises:
        SourceError: it is nested without end, or longer than any minutes.
    """
    reader = _Reader(Tokens(data), name)
    blocks = reader.read()
    doubts = (Doubt(name, f"its footnotes are not read ({reader.notes})"),) if reader.notes else ()
    above: tuple[Block, ...] = ()
    if reader.head:
        inner = _Reader(Tokens(reader.head), name)
        inner.codec, inner.codecs = reader.codec, reader.codecs
        above = inner.read()
    return Contents(blocks, above, doubts)


class _Reader:
    """The state of the reader at a place in the file."""

    def __init__(self, tokens: Tokens, name: str) -> None:
        self.tokens, self.name, self.frames = tokens, name, Frames(name)
        self.state, self.stack = _State(), list[_State]()
        self.words, self.outer = _Words(), list[tuple[_Words, _Format, list[bool], _Format | None]]()
        self.format = _Format()
        self.cells: list[bool] = []  # for each open table, whether a cell is open in it
        self.edges: list[int] = []  # right edges of the columns of the row, in twentieths of a point
        self.last: _Format | None = None  # of the paragraph before; None at the head of a cell
        self.headings = frozenset[int]()  # numbers of the styles of headings
        self.codec, self.codecs = "cp1252", dict[int, str]()
        self.bytes = bytearray()  # characters that were not decoded yet
        self.unread = 0  # characters to pass over, behind one in Unicode
        self.opened = self.starred = False  # whether a group has just begun, and with "\*"
        self.code = ""  # of the field that has begun
        self.notes = 0
        self.head = b""  # of the first page

    def read(self) -> tuple[Block, ...]:
        """All that the file shows."""
        for token in self.tokens:
            self.take(token)
        return self.close()

    def take(self, token: Token) -> None:
        """Take in a token."""
        if token.raw:
            self._take_bytes(token.raw)
        elif token.word == "{" and not token.escaped:
            self._flush()
            if len(self.stack) >= _DEEPEST:
                raise SourceError("nested without end", where=self.name, todo="save it again, or leave it out")
            self.stack.append(self.state)
            self.opened, self.starred, self.unread = True, False, 0
            return
        elif token.word == "}" and not token.escaped:
            self._end_group()
        elif token.word == "*" and token.escaped:
            self.starred = True
            return
        elif not (self.opened and self._begin_group(token)):
            self._take_word(token)
        self.opened = self.starred = False

    def close(self) -> tuple[Block, ...]:
        """All that was read."""
        while self.outer:
            self._end_box()
        self._flush()
        if "".join(self.words.parts).strip():
            self._end_paragraph()
        while self.cells:
            self._end_table()
        return self.frames.close()

    # Groups -------------------------------------------------------------------------------------------------

    def _begin_group(self, token: Token) -> bool:
        """Take in the word at the head of a group; False if it is none that names a group."""
        word = token.word
        if word == "fldinst":
            found = _WORDS_OF_CODE.search(self.tokens.pass_group())
            self.code = found[0].decode("ascii") if found else ""
        elif word == "fldrslt":
            if not shows_minutes(self.code):
                self.tokens.pass_group()
            self.code = ""
        elif word in ("listtext", "pntext"):
            self.state = replace(self.state, into="marker")
            self.words.marker.clear()
        elif word == "stylesheet":
            self.headings = _find_headings(self.tokens.pass_group())
        elif word == "fonttbl":
            self.state = replace(self.state, into="fonts")
        elif word in ("shptxt", "dptxbxtext"):
            self._begin_box()
        elif word in ("header", "headerf") and (word == "headerf" or not self.head):
            self.head = self.tokens.pass_group()
        elif word in _UNSEEN or (self.starred and word not in _SEEN):
            self.notes += word == "footnote"
            self.tokens.pass_group()
        else:
            return False
        return True

    def _end_group(self) -> None:
        self._flush()
        if self.stack:
            ended, self.state = self.state, self.stack.pop()
            if ended.into == "box" != self.state.into:
                self._end_box()
        self.unread = 0

    def _begin_box(self) -> None:
        self.state = _State(into="box", skip=self.state.skip, font=self.state.font)
        self.outer.append((self.words, self.format, self.cells, self.last))
        self.words, self.format, self.cells, self.last = _Words(), _Format(), [], None
        self.frames.begin_box()

    def _end_box(self) -> None:
        self._flush()
        if "".join(self.words.parts).strip():
            self._end_paragraph()
        while self.cells:
            self._end_table()
        self.words, self.format, self.cells, self.last = self.outer.pop()
        self.words.boxes += self.frames.end_box()

    # Words of control -----------------------------------------------------------------------------------------

    def _take_word(self, token: Token) -> None:
        word, value = token.word, token.value
        if word in CHARACTERS and (token.escaped or word.isalpha()):
            if self.unread:
                self.unread -= 1
            else:
                self._flush()
                self._add(CHARACTERS[word])
        elif word == "u" and value is not None:
            self._flush()
            self._add(_sign(value % 65536))
            self.unread = self.state.skip
        elif word in _CHARACTER:
            self._flush()
            self.state = self._characters(word, value)
        elif word in ("par", "sect") or (word in "\r\n" and token.escaped):
            self._flush()
            if not (self.state.hidden or self.state.deleted):
                self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self._flush()
            self._end_cell(1 if word == "cell" else max(2, self.format.level))
        elif word in ("row", "nestrow"):
            self._end_row(1 if word == "row" else max(2, self.format.level))
        elif self.state.into == "fonts":
            self._take_font(word, value)
        elif self.state.into != "marker":  # a number begins with a format of its own
            self._take_format(word, value)

    def _characters(self, word: str, value: int | None) -> _State:
        on = value != 0
        if word == "plain":
            return replace(self.state, hidden=False, deleted=False, capitals=False, bold=False, font=-1)
        if word == "f":
            return replace(self.state, font=value or 0)
        if word == "uc":
            return replace(self.state, skip=max(0, min(value or 0, 100)))
        if word == "v":
            return replace(self.state, hidden=on)
        if word == "deleted":
            return replace(self.state, deleted=on)
        return replace(self.state, capitals=on) if word == "caps" else replace(self.state, bold=on)

    def _take_font(self, word: str, value: int | None) -> None:
        if word == "fcharset" and value is not None and self.state.font >= 0:
            self.codecs[self.state.font] = "symbols" if value == SYMBOLS else CHARSETS.get(value, "")

    def _take_format(self, word: str, value: int | None) -> None:
        form = self.format
        if word == "pard":
            self.format = _Format()
        elif word == "intbl":
            form.table = True
        elif word == "itap":
            form.table, form.level = bool(value), max(1, value or 1)
        elif word == "s":
            form.style = value or 0
        elif word == "contextualspace":
            form.contextual = True
        elif word == "sb":
            form.before = value or 0
        elif word == "sa":
            form.after = value or 0
        elif word == "outlinelevel":
            form.heading = True
        elif word == "trowd":
            self.edges = []
        elif word == "cellx" and value is not None and len(self.edges) < 100:
            self.edges.append(value)
        elif word in ("ansicpg", "mac", "pc", "pca"):
            self._set_codec({"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word, f"cp{value}"))

    def _set_codec(self, name: str) -> None:
        name = "utf-8" if name == "cp65001" else name
        try:
            codecs.lookup(name)
        except LookupError:
            return
        self.codec = name

    # Characters ---------------------------------------------------------------------------------------------

    def _take_bytes(self, raw: bytes) -> None:
        if self.unread:
            passed = min(self.unread, len(raw))
            self.unread -= passed
            raw = raw[passed:]
        self.bytes += raw

    def _flush(self) -> None:
        """Decode the characters so far: those of some languages are two bytes long."""
        if not self.bytes:
            return
        raw, self.bytes = bytes(self.bytes), bytearray()
        codec = self.codecs.get(self.state.font, "") or self.codec
        if codec == "symbols":
            self._add("".join(_sign(0xF000 + byte) if byte > 0x7F else chr(byte) for byte in raw))
        else:
            self._add(raw.decode(codec, "replace"))

    def _add(self, text: str) -> None:
        state = self.state
        if state.into == "marker":
            self.words.marker.append(text)
        elif state.into != "fonts" and not state.hidden and not state.deleted:
            self.words.parts.append(text.upper() if state.capitals else text)
            self.words.bold &= state.bold or not text.strip()

    # Paragraphs and tables -----------------------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        self._reach(self.format.level if self.format.table else 0)
        words, self.words = self.words, _Words()
        text = _joined("".join(words.parts)).strip("\n").rstrip()
        marker = " ".join(_joined("".join(words.marker)).split())
        form, last = self.format, self.last
        gap = last is None or max(last.space(last.after, form), form.space(form.before, last)) >= _GAP
        heading = form.heading or form.style in self.headings or words.bold
        self.frames.add(text, BULLET if _BULLETS.fullmatch(marker) else marker, gap=gap, heading=heading)
        self.frames.extend(words.boxes)
        self.last = replace(form)

    def _reach(self, level: int) -> None:
        """Open or end tables until we are in a cell of a table within so many others."""
        while len(self.cells) > level:
            self._end_table()
        while len(self.cells) < min(level, _MOST_TABLES):
            if self.cells and not self.cells[-1]:
                self._begin_cell()
            self.frames.begin_table()
            self.cells.append(False)
        if self.cells and not self.cells[-1]:
            self._begin_cell()

    def _begin_cell(self) -> None:
        self.frames.begin_cell()
        self.cells[-1], self.last = True, None

    def _end_cell(self, level: int) -> None:
        if "".join(self.words.parts).strip() or not (len(self.cells) == level and self.cells[-1]):
            self.format.table, self.format.level = True, level
            self._end_paragraph()
        self.words = _Words()
        if self.cells:
            self.frames.end_cell()
            self.cells[-1] = False

    def _end_row(self, level: int) -> None:
        while len(self.cells) > level:
            self._end_table()
        if self.cells:
            self.frames.end_row()

    def _end_table(self) -> None:
        if self.cells.pop():
            self.frames.end_cell()
        widths = tuple(right - left for left, right in zip([0, *self.edges], self.edges, strict=False))
        self.frames.end_table(widths)
        self.last = None


_CHARACTER = frozenset({"plain", "f", "uc", "v", "deleted", "caps", "b"})


def _find_headings(styles: bytes) -> frozenset[int]:
    """The numbers of the styles of headings in a sheet of styles, by their names."""
    found = set()
    for style in styles[:_MOST_STYLES].split(b"}"):
        number = _STYLE.search(style)
        name = style.rstrip(b" \r\n;").rpartition(b"\\")[2].partition(b" ")[2].lower()
        if number and (name.startswith(b"heading ") or name in (b"title", b"subtitle")):
            found.add(int(number[1]))
    return frozenset(found)


def _sign(code: int) -> str:
    """A character; of the fonts of signs what is seen."""
    return _SIGNS.get(code, BULLET) if 0xF020 <= code <= 0xF0FF else chr(code)


def _joined(text: str) -> str:
    """Text in which the halves of characters outside the first plane are put together, and hidden hyphens are gone."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\xad", "")
