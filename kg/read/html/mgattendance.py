"""The table of those who attended a meeting -> lines as a clerk types them: "Present: …", "Apologies: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What the site says of each, and under which label a clerk lists them; the first that fits. Who is only expected
# was not there yet.
_STATUS = (
    (re.compile(r"expected|disgwylir|not required|vacancy", re.I), ""),
    (re.compile(r"apolog|ymddiheur", re.I), "Apologies"),
    (re.compile(r"absent|absennol|not present|did not attend", re.I), "Absent"),
    (re.compile(r"substitut|dirprwy|reserve", re.I), "Substitutes"),
    (re.compile(r"in attendance|yn bresennol hefyd|observ|invited|guest", re.I), "In attendance"),
    (re.compile(r"present|presennol|attend|virtual|remote|yes", re.I), "Present"),
)
_OFFICER = re.compile(r"officer|secretary|clerk|swyddog|clerc|ysgrifennydd|adviser|advisor|director", re.IGNORECASE)
_MEMBER = re.compile(r"(?:committee |panel |board |council )?member|aelod(?: o'r pwyllgor)?|councillor", re.IGNORECASE)
_ORDER = ("Present", "Substitutes", "In attendance", "Officers in attendance", "Apologies", "Absent")
_HEADS = frozenset(("attendee", "name", "role", "attendance", "member", "enw", "rôl", "presenoldeb", "mynychwr"))


def find_attendance(tree: LexborHTMLParser) -> list[str]:
    """Who attended, a line for each label; empty where the page has no such table, or expects people only."""
    for table in tree.css("table")[:200]:
        rows = list(_rows(table))
        if rows:
            return _list(rows)
    return []


def has_attendance(tree: LexborHTMLParser) -> bool:
    """Whether the page has a table of attendance."""
    return any(next(_rows(table), None) for table in tree.css("table")[:200])


def _rows(table: LexborNode) -> Iterator[tuple[str, str, str]]:
    """(name, role, status) of each person."""
    summary = (table.attributes.get("summary") or "").lower()
    first = table.css_first("tr")
    columns = first.css("th, td")[:6] if first is not None else []
    heads = [" ".join(cell.text(separator=" ").split()).lower() for cell in columns]
    known = "attendance" in summary or "presenoldeb" in summary or len(_HEADS.intersection(heads)) >= 2
    if not known or len(table.css("table")) > 1:
        return
    for row in table.css("tr")[:2000]:
        cells = [" ".join(cell.text(separator=" ").split()) for cell in row.css("td")[:6]]
        if len(cells) >= 2 and cells[0] and len(cells[0]) < 120:
            yield cells[0], cells[1] if len(cells) > 2 else "", cells[2] if len(cells) > 2 else cells[1]


def _list(rows: list[tuple[str, str, str]]) -> list[str]:
    listed: dict[str, list[str]] = {label: [] for label in _ORDER}
    for name, role, status in rows:
        label = next((label for pattern, label in _STATUS if pattern.search(status)), "")
        if not label:
            continue
        officer = _OFFICER.search(role) is not None
        if officer and label in ("Present", "In attendance"):
            label = "Officers in attendance"
        post = "" if _MEMBER.fullmatch(role) or role.lower() in ("officer", "swyddog") else role
        listed[label].append(f"{name} ({post})" if post and post.lower() not in name.lower() else name)
    return [f"{label}: {', '.join(names)}" for label, names in listed.items() if names]
