"""How good the extraction is: what the canned queries print, beside what careful readers found.

    gold     annotation files -> GoldDocument, read strictly
    match    when two spans, names, roles or labels count as the same
    scores   gold and rows -> counts of what was found, missed and wrong, for each document and in all
    folder   build a graph that does not stay, ask it, score it
    render   scores -> text or JSON

What gold files look like: `kg.evaluate.gold`; examples of them: `examples/gold`.
"""

from kg.evaluate.folder import Evaluation, evaluate_folder
from kg.evaluate.gold import GoldCommitment, GoldDocument, GoldFigure, GoldObservation, read_gold
from kg.evaluate.render import render_json, render_text
from kg.evaluate.scores import Answers, DocumentScores, Miss, Scores, Tally, evaluate

__all__ = [
    "Answers",
    "DocumentScores",
    "Evaluation",
    "GoldCommitment",
    "GoldDocument",
    "GoldFigure",
    "GoldObservation",
    "Miss",
    "Scores",
    "Tally",
    "evaluate",
    "evaluate_folder",
    "read_gold",
    "render_json",
    "render_text",
]
