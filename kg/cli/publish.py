"""`kg publish`: the graph as a web site of files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kg.cli.options import AS_OF, graph_option
from kg.cli.progress import show_progress
from kg.web.publish import publish
from kg.web.settings import read_settings


@click.command("publish")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@graph_option()
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes write pages."
)
@AS_OF
def command(folder: Path, graph: str, jobs: int, as_of: dt.date) -> None:
    """Write the graph as a web site to DIR: a page for each person, panel, promise and all else, and each as data.

    Put the files on any web host; their addresses begin with what kg build --base said. A site that is there is
    replaced when the new one is whole. Who publishes it, and under which licence, stands in kg.toml:

    \b
    [site]
    title = "Who promised what in Ashshire"
    publisher = "Ashshire Council"
    licence = "https://creativecommons.org/licenses/by/4.0/"
    """
    with show_progress("writing pages") as progress:
        pages, files = publish(Path(graph), folder, as_of, settings=read_settings(), jobs=jobs, progress=progress)
    click.echo(f"wrote {pages:,} pages ({files:,} files) to {folder}", err=True)
