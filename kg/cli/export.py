"""`kg export`: the whole graph in a file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option
from kg.export import choose_syntax, export_graph
from kg.store import open_store


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@graph_option(address=True)
def command(file: Path, graph: str) -> None:
    """Write everything to FILE; its ending says how.

    .nq (N-Quads), .trig and .jsonld keep the graph of each source document, .ttl (Turtle) puts all in one.
    The same graph gives the same bytes.
    """
    choose_syntax(file)
    written = export_graph(open_store(graph), file)
    click.echo(f"wrote {written:,} statements to {file}", err=True)
