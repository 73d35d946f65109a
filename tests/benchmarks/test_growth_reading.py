"""That time grows with the length of a text only, whatever is in it: what takes time by the square would stop a build.

Each text is one nasty repetition, and four times that; the two are timed in one run. Four times the text may take ten
times as long here, since clocks are noisy; what grows by the square takes sixteen times as long.
"""

from __future__ import annotations

import time

import pytest

from kg.extract.meetings import find_meeting
from kg.extract.people import find_people
from kg.read import read_document
from tests.conftest import Record

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

SYLLABLES = ("bar", "cor", "den", "fal", "gam", "hol", "kip", "lun", "mer", "nor", "pel", "ros")
HEAD = "HARBOUR PANEL\n4 May 2024\n\nPRESENT: Cllr A Lee (Chair)\n\n1. TIDES\n\n"
TAIL = ". Ann Lee, Head of Tides, said so on 5 May.\n"
STAGES = ("reading", "meeting", "people")
BREATH = 0.02  # seconds that are lost in the noise

# Each of these a megabyte long.
LONG = {
    "one letter": "a ",
    "titles without names": "Cllr ",
    "initials without end": "Mr A B C ",
    "brackets never closed": "(",
    "numbers of paragraphs": "1. ",
    "dashes": "-----",
    "digits": "0123456789",
    "empty lines": "\n\n\n\n",
    "no full stop": "and so the tide came in ",
    "decisions of nothing": "RESOLVED ",
    "names without end": "Ann Lee Moss ",
    "quotes": "\" ' ",
}
# These shorter: they have more in them to find.
SHORT = {
    "lists of councillors": "Councillors Ash, Birch and ",
    "people joined by commas": "Ann Lee, ",
    "people with one title for all": "Ann Lee, Directors, ",
    "titles in a run": "Director of Tides and ",
    "functions in a run": "Governor and Tenant and ",
    "nouns of titles": "Head Officer Manager ",
    "titles in brackets never closed": "Chair (",
    "names in brackets never closed": "(Ann Lee",
    "two people of one surname": "Mr J Ash and Mrs J Ash and Ash said so. ",
    "one after the other in the chair": "Cllr Lee (in the Chair), ",
    "apologies": "Apologies from Ann Lee. ",
    "a councillor on each line": "Cllr A Lee\n",
    "a list broken off on each line": "Present\n(Ann\n",
    "labels of lists": "PRESENT: Ann Lee\n",
    "posts without lists": "Clerk: Ann Lee ",
    "answers": "Reply by Ann Lee\n",
    "words broken at the end of a line": "Vice-\n",
    "initials with stops": "A.B. ",
    "bullets of nothing": "• ",
    "numbers alone on a line": "1\n",
    "pages without text": "Page 1\n\n",
    "tables of nothing": "\t|",
    "owners in a column": "the lamp would be mended      JS\n",
    "items that run on": "12/34 Tides. ",
    "items with numbers that run on": "1. Tides. ",
    "items of a line each": "12/34 The Tides\nThey were high.\n",
    "a decision on each line": "RESOLVED\n",
    "lists after decisions": "RESOLVED (1) that ",
    "lists within lists": "1.1 a) (i) - ",
    "actions": "ACTION: ",
    "minutes of a web page": "Minutes: so. ",
    "an agenda on each line": "AGENDA\n",
    "paragraphs of a web page": "Minutes:\nso\n",
    "motions": "moved ",
    "lists in a line": "(1) so (2) too ",
    "bodies in a heading": "HARBOUR PANEL / ",
    "councils in a sentence": "of Ash Council ",
    "meetings to come": "next meeting of the Panel on ",
    "days": "4 May ",
    "spaces": "x          ",
    "a sentence with a person and a post": "The Panel heard Ann Lee, Head of Tides. ",
}


def stage_seconds(text: str) -> tuple[float, float, float]:
    """Processor time of reading, of finding the meeting, and of finding the people."""
    start = time.process_time()
    document = read_document(text.encode(), "nasty.txt")
    read = time.process_time()
    meeting, _ = find_meeting(document)
    met = time.process_time()
    find_people(document, meeting)
    return read - start, met - read, time.process_time() - met


def check_growth(name: str, repeated: str, size: int) -> float:
    """Megabytes read in a second, if the time grows with the length."""
    quarter, whole = (stage_seconds(HEAD + repeated * (length // len(repeated)) + TAIL) for length in (size // 4, size))
    for stage, short, long in zip(STAGES, quarter, whole, strict=True):
        assert long < 10 * max(short, BREATH), f"{stage} of {name}: {short:.2f} s, of four times as much {long:.2f} s"
    return size / 1e6 / sum(whole)


@pytest.mark.parametrize("name", LONG)
def test_a_megabyte_takes_time_by_its_length(name: str, record: Record) -> None:
    record(f"a megabyte of {name}, MB/s", check_growth(name, LONG[name], 1_000_000), "")


@pytest.mark.parametrize("name", SHORT)
def test_four_times_the_text_does_not_take_the_square_of_the_time(name: str) -> None:
    check_growth(name, SHORT[name], 60_000)


def name_of(i: int) -> str:
    """One of 1,728 names."""
    return f"{SYLLABLES[i % 12].title()}{SYLLABLES[i // 12 % 12]}{SYLLABLES[i // 144]}"


# A document with a great many people, all told apart.
DIFFERENT = {
    "surnames": lambda i: f"Ms Ann {name_of(i)} said so.",
    "given names of one surname": lambda i: f"Ms {name_of(i)} Wold said so.",
    "given names of one initial": lambda i: f"Ms A{name_of(i).lower()} Wold said so.",
    "second names of one surname": lambda i: f"Ms A {name_of(i)} Wold asked Ms Wold.",
    "names in full and by initials": lambda i: f"PRESENT: Cllr A {name_of(i)} Wold, Cllr Ann Wold, Cllr A Wold",
    "initials alone": lambda i: f"Ms Ann {name_of(i)} (AW) asked Cllr {name_of(i)[0]}{chr(65 + i % 26)}.",
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_twice_the_names_take_about_twice_the_time(name: str, record: Record) -> None:
    once, twice = (
        min(stage_seconds(HEAD + "\n\n".join(map(DIFFERENT[name], range(count))) + TAIL)[2] for _ in range(3))
        for count in (800, 1600)
    )
    record(f"1,600 {name} / 800", twice / once, f"{twice:.2f} s")
    assert twice < 3 * max(once, BREATH)
