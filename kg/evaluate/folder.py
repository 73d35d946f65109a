"""Build a graph of minutes that does not stay, ask it the three canned queries, and score the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import Doubt
from kg.evaluate.gold import GoldCommitment, GoldDocument, GoldObservation, read_gold
from kg.evaluate.scores import Answers, Row, Scores, evaluate
from kg.gather import gather_sources, read_source_bytes
from kg.pipeline import NotCurrent, build_graph
from kg.read.text import decode_bytes

# Nothing that is scored depends on the day; a fixed one keeps the run the same whenever it is made.
_DAY = dt.date(2000, 1, 1)

QUERIES = ("who-promised-what", "officers", "figures")

# A graph folder, the name of a canned query and the day that "today" is -> its rows.
Ask = Callable[[Path, str, dt.date], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores, and what a person should know of the gold and the minutes before relying on them."""

    scores: Scores
    doubts: tuple[Doubt, ...] = ()


def evaluate_folder(gold_dir: Path, minutes_dir: Path, ask: Ask, *, only: str = "") -> Evaluation:
    """Score the extraction on a folder of minutes.

    All minutes of the folder are read, also those without gold: who is whom depends on every document of a
    council.

    Args:
        gold_dir: the annotations, `*.json`.
        minutes_dir: the minutes, with their `minutes.csv`.
        ask: asks a graph folder one of `QUERIES` (`kg.query` does, from which this stage is kept apart).
        only: score only the texts whose name contains this.

    Raises:
        UsageError: a folder is not there, or a gold file is malformed.
        SourceError: none of the minutes can be read.
    """
    gold = read_gold(gold_dir, only)
    doubts = _compare_sources(gold, minutes_dir)
    with TemporaryDirectory(prefix="kg-evaluate-") as scratch:
        graph = Path(scratch) / "graph.kg"
        report = build_graph([minutes_dir], graph, as_of=_DAY)
        rows = [ask(graph, name, _DAY) for name in QUERIES]
    doubts = (*doubts, *_set_aside(gold, report.versions), *report.skipped)
    return Evaluation(evaluate(gold, Answers(*rows)), doubts)


def _set_aside(gold: Sequence[GoldDocument], versions: Sequence[NotCurrent]) -> tuple[Doubt, ...]:
    """Gold of files that were not taken, since the same minutes are there in another."""
    files = {document.file for document in gold}
    return tuple(
        Doubt(
            one.source, f"gold, but {one.current} was taken instead ({one.why}); all of it counts as missed", "keep one"
        )
        for one in versions
        if one.source in files
    )


def _compare_sources(gold: Sequence[GoldDocument], minutes_dir: Path) -> tuple[Doubt, ...]:
    """Gold whose minutes are not there, or are not the text that was annotated."""
    files = {source.name: source for source in gather_sources([minutes_dir]).sources}
    doubts: list[Doubt] = []
    for document in gold:
        source = files.get(document.file)
        if source is None:
            doubts.append(
                Doubt(
                    document.file,
                    f"gold, but no such minutes below {minutes_dir}; all of it counts as missed",
                    "add the minutes",
                )
            )
            continue
        text, _ = decode_bytes(read_source_bytes(source), source.name)
        marked: list[GoldCommitment | GoldObservation] = [*document.commitments, *document.observations]
        moved = sum(bool(one.quote) and text[one.start : one.end] != one.quote for one in marked)
        if moved or (document.characters and document.characters != len(text)):
            what = (
                f"{moved} of {len(marked)} quotes of the gold do not stand at their offsets"
                if moved
                else "not the text of the gold"
            )
            doubts.append(Doubt(document.file, what, "compare the file with the one that was annotated"))
    return tuple(doubts)
