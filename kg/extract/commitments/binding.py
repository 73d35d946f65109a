"""Whom a decision or a request binds: the one who has to act, where the words name one."""

from __future__ import annotations

import re

from kg.document import Span
from kg.extract.commitments.draft import View
from kg.extract.commitments.verbs import ADVERB
from kg.facts import Party, PartyKind

ASKED = re.compile(
    r"\b(?:be|was|were|is|are)\s+(?:also\s+|formally\s+)?(?:requested|asked|instructed|directed|invited|authorised|tasked|required|"
    r"recommended|urged|encouraged|given\s+delegated\s+authority|delegated\s+authority)\s+to\b",
    re.IGNORECASE,
)
INSTRUCTS = re.compile(
    r"(?:to\s+)?(?P<verb>instructs?|remits?\s+to|remitted\s+to|delegates?\s+to|requests?|asks?|directs?|recommends?|"
    r"invites?|urges?|tasks?|requested|asked|instructed|directed|for(?=\s+(?:the\s+)?[A-Z]))\s+(?:that\s+)?",
    re.IGNORECASE,
)
ORDERS = re.compile(r"\b(?:instruct|request|ask|direct|task|remit)(?:s|ed)?\s+(?:to\s+)?(?:the\s+)?[A-Z]|\bauthority\b")
# "after that | the Clerk take it up", "once the survey is done, | the Warden report".
_MEANWHILE = re.compile(
    r"\s*(?:after\s+that|in\s+the\s+meantime|meanwhile|in\s+future|at\s+the\s+same\s+time|in\s+due\s+course|if\s+necessary|"
    r"(?:when|once|following|after|before|if|subject\s+to|where|in\s+view\s+of|in\s+light\s+of|in\s+the\s+light\s+of|pending|"
    r"prior\s+to|as\s+part\s+of|by|in|with)\s[^,;:]{3,100}(?=,)),?\s+",
    re.IGNORECASE,
)
# "that Portlink | seek a reply": a name that no list of organisations has, right before the verb.
_NAMED = re.compile(
    r"(?:[Tt]he\s+)?(?P<name>[A-Z][\w&'./-]*(?:\s+(?:(?:of|and|for|the|&)\s+){0,2}[A-Z][\w&'./-]*){0,5})(?=\s+[a-z])"
)


def binds(view: View, rest: Span) -> tuple[Party, ...]:
    """The one whom a decision or request names as having to act; empty if it names nobody.

    "the Head of Parks circulate …", "the Director be requested to …", "to instruct the Chief Officer to …", "… by the
    Consultant".
    """
    if leading := leading_agent(view, rest):
        return leading
    plain = view.plain
    mentions = view.mentions.within(rest.start, rest.end)
    by = [m for m in mentions if re.search(r"\bby\s+(?:the\s+)?$", plain[rest.start : m.span.start]) and m.person]
    return view.parties(tuple(by[:1]))


def leading_agent(view: View, rest: Span) -> tuple[Party, ...]:
    """The one who stands at the head of a decision and has to act."""
    plain = view.plain
    start = rest.start
    if match := INSTRUCTS.match(plain, start, rest.end):
        start = match.end()
    elif before := _MEANWHILE.match(plain, start, rest.end):
        start = before.end()
    mentions = view.mentions.within(start, rest.end)
    leading = [m for m in mentions if m.span.start - start <= 5]
    if leading:
        group = [leading[0]]
        for mention in mentions[1:]:
            if re.fullmatch(
                r"\s*(?:,|and|/|&|,\s*and|or)\s*(?:the\s+)?", plain[group[-1].span.end : mention.span.start]
            ):
                group.append(mention)
            else:
                break
        after = plain[group[-1].span.end : rest.end]
        if re.match(r"\s+[A-Z][a-z]", after):
            return ()  # "ask PQR Fencing to clear the path": part of a longer name
        told = match is not None and not match.group().rstrip().endswith("that")
        if told or acts(view, after):
            return view.parties(tuple(group))
    elif (named := _NAMED.match(plain, start, rest.end)) and acts(view, plain[named.end("name") : rest.end]):
        first = plain[start - 5 : start].lower() == "that " or " " in named["name"] or not named["name"][1:].islower()
        return (Party(PartyKind.BODY, " ".join(named["name"].split())),) if first else ()
    return ()


def acts(view: View, after: str) -> bool:
    """Whether what follows a name makes it the one who acts: a bare verb, a modal, or "be requested to"."""
    match = re.match(
        r"\s*(?:\([^)]*\)\s*)?(?:,[^,]{1,120},\s*)?(?:also\s+|to\s+|then\s+|each\s+|should\s+|would\s+|will\s+|"
        r"shall\s+|" + ADVERB + r"\s+)*(?P<verb>[a-z][\w-]*)",
        after,
    )
    if not match:
        return False
    verb = match["verb"]
    if verb in ("be", "was", "were", "is", "are"):
        return bool(
            re.match(
                r"\s*(?:should\s+|to\s+)?(?:be|was|were|is|are)\s+(?:also\s+)?(?:requested|asked|instructed|directed|authorised|tasked|"
                r"required|urged|encouraged|invited|recommended|given\s+delegated)",
                after,
            )
        )
    base = view.verbs.base(verb) if verb.endswith("s") else verb  # "the Chair writes to the Minister"
    inert = view.verbs.lists["inert"] if base != verb else frozenset[str]()  # "the Panel supports the bid"
    if verb == "express":
        return True  # "should express its concern to the bank"; thanks are expressed by being recorded
    return base in (view.verbs.lists["owed"] | view.verbs.lists["act"]) - inert
