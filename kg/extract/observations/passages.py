"""A stretch of a document on one line, with the way back to its offsets.

Patterns for figures run on passages, in which every run of space is one space: they stay simple, and fast on
text that is nothing but space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.document import Span

_IRREGULAR = re.compile(r"\s\s|[^\S ]|-\s")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document on one line.

    Args:
        text: the words, runs of space folded and hyphens at line ends closed up.
        offsets: where each character of `text` stands in the document, and at last where the passage ends.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document that `text[start:end]` stands for."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start])


def fold_passage(plain: str, span: Span) -> Passage:
    r"""The words of a span on one line.

    >>> passage = fold_passage("  91%  of the\nre- visits", Span(2, 24))
    >>> passage.text, passage.span(0, 3)
    ('91% of the re-visits', Span(start=2, end=5))
    """
    if not _IRREGULAR.search(plain, span.start, span.end):
        return Passage(span.of(plain), range(span.start, span.end + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    at = span.start
    for match in _SPACES.finditer(plain, span.start, span.end):
        pieces.append(plain[at : match.start()])
        offsets.extend(range(at, match.start()))
        at = match.end()
        if _is_broken_word(plain[max(span.start, match.start() - 2) : match.start()], plain[at : at + 1]):
            continue
        pieces.append(" ")
        offsets.append(match.start())
    pieces.append(plain[at : span.end])
    offsets.extend(range(at, span.end))
    offsets.append(span.end)
    return Passage("".join(pieces), tuple(offsets))


def _is_broken_word(before: str, after: str) -> bool:
    """Whether a hyphen at the end of a line stands between letters: "re- visits"."""
    return len(before) == 2 and before[1] == "-" and before[0].isalpha() and after.isalpha()
