"""The settings that `kg publish` writes, in the web servers that councils have: nginx and Apache of Debian."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import Graph

from kg.pipeline import build_graph
from kg.web.publish import publish
from tests.conftest import DAY, EXAMPLES
from tests.query.engines import quiet

pytestmark = pytest.mark.slow

MINUTES = EXAMPLES / "merrowshire" / "merrowshire-housing-panel-2026-02-05.txt"
PANEL = "merrowshire-council/body/housing-panel"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
MODULES = "mpm_event authz_core autoindex negotiation dir mime headers rewrite".split()


class Host(NamedTuple):
    """A running web server, and the path at which the site begins."""

    port: int
    root: str

    def get(self, path: str, accept: str = "*/*") -> tuple[int, str, str, dict[str, str]]:
        """Status, media type without parameters, text and headers of one answer; no redirection is followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", f"{self.root}{path}", headers={"Accept": accept})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, headers.get("content-type", "").partition(";")[0], text, headers


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _installed(name: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if not found:
        pytest.skip(f"{name} is not installed (Debian: nginx-light, apache2-bin)")
    return found


def _nginx(folder: Path, site: Path, root: str, port: int) -> list[str]:
    """As the first line of the example says: the map into the http block, the rest into the server block."""
    settings = (site / root.strip("/") / "nginx.conf.example").read_text("utf-8")
    start = settings.index("map $")
    end = settings.index("location ")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; default_type application/octet-stream;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"{settings[start:end]}\nserver {{ listen 127.0.0.1:{port}; root {site};\n{settings[end:]}\n}} }}\n",
        encoding="utf-8",
    )  # fmt: skip
    return [_installed("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def _apache(folder: Path, site: Path, root: str, port: int) -> list[str]:
    """As a hoster has it: the site's own .htaccess counts."""
    program = _installed("apache2")
    modules = Path("/usr/lib/apache2/modules")
    loaded = [
        f"LoadModule {name}_module {modules}/mod_{name}.so"
        for name in MODULES
        if (modules / f"mod_{name}.so").is_file()
    ]
    (folder / "apache.conf").write_text(
        "\n".join(
            [
                *loaded, f"ServerRoot {folder}", f"PidFile {folder}/pid", f"ErrorLog {folder}/error.log",
                "ServerName localhost", f"Listen 127.0.0.1:{port}", f"DocumentRoot {site}", "DirectoryIndex index.html",
                "TypesConfig /etc/mime.types" if Path("/etc/mime.types").is_file() else f"TypesConfig {folder}/types",
                f"<Directory {site}>", "AllowOverride All", "Options FollowSymLinks Indexes", "Require all granted", "</Directory>",
            ]
        ),
        encoding="utf-8",
    )  # fmt: skip
    (folder / "types").write_text("text/html html\ntext/css css\n", encoding="utf-8")
    return [program, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                pytest.fail(process.stderr.read() + (log.read_text() if log.is_file() else ""))
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


@pytest.fixture(scope="module", params=["/", "/council/minutes/"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The document root of a host, and where in it the site is."""
    root: str = request.param
    folder = tmp_path_factory.mktemp("hosts")
    build_graph([MINUTES], folder / "minutes.kg", as_of=DAY, base=f"http://localhost:8000{root}")
    site = folder / "www"
    publish(folder / "minutes.kg", site / root.strip("/") if root != "/" else site, DAY)
    for place in (folder, *folder.parents):
        if place.stat().st_uid == folder.stat().st_uid and place != Path("/tmp"):
            place.chmod(place.stat().st_mode | 0o055)  # workers of web servers are nobody
    return site, root


@pytest.fixture(scope="module", params=["nginx", "apache"])
def host(
    request: pytest.FixtureRequest, site: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp(request.param)
    folder.chmod(0o777)
    port = _free_port()
    command = {"nginx": _nginx, "apache": _apache}[request.param](folder, *site, port)
    with _running(command, port, folder / "error.log"):
        yield Host(port, site[1])


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "text/html"])
@pytest.mark.parametrize("path", ["", PANEL, f"{PANEL}/", "search", "data", "ontology", "data/"])
def test_an_address_answers_a_browser_at_once(host: Host, path: str, accept: str) -> None:
    status, media_type, text, headers = host.get(path, accept)
    assert (status, media_type) == (200, "text/html"), headers
    assert text.startswith("<!DOCTYPE html>")
    assert "utf-8" in headers["content-type"].lower()


@pytest.mark.parametrize(
    ("accept", "media_type", "syntax"),
    [
        ("text/turtle", "text/turtle", "turtle"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("text/turtle, application/rdf+xml;q=0.5, */*;q=0.1", "text/turtle", "turtle"),
    ],
)
@pytest.mark.parametrize("path", [PANEL, f"{PANEL}/"])
def test_an_address_answers_a_program_with_data(
    host: Host, path: str, accept: str, media_type: str, syntax: str
) -> None:
    status, found, text, headers = host.get(path, accept)
    assert (status, found) == (200, media_type)
    assert "accept" in headers["vary"].lower()
    assert headers["access-control-allow-origin"] == "*"
    with quiet():
        subjects = {str(subject) for subject in Graph().parse(data=text, format=syntax).subjects()}
    assert f"http://localhost:8000{host.root}{PANEL}#it" in subjects


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (f"{PANEL}.ttl", "text/turtle"),
        (f"{PANEL}.jsonld", "application/ld+json"),
        ("void.ttl", "text/turtle"),
        ("feed.atom", "application/atom+xml"),
        ("search.json", "application/json"),
        ("assets/site.css", "text/css"),
        ("assets/tables.js", "text/javascript"),
        ("assets/icon.svg", "image/svg+xml"),
        ("sitemap.xml", "application/xml"),
        ("robots.txt", "text/plain"),
        ("data/minutes.nq.gz", "application/gzip"),
    ],
)
def test_a_file_says_what_it_is(host: Host, path: str, media_type: str) -> None:
    status, found, _, headers = host.get(path)
    assert (status, found) == (200, media_type)
    assert headers["access-control-allow-origin"] == "*"
    assert "content-encoding" not in headers, "a program would get other bytes than the description says"


@pytest.mark.parametrize(
    "path", ["nobody", f"{PANEL}/x", "merrowshire-council/person", "merrowshire-council", "a/b/c.ttl"]
)
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_what_is_not_there_is_a_page_of_the_site(host: Host, path: str, accept: str) -> None:
    status, media_type, text, _ = host.get(path, accept)
    assert (status, media_type) == (404, "text/html")
    assert "There is no such page" in text


def test_pages_bring_their_policy(host: Host) -> None:
    for path in ("", PANEL, "nobody"):
        assert "default-src 'self'" in host.get(path)[3]["content-security-policy"]
