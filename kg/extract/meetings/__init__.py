"""Which meeting a document records: council, body, day, place, and the days of later ones that it announces.

The head of the minutes says it in a line of its own ("HOUSING PANEL", "Housing Panel - Tuesday, 4 May 2024")
or in a sentence ("Minutes of the meeting of the Housing Panel held on …"); a page of one agenda item says it,
if at all, where the minutes begin ("The Housing Panel, meeting at …, considered …"). What `minutes.csv` says
is taken where the text says nothing, and held against it where it does.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.days import Day, day_cues, find_days
from kg.document import Block, Document, Kind, Part, Span
from kg.errors import Doubt
from kg.extract.meetings.areas import split_area
from kg.extract.meetings.bodies import (
    Found,
    find_body,
    find_council,
    find_sittings,
    is_parish,
    patterns,
)
from kg.extract.meetings.spelling import find_forms
from kg.facts import Evidence, Meeting
from kg.lexicon import load_lexicon
from kg.names import fold

_SMALL = {"and", "of", "the", "for", "in", "on", "to", "with", "&"}
_HEAD_BLOCKS = 14
_BEFORE_DAY = 400  # characters from where a later meeting is named to the end of its day, and more
_NEXT_MEETING = re.compile(
    r"\bdates?\b.*\b(?:next|future|forthcoming)\b.*\bmeetings?\b|^\W*(?:\d+\W+)?next\s+meeting", re.IGNORECASE
)
# What may stand between "meeting" and the day on which it is.
_SMALL_WORDS = re.compile(
    r"\b(?:of|on|the|this|committee|panel|board|forum|commission|sub-committee|authority|to|be|is|was|will|would|held|"
    r"scheduled|take|takes|taking|place|planned|due|for|at|in|which|that|date|dates|and|next|its|ordinary|arranged|as|"
    r"follows|noted|it|then|set|agreed|confirmed|being|has|been|members|remind(?:ed)?|were|mon|tues|wednes|thurs|fri)\b|"
    r"[\W\d]|\b[ap]m\b"
)
# "Minutes approved: 6 July 2024", "Last updated on 9 June 2024".
_NOT_OF_THE_MEETING = re.compile(
    r"\b(?:approved|confirmed|published|updated|modified|issued|circulated|revised|amended)\b[^\w.;]{0,9}(?:on\s+|date\W+)?$"
    r"|\b(?:(?:for|subject\s+to|awaiting|pending)\s+(?:approval|confirmation|ratification|adoption|agreement|signature|signing)"
    r"|to\s+be\s+(?:approved|confirmed|ratified|adopted|agreed|signed))"
    r"(?:\s+(?:by|at|on|the|its|our|a|next|full|meeting|committee|panel|board|council|forum|commission|cabinet|to|be|held))*"
    r"[\s,:(-]*$",
    re.IGNORECASE,
)
_MINUTES_OF = re.compile(r"\bminutes?\b|\bnotes?\b|\bmeeting\b|\bheld\b", re.IGNORECASE)


def find_meeting(document: Document) -> tuple[Meeting, tuple[Doubt, ...]]:
    """The meeting that a document records, and what is doubtful about it."""
    doubts: list[Doubt] = []
    record = document.record
    head = list(_head(document))
    council = find_council(document, head)
    body = find_body(document, head)
    day, ambiguous = _find_date(document, head)
    recorded = _recorded_date(document)
    date = day.date if day is not None else None
    if date is None or (ambiguous and recorded is not None):
        date = recorded or date
    if date is None:
        doubts.append(Doubt(document.name, "the day of the meeting is not said", "give it in minutes.csv"))
    elif day is not None and recorded is not None and day.date != recorded:
        where = document.address(day.span.start)
        said = f"the text says {day.date:%-d %B %Y}, minutes.csv says {recorded:%-d %B %Y}"
        doubts.append(Doubt(where, said, f"{date:%-d %B %Y} was taken; put the wrong one right"))
    council_name = _agree(document, "council", council, record.council, doubts)
    body_name = _agree(document, "body", body, record.body, doubts)
    above = document.above
    inherits = bool(above.words) and not (council_name and body_name)
    council_name = council_name or above.council
    if not body_name and fold(council_name) == fold(above.council):
        body_name = above.body
    if is_parish(f"x {body_name}") and fold(council_name).endswith(fold(body_name)):
        body_name = council_name  # "the Parish Council" of Ash Parish Council
    if fold(body_name) in ("council", "the council") and is_parish(council_name):
        body_name = council_name  # "minutes of the Council meeting"
    if not body_name:
        doubts.append(Doubt(document.name, "the body that met is not said", "give it in minutes.csv"))
    spans = [found.span for found in (council, body) if found is not None] + ([day.span] if day is not None else [])
    meeting = Meeting(
        council=council_name,
        body=body_name,
        date=date,
        evidence=tuple(Evidence.at(document, span) for span in sorted(set(spans))),
        later=_later(document, date, body_name),
        venue=_venue(document, head, day),
        body_forms=_body_forms(document, body_name, body),
        above=tuple(Evidence(span, quote) for span, quote in above.words) if inherits else (),
    )
    return meeting, tuple(sorted(doubts))


def _head(document: Document) -> Iterator[Block]:
    """The blocks before the first item of business, as far as they can be the head of the minutes."""
    dated = False
    for i, block in enumerate(document.blocks):
        if dated and block.item >= 0 and block.part is Part.AGENDA:
            return  # an item of a web page, which may be the minutes of another meeting
        dated = dated or next(find_days(document.plain, block.span), None) is not None
        if block.kind is Kind.HEADING and i < 4:
            yield block  # a day of its own, "5 NOVEMBER 2024", may have been taken for item 5
        elif i >= _HEAD_BLOCKS or (block.item >= 0 and i > 0 and block.part not in (Part.FRONT, Part.ATTENDANCE)):
            return
        elif block.part in (Part.FRONT, Part.ATTENDANCE, Part.AGENDA) or i == 0:
            yield block


def _recorded_date(document: Document) -> dt.date | None:
    try:
        return dt.date.fromisoformat(document.record.date) if document.record.date else None
    except ValueError:
        return None


def _agree(document: Document, what: str, found: Found | None, recorded: str, doubts: list[Doubt]) -> str:
    """What text and `minutes.csv` say of council or body: one of them, and a doubt if they are two."""
    if found is None or not found.words:
        return recorded
    if not recorded:
        return found.words
    said, known = fold(found.words), fold(recorded)
    if said == known or said in known or known in said or _same_letters(said, known):
        return recorded
    where = document.address(found.span.start)
    doubts.append(
        Doubt(
            where,
            f"the text names the {what} {found.words}, minutes.csv {recorded}",
            "put the wrong one right",
        )
    )
    return found.words


def _same_letters(one: str, other: str) -> bool:
    def key(words: str) -> list[str]:
        return sorted(
            w
            for w in re.findall(r"\w+", words.replace("&", " and ").replace("'s", "s").replace("s'", "s"))
            if w not in _SMALL
        )

    return key(one) == key(other)


# -- days


def _find_date(document: Document, head: list[Block]) -> tuple[Day | None, bool]:
    """The day of the meeting, and whether the head names several that it could be."""
    candidates: list[tuple[int, Day]] = []
    for order, block in enumerate(head):
        words = document.words(block.body)
        if block.part is Part.ATTENDANCE and not _is_sitting_line(words):
            continue
        if patterns().earlier.search(words) or re.search(
            r"(?i)\bperiod\b|\bending\b|\bup to\b|\bas at\b|\bquarter\b", words
        ):
            continue
        for day in find_days(document.plain, block.span):
            if day.date is None or _NOT_OF_THE_MEETING.search(document.plain, block.span.start, day.span.start):
                continue
            weight = 0 if _MINUTES_OF.search(words) or _starts_line(document, block, day) else 1
            candidates.append((weight * 100 + order, day))
    candidates.sort(key=lambda pair: (pair[0], pair[1].span))
    if candidates:
        best = candidates[0][1]
        rivals = {day.date for weight, day in candidates if weight < 100}
        return best, len(rivals) > 1
    return next((day for _, day in find_sittings(document)), None), False


def _is_sitting_line(words: str) -> bool:
    return bool(
        re.match(
            r"(?i)(?:remote|virtual|hybrid|multi-location)?\s*meeting\b|held\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
            words,
        )
    )


def _starts_line(document: Document, block: Block, day: Day) -> bool:
    """A day that is a line of its own, or closes the title line."""
    start, end = block.body.start, day.span.start
    if len(document.plain[start : min(end, start + 400)].lstrip(" ,-").split()) > 18:
        return False  # a long paragraph may name a thousand days
    before = document.plain[start:end].strip(" ,-")
    return not before or len(before.split()) <= 16


def _later(document: Document, date: dt.date | None, body: str) -> tuple[dt.date, ...]:
    """Days of later meetings of this body: behind "next meeting", "the meeting on", and below "Date of next
    meeting".
    """
    if date is None:
        return ()
    found: set[dt.date] = set()
    open_heading = False
    noun = (
        next(
            (
                n
                for n in sorted(load_lexicon().words("body-nouns"), key=len, reverse=True)
                if fold(split_area(body)[0]).endswith(fold(n))
            ),
            "",
        )
        if body
        else ""
    )
    cues = day_cues(document.plain)
    labels = load_lexicon().words("minutes-labels")
    for block in document.blocks:
        heading = block.kind is Kind.HEADING
        if heading and document.words(block.span).rstrip(":") in labels:
            continue  # "Minutes:" below the title of an item on a web page
        if heading:
            open_heading = _NEXT_MEETING.search(document.words(block.span)) is not None
        elif open_heading:
            open_heading = len(document.words(block.span)) < 400
        if open_heading:
            found |= _all_days(document, block.span, date)
        near = list(_near_days(cues, block.span))
        if not near:
            continue  # there is no day in it
        later = (match for span in near for match in patterns().later.finditer(document.plain, span.start, span.end))
        for match in (*later, *_own_meetings(document, block.span, noun)):
            day = _day_behind(document, match.end(), block.span.end, body)
            if day is None or _of_another(document, block, match.start(), noun):
                continue
            if (
                day.year is not None
                or "next" in match.group().lower()
                or open_heading
                or _is_ahead(document, block, match.start())
            ):
                found |= {when} if (when := day.on_or_after(date)) else set()
    return tuple(sorted(day for day in found if date < day <= date + dt.timedelta(days=800)))


def _near_days(cues: list[int], span: Span) -> Iterator[Span]:
    """The stretches of a paragraph in which a meeting can be named that has its day behind it."""
    first, last = bisect_left(cues, span.start), bisect_left(cues, span.end)
    start = end = span.start
    for cue in cues[first:last]:
        if cue - _BEFORE_DAY > end:
            if start < end:
                yield Span(start, end)
            start = cue - _BEFORE_DAY
        end = min(span.end, cue + 1)
    if start < end:
        yield Span(start, end)


def _own_meetings(document: Document, span: Span, noun: str) -> Iterator[re.Match[str]]:
    """ "would come to the Commission on 17 September" in minutes of a commission."""
    if not noun or document.plain.find(noun, span.start, span.end) < 0:
        return iter(())
    own = re.compile(rf"\b(?:to|before|by|at|of)\s+(?:the|this)\s+{re.escape(noun)}(?=\s+on\b)")
    return own.finditer(document.plain, span.start, span.end)


def _is_ahead(document: Document, block: Block, at: int) -> bool:
    """Whether the sentence speaks of what is to come: then a day without a year is in the year ahead."""
    start = _sentence_start(block, at)
    return bool(re.search(r"(?i)\b(?:would|will|to\s+be|is\s+to)\b", document.plain[start:at]))


def _sentence_start(block: Block, at: int) -> int:
    i = bisect_right(block.sentences, at, key=lambda sentence: sentence.start)
    return block.sentences[i - 1].start if i else block.span.start


def _of_another(document: Document, block: Block, at: int, noun: str) -> bool:
    """Whether the sentence is about the meeting of another body, or about minutes of an earlier one."""
    start = _sentence_start(block, at)
    before = document.words(Span(start, at)) if start < at else ""
    if patterns().earlier.search(before + " " + document.words(Span(at, min(block.span.end, at + 12)))):
        return True
    others = [m[1] for m in patterns().generic.finditer(before) if fold(m[1]) != fold(noun)]
    return bool(others) and document.plain[at : at + 3].lower() == "its"


def _all_days(document: Document, span: Span, date: dt.date) -> set[dt.date]:
    days = list(find_days(document.plain, span))
    return {when for day in days if (when := day.on_or_after(date))}


def _day_behind(document: Document, start: int, end: int, body: str) -> Day | None:
    """The day that follows "meeting", if nothing but small words, or this body itself, stands between."""
    day = next(find_days(document.plain, Span(start, min(end, start + 110))), None)
    if day is None:
        return None
    between = fold(document.plain[start : day.span.start])
    for name in (body, split_area(body)[0]) if body else ():
        between = between.replace(fold(name), " ")
    return day if not _SMALL_WORDS.sub(" ", between).strip() else None


# -- place, and other names


def _venue(document: Document, head: list[Block], day: Day | None) -> str:
    label = patterns().venue
    for block in head:
        if match := label.search(document.plain, block.body.start, block.body.end):
            words = document.words(Span(match.end(), block.body.end))
            return re.split(r"\.?\s*View directions|\s+Contact:", words)[0].strip(" .")
    for block in head:
        if day is None or not block.body.covers(day.span):
            continue
        words = document.words(block.body)
        place = re.search(
            r"\b(?:held|HELD|was held)?\s*\b(?:at|in|via|AT|IN|VIA)\s+((?:the\s+|THE\s+)?[A-Z][^.;]*?)"
            r"(?=\s+(?i:on)\s+(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)|\d)|,?\s+(?i:at|(?:commencing|starting|beginning)(?:\s+at)?|from)\s+\d|,?\s+\d{1,2}[.:]\d\d|[.;]|$)",
            words,
        )
        if place and not find_day_words(place[1]):
            return place[1].strip(" ,")
    return ""


def find_day_words(words: str) -> bool:
    """Whether the words hold a day of the calendar: then they are no place."""
    return next(find_days(words, Span(0, len(words))), None) is not None


def _body_forms(document: Document, body: str, found: Found | None) -> tuple[str, ...]:
    """The other ways in which the text names the body: its full name as written there, "the Panel"."""
    forms: set[str] = set()
    if found is not None and document.words(found.span) != body:
        forms.add(document.words(found.span))
    stem = split_area(body)[0]
    last = fold(stem)
    for noun in {" ".join(words.split()) for words in patterns().generic.findall(document.plain)}:
        if last and (last.endswith(f" {fold(noun)}") or last == fold(noun)):
            forms.add(f"the {noun}")
    if body:
        whole, rest = set(find_forms(document.plain, body)), document.plain
        if stem != body:
            whole = {form for form in whole if not form[-2:].islower() or len(body.split()[-1]) > 1}  # "Panel a report"
            for form in sorted(whole, key=len, reverse=True):
                rest = rest.replace(form, " ")
            whole |= set(find_forms(rest, stem))
        forms |= {" ".join(form.split()) for form in whole}
    return tuple(sorted(forms - {body}))
