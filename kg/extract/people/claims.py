"""Titles that the words give to a person, and the lists in which people stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from kg.document import Span
from kg.extract.people.naming import read_name
from kg.extract.people.passages import Passage, phrase_at
from kg.extract.people.titles import Title, TitleKind
from kg.extract.people.vocabulary import begins_with, vocabulary

COLUMN = 3  # so many spaces part two columns
_MOST = 8  # honorifics and ranks before one name


class Group(StrEnum):
    """What a list of people is of."""

    NONE = ""  # no list: running text
    LISTED = "listed"
    COUNCILLORS = "councillors"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Listing:
    """The list in which a block stands.

    Args:
        group: what it is of.
        post: the post that its label gives to those in it ("Clerk", "Cabinet Member"), or empty.
        label: where the label stands, or None.
        portfolio: what is put before a subject in brackets behind a councillor's name ("Cabinet Member"), or
            empty.
        absent: whether it lists those who were not there.
        owners: whether it is an action line, which may be nothing but the names of those who have to act.
    """

    group: Group = Group.NONE
    post: str = ""
    label: Span | None = None
    portfolio: str = ""
    absent: bool = False
    owners: bool = False


class Claim(Struct, frozen=True):
    """A title that the words give to a person.

    Args:
        kind: what the title makes of the person.
        text: where the title stands.
        evidence: name and title together.
        plural: whether it is written for several people.
        words: the title, if it is not simply what stands at `text`.
        organisation: where the organisation stands that the title is in, or None.
    """

    kind: TitleKind
    text: Span
    evidence: Span
    plural: bool = False
    words: str = ""
    organisation: Span | None = None


def honorifics_at(passage: Passage, i: int) -> tuple[int, tuple[str, ...], bool]:
    """Honorifics and ranks from word `i` on: the index behind them, folded, and whether one makes a
    councillor.
    """
    words, tokens = vocabulary(), passage.tokens
    if i >= len(tokens) or not tokens[i].addresses:
        return i, (), False
    k, councillor = i, False
    found: list[str] = []
    while k < len(tokens) - 1 and len(found) < _MOST:
        token = tokens[k]
        if (k > i and token.gap >= COLUMN) or (not token.capital and token.low != "councillor"):
            break
        if (rank := phrase_at(passage, k, words.ranks)) and _is_rank(passage, k, rank):
            found.append(" ".join(t.low for t in tokens[k : k + rank]))
            k += rank
        elif token.low in words.honorifics or token.low in words.councillor:
            councillor = councillor or token.low in words.councillor
            found.append(token.low)
            k += 1
        else:
            break
        if k < len(tokens) and tokens[k].text == "." and tokens[k].gap == 0:
            k += 1
    return k, tuple(found), councillor


def _is_rank(passage: Passage, k: int, length: int) -> bool:
    """ "PC Ann Other" is a constable; "PC" before anything but a full name may be the Parish Council."""
    short = length == 1 and passage.tokens[k].text.isupper() and len(passage.tokens[k].text) < 4
    return not short or read_name(passage, k + 1) > k + 1


def possessive(word: str) -> int:
    """How many characters of a word are its possessive ending ("Lund's": 2, "Thomas'": 1)."""
    if word.endswith(("'s", "'S")):
        return 2
    return 1 if word.endswith("'") else 0


def make_claim(passage: Passage, title: Title, start: int, end: int) -> Claim:
    """The claim that the person named from `start` to `end` has the title."""
    tokens = passage.tokens
    text = Span(passage.start(title.first), passage.ends[title.last - 1] - possessive(tokens[title.last - 1].text))
    evidence = Span(min(text.start, passage.start(start)), max(text.end, passage.ends[end - 1]))
    organisation = passage.span(*title.organisation) if title.organisation is not None else None
    return Claim(title.kind, text, evidence, title.plural, organisation=organisation)


def with_post(claim_of: Span, listing: Listing) -> Claim | None:
    """The claim that the label of a list makes for a person in it: "Clerk: Ann Other"."""
    if not listing.post or listing.label is None:
        return None
    kind = TitleKind.OFFICER
    folded = tuple(listing.post.casefold().split())
    if begins_with(folded, vocabulary().chairs) == folded:
        kind = TitleKind.CHAIR
    elif begins_with(folded, vocabulary().elected):
        kind = TitleKind.ELECTED
    evidence = Span(min(listing.label.start, claim_of.start), max(listing.label.end, claim_of.end))
    return Claim(kind, listing.label, evidence, words=listing.post)


def as_shared(claim: Claim, name: Span) -> Claim:
    """A plural claim, made for one of those before it: "Vera Lund and Kofi Ash, Service Directors"."""
    return replace(claim, evidence=Span(min(name.start, claim.evidence.start), claim.evidence.end))
