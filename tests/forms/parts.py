"""Plain minutes, parted into what a clerk would see in them: titles, headings, paragraphs, lists and tables.

A light reading that knows nothing of `kg.read`, which it is there to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_BULLET = re.compile(r"(?:[·•●]|[-–*](?=\s))\s*")
_NUMBER = re.compile(
    r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-z]|[ivx]{1,5})\)|\d{1,3}(?:\.\d{1,2}){1,2}\.?|\d{1,3}\.|[a-z]\.)\s+(?=\S)"
)
_REFERENCE = re.compile(
    r"(?:[A-Za-z]{1,6}(?:[./-]\d{1,4}){1,3}|\d{1,4}/\d{1,4}|[A-Z]{1,3}\d{1,3}|Item \d{1,3}|\d{1,3})\s+(?=[A-Z])"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_GAP = re.compile(r" {3,}|\t+| *\| *|(?<=^In attendance:) {2}|(?<=^Present:) {2}")
_LABEL = re.compile(
    r"(?:Minutes|Decision|Supporting documents|(?:UNANIMOUSLY )?RESOLVED|Resolved|AGREED|Agreed)\s*/?:?-?(?:\s*that)?:?"
)
_RUN_ON = re.compile(r"(?<=\S) +(?=(?:· |Minutes: ))|(?<= Minutes:) +(?=[A-Z])")
_OWNER = re.compile(r"(?<=\S) {5,}(?P<owner>[A-Z]{2,4}(?:/[A-Z]{2,4})*)$")
_SMALL_WORDS = frozenset("a an and as at by for from in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Part:
    """What stands by itself on the page.

    Args:
        kind: title, heading, label, paragraph, bullet, number or row.
        words: without the marker.
        marker: the number, reference or bullet before the words, as written.
        owner: who has to act, in a column at the right-hand edge.
        cells: of a row, in order; the first is empty where a line goes on with the second column of the one above.
        gap: whether an empty line stands before it.
    """

    kind: str
    words: str
    marker: str = ""
    owner: str = ""
    cells: tuple[str, ...] = ()
    gap: bool = True

    @property
    def line(self) -> str:
        """Marker and words on one line."""
        return f"{self.marker} {self.words}".strip()


def read_parts(text: str) -> list[Part]:
    """The parts of plain minutes, in their order.

    >>> [(part.kind, part.marker, part.words) for part in read_parts("1. BUSES\\n\\nMs Hill said:\\n\\n· they were late")]
    [('heading', '1.', 'BUSES'), ('paragraph', '', 'Ms Hill said:'), ('bullet', '·', 'they were late')]
    """
    lines = [line.replace("\xa0", " ").rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    lines = [line for line in lines if not re.fullmatch(r" {20,}\d{1,4}", line)]
    parts: list[Part] = []
    for line, gap, owner in _join(lines):
        pieces = [_part_of(piece, gap=gap or i > 0) for i, piece in enumerate(_RUN_ON.split(line))]
        parts += [*pieces[:-1], replace(pieces[-1], owner=owner)]
    return list(_find_headings(parts))


def _join(lines: list[str]) -> Iterator[tuple[str, bool, str]]:
    """Lines joined where they were only wrapped: each with whether an empty line stands before it, and its owner."""
    found = [(line, _OWNER.search(line)) for line in lines]
    parted = [(line[: owner.start()].rstrip(), owner["owner"]) if owner else (line, "") for line, owner in found]
    width = _find_width([line for line, _ in parted])
    current, last, current_gap, gap, current_owner = "", "", True, True, ""
    for line, owner in parted:
        if not line.strip():
            gap = True
            continue
        if current and not gap and not current_owner and _goes_on(last, line, width):
            current += ("" if re.search(r"\w-$", current) else " ") + line.strip()
        else:
            if current:
                yield current, current_gap, current_owner
            current, current_gap = line if _is_row(line) else line.strip(), gap
        last, gap, current_owner = line, False, owner
    if current:
        yield current, current_gap, current_owner


def _find_width(lines: list[str]) -> int:
    """At how many characters the lines of a hard-wrapped text break; 0 if they are as long as their paragraphs."""
    long = sorted(len(line) for line in lines if len(line) > 40)
    if len(long) < 4 or long[int(len(long) * 0.85)] > 110:
        return 0
    width = long[int(len(long) * 0.85)]
    # Short paragraphs are of every length; of wrapped lines most are nearly as long as the longest.
    return width if sum(length > width - 16 for length in long) > len(long) / 2 else 0


def _goes_on(before: str, line: str, width: int) -> bool:
    words = line.strip()
    if (
        not width
        or _is_row(line)
        or _is_row(before)
        or _BULLET.match(words)
        or _NUMBER.match(words)
        or _REFERENCE.match(words)
    ):
        return False
    return len(before) + 1 + len(words.split()[0]) >= width - 6 or words[0].islower()


def _is_row(line: str) -> bool:
    """Whether a line has columns: a gap that does not stand behind a marker or at its head, or a deep indent."""
    words = line.strip()
    if marker := _BULLET.match(words) or _NUMBER.match(words) or _REFERENCE.match(words):
        words = words[marker.end() :]
    return bool(_GAP.search(words)) or (len(line) - len(line.lstrip()) >= 10 and not line.strip().isupper())


def _part_of(line: str, *, gap: bool) -> Part:
    words = " ".join(line.split())
    if _is_row(line):
        inner = line.strip().strip("|").strip()
        cells = tuple(" ".join(cell.split()) for cell in _GAP.split(inner))
        if line[:10].isspace():
            cells = ("", *cells)
        if len(cells) > 1:
            return Part("row", " | ".join(filter(None, cells)), cells=cells, gap=gap)
    for kind, pattern in (("bullet", _BULLET), ("number", _NUMBER), ("number", _REFERENCE)):
        if (match := pattern.match(words)) and match.end() < len(words):
            return Part(kind, words[match.end() :], match.group().strip(), gap=gap)
    return Part("label" if _LABEL.fullmatch(words) else "paragraph", words, gap=gap)


def _find_headings(parts: list[Part]) -> Iterator[Part]:
    """The parts with those named headings and titles that stand as such."""
    begun = False
    for i, part in enumerate(parts):
        after = parts[i + 1] if i + 1 < len(parts) else None
        if (
            part.kind == "number"
            and _names(part.words)
            and _heads(part.marker)
            and (after is None or after.kind != "number" or not after.marker.startswith("("))
        ):
            begun = True
            yield replace(part, kind="heading")
        elif (
            part.kind == "paragraph"
            and _names(part.words)
            and ":" not in part.words
            and (part.words.isupper() or (part.gap and after is not None and after.gap))
        ):
            yield replace(part, kind="heading" if begun else "title")
        else:
            yield part


def _heads(marker: str) -> bool:
    """Whether a number can stand before the title of an item."""
    return marker[0] != "(" and not marker.endswith(")") and (marker[0].isdigit() or len(marker) > 2)


def _names(words: str) -> bool:
    """Whether words name something rather than tell it: short, not closed, most of them with a capital letter.

    >>> _names("Home to School Travel"), _names("The update was noted."), _names("Rent letters were late")
    (True, False, False)
    """
    if len(words) > 110 or words[-1] in ".;:,?!":
        return False
    long = [word for word in re.findall(r"[^\W\d_]+", words) if word.lower() not in _SMALL_WORDS]
    capital = sum(word[0].isupper() for word in long)
    return bool(long) and long[0][0].isupper() and (2 * capital > len(long) or len(long) <= 3)
