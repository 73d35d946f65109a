"""The numbers and bullets of lists as Word shows them (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kg.read.word.package import Element
from kg.read.word.styles import Look, Styles, W, is_on

BULLET = "·"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list.

    Args:
        form: how its numbers are written: `w:numFmt`.
        text: with "%1" for the number of the first level, "%2" of the second.
        start: its first number.
        restart: the level, from 1, that begins it again; 0 for none, None for any above it.
        style: the paragraph style that stands for this level.
        legal: whether numbers of all levels are written in digits.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    style: str = ""
    legal: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list to which paragraphs belong (`w:num`).

    Args:
        counter: what it counts with: lists with the same go on from each other.
        levels: its levels, by number from 0.
        restarts: levels that begin again where this list begins, with their first number.
    """

    counter: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass
class Counters:
    """Counts the paragraphs of the lists of a document, in its order."""

    lists: Mapping[str, List]
    values: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def count(self, look: Look) -> str:
        """The marker of the next paragraph; empty if it has none."""
        belongs = self.lists.get(look.list_id or "0")
        if belongs is None:
            return ""
        depth = self._depth(belongs, look)
        level = belongs.levels.get(depth)
        if level is None:
            return ""
        values = self.values.setdefault(belongs.counter, [None] * _LEVELS)
        value = values[depth]
        if depth in belongs.restarts and (look.list_id or "", depth) not in self.begun:
            value = None
            self.begun.add((look.list_id or "", depth))
            level = replace(level, start=belongs.restarts[depth])
        values[depth] = level.start if value is None else value + 1
        for below in range(depth + 1, _LEVELS):
            stop = belongs.levels[below].restart if below in belongs.levels else None
            if stop is None or depth < stop:
                values[below] = None
        return self._write(belongs, level, values)

    def _depth(self, belongs: List, look: Look) -> int:
        if look.level is not None:
            return max(0, min(look.level, _LEVELS - 1))
        return next((n for n, level in belongs.levels.items() if level.style and level.style == look.style), 0)

    def _write(self, belongs: List, level: Level, values: list[int | None]) -> str:
        if level.form == "bullet":
            return BULLET if level.text.strip() else ""

        def number(match: re.Match[str]) -> str:
            n = int(match[1]) - 1
            other = belongs.levels.get(n, Level())
            value = values[n]
            form = "decimal" if level.legal and other.form != "none" else other.form
            return write_number(other.start if value is None else value, form)

        return " ".join(_PLACEHOLDER.sub(number, level.text).split())


def write_number(value: int, form: str) -> str:
    """A number as a list shows it.

    >>> write_number(4, "lowerRoman"), write_number(28, "upperLetter"), write_number(3, "ordinal")
    ('iv', 'BB', '3rd')
    """
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < value <= 26 * 30:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (value // worth)
            value %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{value:02}"
    if form == "ordinal":
        end = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{end}"
    return str(value)


def read_lists(root: Element | None, styles: Styles) -> Mapping[str, List]:
    """The lists of `word/numbering.xml`, by `w:numId`."""
    if root is None:
        return MappingProxyType({})
    abstract: dict[str, Element] = {}
    by_style: dict[str, str] = {}
    for element in root.iterfind(W + "abstractNum"):
        identifier = element.get(W + "abstractNumId", "")
        abstract[identifier] = element
        if (link := _value(element, "styleLink")) is not None:
            by_style[link] = identifier
    levels = {identifier: _levels(element.iterfind(W + "lvl")) for identifier, element in abstract.items()}
    lists: dict[str, List] = {}
    for element in root.iterfind(W + "num"):
        identifier = _value(element, "abstractNumId") or ""
        # A list may take its levels from a style of lists, which has them of another definition.
        if identifier in abstract and (link := _value(abstract[identifier], "numStyleLink")) is not None:
            identifier = by_style.get(link, identifier)
        own = dict(levels.get(identifier, {}))
        restarts: dict[int, int] = {}
        for override in element.iterfind(W + "lvlOverride"):
            depth = _digits(override.get(W + "ilvl"), 0)
            own.update(_levels(override.iterfind(W + "lvl")))
            if (start := _value(override, "startOverride")) is not None:
                restarts[depth] = _digits(start, 1)
        lists[element.get(W + "numId", "")] = List(identifier, MappingProxyType(own), MappingProxyType(restarts))
    lists.pop("0", None)
    return MappingProxyType(lists)


def _levels(elements: Iterable[Element]) -> dict[int, Level]:
    return {_digits(element.get(W + "ilvl"), 0): _level(element) for element in elements}


def _level(element: Element) -> Level:
    restart = _value(element, "lvlRestart")
    hidden = is_on(element.find(W + "rPr"), "vanish")
    return Level(
        form=_value(element, "numFmt") or "decimal",
        text="" if hidden else _value(element, "lvlText") or "",
        start=_digits(_value(element, "start"), 0),
        restart=None if restart is None else _digits(restart, 0),
        style=_value(element, "pStyle") or "",
        legal=bool(is_on(element, "isLgl")),
    )


def _value(element: Element, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(W + "val")


def _digits(value: str | None, otherwise: int) -> int:
    try:
        return otherwise if value is None else max(-1_000_000, min(int(value), 1_000_000))
    except ValueError:
        return otherwise
