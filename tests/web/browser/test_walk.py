"""A councillor looks up what is overdue at a panel, who promised it, and where it says so."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rdflib import Graph
from rdflib.namespace import RDFS

from tests.web.browser.conftest import Open

pytestmark = pytest.mark.slow


def to_an_overdue_promise(page: Any) -> str:
    """From the first page to the promise at the top of the first panel that has something overdue; its words."""
    page.locator(".cards li", has_text="overdue").first.get_by_role("link").click()
    first = page.locator("#acts tbody tr").first
    assert "overdue" in first.locator("td").last.inner_text(), "what is overdue stands first"
    link = first.locator("th a")
    words = str(link.inner_text())
    link.click()
    assert page.locator("h1").inner_text() == words
    return words


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_from_the_first_page_to_the_words_and_the_officer(address: str, open_page: Open, javascript: bool) -> None:
    page = open_page(f"{address}/", javascript=javascript)
    to_an_overdue_promise(page)
    assert page.locator("#status").inner_text().startswith("Overdue by")

    quote = page.locator("blockquote", has=page.locator("mark")).first
    sentence = quote.locator("mark").inner_text()
    assert len(quote.inner_text()) > len(sentence), "the sentence stands in its paragraph"
    page.locator("figcaption a").first.click()
    assert "/document/" in page.url
    assert "#at-" in page.url
    target = page.locator(f"[id='{page.url.partition('#')[2]}']")
    paragraph = page.locator(".minutes p", has=target)
    assert paragraph.locator("mark", has_text=sentence[:30]).count()
    box = paragraph.bounding_box()
    assert -box["height"] < box["y"] < 800, "the browser went to the place"
    assert paragraph.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"

    page.go_back()
    officer = page.locator("dl.facts dd a").first
    name = officer.inner_text()
    officer.click()
    assert page.locator("h1").inner_text() == name
    assert page.get_by_role("heading", name="Posts").or_(page.locator("#promises")).count()
    turtle = page.get_by_role("link", name="Turtle").get_attribute("href")
    data = Graph().parse(data=page.request.get(address + turtle).text(), format="turtle")
    assert name in {str(label) for label in data.objects(None, RDFS.label)}


def test_search_finds_a_person_while_somebody_types(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/")
    to_an_overdue_promise(page)
    name = page.locator("dl.facts dd a").first.inner_text()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").press_sequentially(name.lower())
    page.locator("#results li").first.wait_for()
    assert re.match(r"\d+ found", page.get_by_role("status").inner_text())
    page.get_by_role("link", name=name, exact=True).first.click()
    assert page.locator("h1").inner_text() == name
    page.go_back()
    page.get_by_role("searchbox").fill("zzzz nobody")
    page.get_by_text("Nothing found").wait_for()


def test_without_scripts_the_search_says_what_to_do(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/search", javascript=False)
    page.get_by_role("link", name="go by council and panel").click()
    assert page.locator(".cards li").count()


def test_a_table_is_filtered_and_sorted(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/")
    page.locator(".cards li", has_text="overdue").first.get_by_role("link").click()
    rows = page.locator("#acts tbody tr:visible")
    every = rows.count()
    page.get_by_label("Show only rows with").first.fill("overdue")
    assert 0 < rows.count() < every
    assert all("overdue" in text.lower() for text in rows.all_inner_texts())
    page.get_by_label("Show only rows with").first.fill("")
    page.get_by_role("button", name="Made").first.click()
    days = page.locator("#acts .overdue tbody td:nth-child(3)").evaluate_all(
        "cells => cells.map(cell => cell.dataset.sort)"
    )
    assert days == sorted(days)
    assert page.locator("#acts th[aria-sort=ascending]").inner_text() == "Made"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_query_of_ones_own_and_a_ready_one(served: str, open_page: Open, javascript: bool) -> None:
    page = open_page(f"{served}/sparql", javascript=javascript)
    if javascript:
        page.get_by_label("Query").focus()
        page.keyboard.press("Control+Enter")
    else:
        page.get_by_role("button", name="Ask").click()
    assert page.locator("#answer caption").inner_text().startswith("10 rows")
    assert page.locator("#answer tbody tr").count() == 10
    page.get_by_label("Query").fill("SELECT ?x WHERE {\n  ?x a nobody:Person\n}")
    page.get_by_role("button", name="Ask").click(no_wait_after=True)
    page.get_by_role("alert").wait_for()
    assert "line 2" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("alert").locator("mark").inner_text().startswith("nobody:Person")
    assert page.get_by_label("Query").input_value().endswith("nobody:Person\n}"), "what was typed is kept"
    page.get_by_label("Query").fill("ASK { ?s a minutes:Person }")
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_role("status").first.inner_text() == "Yes"
    page.get_by_role("link", name="Panels, by how much they were promised").click()
    panel = page.locator("#answer tbody td a").first
    name = panel.inner_text()
    panel.click()
    assert page.locator("h1").inner_text() == name
    page.go_back()

    page.get_by_role("link", name="What should have been done by now").click()
    rows = page.locator("#answer tbody tr").count()
    page.get_by_label("panel").fill("children")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/api/overdue?*panel=children*")
    assert 0 < page.locator("#answer tbody tr").count() < rows
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert "commitment" in lines[0]
    page.locator("summary", has_text="The query in SPARQL").click()
    page.get_by_role("link", name="Change it yourself").click()
    assert "minutes:kind" in page.get_by_label("Query").input_value()
    assert page.locator("#answer tbody tr").count() > 0


def test_a_page_that_is_not_there_says_where_to_go(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/nobody-council/person/nobody", missing=True)
    page.get_by_role("link", name="to the first page").click()
    assert page.locator(".cards li").count()
