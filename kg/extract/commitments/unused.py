"""What has the look of a commitment and was not taken: every such sentence, with the reason.

A sentence has the look of a commitment if

1. a phrase of the lexicon that can begin one stands in it (`find_cues`), or
2. it stands in a list of decisions or actions, and is more than a lead-in, a head of a table or a name, or
3. a word of duty ("must", "is due to") or of agreeing or asking ("volunteered", "tasked") stands in it, or a word of
   hope ("was looking to") and somebody who can act: the phrases of the lexicon that mean `look` and `soft`, or
4. it is a note of what is to be done ("Letters to go out after Easter", "To ask the County for a light").

Outside the minutes themselves (in headings, agendas, lists of those present) only 1 counts, and 3 where somebody is
named.

Each such sentence is part of a commitment, or it is here, once.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator

from kg.document import Block, Kind, Part, Span
from kg.extract.commitments.actions import FINITE
from kg.extract.commitments.cues import spot
from kg.extract.commitments.draft import Passed, View
from kg.extract.commitments.logs import read_header
from kg.extract.commitments.owners import only_names
from kg.extract.commitments.reasons import Reason
from kg.facts import Evidence, Unused

_LISTS = (Part.RESOLUTION, Part.ACTION)
_READ = (Part.MINUTES, *_LISTS)
# "The Committee resolved:-", "RESOLVED: That": what follows is the decision.
_LEADS_IN = re.compile(r"[^.;]{0,80}(?::-?|-|\b(?:that|to|resolved|agreed|action|decision)[\s:,-]*)\s*", re.IGNORECASE)

# What is to be done, in a note.
_NOTE = re.compile(r"\b[Tt]o\s+(?:then\s+|also\s+)?(?P<verb>[a-z]+)\b")
_NOTE_HEAD = 90  # characters, in which the infinitive of a note stands


def list_unused(view: View, passed: Iterable[Passed], taken: Iterable[Span]) -> tuple[Unused, ...]:
    """Every sentence with the look of a commitment that is no part of one, in the order of the text.

    Where a part of a sentence became a commitment, another part that was looked at and not taken is listed by itself.

    Args:
        view: the reader's view of the document.
        passed: what the judges looked at and did not take.
        taken: the evidence of all commitments.
    """
    used = _Stretches(taken)
    left = sorted((one for one in passed if one.span.length and not used.touch(one.span)), key=lambda one: one.span)
    starts = [one.span.start for one in left]
    found: dict[Span, Unused] = {}
    reached = 0  # up to where a clause that runs over several sentences has been listed
    for block, sentence in _sentences(view):
        inside = left[bisect.bisect_left(starts, sentence.start) : bisect.bisect_left(starts, sentence.end)]
        if inside:
            refused = next((p for p in inside if p.reason == "refused"), None)
            one = refused or next((p for p in inside if p.reason != "asked, not promised"), inside[0])
            whole = sentence if not used.touch(sentence) and one.span.end <= sentence.end else one.span
            found[whole] = Unused(Evidence.at(view.document, whole), one.cue, one.reason, one.by)
            reached = max(reached, one.span.end)
        elif sentence.start >= reached and not used.touch(sentence) and (look := _look(view, block, sentence)):
            found[sentence] = Unused(Evidence.at(view.document, sentence), *look)
    return tuple(found[span] for span in sorted(found))


def _sentences(view: View) -> Iterator[tuple[Block, Span]]:
    """Every sentence with its block, in order; a row of a table is one, and so is a heading."""
    for block in view.document.blocks:
        for sentence in (block.body,) if block.kind is Kind.ROW or not block.sentences else block.sentences:
            if sentence.length:
                yield block, sentence


def _look(view: View, block: Block, sentence: Span) -> tuple[str, Reason] | None:
    """Cue and reason of a sentence about which no judge has said anything; None if it does not look like much."""
    cues = view.cues(sentence)
    inside = block.part in _READ and block.kind is not Kind.HEADING
    if cues and (inside or any(cue.means != "question" for cue in cues)):
        telling = next((cue for cue in cues if cue.means != "question"), cues[0])
        if not inside:
            return telling.id, "outside the minutes"
        if block.part not in _LISTS or not _LEADS_IN.fullmatch(view.plain, sentence.start, sentence.end):
            return telling.id, "asked, not promised" if telling.means == "question" else "another sense"
        return None
    if inside and block.part in _LISTS:
        return ("", "no act that is known") if _says_something(view, block, sentence) else None
    named = bool(view.mentions.within(sentence.start, sentence.end))
    found = spot(("look", "soft") if inside and named else ("look",), view.plain, sentence)
    if found is not None:
        phrase, _ = found
        if phrase.means == "soft":
            return phrase.id, "a hope or a thought"
        return (
            (phrase.id, "no phrase of the lexicon") if inside else (phrase.id, "outside the minutes") if named else None
        )
    return ("", "no phrase of the lexicon") if inside and _is_note(view, sentence) else None


def _is_note(view: View, sentence: Span) -> bool:
    """ "Rao to bring cake": an infinitive, and no verb before it that it could belong to."""
    end = min(sentence.end, sentence.start + _NOTE_HEAD)
    for note in _NOTE.finditer(view.plain, sentence.start, end):
        if view.verbs.is_known(note["verb"]):
            return not FINITE.search(view.plain, sentence.start, note.start())
    return False


def _says_something(view: View, block: Block, sentence: Span) -> bool:
    if block.kind is Kind.ROW and read_header(view, block):
        return False
    if not re.search(r"[A-Za-z]{3}", sentence.of(view.plain)) or only_names(view, sentence):
        return False
    return not _LEADS_IN.fullmatch(view.plain, sentence.start, sentence.end)


class _Stretches:
    """Stretches of the text, of which one can quickly ask whether any of them touches another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touch(self, span: Span) -> bool:
        """Whether any of them shares a letter with `span`."""
        at = bisect.bisect_left(self._starts, span.end) - 1
        return at >= 0 and self._ends[at] > span.start
