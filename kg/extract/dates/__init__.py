"""By when: the words of a clause that say when a duty falls due, and the last day on which it would be kept.

Three families: a date on the calendar (`by 31 July`, `in November 2024`, `at its March meeting`, `early in 2024`),
a distance from the meeting (`within six weeks`, `tomorrow`), and words that fix no day (`once it had been agreed`,
`in due course`, `every quarter`), which are kept as text. A year that is not said is the first in which the date falls
on or after the meeting. The rule that read the words is named in `Due.rule`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from operator import itemgetter

from kg.document import Span
from kg.extract.dates.readings import Calendar, Reading, read_match, read_recurrence
from kg.extract.dates.rules import BARE, RULES, SOON
from kg.extract.dates.stretches import find_stretch
from kg.facts import Due
from kg.lexicon import load_lexicon
from kg.lexicon.spotting import Sieve, Spotter

__all__ = ["Calendar", "find_due", "read_due"]


# A day on which something else was done, or which a question is about.
_DONE_THEN = re.compile(
    r"(?<!\bbe\s)(?<!\bbeing\s)(?<!\band\s)(?<!\bget\s)(?<!\bhave\s)(?<!\bby\s)(?<!,\s)\b(?:approved|agreed|adopted|considered|held|"
    r"published|issued|dated|submitted|received|taken|raised|made|introduced|announced|presented|discussed|given)\s+(?:by\s+[^,;.]{0,40})?$",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b[^;.]*$", re.IGNORECASE)


_MEANINGS = ("due-recurs", "due-vague", "due-event")


@cache
def _rules() -> tuple[tuple[tuple[str, str], ...], Sieve, Spotter]:
    """Category (none for a rule of the grammar) and name of all that can say when; which to try, and where."""
    phrases = [phrase for means in _MEANINGS for phrase in load_lexicon().phrases(means)]
    names = [("", name) for name, _ in RULES] + [(phrase.means, phrase.id) for phrase in phrases]
    sources = [source for _, source in RULES] + [phrase.source for phrase in phrases]
    return tuple(names), Sieve(sources), Spotter(sources)


def find_due(plain: str, span: Span, calendar: Calendar, *, after: int | None = None) -> Due | None:
    """The words within `span` that say by when, read against the calendar.

    Args:
        plain: `Document.plain`.
        span: the clause.
        calendar: the day of the meeting and of later ones.
        after: where the duty's verb ends; words before it count only at the very front of the clause ("in December
            he would report").

    Returns:
        The reading, or None if the clause does not say when. A date before the meeting is never a due date. Of several
        the first that fixes a day wins, then the first that does not; a recurring duty keeps both.
    """
    found = _hits(plain, span, calendar)
    if not found or not SOON.search(plain, span.start, span.end):
        return None
    hits = [hit for hit in found if _can_be_due(plain, span, hit, after)]
    recurring = next((due for due in hits if due.recurs), None)
    fixed = next((due for due in hits if due.by), None)
    chosen = fixed or recurring or next(iter(hits), None)
    if chosen and recurring and not chosen.recurs:
        chosen = replace(chosen, recurs=recurring.recurs, rule=f"{chosen.rule}+{recurring.rule}")
    return _stretched(chosen, calendar) if chosen else None


def _stretched(due: Due, calendar: Calendar) -> Due:
    """Words that fix no day may still name a stretch of the calendar."""
    return due if due.by or due.edtf else replace(due, edtf=find_stretch(due.text, calendar))


def read_due(text: str, calendar: Calendar) -> Due | None:
    """The reading of words that are nothing but a date, as in the last column of an action log.

    >>> import datetime as dt
    >>> read_due("24 Jan", Calendar(dt.date(2025, 1, 15))).by
    datetime.date(2025, 1, 24)
    """
    span = Span(0, len(text))
    if match := BARE.match(text):
        groups = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
        reading = read_match(
            "end-of-month" if "end" in text.lower() else "date" if "day" in groups else "month", groups, text, calendar
        )
        return Due(text.strip(), span, reading.by, reading.recurs, reading.edtf, reading.rule) if reading else None
    padded = (
        text if re.match(r"\s*(?:by|in|at|for|before|within|next|every|as)\b", text, re.IGNORECASE) else f"by {text}"
    )
    found = find_due(padded, Span(0, len(padded)), calendar)
    return Due(text.strip(), span, found.by, found.recurs, found.edtf, found.rule) if found else None


def _hits(plain: str, span: Span, calendar: Calendar) -> tuple[Due, ...]:
    """Every reading within the span, in the order of the text; of two that overlap the longer."""
    rules, sieve, spotter = _rules()
    if not (possible := sieve.possible(plain, span.start, span.end)):
        return ()
    found: list[tuple[int, int, Reading]] = []
    # In the order of the rules, then of the text: of two readings of the same words the first rule's is taken.
    for i, match in sorted(spotter.find(plain, span.start, span.end, possible), key=itemgetter(0)):
        means, name = rules[i]
        if means:
            recurs = read_recurrence(match.group()) if means == "due-recurs" else ""
            found.append((*match.span(), Reading(None, name, recurs=recurs)))
            continue
        groups = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
        if reading := read_match(name, groups, match.group(), calendar):
            found.append((*match.span(), reading))
    chosen: list[tuple[int, int, Reading]] = []
    # A reading that fixes a day beats an event that merely spans it: "before the budget is set in March 2025".
    for one in sorted(found, key=lambda f: (f[2].rule.startswith("due-"), f[0] - f[1], f[0])):
        k = bisect_left(chosen, one[0], key=itemgetter(0))
        if (k == len(chosen) or one[1] <= chosen[k][0]) and (not k or chosen[k - 1][1] <= one[0]):
            chosen.insert(k, one)
    return tuple(
        Due(" ".join(plain[start:end].split()), Span(start, end), due.by, due.recurs, due.edtf, due.rule)
        for start, end, due in chosen
    )


def _can_be_due(plain: str, span: Span, due: Due, after: int | None) -> bool:
    if re.match(r"(?:for|from|to)\s", due.text, re.IGNORECASE) and due.rule in ("academic-year", "in-year"):
        return False  # "the plan for 2025/26" names a plan
    if after is None:
        return True
    if due.span.start >= after:
        told = not due.text.lower().startswith(("to ", "for ")) and _DONE_THEN.search(plain, after, due.span.start)
        if due.text.lower().startswith("to ") and plain[max(0, due.span.start - 3) : due.span.start] == "up ":
            return False  # "for the period up to 31 March"
        if due.rule.startswith("due-") and re.search(
            r"\b(?:as|since|because)\b[^;.]*\bhad\b[^;.]*$", plain[after : due.span.start]
        ):
            return False
        if told or _WHY.search(plain, after, due.span.start):
            return False  # "the scheme approved by the Board on 3 May", "why it had not been ready by April"
        # "the licence, which expired on 30 September": a day of something else.
        return not re.search(
            r"\b(?:which|who|that)\s+(?:had|was|were|expired|ended|began|started|opened|took|met|came)\b[^,;]*$",
            plain[after : due.span.start],
        )
    front = plain[span.start : due.span.start].strip(" ,;-").lower()
    return front in ("", "and", "but", "that", "also", "so", "then")
