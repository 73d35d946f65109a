"""Text -> paragraphs: lines joined where they were only wrapped, parted where a marker or a layout begins something.

A paragraph here is a stretch of the text with the marker that stands before its words. What the paragraphs mean is
decided in `kg.read.outline`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from kg.document import PAD, Span
from kg.lexicon import any_of, load_lexicon
from kg.read.sentences import trim

OWNER = "owner"  # the marker of a paragraph that stands in the column of owners
BULLET = re.compile(r"[·•●▪◦‣∙○■□►➢✓\uf0b7\uf0a7][ \t]*(?=\S)|[-*o](?:[ \t]{1,}|\t)(?=[\w\"'£(])")
INLINE_BULLET = re.compile(r"(?<=\s)[·•●▪◦‣∙■►➢\uf0b7](?=\s)")
# "(1)", "1)", "1.", "(a)", "a)", "(iv)", "8.1", "5.1.2": what can stand before the words of a numbered paragraph.
NUMBER = re.compile(
    r"(?:\((?P<bracket>\d{1,2}|[a-z]|[ivx]{1,5})\)|(?P<decimal>\d{1,3}(?:\.\d{1,2}){1,2})\.?|(?P<half>\d{1,2}|"
    r"[a-z]|[ivx]{1,5})\)"
    r"|(?P<dot>\d{1,3}|[a-z]|[ivx]{1,5})\.|(?P<column>\d{1,2})(?=[ \t]{6,}(?:[a-z]|That\s|To\s)))(?=\s)\s*"
)
# "FTOS/12/24", "51/24", "24/41", "A43", "BPc/8/9/21", "(Item 4)": references that councils put before an item.
REFERENCE = re.compile(
    r"\*?(?P<ref>[A-Za-z]{1,6}(?:[./-]\d{1,4}){1,3}[A-Z]?|\d{1,4}/\d{1,4}(?:/\d{1,4})?|[A-Z]{1,3}\d{1,3}[A-Z]?|"
    r"\d{4}|\d{1,3}[A-Z]?)"
    r"[.:)]?[ \t]+(?=[\"'(]?[A-ZÀ-Þ])"
)
# A number or reference before a title, in every form that REFERENCE knows, with its full stop or bracket.
ITEM = re.compile(
    r"(?P<ref>\*?(?:\(?Item\s+\d{1,3}\)?|Minute\s+\d{1,4}|[A-Za-z]{1,6}(?:[./]\d{1,4}){1,3}[A-Z]?|"
    r"\d{1,4}/\d{1,4}(?:/\d{1,4})?"
    r"|[A-Z]{1,3}\d{1,4}[A-Z]?|\d{1,4}[A-Z]?(?:\.\d{1,2}){0,2})[.:)]?)\s+(?=[\"'(]?[A-ZÀ-Þ])"
)
_PAGE = re.compile(r"\s*(?:-\s*)?(?:Page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*-)?\s*$", re.IGNORECASE)
_WIDE_GAP = re.compile(r"[ \t]{3,}|\t| *\| *")  # only where `has_gap` says that there is one
WHO_ACTS = re.compile(
    r"(?:(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2})(?:\s*[/&,]\s*(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2})){0,4}|Clerk|ALL|All|"
    r"Chair|Noted)"
)
# A line that ends with one of these goes on in the next, however short it is.
_HANGS = tuple(
    f" {word}"
    for word in (
        "and or of the to for a an in on at by with from that which be & was were would will has had is are".split()
    )
)
# "(1) |": the cell of a number beside its words, where a list was laid out as a table.
_NUMBER_CELL = re.compile(r"(\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s*\|")
_ROMAN = re.compile(r"[ivx]{2,5}[.)]\s")
# "A litter pick would be arranged - KM": who has to act closes the line.
_ENDS_WITH_OWNER = re.compile(r"\s-\s*(?:[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4}){0,4}|Clerk|All|Chair)\.?$")
_NO_WORDS = f"| {PAD}"
_LABEL = 120  # no label is longer
_STOPS = tuple(stop + closing for stop in ".;:?!" for closing in ("", '"', "'", ")", "]"))


class Line(Struct, frozen=True):
    """A line of the file that has words on it: where they stand, and what surrounds them."""

    span: Span
    text: str
    indent: int
    blank_before: bool
    owner: Span | None = None  # the initials or title in a column at the right-hand edge


class Paragraph(Struct, frozen=True):
    """A stretch of text that belongs together.

    Args:
        span: all of it.
        body: its words, without the marker.
        marker: the bullet or number as written, or empty.
        gap: whether a blank line (or the start of the text) stands before it.
        indent: column of its first character.
        lines: how many lines it was made of.
    """

    span: Span
    body: Span
    marker: str
    gap: bool
    indent: int
    lines: int


def find_lines(text: str, plain: str) -> tuple[list[Line], tuple[Span, ...]]:
    """The lines with words on them, and the page numbers and running headers between them."""
    raw: list[tuple[int, int]] = []
    start = 0
    for piece in text.splitlines(keepends=True):
        raw.append((start, start + len(piece)))
        start += len(piece)
    repeated = _running_headers(plain, raw)
    lines: list[Line] = []
    furniture: list[Span] = []
    blank = True
    for i, (begin, end) in enumerate(raw):
        span = trim(plain, begin, end)
        if span is None:
            blank = True
            continue
        words = span.of(plain)
        if words in repeated or not words.strip(_NO_WORDS) or _is_page_number(plain, raw, i):
            furniture.append(span)
            continue
        page_ended = bool(lines and furniture) and furniture[-1].start > lines[-1].span.start
        if page_ended and _runs_over(lines[-1].text, words):
            blank = False  # inside the sentence
        own, owner = _owner_column(plain, span)
        lines.append(Line(own, own.of(plain), span.start - begin, blank, owner))
        blank = False
    return lines, tuple(furniture)


def _is_page_number(plain: str, raw: list[tuple[int, int]], i: int) -> bool:
    """A number alone on a line that is far to the right, says "Page", or parts a sentence."""
    begin, end = raw[i]
    words = plain[begin:end]
    if not _is_page(words):
        return False
    indent = len(words) - len(words.lstrip())
    if indent >= 20 or "page" in words.lower() or re.match(r"\s*-\s*\d+\s*-\s*$", words):
        return True
    before = next((text for j in range(i - 1, -1, -1) if (text := plain[raw[j][0] : raw[j][1]].strip())), "")
    after = next((text for j in range(i + 1, len(raw)) if (text := plain[raw[j][0] : raw[j][1]].strip())), "")
    return _runs_over(before, after)


def _is_page(words: str) -> bool:
    """Whether a line is a number, or "Page" and a number."""
    last = words.rstrip()[-1:]
    return (last.isdecimal() or last == "-") and _PAGE.match(words) is not None


def _runs_over(before: str, after: str) -> bool:
    """Whether a sentence goes on from one line to the other."""
    return bool(before and after and after[0].islower() and not before.endswith(_STOPS))


def has_gap(words: str) -> bool:
    """Whether there is a gap in `Document.plain` as between two columns."""
    return "   " in words or "|" in words


def _owner_column(plain: str, span: Span) -> tuple[Span, Span | None]:
    """A line without what stands in a column of owners at its right-hand edge, and that."""
    if plain.find("   ", span.start, span.end) < 0:
        return span, None
    gaps = list(_WIDE_GAP.finditer(plain, span.start, span.end))
    if len(gaps) != 1 or "|" in gaps[0].group() or gaps[0].end() - gaps[0].start() < 5:
        return span, None
    tail = Span(gaps[0].end(), span.end)
    if gaps[0].start() - span.start < 12 or not WHO_ACTS.fullmatch(tail.of(plain)):
        return span, None
    text = trim(plain, span.start, gaps[0].start())
    return (text, tail) if text else (span, None)


def _running_headers(plain: str, raw: list[tuple[int, int]]) -> frozenset[str]:
    """Short lines that stand next to page numbers three times or more: the printed head or foot of a page."""
    near: Counter[str] = Counter()
    for i, (begin, end) in enumerate(raw):
        if _is_page(plain[begin:end]):
            for j in (i - 1, i + 1):
                if 0 <= j < len(raw) and (words := plain[raw[j][0] : raw[j][1]].strip()):
                    near[words] += 1
    return frozenset(words for words, count in near.items() if count >= 3 and len(words) < 80 and words[-1] not in ".;")


def join_lines(lines: list[Line]) -> Iterator[Paragraph]:
    """The paragraphs that the lines make up."""
    width = wrap_width(lines)
    current: list[Line] = []
    for line in lines:
        if current and not continues(current[-1], line, width):
            yield from _make(current)
            current = []
        current.append(line)
    if current:
        yield from _make(current)


def wrap_width(lines: list[Line]) -> int:
    """The length at which the lines of a hard-wrapped text break; 0 if the text is not hard-wrapped."""
    lengths = sorted(len(line.text) + line.indent for line in lines if len(line.text) > 40)
    if len(lengths) < 4:
        return 0
    longest = lengths[int(len(lengths) * 0.9)]
    return longest if longest <= 130 else 0


def continues(before: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the one before it."""
    if _NUMBER_CELL.fullmatch(before.text):
        return True
    if line.blank_before:
        return False
    if BULLET.match(line.text) or has_gap(line.text) or has_gap(before.text):
        return False
    starts_low = line.text[0].islower()
    if not starts_low and (_ends_with_owner(before.text) or _opens_with_label(line.text)):
        return False
    if NUMBER.match(line.text) and not (starts_low and line.text[1:2].isalpha() and not _ROMAN.match(line.text)):
        return False
    if starts_low and not before.text.endswith(_STOPS):
        return True
    if before.text.endswith(_HANGS) and not before.text[0].isdigit():
        return True
    if before.text[0].islower() and not before.text.endswith(_STOPS) and not BULLET.match(before.text):
        return not NUMBER.match(before.text) or not REFERENCE.match(line.text)
    if not width or (REFERENCE.match(line.text) and before.text.endswith(_STOPS)):
        return False
    # A line that stops well before the edge was ended by its writer, not by the page.
    room = width - before.indent - len(before.text)
    if before.text.endswith(_STOPS):
        return room <= len(line.text.split(None, 1)[0]) + 2
    return room <= width * 0.4


def _ends_with_owner(text: str) -> bool:
    return " -" in text and _ENDS_WITH_OWNER.search(text) is not None


def _opens_with_label(text: str) -> bool:
    head = text[:_LABEL]
    return (":" in head or "-" in head) and _opens_label().match(text) is not None


@cache
def _opens_label() -> re.Pattern[str]:
    """ "Agreed - that", "ACTION: Clerk" at the head of a line: a paragraph of its own."""
    words = load_lexicon().words
    labels = any_of({word.title() for key in ("resolution-labels", "action-labels") for word in words(key)})
    return re.compile(rf"(?:{labels}|(?i:{labels})(?=\s*:))\s*(?:[:-]|/-)")


def _make(lines: list[Line]) -> Iterator[Paragraph]:
    """The paragraph that some lines make up, and after it the owners in the column beside it."""
    first, last = lines[0], lines[-1]
    marker, body = _marker(first.text)
    start = first.span.start + body
    if len(lines) > 1 and (cell := _NUMBER_CELL.fullmatch(first.text)):
        marker, start = cell[1], lines[1].span.start
    yield Paragraph(
        Span(first.span.start, last.span.end),
        Span(start, last.span.end),
        marker,
        first.blank_before,
        first.indent,
        len(lines),
    )
    for line in lines:
        if line.owner:
            yield Paragraph(line.owner, line.owner, OWNER, False, 0, 1)


def _marker(text: str) -> tuple[str, int]:
    """The bullet or number before the words of a line, and how long it is with the space behind it."""
    for pattern in (BULLET, NUMBER):
        if (match := pattern.match(text)) and match.end() < len(text):
            return match.group().strip(), match.end()
    return "", 0


def split_cells(plain: str, span: Span) -> tuple[Span, ...]:
    """The cells of a table row: parted by `|`, a tab or three spaces and more; one cell if it is no row."""
    if not has_gap(span.of(plain)):
        cell = trim(plain, span.start, span.end)
        return (cell,) if cell else ()
    cells: list[Span] = []
    start = span.start
    for gap in _WIDE_GAP.finditer(plain, span.start, span.end):
        if plain[start : gap.start()].rstrip().endswith((".", "?", "!", ":", ";")) and "|" not in gap.group():
            continue
        if cell := trim(plain, start, gap.start()):
            cells.append(cell)
        start = gap.end()
    if cell := trim(plain, start, span.end):
        cells.append(cell)
    return tuple(cells)
