"""Numbers as minutes write them: "1,874", "36 .1", "22.6 million", "Forty", "one hundred and fifty-five".

Only what is written as a number of its own is found. Digits that belong to something longer are left alone:
"S4", "24/00617", "Covid-19", "498kg", "3.6.1", "18th", "65+".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.lexicon import any_of

_UNITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: n for n, word in enumerate((*_UNITS, *_TEENS))} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "mil": 1_000_000, "billion": 1_000_000_000}
_GLUED = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}

_DIGITS = re.compile(
    r"(?<![\w/£$€])(?<![\d][.,])(?<![A-Za-z]\.)(?<![A-Za-z]-)£?\s?"
    # PDF readers leave a space before the point ("36 .1 %"); only before a percentage is it sure to be one.
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6}| \.\d{1,2}(?=\s?%))?)"
    r"(?:(?P<glued>k|mn?|bn)(?!\w)|\s?(?P<scale>hundred|thousand|million|mil|billion)\b"
    r"|(?![\w/+\\^]|[.,]\d|-[A-Za-z]))",
    re.IGNORECASE,
)
_WORD = any_of(_SMALL)
_WORDS = re.compile(
    rf"(?<![\w'])(?<!\w-){_WORD}(?:[ -]{_WORD})?"
    rf"(?:\s{any_of(_SCALES)}(?:\sand)?(?:\s{_WORD}(?:-{_WORD})?)?){{0,3}}(?![\w']|-\w)",
    re.IGNORECASE,
)
# The first letters of a number in words, looked for before the whole: few words begin so.
_SPELLED = re.compile(
    r"[ZzOoTtFfSsEeNn](?<![\w'].)(?:ero|ne|wo|hree|our|ive|ix|even|ight|ine|en|leven|welve|hir|wen|or|if)",
)
# A digit, or a number in words from three on: where there is neither, nothing is measured.
_APART = ("", " ", "\n", "(", "[", '"', "'")
_SPOT = re.compile(
    r"\d+|[TtFfSsEeNn](?<!\w.)(?:hree|our|ive|ix|even|ight|ine|en|leven|welve|hirteen|wenty|hirty|orty|ifteen|ifty)"
)
# Years and days of the month, the numbers that most sentences have, measure nothing whatever stands around them.
_DATE = re.compile(
    r"(?:19|20)\d\d(?:\s?[/-]\s?(?:20)?\d\d)?(?![\w%/-]|[.,]\d|\s?%|\s(?:per|hundred|thousand|million|billion)\b)"
    r"|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Args:
        start: where it begins, its currency sign included.
        end: where it ends, its scale ("million", "k") included.
        value: what it amounts to.
        spelled: whether it is written in words.
        money: whether a pound sign stands before it.
    """

    start: int
    end: int
    value: Decimal
    spelled: bool = False
    money: bool = False


def as_plain(value: Decimal) -> Decimal:
    """The value without trailing zeros and without an exponent.

    >>> as_plain(Decimal("83.0")), as_plain(Decimal("7.94") * 1_000_000)
    (Decimal('83'), Decimal('7940000'))
    """
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def find_spots(text: str) -> tuple[int, ...]:
    """Where a number may stand that measures something, in order: only there is it looked for. Dates are passed over.

    >>> find_spots("Two of 7 had gone; eleven and fifty-five stayed.")
    (7, 19, 30, 36)
    >>> find_spots("On 4 June 2024 there were 12, as in 2023/24.")
    (26,)
    """
    found = []
    after = 0  # the second half of "2023/24"
    for match in _SPOT.finditer(text):
        start = match.start()
        if start < after:
            continue
        if (date := _DATE.match(text, start)) and text[start - 1 : start] in _APART:
            after = date.end()
        else:
            found.append(start)
    return tuple(found)


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text of uniform spaces, in order.

    >>> [(str(n.value), n.money) for n in find_numbers("1,874 plans, 36 .1 %, £402k and £3.75 million")]
    [('1874', False), ('36.1', False), ('402000', True), ('3750000', True)]
    >>> [str(n.value) for n in find_numbers("Forty places; one hundred and fifty-five children; 101st of S4")]
    ['40', '155']
    """
    found = [_from_digits(match) for match in _DIGITS.finditer(text)]
    if not _SPELLED.search(text):
        return tuple(found)
    found += [_from_words(match) for match in _WORDS.finditer(text)]
    return tuple(sorted(found, key=lambda number: number.start))


def _from_digits(match: re.Match[str]) -> Number:
    money = match[0].startswith("£")
    value = Decimal(match["digits"].replace(",", "").replace(" ", ""))
    if match["glued"]:
        value *= _GLUED[match["glued"].lower()]
    elif match["scale"]:
        value *= _SCALES[match["scale"].lower()]
    return Number(match.start() if money else match.start("digits"), match.end(), as_plain(value), money=money)


def _from_words(match: re.Match[str]) -> Number:
    total = current = 0
    for word in re.findall(r"[a-z]+", match[0].lower()):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
    return Number(match.start(), match.end(), Decimal(total + current), spelled=True)
