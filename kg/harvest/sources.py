"""Where committees, meetings and minutes come from: the web service, and the pages where that is off."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypedDict, TypeVar

import httpx
import msgspec
from selectolax.lexbor import LexborHTMLParser

from kg.harvest import pages, service
from kg.harvest.addresses import same_site
from kg.harvest.cleaning import NoPage, parse_html
from kg.harvest.fetching import Answer, Damaged, Fetcher, Refused, Unanswered
from kg.harvest.meetings import MINUTES, Committee, Meeting, Minutes
from kg.harvest.state import Listed, Seen, State
from kg.harvest.tree import NotOurs, NotXml, parse_tree

T = TypeVar("T")


class _Lists(TypedDict, total=False):
    committees: tuple[Committee, ...]
    meetings: tuple[Meeting, ...]
    council: str


_PATIENCE = 3  # meetings that the service refuses in a row before it is left alone


@dataclass(frozen=True, slots=True)
class Found:
    """An answer about one meeting.

    Args:
        url: what was asked.
        minutes: what it says; None if it is unchanged.
        etag, modified: what came with it.
        printed: the minutes as a PDF, where only that is published.
    """

    url: str
    minutes: Minutes | None
    etag: str = ""
    modified: str = ""
    printed: bytes = b""


@dataclass(slots=True)
class Sources:
    """One site, whose answers are noted as they come.

    Args:
        fetcher: asks it.
        home: the folder of its pages.
        language: "en" or "cy".
        state: what was answered before.
        today: the day.
    """

    fetcher: Fetcher
    home: httpx.URL
    language: str
    state: State
    today: dt.date
    council: str = ""
    _refusals: int = 0
    _off: dict[str, str] = field(default_factory=dict)

    def move(self, home: httpx.URL) -> None:
        """Look in another folder of the site."""
        self.home = home
        self._off.clear()

    def committees(self) -> tuple[Committee, ...]:
        """All committees of the site.

        Raises:
            Refused: neither service nor pages have them.
        """
        try:
            url = self._url(service.service_address("GetCommittees", self.language))
            listed = self._list(url, lambda answer: {"committees": _read(answer, service.read_committees)})
            if listed.committees:
                return listed.committees
            reason = "it lists no committees"
        except Refused as error:
            reason = error.reason
        self._off["GetMeetings"] = reason  # who does not say which committees there are does not say when they met
        return self._committees_of_pages(reason)

    def _committees_of_pages(self, reason: str) -> tuple[Committee, ...]:
        tried = [f"web service: {reason}"]
        for name in pages.COMMITTEES:
            try:
                found = self._page_list(self._url(self._in_language(name))).committees
                if found:
                    return found
                tried.append(f"{name.partition('?')[0]}: no committees on it")
            except Refused as error:
                tried.append(f"{name.partition('?')[0]}: {error.reason}")
        raise Refused("; ".join(tried))

    def read_council(self) -> str:
        """The name of the council, from the title of its pages; empty if it is not there."""
        for name in pages.COMMITTEES:
            try:
                self._page_list(self._url(self._in_language(name)))
            except Refused:
                continue
            if self.council:
                break
        return self.council

    def meetings(
        self, committees: tuple[Committee, ...], every: bool, since: dt.date | None, until: dt.date
    ) -> tuple[tuple[Meeting, ...], tuple[tuple[Committee, str], ...]]:
        """The meetings of some committees, and those of which there is no list, with the reason.

        Args:
            committees: whose.
            every: whether these are all that the site has: then one request may do.
            since: the first day that the service is asked for; it may give more.
            until: the last.
        """
        wanted = {one.id: one for one in committees}
        if every and "GetMeetings" not in self._off:
            try:
                url = self._url(service.meetings_address("", since, until, self.language))
                found = self._list(url, lambda answer: {"meetings": _read(answer, service.read_meetings)}).meetings
                if found:
                    return tuple(one for one in found if one.committee in wanted), ()
            except (Refused, Unanswered) as error:
                self.fetcher.say(f"no list of all meetings at once ({error.reason}): asking for each committee")
        meetings: list[Meeting] = []
        missing: list[tuple[Committee, str]] = []
        for committee in committees:
            try:
                meetings += self._meetings_of(committee, since, until)
            except Refused as error:
                missing.append((committee, error.reason))
        return tuple(meetings), tuple(missing)

    def _meetings_of(self, committee: Committee, since: dt.date | None, until: dt.date) -> tuple[Meeting, ...]:
        if "GetMeetings" not in self._off:
            try:
                url = self._url(service.meetings_address(committee.id, since, until, self.language))
                found = self._list(url, lambda answer: {"meetings": _read(answer, service.read_meetings)}).meetings
                return tuple(
                    msgspec.structs.replace(one, committee=committee.id, title=one.title or committee.title)
                    for one in found
                )
            except Refused as error:
                self._off["GetMeetings"] = error.reason
        url = self._url(self._in_language(f"ieListMeetings.aspx?CId={committee.id}&Year=0"))
        return self._list(
            url, lambda answer: {"meetings": pages.read_meetings(_page(answer), answer.url, committee)}
        ).meetings

    def minutes(self, meeting: Meeting, seen: Seen | None) -> Found:
        """The minutes of a meeting.

        Args:
            meeting: which.
            seen: what was answered before, for a conditional request.

        Raises:
            Refused: neither service nor page has it.
        """
        if "GetMeetings" not in self._off and "GetMeeting" not in self._off:
            url = self._url(service.service_address("GetMeeting", self.language, lMeetingId=meeting.id))
            try:
                found = self._meeting(
                    url, seen, lambda answer: _read(answer, lambda root: service.read_minutes(root, meeting.title))
                )
            except Refused as error:
                self._refusals += 1
                if self._refusals >= _PATIENCE:
                    self._off["GetMeeting"] = error.reason
                    self.fetcher.say(f"the web service does not give minutes ({error.reason}): reading pages")
            else:
                self._refusals = 0
                if found.minutes is not None and found.minutes.published and not found.minutes.minuted:
                    return self._with_printed(found, self._ask(self.page_of(meeting), pages.read_printed))
                return found
        return self._minutes_of_page(meeting, seen)

    def _minutes_of_page(self, meeting: Meeting, seen: Seen | None) -> Found:
        url = self._url(self._in_language(self.page_of(meeting)))
        cut: list[tuple[int, str]] = []

        def read(answer: Answer) -> Minutes:
            minutes, more = pages.read_minutes(_page(answer), answer.url, meeting.title)
            cut[:] = more
            return minutes

        found = self._meeting(url, seen, read)
        minutes = found.minutes
        if minutes is None or not minutes.minuted:
            return self._with_printed(found, httpx.URL(minutes.printed) if minutes and minutes.printed else None)
        items = list(minutes.items)
        for index, number in cut:
            try:
                whole = self._ask(f"mgAi.aspx?ID={number}", lambda page, _: pages.read_item(page))
            except Refused:
                continue  # what is there stays, and says that it was cut
            if any(label == MINUTES for label, _ in whole):
                items[index] = replace(items[index], parts=whole)
        try:
            attendees = self._ask(
                f"mgMeetingAttendance.aspx?ID={meeting.id}", lambda page, _: pages.read_attendance(page)
            )
        except Refused:
            attendees = ()
        return replace(found, minutes=replace(minutes, items=tuple(items), attendees=attendees))

    def _with_printed(self, found: Found, url: httpx.URL | None) -> Found:
        """With the minutes as a PDF, if there are some."""
        if url is None or not same_site(url, self.home):
            return found
        data = self.fetcher.get(url, lambda answer: answer.data)
        return replace(found, printed=data) if data.startswith(b"%PDF-") else found

    def page_of(self, meeting: Meeting) -> str:
        """The page of a meeting, below the folder of the site: what a person opens."""
        return f"ieListDocuments.aspx?CId={meeting.committee}&MId={meeting.id}&Ver=4"

    def address_of(self, meeting: Meeting) -> str:
        """The whole address of the page of a meeting."""
        return str(self._url(self._in_language(self.page_of(meeting))))

    def _url(self, page: str) -> httpx.URL:
        return self.home.join(page)

    def _in_language(self, page: str) -> str:
        if self.language == "cy":
            return f"{page}&LLL=1"
        # On the sites of Wales English has to be asked for.
        return f"{page}&LLL=0" if self.home.host.endswith((".wales", ".cymru")) else page

    def _ask(self, page: str, read: Callable[[LexborHTMLParser, httpx.URL], T]) -> T:
        return self.fetcher.get(self._url(self._in_language(page)), lambda answer: read(_page(answer), answer.url))

    def _page_list(self, url: httpx.URL) -> Listed:
        def read(answer: Answer) -> _Lists:
            page = _page(answer)
            return {"committees": pages.read_committees(page, answer.url), "council": pages.read_council(page)}

        listed = self._list(url, read)
        self.council = self.council or listed.council
        return listed

    def _list(self, url: httpx.URL, read: Callable[[Answer], _Lists]) -> Listed:
        """An answer that lists something: of this run, unchanged, or new."""
        key = str(url)
        run = self.state.run.number if self.state.run else 0
        known = self.state.lists.get(key)
        if known is not None and known.run == run:
            if known.refused:
                raise Refused(known.refused)
            return known

        def take(answer: Answer) -> Listed:
            if answer.unchanged and known is not None:
                return msgspec.structs.replace(known, run=run)
            return Listed(key, run, answer.etag, answer.modified, **read(answer))

        try:
            listed = self.fetcher.get(url, take, known.etag if known else "", known.modified if known else "")
        except Refused as error:
            self.state.note(Listed(key, run, refused=error.reason))
            raise
        self.state.note(listed)
        return listed

    def _meeting(self, url: httpx.URL, seen: Seen | None, read: Callable[[Answer], Minutes]) -> Found:
        key = str(url)
        same = seen if seen is not None and seen.url == key else None

        def take(answer: Answer) -> Found:
            return Found(key, None if answer.unchanged else read(answer), answer.etag, answer.modified)

        return self.fetcher.get(url, take, same.etag if same else "", same.modified if same else "")


def _read(answer: Answer, reader: Callable[[ET.Element], T]) -> T:
    """What a reader makes of the XML of an answer."""
    head = answer.data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        raise Refused("a web page came instead of XML")
    if head and not head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise Refused("what came is not XML")
    try:
        return reader(parse_tree(answer.data))
    except NotXml as error:
        raise Damaged(str(error)) from error
    except (NotOurs, NoPage) as error:
        raise Refused(str(error)) from error


def _page(answer: Answer) -> LexborHTMLParser:
    """The HTML of an answer."""
    try:
        return parse_html(answer.text)
    except NoPage as error:
        raise Refused(str(error)) from error
