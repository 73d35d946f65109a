"""The settings that `kg publish` writes, in the web servers that councils have: nginx and Apache of Debian, Netlify.

Netlify is not to be had on one's own machine: its packages say what an address and `_headers` mean, and the function runs
on Deno, as there (on Node, where Deno is not installed).
"""

from __future__ import annotations

import gzip
import html
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from rdflib import Graph

from kg.pipeline import build_graph
from kg.web.publish import publish
from tests.conftest import DAY, EXAMPLES, ROOT
from tests.query.engines import quiet

pytestmark = pytest.mark.slow

MINUTES = EXAMPLES / "merrowshire" / "merrowshire-housing-panel-2026-02-05.txt"
PANEL = "merrowshire-council/body/housing-panel"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
MODULES = tuple("mpm_event authz_core autoindex negotiation dir mime alias headers rewrite filter deflate".split())
NODE_MODULES = ROOT / "build" / "npm" / "node_modules"
DENO = NODE_MODULES / ".bin" / "deno"
RUNTIME = [str(DENO), "run", "-A", "--no-lock", "--node-modules-dir=manual"] if DENO.is_file() else ["node"]


class Host(NamedTuple):
    """A running web server, and the path at which the site begins."""

    port: int
    root: str

    def ask(self, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one answer; no redirection is followed. `Accept_Encoding` stands for the header."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, f"{self.root}{path}", headers=asked)
        answer = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
        body = answer.read()
        connection.close()
        return answer.status, found, body

    def get(self, path: str, accept: str = "*/*") -> tuple[int, str, str, dict[str, str]]:
        """Status, media type without parameters, text and headers of one answer."""
        status, headers, body = self.ask("GET", path, Accept=accept)
        return status, headers.get("content-type", "").partition(";")[0], body.decode("utf-8", "replace"), headers


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
    """As the first line of the example says: up to the line "server" into the http block, the rest into the server."""
    settings = (site / root.strip("/") / "nginx.conf.example").read_text("utf-8")
    start, end = 0, settings.index("# server\n")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; default_type application/octet-stream;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"{settings[start:end]}\nserver {{ listen 127.0.0.1:{port}; root {site};\n{settings[end:]}\n}} }}\n",
        encoding="utf-8",
    )  # fmt: skip
    return [_installed("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def _apache(
    folder: Path, site: Path, root: str, port: int, modules: tuple[str, ...] = MODULES, may: str = "All"
) -> list[str]:
    """As a hoster has it: the site's own .htaccess counts, as far as the hoster lets it."""
    program = _installed("apache2")
    known = Path("/usr/lib/apache2/modules")
    loaded = [f"LoadModule {name}_module {known}/mod_{name}.so" for name in modules]
    (folder / "apache.conf").write_text(
        "\n".join(
            [
                *(line for line in loaded if Path(line.split()[2]).is_file()),  # others are built in
                f"ServerRoot {folder}", f"PidFile {folder}/pid", f"ErrorLog {folder}/error.log",
                "ServerName localhost", f"Listen 127.0.0.1:{port}", f"DocumentRoot {site}",
                "<IfModule mod_mime.c>",
                "TypesConfig /etc/mime.types" if Path("/etc/mime.types").is_file() else f"TypesConfig {folder}/types",
                "</IfModule>",
                f"<Directory {site}>", f"AllowOverride {may}", "Options FollowSymLinks Indexes", "Require all granted", "</Directory>",
            ]
        ),
        encoding="utf-8",
    )  # fmt: skip
    (folder / "types").write_text("text/html html\ntext/css css\n", encoding="utf-8")
    return [program, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


def _netlify(folder: Path, site: Path, root: str, port: int) -> list[str]:
    """As netlify.toml says: the command line in the folder where it stands, or for a site below, where it was moved."""
    if not (NODE_MODULES / "@netlify").is_dir() or not shutil.which(RUNTIME[0]):
        pytest.skip("Netlify's packages are not installed: npm install in build/npm, as .ci/run does")
    brought = folder / "brought"
    shutil.copytree(site, brought)
    below = brought / root.strip("/")
    if below != brought:
        for name in ("netlify.toml", "netlify", "_headers"):
            (below / name).rename(brought / name)
    return [*RUNTIME, str(Path(__file__).with_name("netlify.mjs")), str(NODE_MODULES), str(brought), str(port)]


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    said = log.with_name("said")  # not a pipe: a server that says much would stop when it is full
    with said.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                pytest.fail(said.read_text() + (log.read_text() if log.is_file() else ""))
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


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


def _plain(folder: Path, site: Path, root: str, port: int) -> list[str]:
    """A host that knows nothing but files."""
    return [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(site), str(port)]


Command = Callable[[Path, Path, str, int], list[str]]
_COMMANDS: dict[str, Command] = {
    "nginx": _nginx,
    "apache": _apache,
    "netlify": _netlify,
}


@pytest.fixture(scope="module", params=list(_COMMANDS))
def host(
    request: pytest.FixtureRequest, site: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    with _hosting(_COMMANDS[request.param], site, tmp_path_factory.mktemp(request.param)) as host:
        yield host


@contextmanager
def _hosting(command: Command, site: tuple[Path, str], folder: Path) -> Iterator[Host]:
    folder.chmod(0o777)
    port = _free_port()
    with _running(command(folder, *site, port), port, folder / "error.log"):
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
@pytest.mark.parametrize("path", [PANEL, f"{PANEL}/", "data"])
def test_an_address_answers_a_program_with_data(
    host: Host, path: str, accept: str, media_type: str, syntax: str
) -> None:
    status, found, text, headers = host.get(path, accept)
    assert (status, found) == (200, media_type)
    assert "accept" in headers["vary"].lower()
    assert headers["access-control-allow-origin"] == "*"
    with quiet():
        subjects = {str(subject) for subject in Graph().parse(data=text, format=syntax).subjects()}
    page = path.rstrip("/")
    assert f"http://localhost:8000{host.root}{page}#{'dataset' if page == 'data' else 'it'}" in subjects


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (f"{PANEL}.ttl", "text/turtle"),
        (f"{PANEL}.jsonld", "application/ld+json"),
        ("void.ttl", "text/turtle"),
        ("ontology.nt", "application/n-triples"),
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


def test_who_knows_the_host_alone_finds_what_its_data_are(host: Host) -> None:
    status, media_type, text, headers = host.get(".well-known/void")
    if host.root == "/":
        assert (status, media_type) == (200, "text/turtle"), headers
        assert text == host.get("void.ttl")[2]
        assert headers["access-control-allow-origin"] == "*"
    else:
        assert status == 404, "nobody would look for it below the root"


@pytest.mark.parametrize(
    "path", ["nobody", f"{PANEL}/x", "merrowshire-council/person", "merrowshire-council", "a/b/c.ttl"]
)
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_what_is_not_there_is_a_page_of_the_site(
    host: Host, path: str, accept: str, request: pytest.FixtureRequest
) -> None:
    status, media_type, text, _ = host.get(path, accept)
    assert status == 404
    # Netlify does not tell whether its _headers, which say what a .ttl is, hold for the page that is shown instead.
    assert media_type == "text/html" or ("netlify" in request.node.name and path.endswith(".ttl"))
    assert "There is no such page" in text


def test_pages_bring_their_policy(host: Host) -> None:
    for path in ("", PANEL, "nobody"):
        assert "default-src 'self'" in host.get(path)[3]["content-security-policy"]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle;q=0.1, text/html", "html"),
        ("text/html;q=0.5, text/turtle", "ttl"),
        ("text/html;q=0.5,text/turtle;q=0.51", "ttl"),
        ("text/html;q=0.55,text/turtle;q=0.5", "html"),
        ("text/turtle;q=1.000, text/html;q=1", "html"),
        ("text/turtle;q=0, text/html;q=0", "html"),
        ("TEXT/TURTLE ; charset=utf-8 ; Q=0.8 , text/html;q=0.700", "ttl"),
        ("text/html;level=1;q=0.3, text/turtle;q=0.4", "ttl"),
        ("text/turtle;q=0.4, application/ld+json;q=0.5, text/html;q=0.3", "jsonld"),
        ("text/turtle;q=0.5, application/ld+json;q=0.5, text/html;q=0.3", "ttl"),
        ("application/ld+json, text/*;q=0.9", "jsonld"),
        ("text/*, text/html;q=0.2", "ttl"),
        ("text/html;q=0.2, */*;q=0.1", "html"),
        ("text/html;q=0.1, */*;q=0.2", "ttl"),
        ("*/*;q=0.9", "html"),
        ("application/*", "jsonld"),
        ("application/n-triples", "html"),  # is not to be had as a file: RFC 9110 lets a server answer all the same
        ("application/rdf+xml", "html"),
        ("text/turtle-star, nottext/turtle", "html"),
        ("text/turtle;q=2", "html"),
        ("text/turtle;q=", "html"),
        (";;;,,q=1,/,text/", "html"),
        ("", "html"),
    ],
)
def test_a_client_gets_what_it_likes_best(host: Host, accept: str, form: str) -> None:
    media_types = {"html": "text/html", "ttl": "text/turtle", "jsonld": "application/ld+json"}
    status, headers, _ = host.ask("GET", PANEL, Accept=accept)
    assert (status, headers["content-type"].partition(";")[0]) == (200, media_types[form])
    assert "accept" in headers["vary"].lower().replace(" ", "").split(","), "a cache must know that others get other"
    data = f"{host.root}{PANEL}.{form}"
    assert headers.get("content-location") == (data if form != "html" else None)


def test_the_head_of_an_answer_says_where_the_data_are(host: Host, request: pytest.FixtureRequest) -> None:
    wanted = f'<{host.root}{PANEL}.ttl>; rel="alternate"; type="text/turtle"'
    assert wanted in host.ask("GET", PANEL, Accept="text/turtle")[1]["link"]
    if "netlify" not in request.node.name:  # its files bring what _headers says, the same for all of them
        assert wanted in host.ask("GET", PANEL, Accept="application/rdf+xml")[1]["link"]
        assert "link" not in host.ask("GET", "search", Accept="text/html")[1]


def test_only_the_head_is_sent_where_only_that_is_asked_for(host: Host) -> None:
    for accept, media_type in (("text/turtle", "text/turtle"), (BROWSER, "text/html")):
        status, headers, body = host.ask("HEAD", PANEL, Accept=accept)
        assert (status, headers["content-type"].partition(";")[0], body) == (200, media_type, b"")


@pytest.mark.parametrize("path", [PANEL, "nobody", "search"])
def test_nothing_can_be_posted(host: Host, path: str, request: pytest.FixtureRequest) -> None:
    if "netlify" in request.node.name:
        pytest.skip("Netlify's own network does this")
    assert host.ask("POST", path, Accept="text/turtle")[0] in (404, 405)


def test_what_a_browser_has_it_need_not_fetch_again(host: Host, request: pytest.FixtureRequest) -> None:
    if "netlify" in request.node.name:
        pytest.skip("Netlify's own network does this")
    for accept in ("text/turtle", "text/html"):
        _, headers, body = host.ask("GET", PANEL, Accept=accept)
        assert "max-age=0" in headers["cache-control"]
        again = {"Accept": accept, "If_None_Match": headers["etag"]}
        assert host.ask("GET", PANEL, **again)[::2] == (304, b""), accept
        other = {"Accept": "text/html" if accept == "text/turtle" else "text/turtle", "If_None_Match": headers["etag"]}
        assert host.ask("GET", PANEL, **other)[0] == 200, "not the same thing"
        packed = host.ask("GET", PANEL, Accept=accept, Accept_Encoding="gzip")
        if len(body) > 200:
            assert packed[1]["content-encoding"] == "gzip"
            assert gzip.decompress(packed[2]) == body
            assert "accept-encoding" in packed[1]["vary"].lower()
            again = {"Accept": accept, "Accept_Encoding": "gzip", "If_None_Match": packed[1]["etag"]}
            assert host.ask("GET", PANEL, **again)[::2] == (304, b""), again
    assert "content-encoding" not in host.ask("GET", "data/minutes.nq.gz", Accept_Encoding="gzip")[1]


@pytest.mark.parametrize("path", [".minutes-kg", ".htaccess", "merrowshire-council/.hidden", "%2eminutes-kg"])
def test_files_that_begin_with_a_dot_are_not_shown(host: Host, path: str) -> None:
    status, media_type, text, _ = host.get(path)
    assert media_type == "text/html"
    assert status == 404 or (status == 403 and path.endswith(".htaccess")), "Apache itself keeps that one"
    assert "Written by" not in text
    assert "Rewrite" not in text


@pytest.mark.parametrize("path", ["assets/", "assets", "merrowshire-council/body/", "merrowshire-council/person/"])
def test_no_folder_shows_what_is_in_it(host: Host, path: str) -> None:
    status, _, text, _ = host.get(path)
    assert status in (400, 404)
    assert "Index of" not in text


@pytest.mark.parametrize("path", ["nobody%0d%0aX-Bad:%201", "%00", "a" * 3000, f"{PANEL}%2ettl%00"])
def test_addresses_that_mean_harm_get_an_answer(host: Host, path: str) -> None:
    status, headers, _ = host.ask("GET", path, Accept="text/turtle")
    assert 400 <= status < 500
    assert "x-bad" not in headers


@pytest.mark.parametrize(
    "accept",
    [
        "text/html" + ";" * 7000,
        "text/turtle" + "; " * 3500,
        "text/turtle" + ";q" * 3500,
        "text/html" + " " * 7000 + "x",
        "text/turtle," * 500,
        "*/*;q=0.5, " * 500 + "text/turtle;q=0.5",
        "," * 7000,
        "text/turtle;q=0." + "9" * 6000,
    ],
    ids=lambda accept: accept[:14],
)
def test_absurd_wishes_are_answered_soon(host: Host, accept: str) -> None:
    begun = time.perf_counter()
    status, headers, _ = host.ask("GET", PANEL, Accept=accept)
    assert status in (200, 400, 413, 431)
    if status == 200:
        assert headers["content-type"].partition(";")[0] in ("text/html", "text/turtle")
    assert time.perf_counter() - begun < 2


FEW = ("mpm_event", "authz_core", "dir")


@pytest.mark.parametrize(
    ("modules", "may"),
    [
        (FEW, "All"),
        ((*FEW, "mime"), "All"),
        ((*FEW, "mime", "headers"), "All"),
        ((*FEW, "mime", "rewrite"), "All"),
        ((*FEW, "alias", "deflate", "autoindex", "negotiation", "mime"), "All"),
        (MODULES, "FileInfo Indexes"),
        (MODULES, "None"),
    ],
)
def test_an_apache_that_can_or_allows_less_still_has_pages_and_data(
    site: tuple[Path, str], tmp_path: Path, modules: tuple[str, ...], may: str
) -> None:
    with _hosting(partial(_apache, modules=modules, may=may), site, tmp_path) as host:
        assert host.get(f"{PANEL}/", BROWSER)[0] == 200
        status, headers, _ = host.ask("GET", PANEL, Accept=BROWSER)
        assert status == 200 or (status == 301 and headers["location"].endswith(f"{PANEL}/"))
        assert host.get(f"{PANEL}.ttl")[0] == 200
        assert host.get("nobody")[0] == 404
        if "rewrite" in modules and may != "None":
            assert host.get(PANEL, "text/turtle")[1] == "text/turtle"


def test_an_apache_that_allows_no_directory_slash_works_without_that_line(
    site: tuple[Path, str], tmp_path: Path
) -> None:
    folder = tmp_path / "www"
    shutil.copytree(site[0], folder)
    file = folder / site[1].strip("/") / ".htaccess"
    file.write_text(file.read_text("utf-8").replace("DirectorySlash Off\n", ""), encoding="utf-8")
    with _hosting(partial(_apache, may="FileInfo"), (folder, site[1]), tmp_path) as host:
        for accept, media_type in (("text/turtle", "text/turtle"), (BROWSER, "text/html")):
            status, headers, _ = host.ask("GET", PANEL, Accept=accept)
            assert status == 301
            path = urlsplit(headers["location"]).path.removeprefix(site[1])
            assert path == f"{PANEL}/"
            assert host.get(path, accept)[:2] == (200, media_type)


def test_nginx_takes_the_example_as_it_stands(site: tuple[Path, str], tmp_path: Path) -> None:
    port = _free_port()
    tested = subprocess.run([*_nginx(tmp_path, *site, port), "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr


@pytest.mark.parametrize("kind", ["plain", *_COMMANDS])
def test_every_link_leads_somewhere(site: tuple[Path, str], tmp_path: Path, kind: str) -> None:
    """From the first page, the map and the feeds, by links alone; as pages say it and as their files are called."""
    command = _plain if kind == "plain" else _COMMANDS[kind]
    here = f"http://localhost:8000{site[1]}"
    with _hosting(command, site, tmp_path) as host:
        todo, asked, dead = ["", "sitemap.xml", "robots.txt"], set(), []
        while todo:
            path = todo.pop()
            if path in asked:
                continue
            asked.add(path)
            status, headers, body = host.ask("GET", path, Accept=BROWSER)
            if status == 301 and headers["location"].endswith(f"/{path}/"):
                status, headers, body = host.ask("GET", f"{path}/", Accept=BROWSER)
            if status != 200:
                dead.append((path, status))
            text = body.decode("utf-8", "replace")
            if path.endswith((".atom", ".xml", ".txt")) or headers["content-type"].startswith("text/html"):
                named = re.findall(r'(?:href|src)="([^"]+)"|<loc>([^<]+)</loc>|^Sitemap: (.+)$', text, re.MULTILINE)
                links = [html.unescape(next(filter(None, groups))).partition("#")[0] for groups in named]
                for start in (here, site[1]):
                    todo += [link.removeprefix(start) for link in links if link.startswith(start)]
        pages = {name for name in asked if re.fullmatch(r"[^/.]+/[^/.]+/[^/.]+", name)}
        assert dead == []
        assert len(pages) > 50
        assert {f"{page}.{form}" for page in pages for form in ("ttl", "jsonld")} <= asked
        assert {"feed.atom", "assets/site.css", "data.ttl", "data/minutes.nq.gz"} <= asked
