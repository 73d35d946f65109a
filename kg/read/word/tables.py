"""Tables as text: rows of cells for what is a table, paragraphs for what only was laid out with one.

Clerks write whole minutes in a table: the number of the item, what was said, and who has to act in the last column.
Others put the names of those who were there in one. What a table is for is seen by its columns, never by one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.lexicon import load_lexicon
from kg.read.attendees import read_down
from kg.read.labels import load_labels
from kg.read.lines import WHO_ACTS
from kg.read.word.blocks import Cell, Paragraph, Table
from kg.read.word.typed import Line, beside, write_paragraph

Row = tuple[Cell, ...]

# "12", "12.", "4.2", "(a)", "iv.", "FTOS/12/24": what a narrow first column holds.
_NUMBER = re.compile(
    r"\(?(?:[A-Za-z]{1,5}[./ -]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[A-Za-z]?[.):]{0,2}"
    r"|\(?(?:[ivx]{1,5}|[A-Za-z])[.)]{1,2}|[ivx]{1,5}"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d{2,4})?")
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*|and|&|/|,|of|the|to)(?:[\s,/&]+(?:[A-Z][\w.'’-]*|and|of|the|to))*")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_LONG = 150  # characters: a cell with more tells something
_HEAD = 40  # no head of a column is longer
_MOST_OWNERS = 45  # characters: nor does a cell of owners hold more in a line
_PER_LINE = 100  # twentieths of a point that a letter takes
_PAGE = 9_000  # of the width of a page
_BULLETS = "·"


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table laid out as minutes hold: indices of columns, or -1."""

    main: int
    number: int = -1
    title: int = -1
    owner: int = -1


def lay_table(table: Table) -> Iterator[Line]:
    """The lines of a table."""
    grid = [_spread(row) for row in table.rows]
    used = sorted({n for row in grid for n, cell in row.items() if _paragraphs(cell)})
    for n, line in _lay(grid, used, table.widths):
        yield Line(line.text, f"{table.place}, row {n}" if table.place else "", line.gap)


def _lay(grid: list[dict[int, Cell]], used: list[int], widths: Sequence[int]) -> Iterator[tuple[int, Line]]:
    first = next((n for n, row in enumerate(grid) if any(map(_paragraphs, row.values()))), len(grid))
    # A row across all columns is a heading between the rows, which says nothing of the columns.
    rows = [row for row in grid[first:] if sum(bool(_paragraphs(cell)) for cell in row.values()) > 1]
    headed = bool(rows) and grid[first] is rows[0] and _is_head(rows[0])
    if listed := read_down([[_lines(row.get(i)) for i in used] for row in grid[first:]]):
        yield from ((first + 1, Line(words, "", gap)) for gap, words in listed)
        return
    columns = _columns(rows[1:] if headed else rows, used, rows[0] if headed else None)
    begun = False
    for n, row in enumerate(grid[first:], first + 1):
        cells = [row[i] for i in used if i in row and _paragraphs(row[i])]
        if not cells or (columns and headed and n == first + 1):
            continue
        if len(cells) == 1 and (columns or len(_paragraphs(cells[0])) > 1 or len(used) == 1):
            lines = _flow(cells[0], "", "")
        elif columns is not None:
            lines = _lay_minutes(row, columns, widths)
        elif len(grid) == 1 and _side_by_side(cells):
            lines = (line for cell in cells for line in _flow(cell, "", ""))
        else:
            lines = _lay_row(cells)
            if begun:
                lines = (Line(line.text, "", gap=False) for line in lines)
            begun = True
        yield from ((n, line) for line in lines)


def _spread(row: Row) -> dict[int, Cell]:
    """The cells of a row by the column in which each begins."""
    cells, at = {}, 0
    for cell in row:
        cells[at] = cell
        at += cell.columns
    return cells


# Rows of what is a table ------------------------------------------------------------------------------------------


def _lay_row(cells: Sequence[Cell]) -> Iterator[Line]:
    """A row as a line; as several where two cells hold lists that belong together line by line."""
    lists = [[_flat(block) for block in _paragraphs(cell)] for cell in cells]
    longest = max(map(len, lists))
    if longest > 1 and sum(len(words) == longest for words in lists) > 1 and _are_short(lists):
        for n, parts in enumerate(zip_longest(*(words if len(words) == longest else words[:1] for words in lists))):
            yield Line(_join([part for part in parts if part]), "", gap=n == 0)
        return
    yield Line(_join([_run_together(words) for words in lists]), "", gap=True)


def _join(cells: Sequence[str]) -> str:
    """Cells on a line; "Date:" and what it is belong together."""
    line = ""
    for cell in cells:
        line += ("" if not line else " " if line.endswith(":") else " | ") + cell
    return line


def _run_together(paragraphs: Sequence[str]) -> str:
    """The paragraphs of a cell on one line."""
    words = paragraphs[0]
    for more in paragraphs[1:]:
        words += f"{' ' if words.endswith(('.', ';', ':', ',', '?', '!')) or more[:1].islower() else '; '}{more}"
    return words


def _are_short(lists: Sequence[Sequence[str]]) -> bool:
    return all(len(words) <= _HEAD * 2 for paragraphs in lists for words in paragraphs)


def _side_by_side(cells: Sequence[Cell]) -> bool:
    """Whether cells stand beside each other only to save space: lists of different lengths."""
    lengths = [len(_paragraphs(cell)) for cell in cells]
    return max(lengths) > 2 and len(set(lengths)) > 1


def _flat(paragraph: Paragraph) -> str:
    """A paragraph of a cell on one line, without its bullet."""
    marker = "" if paragraph.marker == _BULLETS else paragraph.marker
    return " ".join(f"{marker} {paragraph.text}".split())


def _lines(cell: Cell | None) -> list[str]:
    """What is in a cell line by line, those parted by hand too, without bullets."""
    lines = (line for one in (_paragraphs(cell) if cell else ()) for line in one.text.split("\n"))
    return [" ".join(line.split()) for line in lines if line.strip()]


def _paragraphs(cell: Cell) -> list[Paragraph]:
    """What is in a cell, without empty paragraphs."""
    return [one for one in cell.blocks if one.text.strip() or one.marker not in ("", _BULLETS)]


def _words(cell: Cell) -> str:
    return " ".join(_flat(block) for block in _paragraphs(cell))


# Minutes laid out as a table ---------------------------------------------------------------------------------------


def _columns(rows: Sequence[dict[int, Cell]], used: list[int], head: dict[int, Cell] | None) -> _Columns | None:
    """What the columns hold if the table is minutes; None if it is a table."""
    if len(used) < 2 or not rows:
        return None
    filled = {i: [row[i] for row in rows if i in row and _paragraphs(row[i])] for i in used}
    left = [i for i in used if filled[i]]
    if len(left) < 2:
        return _Columns(left[0]) if left else None
    number = left[0] if _are_numbers(filled[left[0]]) else -1
    rest = [i for i in left if i != number]
    told = any(len(_paragraphs(cell)) > 1 or len(_words(cell)) > _LONG for i in rest for cell in filled[i])
    owner = -1
    if len(rest) > 1 and _are_owners(filled[rest[-1]], None if head is None else head.get(rest[-1])):
        owner = rest.pop()
    if len(rest) == 2 and _are_titles(filled[rest[0]], filled[rest[1]]) and not (head and _names_acts(head, rest)):
        return _Columns(rest[1], number=number, title=rest[0], owner=owner)
    if len(rest) != 1 or (number < 0 and owner < 0):
        return None
    if sum(bool(_LETTERS.search(_words(cell))) for cell in filled[rest[0]]) * 2 < len(filled[rest[0]]):
        return None
    # Of an action log every row says who has to act, in a sentence or two.
    is_log = owner >= 0 and not told and len(filled[owner]) * 5 >= len(rows) * 4
    return None if is_log else _Columns(rest[0], number=number, owner=owner)


def _are_numbers(cells: Sequence[Cell]) -> bool:
    words = [_words(cell).strip() for cell in cells]
    numbers = sum(bool(_NUMBER.fullmatch(word)) and not _YEAR.fullmatch(word) for word in words)
    return numbers * 5 >= len(words) * 3


def _are_owners(cells: Sequence[Cell], head: Cell | None) -> bool:
    """Whether cells say who has to act: all in initials, or in names below a head that says so."""
    words = [_flat(block).strip() for cell in cells for block in _paragraphs(cell)]
    initials = sum(bool(WHO_ACTS.fullmatch(word)) for word in words)
    if initials * 5 >= len(words) * 4:
        return True
    asked = set(re.findall(r"[a-z]+", _words(head).lower())) if head else set()
    labels = load_labels()
    return bool(asked & (labels.columns_of_acts | labels.columns_of_owners)) and not asked - labels.columns


def _names_acts(head: dict[int, Cell], columns: Sequence[int]) -> bool:
    """Whether one of the columns holds actions, as in a log of them with what became of each."""
    words = {word for n in columns if n in head for word in re.findall(r"[a-z]+", _words(head[n]).lower())}
    return not words.isdisjoint(load_labels().columns_of_acts)


def _are_titles(titles: Sequence[Cell], told: Sequence[Cell]) -> bool:
    """Whether one column names what the next tells of."""
    words = [_words(cell).strip() for cell in titles]
    if any(len(word) > 100 for word in words) or any(len(_paragraphs(cell)) > 2 for cell in titles):
        return False
    attendance = load_labels().attendance
    labels = sum(word.endswith(":") or bool(attendance.fullmatch(word)) for word in words)
    if labels * 2 >= len(words):
        return True
    if len(titles) == len(told) and any(len(_paragraphs(cell)) > 1 for cell in titles):
        return False  # two lists side by side
    long = sum(len(_words(cell)) > _LONG or len(_paragraphs(cell)) > 1 for cell in told)
    return long * 2 >= len(told) and max(map(len, words)) <= 80


def _is_head(row: dict[int, Cell]) -> bool:
    """Whether a row names the columns of minutes or of an action log."""
    known = frozenset(load_lexicon().words("action-columns"))
    words = [_words(cell) for cell in row.values() if _paragraphs(cell)]
    named = [set(re.findall(r"[a-z]+", word.lower())) for word in words]
    return all(len(word) <= _HEAD for word in words) and all(named) and set().union(*named) <= known


def _lay_minutes(row: dict[int, Cell], columns: _Columns, widths: Sequence[int]) -> Iterator[Line]:
    number = _words(row[columns.number]) if columns.number in row else ""
    title = _words(row[columns.title]) if columns.title in row else ""
    main, owner = row.get(columns.main, Cell()), row.get(columns.owner, Cell())
    extra = [cell for n, cell in row.items() if n not in (columns.number, columns.title, columns.main, columns.owner)]
    if not _paragraphs(main):
        main, extra = (extra[0], extra[1:]) if extra else (Cell((Paragraph(""),)), [])
    letters = widths[columns.main] // _PER_LINE if columns.main < len(widths) else _PAGE // _PER_LINE
    lines = list(_flow(main, title, number))
    above = int(bool(title) and not title.endswith(":"))  # a title stands in a line before the paragraphs
    for n, who in _beside(main, owner, max(20, letters)):
        n += above
        if n < len(lines):
            lines[n] = Line(beside(lines[n].text, who), "", lines[n].gap)
        else:
            lines.append(Line(beside("", who), "", gap=True))
    yield from lines
    for cell in extra:
        yield from _flow(cell, "", "")


def _flow(cell: Cell, title: str, number: str) -> Iterator[Line]:
    """The contents of a cell as paragraphs, with the number and title that stand in the columns before it."""
    head = " ".join(filter(None, (number, title)))
    if title and not title.endswith(":"):
        yield Line(head, "", gap=True)
        head = ""
    gap = True
    for block in cell.blocks:
        if words := write_paragraph(block):
            yield Line(f"{head} {words}" if head else words, "", gap=gap or block.gap or block.heading)
        else:
            gap = True
            continue
        head, gap = "", block.heading
    if head:
        yield Line(head, "", gap=True)


def _beside(main: Cell, owner: Cell, letters: int) -> list[tuple[int, str]]:
    """Beside which paragraph of a cell those stand who have to act, by its number, the empty ones not counted.

    Clerks move the initials down with empty lines until they stand beside the words.
    """
    who = [(n, _flat(block)) for n, block in enumerate(owner.blocks) if block.text.strip()]
    tops, at = [], 0
    for block in main.blocks:
        words = _flat(block)
        if words:
            tops.append(at)
        at += max(1, -(-len(words) // letters))
    if not who:
        return []
    if len(who) == len(tops):
        return [(n, words) for n, (_, words) in enumerate(who)]
    found: dict[int, list[str]] = {}
    for line, words in who:
        above = sum(top <= line for top in tops) - 1
        # Nothing moved them down: what has to be done mostly stands last.
        n = len(tops) - 1 if len(who) == 1 and line == 0 else max(0, above)
        found.setdefault(max(0, n), []).append(words)
    return [(n, " / ".join(words) if len(words) < 5 else ", ".join(words)) for n, words in found.items()]
