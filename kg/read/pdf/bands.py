"""Rows whose words stand in the same columns -> lines: across tables, down lists, labels before what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from kg.read.pdf.hyphens import Vocabulary, join_words
from kg.read.pdf.paragraphs import Line, hangs, make_row
from kg.read.pdf.rows import Row
from kg.read.pdf.segments import Segment, height_of, make_line

_GUTTER = 0.35  # of the height of a line: what parts two columns, at least
ROOM = 0.75  # of the height of a line, kept free at the right edge of a cell
_LONE = 3.0  # heights: a gap in a row that has none above or below it parts cells if it is wider
_TITLED = re.compile(r"(?:Councillors?|Cllrs?\.?|Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Ald(?:erman)?|Rev|Prof(?:essor)?)\b")
_NAME = 5  # words: a line of a list of names has no more
_PROSE = 150  # characters: a cell with more tells something
_COLUMNS, _ROWS = 30, 400  # of a table without lines, at most

Cells = dict[int, Segment]


@dataclass
class Band:
    """Rows whose words stand in the same columns."""

    columns: list[list[float]] = field(default_factory=list)  # from where to where each is filled
    rows: list[Cells] = field(default_factory=list)
    tabular: int = 0

    @property
    def is_named(self) -> bool:
        """Whether a label opens it: "Present:"."""
        return bool(self.rows) and self.rows[0][min(self.rows[0])].text.endswith(":")

    def take(self, segments: list[Segment], height: float, *, opens: bool) -> bool:
        """Add a row, if its segments fit into the columns; whether they did."""
        columns = [list(column) for column in self.columns]
        places = []
        for segment in segments:
            over = [c for c in columns if c[0] - _GUTTER * height < segment.x1 and segment.x0 < c[1] + _GUTTER * height]
            if len(over) > 1 or (not over and not opens):
                return False
            if over:
                over[0][:] = [min(over[0][0], segment.x0), max(over[0][1], segment.x1)]
                places.append(over[0])
            else:
                columns.append([segment.x0, segment.x1])
                places.append(columns[-1])
        if len({id(place) for place in places}) < len(places):
            return False
        columns.sort()
        if any(a[1] + _GUTTER * height > b[0] for a, b in pairwise(columns)):
            return False
        if len(columns) > _COLUMNS or len(self.rows) >= _ROWS:
            return False
        if len(columns) > len(self.columns):
            moved = [next(i for i, c in enumerate(columns) if c[0] <= x0 and x1 <= c[1]) for x0, x1 in self.columns]
            self.rows = [{moved[i]: segment for i, segment in cells.items()} for cells in self.rows]
        else:
            self.rows = [*self.rows]
        self.columns = columns
        self.rows.append(
            {next(i for i, c in enumerate(columns) if c is place): s for place, s in zip(places, segments, strict=True)}
        )
        self.tabular += len(segments) > 1
        return True


def read_lone(row: Row, segments: list[Segment], page: int, right: float) -> Iterator[Line]:
    """A row with gaps that stands alone: words after a label, a stretched line, or cells."""
    gap = max(b.x0 - a.x1 for a, b in pairwise(segments))
    low = any(segment.words[0].text[0].islower() for segment in segments[1:])
    if low or gap < _LONE * height_of(row) or segments[0].text.endswith(":"):
        yield make_line(row, page, right)
    else:
        yield make_row([segment.text for segment in segments], [segment.x0 for segment in segments], row, page, right)


def read_band(band: Band, page: int, right: float) -> Iterator[Line]:
    """The lines of a band, in the order in which they are read."""
    height = height_of(next(iter(band.rows[0].values())).words)
    edges = [b[0] - ROOM * height for _, b in zip(band.columns, band.columns[1:], strict=False)]
    edges.append(max(right, band.columns[-1][1]))
    if len(band.columns) > 2 and _is_labelled(band):
        yield from _read_labelled(band, page, right)
    elif not _is_headed(band) and len(band.columns) == 2 and _names_the_right(band, edges):
        yield from _read_labels(band, page, edges)
    elif _runs_down(band):
        for i, edge in enumerate(edges):
            for cells in band.rows:
                if i in cells:
                    yield make_line(cells[i].words, page, edge)
    else:
        yield from _read_records(band, page, edges)


# Labels beside text --------------------------------------------------------------------------------------------


def _is_labelled(band: Band) -> bool:
    """Whether the first of several columns says what the table beside it holds: "Present:"."""
    labels = [cells[0].text for cells in band.rows if 0 in cells]
    few = 0 in band.rows[0] and len(labels) <= max(1, 0.34 * len(band.rows)) < len(band.rows)
    return few and all(text.endswith(":") or text.isupper() for text in labels)


def _read_labelled(band: Band, page: int, right: float) -> Iterator[Line]:
    part = Band([list(column) for column in band.columns[1:]])
    for cells in band.rows:
        if 0 in cells:
            if part.rows:
                yield from read_band(part, page, right)
            yield make_line(cells[0].words, page, right)
            part = Band([list(column) for column in band.columns[1:]])
        if rest := {i - 1: segment for i, segment in cells.items() if i}:
            part.rows.append(rest)
    if part.rows:
        yield from read_band(part, page, right)


def _names_the_right(band: Band, edges: Sequence[float]) -> bool:
    """Whether the left of two columns says what the right one holds: "Present:", a heading beside its text."""
    left = [cells[0] for cells in band.rows if 0 in cells]
    right = [cells[1] for cells in band.rows if 1 in cells]
    if any(segment.text.endswith(":") for segment in left):
        return sum(segment.text.endswith(":") for segment in left) >= 0.3 * len(left)
    told, longest = "", 0
    for cells in band.rows:
        if 0 in cells:
            told = ""
        if 1 in cells:
            told += cells[1].text
        longest = max(longest, len(told))
    return len(left) < 0.5 * len(right) and longest > _PROSE


def _read_labels(band: Band, page: int, edges: Sequence[float]) -> Iterator[Line]:
    label: list[str] = []
    known = Vocabulary()
    named = [cells[1] for cells in band.rows if 1 in cells]
    # The lines of a text break where its column ends; those of a list of names anywhere.
    titled = sum(_TITLED.match(segment.text) is not None for segment in named) > 0.5 * len(named)
    plain = all(len(segment.words) <= _NAME and "," not in segment.text for segment in named)
    edge = edges[1] if plain or len(named) < 3 else max(segment.x1 for segment in named)
    before = ""
    for i, cells in enumerate(band.rows):
        if 0 in cells and 1 not in cells:
            if label or i == 0 or _goes_on(band, i):
                label.append(cells[0].text)
            else:
                yield make_line(cells[0].words, page, edges[0])
            continue
        if 0 in cells:
            label.append(cells[0].text)
            # The rest of a label that takes several lines beside its text.
            for later in band.rows[i + 1 :]:
                if 0 not in later or label[-1].endswith(":"):
                    break
                label.append(later.pop(0).text)
        if 1 in cells:
            line = make_line(cells[1].words, page, edge, label=join_words(label, known))
            opens = titled and _TITLED.match(cells[1].text) is not None and not hangs(before)
            yield replace(line, opens=bool(label) or opens)
            label, before = [], cells[1].text
    if label:
        yield make_line(band.rows[-1][0].words, page, edges[0])


def _goes_on(band: Band, i: int) -> bool:
    """Whether a label alone in its row is followed by the row that it names."""
    return i + 1 < len(band.rows) and 1 in band.rows[i + 1] and 0 not in band.rows[i + 1]


# Lists in columns ----------------------------------------------------------------------------------------------


def _is_headed(band: Band) -> bool:
    """Whether each column has a heading of its own: "Members:", "Officers:"."""
    heads = [segment.text for segment in band.rows[0].values()]
    return 1 < len(heads) == len(band.columns) and all(head.endswith(":") for head in heads)


def _runs_down(band: Band) -> bool:
    """Whether columns are read one after the other: names under a heading each, or names throughout."""
    if _is_headed(band):
        return True
    for i in range(len(band.columns)):
        cells = [row[i] for row in band.rows if i in row]
        if sum(_TITLED.match(cell.text) is not None for cell in cells) < 0.6 * len(cells):
            return False
    return True


# Tables --------------------------------------------------------------------------------------------------------


def _read_records(band: Band, page: int, edges: Sequence[float]) -> Iterator[Line]:
    known = Vocabulary()
    record: list[Cells] = []
    if len(band.rows) > 2:  # how wide the last column is shows in its longest line
        last = len(edges) - 1
        edges = [*edges[:-1], max((cells[last].x1 for cells in band.rows if last in cells), default=edges[-1])]
    tops = [_top_of(cells) for cells in band.rows]
    pitches = [b - a for a, b in pairwise(tops)]
    spaced = bool(pitches) and max(pitches) > 1.25 * min(pitches)
    bound = (max(pitches) + min(pitches)) / 2 if spaced else 0.0
    for i, cells in enumerate(band.rows):
        if record and not _continues(record, cells, edges, pitches[i - 1] if spaced else 0.0, bound):
            yield _record_line(record, band, page, edges[-1], known)
            record = []
        record.append(cells)
    yield _record_line(record, band, page, edges[-1], known)


def _top_of(cells: Cells) -> float:
    return min(word.top for segment in cells.values() for word in segment.words)


def _continues(record: list[Cells], cells: Cells, edges: Sequence[float], pitch: float, bound: float) -> bool:
    """Whether a row goes on with cells of the rows above it."""
    if pitch > bound > 0:
        return False
    for i, segment in cells.items():
        above = next((row[i] for row in reversed(record) if i in row), None)
        low = i > 0 and segment.text[0].islower()
        if above is None or not (low or is_full(above, segment, edges[i])):
            return False
    if len(cells) < len(edges):
        return True
    return any(segment.text[0].islower() for segment in cells.values())


def is_full(above: Segment, segment: Segment, edge: float) -> bool:
    """Whether the first word of a segment would not have fitted on the line above it."""
    word = segment.words[0]
    return above.x1 + 0.2 * (word.bottom - word.top) + word.x1 - word.x0 > edge


def _record_line(record: list[Cells], band: Band, page: int, right: float, known: Vocabulary) -> Line:
    count = len(band.columns)
    texts = [join_words([cells[i].text for cells in record if i in cells], known) for i in range(count)]
    words = [word for cells in record for i in sorted(cells) for word in cells[i].words]
    return make_row(texts, [x0 for x0, _ in band.columns], words, page, right)
