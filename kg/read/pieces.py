"""Paragraphs cut into pieces where something new begins in the middle of them.

Web pages and old typists run things on: bullets, "Minutes:", RESOLVED, "(1) … (2) …", even the next item of business
stand in the middle of a paragraph. A piece keeps the marker that stood before its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.document import Span
from kg.read.labels import Labels, load_labels
from kg.read.lines import INLINE_BULLET, NUMBER, Paragraph
from kg.read.sentences import trim

_BULLET = re.compile(r"[·•●▪◦‣∙■►➢\uf0b7]\s+")
_INLINE_ITEM = re.compile(r"(?<=[.)] )(?:\d{1,4}/\d{2,4}|\d{1,3}\.)\s+(?=[A-Z][A-Z'&,-]+(?:\s+[A-Z'&,-]{2,})*\b)")


def cut_paragraph(plain: str, paragraph: Paragraph) -> Iterator[Paragraph]:
    """Cut a paragraph where a bullet, "Minutes:", RESOLVED or ACTION: stands in the middle of it."""
    labels = load_labels()
    body = paragraph.body
    cuts = {m.start() for m in INLINE_BULLET.finditer(plain, body.start + 1, body.end)}
    cuts |= _running_items(plain, body)
    for pattern in (labels.inline_minutes, labels.inline_resolution, labels.inline_action):
        cuts |= {m.start() for m in pattern.finditer(plain, body.start + 1, body.end)}
    if match := labels.resolution.match(plain, body.start, body.end):
        cuts |= _numbered_cuts(plain, Span(match.end(), body.end))
    for cut in sorted(cuts):
        cuts |= _after_inline_label(plain, labels, Span(cut, body.end))
    edges = sorted({body.start, body.end, *(cut for cut in cuts if body.start < cut < body.end)})
    for i, (start, end) in enumerate(pairwise(edges)):
        piece = trim(plain, start, end)
        if piece is None:
            continue
        marker, words = ("", piece) if i == 0 else marker_of(plain, piece)
        if i == 0:
            yield replace(paragraph, span=Span(paragraph.span.start, piece.end), body=piece)
        else:
            yield replace(paragraph, span=piece, body=words, marker=marker, gap=False)


def _running_items(plain: str, body: Span) -> set[int]:
    """Where items of business begin in the middle of a paragraph: "… were noted. 113/18 FINANCE (i) …"."""
    if body.length < 400:
        return set()
    cuts = {m.start() for m in _INLINE_ITEM.finditer(plain, body.start + 1, body.end)}
    if cuts:
        edges = [body.start, *sorted(cuts), body.end]
        for start, end in pairwise(edges):
            cuts |= _numbered_cuts(plain, Span(start, end))
    return cuts


def _after_inline_label(plain: str, labels: Labels, span: Span) -> set[int]:
    trimmed = trim(plain, span.start, span.end)
    if trimmed and (match := labels.resolution.match(plain, trimmed.start, trimmed.end)):
        return _numbered_cuts(plain, Span(match.end(), span.end))
    return set()


def _numbered_cuts(plain: str, span: Span) -> set[int]:
    """Where "(1) … (2) …" or "1) … 2) …" begin a list that runs on in one paragraph."""
    cuts: set[int] = set()
    expected = ""
    for match in re.finditer(
        r"(?:(?<=\s)|(?<=^))(?:\((?P<a>\d{1,2}|[a-z]|[ivx]{1,4})\)|(?P<b>\d{1,2}|[a-z])[).])\s+",
        plain[span.start : span.end],
    ):
        value = match["a"] or match["b"]
        if value in ("1", "a", "i") or value == expected:
            expected = _next(value)
            cuts.add(span.start + match.start())
    return cuts


def _next(value: str) -> str:
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    if value.isdigit():
        return str(int(value) + 1)
    if value in roman[:-1]:
        return roman[roman.index(value) + 1]
    return chr(ord(value) + 1) if len(value) == 1 else ""


def marker_of(plain: str, span: Span) -> tuple[str, Span]:
    """The bullet or number before the words of a stretch, and the words without it."""
    match = _BULLET.match(plain, span.start, span.end) or NUMBER.match(plain, span.start, span.end)
    if match and match.end() < span.end:
        return match.group().strip(), Span(match.end(), span.end)
    return "", span
