"""The text of a DOCX as it is shown: its XML walked once, without recursion, from the first element to the last.

What a person does not see is left out: deleted and moved-away words (ISO/IEC 29500-1, 17.13.5), hidden words, the codes
of fields, comments, the marks of notes. What was inserted is kept, and text boxes follow the paragraph in which they
are anchored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from kg.errors import SourceError
from kg.read.word.blocks import Block, Cell, Paragraph, Table
from kg.read.word.numbering import BULLET, Counters, List
from kg.read.word.package import Element
from kg.read.word.styles import Look, Styles, W, is_on, paragraph_look, word_look

_MOST = 150_000  # paragraphs; a thick book has ten thousand
_DEEPEST = 4  # tables within tables; what is deeper flows into the cell around it
_GAP = 60  # twentieths of a point between paragraphs that are seen to be apart

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# Of these nothing is shown where they stand, or their parents have read them.
_UNSEEN = frozenset(
    W + name
    for name in (
        "del moveFrom pPr tblPr tblPrEx tblGrid trPr tcPr sectPr sdtPr sdtEndPr instrText delText delInstrText rt "
        "footnoteReference endnoteReference commentReference annotationRef footnoteRef endnoteRef smartTagPr "
        "customXmlPr rubyPr ffData"
    ).split()
)
# What Word's picture fonts (Wingdings, Symbol) show for a character; others mark entries of lists.
_SIGNS = {
    0x20: " ", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xD7: "×",
}  # fmt: skip
_TICKS = {0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xF0: "→"}


@dataclass
class _Field:
    """A field that has begun and not ended."""

    code: bool = True  # its code stands here, not what it shows
    instruction: str = ""


@dataclass
class _Words:
    """The paragraph that is being read."""

    look: Look
    mark_gone: bool
    empty: bool = True
    parts: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


@dataclass
class _Row:
    cells: list[Cell] = field(default_factory=list)
    columns: int = 1
    goes_on: bool = False


@dataclass
class _Place:
    """What holds paragraphs: the body, a cell, a text box."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: _Row | None = None
    carried: list[str] = field(default_factory=list)  # words of paragraphs whose marks were deleted
    carried_marker: str = ""
    last: Look | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What a part of a DOCX shows.

    Args:
        blocks: its paragraphs and tables, in order.
        notes: how many footnotes and endnotes it refers to.
        chunks: how many pieces of other files it takes in (`w:altChunk`).
        pictures: how many pictures stand in it.
    """

    blocks: tuple[Block, ...]
    notes: int
    chunks: int
    pictures: int


def read_body(root: Element, styles: Styles, lists: Mapping[str, List], name: str) -> Body:
    """The paragraphs and tables of a part, as they are shown.

    Args:
        root: `w:body`, or the root of a head of pages.
        styles: of the document.
        lists: of the document.
        name: of the file, for errors.

    Raises:
        SourceError: it has more paragraphs than any minutes.
    """
    walk = _Walk(styles, Counters(lists), name)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element)
        elif not walk.enter(element):
            events.skip_subtree()
    return Body(walk.close(), walk.notes, walk.chunks, walk.pictures)


class _Walk:
    """The state of the walk."""

    def __init__(self, styles: Styles, counters: Counters, name: str) -> None:
        self.styles, self.counters, self.name = styles, counters, name
        self.places = [_Place()]
        self.words: list[_Words] = []  # the open paragraph, and those in whose text boxes it stands
        self.fields: list[_Field] = []
        self.hidden = self.capitals = False  # of the open run
        self.skipped: Element | None = None
        self.tables = 0  # open ones
        self.passed: dict[Element, bool] = {}  # tables too deep to be shown as such
        self.paragraphs = self.shown = self.numbered_tables = 0
        self.notes = self.chunks = self.pictures = 0

    def enter(self, element: Element) -> bool:
        """Take in what begins; False if nothing in it is shown."""
        act = _ENTER.get(element.tag)
        goes_on = element.tag not in _UNSEEN if act is None else act(self, element)
        if not goes_on:
            self.skipped = element
            if element.tag in _NOTES:
                self.notes += 1
        return goes_on

    def leave(self, element: Element) -> None:
        """Take in that something has ended."""
        if self.skipped is not None:
            self.skipped = None
            return
        act = _LEAVE.get(element.tag)
        if act is not None:
            act(self, element)

    def close(self) -> tuple[Block, ...]:
        """What stood in the part."""
        self._settle(self.places[0])
        return tuple(self.places[0].blocks)

    # Paragraphs ---------------------------------------------------------------------------------------------

    def _begin_paragraph(self, element: Element) -> bool:
        self.paragraphs += 1
        if self.paragraphs > _MOST:
            raise SourceError(f"more than {_MOST:,} paragraphs", where=self.name, todo="split it, or leave it out")
        properties = element.find(W + "pPr")
        own = paragraph_look(properties)
        style = self.styles.paragraphs.get(own.style, self.styles.plain)
        mark = None if properties is None else properties.find(W + "rPr")
        gone = mark is not None and (
            mark.find(W + "del") is not None
            or mark.find(W + "moveFrom") is not None
            or bool(is_on(mark, "vanish"))
            or bool(is_on(mark, "specVanish"))
        )
        look = own.over(style)
        if own.list_id is not None and own.level is None:
            look = replace(look, level=0 if style.list_id is None else style.level)
        self.words.append(_Words(look, gone))
        return own.style not in self.styles.contents or self._leave_early()

    def _leave_early(self) -> bool:
        self.words.pop()
        return False

    def _end_paragraph(self, element: Element) -> None:
        words, place = self.words.pop(), self.places[-1]
        # A code that is still open at the end of its paragraph has lost its end.
        self.fields = [field for field in self.fields if not field.code]
        text = "".join(words.parts)
        if words.mark_gone:
            place.carried.append(text)
            place.blocks += words.boxes
            if text.strip() and not place.carried_marker and not _is_deleted(element):
                place.carried_marker = self.counters.count(words.look)
            return
        marker = place.carried_marker or self.counters.count(words.look)
        self._put(place, "".join([*place.carried, text]), marker, words.look)
        place.carried, place.carried_marker = [], ""
        place.blocks += words.boxes

    def _put(self, place: _Place, text: str, marker: str, look: Look) -> None:
        text = text.strip(" \n") if not text.strip() else text.rstrip().strip("\n")
        label = ""
        if text and len(self.places) == 1:
            self.shown += 1
            label = f"paragraph {self.shown}"
        last = place.last
        apart = last is None or max(last.after or 0, look.before or 0) >= _GAP
        if last is not None and look.style == last.style and (look.contextual or last.contextual):
            apart = (0 if last.contextual else last.after or 0) >= _GAP or (
                0 if look.contextual else look.before or 0
            ) >= _GAP
        place.blocks.append(Paragraph(text, marker if text else "", apart, label))
        place.last = look

    def _settle(self, place: _Place) -> None:
        if "".join(place.carried).strip():
            self._put(place, "".join(place.carried), place.carried_marker, Look())
        place.carried, place.carried_marker = [], ""

    # Runs and what stands in them ----------------------------------------------------------------------------

    def _begin_run(self, element: Element) -> bool:
        properties = element.find(W + "rPr")
        look = word_look(properties)
        named = None if properties is None else properties.find(W + "rStyle")
        if named is not None:
            look = look.over(self.styles.words.get(named.get(W + "val", ""), Look()))
        if self.words:
            look = look.over(self.words[-1].look)
        self.hidden, self.capitals = bool(look.hidden), bool(look.capitals)
        return True

    def _end_run(self, element: Element) -> None:
        self.hidden = self.capitals = False

    def _add(self, text: str) -> None:
        if self.words and text and not self.hidden and not any(field.code for field in self.fields):
            self.words[-1].parts.append(text.upper() if self.capitals else text)

    def _text(self, element: Element) -> bool:
        text = (element.text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\xad", "")
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" ")
        self._add(text)
        return True

    def _tab(self, element: Element) -> bool:
        self._add("\t")
        return True

    def _break(self, element: Element) -> bool:
        self._add("\n")
        return True

    def _hyphen(self, element: Element) -> bool:
        self._add("-")
        return True

    def _sign(self, element: Element) -> bool:
        try:
            code = int(element.get(W + "char", "0"), 16) & 0xFF
        except ValueError:
            return True
        symbol = element.get(W + "font", "").lower() == "symbol"
        self._add((_SIGNS if symbol else _TICKS).get(code, BULLET))
        return True

    # Fields -------------------------------------------------------------------------------------------------

    def _field_mark(self, element: Element) -> bool:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
            if (choice := _chosen(element)) is not None:
                self.fields[-1].code = False
                self._add(choice)
                self.fields[-1].code = True
        elif kind == "separate" and self.fields:
            self.fields[-1].code = self.fields[-1].instruction in _MADE
        elif kind == "end" and self.fields:
            self.fields.pop()
        return False

    def _instruction(self, element: Element) -> bool:
        if self.fields and self.fields[-1].code and not self.fields[-1].instruction:
            self.fields[-1].instruction = _first_word(element.text or "")
        return False

    def _simple_field(self, element: Element) -> bool:
        return _first_word(element.get(W + "instr", "")) not in _MADE

    # What holds paragraphs -----------------------------------------------------------------------------------

    def _begin_box(self, element: Element) -> bool:
        self.places.append(_Place())
        return True

    def _end_box(self, element: Element) -> None:
        place = self.places.pop()
        self._settle(place)
        target = self.words[-1].boxes if self.words else self.places[-1].blocks
        target += place.blocks

    def _control(self, element: Element) -> bool:
        properties = element.find(W + "sdtPr")
        if properties is None:
            return True
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and gallery.get(W + "val", "").lower() == "table of contents"
        return not contents and not is_on(properties, "showingPlcHdr")

    def _fallback(self, element: Element) -> bool:
        parent = element.getparent()
        return parent is None or parent.find(_MC + "Choice") is None

    def _choice(self, element: Element) -> bool:
        # Of several the first is what a newer Word shows.
        return next((False for _ in element.itersiblings(_MC + "Choice", preceding=True)), True)

    def _chunk(self, element: Element) -> bool:
        self.chunks += 1
        return False

    def _picture(self, element: Element) -> bool:
        self.pictures += 1
        return True

    # Tables -------------------------------------------------------------------------------------------------

    def _begin_table(self, element: Element) -> bool:
        self.tables += 1
        if self.tables > _DEEPEST:
            return True
        self._settle(self.places[-1])
        self.places.append(_Place())
        return True

    def _begin_row(self, element: Element) -> bool:
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            return False
        if self.tables <= _DEEPEST and self.tables:
            self.places[-1].row = _Row()
        return True

    def _begin_cell(self, element: Element) -> bool:
        properties = element.find(W + "tcPr")
        if properties is not None and properties.find(W + "cellDel") is not None:
            return False
        if not self.tables or self.tables > _DEEPEST:
            return True
        row = self.places[-1].row
        if row is None:  # a cell outside any row: damaged, and its words are shown
            row = self.places[-1].row = _Row()
        row.columns, row.goes_on = 1, False
        if properties is not None:
            span, merged = properties.find(W + "gridSpan"), properties.find(W + "vMerge")
            row.columns = _columns(None if span is None else span.get(W + "val"))
            row.goes_on = merged is not None and merged.get(W + "val", "continue") == "continue"
        self.places.append(_Place())
        return True

    def _end_cell(self, element: Element) -> None:
        if not self.tables or self.tables > _DEEPEST:
            return
        place = self.places.pop()
        self._settle(place)
        row = self.places[-1].row
        if row is not None:
            row.cells.append(Cell(() if row.goes_on else tuple(place.blocks), row.columns))

    def _end_row(self, element: Element) -> None:
        if not self.tables or self.tables > _DEEPEST:
            return
        place = self.places[-1]
        if place.row is not None and place.row.cells:
            place.rows.append(tuple(place.row.cells))
        place.row = None

    def _end_table(self, element: Element) -> None:
        self.tables -= 1
        if self.tables >= _DEEPEST:
            return
        place = self.places.pop()
        label = ""
        if len(self.places) == 1:
            self.numbered_tables += 1
            label = f"table {self.numbered_tables}"
        widths = tuple(_columns(column.get(W + "w"), 100_000) for column in element.iterfind(f"{W}tblGrid/{W}gridCol"))
        if place.rows:
            self.places[-1].blocks.append(Table(tuple(place.rows), label, widths[:100]))
        self.places[-1].last = None


_NOTES = frozenset({W + "footnoteReference", W + "endnoteReference"})
_MADE = frozenset({"TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "INDEX"})  # what they show is not the minutes

_ENTER: dict[str, Callable[[_Walk, Element], bool]] = {
    W + "p": _Walk._begin_paragraph,
    W + "r": _Walk._begin_run,
    W + "t": _Walk._text,
    _MATH + "t": _Walk._text,
    W + "tab": _Walk._tab,
    W + "ptab": _Walk._tab,
    W + "br": _Walk._break,
    W + "cr": _Walk._break,
    W + "noBreakHyphen": _Walk._hyphen,
    W + "sym": _Walk._sign,
    W + "fldChar": _Walk._field_mark,
    W + "instrText": _Walk._instruction,
    W + "fldSimple": _Walk._simple_field,
    W + "txbxContent": _Walk._begin_box,
    W + "sdt": _Walk._control,
    _MC + "Fallback": _Walk._fallback,
    _MC + "Choice": _Walk._choice,
    W + "altChunk": _Walk._chunk,
    W + "drawing": _Walk._picture,
    W + "pict": _Walk._picture,
    W + "tbl": _Walk._begin_table,
    W + "tr": _Walk._begin_row,
    W + "tc": _Walk._begin_cell,
}
_LEAVE: dict[str, Callable[[_Walk, Element], None]] = {
    W + "p": _Walk._end_paragraph,
    W + "r": _Walk._end_run,
    W + "txbxContent": _Walk._end_box,
    W + "tbl": _Walk._end_table,
    W + "tr": _Walk._end_row,
    W + "tc": _Walk._end_cell,
}


def _is_deleted(paragraph: Element) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _first_word(code: str) -> str:
    return next(iter(code.split()), "").upper()


def _chosen(mark: Element) -> str | None:
    """The entry that was chosen in the list of a form (`w:ddList`)."""
    menu = mark.find(f"{W}ffData/{W}ddList")
    if menu is None:
        return None
    chosen = menu.find(W + "result")
    entries = [entry.get(W + "val", "") for entry in menu.iterfind(W + "listEntry")]
    n = 0 if chosen is None else _columns(chosen.get(W + "val"), len(entries), least=0)
    return entries[n] if n < len(entries) else None


def _columns(value: str | None, most: int = 100, least: int = 1) -> int:
    return min(int(value), most) if value is not None and value.isdecimal() and int(value) >= least else least
