"""What is wrong with a lexicon: one line for each entry that does not keep what it promises, with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import kg
from kg.errors import LexiconError
from kg.lexicon import Lexicon, Phrase

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STRENGTHS = ("", "firm", "conditional", "soft")
_NAME = re.compile(r"[\"']([a-z][a-z0-9-]*)[\"']")
_NAME_MADE = re.compile(r"\bf[\"']([a-z][a-z0-9-]*-)\{")  # f"verbs-{name}"


def check_lexicon(lexicon: Lexicon) -> tuple[str, ...]:
    """One line for each fault of an entry, in the order of categories and lists.

    - A phrase matches in each of its examples what is marked there, `[[so]]`, and nothing else.
    - In its counter-examples it matches nothing; where words are marked there, nothing that touches them.
    - It has an example, an id like `undertook-to`, a strength there is, and a category that the program asks for.
    - A list of words has words, none of them twice, without space around them, and the program asks for it.
    """
    return (*_phrase_faults(lexicon), *_list_faults(lexicon))


def _phrase_faults(lexicon: Lexicon) -> Iterator[str]:
    for phrase in lexicon:
        try:
            phrase.pattern  # noqa: B018  compiles it
        except LexiconError as error:
            yield str(error)
            continue
        head = f"{phrase.where}: {phrase.id}"
        if not phrase.examples:
            yield f"{head} has no example"
        for example in phrase.examples:
            yield from (f"{head} {fault} {example!r}" for fault in _example_faults(phrase, example))
        yield from (
            f"{head} matches its counter-example {counter!r}"
            for counter in phrase.counter_examples
            if _matches_counter(phrase, counter)
        )
        if not _ID.fullmatch(phrase.id):
            yield f"{head}: write the id in small letters with hyphens"
        if phrase.strength not in _STRENGTHS:
            yield f"{head}: no strength is called {phrase.strength!r}; take firm, conditional or soft"
        if not _is_asked_for(phrase.means):
            yield f"{head} means {phrase.means!r}, which nothing asks for{_near(phrase.means, lexicon.by_meaning)}"


def _example_faults(phrase: Phrase, example: str) -> Iterator[str]:
    plain, marked = _unmark(example)
    found = [match.span() for match in phrase.pattern.finditer(plain)]
    if not marked:
        yield "has nothing marked with [[ ]] in its example"
    elif any(span not in found for span in marked):
        yield "does not match its example"
    elif found != marked:
        yield "matches more than what is marked in its example"


def _matches_counter(phrase: Phrase, counter: str) -> bool:
    plain, marked = _unmark(counter)
    found = [match.span() for match in phrase.pattern.finditer(plain)]
    return any(not marked or any(start < e and s < end for s, e in marked) for start, end in found)


def _unmark(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its marks, and where they were.

    >>> _unmark("He [[asked]] her.")
    ('He asked her.', [(3, 8)])
    """
    marked = [
        (match.start() - 4 * number, match.start() - 4 * number + len(match[1]))
        for number, match in enumerate(_MARK.finditer(example))
    ]
    return _MARK.sub(r"\1", example), marked


def _list_faults(lexicon: Lexicon) -> Iterator[str]:
    for name, words in sorted(lexicon.lists.items()):
        head = f"{lexicon.places.get(name, 'a list')}: {name}"
        if not words:
            yield f"{head} has no words"
        if twice := sorted({word for word in words if words.count(word) > 1}):
            yield f"{head} has {twice[0]!r} twice"
        if loose := [word for word in words if word != " ".join(word.split()) or not word]:
            yield f"{head}: {loose[0]!r} has a space too many, or is empty"
        if not _is_asked_for(name):
            yield f"{head}: nothing asks for a list of this name{_near(name, lexicon.lists)}"


def _near(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, sorted(one for one in known if one != name and _is_asked_for(one)), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _is_asked_for(name: str) -> bool:
    names, beginnings = _names_in_code(Path(kg.__file__).parent)
    return name in names or name.startswith(beginnings)


@cache
def _names_in_code(folder: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """Every name that stands in the code in quotation marks, and the beginnings of those that are put together."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    return frozenset(_all(_NAME, texts)), tuple(sorted(set(_all(_NAME_MADE, texts))))


def _all(pattern: re.Pattern[str], texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from pattern.findall(text)
