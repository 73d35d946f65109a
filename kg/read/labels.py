"""The labels that tell the parts of minutes apart, compiled from `ontology/lexicon/outline.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import any_of, load_lexicon

# What stands between a label and its words: ":", ":-", "-", "/-", ", that -"; or nothing when the label is a line.
_AFTER = r"(?:\s*(?:/\s*-|:\s*-+|[:\-])|\s*$)"


@dataclass(frozen=True, slots=True)
class Labels:
    """One pattern for each part, matched at the head of a paragraph; `end()` is where its words begin."""

    attendance: re.Pattern[str]
    agenda: re.Pattern[str]
    minutes: re.Pattern[str]
    inline_minutes: re.Pattern[str]
    resolution: re.Pattern[str]
    inline_resolution: re.Pattern[str]
    decision: re.Pattern[str]
    action: re.Pattern[str]
    inline_action: re.Pattern[str]
    close: re.Pattern[str]
    site: re.Pattern[str]


@cache
def load_labels() -> Labels:
    """The labels, compiled once."""
    words = load_lexicon().words
    resolution = any_of(words("resolution-labels"))
    action = any_of(words("action-labels"))
    shouted = any_of(w for w in words("resolution-labels") if w.isupper())

    def head(name: str, after: str = _AFTER, flags: int = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(rf"{any_of(words(name))}{after}\s*", flags)

    return Labels(
        attendance=head("attendance-labels", r"(?:\s*\([^)]{0,40}\))?(?:\s*:\s*-?|\s*-\s+|\s*$|[ \t]{3,})"),
        agenda=head("agenda-labels", r"(?:\s*:|\s*$)"),
        minutes=head("minutes-labels", r"\s*(?::|$)"),
        inline_minutes=re.compile(r"(?<=[\s.])Minutes:\s+(?=[A-Z\"'(·])"),
        # "RESOLVED that", "AGREED -", "The Committee resolved:-"; in lower case only with a colon or dash.
        resolution=re.compile(
            rf"(?:(?-i:{shouted})(?:\s*\([^)]{{0,40}}\))?(?:\s*,)?{_AFTER}?(?:\s*(?=that\b|to\b|\(|\d|[A-Z]|$))"
            rf"|{resolution}{_AFTER}|(?-i:Resolved|Agreed|Decided)\s+(?=(?:that|to)\s))(?:\s*that\s*[:\-]+)?\s*",
            re.IGNORECASE,
        ),
        inline_resolution=re.compile(
            rf"(?<=[.:;?!)]\s)\s*(?:{shouted}\b(?=\s*(?:[:/,\-]|that\b|to\b|\())|Resolved\s*(?:unanimously\s*)?[:\-]+)"
        ),
        decision=head("decision-labels", r"\s*(?::|$)"),
        action=re.compile(
            rf"(?:(?-i:{action})|{action}(?=\s*(?::|-\s|$)))(?:\s+\d{{1,3}})?\s*(?:[:\-]+|$|(?=\s))\s*", re.IGNORECASE
        ),
        inline_action=re.compile(rf"(?<=[.;?!)]\s)\s*(?:{any_of(w for w in words('action-labels'))})\s*:\s*"),
        close=head("close-labels", r"(?:\s*:|\s*\.{3,}|\s*_{3,}|\s*$)"),
        site=head("site-labels", r"(?:\s*:|\s*$)"),
    )
