"""Looking for versions takes time by the number of documents, not by its square, whatever the documents are like.

No clock decides: each set of documents is searched at one size and at four times that size in the same run.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.document import Document, Span
from kg.facts import Commitment, CommitmentKind, DocumentFacts, Evidence, Meeting
from kg.pipeline.additions import Known
from kg.pipeline.reading import Read
from kg.read import read_document
from kg.resolve.versions import Paper, Relation, Version, find_versions
from tests.conftest import Record

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

FEW = 150  # documents; four times as many are 600
BREATH = 0.05  # seconds that are lost in the noise
WORDS = [
    f"{first}{last}" for first in "mo ha pi la to re su ki".split() for last in "ring bour lot ne wer port".split()
]
STANDING = "There were no declarations of interest from any of the members who were present at the meeting."


def said(seed: int, sentences: int = 12) -> list[str]:
    """Sentences that stand in no other document."""
    chance = random.Random(seed)
    return [f"The {' '.join(chance.choices(WORDS, k=14))} was left as it was." for _ in range(sentences)]


def paper(number: int, sentences: list[str], day: dt.date | None, body: str = "Harbour Panel") -> Paper:
    """A document of some sentences."""
    text = "Harbour Panel\n\n1. TIDES\n\n" + "\n\n".join(sentences) + "\n"
    document: Document = read_document(text.encode(), f"{number}.txt")
    return Paper(f"d{number:06}", document, DocumentFacts(f"{number}.txt", Meeting("Seaholm Council", body, day)))


def day(number: int) -> dt.date:
    return dt.date(2000, 1, 1) + dt.timedelta(days=number)


# How a set of so many documents is made.
SETS: dict[str, Callable[[int], list[Paper]]] = {
    "one file a meeting": lambda n: [paper(i, said(i), day(i)) for i in range(n)],
    "four files a meeting": lambda n: [paper(i, [*said(i // 4), *said(-i, 1)], day(i // 4)) for i in range(n)],
    "all of one day": lambda n: [paper(i, [STANDING, *said(i)], day(0)) for i in range(n)],
    "all of one day and nearly the same": lambda n: [paper(i, [*said(0), *said(i, 1)], day(0)) for i in range(n)],
    "all without a day": lambda n: [paper(i, [STANDING, *said(i)], None) for i in range(n)],
    "all without a day and nearly the same": lambda n: [paper(i, [*said(0), *said(i, 1)], None) for i in range(n)],
    "half without a day": lambda n: [paper(i, [STANDING, *said(i // 2)], day(i) if i % 2 else None) for i in range(n)],
    "without a day, of the words of many": lambda n: [
        paper(i, [sentence for k in range(6) for sentence in said(3 * i + k, 2)], day(i) if i % 3 else None)
        for i in range(n)
    ],
}


def seconds(papers: list[Paper]) -> float:
    start = time.process_time()
    find_versions("Seaholm Council", papers)
    return time.process_time() - start


@pytest.mark.parametrize("name", SETS)
def test_four_times_the_documents_take_four_times_as_long(name: str, record: Record) -> None:
    few, many = SETS[name](FEW), SETS[name](4 * FEW)
    once, four = max(seconds(few), BREATH), seconds(many)
    record(f"versions among {4 * FEW} documents, {name} / a quarter of them", four / once, f"{four:.2f} s")
    assert four < 9 * once


@pytest.mark.parametrize(
    "sentence", ["Ms Hill would send list {} to members by May.", "Ms Hill would send it to members."]
)
def test_what_a_copy_adds_takes_time_by_the_number_of_its_promises(sentence: str, record: Record) -> None:
    """Two files of one meeting, each with promises of its own, thousands of them."""

    def read(name: str, count: int) -> Read:
        promises = [sentence.format(f"{name}{i} {i * 7}") for i in range(count)]
        one = paper(0, promises, day(0))
        block = (find_words(one.document.text, promise) for promise in promises)
        commitments = tuple(
            Commitment(CommitmentKind.PROMISE, "send", (), (), (Evidence(span, span.of(one.document.text)),))
            for span in block
        )
        return Read(one.document, replace(one.facts, commitments=commitments), b"", "Seaholm Council", name)

    def seconds_of(count: int) -> float:
        current, copy = read("a", count), read("b", count)
        start = time.process_time()
        Known(current).add(copy, Version("a", Relation.COPY, "the same text again"))
        return time.process_time() - start

    once, four = max(seconds_of(500), BREATH), seconds_of(2000)
    record("what a copy with 2,000 promises adds / one with 500", four / once, f"{four:.2f} s")
    assert four < 9 * once


def find_words(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
