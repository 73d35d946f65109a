"""Which concept words mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import paths
from kg.errors import LexiconError
from kg.facts import CommitmentKind, Comparison, Strength
from kg.graph import concepts
from kg.graph.concepts import (
    Usual,
    indicators_about,
    load_concepts,
    role_of_title,
    unit_of,
)
from kg.vocab import COMPARISONS, KINDS, ROLES, STATES, STRENGTHS


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Councillor", "councillor"),
        ("Chair", "chair"),
        ("Chairman", "chair"),
        ("Co-Chair", "chair"),
        ("Vice-Chair", "vice-chair"),
        ("Vice Chairman", "vice-chair"),
        ("Deputy Chair of the Trust", "vice-chair"),
        ("Cabinet Member for Housing", "cabinet-member"),
        ("Portfolio Holder for Waste, Parks and Streets", "cabinet-member"),
        ("Leader of the Council", "leader"),
        ("Deputy Leader and Cabinet Member for Finance", "deputy-leader"),
        ("Head of Inclusion", "head-of-service"),
        ("Interim Head of Highways", "head-of-service"),
        ("Director of Public Health", "director"),
        ("Service Director for Learning", "director"),
        ("Interim Transport Director", "director"),
        ("Assistant Director, Finance", "assistant-director"),
        ("Associate Director of Nursing", "assistant-director"),
        ("Deputy Director of Nursing", "deputy-director"),
        ("Assistant Parking Manager", "manager"),
        ("Housing Options Team Leader", "manager"),
        ("Climate Change Officer", "officer"),
        ("Statutory Scrutiny Officer", "scrutiny-officer"),
        ("Senior Democratic Services Officer", "democratic-services-officer"),
        ("Chief Planning Officer", "chief-officer"),
        ("Chief Officer (Governance)", "chief-officer"),
        ("Chief Executive, Ravensclough Carers", "chief-executive"),
        ("Chief Finance Officer", "chief-finance-officer"),
        ("Clerk & RFO", "clerk"),
        ("Strategic Commissioner", "commissioner"),
        ("Police and Crime Commissioner", "police-and-crime-commissioner"),
        ("Principal Educational Psychologist", "health-professional"),
        ("Headteacher of the Virtual School", "head-teacher"),
        ("Detective Chief Inspector", "police-officer"),
    ],
)
def test_titles_and_their_roles(title: str, role: str) -> None:
    found = role_of_title(title)
    assert found is not None
    assert found.iri == str(ROLES[role])


@pytest.mark.parametrize("title", ["", "Astronomer", "Leadership Fellow", "Chairlift Attendant"])
def test_a_title_of_no_known_role(title: str) -> None:
    assert role_of_title(title) is None


def test_what_post_a_role_usually_is() -> None:
    def usual(title: str) -> Usual:
        role = role_of_title(title)
        assert role
        return role.usual

    assert usual("Chair") is Usual.ELECTED
    assert usual("Head of Inclusion") is Usual.OFFICER
    assert usual("Co-opted Member") is Usual.NEITHER


@pytest.mark.parametrize(
    ("notation", "name"),
    [
        ("%", "percent"),
        ("count", "count"),
        ("GBP", "gbp"),
        ("days", "days"),
        ("weeks", "weeks"),
        ("months", "months"),
        ("years", "years"),
        ("hours", "hours"),
        ("per 1,000", "per-1000"),
        ("per 10,000", "per-10000"),
        ("per 100,000", "per-100000"),
        ("score", "score"),
    ],
)
def test_every_unit_of_the_figures_table_has_a_concept(notation: str, name: str) -> None:
    assert unit_of(notation).iri.endswith(f"units#{name}")


def test_an_unknown_unit_says_where_to_add_it() -> None:
    with pytest.raises(LexiconError, match=r"units\.ttl: no unit has the notation 'furlongs'"):
        unit_of("furlongs")


def test_whatever_facts_can_say_has_a_concept() -> None:
    wanted = {
        *(str(KINDS[kind.value]) for kind in CommitmentKind),
        *(str(STRENGTHS[strength.value]) for strength in Strength),
        *(str(COMPARISONS[comparison.value]) for comparison in Comparison),
        *(str(STATES[s]) for s in ("open", "overdue", "done", "delayed", "repeated", "withdrawn", "superseded")),
        *(str(ROLES[role]) for role in ("councillor", "officer", "other", "chair", "vice-chair")),
    }
    assert wanted <= set(load_concepts())


@pytest.mark.parametrize(
    ("action", "label", "about"),
    [
        ("circulate the figures on persistent absence", "persistent absence", True),
        ("report on each review held on time", "reviews held on time", True),
        ("report on reviews", "reviews held on time", False),
        ("write to schools on absence", "persistent absence", False),
        ("provide the children’s services spend", "children's services spend", True),
        ("bring the report back", "of the", False),
        ("write to members", "members", False),
        ("circulate a breakdown of attendance", "attendance", True),
        ("the rate of absences", "absence", True),
    ],
)
def test_what_an_action_is_about(action: str, label: str, about: bool) -> None:
    assert (label in indicators_about(action, [label])) is about


def test_a_broken_list_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in concepts.LISTS:
        (tmp_path / f"{name}.ttl").write_text((paths.ONTOLOGY / f"{name}.ttl").read_text("utf-8"), "utf-8")
    (tmp_path / "roles.ttl").write_text("@prefix a: <urn:a#> .\na:b a:c a:d\na:e a:f a:g .\n", "utf-8")
    monkeypatch.setattr(paths, "ONTOLOGY", tmp_path)
    with pytest.raises(LexiconError, match=r"roles\.ttl:3: this is not Turtle"):
        load_concepts.__wrapped__()
