"""`kg publish`: the graph as a web site of files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kg.cli.options import AS_OF, graph_option
from kg.cli.progress import show_progress
from kg.store.folder import GraphFolder
from kg.vocab import DEFAULT_BASE
from kg.web.publish import publish
from kg.web.settings import read_settings


@click.command("publish")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@graph_option()
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="How many processes write. [default: one for each core of the machine, if there is enough to write]",
)
@AS_OF
def command(folder: Path, graph: str, jobs: int | None, as_of: dt.date) -> None:
    """Write the graph as a web site to DIR: a page for each person, panel, promise and all else, and each as data.

    Put the files on any web host; their addresses begin with what kg build --base said. A site that is there is
    replaced when the new one is whole; a file in which nothing has changed keeps its time, so that tools which copy a
    site send only what has. Who publishes it, and under which licence, stands in kg.toml:

    \b
    [site]
    title = "Who promised what in Ashshire"
    publisher = "Ashshire Council"
    licence = "https://creativecommons.org/licenses/by/4.0/"
    contact = "mailto:democracy@ashshire.example"
    # only where SPARQL is answered:
    endpoint = "https://data.ashshire.example/sparql"
    """
    with show_progress("writing pages") as progress:
        done = publish(Path(graph), folder, as_of, settings=read_settings(), jobs=jobs, progress=progress)
    changes = f": {done.new:,} new, {done.changed:,} changed, {done.gone:,} gone" if done.replaced else ""
    click.echo(f"wrote {done.pages:,} pages ({done.files:,} files) to {folder}{changes}", err=True)
    base = GraphFolder.open(Path(graph)).manifest.base
    if base == DEFAULT_BASE:
        click.echo(f"  the addresses in it begin with {base}: for the web, kg build --base https://…/ first", err=True)
