"""The search of a site that has no server: what it finds, in which order, how soon, and when its list does not arrive."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser.conftest import Open

pytestmark = pytest.mark.slow

START = "ash-council"
INDEX = {
    "names": ["Harbour Panel", "Siân Prŷs", "Harbour Panel, 14 May 2024", "Council, 1 May 2024"],
    "groups": [
        [f"{START}/body", "body", [["harbour-panel", "Harbour Panel"]]],
        [
            f"{START}/commitment",
            "commitment",
            [["promise-1", "Mend the lift", 1, 0, 2], ["promise-2", "<b>Uplift</b> wages", 0]],
        ],
        [f"{START}/item", "agenda item", [["may-1", "Fares", 2], ["may-2", "Fares", 3]]],
        [
            f"{START}/person",
            "person",
            [["sian-prys", "Siân Prŷs"], ["a-lift", "Agnes Lift"], ["zoe", "Zoë Łukasz-Møller"]],
        ],
    ],
}


def open_search(address: str, open_page: Open, index: object = INDEX, query: str = "") -> Any:
    """The search page, with a list of names of our own."""
    page = open_page(f"{address}/404.html", missing=False)
    page.route("**/search.json", lambda route: route.fulfill(status=200, body=json.dumps(index)))
    page.goto(f"{address}/search/{query}")
    return page


def names(page: Any) -> list[str]:
    """What is found, in its order."""
    return [str(name) for name in page.locator("#results a").all_inner_texts()]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # Where a word of the name begins so, first; of these people and panels.
        ("lift", ["Agnes Lift", "Mend the lift", "<b>Uplift</b> wages"]),
        ("lukasz-moller", ["Zoë Łukasz-Møller"]),  # letters that Unicode does not part into letter and accent
        ("harbour", ["Harbour Panel", "Mend the lift", "<b>Uplift</b> wages", "Fares"]),
        ("sian prys", ["Siân Prŷs", "Mend the lift"]),  # the name itself before what it stands beside
        ("SIÂN", ["Siân Prŷs", "Mend the lift"]),
        ("lift harbour", ["Mend the lift", "<b>Uplift</b> wages"]),  # every word, in the name or beside it
        ("harbour may", ["Mend the lift", "Fares"]),
        ("person lift", ["Agnes Lift"]),
        ("lift.*", []),
    ],
)
def test_every_word_is_looked_for_in_a_name_and_beside_it(
    hosted: str, open_page: Open, typed: str, found: list[str]
) -> None:
    page = open_search(hosted, open_page)
    page.get_by_role("searchbox").fill(typed)
    page.locator("#found", has_text="ound").wait_for()
    assert names(page) == found


def test_things_of_one_name_are_told_apart_by_what_stands_beside_them(hosted: str, open_page: Open) -> None:
    page = open_search(hosted, open_page)
    page.get_by_role("searchbox").fill("fares")
    page.locator("#found", has_text="2 found").wait_for()
    rows = [row.inner_text().split("\n")[1] for row in page.locator("#results li").all()]
    assert rows == ["Harbour Panel, 14 May 2024", "Council, 1 May 2024"]
    padding = page.locator("#results .kind").first.evaluate("kind => getComputedStyle(kind).paddingLeft")
    assert padding != "0px", "what it is, in a frame"


def test_an_address_can_hold_the_words(hosted: str, open_page: Open) -> None:
    page = open_search(hosted, open_page, query="?q=agnes")
    page.locator("#results a").first.wait_for()
    assert page.locator("#results a").first.get_attribute("href") == f"/{START}/person/a-lift"
    assert page.get_by_role("searchbox").input_value() == "agnes"


def test_a_list_that_does_not_arrive_is_told_and_asked_for_again(hosted: str, open_page: Open) -> None:
    page = open_page(f"{hosted}/404.html", missing=False)
    answers = iter([404, 200, 200])
    page.route("**/search.json", lambda route: route.fulfill(status=next(answers), body=json.dumps(INDEX)))
    page.goto(f"{hosted}/search/")
    page.get_by_role("searchbox").fill("lift")
    page.locator("#found", has_text="did not arrive").wait_for()
    page.get_by_role("searchbox").fill("lifts")
    page.locator("#found", has_text="Nothing found").wait_for()


def test_ten_thousand_names_are_looked_through_while_somebody_types(hosted: str, open_page: Open) -> None:
    words = "report breakdown attendance budget housing school repair visit review plan".split()
    rows = [
        [f"promise-{i}", f"Bring the {words[i % 10]} {words[i // 10 % 10]} number {i} to the next meeting", i % 400, 7]
        for i in range(10_000)
    ]
    index = {
        "names": [f"Person Number {i}" for i in range(400)],
        "groups": [[f"{START}/commitment", "commitment", rows]],
    }
    page = open_search(hosted, open_page, index, "?q=zzz")
    page.locator("#found", has_text="Nothing").wait_for()
    begun = time.perf_counter()
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").press_sequentially("number 4321")
    page.locator("#results li").first.wait_for()
    page.locator("#found", has_text="1 found").wait_for()
    assert time.perf_counter() - begun < 10, "11 letters: a second each would be too slow to type by"


def test_the_list_of_a_site_names_what_its_pages_are_called(published: Path) -> None:
    index = json.loads((published / "search.json").read_text(encoding="utf-8"))
    count, kinds = 0, set()
    for start, kind, things in index["groups"]:
        for slug, name, *beside in things:
            count += 1
            page = published / start / slug / "index.html"
            assert page.is_file()
            assert name
            kinds.add((start.rpartition("/")[2], kind))
            assert all(index["names"][number] for number in beside)
    assert count > 100
    assert {
        ("commitment", "promise"),
        ("commitment", "request"),
        ("body", "panel or body"),
        ("person", "person"),
    } <= kinds
    assert len(set(index["names"])) == len(index["names"]), "each is there once"
