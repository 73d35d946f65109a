"""What the body decided: the list after RESOLVED, and "it was agreed that" in the discussion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Block, Span
from kg.extract.commitments.binding import ASKED, INSTRUCTS, binds
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.inert import FUTURE, is_inert
from kg.extract.commitments.parts import split_decisions
from kg.facts import CommitmentKind, Strength

_BODY = (
    r"(?:the|this)\s+(?:[\w'-]+\s+){0,6}?(?:Panel|Committee|Board|Commission|Forum|Sub-Committee|Authority|Council|"
    r"Cabinet)"
)
_OPENING = re.compile(
    r"[\s\"]*(?:(?:it\s+was\s+)?(?:unanimously\s+)?(?:also\s+|further\s+)?(?:agreed|resolved|recommended)\s*[:,-]?\s*)?"
    rf"(?:that,?\s+)?(?:{_BODY}\s*(?=:|requests?\b|instructs?\b|directs?\b|invites?\b|urges?\b|recommends?\b|calls?\s+(?:on|upon)\b|agrees?\b|notes?\b|noted\b|asks?\b|resolves?\b|agreed\b|thank|"
    r"receive|welcome)\s*:?\s*(?:(?:agreed|resolved|agrees|resolves)\s+(?:that\s+|(?=to\b)))?)?(?:to\s+)?(?:agrees?\s+that\s+)?",
    re.IGNORECASE,
)
_ASKS_THAT = re.compile(
    r"\s*(?:also\s+|further\s+)?(?:requests?|asks?|recommends?|agrees?|resolves?)(?:ed)?\s+that\s+", re.IGNORECASE
)
# "in relation to the berths, | to note that": what a decision is about, before the decision.
_ABOUT = re.compile(
    r"\s*(?:for|in|with|having|following|given|as|owing|due|on)\b[^;]{3,250}?,\s+(?=that\s)|\s*(?:in|with)\s+(?:relation|respect|regard|reference)\s+(?:to|of)\b[^;]{3,400}?\s+(?=to\s+(?:note|agree|request|instruct|ask)\b)"
)
# What a body has no power to order, it recommends: the resolution binds the body to ask.
_ADVISES = re.compile(
    r"\bbe\s+(?:recommended|invited|urged|encouraged)\s+to\b|^(?:to\s+)?(?:recommend|invite|urge)s?\b", re.IGNORECASE
)
_ACT = re.compile(r"\s*(?:also\s+|should\s+|then\s+)?(?P<verb>[a-z][\w-]*)")
_NOTES = re.compile(
    r"(?:to\s+)?(?:otherwise\s+)?(?:note|notes(?!\s+(?:of|from|on)\b)|noted|it\s+be\s+noted|it\s+was\s+noted)\s+(?:that\s+)?",
    re.IGNORECASE,
)
_SUBJUNCTIVE = re.compile(r"\b(?:be|should|would|will|could|shall|must|to)\b")
# "that the following comments be sent to the Executive:": an act, whatever the list below it says.
_WHOLE = re.compile(
    r"\bfollowing\s+(?:[\w'-]+\s+){1,4}be\s+[a-z]+(?:ed|ent|en|ade|ught)\s+(?:to|on|in)\b|"
    r"\b(?:except|unless)\b[^,;]{0,20}$"
)
# "A. | To note the report": capital letters are initials elsewhere, so that only a decision is read so.
_LETTER = re.compile(r"\(?[A-H][.):]\s+(?=[a-z]|To\s|That\s|The\s)")
_EXCEPT = re.compile(
    r"\b(?:except|unless|where|if|provided\s+that|in\s+the\s+event\s+(?:that|of))(?:\s+(?:where|that|if|when))?\s*:$"
)
_NOT_BE = re.compile(r"\bnot\s+be\b")
# "It was agreed that we write to the bank": the body itself acts.
_WE = re.compile(r"\s*we\s+(?!are\b|were\b|have\b|had\b|do\b|need\b|did\b|was\b|know\b|like\b)[a-z]+(?<!ed)\s")


def read_decision(view: View, block: Block) -> Iterator[Draft | Passed]:
    """What each part of a decision asks somebody to do."""
    letter = _LETTER.match(view.plain, block.body.start, block.body.end)
    for clause in split_decisions(view, Span(letter.end() if letter else block.body.start, block.body.end)):
        yield from judge_decision(view, clause, clause, "decision")


def is_exception(view: View, block: Block) -> bool:
    """Whether a block stands in a list below "except where:", and so says when a decision does not hold."""
    blocks = view.document.blocks
    here = view.document.block_at(block.span.start)
    if here is None or not block.marker:
        return False
    for before in reversed(blocks[max(0, here - 6) : here]):
        words = before.body.of(view.plain).rstrip(" -")
        if words.endswith(":"):
            return bool(_EXCEPT.search(words))
    return False


def judge_decision(
    view: View, whole: Span, clause: Span, cue: str, *, stated: bool = False
) -> Iterator[Draft | Passed]:
    """Whether one part of a decision asks somebody to act, and whom.

    Args:
        view: the reader's view.
        whole: the clause with what introduces it ("It was agreed that …"), which becomes the evidence.
        clause: the part itself.
        cue: id of the lexicon entry that introduces it.
        stated: whether it is a statement in the discussion, which may be a mere view ("that it was difficult").
    """
    plain = view.plain
    start = about.end() if (about := _ABOUT.match(plain, clause.start, clause.end)) else clause.start
    opening = _OPENING.match(plain, start, clause.end)
    rest = Span(opening.end() if opening else start, clause.end)
    words = rest.of(plain)
    if rest.length < 8 or (
        plain[clause.end : clause.end + 1] == ":" and not (_WHOLE.search(words) or view.due(rest, rest.start))
    ):
        return
    noted = _NOTES.match(plain, rest.start, rest.end)
    if noted or re.match(r"[Tt]he\s+\w+\s+noted\s+that", words):
        # "to note that officers would discuss it": a promise wrapped in a noting.
        inner = Span(noted.end() if noted else rest.start, rest.end)
        if future := FUTURE.search(plain, inner.start, inner.end):
            yield from _noted(view, whole, inner, future)
        else:
            yield Passed(whole, cue, "asks nobody to act")
        return
    infinitive = bool(re.search(r"\b[Tt]o\s+$", plain[max(whole.start, rest.start - 4) : rest.start]))
    if is_inert(view, rest, infinitive=infinitive, listed=cue == "decision") and not (
        _NOT_BE.search(words) and view.due(rest, rest.start)
    ):
        yield Passed(whole, cue, "asks nobody to act")
        return
    agent = () if _WE.match(words) else binds(view, rest)
    if stated and not agent and not _SUBJUNCTIVE.search(words) and not _WE.match(words):
        yield Passed(whole, cue, "a view, not an act")
        return
    by = () if _ADVISES.search(words) else agent
    strength = Strength.CONDITIONAL if re.search(r"\bif\b|\bsubject\s+to\b", words) else Strength.FIRM
    action = _act_start(view, rest) if by else rest.start
    if asks := _ASKS_THAT.match(plain, action, rest.end):
        action = asks.end()
    yield Draft(
        CommitmentKind.RESOLUTION, whole, by or (view.mentions.body,), cue, rest.start, agent, strength, action=action
    )


def _act_start(view: View, rest: Span) -> int:
    """Where the act itself begins: "the Head of Parks | circulate …", "instruct the Clerk to | write"."""
    plain = view.plain
    if match := INSTRUCTS.match(plain, rest.start, rest.end) or ASKED.search(plain, rest.start, rest.end):
        told = re.compile(r"\bto\s+(?=[a-z])").search(
            plain, match.start() if match.re is ASKED else match.end(), rest.end
        )
        return told.end() if told and told.end() - rest.start < 160 else rest.start
    for mention in view.mentions.within(rest.start, rest.end):
        act = _ACT.match(plain, mention.span.end, rest.end)
        if (
            act
            and mention.span.start - rest.start <= 60
            and act["verb"] in view.verbs.lists["owed"] | view.verbs.lists["act"]
        ):
            return act.start("verb")
    return rest.start


def _noted(view: View, clause: Span, inner: Span, future: re.Match[str]) -> Iterator[Draft | Passed]:
    word = re.compile(r"\s+(?:also\s+|now\s+|be\s+|then\s+)*([a-z-]+)").match(view.plain, future.end(), inner.end)
    base = view.verbs.base(word[1]) if word else ""
    if base not in view.verbs.lists["owed"] | view.verbs.lists["act"]:
        yield Passed(clause, "decision", "asks nobody to act")
        return
    by = view.parties(view.subject(inner.start, future.start()))
    yield Draft(
        CommitmentKind.RESOLUTION,
        clause,
        by or (view.mentions.body,),
        "noted-future",
        future.end(),
        by,
        Strength.FIRM,
        action=inner.start,
    )
