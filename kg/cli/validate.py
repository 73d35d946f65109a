"""`kg validate`: is the graph whole, and is every quote where it is said to be?"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import graph_option
from kg.cli.progress import show_progress
from kg.errors import UsageError

_FORMATS = ("text", "json", "ttl")
_SEVERITIES = ("violation", "warning", "info")


@click.command("validate")
@graph_option()
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--severity",
    type=click.Choice(_SEVERITIES),
    help="Leave out what matters less; info lists notes one by one.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report here.",
)
@click.pass_context
def command(context: click.Context, graph: str, form: str, severity: str | None, output: Path | None) -> None:
    """Check the graph against its shapes, and every quote against the stored minutes.

    A violation means that the graph cannot be relied on there; a warning, that somebody should look; a note
    is worth knowing. Exit status 1 if there are violations, else 0.
    """
    from kg.validate import Severity, render_json, render_text, render_turtle, validate_graph

    if graph.startswith(("http://", "https://")):
        raise UsageError(
            "a server does not have the stored minutes to compare with",
            where=graph,
            todo="give --graph the folder that kg build wrote",
        )
    with show_progress("checking documents") as progress:
        report = validate_graph(Path(graph), progress=progress)
    least = None if severity is None else Severity.named(severity)
    if form == "text":
        text = render_text(report, least=least)
    else:
        render = render_json if form == "json" else render_turtle
        text = render(report.at_least(least or Severity.INFO))
    _write(text, output)
    context.exit(1 if report.violations else 0)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=str(output), todo="choose another -o FILE"
        ) from error
