"""Which documents are versions of one, and which of them is taken: files beside the answer."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest

from kg.document import Record
from kg.extract import extract_facts
from kg.extract.standing import find_standing
from kg.read import read_document
from kg.resolve.versions import Paper, Relation, Version, find_versions

COUNCIL = "Seaholm Council"
HEAD = """Seaholm Council

{title}MINUTES OF A MEETING OF THE {body}

held on {day} at {time}

Present: Councillor Petra Hay (Chair), Councillor Ivo Marsh

"""
MOORINGS = """The Panel received a report on the moorings at the north quay, which had been laid in 1987 and were no longer
safe in an easterly wind. The Head of Moorings would send the list of berths to members by 31 May 2024.

RESOLVED: That the Head of Moorings bring a plan for the north quay to the Panel by 1 September 2024.
"""
DREDGING = """The Panel discussed the dredging of the inner basin, which silts up by a foot a year. The Clerk undertook to
write to the contractor about the spoil that had been left on the beach. Members noted that the boat club had complained
twice, and that no reply had been sent to it.

RESOLVED: That the Clerk write to the boat club with an apology by 14 June 2024.
"""
INTERESTS = """Members were reminded that they must declare any interest in a matter on the agenda before it is discussed, and
leave the room if the interest is one that a member of the public would think likely to sway them. There were none.
"""
CRANE = """The Panel had been called together since the crane had fallen into the basin in the night. The Harbour Master told
members that nobody had been hurt, and promised to have it lifted out by 20 May 2024, if the barge could be had.
"""


def minutes(
    *items: tuple[str, str],
    title: str = "",
    body: str = "HARBOUR PANEL",
    day: str = "4 May 2024",
    time: str = "10.00 am",
    foot: str = "",
) -> str:
    """Minutes of some items, given by title and words."""
    said = "".join(f"{n}. {name}\n\n{words}\n" for n, (name, words) in enumerate(items, 1))
    return HEAD.format(title=title, body=body, day=day, time=time) + said + foot


def item_page(name: str, words: str, head: str = "Harbour Panel - Saturday, 4 May 2024 10.00 am") -> str:
    """The page of one item."""
    return f"{head}\n\nAgenda item\n\n{name}\n\nMinutes:\n\n{words}\n"


WHOLE = minutes(("MOORINGS", MOORINGS), ("DREDGING", DREDGING))


def papers(files: Mapping[str, str], urls: Mapping[str, str] | None = None) -> list[Paper]:
    """The documents of some files, given by name."""
    found = []
    for name, text in files.items():
        record = Record(file=name, council=COUNCIL, url=(urls or {}).get(name, ""))
        document = read_document(text.encode(), name, record)
        facts = extract_facts(document)
        found.append(Paper(name.partition(".")[0], document, facts, find_standing(document, facts.meeting.date)))
    return found


def versions(files: Mapping[str, str], urls: Mapping[str, str] | None = None) -> Mapping[str, Version]:
    """Those that were not taken; the same in any order."""
    made = papers(files, urls)
    (found, _), *others = (find_versions(COUNCIL, order) for order in itertools.islice(itertools.permutations(made), 6))
    assert all(other == (found, _) for other in others)
    return found


def taken(files: Mapping[str, str]) -> set[str]:
    """The files that were taken."""
    aside = versions(files)
    return {name for name in files if name.partition(".")[0] not in aside}


def test_the_approved_text_is_taken_and_the_draft_is_the_older_one() -> None:
    signed = WHOLE.replace("31 May", "7 June").replace("a foot a year", "two feet a year")
    files = {
        "a-draft.txt": WHOLE.replace("MINUTES", "DRAFT MINUTES"),
        "b.txt": f"{signed}\nSigned: P Hay, Chair, 6 July 2024\n",
    }
    assert versions(files) == {"a-draft": Version("b", Relation.REVISED, "a draft; the other is approved")}


def test_a_draft_gives_way_to_minutes_that_say_nothing_of_themselves() -> None:
    files = {"a.txt": WHOLE.replace("MINUTES OF", "DRAFT MINUTES OF"), "b.txt": WHOLE}
    assert versions(files) == {"a": Version("b", Relation.REVISED, "a draft; the other is not marked as one")}


def test_the_page_of_an_item_gives_way_to_the_whole_meeting() -> None:
    files = {
        "whole.txt": WHOLE,
        "item.txt": item_page("DREDGING", DREDGING),
        "other.txt": item_page("MOORINGS", MOORINGS),
    }
    assert versions(files) == {
        "item": Version("whole", Relation.PART, "a part of it"),
        "other": Version("whole", Relation.PART, "a part of it"),
    }


def test_even_a_draft_of_the_whole_is_taken_before_the_page_of_one_item() -> None:
    assert taken(
        {"draft.txt": WHOLE.replace("MINUTES OF", "DRAFT MINUTES OF"), "item.txt": item_page("DREDGING", DREDGING)}
    ) == {"draft.txt"}


def test_two_items_of_one_meeting_are_two_documents() -> None:
    assert versions({"a.txt": item_page("DREDGING", DREDGING), "b.txt": item_page("MOORINGS", MOORINGS)}) == {}


def test_two_items_decided_in_the_same_few_words_are_two_documents() -> None:
    words = "RESOLVED: That the Clerk report to the next meeting.\n"
    assert versions({"a.txt": item_page("Moorings", words), "b.txt": item_page("Dredging", words)}) == {}


def test_an_item_of_a_few_words_is_found_in_the_whole() -> None:
    words = "RESOLVED: That the Clerk report to the next meeting.\n"
    whole = minutes(("MOORINGS", MOORINGS), ("DREDGING", DREDGING), ("BUOYS", words))
    assert taken({"whole.txt": whole, "item.txt": item_page("BUOYS", words)}) == {"whole.txt"}


def test_two_meetings_on_one_day_are_two() -> None:
    morning = minutes(("INTERESTS", INTERESTS), ("MOORINGS", MOORINGS), ("DREDGING", DREDGING))
    afternoon = minutes(("INTERESTS", INTERESTS), ("THE CRANE", CRANE), time="2.00 pm")
    assert versions({"a.txt": morning, "b.txt": afternoon}) == {}


def test_two_hearings_in_the_same_words_at_two_times_are_two() -> None:
    """What is read out at each hearing is the greater part of the minutes."""
    morning = minutes(
        ("INTERESTS", INTERESTS), ("PROCEDURE", DREDGING), ("THE ANCHOR", "The licence was granted until midnight.")
    )
    afternoon = minutes(
        ("INTERESTS", INTERESTS), ("PROCEDURE", DREDGING), ("THE PLOUGH", "The licence was refused, since nobody came to speak for it."),
        time="2.00 pm",
    )  # fmt: skip
    assert versions({"a.txt": morning, "b.txt": afternoon}) == {}


def test_what_is_read_out_at_every_meeting_does_not_make_two_of_a_day_one() -> None:
    long = ("INTERESTS", INTERESTS + "\n" + MOORINGS)
    files = {
        "a.txt": minutes(long, ("DREDGING", DREDGING)),
        "b.txt": minutes(long, ("THE CRANE", CRANE)).replace("at 10.00 am", ""),
        "earlier.txt": minutes(long, day="6 April 2024"),
    }
    assert versions(files) == {}


def test_the_same_words_on_two_days_are_two_meetings() -> None:
    assert versions({"a.txt": WHOLE, "b.txt": WHOLE.replace("4 May", "6 April")}) == {}


def test_two_addresses_of_meetings_are_two_meetings() -> None:
    pages = "https://minutes.seaholm.example/ieListDocuments.aspx?CId=7&MId={}&Ver=4"
    files = {"a.txt": WHOLE, "b.txt": WHOLE}
    assert versions(files, {"a.txt": pages.format(41), "b.txt": pages.format(42)}) == {}
    assert set(versions(files, {"a.txt": pages.format(41), "b.txt": pages.format(41) + "&txtonly=1"})) == {"b"}


def test_the_same_file_under_two_names_is_one() -> None:
    assert versions({"minutes (1).txt": WHOLE, "minutes.txt": WHOLE}) == {
        "minutes (1)": Version("minutes", Relation.COPY, "the same file under another name")
    }


def test_an_item_without_a_day_is_found_in_the_meeting() -> None:
    page = item_page("DREDGING", DREDGING, head="Harbour Panel")
    assert versions({"whole.txt": WHOLE, "item.txt": page}) == {"item": Version("whole", Relation.PART, "a part of it")}


def test_an_item_without_a_day_that_stands_in_two_meetings_is_kept_and_told() -> None:
    files = {
        "whole.txt": WHOLE,
        "june.txt": minutes(("DREDGING", DREDGING), ("THE CRANE", CRANE), day="1 June 2024"),
        "item.txt": item_page("DREDGING", DREDGING, head="Harbour Panel"),
    }
    found, doubts = find_versions(COUNCIL, papers(files))
    assert found == {}
    (doubt,) = doubts
    assert str(doubt) == (
        "item.txt: its words stand in whole.txt and june.txt too, which are of two days; it is kept as a meeting of its own;"
        " give its day in minutes.csv"
    )


def test_the_newer_of_two_texts_is_taken() -> None:
    old, new = (
        minutes(("MOORINGS", MOORINGS), ("DREDGING", DREDGING), foot=f"\nLast updated: {day} 2024\n")
        for day in ("9 May", "12 June")
    )
    assert versions({"a.txt": old, "b.txt": new}) == {
        "a": Version("b", Relation.REVISED, "of 9 May 2024; the other is of 12 June 2024")
    }


@pytest.mark.parametrize("name", ["HOUSING PANEL", "PLANNING COMMITTEE"])
def test_other_bodies_on_the_day_have_other_minutes(name: str) -> None:
    other = minutes(("INTERESTS", INTERESTS), ("THE CRANE", CRANE), body=name)
    assert versions({"a.txt": minutes(("INTERESTS", INTERESTS), ("MOORINGS", MOORINGS)), "b.txt": other}) == {}


def test_a_copy_that_was_wrapped_otherwise_is_the_same() -> None:
    wrapped = WHOLE.replace("\nsafe", " safe").replace("quay, which", "quay,\nwhich").replace("'", "’")
    assert taken({"a.txt": WHOLE, "bb.txt": wrapped}) == {"a.txt"}


def test_minutes_that_do_not_say_their_day_give_way_to_a_draft_that_does() -> None:
    files = {
        "a.txt": WHOLE.replace("held on 4 May 2024 at 10.00 am", ""),
        "b.txt": WHOLE.replace("MINUTES OF", "DRAFT MINUTES OF"),
    }
    assert versions(files) == {"a": Version("b", Relation.COPY, "it does not say which meeting it was")}


def test_agendas_of_two_months_without_a_day_are_two() -> None:
    """What is printed every month, in files that are named after their day."""
    words = "\n\n".join(
        f"{n}. To receive the report of the officers on the {what} of the port and of its two basins, and what it cost."
        for n, what in enumerate(("moorings", "dredging", "cranes", "buoys", "lamps", "boats", "gulls"), 1)
    )
    assert set(versions({"a.txt": words, "b.txt": words})) == {"b"}
    assert versions({"agenda-20240504.txt": words, "agenda-20240601.txt": words}) == {}
