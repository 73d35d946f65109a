"""`kg query`: the canned queries, a command for each file of `queries/`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from kg.cli.answers import OUTPUT, choose_form, on_terminal, screen_width, write_answer
from kg.cli.options import graph_option
from kg.query import (
    CannedQuery,
    answer_query,
    find_query,
    format_answer,
    format_catalogue,
    load_catalogue,
    suggest,
)
from kg.query.formats import FORMS
from kg.store import open_store

FORMAT = click.option("--format", "form", type=click.Choice(FORMS), help="table, unless FILE ends in another.")


class _Query(click.Command):
    """A canned query as a command; a misspelt option is answered with the nearest."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            options = [name for param in self.params for name in param.opts if name.startswith("--")]
            hint = suggest(error.option_name, options, f"see kg query {ctx.info_name} --help")
            raise click.UsageError(f"{ctx.info_name} has no parameter {error.option_name}; {hint}") from error


class _Catalogue(click.Group):
    """The canned queries. Options given before the name count for the query."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [query.name for query in load_catalogue()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        query = find_query(cmd_name)
        options = [
            click.Option([p.option, p.name], metavar=p.hint, help=p.help, required=False) for p in query.parameters
        ]
        decorated = OUTPUT(FORMAT(graph_option(address=True)(_answerer(query))))
        params = [*options, *decorated.__click_params__]
        text = f"{query.summary}.\n\n{query.description}\n\nColumns: {', '.join(c.name for c in query.columns)}."
        return _Query(query.name, params=params, callback=decorated, help=text, short_help=query.summary)


@click.group("query", cls=_Catalogue, invoke_without_command=True, subcommand_metavar="[NAME] [PARAMETERS]...")
@graph_option(address=True)
@FORMAT
@OUTPUT
@click.pass_context
def command(context: click.Context, graph: str, form: str | None, output: Path | None) -> None:
    """Ask a canned question; without NAME, list them all.

    `kg query NAME --help` shows the parameters of one.
    """
    if context.invoked_subcommand is None:
        write_answer(format_catalogue(load_catalogue(), screen_width()), output)


def _given_before(**own: Any) -> list[Any]:
    """These options as given before the name of the query, if they are not given after it."""
    context = click.get_current_context()
    above = context.parent or context
    told = click.core.ParameterSource.COMMANDLINE
    return [
        above.params[name]
        if above.get_parameter_source(name) is told and context.get_parameter_source(name) is not told
        else value
        for name, value in own.items()
    ]


def _answerer(query: CannedQuery) -> Any:
    def answer(graph: str, form: str | None, output: Path | None, **values: str | None) -> None:
        graph, form, output = _given_before(graph=graph, form=form, output=output)
        chosen = choose_form(form, output, FORMS)
        typed = {name: value for name, value in values.items() if value is not None}
        found = answer_query(query, open_store(graph), typed, today=dt.date.today())
        for note in (*found.notes, *([] if found.table.rows else ["nothing found"])):
            click.echo(f"kg: {note}", err=True)
        shown = format_answer(
            found.table,
            chosen,
            layout=query.layout,
            title=query.name,
            width=screen_width(),
            styled=on_terminal(output),
        )
        write_answer(shown, output)

    return answer
