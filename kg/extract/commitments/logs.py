"""The rows of an action log: a cell says what, others who, by when, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.document import Block, Span
from kg.extract.commitments.draft import Draft, Passed, View
from kg.extract.commitments.outcomes import OVER, is_outcome
from kg.extract.commitments.owners import only_names, owners_of
from kg.extract.dates import read_due
from kg.facts import CommitmentKind, Due, Party, PartyKind
from kg.lexicon import any_of, load_lexicon

_BLANK = re.compile(r"\W*(?:noted|n/a|none|tbc)?\W*", re.IGNORECASE)
_FEW = 2  # words: "In hand", "Awaiting reply"
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_NOTHING = re.compile(r"\W*(?:none|nil|not\s+used)\b", re.IGNORECASE)
_TICK = re.compile(r"\W*[√✓✔☑]\W*|\W*yes\W*", re.IGNORECASE)  # in the column "Completed"
_ALL = re.compile(r"all(?:\s+members)?|everyone", re.IGNORECASE)
_NUMBER = re.compile(r"\W*(?:[A-Z]{1,4}\s?)?\d{1,4}(?:[./-]\d{1,4})*[.)]?\W*")


@cache
def _columns() -> dict[str, frozenset[str]]:
    words = load_lexicon().words
    lists = {
        "": "action-columns",
        "what": "columns-of-acts",
        "who": "columns-of-owners",
        "when": "columns-of-days",
        "state": "columns-of-states",
    }
    return {column: frozenset(words(name)) for column, name in lists.items()}


def read_header(view: View, block: Block) -> tuple[str, ...]:
    """What the columns of a table hold ("what", "who", "when", "state", or empty), if the row is its head."""
    columns = _columns()
    cells = [frozenset(re.findall(r"[a-z]+", cell.of(view.plain).lower())) for cell in block.cells]
    if not cells or not all(cell <= columns[""] for cell in cells):
        return ()
    named = [_column(cell) for cell in cells]
    if named.count("who") > 1 and "when" not in named:  # "Action | Owner | By"
        last = max(i for i, cell in enumerate(cells) if named[i] == "who" and not cell & columns["who"])
        named[last] = "when"
    return tuple(named)


def _column(words: frozenset[str]) -> str:
    columns = _columns()
    if "by" in words and not words & columns["when"]:
        return "who"
    for name in ("when", "who", "state", "what"):
        if words & columns[name]:
            return name
    return ""


def read_row(view: View, block: Block, header: tuple[str, ...], *, told: bool) -> Iterator[Draft | Passed]:
    """A row of an action log.

    Args:
        view: the reader's view of the document.
        block: the row.
        header: what its columns hold, where the head of the table says so and the row has all of them.
        told: whether a cell tells what became of the action (`told_in`): then only what it promises anew is new.
    """
    plain = view.plain
    named = header if len(header) == len(block.cells) else ("",) * len(block.cells)
    owners: tuple[Party, ...] = ()
    due: Due | None = None
    done = False
    rest: list[Span] = []
    for column, cell in zip(named, block.cells, strict=True):
        words = cell.of(plain).strip()
        if _NUMBER.fullmatch(words) and column != "when":
            continue
        if column == "state" and _TICK.fullmatch(words):
            done = True
            continue
        if _ALL.fullmatch(words):
            owners = (Party(PartyKind.BODY, "Members"),)
        elif column in ("", "who") and only_names(view, cell) and not owners:
            owners = owners_of(view, view.mentions.within(cell.start, cell.end))
        elif column in ("", "state", "when") and (_BLANK.fullmatch(words) or is_outcome(words)):
            done = done or _is_done(words)
        elif column in ("", "when") and len(words) < 40 and (read := read_due(words, view.calendar)):
            due = due or Due(read.text, cell, read.by, read.recurs, read.edtf, read.rule)
        elif (
            column == "what" or (column == "" and "what" not in header) or (column == "" and len(named) != len(header))
        ):
            rest.append(cell)
    if not rest:
        return
    what = max(rest, key=lambda cell: cell.length)
    if _NOTHING.match(plain, what.start, what.end):
        return
    if done or told:
        yield Passed(block.body, "action-row", OVER)
        return
    ends = [what.end, *(c.end for name, c in zip(named, block.cells, strict=True) if name in ("who", "when"))]
    span = view.trim(what.start, max(ends) if "what" in named else block.cells[-1].end)
    yield Draft(
        CommitmentKind.RESOLUTION,
        span,
        owners or (view.mentions.body,),
        "action-row",
        what.start,
        owners,
        action=what.start,
        action_end=view.trim(what.start, what.end).end,
        due=due,
    )


def told_in(view: View, block: Block, header: tuple[str, ...]) -> tuple[Span, ...]:
    """The sentences of the cell that tells what became of an action: "Not done. BL to send it by Friday".

    The action itself was agreed at an earlier meeting; what is promised anew stands in these sentences.
    """
    if len(header) != len(block.cells):
        return ()
    told = [cell for name, cell in zip(header, block.cells, strict=True) if name == "state"]
    words = [
        cell for cell in told if len(cell.of(view.plain).split()) > _FEW and not _pending().match(cell.of(view.plain))
    ]
    return tuple(sentence for cell in words for sentence in _sentences(view, cell))


@cache
def _pending() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(load_lexicon().words('states-pending'))}\b", re.IGNORECASE)


def _sentences(view: View, cell: Span) -> Iterator[Span]:
    start = cell.start
    for stop in _STOP.finditer(view.plain, cell.start, cell.end):
        yield Span(start, stop.start())
        start = stop.end()
    yield Span(start, cell.end)


def _is_done(words: str) -> bool:
    """ "Complete", "done 3 May"; an action that is in hand is still to be done."""
    return bool(
        re.match(r"\W*(?:closed|completed?|done|actioned|discharged|resolved|noted|n/a)\b", words, re.IGNORECASE)
    )
