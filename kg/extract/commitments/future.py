""" "The report would be circulated": which of the many things that would be are promises.

In reported speech "would" is the future of what was said, but also the conditional, the habitual and the hypothetical.
It is taken for a promise when somebody who can act says that something checkable will be done: given to the panel, done
by a named person or team, or done by a day.
"""

from __future__ import annotations

import re

from kg.document import Span
from kg.extract.commitments.acts import (
    HAVING,
    TO_PANEL,
    WhyNot,
    agents_of,
    is_duty,
    is_of_panel,
    of_agent,
    of_passive,
    of_state,
    of_thing,
    receives,
    there_would_be,
    was_to,
)
from kg.extract.commitments.clauses import is_relative
from kg.extract.commitments.cues import Cue, find_condition, first, has
from kg.extract.commitments.draft import Draft, Passed, View, gives_too
from kg.extract.commitments.mentions import Mention
from kg.extract.commitments.verbs import ADVERB
from kg.facts import CommitmentKind, Party, PartyKind, Strength

_ADVERB = (
    r"(?:also|now|then|therefore|however|still|only|again|soon|always|further|first|both|all|instead|in\s+turn|"
    r"in\s+future|in\s+due\s+course|" + ADVERB + r")"
)
_GROUP = re.compile(
    rf"(?:\s*,\s*[^,;.]{{1,60}},)?(?:\s+{_ADVERB},?)*(?P<neg>\s+(?:not|never|no\s+longer)\b)?(?:\s+{_ADVERB},?)*"
    rf"(?P<have>\s+have\b)?(?P<be>\s+(?:be|been)\b)?(?P<neg2>\s+(?:not|never)\b)?(?:\s*,\s*[^,;.]{{1,60}},|"
    rf"\s+(?:at|in|on|by|with|for|from)\s[^,;.]{{1,50}},)?(?:\s+{_ADVERB},?)*\s+(?P<verb>[A-Za-z£][\w'-]*)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:hoped|hoping|hopeful|hopes|hope|wondered|feared|expected|anticipated|whether|believed|thought|assumed|"
    r"considered|estimated|forecast|predicted|felt|doubted|supposed|imagined|not\s+(?:think|believe|expect|imagine|consider))"
    r"(?:\s+that)?\s+(?:(?!and\b|but\b|which\b|who\b)[\w'%£.-]+\s+){0,12}$|\bif\s+(?:[\w'-]+\s+){1,8}$|"
    r"\b(?:of|on|about|as\s+to|over|regarding|explained|discussed|considered|outlined|understand|described|clear)\s+"
    r"(?:how|whether|what|when|why|who|where)\s+(?:[\w'-]+\s+){1,8}$"
)
_NEW_CLAUSE = re.compile(r"[;,]|\b(?:and|but|so)\b")
_ACTIVE = ("was-to-do", "planned-to-do")  # an infinitive follows that is not passive
# The calendar's own: when the panel meets again, when a year or a term begins.
_CALENDAR = re.compile(
    r"\b(?:(?i:meeting)s?|(?i:year|term|season|recess|holidays?)|Panel|Committee|Board|Council|Cabinet|Forum)\s+$"
)
# "The next meeting will be held on 4 May": the calendar again, whoever said it.
_MEETS_NEXT = re.compile(
    r"\bannual\s+(?:[\w'-]+\s+){0,3}?(?:meeting|assembly)\s+$|\bAGM\s+$|"
    r"\b(?:next|following|future|forthcoming|subsequent)\s+(?:[\w'-]+\s+){0,4}?meetings?(?:\s+of\s+(?:the|this)\s+[^,.;]{1,60}?)?"
    r"(?:\s*,\s*[^,.;]{1,50},)?\s+$",
    re.IGNORECASE,
)
_IS_HELD = re.compile(
    r"\s+(?:now\s+|therefore\s+|also\s+)?(?:be\s+(?:(?:held|scheduled|convened|on|at|in)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
    r"|take\s+place\b|(?:commence|start|begin)\b)(?![^.;]{0,80}\b(?:with|between)\b)",
    re.IGNORECASE,
)
_OFFICERS = (Party(PartyKind.BODY, "Officers"),)
_THERE = re.compile(r"\bthere\s+(?:\w+ly\s+)?$", re.IGNORECASE)
# "some detail would be shared under Item 5": of the agenda that is being gone through.
_THIS_MEETING = re.compile(
    r"\b(?:under|at|within)\s+(?:the\s+)?(?:next\s+|later\s+)?(?:agenda\s+)?[Ii]tem\s+\d|"
    r"\blater\s+(?:in|on|at)\s+(?:the|this)\s+(?:meeting|agenda)\b|^\s*take\s+(?:any\s+|the\s+)?questions\b"
)
# "The Committee will be asked to note the report": what an agenda says of the meeting to come.
_AGENDA = re.compile(
    r"will\s+(?:also\s+|then\s+)?(?:be\s+(?:asked|invited|provided|given|updated|informed|presented)|receive|consider|hear|"
    r"discuss|note|review)\b"
)
# "the report set out how the budget would be monitored"
_EMBEDDED = re.compile(r"\b(?:how|why)\s+(?:(?!and\b|but\b)[\w'/£%-]+\s+){1,10}$")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)(?:'ll|'d|\s+(?:will|shall|would|am\s+going\s+to))\b")
_PASSED_ON = re.compile(r"(?<=\bpassed)\s+(?:on\s+|back\s+)?to\b")
_EXPLETIVE = re.compile(r"(?:it|there|this)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
# "They said they would quote but have not."
_BUT_NOT = re.compile(r"\b(?:but|and)\s+(?:has|have|had|did|was|were)(?:n't|\s+not|\s+never)\b")
# "assured Members that the old one would not be closed | until they had seen the new": kept to, or not.
_UNTIL = re.compile(r"\b(?:until|before|unless)\b")
_WHOM = re.compile(r"\bwhom\s+\w+\s+$")  # "the Minister, whom he was to meet on 3 May"
_THEN = re.compile(
    r"\b(?:in|on|at|last|previous|earlier)\s+(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|19\d\d|20\d\d|the\s+(?:last|previous)|its\s+last|year|week|month|\d)"
)


def judge_future(view: View, sentence: Span, clause: Span, cue: Cue) -> Draft | Passed | None:
    """Whether what "would" or "will" be is a promise, and whose."""
    plain = view.plain
    if cue.means == "future-set":
        return _set_for_a_day(view, sentence, clause, cue)
    group = _GROUP.match(plain, cue.span.end, clause.end)
    if group is None:
        return _in_a_word(view, sentence, clause, cue)
    if re.match(r"(?:Whether|How|Why|What|When|Who|Where)\b", plain[sentence.start : sentence.start + 8]):
        return Passed(clause, cue.id, "asked, not promised")
    if cue.means in ("future-planned", "future-progressive"):
        group_be = cue.id not in _ACTIVE
        verb = re.compile(r"\s+([A-Za-z-]+)").match(plain, cue.span.end, clause.end)
        word = verb[1] if verb else ""
        verb_end = verb.end() if verb else cue.span.end
    else:
        group_be, word, verb_end = bool(group["be"]), group["verb"], group.end()
    if cue.id == "planned-to-do" and not view.verbs.is_known(word):
        return None  # "it was due to greater demand"
    if (group["neg"] or group["neg2"]) and not (
        _UNTIL.search(plain, group.end(), clause.end) and has("promise-that", plain, sentence.start, cue.span.start)
    ):
        return Passed(clause, cue.id, "not to be done")
    if group["have"]:
        if group_be or (view.verbs.is_participle(word) and not HAVING.match(plain, group.end("have"))):
            return Passed(clause, cue.id, "already past")
        word, verb_end = "have", group.end("have")
    if word.lower() in ("like", "wish", "prefer", "rather", "appreciate", "welcome", "love"):
        return None
    if _told_before(view, sentence, clause, cue):
        return Passed(clause, cue.id, "already past")
    if cue.means == "future-planned" and _CALENDAR.search(plain, sentence.start, cue.span.start):
        return Passed(clause, cue.id, "part of the meeting")
    if _MEETS_NEXT.search(plain, sentence.start, cue.span.start) and _IS_HELD.match(plain, cue.span.end, clause.end):
        return Passed(clause, cue.id, "part of the meeting")
    if _BUT_NOT.search(plain, cue.span.end, sentence.end):
        return Passed(clause, cue.id, "already past")
    if plain[sentence.start : sentence.end + 1].rstrip().endswith("?"):
        return Passed(clause, cue.id, "asked, not promised")
    if (
        cue.id != "could-be-given"
        and has("habit", plain, sentence.start, clause.end)
        and not _has_day(view, clause, cue)
    ):
        return Passed(clause, cue.id, "done as a rule")
    if _is_agenda(view, sentence, clause, cue):
        return Passed(clause, cue.id, "outside the minutes")
    if _THIS_MEETING.search(plain, cue.span.end, clause.end):
        return Passed(clause, cue.id, "part of the meeting")
    if word.lower() == "signed" and re.search(r"\bminutes\b", plain[clause.start : cue.span.start], re.IGNORECASE):
        return Passed(clause, cue.id, "part of the meeting")
    if _refused(view, clause, cue):
        return Passed(clause, cue.id, "not to be done")
    if _EMBEDDED.search(plain, sentence.start, cue.span.start):
        return Passed(clause, cue.id, "only describes something")
    if _SUPPOSED.search(plain[max(sentence.start, cue.span.start - 130) : cue.span.start]):
        return Passed(clause, cue.id, "a hope or a thought")
    return _weigh(
        view,
        sentence,
        clause,
        cue,
        word,
        verb_end,
        passive=group_be and view.verbs.is_participle(word),
        being=group_be,
    )


def _in_a_word(view: View, sentence: Span, clause: Span, cue: Cue) -> Draft | None:
    """ "Asked to keep Members informed.  She would.": what was asked for just before."""
    subject = view.subject(sentence.start, cue.span.start)
    asked = view.speech.pending and cue.id == "would" and cue.span.end == clause.end
    if not asked or not subject or subject[0].span.start != clause.start or subject[-1].word in ("panel", "members"):
        return None
    by = view.parties(subject)
    return Draft(CommitmentKind.PROMISE, clause, by, cue.id, cue.span.end, by, action=clause.start) if by else None


def _has_day(view: View, clause: Span, cue: Cue) -> bool:
    due = view.due(clause, cue.span.end)
    return bool(due and due.by and due.rule not in ("today", "tomorrow"))


def _set_for_a_day(view: View, sentence: Span, clause: Span, cue: Cue) -> Draft | Passed:
    """ "A visit is being arranged for 12 November": a plan of the one who speaks, if it names a day to come."""
    plain = view.plain
    due = view.due(clause, cue.span.start)
    agents = agents_of(view, cue.span.end, clause.end) if cue.id == "was-promised" else ()
    if not agents and not (due and (due.by or due.edtf)):
        return Passed(clause, cue.id, "a plan without a day")
    if _CALENDAR.search(plain, sentence.start, cue.span.start):
        return Passed(clause, cue.id, "part of the meeting")
    if _told_before(view, sentence, clause, cue) or is_relative(view, cue, sentence):
        return Passed(clause, cue.id, "only describes something")
    by = view.parties(agents[:1]) or _speaker(view)
    return Draft(CommitmentKind.PROMISE, clause, by, cue.id, cue.span.end, by, action=clause.start)


def _is_agenda(view: View, sentence: Span, clause: Span, cue: Cue) -> bool:
    """Whether the body will do or be given something at the meeting itself, as the agenda says it."""
    subject = view.subject(sentence.start, cue.span.start)
    return (
        is_of_panel(subject)
        and subject[-1].span.start == sentence.start
        and _AGENDA.match(view.plain, cue.span.start, clause.end) is not None
        and not view.due(clause, cue.span.end)
    )


def _refused(view: View, clause: Span, cue: Cue) -> bool:
    """ "Mr Hay could not say when the lamp would be mended": what would be is just what he could not say."""
    refusal = first("refusal", view.plain, clause.start, cue.span.start)
    return refusal is not None and not _NEW_CLAUSE.search(view.plain, refusal.end(), cue.span.start)


def _told_before(view: View, sentence: Span, clause: Span, cue: Cue) -> bool:
    """ "He had told the Committee in November that it would be done": said then, not now."""
    past = None
    for stop in (";", ". "):
        at = view.plain.rfind(stop, sentence.start, cue.span.start)
        sentence = Span(max(sentence.start, at + 1), sentence.end)
    past = first("past", view.plain, sentence.start, cue.span.start)
    if past is None:
        return False
    between = view.plain[past.end() : cue.span.start]
    if re.search(r"\bbeen\s+(?:promised|told|assured)$", past.group()) and re.match(r"\s+by\s[^,;]*\sthat\s", between):
        return True  # "He had been promised by the firm that it would be there in August"
    if re.search(r"\b(?:said|replied|advised|confirmed|explained|stated|added|and)\b", between):
        return False
    if not ("," not in between and _THEN.search(between)) and not re.match(
        r"(?:\s+[\w'-]+){0,9}\s+that\b|\s+(?:he|she|it|they)\s*$", between
    ):
        return False  # "a scheme had been agreed, … a report would be provided"
    due = view.due(clause, cue.span.end)
    return bool(_THEN.search(between)) or not (due and due.by and due.rule != "month")


def _weigh(
    view: View, sentence: Span, clause: Span, cue: Cue, word: str, verb_end: int, *, passive: bool, being: bool
) -> Draft | Passed | None:
    plain = view.plain
    subject = view.subject(sentence.start, cue.span.start)
    alone = bool(subject)  # not shared with a verb before it
    if not subject and cue.id == "contracted-will":
        subject = view.mentions.within(cue.span.start, cue.span.end + 1)
    if not subject and not passive and (shared := view.coordinated(sentence, cue.span.start)):
        subject = (shared,)
    due = view.due(Span(clause.start, clause.end), cue.span.end)
    owed = bool(TO_PANEL.search(plain, cue.span.start, clause.end)) or receives(subject, passive)
    relative = is_relative(view, cue, sentence)
    agent = bool(subject) and not relative and not passive
    base = view.verbs.base(word)
    soft = view.verbs.is_soft(word, plain[verb_end : verb_end + 12])
    reason: WhyNot = ""
    if relative:
        meant = due and due.by and not _WHOM.search(plain, clause.start, cue.span.start)
        reason = "" if meant else "only describes something"
    elif soft and not being and not (agent and gives_too(view, verb_end, clause.end)):
        reason = "a hope or a thought"
    elif being and not passive and _THERE.search(plain, clause.start, cue.span.start):
        reason = there_would_be(view, Span(verb_end - len(word), clause.end), due, owed)
    elif being and not passive and not (agent and alone and _is_person_acting(view, word, subject)):
        reason = of_state(view, word, verb_end, due)
    elif passive:
        reason = of_passive(
            view,
            base,
            due,
            owed,
            agent=bool(agents_of(view, verb_end, clause.end)),
            passed_on=_PASSED_ON.match(plain, verb_end) is not None,
            start=cue.span.start,
            end=verb_end,
        )
    elif agent and soft:
        reason = ""
    elif agent:
        reason = of_agent(view, base, verb_end, due, owed, subject)
    else:
        reason = of_thing(view, clause, cue, base, due, owed)
    if cue.means == "future-progressive":
        reason = "" if due and due.by and (subject or due.rule != "weekday") else "a plan without a day"
    elif cue.id in _ACTIVE:
        reason = reason or was_to(view, clause, cue, base, due, subject)
    elif cue.means == "future-planned" and is_duty(view, cue, base):
        reason = ""
    elif cue.means == "future-planned" and not reason and (not due or base == "use"):
        reason = "a plan without a day"
    if reason:
        return Passed(clause, cue.id, reason)
    by = _by(view, sentence, subject, passive=passive, relative=relative, being=being, start=verb_end, end=clause.end)
    strength = Strength.CONDITIONAL if find_condition(plain, clause.start, clause.end) else Strength.FIRM
    action = verb_end - len(word)
    return Draft(
        CommitmentKind.PROMISE,
        clause,
        by,
        cue.id,
        cue.span.end,
        by,
        strength,
        action=clause.start if passive or not agent else action,
    )


def _is_person_acting(view: View, word: str, subject: tuple[Mention, ...]) -> bool:
    """ "The Clerk will be asking for prices": the same as "will ask", when a person says it."""
    person = subject[-1].person or subject[-1].word in ("he", "she")
    base = view.verbs.base(word)
    acts = base in (view.verbs.lists["owed"] | view.verbs.lists["act"]) - view.verbs.lists["idle"]
    return word.endswith("ing") and person and acts and base not in ("look", "work", "stand", "step", "use", "chair")


def _by(
    view: View,
    sentence: Span,
    subject: tuple[Mention, ...],
    *,
    passive: bool,
    relative: bool,
    being: bool,
    start: int,
    end: int,
) -> tuple[Party, ...]:
    """Who promises: the one who will act if the words say so, else the one who speaks."""
    if view.speech.voice and _FIRST_PERSON.search(view.plain, sentence.start, start):
        return view.speech.voice
    if passive:
        agents = agents_of(view, start, end)
        if agents and agents[0].person:
            return view.speech.settle(agents[0]) or _speaker(view)
        who = _speaker(view)
        done_to = subject and not view.plain[sentence.start : subject[0].span.start].strip()
        if done_to and subject[-1].word in ("group", "named", "acronym") and who == view.parties(subject):
            return _OFFICERS  # "Highways will be told": not by Highways
        return who
    if relative:
        leading = [m for m in view.mentions.within(sentence.start, start) if m.span.start - sentence.start < 5]
        if leading and (who := view.parties(tuple(leading[:1]))):
            return who
    if subject and not relative and not (being and subject[-1].word in ("panel", "members")):
        if (
            subject[-1].word in ("members", "panel")
            and view.speech.speaker()
            and re.match(r"\s*(?:it|them|the)\b", view.plain[start : start + 5])
        ):
            return view.speech.speaker()
        if is_of_panel(subject) and re.search(r"\b(?:receive|get)$", view.plain[start - 8 : start]):
            return _speaker(view)
        if by := view.parties(subject):
            return by
    return _speaker(view)


def _speaker(view: View) -> tuple[Party, ...]:
    return view.speech.speaker() or _OFFICERS
