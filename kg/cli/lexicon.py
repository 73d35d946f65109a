"""`kg lexicon`: the phrases that experts edit, checked against their own examples, and listed."""

from __future__ import annotations

from pathlib import Path

import click

from kg import paths
from kg.errors import LexiconError, UsageError
from kg.explain import find_lost_claims
from kg.lexicon import Lexicon, load_lexicon
from kg.lexicon.check import check_lexicon
from kg.resolve.indicators import index_labels
from kg.store.indicators import load_indicators

_FOLDER = click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")


@click.group("lexicon")
def command() -> None:
    """The phrases by which promises, people and figures are recognised.

    They are the files *.toml in ontology/lexicon, which experts edit; FOLDER names another copy of them.
    """


@command.command("check")
@_FOLDER
@click.pass_context
def check(context: click.Context, folder: Path | None) -> None:
    """See whether every phrase matches its examples and none of its counter-examples.

    Also whether a list has a word twice, whether anything asks for what an entry means, and, in the
    lexicon that the program uses, whether one phrase takes the words of another, and whether a label
    in ontology/indicators.ttl stands under two indicators of one unit. Prints file, line and entry of
    each fault. Exit status 1 if there are any, else 0.
    """
    try:
        lexicon = _load(folder)
        faults = check_lexicon(lexicon)
        if folder is None and not faults:
            faults = find_lost_claims(lexicon)
            index_labels(load_indicators())
    except LexiconError as error:
        faults = (str(error),)
    for fault in faults:
        click.echo(fault)
    if not faults:
        click.echo(f"{sum(1 for _ in lexicon)} phrases match their examples; {len(lexicon.lists)} lists of words")
    context.exit(1 if faults else 0)


@command.command("list")
@_FOLDER
@click.option("--means", metavar="CATEGORY", help="Only the phrases of this category.")
def list_entries(folder: Path | None, means: str | None) -> None:
    """List the phrases by category, each with its first example, and the lists of words."""
    lexicon = _load(folder)
    if means is not None and means not in lexicon.by_meaning:
        known = ", ".join(sorted(lexicon.by_meaning))
        raise UsageError(f"no phrase means {means!r}", todo=f"take one of: {known}")
    for meaning, phrases in sorted(lexicon.by_meaning.items()):
        if means in (None, meaning):
            click.echo(meaning)
            for phrase in phrases:
                strength = f" ({phrase.strength})" if phrase.strength else ""
                example = phrase.examples[0] if phrase.examples else "no example"
                click.echo(f"  {phrase.id}{strength}: {example}")
    if means is None:
        click.echo("lists of words")
        for name, words in sorted(lexicon.lists.items()):
            click.echo(f"  {name}: {len(words)} words")


def _load(folder: Path | None) -> Lexicon:
    if folder is None:
        return load_lexicon(paths.LEXICON)
    if not any(folder.glob("*.toml")):
        raise UsageError("no lexicon there", where=str(folder), todo="name a folder with files *.toml")
    return load_lexicon(folder)
