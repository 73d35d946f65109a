"""Bodies, posts, indicators and slugs: the same thing, however it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Span
from kg.facts import (
    Commitment,
    CommitmentKind,
    Comparison,
    DocumentFacts,
    Evidence,
    Holding,
    Meeting,
    Observation,
    Party,
    PartyKind,
    Person,
    PersonKind,
)
from kg.resolve import resolve_council, slugify
from kg.resolve.slugs import unique_slugs

WORDS = Evidence(Span(0, 1), "x")


def holder(title: str, organisation: str = "") -> Person:
    """Somebody who holds a post."""
    return Person("Vera Lund", PersonKind.OFFICER, (), (Holding(title, WORDS, organisation=organisation),), (WORDS,))


def test_a_body_is_one_however_it_is_written() -> None:
    panel = Meeting(body="Children's Scrutiny Panel", body_forms=("CHILDREN'S SCRUTINY PANEL", "the Panel"))
    board = Meeting(body="The Children’s Scrutiny Panel", body_forms=("the Panel",))
    identities = resolve_council(
        "Seaholm Council", [("a", DocumentFacts("a", panel)), ("b", DocumentFacts("b", board))]
    )
    found = [
        identities.body("a", "Children's Scrutiny Panel"),
        identities.body("a", "CHILDREN'S SCRUTINY PANEL"),
        identities.body("a", "the Panel"),
        identities.body("b", "The Children’s Scrutiny Panel"),
        identities.body("b", "the Panel"),
    ]
    assert len(set(found)) == 1
    assert (found[0].slug, found[0].name) == ("childrens-scrutiny-panel", "Children's Scrutiny Panel")


def test_the_panel_of_another_body_is_another() -> None:
    one = DocumentFacts("a", Meeting(body="Housing Panel", body_forms=("the Panel",)))
    other = DocumentFacts("b", Meeting(body="Audit Panel", body_forms=("the Panel",)))
    identities = resolve_council("Seaholm Council", [("a", one), ("b", other)])
    assert identities.body("a", "the Panel").slug == "housing-panel"
    assert identities.body("b", "the Panel").slug == "audit-panel"


def test_the_name_of_the_council_before_a_body_is_left_out_of_account() -> None:
    one, other = (
        Meeting(body="Seaholm Health and Wellbeing Board"),
        Meeting(body="Health and Wellbeing Board"),
    )
    identities = resolve_council(
        "Seaholm Borough Council", [("a", DocumentFacts("a", one)), ("b", DocumentFacts("b", other))]
    )
    assert identities.body("a", one.body) == identities.body("b", other.body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Head of Service - Children's Homes & Fostering", "Head of Service, Children’s Homes and Fostering"),
        ("Virtual School Head Teacher", "virtual school headteacher"),
        ("The Clerk", "Clerk"),
        ("Vice Chair", "Vice-Chair"),
    ],
)
def test_a_post_is_one_however_it_is_written(one: str, other: str) -> None:
    documents = [
        ("a", DocumentFacts("a", people=(holder(one),))),
        ("b", DocumentFacts("b", people=(holder(other),))),
    ]
    identities = resolve_council("Seaholm Council", documents)
    assert identities.post("a", one, "") == identities.post("b", other, "")


def test_each_body_has_a_chair_of_its_own() -> None:
    documents = [
        ("a", DocumentFacts("a", Meeting(body="Housing Panel"), (holder("Chair"),))),
        ("b", DocumentFacts("b", Meeting(body="Audit Panel"), (holder("Chair"),))),
    ]
    identities = resolve_council("Seaholm Council", documents)
    assert identities.post("a", "Chair", "").slug == "housing-panel-chair"
    assert identities.post("b", "Chair", "").slug == "audit-panel-chair"
    assert identities.post("a", "Chair", "").name == "Chair"


def test_a_post_in_another_organisation_is_another() -> None:
    documents = [("a", DocumentFacts("a", people=(holder("Chief Executive"), holder("Chief Executive", "Vale Trust"))))]
    identities = resolve_council("Seaholm Council", documents)
    assert identities.post("a", "Chief Executive", "") != identities.post("a", "Chief Executive", "Vale Trust")


def test_parties_of_commitments_are_known() -> None:
    commitment = Commitment(
        CommitmentKind.REQUEST,
        "report back",
        (Party(PartyKind.BODY, "the Panel"),),
        (Party(PartyKind.BODY, "Housing Panel"),),
        (WORDS,),
        owner=(Party(PartyKind.POST, "Head of Law"), Party(PartyKind.BODY, "Repairs Team")),
    )
    facts = DocumentFacts("a", Meeting(body="Housing Panel", body_forms=("the Panel",)), commitments=(commitment,))
    identities = resolve_council("Seaholm Council", [("a", facts)])
    assert identities.body("a", "the Panel") == identities.body("a", "Housing Panel")
    assert identities.post("a", "Head of Law", "").slug == "head-of-law"
    assert identities.body("a", "Repairs Team").slug == "repairs-team"


def test_indicators_fold_case_articles_and_plurals() -> None:
    labels = ("Reviews held on time", "the review held on time", "reviews  held on time")
    observations = tuple(Observation(label, Decimal(98), "%", WORDS, Span(0, 1)) for label in labels)
    identities = resolve_council("Seaholm Council", [("a", DocumentFacts("a", observations=observations))])
    assert len({identities.indicator("a", label) for label in labels}) == 1


@given(st.text(max_size=120))
def test_a_slug_is_a_legal_segment_and_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert slug
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in slug
    assert slugify(slug) == slug


@given(
    st.dictionaries(st.integers(0, 30), st.sampled_from(["Moss", "moss", "Hay", "Mòss"])),
    st.randoms(use_true_random=False),
)
def test_slugs_are_unique_in_any_order(names: dict[int, str], random: object) -> None:
    wanted = {key: (name, f"{name} {key}") for key, name in names.items()}
    keys = list(wanted)
    random.shuffle(keys)  # type: ignore[attr-defined]
    slugs = unique_slugs(wanted)
    assert len(set(slugs.values())) == len(slugs)
    assert slugs == unique_slugs({key: wanted[key] for key in keys})


def test_a_figure_for_comparison_is_of_the_same_indicator() -> None:
    def observed(label: str, compared: Comparison | None = None) -> Observation:
        return Observation(label, Decimal(94), "%", WORDS, WORDS.span, compared_with=compared)

    labels = ["reviews held on time", "reviews held on time nationally", "target for reviews held on time"]
    kinds = [None, Comparison.NATIONAL, Comparison.TARGET]
    facts = DocumentFacts(
        "a", Meeting(), observations=(*map(observed, labels, kinds), observed("national grid outages"))
    )
    identities = resolve_council("Seaholm Council", [("a", facts)])
    assert {identities.indicator("a", label).name for label in labels} == {"reviews held on time"}
    assert identities.indicator("a", "national grid outages").name == "national grid outages"
