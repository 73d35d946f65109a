"""Requests told as a list: "It was requested that:", and below it one line for each thing that is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.document import Block, Part
from kg.extract.commitments.decisions import read_decision
from kg.extract.commitments.draft import Draft, View
from kg.facts import CommitmentKind, Party

_LEAD = re.compile(
    r"\b(?:(?P<nobody>it\s+was\s+(?:also\s+)?)?(?:requested|asked|suggested|recommended))\s+"
    r"(?:that\b(?:\s+the\s+following\b[^.;:]*)?|the\s+following\b[^.;:]*)\s*:?-?\s*$",
    re.IGNORECASE,
)
_BE = re.compile(r"\bbe\s+\w+(?:ed|en|ght|nt|wn|de)\b")


def askers_of_list(view: View, block: Block) -> tuple[Party, ...]:
    """Who asks for what is listed below a block; empty if it leads in no list of requests."""
    if block.part is not Part.MINUTES or ":" not in view.plain[block.body.end - 3 : block.body.end + 1]:
        return ()
    lead = _LEAD.search(view.plain, block.body.start, block.body.end)
    if lead is None:
        return ()
    subject = () if lead["nobody"] else view.parties(view.subject(block.body.start, lead.start()), asking=True)
    return subject or (view.mentions.body,)


def read_listed(view: View, block: Block, askers: tuple[Party, ...]) -> Iterator[Draft]:
    """What a line of such a list asks for: "Information on the rates be provided"."""
    if not _BE.search(view.plain, block.body.start, block.body.end):
        return
    for judged in read_decision(view, block):
        if isinstance(judged, Draft):
            yield replace(judged, kind=CommitmentKind.REQUEST, by=askers, cue="listed-request")
