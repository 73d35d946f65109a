"""The text of a DOCX as it is shown: its XML walked once, without recursion, from the first element to the last.

What a person does not see is left out: deleted and moved-away words (ISO/IEC 29500-1, 17.13.5), hidden words, the codes
of fields, comments, the marks of notes. What was inserted is kept, and text boxes follow the paragraph in which they
are anchored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree
from msgspec.structs import replace

from kg.read.word.blocks import Block
from kg.read.word.fields import Fields, shows_minutes
from kg.read.word.frames import Frames
from kg.read.word.numbering import BULLET, Counters, List
from kg.read.word.package import Element
from kg.read.word.styles import NOTHING, Look, Styles, W, is_on, paragraph_look, word_look

_GAP = 60  # twentieths of a point between paragraphs that are seen to be apart

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Of these nothing is shown where they stand, or their parents have read them.
_UNSEEN = frozenset(
    W + name
    for name in (
        "del moveFrom pPr tblPr tblPrEx tblGrid trPr tcPr sectPr sdtPr sdtEndPr delText delInstrText rt rubyPr "
        "commentReference annotationRef footnoteRef endnoteRef smartTagPr customXmlPr ffData"
    ).split()
)
# What the fonts Symbol and Wingdings show for a character; what is not here marks entries of lists.
_SYMBOL = {0x20: " ", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xD7: "×"}
_WINGDINGS = {0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xF0: "→"}


@dataclass
class _Words:
    """The paragraph that is being read."""

    look: Look
    gone: bool  # its mark was deleted or is hidden: it runs on in the next
    counted: bool  # whether it has a number all the same
    bold: bool = True  # all of its words so far
    parts: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


@dataclass
class _Carried:
    """What runs on from the paragraphs before, and the last look there was, in one frame."""

    words: str = ""
    marker: str = ""
    last: Look | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What a part of a DOCX shows.

    Args:
        blocks: its paragraphs and tables, in order.
        notes: how many footnotes and endnotes it refers to.
        chunks: how many other files it takes in (`w:altChunk`, `w:subDoc`).
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
    walk = _Walk(styles, Counters(lists), Frames(name))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element)
        elif not walk.enter(element):
            events.skip_subtree()
    return Body(walk.close(), walk.notes, walk.chunks, walk.pictures)


class _Walk:
    """The state of the walk."""

    def __init__(self, styles: Styles, counters: Counters, frames: Frames) -> None:
        self.styles, self.counters, self.frames = styles, counters, frames
        self.carried = [_Carried()]  # for each frame
        self.words: list[_Words] = []  # the open paragraph, and those in whose text boxes it stands
        self.fields = Fields()
        self.hidden = self.capitals = self.bold = False  # of the open run
        self.chosen: list[bool] = []  # for each place with several forms, whether one has been taken
        self.skipped = False
        self.notes = self.chunks = self.pictures = 0

    def enter(self, element: Element) -> bool:
        """Take in what begins; False if nothing in it is shown."""
        act = _ENTER.get(element.tag)
        goes_on = element.tag not in _UNSEEN if act is None else act(self, element)
        self.skipped = not goes_on
        return goes_on

    def leave(self, element: Element) -> None:
        """Take in that something has ended."""
        if self.skipped:
            self.skipped = False
        elif act := _LEAVE.get(element.tag):
            act(self, element)

    def close(self) -> tuple[Block, ...]:
        """What stood in the part."""
        self._settle()
        return self.frames.close()

    # Paragraphs ---------------------------------------------------------------------------------------------

    def _begin_paragraph(self, element: Element) -> bool:
        properties = element.find(W + "pPr")
        own = paragraph_look(properties)
        if own.style in self.styles.contents:
            return False
        style = self.styles.paragraphs.get(own.style, self.styles.plain)
        look = style if own is NOTHING else own.over(style)
        if own.list_id is not None and own.level is None:
            look = replace(look, level=0 if style.list_id is None else style.level)
        mark = None if properties is None else properties.find(W + "rPr")
        deleted = mark is not None and any(mark.find(W + name) is not None for name in ("del", "moveFrom"))
        hidden = bool(is_on(mark, "vanish")) or bool(is_on(mark, "specVanish"))
        self.words.append(_Words(look, deleted or hidden, not deleted))
        return True

    def _end_paragraph(self, element: Element) -> None:
        words, carried = self.words.pop(), self.carried[-1]
        self.fields.end_paragraph()
        text = carried.words + "".join(words.parts)
        if words.gone:
            carried.words = text
            if words.counted and text.strip() and not carried.marker:
                carried.marker = self.counters.count(words.look)
        else:
            heading = bool(words.look.heading) or words.bold
            self._put(text, carried.marker or self.counters.count(words.look), words.look, heading=heading)
        self.frames.extend(words.boxes)

    def _put(self, text: str, marker: str, look: Look, *, heading: bool = False) -> None:
        carried = self.carried[-1]
        last = carried.last or Look(after=_GAP)
        same = look.style == last.style
        above = 0 if same and last.contextual else last.after or 0
        below = 0 if same and look.contextual else look.before or 0
        self.frames.add(text.strip("\n").rstrip(), marker, gap=max(above, below) >= _GAP, heading=heading)
        carried.words, carried.marker, carried.last = "", "", look

    def _settle(self) -> None:
        """End what ran on from the last paragraph of a frame."""
        if self.carried[-1].words.strip():
            self._put(self.carried[-1].words, self.carried[-1].marker, Look())

    # Runs, and what stands in them --------------------------------------------------------------------------

    def _begin_run(self, element: Element) -> bool:
        properties = element.find(W + "rPr")
        look = word_look(properties)
        named = None if properties is None else properties.find(W + "rStyle")
        if named is not None:
            look = look.over(self.styles.words.get(named.get(W + "val", ""), NOTHING))
        if self.words:
            look = self.words[-1].look if look is NOTHING else look.over(self.words[-1].look)
        self.hidden, self.capitals, self.bold = bool(look.hidden), bool(look.capitals), bool(look.bold)
        return True

    def _end_run(self, element: Element) -> None:
        self.hidden = self.capitals = self.bold = False

    def _add(self, text: str) -> bool:
        if self.words and text and not self.hidden and not self.fields.hide:
            self.words[-1].parts.append(text.upper() if self.capitals else text)
            self.words[-1].bold &= self.bold or not text.strip()
        return True

    def _text(self, element: Element) -> bool:
        text = (element.text or "").translate(_FOLDED)
        return self._add(text if element.get(_SPACE) == "preserve" else text.strip(" "))

    def _sign(self, element: Element) -> bool:
        try:
            code = int(element.get(W + "char", "0"), 16) & 0xFF
        except ValueError:
            return False
        signs = _SYMBOL if element.get(W + "font", "").lower() == "symbol" else _WINGDINGS
        return self._add(signs.get(code, BULLET))

    def _field_mark(self, element: Element) -> bool:
        self._add(self.fields.mark(element))
        return False

    def _instruction(self, element: Element) -> bool:
        self.fields.instruct(element.text or "")
        return False

    def _note(self, element: Element) -> bool:
        self.notes += 1
        return False

    def _picture(self, element: Element) -> bool:
        self.pictures += 1
        return True

    def _chunk(self, element: Element) -> bool:
        self.chunks += 1
        return False

    # What may be left out as a whole --------------------------------------------------------------------------

    def _control(self, element: Element) -> bool:
        properties = element.find(W + "sdtPr")
        if properties is None:
            return True
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and gallery.get(W + "val", "").lower() == "table of contents"
        return not contents and not is_on(properties, "showingPlcHdr")

    def _alternate(self, element: Element) -> bool:
        self.chosen.append(False)
        return True

    def _choice(self, element: Element) -> bool:
        # Of several the first is what a newer Word shows; what is for older ones comes last.
        if not self.chosen or self.chosen[-1]:
            return False
        self.chosen[-1] = True
        return True

    def end_choice(self) -> None:
        """No other form of what was chosen follows."""
        self.chosen.pop()

    # What holds paragraphs -----------------------------------------------------------------------------------

    def _begin_box(self, element: Element) -> bool:
        self.frames.begin_box()
        self.carried.append(_Carried())
        return True

    def _end_box(self, element: Element) -> None:
        self._settle()
        self.carried.pop()
        blocks = self.frames.end_box()
        if self.words:
            self.words[-1].boxes += blocks
        else:
            self.frames.extend(blocks)

    def _begin_table(self, element: Element) -> bool:
        self._settle()
        self.carried[-1].last = None
        self.frames.begin_table()
        return True

    def _begin_row(self, element: Element) -> bool:
        return element.find(f"{W}trPr/{W}del") is None

    def _begin_cell(self, element: Element) -> bool:
        properties = element.find(W + "tcPr")
        columns, goes_on = 1, False
        if properties is not None:
            if properties.find(W + "cellDel") is not None:
                return False
            span, merged = properties.find(W + "gridSpan"), properties.find(W + "vMerge")
            columns = 1 if span is None else _whole(span.get(W + "val"), 1, 100)
            goes_on = merged is not None and merged.get(W + "val", "continue") == "continue"
        self.frames.begin_cell(columns, goes_on=goes_on)
        self.carried.append(_Carried())
        return True

    def _end_cell(self, element: Element) -> None:
        self._settle()
        self.carried.pop()
        self.frames.end_cell()

    def _end_table(self, element: Element) -> None:
        columns = element.iterfind(f"{W}tblGrid/{W}gridCol")
        self.frames.end_table(tuple(_whole(column.get(W + "w"), 0, 100_000) for column in columns))


_FOLDED = {ord("\n"): " ", ord("\r"): " ", ord("\t"): " ", 0xAD: None}  # the last is a hyphen that is not shown

_ENTER: dict[str, Callable[[_Walk, Element], bool]] = {
    W + "p": _Walk._begin_paragraph,
    W + "r": _Walk._begin_run,
    W + "t": _Walk._text,
    _MATH + "t": _Walk._text,
    W + "tab": lambda walk, element: walk._add("\t"),
    W + "ptab": lambda walk, element: walk._add("\t"),
    W + "br": lambda walk, element: walk._add("\n"),
    W + "cr": lambda walk, element: walk._add("\n"),
    W + "noBreakHyphen": lambda walk, element: walk._add("-"),
    W + "sym": _Walk._sign,
    W + "fldChar": _Walk._field_mark,
    W + "instrText": _Walk._instruction,
    W + "fldSimple": lambda walk, element: shows_minutes(element.get(W + "instr", "")),
    W + "footnoteReference": _Walk._note,
    W + "endnoteReference": _Walk._note,
    W + "drawing": _Walk._picture,
    W + "pict": _Walk._picture,
    W + "altChunk": _Walk._chunk,
    W + "subDoc": _Walk._chunk,
    W + "sdt": _Walk._control,
    _MC + "AlternateContent": _Walk._alternate,
    _MC + "Choice": _Walk._choice,
    _MC + "Fallback": _Walk._choice,
    W + "txbxContent": _Walk._begin_box,
    W + "tbl": _Walk._begin_table,
    W + "tr": _Walk._begin_row,
    W + "tc": _Walk._begin_cell,
}
_LEAVE: dict[str, Callable[[_Walk, Element], None]] = {
    _MC + "AlternateContent": lambda walk, element: walk.end_choice(),
    W + "p": _Walk._end_paragraph,
    W + "r": _Walk._end_run,
    W + "txbxContent": _Walk._end_box,
    W + "tbl": _Walk._end_table,
    W + "tr": lambda walk, element: walk.frames.end_row(),
    W + "tc": _Walk._end_cell,
}


def _whole(value: str | None, least: int, most: int) -> int:
    """A whole number of a file, within bounds."""
    known = value is not None and value.isdecimal() and len(value) < 10
    return max(least, min(int(value or 0) if known else least, most))
