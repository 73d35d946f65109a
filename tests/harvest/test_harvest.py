"""`kg harvest` against a site like ModernGov on this machine: what is asked, what is written, what is built from it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg import __version__
from tests.conftest import Kg
from tests.forms.about import About
from tests.forms.printed import make_lines
from tests.harvest.conftest import Harvest, files, minutes, rows
from tests.harvest.lookalike import BODIES, COUNCIL, REPAIRS, SITTINGS, Lookalike, Point, Reply

BOTH = pytest.mark.parametrize("service", [True, False], ids=["web service", "pages"])
MAY = Path("out/housing-panel/2026-05-04-housing-panel-501.html")


# What is written ----------------------------------------------------------------------------------------------


@BOTH
def test_a_site_becomes_a_folder_of_pages_with_their_table(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        done = harvest(site)
    assert (done.code, done.out) == (0, "")
    assert f"{COUNCIL}: 2 committees, 4 meetings, 3 with minutes: 3 new, 0 changed, 0 unchanged; 0 failed" in done.err
    assert files() == [
        "childrens-scrutiny-panel/2026-05-11-childrens-scrutiny-panel-601.html",
        "childrens-scrutiny-panel/minutes.csv",
        "harvest.jsonl",
        "housing-panel/2026-03-02-housing-panel-502.html",
        "housing-panel/2026-05-04-housing-panel-501.html",
        "housing-panel/minutes.csv",
    ]
    may, march = rows("out/housing-panel/minutes.csv")
    assert may == {
        "file": MAY.name,
        "council": COUNCIL,
        "body": "Housing Panel",
        "date": "2026-05-04",
        "url": f"{site.url}/ieListDocuments.aspx?CId=11&MId=501&Ver=4",
        "saved": "2026-08-05",
    }
    assert (march["file"], march["date"]) == ("2026-03-02-housing-panel-502.html", "2026-03-02")


@BOTH
def test_a_page_has_the_meeting_its_people_and_what_was_minuted(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        harvest(site)
    page = MAY.read_text(encoding="utf-8")
    assert "Housing Panel - Monday 4 May 2026, 6.30 pm" in page
    assert "Council Chamber" in page
    assert "<tr><td>Jana Holt</td><td>Head of Housing</td><td>In attendance</td></tr>" in page
    assert '<p class="mgAiTitleTxt">Repairs &amp; Lifts</p>' in page
    assert re.search(r"To consider the report.*Minutes:.*Ms Holt undertook to\s+circulate", page, re.DOTALL)
    assert "PDF 101 KB" not in page
    assert "VIEWSTATE" not in page


@BOTH
def test_what_is_restricted_is_not_kept_but_its_title(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        harvest(site)
    assert "Rent arrears of a tenant" in MAY.read_text(encoding="utf-8")
    assert "Private words" not in MAY.read_text(encoding="utf-8")


def test_minutes_that_are_not_published_yet_are_not_kept_even_if_they_are_sent(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.change(501, points=(Point("1.", "Repairs", REPAIRS, published=False),))
        harvest(site)
    assert not MAY.exists()


@pytest.mark.slow
@BOTH
def test_what_was_promised_is_answered_from_the_folder(harvest: Harvest, kg: Kg, service: bool) -> None:
    with Lookalike(service=service) as site:
        harvest(site)
        built = kg("build", "out")
        asked = len(site.log)
    assert built.code == 0
    assert "0 warnings, 0 files skipped" in built.err
    done = kg("query", "who-promised-what", "--format", "json", "--as-of", "2026-08-05")
    assert sorted(
        (row["by"], row["by_role"], row["to"], row["council"], row["due_by"]) for row in json.loads(done.out)
    ) == [
        ("Jana Holt", "Head of Housing", "Children's Scrutiny Panel", COUNCIL, "2026-06-01"),
        ("Jana Holt", "Head of Housing", "Housing Panel", COUNCIL, "2026-06-01"),
        ("Jana Holt", "Head of Housing", "Housing Panel", COUNCIL, "2026-09-30"),
    ]
    assert asked == len(site.log), "a build asks nobody"


@BOTH
def test_what_was_encoded_twice_is_undone(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service, twice=True) as site:
        harvest(site)
    page = Path("out/childrens-scrutiny-panel/2026-05-11-childrens-scrutiny-panel-601.html").read_text(encoding="utf-8")
    assert "Child&#x27;s play" in page
    assert '<p class="MsoNormal">Ms Holt undertook' in page
    assert "&amp;" not in page.replace("&amp;MId", "").replace("&amp;Ver", "")
    assert rows("out/childrens-scrutiny-panel/minutes.csv")[0]["body"] == "Children's Scrutiny Panel"


def test_minutes_that_a_page_cuts_short_are_fetched_whole(harvest: Harvest) -> None:
    with Lookalike(service=False) as site:
        site.cut[5012] = "The Panel considered"
        harvest(site)
        assert site.count("/mgAi.aspx?ID=5012") == 1
    page = MAY.read_text(encoding="utf-8")
    assert "circulate the list of blocks" in page
    assert "view the full minutes" not in page


def test_a_table_in_the_minutes_is_no_item(harvest: Harvest) -> None:
    table = "<table><tr><td>Block</td><td>Lifts</td></tr><tr><td>North</td><td>2</td></tr></table>"
    with Lookalike(service=False) as site:
        site.change(501, points=(Point("1.", "Lifts", table),))
        harvest(site)
    assert MAY.read_text(encoding="utf-8").count('class="mgItemNumberCell"') == 1


@BOTH
def test_minutes_that_are_only_there_as_a_pdf_are_fetched_as_that(harvest: Harvest, service: bool) -> None:
    pdf = b"%PDF-1.7\n1 0 obj<</CreationDate (D:2026)/Title (Minutes)>>"
    july = "2026-07-06-housing-panel-503.pdf"
    with Lookalike(service=service) as site:
        site.change(503, printed=pdf)
        assert "4 with minutes: 4 new" in harvest(site).err
        assert Path("out/housing-panel", july).read_bytes() == pdf
        assert july in [row["file"] for row in rows("out/housing-panel/minutes.csv")]
        site.change(503, printed=pdf.replace(b"D:2026", b"D:2027"))  # made anew, with the same words
        assert "0 new, 0 changed, 4 unchanged" in harvest(site).err
        site.change(503, printed=pdf.replace(b"Minutes", b"Approved"))
        assert "0 new, 1 changed, 3 unchanged" in harvest(site).err
    assert Path("out/housing-panel/2026-07-06-housing-panel-503.older-1.pdf").read_bytes() == pdf


@BOTH
def test_minutes_that_are_said_to_be_there_and_are_not_are_named(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        site.change(503, printed=b"<html>Sorry</html>")
        done = harvest(site)
    assert "4 meetings, 3 with minutes" in done.err
    said = "the site says that there are minutes, but shows none that can be read; look at its page"
    assert f"failed: Housing Panel, 2026-07-06 (meeting 503): {said}" in done.err


@pytest.mark.slow
def test_what_was_promised_in_a_pdf_is_answered_too(harvest: Harvest, kg: Kg) -> None:
    printed = """\
Housing Panel

Monday 6 July 2026

Present: Councillor Ada Quill (Chair), Jana Holt (Head of Housing)

1. Heating

Ms Holt undertook to circulate the costs of heating by 1 September 2026.
"""
    with Lookalike() as site:
        site.change(503, printed=make_lines(printed, About(body="Housing Panel")))
        harvest(site, "--since", "2026-07-01")
    built = kg("build", "out")
    assert "0 warnings, 0 files skipped" in built.err
    done = kg("query", "who-promised-what", "--format", "json", "--as-of", "2026-08-03")
    assert [(row["by"], row["to"], row["council"], row["due_by"], row["source"]) for row in json.loads(done.out)] == [
        ("Jana Holt", "Housing Panel", COUNCIL, "2026-09-01", "2026-07-06-housing-panel-503.pdf")
    ]


# Welsh --------------------------------------------------------------------------------------------------------


@BOTH
def test_welsh_minutes_are_fetched_if_they_are_asked_for(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        done = harvest(site, "--language", "cy", "--committee", "Panel Tai")
        assert {asked.headers["accept-language"] for asked in site.asked} == {"cy"}
    assert done.code == 0, done.err
    assert minutes() == ["2026-03-02-panel-tai-502.html", "2026-05-04-panel-tai-501.html"]
    page = Path("out/panel-tai/2026-05-04-panel-tai-501.html").read_text(encoding="utf-8")
    assert '<html lang="cy">' in page
    assert "Cytunodd Ms Holt" in page
    assert rows("out/panel-tai/minutes.csv")[0]["url"].endswith("&LLL=1")


def test_english_and_welsh_do_not_share_a_folder(harvest: Harvest) -> None:
    with Lookalike() as site:
        harvest(site)
        done = harvest(site, "--language", "cy")
    assert done.code == 2
    assert done.line.endswith("out: holds the English minutes; name another folder")


# What is asked for --------------------------------------------------------------------------------------------


def test_a_committee_by_name_by_a_part_of_it_and_one_that_has_ended(harvest: Harvest) -> None:
    with Lookalike() as site:
        assert harvest(site, "--committee", "housing", folder="a").code == 0
        assert {name.partition("/")[0] for name in files("a")} == {"housing-panel", "harvest.jsonl"}
        assert harvest(site, "--committee", "Old Roads Committee", folder="b").code == 0
        assert minutes("b") == ["2010-02-01-old-roads-committee-701.html"]
        done = harvest(site, "--committee", "Housing Pannel", folder="c")
    assert done.code == 2
    assert (
        done.err.splitlines()[-1]
        == "kg: there is no committee 'Housing Pannel' on the site; did you mean 'Housing Panel'?"
    )


@BOTH
def test_only_the_days_asked_for(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        harvest(site, "--since", "2026-05-04", "--until", "2026-05-10")
        assert not any(site.count(f"Id={number}") for number in (502, 503, 504, 601, 701))
    assert minutes() == [MAY.name]


def test_a_limit_takes_the_newest_and_the_next_run_the_next(harvest: Harvest) -> None:
    with Lookalike() as site:
        done = harvest(site, "--limit", "2")  # the newest has no minutes yet
        assert minutes() == ["2026-05-11-childrens-scrutiny-panel-601.html"]
        assert "2 meetings left for the next run" in done.err
        harvest(site, "--since", "2026-03-01", "--until", "2026-05-10", "--limit", "1")
    assert minutes() == [MAY.name, "2026-05-11-childrens-scrutiny-panel-601.html"]


@pytest.mark.parametrize(
    "address",
    ["", "/", "/mgListCommittees.aspx?bcr=1", "/(S(abc123))/ieDocHome.aspx", "/ieListDocuments.aspx?CId=11&MId=501"],
)
def test_any_page_of_the_site_will_do(harvest: Harvest, address: str) -> None:
    with Lookalike(folder="/moderngov/") as site:
        done = harvest(site, address=f"{site.url}/moderngov{address}")
    assert done.code == 0, done.err
    assert len(minutes()) == 3
    assert rows(MAY.parent / "minutes.csv")[0]["url"].startswith(f"{site.url}/moderngov/ieListDocuments.aspx")


def test_a_page_of_the_council_that_links_to_its_committees_will_do(harvest: Harvest) -> None:
    with Lookalike(folder="/moderngov/") as site:
        link = b'<html><body><a href="/moderngov/mgCalendarMonthView.aspx?GL=1">Meetings</a></body></html>'
        site.rules.append(lambda asked: Reply(link) if asked.path == "/" else None)
        done = harvest(site)
    assert done.code == 0, done.err
    assert len(minutes()) == 3


def test_a_site_that_nobody_has_named_names_no_council(harvest: Harvest) -> None:
    with Lookalike(title="Browse committees - Modern Council") as site:
        harvest(site)
    assert rows(MAY.parent / "minutes.csv")[0]["council"] == ""


def test_the_council_is_named_by_the_user_or_by_the_address_where_no_page_does(harvest: Harvest) -> None:
    with Lookalike(title="Browse committees") as site:
        harvest(site, "--committee", "Housing Panel")
        assert rows(MAY.parent / "minutes.csv")[0]["council"] == ""
        done = harvest(site, "--committee", "Housing Panel", "--council", "Upper Thistle Council")
    assert "0 changed" in done.err
    assert {row["council"] for row in rows(MAY.parent / "minutes.csv")} == {"Upper Thistle Council"}
    assert "6.30 pm - Upper Thistle Council</title>" in MAY.read_text(encoding="utf-8")
    assert len(minutes()) == 2


# Again --------------------------------------------------------------------------------------------------------


@BOTH
def test_a_second_run_asks_only_for_what_can_have_changed(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        harvest(site)
        before = {name: Path("out", name).read_bytes() for name in files() if not name.endswith("jsonl")}
        site.log.clear()
        done = harvest(site, as_of="2026-08-06")
        asked = [line for line in site.log if re.search(r"GetMeeting\?|ListDocuments", line)]
    # 503 has no minutes yet, 601 was twelve weeks old when it was asked for; 501 and 502 were settled.
    assert [re.sub(r"\D", "", re.search(r"M\w*I[dD]=\d+", line)[0]) for line in asked] == ["503", "601"]  # type: ignore[index]
    assert "3 with minutes: 0 new, 0 changed, 3 unchanged" in done.err
    assert {name: Path("out", name).read_bytes() for name in before} == before


def test_a_second_run_asks_whether_something_has_changed(harvest: Harvest) -> None:
    with Lookalike(etags=True) as site:
        harvest(site)
        first = len(site.asked)
        done = harvest(site, as_of="2026-08-06")
        again = [asked for asked in site.asked[first:] if asked.path != "/robots.txt"]
    assert again
    assert all("if-none-match" in asked.headers for asked in again)
    assert "0 new, 0 changed, 3 unchanged" in done.err


def test_minutes_that_come_later_are_fetched_then(harvest: Harvest) -> None:
    with Lookalike(etags=True) as site:
        harvest(site)
        site.change(503, points=(Point("1.", "Heating", REPAIRS),))
        done = harvest(site, as_of="2026-08-20")
    assert "4 with minutes: 1 new, 0 changed, 3 unchanged" in done.err
    assert "2026-07-06-housing-panel-503.html" in minutes()


@BOTH
def test_minutes_that_are_corrected_replace_the_draft_which_is_kept(harvest: Harvest, service: bool) -> None:
    with Lookalike(service=service) as site:
        harvest(site, as_of="2026-05-20")
        draft = MAY.read_bytes()
        site.change(501, points=(Point("1.", "Repairs", REPAIRS.replace("1 June", "3 June")),))
        done = harvest(site, as_of="2026-06-20")
    assert "0 new, 1 changed, 2 unchanged" in done.err
    older = MAY.with_name("2026-05-04-housing-panel-501.older-1.html")
    assert older.read_bytes() == draft
    assert "3 June 2026" in MAY.read_text(encoding="utf-8")
    table = {row["file"]: row for row in rows(MAY.parent / "minutes.csv")}
    assert table[older.name] == table[MAY.name] | {"file": older.name, "saved": "2026-05-20"}
    assert table[MAY.name]["saved"] == "2026-06-20"


@pytest.mark.slow
def test_of_draft_and_correction_the_correction_is_built_even_if_it_says_less(harvest: Harvest, kg: Kg) -> None:
    more = "<p>The Chair thanked all the officers who had come to the meeting, and wished them a good summer.</p>"
    with Lookalike() as site:
        site.change(501, points=(Point("1.", "Repairs", more + REPAIRS),))
        harvest(site, "--committee", "Housing", "--since", "2026-05-01", as_of="2026-05-20")
        site.change(501, points=(Point("1.", "Repairs", REPAIRS.replace("1 June", "3 June")),))
        harvest(site, "--committee", "Housing", "--since", "2026-05-01", as_of="2026-06-20")
    built = kg("build", "out")
    assert "0 files skipped" in built.err
    done = kg("query", "who-promised-what", "--format", "json", "--as-of", "2026-08-03")
    assert [(row["due_by"], row["source"]) for row in json.loads(done.out)] == [("2026-06-03", MAY.name)]
    assert "the same page, saved earlier" in kg("query", "versions", "--format", "csv").out


def test_a_draft_of_last_year_is_asked_for_once_more(harvest: Harvest) -> None:
    with Lookalike() as site:
        harvest(site, "--until", "2026-05-10", as_of="2026-05-20")
        for day in ("2027-05-20", "2027-05-21"):
            site.log.clear()
            harvest(site, "--until", "2026-05-10", as_of=day)
            assert site.count("lMeetingId=501") == (day == "2027-05-20")


def test_minutes_that_vanish_from_the_site_stay_in_the_folder(harvest: Harvest) -> None:
    with Lookalike() as site:
        harvest(site, as_of="2026-05-20")
        site.change(501, points=())
        harvest(site, as_of="2026-06-20")
    assert "circulate the list" in MAY.read_text(encoding="utf-8")


@pytest.mark.parametrize("etags", [True, False])
def test_a_file_that_was_removed_is_fetched_again(harvest: Harvest, etags: bool) -> None:
    with Lookalike(etags=etags) as site:
        harvest(site)
        MAY.unlink()
        done = harvest(site)
    assert "1 new, 0 changed, 2 unchanged" in done.err
    assert MAY.exists()


def test_what_a_person_changed_in_a_page_stays_until_the_site_changes_it(harvest: Harvest) -> None:
    with Lookalike() as site:
        harvest(site, as_of="2026-05-20")
        MAY.write_text(MAY.read_text(encoding="utf-8").replace("1 June", "2 June"), encoding="utf-8")
        for _ in range(2):
            assert "0 new, 0 changed, 3 unchanged" in harvest(site, as_of="2026-06-20").err
            assert "2 June" in MAY.read_text(encoding="utf-8")
        site.change(501, points=(Point("1.", "Repairs", REPAIRS.replace("1 June", "3 June")),))
        assert "0 new, 1 changed, 2 unchanged" in harvest(site, as_of="2026-06-21").err
    assert "3 June" in MAY.read_text(encoding="utf-8")
    assert "2 June" in MAY.with_name("2026-05-04-housing-panel-501.older-1.html").read_text(encoding="utf-8")


def test_what_a_person_put_into_the_table_stays(harvest: Harvest) -> None:
    table = MAY.parent / "minutes.csv"
    with Lookalike() as site:
        harvest(site, as_of="2026-05-20")
        text = table.read_text(encoding="utf-8-sig")
        text = text.replace(f"{MAY.name},{COUNCIL},Housing Panel", f"{MAY.name},{COUNCIL},Tenants' Panel")
        text = text.replace("date,url,saved", "date,url,saved,note")
        table.write_text(text + "old.txt,Mine,Mine,2001-01-01,,,by hand\n", encoding="cp1252")
        site.change(503, points=(Point("1.", "Heating", REPAIRS),))
        site.change(501, points=(Point("1.", "Repairs", REPAIRS),))
        harvest(site, as_of="2026-07-20")
    found = {row["file"]: row for row in rows(table)}
    assert found[MAY.name]["body"] == "Tenants' Panel"
    assert found["old.txt"] == {
        "file": "old.txt", "council": "Mine", "body": "Mine", "date": "2001-01-01", "url": "", "saved": "", "note": "by hand",
    }  # fmt: skip
    assert found["2026-07-06-housing-panel-503.html"]["body"] == "Housing Panel"


def test_a_table_with_semicolons_stays_one(harvest: Harvest) -> None:
    MAY.parent.mkdir(parents=True)
    table = MAY.parent / "minutes.csv"
    table.write_text("file;council;body;date;url\nmine.txt;Mine;;;\n", encoding="utf-8")
    with Lookalike() as site:
        harvest(site, "--committee", "Housing Panel")
    first, mine, *others = table.read_text(encoding="utf-8-sig").splitlines()
    assert first == "file;council;body;date;url;saved"
    assert mine == "mine.txt;Mine;;;;"
    assert len(others) == 2


def test_a_folder_holds_the_minutes_of_one_site(harvest: Harvest) -> None:
    with Lookalike() as site, Lookalike() as other:
        harvest(site)
        done = harvest(other)
        assert other.log == []
    assert done.code == 2
    assert "out: holds the minutes of 127.0.0.1" in done.line


def test_the_same_site_gives_the_same_bytes(harvest: Harvest) -> None:
    with Lookalike(bodies=BODIES, sittings=SITTINGS) as site:
        harvest(site, folder="one")
        harvest(site, folder="two")
    for name in minutes("one"):
        (one,), (two,) = Path("one").rglob(name), Path("two").rglob(name)
        assert one.read_bytes() == two.read_bytes()


# Who we are ---------------------------------------------------------------------------------------------------


def test_the_program_says_who_it_is_and_whom_to_write_to(harvest: Harvest) -> None:
    with Lookalike() as site:
        done = harvest(site)
        assert {asked.headers["user-agent"] for asked in site.asked} == {f"minutes-kg/{__version__}"}
        assert "with --contact the site knows whom to write to" in done.err
        site.asked.clear()
        done = harvest(site, "--contact", "clerk@example.org")
        assert {asked.headers["user-agent"] for asked in site.asked} == {
            f"minutes-kg/{__version__} (+clerk@example.org)"
        }
        assert "--contact" not in done.err


@pytest.mark.parametrize("contact", ["me", "a@b\r\nX: y", "ftp://x.example", "a@b (c)"])
def test_a_contact_that_is_none_is_refused(harvest: Harvest, contact: str) -> None:
    with Lookalike() as site:
        done = harvest(site, "--contact", contact)
        assert site.log == []
    assert done.code == 2
    assert "neither an e-mail address nor a web address" in done.line


def test_names_of_bodies_that_look_alike_do_not_mix(harvest: Harvest) -> None:
    bodies = (BODIES[0], replace(BODIES[1], title="Housing  panel"))
    with Lookalike(bodies=bodies) as site:
        harvest(site)
    assert minutes() == [
        "2026-03-02-housing-panel-502.html",
        "2026-05-04-housing-panel-501.html",
        "2026-05-11-housing-panel-601.html",
    ]
    assert len(rows(MAY.parent / "minutes.csv")) == 3
