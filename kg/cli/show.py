"""`kg show`: one commitment with its words and its history, or all that was read in a file."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kg.cli.answers import on_terminal, screen_width, write_answer, write_folder
from kg.cli.options import AS_OF, graph_option
from kg.errors import UsageError
from kg.query.cells import visible
from kg.show import evidence_page, evidence_pages, format_shown, show_commitment, source_text
from kg.store import GraphFolder, is_address


@click.command("show")
@click.argument("commitment", required=False)
@graph_option()
@click.option("--text", metavar="FILE", help="Instead: the text of a file as decoded, in which offsets count.")
@click.option(
    "--html",
    metavar="FILE",
    help="Instead: a web page with all that was read in a file, marked in its text. 'all' writes one for each file.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it here; a folder for --html all."
)
@AS_OF
def command(
    commitment: str | None, graph: str, text: str | None, html: str | None, output: Path | None, as_of: dt.date
) -> None:
    """Show a commitment: its words in their paragraph, where they stand, and what became of it.

    COMMITMENT is its short name (promise-3fa94c01d2), enough of it to be told from others, or its address.
    """
    if sum(one is not None for one in (commitment, text, html)) != 1:
        raise UsageError(
            "name one commitment, or a file with --text or --html", todo="kg query who-promised-what lists them"
        )
    if is_address(graph):
        raise UsageError(
            "kg show reads the stored minutes, which a server does not have",
            where=graph,
            todo="give --graph the folder that kg build wrote",
        )
    if text is not None:
        whole = source_text(text, Path(graph))
        write_answer(visible(whole) if output is None and sys.stdout.isatty() else whole, output)
    elif html == "all":
        if output is None:
            raise UsageError("one page for each file needs a folder", todo="add -o FOLDER")
        write_folder(evidence_pages(Path(graph)), output)
    elif html is not None:
        if output is None and sys.stdout.isatty():
            raise UsageError("a web page is no text for a screen", todo="add -o FILE.html")
        if output is not None and output.suffix.lower() not in (".html", ".htm"):
            raise UsageError("its name does not say that it is a web page", where=str(output), todo="end it in .html")
        write_answer(evidence_page(html, Path(graph)), output)
    elif commitment is not None:
        shown = show_commitment(commitment, GraphFolder.open(Path(graph)), as_of=as_of)
        write_answer(format_shown(shown, width=screen_width(), styled=on_terminal(output)), output)
