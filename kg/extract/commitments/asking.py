"""Requests: what the words after a cue ask for, who asks, and whether it is an act that can be checked."""

from __future__ import annotations

import re

from kg.document import Span
from kg.extract.commitments.binding import binds
from kg.extract.commitments.cues import Cue, has
from kg.extract.commitments.draft import Draft, Judged, Passed, View, strength_of
from kg.extract.commitments.inert import CORRECTS, leading_subjunctive
from kg.extract.commitments.mentions import Mention
from kg.extract.commitments.verbs import NEXT_VERB
from kg.facts import CommitmentKind, Party, PartyKind
from kg.lexicon import any_of, load_lexicon

_PAPER = re.compile(
    r"\b(?:report|paper|strategy|plan|draft|document|letter|petition|contract|motion|review|guidance|legislation|law|"
    r"Act|policy)\s+(?:\([^()]*\)\s*)?(?:also\s+)?$"
)


_VERB_ALONE = re.compile(r"request(?:ed|s)\b")
# "a petition by residents, | requesting that": the words of the petition.
_IN_PAPER = re.compile(
    r"\b(?:petition|letter|e-?mail|report|motion|correspondence|message|note|paper|request|response|reply|proposal|resolution)s?\b[^;.]*$"
)
# "An additional meeting was requested": something that is not there yet, not "the report that was requested".
_NEW_THING = re.compile(
    r"(?:(?:An?|Further|Additional|More|Another|Updated|Future|Regular)\s+(?!(?:copy|request|clarif|assur|reassur|point|question|view)\w*)"
    r"(?:[\w'/&-]+\s+){1,12})$",
    re.IGNORECASE,
)
# A name that is nobody's, right before the verb.
_STRANGER = re.compile(
    r"(?:^|[.;,]\s+|\s-\s+|\band\s+|\bthat\s+)(?!(?:Also|Then|Finally|However|Again|Therefore|Further|It|This|That|And|But|In|At|You|I|Nobody|People|Who)\b)"
    r"(?:[A-Z][a-z'-]*\.?\s+){0,2}[A-Z][a-z'-]+\s+(?:also\s+|then\s+)?$"
)
# "urged the Fund to sign", "asked the other four to finish"
_SOMEBODY = re.compile(
    r"\s(?:the\s+[A-Z][\w'-]+|the\s+(?:other|remaining)\s+\w+|those\s+[\w\s]{3,40}|every(?:one|body)|any(?:one|body)|colleagues)\s+to$"
)
# "Jo Hill | was asked to": somebody whom the document does not introduce.
_UNKNOWN_NAME = re.compile(r"(?P<name>[A-Z][a-z'-]+\s+[A-Z][a-z'-]+)\s+(?:also\s+|then\s+)?")
# "any items | they would like the Panel to look at"
_WISHED_FOR = re.compile(r"\b(?:items?|topics?|questions?|matters?|issues?|areas?|points?|things?)\s+$")
# Who is chosen in the room is chosen there and then: nobody has to act.
_APPOINTS = re.compile(
    r"\bbe\s+(?:re-?)?(?:elected|appointed|nominated|co-opted)\b|\bbe\s+(?:the|our)\s+(?:[a-z-]+\s+)?"
    r"(?:representatives?|members?|chair\w*|vice-chair\w*|deputy)\b|\b(?:minutes|accounts)\b[^.;]*\bbe\s+"
    r"(?:approved|accepted|agreed|signed|adopted)\b"
)
# "that the recommendations be endorsed", "that permission should be granted": what the meeting is to say.
_CONCURS = re.compile(
    r"\s*(?:the\s+)?(?:[\w'-]+\s+){1,12}?(?:should\s+)?be\s+(?:granted|refused|permitted|endorsed|noted|adopted|ratified|"
    r"accepted|rejected|supported)\b(?!\s+and\b)"
)


# "requested that it be minuted that he disagreed"
_MINUTED = re.compile(
    r"\s*(?:it|(?:his|her|their|the)\s+(?:[\w'-]+\s+){1,4}?)\s*(?:should\s+)?be\s+(?:noted|recorded|minuted)\b"
)
# "suggested that it might be helpful to invite the clubs"
_HELPFUL_TO = re.compile(
    r"it\s+(?:might|would|could|may)\s+(?:also\s+)?be\s+(?:\w+\s+)?(?:helpful|useful|beneficial|good|worthwhile|worth|sensible|wise|"
    r"prudent)\s+(?:for\s+[\w\s]{2,30}?\s+)?(?:to\s+)?(?P<verb>[a-z-]+)"
)


def judge_request(view: View, sentence: Span, clause: Span, cue: Cue) -> Judged | None:
    """A request, if somebody is said to ask for something that can be done; None where the cue says nothing."""
    plain = view.plain
    subject = view.subject(sentence.start, cue.span.start)
    rest = Span(cue.span.end, clause.end)
    words = rest.of(plain)
    if plain[clause.end : clause.end + 1] == ":" and (
        (cue.means != "request-passive" and rest.length < 4) or re.match(r"\s*(?:that\s+)?the\s+following\b", words)
    ):
        return None  # what is asked for stands in the list below
    if cue.means == "request-be":
        return _request_of_somebody(view, sentence, clause, cue, subject)
    if cue.means == "request-of" and subject and (thing := _asks_for_thing(view, cue)):
        cue, rest = thing, Span(thing.span.end, clause.end)
        words = rest.of(plain)
    if cue.means == "request-of":
        return _request_to_somebody(view, sentence, clause, cue, subject)
    if cue.id == "requested-anything" and not subject:
        return Passed(clause, cue.id, "nobody is named")
    if cue.id in ("we-wish-to-see", "interested-to-see") and not subject:
        return Passed(clause, cue.id, "nobody is named")
    by: tuple[Party, ...]
    if cue.means == "request-impersonal":
        told = " put to " in cue.span.of(plain)  # "It was put to Mr Hay that": not by him
        named = () if told else view.mentions.within(cue.span.start, cue.span.end)[-1:]
        by = view.parties(named) or (view.mentions.body,)
    elif cue.means == "request-passive":
        if not _NEW_THING.match(plain, clause.start, cue.span.start):
            return Passed(clause, cue.id, "only describes something")
        by = binds(view, rest) or (view.mentions.body,)
    elif cue.means == "request-direct":
        by = view.speech.voice or view.speech.last or view.speech.asker or (view.mentions.body,)
    else:
        by = view.parties(subject, asking=True)
        if not by and not subject:
            by = _asker_before(view, sentence, cue)
        if not by and not subject and sentence.start == cue.span.start:
            by = (view.mentions.body,)  # "Suggested that …", in notes: said at the meeting
        if not by and subject and subject[-1].is_pronoun and subject[-1].word != "who":
            by = view.speech.last or view.speech.asker or (Party(PartyKind.BODY, "Members"),)
        if not by:
            return Passed(clause, cue.id, "nobody is named")
    if re.match(r"(?:requesting|asking)\b", plain[cue.span.start : cue.span.end]) and _IN_PAPER.search(
        plain, sentence.start, cue.span.start
    ):
        return Passed(clause, cue.id, "given by somebody else")
    if not by or (not subject and _PAPER.search(plain[sentence.start : cue.span.start])):
        return Passed(clause, cue.id, "nobody is named")
    if _MINUTED.match(words) or _CONCURS.match(words):
        return Passed(clause, cue.id, "part of the meeting")
    for_thing = cue.means == "request-impersonal" and cue.span.of(plain).endswith("for")
    if for_thing and (not words.strip() or _not_askable(words)):
        return Passed(clause, cue.id, "part of the meeting")
    if cue.means in ("request-mild", "request-impersonal") and not (for_thing or _asks_for_act(view, rest)):
        return Passed(clause, cue.id, "a view, not an act")
    if cue.means == "request-thing" and not _is_thing(view, rest):
        return Passed(clause, cue.id, "a view, not an act")
    if cue.means.startswith("request-see") and re.search(
        r"\bwhat\s+(?:\w+\s+)?$", plain[sentence.start : cue.span.start]
    ):
        return Passed(clause, cue.id, "only describes something")  # "They discussed what they wished to see"
    if cue.means == "request-for" and (not words.strip() or _not_askable(words)):
        return Passed(clause, cue.id, "part of the meeting")
    if cue.means == "request-done" and re.match(
        r"\s+(?:recorded|noted|minuted|known|thanked|congratulated|commended|clear|sure|(?:placed\s+|put\s+)?on\s+(?:the\s+)?record)\b",
        words,
    ):
        return Passed(clause, cue.id, "part of the meeting")
    if cue.means in ("request-see",) and re.match(
        r"\s+(?:that|how|why|what|whether|if|no|fewer|less|this\s+(?:happen|succeed))\b", words
    ):
        return Passed(clause, cue.id, "a view, not an act")
    owner = binds(view, rest) if cue.means in ("request-that", "request-mild", "request-impersonal") else ()
    return Draft(
        CommitmentKind.REQUEST, clause, by, cue.id, cue.span.end, owner, strength_of(view, clause), action=cue.span.end
    )


def _asks_for_thing(view: View, cue: Cue) -> Cue | None:
    """ "requested copies of the accounts to date": nobody is asked to do anything, a thing is asked for."""
    verb = _VERB_ALONE.match(view.plain, cue.span.start, cue.span.end)
    if verb is None or view.mentions.within(verb.end(), cue.span.end):
        return None
    return Cue("request-for", cue.id, Span(*verb.span()), cue.strength)


def _asker_before(view: View, sentence: Span, cue: Cue) -> tuple[Party, ...]:
    """Who asks, where the verb is one of several: "Members expressed concern that … and suggested that …"."""
    if _STRANGER.search(view.plain[sentence.start : cue.span.start]):
        return (view.mentions.body,)  # somebody whom the document does not introduce
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
    verb = NEXT_VERB.match(plain, cue.span.end, clause.end)
    if cue.id == "members-should":
        return _members_should(view, sentence, clause, cue, subject)
    if verb is None or view.verbs.is_in("conduct", verb["verb"]) or view.verbs.is_in("idle", verb["verb"]):
        return Passed(clause, cue.id, "part of the meeting")
    if (
        subject
        and subject[-1].word == "members"
        and "encouraged" in cue.span.of(plain)
        and not _by_a_day(view, clause, cue)
    ):
        return Passed(clause, cue.id, "a hope or a thought")
    if not subject and (shared := view.coordinated(sentence, cue.span.start)):
        subject = (shared,)
    name = None if subject else _UNKNOWN_NAME.fullmatch(plain, sentence.start, cue.span.start)
    if has("habit", plain, sentence.start, cue.span.start) or not (subject or name):
        return Passed(clause, cue.id, "nobody is named")
    named = view.mentions.within(cue.span.start, cue.span.end)
    owner = (Party(PartyKind.PERSON, name["name"]),) if name else view.parties(subject)
    by = view.parties(named[-1:]) or owner
    if not by:
        return Passed(clause, cue.id, "nobody is named")
    return _request_for(view, clause, cue, verb, by, owner)


def _members_should(view: View, sentence: Span, clause: Span, cue: Cue, subject: tuple[Mention, ...]) -> Judged | None:
    """ "Members should send their comments by 15 March": asked by whoever says so, else by the body."""
    verb = NEXT_VERB.match(view.plain, cue.span.end, clause.end)
    if (
        verb is None
        or not subject
        or subject[-1].word not in ("members", "officers")
        or not _by_a_day(view, clause, cue)
    ):
        return None
    told = sentence.start != subject[0].span.start and view.speech.last
    return _request_for(view, clause, cue, verb, told or (view.mentions.body,), view.parties(subject))


def _by_a_day(view: View, clause: Span, cue: Cue) -> bool:
    due = view.due(clause, cue.span.end)
    return bool(due and due.by)


def _request_for(
    view: View, clause: Span, cue: Cue, verb: re.Match[str], by: tuple[Party, ...], owner: tuple[Party, ...]
) -> Draft:
    """The request for the act that the verb names."""
    return Draft(
        CommitmentKind.REQUEST,
        clause,
        by,
        cue.id,
        verb.end(),
        owner,
        strength_of(view, clause),
        action=verb.start("verb"),
    )


def _request_to_somebody(
    view: View, sentence: Span, clause: Span, cue: Cue, subject: tuple[Mention, ...]
) -> Judged | None:
    """ "The Chair asked the officer to write": not what people are asked to do within the meeting itself."""
    plain = view.plain
    if subject and _WISHED_FOR.search(plain, sentence.start, subject[0].span.start):
        return Passed(clause, cue.id, "only describes something")
    verb = NEXT_VERB.match(plain, cue.span.end, clause.end)
    asked = view.mentions.within(cue.span.start, cue.span.end)
    object_pronoun = re.search(r"\b(?:him|her|them)\s+to$", cue.span.of(plain))
    if object_pronoun and verb and not view.verbs.is_in("conduct", verb["verb"]) and view.verbs.is_known(verb["verb"]):
        by = view.parties(subject, asking=True) or _asker_before(view, sentence, cue)
        owner = view.speech.answerer
        if by:
            return _request_for(view, clause, cue, verb, by, owner)
    if cue.id == "wanted-somebody-to" and verb and verb["verb"] in ("know", "understand", "note", "remember", "see"):
        return Passed(clause, cue.id, "a view, not an act")
    asked_anybody = bool(asked) or cue.id == "wanted-somebody-to" or _SOMEBODY.search(cue.span.of(plain)) is not None
    if (
        verb is None
        or not asked_anybody
        or view.verbs.is_in("conduct", verb["verb"])
        or not view.verbs.is_known(verb["verb"])
    ):
        return Passed(clause, cue.id, "part of the meeting")
    by = view.parties(subject, asking=True) or _asker_before(view, sentence, cue)
    if not by:
        return Passed(clause, cue.id, "nobody is named")
    owner = view.parties(asked[:1])
    return _request_for(view, clause, cue, verb, by, owner)


def _asks_for_act(view: View, rest: Span) -> bool:
    """Whether what follows "suggested that" is something to be done, not something believed."""
    head = " ".join(rest.of(view.plain).split()[:24])
    if _APPOINTS.search(head) or CORRECTS.search(head):
        return False
    if re.match(r"(?:to\s+)?[a-z-]+\s", head) and view.plain[rest.start - 2 : rest.start].lower() == "to":
        verb = head.split()[0]
        told = re.search(
            r"\bproposed\s+to$", view.plain[rest.start - 12 : rest.start]
        )  # "It was proposed to move": a plan
        return view.verbs.is_in("owed", verb) or (
            not told
            and view.verbs.is_in("act", verb)
            and not any(view.verbs.is_in(name, verb) for name in ("inert", "idle"))
        )
    if helpful := _HELPFUL_TO.match(head):
        return view.verbs.is_in("owed", helpful["verb"]) or view.verbs.is_in("act", helpful["verb"])
    match = re.search(r"\b(?:were|was)\s+([a-z-]+)", head)
    if match and not re.search(r"\b(?:should|could|be\s+[a-z-]+(?:ed|en|ld|nt|ght|wn))\b", head[: match.start()]):
        return view.verbs.is_in("owed", match[1]) and match[1].endswith(("ed", "en", "nt", "ght", "wn"))
    if re.search(r"\bbe\b|\bshould\b|\bcould\b|\bought\b", head):
        return not re.search(
            r"\b(?:would|could|might|may)\s+be\s+(?:due|because|that|related|a|an|the|to|very|more|less|helpful|"
            r"useful)\b",
            head,
        )
    return bool(binds(view, rest)) or bool(leading_subjunctive(view, rest))


def _is_thing(view: View, rest: Span) -> bool:
    """Whether "suggested" is followed by a thing or an act, not by a statement: "suggested the rise was due to …"."""
    words = " ".join(rest.of(view.plain).split()[:16])
    if re.match(
        r"(?:(?:the|that\s+the|an?|some)\s+)?(?:[a-z-]+\s+)?(?:number\s+of\s+)?(?:motions?|amendments?|votes?|"
        r"recommendations?|adoption|reasons?|causes?|following|names?|appointments?|elections?|minutes|candidates?|"
        r"acceptance|approval|nominations?|changes\s+to\s+the\s+(?:minutes|constitution))\b",
        words,
    ):
        return False
    finite = re.search(r"\b(?:was|were|is|are|had|has|did|does|would\s+(?:be|have)|meant|came)\b", words)
    return finite is None or bool(re.search(r"\b(?:should|could|might|be)\b", words[: finite.start()]))


def _not_askable(words: str) -> bool:
    nouns = any_of(load_lexicon().words("askable-nouns-excluded"))
    return (
        bool(
            re.match(
                rf"\s+(?:how|what|which|whom)\b|\s+(?:the\s+[A-Za-z]+'s?\s+|any\s+|some\s+|further\s+|more\s+|the\s+|their\s+)?{nouns}\b",
                words,
                re.IGNORECASE,
            )
        )
        and "to be" not in words
    )
