"""`kg export`: the graph in a file for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option
from kg.export import DEFAULT_VIEW, check_file, export_graph
from kg.store import open_store


@click.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@graph_option(address=True)
@click.option("--view", default="", metavar="NAME", help=f"What to draw ({DEFAULT_VIEW} if you do not say).")
@click.option("--fold", default="", metavar="KIND", help="Join the nodes of one kind by what they share.")
def command(file: Path | None, graph: str, view: str, fold: str) -> None:
    """Write the graph to FILE; its ending says how. Without FILE: the views.

    For Gephi and its like, a view of it: .gexf, .graphml, or .csv (two files, nodes and edges). As a picture: .svg,
    .png. As linked data, everything: .nq (N-Quads), .trig and .jsonld keep the graph of each source document, .ttl
    (Turtle) puts all in one. The same graph gives the same bytes.
    """
    if file is None:
        from kg.export.network import load_views

        for name, one in load_views().items():
            fold_on = f" (--fold {' or '.join(one.sides)})" if one.sides and not one.folded else ""
            click.echo(f"{name:26}{one.summary}{fold_on}")
        return
    check_file(file, view, fold)
    exported = export_graph(open_store(graph), file, view=view, fold=fold)
    click.echo(f"wrote {exported.contents} to {' and '.join(map(str, exported.files))}", err=True)
