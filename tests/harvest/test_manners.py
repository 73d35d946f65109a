"""How `kg harvest` treats a site: one request at a time, as slowly as it wants, only what it allows, only there."""

from __future__ import annotations

import datetime as dt
import os
import time
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import Kg, run_process
from tests.harvest.conftest import AS_OF, Harvest, minutes
from tests.harvest.lookalike import Asked, Lookalike, Reply, always, times


def test_one_request_at_a_time_with_a_pause_between(kg: Kg) -> None:
    arrived: list[float] = []
    with Lookalike() as site:
        site.rules.append(lambda asked: arrived.append(time.monotonic()))
        done = kg("harvest", site.url, "out", "--delay", "0.15", "--as-of", AS_OF)
        assert site.busiest == 1
    assert done.code == 0
    assert len(arrived) == 8
    assert min(later - earlier for earlier, later in pairwise(arrived)) >= 0.14


def test_the_pause_that_robots_txt_asks_for(harvest: Harvest) -> None:
    arrived: list[float] = []
    with Lookalike(robots="User-agent: *\nCrawl-delay: 0.2\nDisallow: /admin/") as site:
        site.rules.append(lambda asked: arrived.append(time.monotonic()))
        done = harvest(site, "--committee", "Children's Scrutiny Panel")
    assert "the site asks for 0.2 s between requests (robots.txt)" in done.err
    assert len(arrived) == 5
    assert min(later - earlier for earlier, later in pairwise(arrived)) >= 0.19


@pytest.mark.parametrize("robots", ["User-agent: *\nDisallow: /", "User-agent: minutes-kg\nDisallow: /*"])
def test_a_site_that_wants_no_programs_is_left_alone(harvest: Harvest, robots: str) -> None:
    with Lookalike(robots=robots) as site:
        done = harvest(site)
        assert site.log == ["/robots.txt"]
    assert done.code == 2
    assert done.line == (
        "kg: 127.0.0.1: its robots.txt does not allow programs to read the committee pages; "
        "ask the council's web team to allow minutes-kg, or save pages by hand and kg build them"
    )


def test_where_only_the_web_service_is_forbidden_pages_are_read(harvest: Harvest) -> None:
    with Lookalike(robots="User-agent: *\nDisallow: /mgWebService.asmx") as site:
        assert harvest(site).code == 0
        assert site.count("asmx") == 0
    assert len(minutes()) == 3


def test_other_programs_may_be_forbidden_more(harvest: Harvest) -> None:
    with Lookalike(robots="User-agent: hungry\nDisallow: /\n\nUser-agent: *\nDisallow:\n") as site:
        assert harvest(site).code == 0


def test_a_robots_txt_that_cannot_be_had_forbids_everything_for_now(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(always("/robots.txt", lambda: Reply(status=503)))
        done = harvest(site)
        assert set(site.log) == {"/robots.txt"}
    assert done.code == 2
    assert "robots.txt: cannot be reached (the site answers 503); run the same command again later" in done.line


def test_a_pause_that_nobody_could_wait_for(harvest: Harvest) -> None:
    with Lookalike(robots="User-agent: *\nCrawl-delay: 86400") as site:
        done = harvest(site)
        assert site.log == ["/robots.txt"]
    assert done.code == 2
    assert "robots.txt: asks for 1440 minutes between requests; ask the council's web team for less" in done.line


@pytest.mark.parametrize("delay", ["nan", "inf", "-5", "soon", ""])
def test_a_pause_that_is_none(harvest: Harvest, delay: str) -> None:
    with Lookalike(robots=f"User-agent: *\nCrawl-delay: {delay}") as site:
        assert harvest(site).code == 0


def test_a_robots_txt_of_a_thousand_stars_takes_no_time(harvest: Harvest) -> None:
    with Lookalike(robots="User-agent: *\nDisallow: /" + "*a" * 5000 + "!") as site:
        begun = time.monotonic()
        assert harvest(site).code == 0
    assert time.monotonic() - begun < 10


# Too many requests --------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_as_long_as_it_is_asked_to(harvest: Harvest, status: int) -> None:
    moments: list[float] = []

    def busy() -> Reply:
        moments.append(time.monotonic())
        return Reply(status=status, headers={"Retry-After": "1"})

    with Lookalike() as site:
        site.rules.append(times(1, "/getmeeting", busy))
        site.rules.append(lambda asked: moments.append(time.monotonic()) if "/GetMeetings" in asked.path else None)
        assert harvest(site).code == 0
    assert 1 <= moments[1] - moments[0] < 3


@pytest.mark.slow
def test_it_waits_until_the_moment_it_is_asked_to(harvest: Harvest) -> None:
    moments: list[float] = []

    def busy() -> Reply:
        moments.append(time.time())
        until = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(seconds=3)
        return Reply(status=429, headers={"Retry-After": format_datetime(until, usegmt=True)})

    with Lookalike() as site:
        site.rules.append(times(1, "/getmeetings", busy))
        site.rules.append(lambda asked: moments.append(time.time()) if "/GetMeetings" in asked.path else None)
        assert harvest(site).code == 0
    assert 1.9 <= moments[1] - moments[0] < 6


def test_a_site_that_wants_a_long_rest_gets_it(harvest: Harvest) -> None:
    with Lookalike() as site:
        rule = times(1, "/getmeeting", lambda: Reply(status=429, headers={"Retry-After": "7200"}))
        site.rules.append(lambda asked: rule(asked) if asked.query.get("lMeetingId") == "601" else None)
        done = harvest(site)
        before = list(site.log)
        assert done.code == 2
        assert done.err.splitlines()[-1] == (
            "kg: 127.0.0.1: asks to be left alone for 120 minutes; "
            "run the same command again later: it goes on where it stopped"
        )
        again = harvest(site)
        assert again.code == 0
        after = site.log[len(before) :]
    assert set(after) & set(before) == {"/robots.txt", "/mgWebService.asmx/GetMeeting?lMeetingId=601"}
    assert len(minutes()) == 3


# Nowhere else -------------------------------------------------------------------------------------------------


def to(address: str) -> Reply:
    return Reply(status=302, headers={"Location": address})


@pytest.mark.parametrize(
    "page", ["/getcommittees", "/getmeetings", "/getmeeting", "/robots.txt", "documents.aspx", ".aspx"]
)
def test_no_other_host_is_ever_asked(harvest: Harvest, page: str) -> None:
    with Lookalike() as other, Lookalike(service=not page.endswith("aspx")) as site:
        site.rules.append(lambda asked: to(f"{other.url}{asked.path}") if asked.path.lower().endswith(page) else None)
        harvest(site)
        assert other.log == []
        assert site.count("") > 1


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "//localhost:{port}/x",
        "http://127.1:{port}/x",
        "http://2130706433:{port}/x",
        "http://0x7f.0.0.1:{port}/x",
        "http://[::ffff:127.0.0.1]:{port}/x",
        "http://127.0.0.1@localhost:{port}/x",
        "http://user:pass@127.0.0.1:{port}/x",
        "ftp://127.0.0.1:{port}/x",
        "http://127.0.0.1:{port}\\@localhost/x",
        "javascript:x()",
        "https://127.0.0.1:{port}/x",
        "http://",
        "",
    ],
)
def test_no_way_of_writing_an_address_leads_elsewhere(harvest: Harvest, address: str) -> None:
    with Lookalike() as site:
        port = site.url.rpartition(":")[2]
        site.rules.append(
            lambda asked: to(address.replace("{port}", port)) if asked.query.get("lMeetingId") == "501" else None
        )
        done = harvest(site)
        assert site.count("/x") == 0
    assert done.code == 0
    assert "3 with minutes" in done.err  # from its page


def test_a_redirection_within_the_site_is_followed(harvest: Harvest) -> None:
    def rule(asked: Asked) -> Reply | None:
        if asked.path.startswith("/mgWebService"):
            return to(f"/modern{asked.path}?" + "&".join(f"{k}={v}" for k, v in asked.query.items()))
        return None

    with Lookalike(folder="/modern/") as site:
        site.rules.append(rule)
        done = harvest(site)
    assert done.code == 0, done.err
    assert len(minutes()) == 3


def test_a_circle_of_redirections_is_left(harvest: Harvest) -> None:
    with Lookalike() as site:
        site.rules.append(lambda asked: to(f"{asked.path}?again=1") if "asmx" in asked.path else None)
        done = harvest(site)
        assert len(site.log) < 40
    assert done.code == 0
    assert len(minutes()) == 3  # from the pages


def test_links_to_other_hosts_are_not_followed(harvest: Harvest) -> None:
    with Lookalike() as other, Lookalike(service=False) as site:
        page = f'<a href="{other.url}/mgListCommittees.aspx">x</a><a href="{other.url}/ieListMeetings.aspx?CId=9">Other</a>'
        site.rules.append(always("/mglistcommittees", lambda: Reply(page.encode())))
        harvest(site)
        assert other.log == []


# Proxies ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_proxy_is_not_used_for_this_machine(tmp_path: Path) -> None:
    with Lookalike() as proxy, Lookalike() as site:
        env = dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"), proxy.url) | {"NO_PROXY": ""}
        done = run_process("harvest", site.url, "out", "--delay", "0", "--as-of", AS_OF, cwd=tmp_path, **env)
        assert proxy.log == []
    assert done.code == 0, done.err


@pytest.mark.slow
def test_a_proxy_is_used_for_other_machines(tmp_path: Path) -> None:
    """The proxy is on this machine, and nobody else is asked: it answers itself."""
    with Lookalike() as proxy:
        env = {name: "" for name in os.environ if name.lower().endswith("_proxy")}
        env |= {"http_proxy": proxy.url}
        args = [
            "harvest",
            "http://democracy.thistledown.example",
            "out",
            "--delay",
            "0",
            "--timeout",
            "5",
            "--as-of",
            AS_OF,
        ]
        done = run_process(*args, cwd=tmp_path, **env)
        assert proxy.log[0] == "http://democracy.thistledown.example/robots.txt"
    assert done.code == 0, done.err
