"""`kg export`: the graph in a file for other programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kg.cli.options import AS_OF, graph_option
from kg.export import DEFAULT_VIEW, Drawing, check_file, export_graph
from kg.export.views import load_views
from kg.store import open_store


@click.command("export")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@graph_option(address=True)
@click.option(
    "--view",
    default="",
    metavar="NAME",
    help=f"What to draw ({DEFAULT_VIEW} if you do not say): {', '.join(load_views())}.",
)
@click.option(
    "--fold",
    default="",
    metavar="KIND",
    help="Join people, panels or meetings by what they share: person, body, meeting.",
)
@click.option("--panel", default="", metavar="NAME", help="Draw only what the minutes of this panel say.")
@click.option("--council", default="", metavar="NAME", help="Draw only what the minutes of this council say.")
@AS_OF
def command(file: Path | None, graph: str, view: str, fold: str, panel: str, council: str, as_of: dt.date) -> None:
    """Write the graph to FILE; its ending says how. Without FILE: the views.

    For Gephi and its like, a view of it: .gexf, .graphml, or .csv (two files, nodes and edges). As a picture: .svg,
    .png. As linked data, everything: .nq (N-Quads), .trig and .jsonld keep the graph of each source document, .ttl
    (Turtle) puts all in one. The same graph gives the same bytes; what a view says is overdue depends on the day.
    """
    if file is None:
        for name, one in load_views().items():
            fold_on = f" (--fold {' or '.join(one.sides)})" if one.sides and not one.folded else ""
            click.echo(f"{name:26}{one.summary}{fold_on}")
        return
    drawing = Drawing(as_of, view, fold, panel, council)
    check_file(file, drawing)
    exported = export_graph(open_store(graph), file, drawing)
    click.echo(f"wrote {exported.contents} to {' and '.join(map(str, exported.files))}", err=True)
