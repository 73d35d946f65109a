"""With which words a pattern can begin, and which it cannot do without, read off the pattern itself.

Most sentences hold none of the words of most phrases. Whoever knows the words with which a phrase can begin tries it
only where one of them stands, and misses nothing. What is said here is therefore careful in one direction: a word may
be named with which no match begins, but no match begins with a word that is not named. Where that cannot be told
(`\\w+ly`, `.*`), the answer is None, and the pattern has to be tried everywhere.

The tree that is read is that of Python's own parser of regular expressions. Words are runs of `\\w`, in small letters.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# Not public, but the only way to know a pattern as Python itself does; tests hold every entry of the lexicon to it.
_parser: Any = importlib.import_module("re._parser")
_MOST = 2000  # beginnings: more of them and it is quicker to try the pattern everywhere
_LETTERS = 8  # of a set such as [st] that are spelt out one by one
# Words that stand in most sentences: to need one of them says little.
_COMMON = frozenset(
    "the a an and that this to of in on at by for from with it its his her our their was had has".split()
)
# The letters that Python takes for an ASCII one when case is ignored, besides its own capital.
_ALIKE = (("ſ", "s"), ("ı", "i"), ("İ", "i"), ("\u212a", "k"))

_CAPITAL = "<A-Z>"
_DIGIT = "<0-9>"
_DIGITS = ([(_parser.CATEGORY, _parser.CATEGORY_DIGIT)], [(_parser.RANGE, (ord("0"), ord("9")))])

Node = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Heads:
    """Words of which every match of a pattern begins with one, or holds one.

    Args:
        words: whole words.
        beginnings: what the word begins with, where the pattern leaves open how it goes on.
        parts: what stands anywhere in the word.
        signs: characters that are of no word.
        capital: whether it may also be any word with a capital letter from A to Z.
        digit: whether it may also be any word in which a decimal digit stands.
    """

    words: frozenset[str]
    beginnings: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    capital: bool = False
    digit: bool = False


class _UnknownError(Exception):
    """It cannot be told with which word a pattern begins."""


def fold_text(text: str) -> str:
    """A text as `Heads` writes words: small letters, and those that count as the same when case is ignored.

    It keeps its length, and what is a word stays one.

    >>> fold_text("It was ASKED"), fold_text("aſked")
    ('it was asked', 'asked')
    """
    if not text.isascii():
        for letter, plain in _ALIKE:
            text = text.replace(letter, plain)
    return text.lower()


def find_heads(pattern: str, flags: int = re.IGNORECASE) -> Heads | None:
    r"""The words with which matches of a pattern begin; None if that can be any word, or the middle of one.

    >>> sorted(find_heads(r"\b(?:it\s+was\s+)?(?:agreed|resolved)\s+to").words)
    ['agreed', 'it', 'resolved']
    >>> find_heads(r"(?<!\w)quarter\w*\s+report").beginnings
    frozenset({'quarter'})
    >>> find_heads(r"\b\w+ly\s+agreed") is None
    True
    """
    nodes = _parse(pattern, flags)
    return _begin(nodes, apart=True, cased=not flags & re.IGNORECASE) if _is_apart(nodes[:1], apart=False) else None


def find_needs(pattern: str, flags: int = re.IGNORECASE) -> Heads | None:
    r"""Words of which every match holds at least one; None if that cannot be told.

    >>> sorted(find_needs(r"(?:by|on)\s+\d+\s+(?:May|June)\b").words)
    ['june', 'may']
    >>> find_needs(r"[a-z]+\s+\w+") is None
    True
    """
    return max(_needs(_parse(pattern, flags), apart=False), key=_worth, default=None)


@lru_cache(maxsize=256)
def _parse(pattern: str, flags: int) -> tuple[Node, ...]:
    return tuple(_parser.parse(pattern, flags))


def _worth(needs: Heads) -> tuple[int, int, int, tuple[str, ...]]:
    """Long words are rare, of few there is seldom one, a whole word is not met in others: the better is the greater."""
    words = sorted(needs.words | needs.beginnings | needs.parts)
    lengths = [4 if len(word) > 3 else 1 if word in _COMMON else len(word) for word in words]
    shortest = min([*lengths, 2] if needs.digit else lengths)
    return shortest, -len(words) - 10 * needs.digit, len(needs.words) - len(needs.parts), tuple(words)


def _begin(nodes: Sequence[Node], *, apart: bool, cased: bool = False, digits: bool = False) -> Heads | None:
    """The words with which a part of a pattern begins.

    Args:
        nodes: the part.
        apart: whether no letter can stand right before it.
        cased: whether a word with a capital, or a sign, may be named as such; else nothing is known of them.
        digits: whether a digit may be named as such.
    """
    closed: set[tuple[str, bool]] = set()
    try:
        closed |= {(word, False) for word in _walk(nodes, {""}, closed)}
    except _UnknownError:
        return None
    found = {word for word, _ in closed}
    signs = frozenset(word for word in found if not _is_of_word(word[:1]))
    digit, capital, others = _DIGIT in signs, _CAPITAL in signs, signs - {_DIGIT, _CAPITAL}
    if "" in found or (digit and not digits) or ((capital or others) and not cased):
        return None
    beginnings = frozenset(word for word, whole in closed if not whole) - signs
    words = frozenset(word for word in found - signs if not word.startswith(tuple(beginnings)))
    if not apart:
        return Heads(frozenset(), frozenset(), words | beginnings, digit=digit)
    return Heads(words, beginnings, frozenset(), others, capital, digit)


def _needs(nodes: Sequence[Node], *, apart: bool) -> list[Heads]:
    """Every set of which a match holds one: the words with which the pattern can go on from any of its places."""
    found: list[Heads] = []
    known = False  # whether the word that the last place began is named
    for i, (op, argument) in enumerate(nodes):
        if i:
            apart = _is_apart(nodes[i - 1 : i], apart)
        if known and nodes[i - 1][0] is _parser.LITERAL and _is_of_word(chr(nodes[i - 1][1])):
            continue  # the rest of a word says less than all of it
        heads = _begin(nodes[i:], apart=apart, digits=True)
        known = heads is not None
        found += [heads] if heads else []
        least = _worth(heads)[0] if heads else 0
        if least > 2:
            continue  # good enough
        if op is _parser.SUBPATTERN:
            found += _needs(tuple(argument[3]), apart=apart)
        elif op in (_parser.MAX_REPEAT, _parser.MIN_REPEAT) and argument[0] > 0:
            found += _needs(tuple(argument[2]), apart=apart and argument[1] == 1)
        elif op is _parser.BRANCH:
            found += _of_each(argument[1], apart=apart, least=least)
    return found


def _of_each(branches: Iterable[Sequence[Node]], *, apart: bool, least: int) -> list[Heads]:
    """What a choice needs: something of whichever branch is taken; nothing if one is worth no more than `least`."""
    best: list[Heads] = []
    for branch in branches:
        one = max(_needs(tuple(branch), apart=apart), key=_worth, default=None)
        if one is None or _worth(one)[0] <= least:
            return []
        best.append(one)
    words, beginnings, parts = (
        frozenset[str]().union(*sets)
        for sets in zip(*((one.words, one.beginnings, one.parts) for one in best), strict=True)
    )
    return [Heads(words, beginnings, parts, digit=any(one.digit for one in best))]


def _is_apart(nodes: Iterable[Node], apart: bool) -> bool:
    """Whether a word that follows some nodes begins there: no letter can stand right before it."""
    for op, argument in nodes:
        if op is _parser.LITERAL:
            apart = not _is_of_word(chr(argument))
        elif op is _parser.IN:
            apart = _is_space(argument)
        elif op is _parser.SUBPATTERN:
            apart = _is_apart(argument[3], apart)
        elif op is _parser.BRANCH:
            apart = all(_is_apart(one, apart) for one in argument[1])
        elif op in (_parser.MAX_REPEAT, _parser.MIN_REPEAT):
            once = _is_apart(argument[2], apart)
            again = once and _is_apart(argument[2], once)
            apart = again and (apart or argument[0] > 0)
        elif op in (_parser.AT, _parser.ASSERT, _parser.ASSERT_NOT):
            apart = apart or argument is _parser.AT_BOUNDARY or (op is _parser.ASSERT_NOT and _is_edge(argument, -1))
        else:
            apart = False
    return apart


def _walk(nodes: Iterable[Node], growing: set[str], closed: set[tuple[str, bool]]) -> set[str]:
    """The first words as far as they go, after some nodes of the tree.

    Args:
        nodes: of the tree.
        growing: beginnings of the first word that may still go on.
        closed: beginnings that are done, and whether they are the whole word: added to.
    """
    for op, argument in nodes:
        if not growing:
            break
        if len(growing) + len(closed) > _MOST:
            raise _UnknownError
        if op is _parser.LITERAL:
            growing = _add(chr(argument), growing, closed)
        elif op is _parser.IN:
            growing = _add_any(argument, growing, closed)
        elif op is _parser.BRANCH:
            growing = set().union(*(_walk(one, growing, closed) for one in argument[1]))
        elif op is _parser.SUBPATTERN:
            if argument[1] & re.IGNORECASE:
                raise _UnknownError  # [A-Z] means small letters too
            growing = _walk(argument[3], growing, closed)
        elif op in (_parser.MAX_REPEAT, _parser.MIN_REPEAT):
            growing = _repeat(argument, growing, closed)
        elif argument is _parser.AT_BOUNDARY or (op is _parser.ASSERT_NOT and _is_edge(argument, 1)):
            closed |= {(word, True) for word in growing if word}
            growing &= {""}
        elif op not in (_parser.AT, _parser.ASSERT, _parser.ASSERT_NOT):  # what only looks adds nothing
            _close(growing, closed, whole=False)
            growing = set()
    return growing


def _add(char: str, growing: set[str], closed: set[tuple[str, bool]]) -> set[str]:
    if not char.isascii():
        raise _UnknownError
    if _is_of_word(char):
        return {word + char.lower() for word in growing}
    closed |= {(word or char, True) for word in growing}
    return set()


def _add_any(items: Sequence[Node], growing: set[str], closed: set[tuple[str, bool]]) -> set[str]:
    """One of a set of characters."""
    if all(op is _parser.LITERAL for op, _ in items) and len(items) <= _LETTERS:
        return set().union(*(_add(chr(code), growing, closed) for _, code in items))
    if items == [(_parser.RANGE, (ord("A"), ord("Z")))] and "" in growing:
        closed.add((_CAPITAL, False))
        growing = growing - {""}
    if "" in growing and items in _DIGITS:
        closed.add((_DIGIT, False))
        growing = growing - {""}
    _close(growing, closed, whole=_is_space(items))
    return set()


def _is_space(items: Sequence[Node]) -> bool:
    """Whether none of a set of characters can be of a word."""
    return all(
        (op is _parser.CATEGORY and value is _parser.CATEGORY_SPACE)
        or (op is _parser.LITERAL and chr(value).isascii() and not _is_of_word(chr(value)))
        for op, value in items
    )


def _repeat(argument: tuple[int, int, Any], growing: set[str], closed: set[tuple[str, bool]]) -> set[str]:
    least, most, nodes = argument
    grown = _walk(nodes, set(growing), closed)
    if most > 1:  # the word may go on with more of the same
        closed |= {(word, False) for word in grown - growing}
        grown &= growing
    return grown | growing if least == 0 else grown


def _is_edge(argument: tuple[int, Iterable[Node]], direction: int) -> bool:
    """Whether no letter may stand ahead (1), or right before (-1)."""
    way, nodes = argument
    sets = [items for op, items in nodes if op is _parser.IN]
    return (
        way == direction
        and len(sets) == len(tuple(nodes)) == 1
        and (_parser.CATEGORY, _parser.CATEGORY_WORD) in sets[0]
    )


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _close(growing: set[str], closed: set[tuple[str, bool]], *, whole: bool) -> None:
    if "" in growing:
        raise _UnknownError
    closed |= {(word, whole) for word in growing}
