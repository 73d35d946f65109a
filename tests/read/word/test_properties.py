"""What holds of every file: no word is lost or moved, and every place stands where it says."""

from __future__ import annotations

from itertools import pairwise
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from kg.read import Rendering, render
from tests.read.word.docx_files import make_docx, paragraph
from tests.read.word.test_odt import make_odt

WORD = st.text(st.characters(categories=("L", "N"), exclude_characters="\xad"), min_size=1, max_size=9)
LINES = st.lists(st.lists(WORD, max_size=6).map(" ".join), min_size=1, max_size=8).filter(lambda lines: any(lines))


def cells(rows: list[list[str]]) -> str:
    inside = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(escape(words))}</w:tc>' for words in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{inside}</w:tbl>"


def in_rtf(line: str) -> str:
    units = (int.from_bytes(pair, "little") for pair in zip(*[iter(line.encode("utf-16-le"))] * 2, strict=True))
    return "".join(f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units)


def holds(read: Rendering, words: list[str]) -> None:
    assert read.text.replace("|", " ").split() == words
    assert all(before.start < place.start for before, place in pairwise(read.places))
    assert all(not read.text[place.start : place.start + 1].isspace() for place in read.places)


@given(LINES)
def test_no_word_of_a_paragraph_is_lost(lines: list[str]) -> None:
    words = " ".join(lines).split()
    holds(render(make_docx("".join(paragraph(escape(line)) for line in lines)), "a.docx"), words)
    holds(render(make_odt("".join(f"<text:p>{escape(line)}</text:p>" for line in lines)), "a.odt"), words)
    holds(render(f"{{\\rtf1 {' '.join(in_rtf(line) + chr(92) + 'par' for line in lines)}}}".encode(), "a.rtf"), words)


@given(st.lists(st.lists(WORD, min_size=1, max_size=5), min_size=1, max_size=6))
def test_no_word_of_a_table_is_lost(rows: list[list[str]]) -> None:
    read = render(make_docx(cells(rows)), "a.docx")
    # Head lines of columns are left out where the table only lays minutes out, which words at random do not make.
    holds(read, [word for row in rows for word in row])
