"""Drafts -> commitments: due dates and words are added, and one act printed twice becomes one with two quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document import Part, Span
from kg.extract.commitments.cues import find_condition
from kg.extract.commitments.draft import Draft, View
from kg.facts import Commitment, CommitmentKind, Due, Evidence, Strength

_WORD = re.compile(r"[a-z0-9][a-z0-9'-]+")
_STOP = frozenset(
    "the a an of for and in to on at by with that be is was were would will shall it this these those from as or "
    "its their his her "
    "agreed resolved committee panel board commission members council report provide provided".split()
)


def merge_drafts(view: View, drafts: Sequence[tuple[int, Part, Draft]]) -> Iterator[Commitment]:
    """The commitments, in the order of their first evidence.

    Args:
        view: the reader's view of the document.
        drafts: item, part and draft, in the order of the text.
    """
    kept: list[tuple[int, Part, Draft, list[Span]]] = []
    for item, part, draft in drafts:
        twin = next((i for i, known in enumerate(kept) if _same_act(view, known, item, part, draft)), None)
        if twin is None:
            kept.append((item, part, draft, [draft.span]))
        else:
            known = kept[twin]
            if not known[2].owner and draft.owner:
                known = (known[0], known[1], _owned(known[2], draft), known[3])
            known[3].append(draft.span)
            kept[twin] = known
    for item, _, draft, spans in kept:
        yield _finish(view, item, draft, sorted(spans))


def _owned(known: Draft, other: Draft) -> Draft:
    return replace(known, by=other.by, owner=other.owner)


def _same_act(view: View, known: tuple[int, Part, Draft, list[Span]], item: int, part: Part, draft: Draft) -> bool:
    """Whether two resolutions are one act, said in the discussion and again in the list or the log."""
    known_item, known_part, other, _ = known
    if draft.kind is not CommitmentKind.RESOLUTION or other.kind is not CommitmentKind.RESOLUTION:
        return False
    if other.span.overlap(draft.span):
        return True
    one, two = _content(view, other.span), _content(view, draft.span)
    if not one or not two:
        return False
    shared = len(one & two)
    if known_part is part is Part.RESOLUTION and one != two and _in_one_list(view, other.span, draft.span):
        return False  # "(1) that the red berths be let" and "(2) that the blue berths be let"
    if part is Part.ACTION and known_part is Part.ACTION:
        owners = {p.name for p in other.by} & {p.name for p in draft.by}
        return bool(owners) and shared >= 0.5 * min(len(one), len(two)) and shared >= 2
    if known_part is part is Part.RESOLUTION and len(one) > 5 and one == two:
        return True  # the decision at the head of a web page, and again at the end of its minutes
    return known_item == item and shared >= 0.7 * max(len(one), len(two))


def _in_one_list(view: View, one: Span, two: Span) -> bool:
    """Whether nothing but decisions stands between two decisions."""
    first, last = sorted((view.document.block_at(one.start) or 0, view.document.block_at(two.start) or 0))
    return all(block.part is Part.RESOLUTION for block in view.document.blocks[first:last])


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
