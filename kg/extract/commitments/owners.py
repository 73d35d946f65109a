"""Who has to act: names at the head of an action line, at its end, in brackets, or in a line of their own."""

from __future__ import annotations

import re
from functools import cache

from kg.document import Block, Span
from kg.extract.commitments.draft import View
from kg.extract.commitments.mentions import Mention
from kg.extract.dates import read_due
from kg.facts import Due, Party, PartyKind
from kg.lexicon import any_of, load_lexicon

_JOINED = re.compile(r"\s*(?:,|/|&|\+|and|,\s*and|with)\s*")
_NAMES = re.compile(
    r"[A-Z][a-z]+(?:[\s'-]+[A-Z][\w'-]+){1,2}(?:\s*(?:,|/|&|and)\s*[A-Z][a-z]+(?:[\s'-]+[A-Z][\w'-]+){1,2}){0,3}\.?"
)
_AFTER_HEAD = re.compile(r"\s*(?:\([^)]{1,30}\)\s*)?(?::|-)\s*(?:to\s+)?(?=\w)")
_BEFORE_TAIL = re.compile(
    r"(?:[(\[/:]|\s-|[.;]|\s{3})\s*(?:(?i:action(?:ed)?|owner|lead|responsible)\s*(?:by\s*)?[:\-]?\s*)?$"
)


@cache
def _label(name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(load_lexicon().words(name))}\s*(?::|-)\s*(?=\S)", re.IGNORECASE)


def head_owners(view: View, sentence: Span) -> tuple[tuple[Party, ...], int]:
    """Who stands before a colon or dash at the head of a line ("JS/RB - write to the school"), and where the act
    begins; nobody if there is none."""
    group: list[Mention] = []
    for mention in view.mentions.within(sentence.start, sentence.end):
        before = group[-1].span.end if group else sentence.start
        if not (_JOINED.fullmatch(view.plain, before, mention.span.start) if group else mention.span.start == before):
            break
        group.append(mention)
    if not group or group[0].is_pronoun:
        return (), sentence.start
    mark = _AFTER_HEAD.match(view.plain, group[-1].span.end, sentence.end)
    return (owners_of(view, tuple(group)), mark.end()) if mark else ((), sentence.start)


def tail_owners(view: View, sentence: Span) -> tuple[tuple[Party, ...], int]:
    """Who stands behind the last dash of a line, or in brackets at its end ("Order two bins (RB)"), and where the
    act ends; nobody if there is none."""
    plain = view.plain
    group: list[Mention] = []
    for mention in reversed(view.mentions.within(sentence.start, sentence.end)):
        after = group[0].span.start if group else sentence.end
        between = plain[mention.span.end : after]
        if not (_JOINED.fullmatch(between) if group else not between.strip(" .)]*")):
            break
        group.insert(0, mention)
    if not group or group[0].is_pronoun or group[0].span.start == sentence.start:
        return (), sentence.end
    before = _BEFORE_TAIL.search(plain, sentence.start, group[0].span.start)
    if (
        before is None
        or not plain[sentence.start : before.start()].strip()
        or _shortens(plain, before.start(), group[0])
    ):
        return (), sentence.end
    return owners_of(view, tuple(group)), before.start()


def _shortens(plain: str, end: int, mention: Mention) -> bool:
    """ "the Joint Control Room (JCR)": what stands in brackets is short for what stands before it."""
    letters = plain[mention.span.start : mention.span.end]
    title = re.search(
        r"(?:\b[A-Z][\w'-]*\s+(?:(?:and|of|for|the)\s+)*){2,8}$", plain[max(0, end - 90) : end].rstrip() + " "
    )
    return bool(title and not mention.person and letters.isupper() and title[0].startswith(letters[0]))


def bracketed_owners(view: View, sentence: Span) -> tuple[Party, ...]:
    """Who stands alone in brackets within a line: "Inspect the bridge (KM/AO) by the end of June"."""
    for match in re.finditer(r"[(\[]([^()\[\]]{2,60})[)\]]", sentence.of(view.plain)):
        inside = Span(sentence.start + match.start(1), sentence.start + match.end(1))
        mentions = view.mentions.within(inside.start, inside.end)
        if mentions and _only_names(view.plain, inside, mentions):
            return owners_of(view, mentions)
    return ()


def owners_of(view: View, mentions: tuple[Mention, ...]) -> tuple[Party, ...]:
    """Whom names in the place of an owner mean: initials are those of the one person who has them."""
    out: list[Party] = []
    for mention in mentions:
        known = (
            view.initials.get(view.plain[mention.span.start : mention.span.end]) if mention.word == "acronym" else None
        )
        parties = (Party(PartyKind.PERSON, known),) if known else view.parties((mention,))
        out += [party for party in parties if party not in out]
    return tuple(out)


def only_names(view: View, span: Span) -> bool:
    """Whether a line or cell is nothing but names: "Head of Parks / JS"."""
    mentions = view.mentions.within(span.start, span.end)
    return bool(mentions) and _only_names(view.plain, span, mentions)


def _only_names(plain: str, span: Span, mentions: tuple[Mention, ...]) -> bool:
    left = span.of(plain)
    for mention in reversed(mentions):
        start, end = mention.span.start - span.start, mention.span.end - span.start
        left = left[:start] + left[end:]
    return not re.sub(r"\b(?:and|all|by|the|with)\b|[\W\d_]", "", left)


def named_owners(view: View, block: Block) -> tuple[Party, ...]:
    """Whom a line that is nothing but names makes responsible for what was said just before it."""
    if owners := labelled_owners(view, block.body):
        return owners
    mentions = view.mentions.within(block.body.start, block.body.end)
    if not mentions and _NAMES.fullmatch(view.plain, block.body.start, block.body.end):
        return (view.mentions.body,)  # somebody whom the document does not introduce
    return owners_of(view, mentions) if mentions and _only_names(view.plain, block.body, mentions) else ()


def labelled_owners(view: View, span: Span) -> tuple[Party, ...]:
    """Whom "Owner: Clerk", below an action or behind it, makes responsible."""
    label = _label("owner-labels").match(view.plain, span.start, span.end)
    if label is None or not only_names(view, Span(label.end(), span.end)):
        return ()
    return owners_of(view, view.mentions.within(label.end(), span.end))


def labelled_day(view: View, span: Span) -> Due | None:
    """By when an action is to be done: "Deadline: 30 June", below it or behind it."""
    label = _label("due-labels").match(view.plain, span.start, span.end)
    if label is None:
        return None
    day = Span(label.end(), span.end)
    read = read_due(day.of(view.plain), view.calendar)
    return Due(read.text, day, read.by, read.recurs, read.edtf, read.rule) if read else None


def find_initials(mentions: tuple[Mention, ...]) -> dict[str, str]:
    """Initials to the only person of the document who has them."""
    names = sorted({party.name for m in mentions if m.person for party in m.parties if party.kind is PartyKind.PERSON})
    found: dict[str, list[str]] = {}
    for name in names:
        words = re.findall(r"[^\W\d_]+", name)
        for letters in {"".join(w[0] for w in words).upper(), (words[0][0] + words[-1][0]).upper()}:
            found.setdefault(letters, []).append(name)
    not_initials = frozenset(load_lexicon().words("no-initials"))
    return {
        letters: owners[0]
        for letters, owners in sorted(found.items())
        if len(owners) == 1 and letters not in not_initials
    }
