"""Drafts -> commitments: due dates and words are added, and one act printed twice becomes one with two quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kg.document import Part, Span
from kg.extract.commitments.cues import find_condition
from kg.extract.commitments.draft import Draft, View
from kg.facts import Commitment, CommitmentKind, Due, Evidence, Strength

_MOST = 400  # resolutions back that an act is compared with; one in the very same words is found at any distance
_TELLING = 5  # words: what says more than that in the same words is the same
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]+")
_STOP = frozenset(
    "the a an of for and in to on at by with that be is was were would will shall it this these those from as or "
    "its their his her "
    "agreed resolved committee panel board commission members council report provide provided".split()
)


@dataclass(slots=True, eq=False)
class _Act:
    """A draft that is kept, and what it is compared by."""

    item: int
    part: Part
    draft: Draft
    spans: list[Span]
    content: frozenset[str]
    block: int


def merge_drafts(view: View, drafts: Sequence[tuple[int, Part, Draft]]) -> Iterator[Commitment]:
    """The commitments, in the order of their first evidence.

    Args:
        view: the reader's view of the document.
        drafts: item, part and draft, in the order of the text.
    """
    others = tuple(accumulate((block.part is not Part.RESOLUTION for block in view.document.blocks), initial=0))
    kept: list[_Act] = []
    decided: list[_Act] = []  # the resolutions among them
    heads: dict[frozenset[str], _Act] = {}  # the first decision of each wording
    for item, part, draft in drafts:
        if draft.kind is not CommitmentKind.RESOLUTION:
            kept.append(_Act(item, part, draft, [draft.span], frozenset(), 0))
            continue
        block = view.document.block_at(draft.span.start) or 0
        act = _Act(item, part, draft, [draft.span], _content(view, draft.span), block)
        twin = heads.get(act.content) if part is Part.RESOLUTION and len(act.content) > _TELLING else None
        if twin is None or twin in decided[-_MOST:]:
            twin = next((known for known in decided[-_MOST:] if _same_act(known, act, others)), None)
        if twin is None:
            kept.append(act)
            decided.append(act)
            if part is Part.RESOLUTION:
                heads.setdefault(act.content, act)
        else:
            if not twin.draft.owner and draft.owner:
                twin.draft = replace(twin.draft, by=draft.by, owner=draft.owner)
            twin.spans.append(draft.span)
    for act in kept:
        yield _finish(view, act.item, act.draft, sorted(act.spans))


def _same_act(known: _Act, act: _Act, others: Sequence[int]) -> bool:
    """Whether two resolutions are one act, said in the discussion and again in the list or the log.

    Args:
        known: the one that stands first.
        act: the other.
        others: for each block, how many before it hold no decision.
    """
    span, other = known.draft.span, act.draft.span
    if span.start < other.end and other.start < span.end and span.length and other.length:
        return True
    one, two = known.content, act.content
    if one.isdisjoint(two):
        return False
    if known.part is act.part is Part.MINUTES and len(one | two) < 3:
        return False  # "JC to arrange", said of two things
    shared = len(one & two)
    if known.part is act.part is Part.RESOLUTION and one != two:
        first, last = sorted((known.block, act.block))
        if others[first] == others[last]:
            return False  # "(1) that the red berths be let" and "(2) that the blue berths be let": one list
    if act.part is Part.ACTION and known.part is Part.ACTION:
        owners = {p.name for p in known.draft.by} & {p.name for p in act.draft.by}
        return bool(owners) and shared >= 0.5 * min(len(one), len(two)) and shared >= 2
    if known.part is act.part is Part.RESOLUTION and len(one) > _TELLING and one == two:
        return True  # the decision at the head of a web page, and again at the end of its minutes
    return known.item == act.item and shared >= 0.7 * max(len(one), len(two))


def _content(view: View, span: Span) -> frozenset[str]:
    words = _WORD.findall(span.of(view.plain).lower())
    return frozenset(word.rstrip("s") for word in words if word not in _STOP and len(word) > 2)


def _finish(view: View, item: int, draft: Draft, spans: list[Span]) -> Commitment:
    due = draft.due
    for span in [draft.span, *spans]:
        if due is None or due.by is None:
            found = view.due(span, draft.verb_end if span == draft.span else span.start)
            due = _better(due, found)
    condition = (
        find_condition(view.plain, draft.span.start, draft.span.end) if draft.strength is Strength.CONDITIONAL else None
    )
    end = draft.action_end if draft.action_end >= 0 else draft.span.end
    action = Span(max(draft.action, draft.span.start), end) if draft.action >= 0 else draft.span
    if (
        draft.action_end < 0 and len(action.of(view.plain).split()) < 5
    ):  # "do so in the spring" says little without who did
        action = draft.span
    return Commitment(
        kind=draft.kind,
        action=view.document.words(action).strip(" ,;:-"),
        by=draft.by,
        to=(view.mentions.body,),
        evidence=tuple(Evidence.at(view.document, span) for span in spans),
        owner=draft.owner,
        due=_with_source_text(view, due),
        strength=draft.strength,
        condition=view.document.words(Span(condition.start(), draft.span.end)) if condition else "",
        item=item,
        cue=draft.cue,
    )


def _better(known: Due | None, found: Due | None) -> Due | None:
    if known is None:
        return found
    return found if found and found.by and not known.by else known


def _with_source_text(view: View, due: Due | None) -> Due | None:
    """The words of the due date as they stand in the file."""
    if due is None:
        return None
    return Due(view.document.words(due.span), due.span, due.by, due.recurs, due.edtf, due.rule)
