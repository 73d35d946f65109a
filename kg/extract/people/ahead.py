"""Looking ahead while a title is read: whether a person begins at a word, and the title must end before
it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.people.naming import read_name
from kg.extract.people.passages import Passage, is_subject, phrase_at
from kg.extract.people.tokens import Token
from kg.extract.people.vocabulary import vocabulary

DETERMINERS = frozenset({"the", "a", "an", "our", "your", "and"})
_BEFORE_NAME = frozenset({",", ":", "-", ")"})  # marks that may stand between a title and its holder
_FAR = 48  # words to look ahead
_CLOSING = (",", "(", ";", ".", "-", ":")


def is_known_name(passage: Passage, k: int) -> bool:
    """Whether a name begins at `k` that the document has made known elsewhere."""
    behind = read_name(passage, k)
    return behind > k and passage.knows(k, behind)


def is_name_before_title(passage: Passage, k: int) -> bool:
    """Whether a name begins at `k` that has a mark, brackets, a verb or the end of a list behind it."""
    return _closes(passage, k, read_name(passage, k))


def _closes(passage: Passage, k: int, behind: int) -> bool:
    if behind == k:
        return False
    if behind >= len(passage.tokens):
        return True
    return passage.tokens[behind].text in _CLOSING or passage.tokens[behind].low in vocabulary().verbs


def starts_honorific(passage: Passage, k: int) -> bool:
    """Whether "Mrs", "Councillor" or "Councillors" stands at `k`."""
    low, words = passage.tokens[k].low, vocabulary()
    return low in words.honorifics or low in words.councillor or low in words.councillors


def starts_person(passage: Passage, k: int) -> bool:
    """Whether a person is named from `k` on."""
    if starts_honorific(passage, k) or phrase_at(passage, k, vocabulary().ranks):
        return True
    behind = read_name(passage, k)
    if behind == k or is_subject(passage.tokens[k], passage):
        return False
    return _closes(passage, k, behind) or passage.knows(k, behind)


def may_open_title(tokens: Sequence[Token], i: int) -> bool:
    """Whether a title can begin at `i`, and not in the middle of one: not behind "of" or another capital
    word.
    """
    if i == 0:
        return True
    token, before = tokens[i], tokens[i - 1]
    if token.fresh or before.low in DETERMINERS - {"and"} or token.low in ("head", "director"):
        return True
    return before.low not in ("of", "for", "and", "&") and not (before.capital and token.gap <= 1)


def leads_to_name(tokens: Sequence[Token], i: int, noun: int) -> bool:
    """Whether a title may begin at `i` whose noun is at `noun`, and a name stand behind it: whether there is nothing
    between that titles do not have.
    """
    for token in tokens[i:noun]:
        if not token.in_title:
            return False
    for token in tokens[noun + 1 : noun + _FAR]:
        if token.may_name or token.addresses or token.text == "(":
            return True
        if not (token.in_title or token.initial or token.particle or token.text in _BEFORE_NAME):
            return False
    return False


def closes_apposition(tokens: Sequence[Token], end: int) -> bool:
    """Whether a name that follows a title and a comma is closed off by a mark: "The Treasurer, Ann Other,
    said", but "In answer to the Treasurer, Mr Other said".
    """
    if end >= len(tokens) or tokens[end].kind == "mark":
        return True
    return tokens[end - 1].text.endswith(("'s", "'"))


def stands_clear(tokens: Sequence[Token], end: int) -> bool:
    """Whether a verb or a mark follows: a surname by itself behind a title is taken only then."""
    return end >= len(tokens) or tokens[end].kind == "mark" or tokens[end].low in vocabulary().verbs


def ends_title(token: Token) -> bool:
    """Whether a capital word before a name belongs to what came before: "Service Director Vera Lund"."""
    words = vocabulary()
    lists = (words.heads, words.subjects, words.councillor, words.never)
    return token.text in words.suffixes or any(token.low in entries for entries in lists)
