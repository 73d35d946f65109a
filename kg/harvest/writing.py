"""The minutes of a meeting as a page: what `kg build` reads, and a person can open in a browser."""

from __future__ import annotations

import datetime as dt
from html import escape

from kg.harvest.meetings import Minutes

# Named here, since the names that `strftime` gives follow the settings of the machine.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_HEAD = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{url}">
</head>
<body>
<div id="modgov">
<div class="mgContent">
<h2 class="mgSubTitleTxt">{head}</h2>
"""
_FOOT = "</div>\n</div>\n</body>\n</html>\n"


def write_page(minutes: Minutes, *, council: str, url: str, language: str) -> bytes:
    """A page with the classes that ModernGov's own pages have, so that it is read as one of them.

    The same minutes give the same bytes.

    Args:
        minutes: what was harvested.
        council: its name, for the title.
        url: the address of the meeting on the council's site.
        language: "en" or "cy".
    """
    when = ", ".join(part for part in (write_day(minutes.date), minutes.time) if part)
    head = " - ".join(part for part in (minutes.committee, when) if part)
    title = " - ".join(part for part in ("Minutes", head, council) if part)
    lines = [_HEAD.format(language=language, title=escape(title), url=escape(url), head=escape(head))]
    if minutes.place:
        lines.append(f'<p><span class="mgLabel">Venue:</span> {escape(minutes.place)}</p>\n')
    if minutes.attendees:
        lines.append(_attendance(minutes))
    lines.append('<table class="mgItemTable" summary="Table of items">\n')
    for item in minutes.items:
        lines.append('<tr>\n<td class="mgItemNumberCell">')
        lines.append(f'<p class="mgAiTitleTxt">{escape(item.number)}</p></td>\n<td>\n')
        if item.title:
            lines.append(f'<p class="mgAiTitleTxt">{escape(item.title)}</p>\n')
        last = ""
        for label, html in item.parts:
            if label != last:
                lines.append(f'<p class="mgSubItemTitleTxt">{escape(label)}:</p>\n')
                last = label
            lines.append(f'<div class="mgWordPara">{html}</div>\n')
        lines.append("</td>\n</tr>\n")
    lines += ["</table>\n", _FOOT]
    return "".join(lines).encode("utf-8", "replace")


def name_council(page: bytes, old: str, new: str) -> bytes:
    """A page as it would be had the council been called otherwise."""
    end = "".join(f" - {escape(name)}" for name in (old,) if name) + "</title>"
    put = "".join(f" - {escape(name)}" for name in (new,) if name) + "</title>"
    return page.replace(end.encode(), put.encode(), 1)


def _attendance(minutes: Minutes) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.name)}</td><td>{escape(one.role)}</td><td>{escape(one.attendance)}</td></tr>\n"
        for one in minutes.attendees
    )
    head = "<thead><tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr></thead>"
    return (
        '<h3 class="mgSubSubTitleTxt">Attendance</h3>\n'
        f'<table class="mgStatsTable" summary="Table of meeting attendance">\n{head}\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def write_day(day: str) -> str:
    """A day in words.

    >>> write_day("2026-05-04")
    'Monday 4 May 2026'
    """
    if not day:
        return ""
    date = dt.date.fromisoformat(day)
    return f"{_DAYS[date.weekday()]} {date.day} {_MONTHS[date.month - 1]} {date.year}"
