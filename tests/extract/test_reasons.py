"""The reasons why something was not taken: few, plain, each with its sentence."""

from __future__ import annotations

from typing import get_args

import pytest

from kg.extract import extract_facts
from kg.extract.commitments.reasons import REASONS, Reason, reason_meaning
from kg.read import read_document

HEAD = "PORTS PANEL\n\nMinutes of the meeting held on 10 September 2024\n\nPresent: Councillor Nia Trask\n\nIn attendance: Tom Baddeley, Head of Ports\n\n1. Dredging\n\n"


def test_each_reason_has_its_sentence() -> None:
    assert tuple(REASONS) == get_args(Reason)
    for meaning in REASONS.values():
        assert meaning[0].isupper()
        assert meaning.endswith(".")
    assert len(set(REASONS.values())) == len(REASONS) < 25


def test_a_reason_that_another_version_gave_has_no_sentence() -> None:
    assert reason_meaning("the tide was out") == ""


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Councillor Trask asked whether the crane would be mended.", "asked, not promised"),
        ("Mr Baddeley said that the crane would not be mended.", "not to be done"),
        ("Mr Baddeley hoped that the crane would be mended.", "a hope or a thought"),
        ("Mr Baddeley had promised to mend the crane.", "already past"),
        ("Usually Mr Baddeley would write to the pilots.", "done as a rule"),
        ('The letter said "the crane will be mended by Mr Baddeley in May".', "quoted words"),
        ("RESOLVED That the report be noted.", "asks nobody to act"),
        ("Councillor Trask moved that Mr Baddeley be asked to write to the pilots.", "moved, not decided"),
        ("Councillor Trask asked for clarification.", "part of the meeting"),
    ],
)
def test_the_reason_is_the_one_a_clerk_would_give(sentence: str, reason: str) -> None:
    facts = extract_facts(read_document((HEAD + sentence + "\n").encode(), "ports-panel.txt"))
    assert [unused.reason for unused in facts.unused] == [reason]
