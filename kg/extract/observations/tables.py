"""The figures of a table: a row says what is measured, a column when, where, or against what.

    Indicator             | 2022/23 | 2023/24 | Target        Ward | Burglaries | Vehicle crime
    Home visits on time   | 91.2%   | 94%     | 95%           Elm  | 12         | 31

Only a table with a header is read, and only a cell that holds one number with its unit. A table of payments,
actions, votes or attendance measures nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.observations.comparisons import classify_comparison, is_comparison
from kg.extract.observations.indicators import join_labels, tidy_label
from kg.extract.observations.times import drop_times, find_times
from kg.extract.observations.units import COUNT, DURATIONS, MONEY, PERCENT, Quantity, find_quantities
from kg.facts import Comparison, Evidence, Observation
from kg.lexicon import any_of, load_lexicon

_MOST = 24  # columns of a table that somebody can read
_PLAIN = re.compile(r"[\s()+~<>*-]*")
_TIMES = ("month", "year", "period", "quarter")
_PARTING = re.compile(r"[|\t]")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_MONTH = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[\s'-]*(?:\d\d(?:\d\d)?)?", re.IGNORECASE
)
_UNIT = re.compile(
    r"[([]?\s?(?P<percent>%|per\s?cent(?:age)?)|(?P<money>£)|\b(?P<time>days|weeks|months|years|hours)\b", re.IGNORECASE
)
_THOUSANDS = re.compile(r"£\s?(?:000s?|k|'000s?)|£\s?(?P<millions>m|million)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column says of its figures."""

    name: str
    period: str
    comparison: Comparison | None
    unit: str
    scale: int


@dataclass(frozen=True, slots=True)
class _Row:
    block: Block
    cells: tuple[Span, ...]


@cache
def _other_tables() -> re.Pattern[str]:
    """The heads of columns by which a table is known to measure nothing."""
    heads = any_of(load_lexicon().words("table-heads-of-no-figures"))
    return re.compile(rf"{heads}(?:\s(?:no\.?|nos\.?|number|name|date|ref))?\W*", re.IGNORECASE)


@cache
def _places() -> re.Pattern[str]:
    """The heads of a first column that holds places or groups."""
    return re.compile(rf"{any_of(load_lexicon().words('table-heads-of-groups'))}s?$", re.IGNORECASE)


def find_in_tables(document: Document) -> tuple[Observation, ...]:
    """The figures of the tables of a document, in the order of the text."""
    out: list[Observation] = []
    for table in _tables(document):
        out += _read_table(document, table)
    return tuple(out)


def is_row(document: Document, block: Block) -> bool:
    """Whether a block is a row of a table, so that it is no sentence."""
    return len(cells_of(document, block)) > 1


def cells_of(document: Document, block: Block) -> tuple[Span, ...]:
    """The cells of a row; none if the block is no row. Here one tab or bar is enough to make a row."""
    if block.kind is Kind.ROW:
        return block.cells
    words = block.span.of(document.text)
    if block.kind is not Kind.PARAGRAPH or "\n" in words or not _PARTING.search(words):
        return ()
    cells, at = [], block.span.start
    for cell in _PARTING.split(words):
        if inner := cell.strip():
            start = at + cell.index(inner)
            cells.append(Span(start, start + len(inner)))
        at += len(cell) + 1
    return tuple(cells)


def _tables(document: Document) -> Iterator[list[_Row]]:
    """Runs of rows that stand one below the other in what was said."""
    run: list[_Row] = []
    for block in document.blocks:
        cells = cells_of(document, block) if block.part is Part.MINUTES else ()
        row = 1 < len(cells) <= _MOST
        if run and (not row or _is_head(document, cells)):
            yield run
            run = []
        if row:
            run.append(_Row(block, cells))
    if run:
        yield run


def _is_head(document: Document, cells: Sequence[Span]) -> bool:
    """Whether a row is the head of a table: words or periods and no figures."""
    words = [document.words(cell) for cell in cells[1:]]
    return not any(map(_is_value, words)) and all(_LETTERS.search(one) or _period(one) or "%" in one for one in words)


def _read_table(document: Document, rows: Sequence[_Row]) -> Iterator[Observation]:
    head = rows[0]
    names = [document.words(cell) for cell in head.cells]
    if any(_other_tables().fullmatch(name) for name in names) or any(map(_is_value, names[1:])):
        return
    columns = _columns(names)
    dated = names[0].lower().rstrip("s") in _TIMES
    grouped = not dated and _places().search(names[0]) is not None
    for row in rows[1:]:
        name = document.words(row.cells[0])
        if len(row.cells) != len(columns) or not (dated or _LETTERS.search(name)):
            continue
        for column, cell in zip(columns[1:], row.cells[1:], strict=True):
            if quantity := _value(document.words(cell)):
                said = replace(column, period=name) if dated else column
                yield _observe(document, row, "" if dated else name, said, cell, quantity, grouped=grouped)


def _columns(names: Sequence[str]) -> list[_Column]:
    columns: list[_Column] = []
    for name in names:
        period = _period(name)
        rest = drop_times(name).strip(" ,()") if period else name
        unit = _unit(name)
        bare = _name(rest) if unit else rest
        if not _LETTERS.search(bare) and columns and unit and not period:  # "Staff absent | %"
            bare = columns[-1].name
        comparison = classify_comparison(bare) if is_comparison(bare) else None
        columns.append(_Column("" if bare == period or comparison else bare, period, comparison, unit, _scale(name)))
    return columns


def _period(name: str) -> str:
    if _MONTH.fullmatch(name):
        return name
    return next((name[start:end].strip(" ,") for start, end in find_times(name)), "")


def _unit(words: str) -> str:
    match = _UNIT.search(words)
    if not match:
        return ""
    return PERCENT if match["percent"] else MONEY if match["money"] else match["time"].lower()


def _name(words: str) -> str:
    """The words without the unit that stands beside them."""
    return _UNIT.sub("", _THOUSANDS.sub("", words)).strip(" ()[]")


def _scale(words: str) -> int:
    match = _THOUSANDS.search(words)
    return 1 if not match else 1_000_000 if match["millions"] else 1_000


def _value(words: str) -> Quantity | None:
    """The one quantity of a cell that holds nothing else."""
    found = find_quantities(words) if len(words) <= 30 else ()  # a cell with more is a sentence
    if len(found) != 1 or found[0].spelled:
        return None
    around = words[: found[0].start] + words[found[0].end :]
    return found[0] if _PLAIN.fullmatch(around) else None


def _is_value(words: str) -> bool:
    return not _period(words) and _value(words) is not None


def _observe(
    document: Document, row: _Row, name: str, column: _Column, cell: Span, quantity: Quantity, *, grouped: bool
) -> Observation:
    unit = quantity.unit
    if unit == COUNT:
        unit = column.unit or _unit(name) or COUNT
    value = quantity.value
    if unit == MONEY and quantity.unit == COUNT:  # a sum under "£000" or "£m"
        value *= max(column.scale, _scale(name))
    words = name if unit in DURATIONS else _name(name)
    measured = words if grouped else tidy_label(words)
    generic = not column.name or column.name.lower() in load_lexicon().words("table-heads-of-values")
    if grouped or not name:
        label = join_labels(tidy_label(column.name), measured)
    else:
        label = measured if generic else join_labels(measured, tidy_label(column.name))
    if column.comparison is Comparison.TARGET:
        label = join_labels(label, "target")
    return Observation(
        indicator=tidy_label(label) or "figure",
        value=value,
        unit=unit,
        evidence=Evidence.at(document, Span(row.cells[0].start, cell.end)),
        at=Span(cell.start + quantity.start, cell.start + quantity.end),
        period=column.period,
        group=measured if grouped else "",
        compared_with=column.comparison,
        change=quantity.points,
    )
