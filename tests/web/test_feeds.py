"""Feeds of changes and maps of pages, as readers of feeds and search engines take them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree
from starlette.testclient import TestClient

from kg.facts import encode_facts
from kg.pipeline import build_graph
from kg.store import commit_graph
from kg.web import Site
from kg.web.feeds import Feeds, name_feeds
from kg.web.serve import Application
from kg.web.settings import Settings
from kg.web.sitemaps import make_sitemap, name_sitemaps
from tests.conftest import ROOT
from tests.query.seaholm import BASE, all_minutes, write_folder

DAY = dt.date(2026, 6, 1)
ATOM = "{http://www.w3.org/2005/Atom}"
XSD = ROOT / "build" / "npm" / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
PANEL = "seaholm-council/body/harbour-panel"

DRAFT = """{title}SEAHOLM COUNCIL
HARBOUR PANEL

held on 4 May 2024 at 10.00 am

Present: Councillor Petra Hay (Chair), Councillor Ivo Marsh
In attendance: Jo Hill, Head of Moorings

1. MOORINGS

The Panel received a report on the moorings at the north quay, which had been laid in 1987 and were no longer safe in an
easterly wind. Ms Hill undertook to send the list of berths to members by 31 May 2024.
{foot}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("feeds") / "minutes.kg"
    write_folder(path)
    return path


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return Site.open(
        folder, DAY, Settings(title="Ash & Elm", publisher="Ash <Council>", contact="mailto:a@ash.example")
    )


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A graph of approved minutes and the draft that they replaced."""
    minutes = tmp_path_factory.mktemp("versions")
    foot = "\nSigned: P Hay, Chair     Date: 6 July 2024\n"
    (minutes / "harbour-draft.txt").write_text(DRAFT.format(title="DRAFT\n", foot=""), encoding="utf-8")
    (minutes / "harbour.txt").write_text(DRAFT.format(title="", foot=foot), encoding="utf-8")
    build_graph([minutes], minutes / "minutes.kg", as_of=DAY)
    return Site.open(minutes / "minutes.kg", DAY)


def entries(feed: bytes) -> list[dict[str, str]]:
    """Of each entry its id, title, day and summary, in their order."""
    return [
        {name: entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "title", "updated", "summary", "content")}
        for entry in etree.fromstring(feed).iter(f"{ATOM}entry")
    ]


def faults(feed: bytes, address: str) -> list[str]:
    """What RFC 4287 says MUST be so and is not."""
    root = etree.fromstring(feed)
    found = [] if root.tag == f"{ATOM}feed" else ["not a feed"]
    once, most_once = ("id", "title", "updated"), ("subtitle", "generator", "icon", "logo", "rights")
    for part in (root, *root.iter(f"{ATOM}entry")):
        count = Counter(child.tag.removeprefix(ATOM) for child in part)
        found += [f"{part.tag}: {count[name]} {name}" for name in once if count[name] != 1]
        allowed = most_once if part is root else ("content", "summary", "published", "rights", "source")
        found += [f"{part.tag}: {count[name]} {name}" for name in allowed if count[name] > 1]
        known = {*once, *allowed, "author", "category", "contributor", "link", "entry"}
        found += [f"{part.tag} holds {name}" for name in count if name not in known]
        iri = part.findtext(f"{ATOM}id") or ""
        if not urlsplit(iri).scheme or iri != iri.strip():
            found.append(f"id {iri!r} is not an absolute IRI")
        found += [
            f"{stamp.text} is no RFC 3339 time"
            for name in ("updated", "published")
            for stamp in part.findall(f"{ATOM}{name}")
            if not _STAMP.fullmatch(stamp.text or "")
        ]
        alternates = Counter(
            (link.get("type"), link.get("hreflang"))
            for link in part.findall(f"{ATOM}link")
            if link.get("rel", "alternate") == "alternate"
        )
        found += [f"{number} alternates {kind}" for kind, number in alternates.items() if number > 1]
        if part is not root and not alternates and not count["content"]:
            found.append("an entry without content needs an alternate")
    found += ["a link without href" for link in root.iter(f"{ATOM}link") if not urlsplit(link.get("href", "")).scheme]
    found += ["a category without term" for one in root.iter(f"{ATOM}category") if not one.get("term")]
    if not root.findall(f"{ATOM}author") and root.findall(f"{ATOM}entry"):
        found.append("nobody is the author")
    for author in root.iter(f"{ATOM}author"):
        count = Counter(child.tag.removeprefix(ATOM) for child in author)
        found += [f"author with {dict(count)}"] if count["name"] != 1 or count["uri"] > 1 or count["email"] > 1 else []
    texts = [one for name in ("title", "subtitle", "summary", "content") for one in root.iter(f"{ATOM}{name}")]
    found += [
        f"{one.tag} of type {one.get('type')}" for one in texts if one.get("type", "text") not in ("text", "html")
    ]
    found += [f"{one.tag} holds markup" for one in texts if len(one)]
    ids = Counter((one["id"], one["updated"]) for one in entries(feed))
    found += [f"{number} times {key}" for key, number in ids.items() if number > 1]
    selves = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    return found + ([] if selves == [address] else [f"its own address is {selves}"])


def test_every_feed_is_as_rfc_4287_wants_it(site: Site, versions: Site) -> None:
    for one in (site, versions):
        for name in name_feeds(one):
            assert faults(Feeds(one).make(name), one.addresses.base + name) == [], name


def test_a_reader_of_feeds_takes_it(site: Site) -> None:
    read = feedparser.parse(Feeds(site).make())
    assert not read.bozo, read.get("bozo_exception")
    assert (read.version, read.feed.title, read.feed.author_detail.name) == ("atom10", "Ash & Elm", "Ash <Council>")
    first = next(entry for entry in read.entries if entry.title.startswith("Promise: circulate"))
    assert first.link == first.id.removesuffix("#it")
    assert "Ms Okafor undertook to circulate the breakdown by 30 June 2024" in first.content[0].value
    assert {tag.term for tag in first.tags} == {"new", "promise"}


def test_a_promise_is_told_when_it_is_made_and_when_its_day_has_passed(site: Site) -> None:
    told = [(one["title"], one["updated"][:10]) for one in entries(Feeds(site).make(f"{PANEL}.atom"))]
    assert ("Promise: circulate the breakdown", "2024-05-14") in told
    assert ("Overdue: circulate the breakdown", "2024-07-01") in told, "the day after it was due"
    assert ("Minutes: Harbour Panel, 10 September 2024", "2024-09-10") in told


def test_the_newest_is_first_and_the_feed_is_of_that_day(site: Site) -> None:
    for name in name_feeds(site):
        feed = Feeds(site).make(name)
        days = [one["updated"] for one in entries(feed)]
        assert days == sorted(days, reverse=True)
        if days:
            assert etree.fromstring(feed).findtext(f"{ATOM}updated") == days[0]


def test_what_is_told_stays_as_it_was_when_the_site_is_published_again(folder: Path, site: Site) -> None:
    """Readers know news by the id: on the next day there is only what is new."""
    before = Site.open(folder, dt.date(2024, 6, 30), site.settings)
    early = {one["id"]: one for one in entries(Feeds(before).make())}
    late = {one["id"]: one for one in entries(Feeds(site).make())}
    assert {iri: late[iri] for iri in early} == early
    news = [one for iri, one in late.items() if iri not in early]
    assert news
    assert all(one["title"].startswith("Overdue: ") for one in news)
    assert all(one["updated"] > "2024-06-30" for one in news)


def test_each_panel_and_council_has_a_feed_of_its_own(site: Site) -> None:
    names = name_feeds(site)
    assert {"feed.atom", f"{PANEL}.atom", "seaholm-council/council/seaholm-council.atom"} <= set(names)
    all_, seaholm, larchford, panel = (
        {one["id"] for one in entries(Feeds(site).make(name))}
        for name in (
            "feed.atom",
            "seaholm-council/council/seaholm-council.atom",
            "larchford-borough-council/council/larchford-borough-council.atom",
            f"{PANEL}.atom",
        )
    )
    assert seaholm | larchford == all_
    assert not seaholm & larchford
    assert panel <= seaholm


def test_a_server_answers_with_the_feeds_and_maps_that_are_published(folder: Path) -> None:
    site = Site.open(folder, DAY)
    client = TestClient(Application(site))
    for name in (*name_feeds(site), "sitemap.xml"):
        answer = client.get(f"/{name}", headers={"Accept": "text/html"})
        assert answer.status_code == 200
        assert answer.content == (make_sitemap(site, name) if name.endswith("xml") else Feeds(site).make(name))
        assert answer.headers["content-type"].startswith("application/")


def test_a_page_names_the_feed_of_what_it_shows(site: Site) -> None:
    from kg.web import Form

    html = site.render(site.pages[PANEL], Form.HTML).decode()
    found = re.findall(r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)"', html)
    assert found == [f"/{PANEL}.atom", "/feed.atom"]
    person = site.pages["seaholm-council/person/adaeze-okafor"]
    found = re.findall(r'type="application/atom\+xml" href="([^"]+)"', site.render(person, Form.HTML).decode())
    assert found == ["/feed.atom"]


def test_approved_minutes_that_replace_a_draft_are_news(versions: Site) -> None:
    feed = entries(Feeds(versions).make())
    (news,) = [one for one in feed if one["title"].startswith("Approved minutes: ")]
    assert news["updated"] == "2024-07-06T00:00:00Z", "the day on which they were signed"
    assert news["summary"] == "harbour.txt has taken the place of harbour-draft.txt."
    assert [one["title"].partition(":")[0] for one in feed].count("Minutes") == 1, "the draft is not told again"


@pytest.mark.parametrize(
    ("state", "day", "told"),
    [
        ("done", "2024-06-20", ["Promise", "Done"]),  # before its day: never overdue
        ("done", "2024-09-10", ["Promise", "Overdue", "Done"]),
        ("delayed", "2024-06-20", ["Promise", "Delayed"]),
        ("repeated", "2024-06-20", ["Promise", "Repeated", "Overdue"]),
    ],
)
def test_what_a_later_meeting_says_of_a_promise_is_news(tmp_path: Path, state: str, day: str, told: list[str]) -> None:
    everything = all_minutes()
    due = next(line for line in everything[0].lines if "ontology#dueBy>" in line and "2024-06-30" in line)
    promise, graph = due.split(" ", 1)[0], everything[1].lines[0].rsplit(" ", 2)[1]
    node = promise.replace("#it>", f"#{state}>")
    ontology, states = "https://w3id.org/minutes-kg/ontology#", "https://w3id.org/minutes-kg/states#"
    extra = [
        f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ontology}StatusEvent> {graph} .",
        f"{node} <{ontology}ofCommitment> {promise} {graph} .",
        f"{node} <{ontology}state> <{states}{state}> {graph} .",
        f'{node} <{ontology}on> "{day}"^^<http://www.w3.org/2001/XMLSchema#date> {graph} .',
    ]
    commit_graph(
        tmp_path / "x.kg",
        base=BASE,
        documents=[each.entry for each in everything],
        nquads=[*(line for each in everything for line in each.lines), *extra],
        sources=[each.data for each in everything],
        facts=[encode_facts(each.facts) for each in everything],
    )
    feed = entries(Feeds(Site.open(tmp_path / "x.kg", DAY)).make())
    mine = [one for one in feed if one["id"].partition("#")[0] == promise.strip("<>").partition("#")[0]]
    assert [one["title"].partition(":")[0] for one in reversed(mine)] == told
    (news,) = [one for one in mine if one["id"] == node.strip("<>")]
    assert news["updated"].startswith(day)
    assert f"A later meeting says: {state}." in news["summary"]


def test_words_that_mean_harm_are_words(tmp_path: Path) -> None:
    bad = tmp_path / "harm.txt"
    bad.write_text(
        "ASHFORD COUNCIL\nHARBOUR PANEL\n14 May 2024\n\nOfficers: Tom Field, Harbour Master\n\n1 Berths\n"
        'Mr Field undertook to send <script>alert(1)</script> "]]>&amp; \ufffe \u202e & more by 30 June 2024.\n'
        f"Mr Field undertook to write {'very ' * 20000}soon by 1 July 2024.\n",
        encoding="utf-8",
    )
    build_graph([bad], tmp_path / "x.kg", as_of=DAY)
    site = Site.open(tmp_path / "x.kg", DAY, Settings(publisher="<b>&\ufffe", contact="https://a.example/?a=1&b=<2>"))
    feed = Feeds(site).make()
    assert faults(feed, site.addresses.base + "feed.atom") == []
    (one,) = [one for one in entries(feed) if "alert" in one["title"] and one["title"].startswith("Promise")]
    assert "<script>" in one["title"], "text is text"
    assert "<script>" not in one["content"], "and HTML shows it as text"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in one["content"]
    assert max(len(one["content"]) for one in entries(feed)) < 3000


def test_a_site_without_commitments_has_a_feed_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ASHFORD COUNCIL\nHARBOUR PANEL\n\nNothing was said.\n", encoding="utf-8")
    build_graph([tmp_path / "a.txt"], tmp_path / "x.kg", as_of=DAY)
    site = Site.open(tmp_path / "x.kg", DAY)
    assert faults(Feeds(site).make(), site.addresses.base + "feed.atom") == []


def test_the_map_says_when_a_page_last_had_news(site: Site, folder: Path) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = etree.fromstring(make_sitemap(site, "sitemap.xml")).iter(f"{space}url")
    base = site.addresses.base
    days = {(url.findtext(f"{space}loc") or "").removeprefix(base): url.findtext(f"{space}lastmod") for url in urls}
    assert days[PANEL] == "2024-09-10", "its last meeting"
    assert days[""] == "2024-09-10"
    assert days["larchford-borough-council/council/larchford-borough-council"] == "2024-06-03"
    assert days["search"] is None
    kinds = Counter(path.split("/")[1] for path, day in days.items() if day and path.count("/") == 2)
    assert {"commitment", "meeting", "document", "evidence", "item", "person", "observation", "body"} <= set(kinds)
    before = make_sitemap(Site.open(folder, dt.date(2024, 5, 20)), "sitemap.xml").decode()
    assert "<lastmod>2024-09" not in before, "no day to come"


@pytest.mark.skipif(not XSD.is_file(), reason="sitemap is not installed: npm install in build/npm, as .ci/run does")
def test_the_map_is_valid_against_its_schema(site: Site, versions: Site) -> None:
    schema = etree.XMLSchema(etree.parse(XSD))
    for one in (site, versions):
        for name in name_sitemaps(one):
            schema.assertValid(etree.fromstring(make_sitemap(one, name)))


def test_many_pages_have_many_maps(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.web.sitemaps._PAGES_A_MAP", 20)
    names = name_sitemaps(site)
    assert names[:2] == ("sitemap.xml", "sitemap-1.xml")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = etree.fromstring(make_sitemap(site, names[0]))
    assert [loc.text for loc in index.iter(f"{space}loc")] == [site.addresses.base + name for name in names[1:]]
    found = [loc.text for name in names[1:] for loc in etree.fromstring(make_sitemap(site, name)).iter(f"{space}loc")]
    assert found == [site.addresses.base + path for path in site.pages if path != "404"]
