"""Reading and extraction on documents as long as real ones: how fast beside one pass of `re`, and how the time grows.

No clock decides: every test compares two times that were taken one after the other, and the speeds are only recorded.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import cache

import pytest

from kg.extract import extract_facts
from kg.facts import DocumentFacts
from kg.lexicon import any_of, load_lexicon
from kg.lexicon.heads import find_heads
from kg.read import read_document
from tests.conftest import ROOT, Record

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

LENGTH = 200_000  # bytes of one document: the minutes of a long evening, with what was laid before it
SHORT = 250_000  # characters of a nasty text; four times as many are 1 MB
HEAD = (
    "Marram Harbour Panel\n\nMinutes of the meeting held on 3 March 2026\n\nPresent: Councillor Petra Hay (Chair)\n"
    "In attendance: Jo Hill, Head of Moorings\n\n1. MOORINGS\n\n"
)

NASTY = {
    "would": "would ",
    "agreed to": "agreed to ",
    "resolved": "RESOLVED that ",
    "lines of decisions": "RESOLVED that the Clerk write to the pilots.\n\n",
    "letters of lists": "(a) ",
    "articles": "the ",
    "asked that": "asked that ",
    "conditions": "if the ",
    "days": "3 March 2026 ",
    "by a month": "by May ",
    "events": "following the completion of ",
    "one enormous sentence": "Ms Hill said that the Head of Moorings would send the list to members by 3 May and ",
    "promises without end": "Ms Hill said that she would send it to members by May. ",
    "action lines": "- Clerk to write to the pilots\n",
    "names": "Councillor Hay, Ms Hill, ",
    "posts": "Head of Moorings and ",
    "speakers": "Ms Hill: ",
    "and": "and ",
    "to be": "to be ",
    "one word": "a",
    "quotation marks": '"',
    "semicolons": ";",
    "commas": ", ",
    "brackets": "(",
    "spaces": " ",
    "line ends": "\n",
}


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The least of several times: what the work takes when nothing else runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


@cache
def long_documents() -> tuple[bytes, ...]:
    """Our own minutes, joined to documents of the length of real ones: after the first, what was said in the others."""
    documents = [b""]
    for path in sorted((ROOT / "examples").glob("**/minutes/**/*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if len(documents[-1]) > LENGTH:
            documents.append(b"")
        documents[-1] += (text[len(text) // 5 :] if documents[-1] else text).encode() + b"\n\n"
    return tuple(document for document in documents if len(document) > LENGTH)


def extract(data: bytes) -> DocumentFacts:
    return extract_facts(read_document(data, "long.txt"))


def cue_words() -> re.Pattern[str]:
    """One alternation of every word with which a phrase of the lexicon can begin."""
    heads = [find_heads(phrase.source) for phrase in load_lexicon()]
    words = frozenset[str]().union(*(one.words | one.beginnings for one in heads if one))
    return re.compile(rf"\b{any_of(words)}\b", re.IGNORECASE)


def test_long_documents_beside_one_pass_of_re(record: Record) -> None:
    documents, cues = long_documents(), cue_words()
    texts = [data.decode() for data in documents]
    megabytes = sum(map(len, documents)) / 1e6
    extract(documents[0][:20_000])  # the lexicon is read once
    extracting = seconds(lambda: [extract(data) for data in documents])
    passing = seconds(lambda: [cues.findall(text) for text in texts], 3)
    record(
        "long documents: reading and extracting / one pass of re",
        extracting / passing,
        f"{megabytes / extracting:.2f} MB/s, {megabytes / passing:.2f} MB/s",
    )
    assert extracting < 15 * passing


def test_four_times_the_minutes_take_four_times_as_long(record: Record) -> None:
    short = long_documents()[0][: LENGTH // 4]
    long = b"".join(long_documents())[: len(short) * 4]
    extract(short)
    growth = seconds(lambda: extract(long)) / seconds(lambda: extract(short), 2)
    record("long documents: four times the text / the text", growth, "")
    assert growth < 10


@pytest.mark.parametrize("name", NASTY)
def test_no_repetition_makes_the_time_grow_faster_than_the_text(name: str, record: Record) -> None:
    unit = NASTY[name]
    short, long = ((HEAD + unit * (length // len(unit))).encode() for length in (SHORT, 4 * SHORT))
    once, four = seconds(lambda: extract(short)), seconds(lambda: extract(long))
    record(f"1 MB of {name}", four / max(once, 0.01), f"{4 * SHORT / 1e6 / four:.2f} MB/s")
    assert four < 8 * once + 0.5
