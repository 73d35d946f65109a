"""ODT and flat ODT -> blocks: OpenDocument text (ISO/IEC 26300-3), as LibreOffice and Word write it.

Deleted words stand apart in it (`text:tracked-changes`), so what is left in the body is what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from kg.errors import Doubt, SourceError
from kg.read.word.blocks import Block, Contents
from kg.read.word.frames import Frames
from kg.read.word.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, Level, OdtStyles, read_odt_styles
from kg.read.word.package import Element, Package, damaged, parse_xml
from kg.read.word.styles import Look

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT_TYPE = "application/vnd.oasis.opendocument.text-flat-xml"

_GAP = 60  # twentieths of a point between paragraphs that are seen to be apart
_SPACES = re.compile(r"[ \t\r\n]+")
_LEVELS = 10
_MOST_SPACES = 200
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OTHERS = {"spreadsheet": "a workbook", "presentation": "slides", "graphics": "a drawing"}

# Nothing in these is shown where it stands, or it is not the minutes.
_UNSEEN = frozenset(
    {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms", f"{TABLE}covered-table-cell"}
    | {f"{OFFICE}event-listeners", f"{DRAW}object", f"{DRAW}object-ole"}
    | {
        TEXT + name
        for name in (
            "tracked-changes table-of-content alphabetical-index user-index table-index illustration-index "
            "bibliography object-index page-number page-count ruby-text hidden-text hidden-paragraph sequence-decls "
            "variable-decls user-field-decls dde-connection-decls note soft-page-break"
        ).split()
    }
    | {f"{{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}}{name}" for name in ("title", "desc")}
)


@dataclass
class _List:
    """A list that is open, or was, and may be gone on with."""

    style: str
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass
class _Words:
    look: Look
    marker: str
    parts: list[str] = field(default_factory=list)
    hidden: int = 0  # open spans of hidden words
    capitals: int = 0
    bold: bool = True  # all of its words so far
    spans: list[bool | None] = field(default_factory=list)  # whether open spans are in bold letters
    boxes: list[Block] = field(default_factory=list)


def read_odt(data: bytes, name: str) -> Contents:
    """The paragraphs and tables of an ODT, and what of it was not read.

    Raises:
        SourceError: it is another kind of document, is locked or damaged.
    """
    package = Package(data, name)
    kind = (package.read("mimetype") or b"").decode("ascii", "replace")
    for word, what in _OTHERS.items():
        if word in kind:
            raise SourceError(f"{what}, not a text document", where=name, todo="leave it out")
    if b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise SourceError("protected by a password", where=name, todo="save it without, and build again")
    content = package.parse("content.xml")
    if content is None:
        raise SourceError("an ODT file without a document in it", where=name, todo="open it and save it again")
    return _read(content, [package.parse("styles.xml"), content], name)


def read_flat(data: bytes, name: str) -> Contents:
    """As `read_odt`, of one XML file."""
    root = parse_xml(data, name)
    return _read(root, [root], name)


def _read(root: Element, styled: list[Element | None], name: str) -> Contents:
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise damaged(name)
    styles = read_odt_styles(styled)
    walk = _walk(body, styles, name)
    head = _head_of(styled)
    above = () if head is None else _walk(head, styles, name).frames.close()
    doubts = (Doubt(name, f"its footnotes are not read ({walk.notes})"),) if walk.notes else ()
    return Contents(walk.frames.close(), above, doubts)


def _head_of(styled: list[Element | None]) -> Element | None:
    """What is printed at the head of the first page."""
    for root in styled:
        for page in () if root is None else root.iter(f"{STYLE}master-page"):
            heads = [page.find(f"{STYLE}{kind}") for kind in ("header-first", "header")]
            return next((head for head in heads if head is not None and head.get(f"{STYLE}display") != "false"), None)
    return None


def _walk(root: Element, styles: OdtStyles, name: str) -> _Walk:
    walk = _Walk(styles, Frames(name))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element)
        elif not walk.enter(element):
            events.skip_subtree()
    return walk


class _Walk:
    """The state of the walk through the body."""

    def __init__(self, styles: OdtStyles, frames: Frames) -> None:
        self.styles, self.frames = styles, frames
        self.words: list[_Words] = []  # the open paragraph, and those in whose text boxes it stands
        self.last: list[Look | None] = [None]  # for each frame, how the paragraph before looked
        self.lists: list[_List] = []  # the open ones: entries of one list, level by level
        self.waiting: list[bool] = []  # for each level, whether its entry still waits for its first paragraph
        self.by_id: dict[str, _List] = {}
        self.by_style: dict[str, _List] = {}
        self.headings: list[int | None] = [None] * _LEVELS
        self.outer: list[tuple[list[_List], list[bool]]] = []  # lists around the open cells and boxes
        self.skipped = False
        self.notes = 0

    def enter(self, element: Element) -> bool:
        """Take in what begins; False if nothing in it is shown."""
        if element.tag in _UNSEEN:
            self.notes += element.tag == f"{TEXT}note"
            goes_on = False
        else:
            act = _ENTER.get(element.tag)
            goes_on = act is None or act(self, element)
        self.skipped = not goes_on
        if goes_on:
            self._add(_SPACES.sub(" ", element.text or ""))
        return goes_on

    def leave(self, element: Element) -> None:
        """Take in that something has ended, and the words behind it."""
        if self.skipped:
            self.skipped = False
        elif act := _LEAVE.get(element.tag):
            act(self, element)
        self._add(_SPACES.sub(" ", element.tail or ""))

    def _add(self, text: str) -> bool:
        if self.words and text and not self.words[-1].hidden:
            words = self.words[-1]
            said = [bold for bold in words.spans if bold is not None]
            words.bold &= (said[-1] if said else bool(words.look.bold)) or not text.strip()
            words.parts.append((text.upper() if words.capitals else text).replace("\xad", ""))
        return True

    # Paragraphs and words -----------------------------------------------------------------------------------

    def _begin_paragraph(self, element: Element) -> bool:
        look = self.styles.look("paragraph", element.get(f"{TEXT}style-name"))
        marker = self._count(element)
        self.words.append(_Words(look, marker, hidden=int(bool(look.hidden)), capitals=int(bool(look.capitals))))
        return True

    def _end_paragraph(self, element: Element) -> None:
        words = self.words.pop()
        last = self.last[-1] or Look(after=_GAP)
        same = words.look.style == last.style
        above = 0 if same and last.contextual else last.after or 0
        below = 0 if same and words.look.contextual else words.look.before or 0
        if not words.look.hidden:
            text = "".join(words.parts).strip(" \n").rstrip()
            heading = element.tag == f"{TEXT}h" or words.bold
            self.frames.add(text, words.marker, gap=max(above, below) >= _GAP, heading=heading)
            self.last[-1] = words.look
        self.frames.extend(words.boxes)

    def _begin_span(self, element: Element) -> bool:
        if self.words:
            look = self.styles.look("text", element.get(f"{TEXT}style-name"))
            self.words[-1].hidden += bool(look.hidden)
            self.words[-1].capitals += bool(look.capitals)
            self.words[-1].spans.append(look.bold)
        return True

    def _end_span(self, element: Element) -> None:
        if self.words:
            look = self.styles.look("text", element.get(f"{TEXT}style-name"))
            self.words[-1].hidden -= bool(look.hidden)
            self.words[-1].capitals -= bool(look.capitals)
            self.words[-1].spans.pop()

    def _spaces(self, element: Element) -> bool:
        return self._add(" " * _whole(element.get(f"{TEXT}c"), 1, _MOST_SPACES))

    # Lists --------------------------------------------------------------------------------------------------

    def _begin_list(self, element: Element) -> bool:
        style = element.get(f"{TEXT}style-name", "")
        if self.lists:
            opened = self.lists[-1]
            if style and style != opened.style:
                opened = _List(style, opened.values)
        else:
            opened = _List(style)
            if element.get(f"{TEXT}continue-numbering") == "true" and style in self.by_style:
                opened = self.by_style[style]
            opened = self.by_id.get(element.get(f"{TEXT}continue-list", ""), opened)
            self.by_style[style] = opened
            if identifier := element.get(_XML_ID):
                self.by_id[identifier] = opened
        self.lists.append(opened)
        self.waiting.append(False)
        return True

    def _end_list(self, element: Element) -> None:
        self.lists.pop()
        self.waiting.pop()

    def _begin_entry(self, element: Element) -> bool:
        if self.lists:
            self.waiting[-1] = True
            start, depth = element.get(f"{TEXT}start-value"), len(self.lists) - 1
            if start is not None and depth < _LEVELS:
                self.lists[-1].values[depth] = _whole(start, 0, 999_999) - 1
        return True

    def _count(self, element: Element) -> str:
        """The marker of a paragraph: of the entry that it opens, or of a heading."""
        if not self.lists:
            return self._count_heading(element)
        if not self.waiting[-1]:
            return ""
        self.waiting[-1] = False
        depth = len(self.lists) - 1
        levels = self.styles.lists.get(self.lists[-1].style, {})
        return _count(self.lists[-1].values, levels, depth)

    def _count_heading(self, element: Element) -> str:
        depth = _whole(element.get(f"{TEXT}outline-level"), 1, _LEVELS) - 1
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        return _count(self.headings, self.styles.outline, depth)

    # What holds paragraphs -----------------------------------------------------------------------------------

    def _enter_frame(self) -> bool:
        self.last.append(None)
        self.outer.append((self.lists, self.waiting))
        self.lists, self.waiting = [], []
        return True

    def _leave_frame(self) -> None:
        self.last.pop()
        self.lists, self.waiting = self.outer.pop()

    def _begin_box(self, element: Element) -> bool:
        self.frames.begin_box()
        return self._enter_frame()

    def _end_box(self, element: Element) -> None:
        self._leave_frame()
        blocks = self.frames.end_box()
        if self.words:
            self.words[-1].boxes += blocks
        else:
            self.frames.extend(blocks)

    def _begin_table(self, element: Element) -> bool:
        self.frames.begin_table()
        return True

    def _end_table(self, element: Element) -> None:
        widths: list[int] = []
        for column in element.iterfind(f"{TABLE}table-column"):
            repeated = _whole(column.get(f"{TABLE}number-columns-repeated"), 1, 100)
            widths += [self.styles.widths.get(column.get(f"{TABLE}style-name", ""), 0)] * repeated
            if len(widths) > 100:
                break
        self.last[-1] = None
        self.frames.end_table(tuple(widths))

    def _begin_cell(self, element: Element) -> bool:
        self.frames.begin_cell()
        return self._enter_frame()

    def _end_cell(self, element: Element) -> None:
        self._leave_frame()
        self.frames.end_cell()
        # The cells that it covers follow, each by itself, and are not shown.
        for _ in range(_whole(element.get(f"{TABLE}number-columns-spanned"), 1, 100) - 1):
            self.frames.begin_cell()
            self.frames.end_cell()


_ENTER: dict[str, Callable[[_Walk, Element], bool]] = {
    f"{TEXT}p": _Walk._begin_paragraph,
    f"{TEXT}h": _Walk._begin_paragraph,
    f"{TEXT}span": _Walk._begin_span,
    f"{TEXT}s": _Walk._spaces,
    f"{TEXT}tab": lambda walk, element: walk._add("\t"),
    f"{TEXT}line-break": lambda walk, element: walk._add("\n"),
    f"{TEXT}list": _Walk._begin_list,
    f"{TEXT}list-item": _Walk._begin_entry,
    f"{TEXT}section": lambda walk, element: element.get(f"{TEXT}display") != "none",
    f"{DRAW}text-box": _Walk._begin_box,
    f"{TABLE}table": _Walk._begin_table,
    f"{TABLE}table-cell": _Walk._begin_cell,
}
_LEAVE: dict[str, Callable[[_Walk, Element], None]] = {
    f"{TEXT}p": _Walk._end_paragraph,
    f"{TEXT}h": _Walk._end_paragraph,
    f"{TEXT}span": _Walk._end_span,
    f"{TEXT}list": _Walk._end_list,
    f"{DRAW}text-box": _Walk._end_box,
    f"{TABLE}table": _Walk._end_table,
    f"{TABLE}table-row": lambda walk, element: walk.frames.end_row(),
    f"{TABLE}table-cell": _Walk._end_cell,
}


def _count(values: list[int | None], levels: Mapping[int, Level], depth: int) -> str:
    level = levels.get(depth)
    if level is None or depth >= _LEVELS:
        return ""
    value = values[depth]
    values[depth] = level.start if value is None else value + 1
    values[depth + 1 :] = [None] * (_LEVELS - depth - 1)
    return level.write(levels, values, depth)


def _whole(value: str | None, least: int, most: int) -> int:
    """A whole number of a file, within bounds."""
    known = value is not None and value.isdecimal() and len(value) < 10
    return max(least, min(int(value or 0) if known else least, most))
