"""The noun of a title: which words are one where they stand, and what they make of the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.people.passages import Passage, phrase_at
from kg.extract.people.tokens import Token
from kg.extract.people.vocabulary import vocabulary

# Titles only as the last word of one: "Legal Assistant", but "Assistant Director" is the director's.
_ONLY_LAST = frozenset({
    "assistant", "worker", "guardian", "editor", "steward", "associate", "master", "keeper", "operator",
    "marshal", "recorder", "partner", "principal",
})  # fmt: skip
_NOT_BEFORE = {
    "lead": frozenset(["member", "officer", "commissioner", "director", "manager", "authority", "nurse", "councillor"]),
    "secretary": frozenset({"of"}),  # of State
}
_ONLY_AFTER = {
    "executive": frozenset({"chief", "deputy", "assistant", "depute"}),
    "constable": frozenset({"chief", "deputy", "assistant"}),
    "superintendent": frozenset({"chief", "deputy", "assistant"}),
    "doctor": frozenset({"designated", "named"}),
    "counsel": frozenset({"legal", "general", "leading", "standing", ""}),
}


class TitleKind(StrEnum):
    """What a title makes of the person who has it."""

    CHAIR = "chair"  # presides over a body
    ELECTED = "elected"  # only a councillor can be that
    OFFICER = "officer"
    FUNCTION = "function"  # co-opted member, governor, observer: neither


@dataclass(frozen=True, slots=True)
class Head:
    """The noun of a title: how many words it is, what it makes of the person, whether it is in the plural."""

    length: int
    kind: TitleKind
    plural: bool = False


def find_head(passage: Passage, k: int, *, small: bool, within: bool) -> Head | None:
    """The noun of a title that stands at word `k`, or None.

    Args:
        passage: the words.
        k: index of the first word of the noun.
        small: whether it may be written in small letters.
        within: whether the word before belongs to the same title.
    """
    words, token = vocabulary(), passage.tokens[k]
    if not token.noun or not (token.capital or small):
        return None
    for kind, phrases in (
        (TitleKind.CHAIR, words.chairs),
        (TitleKind.ELECTED, words.elected),
        (TitleKind.FUNCTION, words.functions),
    ):
        length = phrase_at(passage, k, phrases) if token.low in phrases else 0
        if length and _is_whole(passage.tokens, k, length, kind, within=within):
            return Head(length, kind)
    low = token.low
    singular = low[:-1] if low.endswith("s") and low[:-1] in words.heads else low
    if singular not in words.heads or not _is_noun(passage.tokens, k, singular):
        return None
    return Head(1, TitleKind.OFFICER, plural=low != singular)


def _is_whole(tokens: Sequence[Token], k: int, length: int, kind: TitleKind, *, within: bool) -> bool:
    """Whether the phrase is a post by itself: "Leader" is, in "Team Leader" it is not."""
    phrase = [token.low for token in tokens[k : k + length]]
    after = tokens[k + length] if k + length < len(tokens) else None
    if within and k and phrase in (["leader"], ["provost"], ["minister"]) and tokens[k - 1].capital:
        return False
    if phrase[-1] in ("member", "representative", "rep") and after is not None:
        return after.low not in ("services", "development", "support")
    is_another = after is not None and after.capital and after.low in vocabulary().heads
    return not (kind is TitleKind.FUNCTION and is_another)


def _is_noun(tokens: Sequence[Token], k: int, word: str) -> bool:
    """Whether a word of the lexicon is, where it stands, the noun of a job title."""
    before = tokens[k - 1].low if k else ""
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    if word == "head":
        follows = after.low if after is not None else ""
        return follows in ("of", "for", "teacher", ",", "-", ")", "") or before in (
            "school", "deputy", "service", "assistant",
        )  # fmt: skip
    if word in _ONLY_LAST:
        return after is None or not after.capital
    if word in _NOT_BEFORE:
        return after is None or after.low not in _NOT_BEFORE[word]
    return word not in _ONLY_AFTER or before in _ONLY_AFTER[word]
