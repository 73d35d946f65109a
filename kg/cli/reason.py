"""`kg reason`: does the ontology hold together, with a sample of the graph, and what follows?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("reason")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--graph",
    envvar="KG_GRAPH",
    metavar="DIR|URL",
    help="Take the sample from this graph folder or server.  [default: minutes.kg, if it is there]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Stop the reasoner after so long.",
)
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], graph: str | None, timeout: float) -> None:
    """Check the ontology with a reasoner, and show what follows from it.

    With FILEs (.ttl or .nt), the ontology together with them; without, together with a sample of the graph
    folder if there is one. Needs Java. Exit status 1 if there is a contradiction, else 0.
    """
    from kg.reason import check_consistency
    from kg.reason.report import tell_reasoning
    from kg.reason.sample import find_graph, gather_graph

    together = gather_graph(files, find_graph(graph))
    reasoning = check_consistency(together, timeout=timeout)
    for line in tell_reasoning(reasoning, together):
        click.echo(line)
    context.exit(0 if reasoning.consistent else 1)
