"""Elements of a page -> its lines as a clerk would type them: paragraphs, lists with their numbers, rows of tables.

The tree is walked without recursion, so that no depth of a page is too much. A line knows from which kind of element
it came (`Line.role`, by the class of the element) and the `id` next before it, so that who knows a site can tell
its parts apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from kg.read.html.marks import list_form, number_as
from kg.read.html.tables import Cell, lay_table

_SKIPPED = frozenset(
    "script style noscript template head title svg math canvas iframe object embed audio video map button select "
    "datalist input textarea meter progress nav dialog del s strike frameset noframes rp colgroup".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol optgroup option p pre section summary table tbody tfoot "
    "thead tr ul caption td th search".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
# Words for those who hear the page, and what a site marks as hidden.
_UNSEEN = frozenset(
    "hidden hide d-none sr-only visually-hidden visuallyhidden screen-reader-text govuk-visually-hidden "
    "element-invisible mghide mgfilesize".split()
)
_SPACE = re.compile(r"[ \t\n\f\r]+")
_MARKS = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]"
)
_WIDE = re.compile(r"[ \xa0\u2000-\u200a\u202f\u3000]{2,}")
_LISTED = re.compile(
    r"(?P<mark>[·•●▪◦‣∙■➢\uf0b7\uf0a7§o–-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,2}\.?)"
    r"[\s\xa0]+(?=\S)",
    re.IGNORECASE,
)
_BULLET = re.compile("[•●▪◦‣∙■➢\uf0b7\uf0a7§]")


class Line(NamedTuple):
    """A line of the page.

    Args:
        text: its words.
        gap: whether an empty line stands before it.
        role: what the classes of the elements around it make it; empty for ordinary text.
        anchor: the `id` or name next before it, or empty.
        heading: whether it is a heading of the page.
        link: whether all of its words are links.
    """

    text: str
    gap: bool = True
    role: str = ""
    anchor: str = ""
    heading: bool = False
    link: bool = False


@dataclass(slots=True)
class _List:
    form: str
    next: int
    step: int


@dataclass(slots=True)
class _Open:
    """An element that has been entered and not yet left."""

    tag: str
    children: Iterator[LexborNode]
    role: str


@dataclass(slots=True)
class _Flow:
    """Where lines are collected: the page, or a cell of a table."""

    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: str = ""  # of the list item that has begun and has no words yet
    gap: bool = True
    told: bool = False  # whether words outside links have come since the last line


@dataclass(slots=True)
class _Table:
    flow: _Flow
    plain: bool  # laid out for looks only: its cells are paragraphs
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


class Layout:
    """The lines of parts of one page.

    Args:
        roles: class (in small letters) -> role of the lines in elements of that class; "skip" leaves them out.
        skip: elements that are left out, by `LexborNode.mem_id`.
    """

    def __init__(self, roles: Mapping[str, str] | None = None, skip: frozenset[int] = frozenset()) -> None:
        self.roles = roles or {}
        self.skip = skip
        self.flow = _Flow()
        self.role = ""
        self.anchor = ""
        self.heading = 0
        self.pre = 0
        self.links = 0
        self.lists: list[_List] = []
        self.tables: list[_Table] = []

    def lines_of(self, root: LexborNode) -> list[Line]:
        """The lines of an element and all in it, in the order of the page."""
        stack: list[_Open] = []
        self._enter(root, stack)
        while stack:
            top = stack[-1]
            node = next(top.children, None)
            if node is None:
                stack.pop()
                self._leave(top)
                self.role = stack[-1].role if stack else ""
            elif node.is_text_node:
                self._text(node.text_content or "")
            elif node.is_element_node:
                self._enter(node, stack)
        self._end_line()
        lines, self.flow = self.flow.lines, _Flow()
        return lines

    # Elements ------------------------------------------------------------------------------------------------

    def _enter(self, node: LexborNode, stack: list[_Open]) -> None:
        tag = node.tag or ""
        if tag == "br":
            self.flow.words.append("\n")
            return
        if tag in _SKIPPED or (self.skip and node.mem_id in self.skip):
            if tag in _BLOCKS:
                self._end_paragraph()
            return
        attributes = node.attributes
        role = self.role
        if attributes:
            if _is_hidden(attributes):
                return
            names = attributes.get("class")
            if names:
                for one in names.lower().split():
                    if one in self.roles:
                        role = self.roles[one]
                if role == "skip":
                    return
        if tag in _BLOCKS:
            self._end_paragraph()
            self._enter_block(tag, attributes, role)
        elif tag == "q":
            self.flow.words.append("\N{LEFT DOUBLE QUOTATION MARK}")
        elif tag == "a":
            self.links += 1
        if anchor := attributes.get("id") or (attributes.get("name") if tag == "a" else None):
            self.anchor = anchor
        self.role = role
        stack.append(_Open(tag, node.iter(include_text=True), role))

    def _enter_block(self, tag: str, attributes: Mapping[str, str | None], role: str) -> None:
        if tag in _HEADINGS:
            self.heading += 1
        elif tag in ("ul", "ol", "menu", "dir"):
            form = list_form(attributes.get("type") or "", attributes.get("style") or "", ordered=tag == "ol")
            step = -1 if "reversed" in attributes else 1
            self.lists.append(_List(form, _number(attributes.get("start"), 1), step))
        elif tag == "li":
            self.flow.mark = self._mark(attributes)
        elif tag == "dd":
            self.flow.gap = False  # belongs to the term above it
        elif tag == "pre":
            self.pre += 1
        elif tag == "table":
            self.tables.append(_Table(self.flow, plain=role in ("items", "table")))
        elif tag in ("td", "th") and self.tables and not self.tables[-1].plain:
            self.flow = _Flow()

    def _leave(self, top: _Open) -> None:
        tag = top.tag
        if tag not in _BLOCKS:
            if tag == "q":
                self.flow.words.append("\N{RIGHT DOUBLE QUOTATION MARK}")
            elif tag == "a":
                self.links -= 1
            return
        self._end_paragraph()
        if tag in _HEADINGS:
            self.heading -= 1
        elif tag in ("ul", "ol", "menu", "dir"):
            self.lists.pop()
        elif tag == "li":
            self.flow.mark = ""
        elif tag == "pre":
            self.pre -= 1
        elif tag == "table":
            self._leave_table()
        elif tag in ("td", "th", "tr") and self.tables and not self.tables[-1].plain:
            table = self.tables[-1]
            if tag != "tr":
                table.cells.append(Cell(tuple(line.text for line in self.flow.lines), head=tag == "th"))
                self.flow = table.flow
            elif table.cells:
                table.rows.append(tuple(table.cells))
                table.cells = []

    def _leave_table(self) -> None:
        table = self.tables.pop()
        if table.plain:
            return
        self.flow = table.flow
        for gap, text in lay_table(table.rows):
            self.flow.lines.append(Line(text, gap, self.role, self.anchor))

    def _mark(self, attributes: Mapping[str, str | None]) -> str:
        if not self.lists:
            return "· "
        current = self.lists[-1]
        form = current.form
        if style := attributes.get("style"):
            form = list_form(form, style, ordered=form not in ("·", ""))
        if form in ("", "·"):
            return f"{form} ".lstrip()
        value = _number(attributes.get("value"), current.next)
        current.next = value + current.step
        return f"{number_as(form, value)} "

    # Words ---------------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        if not self.pre:
            text = _SPACE.sub(" ", text)
        self.flow.words.append(text)
        if not self.links and not self.flow.told and text and not text.isspace():
            self.flow.told = True

    def _end_paragraph(self) -> None:
        self._end_line()
        self.flow.gap = True

    def _end_line(self) -> None:
        flow = self.flow
        if not flow.words:
            return
        text = _MARKS.sub("", "".join(flow.words))
        flow.words.clear()
        for part in text.split("\n"):
            words = part.strip()
            if not words:
                flow.gap = True  # an empty line
                continue
            words = part.rstrip().expandtabs(8).replace("\xa0", " ") if self.pre else _tidy(words)
            if flow.mark:
                words = words if _LISTED.match(words) else flow.mark + words
                flow.mark = ""
            flow.lines.append(Line(words, flow.gap, self.role, self.anchor, self.heading > 0, not flow.told))
            flow.gap = False
        flow.told = False


def _tidy(words: str) -> str:
    """The words of a line: gaps of columns kept, other runs of spaces folded, one space behind a bullet or number.

    >>> _tidy("\xa7\xa0\xa0\xa0 a report"), _tidy("1.\xa0\xa0\xa0 That it be noted"), _tidy("The gate.\xa0 It was")
    ('· a report', '1. That it be noted', 'The gate. It was')
    """
    if match := _LISTED.match(words):
        mark = match["mark"]
        if match.end() - match.start("mark") > len(mark) + 1 or mark not in "oO-–":
            mark = "·" if _BULLET.match(mark) else mark
            words = f"{mark} {words[match.end() :]}"
    if "\xa0" in words or "  " in words:
        words = _WIDE.sub(lambda gap: " " * 6 if len(gap[0]) > 5 else " ", words)
    return words.replace("\xa0", " ").replace("\t", " ")


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    if (style := attributes.get("style")) and ":" in style and _HIDDEN.search(style):
        return True
    return not _UNSEEN.isdisjoint((attributes.get("class") or "").lower().split())


def _number(text: str | None, default: int) -> int:
    try:
        return max(-(10**9), min(10**9, int(text))) if text else default
    except ValueError:
        return default


def join_text(lines: list[Line]) -> str:
    """The lines as one text, an empty line before those that want one."""
    pieces: list[str] = []
    for line in lines:
        if pieces:
            pieces.append("\n\n" if line.gap else "\n")
        pieces.append(line.text)
    return "".join(pieces) + "\n" if pieces else ""
