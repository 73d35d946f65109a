"""Where the clause of a cue begins and ends within its sentence."""

from __future__ import annotations

import re

from kg.document import Span
from kg.extract.commitments.cues import COMING, Cue
from kg.extract.commitments.draft import View

# A conjunction or stop after which a clause with its own subject can begin.
BOUNDARY = re.compile(
    r";\s*(?:and\s+|but\s+)?(?:that\s+)?|,?\s+(?:and|but|so|while|whilst|though|although|however|"
    r"yet)\s+(?:that\s+)?(?:also\s+)?|:\s+|\s-\s+|\bthat\s+|"
    r",\s+(?=(?:the|a|an|this|these|further|additional|another|more|each|every|it|he|she|they|we|members|officers|[A-Z])\b)",
)
_CONJUNCTION = re.compile(
    r";\s*(?:and\s+|but\s+)?(?:that\s+)?|,?\s+(?:and|but|so|while|whilst|though|although)\s+(?:that\s+)?|:\s+|\s-\s+|"
    r",\s+"
)
_FRONT_DATE = re.compile(
    r"(?:^|[;,.]\s*|\b(?:and|that|but)\s+)(?P<date>(?:in|by|from|on|at|before|within|once|after|during|when|"
    r"as\s+soon\s+as)\s+[^,;.]{3,70}?,?\s+)$",
    re.IGNORECASE,
)
_THE_PANEL = re.compile(r"\s+(?:the\s+)?(?:Sub-)?(?:Members|Panel|Committee|Board)\b(?!')")
_FRONT_EVENT = re.compile(r"\s*(?:[Oo]nce|[Aa]s\s+soon\s+as|[Bb]efore|[Bb]y|[Ww]ithin)\s+[^,;.:]{3,70},\s+")
_COMING = re.compile(r"\b(?:would|will|shall)\b")
_FRONTED = re.compile(
    r"\s*,?\s*(?:that\s+)?(?:once|when|if|as\s+soon\s+as|after|following|before|until|subject\s+to|should|in\s+(?:light|view)\s+of|"
    r"given|due\s+to|depending\s+on|where)\b[^,;]*"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|would|will|should|could|can|may|might|must|do|does|did|to|"
    r"[a-z]{2,}ed)\b"
)
_RELATIVE = re.compile(r",?\s(?:which|who|whose|where)\b[^,;]*")
_CUES_AHEAD = (
    12  # no clause of prose has more cues in it; a run of them in broken text would be looked at again and again
)
_EMPTY = re.compile(r"(?:also|then|further|therefore|now|again|to|however|,|\s)*", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:that\s+)?(?:the|a|an|this|these|those|all|it|further|additional|another|more|new|each|every|some)\b",
    re.IGNORECASE,
)


def clause_start(view: View, sentence: Span, cue: Cue) -> int:
    """Where the clause of a cue begins: at its subject, else after the nearest conjunction or "that"."""
    subject = view.subject(sentence.start, cue.span.start)
    if subject and not (len(subject) == 1 and subject[0].word == "who"):
        return _fronted(view, sentence, max(sentence.start, subject[0].span.start))
    last = in_bracket(view, sentence.start, cue) + 1 or sentence.start
    for match in BOUNDARY.finditer(view.plain, last, cue.span.start):
        rest = view.plain[match.end() : cue.span.start]
        if match.group().strip() == "and" and not _FINITE.search(_RELATIVE.sub("", view.plain[last : match.start()])):
            continue  # "a report, which would list tides and currents would be available": one subject
        if _FRONT_EVENT.fullmatch(view.plain, last, match.end()):
            continue  # "Once finalised, | the dates would be shared"
        if not rest and _gives_panel(view, cue) and _COMING.search(view.plain, last, match.start()):
            last = match.end()
        if not _EMPTY.fullmatch(rest) and not re.match(r"(?:which|who)\b", rest) and not _inside(view, match):
            last = match.end()
    return last


def in_bracket(view: View, start: int, cue: Cue) -> int:
    """Where the bracket opens in which a cue stands; -1 if it stands in none."""
    opened = view.plain.rfind("(", start, cue.span.start)
    return -1 if opened < 0 or ")" in view.plain[opened : cue.span.start] else opened


def _inside(view: View, match: re.Match[str]) -> bool:
    """Whether a conjunction stands in a title: "the Director of Tides and Currents"."""
    return any(
        mention.span.start < match.start() and match.end() < mention.span.end
        for mention in view.mentions.within(max(0, match.start() - 120), match.end() + 120)
    )


def _fronted(view: View, sentence: Span, start: int) -> int:
    """Take in a date that stands before the subject: "and in December he would report"."""
    before = view.plain[sentence.start : start]
    if match := _FRONT_DATE.search(before):
        return sentence.start + match.start("date")
    return start


def is_relative(view: View, cue: Cue, sentence: Span) -> bool:
    """Whether the cue stands in a clause that only describes something ("which would identify …")."""
    before = view.plain[max(sentence.start, cue.span.start - 24) : cue.span.start]
    return bool(
        re.search(r"\b(?:which|who|whom|whose)\s*(?:also|then|in\s+turn|he|she|they|it|officers|we)?\s*$", before)
    )


def opens_clause(view: View, before: Cue, cue: Cue) -> int | None:
    """Where a new clause begins between two cues of a sentence; None if the second belongs to the clause of the first.

    "She would ask and would reply" is one act; "She would ask, and he would reply" are two; "He would press the
    Minister and undertook to write" are two as well, since a new undertaking is given.
    """
    found = None
    for match in _CONJUNCTION.finditer(view.plain, before.span.end, cue.span.start):
        found = match
    if found is None:
        return None
    if _FRONTED.fullmatch(view.plain, before.span.end, found.start()) and re.fullmatch(r",\s+", found.group()):
        return None  # "agreed that once it had come, | it would be sent": one act
    subject = view.plain[found.end() : cue.span.start]
    if cue.means in COMING and _EMPTY.fullmatch(subject) and ";" not in found.group():
        return found.start() if before.means in COMING and _gives_panel(view, cue) else None
    comma = re.fullmatch(r"\s*,\s*", found.group()) and cue.means in COMING
    if comma and not view.subject(found.end(), cue.span.start) and not _DETERMINER.match(subject):
        return None
    return found.start()


def _closing(plain: str, opened: int, end: int) -> int:
    """Where the bracket closes that opens here; -1 if it does not."""
    depth = 0
    for at in range(opened, end):
        depth += (plain[at] == "(") - (plain[at] == ")")
        if depth == 0:
            return at
    return -1


_OBJ = re.compile(r"\s+(?:[a-z]+\s+)?(?:the|an?|all|this|these|those|their|his|her|its|some)\s+(?!same\b)[a-z]")


def _gives_panel(view: View, cue: Cue) -> bool:
    """ "He would ask the heads and | would bring the Panel an account in May": an act of its own."""
    verb = re.compile(r"\s+(?:also\s+|then\s+)?(?P<verb>[a-z-]+)").match(view.plain, cue.span.end)
    if cue.means not in COMING or verb is None or verb["verb"] not in view.verbs.lists["owed"]:
        return False
    return _THE_PANEL.match(view.plain, verb.end()) is not None or _OBJ.match(view.plain, verb.end()) is not None


def clause_end(view: View, sentence: Span, cue: Cue, following: tuple[Cue, ...]) -> int:
    """Where the clause of a cue ends: before the next clause with a cue of its own, or at a semicolon."""
    end = sentence.end
    if (bracket := in_bracket(view, sentence.start, cue)) >= 0 and (close := _closing(view.plain, bracket, end)) > 0:
        end = close
    if (stop := view.plain.find(";", cue.span.end, end)) >= 0:
        end = stop
    for later in following[:_CUES_AHEAD]:
        if later.span.start >= end:
            break
        if later.means == "question" or (opened := opens_clause(view, cue, later)) is None:
            continue
        return min(end, opened)
    return end
