"""`kg serve`: what an address answers, by what the client asks for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.store import commit_graph
from kg.web import Site
from kg.web.publish import path_of, publish
from kg.web.serve import Application
from tests.query.seaholm import BASE, all_minutes, write_folder

DAY = dt.date(2026, 6, 1)
OKAFOR = "/seaholm-council/person/adaeze-okafor"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("serve") / "minutes.kg"
    write_folder(folder)
    return Site.open(folder, DAY)


@pytest.fixture(scope="module")
def client(site: Site) -> TestClient:
    return TestClient(Application(site), base_url="http://localhost:8000")


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
        ("text/turtle;q=NaN", "text/html; charset=utf-8"),
        ("text/turtle;q=1e-5, application/ld+json;q=0.001", "application/ld+json"),
        ("TEXT/TURTLE;charset=utf-16", "text/turtle; charset=utf-8"),
        ("application/ld+json;q=0.5," + "text/turtle;q=0.001," * 10_000, "application/ld+json"),
        ("\x01\x02/\x03", "text/html; charset=utf-8"),
        (",;q=;;=,*/html, ", "text/html; charset=utf-8"),
    ],
)
def test_a_client_gets_the_form_that_it_likes_best(client: TestClient, accept: str, media_type: str) -> None:
    answer = client.get(OKAFOR, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "Accept" in answer.headers["vary"].split(", ")


def test_a_form_that_is_not_to_be_had_is_refused_with_those_that_are(client: TestClient) -> None:
    refused = client.get(OKAFOR, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert refused.text == (
        "this page is to be had as text/html, text/turtle, application/ld+json, application/n-triples\n"
    )
    assert f'<{OKAFOR}.ttl>; rel="alternate"; type="text/turtle"' in refused.headers["link"]
    assert client.get(f"{OKAFOR}.ttl", headers={"Accept": "image/png"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/nobody", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", f"{OKAFOR}.exe", "/a//b", "/404", "/.ttl"),
        *("/..%2f..%2fetc/passwd", "/%252e%252e/etc/passwd", "/..%5c..%5cetc%5cpasswd", "/%c0%ae%c0%ae/", "/%ff"),
        *("/assets/%00", "/assets/../kg.json", "/assets/..%2fserve.py", "/kg.json", "/sources", "/a%00.html"),
        *(
            "http://localhost:8000//evil.example//",
            "/%5cevil.example/",
            "/" + "a/" * 4000,
            f"{OKAFOR}/x/",
            "/health/x",
            "/api/x/y",
        ),
    ],
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    if not path.startswith("/api/"):
        assert answer.headers["content-type"].startswith("text/html")
    told = client.get(path, headers={"Accept": "text/turtle"})
    assert (told.status_code, told.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert told.text.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (f"{OKAFOR}/", OKAFOR),
        (f"{OKAFOR}//", OKAFOR),
        ("/search/?q=lift%20repairs", "/search?q=lift%20repairs"),
        ("/health/", "/health"),
        ("/api/", "/api"),
    ],
)
def test_a_slash_too_many_is_sent_on(client: TestClient, path: str, place: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, place)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST", "TRACE", "NONSENSE"])
@pytest.mark.parametrize("path", ["/", OKAFOR, f"{OKAFOR}.ttl", "/feed.atom", "/api/overdue", "/health", "/nobody"])
def test_a_page_is_only_read(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    "path", ["/", OKAFOR, f"{OKAFOR}.nt", "/feed.atom", "/void.ttl", "/data/minutes.nq.gz", "/health"]
)
def test_head_says_what_get_says(client: TestClient, path: str) -> None:
    got, headed = client.get(path), client.head(path)
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers == got.headers


@pytest.mark.parametrize(
    "path", ["/", OKAFOR, f"{OKAFOR}.ttl", "/search", "/feed.atom", "/search.json", "/data/minutes.nq.gz"]
)
@pytest.mark.parametrize("coding", ["gzip", "identity", "gzip;q=0", "br, gzip;q=0.5", "*"])
def test_what_a_client_has_already_is_not_sent_again(client: TestClient, path: str, coding: str) -> None:
    first = client.get(path, headers={"Accept-Encoding": coding})
    again = client.get(
        path, headers={"Accept-Encoding": coding, "If-None-Match": f'"other", W/{first.headers["etag"]}'}
    )
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert "content-type" not in again.headers
    assert again.headers.get("vary") == first.headers.get("vary")
    for other in ('"other"', "nonsense", ",,,", '"' * 5000):
        assert client.get(path, headers={"Accept-Encoding": coding, "If-None-Match": other}).status_code == 200


def test_a_page_is_compressed_for_those_who_take_it(client: TestClient) -> None:
    plain = client.get(OKAFOR, headers={"Accept-Encoding": "identity"})
    for coding, expected in (
        ("gzip", "gzip"),
        ("br;q=1.0, gzip;q=0.8", "gzip"),
        ("gzip;q=0", None),
        ("br", None),
        ("", None),
    ):
        answer = client.get(OKAFOR, headers={"Accept-Encoding": coding})
        assert (answer.headers.get("content-encoding"), answer.content) == (expected, plain.content), coding
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        assert (answer.headers["etag"] == plain.headers["etag"]) is (expected is None)
    assert "content-encoding" not in client.get("/data/minutes.nq.gz", headers={"Accept-Encoding": "gzip"}).headers


def test_a_page_says_where_its_other_forms_are(client: TestClient) -> None:
    page = client.get(OKAFOR, headers={"Accept": "text/html"})
    assert page.headers["content-location"] == f"{OKAFOR}.html"
    assert page.headers["link"] == (
        f'<http://localhost:8000{OKAFOR}>; rel="canonical", '
        f'<{OKAFOR}.ttl>; rel="alternate describedby"; type="text/turtle", '
        f'<{OKAFOR}.jsonld>; rel="alternate describedby"; type="application/ld+json", '
        f'<{OKAFOR}.nt>; rel="alternate describedby"; type="application/n-triples"'
    )
    data = client.get(f"{OKAFOR}.ttl")
    assert f'<http://localhost:8000{OKAFOR}>; rel="canonical"' in data.headers["link"]
    assert f'<{OKAFOR}.html>; rel="alternate"; type="text/html"' in data.headers["link"]
    assert client.get(page.headers["content-location"]).content == page.content


@pytest.mark.parametrize("path", ["/", OKAFOR, f"{OKAFOR}.jsonld", "/void.ttl", "/nobody", "/api/nothing", "/health"])
def test_scripts_of_other_hosts_may_read_and_no_frame_may_hold_it(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://other.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert client.options(path).headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_a_site_below_a_path_begins_there(tmp_path: Path) -> None:
    base = "https://data.example.org/minutes/"
    lines = [line.replace(BASE, base) for each in all_minutes() for line in each.lines]
    commit_graph(tmp_path / "minutes.kg", base=base, documents=[], nquads=lines)
    below = TestClient(Application(Site.open(tmp_path / "minutes.kg", DAY)), base_url="http://localhost:8000")
    for path in ("/", "/minutes"):
        answer = below.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, "/minutes/")
    assert below.get("/minutes/").status_code == 200
    assert below.get("/elsewhere").status_code == 404
    assert below.get(f"/minutes{OKAFOR}/", follow_redirects=False).headers["location"] == f"/minutes{OKAFOR}"


def test_published_and_served_are_the_same_bytes(site: Site, client: TestClient, tmp_path: Path) -> None:
    publish(site.folder.path, tmp_path / "site", DAY)
    for page in site.pages.values():
        for form in page.forms:
            file = tmp_path / "site" / path_of(page, form)
            if file.is_file():
                answer = client.get(f"/{page.path}", headers={"Accept": form.media_type.partition(";")[0]})
                assert answer.content == file.read_bytes(), file
