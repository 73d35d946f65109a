"""IRIs: legal whatever the words, the same for the same words, different for different things."""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.graph.iris import (
    Iris,
    check_base,
    commitment_slug,
    document_iri,
    observation_slug,
    tenure_slug,
    web_address,
)
from kg.resolve.slugs import LONGEST_SLUG, slugify

LEGAL_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Children's Scrutiny Panel", "childrens-scrutiny-panel"),
        ("Children’s  Scrutiny\nPanel", "childrens-scrutiny-panel"),
        ("Homes & Places Committee", "homes-and-places-committee"),
        ("Jo-Ann O'Malley-Søren", "jo-ann-omalley-soren"),
        ("Ffion Ŵyn Llŷr", "ffion-wyn-llyr"),
        ("Straße", "strasse"),
        ("ﬁnance ² Ⅷ", "finance-2-viii"),
        ("Лев", "u43bu435u432"),
        ("-- a__b. --", "a-b"),
        ("", "xe3b0c442"),
        ("?!", "x545f940d"),
    ],
)
def test_words_and_their_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_any_text_has_a_legal_slug_that_stays_as_it_is(text: str) -> None:
    slug = slugify(text)
    assert LEGAL_SLUG.fullmatch(slug)
    assert len(slug) <= LONGEST_SLUG
    assert slugify(slug) == slug


def test_long_titles_that_differ_at_their_end_stay_apart() -> None:
    title = "Head of Service, Resources, Improvement, Partnership, Sufficiency and Practice in "
    assert slugify(title + "the North of the District") != slugify(title + "the South of the District")


def test_names_of_another_script_stay_apart() -> None:
    assert slugify("李明") != slugify("王芳")


@given(st.text(), st.text(), st.text())
def test_every_iri_is_legal(council: str, kind: str, name: str) -> None:
    address = Iris(check_base("http://localhost:8000"), slugify(council)).thing("person", slugify(name))
    # The parser checks IRIs against RFC 3987.
    (triple,) = ox.parse(f"<{address}> <urn:p> <{address}> .".encode(), format=ox.RdfFormat.N_TRIPLES)
    assert triple.subject == ox.NamedNode(address)


@pytest.mark.parametrize("base", ["https://example.org", "https://example.org/", "http://localhost:8000/a/b"])
def test_a_base_ends_in_a_slash(base: str) -> None:
    assert check_base(base) == base.rstrip("/") + "/"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "https://",
        "https://e.org/?a=b",
        "https://e.org/#x",
        "https://e.org/a b/",
    ],
)
def test_a_base_that_cannot_begin_addresses_is_refused_in_one_line(base: str) -> None:
    with pytest.raises(UsageError, match="give --base such as") as caught:
        check_base(base)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "legal"),
    [
        ("https://e.org/a?b=c#d", "https://e.org/a?b=c#d"),
        ("http://e.org/minutes 7.pdf", "http://e.org/minutes%207.pdf"),
        ("http://e.org/100%", "http://e.org/100%25"),
        ("http://e.org/a%20b", "http://e.org/a%20b"),
        ('http://e.org/é<>"', "http://e.org/%C3%A9%3C%3E%22"),
        ("e.org/a", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_addresses_that_people_write(written: str, legal: str | None) -> None:
    assert web_address(written) == legal


@given(st.text().map("https://example.org/{}".format) | st.text())
def test_an_address_that_somebody_wrote_is_legal_or_left_out(written: str) -> None:
    address = web_address(written)
    if address is not None:
        list(ox.parse(f"<{address}> <urn:p> <urn:o> .".encode(), format=ox.RdfFormat.N_TRIPLES))


def test_a_commitment_keeps_its_iri_when_the_file_is_wrapped_anew() -> None:
    once = commitment_slug("panel", "promise", "Ms Voss undertook to report\nback")
    assert once == commitment_slug("panel", "promise", "Ms Voss undertook  to report back")
    assert re.fullmatch("promise-[0-9a-f]{10}", once)


@pytest.mark.parametrize(
    "other",
    [
        ("panel-2", "promise", "to report", 1),
        ("panel", "request", "to report", 1),
        ("panel", "promise", "to write", 1),
        ("panel", "promise", "to report", 2),
    ],
)
def test_another_document_kind_quote_or_repeat_is_another_commitment(
    other: tuple[str, str, str, int],
) -> None:
    assert commitment_slug(*other) != commitment_slug("panel", "promise", "to report")


def test_one_person_in_one_post_is_no_other_person_in_another() -> None:
    assert tenure_slug("a-b", "c") != tenure_slug("a", "b-c")


def test_figures_with_signs_and_fractions() -> None:
    assert observation_slug("p", 3, "gbp", Decimal("1.2E+6")) == "p-3-gbp-1200000"
    assert observation_slug("p", 3, "percent", Decimal("-0.5")) != observation_slug("p", 3, "percent", Decimal("0.5"))


def test_a_document_names_its_graph() -> None:
    iri = document_iri("https://e.org/m", "Ravensclough Council", "panel")
    assert iri == "https://e.org/m/ravensclough-council/document/panel#it"
