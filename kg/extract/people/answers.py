"""Questions and their answers: "to the Portfolio Holder for Parks", and below "Reply by Councillor Ash": she
is it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kg.document import Document, Kind, Span
from kg.extract.people.claims import Claim
from kg.extract.people.mentions import Mention
from kg.extract.people.passages import read_passage
from kg.extract.people.titles import TitleKind, read_title

_ANSWER = re.compile(r"\W*(?:written\s+)?(?:reply|answer|response)\s+(?:by|from|of)\s+(?:the\s+)?", re.IGNORECASE)


def find_answerers(document: Document, mentions: Iterable[Mention], common: frozenset[str]) -> Iterator[Mention]:
    """For each answer by a named person to a question put to a post, the naming with that post.

    Args:
        document: as read.
        mentions: namings already found.
        common: words that the document writes without a capital.
    """
    if not any(_ANSWER.match(document.plain, block.body.start, block.body.end) for block in document.blocks):
        return
    named = {mention.whole.start: mention for mention in mentions}
    asked: Claim | None = None
    for block in document.blocks:
        if match := _ANSWER.match(document.plain, block.body.start, block.body.end):
            answer = named.get(match.end())
            if asked is not None and answer is not None and not answer.claims:
                span = Span(min(asked.text.start, answer.whole.start), max(asked.text.end, answer.whole.end))
                yield replace(answer, claims=(replace(asked, evidence=span),))
            asked = None
        elif asked_of := _asked(document, block.span, common):
            asked = asked_of
        elif block.kind is Kind.HEADING:
            asked = None


def _asked(document: Document, span: Span, common: frozenset[str]) -> Claim | None:
    """The elected post to which a line puts a question: it ends the line."""
    passage = read_passage(document, span, common)
    tokens = passage.tokens
    at = next((i for i, token in enumerate(tokens[:-1]) if token.low == "to" and tokens[i + 1].low == "the"), None)
    if at is None or at + 2 >= len(tokens):
        return None
    title = read_title(passage, at + 2)
    if title is None or title.kind is not TitleKind.ELECTED or title.last < len(tokens) - 1:
        return None
    text = passage.span(title.first, title.last)
    return Claim(title.kind, text, text)
