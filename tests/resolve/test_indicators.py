"""Figures that measure one thing under different words are of one indicator; figures of two things are of two."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.document import Span
from kg.errors import LexiconError
from kg.facts import Comparison, DocumentFacts, Evidence, Meeting, Observation
from kg.resolve import KnownIndicator, resolve_council
from kg.resolve.identities import Identity
from kg.resolve.indicators import index_labels
from kg.store.indicators import load_indicators

WORDS = Evidence(Span(0, 1), "x")
LIST = "https://w3id.org/minutes-kg/indicators#"


def figure(label: str, unit: str = "%", *, change: bool = False, compared: Comparison | None = None) -> Observation:
    """A figure of that label."""
    return Observation(label, Decimal(7), unit, WORDS, Span(0, 1), compared_with=compared, change=change)


def resolve(*figures: Observation) -> list[Identity]:
    """The indicator of each figure, each figure in a document of its own."""
    documents = [(f"d{i}", DocumentFacts(f"d{i}", Meeting(), observations=(one,))) for i, one in enumerate(figures)]
    identities = resolve_council("Seaholm Council", documents, load_indicators())
    return [identities.indicator(slug, facts.observations[0].indicator) for slug, facts in documents]


SAME = [
    ("EHCPs issued within 20 weeks", "new education, health and care plans issued within twenty weeks", "%"),
    ("reviews of looked after children on time", "Looked After Reviews completed within timescale", "%"),
    ("the recycling rate", "household waste recycled or composted", "%"),
    ("average relet time", "time to re-let an empty home", "days"),
    ("number of complaints received", "stage one complaints", "count"),
    ("days lost to sickness per FTE", "sickness absence averaged per employee", "days"),
    ("children in care", "looked after children", "count"),
    ("FOI requests answered within 20 working days", "freedom of information requests answered on time", "%"),
    ("forecast overspend", "projected revenue overspend", "GBP"),
    ("potholes filled", "carriageway defects repaired", "count"),
    ("home fire safety checks", "safe and well visits completed", "count"),
    ("major applications determined within 13 weeks", "major planning applications decided on time", "%"),
]


@pytest.mark.parametrize(("one", "other", "unit"), SAME)
def test_one_thing_under_different_words_is_one_indicator(one: str, other: str, unit: str) -> None:
    first, second = resolve(figure(one, unit), figure(other, unit))
    assert first == second
    assert first.concept.startswith(LIST)
    assert {one, other} - {first.name} <= set(first.labels)


DIFFERENT = [
    ("complaints received", "complaints upheld", "count"),
    ("rent collected", "council tax collected", "%"),
    ("EHCPs issued within 20 weeks", "EHCPs issued within 26 weeks", "%"),
    ("care leavers in education, employment or training", "care leavers not in education, employment or training", "%"),
    ("repairs completed on time", "emergency repairs completed on time", "%"),
    ("recycling rate", "recycling rate of flats", "%"),
    ("persistent absence", "persistent absence of pupils with a plan", "%"),
]


@pytest.mark.parametrize(("one", "other", "unit"), DIFFERENT)
def test_a_word_more_or_another_one_is_another_indicator(one: str, other: str, unit: str) -> None:
    first, second = resolve(figure(one, unit), figure(other, unit))
    assert first.slug != second.slug


def test_the_unit_tells_a_number_from_a_rate() -> None:
    number, rate, money = resolve(
        figure("children looked after", "count"),
        figure("children looked after", "per 10,000"),
        figure("children looked after", "GBP"),
    )
    assert number.concept == f"{LIST}children-looked-after"
    assert rate.concept == f"{LIST}rate-of-children-looked-after"
    assert money.concept == ""
    assert len({number.slug, rate.slug, money.slug}) == 3


def test_a_rise_in_per_cent_is_of_what_rose() -> None:
    number, rise = resolve(figure("burglaries", "count"), figure("burglary", "%", change=True))
    assert number.concept == f"{LIST}burglaries"
    assert rise.slug == number.slug


def test_a_figure_for_comparison_is_of_the_same_indicator() -> None:
    own, nation = resolve(figure("staff turnover"), figure("staff turnover nationally", compared=Comparison.NATIONAL))
    assert own.slug == nation.slug == "staff-turnover"


def test_what_the_list_does_not_name_goes_by_its_own_words() -> None:
    one, other = resolve(
        figure("boats moored in the harbour", "count"), figure("The boats moored in the harbour", "count")
    )
    assert one == other
    assert (one.name, one.concept) == ("boats moored in the harbour", "")


def test_an_indicator_has_the_name_of_the_list() -> None:
    (identity,) = resolve(figure("rent collection rate"))
    assert (identity.name, identity.slug, identity.labels) == (
        "rent collected",
        "rent-collected",
        ("rent collection rate",),
    )


def test_no_label_of_the_list_is_claimed_by_two() -> None:
    known = load_indicators()
    assert len(known) > 100
    assert len(index_labels(known)) >= len(known)


def test_a_label_that_two_claim_is_named() -> None:
    one = KnownIndicator("urn:a", "homes let", ("count",), ("homes let", "lettings"))
    other = KnownIndicator("urn:b", "shops let", ("count",), ("shops let", "the lettings"))
    with pytest.raises(LexiconError, match="'the lettings' stands under 'homes let' and under 'shops let'"):
        index_labels([one, other])
    share = KnownIndicator("urn:b", "homes let, of all", ("%",), ("lettings",))
    assert len(index_labels([one, share])) == 3


UNITS = """
@prefix u: <urn:units#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
u:count skos:inScheme <urn:units> ; skos:notation "count" .
"""
HEAD = """
@prefix i: <urn:i#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix u: <urn:units#> . @prefix minutes: <https://w3id.org/minutes-kg/ontology#> .
"""


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('i:a skos:inScheme <urn:i> ; skos:prefLabel "a"@en .', "no minutes:usualUnit"),
        ("i:a skos:inScheme <urn:i> ; minutes:usualUnit u:count .", "no skos:prefLabel"),
        ('i:a skos:inScheme <urn:i> ; minutes:usualUnit u:tonnes ; skos:prefLabel "a"@en .', "no minutes:usualUnit"),
        ('i:a skos:prefLabel "a ;', "not Turtle"),
    ],
)
def test_a_fault_in_the_list_is_named(tmp_path: Path, entry: str, fault: str) -> None:
    (tmp_path / "units.ttl").write_text(UNITS, encoding="utf-8")
    (tmp_path / "indicators.ttl").write_text(HEAD + entry, encoding="utf-8")
    with pytest.raises(LexiconError, match=fault) as caught:
        load_indicators(tmp_path)
    assert "indicators.ttl" in str(caught.value)
