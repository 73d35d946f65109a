"""Files as LibreOffice writes them: the same minutes in every form read alike."""

from __future__ import annotations

import pytest

from kg.read import render
from tests.forms import OFFICE, About
from tests.forms.office import convert_files
from tests.forms.word import make_styled

MINUTES = """TERN BAY COUNCIL

HARBOUR PANEL

4 May 2024

Present: Councillor Dunlin (Chair)

1. Apologies

There were none.

2. Dredging

The Harbour Master reported on the following:

· the licence had come
· the inner basin was shallow

RESOLVED:

(a) that the report be noted; and
(b) that the Harbour Master report back in September.

Ref | Action | Owner
1 | Order a chain | KM
2 | Paint the gate | RT
"""


def lines(data: bytes, form: str) -> list[str]:
    return [line for line in render(data, f"minutes.{form}").text.splitlines() if line]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["docx", "odt", "fodt", "rtf"])
def test_what_libreoffice_writes_reads_like_what_word_wrote(form: str) -> None:
    written = make_styled(MINUTES, About())
    # From one file to another of its own form LibreOffice writes nothing; so DOCX goes by way of ODT.
    if form == "docx":
        (odt,) = convert_files([written], ".docx", "odt")
        (converted,) = convert_files([odt], ".odt", "docx")
    else:
        (converted,) = convert_files([written], ".docx", form)
    wanted = [line for line in MINUTES.splitlines() if line]
    assert lines(written, "docx") == wanted
    assert lines(converted, form) == wanted
