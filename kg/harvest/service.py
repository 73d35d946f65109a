"""The web service of ModernGov, mgWebService.asmx: what is asked, and what the answers say."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

from kg.harvest.cleaning import clean_html, decode_again
from kg.harvest.meetings import DECISION, MINUTES, Attendee, Committee, Item, Meeting, Minutes, is_number
from kg.harvest.tree import NotOurs, is_true, one_line, text_of

_EARLIEST = dt.date(1990, 1, 1)
_ALL = "0"  # the committee number that stands for every committee


def service_address(operation: str, language: str = "en", **given: str) -> str:
    """The address of an operation, below the folder of the site.

    >>> service_address("GetMeeting", lMeetingId="12")
    'mgWebService.asmx/GetMeeting?lMeetingId=12'
    """
    # Welsh has a service of its own beside the English one.
    name = "mgWebServiceW.asmx" if language == "cy" else "mgWebService.asmx"
    return f"{name}/{operation}" + (f"?{urlencode(given, safe='/')}" if given else "")


def meetings_address(committee: str, since: dt.date | None, until: dt.date, language: str) -> str:
    """The address of the list of meetings of a committee, or of all ("")."""
    return service_address(
        "GetMeetings",
        language,
        lCommitteeId=committee or _ALL,
        sFromDate=(since or _EARLIEST).strftime("%d/%m/%Y"),
        sToDate=until.strftime("%d/%m/%Y"),
    )


def read_committees(root: ET.Element) -> tuple[Committee, ...]:
    """The committees of `GetCommittees`.

    Raises:
        NotOurs: the answer is none of that operation.
    """
    if root.tag != "committees" and root.find(".//committees") is None:
        raise NotOurs(f"an answer that begins with <{root.tag[:40]}>, not with committees")
    return tuple(
        Committee(
            text_of(one, "committeeid"),
            text_of(one, "committeetitle"),
            is_true(one, "committeedeleted") or is_true(one, "committeeexpired"),
        )
        for one in root.iter("committee")
        if is_number(text_of(one, "committeeid"))
    )


def read_meetings(root: ET.Element) -> tuple[Meeting, ...]:
    """The meetings of `GetMeetings`, in the order of the answer; those without a number or a date are left out.

    Raises:
        NotOurs: the answer is none of that operation.
    """
    if root.tag != "getmeetings" and root.find(".//getmeetings") is None:
        raise NotOurs(f"an answer that begins with <{root.tag[:40]}>, not with getmeetings")
    found = []
    for committee in root.iter("committee"):
        number, title = text_of(committee, "committeeid"), text_of(committee, "committeetitle")
        for one in committee.iter("meeting"):
            day = read_day(text_of(one, "meetingdate"))
            if is_number(text_of(one, "meetingid")) and is_number(number) and day:
                found.append(Meeting(text_of(one, "meetingid"), number, title, day, text_of(one, "meetingstatus")))
    return tuple(found)


def read_minutes(root: ET.Element, title: str) -> Minutes:
    """A meeting of `GetMeeting`.

    What the site does not show to the public (restricted items, minutes not yet published) is left out, even where
    the answer holds it.

    Args:
        root: the answer.
        title: the name of its committee, which the answer does not always say.

    Raises:
        NotOurs: the answer is none of that operation.
    """
    meeting = root if root.tag == "meeting" else root.find(".//meeting")
    if meeting is None or not text_of(meeting, "meetingid"):
        raise NotOurs(f"an answer that begins with <{root.tag[:40]}>, not with a meeting")
    items = [_read_item(one) for one in meeting.iter("agendaitem") if is_true(one, "isdisplayallowed", True)]
    attendees = [
        Attendee(*(one_line(one.get(name, "")) for name in ("name", "roledescription", "attendance")))
        for one in meeting.iter("attendee")
    ]
    return Minutes(
        title,
        read_day(text_of(meeting, "meetingdate")),
        text_of(meeting, "meetingtime"),
        text_of(meeting, "meetinglocation"),
        tuple(items),
        tuple(one for one in attendees if one.name),
        is_true(meeting, "minutepublished"),
    )


def _read_item(one: ET.Element) -> Item:
    number = text_of(one, "fulldisplaynumberformat")
    if not number and text_of(one, "agendaitemnumber") not in ("", "0"):
        number = text_of(one, "agendaitemnumber") + "."
    parts = []
    if not is_true(one, "isrestricted"):
        parts.append(("", one.findtext("agendatext")))
        if is_true(one, "isdecisionpublished"):
            parts.append((DECISION, one.findtext("decisionnonemptyhtmlbody")))
        if is_true(one, "isminutepublished", True):
            parts.append((MINUTES, one.findtext("minutesnonemptyhtmlbody")))
    cleaned = ((label, clean_html(decode_again(html or ""))) for label, html in parts)
    return Item(number, text_of(one, "agendaitemtitle"), tuple((label, html) for label, html in cleaned if html))


def read_day(words: str) -> str:
    """A day of the service, dd/MM/yyyy, as ISO 8601; empty if it is none.

    >>> read_day("04/05/2026"), read_day("31/02/2026")
    ('2026-05-04', '')
    """
    try:
        return dt.datetime.strptime(words.strip()[:10], "%d/%m/%Y").date().isoformat()
    except ValueError:
        return ""
