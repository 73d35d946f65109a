"""Who can act in a document, and where: all mentions together, the longest where two overlap."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.document import Document, Span
from kg.extract.commitments.mentions import Mention, Mentions
from kg.extract.commitments.named import genders_of, people_mentions, title_mentions
from kg.extract.commitments.strangers import first_name_mentions
from kg.extract.commitments.unnamed import body_mentions, group_mentions
from kg.facts import Meeting, Party, PartyKind, Person


def find_mentions(document: Document, meeting: Meeting, people: tuple[Person, ...]) -> Mentions:
    """Every mention in the document, in order; the longest wins where two overlap."""
    body = Party(PartyKind.BODY, meeting.body or "The meeting")
    found = people_mentions(document, people)
    names = tuple(mention.span.start for mention in found)
    found += title_mentions(document, people)
    found += first_name_mentions(document, frozenset(" ".join(p.name for p in people).split()))
    found += body_mentions(document, meeting, body)
    found += group_mentions(document, body)
    chosen: list[Mention] = []
    end = -1
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end, not m.person, not m.parties)):
        if mention.span.start < end:
            continue
        if chosen and _in_brackets(document.plain, chosen[-1], mention):
            continue
        if mention.word == "post" and (trimmed := _without_name(document.plain, mention, names)):
            mention = trimmed
        end = mention.span.end
        if chosen and _is_apposition(document.plain, chosen[-1], mention):
            # "Jo Hill, Head of Parks": one mention of one person.
            chosen[-1] = replace(
                chosen[-1], span=Span(chosen[-1].span.start, end), parties=_shared(chosen[-1], mention)
            )
        else:
            chosen.append(mention)
    genders = genders_of(document, people)
    councillors = frozenset(party.name for m in chosen if m.councillor for party in m.parties)
    return Mentions(tuple(chosen), body, genders, tuple(m.span.start for m in chosen), councillors)


def _in_brackets(plain: str, one: Mention, other: Mention) -> bool:
    """ "the Group Manager (Highways)": the field of a post, not another who acts."""
    return (
        one.person
        and other.word in ("group", "named", "acronym")
        and bool(re.fullmatch(r"\s*\(", plain[one.span.end : other.span.start]))
        and plain[other.span.end : other.span.end + 1] == ")"
    )


def _without_name(plain: str, post: Mention, names: tuple[int, ...]) -> Mention | None:
    """The post without the name of its holder: "the Director, Jo Hill" is two mentions."""
    start = next((start for start in names if post.span.start < start < post.span.end), None)
    if start is None:
        return None
    end = post.span.start + len(plain[post.span.start : start].rstrip(" ,-\n"))
    title = " ".join(plain[post.span.start : end].split())
    title = re.sub(r"^[Tt]he\s+", "", title)
    return replace(post, span=Span(post.span.start, end), parties=(Party(PartyKind.POST, title),))


def _shared(one: Mention, other: Mention) -> tuple[Party, ...]:
    return tuple(party for party in one.parties if party in other.parties)


def _is_apposition(plain: str, one: Mention, other: Mention) -> bool:
    return (
        one.person
        and other.person
        and bool(_shared(one, other))
        and bool(re.fullmatch(r"\s*,\s*|\s+", plain[one.span.end : other.span.start]))
    )
