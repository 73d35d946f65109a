"""Action lines ("Clerk to write"), and the rows of an action log."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Block, Span
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.mentions import Mention
from kg.extract.dates import read_due
from kg.facts import CommitmentKind, Due, Party, PartyKind

_TO = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:,\s*who[^,;.]{1,60},\s*)?(?::\s*|-\s*)?to\s+(?!be\b)(?P<verb>[a-z][\w-]*)")
_JOINED = re.compile(r"\s*(?:,|/|&|and|,\s*and)\s*")
_BEFORE = re.compile(
    r"(?:^|[.;:,(]\s*|^[Aa]greed\s+(?:for\s+|that\s+)?|^Deferred\s+[^,;.]{0,40}\bfor\s+|\s-\s*|"
    r"^[\w /'&]{3,40}-\s+|\)\s*|^\d+\s*)(?:[a-z][a-z ]{2,30}\sand\s+)?$"
)
_DONE = re.compile(r"^\W*(?:closed|complete|completed|done|actioned|discharged|noted|n/a|none|-)\W*$", re.IGNORECASE)
_HEADER = frozenset(
    "action actions agreed lead target due responsible what task tasks owner owners who officer officers by whom "
    "when deadline responsibility timescale date status no nos number ref "
    "reference minute item agenda person comment comments progress rag update updates point required and for of "
    "the completion outcome".split()
)
_NAMED_VERB = re.compile(r"\s*[:-]?\s*(?:will\s+|should\s+|please\s+)?(?P<verb>[a-zA-Z][\w-]*)")
_OUTCOME = re.compile(
    r"\s-\s*(?:done|complete[d]?|actioned|ongoing|outstanding|received|sent|in\s+hand|£|nothing|no\s+reply|reported)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?P<what>(?:[^.;:]|(?<=\d)[.:](?=\d)){3,90}?)\s*(?P<to>to\s+be)\s+(?:now\s+|also\s+)?(?P<verb>[a-z][\w-]*)"
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|could|should|did|said|asked|wished|wanted|needed|need|needs|"
    r"agreed|reported|appeared|seemed|expected|continued|"
    r"remained|thought|felt|ought|due|going|likely|planned|scheduled|set|able|supposed|requested|suggested|"
    r"proposed|noted|declined|refused|ought|failed|that|which|who|for|understood|believed|considered|found|allow|"
    r"allowed|enable)\b|[a-z]+ed\b(?=\s+(?:the|a|that|to)\b)",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"[A-Z][a-z]+(?:[\s'-]+[A-Z][\w'-]+){1,2}(?:\s*(?:,|/|&|and)\s*[A-Z][a-z]+(?:[\s'-]+[A-Z][\w'-]+){1,2}){0,3}\.?"
)
_VERB_FIRST = re.compile(r"\s*(?P<verb>[A-Za-z][\w-]*)")


def read_duties(view: View, sentence: Span) -> Iterator[Draft | Passed]:
    """ "SZ to share feedback within a week": a bare infinitive after whoever has to act."""
    plain = view.plain
    group: list[Mention] = []
    found = False
    if to_be := _to_be_done(view, sentence):
        yield to_be
        return
    for mention in view.mentions.within(sentence.start, sentence.end):
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
        if _OUTCOME.search(plain, duty.end(), sentence.end):
            continue  # "Clerk to report the pot holes - done": an action of the last meeting, with what became of it
        if not view.verbs.is_known(duty["verb"]) or _governed(plain, sentence, group[0]):
            continue
        if by := view.parties(tuple(group)):
            end = _duty_end(view, sentence, duty.end())
            clause = view.trim(group[0].span.start, end)
            found = True
            yield Draft(CommitmentKind.RESOLUTION, clause, by, "x-to-do", duty.end(), by, action=duty.start("verb"))


def _to_be_done(view: View, sentence: Span) -> Draft | None:
    """ "New sign to be ordered": a note without a finite verb, and without one who has to act."""
    plain = view.plain
    match = _NOTE.match(plain, sentence.start, sentence.end)
    if match is None or _FINITE.search(match["what"]) or not view.verbs.is_participle(match["verb"]):
        return None
    base = view.verbs.base(match["verb"])
    if base not in view.verbs.lists["owed"] | view.verbs.lists["act"]:
        return None
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


def _governed(plain: str, sentence: Span, mention: Mention) -> bool:
    """ "for the Chair to decide", "asked officers to write": the infinitive belongs to another verb."""
    before = plain[sentence.start : mention.span.start]
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
    for sentence in block.sentences:
        found = list(read_duties(view, sentence))
        if found:
            yield from found
            continue
        plain = view.plain
        mentions = view.mentions.within(sentence.start, sentence.end)
        if mentions and only_names(plain, sentence, mentions):
            continue  # handled by the caller: it names the owner of what was said before
        verb = _VERB_FIRST.match(plain, sentence.start, sentence.end)
        owners = view.parties(tuple(m for m in mentions[-3:] if _at_end(plain, m, sentence)))
        leading = view.parties(mentions[:1]) if mentions and _acts_first(view, mentions[0], sentence) else ()
        if verb and (view.verbs.is_known(verb["verb"]) or leading or owners or " be " in sentence.of(plain)):
            by = leading or owners or (view.mentions.body,)
            yield Draft(
                CommitmentKind.RESOLUTION,
                view.trim(sentence.start, sentence.end),
                by,
                "action-line",
                sentence.start,
                by,
                action=sentence.start,
            )


def _acts_first(view: View, mention: Mention, sentence: Span) -> bool:
    """ "Clerk chase", "JS - write to the school": a name and the base form of a verb."""
    after = _NAMED_VERB.match(view.plain, mention.span.end, sentence.end)
    return mention.span.start == sentence.start and after is not None and view.verbs.is_known(after["verb"])


def _at_end(plain: str, mention: Mention, sentence: Span) -> bool:
    return (
        not plain[mention.span.end : sentence.end].strip(" .)]")
        and plain[mention.span.start - 1 : mention.span.start] in " ([/-"
    )


def only_names(plain: str, sentence: Span, mentions: tuple[Mention, ...]) -> bool:
    """Whether a line is nothing but names: "ACTION: Head of Parks / JS"."""
    left = sentence.of(plain)
    for mention in reversed(mentions):
        start, end = mention.span.start - sentence.start, mention.span.end - sentence.start
        left = left[:start] + left[end:]
    return not re.sub(r"\b(?:and|all|by|the|with)\b|[\W\d_]", "", left)


def named_owners(view: View, block: Block) -> tuple[Party, ...]:
    """Whom a line that is nothing but names makes responsible for what was said just before it."""
    mentions = view.mentions.within(block.body.start, block.body.end)
    if not mentions and _NAMES.fullmatch(view.plain, block.body.start, block.body.end):
        return (view.mentions.body,)  # somebody whom the document does not introduce
    return view.parties(mentions) if mentions and only_names(view.plain, block.body, mentions) else ()


def read_row(view: View, block: Block, header: tuple[str, ...]) -> Iterator[Draft | Passed]:
    """A row of an action log: the longest cell is what, a cell of names is who, a cell that is a date is when."""
    plain = view.plain
    cells = [cell for cell in block.cells if not re.fullmatch(r"\W*\d{1,3}[.)]?\W*", cell.of(plain))]
    if len(cells) < 2 or is_header(view, block):
        return
    owners: tuple[Party, ...] = ()
    due: Due | None = None
    done = False
    rest: list[Span] = []
    for cell in cells:
        words = cell.of(plain).strip()
        mentions = view.mentions.within(cell.start, cell.end)
        if re.fullmatch(r"all(?:\s+members)?", words, re.IGNORECASE):
            owners = (Party(PartyKind.BODY, "Members"),)
        elif mentions and only_names(plain, cell, mentions) and not owners:
            owners = view.parties(mentions)
        elif _DONE.match(words):
            done = done or words not in ("-", "")
        elif len(words) < 40 and (read := read_due(words, view.calendar)):
            due = Due(read.text, cell, read.by, read.recurs, read.edtf, read.rule)
        else:
            rest.append(cell)
    if not rest:
        return
    what = max(rest, key=lambda cell: cell.length)
    if done:
        yield Passed(block.body, "action-row", "already past")
        return
    span = view.trim(what.start, max(cell.end for cell in cells))
    yield Draft(
        CommitmentKind.RESOLUTION,
        span,
        owners or (view.mentions.body,),
        "action-row",
        what.start,
        owners,
        action=what.start,
        action_end=view.trim(what.start, what.end).end,
        due=due,
    )


def is_header(view: View, block: Block) -> bool:
    """Whether a row is the head of the table."""
    words = re.findall(r"[a-z]+", " ".join(cell.of(view.plain) for cell in block.cells).lower())
    return bool(words) and all(word in _HEADER for word in words)
