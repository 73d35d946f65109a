"""Words of minutes beside the last day on which a promise made in them would be kept."""

from __future__ import annotations

import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Span
from kg.extract.dates import Calendar, find_due, read_due
from kg.extract.dates.stretches import find_stretch, first_day, last_day
from kg.lexicon import load_lexicon

MET = dt.date(2024, 9, 10)  # a Tuesday
CALENDAR = Calendar(MET, (dt.date(2024, 12, 3), dt.date(2025, 3, 11)))

DAYS = [
    ("send the plan by 31 October 2024", "by 31 October 2024", "2024-10-31"),
    ("send the plan by 31 July", "by 31 July", "2025-07-31"),
    ("send the plan by Friday 18th October", "by Friday 18th October", "2024-10-18"),
    ("be finished on or before 16 December 2024", "on or before 16 December 2024", "2024-12-16"),
    ("send ideas before 29 November", "before 29 November", "2024-11-28"),
    ("be published in November 2024", "in November 2024", "2024-11-30"),
    ("be published before June", "before June", "2025-05-31"),
    ("open from September 2025", "from September 2025", "2025-09-30"),
    ("be ready by the end of October", "by the end of October", "2024-10-31"),
    ("be ready by mid-November", "by mid-November", "2024-11-15"),
    ("report early in 2025", "early in 2025", "2025-04-30"),
    ("report in 2025", "in 2025", "2025-12-31"),
    ("report to the next meeting", "to the next meeting", "2024-12-03"),
    ("report at its March meeting", "at its March meeting", "2025-03-11"),
    ("report to the June meeting", "to the June meeting", "2025-06-30"),
    ("report to the meeting on 23rd January 2025", "to the meeting on 23rd January 2025", "2025-01-23"),
    ("raise it at the contract review in September 2025", "at the contract review in September 2025", "2025-09-30"),
    ("reply within six weeks", "within six weeks", "2024-10-22"),
    ("reply within ten working days", "within ten working days", "2024-09-24"),
    ("report in three months' time", "in three months' time", "2024-12-10"),
    ("report in twelve months", "in twelve months", "2025-09-10"),
    ("reply by close of play on Friday", "by close of play on Friday", "2024-09-13"),
    ("reply by the end of the month", "by the end of the month", "2024-09-30"),
    ("ring tomorrow", "tomorrow", "2024-09-11"),
    ("open on 17th and 18th January", "on 17th and 18th January", "2025-01-18"),
    ("finish by 30.11.24", "by 30.11.24", "2024-11-30"),
    ("meet on Wednesday, January 8", "on Wednesday, January 8", "2025-01-08"),
    ("present it to the Board in December 2024", "to the Board in December 2024", "2024-12-31"),
    ("list the moves which had not been made, by 30 November 2024", "by 30 November 2024", "2024-11-30"),
]
NO_DAY = [
    ("report in the new year", "in the new year"),
    ("send it once it had been agreed", "once it had been agreed"),
    ("write when an announcement was made", "when an announcement was made"),
    ("look again before the consultation opened", "before the consultation opened"),
    ("move to a new system in due course", "in due course"),
    ("visit before the end of the municipal year", "before the end of the municipal year"),
    ("bring it to a future meeting", "to a future meeting"),
    ("report after two cycles", "after two cycles"),
    ("finish by Christmas", "by Christmas"),
    ("include them in her next update", "in her next update"),
]
RECURRING = [
    ("be provided every quarter", "P3M"),
    ("report on a monthly basis", "P1M"),
    ("be reported annually", "P1Y"),
    ("pay by the 10th of each month", "P1M"),
    ("meet twice a year", "P6M"),
]
NOT_DUE = [
    "extend the licence, which expired on 30 September 2026",
    "compare the figures for 2023/24",
    "put the lane on the weekly round",
    "tell residents about it",
    "repair what broke in May 2023",
    "carry on with the plan approved by the Board on 3 May 2025",
    "explain why it could not be ready by April",
    "show the figures for the period up to 31 March 2025",
]


def due(words: str, after: int = 0):  # type: ignore[no-untyped-def]
    return find_due(words, Span(0, len(words)), CALENDAR, after=after)


@pytest.mark.parametrize(("words", "text", "day"), DAYS, ids=[row[0] for row in DAYS])
def test_words_that_fix_a_day(words: str, text: str, day: str) -> None:
    found = due(words)
    assert found is not None
    assert (found.text, found.by.isoformat(), words[found.span.start : found.span.end]) == (text, day, text)
    assert found.rule


@pytest.mark.parametrize(("words", "text"), NO_DAY, ids=[row[0] for row in NO_DAY])
def test_words_that_fix_no_day_are_kept_as_text(words: str, text: str) -> None:
    found = due(words)
    assert found is not None
    assert (found.text, found.by) == (text, None)


@pytest.mark.parametrize(("words", "period"), RECURRING, ids=[row[0] for row in RECURRING])
def test_a_recurring_duty_has_an_iso_8601_period(words: str, period: str) -> None:
    assert due(words).recurs == period


@pytest.mark.parametrize("words", NOT_DUE)
def test_a_day_of_something_else_is_no_due_date(words: str) -> None:
    assert due(words) is None


def test_a_date_in_front_of_the_subject_counts() -> None:
    words = "in December 2025 he would report"
    assert due(words, after=len("in December 2025 he would")).by == dt.date(2025, 12, 31)


def test_without_the_day_of_the_meeting_a_distance_is_text_only() -> None:
    words = "reply within six weeks"
    found = find_due(words, Span(0, len(words)), Calendar())
    assert found is not None
    assert (found.text, found.by) == ("within six weeks", None)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("24 Jan", "2025-01-24"),
        ("next meeting", "2024-12-03"),
        ("June", "2025-06-30"),
        ("September 2025", "2025-09-30"),
        ("asap", None),
    ],
)
def test_the_last_column_of_an_action_log_is_read_without_a_preposition(cell: str, day: str | None) -> None:
    found = read_due(cell, CALENDAR)
    assert found is not None
    assert (found.by.isoformat() if found.by else None) == day


def test_every_example_of_the_lexicon_is_found_in_full() -> None:
    """The cheap look that passes over clauses without a word of time knows every word of the lexicon."""
    for means in ("due-vague", "due-event", "due-recurs"):
        for phrase in load_lexicon().phrases(means):
            for example in phrase.examples:
                words = example.replace("[[", "").replace("]]", "")
                assert due(words) is not None, f"{phrase.id}: {words}"


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 36))
@settings(max_examples=80)
def test_a_due_date_is_never_before_the_meeting(met: dt.date, n: int) -> None:
    calendar = Calendar(met)
    for words in (
        f"within {n} months",
        "by 29 February",
        "in March",
        "by the end of January",
        f"by {n % 28 + 1} June {met.year}",
        "on Monday",
    ):
        found = find_due(words, Span(0, len(words)), calendar)
        if found and found.by:
            assert found.by >= met


# The words, and the stretch of the calendar that they name, for a meeting on 10 September 2024.
STRETCHES = [
    ("in November 2024", "2024-11"),
    ("by November", "../2024-11"),
    ("before June", "../2025-05"),
    ("by the end of October", "../2024-10"),
    ("from September 2025", "2025-09/.."),
    ("early in November", "2024-11-01/2024-11-15"),
    ("by mid-November", "2024-11-15~"),
    ("in late November", "2024-11-16/2024-11-30"),
    ("early in 2025", "2025-01/2025-04"),
    ("in 2025", "2025"),
    ("next month", "2024-10"),
    ("in the new year", "2025-01/2025-03"),
    ("in the autumn", "2024-23"),
    ("in the spring", "2025-21"),
    ("over the winter", "2024-24"),
    ("before the summer", "../2025-05"),
    ("after the summer holidays", "2025-09/.."),
    ("in the spring term", "2025-01/2025-03"),
    ("from the start of the spring term", "2025-01/.."),
    ("before Christmas", "../2024-12-24"),
    ("by Easter 2025", "../2025-04-21"),
    ("before the end of the municipal year", "../2025-05"),
    ("by the end of the financial year", "../2025-03"),
    ("in the next financial year", "2025-04/2026-03"),
    ("by the end of the academic year 2025/26", "../2026-08"),
    ("in 2025/26", "2025-04/2026-03"),
    ("in the third quarter", "2024-10/2024-12"),
    ("by the end of Quarter 4", "../2025-03"),
    ("by the end of the quarter", "../2024-09"),
    ("next week", "2024-09-16/2024-09-22"),
    ("by the end of the week", "../2024-09-15"),
    ("later this month", "2024-09"),
    ("next year", "2025"),
]


@pytest.mark.parametrize(("words", "stretch"), STRETCHES, ids=[words for words, _ in STRETCHES])
def test_vague_words_name_a_stretch_of_the_calendar(words: str, stretch: str) -> None:
    text = f"send the plan {words}"
    due = find_due(text, Span(0, len(text)), CALENDAR)
    assert due
    assert due.edtf == stretch
    assert str(parse_edtf(due.edtf)) == stretch  # a parser of the standard that is not ours


@pytest.mark.parametrize(
    "words", ["in due course", "once it had been agreed", "by 31 October 2024", "within six weeks"]
)
def test_words_that_name_a_day_or_nothing_of_the_calendar_have_no_stretch(words: str) -> None:
    text = f"send the plan {words}"
    due = find_due(text, Span(0, len(text)), CALENDAR)
    assert due
    assert not due.edtf


def test_without_the_day_of_the_meeting_a_year_that_is_not_said_is_not_guessed() -> None:
    assert find_stretch("in the autumn", Calendar()) == ""
    assert find_stretch("next week", Calendar()) == ""
    assert find_stretch("in autumn 2026", Calendar()) == "2026-23"


@given(
    met=st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)),
    words=st.sampled_from([words for words, _ in STRETCHES]),
)
def test_a_stretch_without_a_year_has_not_ended_when_the_panel_meets(met: dt.date, words: str) -> None:
    stretch = find_stretch(words, Calendar(met))
    if stretch and not any(char.isdigit() for char in words):
        parse_edtf(stretch)
        if ".." not in stretch:
            assert first_day(stretch) <= last_day(stretch)
            assert last_day(stretch) >= met
