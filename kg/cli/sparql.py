"""`kg sparql`: any question, read-only."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.answers import OUTPUT, choose_form, on_terminal, screen_width, write_answer
from kg.cli.options import graph_option
from kg.errors import UsageError
from kg.query.formats import FORMS
from kg.query.sparql import GRAPH_FORMS, ask_sparql, format_result, gives_graph, read_query
from kg.store import open_store


@click.command("sparql")
@click.argument("query", metavar="QUERY|FILE")
@graph_option(address=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(dict.fromkeys((*FORMS, *GRAPH_FORMS)))),
    help=f"Of rows: {', '.join(FORMS)}. Of CONSTRUCT and DESCRIBE: {', '.join(GRAPH_FORMS)}.",
)
@OUTPUT
def command(query: str, graph: str, form: str | None, output: Path | None) -> None:
    """Ask anything in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

    A query that is "-" is read from standard input.

    The prefixes minutes, rdfs, skos, org, prov, oa, dcterms, foaf, schema, time and xsd need no
    declaration. Each source document is a named graph; a query sees all of them together, what several
    state once, and GRAPH ?document { ... } says which states it. Nothing can be changed, and no other
    address is asked.
    """
    text = read_query(query)
    forms = GRAPH_FORMS if gives_graph(text) else FORMS
    if form is not None and form not in forms:
        raise UsageError(f"this query has no answer as {form}", todo=f"use one of {', '.join(forms)}")
    chosen = choose_form(form, output, forms)
    answer = ask_sparql(open_store(graph), text)
    write_answer(format_result(answer, chosen, width=screen_width(), styled=on_terminal(output)), output)
