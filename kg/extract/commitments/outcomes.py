"""What became of an action of an earlier meeting: then it promises nothing new."""

from __future__ import annotations

import re
from functools import cache

from kg.document import Span
from kg.extract.commitments.draft import View
from kg.extract.commitments.reasons import Reason
from kg.lexicon import load_lexicon

OVER: Reason = "already past"  # why an action of an earlier meeting was not taken


@cache
def _outcomes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(phrase.regex for phrase in load_lexicon().phrases("action-outcome"))
    return (
        re.compile(rf"(?:\s-\s*|[.:;]\s+|[(\[])(?:action\s+)?(?:{words})(?!\w)", re.IGNORECASE),
        re.compile(rf"\W*(?:{words})(?!\w)", re.IGNORECASE),
    )


def is_over(view: View, span: Span) -> bool:
    """Whether a stretch ends by telling what became of it: "… - done", "… (ongoing)", "… Completed."."""
    tail, _ = _outcomes()
    return any(_ends(view.plain, match.end(), span.end) for match in tail.finditer(view.plain, span.start, span.end))


def is_outcome(words: str) -> bool:
    """Whether words are what became of an action and nothing else: "Completed", "done 3 May"."""
    match = _outcomes()[1].match(words)
    return match is not None and _ends(words, match.end(), len(words))


def _ends(plain: str, start: int, end: int) -> bool:
    """Whether no more than a remark follows: a day, a reason, no sentence of its own."""
    rest = plain[start:end].strip(" .)]")
    return len(rest) <= 60 and not re.search(r"[.;]\s+[A-Z]|\b(?:to|will|would)\s+[a-z]", rest)
