"""Figures in the house styles of many clerks: the sentence, bullet or line of notes beside what is read in it."""

from __future__ import annotations

import pytest

from kg.extract.observations import find_observations
from kg.facts import Comparison
from kg.read import read_document
from tests.extract.test_observations import figures_in, said

STYLES = {
    "several shares of one kind": (
        "31% of benches were rated good, 48% fair and 21% poor.",
        [("31", "%", "benches rated good"), ("48", "%", "benches rated fair"), ("21", "%", "benches rated poor")],
    ),
    "per cent said once for two": (
        "96.4 per cent of visits were made within 10 working days, with 71.5 made within five days.",
        [("96.4", "%", "visits made within 10 working days"), ("71.5", "%", "visits made within five days")],
    ),
    "what a line is about stands before a colon": (
        "Empty homes grant: 86 applications, 41 approved, 12 paid.",
        [
            ("86", "count", "empty homes grant applications"),
            ("41", "count", "empty homes grant applications approved"),
            ("12", "count", "empty homes grant applications paid"),
        ],
    ),
    "sums behind the change in brackets": (
        "Robbery fell by 0.5% (from 83,534 to 83,089).",
        [("0.5", "%", "robbery"), ("83534", "count", "robbery"), ("83089", "count", "robbery")],
    ),
    "each thing with its own bracket": (
        "There were reductions in arson (6.8% or 28 fewer fires), theft (10.1% or 68 offences) and fraud (7.7%).",
        [
            ("6.8", "%", "arson"),
            ("28", "count", "arson fewer fires"),
            ("10.1", "%", "theft"),
            ("68", "count", "theft offences"),
            ("7.7", "%", "fraud"),
        ],
    ),
    "so many posts out of so many": (
        "38 posts out of 212 were vacant.",
        [("38", "count", "posts vacant"), ("212", "count", "posts vacant")],
    ),
    "what was done with them": (
        "The team had received eleven complaints about noise.",
        [("11", "count", "complaints about noise received")],
    ),
    "numbers in words that measure": (
        "The Ombudsman had investigated seven complaints, and four complaints were upheld.",
        [("7", "count", "complaints investigated by ombudsman"), ("4", "count", "complaints upheld")],
    ),
    "the number is told for the first time": (
        "Members' attention was drawn to the 2,435 incidents attended in the quarter.",
        [("2435", "count", "incidents attended")],
    ),
    "a unit said once": (
        "Sickness had risen from 8.3 days per employee to 8.4, however leave had not.",
        [("8.3", "days", "sickness per employee"), ("8.4", "days", "sickness per employee")],
    ),
    "from, to, behind a comma": (
        "The backlog had gone down, from 46 days to 31 days.",
        [("46", "days", "backlog"), ("31", "days", "backlog")],
    ),
    "as against": (
        "Parents waited on average 38 days for a hearing, as against the 40 days allowed.",
        [
            ("38", "days", "parents waited on average for a hearing"),
            ("40", "days", "parents waited on average for a hearing"),
        ],
    ),
    "a share of the number before": (
        "58 staff (1.6% of the workforce) were absent.",
        [("58", "count", "staff absent"), ("1.6", "%", "staff absent workforce")],
    ),
    "because of is no new clause": (
        "The percentage of households evicted because of rent arrears was 0.1%.",
        [("0.1", "%", "households evicted because of rent arrears")],
    ),
    "up to date is no period": ("81% of care plans were up to date.", [("81", "%", "care plans up to date")]),
    "what it took": (
        "Crews had attended 1,310 calls, taking up 4,200 hours.",
        [("1310", "count", "calls attended by crews"), ("4200", "hours", "calls attended by crews taking")],
    ),
    "a scale without a space": (
        "The reserve stood at £2.4million.",
        [("2400000", "GBP", "reserve")],
    ),
    "a change told of the figure before": (
        "868 tests were reported, which represented a 10.2% reduction on the week before.",
        [("868", "count", "tests reported"), ("10.2", "%", "tests reported reduction")],
    ),
    "a target beside another comparison": (
        "87.9% of paths were easy to use, compared with 90.3% in 2022/23 and with the management plan target of 90%.",
        [
            ("87.9", "%", "paths easy to use"),
            ("90.3", "%", "paths easy to use"),
            ("90", "%", "paths easy to use management plan target"),
        ],
    ),
    "a point in time is part of the name": (
        "Mortality at 30 days had come down from 14.2% to 10.8%.",
        [("14.2", "%", "mortality at 30 days"), ("10.8", "%", "mortality at 30 days")],
    ),
    "who asked is no part of it": (
        "Mr Sorrel asked about the 4.4% of leavers whose destination was not known.",
        [("4.4", "%", "leavers destination not known")],
    ),
    "on the day of the meeting": (
        "On the day of the meeting 94 patients had no reason to be in hospital.",
        [("94", "count", "patients had no reason in hospital")],
    ),
    "who have had three": (
        "11% of looked-after children who have had three or more placements",
        [("11", "%", "looked-after children had three or more placements")],
    ),
    "and nine filled": (
        "22 posts had been advertised and nine filled.",
        [("22", "count", "posts advertised"), ("9", "count", "posts filled")],
    ),
    "one thing said of two shares": (
        "60% of health checks and 58% of dental checks due were completed on time.",
        [("60", "%", "health checks completed on time"), ("58", "%", "dental checks due completed on time")],
    ),
    "a date between commas": (
        "6.7% of children in care, as at December 2020, have had 3 or more placements.",
        [("6.7", "%", "children in care had 3 or more placements")],
    ),
    "the average in brackets": (
        "92% of visits were on time, which was better than the national average (85%).",
        [("92", "%", "visits on time"), ("85", "%", "visits on time national average")],
    ),
    "the number of another year in brackets": (
        "The number of children in care was 271, just above June 2021 (264) and below June 2020 (291).",
        [
            ("271", "count", "children in care"),
            ("264", "count", "children in care"),
            ("291", "count", "children in care"),
        ],
    ),
    "who was reporting it": (
        "Adult Care was reporting an underspend of £434,000.",
        [("434000", "GBP", "Adult Care underspend")],
    ),
    "against the person is no comparison": (
        "Violence against the person had increased by 41%.",
        [("41", "%", "violence against the person")],
    ),
    "what is counted stands within the rate": (
        "Figures released in May had shown 53 crimes per 1,000 population compared to 76 nationally.",
        [("53", "per 1,000", "crimes"), ("76", "per 1,000", "crimes nationally")],
    ),
    "one or two with their share": (
        "6 (75%) of the indicators were green and 2 (25%) were red.",
        [
            ("6", "count", "indicators green"),
            ("75", "%", "indicators green"),
            ("2", "count", "indicators red"),
            ("25", "%", "indicators red"),
        ],
    ),
    "against a backdrop is no comparison": (
        "This is against a backdrop of a 17% decrease in the number of calls received.",
        [("17", "%", "calls received")],
    ),
    "millions cut short": ("The deficit was £2.6 mil at the end of the year.", [("2600000", "GBP", "deficit")]),
    "this remained": (
        "In relation to placement moves in a year, this remained similar at 9.3%.",
        [("9.3", "%", "placement moves remained similar")],
    ),
    "whilst": (
        "Take-up was 61% whilst vacancies stood at 14.",
        [("61", "%", "take-up"), ("14", "count", "vacancies")],
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), STYLES.values(), ids=STYLES.keys())
def test_a_figure_is_read_in_any_style(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures_in(sentence) == expected


NOTHING = {
    "vote without verbs": "It was carried, 6 for, 3 against.",
    "rank": "The Council was ranked 7 out of 31.",
    "payment with its date": "30/6/21 2614 Hill Mowing 114.00 22.80",
    "cheque": "Cheque 1020 Clerk's salary 299.16",
    "works for which permission is sought": "Erection of 12 dwellings with 3 flats over a shop.",
    "planning reference": "24/00617/FUL 12 dwellings at Elm Row.",
    "hour without minutes": "The toilets were locked by 5.",
    "several actions": "Actions 14, 15 and 18 were complete.",
    "a share of a length": "31.2 km of 48.6 had been cut.",
    "the code of an indicator": "Rent arrears (HM 34) were discussed.",
    "a number that has lost its words": "Visits were discussed; 8; and it was noted.",
    "a threshold": "Homes with more than 50 beds were first.",
    "a range in a unit that the graph does not know": "It was currently 8-9 pence more per litre.",
    "accounting periods": "The position had moved from period 8 to period 9.",
    "scope": "Scope 3 emissions were left out.",
    "escaped number of a list": "3\\. Green spaces. There is a list.",
    "paragraph at the start": "4, paragraph 5, the Head of Finance confirmed it.",
    "one or two of something": "There had been 1 burial and 2 weddings.",
    "item run into another": "The Clerk to ring the museum 4 - WEED",
}


@pytest.mark.parametrize("sentence", NOTHING.values(), ids=NOTHING.keys())
def test_a_number_that_measures_nothing_is_left_out(sentence: str) -> None:
    assert figures_in(sentence) == []


def rows_of(text: str) -> list[tuple[str, str, str, str, str]]:
    """Value, unit, indicator, period and group of each figure in a text read as a file."""
    document = read_document(f"5. Performance\n\nThe Panel considered the figures.\n\n{text}".encode(), "panel.txt")
    return [(str(o.value), o.unit, o.indicator, o.period, o.group) for o in find_observations(document)]


TABLES = {
    "a column for each year and the target": (
        "Indicator | 2022/23 | 2023/24 | Target\n"
        "Home visits on time | 91.2% | 94% | 95%\n"
        "Days lost per employee | 8.5 | 9.1 | 8\n",
        [
            ("91.2", "%", "home visits on time", "2022/23", ""),
            ("94", "%", "home visits on time", "2023/24", ""),
            ("95", "%", "home visits on time target", "", ""),
            ("8.5", "days", "days lost per employee", "2022/23", ""),
            ("9.1", "days", "days lost per employee", "2023/24", ""),
            ("8", "days", "days lost per employee target", "", ""),
        ],
    ),
    "a row for each place": (
        "Ward      Burglaries      Vehicle crime\nElm       12      31\n",
        [("12", "count", "burglaries Elm", "", "Elm"), ("31", "count", "vehicle crime Elm", "", "Elm")],
    ),
    "a row for each month, parted by tabs": (
        "Month\tVisits\tLoans\nApril 2024\t12,304\t8,112\n",
        [("12304", "count", "visits", "April 2024", ""), ("8112", "count", "loans", "April 2024", "")],
    ),
    "a column that is only per cent": (
        "Directorate | Staff absent | %\nPlace | 243 | 33%\n",
        [("243", "count", "staff absent Place", "", "Place"), ("33", "%", "staff absent Place", "", "Place")],
    ),
    "thousands of pounds": (
        "Budget head | Budget £000 | Actual £000\nHighways | 4,100 | 4,350\n",
        [("4100000", "GBP", "highways target", "", ""), ("4350000", "GBP", "highways", "", "")],
    ),
    "two tables, one below the other": (
        "Measure | Q1\nCalls answered | 84%\n\nMeasure | Q2\nBins missed | 131\n",
        [("84", "%", "calls answered", "Q1", ""), ("131", "count", "bins missed", "Q2", "")],
    ),
    "payments": ("Payee | Amount | VAT\nHill Mowing | 114.00 | 22.80\n", []),
    "without a head": ("Elm | 12 | 31\nOak | 9 | 24\n", []),
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES.keys())
def test_a_table_says_what_its_figures_measure(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert rows_of(text) == expected


def test_a_target_in_a_table_is_there_for_comparison_and_its_words_are_the_row() -> None:
    text = "4. Repairs\n\nMs Lund gave the figures.\n\nMeasure | Result | Target\nRepairs on time | 84% | 90%\n"
    document = read_document(text.encode(), "panel.txt")
    found = find_observations(document)
    assert [(o.compared_with, o.evidence.quote) for o in found] == [
        (None, "Repairs on time | 84%"),
        (Comparison.TARGET, "Repairs on time | 84% | 90%"),
    ]
    assert [document.quote(o.at) for o in found] == ["84%", "90%"]


def test_a_unit_before_a_list_is_that_of_every_number_in_it() -> None:
    found = figures_in("Hours run in the year were as follows: Elm Sluice 1,406 (986 in 2022/23), Oak Sluice 877.")
    assert [(value, unit) for value, unit, _ in found] == [("1406", "hours"), ("986", "hours"), ("877", "hours")]


def test_a_sentence_without_a_subject_goes_on_about_the_one_before() -> None:
    assert figures_in("There were 74 empty units in May.", "Was 88 in June.")[-1] == ("88", "count", "empty units")


def test_evidence_of_a_second_bracket_begins_with_its_own_words() -> None:
    found = find_observations(said("Vehicle crime (10%) and burglary (7.7%) had fallen."))
    assert [o.indicator for o in found] == ["vehicle crime", "burglary"]


@pytest.mark.parametrize(
    ("decision", "values"),
    [
        ("RESOLVED that Members note that 5,780 incidents were attended, an increase of 9.45%.", ["5780", "9.45"]),
        ("RESOLVED that a grant of £500 be made to the band, which had asked for it.", []),
        ("RESOLVED that the fee be set at £12.", []),
    ],
)
def test_a_decision_that_notes_how_things_were_has_figures_and_one_that_sets_a_sum_has_none(
    decision: str, values: list[str]
) -> None:
    document = read_document(
        f"HARBOUR PANEL\n4 May 2024\n\n1. TIDES\n\nThe report came.\n\n{decision}\n".encode(), "a.txt"
    )
    assert [str(one.value) for one in find_observations(document)] == values
