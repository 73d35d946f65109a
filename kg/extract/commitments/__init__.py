"""Commitments: promises, requests and resolutions, each with its words.

mentions     who can act, and where they are named; made by actors from named (people) and unnamed (teams, posts)
speech       who is speaking
cues         where the phrases of the lexicon stand
clauses      where the clause of a cue begins and ends
future       which of the things that "would be" are promises
acts         whether what would be done is an act that can be checked
asking       requests
discussion   promises and decisions in what was said
decisions    the list after RESOLVED; its parts, whom they are binding, and which are inert
actions      "Clerk to write", and action logs
motions      what was moved, and whether it was carried or lost
merge        one act printed twice is one commitment with two quotes
unused       what only has the look of a commitment, and for which of the reasons
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.commitments.actions import named_owners, read_action_line, read_duties, read_row
from kg.extract.commitments.actors import find_mentions
from kg.extract.commitments.cues import first, may_commit
from kg.extract.commitments.decisions import judge_decision, read_decision
from kg.extract.commitments.discussion import read_discussion
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.merge import merge_drafts
from kg.extract.commitments.motions import Fate, fate_of_sentence, find_motion_blocks
from kg.extract.commitments.parts import split_decisions
from kg.extract.commitments.reasons import Reason
from kg.extract.commitments.refusals import read_refusals
from kg.extract.commitments.speech import Speech
from kg.extract.commitments.unused import list_unused
from kg.extract.dates import Calendar
from kg.facts import Commitment, CommitmentKind, Meeting, Party, Person, Unused

# A last sentence that calls for something, so that the owner in the line below it is meant to do that.
_CALLS = re.compile(r"\b(?:suggest|need|should|requir|chase|recommend|to\s+be\b|must|will|would)\w*")
_OWNER = "owner-only"  # the cue of an act that only the name in the line below makes one
NOTHING: Reason = "no phrase of the lexicon"
# "asked whether he would": an answer in the next sentence that he would is a promise.
_MAY_BE_DONE = re.compile(r"\b(?:if|whether)\b[^.;]*\b(?:would|could|can|will|might)\b")
Found = tuple[int, Part, Draft | Passed]  # item, part, judgement


def find_commitments(
    document: Document, meeting: Meeting, people: tuple[Person, ...]
) -> tuple[tuple[Commitment, ...], tuple[Unused, ...]]:
    """What is promised, asked for and decided in a document, and what only looks so.

    Args:
        document: the document.
        meeting: the meeting it records: against its day the due dates are read.
        people: those whom the document names.
    """
    return read_commitments(make_view(document, meeting, people))


def make_view(document: Document, meeting: Meeting, people: tuple[Person, ...]) -> View:
    """All that the judges of a document may look at, before they begin."""
    mentions = find_mentions(document, meeting, people)
    return View(document, mentions, Speech(mentions), Calendar(meeting.date, meeting.later))


def read_commitments(view: View) -> tuple[tuple[Commitment, ...], tuple[Unused, ...]]:
    """What `find_commitments` finds, with a view that somebody else has made."""
    found = list(_read_blocks(view))
    drafts = [(item, part, judged) for item, part, judged in found if isinstance(judged, Draft)]
    commitments = tuple(merge_drafts(view, drafts))
    passed = [judged for _, _, judged in found if isinstance(judged, Passed) and judged.cue != _OWNER]
    return commitments, list_unused(view, passed, [e.span for c in commitments for e in c.evidence])


def _read_blocks(view: View) -> Iterator[Found]:
    item = -2
    header: tuple[str, ...] = ()
    latest: list[Found] = []  # what the last block with words gave, for an action line that names only the owner
    motions = find_motion_blocks(view.document)
    for index, block in enumerate(view.document.blocks):
        if block.item != item:
            item = block.item
            view.speech.enter_item()
        view.speech.enter_block(block)
        if block.part is Part.ACTION and block.kind is not Kind.HEADING and (owners := named_owners(view, block)):
            yield from latest[:-1]
            yield from ((item, part, _owned(judged, owners)) for item, part, judged in latest[-1:])
            latest = []
            continue
        read = _read_motion(view, block, motions[index]) if index in motions else _read_block(view, block, header)
        now = [(block.item, block.part, judged) for judged in read]
        for sentence in block.sentences:
            view.speech.read(view.plain, sentence)
        view.speech.leave_block(index, view.plain, block)
        yield from latest
        latest = now
        if block.part is Part.MINUTES and block.sentences:
            end = block.sentences[-1]
            drafts = [judged for _, _, judged in now if isinstance(judged, Draft)]
            if not drafts or (
                (end.length < 60 or _CALLS.search(view.plain, end.start, end.end))
                and not any(d.span.overlap(end) for d in drafts)
            ):
                latest = [*now, (block.item, block.part, Passed(end, _OWNER, NOTHING))]
    yield from latest


def _read_block(view: View, block: Block, header: tuple[str, ...]) -> Iterator[Draft | Passed]:
    if block.part is Part.ACTION:
        if block.kind is Kind.ROW:
            yield from read_row(view, block, header)
        elif block.kind is not Kind.HEADING:
            yield from _or_as_said(view, block, list(read_action_line(view, block)))
    elif block.part is Part.RESOLUTION:
        if block.body.length > 12:
            yield from _or_as_said(view, block, list(read_decision(view, block)))
    elif block.part is Part.MINUTES and block.kind is not Kind.HEADING:
        for sentence in block.sentences:
            judged = list(_read_sentence(view, sentence)) if may_commit(view.plain, sentence) else []
            yield from read_refusals(view, sentence)
            yield from judged
            view.speech.read(view.plain, sentence)
            asked = [one for one in judged if isinstance(one, Draft) and one.kind is CommitmentKind.REQUEST]
            view.speech.questioned = any(
                judged_one.cue == "question" and _MAY_BE_DONE.search(view.plain, sentence.start, sentence.end)
                for judged_one in judged
            )
            view.speech.pending = bool(asked) or (view.speech.pending and not judged and sentence.length < 60)


def _read_motion(view: View, block: Block, fate: Fate) -> Iterator[Draft | Passed]:
    """The words of a motion: decisions if it was carried."""
    if fate is Fate.CARRIED:
        yield from read_decision(view, block)
    else:
        yield from (
            Passed(sentence, "motion", "moved, not decided")
            for sentence in block.sentences
            if may_commit(view.plain, sentence)
        )


def _or_as_said(view: View, block: Block, found: list[Draft | Passed]) -> Iterator[Draft | Passed]:
    """What a list of decisions or actions says in the words of the discussion: "Mr Hay undertook to find out"."""
    if any(isinstance(one, Draft) for one in found):
        yield from found
        return
    said = [one for sentence in block.sentences for one in _read_sentence(view, sentence)]
    yield from [one for one in said if isinstance(one, Draft)] or found


def _read_sentence(view: View, sentence: Span) -> Iterator[Draft | Passed]:
    if (moved := fate_of_sentence(view.document, sentence)) and moved[0] is not Fate.UNKNOWN:
        fate, words = moved
        if fate is Fate.LOST:
            yield Passed(sentence, "motion", "moved, not decided")
            return
        for part in split_decisions(view, words):
            yield from judge_decision(view, part, part, "motion")
        return
    duties = list(read_duties(view, sentence))
    yield from duties
    for judged in read_discussion(view, sentence):
        if not any(isinstance(duty, Draft) and duty.span.overlap(judged.span) for duty in duties) or (
            isinstance(judged, Draft)
            and not any(duty.span.overlap(Span(judged.verb_end, judged.verb_end + 1)) for duty in duties)
        ):
            yield judged


def _owned(judged: Draft | Passed, owners: tuple[Party, ...]) -> Draft | Passed:
    """An action line that names only the owner binds them to what was said just before."""
    if isinstance(judged, Draft):
        body = judged.kind is CommitmentKind.RESOLUTION and not judged.owner
        return replace(judged, owner=owners, by=owners if body else judged.by)
    if judged.reason not in (NOTHING, "a plan without a day", "no act that is known"):
        return judged
    span = judged.span
    return Draft(CommitmentKind.RESOLUTION, span, owners, _OWNER, span.start, owners, action=span.start)


__all__ = ["find_commitments", "first", "make_view", "read_commitments"]
