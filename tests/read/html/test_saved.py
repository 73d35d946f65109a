"""A page as a browser saves it reads like the page that the site sent."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kg.read import render
from tests.forms import CHROMIUM
from tests.read.html.test_article import OLD, PARISH
from tests.read.html.test_moderngov import DECISION, ISSUE, ITEM, page

PAGES = {
    "item": page(ITEM),
    "issue": page(ISSUE, "Issue - meetings"),
    "decision": page(DECISION, "Decision"),
    "parish": PARISH.encode(),
    "layout table": OLD.encode(),
}


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("kind", PAGES)
def test_a_browser_saves_what_the_site_sent(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_bytes(PAGES[kind])
    saved = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", source.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    ).stdout  # fmt: skip
    was, is_now = render(PAGES[kind], "page.html"), render(saved, "page.html")
    assert is_now.text == was.text
    assert is_now.places == was.places
    assert is_now.regions == was.regions
