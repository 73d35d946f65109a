"""An explanation on a screen, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from kg.document import name_place
from kg.explain.explanation import Day, Entry, Explanation, Known, Refused, Taken
from kg.extract.commitments.reasons import REASONS
from kg.query.cells import escape_harmful, printable, readable_date
from kg.query.table import render

FORMS = ("text", "json")
_BY = {"promise": "Promised by", "request": "Asked by", "resolution": "Binds"}
_OPEN, _CLOSE = "[[", "]]"  # around the words, where there is no bold type
_INDENT = (0, 0, 0, 2)
_NO_DAY = "on a day that is not given, so that no day is counted from it"


def format_explanations(
    explanations: Sequence[Explanation], form: str, *, width: int = 80, styled: bool = False
) -> str:
    """The explanations in one of `FORMS`.

    Args:
        explanations: of sentences, in their order.
        form: "text", or "json": an array of objects.
        width: of the screen, in characters.
        styled: with bold type for the words, for a terminal; else they stand in double square brackets.
    """
    if form == "json":
        told = [asdict(explanation) for explanation in explanations]
        return escape_harmful(json.dumps(told, ensure_ascii=False, indent=1, default=str)) + "\n"
    return "\n".join(render(_parts(one, styled), width, styled) for one in explanations)


def format_reasons(*, width: int = 80, styled: bool = False) -> str:
    """The reasons why a sentence with the look of a commitment is not taken, each with what it means."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for reason, meaning in REASONS.items():
        grid.add_row(reason, meaning)
    return render(iter([grid]), width, styled)


def _parts(one: Explanation, styled: bool) -> Iterator[RenderableType]:
    yield Text(printable(one.sentence), style="bold")
    for taken in one.taken:
        yield Text()
        yield Padding(Text(f"{taken.kind}, {taken.strength}", style="bold"), _INDENT)
        yield Padding(_rows(_of_taken(taken, styled, met=one.date is not None)), _INDENT)
    for refused in one.refused:
        yield Text()
        yield Padding(Text(f"not taken: {refused.reason}", style="bold"), _INDENT)
        yield Padding(_rows(_of_refused(refused, one)), _INDENT)
    yield Text()
    yield Padding(_rows(_of_sentence(one)), _INDENT)


def _rows(rows: Iterator[tuple[str, str | Text]]) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True, min_width=12)
    grid.add_column(overflow="fold")
    for label, value in rows:
        if value:
            grid.add_row(Text(label), Text(printable(value)) if isinstance(value, str) else value)
    return grid


def _of_taken(taken: Taken, styled: bool, *, met: bool) -> Iterator[tuple[str, str | Text]]:
    words = Text(printable(taken.before) + (" " if taken.before else ""))
    words.append("" if styled else _OPEN)
    words.append(printable(taken.words), style="bold" if styled else "")
    words.append("" if styled else _CLOSE)
    words.append(("" if taken.after[:1] in tuple(".,;:)") else " ") + printable(taken.after))
    words.rstrip()
    yield "Words", words
    yield "Phrase", _entry(taken.cue)
    for who in taken.by:
        yield _BY.get(taken.kind, "By"), _known(who)
    yield "To act", "; ".join(taken.owner)
    yield "What", taken.action
    yield "To", "; ".join(taken.to)
    yield "Due", _due(taken.due, met=met) if taken.due else "no words say by when"
    yield "If", taken.condition


def _of_refused(refused: Refused, one: Explanation) -> Iterator[tuple[str, str | Text]]:
    if refused.words != one.sentence:
        yield "Words", refused.words
    yield "Why", refused.meaning
    if refused.cue:
        yield "Phrase", _entry(refused.cue)
    yield "Refused by", "; ".join(refused.by)
    for entry in refused.nearest:
        yield "Nearest", f"{entry.id} ({entry.what}), {entry.where}: {entry.words}"
    if refused.nearest:
        yield "If it is one", "copy that entry, change its id, phrase and examples, and run: kg lexicon check"
    elif refused.reason == "no look of a commitment" and one.read_as == "what was said":
        yield "If it is one", "add its phrase to ontology/lexicon/commitments.toml, as CONTRIBUTING.md says"


def _of_sentence(one: Explanation) -> Iterator[tuple[str, str | Text]]:
    if one.line:
        yield "Where", f"{one.source}, {name_place(one.place, one.line)}"
    yield "Read as", one.read_as
    yield "Meeting", f"{one.body}, {readable_date(one.date) if one.date else _NO_DAY}"
    yield "Speaker", _known(one.speaker) if one.speaker else "nobody is said to speak"
    yield "People", "; ".join(one.people) or "none"
    yield "Figures", "; ".join(one.figures) or "none"


def _known(known: Known) -> str:
    return f"{known.name}: {known.how}"


def _entry(entry: Entry) -> str:
    if not entry.where:
        return f"{entry.id}: {entry.what}"
    words = f'"{entry.words}": ' if entry.words else ""
    return f"{words}{entry.id} ({entry.what}), {entry.where}"


def _due(due: Day, *, met: bool) -> str:
    none = "no day that the words fix" if met else "no day, since that of the meeting is not given"
    parts = [readable_date(due.by) if due.by else none, f'from "{due.text}"']
    if due.edtf:
        parts.append(f"EDTF {due.edtf}")
    if due.recurs:
        parts.append(f"again and again ({due.recurs})")
    if due.rule:
        parts.append(f"rule {due.rule}{' (' + ', '.join(due.where) + ')' if due.where else ''}")
    return ", ".join(parts)
