"""`kg serve`: the graph in a browser, on this machine."""

from __future__ import annotations

import datetime as dt
import socket
from pathlib import Path

import click

from kg.cli.options import AS_OF, graph_option
from kg.errors import UsageError
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

    Read-only. Only this machine can reach it unless --host says otherwise. Ctrl-C ends it.
    """
    import uvicorn

    from kg.web.serve import make_app
    from kg.web.sparql.pool import Limits

    site = Site.open(Path(graph), as_of, read_settings())
    app = make_app(site, Limits(workers=workers, seconds=timeout))
    listening = _listen(host, port)
    shown, bound = listening.getsockname()[:2]
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_keep_alive=5, timeout_graceful_shutdown=3
    )
    click.echo(f"http://{shown}:{bound}{site.addresses.root} (Ctrl-C ends it)", err=True)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket on which the server answers; it is there before the address is shown."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once, not when there is more to send, only where the socket says that it is TCP: 40 ms an answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"cannot answer there ({error.strerror or error})", where=f"{host}:{port}", todo="choose another --port"
        ) from error
    return listening
