"""Files for hosts that are not to be had on this machine: what can be said of them without one."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from kg.web import Site
from kg.web.files import media_type_of, other_files
from kg.web.hosts import VOID, host_settings
from kg.web.hosts.types import HEADERS, TYPES
from kg.web.serve import Application
from tests.query.seaholm import write_folder

ENDINGS = {"ttl", "jsonld", "nt", "atom", "json", "js", "css", "csv", "svg", "xml", "txt", "gz", "html"}


@pytest.fixture(params=["/", "/minutes/"])
def root(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def files(root: str) -> dict[str, str]:
    return {name: data.decode() for name, data in host_settings(f"https://ash.example{root}", root)}


def test_robots_are_told_where_the_map_is(files: dict[str, str], root: str) -> None:
    lines = [line for line in files["robots.txt"].splitlines() if not line.startswith("#")]
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: https://ash.example{root}sitemap.xml"]


def test_iis_learns_types_and_nothing_that_it_may_not_know(files: dict[str, str], root: str) -> None:
    server = ET.fromstring(files["web.config"]).find("system.webServer")
    assert server is not None
    assert [part.tag for part in server] == ["staticContent", "httpProtocol", "httpErrors"], "no add-on is needed"
    types = server.find("staticContent")
    assert types is not None
    tags = [(entry.tag, entry.get("fileExtension")) for entry in types]
    # A type that is there already and is added again is an error on every page: each is removed first.
    assert tags == [(tag, entry) for _, entry in tags[::2] for tag in ("remove", "mimeMap")]
    assert {(entry or "").lstrip(".") for _, entry in tags} == ENDINGS | ({""} if root == "/" else set())
    missing = server.find("httpErrors/error")
    assert missing is not None
    assert (missing.get("responseMode"), missing.get("path")) == ("File", f"{root}404.html"[1:].replace("/", "\\"))


def test_iis_with_the_add_on_has_rules_behind_the_marks_of_a_comment(files: dict[str, str]) -> None:
    (block,) = re.findall(r"<!--\s*(<rewrite>.*?</rewrite>)\s*-->", files["web.config"], re.DOTALL)
    targets = [action.get("url") for action in ET.fromstring(block).iter("action")]
    assert targets == ["{R:1}.ttl", "{R:1}.jsonld"]


def test_netlify_finds_the_function_that_its_settings_name(files: dict[str, str], root: str) -> None:
    build = tomllib.loads(files["netlify.toml"])["build"]
    assert build["publish"] == "."
    function = files[f"{build['edge_functions']}/minutes.js"]
    assert f'path: "{root}*"' in function
    assert f'const root = "{root}";' in function


def test_what_headers_say_fits_in_the_limits_of_cloudflare(files: dict[str, str], root: str) -> None:
    """At most 100 rules, one star in each at most, no line of more than 2,000 characters."""
    rules = [line for line in files["_headers"].splitlines() if line.startswith("/")]
    assert 0 < len(rules) <= 100
    assert all(rule.startswith(root) and rule.count("*") <= 1 for rule in rules)
    assert all(len(line) <= 2000 for line in files["_headers"].splitlines())


def test_hosts_that_build_pages_themselves_leave_these_alone(files: dict[str, str]) -> None:
    assert ".nojekyll" in files


def test_hosts_know_every_kind_of_file_and_call_it_what_kg_serve_does(tmp_path: Path) -> None:
    write_folder(tmp_path / "x.kg")
    site = Site.open(tmp_path / "x.kg", dt.date(2026, 6, 1))
    own = {VOID, *dict(host_settings(site.addresses.base, "/"))}
    names = [name for name in other_files(site) if name not in own]
    names += [f"a.{form}" for page in site.pages.values() for form in page.forms if form != "nt"]
    endings = {name.rpartition(".")[2] for name in names}
    assert endings <= set(TYPES), "tell the hosts what it is"
    for ending in sorted(endings - {"html"}):
        assert media_type_of(f"a.{ending}").partition(";")[0] == TYPES[ending]


def test_hosts_and_kg_serve_say_the_same_of_every_answer(tmp_path: Path) -> None:
    write_folder(tmp_path / "x.kg")
    client = TestClient(Application(Site.open(tmp_path / "x.kg", dt.date(2026, 6, 1))))
    served = client.get("/search").headers
    for name, value in HEADERS.items():
        if name == "Access-Control-Expose-Headers":  # a server has more to say of its queries
            assert set(value.split(", ")) <= set(served[name].split(", "))
        elif name != "Cache-Control":
            assert served[name] == value


def test_no_file_names_a_thing_of_this_machine(files: dict[str, str]) -> None:
    for name, text in files.items():
        assert str(Path.home()) not in text, name
        assert "localhost" not in text, name
