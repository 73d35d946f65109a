"""Which figures are found in what was said: the sentence beside the value, the unit and the words for what is measured."""

from __future__ import annotations

import pytest

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.observations import find_observations
from kg.facts import Comparison, Observation
from kg.read import read_document
from kg.read.sentences import split_sentences


def said(*blocks: str) -> Document:
    """A document in which each of these is a paragraph of what was said."""
    text, made = "", []
    for words in blocks:
        span = Span(len(text), len(text) + len(words))
        text += words + "\n\n"
        made.append(Block(Kind.PARAGRAPH, Part.MINUTES, span, span, sentences=split_sentences(text, span)))
    return Document("panel.txt", text, " ".join(text.split("\n")), "0" * 64, blocks=tuple(made))


def figures_in(*blocks: str) -> list[tuple[str, str, str]]:
    """Value, unit and indicator of each figure."""
    return [(str(o.value), o.unit, o.indicator) for o in find_observations(said(*blocks))]


def only(sentence: str) -> Observation:
    """The one figure of a sentence."""
    (observation,) = find_observations(said(sentence))
    return observation


FIGURES = {
    "a share of what": (
        "94% of home visits had been made on time.",
        [("94", "%", "home visits made on time")],
    ),
    "subject and value": (
        "The vacancy rate was 12% and sickness absence averaged 9.2 days per worker.",
        [("12", "%", "vacancy rate"), ("9.2", "days", "sickness absence averaged per worker")],
    ),
    "who spoke is no part of it": (
        "Ms Tarn reported that 318 families had registered with the hub.",
        [("318", "count", "families registered with the hub")],
    ),
    "stood at": (
        "The number of children with a plan stood at 1,207.",
        [("1207", "count", "children with a plan")],
    ),
    "there were": ("There were 58 approved households.", [("58", "count", "approved households")]),
    "from, to": (
        "Missed collections had fallen from 310 in March to 96 in April.",
        [("310", "count", "missed collections"), ("96", "count", "missed collections")],
    ),
    "an increase in something to": (
        "There had been an increase in re-referrals to 21.4%.",
        [("21.4", "%", "re-referrals")],
    ),
    "against a target": (
        "The average caseload was 17.2 against a target of 15.",
        [("17.2", "count", "average caseload"), ("15", "count", "average caseload target")],
    ),
    "against last year and the country": (
        "58% of plans were issued within 20 weeks, against 44% a year earlier and 51% nationally.",
        [
            ("58", "%", "plans issued within 20 weeks"),
            ("44", "%", "plans issued within 20 weeks"),
            ("51", "%", "plans issued within 20 weeks nationally"),
        ],
    ),
    "in brackets": (
        "91.5% of urgent repairs done within a day (target 97%).",
        [
            ("91.5", "%", "urgent repairs done within a day"),
            ("97", "%", "urgent repairs done within a day target"),
        ],
    ),
    "the number behind the share": (
        "10% (29) of the cohort had been placed twice.",
        [("10", "%", "cohort placed twice"), ("29", "count", "cohort placed twice")],
    ),
    "a part of them": (
        "816 pupils were receiving assistance, of whom 240 travelled by taxi.",
        [("816", "count", "pupils receiving assistance"), ("240", "count", "pupils travelled by taxi")],
    ),
    "so many of so many": (
        "31 of the 44 settings had been inspected.",
        [("31", "count", "settings inspected"), ("44", "count", "settings")],
    ),
    "of these, so many": (
        "Of the 120 recommendations made, 97 had been carried out.",
        [("120", "count", "recommendations made"), ("97", "count", "recommendations carried out")],
    ),
    "two groups of one indicator": (
        "Attendance was 92.8% in primary and 86.1% in secondary schools.",
        [("92.8", "%", "attendance in primary"), ("86.1", "%", "attendance in secondary schools")],
    ),
    "a range": (
        "Occupancy was around 60% to 65%.",
        [("60", "%", "occupancy"), ("65", "%", "occupancy")],
    ),
    "money with its scale": (
        "Expenditure was forecast at £6.3m against a budget of £5.9m.",
        [("6300000", "GBP", "expenditure forecast"), ("5900000", "GBP", "expenditure forecast budget")],
    ),
    "money for each": (
        "34 children were placed with agencies at an average weekly cost of £1,240, compared with £610 in house.",
        [
            ("34", "count", "children placed with agencies"),
            ("1240", "GBP", "average weekly cost"),
            ("610", "GBP", "average weekly cost in house"),
        ],
    ),
    "a rate": (
        "The stillbirth rate was 3.9 per 1,000 against 3.5 per 1,000 nationally.",
        [("3.9", "per 1,000", "stillbirth rate"), ("3.5", "per 1,000", "stillbirth rate nationally")],
    ),
    "a rate whose unit stands before": (
        "Missed bins per 100,000 had fallen from 62 to 51.",
        [("62", "per 100,000", "missed bins per 100,000"), ("51", "per 100,000", "missed bins per 100,000")],
    ),
    "a wait": (
        "The average wait for a visit had come down from 14 weeks to 11 weeks.",
        [("14", "weeks", "average wait for a visit"), ("11", "weeks", "average wait for a visit")],
    ),
    "the unit is that of what it is compared with": (
        "The average time to let a house was 46 days, against a target of 28.",
        [("46", "days", "average time to let a house"), ("28", "days", "average time to let a house target")],
    ),
    "a number that lines and readers have broken": (
        "In relation to the 41 .3 %   of contacts identified\nas early help, consent was needed.",
        [("41.3", "%", "contacts identified as early help")],
    ),
    "a comma within a name": (
        "61% of Education, Health and Care Plans had been issued, which was welcome.",
        [("61", "%", "Education Health and Care Plans issued")],
    ),
    "no subject of its own": (
        "31 children had become looked after and 38 had ceased to be.",
        [("31", "count", "children become looked after"), ("38", "count", "children ceased")],
    ),
    "a score": ("The satisfaction score was 7.4 out of 10.", [("7.4", "score", "satisfaction score")]),
    "a number in words that measures": (
        "Eleven complaints had been received.",
        [("11", "count", "complaints received")],
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_says_what_it_measures(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures_in(sentence) == expected


NOTHING = {
    "date": "The Board met on 4 and 5 June 2024 and would meet again on 31st July.",
    "year": "It had been the position since 2019 and in 2022/23.",
    "time": "The meeting, which began at 10.30 am, ended at 8.22 pm.",
    "age": "Young people aged 16 to 25 and those over 75 were asked.",
    "years old": "Uptake by three and four year olds and 2 year olds was discussed.",
    "minute and item": "See minutes 21 and 24, item 6 and section 19.",
    "reference": "Application 24/00617/FUL was refused under policy H12.",
    "vote": "The vote was: for 4, against 7. The amendment was lost, 3 voting for and 7 against.",
    "people in the room": "There were 4 members of the public and 6 Members present.",
    "pages": "The Vice-Chair felt that 90 pages was too many.",
    "limit": "Visits ought to be made within 20 working days and not after 3 months.",
    "notice": "The consultation lasted for 12 weeks.",
    "plan": "40 new places will open in September and 25 homes were to be built.",
    "told before": "The 118 would be looked at again, as would those 57 homes.",
    "question": "How many of the 320 homes were empty?",
    "quotation": 'The notice said "that 45 homes on the estate were to be cleared at once".',
    "street": "Complaints came from 14 Mill Lane.",
    "telephone": "Residents should ring 01632 960 001 or 101.",
    "small number in words": "Two officers had visited the three hubs.",
    "unit that the graph does not know": "Each household had put out 498kg and waited 12 minutes.",
    "item that has run into its text": "4  PLAY AREA  The inspection was received.",
}


@pytest.mark.parametrize("sentence", NOTHING.values(), ids=NOTHING.keys())
def test_a_number_that_measures_nothing_is_left_out(sentence: str) -> None:
    assert figures_in(sentence) == []


def test_a_pronoun_goes_on_about_what_was_asked() -> None:
    question = "Mr Sorrel asked about the proportion of victims who withdrew their support."
    assert figures_in(question, "It was 52%.")[-1] == ("52", "%", "proportion of victims")


def test_a_target_told_in_the_next_sentence_is_that_of_the_figure_before() -> None:
    found = find_observations(said("Contact timeliness improved to 86.8%. The target for this was 88%."))
    assert [(o.indicator, o.compared_with) for o in found] == [
        ("contact timeliness", None),
        ("contact timeliness target", Comparison.TARGET),
    ]


def test_a_bare_rate_has_the_unit_that_the_document_gives_for_rates() -> None:
    found = figures_in("The rate of children in need fell to 310.7.", "It was counted per 10,000 children.")
    assert found == [("310.7", "per 10,000", "rate of children in need")]


COMPARISONS = [
    ("The backlog was 31, down from 47 in the autumn.", [None, Comparison.PREVIOUS]),
    ("Vacancies had fallen from 31 to 12.", [Comparison.PREVIOUS, None]),
    ("Turnover was 14%, against 11% in the region.", [None, Comparison.REGIONAL]),
    ("Turnover was 14%; the national figure was 11%.", [None, Comparison.NATIONAL]),
    ("Turnover was 14% against 11% among its statistical neighbours.", [None, Comparison.NEIGHBOURS]),
    ("Turnover was 14% and the average was 11%.", [None, Comparison.AVERAGE]),
    ("Attendance was 92% in primary and 86% in secondary schools.", [None, None]),
]


@pytest.mark.parametrize(("sentence", "kinds"), COMPARISONS)
def test_a_figure_for_comparison_says_of_what_kind(sentence: str, kinds: list[Comparison | None]) -> None:
    assert [o.compared_with for o in find_observations(said(sentence))] == kinds


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("There were 3,466 plans, an increase of 11.5% in a year.", [False, True]),
        ("Thefts were up 31% on the year.", [True]),
        ("The gap was 24 percentage points.", [True]),
        ("Re-referrals had increased to 24%.", [False]),
    ],
)
def test_a_rise_or_fall_is_told_from_a_level(sentence: str, changes: list[bool]) -> None:
    assert [o.change for o in find_observations(said(sentence))] == changes


def test_the_period_and_the_group_are_as_written() -> None:
    observation = only("Take-up was 80% for eligible two year olds as at September 2023.")
    assert (observation.period, observation.group) == ("as at September 2023", "for eligible two year olds")


def test_their_stands_for_the_people_before() -> None:
    observation = only("The service saw children in care often, and 98% of their reviews were held on time.")
    assert (observation.indicator, observation.group) == ("reviews held on time", "children in care")


def test_the_evidence_is_the_clause_and_holds_the_number() -> None:
    document = said("The hub opened in May; 2,310 families had registered by October, which pleased Members.")
    (observation,) = find_observations(document)
    assert observation.evidence.quote == "2,310 families had registered by October"
    assert document.quote(observation.at) == "2,310"


MINUTES = """Agenda item

Repairs

To consider the report, which shows that 71% of repairs were late.

Minutes:

Ms Lund said that 84% of repairs had been done on time.

RESOLVED: That 90% of repairs be done on time.
"""


def test_only_what_was_said_is_read_not_the_agenda_nor_the_decision() -> None:
    document = read_document(MINUTES.encode(), "panel.txt")
    assert [str(o.value) for o in find_observations(document)] == ["84"]
