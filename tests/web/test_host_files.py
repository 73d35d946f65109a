"""Files for hosts that are not to be had on this machine: what can be said of them without one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.web.hosts import host_settings

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


def test_no_file_names_a_thing_of_this_machine(files: dict[str, str]) -> None:
    for name, text in files.items():
        assert str(Path.home()) not in text, name
        assert "localhost" not in text, name
