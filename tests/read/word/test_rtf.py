"""What an RTF shows."""

from __future__ import annotations

import pytest

from kg.read import read_document, render


def shown(body: str) -> list[str]:
    text = render(f"{{\\rtf1\\ansi\\ansicpg1252 {body}}}".encode("cp1252"), "minutes.rtf").text
    return [line for line in text.splitlines() if line]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (r"The clerk\rquote s report cost \'a312.", ["The clerk’s report cost £12."]),
        (r"Cllr Z\u235?ta and Cllr {\uc2 S\u337\'c5\'91s}", ["Cllr Zëta and Cllr Sős"]),
        (r"\u55357?\u56832? noted", ["😀 noted"]),
        (r"Agreed {\v in secret }{\deleted not }unanimously.", ["Agreed unanimously."]),
        (r"One\deleted\par\deleted0  and two\par Three", ["One and two", "Three"]),
        (r"{\caps Resolved} that\line the gate be painted", ["RESOLVED that", "the gate be painted"]),
        (r"{\listtext\pard 4.2\tab}Ms Hill said so.", ["4.2 Ms Hill said so."]),
        (r"{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt{\pntxtb\'B7}}a report", ["· a report"]),
        (r"{\field{\*\fldinst{HYPERLINK x}}{\fldrslt the plan}} and {\field{\*\fldinst PAGE}{\fldrslt 7}}", ["the plan and"]),
        (r"{\fonttbl{\f0 Arial;}{\f1\fcharset238 Arial CE;}}{\f1 \'b3}\f0 \'b3", ["ł³"]),
        (r"{\info{\title Secret}}{\*\unknown x}{\pict 0102}{\stylesheet{\s1 heading 1;}}Noted{\footnote a note}.", ["Noted."]),
        (r"Noted.{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box.\par}}{\shprslt In a box.}} It went on.", ["Noted. It went on.", "In a box."]),
        (r"{\*\bkmkstart a}co\-operate\_now\~then", ["cooperate-now\xa0then"]),
    ],
)  # fmt: skip
def test_an_rtf_is_what_is_seen(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


def test_tables_are_rows_and_evidence_says_which() -> None:
    rows = r"\trowd\cellx900\cellx1800\cellx2700\intbl {}\cell {}\cell {}\cell\row"
    body = rows.format("Berth", "Fee", "Paid") + rows.format("1", r"\'a320", "yes") + r"\pard Noted.\par"
    read = read_document(f"{{\\rtf1 {body}}}".replace("{\\rtf1 ", "{\\rtf1\\ansi ").encode(), "minutes.rtf")
    assert read.text.splitlines() == ["Berth | Fee | Paid", "1 | £20 | yes", "", "Noted."]
    places = [read.place_of(read.text.index(words)) for words in ("Fee", "yes", "Noted")]
    assert [place.label for place in places if place] == ["table 1, row 1", "table 1, row 2", "paragraph 1"]


def test_a_table_within_a_cell() -> None:
    inner = r"\pard\intbl\itap2 a\nestcell b\nestcell c\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\cellx3\nestrow}{\nonesttables\par}"
    body = rf"\trowd\cellx1\cellx2 \pard\intbl 1.\cell Fees.\par {inner}\pard\intbl\cell\row\pard After.\par"
    assert shown(body) == ["1. Fees.", "a | b | c", "After."]


def test_footnotes_that_are_left_out_are_said() -> None:
    assert [doubt.what for doubt in render(b"{\\rtf1 Noted{\\footnote x}.}", "minutes.rtf").doubts] == [
        "its footnotes are not read (1)"
    ]


@pytest.mark.parametrize(
    "data", [b"{\\rtf1 Noted.", b"{\\rtf1 Noted.}}}}", b"{\\rtf1\\ansicpg99999 Noted.}\0\0", b"{\\rtf Noted.\\bin99 x}"]
)
def test_a_damaged_rtf_is_read_as_far_as_it_goes(data: bytes) -> None:
    assert render(data, "minutes.rtf").text == "Noted.\n"
