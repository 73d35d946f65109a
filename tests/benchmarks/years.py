"""Minutes of invented panels that meet every month for years: the same officers promise, again and again.

What grows with the years is what a site has long pages of: a panel with all that it is owed, a person with all that they
said, a council with all its meetings.
"""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

_PANELS = (
    "Tidal Works Panel",
    "Lamps and Lanes Panel",
    "Allotments Committee",
    "Ferries Panel",
    "Libraries Panel",
    "Weirs and Bridges Panel",
)
_OFFICERS = (
    ("Odile Marchetti", "Director of Tidal Works"),
    ("Tunde Abara", "Head of Moorings"),
    ("Ingrid Solberg", "Head of Street Lighting"),
    ("Pascal Verrier", "Allotments Manager"),
    ("Wanda Kruszka", "Ferries Manager"),
    ("Bashir Rahmani", "Head of Finance"),
    ("Marguerite Oyelaran", "Governance Officer"),
)
_COUNCILLORS = (
    "Hesper Quill",
    "Dugald Strachan",
    "Imke Vandenberg",
    "Roshni Thakkar",
    "Lorcan Feeney",
    "Perpetua Dunn",
)
_MATTERS = (
    ("sluice gates", "working sluice gates"),
    ("lamp columns", "lamp columns mended in time"),
    ("vacant plots", "plots let within a month"),
    ("late sailings", "sailings that left on time"),
    ("handrails", "handrails inspected"),
    ("lending desks", "lending desks open on Saturdays"),
    ("fish passes", "fish passes cleared"),
)
_PLACES = ("Eel Quay", "Salt Lane", "Cooper's Reach", "the Old Lock", "Heron Steps", "Mill Fleet", "Withy Bank")
_DOCUMENTS = ("a costed programme", "the inspection records", "a breakdown by ward", "the draft timetable", "a map")
_MONTHS = tuple(dt.date(2000, month, 1).strftime("%B") for month in range(1, 13))


def write_years(folder: Path, months: int, *, panels: int = 3, council: str = "Saltmarsh Borough Council") -> int:
    """Write the minutes of one council to a folder; how many documents that is.

    Args:
        folder: made if it is not there.
        months: for how long each panel has met, once a month, up to May 2026.
        panels: how many; not more than six.
        council: its name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = council.split()[0].lower()
    for month, (number, panel) in itertools.product(range(months), enumerate(_PANELS[:panels])):
        latest = 2026 * 12 + 4 - month
        day = dt.date(latest // 12, latest % 12 + 1, 3 + 4 * number)
        name = f"{stem}-{panel.lower().replace(' ', '-')}-{day.isoformat()}.txt"
        (folder / name).write_text(_minutes(council, panel, day, month * panels + number), encoding="utf-8")
    return months * panels


def _minutes(council: str, panel: str, day: dt.date, seed: int) -> str:
    chair, *members = (_COUNCILLORS[(seed + i) % len(_COUNCILLORS)] for i in range(4))
    officers = [_OFFICERS[(seed + i) % len(_OFFICERS)] for i in range(4)]
    parts = [
        f"{council.upper()}\n\n{panel.upper()}\n\n{_written(day)} at 2.00 pm, Long Room, Weir House\n",
        f"Present:        Councillor {chair} (Chair)\n                Councillors {', '.join(members[:-1])} and {members[-1]}\n",
        "In attendance:  " + "\n                ".join(f"{name}, {post}" for name, post in officers) + "\n",
        "1    MINUTES\n\nRESOLVED - That the minutes of the last meeting be approved as a correct record.\n",
    ]
    parts += [_item(number, seed, day, officers, members) for number in range(2, 6)]
    return "\n".join(parts)


def _item(number: int, seed: int, day: dt.date, officers: list[tuple[str, str]], members: list[str]) -> str:
    turn = seed * 5 + number
    (name, post), (other, other_post) = officers[number % 4], officers[(number + 1) % 4]
    thing, figure = _MATTERS[turn % len(_MATTERS)]
    place, paper = _PLACES[turn // 7 % len(_PLACES)], _DOCUMENTS[turn // 3 % len(_DOCUMENTS)]
    due = day + dt.timedelta(days=30 + turn * 11 % 200)
    surname = name.split()[-1]
    return (
        f"{number}    {thing.upper()} AT {place.upper()}\n\n"
        f"{name}, {post}, reported that {60 + turn * 7 % 39}.{turn % 10}% of {figure} had been recorded at {place} in the "
        f"last quarter, against {55 + turn * 3 % 40}% a year earlier. {surname} undertook to send {paper} of the {thing} at "
        f"{place} to the Panel by {_written(due)}.\n\n"
        f"Councillor {members[turn % len(members)]} asked that {other}, {other_post}, write to the residents of {place} "
        f"about the {thing} by {_written(due + dt.timedelta(days=14))}.\n\n"
        f"RESOLVED - That the {other_post} report to the next meeting on the {thing} at {place}.\n"
    )


def _written(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
