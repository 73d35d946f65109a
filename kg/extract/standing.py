"""What minutes say of themselves: that they are a draft, or were approved, and of which day this text is.

Only the head and the end of a document speak of the document. In between "approved as a correct record" is said of the
minutes of the meeting before, in nearly all minutes there are; so what is said at the end counts only where a day later
than that of the meeting stands beside it. A line for a signature that nobody has filled in says nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.days import find_days
from kg.document import Document, Kind, Part, Span
from kg.facts import Approval, Evidence, Standing
from kg.lexicon import load_lexicon

_HEAD_BLOCKS = 14
_TAIL_BLOCKS = 4
_HEAD_LENGTH = 600  # characters of a block of the head: what is longer tells something
_NEAR = 200  # characters between "signed" and the day beside it
_BESIDE = 80  # characters before "signed", or behind the day, within which the chair is named
_FEW_WORDS = 3  # before "signed" or "approved" in its line: "These minutes were", "(Signed)"
_SIGNATURE = 15  # words between "signed" and the day: a name, a title, rows of dots
_PRESIDING = re.compile(
    r"\b(?:chair|chairman|chairwoman|chairperson|mayor|convener|convenor|provost|presiding)\b", re.I
)
_NAME_GAPS = re.compile(r"[_+.]+|%20|(?<=[a-z])(?=[A-Z])|(?<=\D)(?=\d)|(?<=\d)(?=\D)")
_NAME_DRAFT = re.compile(r"\b(?:draft|unconfirmed|unapproved)\b", re.I)
_NAME_APPROVED = re.compile(r"\b(?:approved|confirmed|signed)\b", re.I)
_NAME_NOT = re.compile(r"\b(?:not|un|non)[ -]+(?:yet[ -]+)?(?:approved|confirmed|signed)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Patterns:
    draft_title: re.Pattern[str]
    draft_line: re.Pattern[str]
    draft_said: re.Pattern[str]
    approved_title: re.Pattern[str]
    approved_said: re.Pattern[str]
    signed: re.Pattern[str]
    dated: re.Pattern[str]
    earlier: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lexicon = load_lexicon()

    def any_phrase(means: str) -> re.Pattern[str]:
        return re.compile("|".join(phrase.source for phrase in lexicon.phrases(means)), re.IGNORECASE)

    return _Patterns(
        draft_title=any_phrase("standing-draft-title"),
        draft_line=re.compile(
            rf"^[^\w\n]{{0,30}}({any_phrase('standing-draft-line').pattern})[^\w\n]{{0,30}}$",
            re.IGNORECASE | re.MULTILINE,
        ),
        draft_said=any_phrase("standing-draft-said"),
        approved_title=any_phrase("standing-approved-title"),
        approved_said=any_phrase("standing-approved-said"),
        signed=any_phrase("standing-signed"),
        dated=any_phrase("standing-dated"),
        earlier=any_phrase("earlier-meeting"),
    )


def find_standing(document: Document, met: dt.date | None) -> Standing:
    """Whether a document is a draft or approved minutes, as it says itself, and of which day its text is.

    Words go before the name of the file, and approval before a mark of a draft that was left standing.

    Args:
        document: as read.
        met: the day of the meeting, or None if it is not known.
    """
    head = tuple(_head(document))
    tail = tuple(_tail(document))
    approved, on = _approval(document, head, tail, met)
    if approved is not None:
        return Standing(Approval.APPROVED, on, (Evidence.at(document, approved),))
    dated = _dated(document, (*head, *tail), met)
    day = dated[1] if dated else None
    draft = _draft(document, head, tail, met)
    words = tuple(sorted(filter(None, (draft, Evidence.at(document, dated[0]) if dated else None))))
    if draft is not None:
        return Standing(Approval.DRAFT, day, words)
    return Standing(_by_name(document.name), day, words)


def _head(document: Document) -> Iterator[Span]:
    for i, block in enumerate(document.blocks[:_HEAD_BLOCKS]):
        if i and block.part not in (Part.FRONT, Part.ATTENDANCE) and not (i < 3 and block.kind is Kind.HEADING):
            return
        if block.part is not Part.ATTENDANCE and block.span.length <= _HEAD_LENGTH:
            yield block.span


def _tail(document: Document) -> Iterator[Span]:
    last = len(document.blocks)
    for i in range(max(1, last - 2 * _TAIL_BLOCKS), last):
        if document.blocks[i].part is Part.CLOSE or i >= last - _TAIL_BLOCKS:
            yield document.blocks[i].span


def _draft(document: Document, head: tuple[Span, ...], tail: tuple[Span, ...], met: dt.date | None) -> Evidence | None:
    """Where it says that it is a draft."""
    found = _patterns()
    for span in head:
        match = found.draft_title.search(document.plain, span.start, span.end)
        if match and _is_of(document, span, match.start(), met):
            return Evidence.at(document, Span(*match.span()))
    for span in (*head, *tail):
        if match := found.draft_said.search(document.plain, span.start, span.end):
            return Evidence.at(document, Span(*match.span()))
    # A watermark may have been put aside with the furniture of the page, so the text itself is looked at.
    line = found.draft_line.search(document.text)
    return Evidence(Span(*line.span(1)), line[1]) if line else None


def _approval(
    document: Document, head: tuple[Span, ...], tail: tuple[Span, ...], met: dt.date | None
) -> tuple[Span | None, dt.date | None]:
    """Where it says that it was approved, and when."""
    found = _patterns()
    for span in (*head, *tail):
        for said in found.approved_said.finditer(document.plain, span.start, span.end):
            day = _later_day(document, Span(said.start(), min(said.end() + _NEAR, span.end)), met)
            # "The payments below were approved at the meeting" tells of payments.
            if day and _says_so(document, said.start(), said.end(), day[0]):
                return Span(said.start(), day[0].end), day[1]
    if tail:
        end = tail[-1].end
        for sign in found.signed.finditer(document.plain, tail[0].start, end):
            signature = _later_day(document, Span(sign.start(), min(sign.end() + _NEAR, end)), met)
            if signature and not _says_so(document, sign.start(), sign.end(), signature[0]):
                continue
            around = max(tail[0].start, sign.start() - _BESIDE), min(sign.end() + _NEAR + _BESIDE, end)
            if signature and _PRESIDING.search(document.plain, *around):
                return Span(sign.start(), signature[0].end), signature[1]
    for span in head:
        match = found.approved_title.search(document.plain, span.start, span.end)
        if match and _is_of(document, span, match.start(), met):
            return Span(*match.span()), None
    return None, None


def _is_of(document: Document, block: Span, start: int, met: dt.date | None) -> bool:
    """Whether words in a block of the head speak of these minutes, not of those of an earlier meeting."""
    if _patterns().earlier.search(f"{document.plain[block.start : start]}minutes"):
        return False  # "To approve the draft minutes"
    days = {day.date for day in find_days(document.plain, block)} - {None}
    return not days or met is None or met in days


def _says_so(document: Document, start: int, end: int, day: Span) -> bool:
    """Whether words stand where such a line begins, with the day right behind them, not somewhere in a sentence."""
    line = document.plain[max(document.text.rfind("\n", 0, start) + 1, start - _BESIDE) : start]
    return len(line.split()) <= _FEW_WORDS and len(document.plain[end : day.start].split()) <= _SIGNATURE


def _later_day(document: Document, within: Span, met: dt.date | None) -> tuple[Span, dt.date] | None:
    """The first day in a stretch, if it is later than the meeting: of earlier minutes an earlier day is said."""
    day = next((day for day in find_days(document.plain, within) if day.date is not None), None)
    if day is None or day.date is None or (met is not None and day.date <= met):
        return None
    return day.span, day.date


def _dated(document: Document, spans: tuple[Span, ...], met: dt.date | None) -> tuple[Span, dt.date] | None:
    """The latest day on which this text was put out or changed."""
    found: list[tuple[dt.date, Span]] = []
    for span in spans:
        for match in _patterns().dated.finditer(document.plain, span.start, span.end):
            day = next(find_days(document.plain, Span(match.end(), min(match.end() + 40, span.end))), None)
            if day is None or day.date is None or (met is not None and day.date < met):
                continue
            if re.search(r"[.;]\s", document.plain[match.end() : day.span.start]) is None:
                found.append((day.date, Span(match.start(), day.span.end)))
    return (lambda best: (best[1], best[0]))(max(found)) if found else None


def _by_name(name: str) -> Approval:
    """What the name of the file says.

    >>> _by_name("Harbour-Panel_DRAFT_minutes.txt").value, _by_name("minutes 4 May (approved).pdf").value
    ('draft', 'approved')
    >>> _by_name("draft-budget-panel-2024-05-04.txt").value
    ''
    """
    words = " ".join(_NAME_GAPS.sub(" ", name).replace("-", " ").split())
    if _NAME_NOT.search(words):
        return Approval.DRAFT
    if match := _NAME_DRAFT.search(words):
        # "draft-budget-panel" names a panel: "draft" speaks of the minutes at the end of a name, or beside the word.
        rest = words[match.end() :].rpartition(" ")[0].strip(" ()")
        if not re.match(r"[A-Za-z]", rest) or re.match(r"(?:mins?|minutes?|notes|v(?:ersion)?)\b", rest, re.I):
            return Approval.DRAFT
        if re.search(r"\b(?:minutes?|mins)\b", words[: match.start()], re.I):
            return Approval.DRAFT
        return Approval.UNMARKED
    return Approval.APPROVED if _NAME_APPROVED.search(words) else Approval.UNMARKED
