"""Words of a document with their places, for finders that read names and titles word by word.

A document is cut into words once, and what can be said of a word by its spelling alone is worked out once for each
spelling: most words of a document are ones that have been met before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from kg.extract.people.vocabulary import vocabulary

# Words with hyphens and apostrophes inside, initials ("M.E.", "Ll."), numbers, marks of punctuation, each with the
# space before it. Without groups, so that `findall` gives strings; each begins where the one before it ended.
_PIECE = re.compile(
    r"[\s_]*(?:[A-Za-z]{2,}+(?![\w'&.-])"  # nearly all words: nothing behind it that could belong to it
    r"|(?:[^\W\d_]\.){1,4}(?:(?!\w)|(?=[A-Z][a-z']))|(?:Ll|Rh|Th|Ch|Ph|Dd|Ff|Wm|Gw)\.(?=\s*[^\W\d_])"
    r"|[^\W\d_]+(?:['&-](?=[^\W\d_])[^\W\d_]+)*(?:(?<=s)'(?=\s[^\W\d_]))?"
    r"|\d[\d.,:/]*\w*"
    r"|[^\w\s])"
)
_SPACE = re.compile(r"[\s_]*")
_LAYOUT = re.compile(r"[\n\r\t]")
_LOWER_PREFIX = re.compile(r"(?:d|l|al|el|ul)['-][^\W\d_a-z]")
_SUBJECT_ENDING = re.compile(r".{3,}(?:tion|tions|ment|ments|ities|logy|ness|ices)$")
_POSSESSIVE = re.compile(r"'s?$")
_JOINS_TITLE = frozenset({"of", "for", "to", "the", "in", "and", "on", "with", "our", "after"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a group of initials, a number or a mark: its spelling, and the space before it.

    Where it stands, its `Passage` knows: tokens that are written alike are one object.

    Args:
        text: as it stands in `Document.plain`.
        kind: "word", "initials", "number" or "mark".
        low: its letters in lower case, a possessive `'s` kept.
        capital: whether it is a word or initials that begin with a capital letter.
        gap: how many spaces stand before it on its line; 0 at the start.
        fresh: whether it is the first of a line of the file.
        width: how many characters it takes up; more than `text` has if the word is broken at the end of a line.
        long: whether it can be more than an initial of a name: two letters or more, of which one is a capital.
        initial: whether it is initials, or a capital by itself.
        particle: whether it is a small word that belongs to surnames ("van").
        opens: whether a person can be named from it on, as far as its spelling goes.
        starts: whether that can be without a title before the name.
        opens_name: whether it can be the first word of a name by itself, as far as its spelling goes.
        may_name: whether it can be the long word of a name with which that begins, as far as its spelling goes.
        follows_name: whether it can be a later word of a name, as far as its spelling goes.
        addresses: whether it can be (the first word of) an honorific, a rank or "Councillor".
        noun: whether it can be (the first word of) the noun of a title.
        in_title: whether it can stand in a title before the noun.
        subject: whether the lists, or its ending, say that it is one of departments and subjects.
        stem: `low` without a possessive ending.
    """

    text: str
    kind: str
    low: str
    capital: bool
    gap: int
    fresh: bool
    width: int
    long: bool
    initial: bool
    particle: bool
    opens: bool
    starts: bool
    opens_name: bool
    may_name: bool
    follows_name: bool
    addresses: bool
    noun: bool
    in_title: bool
    subject: bool
    stem: str


class _Tokens(dict[str, Token]):
    """The tokens that words make with the space before them, each made when it is first met.

    A plain dictionary, since nothing is asked for as often; it is emptied when it has grown too large.
    """

    def __init__(self, fresh: bool) -> None:
        self.fresh = fresh

    def __missing__(self, piece: str) -> Token:
        if len(self) >= _MOST:
            self.clear()
        token = self[piece] = _make_token(piece, self.fresh)
        return token


_MOST = 1 << 16
_FRESH, _INNER = _Tokens(True), _Tokens(False)  # the first of their lines, and all others


def _make_token(piece: str, fresh: bool) -> Token:
    match = _SPACE.match(piece)
    gap = match.end() if match else 0
    text = piece[gap:]
    words, low, kind = vocabulary(), text.casefold(), _kind_of(text)
    lettered = kind in ("word", "initials")
    capital = lettered and text[0].isupper()
    initial = kind == "initials" or (kind == "word" and capital and len(text) == 1)
    particle = kind == "word" and text.islower() and low in words.particles
    namelike = kind == "word" and (capital or _LOWER_PREFIX.match(text) is not None)
    # "van der Berg", "d'Arcy", "councillor Moss": few people begin with a small letter.
    small = low in words.particles or low in ("councillor", "councillors") or "'" in text or "-" in text
    stem = _POSSESSIVE.sub("", low)
    subject = _is_subject(low, stem)
    singular = low[:-1] if low.endswith("s") else low
    opens = lettered and (capital or small)
    opens_name = initial or particle or (namelike and _can_open_name(low, subject))
    addresses = low in words.honorifics or low in words.councillor or low in words.ranks
    return Token(
        text=text,
        kind=kind,
        low=low,
        capital=capital,
        gap=0 if fresh else gap,
        fresh=fresh,
        width=len(text),
        long=namelike and len(text) > 1,
        initial=initial,
        particle=particle,
        opens=opens,
        starts=opens and (opens_name or addresses or low in words.councillors),
        opens_name=opens_name,
        may_name=namelike
        and len(text) > 1
        and (low.removesuffix("'s") not in words.no_surname or _can_open_name(low, subject)),
        follows_name=initial or particle or namelike,
        addresses=addresses,
        noun=low in words.heads
        or singular in words.heads
        or low in words.chairs
        or low in words.elected
        or low in words.functions,
        in_title=text in ("&", "/", "-")
        or kind == "number"
        or (kind == "word" and (capital or low in _JOINS_TITLE or low in words.heads or subject)),
        subject=subject,
        stem=stem,
    )


def _kind_of(text: str) -> str:
    if text[0].isdecimal():
        return "number"
    if not text[0].isalnum():
        return "mark"
    return "initials" if text.endswith(".") else "word"


def _is_subject(low: str, stem: str) -> bool:
    words = vocabulary()
    if low in words.subjects or stem in words.subjects or stem in words.organisations or stem in words.openers:
        return True
    return _SUBJECT_ENDING.match(stem) is not None


def _can_open_name(low: str, subject: bool) -> bool:
    """Whether the lists leave it open that a word is a given name."""
    words, stem = vocabulary(), low.removesuffix("'s")
    return stem in words.given or not (stem in words.never or stem in words.heads or subject)


def read_tokens(plain: str, text: str, start: int, end: int) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """The words and marks within a stretch, in order, and the offset behind each; a word broken at the end of a line is
    one word.

    Args:
        plain: `Document.plain`.
        text: `Document.text`.
        start: offset of the stretch.
        end: offset behind it.
    """
    pieces = _PIECE.findall(plain, start, end)
    if not pieces:
        return (), ()
    tokens = list(map(_INNER.__getitem__, pieces))
    ends = list(accumulate(map(len, pieces), initial=start))[1:]
    tokens[0] = _FRESH[tokens[0].text]
    if _LAYOUT.search(text, start, end):
        return _lay_out(text, start, tokens, ends)
    return tuple(tokens), tuple(ends)


def _lay_out(text: str, start: int, tokens: list[Token], ends: list[int]) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """The tokens as they stand on their lines: `Document.plain` has spaces for line ends and tabs."""
    out: list[Token] = []
    where: list[int] = []
    before = start
    for token, end in zip(tokens, ends, strict=True):
        between = text[before : end - token.width]
        before = end
        if "\n" in between or "\r" in between:
            token = _FRESH[token.text]
            if token.kind == "word" and len(out) > 1 and _is_hyphen(out):
                del out[-1], where[-1]  # the hyphen
                head, behind = out.pop(), where.pop()
                token = _broken(head, token, end - behind + head.width)
        elif "\t" in between and out:
            token = _INNER[" " * sum(4 if char == "\t" else 1 for char in between) + token.text]
        out.append(token)
        where.append(end)
    return tuple(out), tuple(where)


def _broken(head: Token, tail: Token, width: int) -> Token:
    """A word that was parted at the end of a line."""
    whole = _make_token(" " * head.gap + f"{head.text}-{tail.text}", head.fresh)
    return replace(whole, width=width)


def _is_hyphen(tokens: list[Token]) -> bool:
    """Whether the last mark is a hyphen that closes a word ("Vice-" at the end of a line), not a dash."""
    word, mark = tokens[-2], tokens[-1]
    return mark.text == "-" and mark.gap == 0 and not mark.fresh and word.kind == "word"
