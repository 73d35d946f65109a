"""How the name of a body or council is spelt: in capitals in a head, otherwise in the text below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.document import Document, in_small_letters

_SMALL = {"and", "of", "the", "for", "in", "on", "to", "with", "&", "y", "a"}
_NUMERAL = re.compile(r"\(?(?:I{2,3}|IV|VI{0,3})\)?")


def proper_name(document: Document, words: str) -> str:
    """A name that is written in capitals, as it is written elsewhere in the document, or else with capitals
    where titles have them.
    """
    words = re.sub(r"^(?i:the)\s+(?=\S)", "", words)
    words = re.sub(
        r"^(?i:(?:(?:minutes|(?:ordinary|special|annual|extraordinary|monthly)?\s*meeting)\s+of\s+(?:the\s+)?)+|agenda\s+item\s+\w+\s+)",
        "",
        words,
    )
    return _as_written(document.plain, words) if words.isupper() else words


@lru_cache(maxsize=64)  # a head repeats the same few names, and each is looked for in the whole document
def _as_written(plain: str, words: str) -> str:
    for found in find_forms(plain, words):
        if not found.isupper() and found[0].isupper() and _ends_alike(found, words):
            return " ".join(found.split())
    *parts, last = words.split()
    out = [w.casefold() if i and w.casefold() in _SMALL else _capital(w) for i, w in enumerate(parts)]
    return " ".join([*out, last if len(last) == 1 or _NUMERAL.fullmatch(last) else _capital(last)])


def _ends_alike(found: str, words: str) -> bool:
    """Whether "Licensing Panel A" is not found in "gave the Licensing Panel a report"."""
    last = words.split()[-1]
    return len(last) > 1 or found.endswith(last)


def find_forms(plain: str, words: str) -> Iterator[str]:
    """The forms in which a document writes a name, in the order of the text, whatever their capitals and spaces."""
    first, *others = words.lower().split()
    low = in_small_letters(plain)
    at = low.find(first)
    while at >= 0:
        end = at + len(first)
        for word in others:
            start = end
            while low[start : start + 1].isspace():
                start += 1
            if start == end or not low.startswith(word, start):
                break
            end = start + len(word)
        else:
            yield plain[at:end]
            at = end - 1
        at = low.find(first, at + 1)


def _capital(word: str) -> str:
    return re.sub(r"(?<![\w'])[^\W\d_]+", lambda m: m.group().capitalize(), word.casefold()) if len(word) > 1 else word
