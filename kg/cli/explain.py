"""`kg explain`: why a sentence is a commitment, or why it is not."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kg.cli.answers import on_terminal, screen_width, write_answer
from kg.cli.options import DAY, graph_option
from kg.errors import UsageError
from kg.explain import (
    FORMS,
    PARTS,
    Explanation,
    explain_sentences,
    format_explanations,
    format_reasons,
    sentences_on_line,
    typed_document,
    typed_sentences,
)
from kg.read.text import decode_bytes
from kg.show import find_document


@click.command("explain")
@click.argument("sentences", nargs=-1, metavar="[SENTENCE]...")
@click.option("--file", metavar="FILE", help="Instead: a file of minutes, or a source of the graph …")
@click.option("--line", type=click.IntRange(min=1), metavar="N", help="… and the line in it.")
@graph_option()
@click.option("--body", default="", metavar="PANEL", help="The panel that met.")
@click.option("--date", type=DAY, metavar="DATE", help='The day it met: "in six weeks" is counted from it.')
@click.option("--part", type=click.Choice(tuple(PARTS)), help="Where it stands, if the words do not show it.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--reasons", is_flag=True, help="Instead: the reasons why something is not taken.")
def command(
    sentences: tuple[str, ...],
    file: str | None,
    line: int | None,
    graph: str,
    body: str,
    date: dt.date | None,
    part: str | None,
    form: str,
    reasons: bool,
) -> None:
    """Explain what is read in a sentence: who promises what, by when, by which phrase; or why nothing is.

    Put SENTENCE in quotation marks; several sentences in one pair are read together, so that "she" in the
    second may be named in the first. `-` takes them from standard input. With --file and --line, the words
    around them are read too, as kg build reads them.
    """
    if reasons:
        write_answer(format_reasons(width=screen_width(), styled=on_terminal()), None)
        return
    if bool(sentences) == (file is not None):
        raise UsageError("type one sentence, or name a file with --file", todo='kg explain "Ms Hill would report."')
    if (file is None) != (line is None):
        raise UsageError("--file and --line belong together", todo="kg explain --file FILE --line 12")
    found: list[Explanation] = []
    if file is not None and line is not None:
        if body or date or part:
            raise UsageError("--body, --date and --part are for typed words", todo="leave them out: the file says it")
        document = find_document(file, Path(graph), line)
        found += explain_sentences(document, sentences_on_line(document, line))
    for text in sentences:
        words = decode_bytes(sys.stdin.buffer.read(), "standard input")[0] if text == "-" else text
        typed = typed_document(words, body=body, date=date, part=part or "")
        found += explain_sentences(typed, typed_sentences(typed))
    write_answer(format_explanations(found, form, width=screen_width(), styled=on_terminal()), None)
