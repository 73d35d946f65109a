"""Is the graph whole, and is every quote where it is said to be?

shapes     the rules of shapes/*.ttl        report    what was found: `Finding`, `Report`
judge      one document's graph, by pySHACL    select    rules that are queries, over all documents
sources    quotes against the stored bytes     places    a node's words, file and line
folder     all of it, for a graph folder       text, machine     the report as text, JSON and Turtle
"""

from __future__ import annotations

from kg.validate.folder import validate_graph
from kg.validate.machine import render_json, render_turtle
from kg.validate.report import Finding, Quote, Report, Severity
from kg.validate.text import render_text

__all__ = [
    "Finding",
    "Quote",
    "Report",
    "Severity",
    "render_json",
    "render_text",
    "render_turtle",
    "validate_graph",
]
