"""Why a sentence is read as it is: for a person who wonders, or who wants to add a phrase.

typed         what a person types, or a line of a file -> sentences of a document
explanation   sentences -> what is read in them, by whom it is said, by which entry and rule, or why nothing is
nearest       which entries of the lexicon come nearest to a sentence that has none
claims        phrases that are never found, since others take their words
render        explanations -> lines for a screen, JSON
"""

from __future__ import annotations

from kg.explain.claims import find_lost_claims
from kg.explain.explanation import Explanation, explain_sentences
from kg.explain.render import FORMS, format_explanations, format_reasons
from kg.explain.typed import PARTS, sentences_on_line, typed_document, typed_sentences

__all__ = [
    "FORMS",
    "PARTS",
    "Explanation",
    "explain_sentences",
    "find_lost_claims",
    "format_explanations",
    "format_reasons",
    "sentences_on_line",
    "typed_document",
    "typed_sentences",
]
