"""A term of an answer as text: exactly, for programs, and readably, for people."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from kg.store.prefixes import PREFIXES

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(_XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger"))
_BROKEN = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_LAST_MONTHS = {"21": 5, "22": 8, "23": 11, "24": 14}  # of seasons; winter ends in the next year
_DATA_IRI = re.compile(r"https?://.+/[a-z0-9-]+/[a-z]+/(?P<slug>[a-z0-9-]+)#it")
# What turns the order of writing round, so that what is read is not what is there.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

Value = None | bool | int | float | str


def exact_text(term: Identifier | None) -> str:
    """The lexical form, or the whole address; empty if there is none.

    Numbers are plain: no exponent, no idle zeros.

    >>> exact_text(Literal("98.0", datatype=URIRef(_XSD + "decimal"))), exact_text(None)
    ('98', '')
    """
    number = as_number(term)
    if isinstance(number, Decimal):
        text = format(number, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if term is None else str(term)


def as_number(term: Identifier | None) -> Decimal | None:
    """The number that a literal is, or None; infinities and what is no number of its type are None."""
    if not isinstance(term, Literal) or str(term.datatype) not in _WHOLE | _BROKEN:
        return None
    try:
        number = Decimal(str(term))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def as_value(term: Identifier | None) -> Value:
    """The term as JSON has it: numbers and truth values as such, everything else as text.

    >>> as_value(Literal(True)), as_value(Literal("2.50", datatype=URIRef(_XSD + "decimal"))), as_value(URIRef("http://a/"))
    (True, 2.5, 'http://a/')
    """
    if term is None:
        return None
    if isinstance(term, Literal) and str(term.datatype) == _XSD + "boolean":
        return str(term) in ("true", "1")
    number = as_number(term)
    if number is None:
        return str(term)
    return int(number) if number == number.to_integral_value() else float(number)


def readable_text(term: Identifier | None) -> str:
    """The term for people, on one line: "3 Dec 2024", "promise-3fa94c01d2", "minutes:Promise".

    >>> readable_text(URIRef("http://localhost:8000/seaholm-council/person/tom-field#it"))
    'tom-field'
    """
    if isinstance(term, URIRef):
        return _short_address(str(term))
    if isinstance(term, Literal) and str(term.datatype) == _XSD + "date":
        try:
            return readable_date(dt.date.fromisoformat(str(term)))
        except ValueError:
            return printable(str(term))
    return printable(exact_text(term))


def readable_figure(value: Decimal, unit: str) -> str:
    r"""A figure as people write it, with spaces at which no line is broken.

    Args:
        value: the number.
        unit: the notation of its unit in `ontology/units.ttl`.

    >>> for value, unit in (("4", "count"), ("-45", "GBP"), ("9318.4", "GBP"), ("12.50", "%"), ("61.5", "per 100,000")):
    ...     print(readable_figure(Decimal(value), unit).replace("\xa0", " "))
    4
    −£45
    £9,318.40
    12.5%
    61.5 per 100,000
    >>> readable_figure(Decimal(1), "days"), readable_figure(Decimal("1.20"), "hours")
    ('1\xa0day', '1.2\xa0hours')
    """
    size = abs(value)
    number = f"{size:,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    minus = "−" if value < 0 else ""
    match unit:
        case "GBP":
            return f"{minus}£{number}0" if number[-2:-1] == "." else f"{minus}£{number}"
        case "%":
            return f"{minus}{number}%"
        case "count" | "score" | "":
            return f"{minus}{number}"
        case "days" | "weeks" | "months" | "years" | "hours" if size == 1:
            return f"{minus}{number}\xa0{unit[:-1]}"
    return f"{minus}{number}\xa0{unit}".replace("per ", "per\xa0")


def readable_date(day: dt.date) -> str:
    r"""The day as "3 Dec 2024", with spaces at which no line is broken.

    >>> readable_date(dt.date(2024, 12, 3))
    '3\xa0Dec\xa02024'
    """
    return f"{day.day}\xa0{_MONTHS[day.month - 1]}\xa0{day.year}"


def readable_stretch(edtf: str) -> str:
    r"""A stretch of time for people: months, seasons and intervals of Extended Date/Time Format, levels 0 and 1.

    >>> for edtf in ("2026-01/2026-03", "2026-23", "../2026-05", "2026-09/..", "2026-03-15~"):
    ...     print(readable_stretch(edtf).replace("\xa0", " "))
    Jan 2026 to Mar 2026
    autumn 2026
    up to May 2026
    from Sep 2026
    about 15 Mar 2026
    """
    first, interval, last = edtf.partition("/")
    if first == "..":
        return f"up to {_readable_part(last)}"
    if last == "..":
        return f"from {_readable_part(first)}"
    return f"{_readable_part(first)} to {_readable_part(last)}" if interval else _readable_part(first)


def stretch_end(edtf: str) -> dt.date | None:
    """The last day of a stretch of time of Extended Date/Time Format; None if it has no end, or is only about then.

    >>> [str(stretch_end(edtf)) for edtf in ("2026-02", "2026-23", "2025-11/2026-24", "../2026-05-04", "2026")]
    ['2026-02-28', '2026-11-30', '2027-02-28', '2026-05-04', '2026-12-31']
    >>> stretch_end("2026-09/.."), stretch_end("2026-03-15~")
    (None, None)
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", edtf.rpartition("/")[2])
    if match is None:
        return None
    year, part, day = match.groups()
    month = _LAST_MONTHS.get(part or "12", int(part or 12))
    try:
        if day:
            return dt.date(int(year), month, int(day))
        after = int(year) * 12 + month  # months from the year 0 on to the one behind it
        return dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
    except ValueError:
        return None


def _readable_part(edtf: str) -> str:
    if edtf.endswith("~"):
        return f"about {_readable_part(edtf[:-1])}"
    match re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", edtf):
        case re.Match() as found if found[3]:
            return readable_date(dt.date.fromisoformat(edtf))
        case re.Match() as found if found[2] in _SEASONS:
            return f"{_SEASONS[found[2]]}\xa0{found[1]}"
        case re.Match() as found if found[2] and 1 <= int(found[2]) <= 12:
            return f"{_MONTHS[int(found[2]) - 1]}\xa0{found[1]}"
    return printable(edtf)


def printable(text: str) -> str:
    r"""The text on one line, without control characters and turns of direction.

    >>> printable("Mr\xa0Field \x1b[31mwould\n\tcome")
    'Mr Field [31mwould come'
    """
    if text.isprintable():  # nearly every text; a hundredth of the time
        return " ".join(text.split())
    kept = (c if c.isprintable() else " " if c.isspace() else _mark(c) for c in text if c not in _TURNING)
    return " ".join("".join(kept).split())


def _mark(character: str) -> str:
    """Nothing for a control character; a lone surrogate, which no terminal can be sent, is U+FFFD."""
    return "\ufffd" if unicodedata.category(character) == "Cs" else character if ord(character) > 0xA0 else ""


def harmless(text: str) -> str:
    """The text, line ends and tabs kept, without the characters that `printable` leaves out."""
    return _HARMFUL.sub("", text).encode("utf-8", "replace").decode("utf-8")


def visible(text: str) -> str:
    r"""The text with a U+FFFD for each of those characters: every other keeps its place.

    >>> print(visible("a\x9b31m"))
    a\ufffd31m
    """
    return _HARMFUL.sub("\ufffd", text)


def escape_harmful(text: str) -> str:
    r"""JSON or Turtle in which those characters are written as escapes, so that none is lost.

    >>> print(escape_harmful('"a\x9bb"'))
    "a\u009bb"
    """
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _short_address(address: str) -> str:
    if match := _DATA_IRI.fullmatch(address):
        return match["slug"]
    for name, start in PREFIXES.items():
        if address.startswith(start) and re.fullmatch(r"[\w-]+", address[len(start) :]):
            return f"{name}:{address[len(start) :]}"
    return printable(address)
