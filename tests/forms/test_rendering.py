"""The judge judged: forms hold every word of the minutes, and offsets are found again in the plain text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.forms import FORMS, About, render
from tests.forms.align import align
from tests.forms.parts import read_parts
from tests.forms.score import SETS, score_text

EXAMPLES = sorted(SETS["examples"][1].rglob("*.txt"))
NOT_A_WORD = re.compile(r"[\W_]+")


def words(text: str) -> str:
    return NOT_A_WORD.sub("", text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_parts_hold_every_word_in_its_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not re.fullmatch(r" {20,}\d{1,4}", line)]  # page numbers
    assert words("".join(part.line + part.owner for part in read_parts(text))) == words("".join(lines))


HOLT = (
    "Ms Holt said that nine lamps, of which four had been out since May, would be mended when the firm that does such "
    "things had a man to spare, and that no lamp would be out for longer than a week from then on if she could help it."
)


def test_parts_are_what_a_clerk_sees() -> None:
    text = (
        "MERE VALLEY COUNCIL\n\nPresent:    Councillor Quill\n            Councillor Orr\n\n"
        "8. Lamps\n\n8.1 Ms Holt said that nine lamps, of which four had been\nout since May, would be mended when the firm that does\nsuch things had a man to spare, and that no lamp would\nbe out for longer than a week from then on if she could\nhelp it.      TH\n\n"
        "RESOLVED:\n(a) that it be noted; and\n(b) that she be thanked.\n\nNo | Action | By\n1 | Mend them | June\n"
    )
    assert [(part.kind, part.marker, part.words, part.owner) for part in read_parts(text)] == [
        ("title", "", "MERE VALLEY COUNCIL", ""),
        ("row", "", "Present: | Councillor Quill", ""),
        ("row", "", "Councillor Orr", ""),
        ("heading", "8.", "Lamps", ""),
        ("number", "8.1", HOLT, "TH"),
        ("label", "", "RESOLVED:", ""),
        ("number", "(a)", "that it be noted; and", ""),
        ("number", "(b)", "that she be thanked.", ""),
        ("row", "", "No | Action | By", ""),
        ("row", "", "1 | Mend them | June", ""),
    ]


def test_the_same_minutes_give_the_same_file() -> None:
    text = EXAMPLES[0].read_text(encoding="utf-8")
    about = About("Mere Valley Council", "Lamps Panel", "2024-05-04")
    for form, how in FORMS.items():
        if how.convert is None and form not in ("pdf-chromium", "docx-typed", "docx-styled"):
            assert render(text, form, about) == render(text, form, about)


def test_offsets_are_found_again_although_lines_marks_and_hyphens_differ() -> None:
    plain = "8.1  Ms Holt undertook\nto write to the residents. She did not."
    form = "MERE VALLEY Ms Holt under-\ntook to write to the residents.\n\nPage 3\n\nShe did not."
    there = align(form, plain)
    start = form.index("to write")
    begin, end = there.translate(start, start + len("to write to the residents"))
    assert plain[begin:end] == "to write to the residents"
    begin, end = there.translate(form.index("She"), len(form))
    assert plain[begin:end] == "She did not"
    begin, end = there.translate(0, len("MERE VALLEY"))
    assert begin == end


def test_a_score_that_cannot_fail_is_none() -> None:
    """The score of the plain text is what `kg evaluate` gives: high, and made of something."""
    scored = score_text("examples", "quay")
    assert scored.scores.total("commitments").gold > 5
    assert 0.5 < scored.f1("commitments") <= 1
