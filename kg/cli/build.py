"""`kg build`: minutes -> graph folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from kg.cli.answers import check_output, write_answer
from kg.cli.options import AS_OF, graph_option
from kg.cli.progress import show_progress
from kg.cli.report import print_report
from kg.pipeline import LIMITS, BuildReport, build_graph
from kg.settings import read_base

_LISTS = ("csv", "xlsx", "json", "md")


@click.command("build")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@graph_option(must_exist=False)
@click.option("--base", metavar="IRI", help="What the addresses of the data begin with (also `base` in kg.toml).")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes read the minutes."
)
@click.option(
    "--unused",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what was not taken for a commitment, and why, as .csv, .xlsx, .json or .md.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write every warning, and every file that was not read and why, as .csv, .xlsx, .json or .md.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=LIMITS.seconds,
    metavar="SECONDS",
    show_default=True,
    help="How long the reading of one web page, PDF or Word file may take.",
)
@AS_OF
def command(
    paths: tuple[Path, ...],
    graph: str,
    base: str | None,
    jobs: int,
    unused: Path | None,
    report: Path | None,
    timeout: float,
    as_of: dt.date,
) -> None:
    """Read minutes (files, or folders with all below them) and build the graph.

    Into a graph that is there, the documents named are added or replaced; nothing else changes.

    With --unused, every sentence that looks like a commitment and was not taken for one is listed,
    with the reason, for all documents of the graph: what was missed is found there. With --report,
    every warning and every file that was skipped is listed, of which the summary shows the first of a kind.

    PATH may also be a ZIP of saved pages or a WARC file.

    A file minutes.csv beside the minutes (file,council,body,date,url) says what their text does not.
    """
    for file in (unused, report):
        if file is not None:
            check_output(file, _LISTS)
    with show_progress("reading minutes") as progress:
        done = build_graph(
            paths,
            Path(graph),
            as_of=as_of,
            base=base or read_base(),
            jobs=jobs,
            progress=progress,
            limits=replace(LIMITS, seconds=timeout),
        )
    _write_lists(done, unused, report)
    print_report(done, graph, as_of, written=report is not None)


def _write_lists(done: BuildReport, unused: Path | None, report: Path | None) -> None:
    if unused is None and report is None:
        return
    from kg.query.formats import format_answer  # not every build writes a list
    from kg.show import doubts_table, unused_table

    if unused is not None:
        table = unused_table(done.unused)
        write_answer(format_answer(table, unused.suffix.lower()[1:], title="not taken"), unused)
    if report is not None:
        table = doubts_table(done)
        write_answer(format_answer(table, report.suffix.lower()[1:], title="report"), report)
