"""What a person should look at after a build, and which files were not read, as a table: all of it."""

from __future__ import annotations

from rdflib import Literal

from kg.gather import show_name
from kg.pipeline import BuildReport
from kg.store.base import Table

COLUMNS = ("kind", "source", "what", "todo")


def doubts_table(report: BuildReport) -> Table:
    """The warnings and the files that were skipped as an answer, which every form of `kg query` can take."""
    kinds = (("skipped", report.skipped), ("warning", report.warnings))
    return Table(
        COLUMNS,
        tuple(
            (Literal(kind), Literal(show_name(one.where)), Literal(one.what), Literal(one.todo) if one.todo else None)
            for kind, doubts in kinds
            for one in doubts
        ),
    )
