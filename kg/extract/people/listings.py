"""Which list of people a block stands in, and what the label of the list says of those in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.people.claims import Group, Listing
from kg.extract.people.passages import Passage
from kg.extract.people.titles import TitleKind, read_title
from kg.extract.people.tokens import read_tokens
from kg.extract.people.vocabulary import begins_with, vocabulary
from kg.facts import Meeting
from kg.names import fold

_NO_POST = re.compile(r"\b(?:contacts?|report|lead officers?|minutes?|notes?|enquiries)\b", re.IGNORECASE)
_CHAIR_WORD = re.compile(
    r"(?<!took\s)(?<!in\s)(?<!In\s)(?<!assumed\s)\b(?:[Tt]he|Vice-|Vice|Deputy)\s?(Chairman|Chairperson|Chairwoman|Chair|Convener|Convenor)\b(?!\s+of\b)"
)
_PORTFOLIOS = ("Portfolio Holder", "Executive Member", "Cabinet Member", "Lead Member")


def portfolio_of(document: Document, meeting: Meeting) -> str:
    """What a member of the Cabinet is called in a document of its meeting; empty for the meeting of another
    body.
    """
    if fold(meeting.body) not in (
        "cabinet",
        "executive",
        "the cabinet",
        "the executive",
        "executive committee",
        "cabinet meeting",
    ):
        return ""
    return max(_PORTFOLIOS, key=lambda title: (document.plain.count(title), title == "Cabinet Member"))


_NO_LIST = Listing()


def listing_of(document: Document, block: Block, before: Listing, portfolio: str) -> Listing:
    """Which list a block belongs to: a label begins a list, the lines below it go on with it."""
    label = block.marker.strip(" :-*")
    if not label and block.part not in (Part.ATTENDANCE, Part.ACTION):
        return _NO_LIST
    post = _post_of_label(document, block) if label else ("", "")
    if block.part is Part.ACTION and block.kind is not Kind.ROW and not post[0]:
        return Listing(owners=True)
    if block.part is not Part.ATTENDANCE:
        return Listing(post=post[0], label=_label_span(block)) if post[0] else Listing()
    if not label:
        group = before.group or Group.LISTED
        return Listing(group, portfolio=before.portfolio or portfolio, absent=before.absent)
    folded = fold(label)
    group = Group.LISTED
    if "councillor" in folded or "cllr" in folded:
        group = Group.COUNCILLORS
    elif folded in (
        "members present",
        "committee members",
        "panel members",
        "members of the committee",
        "members of the panel",
    ):
        group = Group.MEMBERS
    absent = "apolog" in folded or "absent" in folded or "not present" in folded
    return Listing(group, post[0], _label_span(block) if post[0] else None, post[1] or portfolio, absent)


def _label_span(block: Block) -> Span:
    return Span(block.span.start, min(block.span.end, block.span.start + len(block.marker)))


def _post_of_label(document: Document, block: Block) -> tuple[str, str]:
    """The post that a label gives to whom it introduces ("Clerk: …"), and that to which a subject in brackets
    belongs ("Cabinet Members: Councillor Ash (Highways)").
    """
    span = _label_span(block)
    post = _read_label(span.of(document.plain), span.of(document.text))
    return post if post is not None else (chair_word(document), "")


@lru_cache(maxsize=1024)  # the same few labels stand in all minutes
def _read_label(label: str, text: str) -> tuple[str, str] | None:
    """As `_post_of_label`; None for who is "in the Chair", whom each document calls in its own way."""
    read, _ = read_tokens(label, text, 0, len(label))
    tokens = tuple(token for token in read if token.kind != "mark")
    words = " ".join(token.text for token in tokens)
    if not tokens or _NO_POST.search(words):
        return "", ""
    if re.fullmatch(r"in the (?:chair|chairman)", fold(words)):
        return None
    single = words[:-1] if words.endswith("s") else words
    folded = tuple(fold(single).split())
    if single != words and folded and begins_with(folded, vocabulary().elected) == folded:
        return "", single
    title = read_title(Passage(tokens), 0)
    if title is None or title.last != len(tokens) or title.plural or title.kind is TitleKind.FUNCTION:
        return "", ""
    if title.kind is TitleKind.OFFICER and len(tokens) == 1 and fold(words) == "officer":
        return "", ""
    written = words if not words.isupper() else words.title()
    return written, written if title.kind is TitleKind.ELECTED else ""


def chair_word(document: Document) -> str:
    """How the document calls who presides: "Chair", "Chairman", "Convener"."""
    return _chair_word(document.plain)


@lru_cache(maxsize=1)  # asked for each person of a document
def _chair_word(plain: str) -> str:
    counts = Counter(match[1] for match in _CHAIR_WORD.finditer(plain))
    return max(sorted(counts), key=lambda word: counts[word]) if counts else "Chair"
