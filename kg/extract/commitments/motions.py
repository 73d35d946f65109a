"""Motions and amendments: which were carried, and bind as decisions do, and which were lost, and bind nobody.

A motion is either a clause of a sentence ("Cllr Hay moved, seconded by Cllr Orr, that …") or the blocks below one
that ends with a colon, often in quotation marks. What became of it stands further on in the item: "On being put to
the vote the amendment was lost."
"""

from __future__ import annotations

import re
from enum import StrEnum

from kg.document import Document, Kind, Part, Span

_REACH = 4000  # how far below a motion its vote is looked for, in characters
_NEXT = 160  # "Carried." without a noun belongs to the motion just before it
_MOST = 14  # no motion has more blocks than this
_PUTS = r"(?:moved|proposed|seconded|submitted|tabled)"
# What stands above the words of a motion, as in: Councillor Hay moved, seconded by Councillor Orr, the following
_OPENS = re.compile(
    rf"(?:\b{_PUTS}\b[^.;]{{0,160}}|\b(?:following|notice\s+of)\s+(?:the\s+)?(?:motion|amendment)s?\b[^.;]{{0,160}})"
    r"(?:[:-]\s*-*|\bthat\s*-*|\bfollowing\s+(?:motion|amendment)\.?)\s*$",
    re.IGNORECASE,
)
_LAST = (":", "-", "that", "motion", "amendment")  # how what opens a motion ends
_MOVED = re.compile(
    r"(?:\b(?:[Mm]oved|[Pp]roposed)\b[^.;:]{0,90}?\bseconded\b[^.;:\"]{0,70}?[,:\s-]*\s\"?(?:[Tt]hat|to)\s|"
    r"\b(?:Cllr|Councillor|Alderman|Mr|Mrs|Ms)\.?\s[^.;:\"]{2,40}?\smoved\s*,?\s+(?:that|to)\s)",
)
_NOUN = r"(?P<noun>amendment|(?:substantive\s+|original\s+)?motion|proposal|proposition|resolution)"
_GOOD = r"carried|agreed|passed|approved|adopted|accepted|became\s+the\s+(?:decision|finding|resolution)"
_BAD = r"lost|defeated|fell|falls|withdrawn|rejected|not\s+(?:carried|agreed|supported|approved|seconded)|no\s+seconder"
_FATE = re.compile(
    rf"\b{_NOUN}s?\b(?:(?!\b{_PUTS}\b)[^.]){{0,140}}?\b(?:(?P<bad>{_BAD})|(?P<good>{_GOOD}))\b|"
    rf"\b(?:adopt|approve|support|carry|agree)(?:ed|d)?\s+(?:the\s+terms\s+of\s+)?the\s+(?P<adopted>amendment|motion|proposal)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"[\s.\"']*(?:\([^)]*\)\s*)?(?:(?:this|it|all|on|upon|with|after|following|the\s+vote|a\s+vote|being|put|to|vote|the|a|was|were|"
    r"taken|then|duly|and|by|show|of|hands|unanimously|members|councillors|present|declared)\s+){0,12}"
    r"(?:(?P<bad>lost|defeated|not\s+carried|rejected)|(?P<good>carried|agreed|approved|passed|in\s+favour|unanimous(?:ly)?))\b",
    re.IGNORECASE,
)


class Fate(StrEnum):
    """What became of a motion."""

    CARRIED = "carried"
    LOST = "lost"
    UNKNOWN = "unknown"


def find_motion_blocks(document: Document) -> dict[int, Fate]:
    """The blocks that are the text of a motion or amendment, by index, and what became of it.

    One that the list of decisions of its item repeats is `UNKNOWN`: the list binds, not what was moved.
    """
    fates: dict[int, Fate] = {}
    blocks = document.blocks
    for i, block in enumerate(blocks):
        if i in fates or block.part not in (Part.MINUTES, Part.RESOLUTION) or block.kind is Kind.HEADING:
            continue
        words = block.body.of(document.plain)
        if not words.rstrip()[-12:].rstrip(".").lower().endswith(_LAST) or not _OPENS.search(words[-260:]):
            continue
        text = _text_below(document, i)
        if not text:
            continue
        amends = "amendment" in words[-260:].lower()
        fate = _fate(document, Span(block.span.start, blocks[text[-1]].span.end), amends=amends)
        if fate is Fate.CARRIED and _decided_again(document, text[-1]):
            fate = Fate.UNKNOWN
        fates |= dict.fromkeys(text, fate)
    return fates


def fate_of_sentence(document: Document, sentence: Span) -> tuple[Fate, Span] | None:
    """What became of a motion that a sentence puts, and where its words stand; None if it puts none."""
    plain, start, end = document.plain, sentence.start, sentence.end
    if plain.find("oved", start, end) < 0 and plain.find("roposed", start, end) < 0:
        return None  # most sentences; a look for the words is quicker than for all that stands around them
    match = _MOVED.search(plain, start, end)
    if match is None:
        return None
    start = match.end() - len(match.group()) + len(match.group().rstrip()) - len(match.group().split()[-1])
    amends = "amendment" in match.group().lower()
    fate = _fate(document, sentence, amends=amends)
    if fate is Fate.CARRIED and (block := document.block_at(sentence.start)) is not None:
        fate = Fate.UNKNOWN if _decided_again(document, block) else fate
    return fate, Span(start, sentence.end)


def _text_below(document: Document, opener: int) -> list[int]:
    """The blocks that are what was moved: up to the closing quotation mark, or one paragraph and its list."""
    blocks, item = document.blocks, document.blocks[opener].item
    found: list[int] = []
    quoted = False
    for i in range(opener + 1, min(len(blocks), opener + 1 + _MOST)):
        block = blocks[i]
        if block.item != item or block.kind is Kind.HEADING or block.part is not Part.MINUTES:
            break
        text = document.text[block.span.start : block.span.end]
        if not found:
            quoted = text.lstrip()[:1] in ('"', "“", "‘", "'")
        elif not quoted and not block.marker:
            if text.strip(" :;,\n\r\t").lower() != "and":
                break
            continue
        found.append(i)
        if quoted and text.rstrip(" .\n\r\t")[-1:] in ('"', "”", "’", "'"):
            break
    return found


def _fate(document: Document, put: Span, *, amends: bool) -> Fate:
    end = _end_of_item(document, put)
    plain = document.plain
    if bare := _BARE.match(plain, put.end, min(end, put.end + _NEXT)):
        return Fate.LOST if bare["bad"] else Fate.CARRIED
    amended = False
    for match in _FATE.finditer(plain, put.end, min(end, put.end + _REACH)):
        noun = (match["noun"] or match["adopted"]).lower()
        if "amendment" in noun:
            amended = amended or not match["bad"]
            if amends:
                return Fate.LOST if match["bad"] else Fate.CARRIED
        elif not amends:
            # What was amended is not what was carried; which words are left, only a reader can say.
            return Fate.LOST if match["bad"] or (amended and "original" not in noun) else Fate.CARRIED
    return Fate.UNKNOWN if not amended or amends else Fate.LOST


def _end_of_item(document: Document, span: Span) -> int:
    i = document.block_at(span.start)
    if i is None:
        return span.end
    item = document.blocks[i].item
    return document.items[item].span.end if 0 <= item < len(document.items) else len(document.plain)


def _decided_again(document: Document, last: int) -> bool:
    blocks = document.blocks
    below = (b for b in blocks[last + 1 : last + 60] if b.item == blocks[last].item and b.body.length > 25)
    return any(block.part is Part.RESOLUTION and not _FATE.search(block.body.of(document.plain)) for block in below)
