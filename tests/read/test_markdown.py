"""Minutes in Markdown, as people write them: what is a mark is no word, and nothing moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import PAD, Document, Kind, Part
from kg.errors import SourceError
from kg.extract import extract_facts
from kg.facts import DocumentFacts
from kg.read import read_document, read_documents, render, stored_text
from kg.read.markdown import hide_marks, hide_tags
from kg.show import format_evidence

MINUTES = """---
layout: post
title: "Minutes of Ashwater Parish Council"
author: dilys
date: 2024-05-20 09:30:00 +0100
tags:
  - minutes
---

# **ASHWATER PARISH COUNCIL**

## Minutes of the meeting held on *Tuesday 14 May 2024* in the [Village Hall](https://ashwater.example/hall)

**Present:** Cllr **Jane Withers** (Chair), Cllr Amos\\-John Fell

<!-- the clerk was late -->

1\\. **Apologies**\\
None.

### 2. Bus shelter

> The **Clerk**, *Dilys Penhale*, undertook to write to [the County
> Council](mailto:roads@county.example) about the roof by **1 June 2024**.

![photograph](shelter.jpg)

* * *

### 3. Actions

| Action | Owner | By |
| --- | :---: | ---: |
| **Mend** the `gate` at Long_Meadow | Cllr Fell | 30 June 2024 |
| Order grit | Clerk | 1 October 2024 |

The Council&nbsp;spent £1,240 on~~ce~~ more.

Signed ____________________ (Chair)
"""


def read(text: str) -> tuple[Document, DocumentFacts]:
    """A Markdown file with its facts."""
    document = read_document(text.encode(), "may.md")
    return document, extract_facts(document)


def test_markdown_is_read_as_the_words_that_a_page_shows() -> None:
    document, facts = read(MINUTES)
    assert document.text == MINUTES
    assert document.media_type == "text/markdown"
    meeting = facts.meeting
    assert (meeting.council, str(meeting.date)) == ("Ashwater Parish Council", "2024-05-14")
    assert {person.name for person in facts.people} >= {"Jane Withers", "Amos-John Fell", "Dilys Penhale"}
    assert [document.words(item.title) for item in document.items if item.title] == [
        "Apologies",
        "Bus shelter",
        "Actions",
    ]
    promise = next(c for c in facts.commitments if "roof" in c.action)
    assert promise.due is not None
    assert str(promise.due.by) == "2024-06-01"
    for mark in ("*", "[", "]", "`", "\\", "|", PAD):
        assert not [c.action for c in facts.commitments if mark in c.action]
        assert not [p.name for p in facts.people if mark in p.name]


def test_evidence_is_what_stands_in_the_file() -> None:
    _, facts = read(MINUTES)
    for one in (*facts.commitments, *facts.observations):
        for evidence in one.evidence if isinstance(one.evidence, tuple) else (one.evidence,):
            assert evidence.span.of(MINUTES) == evidence.quote
    quotes = [evidence.quote for commitment in facts.commitments for evidence in commitment.evidence]
    assert any("[the County\n> Council](mailto:roads@county.example)" in quote for quote in quotes)


def test_what_is_shown_of_markdown_has_no_marks() -> None:
    text = (
        "# Ashwater Parish Council\n\n**14 May 2024**\n\n## 1. Roof\n\n"
        "See [the long and winding minutes of the county](https://county.example/minutes/2024/05/long-and-winding). "
        "**Dilys Penhale**, *Clerk*, undertook to report on the [roof](roof.pdf) by **1 June 2024**, and "
        "**She** was asked whether the *gate* would be mended.\n"
    )
    document, facts = read(text)
    (promise,) = facts.commitments
    assert promise.due is not None
    assert promise.due.span.of(text) == "by **1 June 2024"
    for evidence in (*promise.evidence, *(one.evidence for one in facts.unused)):
        assert document.words(document.in_plain(evidence.span)) == " ".join(
            evidence.quote.replace("*", "").replace("[", "").replace("](roof.pdf)", "").split()
        )
    page = format_evidence(document, facts, "may")
    assert "roof](roof.pdf)" in page, "the text is that of the file"


def test_a_table_of_actions_is_read_row_by_row() -> None:
    document, facts = read(MINUTES)
    rows = [b for b in document.blocks if b.kind is Kind.ROW and b.part is Part.ACTION]
    assert ["Mend the gate at Long_Meadow", "Cllr Fell", "30 June 2024"] in [
        [document.words(cell) for cell in row.cells] for row in rows
    ]
    actions = {c.action: c.due.by for c in facts.commitments if c.due}
    assert any("gate" in action for action in actions)
    assert any("grit" in action for action in actions)
    assert not any("---" in document.plain[row.span.start : row.span.end] for row in rows)


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("---\ntitle: Minutes of Ashwater Parish Council\ndate: 2024-05-14\n---\n", "2024-05-14"),
        ("---\ntitle: 'Minutes of Ashwater Parish Council'\ndate: 2024-05-14T19:00:00Z\n---\n", "2024-05-14"),
        ('+++\ntitle = "Minutes of Ashwater Parish Council"\ndate = "2024-05-14"\n+++\n', "2024-05-14"),
        # the title goes before the date, which is that of the page
        ("---\ntitle: Ashwater Parish Council, 14 May 2024\ndate: 2024-06-03\n---\n", "2024-05-14"),
        ("---\r\ntitle: Ashwater Parish Council 14 May 2024\r\ndate: 2024-06-03\r\n---\r\n", "2024-05-14"),
    ],
    ids=["yaml", "timestamp", "toml", "title with day", "crlf"],
)
def test_front_matter_heads_minutes_that_have_no_head(front: str, day: str) -> None:
    _, facts = read(front + "\nPresent: Cllr Jane Withers (Chair), Cllr Amos Fell\n\n1. Apologies\n\nNone.\n")
    assert (facts.meeting.council, str(facts.meeting.date)) == ("Ashwater Parish Council", day)


def test_a_title_that_names_another_day_than_the_text_is_a_doubt() -> None:
    text = (
        "---\ntitle: Minutes of 13 May 2023\n---\n**ASHWATER PARISH COUNCIL**\n\n**Tuesday 14 May 2024**\n\n1. Roof\n"
    )
    document, facts = read(text)
    assert str(facts.meeting.date) == "2024-05-14"
    assert [str(doubt) for doubt in document.doubts] == [
        "may.md:1: the title says 13 May 2023, the text does not; put the wrong one right"
    ]
    assert read(text.replace("13 May 2023", "14 May 2024"))[0].doubts == ()


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    document, _ = read("---\n\nAshwater Parish Council\n\n14 May 2024\n\n---\n\n1. Apologies\n\nNone.\n")
    assert "Ashwater Parish Council" in document.plain
    assert "14 May 2024" in document.plain


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("a **b** c", "a b c"),
        ("***bold italics*** and __this__ and _that_", "bold italics and this and that"),
        ("snake_case_name and 3 * 4 * 5 and 2*3", "snake_case_name and 3 * 4 * 5 and 2*3"),
        ("Signed ________ Date ________", "Signed ________ Date ________"),
        ("1\\. Present\\-all \\*", "1. Present-all *"),
        ("## Heading ##", " Heading "),
        ('see [the *plan*](a_b_c.pdf "Plan") and ![x](y.png)', "see the plan and "),
        ("[first]{.underline} [ref][1]\n[1]: https://a.example/", "first ref\n"),
        ("> > quoted", "  quoted"),
        ("- [x] done\n- [ ] to do", "-  done\n-  to do"),
        ("* bullet\n+ plus\n- minus", "* bullet\n+ plus\n- minus"),
        ("one<br>two", "one\ntwo"),
        ("| a<br>b | c |\n|---|:-:|\n| d | e |", "| a b | c |\n|||\n| d | e |"),
        ("A &amp; B&rsquo;s &unknown;", "A & B’s &unknown;"),
        ("<https://a.example/b> <clerk@a.example>", "https://a.example/b clerk@a.example"),
        ("a <!-- hidden\nlines --> b", "a \n b"),
        ("Cllr<!-- never closed", "Cllr<!-- never closed"),
        ("```\ncode\n```", "\ncode\n"),
        ("Title\n=====\n\ntext\n\n***", "Title\n\n\ntext\n\n"),
        ("7 < 8 and a<b", "7 < 8 and a<b"),
    ],
)
def test_marks_are_hidden_and_words_are_not(markdown: str, seen: str) -> None:
    hidden = hide_marks(markdown)
    assert len(hidden) == len(markdown)
    assert hidden.replace(PAD, "") == seen


def test_tags_left_in_plain_text_are_no_words() -> None:
    text = '<h1 class="head">Minutes of Ashwater Parish Council held on 14 May 2024</h1>\nPresent: Cllr Fell<br /><br />None.'
    rendering = render(text.encode(), "may.txt")
    assert rendering.text == text
    document = read_document(text.encode(), "may.txt")
    assert "<" not in document.plain
    assert str(extract_facts(document).meeting.date) == "2024-05-14"
    assert hide_tags("a < b") == "a < b"


def test_a_year_of_markdown_is_parted_at_its_headings() -> None:
    months = [
        MINUTES.partition("---\n\n")[2].replace("14 May", f"{day} {month}")
        for day, month in ((14, "May"), (11, "June"), (9, "July"))
    ]
    text = "\n".join(months)
    documents = read_documents(text.encode(), "year.md")
    assert [document.text.strip() for document in documents] == [month.strip() for month in months]
    assert [str(extract_facts(document).meeting.date) for document in documents] == [
        "2024-05-14",
        "2024-06-11",
        "2024-07-09",
    ]


def test_the_stored_text_is_the_file() -> None:
    assert stored_text(MINUTES.encode(), "may.md", media_type="text/markdown", encoding="utf-8") == MINUTES


PIECES = [
    "**",
    "*",
    "_",
    "[",
    "](",
    ")",
    "`",
    "\n",
    "> ",
    "# ",
    "| ",
    "---",
    "<br>",
    "<!--",
    "-->",
    "word ",
    "\\",
    "&amp;",
    "---\ntitle: x\n",
    "![",
    "é",
    "\r\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nothing_moves(text: str) -> None:
    hidden = hide_marks(text)
    assert len(hidden) == len(text)
    try:
        document = read_document(text.encode(), "a.md")
    except SourceError:
        return
    assert len(document.plain) == len(document.text) == len(text)


@pytest.mark.parametrize("piece", PIECES)
def test_a_mark_said_a_hundred_thousand_times_takes_no_longer_than_words(piece: str) -> None:
    text = piece * 100_000
    assert len(hide_marks(text)) == len(text)
