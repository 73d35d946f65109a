"""Sentences, as spans.

Our own splitter, since the libraries for it are abandoned or lose the offsets (see CONTRIBUTING, "Libraries"). A
sentence ends at `.`, `?` or `!` before a space and something that can begin a sentence, unless the stop belongs to an
abbreviation of the lexicon, an initial ("J. T. Bramley") or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.document import Span
from kg.lexicon import any_of, load_lexicon

# What is longer than this is no sentence, whatever its stops: a table run together, or a list without any.
LONGEST = 2000
_WINDOW = 12  # characters before a stop in which an abbreviation can stand
_END = re.compile(r"""([.?!]['")\]]{0,2})\s+(?=['"(\[]?[A-Z0-9£À-Þ])""")


@cache
def _no_end() -> re.Pattern[str]:
    abbreviations = any_of(load_lexicon().words("abbreviations"))
    return re.compile(rf"(?:(?<![\w.]){abbreviations}|(?<![\w'])[A-Z](?:\.[A-Z])*|\b[ap]\.m|^\W*[\divxa-z]{{1,4}})$")


@cache
def _last_letters() -> frozenset[str]:
    """The letters with which abbreviations end: where others stand before a stop, it is that of a sentence."""
    return frozenset({".m", *(word[-2:] for word in load_lexicon().words("abbreviations"))})


def split_sentences(plain: str, span: Span) -> tuple[Span, ...]:
    """The sentences within a span of `Document.plain`, in order, without surrounding space.

    >>> text = "Mr. Hill spoke. It was No. 4 on the list at 7 p.m. in Hall B. Noted."
    >>> [s.of(text) for s in split_sentences(text, Span(0, len(text)))]
    ['Mr. Hill spoke.', 'It was No. 4 on the list at 7 p.m. in Hall B.', 'Noted.']
    """
    out: list[Span] = []
    start = span.start
    for match in _END.finditer(plain, span.start, span.end):
        stop = match.start()
        if plain[stop] == "." and _is_abbreviation(plain, start, stop, match.end()):
            continue
        if match.end() - start <= LONGEST and not plain[start].isspace():
            out.append(Span(start, match.end(1)))
        else:
            out += _in_bounds(plain, start, match.end())
        start = match.end()
    out += _in_bounds(plain, start, span.end)
    return tuple(out)


def _in_bounds(plain: str, start: int, end: int) -> Iterator[Span]:
    """The stretch as one sentence, or cut at a space into several if it is far too long for one."""
    while end - start > LONGEST:
        cut = plain.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        if sentence := trim(plain, start, cut):
            yield sentence
        start = cut
    if sentence := trim(plain, start, end):
        yield sentence


def _is_abbreviation(plain: str, start: int, stop: int, following: int) -> bool:
    last = _last_letters()
    if not (plain[stop - 2 : stop] in last or plain[stop - 1] in last or plain[stop - 1].isupper() or stop <= _WINDOW):
        return False
    found = _no_end().search(plain, max(start, stop - _WINDOW), stop)
    if not found:
        return False
    word = found.group().strip()
    if word in ("a.m", "p.m"):  # "at 7 p.m. The Chair" ends a sentence, "at 7 p.m. in Hall B" was never a candidate
        return False
    # A single capital ends a sentence when it is no initial: "Appendix B. Noted" against "J. Bramley".
    if len(word) == 1 and word.isupper():
        before = plain[max(start, found.start() - 12) : found.start()].rstrip().rpartition(" ")[2]
        return not (
            before.islower() or before in ("Appendix", "Annex", "Room", "Hall", "Option", "Band", "Block", "Part")
        )
    return following > stop


def trim(plain: str, start: int, end: int) -> Span | None:
    """The span without the space around it, or None if there is nothing else."""
    if start >= end:
        return None
    if plain[start].isspace() or plain[end - 1].isspace():
        words = plain[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
    return Span(start, end) if start < end else None
