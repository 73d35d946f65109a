"""Chromium, and the example minutes as a site on this machine: its files on a plain host, and `kg serve`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from kg.web.publish import publish
from tests.conftest import DAY
from tests.web.conftest import serving

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")


class _PlainHost(SimpleHTTPRequestHandler):
    """A host that knows nothing but files: no headers of ours, a page for what is not there."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.copyfile(BytesIO(body), self.wfile)


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """The address of a plain host of files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_PlainHost, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="package")
def published(examples_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published site of the example minutes."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(examples_graph, folder, DAY)
    return folder


@pytest.fixture(scope="package")
def hosted(published: Path) -> Iterator[str]:
    with hosting(published) as address:
        yield address


@pytest.fixture(scope="package")
def served(examples_graph: Path) -> Iterator[str]:
    with serving(examples_graph) as address:
        yield address


@pytest.fixture(params=["hosted", "served"])
def address(request: pytest.FixtureRequest) -> str:
    """The site in both ways in which people meet it."""
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (Debian: chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip: playwright)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--disable-quic", "--disable-sync"])
        yield chromium
        chromium.close()


@dataclass(slots=True)
class Visit:
    """What a browser did while it looked at pages: whom it asked, and what it had to say."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self, complaint: str) -> None:
        """Note a complaint; that a page answered with an error status is what a test looks for itself."""
        if "responded with a status of 4" not in complaint:
            self.complaints.append(complaint)


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """A page of a browser in a state of its own: `open_page(address, javascript=False, width=360)`.

    Whatever a test does, the browser may ask no other host and may find nothing to complain of.
    """
    contexts: list[Any] = []
    visit = Visit()

    def open_(url: str, *, javascript: bool = True, width: int = 1280, missing: bool = False, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, locale="en-GB", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("request", lambda request: visit.asked.append(request.url))
        context.on("console", lambda message: visit.hear(f"{message.type}: {message.text} at {url}"))
        context.on("weberror", lambda error: visit.complaints.append(f"{error.error} at {url}"))
        page = context.new_page()
        answer = page.goto(url)
        assert answer.status == (404 if missing else 200)
        return page

    yield open_
    for context in contexts:
        context.close()
    others = [url for url in visit.asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    assert not others, "another host was asked"
    assert not visit.complaints
