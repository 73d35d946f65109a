"""Minutes as Word files, by python-docx: typed line by line, and with real headings, lists and tables."""

from __future__ import annotations

import io
import re
from itertools import groupby

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from tests.forms.about import About
from tests.forms.parts import Part, read_parts


def make_typed(text: str, about: About) -> bytes:
    """A file in which every line was typed: numbers and bullets by hand, columns by tabs."""
    document = Document()
    for part in read_parts(text):
        if part.gap:
            document.add_paragraph()
        if part.kind == "row":
            document.add_paragraph("\t".join(part.cells))
        elif part.owner:
            typed = document.add_paragraph(f"{part.marker}\t{part.words}\t{part.owner}".lstrip("\t"))
            typed.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT)
        elif part.marker:
            document.add_paragraph(f"{part.marker}\t{part.words}")
        else:
            document.add_paragraph().add_run(part.words).bold = part.kind in ("title", "heading", "label")
    return _save(document)


def make_styled(text: str, about: About) -> bytes:
    """A file with real headings, numbering, bullets and tables, and a head and foot on every page."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = " ".join(filter(None, (about.council, about.body, "Minutes")))
    section.footer.paragraphs[0].text = "Page "
    _add_field(section.footer.paragraphs[0], "PAGE")
    lists = _Lists(document)
    for kind, group in groupby(read_parts(text), key=lambda part: part.kind):
        run = list(group)
        if kind == "row":
            _add_table(document, run)
            continue
        for part in run:
            if part.owner:
                _add_table(document, [Part("row", part.line, cells=(part.line, part.owner))], wide=True)
            elif kind == "title":
                document.add_paragraph(part.words, style="Title")
            elif kind == "heading":
                lists.number(document.add_paragraph(part.words, style="Heading 2"), part.marker)
            elif kind == "bullet":
                document.add_paragraph(part.words, style="List Bullet")
            elif kind == "number":
                lists.number(document.add_paragraph(part.words), part.marker)
            else:
                document.add_paragraph().add_run(part.words).bold = kind == "label"
    return _save(document)


_MARKER = re.compile(
    r"(?P<before>\(|\d{1,3}\.|[A-Z]{1,3}(?=\d)|Item )?(?P<value>\d{1,3}|[ivx]{1,4}|[a-z])(?P<after>[.)]?)"
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class _Lists:
    """Numbers that Word counts, not a typist: what goes on counting belongs to the list that counted so far."""

    def __init__(self, document: Docx) -> None:
        self.numbering = document.part.numbering_part.element
        self.open: dict[tuple[str, str], tuple[int, int]] = {}  # by format and pattern: the list, and what comes next

    def number(self, paragraph: Paragraph, marker: str) -> None:
        """Let Word show `marker` before a paragraph; one that it cannot count is typed."""
        match = _MARKER.fullmatch(marker)
        if match is None:
            if marker:
                paragraph.runs[0].text = f"{marker}\t{paragraph.runs[0].text}"
            return
        pattern = f"{match['before'] or ''}%1{match['after']}"
        kind, n = self._read(match["value"], pattern)
        known = self.open.get((kind, pattern))
        if known is None or known[1] != n:
            known = (self._add(kind, pattern, n), n)
        self.open[kind, pattern] = (known[0], n + 1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = known[0]

    def _read(self, value: str, pattern: str) -> tuple[str, int]:
        """How a value is written, and which it is: "i" is the ninth letter only where the eighth stood before."""
        if value.isdigit():
            return "decimal", int(value)
        letter = ord(value) - 96 if len(value) == 1 else 0
        if value in _ROMAN and not (letter and self.open.get(("lowerLetter", pattern), (0, 0))[1] == letter):
            return "lowerRoman", _ROMAN.index(value)
        return "lowerLetter", letter

    def _add(self, kind: str, pattern: str, start: int) -> int:
        number = 100 + len(self.numbering.findall(qn("w:num")))
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(number))
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for tag, value in (("w:start", str(start)), ("w:numFmt", kind), ("w:lvlText", pattern), ("w:lvlJc", "left")):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
        first = self.numbering.find(qn("w:num"))
        (first.addprevious if first is not None else self.numbering.append)(abstract)
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), str(number))
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), str(number))
        num.append(link)
        self.numbering.append(num)
        return number


def _add_table(document: Docx, rows: list[Part], *, wide: bool = False) -> None:
    table = document.add_table(rows=0, cols=max(len(part.cells) for part in rows))
    for part in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, part.cells, strict=False):
            cell.text = words
    for cells in table.columns[0].cells if len(table.columns) == 2 else ():
        cells.width = Cm(13 if wide else 4)


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _save(document: Docx) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
