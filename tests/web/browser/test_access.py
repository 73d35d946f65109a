"""Every kind of page for people who read with a keyboard, a phone, a screen reader, or on paper."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kg.pipeline import build_graph
from kg.web.publish import publish
from tests.conftest import DAY, ROOT
from tests.web.browser.conftest import Open, hosting
from tests.web.test_pages import write_many_meetings

pytestmark = pytest.mark.slow

AXE = ROOT / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
KINDS = (
    "council body commitment person post tenure meeting item indicator observation document evidence refusal".split()
)
OTHERS = ["", "search", "data", "ontology", "states", "indicators", "404"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def paths(published: Path, kind: str) -> list[str]:
    """Two pages of a kind: the one that has least to show and the one that has most; an indicator with a chart."""
    pages = sorted(published.glob(f"*/{kind}/*/index.html"), key=lambda page: (page.stat().st_size, page))
    if kind == "indicator":
        pages = [page for page in pages if "<svg" in page.read_text("utf-8")]
    return [page.parent.relative_to(published).as_posix() for page in (pages[0], pages[-1])]


def every_kind(published: Path) -> list[str]:
    return [path for kind in KINDS for path in paths(published, kind)] + OTHERS


def open_kind(open_page: Open, published: Path, hosted: str, **options: Any) -> Any:
    """A page that has gone through every kind, one after another."""
    page = open_page(f"{hosted}/", **options)
    for path in every_kind(published):
        page.goto(f"{hosted}/{path}{'.html' if path == '404' else ''}")
        yield path, page


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm install in build/npm, as .ci/run does")
def test_axe_finds_nothing_against_wcag(open_page: Open, published: Path, hosted: str, served: str) -> None:
    found: dict[str, list[str]] = {}

    def judge(path: str, page: Any) -> None:
        page.evaluate(AXE.read_text("utf-8"))
        options = {"runOnly": {"type": "tag", "values": WCAG}, "rules": {"target-size": {"enabled": True}}}
        result = page.evaluate("options => axe.run(document, options)", options)
        assert len(result["passes"]) > 10
        for violation in result["violations"]:
            for node in violation["nodes"][:3]:
                found.setdefault(f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}", []).append(path)

    for path, page in open_kind(open_page, published, hosted):
        judge(path, page)
    page.set_viewport_size({"width": 360, "height": 740})
    for kind in KINDS:
        page.goto(f"{hosted}/{paths(published, kind)[1]}")
        judge(f"{kind} on a phone", page)
    dark = open_page(f"{hosted}/", color_scheme="dark")
    for path in (
        "",
        *(paths(published, kind)[1] for kind in ("body", "commitment", "document", "indicator", "meeting")),
    ):
        dark.goto(f"{hosted}/{path}")
        judge(f"{path} on a dark screen", dark)
    for path in ("sparql", "sparql?query=SELECT", "sparql?query=ASK%20%7B%7D", "api/overdue", "api/by-officer"):
        page.goto(f"{served}/{path}")
        for details in page.locator("details > summary").all():
            details.click()
        judge(path, page)
    page.goto(f"{served}/sparql")
    page.get_by_role("button", name="Ask").first.click()
    page.locator("#answer").wait_for()
    judge("sparql with an answer", page)
    assert not found, "\n".join(f"{what}\n  on {', '.join(where)}" for what, where in sorted(found.items()))


def test_on_a_phone_no_page_is_wider_than_the_screen(
    open_page: Open, published: Path, hosted: str, served: str
) -> None:
    wide = {}
    for path, page in open_kind(open_page, published, hosted, width=320, is_mobile=True, has_touch=True):
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    page = open_page(f"{served}/sparql", width=320, is_mobile=True, has_touch=True)
    page.get_by_role("button", name="Ask").first.click()
    page.locator("#answer").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(f"{served}/api/overdue")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not wide


def test_on_a_phone_each_row_is_a_card_that_names_its_cells(open_page: Open, published: Path, hosted: str) -> None:
    page = open_page(f"{hosted}/{paths(published, 'body')[1]}", width=390, is_mobile=True, has_touch=True)
    row = page.locator("#acts tbody tr").first
    boxes = [cell.bounding_box() for cell in row.locator("th, td").all()]
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes}), "one below the other"
    heads = row.locator("td").evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert heads == ['"Who acts"', '"Made"', '"Due"']
    tree = page.locator("#acts").aria_snapshot()
    assert re.search(r'table "Overdue \(\d+\)', tree), "still a table to a screen reader"
    assert 'columnheader "Due"' in tree
    every = page.locator("#acts tbody tr:visible").count()
    page.get_by_label("Show only rows with").first.fill("overdue")
    assert page.locator("#acts tbody tr:visible").count() < every
    page.get_by_role("button", name="Made").first.click()
    assert page.locator("#acts th[aria-sort=ascending]").inner_text() == "Made"


def test_on_a_phone_the_name_of_a_cell_does_not_lie_on_what_stands_in_it(
    open_page: Open, published: Path, hosted: str
) -> None:
    page = open_page(f"{hosted}/{paths(published, 'body')[1]}", width=390, is_mobile=True, has_touch=True)
    rooms = page.locator(".cells td, .acts td").evaluate_all(
        """cells => cells.map(cell => {
            const pen = document.createElement('canvas').getContext('2d');
            pen.font = getComputedStyle(cell, '::before').font;
            return [cell.dataset.head, parseFloat(getComputedStyle(cell).paddingLeft) - pen.measureText(cell.dataset.head).width];
        })"""
    )
    assert {"Who acts", "As written"} <= dict(rooms).keys()
    assert {head: room for head, room in rooms if room < 4} == {}


def test_the_filter_finds_what_is_folded_away(open_page: Open, tmp_path: Path) -> None:
    build_graph([write_many_meetings(tmp_path / "minutes")], tmp_path / "x.kg", as_of=DAY)
    publish(tmp_path / "x.kg", tmp_path / "site", DAY)
    with hosting(tmp_path / "site") as address:
        page = open_page(f"{address}/saltby-council/body/locks-panel")
        assert page.locator("#acts tbody tr:visible").count() == 40
        field = page.get_by_label("Show only rows with")
        field.fill("MEND 30 gate")  # in any order
        assert page.get_by_role("status").inner_text() == "3 of 180 rows"
        assert page.locator("#acts tbody tr:visible").count() == 3
        field.fill("")
        assert page.locator("#acts tbody tr:visible").count() == 40, "folded again"
        page = open_page(f"{address}/saltby-council/body/locks-panel", javascript=False)
        page.locator("#acts summary").first.click()
        assert page.locator("#acts tbody tr:visible").count() > 40


def test_with_the_keyboard_alone(open_page: Open, hosted: str) -> None:
    page = open_page(f"{hosted}/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("it => it === document.activeElement")
    assert skip.bounding_box()["x"] >= 0, "it is seen when it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    while not page.evaluate("document.activeElement.closest('.cards') !== null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/body/**")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Made":
            break
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Made"
    assert page.evaluate("document.activeElement.textContent") == "Made", "the focus stays where it was"
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=descending]").inner_text() == "Made"


def test_the_focus_is_always_seen(open_page: Open, published: Path, hosted: str) -> None:
    for kind in ("body", "commitment", "document"):
        page = open_page(f"{hosted}/{paths(published, kind)[1]}")
        seen = 0
        for _ in range(25):
            page.keyboard.press("Tab")
            outline, inside = page.evaluate(
                """() => { const it = document.activeElement, box = it.getBoundingClientRect();
                  return [getComputedStyle(it).outlineStyle, box.right > 0 && box.bottom > 0
                    && box.left < innerWidth && box.top < innerHeight]; }"""
            )
            if page.evaluate("document.activeElement === document.body"):
                continue  # after the last one
            assert (outline, inside) == ("solid", True), page.evaluate("document.activeElement.outerHTML")
            seen += 1
        assert seen > 5


def test_on_paper(open_page: Open, published: Path, hosted: str) -> None:
    page = open_page(f"{hosted}/{paths(published, 'body')[1]}", width=720)
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Site").is_visible()
    assert not page.get_by_role("heading", name="Meetings").is_visible(), "the list for a meeting: what is open"
    assert not page.get_by_label("Show only rows with").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 720, "the table fits on A4"
    days = page.locator("#acts td[data-head=Made] a").all()
    assert {len(day.evaluate("day => [...day.getClientRects()]")) for day in days} == {1}, "no day is broken over lines"
    title = page.locator("h1").inner_text()
    last = page.locator("#acts tbody tr th a").last.inner_text()
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document)
    document.close()
    assert title in text
    assert last[:25] in text
    assert "overdue" in text


def test_a_script_in_a_page_would_not_run(open_page: Open, served: str) -> None:
    page = open_page(f"{served}/")
    policy = page.request.get(f"{served}/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert not page.locator("script:not([src]):not([type='application/ld+json']), [style], style, [onclick]").count()
