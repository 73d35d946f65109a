"""Where the heads of minutes stand in a text: a title, the day, and who was there, near each other and in this order.

Minutes mention earlier meetings all the time, so a title and a day alone are a head only where what stands before them
has come to its end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.days import find_days
from kg.document import PAD, Span
from kg.lexicon import any_of, load_lexicon
from kg.read.appearance import SIGNATURE, VERB, is_narrative, is_shouted

TITLE = 220  # characters; no line of a head is longer
_HEAD_LINES = 12  # lines with words from the title to those who were there
_DAY_LINES = 6  # lines with words from the title to the day
LEAST = 300  # characters; what is shorter is an entry of a contents list, no minutes
_TOLD = 6  # so many verbs that tell something are minutes
_SENTENCE = 600  # characters; no title that is a sentence is longer ("Minutes of the meeting of the … held in … on …")
_TELLS = re.compile(
    r"\b(?:was|were|had|would|reported|noted|agreed|resolved|said|asked|thanked|welcomed|presented|received|explained)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"resent|RESENT|ttendance|TTENDANCE")  # what is in all words for those who were there
_KEPT = 64  # lines of which it is known what they are: each is in the window of a dozen heads
_MAY = re.compile(r"\bM(?:ay|AY)\b")  # the month, which looks like a verb
_JOINING = frozenset("of the and for on in at to by with held meeting meetings a an from via".split())
_SMALL_WORDS = 2  # that a title may have besides those
_MARKS = f" {PAD}#*_=|-"  # what may stand around a title
_RULE = re.compile(r"^\s*(?:[-=_*~]\s?){5,}\s*$")
_NUMBERED = re.compile(r"^\W*(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|^\W*\d+[./]\d+|^\W*(?:item|minute)\s+\d", re.IGNORECASE)
# "Minutes of the meeting held on 3 May were approved", "… be signed as a correct record": told, not titled.
_MENTIONED = re.compile(
    r"^next\s+meeting\b|\b(?:were|was|be|had|having|as|and)\s+(?:\w+\s+){0,3}(?:approved|agreed|confirmed|signed|received|noted|accepted|"
    r"circulated|adopted|taken|read|published|considered|correct|true)\b|"
    r"\b(?:approv(?:e|al|ing)|confirm(?:ing)?|sign(?:ing)?|receiv(?:e|ing)|adopt|accept|agree)\b[^.]{0,40}\bminutes\b|"
    r"\bprevious\b|\blast\s+meeting\b|\bnext\s+meeting\s*(?:[:-]|(?:of|is|will|was|to|on)\b|$)|\bmatters\s+arising\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words on it: where it begins, its words without marks at its edges, and what stands before it."""

    start: int
    words: str
    page: bool  # a new page, a rule or a wide gap stands before it
    gap: int  # empty lines before it


@dataclass(frozen=True, slots=True)
class Head:
    """The head of minutes: its lines as indices, the names of bodies in it, and the days, sorted."""

    first: int
    last: int
    title: str
    days: tuple[dt.date, ...]


@lru_cache(maxsize=_KEPT)
def days_in(words: str) -> tuple[dt.date, ...]:
    """The days of the calendar that some words name with their year, sorted."""
    return tuple(sorted({day.date for day in find_days(words, Span(0, len(words))) if day.date is not None}))


def find_head_lines(text: str, shown: str, plain: str) -> Iterator[Line]:
    """The lines of a text that have words.

    Args:
        text: of the file.
        shown: the same length, as `kg.read.rendering.Rendering.shown`.
        plain: the same length, as `kg.document.Document.plain`.
    """
    start, gap, page = 0, 0, True
    for piece in shown.splitlines(keepends=True):
        end = start + len(piece)
        raw = plain[start:end]
        if not raw.strip():
            gap += 1
        elif _RULE.match(raw[:TITLE]):
            page = True
        else:
            left = len(piece) - len(text[start:end].lstrip())
            words = raw[: TITLE * 4].lstrip(_MARKS + ">").rstrip(_MARKS)
            yield Line(start + left, words, page or gap >= 3, gap)
            gap, page = 0, False
        if "\x0c" in piece:
            page = True
        start = end


def find_heads(lines: Sequence[Line]) -> Iterator[Head]:
    """What looks like the head of minutes, in order; none reaches into another."""
    i = 0
    while i < len(lines):
        head = _head_at(lines, i) if _is_title(lines[i]) or _tells_of_sitting(lines, i) else None
        if head is None:
            i += 1
            continue
        yield replace(head, first=_begin(lines, head))
        i = head.last + 1


def _head_at(lines: Sequence[Line], i: int) -> Head | None:
    if days := _runs_on(lines[i].words):
        return Head(i, i, _words_of(lines[i : i + 1]), tuple(sorted(days)))
    days, last = _look_ahead(lines, i)
    if not days:
        return None
    if last is not None:
        # Above it may stand a list of contents: the head is what names one day.
        later = (k for k in range(i + 1, last) if len(days) > 1 and _is_title(lines[k]))
        for k in later:
            own, _ = _look_ahead(lines, k)
            if len(own) == 1:
                i, days = k, own
                break
        return Head(i, last, _words_of(lines[i : last + 1]), tuple(sorted(days)))
    if _is_after_end(lines, i) and len(days) == 1:
        return Head(i, i, _words_of(lines[i : i + 3]), tuple(sorted(days)))
    return None


def _look_ahead(lines: Sequence[Line], i: int) -> tuple[set[dt.date], int | None]:
    """The days that stand in a head if one begins on a line, and the line that says who was there, if one does."""
    days: set[dt.date] = set()
    before = ""
    for j in range(i, min(i + _HEAD_LINES, len(lines))):
        line = lines[j]
        there = bool(days) and lists_present(line.words)
        if not there and j > i and _ends_head(line):
            break
        if j - i < _DAY_LINES and not _is_mentioned(line.words):
            words = f"{before} {line.words}"  # a day may be parted by the end of a line
            days |= set(days_in(words))
            before = line.words[-20:]
        if there or (days and _has_present(line.words)):
            return days, j
    return days, None


@lru_cache(maxsize=_KEPT)
def lists_present(words: str) -> bool:
    """Whether a line begins the list of those who were there."""
    return _patterns().attendance.match(words) is not None


@lru_cache(maxsize=_KEPT)
def _has_present(words: str) -> bool:
    return _patterns().present.search(words) is not None


@lru_cache(maxsize=_KEPT)
def _is_mentioned(words: str) -> bool:
    return _MENTIONED.search(words) is not None


def _runs_on(words: str) -> set[dt.date]:
    """The days of a head that is one paragraph: "Minutes of … held on … Present: …"; none if it is no such."""
    if not _PRESENT.search(words, 0, _SENTENCE):
        return set()
    there = _patterns().present.search(words, 0, _SENTENCE)
    if there is None or not _patterns().titled.search(words, 0, there.start()):
        return set()
    return set(days_in(words[: there.start()]))


def _begin(lines: Sequence[Line], head: Head) -> int:
    """The first line of a head: what is shouted just above its title belongs to it."""
    i = head.first
    while i > 0 and not lines[i].page and lines[i].gap < 2:
        above = lines[i - 1]
        if not (_is_above(above, joined=lines[i].gap == 0) or is_day(above.words, head.days)):
            break
        i -= 1
    return i


def is_day(words: str, days: tuple[dt.date, ...]) -> bool:
    """Whether a line is nothing but one of some days."""
    found = find_days(words, Span(0, len(words))) if len(words) < 40 else ()
    return any(day.date in days and day.span.length + 6 >= len(words) for day in found)


def _is_above(line: Line, *, joined: bool) -> bool:
    """Whether a line belongs to the title below it; `joined` if there is no empty line between them."""
    words = line.words
    if re.fullmatch(r"(?i)agenda\s+item(?:\s+\w{1,4})?|draft|agenda\s+and\s+minutes", words):
        return True
    if len(words) > 90 or SIGNATURE.search(words) or _patterns().closing.search(words) or _tells(words):
        return False
    named = _patterns().organisation.search(words) is not None
    return is_shouted(words) and (named or (joined and line.gap > 0))


def has_ended(line: Line) -> bool:
    """Whether a line says that a meeting is over, or is signed."""
    return _patterns().end.search(line.words) is not None or SIGNATURE.match(line.words.upper()) is not None


def _tells_of_sitting(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence says that a body met on a day, and those who were there are listed right below it."""
    words = lines[i].words
    if len(words) > TITLE or not any(_patterns().list_head.fullmatch(line.words) for line in lines[i + 1 : i + 3]):
        return False
    if _NUMBERED.match(words) or _MENTIONED.search(words) or not _patterns().body.search(words):
        return False
    return _patterns().sitting.search(words) is not None and bool(days_in(words))


@lru_cache(maxsize=_KEPT)
def _ends_head(line: Line) -> bool:
    """Whether a line is business, or the end of an earlier meeting: no head reaches over it."""
    if _patterns().opening.match(line.words):
        return len(line.words) > _SENTENCE
    if len(line.words) > TITLE or _NUMBERED.match(line.words) or _patterns().closing.search(line.words):
        return True
    return is_narrative(_MAY.sub("", line.words)) and not is_shouted(line.words)


def _is_after_end(lines: Sequence[Line], i: int) -> bool:
    """Whether minutes have just come to their end before a line, and what follows tells something again."""
    ended = any(has_ended(line) for line in lines[max(0, i - 5) : i])
    ends = any(_patterns().closing.search(line.words) for line in lines[i : i + 6])  # "Next meeting: …" and the close
    return ended and not ends and is_minutes("\n".join(line.words for line in lines[i : i + 40]))


def _is_title(line: Line) -> bool:
    words = line.words
    if _runs_on(words):
        return True
    if not words or len(words) > _SENTENCE:
        return False
    # What is quick to see goes first: few lines are titles.
    if not _patterns().minutes.match(words) and not (
        len(words) <= TITLE
        and words[0].isupper()
        and words[-1] not in ".;:,"
        and _is_name_like(words)
        and _patterns().body.search(words)
        and not _tells(words)
    ):
        return False
    head = words[:TITLE]
    return not (_NUMBERED.match(words) or _patterns().closing.search(head) or _MENTIONED.search(head))


def _tells(words: str) -> bool:
    """Whether words have a verb; a month is none."""
    return VERB.search(_MAY.sub("", words)) is not None


def _is_name_like(words: str) -> bool:
    """Whether a line is made of names: few of its words are in small letters, but for those that join names.

    >>> _is_name_like("Meeting of the Allotments Committee held at the Mill on 4 May 2024")
    True
    >>> _is_name_like("The Allotments Committee resolved to accept the tender from Long and Sons")
    False
    """
    small = (word for word in words.split() if word[0].islower() and word not in _JOINING)
    return len(words) > 0 and sum(1 for _ in small) <= _SMALL_WORDS


def _words_of(lines: Sequence[Line]) -> str:
    """The names of bodies in a head, without which two heads of one day are of one meeting."""
    found = (match.group().casefold() for line in lines for match in _patterns().name.finditer(line.words))
    return " ".join(dict.fromkeys(" ".join(words.split()) for words in found))


def is_minutes(text: str) -> bool:
    """Whether a stretch of text tells what was said at a meeting."""
    return len(text) > LEAST and len(_TELLS.findall(text)) >= _TOLD


@dataclass(frozen=True, slots=True)
class _Patterns:
    minutes: re.Pattern[str]
    titled: re.Pattern[str]
    opening: re.Pattern[str]
    body: re.Pattern[str]
    organisation: re.Pattern[str]
    name: re.Pattern[str]
    attendance: re.Pattern[str]
    present: re.Pattern[str]
    list_head: re.Pattern[str]
    sitting: re.Pattern[str]
    closing: re.Pattern[str]
    end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = load_lexicon().words

    def all_of(*names: str) -> tuple[str, ...]:
        return tuple(word for name in names for word in words(name))

    bodies = any_of((*words("body-nouns"), *words("council-nouns")))
    ends = rf"\b{any_of(words('closings'))}\b|\bmeeting\b(?:\s+\w+){{0,3}}\s+{any_of(words('closing-verbs'))}(?![a-z])"
    there = any_of((*words("heads-of-attendance"), *words("attendance-labels")))
    return _Patterns(
        minutes=re.compile(
            rf"(?:(?:un)?(?:approved|confirmed|adopted)\s+|draft\s+|the\s+)*{any_of(words('titles-of-minutes'))}"
            rf"(?=\s*$|\s*-|\s*:\s*\w|\s+(?:of|from|for|taken)\b|.*\b(?:meeting|held)\b|\s+\d)",
            re.IGNORECASE,
        ),
        opening=re.compile(rf"(?:At\s+an?\s+)?Meeting\b|{any_of(words('titles-of-minutes'))}\b", re.IGNORECASE),
        titled=re.compile(rf"\b(?:{any_of(words('titles-of-minutes'))}|minute)\b|\bmeeting\b", re.IGNORECASE),
        body=re.compile(rf"\b{bodies}\b|\bmeeting\b", re.IGNORECASE),
        organisation=re.compile(
            rf"\b{any_of(all_of('body-nouns', 'council-nouns', 'council-openers', 'council-words'))}\b|\bminutes\b",
            re.IGNORECASE,
        ),
        name=re.compile(rf"(?:[A-Z][\w'&-]*\s+(?:(?:and|of|the|for)\s+)*){{0,6}}\b{bodies}\b", re.IGNORECASE),
        attendance=re.compile(
            rf"(?:\d{{1,3}}(?:[./]\d+)*[.)]?\s+)?(?:{any_of(words('heads-of-attendance'))}\b|{there}\s*(?::|-\s))",
            re.IGNORECASE,
        ),
        present=re.compile(
            r"(?<=[\s.])(?:Present|PRESENT|In attendance|IN ATTENDANCE)(?:\s*[:(-]|\s+(?:Cllr|Councillor|Mr|Ms|were))"
        ),
        list_head=re.compile(rf"{any_of(words('heads-of-attendance'))}\W*", re.IGNORECASE),
        sitting=re.compile(rf"\b{any_of(words('sittings'))}\b", re.IGNORECASE),
        closing=re.compile(rf"{ends}|\b{any_of(words('closings-of-pages'))}\b", re.IGNORECASE),
        end=re.compile(ends, re.IGNORECASE),
    )
