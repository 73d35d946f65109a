"""An indicator with its figures, as tables and as a chart; one figure with its words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, ORG, SKOS

from kg.query.cells import readable_figure
from kg.vocab import COMPARISONS, MINUTES
from kg.web.pages.acts import acts_of
from kg.web.pages.charts import draw_charts
from kg.web.pages.words import Quote, quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TARGET, _PREVIOUS = str(COMPARISONS["target"]), str(COMPARISONS["previous"])


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as a row of a table.

    Args:
        thing: the observation.
        value: the number, in its unit.
        unit: in words.
        notation: of the unit, as tables have it.
        day: of the meeting that was told.
        meeting: that meeting.
        period: the time it is for, as written.
        group: the place or group it is for, as written.
        comparison: IRI of what it is for comparison, or empty if it is the value itself.
        compared: that in words ("target").
        change: whether it is a rise or fall.
    """

    thing: Thing
    value: Decimal
    unit: str
    notation: str
    day: dt.date | None
    meeting: Thing | None
    period: str
    group: str
    comparison: str
    compared: str
    change: bool

    @property
    def words(self) -> str:
        """The value as people write it."""
        return readable_figure(self.value, self.notation)

    @property
    def is_target(self) -> bool:
        """Whether it is what is aimed at."""
        return self.comparison == _TARGET


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures of one kind in one unit.

    Args:
        id: of its place on the page.
        kind: "values", "comparisons" or "changes".
        caption: in words.
        rows: by the day of the meeting.
    """

    id: str
    kind: str
    caption: str
    rows: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What minutes of different meetings give for the same period.

    Args:
        period: as written.
        group: as written, or empty.
        figures: by day of the meeting.
        same: whether all give the same value.
    """

    period: str
    group: str
    figures: tuple[Figure, ...]
    same: bool


def view_indicator(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `indicator.html`."""
    figures = site.figures_of(thing)
    return {
        "thing": thing,
        "councils": councils_of(figures),
        "names": thing.values(SKOS.altLabel),
        "broader": thing.things(SKOS.broadMatch),
        "tables": tables_of(figures),
        "quotes": {figure.thing.iri: first_quote(site, figure.thing) for figure in figures},
        "told": told_twice(figures),
        "charts": draw_charts(figures),
        "acts": acts_of(thing.of(MINUTES.about), site.as_of),
    }


def councils_of(figures: Sequence[Figure]) -> tuple[Thing, ...]:
    """The councils at whose meetings the figures were told, each once."""
    bodies = [body for figure in figures if figure.meeting for body in figure.meeting.things(MINUTES.meetingOf)]
    return tuple({council.iri: council for body in bodies for council in body.things(ORG.unitOf)}.values())


def tables_of(figures: Sequence[Figure]) -> tuple[FigureTable, ...]:
    """Values, what is there for comparison, and changes, apart; those in different units apart too."""
    kinds = (
        ("values", "Figures", [one for one in figures if not one.change and not one.compared]),
        ("comparisons", "Given for comparison", [one for one in figures if not one.change and one.compared]),
        ("changes", "Rises and falls", [one for one in figures if one.change]),
    )
    tables = []
    for kind, caption, mine in kinds:
        units = sorted({figure.unit for figure in mine})
        for number, unit in enumerate(units, 1):
            rows = tuple(figure for figure in mine if figure.unit == unit)
            id_, name = (kind, caption) if len(units) == 1 else (f"{kind}-{number}", f"{caption}, {unit}")
            tables.append(FigureTable(id_, kind, name, rows))
    return tuple(tables)


def view_observation(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `observation.html`."""
    indicator = thing.thing(MINUTES.ofIndicator)
    others = site.figures_of(indicator) if indicator else ()
    return {
        "thing": thing,
        "figure": next(iter(figures_of((thing,))), None),
        "indicator": indicator,
        "unit": thing.thing(MINUTES.unit),
        "same_meeting": [
            other for other in others if other.thing != thing and other.meeting == thing.thing(MINUTES.statedAt)
        ],
        "others": len(others),
        "quotes": quotes_of(site, thing),
    }


def first_quote(site: Site, thing: Thing) -> Quote | None:
    """The first words that state a fact, for a link to their place."""
    return next(iter(quotes_of(site, thing, 1)), None)


def figures_of(observations: tuple[Thing, ...]) -> tuple[Figure, ...]:
    """Observations as rows, by the day of the meeting."""
    found = []
    for thing in observations:
        try:
            value = Decimal(thing.value(MINUTES.value))
        except InvalidOperation:
            continue
        if not value.is_finite():
            continue
        meeting, unit, compared = (thing.thing(p) for p in (MINUTES.statedAt, MINUTES.unit, MINUTES.comparedWith))
        found.append(
            Figure(
                thing,
                value,
                unit.label if unit else "",
                unit.value(SKOS.notation) if unit else "",
                meeting.day(DCTERMS.date) if meeting else None,
                meeting,
                thing.value(MINUTES.period),
                thing.value(MINUTES.group),
                compared.iri if compared else "",
                compared.label if compared else "",
                thing.value(MINUTES.isChange) in ("true", "1"),
            )
        )
    return tuple(sorted(found, key=lambda figure: (figure.day or dt.date.min, figure.thing.iri)))


def told_twice(figures: Sequence[Figure]) -> tuple[Told, ...]:
    """What minutes of two meetings or more give for the same period and group; what differs stands first.

    Only a period that names its year is the same at another meeting: "last quarter" is not. A value given later for
    comparison with the past is that of the earlier time.
    """
    groups: dict[tuple[str, str, str, str, bool], list[Figure]] = {}
    for figure in figures:
        if _YEAR.search(figure.period):
            other = "" if figure.comparison == _PREVIOUS else figure.comparison
            period = " ".join(figure.period.casefold().split())
            key = (period, figure.group.casefold(), figure.notation, other, figure.change)
            groups.setdefault(key, []).append(figure)
    found = [
        Told(mine[0].period, mine[0].group, tuple(mine), len({figure.value for figure in mine}) == 1)
        for mine in groups.values()
        if len({figure.meeting.iri for figure in mine if figure.meeting}) > 1
    ]
    return tuple(sorted(found, key=lambda told: (told.same, told.period, told.group)))
