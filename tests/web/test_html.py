"""Every kind of page before the judge of HTML that the W3C uses, the Nu Html Checker, where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.pipeline import build_graph
from kg.web.publish import publish
from kg.web.settings import Settings
from tests.conftest import DAY, EXAMPLES, ROOT
from tests.web.test_site import harmful_minutes

pytestmark = pytest.mark.slow

CHECKER = ROOT / "build" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.skipif(
    not CHECKER.is_file(), reason="the checker is not installed: npm install in build/npm, as .ci/run does"
)
@pytest.mark.skipif(not shutil.which("java"), reason="there is no Java to run the checker")
def test_the_html_of_every_kind_of_page_is_valid(tmp_path: Path) -> None:
    (tmp_path / "harm.txt").write_text(harmful_minutes(), encoding="utf-8")
    build_graph([EXAMPLES, tmp_path / "harm.txt"], tmp_path / "x.kg", as_of=DAY)
    settings = Settings(title="Ash <i>promises</i>", publisher="Ash & Co", licence="https://licence.example/?a=1&b=2")
    publish(tmp_path / "x.kg", tmp_path / "site", DAY, settings=settings)
    site = tmp_path / "site"
    kinds: dict[str, list[Path]] = {}
    for path in site.rglob("*.html"):
        parts = path.relative_to(site).parts
        kinds.setdefault(parts[1] if len(parts) == 4 else "/".join(parts), []).append(path)
    chosen = []
    for pages in kinds.values():  # the one with least on it, the one with most, and what means harm
        pages.sort(key=lambda path: (path.stat().st_size, path))
        chosen += [pages[0], pages[-1], *(path for path in pages if "ashford" in str(path))]
    assert len(kinds) > 15
    command = [
        "java",
        "-Xss16m",
        "-jar",
        str(CHECKER),
        "--format",
        "json",
        "--stdout",
        *map(str, dict.fromkeys(chosen)),
    ]
    answer = json.loads(subprocess.run(command, capture_output=True, timeout=300, check=False).stdout)
    told = {
        f"{message['message']} in {message.get('url', '').rpartition('/site/')[2]}: {message.get('extract', '')[:200]}"
        for message in answer["messages"]
    }
    assert not told, "\n".join(sorted(told)[:20])
