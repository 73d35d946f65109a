"""What a council's site tells of its meetings: committees, meetings, and the minutes of one."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct


class Committee(Struct, frozen=True):
    """A committee, panel, board or forum.

    Args:
        id: its number on the site.
        title: its name, on one line.
        ended: whether the site calls it deleted or expired.
    """

    id: str
    title: str
    ended: bool = False


class Meeting(Struct, frozen=True):
    """A meeting as a list of meetings gives it.

    Args:
        id: its number on the site.
        committee: the number of its committee.
        title: the name of its committee.
        date: ISO 8601.
        status: "Confirmed", "Cancelled" and the like, as the site has it; may be empty.
    """

    id: str
    committee: str
    title: str
    date: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody on the list of attendance.

    Args:
        name: with title, as written.
        role: "Chair", "Committee Member", "Officer"; may be empty.
        attendance: "Present", "Apologies", "Expected" and so on.
    """

    name: str
    role: str
    attendance: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of business.

    Args:
        number: as shown ("4.", "12a"); empty for a heading between items.
        title: on one line.
        parts: what stands below it, in order: a label ("" for the words of the agenda, "Decision", "Minutes") and HTML.
    """

    number: str
    title: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting with what was minuted.

    Args:
        committee: the name of the committee, as this page of the site has it; may be empty.
        date: ISO 8601; may be empty.
        time: as written ("10.00 am").
        place: where it was.
        items: in the order of the agenda.
        attendees: in the order of the site.
        published: whether the site says that there are minutes, be they here or not.
        printed: the address of the minutes as a PDF, where the page says it.
    """

    committee: str
    date: str
    time: str = ""
    place: str = ""
    items: tuple[Item, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    published: bool = False
    printed: str = ""

    @property
    def minuted(self) -> bool:
        """Whether the minutes of any item are there."""
        return any(label == MINUTES for item in self.items for label, _ in item.parts)


def is_number(words: str) -> bool:
    """Whether these words are what a site numbers things with.

    >>> is_number("812"), is_number("8/../12"), is_number("٣")
    (True, False, False)
    """
    return words.isascii() and words.isdecimal() and len(words) <= 12


MINUTES = "Minutes"
DECISION = "Decision"
