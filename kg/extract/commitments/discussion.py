"""Promises and requests in what was said: one judgement for each kind of cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Span
from kg.extract.commitments.asking import judge_request
from kg.extract.commitments.binding import binds
from kg.extract.commitments.clauses import clause_end, clause_start, in_bracket, opens_clause
from kg.extract.commitments.cues import ASKING, COMING, Cue, has, quoted_spans
from kg.extract.commitments.decisions import judge_decision
from kg.extract.commitments.draft import Draft, Judged, Passed, View, gives_too, strength_of
from kg.extract.commitments.future import judge_future
from kg.extract.commitments.inert import is_inert, leading_subjunctive
from kg.extract.commitments.parts import split_decisions, split_infinitives
from kg.extract.commitments.verbs import NEXT_VERB
from kg.facts import CommitmentKind, Party, PartyKind, Strength

_PAST = re.compile(
    r"\b(?:had|has|have|having|been)\s+(?:\w+ly\s+|also\s+|since\s+|already\s+|previously\s+|been\s+|never\s+|not\s+|"
    r"both\s+|then\s+|now\s+)*$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\bnot|n't|\bnever|\bnor|\bwithout|\bno\s+longer|\bneither)\s+(?:(?!and\b|but\b)\w+\s+)?$", re.IGNORECASE
)
# "Last time it was decided to keep it": what was decided then.
_ONCE = re.compile(
    r"(?:Last\s+(?:time|year|month|week)|Previously|Some\s+(?:years|months)\s+ago|In\s+(?:19|20)\d\d|"
    r"At\s+(?:its|the|our|their)\s+(?:last|previous)\s+meeting)\b"
)
# "as he undertook to do": told of what has been done.
_AS_TOLD = re.compile(r"\bas\s+(?:he|she|they|it|we|I)\s+$")
_BE = re.compile(
    r"\b(?:I'm|am|we're|they're|he's|she's|was|were|is|are|be|would\s+be|will\s+be|being)\s+(?:very\s+|"
    r"more\s+than\s+|also\s+|quite\s+|perfectly\s+|\w+ly\s+)*$",
    re.IGNORECASE,
)
_UNKNOWN_POST = re.compile(
    r"The\s+(?P<post>(?:[A-Z][\w'-]*\s+){0,4}?[A-Z][\w'-]*)\s+(?:also\s+|then\s+|therefore\s+|has\s+)?"
)
# "minutes, which had been a request that": the noun, unless somebody makes one.
_REQUEST_NOUN = re.compile(
    r"\b(?:was|were|is|been|to|of|with|on|considered|noted)\s+(?:a|the|his|her|its|their)\s+request\s+that$"
)
# "undertook to reflect this in the plan": to put it there, not to think about it.
_REFLECTED_IN = re.compile(
    r"\s+(?:it|this|that|these|them|the\s+[\w\s-]{2,40}?)\s+in\s+(?:the|its|their|a|any|future)\b"
)
_WILL = re.compile(r"\b(?:he|she|they|officers)\s+(?:would|will)")
_SUBJUNCTIVE = re.compile(r"\b(?:be|should|could|would|might|ought|must)\b")
_UNKNOWN_NAMES = re.compile(
    r"(?!(?:The|It|This|That|He|She|They|We|All|Both|Also|Then|Agreed|Members|Officers)\b)"
    r"(?P<names>[A-Z][a-z'-]+(?:\s+[A-Z][a-z'-]+){0,2}(?:\s+(?:&|and)\s+[A-Z][a-z'-]+(?:\s+[A-Z][a-z'-]+){0,2})?)\s+(?:also\s+|both\s+|then\s+)?"
)
# "She was pleased to report that …": it is said there and then.
_SAYS = re.compile(
    r"(?:report|announce|advise|inform|confirm|tell|say|see|note)\s+(?:[\w'-]+\s+){0,3}?(?:that|the|how|its|their|his|her)\b"
)
_WHETHER = re.compile(r"\b(?:whether|if)\s+(?:[\w'-]+\s+){0,6}$")
_NO_VERB = frozenset(
    "the a an his her their its our this that these those it him them us all any each every members tenants "
    "residents and or date".split()
)
_NO_THING = frozenset(
    "see hear note say learn support receive know answer accept agree have be remain continue".split()
)


def read_discussion(view: View, sentence: Span) -> Iterator[Judged]:
    """What a sentence of the discussion promises, asks for or decides, and what only looks so."""
    cues = view.cues(sentence)
    quotes = quoted_spans(view.plain, sentence)
    previous: Cue | None = None  # the cue whose clause is open
    taken = False  # whether it became a commitment
    for i, cue in enumerate(cues):
        view.speech.read(view.plain, Span(sentence.start, cue.span.start))
        if any(quote.covers(cue.span) for quote in quotes):
            yield Passed(sentence, cue.id, "quoted words")
            continue
        if cue.means == "question" and is_past(view, sentence, cue):
            continue  # "who had asked about the north": the answer follows
        if previous is not None and _belongs(view, previous, cue, taken):
            continue
        if cue.means == "agreed-that" and not is_past(view, sentence, cue):
            yield from _decided(view, sentence, cue)
            break
        if (cue.means == "body-agreed" or cue.id == "agreed-to") and _is_by_body(view, sentence, cue):
            yield from _decided(view, sentence, cue)
            break
        judged = _judge(view, sentence, cue, cues[i + 1 :])
        if judged is None:
            continue
        if isinstance(judged, Draft) and cue.means == "promise-to" and judged.kind is CommitmentKind.PROMISE:
            yield from split_infinitives(view, judged)
        else:
            yield judged
        previous, taken = cue, isinstance(judged, Draft)
        view.speech.pending |= isinstance(judged, Draft) and judged.kind is CommitmentKind.REQUEST


def is_past(view: View, sentence: Span, cue: Cue) -> bool:
    """Whether a cue tells of something done before the meeting, or denied."""
    before = view.plain[max(sentence.start, cue.span.start - 40) : cue.span.start]
    return bool(_PAST.search(before) or _NOT.search(before) or _ONCE.match(view.plain, sentence.start, cue.span.start))


def _decided(view: View, sentence: Span, cue: Cue) -> Iterator[Judged]:
    """ "It was agreed that A, that B and that C": each part is a decision."""
    start = clause_start(view, sentence, cue) if cue.means == "body-agreed" else cue.span.start
    for i, part in enumerate(split_decisions(view, Span(cue.span.end, sentence.end))):
        whole = Span(start, part.end) if i == 0 else part
        yield from judge_decision(view, whole, part, cue.id, stated=cue.span.of(view.plain).endswith("that"))


def _is_by_body(view: View, sentence: Span, cue: Cue) -> bool:
    """Whether it is the body that agrees, at the meeting: "The Panel agreed that A and that B"."""
    subject = view.subject(sentence.start, cue.span.start)
    moved = has("motion", view.plain, sentence.start, cue.span.start)
    return bool(subject) and subject[-1].word in ("panel", "members") and not moved and not is_past(view, sentence, cue)


def _belongs(view: View, previous: Cue, cue: Cue, taken: bool) -> bool:
    """Whether a cue is part of the clause that another opened."""
    if previous.means == "question" and in_bracket(view, previous.span.end, cue) >= 0:
        return False  # "asked how (a note was requested on this)"
    if opens_clause(view, previous, cue) is not None:
        return False
    return taken or previous.means == "question" or previous.means in ASKING or cue.means not in COMING


def _judge(view: View, sentence: Span, cue: Cue, following: tuple[Cue, ...]) -> Judged | None:
    plain = view.plain
    start = clause_start(view, sentence, cue)
    clause = view.trim(start, clause_end(view, sentence, cue, following))
    before = plain[max(sentence.start, cue.span.start - 40) : cue.span.start]
    if cue.means == "question":
        return Passed(clause, cue.id, "asked, not promised")
    if cue.means in ("agreed-that", "body-agreed") and _ONCE.match(plain, sentence.start, cue.span.start):
        return Passed(clause, cue.id, "already past")
    if cue.means not in COMING and _PAST.search(before) and not _still_to_come(view, clause, cue):
        return Passed(clause, cue.id, "already past")
    if cue.means.startswith("promise") and _AS_TOLD.search(before):
        return Passed(clause, cue.id, "already past")
    if cue.means not in COMING and _NOT.search(before):
        return Passed(clause, cue.id, "not to be done")
    if (
        cue.means not in COMING
        and has("motion", plain, sentence.start, cue.span.start)
        and cue.id != "proposed-and-seconded"
    ):
        return Passed(clause, cue.id, "moved, not decided")
    if (
        cue.means in ("promise-noun", "promise-that", "promise-to")
        and cue.id not in ("happy-to", "would-be-happy-to", "committed-to")
        and _BE.search(before)
    ):
        return Passed(clause, cue.id, "given by somebody else")
    if cue.id == "asked-that" and _REQUEST_NOUN.search(plain[max(sentence.start, cue.span.start - 24) : cue.span.end]):
        return Passed(clause, cue.id, "only describes something")
    if cue.means in COMING:
        return judge_future(view, sentence, clause, cue)
    if cue.means.startswith("promise"):
        return _promise(view, sentence, clause, cue)
    if cue.means in ("agreed-that", "body-agreed"):
        return _agreement(view, sentence, clause, cue)
    return judge_request(view, sentence, clause, cue)


def _still_to_come(view: View, clause: Span, cue: Cue) -> bool:
    """ "He had agreed to speak at the conference on 8 June": agreed before, due after the meeting."""
    due = view.due(clause, cue.span.end) if cue.means.startswith("promise") else None
    return bool(due and due.by and due.rule != "month" and "done so" not in clause.of(view.plain))


def _promise(view: View, sentence: Span, clause: Span, cue: Cue) -> Judged | None:
    plain = view.plain
    subject = view.subject(sentence.start, cue.span.start)
    verb = NEXT_VERB.match(plain, cue.span.end, clause.end)
    if cue.id == "happy-to" and not (
        _BE.search(plain, sentence.start, cue.span.start) or (subject and subject[-1].span.end + 1 == cue.span.start)
    ):
        return None
    if cue.means == "promise-to":
        if verb is None:
            return None
        if verb["verb"] == "not":
            return Passed(clause, cue.id, "not to be done")
        if verb["verb"] in _NO_VERB:
            return Passed(clause, cue.id, "no act that is known")
        if cue.id in ("happy-to", "would-be-happy-to") and (
            verb["verb"] in _NO_THING or _SAYS.match(plain, verb.start("verb"), clause.end)
        ):
            return None
        if (
            cue.id == "happy-to"
            and subject
            and subject[-1].word in ("group", "named", "acronym")
            and not view.verbs.is_in("owed", verb["verb"])
        ):
            return Passed(clause, cue.id, "a view, not an act")  # "Cabinet are willing to take questions"
        if cue.id == "would-be-happy-to" and _WHETHER.search(plain, sentence.start, cue.span.start):
            return Passed(clause, cue.id, "asked, not promised")
        if cue.id == "intended-to" and not (
            view.verbs.is_in("owed", verb["verb"]) and (due := view.due(clause, cue.span.end)) and due.by
        ):
            return Passed(clause, cue.id, "a hope or a thought")
        # A body that agrees decides; "Agreed to ask for a new bin" is the body's as well.
        if not subject and (shared := view.coordinated(sentence, cue.span.start)):
            subject = (shared,)
        led = view.speech.led and sentence.start == cue.span.start  # "b) undertook to …" under "Mr Hay:"
        if not subject and not led and (stranger := _stranger(view, sentence, cue)):
            strength = strength_of(view, clause)
            return Draft(
                CommitmentKind.PROMISE, clause, stranger, cue.id, cue.span.end, stranger, strength, verb.start("verb")
            )
        if (
            cue.id in ("agreed-to", "undertook-to")
            and not led
            and (not subject or subject[-1].word in ("panel", "members"))
        ):
            return _agreement(view, sentence, clause, cue)
        taken_in = verb["verb"] == "reflect" and _REFLECTED_IN.match(plain, verb.end(), clause.end)
        soft = view.verbs.is_soft(verb["verb"], plain[verb.end() : verb.end() + 12]) and not taken_in
        if soft and not gives_too(view, verb.start("verb"), clause.end):
            return Passed(clause, cue.id, "a hope or a thought")
    if cue.id == "said-would" and not (
        view.speech.pending or view.speech.offered or (view.speech.questioned and _WILL.search(cue.span.of(plain)))
    ):
        return Passed(clause, cue.id, "part of the meeting")
    if has("waiting", plain, sentence.start, cue.span.start):
        return Passed(clause, cue.id, "already past")
    if cue.id == "happy-to" and subject and subject[-1].word in ("panel", "members"):
        return Passed(clause, cue.id, "already past")
    if re.match(r"\s*to\b", plain[sentence.start : cue.span.start], re.IGNORECASE):
        return Passed(clause, cue.id, "outside the minutes")
    if cue.means == "promise-assent" and not (
        view.speech.pending and subject and subject[-1].word not in ("panel", "members")
    ):
        return None
    if (
        cue.means == "promise-that"
        and cue.id != "agreed-that-should"
        and not re.search(r"\b(?:would|will|should|could|to)\b", plain[cue.span.end : clause.end])
    ):
        return Passed(clause, cue.id, "a view, not an act")
    by = view.parties(subject) or view.speech.speaker()
    if subject and all(m.word in ("panel",) for m in subject) and cue.means != "promise-to":
        return Passed(clause, cue.id, "given by somebody else")
    if not by:
        by = view.speech.last or (Party(PartyKind.BODY, "Officers"),)
    strength = Strength.CONDITIONAL if cue.strength == "conditional" else strength_of(view, clause)
    end = verb.end() if verb else cue.span.end
    return Draft(
        CommitmentKind.PROMISE, clause, by, cue.id, cue.span.end, by, strength, action=_action_start(cue, verb, end)
    )


def _stranger(view: View, sentence: Span, cue: Cue) -> tuple[Party, ...]:
    """ "The Beadle | agreed to": a post that no list knows, or names, at the head of the sentence, before the verb."""
    if match := _UNKNOWN_POST.fullmatch(view.plain, sentence.start, cue.span.start):
        return (Party(PartyKind.POST, " ".join(match["post"].split())),)
    names = _UNKNOWN_NAMES.fullmatch(view.plain, sentence.start, cue.span.start)
    return (
        tuple(Party(PartyKind.PERSON, name) for name in re.split(r"\s*(?:,|&|\band\b)\s*", names["names"]))
        if names
        else ()
    )


def _action_start(cue: Cue, verb: re.Match[str] | None, end: int) -> int:
    return (
        verb.start("verb")
        if verb and cue.means == "promise-to"
        else cue.span.end
        if cue.means != "promise-bare"
        else cue.span.start
    )


def _agreement(view: View, sentence: Span, clause: Span, cue: Cue) -> Judged | None:
    """ "It was agreed that …": the body's, unless a person is said to agree, who then promises or merely concurs."""
    plain = view.plain
    if cue.id == "was-proposed-and-agreed":
        if not re.match(r"(?:An?|Further|Additional|Regular)\s(?!vote\b|motion\b)", plain[clause.start : clause.end]):
            return Passed(clause, cue.id, "asks nobody to act")
        body = (view.mentions.body,)
        return Draft(CommitmentKind.RESOLUTION, clause, body, cue.id, cue.span.end, action=clause.start)
    subject = view.subject(sentence.start, cue.span.start)
    shared = None if subject else view.coordinated(sentence, cue.span.start)
    if shared and shared.word in ("panel", "members"):  # "The Panel discussed it and agreed that"
        subject = (shared,)
    impersonal = cue.means == "agreed-that" or not subject or subject[-1].word in ("panel", "members")
    if subject and subject[-1].word == "they":  # "They also agreed that": the members
        impersonal = all(party.kind is PartyKind.BODY for party in view.parties(subject))
    if not impersonal:
        return None
    if cue.means == "body-agreed" and not subject and sentence.start != cue.span.start:
        return None
    rest = Span(cue.span.end, clause.end)
    if is_inert(view, rest, infinitive=cue.span.of(plain).endswith("to")):
        return Passed(clause, cue.id, "asks nobody to act")
    words = rest.of(plain)
    if (
        cue.span.of(plain).endswith("that")
        and not _SUBJUNCTIVE.search(words)
        and not binds(view, rest)
        and not leading_subjunctive(view, rest)
    ):
        return Passed(clause, cue.id, "a view, not an act")
    by, owner = _bound(view, rest)
    return Draft(
        CommitmentKind.RESOLUTION,
        clause,
        by,
        cue.id,
        cue.span.end,
        owner,
        strength_of(view, clause),
        action=cue.span.end,
    )


def _bound(view: View, rest: Span) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Whom a decision binds: the agent it names, or the body."""
    agent = binds(view, rest)
    return agent or (view.mentions.body,), agent
