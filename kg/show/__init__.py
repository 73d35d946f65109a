"""One commitment, with the words that state it and what became of it.

commitment   from the graph and the stored sources: `Shown`
page         `Shown` -> lines for a screen
"""

from __future__ import annotations

from kg.show.commitment import Event, Shown, Words, find_commitment, show_commitment, source_text
from kg.show.page import format_shown

__all__ = [
    "Event",
    "Shown",
    "Words",
    "find_commitment",
    "format_shown",
    "show_commitment",
    "source_text",
]
