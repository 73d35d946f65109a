"""Names of people: taken apart, and compared.

Both finding people within a document and recognising them across documents need to know what of a name is
title, given name and surname, and whether two names can be one person's. Nothing here looks anything up:
names are from everywhere, and no list of given names or surnames would do. What a name is called by in full
is decided by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from kg.lexicon import load_lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?", re.UNICODE)
# Spellings that names in Irish and Gaelic have behind "Nic": softened beginnings, long vowels, "an tSaoir".
_GAELIC = re.compile(r"^(?:[BDFMPST]h|an\b|a'|t?S[ah])|[áéíóúàèìòù]|[bdgm]h|ai[dt]h|nn$", re.UNICODE)
_GLUED = re.compile(r"(?<=\b[A-Z]\.)(?=[A-Z][a-z'])")  # "A.Stanley"
_INITIALS = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]?\.?|[^\W\d_]\.?|(?:Ll|Rh|Th|Ch|Ph|Dd|Ff|Wm|Gw)\.|[^\W\d_a-z]-[^\W\d_a-z]"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, taken apart.

    Args:
        given: given names and initials as written, in order ("Jo-Anne"; "M.", "E.").
        surname: surname with its particles ("van der Berg"), as written.
        titles: what stands before it ("Cllr", "Mrs"), without full stops.
        suffixes: what stands behind it ("OBE").
        glued: whether no space is written between initials and surname ("A.Stanley").
    """

    given: tuple[str, ...]
    surname: str
    titles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    glued: bool = False

    @property
    def initials(self) -> str:
        """The first letters of given names and surname, upper case ("Kay de Silva": "KDS")."""
        words = [*self.given, *self.surname.split()]
        parts = [part for word in words for part in re.split(r"[.\s]+", word) if part]
        return "".join(part[0] for part in parts).upper()

    @property
    def full(self) -> str:
        """Given names and surname, without titles and suffixes."""
        return ("" if self.glued else " ").join([" ".join(self.given), self.surname]).strip()


class Agreement(IntEnum):
    """How far two names agree; more is more."""

    DIFFERENT = 0  # they cannot be one person's: other surnames, or other given names
    SURNAME = 1  # one of them has nothing but the surname
    INITIAL = 2  # given name and initial fit
    SAME = 3  # the same given name and the same surname


_MALE = frozenset({"mr", "sir", "lord"})
_FEMALE = frozenset({"mrs", "ms", "miss", "dame", "lady", "baroness"})


def honorifics_differ(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether one person is only ever called Mr and the other only ever Mrs, Ms or Miss.

    >>> honorifics_differ(["Mr", "Cllr"], ["Mrs"]), honorifics_differ(["Mr"], ["Cllr"])
    (True, False)
    """
    first = {word.casefold().rstrip(".") for word in one}
    second = {word.casefold().rstrip(".") for word in other}
    return any(
        first & these and second & those and not first & those and not second & these
        for these, those in ((_MALE, _FEMALE), (_FEMALE, _MALE))
    )


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lexicon = load_lexicon()
    titles = [
        word.casefold()
        for key in ("honorifics", "councillor-titles", "councillors-titles", "ranks")
        for entry in lexicon.words(key)
        for word in entry.split()
    ]
    suffixes = lexicon.words("post-nominals")
    particles = [word.casefold() for word in lexicon.words("name-particles")]
    return frozenset(titles), frozenset(suffixes), frozenset(particles)


def is_initial(word: str) -> bool:
    """Whether a word of a name stands for a longer one.

    >>> [is_initial(word) for word in ("J.", "M.E.", "Ll.", "S-J", "R", "Jo", "Ed")]
    [True, True, True, True, True, False, False]
    """
    return _INITIALS.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def parse_name(words: str) -> Name:
    """The parts of a name as written.

    >>> parse_name("Cllr Mrs S-J Dunn MBE")
    Name(given=('S-J',), surname='Dunn', titles=('Cllr', 'Mrs'), suffixes=('MBE',), glued=False)
    >>> parse_name("Anneke van der Berg").surname
    'van der Berg'
    >>> parse_name("Ó Briain").given
    ()
    """
    titles, suffixes, particles = _lists()
    words = words.replace("’", "'").replace(",", " ")
    glued = _GLUED.search(words) is not None
    parts = _GLUED.sub(" ", words).split()
    front: list[str] = []
    while len(parts) > 1 and parts[0].rstrip(".").casefold() in titles:
        front.append(parts.pop(0).rstrip("."))
    back: list[str] = []
    while len(parts) > 1 and parts[-1].rstrip(".") in suffixes:
        back.insert(0, parts.pop().rstrip("."))
    start = len(parts) - 1
    while start > 0 and _is_particle(parts, start - 1, particles):
        start -= 1
    return Name(tuple(parts[:start]), " ".join(parts[start:]), tuple(front), tuple(back), glued and start > 0)


def _is_particle(parts: list[str], i: int, particles: frozenset[str]) -> bool:
    """A word before a surname that belongs to it: "van", "Ó", "St."; "Van" and "De" only if another word is
    in front.
    """
    word = parts[i]
    if word.casefold() not in particles and word.rstrip(".") not in ("St", "San", "Santa"):
        return False
    if word == "Nic" and i == 0:  # a given name too: "Nic Wood" against "Nic Dhonnchadha"
        return _GAELIC.search(parts[1]) is not None
    return word.islower() or i > 0 or word in ("Ó", "Ní", "St", "St.", "Mac")


@lru_cache(maxsize=4096)
def fold(words: str) -> str:
    """Case, full stops, apostrophes' shape and spaces made uniform, for comparing.

    >>> fold("J. T.  O’Shea")
    "j t o'shea"
    """
    return " ".join(words.replace("’", "'").replace(".", " ").casefold().split())


def surname_key(name: Name) -> str:
    """The letters of the surname, folded: hyphens, spaces and apostrophes are written now so, now so.

    >>> surname_key(parse_name("Ann Hope-Lee"))
    'hopelee'
    >>> surname_key(parse_name("J O’Dell")) == surname_key(parse_name("J ODell"))
    True
    """
    return _letters(name.surname)


@lru_cache(maxsize=4096)
def _letters(surname: str) -> str:
    return re.sub(r"[\W_]", "", surname.casefold())


def compare_names(one: Name, other: Name) -> Agreement:
    """How far two names agree.

    >>> a, b, c, d = map(parse_name, ("Jo-Anne Sands", "Ms Sands", "J Sands", "Jim Sands"))
    >>> compare_names(a, b).name, compare_names(a, c).name, compare_names(a, d).name, compare_names(a, a).name
    ('SURNAME', 'INITIAL', 'DIFFERENT', 'SAME')
    >>> compare_names(parse_name("J. T. Brand"), parse_name("John Brand")).name
    'INITIAL'
    """
    if surname_key(one) != surname_key(other):
        return Agreement.DIFFERENT
    if not one.given or not other.given:
        return Agreement.SAME if one.given == other.given else Agreement.SURNAME
    first, second = given_parts(one), given_parts(other)
    if first == second:
        return Agreement.SAME
    agreement = Agreement.SAME
    for left, right in zip(first, second, strict=False):
        if left == right:
            continue
        if (len(left) == 1 or len(right) == 1) and left[0] == right[0]:
            agreement = Agreement.INITIAL
            continue
        return Agreement.DIFFERENT
    # "John Brand" and "John Thomas Brand" agree in full; "J Brand" and "J T Brand" only by their initial.
    if agreement is Agreement.SAME and len(first[0]) == 1:
        return Agreement.INITIAL
    return agreement


@lru_cache(maxsize=4096)
def given_parts(name: Name) -> tuple[str, ...]:
    """Given names one by one, folded: "M.E." is two, "S-J" is two, "Jo-Anne" one.

    >>> given_parts(parse_name("Jo-Anne M.E. Sands"))
    ('jo-anne', 'm', 'e')
    """
    parts: list[str] = []
    for word in name.given:
        pieces = re.split(r"[.\s-]+" if is_initial(word) else r"[.\s]+", word.casefold())
        parts.extend(piece for piece in pieces if piece)
    return tuple(parts)
