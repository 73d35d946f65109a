"""What counts as found, missed, spurious and right."""

from __future__ import annotations

import pytest

from kg.evaluate import (
    Answers,
    GoldCommitment,
    GoldDocument,
    GoldFigure,
    GoldObservation,
    Scores,
    Tally,
    evaluate,
)

Row = dict[str, str]


def commitment(start: int, end: int, **more: object) -> GoldCommitment:
    """A promise of Vera Lund to the panel."""
    given: dict[str, object] = {"kinds": ("promise",), "by": ("Vera Lund",), "to": ("Housing Panel",)}
    return GoldCommitment(start, end, "the words", **(given | more))  # type: ignore[arg-type]


def row(start: int, end: int, **more: str) -> Row:
    """What the query finds of it."""
    given = {
        "kind": "promise",
        "by": "Vera Lund",
        "to": "Housing Panel",
        "due_by": "",
        "due_text": "",
        "what": "act",
    }
    return {"source": "folder/panel.txt", "start": str(start), "end": str(end)} | given | more


def document(**more: object) -> GoldDocument:
    """Gold for panel.txt."""
    given: dict[str, object] = {
        "officers": {},
        "councillors": {},
        "others": (),
        "commitments": (),
        "observations": (),
    }
    return GoldDocument("panel.txt", **(given | more))  # type: ignore[arg-type]


def score(gold: GoldDocument, **answers: list[Row]) -> Scores:
    """The scores of one document."""
    return evaluate([gold], Answers(**answers))


def counts(tally: Tally) -> tuple[int, int, int]:
    """Found, spurious, missed."""
    return tally.found, tally.spurious, tally.missed


COMMITMENTS = {
    "found": ([commitment(100, 150)], [row(95, 150)], (1, 0, 0)),
    "half of the shorter is enough": ([commitment(100, 150)], [row(125, 300)], (1, 0, 0)),
    "less than half is not": ([commitment(100, 150)], [row(130, 300)], (0, 1, 1)),
    "a paragraph that swallows it is not it": ([commitment(100, 150)], [row(0, 400)], (0, 1, 1)),
    "one row for one commitment": ([commitment(100, 150)], [row(100, 150), row(100, 149)], (1, 1, 0)),
    "the largest overlap first": ([commitment(100, 150), commitment(140, 190)], [row(120, 190)], (1, 0, 1)),
    "optional and missed": ([commitment(100, 150, optional=True)], [], (0, 0, 0)),
    "optional and found": ([commitment(100, 150, optional=True)], [row(100, 150)], (0, 0, 0)),
    "what counts is matched before what is optional": (
        [commitment(100, 150, optional=True), commitment(110, 140)],
        [row(100, 150)],
        (1, 0, 0),
    ),
    "printed twice, found once": (
        [commitment(100, 150, group="a"), commitment(300, 350, group="a")],
        [row(300, 350)],
        (1, 0, 0),
    ),
    "printed twice, found twice": (
        [commitment(100, 150, group="a"), commitment(300, 350, group="a")],
        [row(100, 150), row(300, 350)],
        (1, 0, 0),
    ),
    "printed twice, never found": (
        [commitment(100, 150, group="a"), commitment(300, 350, group="a")],
        [],
        (0, 0, 1),
    ),
}


@pytest.mark.parametrize(("gold", "rows", "expected"), COMMITMENTS.values(), ids=COMMITMENTS.keys())
def test_commitments_are_matched_by_their_spans(
    gold: list[GoldCommitment], rows: list[Row], expected: tuple[int, int, int]
) -> None:
    scores = score(document(commitments=tuple(gold)), commitments=rows)
    assert counts(scores.total("commitments")) == expected


CHECKS = {
    "all right": (commitment(0, 9), row(0, 9), []),
    "another kind": (commitment(0, 9), row(0, 9, kind="request"), ["kind"]),
    "either kind": (commitment(0, 9, kinds=("promise", "resolution")), row(0, 9, kind="resolution"), []),
    "one of several by": (commitment(0, 9), row(0, 9, by="Ann Sorrel; Ms Vera Lund"), []),
    "the surname alone": (commitment(0, 9), row(0, 9, by="Lund"), []),
    "somebody else": (commitment(0, 9), row(0, 9, by="Bede"), ["by"]),
    "owed to nobody": (commitment(0, 9), row(0, 9, to=""), ["to"]),
    "the day": (commitment(0, 9, due_by="2025-05-31"), row(0, 9, due_by="2025-05-31"), []),
    "another day": (commitment(0, 9, due_by="2025-05-31"), row(0, 9, due_by="2025-06-30"), ["due"]),
    "any words, where no day is fixed": (
        commitment(0, 9, due_text="in due course"),
        row(0, 9, due_text="soon"),
        [],
    ),
    "words where there are none": (commitment(0, 9), row(0, 9, due_text="soon"), ["due"]),
    "printed twice: the day may be in either": (
        commitment(0, 9, due_by="2025-05-31", group="a"),
        row(0, 9),
        [],
    ),
}


@pytest.mark.parametrize(("gold", "found", "wrong"), CHECKS.values(), ids=CHECKS.keys())
def test_a_found_commitment_is_right_or_wrong_in_each_respect(
    gold: GoldCommitment, found: Row, wrong: list[str]
) -> None:
    scores = score(document(commitments=(gold,)), commitments=[found])
    assert [miss.what for miss in scores.documents[0].misses] == wrong
    tally = scores.total("commitments")
    assert [check for check in ("kind", "by", "to", "due") if tally.share(check) < 1] == wrong


def person(name: str, *roles: str) -> list[Row]:
    """The rows of a person: one for each role."""
    return [{"source": "panel.txt", "name": name, "role": role} for role in roles or ("",)]


PEOPLE = {
    "found, with the role": (
        {"Vera Lund": ("Head of Housing",)},
        person("Vera Lund", "Head of Housing"),
        (1, 0, 0),
        (1, 0, 0),
    ),
    "titles do not matter": (
        {"Bede": ("Councillor",)},
        person("Cllr Bede", "Councillor"),
        (1, 0, 0),
        (0, 0, 0),
    ),
    "missed, with the role": ({"Vera Lund": ("Head of Housing",)}, [], (0, 0, 1), (0, 0, 1)),
    "nobody of that name": ({}, person("Ada Tarn", "Clerk"), (0, 1, 0), (0, 0, 0)),
    "neither wanted nor punished": ({}, person("Ann Sorrel"), (0, 0, 0), (0, 0, 0)),
    "a role too many": (
        {"Vera Lund": ("Clerk",)},
        person("Vera Lund", "Clerk", "Chair"),
        (1, 0, 0),
        (1, 1, 0),
    ),
    "more words for the role": (
        {"Vera Lund": ("Service Director",)},
        person("Vera Lund", "Service Director for Learning"),
        (1, 0, 0),
        (1, 0, 0),
    ),
}


@pytest.mark.parametrize(("officers", "rows", "people", "roles"), PEOPLE.values(), ids=PEOPLE.keys())
def test_people_and_roles(
    officers: dict[str, tuple[str, ...]],
    rows: list[Row],
    people: tuple[int, int, int],
    roles: tuple[int, int, int],
) -> None:
    scores = score(document(officers=officers, others=("Ann Sorrel",)), officers=rows)
    assert (counts(scores.total("people")), counts(scores.total("roles"))) == (people, roles)


def figure(value: str, indicator: str = "repairs on time", start: int = 50, unit: str = "%") -> Row:
    """What the query finds."""
    return {
        "source": "panel.txt",
        "value": value,
        "unit": unit,
        "indicator": indicator,
        "start": str(start),
        "end": str(start + 20),
    }


WANTED = GoldObservation(40, 80, "84% of repairs on time", (GoldFigure(84.0, "%", "repairs done on time"),))

FIGURES = {
    "found": ([WANTED], [figure("84")], (1, 0, 0), 1.0),
    "with its zero": ([WANTED], [figure("84.0")], (1, 0, 0), 1.0),
    "near its clause": ([WANTED], [figure("84", start=130)], (1, 0, 0), 1.0),
    "far from its clause": ([WANTED], [figure("84", start=500)], (0, 1, 1), 0.0),
    "another unit": ([WANTED], [figure("84", unit="count")], (0, 1, 1), 0.0),
    "half of the words": ([WANTED], [figure("84", "done in time")], (1, 0, 0), 1.0),
    "less than half": ([WANTED], [figure("84", "visits made")], (1, 0, 0), 0.0),
    "too many words": (
        [WANTED],
        [figure("84", " ".join(["repairs done time", *map(chr, range(98, 110))]))],
        (1, 0, 0),
        0.0,
    ),
    "one row for one value": ([WANTED, WANTED], [figure("84")], (1, 0, 1), 1.0),
}


@pytest.mark.parametrize(("gold", "rows", "expected", "label"), FIGURES.values(), ids=FIGURES.keys())
def test_figures(gold: list[GoldObservation], rows: list[Row], expected: tuple[int, int, int], label: float) -> None:
    tally = score(document(observations=tuple(gold)), figures=rows).total("figures")
    assert counts(tally) == expected
    assert tally.share("label") == label


def test_an_optional_figure_neither_counts_when_found_nor_when_missed() -> None:
    gold = document(observations=(GoldObservation(40, 80, "", (GoldFigure(84.0, "%", "repairs"),), optional=True),))
    assert counts(score(gold, figures=[figure("84")]).total("figures")) == (0, 0, 0)
    assert counts(score(gold).total("figures")) == (0, 0, 0)


def test_the_total_adds_up_the_documents_and_does_not_average_them() -> None:
    gold = [
        document(commitments=(commitment(0, 9),)),
        GoldDocument("b.txt", {}, {}, (), (commitment(0, 9),) * 3, ()),
    ]
    scores = evaluate(gold, Answers(commitments=[row(0, 9)]))
    assert scores.total("commitments").recall == 0.25


def test_rows_of_other_texts_are_passed_over() -> None:
    assert counts(score(document(), commitments=[row(0, 9) | {"source": "other.txt"}]).total("commitments")) == (
        0,
        0,
        0,
    )


def test_nothing_found_where_there_is_nothing_is_right() -> None:
    assert set(score(document()).numbers().values()) == {0.0, 1.0}
    assert score(document()).total("figures").f1 == 1.0
