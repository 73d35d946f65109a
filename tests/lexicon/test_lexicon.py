"""Every entry of the lexicon keeps its own promises, and a bad one is named with its file and line."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.explain import find_lost_claims
from kg.lexicon import Phrase, any_of, expand_phrase, load_lexicon
from kg.lexicon.check import check_lexicon
from tests.conftest import ROOT

PHRASES = tuple(load_lexicon())
MARKED = re.compile(r"\[\[(.*?)\]\]")


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.id)
def test_a_phrase_matches_its_examples_and_not_its_counter_examples(phrase: Phrase) -> None:
    assert phrase.examples, f"{phrase.where}: {phrase.id} has no example"
    for example in phrase.examples:
        marked = MARKED.search(example)
        assert marked, f"{phrase.where}: nothing is marked with [[ ]] in {example!r}"
        found = [match.group() for match in phrase.pattern.finditer(MARKED.sub(r"\1", example))]
        assert marked[1] in found, f"{phrase.where}: {phrase.id} does not match its example {example!r}"
    for counter in phrase.counter_examples:
        assert "[[" in counter or not phrase.pattern.search(counter), (
            f"{phrase.where}: {phrase.id} matches its counter-example {counter!r}"
        )


def test_ids_are_unique_and_written_alike() -> None:
    ids = [phrase.id for phrase in PHRASES] + list(load_lexicon().lists)
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one)] == []


def test_no_list_has_a_word_twice_or_an_empty_one() -> None:
    faults = {
        name: [word for word in words if words.count(word) > 1 or word != " ".join(word.split()) or not word]
        for name, words in load_lexicon().lists.items()
    }
    assert {name: found for name, found in faults.items() if found} == {}


@cache
def asked_for() -> tuple[re.Pattern[str], ...]:
    """Every text that stands in the code, as a pattern: `f"verbs-{kind}"` asks for all that begin so."""
    found = set()
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values]
                found.add("".join(parts) if re.match("[a-z]+", parts[0]) else "")
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
    return tuple(map(re.compile, sorted(found)))


@pytest.mark.parametrize("meaning", sorted(load_lexicon().by_meaning))
def test_every_category_is_asked_for_by_a_finder(meaning: str) -> None:
    assert any(text.fullmatch(meaning) for text in asked_for()), f"no finder asks for phrases that mean {meaning!r}"


@pytest.mark.parametrize("name", sorted(load_lexicon().lists))
def test_every_list_is_asked_for_by_a_finder(name: str) -> None:
    assert any(text.fullmatch(name) for text in asked_for()), f"no finder asks for the list {name!r}"


GOOD = """\
# Promises.
[[phrase]]
id = "undertook-to"
means = "promise"
phrase = "(undertook|undertakes) to"
examples = ["Ms Hill [[undertook to]] write."]
counter_examples = ["They undertook an audit."]

[[words]]
id = "honorifics"
words = ["Mr", "Mrs"]
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("means =", "meaning =", "promises.toml:2: unknown key 'meaning'"),
        ("words = [", "wrods = [", "promises.toml:9: unknown key 'wrods'"),
        ('id = "honorifics"\n', "", "promises.toml:9: an entry without id"),
        ('id = "honorifics"', 'id = "undertook-to"', "'undertook-to' stands twice"),
        ('means = "promise"\n', "", "promises.toml:2: undertook-to: no 'means'"),
        (
            "(undertook|undertakes) to",
            "(undertook|undertakes to",
            "promises.toml:2: undertook-to: a bracket is not closed",
        ),
        ("[[words]]", "[[word]]", "promises.toml: unknown table 'word'"),
        ('"Mrs"]', '"Mrs"', "promises.toml: not TOML"),
        (
            '["Mr", "Mrs"]',
            '"Mr, Mrs"',
            'promises.toml:9: honorifics: words is not of the right form; write words = ["…", "…"]',
        ),
        (
            '["Ms Hill [[undertook to]] write."]',
            '"Ms Hill [[undertook to]] write."',
            "promises.toml:2: undertook-to: examples is",
        ),
        ('means = "promise"', "means = 3", 'undertook-to: means is not of the right form; write means = "…"'),
    ],
)
def test_a_malformed_entry_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    (tmp_path / "promises.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Ms Hill [[undertook to]] write.",
            "Ms Hill [[agreed to]] write.",
            "promises.toml:2: undertook-to does not match its example",
        ),
        ("[[undertook to]]", "[[undertook]] to", "promises.toml:2: undertook-to does not match its example"),
        (
            "They undertook an audit.",
            "They undertook to audit.",
            "promises.toml:2: undertook-to matches its counter-example",
        ),
        ('examples = ["Ms Hill [[undertook to]] write."]\n', "", "promises.toml:2: undertook-to has no example"),
        ('phrase = "(undertook|undertakes) to"', "regex = '(undertook'", "promises.toml:2: undertook-to: missing )"),
        (
            "Ms Hill [[undertook to]] write.",
            "Ms Hill undertook to write.",
            "promises.toml:2: undertook-to has nothing marked",
        ),
        (
            "[[undertook to]] write.",
            "[[undertook to]] write and undertook to call.",
            "promises.toml:2: undertook-to matches more than what is marked",
        ),
        (
            "[[undertook to]] write.",
            "[[undertook to]] write and [[offered to]] call.",
            "promises.toml:2: undertook-to does not match its example",
        ),
        (
            "They undertook an audit.",
            "They [[undertook to]] audit it.",
            "promises.toml:2: undertook-to matches its counter-example",
        ),
        ('id = "undertook-to"', 'id = "Undertook to"', "promises.toml:2: Undertook to: write the id in small letters"),
        (
            'means = "promise"',
            'means = "promise"\nstrength = "strong"',
            "promises.toml:2: undertook-to: no strength is called",
        ),
        (
            'means = "promise"',
            'means = "promisse-to"',
            "promises.toml:2: undertook-to means 'promisse-to', which nothing asks for",
        ),
        ('"Mrs"]', '"Mr"]', "promises.toml:9: honorifics has 'Mr' twice"),
        ('"Mrs"]', '" Mrs"]', "promises.toml:9: honorifics: ' Mrs' has a space too many"),
        ('["Mr", "Mrs"]', "[]", "promises.toml:9: honorifics has no words"),
        (
            'id = "honorifics"',
            'id = "honourifics"',
            "promises.toml:9: honourifics: nothing asks for a list of this name",
        ),
    ],
)
def test_an_entry_that_breaks_its_examples_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    (tmp_path / "promises.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    (fault,) = check_lexicon(load_lexicon(tmp_path))
    assert fault.startswith(message)


def test_a_counter_example_may_mark_the_words_that_are_not_to_be_matched(tmp_path: Path) -> None:
    text = GOOD.replace("They undertook an audit.", "He undertook to write; they [[undertook]] an audit.")
    (tmp_path / "promises.toml").write_text(text, encoding="utf-8")
    assert check_lexicon(load_lexicon(tmp_path)) == ()


def test_a_category_that_nothing_asks_for_is_answered_with_the_nearest(tmp_path: Path) -> None:
    other = GOOD.replace("undertook", "offered").replace("undertakes", "offers").partition("[[words]]")[0]
    (tmp_path / "promises.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "typo.toml").write_text(other.replace('means = "promise"', 'means = "promis"'), encoding="utf-8")
    (fault,) = check_lexicon(load_lexicon(tmp_path))
    assert fault.startswith("typo.toml:2: offered-to means 'promis', which nothing asks for; did you mean 'promise'?")


def test_no_phrase_of_the_lexicon_takes_the_words_of_another() -> None:
    assert find_lost_claims(load_lexicon()) == ()


def test_a_phrase_whose_words_another_takes_is_named_with_both_places() -> None:
    lexicon = load_lexicon()
    (phrase,) = (phrase for phrase in lexicon if phrase.id == "is-coming")
    lost = replace(phrase, id="going-to", means="future", examples=("He [[was going to]] raise it.",), where="x.toml:7")
    grown = replace(lexicon, by_meaning={**lexicon.by_meaning, "future": (*lexicon.phrases("future"), lost)})
    (fault,) = find_lost_claims(grown)
    assert fault.startswith(
        "x.toml:7: going-to: in its example 'He [[was going to]] raise it.' its words are taken by is-coming"
    )
    assert lexicon.places["is-coming"] in fault


def test_the_entries_of_a_good_file_are_there(tmp_path: Path) -> None:
    (tmp_path / "promises.toml").write_text(GOOD, encoding="utf-8")
    lexicon = load_lexicon(tmp_path)
    assert check_lexicon(lexicon) == ()
    assert [phrase.id for phrase in lexicon.phrases("promise")] == ["undertook-to"]
    assert lexicon.words("honorifics") == ("Mr", "Mrs")


@pytest.mark.parametrize(
    ("phrase", "matches", "leaves"),
    [
        ("undertook to", ["undertook to", "UNDERTOOK  TO", "undertook\nto"], ["undertook", "undertook today"]),
        ("(asked|requested) that", ["asked that", "requested that"], ["asked the that"]),
        ("asked [that] the officer", ["asked the officer", "asked that the officer"], ["asked that officer"]),
        ("[it was] agreed", ["agreed", "it was agreed"], ["disagreed"]),
        ("report back [in|to the panel]", ["report back", "report back in", "report back to the panel"], ["report"]),
        ("(would be (brought|taken)|comes) back", ["would be brought back", "comes back"], ["would be back"]),
        ("follow-up(s)", ["follow-ups"], ["follow-up"]),
    ],
)
def test_a_phrase_matches_as_it_reads(phrase: str, matches: list[str], leaves: list[str]) -> None:
    pattern = re.compile(rf"(?<![\w'])(?:{expand_phrase(phrase)})(?!\w)", re.IGNORECASE)
    assert [text for text in matches if not pattern.fullmatch(text)] == []
    assert [text for text in leaves if pattern.fullmatch(text)] == []


def test_of_two_words_the_longer_is_tried_first() -> None:
    assert re.match(any_of(["Task", "Task Group"]), "Task  Group")[0] == "Task  Group"  # type: ignore[index]


def test_a_file_that_an_editor_saved_with_a_mark_is_read_and_one_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "promises.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_lexicon(tmp_path).by_meaning
    (tmp_path / "promises.toml").write_bytes(GOOD.encode() + b"# caf\xe9\n")
    with pytest.raises(LexiconError, match=r"^promises\.toml: not UTF-8 text; save it again as UTF-8$"):
        load_lexicon.__wrapped__(tmp_path)


def test_a_quotation_mark_that_is_missing_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "promises.toml").write_text('[[phrase]]\nid = "a\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^promises\.toml:2: not TOML: "):
        load_lexicon(tmp_path)
