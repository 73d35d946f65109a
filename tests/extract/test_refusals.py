"""Sentences in which somebody refuses, or cannot say when, beside who it was; and sentences in which nobody does."""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.read import read_document

HEAD = """Seaholm Council
Harbour Panel
10 September 2024

Present: Councillor Mary Hill (Chair), Councillor Ada Bell
In attendance: Tom Field, Head of Harbours; Dr Lena Osei, Port Health Officer

4. DREDGING

Mr Field presented the report.
"""

REFUSALS = [
    (
        "Mr Field declined to give a date for the dredging.",
        "Tom Field",
        "Mr Field declined to give a date for the dredging",
    ),
    (
        "Asked by Councillor Bell, he could not say when the bar would be open.",
        "Tom Field",
        "he could not say when the bar would be open",
    ),
    ("Dr Osei said that she was unable to provide the results.", "Lena Osei", "she was unable to provide the results"),
    ("Councillor Bell asked when. No date could be given.", "Tom Field", "No date could be given"),
    ("It was not possible to confirm the cost.", "Tom Field", "It was not possible to confirm the cost"),
    ("Mr Field thanked Members but could give no guarantee.", "Tom Field", "could give no guarantee"),
]
NONE = [
    "Councillor Bell was unable to attend.",
    "Landings had declined to 40 tonnes.",
    "Mr Field could not see the point of the buoys.",
    "No date was set on the plan of 1931.",
    'Mr Field read out the letter, which said: "the Agency declined to give a date".',
]


def refusals(sentence: str) -> list[tuple[str, str]]:
    facts = extract_facts(read_document(f"{HEAD}\n{sentence}\n".encode(), "minutes.txt"))
    return [("; ".join(p.name for p in u.by), u.evidence.quote) for u in facts.unused if u.is_refusal]


@pytest.mark.parametrize(("sentence", "who", "words"), REFUSALS, ids=[sentence for sentence, _, _ in REFUSALS])
def test_a_refusal_is_kept_with_who_refused(sentence: str, who: str, words: str) -> None:
    ((by, quote),) = refusals(sentence)
    assert by == who
    assert words in quote


@pytest.mark.parametrize("sentence", NONE)
def test_other_senses_are_no_refusals(sentence: str) -> None:
    assert refusals(sentence) == []


def test_a_refusal_is_no_commitment() -> None:
    facts = extract_facts(read_document(f"{HEAD}\n{REFUSALS[0][0]}\n".encode(), "minutes.txt"))
    assert facts.commitments == ()
