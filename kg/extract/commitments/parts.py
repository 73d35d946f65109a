"""The parts of a decision that each name an act: "that A be done, that B be done, and the Clerk write"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.document import Span
from kg.extract.commitments.binding import ASKED, ORDERS, acts
from kg.extract.commitments.draft import Draft, View

# A past participle, by its ending.
_DONE = r"(?:done|\w+(?:ed|en|ght|nt|aid|ade|ld|wn|pt|ut|let|set|un))"
_CUT = re.compile(
    r",\s+(?=that\s)|;\s*(?:and\s+)?(?=(?:that\s|to\s|the\s|[A-Z(a-z]))|,?\s+and\s+(?=that\s)|"
    r",?\s+and\s+(?=to\s+(?!enable\b|allow\b|help\b)[a-z]+\s)|\.\s+(?=[A-Z])|,?\s+and\s+(?=(?:the|a|an|officers|"
    r"members)\s+(?:[\w'-]+\s+){1,8}?be\s+" + _DONE + r"\b)|"
    # "accept the quotation and | instruct the Clerk to order", "accept it and | the order to be placed"
    r",?\s+and\s+(?:also\s+|further\s+)?(?=(?:instruct|request|ask|direct)(?:s|ed)?\s+(?:that\s|the\s|officers\s|[A-Z])|"
    r"(?:agreed|resolved)\s+(?:that|to)\s)|"
    r",?\s+and\s+(?=for\s+[A-Z][^,;.]{2,60}?\s+to\s+[a-z])|"
    r"(?P<also>,?\s+and\s+(?=(?!it\s|this\s|they\s)(?:(?!to\b|that\b|which\b|be\b|not\b|would\b|will\b|should\b|may\b|must\b|could\b)"
    r"[\w'-]+\s+){1,8}?be\s+" + _DONE + r"\b))|"
    r"(?P<item>,?\s+and\s+(?=(?:the|a|an)\s)|,\s+(?!(?:on|at|in|by|for|with|from|of|under|as|subject|until|including)\b))(?=(?:[\w'-]+\s+){1,8}?to\s+(?:also\s+)?be\s+"
    + _DONE
    + r"\b)"
)
# What shows that a clause stands before an "and": a verb of its own.
_ACTED = re.compile(r"\bbe\s+(?:also\s+)?[a-z]|\bto\s+(?P<verb>[a-z][\w-]*)")
# "for ease of reading, | that the items be grouped": what stands before a decision without a verb.
_PREFACE = re.compile(r"\s*(?:for|in|with|having|following|given|as|owing|due|on)\b(?:(?!\bbe\b)[^;])*")
_AND_TO = re.compile(
    r",?\s+and\s+(?P<to>to\s+(?:also\s+|then\s+)?(?P<verb>[a-z]+))"
    r"(?=\s+(?:the|an?|all|their|his|her|its|some|[A-Z][\w'-]*)\b(?![^,;.]{0,60}\b(?:this|it|them|these|that)\b))"
)
_NEAR = 400  # characters before a second infinitive in which the first says what it is for
# "write to them to explain it and to warn them": what the letter is for.
_PURPOSE = re.compile(
    r"\b(?:write|written|speak|talk|contact|approach|letter|email|emailed|meet)\b[^;]{0,160}?\bto\s+(?:explain|inform|ask|request|"
    r"seek|express|thank|remind|advise|tell|say|discuss|outline|highlight|raise)\b"
)
_AND = re.compile(r",?\s+and\s+")


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
        if (
            _PURPOSE.search(view.plain, max(start, cut.start() - _NEAR), cut.start())
            and view.plain[cut.end() : cut.end() + 3] == "to "
        ):
            continue
        same = cut.group().rstrip().endswith("and") and view.plain[cut.end() : cut.end() + 3] == "to "
        if same and (ASKED.search(view.plain, start, cut.start()) or ORDERS.search(view.plain, start, cut.start())):
            continue
        if (
            "item" in cut.re.groupindex
            and (cut["item"] or cut["also"])
            and not _has_verb(view, max(start, view.plain.rfind(" that ", start, cut.start())), cut.start())
        ):
            continue
        if cut.group().startswith(",") and _PREFACE.fullmatch(view.plain, start, cut.start()):
            continue
        if cut.start() - start < 12 or following.startswith(
            ("these ", "this be", "this would", "they ", "it be", "the same ", "for the reason", "because ", "since ")
        ):
            continue
        yield view.trim(start, cut.start())
        start = cut.end()
    if start < body.end:
        yield view.trim(start, body.end)


def split_infinitives(view: View, draft: Draft) -> Iterator[Draft]:
    """ "undertook to raise this with the firm and | to let Members know": the second act by itself."""
    start, after = draft.span.start, draft.verb_end
    for cut in _AND_TO.finditer(view.plain, draft.verb_end, draft.span.end):
        doing = view.verbs.lists["owed"] | view.verbs.lists["act"]
        if cut["verb"] not in doing or _PURPOSE.search(view.plain, max(start, cut.start() - _NEAR), cut.start()):
            continue
        yield replace(draft, span=view.trim(start, cut.start()), verb_end=after)
        start, after = cut.start("to"), cut.end("verb")
        draft = replace(draft, action=start)
    yield replace(draft, span=Span(start, draft.span.end), verb_end=after)


def _has_verb(view: View, start: int, end: int) -> bool:
    """Whether a stretch says by itself that something is to be done: "to accept the price", not "due to the flood"."""
    doing = view.verbs.lists["owed"] | view.verbs.lists["act"] | view.verbs.lists["inert"]
    return any(not match["verb"] or match["verb"] in doing for match in _ACTED.finditer(view.plain, start, end))


def _new_agents(view: View, body: Span) -> Iterator[re.Match[str]]:
    """ "the report be noted, and | the Harbour Master write to the pilots": where another party has to act."""
    for cut in _AND.finditer(view.plain, body.start, body.end):
        mention = next(iter(view.mentions.within(cut.end(), min(body.end, cut.end() + 160))), None)
        if mention is None or mention.span.start != cut.end() or not mention.person or mention.is_pronoun:
            continue
        before = view.mentions.last_before(cut.start())
        if (before is None or before.span.end != cut.start()) and acts(view, view.plain[mention.span.end : body.end]):
            yield cut
