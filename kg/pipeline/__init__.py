"""The one place that runs the stages and hands the result of one to the next.

    gather -> read -> extract        `reading`: each file by itself, in as many processes as wanted
    resolve                          `build`: each council by itself: who is whom in its documents
    graph -> store                   `build`: N-Quads lines, one named graph a document, committed at the end

The result depends on the files alone: not on their order, the number of processes, or how many builds they came in.
"""

from kg.pipeline.build import DEFAULT_BASE, build_graph
from kg.pipeline.reading import LIMITS, Read, read_source, render_source, section_stem
from kg.pipeline.report import BuildReport, NotCurrent, NotTaken

__all__ = [
    "DEFAULT_BASE",
    "LIMITS",
    "BuildReport",
    "NotCurrent",
    "NotTaken",
    "Read",
    "build_graph",
    "read_source",
    "render_source",
    "section_stem",
]
