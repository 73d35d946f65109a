"""`kg serve`: the graph in a browser, on this machine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kg.cli.options import AS_OF, graph_option
from kg.web.site import Site


@click.command("serve")
@graph_option()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any.")
@AS_OF
def command(graph: str, host: str, port: int, as_of: dt.date) -> None:
    """Show the graph in a browser: a page for each person, panel and promise. Ctrl-C ends it."""
    import uvicorn

    from kg.web.serve import make_app

    site = Site.open(Path(graph), as_of)
    click.echo(f"http://{host}:{port}{site.addresses.root} (Ctrl-C ends it)", err=True)
    uvicorn.run(make_app(site), host=host, port=port, log_level="warning", server_header=False)
