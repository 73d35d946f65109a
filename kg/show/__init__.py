"""One commitment, with the words that state it and what became of it; and what was not taken for one.

commitment   from the graph and the stored sources: `Shown`
page         `Shown` -> lines for a screen
unused       what was not taken -> a table
"""

from __future__ import annotations

from kg.show.commitment import Event, Shown, Words, find_commitment, show_commitment, source_text
from kg.show.page import format_shown
from kg.show.unused import unused_table

__all__ = [
    "Event",
    "Shown",
    "Words",
    "find_commitment",
    "format_shown",
    "show_commitment",
    "source_text",
    "unused_table",
]
