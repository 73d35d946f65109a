"""An indicator with its figures, as a table and as a chart; one figure with its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, SKOS

from kg.vocab import MINUTES
from kg.web.pages.acts import acts_of
from kg.web.pages.words import quotes_of

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_WIDTH, _HEIGHT, _MARGIN = 640.0, 220.0, 40.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as a row of a table.

    Args:
        thing: the observation.
        value: as the minutes have it, in `unit`.
        unit: in words.
        day: of the meeting that was told.
        meeting: that meeting.
        period: the time it is for, as written.
        group: the place or group it is for, as written.
        compared: what it is for comparison ("target"), or empty if it is the value itself.
        change: whether it is a rise or fall.
    """

    thing: Thing
    value: Decimal
    unit: str
    day: dt.date | None
    meeting: Thing | None
    period: str
    group: str
    compared: str
    change: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart, in pixels."""

    x: float
    y: float
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """The values of an indicator in one unit over the days of the meetings.

    Args:
        unit: of all of them.
        dots: the values themselves, by day.
        others: those for comparison.
        low: the least value drawn.
        high: the greatest.
    """

    unit: str
    dots: tuple[Dot, ...]
    others: tuple[Dot, ...]
    low: Decimal
    high: Decimal
    width: float = _WIDTH
    height: float = _HEIGHT
    margin: float = _MARGIN

    @property
    def line(self) -> str:
        """The dots as the points of a polyline."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def view_indicator(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `indicator.html`."""
    figures = figures_of(thing.of(MINUTES.ofIndicator))
    return {
        "thing": thing,
        "names": thing.values(SKOS.altLabel),
        "broader": thing.things(SKOS.broadMatch),
        "figures": figures,
        "charts": tuple(_charts(figures)),
        "acts": acts_of(thing.of(MINUTES.about), site.as_of),
    }


def view_observation(site: Site, thing: Thing) -> dict[str, object]:
    """The variables of `observation.html`."""
    return {
        "thing": thing,
        "figure": next(iter(figures_of((thing,))), None),
        "indicator": thing.thing(MINUTES.ofIndicator),
        "quotes": quotes_of(site, thing),
    }


def figures_of(observations: tuple[Thing, ...]) -> tuple[Figure, ...]:
    """Observations as rows, by the day of the meeting."""
    found = []
    for thing in observations:
        try:
            value = Decimal(thing.value(MINUTES.value))
        except InvalidOperation:
            continue
        meeting, unit, compared = (thing.thing(p) for p in (MINUTES.statedAt, MINUTES.unit, MINUTES.comparedWith))
        found.append(
            Figure(
                thing,
                value,
                unit.label if unit else "",
                meeting.day(DCTERMS.date) if meeting else None,
                meeting,
                thing.value(MINUTES.period),
                thing.value(MINUTES.group),
                compared.label if compared else "",
                thing.value(MINUTES.isChange) in ("true", "1"),
            )
        )
    return tuple(sorted(found, key=lambda figure: (figure.day or dt.date.min, figure.thing.iri)))


def _charts(figures: tuple[Figure, ...]) -> list[Chart]:
    """One chart for each unit in which the indicator was told on two days or more."""
    charts = []
    for unit in sorted({figure.unit for figure in figures}):
        mine = [figure for figure in figures if figure.unit == unit and figure.day and not figure.change]
        if len({figure.day for figure in mine if not figure.compared}) > 1:
            charts.append(_chart(unit, mine))
    return charts


def _chart(unit: str, figures: list[Figure]) -> Chart:
    values = [figure.value for figure in figures]
    low, high = min(values), max(values)
    low, high = (min(low, Decimal(0)), max(high, Decimal(1))) if low == high else (low, high)
    days = [figure.day.toordinal() for figure in figures if figure.day]
    first, last = min(days), max(days)

    def dot(figure: Figure) -> Dot:
        assert figure.day is not None
        x = _MARGIN + (_WIDTH - 2 * _MARGIN) * (figure.day.toordinal() - first) / max(1, last - first)
        y = _HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * float((figure.value - low) / (high - low))
        return Dot(round(x, 1), round(y, 1), figure)

    return Chart(
        unit,
        tuple(dot(figure) for figure in figures if not figure.compared),
        tuple(dot(figure) for figure in figures if figure.compared),
        low,
        high,
    )
