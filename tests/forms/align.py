"""Where a stretch of one text stands in another text that has the same words in another layout."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words of two texts that are the same, in their order.

    Args:
        pairs: (offset here, offset there, length) of each word that both have.
    """

    pairs: tuple[tuple[int, int, int], ...]

    def translate(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the other text that holds the words of `[start, end)`; empty if it has none of them.

        >>> align("8.1 Ms Hill\\nwould write", "Ms Hill would  write").translate(4, 17)
        (0, 13)
        """
        first = bisect_left(self.pairs, start, key=lambda pair: pair[0] + pair[2] - 1)
        last = bisect_left(self.pairs, end, key=lambda pair: pair[0]) - 1
        if first >= len(self.pairs):
            at = self.pairs[-1][1] + self.pairs[-1][2] if self.pairs else 0
            return at, at
        begin = self.pairs[first]
        if last < first:
            return begin[1], begin[1]
        stop = self.pairs[last]
        return begin[1] + max(0, start - begin[0]), stop[1] + min(stop[2], end - stop[0])


def align(here: str, there: str) -> Alignment:
    """Match the words of two texts, one by one; what was moved is found where most of it is in order."""
    ours, theirs = list(_WORD.finditer(here)), list(_WORD.finditer(there))
    matcher = SequenceMatcher(None, [m.group() for m in ours], [m.group() for m in theirs], autojunk=False)
    return Alignment(
        tuple(
            (
                ours[block.a + i].start(),
                theirs[block.b + i].start(),
                ours[block.a + i].end() - ours[block.a + i].start(),
            )
            for block in matcher.get_matching_blocks()
            for i in range(block.size)
        )
    )
