"""What the styles of a DOCX say of paragraphs and words: their list, their spacing, whether they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from kg.read.word.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_DEPTH = 50  # styles on which a style is based; Word allows some ten


class Look(Struct, frozen=True, gc=False):
    """How a paragraph or a run of words looks; None where nothing is said.

    Args:
        style: identifier of the paragraph style.
        list_id: the list (`w:numId`); "0" for none.
        level: of the list, from 0.
        hidden: whether it is hidden text.
        capitals: whether it is shown in capitals.
        bold: whether it is in bold letters.
        heading: whether it is a heading.
        before: space above, in twentieths of a point.
        after: space below.
        contextual: no space between paragraphs of one style.
    """

    style: str = ""
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    bold: bool | None = None
    heading: bool | None = None
    before: int | None = None
    after: int | None = None
    contextual: bool | None = None

    def over(self, base: Look) -> Look:
        """This, with what it leaves unsaid taken from what it is based on."""
        return Look(
            self.style or base.style,
            base.list_id if self.list_id is None else self.list_id,
            base.level if self.level is None else self.level,
            base.hidden if self.hidden is None else self.hidden,
            base.capitals if self.capitals is None else self.capitals,
            base.bold if self.bold is None else self.bold,
            base.heading if self.heading is None else self.heading,
            base.before if self.before is None else self.before,
            base.after if self.after is None else self.after,
            base.contextual if self.contextual is None else self.contextual,
        )


NOTHING = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document, each with what it takes from those on which it is based.

    Args:
        paragraphs: by identifier.
        words: character styles, by identifier.
        plain: of a paragraph that names no style.
        contents: identifiers of the styles of a table of contents.
    """

    paragraphs: Mapping[str, Look]
    words: Mapping[str, Look]
    plain: Look
    contents: frozenset[str]


def is_on(parent: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None if it is not said."""
    found = None if parent is None else parent.find(W + name)
    return None if found is None else found.get(W + "val", "1").lower() not in _OFF


def paragraph_look(properties: Element | None) -> Look:
    """What a `w:pPr` says of a paragraph itself; what it says of its mark is not meant."""
    if properties is None:
        return NOTHING
    numbered = properties.find(W + "numPr")
    spacing = properties.find(W + "spacing")
    style = properties.find(W + "pStyle")
    outline = properties.find(W + "outlineLvl")
    list_id = level = None
    if numbered is not None:
        number, depth = numbered.find(W + "numId"), numbered.find(W + "ilvl")
        list_id = None if number is None else number.get(W + "val", "0")
        level = None if depth is None else _number(depth.get(W + "val"))
    return Look(
        style="" if style is None else style.get(W + "val", ""),
        list_id=list_id,
        level=level,
        heading=None if outline is None else outline.get(W + "val", "9") in "012345678",
        before=_space(spacing, "before"),
        after=_space(spacing, "after"),
        contextual=is_on(properties, "contextualSpacing"),
    )


def word_look(properties: Element | None) -> Look:
    """What a `w:rPr` says of a run of words."""
    if properties is None:
        return NOTHING
    return Look(hidden=is_on(properties, "vanish"), capitals=is_on(properties, "caps"), bold=is_on(properties, "b"))


def read_styles(root: Element | None) -> Styles:
    """The styles of `word/styles.xml`."""
    if root is None:
        return Styles(MappingProxyType({}), MappingProxyType({}), Look(), frozenset())
    paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    words = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    ground = word_look(words).over(paragraph_look(paragraph))
    own: dict[str, tuple[str, str, Look]] = {}  # identifier -> kind, base, look
    contents: set[str] = set()
    usual = ""
    for style in root.iterfind(W + "style"):
        identifier, kind = style.get(W + "styleId", ""), style.get(W + "type", "paragraph")
        based, called = style.find(W + "basedOn"), style.find(W + "name")
        look = word_look(style.find(W + "rPr")).over(paragraph_look(style.find(W + "pPr")))
        if called is not None and called.get(W + "val", "").lower() in ("title", "subtitle"):
            look = replace(look, heading=True)
        own[identifier] = (
            kind,
            "" if based is None else based.get(W + "val", ""),
            replace(look, style=identifier) if kind == "paragraph" else look,
        )
        if called is not None and called.get(W + "val", "").lower().startswith("toc "):
            contents.add(identifier)
        if kind == "paragraph" and style.get(W + "default", "0").lower() not in _OFF and not usual:
            usual = identifier
    paragraphs = {name: _resolve(name, own, ground) for name, (kind, *_) in own.items() if kind == "paragraph"}
    characters = {name: _resolve(name, own, Look()) for name, (kind, *_) in own.items() if kind == "character"}
    return Styles(
        MappingProxyType(paragraphs),
        MappingProxyType(characters),
        paragraphs.get(usual, ground),
        frozenset(contents),
    )


def _resolve(name: str, own: Mapping[str, tuple[str, str, Look]], ground: Look) -> Look:
    chain: list[Look] = []
    while name in own and len(chain) < _DEPTH:  # a damaged file may base styles on each other in a ring
        _, name, look = own[name]
        chain.append(look)
    for look in reversed(chain):
        ground = look.over(ground)
    return ground


def _space(spacing: Element | None, side: str) -> int | None:
    if spacing is None:
        return None
    if (spacing.get(f"{W}{side}Autospacing") or "0").lower() not in _OFF:
        return 280
    return _number(spacing.get(W + side))


def _number(value: str | None) -> int | None:
    """A whole number of a file; None if it is none. Strict files write "12pt"."""
    try:
        return None if value is None else int(float(value.removesuffix("pt")) * (20 if value.endswith("pt") else 1))
    except (ValueError, OverflowError):
        return None
