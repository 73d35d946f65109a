"""One harvest, from the address to the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec

from kg.errors import Doubt, SiteError, SourceError, UsageError
from kg.harvest.addresses import read_address
from kg.harvest.fetching import GO_ON, Clock, Fetcher, Refused, Unanswered, open_client
from kg.harvest.folder import Folder
from kg.harvest.keeping import Tally, keep_found, name_meeting, rename_council
from kg.harvest.meetings import Committee, Meeting
from kg.harvest.plan import begin_run, choose_committees, is_due, is_off, is_within, sort_meetings
from kg.harvest.site import find_site, name_from_host
from kg.harvest.sources import Sources
from kg.harvest.state import NAME, Seen, Site, State
from kg.harvest.tree import one_line

_IN_A_ROW = 3  # meetings in a row that were not answered, or could not be written


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for.

    Args:
        address: of any page of the site.
        committees: names, or parts of names; empty for all.
        since, until: first and last day of the meetings; None is open, but nothing after today is asked for.
        limit: how many meetings at most are asked for in this run; None for all.
        language: "en" or "cy".
        council: its name, if the user gives one.
        again: whether what will not have changed is asked for, too.
    """

    address: str
    committees: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    limit: int | None = None
    language: str = "en"
    council: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a harvest did.

    Args:
        council: whose minutes.
        committees: how many were looked at.
        meetings: how many of theirs lie in the days asked for.
        minuted: of how many of these there are minutes in the folder.
        new, changed, unchanged: of these, in this run.
        left: meetings that `limit` left for the next run.
        requests: how often the site was asked.
        failed: what could not be had, and why.
    """

    council: str
    committees: int
    meetings: int
    minuted: int
    new: int
    changed: int
    left: int
    requests: int
    failed: tuple[Doubt, ...]

    @property
    def unchanged(self) -> int:
        """Meetings whose minutes were there before, and are as they were."""
        return self.minuted - self.new - self.changed


def harvest_minutes(
    request: Request,
    folder: Path,
    *,
    agent: str,
    today: dt.date,
    delay: float = 1.0,
    timeout: float = 60.0,
    say: Callable[[str], None] = lambda _: None,
    progress: Callable[[int, int], None] | None = None,
    clock: Clock | None = None,
) -> Report:
    """Fetch the minutes of a council's ModernGov site into a folder that `kg build` reads.

    Whatever stops it, the next call with the same request goes on where it stopped.

    Args:
        request: what is wanted.
        folder: where it goes; made if it is not there.
        agent: how the program names itself to the site.
        today: the day; meetings after it are not asked for.
        delay: seconds between requests, at least.
        timeout: seconds without a byte after which an answer is given up.
        say: told what takes longer, or goes another way.
        progress: told how many meetings are done, and of how many.
        clock: time.

    Raises:
        UsageError: the request makes no sense.
        SiteError: the site cannot be read, or wants to be left alone.
        SourceError: the folder cannot be written.
    """
    start = read_address(request.address)
    place = Folder.open(folder)
    with (
        place.held(),
        open_client(start, agent=agent, language=request.language, timeout=timeout) as client,
    ):
        state = State.open(place.root / NAME)
        _check_same_site(state, start, request, place)
        fetcher = Fetcher(start, client, delay, timeout, say, clock or Clock())
        try:
            return _harvest(request, start, place, state, fetcher, today, progress)
        except Unanswered as error:
            raise SiteError(f"does not answer ({error.reason})", where=start.host, todo=GO_ON) from error


def _harvest(
    request: Request,
    start: httpx.URL,
    place: Folder,
    state: State,
    fetcher: Fetcher,
    today: dt.date,
    progress: Callable[[int, int], None] | None,
) -> Report:
    place.clear_halves()
    state.compact()
    days = tuple(day.isoformat() if day else "" for day in (request.since, request.until))
    asked = (*days, "again" if request.again else "", *request.committees)
    state.note(begin_run(state.run, asked, today))
    sources = Sources(fetcher, start, request.language, state, today)
    site, everything = _know_site(request, start, place, state, sources)
    committees = choose_committees(everything, request.committees)
    last = min(request.until or today, today)
    # The whole of the year, so that the address, and with it what is known of the answer, stays the same for a year.
    horizon = request.until or dt.date(today.year, 12, 31)
    listed, missing = sources.meetings(committees, not request.committees, request.since, horizon)
    tally = Tally()
    tally.failed += [Doubt(committee.title, f"no list of its meetings ({reason})") for committee, reason in missing]
    meetings = [one for one in sort_meetings(listed) if is_within(one, request.since, last) and not is_off(one)]
    run = state.run.number if state.run else 0
    due = [one for one in meetings if is_due(one, state.meetings.get(one.id), place, run, request.again)]
    now = due if request.limit is None else due[: request.limit]
    _fetch_all(now, place, state, sources, site.council, tally, progress)
    if state.run is not None:
        state.note(msgspec.structs.replace(state.run, finished=True))
    have = {one.id for one in meetings if one.id in state.meetings and state.meetings[one.id].file}
    return Report(
        site.council,
        len(committees),
        len(meetings),
        len(have),
        len(tally.new),
        len(tally.changed),
        len(due) - len(now),
        fetcher.requests,
        tuple(tally.failed),
    )


def _check_same_site(state: State, start: httpx.URL, request: Request, place: Folder) -> None:
    if state.site is None:
        return
    home = httpx.URL(state.site.home)
    if home.host != start.host or home.port != start.port:
        raise UsageError(f"holds the minutes of {home.host}", where=str(place.root), todo="name another folder")
    if state.site.language != request.language:
        names = {"en": "English", "cy": "Welsh"}
        raise UsageError(
            f"holds the {names[state.site.language]} minutes", where=str(place.root), todo="name another folder"
        )


def _know_site(
    request: Request, start: httpx.URL, place: Folder, state: State, sources: Sources
) -> tuple[Site, tuple[Committee, ...]]:
    """Whose site it is, and its committees."""
    if state.site is not None:
        sources.move(httpx.URL(state.site.home))
        try:
            committees = sources.committees()
        except Refused:
            committees = find_site(start, sources)  # it may have moved
    else:
        committees = find_site(start, sources)
    if sources.fetcher.secure:
        sources.move(sources.home.copy_with(scheme="https", port=None))
    council = request.council or (state.site.council if state.site else "")
    if not council:
        council = sources.read_council() or name_from_host(start.host)
        if council:
            sources.fetcher.say(f"the council is taken to be {council} (--council corrects it)")
    site = Site(str(sources.home), request.language, one_line(council))
    if state.site is not None and state.site.council != site.council:
        for seen in [one for one in state.meetings.values() if place.has(one.file)]:
            state.note(rename_council(seen, state.site.council, site.council, place))
    if site != state.site:
        state.note(site)
    return site, committees


def _fetch_all(
    due: Sequence[Meeting],
    place: Folder,
    state: State,
    sources: Sources,
    council: str,
    tally: Tally,
    progress: Callable[[int, int], None] | None,
) -> None:
    silent = unwritten = 0
    run = state.run.number if state.run else 0
    for done, meeting in enumerate(due):
        if progress:
            progress(done, len(due))
        seen = state.meetings.get(meeting.id)
        whose = name_meeting(meeting)
        try:
            # What is not there any more is asked for without conditions.
            known = seen if seen is not None and (not seen.file or place.has(seen.file)) else None
            found = sources.minutes(meeting, known)
            state.note(keep_found(found, meeting, seen, place, sources, council, run, tally))
            silent = unwritten = 0
        except Refused as error:
            tally.failed.append(Doubt(whose, error.reason))
            base = seen or Seen(meeting.id, run, meeting.date, sources.today.isoformat())
            state.note(msgspec.structs.replace(base, run=run, failed=error.reason))
            silent = 0
        except Unanswered as error:
            silent += 1
            tally.failed.append(Doubt(whose, error.reason))
            if silent >= _IN_A_ROW:
                raise
        except SourceError as error:
            unwritten += 1
            tally.failed.append(Doubt(whose, str(error)))
            if unwritten >= _IN_A_ROW:  # a full disk, and no use in asking for more
                raise
    if progress:
        progress(len(due), len(due))
