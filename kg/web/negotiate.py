"""Which form a client wants, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

_LONGEST = 4000  # characters of a header; what is longer is no browser's
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")

Choice = TypeVar("Choice")


class _Range(NamedTuple):
    """A media range, its weight, and how exactly it names a type (2 for `text/html`, 1 for `text/*`, 0 for `*/*`)."""

    type: str
    subtype: str
    weight: float
    exactness: int


def choose(accept: str, offers: Sequence[tuple[str, Choice]]) -> Choice | None:
    """The offer that a client likes best; of those it likes equally the first; None if it takes none of them.

    A header that is empty, or of which no part can be understood, takes anything.

    >>> offers = [("text/html", "page"), ("text/turtle", "data")]
    >>> choose("text/turtle;q=0.9, */*;q=0.1", offers), choose("", offers), choose("image/png", offers)
    ('data', 'page', None)

    Args:
        accept: the header.
        offers: media types without parameters, the preferred first, each with what it stands for.
    """
    ranges = _parse(accept[:_LONGEST])
    if not ranges:
        return offers[0][1]
    best: tuple[float, Choice] | None = None
    for media_type, choice in offers:
        weight = _weight(media_type, ranges)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, choice)
    return best[1] if best else None


def _weight(media_type: str, ranges: Sequence[_Range]) -> float:
    type_, _, subtype = media_type.partition("/")
    fitting = [r for r in ranges if r.type in ("*", type_) and r.subtype in ("*", subtype)]
    return max(fitting, key=lambda r: r.exactness).weight if fitting else 0.0


@lru_cache(256)
def _parse(accept: str) -> tuple[_Range, ...]:
    ranges = []
    for part in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        match = _RANGE.fullmatch(media)
        if not match or (match[1] == "*" and match[2] != "*"):
            continue
        given = [value.strip() for name, _, value in (one.partition("=") for one in parameters) if name.strip() == "q"]
        if all(_WEIGHT.fullmatch(value) for value in given):  # else it says nothing that could be understood
            weight = float(given[-1]) if given else 1.0
            ranges.append(_Range(match[1], match[2], weight, (match[1] != "*") + (match[2] != "*")))
    return tuple(ranges)
