"""The site as readers and programs meet it: links that lead somewhere, words that stay words, data that describe it."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from kg.errors import UsageError
from kg.pipeline import build_graph
from kg.web.publish import publish
from kg.web.settings import Settings, read_settings
from tests.conftest import ROOT
from tests.query.seaholm import write_folder

DAY = dt.date(2026, 6, 1)
HOSTILE = "<script>alert(1)</script>"


class Page(HTMLParser):
    """The links, ids, text and scripts of a page; an element that is not closed in order is a fault."""

    VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self.heads = 0
        self._open: list[str] = []
        self.feed(html)
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag not in self.VOID:
            self._open.append(tag)
        self.heads += tag == "h1"
        if "id" in known:
            self.ids.append(known["id"] or "")
        if tag == "a":
            self.links.append(known.get("href") or "")
        if tag in ("script", "img", "iframe") and known.get("src"):
            self.loads.append(known["src"] or "")
        if tag == "link" and known.get("rel") in ("stylesheet", "icon"):
            self.loads.append(known["href"] or "")
        if tag == "script" and not known.get("src"):
            self.scripts.append(known.get("type") or "text/javascript")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def harmful_minutes() -> str:
    """Minutes that mean harm to a page, or would break it."""
    return (
        "ASHFORD COUNCIL\nHARBOUR PANEL\n14 May 2024\n\nPresent: Councillor Hill (Chair)\n"
        f"Officers: Tom {HOSTILE} Field, Harbour Master\n\n1 {HOSTILE}\n"
        f'Mr Field undertook to send {HOSTILE} "quoted" \u202e reversed \x1b[31m & more by 30 June 2024.\n'
        f"Mr Field undertook to write {'very ' * 20000}soon by 1 July 2024.\n"
        f'Councillor Hill asked that {HOSTILE}\u200f \u05d3\u05d5\u05d3 <b>be "sent"</b> --> ]]> {{{{ 7 * 7 }}}} \x00\x0c on.\n'
        f"Mr Field declined to say when {HOSTILE} would be done.\n"
        f"{HOSTILE} was 47 per cent in May 2024, against a target of 50 per cent.\n"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of the small graph, and of minutes that mean harm."""
    folder = tmp_path_factory.mktemp("site")
    write_folder(folder / "minutes.kg")
    bad = folder / "harm.txt"
    bad.write_text(harmful_minutes(), encoding="utf-8")
    build_graph([bad], folder / "minutes.kg", as_of=DAY)
    settings = Settings(title="Ash <i>promises</i>", publisher="Ash & Co", licence="https://licence.example/")
    publish(folder / "minutes.kg", folder / "site", DAY, settings=settings)
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {
        str(path.relative_to(site)): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))
    }


def target_of(site: Path, link: str) -> Path | None:
    """The file that a link on this site leads to."""
    path = site / unquote(urldefrag(link)[0]).lstrip("/")
    return next((file for file in (path, path / "index.html") if file.is_file()), None)


def test_no_link_is_dead_and_every_place_in_a_page_is_there(site: Path, pages: dict[str, Page]) -> None:
    dead = []
    for name, page in pages.items():
        for link in page.links:
            if link.startswith("/"):
                file = target_of(site, link)
                fragment = urldefrag(link)[1]
                if file is None or (fragment and fragment not in pages[str(file.relative_to(site))].ids):
                    dead.append((name, link))
            elif link.startswith("#"):
                if link[1:] not in page.ids:
                    dead.append((name, link))
            else:
                assert link.startswith(("https://", "http://")), (name, link)
    assert dead == []


def test_no_page_loads_anything_from_elsewhere_or_runs_what_stands_in_it(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert all(load.startswith("/assets/") and target_of(site, load) for load in page.loads), name
        assert set(page.scripts) <= {"application/ld+json"}, name


def test_a_page_has_one_heading_and_no_id_twice(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.heads == 1, name
        assert len(page.ids) == len(set(page.ids)), name


def test_what_means_harm_is_shown_as_words(site: Path, pages: dict[str, Page]) -> None:
    shown = [name for name, page in pages.items() if HOSTILE in "".join(page.words)]
    assert shown, "the words are there"
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert HOSTILE not in text, path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", text), path
    ET.parse(site / "feed.atom")
    ET.parse(site / "sitemap.xml")
    json.loads((site / "search.json").read_text(encoding="utf-8"))
    assert "Ash &lt;i&gt;promises" in (site / "index.html").read_text(encoding="utf-8")


def test_every_page_says_to_search_engines_what_it_is(site: Path) -> None:
    text = (site / "seaholm-council/person/adaeze-okafor/index.html").read_text(encoding="utf-8")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert block
    said = json.loads(block[1])
    assert (said["@type"], said["name"]) == ("Person", "Adaeze Okafor")


def test_the_dataset_is_described_with_licence_publisher_and_dumps_that_are_there(site: Path) -> None:
    graph = Graph().parse(site / "void.ttl")
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert (dataset, DCTERMS.license, URIRef("https://licence.example/")) in graph
    assert graph.value(dataset, DCTERMS.publisher)
    for dump in graph.objects(dataset, VOID.dataDump):
        assert target_of(site, "/" + str(dump).split("/", 3)[3])
    triples = gzip.decompress((site / "data/minutes.nq.gz").read_bytes()).decode().splitlines()
    assert int(str(graph.value(dataset, VOID.triples))) == len(triples)


def test_the_map_names_every_page(site: Path, pages: dict[str, Page]) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    named = [loc.text or "" for loc in ET.parse(site / "sitemap.xml").iter(f"{space}loc")]
    assert len(named) == len(pages) - 1, "all but the page for what is not there"
    assert all(target_of(site, "/" + url.split("/", 3)[3]) for url in named)


def test_the_feed_has_the_latest_commitments_first(site: Path) -> None:
    space = "{http://www.w3.org/2005/Atom}"
    days = [entry.findtext(f"{space}updated") or "" for entry in ET.parse(site / "feed.atom").iter(f"{space}entry")]
    assert days
    assert days == sorted(days, reverse=True)


def test_a_promise_shows_its_words_its_people_and_its_history(site: Path, pages: dict[str, Page]) -> None:
    (name,) = [
        name
        for name, page in pages.items()
        if "/commitment/promise-" in name and "circulate the breakdown" in "".join(page.words)[:400]
    ]
    words = " ".join("".join(pages[name].words).split())
    assert "Overdue by 701 days" in words
    assert "Ms Okafor undertook to circulate the breakdown by 30 June 2024" in words
    assert re.search(r"Where it says so: \S+\.txt, line \d+", words)
    assert "14\xa0May\xa02024" in "".join(pages[name].words)
    assert "/seaholm-council/person/adaeze-okafor" in pages[name].links
    assert "/seaholm-council/body/harbour-panel" in pages[name].links


def test_a_panel_has_what_is_overdue_first(pages: dict[str, Page]) -> None:
    words = "".join(pages["seaholm-council/body/harbour-panel/index.html"].words)
    states = re.findall(r"overdue by|open, due in|open, no day fixed", words)
    assert states == sorted(states, key=["overdue by", "open, due in", "open, no day fixed"].index)
    assert "overdue by" in states


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[site]\ncolour = 'red'", "has no setting 'colour'"),
        ("[site]\ntitle = 3", "title is not a text"),
        ("[site]\ntitle = ' '", "title is empty"),
        ("[site]\npublisher = 'Ash\\u0007'".replace("'", '"'), "publisher has a character that cannot be shown"),
        ("[site]\nlicence = 'javascript:alert(1)'", "licence is not an address"),
        ("site = 1", "site is not a table"),
        ("[site", "not TOML"),
    ],
)
def test_settings_that_cannot_be_so_are_one_line(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(told)):
        read_settings(tmp_path / "kg.toml")


def test_the_page_of_a_pdf_is_named_where_its_words_are_shown(tmp_path: Path) -> None:
    (tmp_path / "minutes").mkdir()
    shutil.copy(ROOT / "examples" / "forms" / "printed-minutes.pdf", tmp_path / "minutes" / "may.pdf")
    row = "file,council,body,date,url\nmay.pdf,,,,https://council.example/may.pdf\n"
    (tmp_path / "minutes" / "minutes.csv").write_text(row, encoding="utf-8")
    build_graph([tmp_path / "minutes"], tmp_path / "x.kg", as_of=DAY)
    publish(tmp_path / "x.kg", tmp_path / "site", DAY)
    shown = [Page(path.read_text(encoding="utf-8")) for path in (tmp_path / "site").glob("*/commitment/*/index.html")]
    places = {match[0] for page in shown for match in re.finditer(r"may\.pdf, page \d", "".join(page.words))}
    assert {"may.pdf, page 1", "may.pdf, page 2"} & places
    assert any("https://council.example/may.pdf#page=2" in page.links for page in shown)
