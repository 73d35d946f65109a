"""What is told as a list: "It was requested that:", "Ms Hill agreed to:", and below it one line for each act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.document import Block, Part
from kg.extract.commitments.decisions import read_decision
from kg.extract.commitments.draft import Draft, Judged, Passed, View, strength_of
from kg.extract.commitments.outcomes import OVER
from kg.facts import CommitmentKind, Party

_LEAD = re.compile(
    r"\b(?:(?P<nobody>it\s+was\s+(?:also\s+)?)?(?:requested|asked|suggested|recommended))\s+"
    r"(?:that\b(?:\s+the\s+following\b[^.;:]*)?|the\s+following\b[^.;:]*)\s*:?-?\s*$",
    re.IGNORECASE,
)
_BE = re.compile(r"\bbe\s+\w+(?:ed|en|ght|nt|wn|de|ld)\b")
# The end of what leads in a list of acts: "Ms Hill undertook to:", "officers would:", "asked the clerk to:".
_ACTS = re.compile(
    r"\b(?:(?P<promise>agreed|undertook|offered|promised|volunteered|pledged|would|will)(?:\s+to)?"
    r"|(?:asked|requested|instructed|tasked|urged|invited|directed)\s+(?P<asked>(?:[\w'/&.-]+\s+){1,9}?)to"
    r"|(?P<told>(?:was|were|is|are|be)\s+(?:also\s+|then\s+)?(?:asked|requested|instructed|tasked|urged|directed)\s+to))"
    r"\s*:?-?\s*$"
)
_DECIDED = re.compile(r"\b(?:agreed|resolved|decided)\s+(?:that\s+|for\s+)", re.IGNORECASE)
_HAD = re.compile(r"\bhad\s+(?:\w+\s+)?$")
_NOT = re.compile(r"\b(?:has|have|been|not|which|who)\s+(?:\w+\s+)?$")
# "The Panel requested:", and below it what they want to have.
_THINGS = re.compile(r"\b(?:requested|asked\s+for|would\s+like)(?:\s+the\s+following\b[^.;:]{0,60})?\s*:?-?\s*$")
_THING = re.compile(
    r"\s*(?:(?:An?|The|More|Further|Additional|Some)\s+|(?:Details|Information|Data|Figures|Copies|Updates?)\s)",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s*[Tt]hat\s")
_VERB = re.compile(r"\s*(?:to\s+)?(?:also\s+|then\s+)?(?P<verb>[A-Za-z][a-z-]+)(?=\s|[.;,]|$)", re.IGNORECASE)
_MORE = re.compile(r"[;,.]?\s+and$|[;,.]$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads in a list: who promises, asks or decides what stands below it.

    Args:
        kind: of each line of the list.
        by: who promises, asks or is bound.
        owner: who has to act.
        form: whether each line is a clause ("that A be done"), an act ("circulate B"), a thing ("a copy of C"), or
            "over": agreed before the meeting.
    """

    kind: CommitmentKind
    by: tuple[Party, ...]
    owner: tuple[Party, ...]
    form: str


def read_lead(view: View, block: Block) -> Lead | None:
    """Who promises, asks or decides what is listed below a block; None if it leads in no such list."""
    if block.part is not Part.MINUTES or ":" not in view.plain[block.body.end - 3 : block.body.end + 1]:
        return None
    plain, start, end = view.plain, block.sentences[-1].start if block.sentences else block.body.start, block.body.end
    if lead := _LEAD.search(plain, block.body.start, end):
        subject = () if lead["nobody"] else view.parties(view.subject(block.body.start, lead.start()), asking=True)
        return Lead(CommitmentKind.REQUEST, subject or (view.mentions.body,), (), "clause")
    if acts := _ACTS.search(plain, start, end):
        if _HAD.search(plain, start, acts.start()):
            return Lead(CommitmentKind.PROMISE, (), (), "over")
        return None if _NOT.search(plain, start, acts.start()) else _of_acts(view, start, acts)
    if things := _THINGS.search(plain, start, end):
        subject = view.parties(view.subject(start, things.start()), asking=True)
        return Lead(CommitmentKind.REQUEST, subject, (), "thing") if subject else None
    return None


def _of_acts(view: View, start: int, acts: re.Match[str]) -> Lead | None:
    subject = view.subject(start, acts.start())
    if acts["asked"]:
        owner = view.parties(view.mentions.within(acts.start("asked"), acts.end("asked"))[:1])
        by = view.parties(subject, asking=True)
        return Lead(CommitmentKind.REQUEST, by, owner, "act") if by and owner else None
    by = view.parties(subject)
    if acts["told"]:
        return Lead(CommitmentKind.REQUEST, by, by, "act") if by else None
    if acts["promise"] in ("would", "will") and _DECIDED.search(view.plain, start, acts.start()):
        return Lead(CommitmentKind.RESOLUTION, by, by, "act") if by else None
    if not by or subject[-1].word in ("panel", "members"):
        return None  # a decision of the body, which is read as one
    return Lead(CommitmentKind.PROMISE, by, by, "act")


def read_listed(view: View, block: Block, lead: Lead) -> Iterator[Judged]:
    """What a line of such a list promises, asks for or decides: "Information on the rates be provided"."""
    if lead.form == "over":
        yield Passed(block.body, "listed-act", OVER)
        return
    if lead.form == "clause" or (lead.form == "thing" and _THAT.match(view.plain, block.body.start, block.body.end)):
        if _BE.search(view.plain, block.body.start, block.body.end):
            for judged in read_decision(view, block):
                if isinstance(judged, Draft):
                    yield replace(judged, kind=CommitmentKind.REQUEST, by=lead.by, cue="listed-request")
        return
    last = _MORE.search(view.plain, block.body.start, block.body.end)
    span = view.trim(block.body.start, last.start() if last else block.body.end)
    begin = span.start
    if lead.form == "thing":
        if not _THING.match(view.plain, span.start, span.end) or " " not in span.of(view.plain):
            return
    else:
        verb = _VERB.match(view.plain, span.start, span.end)
        lists = view.verbs.lists
        if verb is None or verb["verb"].lower() not in lists["owed"] | lists["act"]:
            return
        begin = verb.end("verb")
    strength = strength_of(view, span)
    yield Draft(lead.kind, span, lead.by, "listed-act", begin, lead.owner, strength, action=span.start)
