"""Who is one person across the documents of a council, and who is not."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.document import Span
from kg.facts import DocumentFacts, Evidence, Holding, Meeting, Person, PersonKind
from kg.resolve import resolve_council
from kg.resolve.candidates import group_by_surname, make_candidates
from kg.resolve.clusters import cluster_people
from kg.resolve.names import Sighting, all_can_be_same, can_be_same, sightings_of

WORDS = Evidence(Span(0, 1), "x")
OFFICER, COUNCILLOR, OTHER = PersonKind.OFFICER, PersonKind.COUNCILLOR, PersonKind.OTHER


def somebody(name: str, kind: PersonKind = COUNCILLOR, *titles: str) -> Person:
    """A person with these titles."""
    return Person(name, kind, (name,), tuple(Holding(title, WORDS) for title in titles), (WORDS,))


def minutes(*people: Person, body: str = "") -> DocumentFacts:
    """Facts of a document in which these people are named."""
    return DocumentFacts("x.txt", Meeting(body=body), people)


def slugs(*documents: DocumentFacts) -> list[list[str]]:
    """The slug of each person of each document."""
    named = [(f"d{i}", facts) for i, facts in enumerate(documents)]
    identities = resolve_council("Seaholm Council", named)
    return [[identities.person(slug, person.name).slug for person in facts.people] for slug, facts in named]


def test_the_same_full_name_is_one_person() -> None:
    assert slugs(minutes(somebody("Ruth Moss")), minutes(somebody("RUTH MOSS"))) == [
        ["ruth-moss"],
        ["ruth-moss"],
    ]


def test_two_given_names_are_two_people_whatever_their_post() -> None:
    one, other = (
        somebody("Nadia Rahm", OFFICER, "Head of Inclusion"),
        somebody("Tom Rahm", OFFICER, "Head of Inclusion"),
    )
    assert slugs(minutes(one, body="Panel"), minutes(other, body="Panel")) == [["nadia-rahm"], ["tom-rahm"]]


def test_two_holders_of_one_post_are_two_people() -> None:
    one, other = (
        somebody("Nadia Rahm", OFFICER, "Head of Inclusion"),
        somebody("Tom Wilk", OFFICER, "Head of Inclusion"),
    )
    assert slugs(minutes(one), minutes(other)) == [["nadia-rahm"], ["tom-wilk"]]


def test_an_initial_goes_with_the_name_that_it_fits() -> None:
    documents = (
        minutes(somebody("R Moss", OFFICER, "Clerk")),
        minutes(somebody("Ruth Moss", OFFICER, "Clerk")),
    )
    assert slugs(*documents) == [["ruth-moss"], ["ruth-moss"]]


def test_an_initial_that_fits_two_names_goes_with_neither() -> None:
    documents = [minutes(somebody(name)) for name in ("R Moss", "Ruth Moss", "Rhys Moss")]
    assert slugs(*documents) == [["r-moss"], ["ruth-moss"], ["rhys-moss"]]


def test_a_bare_surname_goes_with_the_only_councillor_of_that_name() -> None:
    assert slugs(minutes(somebody("Moss")), minutes(somebody("Ruth Moss"))) == [["ruth-moss"], ["ruth-moss"]]


def test_a_bare_surname_of_a_councillor_is_not_an_officers() -> None:
    documents = minutes(somebody("Moss")), minutes(somebody("Ruth Moss", OFFICER, "Clerk"))
    assert slugs(*documents) == [["moss"], ["ruth-moss"]]


def test_a_bare_surname_that_two_bear_stays_apart() -> None:
    documents = [minutes(somebody(name)) for name in ("Moss", "Ruth Moss", "Ged Moss", "Moss")]
    assert slugs(*documents) == [["moss-councillor-d0"], ["ruth-moss"], ["ged-moss"], ["moss-councillor-d3"]]


def test_two_people_of_one_document_are_two() -> None:
    documents = (
        minutes(somebody("Moss"), somebody("Ruth Moss", OFFICER)),
        minutes(somebody("Ruth Moss", COUNCILLOR)),
    )
    assert slugs(*documents) == [["ruth-moss-councillor", "ruth-moss-officer"], ["ruth-moss-councillor"]]


def test_hyphens_apostrophes_and_particles_are_spelling() -> None:
    names = (
        ("Sinead O'Shea", "Sinead O’Shea"),
        ("Ann Hope-Lee", "A Hope-Lee"),
        ("Jan van der Berg", "J van der Berg"),
    )
    for one, other in names:
        first, second = slugs(minutes(somebody(one), body="Panel"), minutes(somebody(other), body="Panel"))
        assert first == second


def test_the_fullest_name_is_the_label_and_the_others_are_kept() -> None:
    facts = [
        ("a", minutes(somebody("Moss"))),
        ("b", minutes(somebody("Ruth Moss"))),
        ("c", minutes(somebody("R. Moss"))),
    ]
    identity = resolve_council("Seaholm Council", facts).person("a", "Moss")
    assert (identity.name, identity.labels) == ("Ruth Moss", ("Moss", "R. Moss"))


def test_merges_give_their_reason() -> None:
    facts = (
        minutes(somebody("R Moss", OFFICER, "Clerk")),
        minutes(somebody("Ruth Moss", OFFICER, "the Clerk")),
    )
    _, merges = cluster_people([s for i, f in enumerate(facts) for s in sightings_of(f"d{i}", f)])
    assert [(m.one.person.name, m.other.person.name, m.reason) for m in merges] == [
        ("R Moss", "Ruth Moss", "initials that fit, and the same post (clerk)")
    ]


names = st.sampled_from(
    [
        "Moss",
        "R Moss",
        "R. T. Moss",
        "Ruth Moss",
        "Rhys Moss",
        "RUTH MOSS",
        "Ruth Tess Moss",
        "Hay",
        "T Hay",
        "Tom Hay",
        "Ó Briain",
    ]
)
people = st.builds(
    somebody,
    names,
    st.sampled_from([OFFICER, COUNCILLOR, OTHER]),
    st.sampled_from(["Clerk", "Head of Law", "Councillor"]),
)
documents_of = st.lists(
    st.builds(
        lambda found, body: minutes(*found, body=body),
        st.lists(people, max_size=4, unique_by=lambda p: p.name),
        st.sampled_from(["", "Housing Panel", "Audit Committee"]),
    ),
    max_size=7,
)


@given(documents_of, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(documents: list[DocumentFacts], random: object) -> None:
    named = [(f"d{i}", facts) for i, facts in enumerate(documents)]
    shuffled = named.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve_council("Seaholm Council", named) == resolve_council("Seaholm Council", shuffled)


@given(documents_of)
def test_nobody_is_lost_and_no_two_share_a_slug(documents: list[DocumentFacts]) -> None:
    named = [(f"d{i}", facts) for i, facts in enumerate(documents)]
    sightings = [s for slug, facts in named for s in sightings_of(slug, facts)]
    clusters, _ = cluster_people(sightings)
    assert sorted(s.key for c in clusters for s in c.sightings) == sorted(s.key for s in sightings)
    identities = resolve_council("Seaholm Council", named)
    assert len({identity.slug for identity in identities.people.values()}) == len(clusters)
    for slug, facts in named:
        assert len({identities.person(slug, p.name).slug for p in facts.people}) == len(facts.people)


@given(documents_of)
def test_what_is_put_together_is_put_together_again(documents: list[DocumentFacts]) -> None:
    sightings = [s for i, facts in enumerate(documents) for s in sightings_of(f"d{i}", facts)]
    once, _ = cluster_people(sightings)
    again, _ = cluster_people(s for cluster in reversed(once) for s in reversed(cluster.sightings))
    assert once == again


@given(documents_of)
def test_no_two_given_names_are_ever_one_person(documents: list[DocumentFacts]) -> None:
    clusters, _ = cluster_people(s for i, facts in enumerate(documents) for s in sightings_of(f"d{i}", facts))
    for cluster in clusters:
        given = {name.given[0].casefold() for name in cluster.names if name.given and len(name.given[0].strip(".")) > 1}
        assert len(given) <= 1


def test_a_sighting_is_told_by_document_and_name() -> None:
    assert Sighting("d", somebody("Ruth Moss")).key == ("d", "Ruth Moss")


@given(documents_of)
def test_asking_all_at_once_is_asking_each_pair(documents: list[DocumentFacts]) -> None:
    sightings = [s for i, facts in enumerate(documents) for s in sightings_of(f"d{i}", facts)]
    for group in group_by_surname(sightings).values():
        candidates = make_candidates(group)
        each = all(can_be_same(a, b) for a, b in combinations(candidates, 2))
        assert all_can_be_same(candidates) == each


def test_many_documents_of_one_council_take_no_time() -> None:
    facts = minutes(somebody("Moss"), somebody("Ged Hay"), somebody("T Okafor", OFFICER, "Clerk"))
    clusters, _ = cluster_people(s for i in range(2000) for s in sightings_of(f"d{i:04}", facts))
    assert [len(cluster.sightings) for cluster in clusters] == [2000, 2000, 2000]
