"""The picture of a page in the README: of the page as it is now.

`make golden` takes it anew where Chromium is installed.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.web.browser.conftest import Open

pytestmark = pytest.mark.slow

PICTURE = ROOT / "examples" / "panel-page.png"
PAGE = "ravensclough-metropolitan-borough-council/body/childrens-scrutiny-panel"
WIDTH, HEIGHT, COLOURS = 1000, 760, 64


def test_the_page_in_the_readme_is_the_page_as_it_is_now(
    hosted: str, published: Path, request: pytest.FixtureRequest, update_golden: bool
) -> None:
    image = pytest.importorskip("PIL.Image", reason="pictures need pillow")
    parts = (published / PAGE / "index.html", published / "assets" / "site.css")
    now = hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()
    if update_golden:
        open_page: Open = request.getfixturevalue("open_page")
        page = open_page(f"{hosted}/{PAGE}", width=WIDTH)
        taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
        _keep(taken, now)
    with image.open(PICTURE) as shown:
        assert shown.text.get("Comment") == now, "the page has changed since: `make golden`, and look at the picture"
        assert shown.size == (WIDTH, HEIGHT)
    assert PICTURE.stat().st_size < 150_000


def _keep(taken: bytes, comment: str) -> None:
    from PIL import Image, PngImagePlugin

    head = PngImagePlugin.PngInfo()
    head.add_itxt("Comment", comment)
    with Image.open(io.BytesIO(taken)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURE, format="PNG", optimize=True, pnginfo=head)
