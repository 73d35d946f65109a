"""Pages of indicators and of single figures: as people write them, as a chart, with where it says so."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest

from kg.pipeline import build_graph
from kg.web import Site
from kg.web.pages.charts import scale
from kg.web.pages.figures import figures_of, tables_of
from kg.web.site import Form

DAY = dt.date(2026, 6, 1)
HEAD = "ASHFORD COUNCIL\nHARBOUR PANEL\n{day}\n\nPresent: Councillor Hill (Chair)\n\n1 Performance\n\n"
MAY = (
    "The Harbour Master reported that 94 per cent of inspections of boats were held on time, against a target of "
    "98 per cent. There were 61,300 visitors in 2023/24.\n\nThe average cost of a mooring was £45 and the rate of "
    "collisions was 61.5 per 100,000.\n\nFees rose by 12 per cent.\n"
)
SEPTEMBER = (
    "The Harbour Master reported that 96.5 per cent of inspections of boats were held on time, against a target of "
    "98 per cent. There were 60,900 visitors in 2023/24.\n\nThe average cost of a mooring was £47.50.\n\nMr Field, "
    "Harbour Master, undertook to report on inspections of boats held on time by 1 December 2024.\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("figures")
    for name, day, text in (("may", "14 May 2024", MAY), ("september", "10 September 2024", SEPTEMBER)):
        (folder / f"{name}.txt").write_text(HEAD.format(day=day) + text, encoding="utf-8")
    build_graph([folder / "may.txt", folder / "september.txt"], folder / "x.kg", as_of=DAY)
    return Site.open(folder / "x.kg", DAY)


def shown(site: Site, path: str) -> tuple[str, str]:
    """The HTML of a page and its words, spaces as a reader sees them."""
    html = site.render(site.pages[path], Form.HTML).decode("utf-8")
    main = html[html.index("<main") : html.index("</main>")]
    return main, " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def indicator(site: Site, name: str) -> tuple[str, str]:
    return shown(site, f"ashford-council/indicator/{name}")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("inspections-of-boats-held-on-time", "96.5% Harbour Panel, 10 September 2024 september.txt"),
        ("inspections-of-boats-held-on-time", "target 98% Harbour Panel, 14 May 2024 may.txt"),
        ("visitors", "61,300 in 2023/24"),
        ("average-cost-of-a-mooring", "£47.50"),
        ("rate-of-collisions", "61.5 per 100,000"),
        ("fees", "Rises and falls (1)"),
        ("fees", "by 12%"),
    ],
)
def test_figures_are_written_as_people_write_them_with_their_place(site: Site, name: str, words: str) -> None:
    html, shown_words = indicator(site, name)
    assert words in shown_words
    assert re.search(r'href="/ashford-council/document/(may|september)#at-\d+"', html)


def test_values_comparisons_and_changes_are_apart(site: Site) -> None:
    html, words = indicator(site, "inspections-of-boats-held-on-time")
    assert re.findall(r'<caption id="(\w+)-caption">', html)[:2] == ["values", "comparisons"]
    assert "Figures (2)" in words
    assert "Given for comparison (2)" in words
    assert "Figures (" not in indicator(site, "fees")[1]


def test_several_units_are_apart(site: Site) -> None:
    observations = [site.subject(page) for page in site.pages.values() if page.kind == "observation"]
    tables = tables_of(figures_of(tuple(observations)))
    captions = [table.caption for table in tables]
    assert captions[:4] == ["Figures, count", "Figures, per 100,000", "Figures, per cent", "Figures, pounds sterling"]
    assert len({table.id for table in tables}) == len(tables)
    assert sum(len(table.rows) for table in tables) == len(observations)
    assert all(len({figure.unit for figure in table.rows}) == 1 for table in tables)


def test_what_was_promised_about_it_stands_below(site: Site) -> None:
    words = indicator(site, "inspections-of-boats-held-on-time")[1]
    assert "Promised, asked or decided about it (1)" in words
    assert "eport on inspections of boats held on time by" in words


def test_a_chart_has_scales_a_line_a_target_and_says_it_all_in_words(site: Site) -> None:
    html = indicator(site, "inspections-of-boats-held-on-time")[0].replace("\xa0", " ")
    (label,) = re.findall(r'role="img" aria-label="([^"]+)"', html)
    assert "94% on 14 May 2024, 96.5% on 10 Sep 2024; target 98%" in label
    assert "The tables below have all values" in label
    assert len(re.findall(r"<polyline", html)) == 1
    assert len(re.findall(r'<line class="target"', html)) == 1
    assert len(re.findall(r"<circle", html)) == 2
    assert "<rect" not in html, "the target is a line"
    for text in ("14 May 2024", "10 Sep 2024", "day of the meeting", "per cent", "target 98%", ">94%<", ">96.5%<"):
        assert text in html[html.index("<svg") : html.index("</svg>")]
    assert "The scale does not begin at 0." in html


def test_dots_stand_where_their_values_are(site: Site) -> None:
    html = indicator(site, "inspections-of-boats-held-on-time")[0]
    (first, second) = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', html)]
    (target,) = re.findall(r'<line class="target" x1="[\d.]+" y1="([\d.]+)"', html)
    assert first[0] < second[0]
    assert first[1] > second[1] > float(target), "higher up is more"


@pytest.mark.parametrize("name", ["rate-of-collisions", "fees"])
def test_one_figure_has_no_chart(site: Site, name: str) -> None:
    assert "<svg" not in indicator(site, name)[0]


def test_what_two_meetings_tell_of_one_period_stands_side_by_side(site: Site) -> None:
    words = indicator(site, "visitors")[1]
    told = words[words.index("Told more than once") :]
    assert "in 2023/24 not the same : 61,300 ( Harbour Panel, 14 May 2024 ); 60,900 (" in told
    assert "Told more than once" not in indicator(site, "average-cost-of-a-mooring")[1]


def test_a_figure_has_its_words_its_unit_and_what_was_told_with_it(site: Site) -> None:
    (path,) = [path for path in site.pages if "/observation/" in path and "96-5" in path]
    html, words = shown(site, path)
    assert words.startswith("inspections of boats held on time")
    assert ": 96.5%" in words
    assert 'href="/units#percent"' in html
    assert "With it target 98%" in words
    assert "<mark>" in html
    (change,) = [path for path in site.pages if "/observation/" in path and path.endswith("percent-12")]
    assert "a change of 12%" in shown(site, change)[1]
    assert "a rise or fall, not a level" in shown(site, change)[1]


@pytest.mark.parametrize(
    ("low", "high", "first", "last"),
    [(88, 98, 87.5, 100), (0, 0, 0, 1), (-3, 4, -4, 4), (3, 1_400_000, 0, 1_500_000), (0.2, 0.25, 0.2, 0.26)],
)
def test_a_scale_holds_all_values_in_few_round_steps(low: float, high: float, first: float, last: float) -> None:
    from decimal import Decimal

    ticks = scale(Decimal(str(low)), Decimal(str(high)))
    assert ticks[0] <= Decimal(str(low))
    assert ticks[-1] >= Decimal(str(high))
    assert 3 <= len(ticks) <= 6
    assert (float(ticks[0]), float(ticks[-1])) == (first, last)


def test_a_figure_that_cannot_be_so_breaks_nothing(tmp_path: Path) -> None:
    for name, day in (("a", "14 May 2024"), ("b", "4 June 2024")):
        figures = (
            f"There were {'9' * 300} visitors and 0.000000000001 per cent of boats sank. Repairs cost £{'9' * 40}.\n"
        )
        (tmp_path / f"{name}.txt").write_text(HEAD.format(day=day) + figures, encoding="utf-8")
    build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    site = Site.open(tmp_path / "x.kg", DAY)
    for page in site.pages.values():
        if page.kind in ("indicator", "observation"):
            assert b"<h1>" in site.render(page, Form.HTML)
