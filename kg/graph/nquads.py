"""RDF terms and statements as N-Quads text (https://www.w3.org/TR/n-quads/).

Text, because building term objects in Python is several times slower than writing the lines that the store
loads. A term here is a `str` already in N-Quads form: `<...>` or `"..."`. Only `kg.graph.iris` makes IRIs of
words, so `iri` does not check again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from rdflib.namespace import XSD

Triple = tuple[str, str, str]

# Besides what the grammar demands: control characters, and what some readers take for the end of a line. A
# lone surrogate is no character (Unicode D76) and cannot be encoded, so it becomes U+FFFD.
_ESCAPED = re.compile('[\\x00-\\x1f"\\\\\\x7f-\\x9f\u2028\u2029\ud800-\udfff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}

_DATE = f"^^<{XSD.date}>"
_DECIMAL = f"^^<{XSD.decimal}>"
_INTEGER = f"^^<{XSD.integer}>"
_BOOLEAN = f"^^<{XSD.boolean}>"


def iri(address: str) -> str:
    """The IRI as a term.

    >>> iri("https://example.org/a#it")
    '<https://example.org/a#it>'
    """
    return f"<{address}>"


def string(text: str) -> str:
    r"""The text as an xsd:string literal, every character kept.

    >>> print(string('He said "yes"\n'))
    "He said \"yes\"\n"
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def date(day: dt.date) -> str:
    """The day as xsd:date.

    >>> date(dt.date(2025, 9, 23))
    '"2025-09-23"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    return f'"{day.isoformat()}"{_DATE}'


def integer(number: int) -> str:
    """The number as xsd:integer."""
    return f'"{number}"{_INTEGER}'


def boolean(truth: bool) -> str:
    """The truth value as xsd:boolean."""
    return f'"{"true" if truth else "false"}"{_BOOLEAN}'


def plain_decimal(number: Decimal) -> str:
    """The number without exponent and without zeros that say nothing (XSD 1.1 canonical form).

    The store keeps no other form, so what is dumped is what was written.

    >>> [plain_decimal(Decimal(n)) for n in ("98.0", "98", "1.2E+6", "-0.50", "0.00")]
    ['98', '98', '1200000', '-0.5', '0']
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal(number: Decimal) -> str:
    """The number as xsd:decimal."""
    return f'"{plain_decimal(number)}"{_DECIMAL}'


def lines_of(triples: Iterable[Triple], graph: str) -> tuple[str, ...]:
    """The triples as lines of the named graph `graph`, sorted, each once, without line ends.

    >>> lines_of([("<a>", "<b>", "<d>"), ("<a>", "<b>", "<c>")], "<g>")
    ('<a> <b> <c> <g> .', '<a> <b> <d> <g> .')
    """
    return tuple(sorted({f"{s} {p} {o} {graph} ." for s, p, o in triples}))
