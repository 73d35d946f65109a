"""The words of one block, and what a word can be where it stands: the ground on which names and titles are read."""

from __future__ import annotations

from msgspec import Struct, field

from kg.document import Document, Span
from kg.extract.people.tokens import Token, read_tokens
from kg.extract.people.vocabulary import Phrases


class Passage(Struct, frozen=True):
    """The words of one block, and what the rest of the document teaches about words.

    Args:
        tokens: the words.
        ends: the offset behind each.
        common: words that the document also writes without a capital: they are hardly names.
        known: names that were recognised without doubt, as folded words.
        asked: what was asked of `known`. A second reading, when more is known, need not read again a passage that asked
            for none of it.
    """

    tokens: tuple[Token, ...]
    ends: tuple[int, ...] = ()
    common: frozenset[str] = frozenset()
    known: frozenset[tuple[str, ...]] = frozenset()
    asked: set[tuple[str, ...]] = field(default_factory=set)

    def start(self, k: int) -> int:
        """The offset at which word `k` begins."""
        return self.ends[k] - self.tokens[k].width

    def span(self, first: int, last: int) -> Span:
        """Where the words from `first` up to `last`, which is not of them, stand."""
        return Span(self.start(first), self.ends[last - 1])

    def knows(self, first: int, last: int) -> bool:
        """Whether these words are a name that the document has made known elsewhere."""
        name = tuple([token.low for token in self.tokens[first:last]])
        self.asked.add(name)
        return name in self.known


def read_passage(document: Document, span: Span, common: frozenset[str] = frozenset()) -> Passage:
    """The words within a span of a document."""
    return Passage(*read_tokens(document.plain, document.text, span.start, span.end), common)


def is_subject(token: Token, passage: Passage) -> bool:
    """Whether a word is one of departments and subjects rather than of names.

    The lists decide first; then whether the document writes the word without a capital too, and whether it is
    an acronym ("SEND").
    """
    if token.subject or token.low in passage.common or token.stem in passage.common:
        return True
    return token.kind == "word" and len(token.text) > 1 and token.text.isupper() and len(token.text) <= 5


def phrase_at(passage: Passage, i: int, phrases: Phrases) -> int:
    """How many words of the passage from `i` on are one of the phrases, the longest first; 0 if none is."""
    tokens = passage.tokens
    for phrase in phrases.get(tokens[i].low, ()):
        if tuple([token.low for token in tokens[i : i + len(phrase)]]) == phrase:
            return len(phrase)
    return 0
