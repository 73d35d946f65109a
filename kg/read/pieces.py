"""Paragraphs cut into pieces where something new begins in the middle of them.

Web pages and old typists run things on: bullets, "Minutes:", RESOLVED, "(1) … (2) …", even the next item of business
stand in the middle of a paragraph. A piece keeps the marker that stood before its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from kg.document import Part, Span, in_small_letters
from kg.read.appearance import is_title
from kg.read.labels import Labels, load_labels
from kg.read.lines import INLINE_BULLET, NUMBER, Paragraph
from kg.read.rendering import Region
from kg.read.sentences import trim

_BULLET = re.compile(r"[·•●▪◦‣∙■►➢\uf0b7]\s+")
_INLINE_ITEM = re.compile(r"(?<=[.)] )(?:\d{1,4}/\d{2,4}|\d{1,3}\.)\s+(?=[A-Z][A-Z'&,-]+(?:\s+[A-Z'&,-]{2,})*\b)")
_ITEM_AHEAD = re.compile(r"[.)] \d{1,4}[/.]")  # wherever `_INLINE_ITEM` matches, this does
_NUMBERED = re.compile(r"(?:\((?P<a>\d{1,2}|[a-z]|[ivx]{1,4})\)|(?P<b>\d{1,2}|[a-z])[).])\s+")
_BEFORE_LABEL = 60  # characters from the space before a label to its longest word
_SPACE = re.compile(r"\s*")


class _Places:
    """Where in a document something stands by which a paragraph may have to be cut: in most there is nothing.

    To look for it once in the whole text is far faster than to try every pattern on every paragraph.
    """

    def __init__(self, plain: str, labels: Labels) -> None:
        self.bullets = [match.start() for match in _BULLET.finditer(plain)]
        self.items = [match.start() for match in _ITEM_AHEAD.finditer(plain)]
        self.labels = sorted(at for word in labels.inline_words for at in _find_word(plain, word))
        low = in_small_letters(plain)
        self.actions = sorted(at for word in labels.inline_actions for at in _find_word(low, word))


def _within(places: list[int], body: Span) -> list[int]:
    """Those of the places that lie within the words of a paragraph."""
    i = bisect_left(places, body.start)
    if i == len(places) or places[i] >= body.end:
        return []
    return places[i : bisect_left(places, body.end)]


def _find_word(text: str, word: str) -> Iterator[int]:
    """Where a word begins that is not part of a longer one."""
    at = text.find(word)
    while at >= 0:
        behind = at + len(word)
        if not text[behind : behind + 1].isalpha() and not (at and text[at - 1].isalpha()):
            yield at
        at = text.find(word, behind)


def cut_paragraphs(plain: str, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Cut paragraphs where a bullet, "Minutes:", RESOLVED or ACTION: stands in the middle of them.

    Args:
        plain: `Document.plain`.
        paragraphs: in the order of the text.
    """
    labels = load_labels()
    places = _Places(plain, labels)
    for paragraph in paragraphs:
        yield from _cut(plain, paragraph, _find_cuts(plain, paragraph.body, labels, places))


def _cut(plain: str, paragraph: Paragraph, cuts: set[int]) -> Iterator[Paragraph]:
    body = paragraph.body
    if not cuts and paragraph.span.end == body.end and trim(plain, body.start, body.end) == body:
        yield paragraph
        return
    edges = sorted({body.start, body.end, *(cut for cut in cuts if body.start < cut < body.end)})
    for i, (start, end) in enumerate(pairwise(edges)):
        piece = trim(plain, start, end)
        if piece is None:
            continue
        if i == 0:
            yield replace(paragraph, span=Span(paragraph.span.start, piece.end), body=piece)
        else:
            marker, words = marker_of(plain, piece)
            yield replace(paragraph, span=piece, body=words, marker=marker, gap=False)


def _find_cuts(plain: str, body: Span, labels: Labels, places: _Places) -> set[int]:
    cuts: set[int] = set()
    if _within(places.bullets, body):
        cuts |= {m.start() for m in INLINE_BULLET.finditer(plain, body.start + 1, body.end)}
    if body.length >= 400 and _within(places.items, body):
        cuts |= _running_items(plain, body)
    if _within(places.labels, body):
        for pattern in (labels.inline_minutes, labels.inline_resolution):
            cuts |= {m.start() for m in pattern.finditer(plain, body.start + 1, body.end)}
    if actions := _within(places.actions, body):
        cuts |= _action_cuts(plain, body, labels, actions)
    # A list may follow a label, at the head or at a cut: "RESOLVED (1) … (2) …".
    lists: list[int] = []
    if match := labels.resolution.match(plain, body.start, body.end):
        lists.append(match.end())
        cuts |= _numbered_cuts(plain, body.end, lists)
    for cut in sorted(cuts):
        space = _SPACE.match(plain, cut, body.end)
        if match := labels.resolution.match(plain, space.end() if space else cut, body.end):
            lists.append(match.end())
    return cuts | _numbered_cuts(plain, body.end, lists) if lists else cuts


def _action_cuts(plain: str, body: Span, labels: Labels, places: list[int]) -> set[int]:
    """Where "ACTION: …" begins in the middle of a paragraph.

    The pattern is slow, since much may stand before and behind the label; it is tried only behind the spaces that stand
    just before a word of labels.
    """
    cuts: set[int] = set()
    behind = body.start + 1
    for place in places:
        for at in range(max(behind, place - _BEFORE_LABEL), place + 1):
            if plain[at - 1].isspace() and at >= behind and (match := labels.inline_action.match(plain, at, body.end)):
                cuts.add(at)
                behind = match.end()
        behind = max(behind, place)
    return cuts


def _running_items(plain: str, body: Span) -> set[int]:
    """Where items of business begin in the middle of a paragraph: "… were noted. 113/18 FINANCE (i) …"."""
    cuts = {m.start() for m in _INLINE_ITEM.finditer(plain, body.start + 1, body.end)}
    if cuts:
        edges = [body.start, *sorted(cuts), body.end]
        for start, end in pairwise(edges):
            cuts |= _numbered_cuts(plain, end, [start])
    return cuts


def _numbered_cuts(plain: str, end: int, starts: list[int]) -> set[int]:
    """Where "(1) … (2) …" or "1) … 2) …" begin a list that runs on in one paragraph.

    Args:
        plain: `Document.plain`.
        end: offset behind the paragraph.
        starts: offsets from which on a list is looked for, in order.
    """
    cuts: set[int] = set()
    heads = set(starts)
    expected: set[str] = set()  # what goes on with a list; two only where one began without a space before it
    for match in _NUMBERED.finditer(plain, starts[0], end):
        spaced = match.start() > starts[0] and plain[match.start() - 1].isspace()
        if not spaced and match.start() not in heads:
            continue
        value = match["a"] or match["b"]
        if value in ("1", "a", "i"):
            expected = {_next(value)} if spaced else expected | {_next(value)}
        elif spaced and value in expected:
            expected = expected - {value} | {_next(value)}
        else:
            continue
        cuts.add(match.start())
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


def last_minutes(plain: str, pieces: Iterable[Paragraph], regions: Sequence[Region] = ()) -> int:
    """Where the last paragraph stands that begins with "Minutes:", which is not the head of a title; -1 if none does.

    Args:
        plain: `Document.plain`.
        pieces: in the order of the text.
        regions: what the form of the file says; where it tells minutes, no label need do so.
    """
    told = max((region.span.start for region in regions if region.part is Part.MINUTES), default=-1)
    if "minutes:" not in plain.lower():
        return told
    found = [
        match.start()
        for piece in pieces
        if (match := load_labels().minutes.match(plain, piece.body.start, piece.body.end))
        and match.group().lower().startswith("minutes:")
        and not is_title(plain[match.end() : piece.body.end])  # "Minutes: Harbour Panel"
    ]
    return max(told, found[-1] if found else -1)
