"""Which decisions ask nobody to act: what is noted, approved, elected, or refused is done when it is decided."""

from __future__ import annotations

import re

from kg.document import Span
from kg.extract.commitments.binding import ASKED, INSTRUCTS, leading_agent
from kg.extract.commitments.draft import View
from kg.extract.commitments.verbs import ADVERB

FUTURE = re.compile(r"\b(?:would|will|shall)\b(?!\s+not)")
# "that, once the survey had been received, the plan be sent": what is decided stands behind the comma.
_WHEN = re.compile(
    r"\s*,?\s*(?:subject\s+to|with\s+the\s+above|once|when|as\s+soon\s+as|until|after|following|before)\s+[^,;.]{3,120},\s+(?=[a-z])"
)
_SHOULD = re.compile(r"\bshould\s+(?:also\s+|more\s+[a-z]+ly\s+|" + ADVERB + r"\s+)?(?P<verb>[a-z][\w-]*)")
_DID = re.compile(r"\s*[A-Z][a-z]+ed\s+(?:the|a|an|its|their|feedback|comments)\b")
_BE = re.compile(
    r"\b(?:be|been|is|are|was|were)\s+(?:(?:also|now|formally|hereby|duly|further|unanimously|again|fully|"
    + ADVERB
    + r")\s+)?(?P<word>[a-z][\w-]*)",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\s*(?:no|not|none|nothing)\b|\bno\s+(?:further\s+)?action\b|\bnot\s+be\b|\bnot\s+to\b|"
    r"^[^,;]{3,50}?\b(?:does|do|did|will|would|should|shall|could)\s+not\b",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\s*(?:(?:the|this)\s+(?:[A-Z][\w-]*\s+){1,6}|(?:all\s+)?[Mm]embers\s+)(?:also\s+)?(?:consider|receive|review|discuss)s?\s+"
    r"(?P<more>(?:an?|further|regular|quarterly|annual|monthly|periodic|updates?|training)\s)?"
)
# "(i) a review was undertaken", "(ii) Members were sent a list": what is wanted, told as if it were done.
_LATER = re.compile(
    r"\s*(?:(?:an?|further|additional|more|another)\s[^;:.]{2,80}?|(?:the\s+(?:Panel|Committee|Board|Commission|Forum)|"
    r"Members)\s)\s*\b(?:was|were)\s+(?=\w+)"
)
# "be considered as part of the budget": not now, but there.
_TAKEN_UP = re.compile(
    r"\s+(?:(?:as\s+part\s+of|for\s+inclusion|when|within|alongside)\b|(?:in|at|by|during)\s+(?:any\s+)?(?:future|the\s+next))"
)
# "Quotations requested for the roof", in the shorthand of a list.
_WANTED = re.compile(
    r"\s*(?:[A-Z][\w'-]*\s+)(?:[a-z][\w'-]*\s+){0,3}?(?P<word>(?!made|paid|given|held)[a-z]+(?:ed|ght|nt|en))(?=\s+(?:for|from|to|by|on|in|of)\b|\s*$)"
)
# A sum, a rate, a state of mind: settled by being decided.
_SETTLED = re.compile(
    r"be\s+(?:taken\s+as\s+(?:read|agreed|approved|submitted)|(?:given|granted)\s+(?:delegated\s+)?(?:authority|approval|permission|consent)|(?:set|increased|reduced|raised|lowered|frozen)\s+(?:at|by|to|from)\s+[£\d]|(?:assured|satisfied|reassured|minded|reminded|mindful|aware)\s+(?:by|with|that|of)\b)"
)
_NOUNS = frozenset("requests request report work update plan place increase use support".split())
_REPORTS_BACK = re.compile(
    r"\s*(?:to\s+)?(?:report|update)s?\s+(?:back\b|to\s+the\b|(?:the\s+)?(?:Panel|Committee|Board|Members))"
)
# What a decision has done, in the present: "That a stall is hired".
_ORDERED = frozenset(
    "hire buy purchase order install repair replace remove review amend contact invite arrange organise erect obtain "
    "investigate redraft rewrite revise reissue republish advertise".split()
)
_ORDERING = frozenset("request ask instruct direct task urge invite recommend".split())
# "Service Directors be thanked", "copies of it be sent": a noun, though it could be a verb.
_NOUN_FIRST = re.compile(
    r"\s*[\w-]+\s+(?:of\b|(?:(?!that\b|to\b|the\b|an?\b)[\w'-]+\s+){0,4}be\s)|\s*[\w-]+s\s+(?:to|in|for|at|on|from|with|by|between)\b[^;]*?\bbe\s"
)
# What is left to somebody: nobody has to use it.
_DELEGATES = re.compile(
    r"\s*(?:the\s+)?(?:[\w'-]+\s+){0,4}?(?:gives?|grants?|delegates?)\s+(?:full\s+|delegated\s+)?(?:authority|powers?|approval|permission|consent)\b|"
    r"\s*(?:full\s+|delegated\s+)?(?:authority|powers?|approval|permission|consent)\s+(?:[\w'-]+\s+){0,12}?be\s+(?:delegated|given|granted)\b",
    re.IGNORECASE,
)
# "Tender and Contract", in a list of names.
_NAME = re.compile(r"\s*[A-Z]\w+(?:\s+(?:and|of|&)\s+[A-Z]\w+){1,3}\s*")
_RECORDS = re.compile(
    r"\s*(?:the\s+[\w\s-]{2,60}?\s)?(?:places?|puts?|wish(?:es)?\s+to\s+place|records?)\s+on\s+record\b"
)
# "the minutes be amended to show": a correction of the record is made there and then, as part of its approval.
CORRECTS = re.compile(
    r"\bminutes\b[^.;]{0,80}?\bbe\s+(?:amended|corrected|altered|changed)\b|"
    r"\b(?:amendments?|corrections?|alterations?|changes?)\s+(?:should\s+)?be\s+made\s+to\s+the\s+(?:draft\s+)?minutes\b",
    re.IGNORECASE,
)
_HELD_WITH = re.compile(r"\s+(?:with|between|to\s+[a-z])\b")
# What somebody has to arrange; a meeting of the body is in its calendar.
_EVENT = re.compile(
    r"\b(?:workshop|seminar|briefing|training|visit|event|exercise|consultation|competition|survey|open\s+day|session)s?\b",
    re.IGNORECASE,
)
# "receive quarterly updates": not what lies on the table.
_AGAIN = re.compile(
    r"\s*(?:to\s+)?(?:receive|consider|review|discuss)s?\s+(?:an?\s+)?(?:further|regular|quarterly|annual|monthly|periodic|"
    r"six-monthly|future)\s"
)
_BEFORE_NOUN = frozenset(
    "the a an to of and for in on this that as be been being by with at from or its their his her any all no each "
    "every".split()
)
_STATES = frozenset("unchanged open closed effective in on at of the a an as so due subject held".split())


# "should make contact with the club"
_MAKES = re.compile(
    r"makes?\s+(?:contact|arrangements|enquiries|inquiries|representations|an?\s+(?:application|bid|offer|request|complaint))\b"
)


def is_inert(view: View, rest: Span, *, infinitive: bool = False, listed: bool = False) -> bool:
    """Whether a decision asks nobody to act: it notes, approves, elects, thanks, or is a refusal.

    Args:
        view: the reader's view.
        rest: what is decided.
        infinitive: whether "to" stands before it, so that its first word is a verb, known or not.
        listed: whether it stands in a list of decisions, where "that a letter is sent" means that it is to be sent.
    """
    plain, verbs = view.plain, view.verbs
    if when := _WHEN.match(plain, rest.start, rest.end):
        rest = Span(when.end(), rest.end)
    words = rest.of(plain)
    if not words.strip() or _NO.search(words[:60]) or _NAME.fullmatch(words):
        return True
    if _DELEGATES.match(words) or _RECORDS.match(words) or CORRECTS.search(words[:160]):
        return True
    head = re.match(r"\s*(?:to\s+)?(?:(?:also|further|" + ADVERB + r")\s+)?([A-Za-z-]+)", words)
    if head and (low := head[1].lower()):
        base = verbs.base(low)
        begins_with_verb = (verbs.is_known(low) or low in verbs.base_of) and not low.endswith("ing")
        begins_with_verb = begins_with_verb and (
            infinitive or not (_NOUN_FIRST.match(words) or _is_plural(view, words))
        )
        if infinitive and not begins_with_verb and low not in _BEFORE_NOUN:
            return False  # "agreed to purchase a bench"
        if infinitive and low == "be" and (done := _BE.match(words)):
            word = done["word"].lower()
            return not verbs.is_participle(word) or verbs.base(word) not in verbs.lists["owed"] | verbs.lists["act"]
        if _REPORTS_BACK.match(words):
            return False
        if begins_with_verb and low not in _NOUNS:
            if infinitive and low == "carry" and re.match(r"\s*(?:to\s+)?carry\s+out\b", words):
                return False
            if low.endswith("ed") and base in verbs.lists["inert"] and base != "recommend":
                return True  # "Considered the report"
            if _DID.match(words) and base not in _ORDERING:
                return True  # "Provided feedback to officers"
            if base == "confirm" and re.match(
                r"\s*(?:to\s+)?confirm\s+(?:whether|if|when|how|what|who|which)\b", words
            ):
                return False  # "agreed to confirm whether": it will be found out
            if base == "remove":
                return bool(re.match(r"\s*(?:to\s+)?removes?\s+(?:the\s+)?(?:agenda\s+)?items?\b", words))
            if base in ("receive", "consider", "discuss", "review"):
                return not (
                    view.due(rest, rest.start) or _AGAIN.match(words)
                )  # "to receive a progress report in twelve months"
            return base in verbs.lists["inert"] and base not in verbs.lists["owed"] and base != "recommend"
    if ASKED.search(words) or INSTRUCTS.match(words) or leading_agent(view, rest):
        return False
    if (looks := _LOOKS.match(words)) and (looks["more"] or view.due(rest, rest.start)):
        return False  # "the Panel considers an update at its March meeting"
    found = list(_BE.finditer(words))
    be = next((m for m in found if not words[: m.start()].endswith("to ")), next(iter(found), None))
    should = _SHOULD.search(words)
    if should and should["verb"] != "be" and (be is None or should.start() < be.start()):
        base = verbs.base(should["verb"])
        if base == "make" and _MAKES.match(words, should.start("verb")):
            return False
        if base == "express":  # "should express its concern to the bank": somebody has to write
            return not re.search(r"\bto\s+(?:the|[A-Z])", words[should.end() :])
        return base in verbs.lists["soft"] | verbs.lists["idle"] | verbs.lists["inert"] - verbs.lists["act"]
    if be:
        low = be["word"].lower()
        # "residents are told within a week"
        now = be.group().lower().startswith(("is", "are"))
        told = now and (view.due(rest, rest.start) or (listed and _ordered(view, low)))
        if (told or _LATER.match(words)) and low in verbs.participles:
            return verbs.base(low) not in (verbs.lists["owed"] | verbs.lists["act"]) - verbs.lists["inert"]
        if not be.group().lower().startswith("be") or re.search(
            r"(?<!letter\sof\s)(?<!card\sof\s)\b(?:thanks|appreciation|gratitude|congratulations|best\s+wishes|condolences)\b",
            words[:60],
            re.IGNORECASE,
        ):
            return True  # "is concerned", "the Committee's thanks be passed on"
        if _SETTLED.match(words, be.start()):
            return True
        if re.match(r"(?:the\s+)?(?:next\s+)?meeting\s+be\s+held", words.strip(), re.IGNORECASE):
            return True
        if low == "held" and (_HELD_WITH.match(words, be.end()) or _EVENT.search(words[: be.start()])):
            return False
        if not verbs.is_participle(low) or low in _STATES:
            return not _due_state(words)
        base = verbs.base(low)
        if base == "carry" and words[be.end() :].startswith(" out"):
            return False
        if base == "receive" and view.due(rest, rest.start):
            return False  # "that the paper be received by 7 October"
        if base in ("consider", "discuss", "submit", "record", "determine"):
            # "that a report be considered early in 2024" asks for one; "that the report be considered" does not.
            return base == "record" or (
                base != "submit"
                and not view.due(rest, rest.start)
                and not re.search(r"\b(?:a|an|further)\s", words[:24])
                and not _TAKEN_UP.match(words, be.end())
            )
        return base in verbs.lists["inert"] and base not in verbs.lists["owed"]
    if future := FUTURE.search(words):
        verb = re.compile(r"\s+(?:also\s+|now\s+)?([a-z-]+)").match(words, future.end())
        return verb is not None and verbs.base(verb[1]) in ("remain", "continue", "stay")
    if re.search(r"\bto\s+be\b", words):
        return False
    if wanted := _WANTED.match(words):
        return verbs.base(wanted["word"]) not in (verbs.lists["owed"] | verbs.lists["act"]) - verbs.lists["inert"]
    return not leading_subjunctive(view, rest)


def _ordered(view: View, participle: str) -> bool:
    base = view.verbs.base(participle)
    return base in view.verbs.lists["owed"] or base in _ORDERED


def _is_plural(view: View, words: str) -> bool:
    """ "delegates report back": a plural noun that looks like a verb, before the verb."""
    match = re.match(r"\s*[A-Za-z]+s\s+(?P<verb>[a-z]+)\b", words)
    return match is not None and match["verb"] in view.verbs.lists["owed"] | view.verbs.lists["act"]


def _due_state(words: str) -> bool:
    return bool(
        re.search(
            r"\bbe\s+(?:made\s+)?(?:the\s+subject\s+of|available|in\s+place|ready|part\s+of|on\s+the\s+(?:agenda|work))",
            words,
        )
    )


def leading_subjunctive(view: View, rest: Span) -> bool:
    """ "a Member working group meet in January": a noun and the base form of a verb that is an act."""
    words = rest.of(view.plain).split()
    for i, word in enumerate(words[1:9], 1):
        low = word.strip(",").lower()
        if (
            view.verbs.is_known(low)
            and low not in view.verbs.lists["inert"]
            and low != "be"
            and words[i - 1].lower() not in _BEFORE_NOUN
        ):
            return True
    return False
