"""What the body decided: the list after RESOLVED, and "it was agreed that" in the discussion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Block, Span
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.verbs import ADVERB
from kg.facts import CommitmentKind, Party, Strength

_BODY = (
    r"(?:the|this)\s+(?:[\w'-]+\s+){0,6}?(?:Panel|Committee|Board|Commission|Forum|Sub-Committee|Authority|Council|"
    r"Cabinet)"
)
_OPENING = re.compile(
    r"\s*(?:(?:it\s+was\s+)?(?:unanimously\s+)?(?:also\s+|further\s+)?(?:agreed|resolved|recommended)\s*[:,-]?\s*)?"
    rf"(?:that,?\s+)?(?:{_BODY}\s*(?=:|requests?\b|agrees?\b|notes?\b|noted\b|asks?\b|resolves?\b|agreed\b|thank|"
    r"receive|welcome)\s*:?\s*(?:(?:agreed|resolved)\s+(?:that\s+|(?=to\b)))?)?(?:to\s+)?(?:agrees?\s+that\s+)?",
    re.IGNORECASE,
)
_ASKS_THAT = re.compile(
    r"\s*(?:also\s+|further\s+)?(?:requests?|asks?|recommends?|agrees?|resolves?)(?:ed)?\s+that\s+", re.IGNORECASE
)
_CUT = re.compile(
    r",\s+(?=that\s)|;\s*(?:and\s+)?(?=(?:that\s|to\s|the\s|[A-Z(a-z]))|,?\s+and\s+(?=that\s)|"
    r",?\s+and\s+(?=to\s+(?!enable\b|allow\b|help\b)[a-z]+\s)|\.\s+(?=[A-Z])|,?\s+and\s+(?=(?:the|a|an|officers|"
    r"members)\s+(?:[\w'-]+\s+){1,8}?be\s+\w+(?:ed|en|ght|nt)\b)"
)
_SHOULD = re.compile(r"\bshould\s+(?:also\s+|more\s+[a-z]+ly\s+|" + ADVERB + r"\s+)?(?P<verb>[a-z][\w-]*)")
# "in relation to the berths, | to note that": what a decision is about, before the decision.
_ABOUT = re.compile(
    r"\s*(?:in|with)\s+(?:relation|respect|regard|reference)\s+(?:to|of)\b[^;]{3,400}?\s+(?=to\s+(?:note|agree|request|instruct|ask)\b)"
)
_DID = re.compile(r"\s*[A-Z][a-z]+ed\s+(?:the|a|an|its|their|feedback|comments)\b")
_AND = re.compile(r",?\s+and\s+")
_BE = re.compile(
    r"\b(?:be|been|is|are|was|were)\s+(?:(?:also|now|formally|hereby|duly|further|unanimously|again|fully|"
    + ADVERB
    + r")\s+)?(?P<word>[a-z][\w-]*)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:be|was|were|is|are)\s+(?:also\s+|formally\s+)?(?:requested|asked|instructed|directed|invited|authorised|tasked|required|"
    r"recommended|urged|encouraged|given\s+delegated\s+authority|delegated\s+authority)\s+to\b",
    re.IGNORECASE,
)
# What a body has no power to order, it recommends: the resolution binds the body to ask.
_ADVISES = re.compile(
    r"\bbe\s+(?:recommended|invited|urged|encouraged)\s+to\b|^(?:to\s+)?(?:recommend|invite|urge)s?\b", re.IGNORECASE
)
_INSTRUCTS = re.compile(
    r"(?:to\s+)?(?P<verb>instructs?|remits?\s+to|remitted\s+to|delegates?\s+to|requests?|asks?|directs?|recommends?|"
    r"invites?|urges?|tasks?|requested|asked|instructed)\s+(?:that\s+)?",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"\b(?:instruct|request|ask|direct|task|remit)(?:s|ed)?\s+(?:to\s+)?(?:the\s+)?[A-Z]")
_ACT = re.compile(r"\s*(?:also\s+|should\s+|then\s+)?(?P<verb>[a-z][\w-]*)")
_NOTES = re.compile(
    r"(?:to\s+)?(?:otherwise\s+)?(?:note|notes|noted|it\s+be\s+noted|it\s+was\s+noted)\s+(?:that\s+)?", re.IGNORECASE
)
_FUTURE = re.compile(r"\b(?:would|will|shall)\b(?!\s+not)")
_SUBJUNCTIVE = re.compile(r"\b(?:be|should|would|will|could|shall|must|to)\b")
_NOT_BE = re.compile(r"\bnot\s+be\b")
_NO = re.compile(
    r"^\s*(?:no|not|none|nothing)\b|\bno\s+(?:further\s+)?action\b|\bnot\s+be\b|\bnot\s+to\b", re.IGNORECASE
)
# "It was agreed that we write to the bank": the body itself acts.
_WE = re.compile(r"\s*we\s+(?!are\b|were\b|have\b|had\b|do\b|need\b|did\b|was\b|know\b|like\b)[a-z]+(?<!ed)\s")
_LOOKS = re.compile(r"\s*(?:the|this)\s+(?:[A-Z][\w-]*\s+){1,6}(?:also\s+)?(?:consider|receive|review|discuss)s?\s+")
_BEFORE_NOUN = frozenset(
    "the a an to of and for in on this that as be been being by with at from or its their his her any all no each "
    "every".split()
)
_STATES = frozenset("unchanged open closed effective in on at of the a an as so due subject held".split())


def read_decision(view: View, block: Block) -> Iterator[Draft | Passed]:
    """What each part of a decision asks somebody to do."""
    for clause in split_decisions(view, block.body):
        yield from judge_decision(view, clause, clause, "decision")


def split_decisions(view: View, body: Span) -> Iterator[Span]:
    """The parts of a decision that each name an act."""
    start = body.start
    for cut in sorted(
        [*_CUT.finditer(view.plain, body.start, body.end), *_new_agents(view, body)], key=lambda c: c.start()
    ):
        if cut.start() < start:
            continue
        following = view.plain[cut.end() : cut.end() + 24].lower().removeprefix("that ").lstrip()
        # "to instruct the Chief Officer to obtain a survey, and to report": one agent, one act.
        same = cut.group().rstrip().endswith("and") and view.plain[cut.end() : cut.end() + 3] == "to "
        if same and (_ASKED.search(view.plain, start, cut.start()) or _ORDERS.search(view.plain, start, cut.start())):
            continue
        if cut.start() - start < 12 or following.startswith(
            ("these ", "this be", "this would", "they ", "it be", "the same ")
        ):
            continue
        yield view.trim(start, cut.start())
        start = cut.end()
    if start < body.end:
        yield view.trim(start, body.end)


def _new_agents(view: View, body: Span) -> Iterator[re.Match[str]]:
    """ "the report be noted, and | the Harbour Master write to the pilots": where another party has to act."""
    for cut in _AND.finditer(view.plain, body.start, body.end):
        mention = next(iter(view.mentions.within(cut.end(), min(body.end, cut.end() + 160))), None)
        if mention is None or mention.span.start != cut.end() or not mention.person or mention.is_pronoun:
            continue
        before = view.mentions.last_before(cut.start())
        if (before is None or before.span.end != cut.start()) and _acts(view, view.plain[mention.span.end : body.end]):
            yield cut


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
    if rest.length < 8 or plain[clause.end : clause.end + 1] == ":":
        return
    words = rest.of(plain)
    noted = _NOTES.match(plain, rest.start, rest.end)
    if noted or re.match(r"[Tt]he\s+\w+\s+noted\s+that", words):
        # "to note that officers would discuss it": a promise wrapped in a noting.
        inner = Span(noted.end() if noted else rest.start, rest.end)
        if future := _FUTURE.search(plain, inner.start, inner.end):
            yield from _noted(view, whole, inner, future)
        else:
            yield Passed(whole, cue, "asks nobody to act")
        return
    infinitive = bool(re.search(r"\bto\s+$", plain[max(whole.start, rest.start - 4) : rest.start]))
    if is_inert(view, rest, infinitive=infinitive) and not (_NOT_BE.search(words) and view.due(rest, rest.start)):
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
    if match := _INSTRUCTS.match(plain, rest.start, rest.end) or _ASKED.search(plain, rest.start, rest.end):
        told = re.compile(r"\bto\s+(?=[a-z])").search(
            plain, match.start() if match.re is _ASKED else match.end(), rest.end
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


def is_inert(view: View, rest: Span, *, infinitive: bool = False) -> bool:
    """Whether a decision asks nobody to act: it notes, approves, elects, thanks, or is a refusal.

    Args:
        view: the reader's view.
        rest: what is decided.
        infinitive: whether "to" stands before it, so that its first word is a verb, known or not.
    """
    plain, verbs = view.plain, view.verbs
    words = rest.of(plain)
    if not words.strip() or _NO.search(words[:60]):
        return True
    head = re.match(r"\s*(?:to\s+)?(?:also\s+|formally\s+|further\s+)?([A-Za-z-]+)", words)
    if head and (low := head[1].lower()):
        base = verbs.base(low)
        begins_with_verb = (verbs.is_known(low) or low in verbs.base_of) and not low.endswith("ing")
        if infinitive and not begins_with_verb and low not in _BEFORE_NOUN:
            return False  # "agreed to purchase a bench"
        if infinitive and low == "be" and (done := _BE.match(words)):
            word = done["word"].lower()
            return not verbs.is_participle(word) or verbs.base(word) not in verbs.lists["owed"] | verbs.lists["act"]
        if begins_with_verb and low not in (
            "requests",
            "request",
            "report",
            "work",
            "update",
            "plan",
            "place",
            "increase",
            "use",
            "support",
        ):
            if infinitive and low == "carry" and re.match(r"\s*(?:to\s+)?carry\s+out\b", words):
                return False
            if low.endswith("ed") and base in verbs.lists["inert"] and base != "recommend":
                return True  # "Considered the report"
            if _DID.match(words) and base not in (
                "request",
                "ask",
                "instruct",
                "direct",
                "task",
                "urge",
                "invite",
                "recommend",
            ):
                return True  # "Provided feedback to officers"
            if base in ("receive", "consider", "discuss", "review"):
                return not view.due(rest, rest.start)  # "to receive a progress report in twelve months"
            return base in verbs.lists["inert"] and base not in verbs.lists["owed"] and base != "recommend"
    if _ASKED.search(words) or _INSTRUCTS.match(words) or _leading_agent(view, rest):
        return False
    if _LOOKS.match(words) and view.due(rest, rest.start):
        return False  # "the Panel considers an update at its March meeting"
    found = list(_BE.finditer(words))
    be = next((m for m in found if not words[: m.start()].endswith("to ")), next(iter(found), None))
    should = _SHOULD.search(words)
    if should and should["verb"] != "be" and (be is None or should.start() < be.start()):
        base = verbs.base(should["verb"])
        return base in verbs.lists["soft"] | verbs.lists["idle"] | verbs.lists["inert"] - verbs.lists["act"]
    if be:
        low = be["word"].lower()
        if not be.group().lower().startswith("be") or re.search(
            r"(?<!letter\sof\s)(?<!card\sof\s)\b(?:thanks|appreciation|gratitude|congratulations|best\s+wishes|condolences)\b",
            words[:60],
            re.IGNORECASE,
        ):
            return True  # "is concerned", "the Committee's thanks be passed on"
        if re.match(r"(?:the\s+)?(?:next\s+)?meeting\s+be\s+held", words.strip(), re.IGNORECASE):
            return True
        if not verbs.is_participle(low) or low in _STATES:
            return not _due_state(words)
        base = verbs.base(low)
        if base == "carry" and words[be.end() :].startswith(" out"):
            return False
        if base in ("consider", "discuss", "submit", "remove", "record", "determine"):
            # "that a report be considered early in 2024" asks for one; "that the report be considered" does not.
            return base == "record" or (
                base != "submit"
                and not view.due(rest, rest.start)
                and not re.search(r"\b(?:a|an|further)\s", words[:24])
            )
        return base in verbs.lists["inert"] and base not in verbs.lists["owed"]
    if future := _FUTURE.search(words):
        verb = re.compile(r"\s+(?:also\s+|now\s+)?([a-z-]+)").match(words, future.end())
        return verb is not None and verbs.base(verb[1]) in ("remain", "continue", "stay")
    if re.search(r"\bto\s+be\b", words):
        return False
    return not leading_subjunctive(view, rest)


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


def binds(view: View, rest: Span) -> tuple[Party, ...]:
    """The one whom a decision or request names as having to act; empty if it names nobody.

    "the Head of Parks circulate …", "the Director be requested to …", "to instruct the Chief Officer to …", "… by the
    Consultant".
    """
    if leading := _leading_agent(view, rest):
        return leading
    plain = view.plain
    mentions = view.mentions.within(rest.start, rest.end)
    by = [m for m in mentions if re.search(r"\bby\s+(?:the\s+)?$", plain[rest.start : m.span.start]) and m.person]
    return view.parties(tuple(by[:1]))


def _leading_agent(view: View, rest: Span) -> tuple[Party, ...]:
    """The one who stands at the head of a decision and has to act."""
    plain = view.plain
    start = rest.start
    if match := _INSTRUCTS.match(plain, start, rest.end):
        start = match.end()
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
        told = match is not None and not match.group().rstrip().endswith("that")
        if told or _acts(view, after):
            return view.parties(tuple(group))
    return ()


def _acts(view: View, after: str) -> bool:
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
    return base in (view.verbs.lists["owed"] | view.verbs.lists["act"]) - inert
