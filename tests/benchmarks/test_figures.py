"""Finding figures takes time in proportion to the text, also where the text is nothing but numbers.

No clock decides: each text is read at one length and at four times that length in the same run, and the ratio of the two
times says how the time grows (4 for a straight line, 16 for a square).
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.observations import find_observations
from tests.conftest import Record

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

SHORT = 250_000  # characters; four times as many are 1 MB

NASTY = {
    "digits": "7",
    "digits and spaces": "7 ",
    "per cent": "per cent ",
    "ranges": "from 1 to 2 ",
    "lists of digits": "1,2,3,",
    "shares of shares": "12% of ",
    "brackets": "(12%) ",
    "opening brackets": "( 9 ",
    "counts of counts": "of 12 of 13 ",
    "years": "in 2024 ",
    "numbers in words": "twenty ",
    "hundreds": "one hundred and ",
    "references": "9/9/",
    "quotation marks": '"12 ',
    "comparisons": "against a target of 4, ",
    "short sentences": "It was 7. ",
    "bars": "7 | ",
    "hyphens": "a- 7 ",
}


def a_paragraph(text: str) -> Document:
    """A document of one paragraph, and that one sentence, as when the layout is lost."""
    span = Span(0, len(text))
    block = Block(Kind.PARAGRAPH, Part.MINUTES, span, span, sentences=(span,))
    return Document("nasty.txt", text, text, "0" * 64, blocks=(block,))


def fastest(work: Callable[[], object], times: int = 2) -> float:
    """The least of several times: what the work takes when nothing else runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("unit", NASTY.values(), ids=NASTY.keys())
def test_the_time_grows_with_the_text_and_not_with_its_square(unit: str, record: Record) -> None:
    text = unit * (SHORT // len(unit))
    short, long = a_paragraph(text), a_paragraph(text * 4)
    once, four = fastest(lambda: find_observations(short)), fastest(lambda: find_observations(long))
    record(f"figures in 1 MB of {unit!r} / in a quarter of it", four / max(once, 0.001), f"{four:.2f} s")
    assert four < 8 * max(once, 0.01)
