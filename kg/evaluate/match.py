"""When what was found counts as what an annotator marked: spans, names, roles, labels of figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9£%][a-z0-9'.]*")
_TITLE_WORDS = "councillor cllr cllrs mr mrs ms miss dr prof professor sir dame lord lady the rev reverend"
_TITLES = frozenset(_TITLE_WORDS.split())
_SMALL_WORDS = "the a an of for and in to on at by with who were was be is are that from had"
_SMALL = frozenset(_SMALL_WORDS.split())

# A prediction may be this much longer than what it is to match, and a label this much wordier.
_SPAN_TIMES, _SPAN_PLUS = 3, 200
_LABEL_TIMES, _LABEL_PLUS = 3, 3
_NEAR = 60  # characters between a figure and the clause that gives it


def split_words(text: str) -> list[str]:
    """The words of a text, folded: lower case, straight apostrophes, no possessive 's.

    >>> split_words("The Panel's 98% of Reviews")
    ['the', 'panel', '98', '%', 'of', 'reviews']
    """
    folded = unicodedata.normalize("NFKC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()
    return [word[:-2] if word.endswith("'s") else word.rstrip("'") for word in _WORD.findall(folded)]


def name_key(name: str) -> frozenset[str]:
    """A name as the set of its words, without titles and full stops.

    >>> name_key("Cllr. Jo Hill") == name_key("Jo Hill")
    True
    """
    return frozenset(bare for word in split_words(name) if (bare := word.rstrip(".")) not in _TITLES)


def is_same_name(found: str, accepted: Iterable[str]) -> bool:
    """Whether a name is one of those accepted: it says the same or more, or lacks one word only.

    >>> is_same_name("Ms Ada Hill", ["Hill"]), is_same_name("Hill", ["Ada Hill"])
    (True, True)
    >>> is_same_name("Ada", ["Bo Hill"])
    False
    """
    got = name_key(found)
    if not got:
        return False
    return any(key and (key <= got or (got <= key and len(key - got) <= 1)) for key in map(name_key, accepted))


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning."""
    return frozenset(split_words(text)) - _SMALL


def is_same_role(one: str, other: str) -> bool:
    """Whether two roles are alike, or one says the other with more words.

    >>> is_same_role("Service Director", "Service Director for Learning")
    True
    >>> is_same_role("Director", "Head of Housing")
    False
    """
    a, b = content_words(one), content_words(other)
    alike = len(a & b) / len(a | b) if a | b else 1.0
    return alike >= 0.75 or (min(len(a), len(b)) >= 2 and (a <= b or b <= a))


def shared_span(start: int, end: int, gold_start: int, gold_end: int) -> int:
    """How much a found span shares with a gold one; 0 if that is not enough to count.

    Enough is half of the shorter of the two, the found one being no longer than three gold ones and 200
    characters.

    >>> shared_span(0, 50, 20, 60), shared_span(0, 25, 20, 60), shared_span(0, 999, 20, 60)
    (30, 0, 0)
    """
    shared = min(end, gold_end) - max(start, gold_start)
    size, length = gold_end - gold_start, end - start
    enough = shared > 0 and 2 * shared >= min(size, length) and length <= _SPAN_TIMES * size + _SPAN_PLUS
    return shared if enough else 0


def is_near(start: int, end: int, gold_start: int, gold_end: int) -> bool:
    """Whether a figure stands in the gold clause, or close to it."""
    return start < gold_end + _NEAR and end > gold_start - _NEAR


def is_same_label(found: str, wanted: str) -> bool:
    """Whether a label says at least half of what it should, and not much else.

    >>> is_same_label("reviews of children held on time", "reviews held on time")
    True
    >>> is_same_label("reviews", "visits late")
    False
    """
    want, said = content_words(wanted), content_words(found)
    if len(said) > _LABEL_TIMES * len(want) + _LABEL_PLUS:
        return False
    return 2 * len(want & said) >= max(1, len(want))
