"""What can go wrong with a site: it is slow, breaks off, lies, attacks, is no ModernGov; or somebody pulls the plug."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ROOT, Kg
from tests.harvest.conftest import AS_OF, Harvest, files, minutes, rows
from tests.harvest.lookalike import BODIES, REPAIRS, SITTINGS, Asked, Lookalike, Point, Reply, Sitting, always, times

BOMB = b"""<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><committees>&d;</committees>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<committees><committee><committeeid>11</committeeid><committeetitle>&x;</committeetitle></committee></committees>"""


# Answers that do not come -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [502, 503, 504, 429])
def test_what_fails_and_recovers_is_asked_again(harvest: Harvest, status: int) -> None:
    with Lookalike() as site:
        site.rules.append(times(2, "/getmeetings", lambda: Reply(status=status)))
        done = harvest(site)
        assert site.count("/GetMeetings") == 3
    assert (done.code, len(minutes())) == (0, 3)


def test_a_slow_answer_is_given_up_and_asked_for_again(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(times(1, "/getmeetings", lambda: Reply(b"<getmeetings/>", slow=3)))
        begun = time.monotonic()
        done = harvest(site, "--timeout", "0.5")
    assert (done.code, len(minutes())) == (0, 3)
    assert time.monotonic() - begun < 20


@pytest.mark.slow
@pytest.mark.parametrize("part", ["head", "body"])
def test_an_answer_that_drips_is_given_up(harvest: Harvest, part: str) -> None:
    with Lookalike() as site:
        site.rules.append(times(1, "/getmeetings", lambda: Reply(drip=part)))
        begun = time.monotonic()
        done = harvest(site, "--timeout", "0.4")
        assert site.count("/GetMeetings") == 2
    assert (done.code, len(minutes())) == (0, 3)
    assert time.monotonic() - begun < 20


def test_a_site_that_fails_for_good_is_not_asked_forever(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(always(".as", lambda: Reply(status=503)))
        done = harvest(site)
        assert len(site.log) == 5
    assert done.code == 2
    assert done.line == (
        "kg: 127.0.0.1: does not answer (the site answers 503); run the same command again later: it goes on where it stopped"
    )


def test_nobody_there(kg: Kg) -> None:
    with Lookalike() as site:
        url = site.url
    done = kg("harvest", url, "out", "--delay", "0")
    assert done.code == 2
    assert "robots.txt: cannot be reached" in done.line


@pytest.mark.parametrize("how", ["length", "xml"])
def test_an_answer_that_is_cut_short_is_asked_for_again(harvest: Harvest, how: str) -> None:
    with Lookalike() as site:
        whole = site._meeting(site.sittings[0], False).encode()
        cut = Reply(whole[:-100], kind="text/xml", length=len(whole) if how == "length" else None)
        rule = times(1, "/getmeeting", lambda: cut)
        site.rules.append(lambda asked: rule(asked) if asked.query.get("lMeetingId") == "501" else None)
        done = harvest(site)
        assert site.count("lMeetingId=501") == 2
    assert "3 new, 0 changed, 0 unchanged; 0 failed" in done.err


def test_an_answer_that_is_always_cut_short_is_named_and_the_rest_is_fetched(harvest: Harvest) -> None:
    with Lookalike() as site:
        cut = Reply(b"<meeting><meetingid>501</meetingid><agenda", kind="text/xml")
        site.rules.append(lambda asked: cut if asked.query.get("lMeetingId") == "501" else None)
        done = harvest(site)
        assert site.count("lMeetingId=501") == 4
        assert "2 with minutes: 2 new, 0 changed, 0 unchanged; 1 failed" in done.err
        assert "failed: Housing Panel, 2026-05-04 (meeting 501): not XML, or cut short" in done.err
        site.rules.clear()
        assert "1 new, 0 changed, 2 unchanged; 0 failed" in harvest(site).err


def test_a_meeting_that_the_service_does_not_have_is_read_from_its_page(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(lambda asked: Reply(status=500) if asked.query.get("lMeetingId") == "501" else None)
        done = harvest(site)
        assert site.count("ieListDocuments.aspx?CId=11&MId=501") == 1
        assert site.count("ieListDocuments") == 1
    assert "3 new" in done.err


def test_a_service_that_never_gives_minutes_is_left_alone(harvest: Harvest) -> None:
    many = tuple(replace(SITTINGS[0], id=800 + n) for n in range(9))
    with Lookalike(sittings=many) as site:
        site.rules.append(lambda asked: Reply(status=403) if asked.path.endswith("/GetMeeting") else None)
        done = harvest(site)
        assert site.count("/GetMeeting?") == 3
    assert "9 new" in done.err


def test_a_meeting_that_is_nowhere_is_named(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(lambda asked: Reply(status=404) if "501" in str(asked.query) else None)
        done = harvest(site)
    assert done.code == 0
    assert "failed: Housing Panel, 2026-05-04 (meeting 501): the site answers 404" in done.err


def test_where_no_meeting_at_all_could_be_fetched_the_command_fails(harvest: Harvest) -> None:
    with Lookalike(sittings=SITTINGS[:1]) as site:
        site.rules.append(lambda asked: Reply(status=404) if "501" in str(asked.query) else None)
        done = harvest(site)
    assert done.code == 2
    assert "failed: Housing Panel, 2026-05-04 (meeting 501): the site answers 404" in done.err
    assert "none of the meetings could be fetched; see why above" in done.err.splitlines()[-1]


# Answers that attack ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_xml_with_entities_is_refused(harvest: Harvest, attack: bytes) -> None:
    with Lookalike(service=False) as site:
        site.rules.append(always("/getcommittees", lambda: Reply(attack, kind="text/xml")))
        done = harvest(site)
        assert site.count("GetCommittees") == 1
    assert done.code == 0
    assert len(minutes()) == 3  # from the pages
    assert not any(b"root:" in path.read_bytes() for path in Path("out").rglob("*") if path.is_file())


def test_xml_nested_without_end_is_refused(harvest: Harvest) -> None:
    with Lookalike() as site:
        deep = b"<meeting>" * 1_000_000
        site.rules.append(
            lambda asked: Reply(deep, kind="text/xml") if asked.query.get("lMeetingId") == "501" else None
        )
        done = harvest(site)
    assert done.code == 0
    assert len(minutes()) == 3


@pytest.mark.slow
def test_html_nested_without_end_is_read_or_refused_in_bounded_time(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.change(501, points=(Point("1.", "Repairs", "<div>" * 100_000 + REPAIRS),))
        begun = time.monotonic()
        done = harvest(site)
    assert done.code == 0
    assert time.monotonic() - begun < 30


@pytest.mark.slow
def test_an_answer_without_end_is_stopped(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(lambda asked: Reply(endless=True) if asked.query.get("lMeetingId") == "501" else None)
        site.rules.append(lambda asked: Reply(endless=True) if asked.query.get("MId") == "501" else None)
        done = harvest(site)
    assert done.code == 0
    assert "failed: Housing Panel, 2026-05-04 (meeting 501): an answer of more than 32 MB" in done.err


HOSTILE = [
    "../../etc",
    "..\\..\\windows\\system32",
    "/etc/passwd",
    "Panel\nof\r\nLines",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "x" * 300,
    "CON",
    ".",
    "\x1b[31mRed\x07",
    "<script>alert(1)</script>",
    '"><img src=x onerror=y>',
    "李委员会",
    "",
]


@pytest.mark.parametrize("service", [True, False], ids=["web service", "pages"])
def test_names_that_would_do_harm(harvest: Harvest, service: bool, tmp_path: Path) -> None:
    bodies = tuple(replace(BODIES[0], id=900 + n, title=title) for n, title in enumerate(HOSTILE))
    sittings = tuple(
        replace(
            SITTINGS[0],
            id=9000 + n,
            committee=900 + n,
            points=(Point(title, title, REPAIRS),),
            place=title,
            people=((title,) * 3,),
        )
        for n, title in enumerate(HOSTILE)
    )
    with Lookalike(bodies=bodies, sittings=sittings, service=service) as site:
        done = harvest(site)
    assert done.code == 0
    assert "\x1b" not in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert len(minutes()) >= len(HOSTILE) - 1  # a page cannot link to a committee without a name
    for name in files():
        folder, _, file = name.rpartition("/")
        assert len(name) < 180
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./")
        assert folder.split("-")[0] != "" or not folder
        assert not file.startswith("-")
    for table in Path("out").rglob("minutes.csv"):
        for row in rows(table):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
            assert "\n" not in row["body"]
    for page in Path("out").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text
        assert "\x1b" not in text


def test_what_a_page_may_do_is_left_out_of_the_minutes(harvest: Harvest) -> None:
    evil = (
        '<p onclick="x()" style="background:url(http://192.0.2.1/a); display:none">Hidden</p><script>x()</script>'
        '<iframe src="http://192.0.2.1/"></iframe><a href="javascript:x()">Words of a link</a><svg onload="x()"></svg>'
        '<img src="http://192.0.2.1/pixel.png"><base href="http://192.0.2.1/"><link rel=stylesheet href="//192.0.2.1/x">'
    )
    with Lookalike() as site:
        site.change(501, points=(Point("1.", "Repairs", evil + REPAIRS),))
        harvest(site)
    page = Path("out/housing-panel/2026-05-04-housing-panel-501.html").read_text(encoding="utf-8")
    for words in ("192.0.2.1", "onclick", "<script", "<iframe", "javascript", "<svg", "<base"):
        assert words not in page
    assert '<p style="display:none">Hidden</p>' in page
    assert "Words of a link" in page


# Another kind of site -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["html", "json", "nothing", "redirect"])
def test_a_site_that_is_no_moderngov(harvest: Harvest, kind: str) -> None:
    replies = {
        "html": Reply(b"<!DOCTYPE html><html><title>Bakery</title><body>Bread</body></html>"),
        "json": Reply(b'{"error": "no such route"}', kind="application/json"),
        "nothing": Reply(status=404),
        "redirect": Reply(status=302, headers={"Location": "https://www.thistledown.example/"}),
    }
    with Lookalike() as site:
        site.rules.append(lambda asked: replies[kind] if asked.path != "/robots.txt" else None)
        done = harvest(site, address=f"{site.url}/council/minutes.html")
        assert len(site.log) < 20
    assert done.code == 2
    assert "no ModernGov there; tried /council/ (web service: " in done.line
    if kind == "redirect":
        assert "leads away, to https://www.thistledown.example" in done.line
        assert done.line.endswith("name the address it leads to, if that is the council's")
    else:
        assert done.line.endswith("check the address, or save pages by hand and kg build them")


def test_a_site_that_refuses_programs(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(lambda asked: Reply(status=403) if asked.path != "/robots.txt" else None)
        done = harvest(site)
    assert done.code == 2
    assert done.line == (
        "kg: 127.0.0.1: it refuses programs (it answers 403); "
        "ask the council's web team to allow minutes-kg, or save pages by hand and kg build them"
    )


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://x.example/", "http://", "::", "javascript:x()", "http://a b/"]
)
def test_what_is_no_address(kg: Kg, address: str) -> None:
    done = kg("harvest", address, "out")
    assert done.code == 2
    assert "not the address of a web site; give the address of the council's committee pages" in done.line
    assert not Path("out").exists()


def test_a_password_in_the_address(kg: Kg) -> None:
    done = kg("harvest", "http://me:secret@127.0.0.1/", "out")
    assert done.code == 2
    assert "secret" not in done.line


def test_days_the_wrong_way_round(kg: Kg) -> None:
    done = kg("harvest", "http://127.0.0.1:9/", "out", "--since", "2026-05-04", "--until", "2026-05-01")
    assert done.line == "kg: --since is after --until; exchange them"


# The folder ---------------------------------------------------------------------------------------------------


def test_a_file_instead_of_a_folder(harvest: Harvest) -> None:
    Path("out").write_text("mine", encoding="utf-8")
    with Lookalike() as site:
        done = harvest(site)
        assert site.log == []
    assert done.code == 2
    assert done.line == "kg: out: is a file, not a folder; name another folder"
    assert Path("out").read_text(encoding="utf-8") == "mine"


def test_links_in_the_folder_that_lead_out_are_not_followed(harvest: Harvest, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "table.csv").write_text("file\nmine\n", encoding="utf-8")
    Path("out/childrens-scrutiny-panel").mkdir(parents=True)
    Path("out/housing-panel").symlink_to(away)
    Path("out/childrens-scrutiny-panel/minutes.csv").symlink_to(away / "table.csv")
    with Lookalike() as site:
        done = harvest(site)
    assert [path.name for path in away.iterdir()] == ["table.csv"]
    assert (away / "table.csv").read_text(encoding="utf-8") == "file\nmine\n"
    assert done.err.count("housing-panel: is a link to elsewhere; remove it, or rename it") == 2
    assert minutes() == ["2026-05-11-childrens-scrutiny-panel-601.html"]


def test_a_state_file_that_was_damaged_is_named(harvest: Harvest) -> None:
    with Lookalike() as site:
        harvest(site)
        state = Path("out/harvest.jsonl")
        lines = state.read_text(encoding="utf-8").splitlines()
        state.write_text("\n".join([lines[0], "{", *lines[1:]]), encoding="utf-8")
        asked = len(site.log)
        done = harvest(site)
        assert len(site.log) == asked
    assert done.code == 2
    assert "harvest.jsonl:2: does not say what kg harvest writes; move it away, and harvest anew" in done.line


def test_minutes_that_are_there_already_are_kept_when_the_state_is_lost(harvest: Harvest) -> None:
    with Lookalike() as site:
        harvest(site)
        page = Path("out/housing-panel/2026-05-04-housing-panel-501.html")
        page.write_text("corrected by hand", encoding="utf-8")
        Path("out/harvest.jsonl").unlink()
        done = harvest(site)
    assert "0 new, 1 changed, 2 unchanged" in done.err
    older = page.with_name("2026-05-04-housing-panel-501.older-1.html")
    assert older.read_text(encoding="utf-8") == "corrected by hand"


# Somebody pulls the plug --------------------------------------------------------------------------------------


def start(site: Lookalike, folder: Path) -> subprocess.Popen[str]:
    """`kg harvest`, as a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "PYTEST_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "harvest", site.url, str(folder), "--delay", "0", "--as-of", AS_OF],
        env=environment | {"PYTHONPATH": str(ROOT), "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


MANY = tuple(
    Sitting(5000 + n, 11 + n % 2, f"{1 + n % 28:02}/{1 + n // 28:02}/2026", (Point("1.", f"Item {n}", REPAIRS),))
    for n in range(40)
)


@pytest.mark.slow
@pytest.mark.parametrize("service", [True, False], ids=["web service", "pages"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_a_harvest_that_is_stopped_goes_on_without_asking_twice(
    harvest: Harvest, tmp_path: Path, service: bool, how: signal.Signals
) -> None:
    running: list[subprocess.Popen[str]] = []
    stops = [8, 19, 33]  # at which of the requests for a meeting
    interrupted: list[str] = []
    met = [0]

    def rule(asked: Asked) -> Reply | None:
        if asked.page == "getmeeting" or "MId" in asked.query or asked.page == "mgmeetingattendance.aspx":
            met[0] += 1
            if stops and met[0] == stops[0]:
                del stops[0]
                interrupted.append(site.log[-1])
                running[-1].send_signal(how)
                time.sleep(0.2)
        return None

    with Lookalike(sittings=MANY, service=service) as site:
        site.rules.append(rule)
        while stops:
            running.append(start(site, tmp_path / "out"))
            out, err = running[-1].communicate(timeout=120)
            assert out == ""
            if how == signal.SIGINT:
                assert running[-1].returncode == 2
                assert err.splitlines()[-1] == "kg: stopped; run the same command again: it goes on where it stopped"
            else:
                assert running[-1].returncode == -signal.SIGKILL
            # What is there is whole, whenever it was stopped.
            for page in (tmp_path / "out").rglob("*.html"):
                assert page.read_text(encoding="utf-8").endswith("</html>\n")
        done = harvest(site)
    assert done.code == 0, done.err
    assert len(running) == 3
    assert len(minutes()) == 40
    # Only what was under way when it was stopped is asked again: the meeting, with the page of its attendance.
    number = re.compile(r"(?:lMeetingId|MId|mgMeetingAttendance.aspx\?ID)=(\d+)")
    under_way = {found[1] for line in interrupted if (found := number.search(line))}
    asked = Counter(line for line in site.log if line != "/robots.txt")
    twice = {line for line, n in asked.items() if n > 1}
    if not service:  # a first 500 may be a mishap: it is asked once more, but never again after a stop
        twice.remove("/mgWebService.asmx/GetCommittees")
        assert asked["/mgWebService.asmx/GetCommittees"] == 2
    again = {found[1] for line in twice if (found := number.search(line))}
    assert again <= under_way
    assert all(number.search(line) for line in twice), twice
    tables = [row["file"] for table in (tmp_path / "out").rglob("minutes.csv") for row in rows(table)]
    assert sorted(tables) == minutes()
    assert not list((tmp_path / "out").rglob("*.part"))


@pytest.mark.slow
def test_a_network_that_goes_away_and_comes_back(harvest: Harvest) -> None:
    with Lookalike(sittings=MANY) as site:
        site.rules.append(lambda asked: Reply(b"", length=10) if len(site.log) > 20 else None)
        done = harvest(site)
        assert done.code == 2
        assert "does not answer (the answer broke off" in done.err.splitlines()[-1]
        there, before = minutes(), Counter(site.log)
        site.rules.clear()
        site.log.clear()
        done = harvest(site)
    assert done.code == 0
    assert len(minutes()) == 40
    answered = {line for line, n in before.items() if n == 1}
    assert not answered & set(site.log) - {"/robots.txt"}
    assert len(there) >= 10


@pytest.mark.slow
def test_two_at_once_in_one_folder(harvest: Harvest, tmp_path: Path) -> None:
    running: list[subprocess.Popen[str]] = []
    with Lookalike() as site:
        site.rules.append(times(1, "/getmeetings", lambda: Reply(b"<getmeetings/>", slow=8)))
        running.append(start(site, tmp_path / "out"))
        while not site.count("/GetMeetings"):
            time.sleep(0.05)
        asked = len(site.log)
        done = harvest(site)
        assert len(site.log) == asked
        running[0].kill()
        running[0].communicate()
        assert done.code == 2
        assert done.line.endswith("out: another kg harvest is at work in it; wait until it has finished")
        assert harvest(site).code == 0
    assert len(minutes()) == 3


def test_what_a_stop_left_half_written_is_cleared_away(harvest: Harvest) -> None:
    Path("out/housing-panel").mkdir(parents=True)
    Path("out/housing-panel/.harvest-ab12.part").write_bytes(b"half")
    Path("out/.harvest-cd34.part").write_bytes(b"half")
    with Lookalike() as site:
        harvest(site)
    assert not list(Path("out").rglob("*.part"))
