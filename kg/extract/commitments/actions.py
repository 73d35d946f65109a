"""Action lines: "Clerk to write", "Order two bins (RB)", "A litter pick would be arranged - KM"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.document import Block, Span
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.mentions import Mention
from kg.extract.commitments.outcomes import OVER, is_over
from kg.extract.commitments.owners import (
    bracketed_owners,
    head_owners,
    labelled_day,
    labelled_owners,
    only_names,
    owners_of,
    tail_owners,
)
from kg.extract.commitments.parts import split_infinitives
from kg.facts import CommitmentKind

_TO = re.compile(
    r"\s*(?:/\s*[a-z]+\s*)?(?:\([^)]*\)\s*)?(?:,\s*who[^,;.]{1,60},\s*)?(?::\s*|-\s*)?(?:(?:still|also|now|then)\s+)?to\s+"
    r"(?!be\b)(?P<verb>[a-z][\w-]*)"
)
_JOINED = re.compile(r"\s*(?:,|/|&|and|,\s*and)\s*")
_BEFORE = re.compile(
    r"(?:^|[.;:,(]\s*|^(?:[Aa]greed|AGREED|[Rr]esolved|RESOLVED|[Dd]ecided|DECIDED)\s+(?:for\s+|that\s+)?|^Deferred\s+[^,;.]{0,40}\bfor\s+|\s-\s*|"
    r"^[\w /'&]{3,40}-\s+|\)\s*|"
    r"(?:was|were|been)\s+[a-z]+(?:ed|ent|ght|en)\s+and\s+|^\d+\s*|"
    r"\b(?:[Oo]n-?going|[Oo]utstanding|[Pp]ending)\s+)(?:[a-z][a-z ]{2,30}\sand\s+)?$"
)
_TELLS = re.compile(r"\b(?:[a-z]{3,}ed|he|she|they|we|I|it|you|how|where|what|when)\b")
# "Deferred to the next meeting | for the Clerk to find out": put off so that somebody can act.
_PUT_OFF = re.compile(r"Deferred\s+[^,;.]{0,40}\bfor\s+(?:the\s+)?")
_NAMED_VERB = re.compile(r"\s*[:-]?\s*(?:will\s+|should\s+|please\s+)?(?P<verb>[a-zA-Z][\w-]*)")
_COMMAND = re.compile(
    r"\s+(?:then\s+|also\s+|please\s+)?(?P<verb>[a-z][a-z-]+)(?P<object>\s+(?:the|an?|this|that|these|those|all|him|her|them|it|to|"
    r"with|re|if|whether|saying|asking|back|up|out|into|[A-Z][\w'&-]*))?(?=\s|[.,;]|$)"
)
# Nouns as well ("Clerk report circulated"), and verbs that may tell of the past ("Clerk read it out").
_ALSO_NOUNS = frozenset(
    "report update request contact work review plan check visit note list email e-mail letter post notice call order "
    "issue display train support brief answer reply record sign address stop start return research survey place "
    "table copy feedback feed design draft log mark map name offer pay pledge question ring run schedule set staff "
    "trial use vote walk watch cover cost charge challenge change chair fund".split()
)
_SAME_IN_PAST = frozenset("read put set cut let shut cost bid split quit hit spread".split())
# What is done in the meeting, or at its door: "Clerk present", "The Chair open the meeting".
_THERE_AND_THEN = frozenset("present open close attend thank welcome chair leave join introduce".split())
# "The plan to be followed is the old one": no note, but a sentence.
_GOES_ON = re.compile(
    r"(?:(?!\b(?:as|because|since|which|that|who|if|when|where|what|whether|how|why|before|once|until|after|so|while|and|but|"
    r"unless)\b)[^,;:.(-])*?\b(?:is|was|were|are)\b"
)
_NOTE = re.compile(
    r"(?:[A-Z][^.;:]{2,50}?(?::|\s-)\s+)?"  # "Church Street: contract to be signed"
    r"(?P<what>(?:[^.;:]|(?<=\d)[.:](?=\d)){3,90}?)\s*(?P<to>to\s+be)\s+(?:now\s+|also\s+)?(?P<verb>[a-z][\w-]*)"
)
# "To be reported to the county": nothing before it but the heading.
_BARE_NOTE = re.compile(r"(?P<what>)(?P<to>To\s+be)\s+(?:now\s+|also\s+)?(?P<verb>[a-z][\w-]*)")
_LATER_KNOWN = frozenset("advise confirm notify announce".split())  # "Date to be advised": nobody is bound
_LEFT_OPEN = frozenset("settle determine resolve arrange hold discuss see".split())  # "To be settled by the Council"
# "Draft to come to the next meeting", "Ash Road: to start in the week of 10 June".
_GOES = re.compile(
    r"(?:[A-Z][^.;:]{2,50}?(?::|\s-)\s+)?(?P<what>(?:[A-Za-z][^.;:,]{2,60}?\s)?)(?P<to>to)\s+(?P<verb>come|go|follow|return|commence|"
    r"start|begin|open|reopen|finish)\b(?P<where>\s+(?:back\s+)?(?:to|before|on|out|up|in)\b)?"
)
# "Still some gates to be hung": how things stand.
_STILL = re.compile(r"\bstill\b|\byet\b|\bremain(?:s|ing)?\b", re.IGNORECASE)
# A verb in a form that makes a sentence: what has none is a note.
FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|could|should|did|said|asked|wished|wanted|needed|need|needs|"
    r"agreed|reported|appeared|seemed|expected|continued|"
    r"remained|took|gave|made|held|met|went|came|saw|heard|thought|felt|ought|due|going|likely|planned|scheduled|set|able|supposed|requested|suggested|"
    r"proposed|noted|declined|refused|ought|failed|that|which|who|for|understood|believed|considered|found|allow|"
    r"allowed|enable)\b|[a-z]+ed\b(?=\s+(?:the|a|that|to)\b)",
    re.IGNORECASE,
)
_PAPER_OF = re.compile(
    r"(?:(?:a|joint|verbal)\s+)*(?:report|update|presentation|letter)\s+(?:of|by|from)\s+(?:the\s+)?[A-Z]",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(r"\s*(?:(?:please|also|then|to)\s+)?(?P<verb>[A-Za-z][\w-]*)(?!\s+\d)", re.IGNORECASE)
# What makes a line with a name at its end a thing to do: "A litter pick would be arranged - KM".
_TO_DO = re.compile(
    r"\b(?:would|will|should|shall|must|(?<!expected\s)(?<!likely\s)to\s+be|needs?\s+(?:to|\w+ing)|requires?|required\s+to)\b",
    re.IGNORECASE,
)


def read_duties(view: View, sentence: Span) -> Iterator[Draft | Passed]:
    """ "SZ to share feedback within a week": a bare infinitive after whoever has to act."""
    plain = view.plain
    group: list[Mention] = []
    found = False
    whole = _past_quotation(plain, sentence) == sentence.start and not _has_duty(view, sentence)
    if whole and (to_be := _to_be_done(view, sentence) or _to_go(view, sentence)):
        yield to_be
        return
    for mention in view.mentions.within(_past_quotation(plain, sentence), sentence.end):
        if mention.is_pronoun:
            group = []
            continue
        if group and _JOINED.fullmatch(plain, group[-1].span.end, mention.span.start):
            group.append(mention)
        else:
            group = [mention]
        duty = _TO.match(plain, mention.span.end, sentence.end)
        before = plain[sentence.start : group[0].span.start]
        if not duty or not (_BEFORE.search(before) or (found and before.rstrip().endswith("and"))):
            continue
        if before and group[0].word in ("group", "named") and not found:
            continue  # "families and schools to improve attendance"
        if is_over(view, Span(duty.end(), sentence.end)):
            continue  # "Clerk to report the pot holes - done": an action of the last meeting, with what became of it
        if duty["verb"] in ("remain", "stay"):
            continue  # "Cllr Hay to remain as Chair"
        if not view.verbs.is_known(duty["verb"]) or _governed(plain, sentence, group[0]):
            continue
        if by := owners_of(view, tuple(group)):
            end = _duty_end(view, sentence, duty.end())
            clause = view.trim(group[0].span.start, end)
            found = True
            yield from split_infinitives(
                view,
                Draft(CommitmentKind.RESOLUTION, clause, by, "x-to-do", duty.end(), by, action=duty.start("verb")),
            )


def read_command(view: View, sentence: Span) -> Draft | None:
    """ "Clerk email the county and ask", "Cllr Hay then chase the contractor": the bare verb after who is to act."""
    first = next(iter(view.mentions.within(sentence.start, min(sentence.end, sentence.start + 60))), None)
    if first is None or first.span.start != sentence.start or not first.person or first.is_pronoun:
        return None
    command = _COMMAND.match(view.plain, first.span.end, sentence.end)
    if command is None or view.plain[first.span.end - 1] == "s" or not view.verbs.is_known(command["verb"]):
        return None
    verb = command["verb"]
    acts = (view.verbs.lists["owed"] | view.verbs.lists["act"]) - view.verbs.lists["inert"]
    if verb not in acts or verb in _SAME_IN_PAST | _THERE_AND_THEN or (verb in _ALSO_NOUNS and not command["object"]):
        return None
    by = view.parties((first,))
    if not by:
        return None
    clause = view.trim(sentence.start, sentence.end)
    return Draft(
        CommitmentKind.RESOLUTION, clause, by, "x-to-do", command.end("verb"), by, action=command.start("verb")
    )


def _past_quotation(plain: str, sentence: Span) -> int:
    """Where the sentence's own words begin, if it is the end of a quotation that opened in an earlier sentence."""
    first = plain.find('"', sentence.start, sentence.end)
    odd = first > sentence.start and plain.count('"', first, sentence.end) % 2 == 1
    return first + 1 if odd and not plain[first + 1 : first + 2].isalnum() else sentence.start


def _to_be_done(view: View, sentence: Span) -> Draft | None:
    """ "New sign to be ordered": a note without a finite verb, and without one who has to act."""
    plain = view.plain
    if plain.find(" be", sentence.start, sentence.end) < 0:
        return None
    match = _BARE_NOTE.match(plain, sentence.start, sentence.end) or _NOTE.match(plain, sentence.start, sentence.end)
    if (
        match is None
        or FINITE.search(match["what"])
        or _STILL.search(match["what"])
        or _GOES_ON.match(plain, match.end(), sentence.end)
        or not view.verbs.is_participle(match["verb"])
    ):
        return None
    base = view.verbs.base(match["verb"])
    if base not in view.verbs.lists["owed"] | view.verbs.lists["act"]:
        return None
    if base in _LATER_KNOWN and not view.mentions.within(match.start(), match.start("to")):
        return None
    if match.re is _BARE_NOTE and base in _LEFT_OPEN:
        return None
    if base == "hold" and re.search(r"\bmeetings?\b", match["what"], re.IGNORECASE):
        return None  # "Next meeting to be held on 5 June": a date in the calendar
    clause = view.trim(sentence.start, sentence.end)
    agents = [
        m
        for m in view.mentions.within(match.end(), sentence.end)
        if re.search(r"\bby\s+(?:the\s+)?$", plain[match.end() : m.span.start])
    ]
    who = (
        view.parties(view.subject(sentence.start, match.start("to")))
        if base in ("ask", "request", "instruct")
        else view.parties(tuple(agents[:1]))
    )
    return Draft(
        CommitmentKind.RESOLUTION,
        clause,
        who or (view.mentions.body,),
        "to-be-done-note",
        match.end(),
        who,
        action=sentence.start,
    )


def _has_duty(view: View, sentence: Span) -> bool:
    """Whether a sentence begins with who has to act: "Ms Hill to provide a paragraph to be put in"."""
    first = next(iter(view.mentions.within(sentence.start, min(sentence.end, sentence.start + 80))), None)
    duty = _TO.match(view.plain, first.span.end, sentence.end) if first and first.span.start == sentence.start else None
    return duty is not None and view.verbs.is_known(duty["verb"])


def _to_go(view: View, sentence: Span) -> Draft | None:
    """ "Draft to come to the next meeting": where a thing is to go, or by what day it is to begin."""
    match = _GOES.match(view.plain, sentence.start, sentence.end)
    if (
        match is None
        or FINITE.search(match["what"])
        or _TELLS.search(match["what"])
        or match.start("to") == sentence.start
    ):
        return None
    if _GOES_ON.match(view.plain, match.end("verb"), sentence.end):
        return None
    given = match["verb"] in ("come", "go", "return", "follow")
    due = view.due(sentence, match.end("verb"))
    if not (match["where"] if given else due and due.by):
        return None
    clause = view.trim(sentence.start, sentence.end)
    return Draft(
        CommitmentKind.RESOLUTION,
        clause,
        (view.mentions.body,),
        "to-be-done-note",
        match.end("verb"),
        action=sentence.start,
    )


def _governed(plain: str, sentence: Span, mention: Mention) -> bool:
    """ "for the Chair to decide", "asked officers to write": the infinitive belongs to another verb."""
    before = plain[sentence.start : mention.span.start]
    if _PUT_OFF.fullmatch(before):
        return False
    return bool(
        re.search(
            r"\b(?:for|asked|requested|invited|of|by|with|from|to|allow(?:s|ed)?|enable[sd]?|requir(?:es|ed|"
            r"e))\s+(?:the\s+)?$",
            before,
        )
    ) or bool(
        not mention.person
        and re.search(
            r"\b(?:was|were|is|are|has|have|had|would|will|said|asked|reported|agreed\s+that)\b[^;.]*,\s*$", before
        )
    )


def _duty_end(view: View, sentence: Span, start: int) -> int:
    """Up to the next duty of somebody else in the same sentence."""
    for mention in view.mentions.within(start, sentence.end):
        if _TO.match(view.plain, mention.span.end, sentence.end) and re.search(
            r"(?:;|,|\band|\.)\s*$", view.plain[start : mention.span.start]
        ):
            cut = re.search(r"\s*(?:;|,|\band|,\s*and|\.)\s*$", view.plain[start : mention.span.start])
            return start + cut.start() if cut else mention.span.start
    return sentence.end


def read_action_line(view: View, block: Block) -> Iterator[Draft | Passed]:
    """The line after ACTION: who has to do what; or only what, or only who."""
    if is_over(view, block.body):
        yield Passed(block.body, "action-line", OVER)
        return
    drafts: list[Draft] = []
    for sentence in block.sentences:
        if by := labelled_owners(view, sentence):
            drafts[-1:] = [replace(draft, by=by, owner=by) for draft in drafts[-1:]]
        elif day := labelled_day(view, sentence):
            drafts[-1:] = [replace(draft, due=day) for draft in drafts[-1:]]
        else:
            drafts += _read_action(view, sentence)
    yield from drafts


def _read_action(view: View, sentence: Span) -> Iterator[Draft]:
    if _PAPER_OF.match(view.plain, sentence.start, sentence.end):
        return  # "Report of the Town Clerk", below the heading "Outstanding Actions"
    if duties := [duty for duty in read_duties(view, sentence) if isinstance(duty, Draft)]:
        yield from duties
        return
    if only_names(view, sentence):
        return  # handled by the caller: it names the owner of what was said before
    owners, start = head_owners(view, sentence)
    last, end = ((), sentence.end) if owners else tail_owners(view, sentence)
    owners = owners or last or bracketed_owners(view, sentence)
    mentions = view.mentions.within(sentence.start, sentence.end)
    if not owners and mentions and _acts_first(view, mentions[0], sentence):
        owners, start = view.parties(mentions[:1]), mentions[0].span.end
    verb = _VERB_FIRST.match(view.plain, start, end)
    if verb and (view.verbs.is_known(verb["verb"]) or owners or " be " in sentence.of(view.plain)):
        by = owners or (view.mentions.body,)
        clause = view.trim(sentence.start, sentence.end)
        yield Draft(CommitmentKind.RESOLUTION, clause, by, "action-line", start, owners, action=start)


def read_owned_note(view: View, sentence: Span) -> Draft | None:
    """ "A litter pick would be arranged - KM", "Write to the school (Clerk)": what is to be done, and by whom."""
    owners, end = tail_owners(view, sentence)
    plain = view.plain
    verb = _VERB_FIRST.match(plain, sentence.start, end)
    if not owners or not verb or end - sentence.start > 300:
        return None
    commands = verb["verb"][0].isupper() and view.verbs.is_known(verb["verb"])
    if not commands and not _TO_DO.search(plain, sentence.start, end):
        return None
    clause = view.trim(sentence.start, sentence.end)
    return Draft(CommitmentKind.RESOLUTION, clause, owners, "owned-note", sentence.start, owners, action=sentence.start)


def _acts_first(view: View, mention: Mention, sentence: Span) -> bool:
    """ "Clerk chase", "JS please write to the school": a name and the base form of a verb."""
    after = _NAMED_VERB.match(view.plain, mention.span.end, sentence.end)
    return mention.span.start == sentence.start and after is not None and view.verbs.is_known(after["verb"])
