"""Whether what would be done, or would be, is an act that can be checked: a reason why not, or nothing."""

from __future__ import annotations

import re
from typing import Literal

from kg.document import Span
from kg.extract.commitments.cues import Cue, first
from kg.extract.commitments.draft import View
from kg.extract.commitments.mentions import Mention
from kg.extract.commitments.reasons import Reason
from kg.facts import Due
from kg.lexicon import any_of, load_lexicon

WhyNot = Reason | Literal[""]

HAVING = re.compile(
    r"\s+(?:(?:the\s+|a\s+|his\s+|her\s+|their\s+)?(?:[\w'-]+\s+){1,5}?(?:sent|put|made|done|brought|drawn|"
    r"prepare[d]?|changed|appended|checked|looked|reversed|added|[a-z]+ed)\b|it|them|a\s+(?:word|look|go|"
    r"conversation|discussion|meeting|chat|think|list|copy)|the\s+(?:list|report|figures|plan|results|data)|"
    r"further\s+discussions?|sight)\b"
)
# "this would be looked into": what somebody does who has been told of something.
_LOOKED_INTO = frozenset("check look investigate follow chase pursue query raise escalate flag".split())
_MATTER = re.compile(
    r"\b(?:this|that|it|these|they|(?:the|this|that)\s+(?:matter|issue|point|concern|query|problem|complaint|question|comment|request|suggestion)s?)\s+$",
    re.IGNORECASE,
)
# "enquiries would be made", "clarification would be given": the noun says what will be done.
_NOUN_GIVEN = re.compile(
    r"\b(?:enquir(?:y|ies)|inquir(?:y|ies)|representations|arrangements|contact|checks|applications?|clarification|"
    r"information|updates?|feedback|response|reply|reminders?)\s+$",
    re.IGNORECASE,
)
# "would be added to the work programme"
_PROGRAMME = re.compile(
    r"\s+(?:back\s+)?(?:to|on|onto|in|into)\s+(?:the|its|a|our)\s+(?:[\w'-]+\s+){0,3}?(?:work\s+(?:programme|plan)|"
    r"forward\s+plan|agenda|action\s+(?:log|list|tracker)|risk\s+register|website)\b",
    re.IGNORECASE,
)
_IN_TOUCH = re.compile(r"in\s+(?:touch|contact)\s+with\b")
_WEAK_GIFTS = frozenset(
    "make give come keep pass show tell let answer return post highlight include add clarify".split()
)
_OF_PANEL = re.compile(r"\b(?:Committee|Board|Panel|Members|Cabinet|Council|Forum|Commission|Authority)\b[^,;]{0,40}$")
TO_PANEL = re.compile(
    r"\b(?:to|for|with|provide|offer|supply|send|show|inform|update|tell|let|give|advise|email|e-mail|notify|"
    r"invite|consult|back\s+to|before)\s+(?:all\s+|the\s+|this\s+|elected\s+|ward\s+|local\s+|panel\s+|board\s+|"
    r"committee\s+|each\s+)*"
    r"(?:[Mm]embers?|[Cc]ouncillors?|Panel|Committee|Board|Commission|Forum|Sub-Committee|Authority|Chair|"
    r"Chairman|Vice-Chair|Cllrs?|him|her)\b"
)


_IT_AND = re.compile(r"\s+(?:it|them|this)\s+and\s+(?P<verb>[a-z]+)")
_THIS = re.compile(r"\b(?:[Tt]his|[Tt]hat|[Tt]hese|[Ii]t|[Ww]hich)\s+(?:also\s+|then\s+)?$")
# An object, so that somebody does something to it.
_TO_SOMETHING = re.compile(
    r"\s+(?:(?:down|up|out|back|away|in|off|over)\s+)?(?:the|an?|this|these|those|all|each|every|any|some|its|their|both)"
    r"\s+[a-z]"
)


def was_to(view: View, clause: Span, cue: Cue, base: str, due: Due | None, subject: tuple[Mention, ...]) -> WhyNot:
    """ "Mr Lyle was to find a date", "a template was to go live on 2 December"; not "the aim was to reduce"."""
    before = view.plain[clause.start : cue.span.start]
    if re.search(
        r"\b(?:aim|purpose|intention|plan|idea|role|objective|challenge|priority|focus|way|duty|task|job|target|"
        r"remit|approach|need|hope|wish|answer|point|ambition|next\s+step)s?(?:\s+of\s+[\w\s'-]{3,40})?\s*$",
        before,
    ):
        return "a hope or a thought"
    acts = base in view.verbs.lists["owed"] | view.verbs.lists["act"]
    if view.plain[cue.span.start : cue.span.start + 3].lower() == "it ":  # "It was intended to open it by May"
        return "" if acts and due and due.by else "a hope or a thought"
    return "" if acts and (subject or (due and (due.by or due.edtf))) else "a plan without a day"


def is_duty(view: View, cue: Cue, base: str) -> bool:
    """ "Mr Ames is to be told", said of the present: a duty; "was to be told" may tell of a plan."""
    present = view.plain[cue.span.start : cue.span.start + 3].lower() in ("is ", "are")
    return present and (base in ("tell", "let") or base in view.verbs.lists["owed"] - _WEAK_GIFTS)


def receives(subject: tuple[Mention, ...], passive: bool) -> bool:
    """ "Members would be given the dates": owed to those who receive it."""
    return passive and is_of_panel(subject)


def is_of_panel(subject: tuple[Mention, ...]) -> bool:
    """Whether those who stand before the verb are the ones to whom things are owed."""
    return bool(subject) and (subject[-1].word in ("members", "panel") or subject[-1].councillor)


def there_would_be(view: View, rest: Span, due: Due | None, owed: bool) -> WhyNot:
    """ "there would be a report back in due course": something that is given, on a day or to the panel."""
    given = re.compile(rf"(?:[\w-]+\s+){{0,4}}?{any_of(load_lexicon().words('things-given'))}\b", re.IGNORECASE)
    return "" if (due or owed) and given.match(view.plain, rest.start, rest.end) else "a state, not an act"


def agents_of(view: View, start: int, end: int) -> tuple[Mention, ...]:
    """By whom it will be done: "monitored closely by the Officer"."""
    return tuple(
        m
        for m in view.mentions.within(start, end)
        if m.parties and re.search(r"\bby\s+$", view.plain[start : m.span.start])
    )


def of_state(view: View, word: str, verb_end: int, due: Due | None) -> WhyNot:
    """ "would be in place by September"; "would be sending letters"."""
    if word.lower().endswith("ing"):
        base = view.verbs.base(word)
        if base in ("leave", "retire", "resign") or re.match(r"\s*down\b", view.plain[verb_end : verb_end + 6]):
            return "a state, not an act"
        if base in view.verbs.lists["owed"] or base in view.verbs.lists["act"]:
            return "" if due or base in view.verbs.lists["owed"] else "a plan without a day"
        return "" if due and due.by else "a plan without a day"
    start = verb_end - len(word)
    if _IN_TOUCH.match(view.plain, start):
        return ""
    states = any_of(load_lexicon().words("states-reached"))
    if (
        due
        and due.span.start >= start
        and re.compile(rf"(?:\w+ly\s+)?{states}\b", re.IGNORECASE).match(view.plain, start)
    ):
        return ""
    if word.lower() == "available" and TO_PANEL.search(view.plain, start, start + 60):
        return ""
    return "a state, not an act"


def of_passive(
    view: View, base: str, due: Due | None, owed: bool, *, agent: bool, passed_on: bool, start: int, end: int
) -> WhyNot:
    """ "The plan would be circulated": given away, or done by somebody, by a day or by the one who speaks."""
    if base in ("place", "put", "list", "schedule") and _PROGRAMME.match(view.plain, end):
        return ""
    by_others = re.match(r"\s+by\s", view.plain[end : end + 4])
    if base in _LOOKED_INTO and not by_others and _MATTER.search(view.plain, max(start - 60, 0), start):
        return ""
    if base in view.verbs.lists["owed"]:
        given = (
            owed
            or (base in ("add", "include", "post") and _PROGRAMME.match(view.plain, end) is not None)
            or (base in ("give", "make") and _NOUN_GIVEN.search(view.plain, max(start - 60, 0), start) is not None)
            or passed_on
            or due
            or base not in _WEAK_GIFTS
            or (base in ("add", "include", "clarify", "highlight", "post") and view.speech.speaker())
        )
        return "" if given else "a plan without a day"
    if base == "see" and not owed:
        return "a state, not an act"  # "it would be seen for miles"
    if due and base not in ("expect", "require", "allow", "need", "exceed", "know", "understand", "see"):
        return ""
    if base in view.verbs.lists["act"] and base != "take" and (owed or agent or view.speech.speaker()):
        return ""
    return "a plan without a day"


def of_agent(view: View, base: str, verb_end: int, due: Due | None, owed: bool, subject: tuple[Mention, ...]) -> WhyNot:
    """ "The Clerk would write": an act of somebody who can act."""
    lists = view.verbs.lists
    if base == "support" and not due and (is_of_panel(subject) or _is_councillor(view, subject)):
        return "a view, not an act"
    if base in ("receive", "get") and is_of_panel(subject):
        return ""  # "Members would receive a note"
    if base == "have":
        return "" if due or HAVING.match(view.plain, verb_end) else "a state, not an act"
    if base in ("see", "look", "find") and re.match(r"\s+(?:if|whether|how)\b", view.plain[verb_end : verb_end + 12]):
        return "" if base == "see" and subject[-1].person else "a hope or a thought"
    if base == "find" and re.match(r"\s+(?:it|this|that)\s+[a-z]+", view.plain[verb_end : verb_end + 20]):
        return "a state, not an act"  # "would find it hard"
    if base == "see" and not re.match(
        r"\s+(?:that|to\s+(?:it|this|that|these|both|them|the))\b", view.plain[verb_end : verb_end + 10]
    ):
        return "a state, not an act"
    if base == "come" and not re.match(r"\s+(?:back|to|along|and|before)\b", view.plain[verb_end : verb_end + 9]):
        return "a state, not an act"
    personal = any(
        m.person or m.is_pronoun or m.word in ("members", "panel", "group", "named", "acronym") for m in subject
    )
    if base in lists["owed"] or base in lists["act"]:
        if subject[-1].word in ("panel", "group", "named", "acronym", "members") and not (
            due or owed or base in lists["owed"] or _takes_up(view, verb_end)
        ):
            return "a plan without a day"
        return "" if personal else "nobody is named"
    if base == "take" and view.plain[verb_end : verb_end + 6].strip().startswith("place"):
        return "" if due else "a plan without a day"
    if base in lists["idle"]:
        return "a state, not an act"
    if due and due.by:
        return ""
    # An act that no list has is one all the same if a person does it to something: "She would unpick the figures".
    person = subject[-1].person or subject[-1].word in ("he", "she")
    if person and (twice := _IT_AND.match(view.plain, verb_end)) and twice["verb"] in lists["owed"] | lists["act"]:
        return ""  # "She would anonymise it and circulate it"
    return "" if person and _TO_SOMETHING.match(view.plain, verb_end) else "no act that is known"


def _is_councillor(view: View, subject: tuple[Mention, ...]) -> bool:
    """Whether the subject, also as "he" or "she", is a councillor."""
    return any(party.name in view.mentions.councillors for party in view.parties(subject))


def _takes_up(view: View, verb_end: int) -> bool:
    """ "The council would take this up with the owner": what is done with others."""
    verb = re.compile(r"[\w-]+$").search(view.plain, max(0, verb_end - 20), verb_end)
    found = first("takes-up", view.plain, verb.start(), verb_end + 80) if verb else None
    return bool(verb and found and found.start() == verb.start())


def of_thing(view: View, clause: Span, cue: Cue, base: str, due: Due | None, owed: bool) -> WhyNot:
    """A thing that would do something: only by a day, or from the one who speaks ("and will bring a summary")."""
    lists = view.verbs.lists
    unnamed = not view.plain[clause.start : cue.span.start].strip()  # "Will do by Sunday"
    if unnamed and base in lists["owed"] | lists["act"]:
        return "" if view.speech.speaker() or view.speech.last else "nobody is named"
    if base == "take" and re.match(r"\s+place\b", view.plain[cue.span.end + 1 + len(base) : clause.end]):
        return "" if due else "a plan without a day"
    if base == "have" and due and due.by:
        return ""
    if base == "receive" and _OF_PANEL.search(view.plain, clause.start, cue.span.start):
        return ""  # "the meeting of the Board in May would receive a report"
    if base == "follow" and clause.end - cue.span.end < 12:
        return ""
    if base in ("have", "be", "cost", "mean", "need", "require", "allow", "take", "fall", "rise", "last"):
        return "a state, not an act"
    if base in ("give", "provide", "bring", "show", "make", "let", "keep") and _THIS.search(
        view.plain, clause.start, cue.span.start
    ):
        return "a state, not an act"  # "this would give Members a chance to comment"
    if due and (due.by or base not in lists["idle"]):
        return ""
    if owed and base in lists["owed"]:
        return ""
    return "a plan without a day"
