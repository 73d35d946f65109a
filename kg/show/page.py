"""A commitment on a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from kg.query.cells import printable, readable_date, readable_stretch
from kg.query.table import render
from kg.show.commitment import Event, Shown, Words

OPEN, CLOSE = "[[", "]]"  # around the words, where there is no bold type
_INDENT = (0, 0, 0, 2)
_BY = {"promise": "Promised by", "request": "Asked by", "resolution": "Binds"}


def format_shown(shown: Shown, *, width: int = 80, styled: bool = False) -> str:
    """The commitment as lines of text, none longer than `width` but its address.

    Args:
        shown: the commitment.
        width: of the screen, in characters.
        styled: with bold type for the words, for a terminal; else they stand in double square brackets.
    """
    # The address stands on a line of its own and is never broken, so that it can be copied.
    return f"{render(_parts(shown, styled), width, styled)}\n{printable(shown.iri)}\n"


def _parts(shown: Shown, styled: bool) -> Iterator[RenderableType]:
    yield Text.assemble((shown.name, "bold"), f"  {shown.kind}, {shown.strength}, {shown.status}")
    yield Text()
    yield _facts(shown)
    for words in shown.words:
        yield Text()
        yield from _words(words, styled)
    if shown.events:
        yield Text()
        yield Text("History", style="bold")
        for event in shown.events:
            yield Padding(Text(_event(event)), _INDENT)


def _facts(shown: Shown) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    item = shown.item if shown.item.casefold().startswith("item") else f"item {shown.item}"
    made = "; ".join(filter(None, (shown.meeting, item if shown.item else "")))
    acts = tuple(who for who in shown.owner if not any(f"{by} (".startswith(f"{who} (") for by in shown.by))
    for label, value in (
        (_BY.get(shown.kind, "By"), "; ".join(shown.by)),
        ("To act", "; ".join(acts)),
        ("What", shown.action),
        ("To", "; ".join(shown.to)),
        ("Due", _due(shown)),
        ("Read by", f"the rule {shown.due_rule}" if shown.due_rule else ""),
        ("If", shown.condition),
        ("Made at", made),
        ("Also in", "; ".join(shown.also)),
    ):
        if value:
            grid.add_row(Text(label), Text(printable(value)))
    return grid


def _due(shown: Shown) -> str:
    by = _day(shown.due_by) or readable_stretch(shown.due_edtf)
    written = f'"{shown.due_text}"' if shown.due_text else ""
    again = f"again and again ({shown.recurs})" if shown.recurs else ""
    return ", ".join(filter(None, (by, written, again)))


def _words(words: Words, styled: bool) -> Iterator[RenderableType]:
    yield Text(f"{printable(words.source)}, {printable(words.where)}", style="bold")
    if not words.found:
        yield Padding(Text(_joined(OPEN, words.quote, CLOSE)), _INDENT)
        yield Padding(Text("These words are no longer there in the stored copy: run kg validate."), _INDENT)
        return
    if words.lead:
        yield Padding(Text(printable(words.lead), style="dim"), _INDENT)
    # What stands on both sides of a boundary is made printable by itself, so the space there is kept by hand.
    paragraph = Text(_flowing(words.before))
    paragraph.append("" if styled else OPEN)
    paragraph.append(printable(words.quote), style="bold" if styled else "")
    paragraph.append("" if styled else CLOSE)
    paragraph.append(_flowing(words.after).rstrip())
    paragraph.rstrip()
    yield Padding(paragraph, _INDENT)
    if words.address:
        yield Text(f"  {printable(words.address)}", no_wrap=True, overflow="ignore")  # whole, to be copied


def _flowing(text: str) -> str:
    """The text on one line, with a space at each end where there was one."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{printable(text)}{end}"


def _joined(*parts: str) -> str:
    return "".join(printable(part) for part in parts)


def _event(event: Event) -> str:
    where = f" ({printable(event.source)}, {printable(event.where)})" if event.where else ""
    return f"{_day(event.on) or 'on an unknown day':<18} {printable(event.state)}{where}"


def _day(iso: str) -> str:
    try:
        return readable_date(dt.date.fromisoformat(iso))
    except ValueError:
        return printable(iso)
