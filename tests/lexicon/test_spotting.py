"""What is found by looking only where certain words stand is what would be found by looking everywhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates.rules import RULES
from kg.lexicon import Phrase, load_lexicon
from kg.lexicon.heads import Heads, find_heads, find_needs, fold_text
from kg.lexicon.spotting import LONG, Sieve, Spotter, index_words
from tests.conftest import EXAMPLES

PHRASES = tuple(load_lexicon())
PATTERNS = [phrase.pattern for phrase in PHRASES] + [re.compile(source, re.IGNORECASE) for _, source in RULES]
MEANINGS = sorted(load_lexicon().by_meaning)
SENTENCES = sorted({re.sub(r"\[\[|\]\]", "", e) for p in PHRASES for e in (*p.examples, *p.counter_examples)})
WORDS = sorted({word for sentence in SENTENCES for word in re.findall(r"\S+|\s", sentence)})
# Sentences of the lexicon, their words in any order, and letters that fold into others.
TEXTS = st.one_of(
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from([*WORDS, "aſked", "Kept", "WOULD", "'", "-", ".", ";"]), max_size=30).map("".join),
)


@cache
def spotter_of(meaning: str) -> Spotter:
    return Spotter([phrase.source for phrase in load_lexicon().phrases(meaning)])


@cache
def of_all() -> Spotter:
    return Spotter([pattern.pattern for pattern in PATTERNS])


@cache
def sieve() -> Sieve:
    return Sieve([pattern.pattern for pattern in PATTERNS])


def window(data: st.DataObject, text: str) -> tuple[int, int]:
    start = data.draw(st.integers(0, len(text)))
    return start, data.draw(st.integers(start, len(text)))


def everywhere(phrases: tuple[Phrase, ...], text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return sorted(
        (*match.span(), phrase.id) for phrase in phrases for match in phrase.pattern.finditer(text, start, end)
    )


@given(st.data())
def test_a_spotter_finds_what_the_patterns_find(data: st.DataObject) -> None:
    text, meaning = data.draw(TEXTS), data.draw(st.sampled_from(MEANINGS))
    start, end = window(data, text)
    phrases, spotter = load_lexicon().phrases(meaning), spotter_of(meaning)
    found = sorted((*match.span(), phrases[i].id) for i, match in spotter.find(text, start, end))
    assert found == everywhere(phrases, text, start, end)
    searched = [match for phrase in phrases if (match := phrase.pattern.search(text, start, end))]
    first = min(searched, key=lambda match: match.start(), default=None)
    spotted = spotter.first(text, start, end)
    assert (spotted and spotted.span()) == (first and first.span())
    there = next((match for phrase in phrases if (match := phrase.pattern.match(text, start, end))), None)
    spotted = spotter.at(text, start, end)
    assert (spotted and spotted.span()) == (there and there.span())


@given(st.data())
def test_a_spotter_tries_only_what_a_sieve_lets_through(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    start, end = window(data, text)
    found = sorted(
        (i, match.span()) for i, match in of_all().find(text, start, end, sieve().possible(text, start, end))
    )
    assert found == [(i, m.span()) for i, one in enumerate(PATTERNS) for m in one.finditer(text, start, end)]


@given(st.data())
def test_a_sieve_keeps_every_pattern_that_matches(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    start, end = window(data, text)
    matching = [i for i, pattern in enumerate(PATTERNS) if pattern.search(text, start, end)]
    possible = sieve().possible(text, start, end)
    assert [i for i in matching if not possible >> i & 1] == []


@pytest.mark.parametrize("meaning", MEANINGS)
def test_in_a_long_document_as_in_a_line(meaning: str) -> None:
    text = " ".join(SENTENCES)
    assert len(text) > LONG
    phrases = load_lexicon().phrases(meaning)
    found = sorted((*match.span(), phrases[i].id) for i, match in spotter_of(meaning).find(text, 0, len(text)))
    assert found == everywhere(phrases, text, 0, len(text))


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.txt")), ids=lambda path: path.stem)
def test_in_minutes(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    for meaning in MEANINGS:
        phrases = load_lexicon().phrases(meaning)
        found = sorted((*match.span(), phrases[i].id) for i, match in spotter_of(meaning).find(text, 0, len(text)))
        assert found == everywhere(phrases, text, 0, len(text))
    for paragraph in re.finditer(r"[^\n]+", text):
        possible = sieve().possible(text, *paragraph.span())
        missed = [
            p.pattern for i, p in enumerate(PATTERNS) if not possible >> i & 1 and p.search(text, *paragraph.span())
        ]
        assert missed == []


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        (r"\bundertook\s+to\b", Heads(frozenset({"undertook"}))),
        (r"(?<![\w'])(?:(?:it\s+was\s+)?agreed|resolved)(?!\w)", Heads(frozenset({"it", "agreed", "resolved"}))),
        (r"\b(?:a[bc]|it)'s\b", Heads(frozenset({"ab", "ac", "it"}))),
        (r"\bquarter(?:ly|s)?\b", Heads(frozenset({"quarter", "quarterly", "quarters"}))),
        (r"\bannual\w*\s+report", Heads(frozenset(), frozenset({"annual"}))),
        (r"\b(?:re){1,3}ply\b", Heads(frozenset(), frozenset({"re"}))),
        (r"\bask", Heads(frozenset(), frozenset({"ask"}))),
        (r"\b(?=[a-z])(?!the\b)(?:every|each)\b", Heads(frozenset({"every", "each"}))),
        ("agreed to", None),  # it may begin inside a word: "disagreed to"
        (r"\b(?:now\s+)?\w+ly\s+agreed", None),
        (r"\bagreed|resolved\b", None),  # the second choice may begin inside a word
        (r"\b\s*agreed\b", None),
        (r"\b(?:agreed)?", None),
        (r"\bétait\b", None),
    ],
)
def test_the_words_with_which_a_pattern_begins(pattern: str, heads: Heads | None) -> None:
    assert find_heads(pattern) == heads


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\b(?:by|on)\s+\d+\s+(?:May|June)\b", Heads(frozenset({"may", "june"}))),
        (r"\b(?:by|on)\s+\d+(?:May|June)", Heads(frozenset(), frozenset(), frozenset({"may", "june"}))),
        (r"\d+(?:st|nd)\b", Heads(frozenset(), frozenset(), frozenset({"st", "nd"}))),
        (r"\w+\s+(?:report|note)s?\b", Heads(frozenset({"report", "reports", "note", "notes"}))),
        (r"\bno\s+later\b", Heads(frozenset({"later"}))),
        (r"\d+\s+\w+", Heads(frozenset(), digit=True)),
        (r"\b(?:by|on)\s+\d+[./]\d+", Heads(frozenset(), digit=True)),
        (r"\w+\s+\w+", None),
        (r"(?:May|June)?\s+\d+", Heads(frozenset(), digit=True)),
    ],
)
def test_the_words_that_a_pattern_cannot_do_without(pattern: str, needs: Heads | None) -> None:
    assert find_needs(pattern) == needs


PIECES = ["ask", "asks", "to", "the", "not", "a", "s", "ed", "port", "re"]
ATOMS = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(
        [r"\s+", r"\s*", r"\b", r"\w", r"\w*", "[a-z]", "[st]", r"[\s-]", r"(?=\w)", r"(?!s)", r"(?<!a)", r"\d", "'"]
    ),
)
REGEXES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda choices: f"(?:{'|'.join(choices)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}", "??", "+?"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
    ),
    max_leaves=8,
)


@given(
    REGEXES,
    st.sampled_from([r"\b{}", r"(?<![\w'])(?:{})(?!\w)", r"(?<!\w){}\b", "{}"]),
    st.lists(st.sampled_from([*PIECES, " ", "  ", "'", "-", "1", "ſ", "Ask"]), max_size=8).map("".join),
)
def test_no_match_begins_or_goes_without_what_is_named(regex: str, guard: str, text: str) -> None:
    source = guard.replace("{}", regex)
    heads, needs = find_heads(source), find_needs(source)
    for match in re.compile(source, re.IGNORECASE).finditer(text):
        found = [word.span() for word in re.finditer(r"\w+", text)]
        if heads:
            words = [fold_text(text[a:b]) for a, b in found if a == match.start()]
            assert words, (source, text)
            assert words[0] in heads.words or words[0].startswith(tuple(heads.beginnings)), (source, text)
        if needs:
            words = [fold_text(text[a:b]) for a, b in found if a < match.end() and match.start() < b]
            assert any(
                word in needs.words
                or word.startswith(tuple(needs.beginnings))
                or any(part in word for part in needs.parts)
                or (needs.digit and any(map(str.isdecimal, word)))
                for word in words
            ), (source, text)


@given(st.text())
def test_folding_keeps_every_word_in_its_place(text: str) -> None:
    assert len(fold_text(text)) == len(text)
    assert [m.span() for m in re.finditer(r"\w+", fold_text(text))] == [m.span() for m in re.finditer(r"\w+", text)]
    assert sorted(place for places in index_words(text).values() for place in places) == [
        m.start() for m in re.finditer(r"\w+", text)
    ]
