"""What was found about a meeting, put into the folder beside what was there before."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

import msgspec

from kg.errors import Doubt
from kg.harvest.folder import Folder, name_file
from kg.harvest.meetings import Meeting
from kg.harvest.sources import Found, Sources
from kg.harvest.state import Seen
from kg.harvest.writing import name_council, write_page

_ROW = ("council", "body", "date", "url", "saved")
# What a PDF says of the moment at which it was made.
_MADE = re.compile(
    rb"/(?:CreationDate|ModDate)\s*\([^)]{0,40}\)|/ID\s*\[[^\]]{0,200}\]|<xmp:\w+Date>[^<]{0,40}</xmp:\w+Date>"
)


@dataclass(slots=True)
class Tally:
    """What a run has done so far.

    Args:
        new: meetings whose minutes were not there before.
        changed: meetings whose minutes are other ones now.
        failed: what could not be had.
    """

    new: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    failed: list[Doubt] = field(default_factory=list)


def _undated(pdf: bytes) -> bytes:
    """A PDF without the moment at which it was made: a site may make it anew for everybody who asks."""
    return _MADE.sub(b"", pdf)


def name_meeting(meeting: Meeting) -> str:
    """A meeting, for a message."""
    return f"{meeting.title or 'meeting'}, {meeting.date} (meeting {meeting.id})"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def rename_council(seen: Seen, old: str, new: str, place: Folder) -> Seen:
    """Correct the name of the council in a file that was written before, and in its row of the table."""
    before = dict(zip(_ROW, seen.row, strict=False))
    row = before | {"council": new}
    page = place.read(seen.file)
    digest = seen.sha256
    if page is not None and seen.file.endswith(".html") and _digest(page) == seen.sha256:
        page = name_council(page, old, new)
        place.write(seen.file, page)
        digest = _digest(page)
    place.record(seen.file, row, before)
    return msgspec.structs.replace(seen, sha256=digest, row=tuple(row.values()))


def keep_found(
    found: Found,
    meeting: Meeting,
    seen: Seen | None,
    place: Folder,
    sources: Sources,
    council: str,
    run: int,
    tally: Tally,
) -> Seen:
    """Write what was found, and what is to be known of it the next time."""
    day = sources.today.isoformat()
    if found.minutes is None and seen is not None:
        return msgspec.structs.replace(seen, run=run, day=day, failed="")
    if found.minutes is None or not (found.minutes.minuted or found.printed):
        if found.minutes is not None and found.minutes.published:
            said = "the site says that there are minutes, but shows none that can be read"
            tally.failed.append(Doubt(name_meeting(meeting), said, "look at its page"))
        if seen is not None and seen.file:  # what was published stays
            return msgspec.structs.replace(seen, run=run, day=day, failed="")
        return Seen(meeting.id, run, meeting.date, day, found.url, found.etag, found.modified)
    minutes = found.minutes
    title = meeting.title or minutes.committee or "meetings"
    address = sources.address_of(meeting)
    page = found.printed or write_page(minutes, council=council, url=address, language=sources.language)
    suffix = ".pdf" if found.printed else ".html"
    name = seen.file if seen is not None and seen.file.endswith(suffix) else ""
    name = name or name_file(title, meeting.date, meeting.id, suffix)
    before = dict(zip(_ROW, seen.row, strict=False)) if seen is not None and seen.file == name else {}
    there = place.read(name)
    if there is not None and seen is not None and _digest(page) == seen.sha256:
        page = there  # what a person has changed in it stays, as long as the site says what it said
    if there is not None and found.printed and _undated(there) == _undated(page):
        page = there
    # The day tells of two texts of one page which is the newer.
    saved = before.get("saved", "") if there == page else day
    row = dict(zip(_ROW, (council, title, minutes.date or meeting.date, address, saved), strict=True))
    if there is not None and there != page:
        older = place.keep_older(name)
        place.record(older, row | {"saved": before.get("saved", "")}, None)
        tally.changed.add(meeting.id)
    elif there is None:
        tally.new.add(meeting.id)
    if there != page:
        place.write(name, page)
    place.record(name, row, before or None)
    digest = seen.sha256 if seen is not None and there == page and seen.file == name else _digest(page)
    return Seen(
        meeting.id, run, meeting.date, day, found.url, found.etag, found.modified, name, digest, tuple(row.values())
    )
