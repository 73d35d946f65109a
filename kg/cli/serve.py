"""`kg serve`: the graph in a browser, on this machine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kg.cli.options import AS_OF, graph_option
from kg.web.settings import read_settings
from kg.web.site import Site


@click.command("serve")
@graph_option()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="How long a SPARQL query may take.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="How many queries run at a time."
)
@AS_OF
def command(graph: str, host: str, port: int, timeout: float, workers: int, as_of: dt.date) -> None:
    """Show the graph in a browser: a page for each person, panel and promise, and a SPARQL endpoint at /sparql.

    Read-only. Only this machine can reach it unless --host says otherwise. Ctrl-C ends it. It shows
    the graph as it was when it began: after kg build, start it again.
    """
    from kg.web.listen import listen, run
    from kg.web.serve import Application
    from kg.web.sparql.pool import Limits

    listening = listen(host, port)
    site = Site.open(Path(graph), as_of, read_settings())
    shown, bound = listening.getsockname()[:2]
    shown = f"[{shown}]" if ":" in shown else shown
    base, root = site.addresses.base, site.addresses.root
    ours = [f"http://{name}:{bound}{root}" for name in (shown, "localhost")]

    def tell() -> None:
        click.echo(f"{ours[0]} (queries at {ours[0]}sparql; Ctrl-C ends it)", err=True)
        if base not in ours:
            click.echo(f"links lead to pages here; addresses in the data begin with {base}", err=True)

    app = Application(site, Limits(workers=workers, seconds=timeout), tell)
    run(app, listening)
    if app.failure:
        raise app.failure
