"""Promises and requests in what was said: one judgement for each kind of cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Span
from kg.extract.commitments.clauses import clause_end, clause_start, opens_clause
from kg.extract.commitments.cues import ASKING, COMING, Cue, find_cues, first, has, quoted_spans
from kg.extract.commitments.decisions import binds, is_inert, judge_decision, leading_subjunctive, split_decisions
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.future import judge_future
from kg.extract.commitments.mentions import Mention
from kg.extract.commitments.verbs import ADVERB
from kg.facts import CommitmentKind, Party, PartyKind, Strength
from kg.lexicon import any_of, load_lexicon

_PAST = re.compile(
    r"\b(?:had|has|have|having|been)\s+(?:\w+ly\s+|also\s+|since\s+|already\s+|previously\s+|been\s+|never\s+|not\s+|"
    r"both\s+|then\s+|now\s+)*$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\bnot|n't|\bnever|\bnor|\bwithout|\bno\s+longer|\bneither)\s+(?:(?!and\b|but\b)\w+\s+)?$", re.IGNORECASE
)
_BE = re.compile(
    r"\b(?:I'm|am|we're|they're|he's|she's|was|were|is|are|be|would\s+be|will\s+be|being)\s+(?:very\s+|"
    r"more\s+than\s+|also\s+|quite\s+|perfectly\s+|\w+ly\s+)*$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s+(?:also\s+|then\s+|further\s+|" + ADVERB + r"\s+)?(?P<verb>[a-z][\w-]*)")
_PAPER = re.compile(
    r"\b(?:report|paper|strategy|plan|draft|document|letter|petition|contract|motion|review|guidance|legislation|law|"
    r"Act|policy)\s+(?:also\s+)?$"
)
_SUBJUNCTIVE = re.compile(r"\b(?:be|should|could|would|might|ought|must)\b")
_NO_VERB = frozenset(
    "the a an his her their its our this that these those it him them us all any each every members tenants "
    "residents and or".split()
)
_NO_THING = frozenset(
    "see hear note say learn support receive know answer accept agree have be remain continue".split()
)

Judged = Draft | Passed


def read_discussion(view: View, sentence: Span) -> Iterator[Judged]:
    """What a sentence of the discussion promises, asks for or decides, and what only looks so."""
    cues = find_cues(view.plain, sentence)
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
        judged = _judge(view, sentence, cue, cues[i + 1 :])
        if judged is None:
            continue
        yield judged
        previous, taken = cue, isinstance(judged, Draft)


def is_past(view: View, sentence: Span, cue: Cue) -> bool:
    """Whether a cue tells of something done before the meeting, or denied."""
    before = view.plain[max(sentence.start, cue.span.start - 40) : cue.span.start]
    return bool(_PAST.search(before) or _NOT.search(before))


def _decided(view: View, sentence: Span, cue: Cue) -> Iterator[Judged]:
    """ "It was agreed that A, that B and that C": each part is a decision."""
    for i, part in enumerate(split_decisions(view, Span(cue.span.end, sentence.end))):
        whole = Span(cue.span.start, part.end) if i == 0 else part
        yield from judge_decision(view, whole, part, cue.id, stated=cue.span.of(view.plain).endswith("that"))


def _belongs(view: View, previous: Cue, cue: Cue, taken: bool) -> bool:
    """Whether a cue is part of the clause that another opened."""
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
    if cue.means not in COMING and _PAST.search(before) and not _still_to_come(view, clause, cue):
        return Passed(clause, cue.id, "already past")
    if cue.means not in COMING and _NOT.search(before):
        return Passed(clause, cue.id, "denied")
    if (
        cue.means not in COMING
        and has("motion", plain, sentence.start, cue.span.start)
        and cue.id != "proposed-and-seconded"
    ):
        return Passed(clause, cue.id, "moved, not decided")
    if (
        cue.means in ("promise-noun", "promise-that", "promise-to")
        and cue.id not in ("happy-to", "would-be-happy-to")
        and _BE.search(before)
    ):
        return Passed(clause, cue.id, "given by somebody else")
    if cue.means in COMING:
        return judge_future(view, sentence, clause, cue)
    if cue.means.startswith("promise"):
        return _promise(view, sentence, clause, cue)
    if cue.means in ("agreed-that", "body-agreed"):
        return _agreement(view, sentence, clause, cue)
    return _request(view, sentence, clause, cue)


def _still_to_come(view: View, clause: Span, cue: Cue) -> bool:
    """ "He had agreed to speak at the conference on 8 June": agreed before, due after the meeting."""
    due = view.due(clause, cue.span.end) if cue.means.startswith("promise") else None
    return bool(due and due.by and due.rule != "month" and "done so" not in clause.of(view.plain))


def _promise(view: View, sentence: Span, clause: Span, cue: Cue) -> Judged | None:
    plain = view.plain
    subject = view.subject(sentence.start, cue.span.start)
    verb = _VERB.match(plain, cue.span.end, clause.end)
    if cue.id == "happy-to" and not (
        _BE.search(plain, sentence.start, cue.span.start) or (subject and subject[-1].span.end + 1 == cue.span.start)
    ):
        return None
    if cue.means == "promise-to":
        if verb is None:
            return None
        if verb["verb"] == "not":
            return Passed(clause, cue.id, "a refusal")
        if verb["verb"] in _NO_VERB:
            return Passed(clause, cue.id, "no act that is known")
        if cue.id in ("happy-to", "would-be-happy-to") and verb["verb"] in _NO_THING:
            return None
        # A body that agrees decides; "Agreed to ask for a new bin" is the body's as well.
        if not subject and (shared := view.coordinated(sentence, cue.span.start)):
            subject = (shared,)
        led = view.speech.led and sentence.start == cue.span.start  # "b) undertook to …" under "Mr Hay:"
        if (
            cue.id in ("agreed-to", "undertook-to")
            and not led
            and (not subject or subject[-1].word in ("panel", "members"))
        ):
            return _agreement(view, sentence, clause, cue)
        if view.verbs.is_in("soft", verb["verb"]):
            return Passed(clause, cue.id, "a hope or a thought")
    if cue.id == "said-would" and not view.speech.pending:
        return Passed(clause, cue.id, "answers a question")
    if has("waiting", plain, sentence.start, cue.span.start):
        return Passed(clause, cue.id, "already past")
    if cue.id == "happy-to" and subject and subject[-1].word == "panel":
        return Passed(clause, cue.id, "already past")
    if re.match(r"\s*to\b", plain[sentence.start : cue.span.start], re.IGNORECASE):
        return Passed(clause, cue.id, "agenda wording")
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
        return Passed(clause, cue.id, "the panel was given it")
    if not by:
        by = view.speech.last or (Party(PartyKind.BODY, "Officers"),)
    strength = Strength.CONDITIONAL if cue.strength == "conditional" else _strength(view, clause)
    end = verb.end() if verb else cue.span.end
    return Draft(
        CommitmentKind.PROMISE, clause, by, cue.id, cue.span.end, by, strength, action=_action_start(cue, verb, end)
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
    subject = view.subject(sentence.start, cue.span.start)
    impersonal = cue.means == "agreed-that" or not subject or subject[-1].word in ("panel", "members")
    if not impersonal:
        return None
    if cue.means == "body-agreed" and not subject and sentence.start != cue.span.start:
        return None
    rest = Span(cue.span.end, clause.end)
    if is_inert(view, rest):
        return Passed(clause, cue.id, "asks nobody to act")
    words = rest.of(plain)
    if cue.span.of(plain).endswith("that") and not _SUBJUNCTIVE.search(words) and not binds(view, rest):
        return Passed(clause, cue.id, "a view, not an act")
    by, owner = _bound(view, rest)
    return Draft(
        CommitmentKind.RESOLUTION, clause, by, cue.id, cue.span.end, owner, _strength(view, clause), action=cue.span.end
    )


def _bound(view: View, rest: Span) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Whom a decision binds: the agent it names, or the body."""
    agent = binds(view, rest)
    return agent or (view.mentions.body,), agent


def _request(view: View, sentence: Span, clause: Span, cue: Cue) -> Judged | None:
    plain = view.plain
    subject = view.subject(sentence.start, cue.span.start)
    rest = Span(cue.span.end, clause.end)
    words = rest.of(plain)
    if rest.length < 4 and plain[clause.end : clause.end + 1] == ":":
        return None
    if cue.means == "request-be":
        return _request_of_somebody(view, sentence, clause, cue, subject)
    if cue.means == "request-of":
        return _request_to_somebody(view, sentence, clause, cue, subject)
    by: tuple[Party, ...]
    if cue.means == "request-impersonal":
        by = view.parties(view.mentions.within(cue.span.start, cue.span.end)[-1:]) or (view.mentions.body,)
    elif cue.means == "request-direct":
        by = view.speech.last or view.speech.asker
    else:
        by = view.parties(subject, asking=True)
        if not by and not subject:
            by = _asker_before(view, sentence, cue)
        if not by:
            return Passed(clause, cue.id, "nobody is said to ask")
    if not by or (not subject and _PAPER.search(plain[sentence.start : cue.span.start])):
        return Passed(clause, cue.id, "nobody is said to ask")
    if cue.means in ("request-mild", "request-impersonal") and not _asks_for_act(view, rest):
        return Passed(clause, cue.id, "a view, not a request")
    if cue.means == "request-thing" and not _is_thing(view, rest):
        return Passed(clause, cue.id, "a view, not a request")
    if cue.means == "request-for" and (not words.strip() or _not_askable(words)):
        return Passed(clause, cue.id, "answered in the room")
    if cue.means == "request-done" and re.match(r"\s+(?:recorded|noted|minuted|known|clear|sure)\b", words):
        return Passed(clause, cue.id, "part of the meeting")
    if cue.means in ("request-see",) and re.match(
        r"\s+(?:that|how|why|what|whether|if|this\s+(?:happen|succeed))\b", words
    ):
        return Passed(clause, cue.id, "a view, not a request")
    owner = binds(view, rest) if cue.means in ("request-that", "request-mild", "request-impersonal") else ()
    return Draft(
        CommitmentKind.REQUEST, clause, by, cue.id, cue.span.end, owner, _strength(view, clause), action=cue.span.end
    )


def _asker_before(view: View, sentence: Span, cue: Cue) -> tuple[Party, ...]:
    """Who asks, where the verb is one of several: "Members expressed concern that … and suggested that …"."""
    actors = [
        m
        for m in view.mentions.within(sentence.start, cue.span.start)
        if m.span.start - sentence.start < 60 and not m.is_pronoun
    ]
    if actors and (who := view.speech.settle(actors[0])):
        return who
    return view.speech.last


def _request_of_somebody(
    view: View, sentence: Span, clause: Span, cue: Cue, subject: tuple[Mention, ...]
) -> Judged | None:
    """ "Officers were asked to schedule": the asker if the words name one, else the one who was asked."""
    plain = view.plain
    verb = _VERB.match(plain, cue.span.end, clause.end)
    if verb is None or view.verbs.is_in("conduct", verb["verb"]) or view.verbs.is_in("idle", verb["verb"]):
        return Passed(clause, cue.id, "part of the meeting")
    if has("habit", plain, sentence.start, cue.span.start) or not subject:
        return Passed(clause, cue.id, "no one is named")
    named = view.mentions.within(cue.span.start, cue.span.end)
    owner = view.parties(subject)
    by = view.parties(named[-1:]) or owner
    if not by:
        return Passed(clause, cue.id, "no one is named")
    return Draft(
        CommitmentKind.REQUEST,
        clause,
        by,
        cue.id,
        verb.end(),
        owner,
        _strength(view, clause),
        action=verb.start("verb"),
    )


def _request_to_somebody(
    view: View, sentence: Span, clause: Span, cue: Cue, subject: tuple[Mention, ...]
) -> Judged | None:
    """ "The Chair asked the officer to write": not what people are asked to do within the meeting itself."""
    plain = view.plain
    verb = _VERB.match(plain, cue.span.end, clause.end)
    asked = view.mentions.within(cue.span.start, cue.span.end)
    object_pronoun = re.search(r"\b(?:him|her|them)\s+to$", cue.span.of(plain))
    if object_pronoun and verb and not view.verbs.is_in("conduct", verb["verb"]) and view.verbs.is_known(verb["verb"]):
        by = view.parties(subject, asking=True) or _asker_before(view, sentence, cue)
        owner = view.speech.answerer
        if by:
            return Draft(
                CommitmentKind.REQUEST,
                clause,
                by,
                cue.id,
                verb.end(),
                owner,
                _strength(view, clause),
                action=verb.start("verb"),
            )
    if verb is None or not asked or view.verbs.is_in("conduct", verb["verb"]) or not view.verbs.is_known(verb["verb"]):
        return Passed(clause, cue.id, "part of the meeting")
    by = view.parties(subject, asking=True) or _asker_before(view, sentence, cue)
    if not by:
        return Passed(clause, cue.id, "nobody is said to ask")
    owner = view.parties(asked[:1])
    return Draft(
        CommitmentKind.REQUEST,
        clause,
        by,
        cue.id,
        verb.end(),
        owner,
        _strength(view, clause),
        action=verb.start("verb"),
    )


def _asks_for_act(view: View, rest: Span) -> bool:
    """Whether what follows "suggested that" is something to be done, not something believed."""
    head = " ".join(rest.of(view.plain).split()[:24])
    if match := re.search(r"\b(?:were|was)\s+([a-z-]+)", head):
        return view.verbs.is_in("owed", match[1]) and match[1].endswith(("ed", "en", "nt", "ght", "wn"))
    if re.search(r"\bbe\b|\bshould\b|\bcould\b|\bought\b", head):
        return not re.search(
            r"\b(?:would|could|might|may)\s+be\s+(?:due|because|that|related|a|an|the|very|more|less|helpful|"
            r"useful)\b",
            head,
        )
    return bool(binds(view, rest)) or bool(leading_subjunctive(view, rest))


def _is_thing(view: View, rest: Span) -> bool:
    """Whether "suggested" is followed by a thing or an act, not by a statement: "suggested the rise was due to …"."""
    words = " ".join(rest.of(view.plain).split()[:16])
    if re.match(
        r"(?:the\s+)?(?:motion|amendment|vote|recommendations?|adoption|reason|cause|following|name|appointment|"
        r"election)\b",
        words,
    ):
        return False
    finite = re.search(r"\b(?:was|were|is|are|had|has|did|does|would\s+(?:be|have)|meant|came)\b", words)
    return finite is None or bool(re.search(r"\b(?:should|could|might|be)\b", words[: finite.start()]))


def _not_askable(words: str) -> bool:
    nouns = any_of(load_lexicon().words("askable-nouns-excluded"))
    return (
        bool(re.match(rf"\s+(?:any\s+|some\s+|further\s+|more\s+|the\s+|their\s+)?{nouns}\b", words, re.IGNORECASE))
        and "to be" not in words
    )


def _strength(view: View, clause: Span) -> Strength:
    return Strength.CONDITIONAL if first("condition", view.plain, clause.start, clause.end) else Strength.FIRM
