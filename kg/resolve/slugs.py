"""Names as segments of an IRI."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

LONGEST_SLUG = 80
_MARK = 8  # hexadecimal digits that keep cut slugs apart

_APOSTROPHES = re.compile("['\u2018\u2019\u02b9\u02bb\u02bc`\u00b4]")
_DEVICE = re.compile("con|prn|aux|nul|(?:com|lpt)[0-9]")
_GAPS = re.compile(r"[^a-z0-9]+")
# Latin letters that Unicode does not take apart.
_LATIN = str.maketrans(
    dict(zip("æœøđðþłħ\u0131ŋŧ", ("ae", "oe", "o", "d", "d", "th", "l", "h", "i", "ng", "t"), strict=True))
)

Key = TypeVar("Key", bound=Hashable)


def slugify(text: str) -> str:
    """The text as a segment of an IRI: never empty, at most 80 characters, the same for the same text.

    Accents are dropped; letters of other scripts become their code points, so that names which differ stay
    different. A text that is cut, of which nothing is left, or that Windows takes for a device and not for
    the name of a file, ends in digits of its SHA-256. A slug of a slug is the slug itself.

    >>> slugify("Children's Scrutiny Panel")
    'childrens-scrutiny-panel'
    >>> slugify("Clerk & RFO"), slugify("Siân Ŵyn-Ørsted")
    ('clerk-and-rfo', 'sian-wyn-orsted')
    >>> slugify("李 Ли")
    'u674e-u43bu438'
    >>> slugify("Con")
    'con-1143da2b'
    """
    folded = _decompose(_decompose(_APOSTROPHES.sub("", text)).casefold())
    folded = _APOSTROPHES.sub("", folded).replace("&", " and ").translate(_LATIN)
    slug = _GAPS.sub("-", "".join(map(_ascii, folded))).strip("-")
    if not slug:
        return f"x{_digest(text)}"
    if _DEVICE.fullmatch(slug):
        return f"{slug}-{_digest(slug)}"
    if len(slug) > LONGEST_SLUG:
        return f"{slug[: LONGEST_SLUG - _MARK - 1].rstrip('-')}-{_digest(slug)}"
    return slug


def unique_slugs(wanted: Mapping[Key, Iterable[str]]) -> dict[Key, str]:
    """A slug for each key, no two the same, and the same whatever the order of the keys.

    Args:
        wanted: for each key the slugs that it would like, the plainest first, each more particular than the
            one before; the last should belong to it alone.

    >>> unique_slugs({"a": ["j-ash", "j-ash-officer"], "b": ["j-ash", "j-ash-councillor"], "c": ["k-ash"]})
    {'a': 'j-ash-officer', 'b': 'j-ash-councillor', 'c': 'k-ash'}
    """
    choices = {key: [slugify(choice) for choice in liked] for key, liked in wanted.items()}
    level = dict.fromkeys(choices, 0)
    while True:
        slugs = {key: liked[min(level[key], len(liked) - 1)] for key, liked in choices.items()}
        holders: dict[str, list[Key]] = {}
        for key, slug in slugs.items():
            holders.setdefault(slug, []).append(key)
        crowded = [
            key for group in holders.values() if len(group) > 1 for key in group if level[key] < len(choices[key]) - 1
        ]
        if not crowded:
            return _number(slugs, choices)
        for key in crowded:
            level[key] += 1


def _number(slugs: dict[Key, str], choices: Mapping[Key, list[str]]) -> dict[Key, str]:
    """Where even the most particular slugs are the same, digits of what else is known of the key."""
    taken: dict[str, list[Key]] = {}
    for key, slug in slugs.items():
        taken.setdefault(slug, []).append(key)
    out = dict(slugs)
    for slug, keys in taken.items():
        if len(keys) > 1:
            for key in keys:
                out[key] = slugify(f"{slug}-{_digest(repr(key) + '|'.join(choices[key]))}")
    return out


def _decompose(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _ascii(character: str) -> str:
    if character.isascii() or unicodedata.combining(character):
        return "" if unicodedata.combining(character) else character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return f"u{ord(character):x}" if unicodedata.category(character)[0] in "LN" else "-"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
