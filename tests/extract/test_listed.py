"""Lists below those who promise, ask or are to act: each line beside what it is, and who is bound or asks."""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.read import read_document

HEAD = """Seaholm Council
Harbour Panel
10 September 2024

Present: Councillor Mary Hill (Chair), Councillor Ada Bell
In attendance: Jon Field, Head of Harbours; Dr Lena Osei, Port Health Officer

1. DREDGING

Mr Field presented the report.

"""

LISTS = [
    ("Mr Field undertook to:", ["check the moorings", "report to the December meeting"], "promise", "Jon Field"),
    ("Dr Osei would:", ["look at the timetable;", "speak to the operator; and", "report back"], "promise", "Lena Osei"),
    ("The Panel asked officers to:", ["provide a list by pier", "consult the clubs"], "request", "Harbour Panel"),
    ("Officers were asked to:", ["provide a list by pier", "consult the clubs"], "request", "Officers"),
    ("It was agreed that officers would:", ["repaint the lights", "report back in May"], "resolution", "Officers"),
    (
        "The Panel requested:",
        ["A copy of the plan", "An update in May", "That the clubs be told"],
        "request",
        "Harbour Panel",
    ),
]


def listed(lead: str, lines: list[str]) -> list[tuple[str, str, str]]:
    words = "\n".join([lead, *(f"- {line}" for line in lines)])
    found = extract_facts(read_document(f"{HEAD}{words}\n".encode(), "minutes.txt")).commitments
    return [(str(c.kind), "; ".join(p.name for p in c.by), c.evidence[0].quote) for c in found]


@pytest.mark.parametrize(("lead", "lines", "kind", "by"), LISTS, ids=[row[0] for row in LISTS])
def test_each_line_of_a_list_is_of_the_kind_that_its_lead_says(lead: str, lines: list[str], kind: str, by: str) -> None:
    expected = [(kind, by, line.removesuffix("; and").rstrip(";")) for line in lines]
    assert listed(lead, lines) == expected


@pytest.mark.parametrize(
    ("lead", "lines"),
    [
        ("Mr Field had agreed to:", ["check the moorings", "mend the crane"]),
        ("Members made the following comments:", ["the crane was slow", "the lights were fine"]),
        ("The crane, which would:", ["lift boats", "move stone"]),
        ("The Panel asked officers to:", ["note the point", "the crane was slow"]),
    ],
)
def test_a_list_below_other_words_binds_nobody(lead: str, lines: list[str]) -> None:
    assert listed(lead, lines) == []
