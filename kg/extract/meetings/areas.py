"""The area, letter or number that belongs to the name of a body: "Planning Committee - North", "Sub-Committee A".

Two committees of a council may differ in nothing else. What a title line says behind the noun of a body may as well be
a day, a place of meeting, "Minutes" or somebody's name; so only what can be no such thing is taken into the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.document import Document
from kg.lexicon import any_of, load_lexicon

_LETTER = r"(?:(?:[Nn]o\.?\s?|NO\.?\s?)?\d|[A-Z]|I{2,3}|IV|VI{0,3})"
# What follows a name in a sentence: "Licensing Sub-Committee A held on …".
_STOP = r"(?=\s*$|\s*[,;:](?!\d)|\.(?:\s|$)|\s+-\s|\s+(?i:held|on|of|at|in|meeting|minutes|took|which|was|will)\b)"
_WORD = r"(?!(?i:held|meeting|took)\b)[A-Z][\w'-]*"
_PLACE = rf"{_WORD}(?:,?\s+(?:(?i:and|of|the|on|in|upon|with)\s+|&\s+){{0,2}}{_WORD}){{0,6}}"
_JOINS = re.compile(r",|&|\b(?i:and)\b")
_MOST = 70  # characters of an area


@dataclass(frozen=True, slots=True)
class _Patterns:
    compass: re.Pattern[str]  # "North", "South and West Area", the whole of it
    area: re.Pattern[str]  # a word for an area
    other: re.Pattern[str]  # what else stands there
    titles: str  # "Cllr", "Mrs"
    behind: re.Pattern[str]  # in a sentence, behind the noun of a body
    tail: re.Pattern[str]  # a name with what is behind its noun


@cache
def _patterns() -> _Patterns:
    lexicon = load_lexicon()
    compass, areas = any_of(lexicon.words("compass-points")), any_of(lexicon.words("area-words"))
    points = rf"{compass}(?:(?:\s*(?:&|,|/|-)\s*|\s+(?:(?i:and)\s+)?){compass})*(?:\s+{areas})?"
    titles = (*lexicon.words("honorifics"), *lexicon.words("councillor-titles"))
    bodies = any_of(lexicon.words("body-nouns"))
    return _Patterns(
        compass=re.compile(points, re.IGNORECASE),
        area=re.compile(rf"\b{areas}\b", re.IGNORECASE),
        other=re.compile(rf"\b{any_of((*lexicon.words('no-areas'), *titles))}\b", re.IGNORECASE),
        titles=any_of(titles),
        behind=re.compile(
            rf"\s*\((?P<bracket>[^()]{{1,{_MOST}}})\){_STOP}|\s+-\s+(?P<dash>{_LETTER}{_STOP}|(?=[A-Z])(?i:{points}){_STOP}|{_PLACE}){_STOP}"
            rf"|\s+(?P<bare>{_LETTER}|(?=[A-Z])(?i:{points})){_STOP}"
        ),
        tail=re.compile(
            rf"(?P<name>.*\b(?i:{bodies}))(?:\s*\((?P<bracket>[^()]+)\)|\s+-\s+(?P<dash>\S.*)"
            rf"|\s+(?P<bare>{_LETTER}|(?i:{points})))"
        ),
    )


def find_area(document: Document, body: str, start: int, end: int) -> int:
    """Where the name of a body ends in a sentence, with the area, letter or number behind its noun.

    Args:
        document: the minutes.
        body: its name up to the noun.
        start: the offset in `Document.plain` at which the noun ends.
        end: the end of the sentence or block.

    Returns:
        `start` if nothing of the kind follows.
    """
    match = _patterns().behind.match(document.plain, start, min(end, start + _MOST + 50))
    if match is None:
        return start
    if match["bare"] or (match["bracket"] and is_area_in_brackets(body, match["bracket"])):
        return match.end()
    if match["dash"] and is_area_behind_dash(document, body, match["dash"], before_day=False):
        return match.end()
    return start


def split_area(words: str) -> tuple[str, str]:
    """The name of a body up to its noun, and the area, letter or number behind it; that is empty if there is none.

    >>> split_area("Planning Committee - North"), split_area("Licensing Panel A"), split_area("Audit Board")
    (('Planning Committee', 'North'), ('Licensing Panel', 'A'), ('Audit Board', ''))
    """
    match = _patterns().tail.fullmatch(words)
    return (match["name"], match["bracket"] or match["dash"] or match["bare"]) if match else (words, "")


def is_area(words: str) -> bool:
    """Whether words can be nothing but an area, letter or number, wherever they stand behind a body.

    >>> [is_area(words) for words in ("North", "South & West Area", "B", "2", "Ann Lee", "Session 3")]
    [True, True, True, True, False, False]
    """
    return bool(re.fullmatch(_LETTER, words) or (words[:1].isupper() and _patterns().compass.fullmatch(words)))


def is_area_in_brackets(body: str, words: str) -> bool:
    """Whether words in brackets behind the noun of a body belong to its name.

    >>> [is_area_in_brackets("Housing Panel", words) for words in ("Elmfield", "HP", "Special", "Chair: Ann Lee")]
    [True, False, False, False]
    """
    words = words.strip()
    if is_area(words):
        return True
    short = len(words) < 4 and words.isupper()
    return _is_place(words) and not short and not _is_short_for(words, body)


def is_remark_in_brackets(body: str, words: str) -> bool:
    """Whether words in brackets behind the noun of a body are no part of its name: its initials, "Special".

    >>> [is_remark_in_brackets("Housing Panel", words) for words in ("HP", "Special Meeting", "Elmfield")]
    [True, True, False]
    """
    return _is_short_for(words, body) or not _patterns().other.sub("", words).strip()


def _is_short_for(words: str, body: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"\w+", body))
    return words.isupper() and words in (initials.upper(), re.sub("[a-z]", "", initials))


def is_area_behind_dash(document: Document, body: str, words: str, *, before_day: bool) -> bool:
    """Whether words behind the noun of a body and a dash belong to its name.

    Args:
        document: the minutes.
        body: the name up to its noun.
        words: what stands behind the dash.
        before_day: whether the day of the meeting follows behind another dash, as in titles of ModernGov: what stands
            between body and day is the rest of the name there.
    """
    if is_area(words):
        return True
    if not _is_place(words) or _is_person(document, words):
        return False
    return before_day or bool(_patterns().area.search(body) or _patterns().area.search(words))


def _is_place(words: str) -> bool:
    return len(words) <= _MOST and re.fullmatch(_PLACE, words) is not None and not _patterns().other.search(words)


def _is_person(document: Document, words: str) -> bool:
    """Whether the document speaks of somebody of this name: "Cllr Ann Lee", "Ms Lee"."""
    if _JOINS.search(words) or len(names := words.split()) not in (2, 3):
        return False
    said = rf"\b{_patterns().titles}\.?\s+(?:{re.escape(words)}|{re.escape(names[-1])})\b"
    return re.search(said, document.plain, re.IGNORECASE) is not None
