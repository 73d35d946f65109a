"""One file, several meetings: parted where a new head begins, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kg.document import Record
from kg.extract import extract_facts
from kg.facts import Commitment, DocumentFacts
from kg.gather import Source
from kg.pipeline import Read, read_source
from kg.read import read_document, read_documents
from kg.read.rendering import Rendering
from kg.read.sections import MOST, split_meetings
from tests.conftest import ROOT

EXAMPLES = sorted(ROOT.glob("examples/**/minutes/**/*.txt"))

MAY = """Ash Magna Parish Council

Minutes of the meeting of the Parish Council held on Monday 13 May 2024 in the Village Hall at 7.30pm

Present: Cllr Jane Withers (Chairman), Cllr Amos Fell, Cllr Ruth Okoro. Clerk: Dilys Penhale

1. Apologies
None were received.

2. Minutes of the last meeting
The minutes of the meeting held on 8 April 2024 were approved and signed.

3. Bus shelter
The Clerk would write to the County Council about the roof of the bus shelter and report to the next meeting.
Cllr Fell reported that the bench had been mended, and thanked those who had helped.

4. Date of next meeting
10 June 2024.

The meeting closed at 8.40pm.

Signed .................... Chairman     Date ..................
"""
JUNE = (
    MAY.replace("13 May 2024", "10 June 2024")
    .replace("8 April 2024", "13 May 2024")
    .replace("4. Date of next meeting\n10 June 2024", "4. Date of next meeting\n8 July 2024")
    .replace("bus shelter", "play area")
    .replace("bench", "gate")
)
JULY = JUNE.replace("10 June 2024", "8 July 2024").replace("play area", "pond").replace("gate", "stile")
PLANNING = """ASH MAGNA PARISH COUNCIL
PLANNING COMMITTEE
Tuesday, 14 May 2024

In attendance: Cllr Amos Fell (Chair), Cllr Ruth Okoro

1. Applications
The Committee considered the application for a barn at Long Furlong, and had no objection. It was noted that the
applicant would plant a hedge along the lane. Cllr Okoro asked the Clerk to tell the planning officer so by 1 June.
"""


def starts(text: str) -> list[int]:
    """Where the meetings in a text begin."""
    return [section.span.start for section in split_meetings(Rendering(text))]


def read(tmp_path: Path, text: str, record: Record | None = None) -> tuple[Read, ...]:
    """The documents of a file, with their facts, as `kg build` reads them."""
    path = tmp_path / "year.txt"
    path.write_text(text, encoding="utf-8")
    found = read_source(Source(path, record or Record()))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n\n\n", "\x0c", "\n\n--------------------\n\n", "\n\nPage 4\n\n"])
def test_a_year_of_minutes_in_one_file_is_parted(between: str) -> None:
    text = between.join((MAY, JUNE, PLANNING, JULY))
    assert starts(text) == [0, *(text.index(part) for part in (JUNE, PLANNING, JULY))]


def test_each_meeting_has_its_own_facts_and_offsets_count_in_the_file(tmp_path: Path) -> None:
    text = MAY + "\n\n" + JUNE
    may, june = read(tmp_path, text)
    assert [(one.document.section, str(one.facts.meeting.date)) for one in (may, june)] == [
        (1, "2024-05-13"), (2, "2024-06-10"),
    ]  # fmt: skip
    assert "bus shelter" in may.document.text
    assert "bus shelter" not in june.document.text
    for one in (may, june):
        assert one.facts.commitments
        for commitment in one.facts.commitments:
            for evidence in commitment.evidence:
                assert one.document.in_file(evidence.span).of(text) == evidence.quote
                place = one.document.in_file(evidence.span)
                assert one.document.from_file(place) == evidence.span
                assert one.document.line_of(evidence.span.start) == text.count("\n", 0, place.start) + 1


@pytest.mark.parametrize(
    "text",
    [
        MAY,
        # a contents list at the front, an action log with days, earlier minutes that are mentioned
        MAY + "\nACTION LOG\n\n13 May 2024 | Clerk | write about the roof\n10 June 2024 | Cllr Fell | mend the bench\n",
        MAY.replace("3. Bus", "Minutes of the Extraordinary Meeting held on 22 April 2024\nThese were approved.\n\n3. Bus"),
        MAY.replace("3. Bus", "Public session\nPresent: four members of the public.\n\n3. Bus"),
        MAY.replace("3. Bus", "Planning Committee\nThe meeting of 14 May 2024 had been well attended.\n\n3. Bus"),
        # its own head again on the next page
        MAY.replace("3. Bus", "\x0cAsh Magna Parish Council\nMinutes of the meeting held on 13 May 2024\n\n3. Bus"),
        # the summons above the minutes
        "Ash Magna Parish Council\n\nA meeting will be held on 13 May 2024\nAttendance: all councillors\n\n1. Apologies\n"
        "2. To approve the minutes of the meeting held on 8 April 2024\n\n" + MAY,
    ],
    ids=["one meeting", "action log", "earlier minutes", "public present", "committee told of", "running head", "summons"],
)  # fmt: skip
def test_one_meeting_is_not_parted(text: str) -> None:
    assert starts(text) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_not_parted(path: Path) -> None:
    assert len(read_documents(path.read_bytes(), path.name)) == 1


COUNCIL = """Ash Magna Town Council

Minutes of the meeting held on 20 May 2024

Present: Cllr Jane Withers (Mayor), Cllr Amos Fell

1. Apologies

None were received.

2. Minutes

The minutes of the last meeting were approved. The Mayor said that she had been to the opening of the bridge, where the
band had played and many people had come, and that the County Council had promised her that it would be painted.

3. Committees

PLANNING COMMITTEE, 14 May 2024

Present: Cllr Amos Fell (Chair), Cllr Ruth Okoro

{own}The Committee considered the application for a barn, and had no objection. It was noted that a hedge would be planted.
Cllr Okoro asked whether the applicant had been told, and the Clerk said that he would be. The report was received.

4. Finance

The Clerk reported that the accounts had been audited. It was agreed that the auditor be thanked.
"""


@pytest.mark.parametrize("own", ["", "1. Barn\n\n"], ids=["without numbers", "with numbers of its own"])
def test_a_committee_reported_within_minutes_that_go_on_does_not_part_them(own: str) -> None:
    assert starts(COUNCIL.format(own=own)) == []


def test_minutes_of_a_committee_behind_those_of_the_council_are_a_meeting() -> None:
    text = COUNCIL.format(own="1. Barn\n\n").replace("4. Finance", "2. Finance")
    assert starts(text) == [0, text.index("PLANNING")]


def test_minutes_numbered_through_the_year_are_parted_where_a_meeting_closed() -> None:
    june = JUNE.replace("\n1. ", "\n5. ").replace("\n2. ", "\n6. ").replace("\n3. ", "\n7. ").replace("\n4. ", "\n8. ")
    assert starts(f"{MAY}\n{june}") == [0, len(MAY) + 1]


def test_a_sentence_that_says_who_met_heads_the_list_of_those_present() -> None:
    def month(day: str) -> str:
        return f"{day} 2024\n\nAsh Magna Council held their meeting at 7.30pm on {day} 2024 in the hall.\n\nPRESENT\n\n{rest}"

    rest = MAY.partition("Present: ")[2]
    text = month("14 May") + "\n" + month("11 June")
    assert starts(text) == [0, text.index("11 June")]


def test_more_meetings_than_anybody_keeps_in_a_file_are_said_to_be_too_many() -> None:
    short = MAY.partition("4. Date")[0] + "The meeting closed.\n\n"
    days = [date(2000, 1, 3) + timedelta(days=9 * i) for i in range(MOST + 3)]
    text = "".join(short.replace("13 May 2024", f"{day:%d %B %Y}") for day in days)
    documents = read_documents(text.encode(), "book.txt")
    assert len(documents) == MOST
    assert "seems to hold 400 meetings or more" in str(documents[0].doubts)
    assert sum(len(document.text) for document in documents) == len(text)


def test_a_list_of_contents_before_the_first_meeting_is_no_meeting() -> None:
    contents = "MINUTE BOOK\n\nMinutes of the meeting held on 13 May 2024 ... 1\nMinutes of the meeting held on 10 June 2024 ... 3\n\n"
    text = contents + MAY + "\n\n" + JUNE
    assert starts(text) == [text.index(MAY), text.index(JUNE)]


def test_a_title_above_the_first_meeting_belongs_to_it() -> None:
    text = f"ASH MAGNA\nMINUTES OF THE COUNCIL AND ITS COMMITTEES\n\n{MAY}\n{JUNE}"
    assert starts(text) == [0, text.index(JUNE)]


def test_council_and_body_named_at_the_top_hold_for_later_meetings(tmp_path: Path) -> None:
    june = JUNE.replace("Ash Magna Parish Council\n\n", "").replace(
        "meeting of the Parish Council held", "meeting held"
    )
    text = MAY + "\n\n" + june
    first, second = read(tmp_path, text)
    assert (second.facts.meeting.council, second.facts.meeting.body) == (
        first.facts.meeting.council,
        first.facts.meeting.body,
    )
    assert second.facts.meeting.council == "Ash Magna Parish Council"
    assert second.facts.meeting.above, "no fact without its words"
    for evidence in second.facts.meeting.above:
        assert evidence.span.of(text) == evidence.quote
    assert first.facts.meeting.above == ()


def test_each_meeting_has_the_row_of_its_day(tmp_path: Path) -> None:
    june = Record("year.txt", "Ash Magna Parish Council", "", "2024-06-10", "https://ash-magna.example/june", 2)
    row = Record("year.txt", "Ash Magna Parish Council", "", "2024-05-13", "https://ash-magna.example/may", 1, (june,))
    first, second = read(tmp_path, MAY + JUNE, row)
    assert first.document.record.url.endswith("/may")
    assert second.document.record.url.endswith("/june")
    assert not [doubt for one in (first, second) for doubt in (*one.document.doubts, *one.facts.doubts)]


LOG = """# Minutes of the year

## 4 March 2025

Present: Cllr Fell (Chair)

Ola Breck, Head of Boats, agreed to send the figures by 30 April 2025. Next meeting:

6 May 2025

## 6 May 2025

Present: Cllr Fell (Chair)

Ola Breck, Head of Boats, agreed to mend the quay by 30 June 2025.
"""


def test_headings_that_are_days_part_a_file_where_rows_give_these_days(tmp_path: Path) -> None:
    may = Record("year.md", "Mere Valley Council", "Boat Panel", "2025-05-06", "", 3)
    row = Record("year.md", "Mere Valley Council", "Boat Panel", "2025-03-04", "", 2, (may,))
    found = read(tmp_path, LOG, row)
    assert [(str(one.facts.meeting.date), one.facts.meeting.body) for one in found] == [
        ("2025-03-04", "Boat Panel"),
        ("2025-05-06", "Boat Panel"),
    ]
    assert [[one.action for one in part.facts.commitments] for part in found] == [
        ["send the figures by 30 April 2025"], ["mend the quay by 30 June 2025"],
    ]  # fmt: skip
    # From the copy in the graph each is read again as it was, with its own row alone.
    data = LOG.encode()
    for number, one in enumerate(found, 1):
        again = read_document(data, "year.txt", one.document.record, number)
        assert (again.text, again.section) == (one.document.text, number)


def test_without_rows_for_just_these_days_headings_part_nothing(tmp_path: Path) -> None:
    other = Record("year.md", "Mere Valley Council", "Boat Panel", "2025-07-01", "", 3)
    row = Record("year.md", "Mere Valley Council", "Boat Panel", "2025-03-04", "", 2, (other,))
    assert len(read(tmp_path, LOG, row)) == len(read(tmp_path, LOG)) == 1


def test_a_meeting_is_read_again_by_its_number() -> None:
    data = (MAY + JUNE).encode()
    documents = read_documents(data, "year.txt")
    assert [read_document(data, "year.txt", None, n) for n in (1, 2)] == list(documents)


def told(facts: DocumentFacts) -> tuple[object, ...]:
    """What facts say, without where it stands."""

    def said(commitment: Commitment) -> tuple[object, ...]:
        due = commitment.due.by if commitment.due else None
        return commitment.kind, commitment.action, commitment.by, commitment.to, commitment.owner, due

    meeting = facts.meeting
    return (
        (meeting.council, meeting.body, meeting.date, meeting.later),
        [(person.name, person.kind, person.present, len(person.mentions)) for person in facts.people],
        [said(commitment) for commitment in facts.commitments],
        [(one.indicator, one.value, one.unit, one.period) for one in facts.observations],
        [(one.evidence.quote, one.reason) for one in facts.unused],
    )


@pytest.mark.slow
@pytest.mark.parametrize("folder", sorted({path.parent for path in EXAMPLES}), ids=lambda path: path.name)
def test_minutes_joined_come_apart_with_the_facts_of_each(folder: Path, tmp_path: Path) -> None:
    texts = [
        path.read_bytes().decode("utf-8-sig").strip().removeprefix("1\n") + "\n\nThe meeting closed at 9.00 pm."
        for path in EXAMPLES
        if path.parent == folder
    ]
    # Pages of one item have no head; a summons stands above one.
    texts = [text for text in texts if starts(f"{MAY}\n\n{text}") == [0, len(MAY) + 2]]
    if len(texts) < 2:
        pytest.skip("one text with a head")
    read_back = read(tmp_path, "\n\n".join(texts))
    assert [one.document.text.strip() for one in read_back] == texts
    for one, text in zip(read_back, texts, strict=True):
        alone = extract_facts(replace(read_document(text.encode(), "year.txt"), above=one.document.above))
        assert told(one.facts) == told(alone)
