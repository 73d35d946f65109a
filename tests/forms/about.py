"""What is known of a meeting besides its minutes, which pages and printed papers say around them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """The council, body and date (ISO) of a meeting; empty where it is not known."""

    council: str = ""
    body: str = ""
    date: str = ""

    @property
    def day(self) -> str:
        """ "Thursday, 5th June, 2025", as ModernGov prints it."""
        if not self.date:
            return ""
        day = datetime.date.fromisoformat(self.date)
        suffix = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
        return f"{day:%A}, {day.day}{suffix} {day:%B}, {day.year}"
