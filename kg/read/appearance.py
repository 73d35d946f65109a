"""What words look like on the page: a title, shouting, a narrative, a decision."""

from __future__ import annotations

import re

VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|would|will|could|should|said|asked|reported|noted|advised|agreed|"
    r"explained|presented|received|considered|stated|gave|introduced|welcomed|thanked|did|may|must)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.;,]$")


def is_title(text: str) -> bool:
    """Whether words could be the title of an item: short, not a sentence.

    >>> is_title("Highway Maintenance and Potholes"), is_title("The Panel noted the report.")
    (True, False)
    """
    text = text.strip()
    if not text or len(text) > 140 or _CLOSED.search(text) or text[0].islower():
        return False
    if is_shouted(text):
        return True
    return len(text.split()) <= 16 and not VERB.search(text) and ". " not in text


def is_shouted(text: str) -> bool:
    """Whether words are written in capitals.

    >>> is_shouted("HIGHWAYS AND WASTE"), is_shouted("RESOLVED that it be noted")
    (True, False)
    """
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 5 and sum(c.isupper() for c in letters) / len(letters) > 0.9


def is_narrative(words: str) -> bool:
    """Whether a paragraph tells something, rather than naming or heading."""
    return len(words) > 60 and bool(VERB.search(words)) and words.rstrip()[-1:] in ".:;-?"


def is_stripped_resolution(words: str) -> bool:
    """ "(a) to endorse the report; and": the entry of a list of decisions whose RESOLVED a web site has dropped."""
    return bool(re.match(r"(?:to\s+[a-z]+\s|that\s+(?:the|a|an|officers|partners|members)\b)", words))
