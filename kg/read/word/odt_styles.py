"""What the styles of an OpenDocument text say: its lists, its spacing, what is hidden (ISO/IEC 26300-3, 16 and 20)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.read.word.numbering import BULLET, write_number
from kg.read.word.package import Element
from kg.read.word.styles import Look

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
TEXT, TABLE, OFFICE, DRAW, STYLE = (
    f"{{{_NAMESPACE.format(name)}}}" for name in ("text", "table", "office", "drawing", "style")
)
_FO = f"{{{_NAMESPACE.format('xsl-fo-compatible')}}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt)")
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0}
_PLACEHOLDER = re.compile(r"%(\d{1,2})%")
_LEVELS = 10
_DEPTH = 50  # styles on which a style is based


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how its numbers are written. `shown` is how many levels above are written with it."""

    form: str = "none"
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1
    bullet: bool = False
    pattern: str = ""  # "%1%.%2%", as LibreOffice writes what the format itself cannot say

    def write(self, levels: Mapping[int, Level], values: Sequence[int | None], depth: int) -> str:
        """The marker of an entry at this level, from 0, with the numbers of those above."""
        if self.bullet:
            return BULLET
        if self.form == "none" and not self.pattern:
            return f"{self.before}{self.after}".strip()

        def number(n: int) -> str:
            level = levels.get(n, Level())
            value = values[n]
            return write_number(level.start if value is None else value, level.form)

        if self.pattern:
            return _PLACEHOLDER.sub(lambda match: number(min(int(match[1]), _LEVELS) - 1), self.pattern).strip()
        numbers = [number(n) for n in range(max(0, depth - self.shown + 1), depth + 1)]
        return f"{self.before}{'.'.join(filter(None, numbers))}{self.after}".strip()


@dataclass(frozen=True, slots=True)
class OdtStyles:
    """The styles of a document.

    Args:
        looks: of paragraphs and words, by family and name.
        lists: by name, the levels of a list from 0.
        outline: the numbers of headings, by level from 0.
        sections: names of styles of sections that are not shown.
    """

    looks: Mapping[tuple[str, str], Look]
    lists: Mapping[str, Mapping[int, Level]]
    outline: Mapping[int, Level]
    widths: Mapping[str, int]

    def look(self, family: str, name: str | None) -> Look:
        """How a paragraph ("paragraph") or words ("text") of a style look."""
        return self.looks.get((family, name or ""), self.looks.get((family, ""), Look()))


@dataclass
class _Own:
    base: str
    look: Look


@dataclass
class _Found:
    own: dict[tuple[str, str], _Own] = field(default_factory=dict)
    lists: dict[str, Mapping[int, Level]] = field(default_factory=dict)
    outline: Mapping[int, Level] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)


def read_odt_styles(roots: Sequence[Element | None]) -> OdtStyles:
    """The styles of `styles.xml` and `content.xml`, the later over the earlier."""
    found = _Found()
    for root in roots:
        for element in () if root is None else root.iter(f"{STYLE}style", f"{STYLE}default-style"):
            _take_style(element, found)
        for element in () if root is None else root.iter(f"{TEXT}list-style"):
            found.lists[element.get(f"{STYLE}name", "")] = _levels(element)
        for element in () if root is None else root.iter(f"{TEXT}outline-style"):
            found.outline = _levels(element)
    looks = {key: _resolve(key, found.own) for key in found.own}
    return OdtStyles(
        MappingProxyType(looks),
        MappingProxyType(found.lists),
        MappingProxyType(dict(found.outline)),
        MappingProxyType(found.widths),
    )


def _take_style(element: Element, found: _Found) -> None:
    family, name = element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")
    words, paragraph = element.find(f"{STYLE}text-properties"), element.find(f"{STYLE}paragraph-properties")
    if family == "table-column":
        column = element.find(f"{STYLE}table-column-properties")
        found.widths[name] = 0 if column is None else _twips(column.get(f"{STYLE}column-width")) or 0
        return
    display = None if words is None else words.get(f"{TEXT}display")
    weight = None if words is None else words.get(f"{_FO}font-weight")
    case = None if words is None else words.get(f"{_FO}text-transform")
    apart = None if paragraph is None else paragraph.get(f"{STYLE}contextual-spacing")
    look = Look(
        style=name,
        hidden=None if display is None else display == "none",
        capitals=None if case is None else case == "uppercase",
        bold=None if weight is None else weight == "bold",
        before=None if paragraph is None else _twips(paragraph.get(f"{_FO}margin-top")),
        after=None if paragraph is None else _twips(paragraph.get(f"{_FO}margin-bottom")),
        contextual=None if apart is None else apart == "true",
    )
    found.own[family, name] = _Own(element.get(f"{STYLE}parent-style-name", ""), look)


def _resolve(key: tuple[str, str], own: Mapping[tuple[str, str], _Own]) -> Look:
    family, name = key
    chain: list[Look] = []
    while (family, name) in own and len(chain) < _DEPTH:  # a damaged file may base styles on each other in a ring
        style = own[family, name]
        chain.append(style.look)
        if not name:
            break
        name = style.base
    look = Look()
    for one in reversed(chain):
        look = one.over(look)
    return look


def _levels(element: Element) -> dict[int, Level]:
    levels = {}
    for level in element:
        depth = level.get(f"{TEXT}level", "")
        if depth.isdecimal() and 1 <= int(depth) <= _LEVELS:
            levels[int(depth) - 1] = _level(level)
    return levels


def _level(element: Element) -> Level:
    if element.tag == f"{TEXT}list-level-style-bullet":
        return Level(bullet=bool((element.get(f"{TEXT}bullet-char") or "").strip()))
    if element.tag == f"{TEXT}list-level-style-image":
        return Level(bullet=True)
    start, shown = element.get(f"{TEXT}start-value", "1"), element.get(f"{TEXT}display-levels", "1")
    form = _FORMS.get(element.get(f"{STYLE}num-format", ""), "none")
    pattern = element.get(f"{_LOEXT}num-list-format") or element.get(f"{STYLE}num-list-format") or ""
    return Level(
        form=form,
        before=element.get(f"{STYLE}num-prefix", ""),
        after=element.get(f"{STYLE}num-suffix", ""),
        shown=int(shown) if shown.isdecimal() and len(shown) < 3 else 1,
        start=int(start) if start.isdecimal() and len(start) < 7 else 1,
        pattern=pattern,
    )


def _twips(length: str | None) -> int | None:
    match = _LENGTH.fullmatch(length or "")
    return int(float(match[1]) * _TWIPS[match[2]]) if match else None
