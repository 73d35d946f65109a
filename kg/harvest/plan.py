"""What to ask for: which committees are meant, which meetings can have changed, and whether a run goes on."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence

from kg.errors import UsageError
from kg.harvest.folder import Folder
from kg.harvest.meetings import Committee, Meeting
from kg.harvest.state import Run, Seen
from kg.resolve.slugs import slugify

_RECENT = 13 * 7  # days after which minutes no longer change: they are approved at the next meeting, or the one after
_HOPE = 366  # days after which minutes that are not there will not come
_OLD_RUN = 7  # days after which a run that stopped is not gone on with


def choose_committees(everything: Sequence[Committee], names: Sequence[str]) -> tuple[Committee, ...]:
    """The committees that are meant: by their whole name, or else by a part of it; all that still meet without names.

    >>> some = [Committee("1", "Housing Panel"), Committee("2", "Health Panel"), Committee("3", "Old Panel", True)]
    >>> names = (["housing panel"], ["panel"], ["Old Panel"], [])
    >>> [[one.id for one in choose_committees(some, wanted)] for wanted in names]
    [['1'], ['1', '2'], ['3'], ['1', '2']]

    Raises:
        UsageError: a name is that of none.
    """
    if not names:
        return tuple(one for one in everything if not one.ended)
    chosen: dict[str, Committee] = {}
    for name in names:
        wanted = slugify(name)
        slugs = [(slugify(one.title), one) for one in everything]
        found = (
            [one for slug, one in slugs if slug == wanted]
            or [one for slug, one in slugs if wanted in slug and not one.ended]
            or [one for slug, one in slugs if wanted in slug]
        )
        if not found:
            near = difflib.get_close_matches(wanted, [slug for slug, _ in slugs], n=3, cutoff=0.6)
            titles = [next(one.title for slug, one in slugs if slug == close) for close in near]
            hint = f"did you mean {' or '.join(map(repr, titles))}?" if titles else "leave --committee out for all"
            raise UsageError(f"there is no committee {name!r} on the site", todo=hint)
        chosen |= {one.id: one for one in found}
    return tuple(chosen.values())


def sort_meetings(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Each meeting once, the newest first: it is the newest minutes that are wanted if anything stops us."""
    return sorted({one.id: one for one in meetings}.values(), key=lambda one: (one.date, int(one.id)), reverse=True)


def is_within(meeting: Meeting, since: dt.date | None, last: dt.date) -> bool:
    """Whether a meeting lies in the days asked for."""
    return (since is None or meeting.date >= since.isoformat()) and meeting.date <= last.isoformat()


def is_off(meeting: Meeting) -> bool:
    """Whether it did not take place."""
    return meeting.status.lower().startswith(("cancel", "withdrawn", "canslwyd", "wedi'i ganslo"))


def is_due(meeting: Meeting, seen: Seen | None, place: Folder, run: int, again: bool) -> bool:
    """Whether a meeting is to be asked for: what cannot have changed since is not."""
    if seen is not None and seen.run == run:
        return False
    if seen is None or again or seen.failed:
        return True
    if seen.file and not place.has(seen.file):
        return True
    # Not how old the meeting is now, but how old it was when it was asked for: a draft of last year has been approved.
    age = (dt.date.fromisoformat(seen.day) - dt.date.fromisoformat(meeting.date)).days
    return age <= (_RECENT if seen.file else _HOPE)


def begin_run(last: Run | None, asked: tuple[str, ...], today: dt.date) -> Run:
    """This run: the one that stopped, if it asked the same a few days ago; else a new one."""
    if last is not None and not last.finished and last.asked == asked:
        age = today - dt.date.fromisoformat(last.day)
        if dt.timedelta(0) <= age <= dt.timedelta(_OLD_RUN):
            return last
    return Run(last.number + 1 if last else 1, asked, today.isoformat())
