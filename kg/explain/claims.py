"""Phrases whose words another phrase of another meaning takes: they are never found, whatever their examples say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document import Span
from kg.extract.commitments.cues import ASKING, COMING, DECIDING, PROMISING, Cue, find_cues
from kg.lexicon import Lexicon, Phrase

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def find_lost_claims(lexicon: Lexicon) -> tuple[str, ...]:
    """One line for each phrase that can begin a commitment and is not what is found in an example of its own.

    Of two phrases that claim the same words the one that begins first is taken, then that of the more telling
    category, then the longer. It does no harm if both mean the same.

    Args:
        lexicon: the lexicon of the program: the one by which commitments are found.
    """
    return tuple(
        f"{phrase.where}: {phrase.id}: in its example {example!r} its words are taken by {found.id}, "
        f"which means {found.means!r} ({lexicon.places[found.id]})"
        for means in ("question", *PROMISING, *ASKING, *DECIDING, *COMING)
        for phrase in lexicon.phrases(means)
        for example in phrase.examples
        for found in _taken_by_others(phrase, example)
    )


def _taken_by_others(phrase: Phrase, example: str) -> Iterator[Cue]:
    marked = _MARK.search(example)
    if marked is None:
        return
    plain = _MARK.sub(r"\1", example)
    words = Span(marked.start(), marked.start() + len(marked[1]))
    found = [cue for cue in find_cues(plain, Span(0, len(plain))) if cue.span.overlap(words)]
    if found and not any(cue.means == phrase.means for cue in found):
        yield found[0]
