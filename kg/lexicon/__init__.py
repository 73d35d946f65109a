"""The words that experts edit: `ontology/lexicon/*.toml`, made into matchers and checked against their own examples.

A file holds two kinds of entry:

    [[phrase]]
    id = "undertook-to"
    means = "promise"                                # the category that a finder asks for
    phrase = "(undertook|undertakes) to"             # or regex = '...' where words are not enough
    examples = ["Ms Hill [[undertook to]] write."]   # what it matches stands in [[ ]]
    counter_examples = ["They undertook an audit."]  # it matches nothing here

    [[words]]
    id = "honorifics"
    words = ["Mr", "Mrs"]

In a phrase, words stand for themselves, `(a|b)` is a choice, `[x]` may be missing, `[a|b]` is one or none, and a space
is any space. Matching ignores case and begins and ends at the edge of a word. The idea that each pattern must match an
example and each example a pattern is that of reporters-db.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import paths
from kg.errors import LexiconError

_KEYS = {
    "phrase": {"id", "means", "strength", "edtf", "phrase", "regex", "examples", "counter_examples", "note"},
    "words": {"id", "words", "note"},
}
_HEAD = re.compile(r"\s*\[\[\s*(phrase|words)\s*\]\]\s*(?:#.*)?")
_LISTS = ("examples", "counter_examples", "words")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the lexicon.

    Args:
        id: its name, unique over all files.
        means: the category that a finder asks for.
        regex: the pattern as source text, without the edges of words.
        strength: how firm the words are ("firm", "conditional", "soft"), or empty.
        examples: sentences in which it matches what stands in `[[ ]]`.
        counter_examples: sentences in which it matches nothing.
        where: file and line of its entry.
        edtf: for words that name a stretch of the calendar, the stretch as a template of Extended Date/Time Format
            (see `kg.extract.dates.stretches`), or empty.
    """

    id: str
    means: str
    regex: str
    strength: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    where: str
    edtf: str = ""

    @property
    def source(self) -> str:
        """The source text of the pattern, with the edges of words."""
        return rf"(?<![\w'])(?:{self.regex})(?!\w)"

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for: case ignored, from edge to edge of a word.

        Raises:
            LexiconError: it is not a regular expression.
        """
        return _compile(self)


@cache
def _compile(phrase: Phrase) -> re.Pattern[str]:
    try:
        return re.compile(phrase.source, re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"{phrase.id}: {error}", where=phrase.where, todo="mend the pattern") from error


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries.

    Args:
        by_meaning: the phrases of each category, in the order of the files.
        lists: the words of each list.
        places: file and line of each entry, by its id.
    """

    by_meaning: Mapping[str, tuple[Phrase, ...]]
    lists: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]

    def phrases(self, means: str) -> tuple[Phrase, ...]:
        """The phrases of one category, in the order of the files.

        Raises:
            KeyError: no phrase has that category: the code names one that the lexicon does not have.
        """
        return self.by_meaning[means]

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words, in the order of the file.

        Raises:
            KeyError: no list has that id.
        """
        return self.lists[name]

    def __iter__(self) -> Iterator[Phrase]:
        for meaning in sorted(self.by_meaning):
            yield from self.by_meaning[meaning]


def any_of(words: Iterable[str]) -> str:
    r"""A regular expression that matches any of the words, the longest first, a space being any space.

    >>> any_of(["task group", "group"])
    '(?:task\\s+group|group)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) + ")"


def expand_phrase(phrase: str) -> str:
    r"""A phrase of the lexicon as a regular expression.

    >>> expand_phrase("(undertook|agreed) to")
    '(?:undertook|agreed)\\s+to'
    >>> expand_phrase("asked [that] the officer")
    'asked(?:\\s+that)?\\s+the\\s+officer'
    >>> expand_phrase("[it was] agreed")
    '(?:it\\s+was\\s+)?agreed'
    """
    out = ""
    pending = ""  # optional parts before the first word carry their space behind them
    for token in _split_top(phrase, " "):
        if token.startswith("[") and token.endswith("]"):
            inner = _choice(token[1:-1])
            if out:
                out += rf"(?:\s+{inner})?"
            else:
                pending += rf"(?:{inner}\s+)?"
        else:
            out += (r"\s+" if out else pending) + _expand_word(token)
    return out


def _expand_word(token: str) -> str:
    """One word, in which `(a|b)` is a choice of phrases."""
    out = ""
    while token:
        opening = token.find("(")
        if opening < 0:
            return out + re.escape(token)
        closing = _closing(token, opening)
        out += re.escape(token[:opening]) + _choice(token[opening + 1 : closing])
        token = token[closing + 1 :]
    return out


def _choice(inside: str) -> str:
    choices = [expand_phrase(choice) for choice in _split_top(inside, "|")]
    return choices[0] if len(choices) == 1 else "(?:" + "|".join(choices) + ")"


def _closing(text: str, opening: int) -> int:
    depth = 0
    for i in range(opening, len(text)):
        depth += (text[i] in "([") - (text[i] in ")]")
        if depth == 0:
            return i
    raise ValueError(f"a bracket is not closed: {text!r}")


def _split_top(text: str, separator: str) -> list[str]:
    """Split where `separator` stands outside every bracket; empty pieces between spaces are dropped."""
    pieces, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            raise ValueError(f"a bracket is not opened: {text!r}")
        if char == separator and depth == 0:
            pieces.append(text[start:i])
            start = i + 1
    if depth:
        raise ValueError(f"a bracket is not closed: {text!r}")
    pieces.append(text[start:])
    return [piece for piece in pieces if piece or separator != " "]


@cache
def load_lexicon(folder: Path = paths.LEXICON) -> Lexicon:
    """The lexicon of a folder of TOML files, read once.

    Raises:
        LexiconError: a file is not TOML, or an entry lacks a key, has an unknown one, or repeats an id.
    """
    phrases: dict[str, list[Phrase]] = {}
    lists: dict[str, tuple[str, ...]] = {}
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            text = path.read_text(encoding="utf-8-sig")  # with or without the mark that some editors put first
            data = tomllib.loads(text)
        except UnicodeDecodeError as error:
            raise LexiconError("not UTF-8 text", where=path.name, todo="save it again as UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            said, _, place = str(error).partition(" (at line ")
            row = place.partition(",")[0]
            where = f"{path.name}:{row}" if row.isdigit() else path.name
            raise LexiconError(
                f"not TOML: {said}", where=where, todo="look for a quotation mark that is missing"
            ) from error
        for table, entry, line in _entries(path, text, data):
            where = f"{path.name}:{line}"
            unknown = sorted(set(entry) - _KEYS[table])
            if unknown or not entry.get("id"):
                fault = f"unknown key {unknown[0]!r}" if unknown else "an entry without id"
                raise LexiconError(fault, where=where, todo="see the head of kg/lexicon/__init__.py for the keys")
            if entry["id"] in seen:
                raise LexiconError(f"id {entry['id']!r} stands twice", where=where, todo=f"see {seen[entry['id']]}")
            seen[entry["id"]] = where
            _check_values(entry, where)
            if table == "words":
                lists[entry["id"]] = tuple(entry.get("words", ()))
            else:
                phrase = _make_phrase(entry, where)
                phrases.setdefault(phrase.means, []).append(phrase)
    return Lexicon({key: tuple(found) for key, found in phrases.items()}, lists, seen)


def _entries(path: Path, text: str, data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Every entry with its table and the line on which it begins."""
    lines: dict[str, list[int]] = {table: [] for table in _KEYS}
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.fullmatch(line):
            lines[head[1]].append(number)
    for table, entries in sorted(data.items()):
        if table not in _KEYS or not isinstance(entries, list):
            raise LexiconError(f"unknown table {table!r}", where=path.name, todo="use [[phrase]] or [[words]]")
        for entry, line_number in zip(entries, lines[table], strict=True):
            yield table, entry, line_number


def _check_values(entry: Mapping[str, Any], where: str) -> None:
    for key, value in entry.items():
        if key in _LISTS:
            fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
            form = f'{key} = ["…", "…"]'
        else:
            fits, form = isinstance(value, str), f'{key} = "…"'
        if not fits:
            raise LexiconError(f"{entry['id']}: {key} is not of the right form", where=where, todo=f"write {form}")


def _make_phrase(entry: Mapping[str, Any], where: str) -> Phrase:
    try:
        regex = entry["regex"] if "regex" in entry else expand_phrase(entry["phrase"])
        means = entry["means"]
    except KeyError as error:
        raise LexiconError(f"{entry['id']}: no {error.args[0]!r}", where=where, todo="add it") from error
    except ValueError as error:
        raise LexiconError(f"{entry['id']}: {error}", where=where, todo="mend the pattern") from error
    return Phrase(
        id=entry["id"],
        means=means,
        regex=regex,
        strength=entry.get("strength", ""),
        examples=tuple(entry.get("examples", ())),
        counter_examples=tuple(entry.get("counter_examples", ())),
        where=where,
        edtf=entry.get("edtf", ""),
    )
