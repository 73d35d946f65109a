"""The labels that tell the parts of minutes apart, compiled from `ontology/lexicon/outline.toml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.document import Span
from kg.lexicon import any_of, load_lexicon

# What stands between a label and its words: ":", ":-", "-", "/-", ", that -"; or nothing when the label is a line.
_AFTER = r"(?:\s*(?:/\s*-|:\s*-+|[:;\-])\**|\s*$)"

# "ACTION 3", "AP140", "Action 24/5": actions are counted.
_NUMBER = r"(?:\s*(?:no\.?\s*)?\d{1,4}(?:[./-]\d{1,4}){0,2}[.)]?)?"


@dataclass(frozen=True, slots=True)
class Labels:
    """One pattern for each part, matched at the head of a paragraph; `end()` is where its words begin."""

    attendance: re.Pattern[str]
    agenda: re.Pattern[str]
    minutes: re.Pattern[str]
    inline_minutes: re.Pattern[str]
    resolution: re.Pattern[str]
    inline_resolution: re.Pattern[str]
    action: re.Pattern[str]
    inline_action: re.Pattern[str]
    inline_words: tuple[str, ...]  # one of these stands wherever minutes or a resolution begin in a paragraph ...
    inline_actions: tuple[str, ...]  # ... and one of these, in capitals or small letters, wherever an action does
    close: re.Pattern[str]
    site: re.Pattern[str]
    below_action: re.Pattern[str]  # "Owner: Clerk", "Deadline: 30 June" in a line of its own below an action
    owned: re.Pattern[str]  # searched: words that say who is to act, at their head or end
    register: frozenset[str]
    columns: frozenset[str]
    columns_of_acts: frozenset[str]
    columns_of_owners: frozenset[str]

    def heads_list(self, plain: str, title: Span) -> bool:
        """Whether a heading is a label of those who were there: "1 In attendance". Apologies are told in sentences."""
        match = self.attendance.match(plain, title.start, title.end)
        words = title.of(plain).strip().lower()
        there = words.startswith(("present", "in attendance", "attendance", "members present"))
        return match is not None and match.end() == title.end and there


def words_of_all(labels: Iterable[str]) -> tuple[str, ...]:
    """A few words of which one is in each of the labels.

    >>> words_of_all(["ACTION", "ACTION BY", "NEW ACTIONS", "LIST OF ACTIONS"])
    ('ACTION', 'ACTIONS')
    """
    left = [label.split() for label in labels]
    chosen = []
    while left:
        counts = Counter(word for words in left for word in words)
        chosen.append(max(sorted(counts), key=lambda word: (counts[word], len(word))))
        left = [words for words in left if chosen[-1] not in words]
    return tuple(sorted(chosen))


@cache
def load_labels() -> Labels:
    """The labels, compiled once."""
    words = load_lexicon().words
    resolution = any_of(words("resolution-labels"))
    action = any_of(words("action-labels"))
    owner = rf"(?:(?:Cllrs?\.?|Mrs?|Ms)\s+(?:[A-Z]\.?\s+)?[A-Z][\w'-]+|[A-Z]{{2,4}}|{any_of(words('owner-titles'))})"
    called = rf"(?:{owner}|(?i:{any_of(words('owner-titles'))}))"
    anyone = rf"{called}(?:\s*(?:[/,&]|\band\b)\s*{called}){{0,4}}"
    owners = rf"{owner}(?:\s*(?:[/,&]|\band\b)\s*{owner}){{0,4}}"
    shouted = any_of(w for w in words("resolution-labels") if w.isupper())

    def head(name: str, after: str = _AFTER, flags: int = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(rf"{any_of(words(name))}{after}\s*", flags)

    no_plan = rf"(?!{_NUMBER}\s+{any_of(words('not-after-action'))}\b)"
    return Labels(
        attendance=head("attendance-labels", r"(?:\s*\([^)]{0,40}\))?(?:\s*:\s*-?|\s*-\s+|\s*$|[ \t]{3,})"),
        agenda=head("agenda-labels", r"(?:\s*:|\s*$)"),
        minutes=head("minutes-labels", r"\s*(?::|$)"),
        inline_minutes=re.compile(
            r"(?<=[\s.])(?<!the\s)(?<!last\s)(?<!previous\s)(?<!Previous\s)Minutes:\s+(?=[A-Z\"'(·])"
        ),
        # "RESOLVED that", "AGREED -", "The Committee resolved:-"; in lower case only with a colon or dash.
        resolution=re.compile(
            rf"\*{{0,2}}(?:(?-i:{shouted})\*{{0,2}}(?:\s*\([^)]{{0,40}}\))?(?:\s*,)?{_AFTER}?(?:\s*(?=that\b|to\b|\(|\d|[A-Z]|$))"
            rf"|{resolution}{_AFTER}|(?-i:Resolved|Agreed|Decided)\s+(?=(?:that|to)\s))(?:\s*that\s*[:\-]+)?\s*",
            re.IGNORECASE,
        ),
        inline_resolution=re.compile(
            rf"(?<=[.:;?!)]\s)\s*(?:{shouted}\b(?=\s*(?:[:/,\-]|that\b|to\b|\())|Resolved\s*(?:unanimously\s*)?[:\-]+)"
        ),
        action=re.compile(
            rf"[(\[*_]{{0,3}}(?:(?-i:{action}){no_plan}|{action}(?={_NUMBER}[*_]*\s*(?::|$)|\s*-\s|"
            rf"\s+(?-i:{owners})\s*(?:[:)\]-]|\.?$))){_NUMBER}[*_]*\s*(?:[:\-]+|$|(?=\s))[*_]*\s*",
            re.IGNORECASE,
        ),
        # A whole word: "27 APRIL" is not AP and RIL.
        inline_action=re.compile(
            rf"(?:(?<=[.;:?!)\]]\s)\s*[(\[]?|(?<=\s)[(\[]){action}(?![a-z]){no_plan}(?:{_NUMBER}\s*:|\s*-\s|\s+(?-i:{owners})\W*$)"
            rf"|(?<=\s){action}(?![a-z]){no_plan}\s*[:\-]?\s*(?-i:{owners})\W*$",
            re.IGNORECASE,
        ),
        inline_words=("Minutes:", "Resolved", *words_of_all(w for w in words("resolution-labels") if w.isupper())),
        inline_actions=words_of_all(w.lower() for w in words("action-labels")),
        close=head("close-labels", r"(?:\s*:|\s*\.{3,}|\s*_{3,}|\s*$)"),
        site=head("site-labels", r"(?:\s*:|\s*$)"),
        below_action=re.compile(
            rf"{any_of((*words('owner-labels'), *words('due-labels')))}\s*:\s*(?=\S)", re.IGNORECASE
        ),
        owned=re.compile(rf"^{anyone}\s*(?::|-\s|\bto\s+[a-z])|(?:\s-\s*|[(\[]){owners}[)\].]*$"),
        register=frozenset(words("attendance-columns")),
        columns=frozenset(words("action-columns")),
        columns_of_acts=frozenset(words("columns-of-acts")),
        columns_of_owners=frozenset(words("columns-of-owners")),
    )
