"""`kg harvest` against a site like ModernGov on this machine: what is fetched, written, and built from it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kg import __version__
from tests.conftest import Done, Kg
from tests.harvest.lookalike import COUNCIL, Lookalike

AS_OF = "2026-08-03"


def harvest(kg: Kg, site: Lookalike, folder: str | Path = "out", *more: str, address: str = "") -> Done:
    return kg("harvest", address or site.url, folder, "--delay", "0", "--as-of", AS_OF, *more)


def files(folder: str | Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


WHOLE = [
    "childrens-scrutiny-panel/2026-05-11-childrens-scrutiny-panel-601.html",
    "childrens-scrutiny-panel/minutes.csv",
    "harvest.jsonl",
    "housing-panel/2026-03-02-housing-panel-502.html",
    "housing-panel/2026-05-04-housing-panel-501.html",
    "housing-panel/minutes.csv",
]


@pytest.mark.parametrize("service", [True, False], ids=["web service", "pages"])
def test_a_site_becomes_a_folder_that_is_built_and_answers(kg: Kg, service: bool) -> None:
    with Lookalike(service=service) as site:
        done = harvest(kg, site)
        assert done.code == 0, done.err
        assert done.out == ""
        assert (
            f"{COUNCIL}: 2 committees, 4 meetings, 3 with minutes: 3 new, 0 changed, 0 unchanged; 0 failed" in done.err
        )
    assert files("out") == WHOLE
    (first, second) = rows(Path("out/housing-panel/minutes.csv"))
    assert first | {"url": ""} == {
        "file": "2026-05-04-housing-panel-501.html", "council": COUNCIL, "body": "Housing Panel", "date": "2026-05-04", "url": "",
    }  # fmt: skip
    assert second["url"] == f"{site.url}/ieListDocuments.aspx?CId=11&MId=502&Ver=4"
    page = Path("out/housing-panel/2026-05-04-housing-panel-501.html").read_text(encoding="utf-8")
    for words in ("Housing Panel - Monday 4 May 2026, 6.30 pm", "Repairs &amp; Lifts", "Ada Quill", "Council Chamber"):
        assert words in page
    assert "Private words" not in page
    assert "Rent arrears" in page


def test_the_program_says_who_it_is(kg: Kg) -> None:
    with Lookalike() as site:
        harvest(kg, site, "out", "--contact", "clerk@example.org")
        agents = {asked.headers["user-agent"] for asked in site.asked}
    assert agents == {f"minutes-kg/{__version__} (+clerk@example.org)"}


@pytest.mark.parametrize("service", [True, False], ids=["web service", "pages"])
def test_a_second_run_asks_only_for_what_can_have_changed(kg: Kg, service: bool) -> None:
    with Lookalike(service=service) as site:
        harvest(kg, site, "out", "--until", "2026-05-10")
        before = {name: Path("out", name).read_bytes() for name in files("out") if not name.endswith("jsonl")}
        site.log.clear()
        done = kg("harvest", site.url, "out", "--delay", "0", "--as-of", "2026-06-29", "--until", "2026-05-10")
    asked = {number for number in ("501", "502", "503", "504", "601") if site.count(f"={number}")}
    assert asked == {"501"}  # eight weeks old; 502 is four months old, 601 not asked for
    assert "0 new, 0 changed, 2 unchanged" in done.err
    assert {name: Path("out", name).read_bytes() for name in before} == before


@pytest.mark.slow
def test_what_was_promised_is_answered_from_the_folder(kg: Kg) -> None:
    with Lookalike() as site:
        harvest(kg, site)
    assert kg("build", "out").code == 0
    done = kg("query", "who-promised-what", "--format", "json", "--as-of", "2026-08-03")
    found = {(row["by"], row["to"], row["due_by"]) for row in json.loads(done.out)}
    assert ("Jana Holt", "Housing Panel", "2026-06-01") in found
