"""Scores as text for a reader, or as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kg.evaluate.folder import Evaluation
from kg.evaluate.scores import CHECKS, KINDS, DocumentScores, Miss, Tally

_ALL = "all"


def render_text(evaluation: Evaluation, *, verbose: bool = False) -> str:
    """A line for each text and kind of fact, then all of them; with `verbose` every miss beside its gold."""
    scores = evaluation.scores
    width = max([len(document.file) for document in scores.documents] + [len(_ALL)])
    lines = [_head(width)]
    for document in scores.documents:
        lines += _rows(document.file, document.tallies, width)
        if verbose:
            lines += [_miss(miss) for miss in document.misses]
    if len(scores.documents) > 1:
        lines += _rows(_ALL, {kind: scores.total(kind) for kind in KINDS}, width)
    return "\n".join(lines) + "\n"


def render_json(evaluation: Evaluation) -> str:
    """Everything, the scores by name ("commitments.f1"); the same scores give the same text."""
    scores = evaluation.scores
    data = {
        "scores": {name: round(value, 6) for name, value in scores.numbers().items()},
        "documents": [_document(document) for document in scores.documents],
        "doubts": [{"where": doubt.where, "what": doubt.what, "todo": doubt.todo} for doubt in evaluation.doubts],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _head(width: int) -> str:
    return f"{'':{width}}  {'':11}  precision  recall     F1   gold"


def _rows(name: str, tallies: Mapping[str, Tally], width: int) -> Iterator[str]:
    for i, kind in enumerate(KINDS):
        tally = tallies[kind]
        label = name if i == 0 else ""
        numbers = f"{tally.precision:9.3f}  {tally.recall:6.3f}  {tally.f1:5.3f}  {tally.gold:5}"
        checks = [f"{check} {tally.share(check):.3f}" for check in CHECKS.get(kind, ()) if tally.found]
        yield f"{label:{width}}  {kind:11}  {numbers}   {', '.join(checks)}".rstrip()


def _miss(miss: Miss) -> str:
    where = f"{miss.start}: " if miss.start >= 0 else ""
    if miss.what == "missed":
        said = miss.gold
    elif miss.what == "spurious":
        said = miss.found
    else:
        said = f"{miss.found or 'nothing'} (gold: {miss.gold or 'nothing'})"
    name = miss.what if miss.what in ("missed", "spurious") else f"wrong {miss.what}"
    return f"    {miss.kind:11} {name:11} {where}{said}"


def _document(document: DocumentScores) -> dict[str, object]:
    return {
        "file": document.file,
        "counts": {
            kind: {
                "found": t.found,
                "spurious": t.spurious,
                "missed": t.missed,
                **{f"right {c}": n for c, n in t.right.items()},
            }
            for kind, t in ((kind, document.tallies[kind]) for kind in KINDS)
        },
        "misses": [
            {"kind": m.kind, "what": m.what, "start": m.start, "found": m.found, "gold": m.gold}
            for m in document.misses
        ],
    }
