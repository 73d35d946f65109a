"""Words of a document with their places, for finders that read names and titles word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.document import Document, Span

# Initials ("M.E.", "Ll."), words with hyphens and apostrophes inside, numbers, marks of punctuation.
_TOKEN = re.compile(
    r"(?P<initials>(?:[^\W\d_]\.){1,4}(?!\w)|(?:Ll|Rh|Th|Ch|Ph|Dd|Ff|Wm|Gw)\.(?=\s*[^\W\d_]))"
    r"|(?P<word>[^\W\d_]+(?:['&-](?=[^\W\d_])[^\W\d_]+)*(?:(?<=s)'(?=\s[^\W\d_]))?)"
    r"|(?P<number>\d[\d.,:/]*\w*)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a group of initials, a number or a mark.

    Args:
        text: as it stands in `Document.plain`.
        start: offset of its first character.
        end: offset behind its last.
        kind: "word", "initials", "number" or "mark".
        low: its letters in lower case, a possessive `'s` kept.
        capital: whether it is a word or initials that begin with a capital letter.
        gap: how many spaces stand before it on its line; 0 at the start.
        fresh: whether it is the first of a line of the file.
    """

    text: str
    start: int
    end: int
    kind: str
    low: str
    capital: bool
    gap: int = 0
    fresh: bool = False


def make_token(text: str, start: int, end: int, kind: str, *, gap: int, fresh: bool) -> Token:
    """A token; what is asked of it most is worked out once."""
    capital = kind in ("word", "initials") and text[0].isupper()
    return Token(text, start, end, kind, text.casefold(), capital, gap, fresh)


def read_tokens(document: Document, span: Span) -> tuple[Token, ...]:
    """The words and marks within a span, in order; a word broken at the end of a line is one word."""
    out: list[Token] = []
    before = span.start
    for match in _TOKEN.finditer(document.plain, span.start, span.end):
        between = document.text[before : match.start()]
        wrapped = "\n" in between or "\r" in between
        fresh = not out or wrapped
        gap = 0 if fresh else sum(4 if char == "\t" else 1 for char in between)
        kind = match.lastgroup or "mark"
        token = make_token(match.group(), match.start(), match.end(), kind, gap=gap, fresh=fresh)
        if wrapped and token.kind == "word" and len(out) > 1 and _is_hyphen(out):
            out.pop()
            head = out.pop()
            text = f"{head.text}-{token.text}"
            token = make_token(text, head.start, token.end, "word", gap=head.gap, fresh=head.fresh)
        out.append(token)
        before = match.end()
    return tuple(out)


def _is_hyphen(tokens: list[Token]) -> bool:
    """Whether the last mark is a hyphen that closes a word ("Vice-" at the end of a line), not a dash."""
    word, mark = tokens[-2], tokens[-1]
    return mark.text == "-" and mark.gap == 0 and not mark.fresh and word.kind == "word" and word.end == mark.start
