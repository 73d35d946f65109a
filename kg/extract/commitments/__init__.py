"""Commitments: promises, requests and resolutions, each with its words.

mentions     who can act, and where they are named; made by actors from named (people) and unnamed (teams, posts)
speech       who is speaking
cues         where the phrases of the lexicon stand
clauses      where the clause of a cue begins and ends
future       which of the things that "would be" are promises
acts         whether what would be done is an act that can be checked
asking       requests
listed       requests told as a list
discussion   promises and decisions in what was said
decisions    the list after RESOLVED; its parts, whom they are binding, and which are inert
actions      "Clerk to write", and lines after ACTION
logs         rows of action logs
owners       who has to act, at the head or the end of such a line
outcomes     what became of an action of an earlier meeting
motions      what was moved, and whether it was carried or lost
merge        one act printed twice is one commitment with two quotes
unused       what only has the look of a commitment, and for which of the reasons
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.commitments.actions import read_action_line, read_command, read_duties, read_owned_note
from kg.extract.commitments.actors import find_mentions
from kg.extract.commitments.decisions import is_exception, judge_decision, read_decision
from kg.extract.commitments.discussion import read_discussion
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.listed import Lead, read_lead, read_listed
from kg.extract.commitments.logs import read_header, read_row, told_in
from kg.extract.commitments.merge import merge_drafts
from kg.extract.commitments.motions import Fate, fate_of_sentence, find_motion_blocks
from kg.extract.commitments.outcomes import OVER, is_outcome
from kg.extract.commitments.owners import find_initials, labelled_day, named_owners
from kg.extract.commitments.parts import split_decisions
from kg.extract.commitments.reasons import Reason
from kg.extract.commitments.refusals import read_refusals
from kg.extract.commitments.speech import Speech
from kg.extract.commitments.unused import list_unused
from kg.extract.dates import Calendar
from kg.facts import Commitment, CommitmentKind, Due, Meeting, Party, Person, Unused

# A last sentence that calls for something, so that the owner in the line below it is meant to do that.
_CALLS = re.compile(r"\b(?:suggest|need|should|requir|chase|recommend|to\s+be\b|must|will|would)\w*")
_OWNER = "owner-only"  # the cue of an act that only the name in the line below makes one
NOTHING: Reason = "no phrase of the lexicon"
# "asked whether he would": an answer in the next sentence that he would is a promise.
_MAY_BE_DONE = re.compile(
    r"\b(?:if|whether)\b[^.;]*\b(?:would|could|can|will|might)\b(?:\s+(?:also|please|now|again|then|be)\b)*\s*(?P<verb>[a-z-]*)"
)
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
    calendar = Calendar(meeting.date, meeting.later)
    return View(document, mentions, Speech(mentions), calendar, initials=find_initials(mentions.all))


def read_commitments(view: View) -> tuple[tuple[Commitment, ...], tuple[Unused, ...]]:
    """What `find_commitments` finds, with a view that somebody else has made."""
    found = list(_read_blocks(view))
    drafts = [(item, part, judged) for item, part, judged in found if isinstance(judged, Draft)]
    commitments = tuple(merge_drafts(view, drafts))
    passed = [judged for _, _, judged in found if isinstance(judged, Passed) and judged.cue != _OWNER]
    taken = [view.document.in_plain(words.span) for one in commitments for words in one.evidence]
    return commitments, list_unused(view, passed, taken)


def _read_blocks(view: View) -> Iterator[Found]:
    item = -2
    header: tuple[str, ...] = ()
    latest: list[Found] = []  # what the last block with words gave, for an action line that names only the owner
    motions = find_motion_blocks(view.document)
    leads: dict[int, Lead] = {}  # blocks that lead in a list, and who promises or asks what it says
    for index, block in enumerate(view.document.blocks):
        if block.item != item:
            item = block.item
            view.speech.enter_item()
        view.speech.enter_block(block)
        logged = block.kind is Kind.ROW and block.part is Part.ACTION
        header = (read_header(view, block) or header) if logged else ()
        if block.part is Part.ACTION and block.kind is not Kind.HEADING and (owners := named_owners(view, block)):
            latest = [*latest[:-1], *((i, part, _owned(judged, owners)) for i, part, judged in latest[-1:])]
            continue
        if block.part is Part.ACTION and latest and (day := labelled_day(view, block.body)):
            latest = [*latest[:-1], *((i, part, _due(judged, day)) for i, part, judged in latest[-1:])]
            continue
        if block.lead in leads and (listed := list(read_listed(view, block, leads[block.lead]))):
            read: Iterator[Draft | Passed] = iter(listed)
        else:
            read = _read_motion(view, block, motions[index]) if index in motions else _read_block(view, block, header)
        if lead := read_lead(view, block):
            leads[index] = lead
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
            if not read_header(view, block):
                told = told_in(view, block, header)
                yield from read_row(view, block, header, told=bool(told))
                for sentence in told:
                    yield from _read_sentence(view, sentence)
        elif block.kind is not Kind.HEADING:
            yield from _or_as_said(view, block, list(read_action_line(view, block)))
    elif block.part is Part.RESOLUTION:
        if block.body.length > 12 and not is_exception(view, block):
            yield from _or_as_said(view, block, list(read_decision(view, block)))
    elif block.part is Part.MINUTES and block.kind is not Kind.HEADING:
        for sentence, following in zip_longest(block.sentences, block.sentences[1:]):
            judged = list(_read_sentence(view, sentence))
            if following is not None and is_outcome(following.of(view.plain)):
                judged = [_over(one) for one in judged]
            yield from read_refusals(view, sentence)
            yield from judged
            view.speech.read(view.plain, sentence)
            asked = [one for one in judged if isinstance(one, Draft) and one.kind is CommitmentKind.REQUEST]
            question = any(one.cue == "question" for one in judged)
            may_be = _MAY_BE_DONE.search(view.plain, sentence.start, sentence.end) if question else None
            view.speech.questioned = may_be is not None
            view.speech.offered = may_be is not None and any(
                view.verbs.is_in(name, may_be["verb"]) and not view.verbs.is_in("idle", may_be["verb"])
                for name in ("owed", "act")
            )
            view.speech.pending = bool(asked) or (view.speech.pending and not judged and sentence.length < 60)


def _read_motion(view: View, block: Block, fate: Fate) -> Iterator[Draft | Passed]:
    """The words of a motion: decisions if it was carried."""
    if fate is Fate.CARRIED:
        yield from read_decision(view, block)
    else:
        yield from (
            Passed(sentence, "motion", "moved, not decided") for sentence in block.sentences if view.cues(sentence)
        )


def _or_as_said(view: View, block: Block, found: list[Draft | Passed]) -> Iterator[Draft | Passed]:
    """What a list of decisions or actions says in the words of the discussion: "Mr Hay undertook to find out"."""
    over = any(isinstance(one, Passed) and one.reason == OVER for one in found)
    if over or any(isinstance(one, Draft) for one in found):
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
    said = list(read_discussion(view, sentence))
    note = None if duties else read_owned_note(view, sentence) or read_command(view, sentence)
    if note is not None:
        if not any(isinstance(judged, Draft) for judged in said):
            yield note
            return
        said[-1] = _owned(said[-1], note.owner)
    for judged in said:
        if not any(isinstance(duty, Draft) and duty.span.overlap(judged.span) for duty in duties) or (
            isinstance(judged, Draft)
            and not any(duty.span.overlap(Span(judged.verb_end, judged.verb_end + 1)) for duty in duties)
        ):
            yield judged


def _over(judged: Draft | Passed) -> Draft | Passed:
    """ "RB to report to the county. Reported 3 May.": a duty of an earlier meeting, which is done."""
    if isinstance(judged, Draft) and judged.cue in ("x-to-do", "to-be-done-note", "owned-note"):
        return Passed(judged.span, judged.cue, OVER)
    return judged


def _due(judged: Draft | Passed, day: Due) -> Draft | Passed:
    return replace(judged, due=day) if isinstance(judged, Draft) else judged


def _owned(judged: Draft | Passed, owners: tuple[Party, ...]) -> Draft | Passed:
    """An action line that names only the owner binds them to what was said just before."""
    if isinstance(judged, Draft):
        body = judged.kind is CommitmentKind.RESOLUTION and not judged.owner
        return replace(judged, owner=owners, by=owners if body else judged.by)
    if judged.reason not in (NOTHING, "a plan without a day", "no act that is known"):
        return judged
    span = judged.span
    return Draft(CommitmentKind.RESOLUTION, span, owners, _OWNER, span.start, owners, action=span.start)


__all__ = ["find_commitments", "make_view", "read_commitments"]
