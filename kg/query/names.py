"""What people type, matched to what things are called: `audit` to the Audit and Governance Committee.

Each file of `queries/names/` is a kind of thing: a SELECT of nodes, all their names, and the name that each
goes by. All words typed must be in one of a thing's names, in any order; case, accents and the form of
apostrophes and dashes do not count. A name that is just what was typed wins over longer ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.errors import UsageError
from kg.store.base import Reader

_APART = re.compile(r"[^\w']+|_")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u2032`\u00b4", "'"))
_NEAR = 60  # of 100: far enough for two wrong letters in a surname


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A thing, one of its names, and the one that it goes by."""

    name: str
    node: str
    label: str


@dataclass(frozen=True, slots=True)
class Match:
    """What was typed, and what it means.

    Args:
        nodes: the IRIs of the things, sorted.
        names: what they go by, sorted, one for each.
    """

    nodes: tuple[str, ...]
    names: tuple[str, ...]


def match_names(typed: str, kind: Path, store: Reader, what: str) -> Match:
    """The things of a kind that somebody means.

    Args:
        typed: words, or the IRI of one thing, with or without its `#it`.
        kind: a file of `queries/names/`.
        store: whose names are looked at.
        what: what is looked for, for the error ("--panel").

    Raises:
        UsageError: nothing is called so; it says what is nearest.
    """
    known = sorted(
        Named(str(name), str(node), str(label))
        for node, name, label in store.select(kind.read_text(encoding="utf-8")).rows
    )
    found = _choose(typed, known)
    if not found:
        raise _nothing(typed, what, known)
    labels = {each.node: each.label for each in sorted(found, reverse=True)}
    often = Counter(labels.values())
    # Two councils have a Harbour Panel each: the second last part of the path says which is which.
    names = (name if often[name] == 1 else f"{name} ({node.split('/')[-3]})" for node, name in labels.items())
    return Match(tuple(sorted(labels)), tuple(sorted(names)))


def _choose(typed: str, known: list[Named]) -> list[Named]:
    if typed.startswith(("http://", "https://")):
        return [each for each in known if each.node.removesuffix("#it") == typed.removesuffix("#it")]
    words = fold_name(typed)
    if not words:
        return []
    folded = [(each, fold_name(each.name)) for each in known]
    for fits in (_is, _begins, _contains):
        if found := [each for each, name in folded if fits(words, name)]:
            return found
    return []


def fold_name(name: str) -> tuple[str, ...]:
    r"""The words of a name, without case, accents, apostrophes and punctuation.

    >>> fold_name("Siân O\u2019Dowd-Pryce"), fold_name("Children's Panel")
    (('sian', 'odowd', 'pryce'), ('childrens', 'panel'))
    """
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_APOSTROPHES))
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return tuple(filter(None, (word.replace("'", "") for word in _APART.split(plain))))


def _is(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return typed == name


def _begins(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return all(any(word.startswith(each) for word in name) for each in typed)


def _contains(typed: tuple[str, ...], name: tuple[str, ...]) -> bool:
    whole = " ".join(name)
    return all(each in whole for each in typed)


def _nothing(typed: str, what: str, known: Iterable[Named]) -> UsageError:
    names = sorted({each.name for each in known})
    if not names:
        return UsageError(f"nothing fits {what} {typed!r}", todo="this graph has nothing of that kind")
    folded = [" ".join(fold_name(name)) for name in names]
    near = process.extract(" ".join(fold_name(typed)), folded, scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR)
    shown = [names[index] for _, _, index in near]
    todo = f"did you mean {' or '.join(shown)}?" if shown else f"known are, for example, {', '.join(names[:3])}"
    return UsageError(f"nothing fits {what} {typed!r}", todo=todo)
