"""What a councillor, a clerk or a journalist reads on the pages, beside what the minutes and the queries say."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from functools import cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from kg.pipeline import build_graph
from kg.query import answer_query, find_query
from kg.web.search import make_search_index
from kg.web.sheets import make_sheet, name_sheets
from kg.web.site import Form, Site
from tests.conftest import DAY

SPRING = """SALTBY COUNCIL
LOCKS PANEL
3 March 2026

Present: Councillor Rhian Pell (Chair), Councillor Omar Quaye
Apologies: Councillor Fitch
Officers: Brigid Vane, Head of Locks; José Núñez, Bridge Engineer

1 Lock gates
Ms Vane reported that two gates leaked. She had asked three firms. She would report to the Panel by 12 May 2026 on the cost of new gates.
Councillor Quaye asked that a map of the gates be printed.

2 Bridges
Councillor Pell asked that the swing bridge be painted.
Mr Núñez undertook to paint the swing bridge by 30 June 2026.
Mr Núñez undertook to send members a list of closures every month.
Mr Núñez declined to say when the footbridge would reopen.

3 Next meeting
The next meeting would be held on 14 May 2026.
"""
MAY = """SALTBY COUNCIL
LOCKS PANEL
14 May 2026

Present: Councillor Rhian Pell (Chair)
Officers: José Núñez, Bridge Engineer

1 Bridges
Mr Núñez undertook to inspect the bearings by 1 September 2026.

2 Next meeting
The next meeting would be held on 16 June 2026.
"""
PANEL = "saltby-council/body/locks-panel"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("saltby")
    for name, text in (("march.txt", SPRING), ("may.txt", MAY)):
        (folder / name).write_text(text, encoding="utf-8")
    build_graph([folder / "march.txt", folder / "may.txt"], folder / "minutes.kg", as_of=DAY)
    return Site.open(folder / "minutes.kg", DAY)


@pytest.fixture(scope="module")
def examples(examples_graph: Path) -> Site:
    return Site.open(examples_graph, DAY)


@cache
def parse(site: Site, path: str) -> Html:
    return Html(site.render(site.pages[path], Form.HTML).decode("utf-8"))


def words(html: Html, selector: str = "main") -> str:
    """What stands there for a reader, on one line."""
    return " ".join(" ".join(node.text(separator=" ") for node in html.css(selector)).split())


def find(site: Site, kind: str, name: str) -> str:
    """The path of the page of a kind whose heading begins with a name."""
    found = [
        page.path
        for page in site.pages.values()
        if page.kind == kind and words(parse(site, page.path), "h1").lower().startswith(name.lower())
    ]
    assert len(found) == 1, (name, found)
    return found[0]


@pytest.mark.parametrize(
    ("group", "what"),
    [
        ("overdue", ["Report to the Panel by 12 May 2026 on the cost of new gates"]),
        ("soon", []),
        ("later", ["Paint the swing bridge by 30 June 2026", "Inspect the bearings by 1 September 2026"]),
        ("recurring", ["Send members a list of closures every month"]),
    ],
)
def test_a_panel_has_what_is_open_in_groups(site: Site, group: str, what: list[str]) -> None:
    html = parse(site, PANEL)
    shown = [node.text() for node in html.css(f"#acts .{group} tbody th a")]
    assert shown == what
    jump = [node.text() for node in html.css(f".jump a[href='#acts-{group}']")]
    assert [int(text.split()[0]) for text in jump] == ([len(what)] if what else [])


def test_what_is_due_by_the_next_meeting_is_due_soon(site: Site, tmp_path: Path) -> None:
    later = Site(site.folder, dt.date(2026, 3, 4))
    html = parse(later, PANEL)
    assert "Due by the next meeting, 14 May 2026 (1)" in words(html, ".soon caption").replace("\xa0", " ")
    # a day of the site after the last meeting that is known: thirty days
    alone = Site(site.folder, dt.date(2026, 6, 17))
    assert "Due in the next 30 days (1)" in words(parse(alone, PANEL), ".soon caption")


def test_a_time_without_a_day_is_past_when_it_is_over(tmp_path: Path) -> None:
    text = SPRING.replace("paint the swing bridge by 30 June 2026", "paint the swing bridge by Easter 2026")
    (tmp_path / "march.txt").write_text(text, encoding="utf-8")
    build_graph([tmp_path / "march.txt"], tmp_path / "minutes.kg", as_of=DAY)
    before, after = (Site.open(tmp_path / "minutes.kg", day) for day in (dt.date(2026, 4, 1), DAY))
    panel = parse(after, PANEL)
    assert "Paint the swing bridge by Easter 2026" in words(panel, "#acts .past")
    assert "Time past, no exact day (1)" in words(panel, ".past caption")
    assert "swing bridge" in words(parse(before, PANEL), "#acts .undated")
    promise = parse(after, find(after, "commitment", "Paint the swing bridge"))
    assert "its time is past" in words(promise, "dl.facts")


def test_rows_of_a_panel_do_not_repeat_the_panel(site: Site) -> None:
    heads = [node.text() for node in parse(site, PANEL).css("#acts .overdue thead th")]
    assert heads == ["What", "Who acts", "Made", "Due"]


def test_a_request_that_nobody_answered_stands_apart(site: Site) -> None:
    html = parse(site, PANEL)
    assert "A map of the gates be printed" in words(html, "#silent")
    assert "asked by Omar Quaye" in words(html, "#silent")
    assert "painted" not in words(html, "#silent"), "a promise followed it under the same item"


def test_a_refusal_stands_apart_from_what_is_open(site: Site) -> None:
    html = parse(site, PANEL)
    assert "footbridge" in words(html, "section[aria-labelledby=refused]")
    assert "footbridge" not in words(html, "#acts")
    page = html.css_first("section[aria-labelledby=refused] a").attributes["href"] or ""
    assert "Said by José Núñez" in words(parse(site, page.lstrip("/")))


def test_the_pages_of_the_examples_say_what_the_queries_answer(examples: Site) -> None:
    """Of each panel: what is overdue, and which requests have no answer."""
    asked = 0
    for page in examples.pages.values():
        if page.kind != "body" or not examples.subject(page).of("https://w3id.org/minutes-kg/ontology#meetingOf"):
            continue
        html = parse(examples, page.path)
        for query, selector in (
            ("overdue", "#acts .overdue tbody th a"),
            ("requests-without-answer", "#silent li > a"),
        ):
            iri = examples.addresses.iri_of(page.path)
            answer = answer_query(find_query(query), examples.store, {"panel": iri}, today=DAY)
            wanted = {examples.addresses.href(str(row[0])) for row in answer.table.rows}
            assert {node.attributes["href"] for node in html.css(selector)} == wanted, (page.path, query)
            asked += len(wanted)
    assert asked > 20


def test_the_words_say_who_is_meant_where_they_do_not_name_them(site: Site) -> None:
    html = parse(site, find(site, "commitment", "report to the panel by 12 may"))
    assert words(html, "mark").startswith("She would report")
    assert words(html, ".speaker") == "Ms Vane", "nearest before the words"
    named = parse(site, find(site, "commitment", "paint the swing bridge"))
    assert not named.css(".speaker"), "the words name him themselves"


def test_long_paragraphs_are_cut_between_words(tmp_path: Path) -> None:
    around = " ".join(["gates leaking"] * 90)
    text = SPRING.replace("She would report", f"He saw {around}. She would report").replace(
        "cost of new gates.", f"cost. He saw {around}."
    )
    (tmp_path / "march.txt").write_text(text, encoding="utf-8")
    build_graph([tmp_path / "march.txt"], tmp_path / "minutes.kg", as_of=DAY)
    site = Site.open(tmp_path / "minutes.kg", DAY)
    shown = words(
        parse(site, find(site, "commitment", "report to the panel by 12 may")), "blockquote:has(mark)"
    ).split()
    assert shown[0] == "…"
    assert shown.count("…") == 2
    assert {shown[1], shown[shown.index("…", 1) - 1]} <= {"gates", "leaking"}


def test_the_first_page_does_not_say_that_all_who_are_named_made_commitments(site: Site) -> None:
    lead = words(parse(site, ""), ".lead")
    assert lead == "6 commitments in the minutes of 2 meetings that name 5 people, each with the words that say so."


def test_the_first_page_says_how_many_more_are_overdue(examples: Site) -> None:
    answer = answer_query(find_query("overdue"), examples.store, {}, today=DAY)
    assert f"The first 20 of {len(answer.table.rows)};" in words(parse(examples, ""))


def test_the_page_of_an_indicator_leads_to_its_council(examples: Site) -> None:
    path = find(examples, "indicator", "reviews of children in care held on time")
    assert words(parse(examples, path), ".trail") == "Ravensclough Metropolitan Borough Council"
    heads = [
        cell.attributes.get("data-head") for cell in parse(examples, path).css("#comparisons tbody tr:first-child td")
    ]
    assert heads == ["For", "Where, who", "Told at", "Stated in"], "on a phone each row is a card"


def test_the_search_knows_the_meeting_of_an_agenda_item(site: Site) -> None:
    index = json.loads(make_search_index(site))
    rows = [row for _, kind, rows in index["groups"] for row in rows if kind == "agenda item" and row[1] == "Bridges"]
    beside = [[index["names"][number] for number in numbers] for _, _, *numbers in rows]
    assert beside == [["Locks Panel, 3 March 2026"], ["Locks Panel, 14 May 2026"]]


def test_a_commitment_says_once_who_promised_and_acts(site: Site) -> None:
    text = words(parse(site, find(site, "commitment", "report to the panel by 12 may")))
    assert "Promised by Brigid Vane , Head of Locks Owed to Locks Panel" in text
    assert "To act" not in text
    asked = words(parse(site, find(site, "commitment", "a map of the gates")))
    assert "Asked by Omar Quaye" in asked
    assert "To act nobody is named" in asked


def test_the_history_names_the_meeting_at_which_it_could_have_come_back(site: Site) -> None:
    html = parse(site, find(site, "commitment", "report to the panel by 12 may"))
    steps = [" ".join(node.text(separator=" ").split()) for node in html.css(".timeline li")]
    assert steps == [
        "3 Mar 2026 Promised at Locks Panel, 3 March 2026",
        "12 May 2026 Due: “by 12 May 2026”",
        "14 May 2026 The panel met at Locks Panel, 14 May 2026",
        "1 Jun 2026 Nothing later is recorded: overdue by 20 days",
    ]


def test_a_commitment_leads_to_what_else_was_said_there_and_by_them(site: Site) -> None:
    text = words(parse(site, find(site, "commitment", "paint the swing bridge")))
    beside, others = text.split("Also under this item")[1].split("Other promises by José Núñez")
    assert "request The swing bridge be painted" in beside
    assert "Inspect the bearings" in others


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (PANEL, "Locks Panel, Saltby Council – Who promised what"),
        ("saltby-council/person/brigid-vane", "Brigid Vane, Head of Locks – Saltby Council – Who promised what"),
        ("search", "Search – Who promised what"),
    ],
)
def test_the_title_of_a_page_tells_it_from_others(site: Site, path: str, title: str) -> None:
    assert words(parse(site, path), "title") == title


def test_the_title_of_a_promise_says_who_and_where(site: Site) -> None:
    title = words(parse(site, find(site, "commitment", "inspect the bearings")), "title")
    assert title.startswith("Inspect the bearings by 1 September 2026 – promise by José Núñez – Locks Panel – ")


def test_no_two_pages_of_a_kind_have_the_same_title(examples: Site) -> None:
    for kind in ("body", "commitment", "council", "document", "item", "meeting", "person", "post", "tenure"):
        titles = [words(parse(examples, page.path), "title") for page in examples.pages.values() if page.kind == kind]
        assert len(titles) == len(set(titles)), (kind, sorted(title for title in titles if titles.count(title) > 1)[:4])


def test_a_meeting_has_its_agenda_in_order_with_what_was_said_under_each_item(site: Site) -> None:
    html = parse(site, find(site, "meeting", "Locks Panel, 3 March 2026"))
    items = [" ".join(node.text(separator=" ").split()) for node in html.css(".agenda > li")]
    assert [item.split()[0] for item in items] == ["1", "2", "3"]
    assert "Report to the Panel by 12 May" in items[0]
    assert "Paint the swing bridge" in items[1]
    assert "A map of the gates be printed request asked by Omar Quaye , no answer in the minutes" in items[0]


def test_a_meeting_says_who_was_there_in_which_post_and_what_comes_next(site: Site) -> None:
    text = words(parse(site, find(site, "meeting", "Locks Panel, 3 March 2026")))
    assert "Brigid Vane , Head of Locks" in text
    assert "Fitch" not in text.split("Who was there")[1].split("Named with a post")[0]
    assert "Next: Locks Panel, 14 May 2026" in text
    last = words(parse(site, find(site, "meeting", "Locks Panel, 14 May 2026")))
    assert "Previous: Locks Panel, 3 March 2026" in last
    assert "16 Jun 2026, as these minutes say" in last.replace("\xa0", " ")


def test_a_meeting_says_what_was_due_to_it(site: Site) -> None:
    html = parse(site, find(site, "meeting", "Locks Panel, 14 May 2026"))
    assert [node.text() for node in html.css("#due tbody th a")] == [
        "Report to the Panel by 12 May 2026 on the cost of new gates"
    ]
    assert not parse(site, find(site, "meeting", "Locks Panel, 3 March 2026")).css("#due")


def test_a_person_has_what_they_promised_by_panel_with_the_place_in_the_minutes(site: Site) -> None:
    html = parse(site, "saltby-council/person/brigid-vane")
    assert words(html, "#promises-1 caption") == "To Locks Panel (1)"
    place = html.css_first("#promises-1 td a.small")
    assert place.text() == "line 10 of the minutes"
    anchor = (place.attributes["href"] or "").rpartition("#")
    document = parse(site, anchor[0].lstrip("/"))
    assert document.css(f"#{anchor[2]}")


def test_marked_words_of_a_document_lead_to_what_was_read_from_them(site: Site) -> None:
    html = parse(site, "saltby-council/document/march")
    links = {" ".join(node.text().split()): node.attributes["href"] or "" for node in html.css(".minutes a:has(mark)")}
    (promise,) = [href for text, href in links.items() if text.startswith("She would report")]
    assert promise.startswith("/saltby-council/commitment/promise-")
    lines = [node.text() for node in html.css(".minutes p > span")]
    assert lines == SPRING.split("\n"), "the text is whole"


def test_the_council_has_its_panels_with_what_is_open_and_overdue(site: Site) -> None:
    html = parse(site, "saltby-council/council/saltby-council")
    rows = [[" ".join(cell.text().split()) for cell in row.css("th, td")] for row in html.css("#panels tbody tr")]
    assert rows == [["Locks Panel", "6", "1", "2", "14 May 2026"]]


def test_the_rows_of_a_panel_are_there_for_a_spreadsheet_and_none_is_a_formula(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(make_sheet(site, f"{PANEL}.csv").decode("utf-8-sig"))))
    assert [(row["what"], row["by"], row["due_by"], row["status"], row["place"]) for row in rows[:1]] == [
        (
            "report to the Panel by 12 May 2026 on the cost of new gates",
            "Brigid Vane",
            "2026-05-12",
            "overdue",
            "line 10",
        )
    ]
    assert len(rows) == len(parse(site, PANEL).css("#acts tbody tr"))
    assert parse(site, PANEL).css(f"a[href='/{PANEL}.csv']")
    for name in name_sheets(site):
        assert len(list(csv.reader(io.StringIO(make_sheet(site, name).decode("utf-8-sig"))))) > 1


def test_the_name_of_a_file_that_is_a_formula_is_none_in_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "=1+1.txt").write_text(SPRING, encoding="utf-8")
    build_graph([tmp_path / "=1+1.txt"], tmp_path / "x.kg", as_of=DAY)
    sheet = make_sheet(Site.open(tmp_path / "x.kg", DAY), f"{PANEL}.csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(sheet)) for cell in row]
    assert "'=1+1.txt" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def write_many_meetings(folder: Path) -> Path:
    """Five years of monthly minutes with three promises each, in a folder that is made."""
    folder.mkdir()
    for number in range(60):
        day = dt.date(2021 + number // 12, number % 12 + 1, 4)
        promises = "".join(f"Mr Oak undertook to mend gate {number} {word}.\n" for word in ("first", "then", "last"))
        head = f"SALTBY COUNCIL\nLOCKS PANEL\n{day.day} {day:%B} {day.year}\n\nOfficers: Ivo Oak, Head of Locks\n\n"
        (folder / f"locks-{day}.txt").write_text(f"{head}1 Gates\n{promises}", encoding="utf-8")
    return folder


def test_many_meetings_and_commitments_are_folded_away_by_year(tmp_path: Path) -> None:
    build_graph([write_many_meetings(tmp_path / "years")], tmp_path / "x.kg", as_of=DAY)
    many = Site.open(tmp_path / "x.kg", DAY)
    html = parse(many, PANEL)
    assert words(html, ".undated caption h3") == "No day fixed (180)"
    assert len(html.css(".undated > table tbody tr")) == 40
    assert [words(html, "#acts summary")] == [
        "32 more made in 2024 36 more made in 2023 36 more made in 2022 36 more made in 2021"
    ]
    assert len(html.css("#acts tbody tr")) == 180, "nothing is left out"
    meetings = [" ".join(node.text().split()) for node in html.css(".screen summary")]
    assert meetings == [f"{year} (12 meetings)" for year in (2024, 2023, 2022, 2021)]


def test_hundreds_of_documents_are_folded_away_by_year(tmp_path: Path) -> None:
    folder = write_many_meetings(tmp_path / "years")
    (folder / "undated.txt").write_text(SPRING.replace("3 March 2026\n", ""), encoding="utf-8")
    build_graph([folder], tmp_path / "x.kg", as_of=DAY)
    html = parse(Site.open(tmp_path / "x.kg", DAY), "saltby-council/council/saltby-council")
    summaries = [node.text() for node in html.css("section[aria-labelledby=documents] summary")]
    assert summaries == ["no day known (1)", *(f"{year} (12)" for year in (2025, 2024, 2023, 2022, 2021))]
    assert len(html.css("section[aria-labelledby=documents] li")) == 61


def test_names_from_right_to_left_do_not_turn_what_stands_beside_them(tmp_path: Path) -> None:
    text = SPRING.replace("Brigid Vane", "\u05d3\u05d5\u05d3 Vane")
    (tmp_path / "m.txt").write_text(text, encoding="utf-8")
    build_graph([tmp_path / "m.txt"], tmp_path / "x.kg", as_of=DAY)
    site = Site.open(tmp_path / "x.kg", DAY)
    for page in site.pages.values():
        html = parse(site, page.path)
        for node in html.css("a"):
            if re.search("[\u0590-\u05ff]", node.text()) and not node.css("mark"):
                assert node.css("bdi") or (node.attributes.get("dir") == "auto"), (page.path, node.html)
