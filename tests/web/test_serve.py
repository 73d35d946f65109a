"""`kg serve`: what an address answers, by what the client asks for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.web import Site
from kg.web.publish import path_of, publish
from kg.web.serve import make_app
from tests.query.seaholm import write_folder

DAY = dt.date(2026, 6, 1)
OKAFOR = "/seaholm-council/person/adaeze-okafor"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("serve") / "minutes.kg"
    write_folder(folder)
    return Site.open(folder, DAY)


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return TestClient(make_app(site), base_url="http://localhost:8000")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json, text/turtle;q=0.5", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("text/*;q=0.3, application/ld+json;q=0.2", "text/html; charset=utf-8"),
        ("text/html;q=0, text/*", "text/turtle; charset=utf-8"),
        ("nonsense", "text/html; charset=utf-8"),
        ("text/turtle;q=2, text/html;q=0.1", "text/html; charset=utf-8"),
        (",;q=;;=,*/html, ", "text/html; charset=utf-8"),
    ],
)
def test_a_client_gets_the_form_that_it_likes_best(client: TestClient, accept: str, media_type: str) -> None:
    answer = client.get(OKAFOR, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "Accept" in answer.headers["vary"].split(", ")


def test_a_form_that_is_not_to_be_had_is_refused_with_its_status(client: TestClient) -> None:
    assert client.get(OKAFOR, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"{OKAFOR}.ttl", headers={"Accept": "image/png"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/nobody", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", f"{OKAFOR}.exe", "/a//b"]
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_published_and_served_are_the_same_bytes(site: Site, client: TestClient, tmp_path: Path) -> None:
    publish(site.folder.path, tmp_path / "site", DAY)
    for page in site.pages.values():
        for form in page.forms:
            file = tmp_path / "site" / path_of(page, form)
            if file.is_file():
                answer = client.get(f"/{page.path}", headers={"Accept": form.media_type.partition(";")[0]})
                assert answer.content == file.read_bytes(), file
