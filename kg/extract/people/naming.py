"""Where a name ends that begins at a word.

A name is read without any list of names: capital words, initials and particles, up to a word that belongs to
titles, subjects, organisations or the language of minutes. What goes before it decides how much is taken on
trust: after "Councillor" or "Mrs" almost any word is a surname, a bare name needs two words that are not
otherwise known.
"""

from __future__ import annotations

import re

from kg.extract.people.passages import Passage, is_subject
from kg.extract.people.tokens import Token
from kg.extract.people.vocabulary import vocabulary

_COLUMN = 3  # so many spaces part two columns
_LONGEST = 7
_VOWEL = re.compile("[AEIOUY]")


def read_name(passage: Passage, i: int, *, titled: bool = False) -> int:
    """The index behind the name that begins at word `i`; `i` itself if no name begins there.

    Args:
        passage: the words.
        i: index of the first.
        titled: whether an honorific, "Councillor" or a list of councillors stands before it, so that a
            surname by itself is enough.
    """
    tokens = passage.tokens
    if i >= len(tokens) or not (titled or _may_begin(tokens, i)):
        return i
    shouted = _shouted(tokens, i)
    k = i
    content = 0
    for token in tokens[i : i + _LONGEST]:
        if k > i and (token.gap >= _COLUMN or token.kind == "mark"):
            break
        if token.initial or (token.particle and _leads_on(tokens, k)):
            k += 1
        elif token.long and _can_be_name(
            passage, k, first=not content and not _is_behind_initial(tokens, i, k), titled=titled, shouted=shouted
        ):
            content += 1
            k += 1
            if k < len(tokens) and token.text.endswith("'"):
                break
        else:
            break
    while k > i and not tokens[k - 1].long:
        k -= 1
    if titled:
        k -= _trailing_words(passage, i, k)
    return k if content and (titled or _word_count(tokens, i, k) > 1) else i


def _may_begin(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the spelling of two words leaves it open that a name begins: nearly everywhere it does not."""
    if not tokens[i].opens_name or i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    return after.follows_name and after.gap < _COLUMN


def _is_behind_initial(tokens: tuple[Token, ...], i: int, k: int) -> bool:
    """ "R Winter", "J. Hall": behind an initial stands a surname, whatever else it means. "A" may be an article."""
    before = tokens[k - 1]
    if k == i or not before.initial or before.text in ("A", "I"):
        return False
    return tokens[k].low in vocabulary().surnames


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
    for token in tokens[i : i + 4]:
        if token.kind == "word" and len(token.text) > 2:
            return token.text.isupper()
    return False


def _leads_on(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a particle at `k` has behind it what it can belong to."""
    if k + 1 >= len(tokens):
        return False
    after = tokens[k + 1]
    return after.gap < _COLUMN and (after.capital or after.low in vocabulary().particles)


def _can_be_name(passage: Passage, k: int, *, first: bool, titled: bool, shouted: bool) -> bool:
    """Whether a long word can be part of a name."""
    words = vocabulary()
    token = passage.tokens[k]
    low = token.low.removesuffix("'s")
    if low in words.councillor or low in words.councillors:
        return False
    if low in words.honorifics:  # "Kim Lord" against "Kim Bell Lord Hay"
        after = passage.tokens[k + 1] if k + 1 < len(passage.tokens) else None
        return not first and low in words.surnames and (after is None or not after.capital)
    if token.text in words.suffixes:
        return False
    if token.text.isupper() and not shouted and len(token.text) < 5 and not first:
        return _is_shouted_surname(passage, k)
    if titled and first:
        return low not in words.no_surname
    if first:
        return low in words.given or _can_be_given(passage, k, low)
    if low in words.surnames:
        return True
    return not (low in words.never or low in words.heads or low in words.subjects or low in words.organisations)


def _is_shouted_surname(passage: Passage, k: int) -> bool:
    """ "Ken LYNN (Chairperson)": a short surname in capitals closes the name; "Jo Hill NHS" is of the NHS."""
    text, after = passage.tokens[k].text, passage.tokens[k + 1] if k + 1 < len(passage.tokens) else None
    if len(text) < 3 or not _VOWEL.search(text) or passage.tokens[k].subject:
        return False
    return after is None or after.fresh or after.text in ("(", ",")


def _can_be_given(passage: Passage, k: int, low: str) -> bool:
    """Whether a word can be the first of a name. One that the document also writes small ("Dawn", "Will"),
    and a short one in capitals, can be if a word follows that is nothing but a name.
    """
    words, token = vocabulary(), passage.tokens[k]
    if low in words.never or low in words.heads or token.subject:
        return False
    if not is_subject(token, passage):
        return True
    after = passage.tokens[k + 1] if k + 1 < len(passage.tokens) else None
    if after is None or not after.capital or after.kind != "word" or len(after.text) < 3 or after.gap >= _COLUMN:
        return False
    if after.low in words.never or after.low in words.heads or after.subject:
        return False
    return after.low not in passage.common and after.text.isupper() == (token.text.isupper() and len(token.text) > 2)


def _word_count(tokens: tuple[Token, ...], i: int, k: int) -> int:
    return sum(token.kind in ("word", "initials") for token in tokens[i:k])
