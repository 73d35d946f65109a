"""Why a sentence with the look of a commitment was not taken: the few reasons there are, each said once.

People read these words in the list that `kg build --unused` writes and in `kg explain`, and filter by them: they stay
as they are. A judge that needs another reason adds it here, in both places; the type checker refuses any other word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Reason = Literal[
    "asks nobody to act",
    "asked, not promised",
    "already past",
    "refused",
    "not to be done",
    "a hope or a thought",
    "a plan without a day",
    "a state, not an act",
    "a view, not an act",
    "done as a rule",
    "only describes something",
    "quoted words",
    "moved, not decided",
    "part of the meeting",
    "given by somebody else",
    "nobody is named",
    "no act that is known",
    "another sense",
    "no phrase of the lexicon",
    "outside the minutes",
]

REASONS: Mapping[Reason, str] = {
    "asks nobody to act": "It notes, receives, approves, thanks, elects or refuses: nobody has to do anything.",
    "asked, not promised": "It is a question, or the words of one; what was answered stands elsewhere.",
    "already past": "It was done, promised or asked for before the meeting, or would have been.",
    "refused": "Somebody said that it would not be done, or that no day could be given: kg query refusals has it too.",
    "not to be done": "The words say that it will not be done, or that it was not promised.",
    "a hope or a thought": "It is hoped, expected, aimed at or thought about, not undertaken.",
    "a plan without a day": "The service means to do it, but names no day, and owes it to nobody on the panel.",
    "a state, not an act": "It says how things are or will be, not what somebody will do.",
    "a view, not an act": "It says what somebody thinks, or how something should be seen, not what is to be done.",
    "done as a rule": "It says what is done every day, or whenever something happens.",
    "only describes something": "It stands in a clause that says which thing or person is meant.",
    "quoted words": "It stands in quotation marks: words of another paper, or of somebody else.",
    "moved, not decided": "It was moved or proposed as a motion; only what is carried binds anybody.",
    "part of the meeting": "It was asked for and given in the meeting itself: to speak, to explain, to answer.",
    "given by somebody else": "It tells that an offer or a promise was received, not who made it.",
    "nobody is named": "The words do not say who is to act, or who asks.",
    "no act that is known": "No verb follows that is known as something that can be done and checked.",
    "another sense": 'A phrase of the lexicon stands in it, but in another sense: "would like", "agreed with".',
    "no phrase of the lexicon": "It speaks of a duty, of asking or agreeing, but no phrase of the lexicon makes it a "
    "commitment: if it is one, add a phrase.",
    "outside the minutes": "It stands in a heading, an agenda, a list of those present or the site's own words, "
    "where no commitment is looked for.",
}


def reason_meaning(reason: str) -> str:
    """What a reason means, in a sentence; empty for one that a graph built by another version holds.

    >>> reason_meaning("quoted words")
    'It stands in quotation marks: words of another paper, or of somebody else.'
    """
    return next((meaning for known, meaning in REASONS.items() if known == reason), "")
