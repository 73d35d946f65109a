"""The classes as a picture: boxes on a grid drawn by hand, joined by properties as the ontology has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import URIRef
from rdflib.namespace import ORG, RDFS

from kg.vocab import MINUTES, OA
from kg.web.vocabulary.phrases import word_of

_STEP_X, _STEP_Y, _BOX_X, _BOX_Y, _EDGE = 232, 124, 150, 44, 8

# Where the classes stand: column and row.
_PLACES = {
    "Council": (0, 0),
    "Body": (1, 0),
    "Meeting": (2, 0),
    "SourceDocument": (3, 0),
    "Post": (0, 1),
    "AgendaItem": (1, 1),
    "Commitment": (2, 1),
    "Evidence": (3, 1),
    "Tenure": (0, 2),
    "Person": (1, 2),
    "StatusEvent": (2, 2),
    "Indicator": (3, 2),
    "Officer": (0, 3),
    "Councillor": (1, 3),
    "Observation": (3, 3),
}
# From, property, to. Where a property leads to more than one class, to the one that a reader looks for.
ARROWS: tuple[tuple[str, URIRef, str], ...] = (
    ("Body", ORG.unitOf, "Council"),
    ("Post", ORG.postIn, "Council"),
    ("Meeting", MINUTES.meetingOf, "Body"),
    ("SourceDocument", MINUTES.records, "Meeting"),
    ("Evidence", OA.hasSource, "SourceDocument"),
    ("Commitment", MINUTES.madeAt, "Meeting"),
    ("Commitment", MINUTES.promisedTo, "Body"),
    ("Commitment", MINUTES.underItem, "AgendaItem"),
    ("Commitment", MINUTES.promisedBy, "Person"),
    ("Commitment", MINUTES.evidence, "Evidence"),
    ("Commitment", MINUTES.about, "Indicator"),
    ("StatusEvent", MINUTES.ofCommitment, "Commitment"),
    ("Observation", MINUTES.ofIndicator, "Indicator"),
    ("Tenure", MINUTES.heldPost, "Post"),
    ("Tenure", ORG.member, "Person"),
    ("Officer", RDFS.subClassOf, "Person"),
    ("Councillor", RDFS.subClassOf, "Person"),
)
_ALSO = {"Commitment": "promise, request, resolution"}


@dataclass(frozen=True, slots=True)
class Box:
    """A class.

    Args:
        name: of it, which is its place on the page of the ontology.
        label: in plain words.
        also: a second line, or empty.
        x: left edge in pixels.
        y: upper edge.
    """

    name: str
    label: str
    also: str
    x: int
    y: int
    width: int = _BOX_X
    height: int = _BOX_Y


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property between two boxes, from border to border; `x` and `y` are where its label stands."""

    label: str
    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float
    kind: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The picture: its size in pixels, and what stands in it, and the same in a sentence for each arrow."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    sentences: tuple[str, ...]


@cache
def draw_overview() -> Overview:
    """The picture of the classes; the same each time."""
    boxes = {
        name: Box(name, _label(name), _ALSO.get(name, ""), _EDGE + column * _STEP_X, _EDGE + row * _STEP_Y)
        for name, (column, row) in _PLACES.items()
    }
    wide, high = (max(place[axis] for place in _PLACES.values()) for axis in (0, 1))
    return Overview(
        width=wide * _STEP_X + _BOX_X + 2 * _EDGE,
        height=high * _STEP_Y + _BOX_Y + 2 * _EDGE,
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrow(boxes[start], _name(property_), boxes[end]) for start, property_, end in ARROWS),
        sentences=tuple(f"{_label(start)} {_name(property_)} {_label(end)}" for start, property_, end in ARROWS),
    )


def _arrow(start: Box, label: str, end: Box) -> Arrow:
    x1, y1 = start.x + start.width / 2, start.y + start.height / 2
    x2, y2 = end.x + end.width / 2, end.y + end.height / 2
    from_x, from_y = _border(start, x2 - x1, y2 - y1)
    to_x, to_y = _border(end, x1 - x2, y1 - y2)
    # Between boxes side by side there is no room for the words on the line, so they stand above it.
    lift = -7 if from_y == to_y else 4
    return Arrow(label, from_x, from_y, to_x, to_y, (from_x + to_x) / 2, (from_y + to_y) / 2 + lift, label == "is a")


def _border(box: Box, across: float, down: float) -> tuple[float, float]:
    """Where a line from the middle of a box crosses its border."""
    reach = min(
        box.width / 2 / abs(across) if across else float("inf"), box.height / 2 / abs(down) if down else float("inf")
    )
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return round(x + across * reach, 1), round(y + down * reach, 1)


def _label(name: str) -> str:
    return word_of(MINUTES._NS[name]).text


def _name(property_: URIRef) -> str:
    if property_ == RDFS.subClassOf:
        return "is a"
    label = word_of(property_).text
    return {"org:unitOf": "is a unit of", "org:postIn": "is in", "org:member": "of", "oa:hasSource": "from"}.get(
        label, label
    )
