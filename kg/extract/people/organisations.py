"""Where the name of an organisation ends that begins at a word."""

from __future__ import annotations

from kg.extract.people.passages import Passage
from kg.extract.people.tokens import Token
from kg.extract.people.vocabulary import vocabulary

_COLUMN = 3
_SMALL = ("of", "for", "and", "the", "in")


def read_organisation(passage: Passage, i: int, end: int) -> int:
    """The index behind the organisation whose name begins at word `i`; `i` if none does.

    It is a run of capital words with small ones between them, one of which is a word of organisations.
    """
    tokens, words = passage.tokens, vocabulary()
    k, last, sure = i, i, False
    while k < end and k - i < 12:
        token = tokens[k]
        if k > i and token.gap >= _COLUMN:
            break
        if token.text == "&" and k > i:
            k += 1
            continue
        if token.kind != "word" or token.low in words.honorifics or token.low in words.councillor:
            break
        if token.capital:
            sure = sure or token.low in words.organisations or is_acronym(token)
            last = k + 1
        elif token.low not in _SMALL:
            break
        k += 1
    return last if sure else i


def is_acronym(token: Token) -> bool:
    """Whether a word is the short name of an organisation: capitals throughout, and no subject that is
    written so.

    "Chief Executive, NTCA" is of an organisation, "Head of Service, SEND" is not.
    """
    words = vocabulary()
    return (
        token.kind == "word"
        and 3 <= len(token.text) <= 7
        and token.text.isupper()
        and token.low not in words.subjects | words.heads
    )
