"""`kg explain`: what is read in a sentence, and why; or why nothing is."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.explain import explain_sentences, format_explanations, typed_document, typed_sentences
from kg.extract import extract_facts
from kg.extract.commitments.reasons import REASONS
from kg.lexicon import load_lexicon
from kg.paths import LEXICON
from tests.conftest import EXAMPLES, Kg

HOUSING = "merrowshire-housing-panel-2026-02-05.txt"


def told(kg: Kg, *args: str) -> list[dict[str, Any]]:
    done = kg("explain", *args, "--format", "json")
    assert (done.code, done.err) == (0, "")
    explained: list[dict[str, Any]] = json.loads(done.out)
    return explained


def line_of(entry: str) -> str:
    """`ontology/lexicon/commitments.toml:12`, as an editor of the lexicon would look it up."""
    (where,) = (phrase.where for phrase in load_lexicon() if phrase.id == entry)
    name, _, line = where.partition(":")
    assert (LEXICON / name).read_text(encoding="utf-8").splitlines()[int(line)] == f'id = "{entry}"'
    return f"ontology/lexicon/{where}"


# What is taken ------------------------------------------------------------------------------------------------


def test_a_promise_with_everything_that_led_to_it(kg: Kg) -> None:
    text = "Ms Hill presented the report. She undertook to bring it back in six weeks if staffing allowed."
    done = kg("explain", text, "--body", "Housing Panel", "--date", "10/09/2024")
    assert (done.code, done.err) == (0, "")
    second = done.out.partition("She undertook")[2]
    assert f"She undertook{second}" == (
        f"""\
She undertook to bring it back in six weeks if staffing allowed.

  promise, conditional
  Words         [[She undertook to bring it back in six weeks if staffing
                allowed]].
  Phrase        "undertook to": undertook-to (promise-to, firm),
                {line_of("undertook-to")}
  Promised by   Hill: "She" is who spoke before, in "Ms Hill presented the
                report."
  What          bring it back in six weeks if staffing allowed
  To            Housing Panel
  Due           22 Oct 2024, from "in six weeks", rule in-time
  If            if staffing allowed

  Read as       what was said
  Meeting       Housing Panel, 10 Sep 2024
  Speaker       Hill: "She" is who spoke before, in "Ms Hill presented the
                report."
  People        none
  Figures       none
"""
    )


def test_a_decision_beside_a_part_that_asks_nobody_to_act(kg: Kg) -> None:
    (one,) = told(kg, "RESOLVED: That the report be noted; and that the Head of Parks write to the Minister.")
    assert one["read_as"] == "a list of decisions"
    (taken,) = one["taken"]
    assert (taken["before"], taken["words"]) == (
        "That the report be noted; and",
        "that the Head of Parks write to the Minister",
    )
    assert taken["by"] == [{"name": "Head of Parks", "how": 'named: "the Head of Parks"'}]
    assert taken["cue"]["what"] == "it stands in a list of decisions"
    assert [(part["words"], part["reason"]) for part in one["refused"]] == [
        ("That the report be noted", "asks nobody to act")
    ]


@pytest.mark.parametrize(
    ("text", "by", "how"),
    [
        ("Mr Hay undertook to write.", "Hay", 'named: "Mr Hay"'),
        ("Mr Hay gave an update. The figures would be circulated to Members.", "Hay", "nobody is said to speak"),
        ("The Director had not read it, but she would.  She would write.", "Director", '"She" is who spoke before'),
        ("Mr Hay had not read it, but he would ask for a copy.", "Hay", '"he" is who speaks in this sentence'),
        ("RESOLVED: That a letter be sent.", "The meeting", "nobody is named, so the body that met"),
        ("The figures would be circulated to Members.", "Officers", "nobody is named"),
    ],
)
def test_how_one_knows_who_is_bound(kg: Kg, text: str, by: str, how: str) -> None:
    (known,) = told(kg, text)[-1]["taken"][0]["by"]
    assert known["name"] == by
    assert known["how"].startswith(how)


def test_a_bullet_belongs_to_whoever_led_the_list_in(kg: Kg) -> None:
    bullet = told(kg, "Ms Hill reported that:\n\n- the lamp would be mended by May 2025\n\n- nothing else was new\n")[1]
    assert bullet["speaker"]["name"] == "Hill"
    assert bullet["speaker"]["how"].endswith('this is who introduces the list, in "Ms Hill reported that:"')


def test_the_part_can_be_given(kg: Kg) -> None:
    words = "the Head of Parks write to the Minister"
    assert [told(kg, words, "--part", part)[0]["read_as"] for part in ("minutes", "resolution", "action")] == [
        "what was said",
        "a list of decisions",
        "a list of actions",
    ]
    assert [len(told(kg, words, "--part", part)[0]["taken"]) for part in ("minutes", "resolution")] == [0, 1]


def test_figures_and_people_in_it(kg: Kg) -> None:
    (one,) = told(kg, "Ms Jo Hill, Head of Parks, said that 84% of repairs were done on time.")
    assert one["figures"] == ["84 %: repairs done on time"]
    assert one["people"] == ["Jo Hill (officer: Head of Parks)"]


# What is not --------------------------------------------------------------------------------------------------


def test_why_not_with_the_phrase_that_was_found(kg: Kg) -> None:
    done = kg("explain", "Mr Hay hoped that the lamp would be mended.")
    assert done.out == (
        f"""\
Mr Hay hoped that the lamp would be mended.

  not taken: a hope or a thought
  Why           It is hoped, expected, aimed at or thought about, not
                undertaken.
  Phrase        "would": would (future), {line_of("would")}

  Read as       what was said
  Meeting       The meeting, on a day that is not given, so that no day is
                counted from it
  Speaker       Hay: named in this sentence
  People        Hay (other)
  Figures       none
"""
    )


@pytest.mark.parametrize(
    ("sentence", "nearest"),
    [
        ("Ms Hill gave the Panel her solemn word on this.", "undertook-that"),
        ("Officers have been tasked by the Chair with finding a site.", "asked-somebody-to"),
        ("Mr Hay took it upon himself to see to it.", "took-action-to"),
    ],
)
def test_where_no_phrase_stands_the_nearest_entry_is_named(kg: Kg, sentence: str, nearest: str) -> None:
    (one,) = told(kg, sentence)
    (refused,) = one["refused"]
    assert not one["taken"]
    assert refused["nearest"][0]["id"] == nearest
    assert refused["nearest"][0]["where"] == line_of(nearest)
    assert "run: kg lexicon check" in " ".join(kg("explain", sentence).out.split())


def test_who_refused_is_named(kg: Kg) -> None:
    (refused,) = told(kg, "Mr Hay could not say when the lamp would be mended.")[0]["refused"]
    assert (refused["reason"], refused["by"]) == ("refused", ["Hay"])


def test_the_reasons_are_listed_with_what_they_mean(kg: Kg) -> None:
    shown = " ".join(kg("explain", "--reasons").out.split())
    for reason, meaning in REASONS.items():
        assert f"{reason} {meaning}" in shown


def test_a_day_that_cannot_be_counted_is_said_to_lack_that_of_the_meeting(kg: Kg) -> None:
    shown = kg("explain", "Mr Hay would write in six weeks.").out
    assert "no day, since that of the meeting is not given" in shown


def test_where_nothing_is_near_it_says_where_phrases_are_kept(kg: Kg) -> None:
    done = kg("explain", "The crane was painted in 1962.")
    assert "not taken: no look of a commitment" in done.out
    assert "ontology/lexicon/commitments.toml" in done.out
    assert "Nearest" not in done.out


# Where the sentences come from --------------------------------------------------------------------------------


def test_several_sentences_are_explained_one_by_one(kg: Kg) -> None:
    explained = told(kg, "Mr Hay would write. Ms Orr would not.", "The tide was high.")
    assert [one["sentence"] for one in explained] == ["Mr Hay would write.", "Ms Orr would not.", "The tide was high."]


def test_standard_input(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    given = SimpleNamespace(buffer=io.BytesIO("Mr Hay said that\nhe’d write.".encode("cp1252")))
    monkeypatch.setattr("sys.stdin", given)
    assert [one["sentence"] for one in told(kg, "-")] == ["Mr Hay said that he'd write."]


def test_a_line_of_a_file_is_read_with_all_that_stands_around_it(kg: Kg) -> None:
    done = told(kg, "--file", str(EXAMPLES / "merrowshire" / HOUSING), "--line", "19")
    promise = done[-1]
    assert promise["sentence"] == "The guide will be with every tenant by 28 February."
    assert (promise["source"], promise["line"]) == (HOUSING, 19)
    assert (promise["body"], promise["date"]) == ("Housing Panel", "2026-02-05")
    assert promise["speaker"]["name"] == "Monica Ostrander"
    assert promise["taken"][0]["due"]["by"] == "2026-02-28"


def test_a_source_of_the_graph_is_found_by_the_name_in_the_list_of_what_was_not_taken(kg: Kg) -> None:
    kg("build", EXAMPLES / "merrowshire", "--unused", "list.json")
    for row in json.loads(Path("list.json").read_text(encoding="utf-8"))[:12]:
        explained = told(kg, "--file", row["source"], "--line", str(row["line"]))
        reasons = [refused["reason"] for one in explained for refused in one["refused"]]
        assert row["reason"] in reasons


def test_what_is_explained_is_what_is_built() -> None:
    for path in sorted((EXAMPLES / "ravensclough").glob("*.txt"))[:2]:
        text = path.read_text(encoding="utf-8")
        document = typed_document(text, body="Panel")
        explained = explain_sentences(document, typed_sentences(document))
        facts = extract_facts(document)
        assert sum(len(one.taken) for one in explained) >= sum(len(c.evidence) for c in facts.commitments)
        assert {taken.cue.id for one in explained for taken in one.taken} == {c.cue for c in facts.commitments}


# Wrong input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ((), 'type one sentence, or name a file with --file; kg explain "Ms Hill would report."'),
        (("",), 'there are no words to explain; try: kg explain "Ms Hill undertook to report in May."'),
        (
            ("Ms Hill would report. " * 1000,),
            "that is a document, not a few sentences; kg build FILE --unused LIST.csv",
        ),
        ((" … ",), 'there are no words to explain; try: kg explain "Ms Hill undertook to report in May."'),
        (("Page 3",), "that is read as a page number or a running head; type a sentence"),
        (("--file", "nowhere.txt"), "--file and --line belong together; kg explain --file FILE --line 12"),
        (("--file", "nowhere.txt", "--line", "2"), "nowhere.txt: there is no such file; check the name"),
        (("A.", "--file", "x.txt", "--line", "2"), "type one sentence, or name a file with --file"),
        (("--file", "may.txt", "--line", "9"), "may.txt:9: the file has 3 lines; name one of them with --line"),
        (("--file", "may.txt", "--line", "2"), "may.txt:2: no words stand on this line; name another --line"),
        (("--file", "may.txt", "--line", "1", "--body", "P"), "--body, --date and --part are for typed words"),
        (("A.", "--date", "soon"), "--date 'soon' is not a date; write it as 2026-01-31 or 31/01/2026"),
    ],
)
def test_wrong_input_gives_one_line(kg: Kg, args: tuple[str, ...], line: str) -> None:
    Path("may.txt").write_text("PORTS PANEL\n\nMr Hay would write.\n", encoding="utf-8")
    done = kg("explain", *args)
    assert (done.code, done.out) == (2, "")
    assert done.line.startswith(f"kg: {line}")


@given(st.text(st.sampled_from("aZé .\n:-(1)\x1b\u202e\ud800'\"ResolvedACTION"), max_size=60).map(lambda s: f"x{s}"))
@settings(max_examples=60)
def test_whatever_is_typed_is_explained_without_control_characters(text: str) -> None:
    document = typed_document(f"Mr Hay would write. {text}")
    shown = format_explanations(explain_sentences(document, typed_sentences(document)), "text")
    assert "Mr Hay would write" in shown
    assert not {"\x1b", "\u202e", "\ud800"} & set(shown)
