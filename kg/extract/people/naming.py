"""Where a name ends that begins at a word.

A name is read without any list of names: capital words, initials and particles, up to a word that belongs to
titles, subjects, organisations or the language of minutes. What goes before it decides how much is taken on
trust: after "Councillor" or "Mrs" almost any word is a surname, a bare name needs two words that are not
otherwise known.
"""

from __future__ import annotations

import re

from kg.extract.people.tokens import Token
from kg.extract.people.vocabulary import Passage, is_listed_subject, is_subject, vocabulary

_LOWER_PREFIX = re.compile(r"(?:d|l|al|el|ul)['-][^\W\d_a-z]")
_COLUMN = 3  # so many spaces part two columns


def read_name(passage: Passage, i: int, *, titled: bool = False) -> int:
    """The index behind the name that begins at word `i`; `i` itself if no name begins there.

    Args:
        passage: the words.
        i: index of the first.
        titled: whether an honorific, "Councillor" or a list of councillors stands before it, so that a
            surname by itself is enough.
    """
    tokens = passage.tokens
    k = i
    content = 0
    while k < len(tokens) and k - i < 7:
        token = tokens[k]
        if k > i and (token.gap >= _COLUMN or (token.kind == "mark")):
            break
        if (
            token.kind == "initials"
            or (token.kind == "word" and token.capital and len(token.text) == 1)
            or (token.kind == "word" and _is_particle(tokens, k))
        ):
            k += 1
        elif token.kind == "word" and _can_be_name(
            passage, k, first=content == 0, titled=titled, shouted=_shouted(tokens, i)
        ):
            content += 1
            k += 1
            if k < len(tokens) and tokens[k - 1].text.endswith("'"):
                break
        else:
            break
    while k > i and not _is_content(tokens[k - 1]):
        k -= 1
    if titled:
        k -= _trailing_words(passage, i, k)
    return k if content and (titled or _word_count(tokens, i, k) > 1) else i


def _trailing_words(passage: Passage, i: int, k: int) -> int:
    """How many words at the end of a name are not of it: two or more that the document also writes small
    ("Cllr Moss Travelling Expenses").
    """
    run = 0
    while k - run > i + 1 and passage.tokens[k - run - 1].low in passage.common:
        run += 1
    return run if run > 1 else 0


def _shouted(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a name is written in capitals from its first long word on ("MARY STOTT")."""
    first = next((t for t in tokens[i : i + 4] if t.kind == "word" and len(t.text) > 2), None)
    return first is not None and first.text.isupper()


def _is_particle(tokens: tuple[Token, ...], k: int) -> bool:
    if tokens[k].text.islower() and tokens[k].low in vocabulary().particles and k + 1 < len(tokens):
        after = tokens[k + 1]
        return after.gap < _COLUMN and (after.capital or after.low in vocabulary().particles)
    return False


def _can_be_name(passage: Passage, k: int, *, first: bool, titled: bool, shouted: bool) -> bool:
    """Whether a long word can be part of a name."""
    words = vocabulary()
    token = passage.tokens[k]
    low = token.low.removesuffix("'s")
    if not token.capital and not _LOWER_PREFIX.match(token.text):
        return False
    if low in words.councillor or low in words.councillors:
        return False
    if low in words.honorifics:  # "Kim Lord" against "Kim Bell Lord Hay"
        after = passage.tokens[k + 1] if k + 1 < len(passage.tokens) else None
        return not first and low in words.surnames and (after is None or not after.capital)
    if token.text.isupper() and (low in words.suffixes or (not shouted and len(token.text) < 5 and not first)):
        return False
    if titled and first:
        no_surname = (words.never | words.subjects | words.not_councillor) - words.surnames - words.given
        return low not in no_surname
    if first:
        return low in words.given or _can_be_given(passage, k, low)
    if low in words.surnames:
        return True
    return not (low in words.never or low in words.heads or low in words.subjects or low in words.organisations)


def _can_be_given(passage: Passage, k: int, low: str) -> bool:
    """Whether a word can be the first of a name. One that the document also writes small ("Dawn", "Will"),
    and a short one in capitals, can be if a word follows that is nothing but a name.
    """
    words, token = vocabulary(), passage.tokens[k]
    if low in words.never or low in words.heads or is_listed_subject(token):
        return False
    if not is_subject(token, passage):
        return True
    after = passage.tokens[k + 1] if k + 1 < len(passage.tokens) else None
    if after is None or not after.capital or after.kind != "word" or len(after.text) < 3 or after.gap >= _COLUMN:
        return False
    if after.low in words.never or after.low in words.heads or is_listed_subject(after):
        return False
    return after.low not in passage.common and after.text.isupper() == (token.text.isupper() and len(token.text) > 2)


def _is_content(token: Token) -> bool:
    return token.kind == "word" and len(token.text) > 1 and (token.capital or bool(_LOWER_PREFIX.match(token.text)))


def _word_count(tokens: tuple[Token, ...], i: int, k: int) -> int:
    return sum(token.kind in ("word", "initials") for token in tokens[i:k])
