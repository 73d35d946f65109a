"""The values of an indicator in one unit as a chart: where each dot, line and label stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.query.cells import readable_date, readable_figure

if TYPE_CHECKING:
    from kg.web.pages.figures import Figure

_WIDTH, _HEIGHT = 660.0, 280.0
_TOP, _RIGHT, _BOTTOM = 34.0, 34.0, 56.0
_LETTER = 7.0  # pixels that a character of a label takes at most
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_TICKS = 5  # on the scale, at most
_NAMED = 8  # dots whose values are written beside them; the table has all
_ROOM = 26.0  # pixels between a line and a dot with its value above it
_APART = 90.0  # pixels between the days that are named below


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure in the chart: where it stands, in pixels, and whether its value is written above it."""

    x: float
    y: float
    figure: Figure
    named: bool = True


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of a scale: where it stands, in pixels, and what is written there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The values in one unit over the days of the meetings that were told.

    Args:
        unit: in words.
        dots: the values themselves, by day.
        others: those for comparison, by day.
        lines: the points of the lines between the values of one group, as SVG has them.
        targets: heights of the lines of targets with their words, and whether these stand at the end of the line.
        rows: the scale of the values.
        columns: the days below.
        summary: the same in words.
        from_zero: whether the scale begins at 0.
        left: where the plot begins, in pixels; it goes to `width - right`, and from `top` to `bottom`.
    """

    unit: str
    dots: tuple[Dot, ...]
    others: tuple[Dot, ...]
    lines: tuple[str, ...]
    targets: tuple[tuple[Tick, bool], ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    summary: str
    from_zero: bool
    left: float
    width: float = _WIDTH
    height: float = _HEIGHT
    right: float = _WIDTH - _RIGHT
    top: float = _TOP
    bottom: float = _HEIGHT - _BOTTOM


def draw_charts(figures: Sequence[Figure]) -> tuple[Chart, ...]:
    """One chart for each unit in which values were told on two days or more; changes are no values."""
    charts = []
    for unit in sorted({figure.unit for figure in figures}):
        mine = [figure for figure in figures if figure.unit == unit and figure.day and not figure.change]
        if len({figure.day for figure in mine if not figure.compared}) > 1:
            charts.append(_draw(mine))
    return tuple(charts)


def scale(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Round numbers from below the least value to above the greatest.

    >>> [str(number) for number in scale(Decimal("88.5"), Decimal(95))]
    ['88', '90', '92', '94', '96']
    >>> [str(number) for number in scale(Decimal(0), Decimal(0))]
    ['0', '0.25', '0.5', '0.75', '1']
    """
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(1))
    if low > 0 and low < high / 2:
        low = Decimal(0)
    rough = (high - low) / (_TICKS - 1)
    power = Decimal(10) ** rough.adjusted()
    step = next(power * one for one in _STEPS if power * one >= rough)
    first, last = (low / step).to_integral_value("ROUND_FLOOR"), (high / step).to_integral_value("ROUND_CEILING")
    numbers = (step * (first + n) for n in range(int(last - first) + 1))
    return tuple(n.to_integral_value() if n == n.to_integral_value() else n.normalize() for n in numbers)


def _draw(figures: list[Figure]) -> Chart:
    ticks = scale(min(figure.value for figure in figures), max(figure.value for figure in figures))
    low, high = ticks[0], ticks[-1]
    notation = figures[0].notation
    labels = [readable_figure(tick, notation) for tick in ticks]
    left = 30.0 + _LETTER * max(len(label) for label in labels)
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    days = sorted({figure.day for figure in figures if figure.day})
    first, last = days[0].toordinal(), days[-1].toordinal()

    def across(ordinal: int) -> float:
        return round(left + 14 + (right - left - 28) * (ordinal - first) / max(1, last - first), 1)

    def up(value: Decimal) -> float:
        return round(bottom - (bottom - _TOP) * float((value - low) / (high - low)), 1)

    def dots(some: Iterable[Figure], named: bool) -> tuple[Dot, ...]:
        return tuple(
            Dot(across(figure.day.toordinal()), up(figure.value), figure, named) for figure in some if figure.day
        )

    values = [figure for figure in figures if not figure.compared]
    others = [figure for figure in figures if figure.compared]
    targets = sorted({figure.value for figure in others if figure.is_target})
    columns = [Tick(across(days[-1].toordinal()), readable_date(days[-1]))]
    for day in reversed(days[:-1]):
        if columns[-1].at - across(day.toordinal()) >= _APART:
            columns.append(Tick(across(day.toordinal()), readable_date(day)))
    return Chart(
        unit=figures[0].unit,
        dots=dots(values, len(values) <= _NAMED),
        others=dots((figure for figure in others if not figure.is_target), False),
        lines=_lines(dots(values, False)),
        targets=tuple(
            (
                Tick(up(value), f"target {readable_figure(value, notation)}"),
                abs(up(value) - up(values[-1].value)) > _ROOM,
            )
            for value in targets
        ),
        rows=tuple(Tick(up(tick), label) for tick, label in zip(ticks, labels, strict=True)),
        columns=tuple(reversed(columns)),
        summary=_summary(values, targets, notation),
        from_zero=low == 0,
        left=left,
    )


def _lines(dots: Sequence[Dot]) -> tuple[str, ...]:
    """A line through the values of each place or group that has one value a day: what else would it join?"""
    lines = []
    for group in sorted({dot.figure.group for dot in dots}):
        mine = [dot for dot in dots if dot.figure.group == group]
        if 1 < len(mine) == len({dot.x for dot in mine}):
            lines.append(" ".join(f"{dot.x},{dot.y}" for dot in mine))
    return tuple(lines)


def _summary(values: Sequence[Figure], targets: Sequence[Decimal], notation: str) -> str:
    told = [f"{figure.words} on {readable_date(figure.day)}" for figure in values if figure.day]
    more = [f"{len(told) - 12} more", *told[-6:]] if len(told) > 12 else []
    aims = f"; target {' and '.join(readable_figure(value, notation) for value in targets)}" if targets else ""
    return ", ".join((told[:6] if more else told) + more) + aims
