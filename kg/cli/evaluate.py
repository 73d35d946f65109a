"""`kg evaluate`: how good is the extraction, beside what careful readers found?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from kg.evaluate.scores import Row


@click.command("evaluate")
@click.argument("gold_dir", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.argument("minutes_dir", type=click.Path(path_type=Path), metavar="MINUTES_DIR")
@click.option("-v", "--verbose", is_flag=True, help="List everything that was missed or wrong, beside its gold.")
@click.option("--only", default="", metavar="NAME", help="Score only the texts whose name contains this.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to write it.",
)
def command(gold_dir: Path, minutes_dir: Path, verbose: bool, only: str, form: str) -> None:
    """Score the extraction on the minutes in MINUTES_DIR against the gold annotations in GOLD_DIR.

    A graph is built and asked, and does not stay. For commitments, people, roles and figures it gives
    precision (how much of what was found should be), recall (how much of what should be found was) and F1,
    for each text and in all.
    """
    from kg.evaluate import evaluate_folder, render_json, render_text

    evaluation = evaluate_folder(gold_dir, minutes_dir, _ask, only=only)
    for doubt in evaluation.doubts:
        click.echo(f"warning: {doubt}", err=True)
    click.echo(render_json(evaluation) if form == "json" else render_text(evaluation, verbose=verbose), nl=False)


def _ask(graph: Path, name: str, today: dt.date) -> Sequence[Row]:
    from kg.query.answer import answer_query
    from kg.query.catalogue import find_query
    from kg.store import open_store

    table = answer_query(find_query(name), open_store(graph), {}, today=today).table
    return [
        {column: "" if term is None else str(term) for column, term in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
