"""Refusals: what somebody said would not be done, or for which no day could be given.

They bind nobody, so they are no commitments; they are kept because people ask for them ("and what did they say then?").
The phrases are those of the lexicon that mean `refusal` (somebody refuses) and `refusal-bare` (nobody is named before
the verb: "no date could be given"; then whoever has the floor said it).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import Span
from kg.extract.commitments.cues import quoted_spans, spot
from kg.extract.commitments.draft import Passed, View
from kg.facts import Party


def read_refusals(view: View, sentence: Span) -> Iterator[Passed]:
    """What is refused in a sentence, with who refused it; a refusal by nobody in the minutes is left alone."""
    plain = view.plain
    for means in ("refusal", "refusal-bare"):
        found = spot((means,), plain, sentence)
        if found is None:
            continue
        phrase, match = found
        if any(quote.covers(Span(*match.span())) for quote in quoted_spans(plain, sentence)):
            continue
        stop = plain.find(";", match.end(), sentence.end)
        end = stop if stop >= 0 else sentence.end
        view.speech.read(plain, Span(sentence.start, match.start()))  # "Dr Hay said that she could not say when"
        subject = view.subject(sentence.start, match.start())
        if means == "refusal":
            if who := view.parties(subject) or _same_subject(view, sentence, match.start()):
                start = subject[0].span.start if subject else match.start()
                yield Passed(view.trim(start, end), phrase.id, "refused", who)
        else:
            yield Passed(view.trim(match.start(), end), phrase.id, "refused", view.speech.speaker())


def _same_subject(view: View, sentence: Span, verb: int) -> tuple[Party, ...]:
    """ "She thanked them but could not say when": the subject of the verb before."""
    shared = view.coordinated(sentence, verb)
    return view.parties((shared,)) if shared else ()
