"""What holds of every text, however it is laid out."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Document
from kg.errors import SourceError
from kg.read import read_document, read_documents
from kg.read.rendering import Rendering
from kg.read.sections import split_meetings
from tests.conftest import ROOT

# Pieces of every house style, which the reader takes as signs of something.
SIGNS = [
    "RESOLVED:", "RESOLVED that", "AGREED -", "ACTION: Clerk to write", "ACTIONS", "ACTION LOG", "Minutes:", "Minutes", "Agenda",
    "Present:", "In attendance", "Apologies: none", "Contact: A. Hill", "Decision:", "Signed ....", "CHAIR .....", "Supporting documents:",
    "1.", "12. Repairs", "12.1 She said", "7/24 FINANCE", "(1) that it be noted;", "(a)", "a)", "(iv) to note", "• ", "- one", "* two", "o three",
    "The Committee resolved:-", "It was agreed that", "That the report be noted.", "HOUSING PANEL", "Page 3 of 9", "14", "- 7 -",
    "Name   Role   By", "a | b | c", "one\ttwo\tthree", "4 May 2024", "The Panel noted the report.", "Mr. Hill would write to Cllr Quill",
    "She would look into the fines          EF", "1. APOLOGIES. None had been received. RESOLVED: that (1) it", "Minutes: Ms Holt said that",
    "because the words run on", "Members asked:", "at 7 p.m. The Chair", "No. 4", "\x0c", "\u2028", "\u00a0", "\ufeff", "\x85", "\x1d", "’", "–",
]  # fmt: skip
GAPS = ["\n", "\n\n", " ", "  ", "\r\n", "\n    ", "\n                              ", "\r", "\n\n\n", "\t"]
LAYOUTS = st.lists(
    st.tuples(st.one_of(st.sampled_from(SIGNS), st.text(max_size=12)), st.sampled_from(GAPS)), min_size=1, max_size=40
).map(lambda pairs: "".join(piece + gap for piece, gap in pairs))


def check(document: Document) -> None:
    """All that `Document` promises."""
    text, plain = document.text, document.plain
    assert len(plain) == len(text)
    at = beside = 0
    for i, block in enumerate(document.blocks):
        margin = beside < block.span.start and block.span.end <= at  # a note beside the paragraph before it
        assert margin or at <= block.span.start <= block.span.end <= len(text), "blocks overlap, or leave the text"
        at, beside = max(at, block.span.end), block.span.start
        assert block.span.length
        assert block.span.covers(block.body)
        inside = block.body.start
        for sentence in block.sentences:
            assert inside <= sentence.start < sentence.end <= block.body.end, "a sentence leaves its block"
            assert sentence.of(plain) == sentence.of(plain).strip()
            inside = sentence.end
        for cell in block.cells:
            assert block.span.covers(cell)
        assert block.lead is None or 0 <= block.lead < i
        assert -1 <= block.item < len(document.items) or not document.items
    covered = bytearray(len(text))
    for span in (*(block.span for block in document.blocks), *document.furniture):
        covered[span.start : span.end] = b"\x01" * span.length
    lost = [i for i, char in enumerate(plain) if not char.isspace() and not covered[i]]
    assert not lost, f"no block has {text[lost[0] : lost[0] + 20]!r} at {lost[0]}"
    edges = [item.blocks for item in document.items]
    assert all(first < last for first, last in edges)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(edges))


def read(text: str) -> Document | None:
    """The document, or None where there are no words."""
    try:
        return read_document(text.encode("utf-8", "replace"), "a.txt")
    except SourceError:
        return None


@settings(max_examples=400)
@given(LAYOUTS)
def test_any_layout(text: str) -> None:
    if document := read(text):
        check(document)


@given(LAYOUTS, LAYOUTS)
def test_meetings_in_a_file_follow_one_another(one: str, other: str) -> None:
    head = "\n\nAsh Council\n\nMinutes of the meeting held on {} May 2024\n\nPresent: Cllr Hill\n\n"
    text = head.format(6) + one + "The Clerk said so. " * 30 + head.format(7) + other + "The Clerk said so. " * 30
    spans = [section.span for section in split_meetings(Rendering(text))]
    assert all(before.end == after.start for before, after in itertools.pairwise(spans))
    assert not spans or (spans[0].start == 0 and spans[-1].end == len(text))
    try:
        documents = read_documents(text.encode("utf-8", "replace"), "a.txt")
    except SourceError:
        return
    for document in documents:
        check(document)
        assert len(document.text) + document.stretch.around == sum(len(one.text) for one in documents)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    if document := read(text):
        check(document)


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/**/*.txt")), ids=lambda path: path.stem)
def test_the_examples(path: Path) -> None:
    check(read_document(path.read_bytes(), path.name))


@given(LAYOUTS)
def test_line_ends_do_not_change_what_is_read(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    one, other = read(text), read(text.replace("\n", "\r\n"))
    assert (one is None) == (other is None)
    if one and other:
        assert [(b.kind, b.part, one.words(b.body)) for b in one.blocks] == [
            (b.kind, b.part, other.words(b.body)) for b in other.blocks
        ]
