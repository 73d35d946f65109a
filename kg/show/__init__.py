"""One commitment, with its words and its history; all that was read in a document; and what was not taken.

sources      a file, or a source of the graph, by its name
commitment   from the graph and the stored sources: `Shown`
page         `Shown` -> lines for a screen
evidence     a document and its facts -> a web page with every fact marked in the text
unused       what was not taken -> a table
doubts       warnings, and files that were not read -> a table
"""

from __future__ import annotations

from kg.show.commitment import Event, Shown, Words, find_commitment, show_commitment
from kg.show.doubts import doubts_table
from kg.show.evidence import format_evidence
from kg.show.page import format_shown
from kg.show.sources import evidence_page, evidence_pages, find_document, source_text
from kg.show.unused import unused_table

__all__ = [
    "Event",
    "Shown",
    "Words",
    "doubts_table",
    "evidence_page",
    "evidence_pages",
    "find_commitment",
    "find_document",
    "format_evidence",
    "format_shown",
    "show_commitment",
    "source_text",
    "unused_table",
]
