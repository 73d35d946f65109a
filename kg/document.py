"""A document as the later stages see it: its text, untouched, and the structure laid over it as spans.

Every offset is a code point of `Document.text` exactly as decoded: no line end is changed, no space folded, so that
`document.text[span.start:span.end]` is what stands in the file (Web Annotation `oa:TextPositionSelector`: 0-based, end
exclusive). Where a file holds several meetings, each is a document with its own stretch of the text; what leaves the
program counts in the text of the whole file (`Document.in_file`), which is what `kg show --text` prints. Finders do not
match against `text` but against `Document.plain`, which has the same length, so that offsets carry over unchanged:

- no-break and other wide spaces, tabs and line ends are plain spaces,
- curly quotes and apostrophes are straight, every dash between words is `-`,
- what cannot be seen is gone from its line, and so are marks of Markdown; an accent by itself is part of its letter
  (`Document.closed`),
- page numbers and running headers (`Document.furniture`) are blank.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct

from kg.errors import Doubt

# What stands at the end of a line of `Document.plain` for characters that are gone from it: a space to every pattern.
PAD = "\x1f"

# "Vice- Chairman": a hyphen at the end of a hard-wrapped line. "Chief Officer - Finance" has space on both sides.
_BROKEN_WORD = re.compile(r"(?<=\w)- (?=\w)")


def name_place(label: str, line: int) -> str:
    """A place of a file in words.

    >>> name_place("", 41), name_place("page 3", 41), name_place("page 3", 0)
    ('line 41', 'page 3 (line 41 of its text)', 'page 3')

    Args:
        label: where it is in the original ("page 3"); empty of a file that is text.
        line: line of the text that is read in it, from 1; 0 if not known.
    """
    if not label:
        return f"line {line}" if line else ""
    return f"{label} (line {line} of its text)" if line else label


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open stretch of code points `[start, end)`.

    Of nothing else are there so many: a `msgspec.Struct` is made, compared and hashed in a quarter of the time that a
    dataclass takes.

    >>> Span(2, 5).length
    3
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    @property
    def length(self) -> int:
        """How many code points it covers."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch of `text` that it covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """How many code points both cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def in_small_letters(plain: str) -> str:
    """The text in small letters, of the same length, so that offsets carry over.

    >>> in_small_letters("The Mayor of İzmir")
    'the mayor of İzmir'
    """
    low = plain.lower()
    # The few letters that would become two stay as they are.
    return low if len(low) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


class Kind(StrEnum):
    """What a block looks like on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ROW = "row"


class Part(StrEnum):
    """Where in the minutes a block stands, which decides what may be found in it."""

    FRONT = "front"  # title, place and date, before the first item
    ATTENDANCE = "attendance"  # present, in attendance, officers, apologies, contacts
    AGENDA = "agenda"  # what the agenda announced, printed again above the minutes of an item
    MINUTES = "minutes"  # what was said
    RESOLUTION = "resolution"  # what was decided: the list after RESOLVED, AGREED, DECISION
    ACTION = "action"  # an action line or a row of an action log
    CLOSE = "close"  # signatures, supporting documents, the site's own words


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet, numbered paragraph, heading or table row.

    Args:
        kind: what it looks like.
        part: where in the minutes it stands.
        span: all of it, its marker included.
        body: its words, without marker and surrounding space.
        marker: what stands before the words: "·", "(1)", "8.2", "RESOLVED", "ACTION"; empty if nothing does.
        item: index into `Document.items`; -1 before the first item.
        lead: index of the block that introduces it (a list's lead-in), or None.
        sentences: its sentences, in order, each without surrounding space.
        cells: of a row, its cells, in order; empty otherwise.
    """

    kind: Kind
    part: Part
    span: Span
    body: Span
    marker: str = ""
    item: int = -1
    lead: int | None = None
    sentences: tuple[Span, ...] = ()
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of business.

    Args:
        number: as written ("18", "FTOS/12/24", "70/17"); empty if it has none.
        title: where its title stands; None if it has none.
        span: all of it.
        blocks: its blocks, as a half-open range of indices into `Document.blocks`.
    """

    number: str
    title: Span | None
    span: Span
    blocks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Record:
    """A row of `minutes.csv`: what is known of a file besides its text. Empty strings say nothing.

    Args:
        file: its name.
        council: whose minutes they are.
        body: the body that met.
        date: the day it met, ISO 8601.
        url: where they were published.
        line: of the row.
        others: further rows for the same file, which holds several meetings.
        saved: when the page was saved (ISO 8601), as an archive of the web or `kg harvest` notes it.
        days: the days that all rows for the file give (ISO 8601), where they are several: with them the file is parted.
    """

    file: str = ""
    council: str = ""
    body: str = ""
    date: str = ""
    url: str = ""
    line: int = 0
    others: tuple[Record, ...] = ()
    saved: str = ""
    days: tuple[str, ...] = ()


class Place(Struct, frozen=True, order=True):
    """Where a stretch of the text stands in the original, which is a page or a Word file rather than text.

    Args:
        start: offset at which it begins; it goes on to the next place.
        label: for a reader: "page 3", "table 2, row 4".
        fragment: of the address of the original, where its form has such: "page=3" (RFC 8118), the `id` of an element
            of a web page; else empty.
    """

    start: int
    label: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where in the text of its file a document stands; nothing but zeros where it is all of it.

    Args:
        start: offset in the text of the file at which that of the document begins.
        lines: how many lines of the file end before it.
        around: how many characters of the file are not the document's.
    """

    start: int = 0
    lines: int = 0
    around: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A line that has fewer characters in `Document.plain` than in the text: a soft hyphen in it is gone, say.

    Args:
        start: where it begins, in both.
        end: where it ends, in both: in `plain` there is space between its words and there.
        gone: how far from its start the characters stand in the text that `plain` lacks, in order.
    """

    start: int
    end: int
    gone: tuple[int, ...]

    def in_text(self, offset: int) -> int:
        """Where in the text the character stands that stands at an offset of `plain`.

        >>> [Closed(10, 16, (0, 3)).in_text(at) for at in (10, 11, 12, 13)]
        [11, 12, 14, 15]
        """
        at = offset - self.start
        # As many are gone before it as there are that stood before so many kept ones.
        low, high = 0, len(self.gone)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.gone[middle] - middle <= at else (low, middle)
        return min(offset + low, self.end)

    def in_plain(self, offset: int) -> int:
        """Where in `plain` the character stands that stands at an offset of the text, or the next that is there."""
        return offset - bisect.bisect_left(self.gone, offset - self.start)


@dataclass(frozen=True, slots=True)
class Above:
    """What the first meeting in a file says of those after it, in words that stand above them.

    Args:
        council: the council that it names, or empty.
        body: the body that met, or empty.
        words: where in the text of the file that stands, with the words.
    """

    council: str = ""
    body: str = ""
    words: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source document, read.

    Args:
        name: the file's name, without folders.
        text: as decoded; of a file that is not text, what `kg show --text` prints. Of a file with several meetings, the
            stretch that records this one.
        plain: the same length, made uniform for matching (see the module).
        sha256: of the bytes of the file, hexadecimal.
        encoding: how the bytes were decoded (Python's name).
        media_type: IANA media type of the file.
        blocks: in the order of the text; they cover all words that are not furniture. They do not overlap, but for a
            note in the margin (the initials of who has to act), which lies in the paragraph beside which it stands.
        items: in the order of the text.
        furniture: page numbers and running headers.
        record: what `minutes.csv` says of it.
        places: where in the original the text of the file stands, in its order; empty where lines of the text say it.
        section: which of the meetings in the file this is, from 1; 0 where the file holds one.
        doubts: what a person should look at: pages without text, a page that was cut.
        stretch: where in the text of the file its text stands.
        above: what an earlier meeting in the file says of this one, where it does not itself.
        closed: the lines that have fewer characters in `plain` than in `text`, in order.
    """

    name: str
    text: str
    plain: str
    sha256: str
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    blocks: tuple[Block, ...] = ()
    items: tuple[Item, ...] = ()
    furniture: tuple[Span, ...] = ()
    record: Record = Record()
    places: tuple[Place, ...] = ()
    section: int = 0
    doubts: tuple[Doubt, ...] = ()
    stretch: Stretch = Stretch()
    above: Above = Above()
    closed: tuple[Closed, ...] = ()

    def quote(self, span: Span) -> str:
        """The words at `span`, as they stand in the file."""
        return span.of(self.text)

    def words(self, span: Span) -> str:
        """The words at `span` of `plain` on one line, with runs of space folded and line-end hyphens closed up.

        This is what labels and names are made of; evidence always keeps the text as it stands.
        """
        words = " ".join(self.plain[span.start : span.end].split())
        return _BROKEN_WORD.sub("-", words) if "- " in words else words

    def line_of(self, offset: int) -> int:
        """The 1-based line of the file on which `offset` stands."""
        return self.stretch.lines + self.text.count("\n", 0, offset) + 1

    def in_text(self, span: Span) -> Span:
        """Where in `text` the words stand that stand at `span` in `plain`: another place only in a few lines."""
        if not self.closed or not span.length:
            return span
        start, end = self._place(span.start), self._place(span.end - 1) + 1
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1  # an accent of the last letter
        return Span(start, end)

    def in_plain(self, span: Span) -> Span:
        """Where in `plain` the words stand that stand at `span` in `text`: what `in_text` undoes."""
        if not self.closed:
            return span
        first, last = self._line_at(span.start), self._line_at(span.end)
        start = first.in_plain(span.start) if first else span.start
        return Span(start, max(start, last.in_plain(span.end) if last else span.end))

    def _place(self, offset: int) -> int:
        line = self._line_at(offset)
        return line.in_text(offset) if line else offset

    def _line_at(self, offset: int) -> Closed | None:
        i = bisect.bisect_right(self.closed, offset, key=lambda line: line.start) - 1
        return self.closed[i] if i >= 0 and offset < self.closed[i].end else None

    def in_file(self, span: Span) -> Span:
        """Where in the text of the file the words at `span` stand."""
        start = self.stretch.start
        return Span(span.start + start, span.end + start) if start else span

    def from_file(self, span: Span) -> Span | None:
        """Where in this document words stand that stand at `span` in the text of the file; None if elsewhere."""
        start = self.stretch.start
        inside = start <= span.start and span.end <= start + len(self.text)
        return Span(span.start - start, span.end - start) if inside else None

    def place_of(self, offset: int) -> Place | None:
        """Where in the original `offset` stands, or None where the text is the original."""
        offset += self.stretch.start
        i = bisect.bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[i] if i >= 0 else None

    def where(self, offset: int) -> str:
        """Where a reader finds `offset`: "line 41", or "page 3 (line 41 of its text)"."""
        place = self.place_of(offset)
        return name_place(place.label if place else "", self.line_of(offset))

    def address(self, offset: int) -> str:
        """The file and where in it `offset` is, as messages write it: "minutes.txt:41", "minutes.pdf, page 3"."""
        place = self.place_of(offset)
        return f"{self.name}, {place.label}" if place else f"{self.name}:{self.line_of(offset)}"

    def block_at(self, offset: int) -> int | None:
        """Index of the block in which `offset` stands, or None between blocks."""
        i = bisect.bisect_right(self.blocks, offset, key=lambda b: b.span.start) - 1
        return next((j for j in range(i, -1, -1) if offset < self.blocks[j].span.end), None)
