"""Nothing is passed over in silence: a sentence with the look of a commitment is one, or is listed with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Block, Document, Kind, Part, Span
from kg.extract import extract_facts
from kg.extract.commitments.cues import ASKING, COMING, DECIDING, PROMISING, find_cues
from kg.extract.commitments.reasons import REASONS
from kg.facts import DocumentFacts
from kg.lexicon import load_lexicon
from kg.read import read_document
from tests.conftest import EXAMPLES

HEADS = ("question", *PROMISING, *ASKING, *DECIDING, *COMING)
HEAD = "PORTS PANEL\n\nMinutes of the meeting held on 10 September 2024\n\nPresent: Councillor Nia Trask\n\nIn attendance: Tom Baddeley, Head of Ports\n\n1. Dredging\n\n"


def read(text: str) -> tuple[Document, DocumentFacts]:
    document = read_document((HEAD + text + "\n").encode(), "ports-panel.txt")
    return document, extract_facts(document)


def listed(text: str) -> list[tuple[str, str]]:
    document, facts = read(text)
    return [(document.words(unused.evidence.span), unused.reason) for unused in facts.unused]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Mr Baddeley must paint the crane.", "no phrase of the lexicon"),
        ("Mr Baddeley was looking to paint the crane.", "a hope or a thought"),
        ("A visit was volunteered by nobody.", "no phrase of the lexicon"),
        ("Letters from the pilots to wait till Easter.", "no phrase of the lexicon"),
        ("The old crane closes on 4 December.", "no phrase of the lexicon"),
        ("Mr Baddeley would dearly like to say yes.", "another sense"),
        ("The minutes were agreed.", "another sense"),
    ],
)
def test_a_sentence_about_which_no_rule_said_anything_is_listed(sentence: str, reason: str) -> None:
    assert listed(sentence) == [(sentence, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "The crane was painted in 1962.",
        "Mr Baddeley was thanked.",
        "It was hoped for better weather.",  # nobody who can act
        "The pilots came to the quay.",
        "Mr Baddeley undertook to paint the crane.",
        "RESOLVED:-\n\n(1) That Mr Baddeley paint the crane.",  # a lead-in is no decision
        "ACTION: Mr Baddeley to paint the crane.",
        "The crane was to be painted.\n\nACTION: Tom Baddeley",  # a name alone is no act
    ],
)
def test_what_has_no_such_look_or_was_taken_is_not_listed(text: str) -> None:
    assert listed(text) == []


def test_every_line_of_a_list_of_decisions_is_taken_or_listed() -> None:
    found = listed(
        "RESOLVED:-\n\n(1) That the report be noted.\n\n(2) That Mr Baddeley paint the crane.\n\n(3) Thanks."
    )
    assert [words for words, _ in found] == ["That the report be noted.", "Thanks."]


def test_what_stands_outside_the_minutes_is_listed_as_such() -> None:
    text = "Agenda item\n\nDredging\n\nThe Director will bring a report to the Panel.\n\nMinutes:\n\nIt was received."
    facts = extract_facts(read_document(text.encode(), "item.txt"))
    assert [(u.evidence.quote, u.reason) for u in facts.unused] == [
        ("The Director will bring a report to the Panel.", "outside the minutes")
    ]


def test_a_sentence_is_listed_once_and_only_its_clause_where_the_rest_was_taken() -> None:
    twice = "Mr Baddeley hoped that the crane would be mended and that the lamp would be lit."
    assert listed(twice) == [(twice, "a hope or a thought")]
    half = "The crane would not be mended, but Mr Baddeley undertook to write to the pilots by May."
    assert listed(half) == [("The crane would not be mended", "not to be done")]


def silent(document: Document, facts: DocumentFacts) -> list[str]:
    """The sentences of the minutes with a phrase that can begin a commitment that are neither taken nor listed."""
    shown = [e.span for c in facts.commitments for e in c.evidence] + [u.evidence.span for u in facts.unused]
    return [
        document.words(sentence)
        for block in document.blocks
        for sentence in sentences(block)
        if find_cues(document.plain, sentence) and not any(sentence.overlap(span) for span in shown)
    ]


def sentences(block: Block) -> tuple[Span, ...]:
    return block.sentences if block.kind is not Kind.HEADING and block.part is Part.MINUTES else ()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.txt")), ids=lambda path: path.stem)
def test_no_sentence_with_a_phrase_of_the_lexicon_is_missing(path: Path) -> None:
    document = read_document(path.read_bytes(), path.name)
    assert silent(document, extract_facts(document)) == []


@pytest.mark.parametrize("means", HEADS)
def test_every_example_of_a_phrase_that_can_begin_a_commitment_has_its_look(means: str) -> None:
    for phrase in load_lexicon().phrases(means):
        for example in phrase.examples:
            plain = example.replace("[[", "").replace("]]", "")
            assert find_cues(plain, Span(0, len(plain))), f"{phrase.where}: {example}"


WORDS = st.sampled_from(
    "the Panel Members would will must be sent report by in March asked whether that agreed to hoped Mr Baddeley She , . not if".split(
        " "
    )
)


@given(st.lists(WORDS, min_size=1, max_size=40))
@settings(max_examples=60)
def test_whatever_the_words_none_is_missing_and_none_is_listed_twice(words: list[str]) -> None:
    document, facts = read(" ".join(words))
    assert silent(document, facts) == []
    spans = [unused.evidence.span for unused in facts.unused]
    assert spans == sorted(set(spans))
    assert all(unused.reason in REASONS for unused in facts.unused)
    taken = [e.span for c in facts.commitments for e in c.evidence]
    assert not any(span.overlap(other) for span in spans for other in taken)
