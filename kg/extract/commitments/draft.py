"""What the judges of commitments share: the draft of one, and the reader's view of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.document import Document, Span
from kg.extract.commitments.cues import Cue, find_condition, find_cues
from kg.extract.commitments.mentions import Mention, Mentions
from kg.extract.commitments.reasons import Reason
from kg.extract.commitments.speech import Speech
from kg.extract.commitments.verbs import ADVERB, Verbs, load_verbs
from kg.extract.dates import Calendar, find_due
from kg.facts import CommitmentKind, Due, Party, Strength

# What may stand between a subject and its verb.
FILLER = re.compile(
    r"(?:\s*\([^()]{0,60}\))?(?:\s*,[^;:.]{0,100}?,)?\s*,?(?:\s+(?:also|then|further|furthermore|therefore|again|"
    r"now|however|both|all|each|had|has|have|was|were|did|would|is|are|"
    r"himself|herself|themselves|once|still|" + ADVERB + r"),?){0,3}\s*$"
)
COORDINATED = re.compile(r"(?:\b(?:and|but|or|so)|,)\s+(?:also\s+|then\s+|therefore\s+|" + ADVERB + r"\s+)?$")
_SECOND_VERB = re.compile(r"\band\s+(?:to\s+|then\s+|would\s+)?(?P<verb>[a-z][\w-]*)")
_TRIES = re.compile(r"\s*(?:attempt|endeavour|seek|try)\s+to\s+[a-z]")
_GOVERNED = re.compile(r"\b(?:would|will|to|agreed)\s+[a-z]+\s+(?:[a-z]+\s+)?(?:to|with|from|at|the)\s+$")
_JOINED = re.compile(r"\s*(?:,|/|&|and|,\s*and|or)\s*$")
TRAILING = " \t\n,;:.-"


@dataclass(frozen=True, slots=True)
class Draft:
    """A commitment before it has evidence.

    Args:
        kind: promise, request or resolution.
        span: the clause that states it.
        by: who promises, asks or is bound.
        cue: id of the lexicon entry.
        verb_end: where the verb of the act ends; the words of its due date stand behind it or at the very front.
        owner: who has to act.
        strength: firm, conditional or soft.
        action: where the words of the act itself begin.
        action_end: where they end; the end of the span if not given.
        due: by when, if it is already known (a column of an action log).
    """

    kind: CommitmentKind
    span: Span
    by: tuple[Party, ...]
    cue: str
    verb_end: int
    owner: tuple[Party, ...] = ()
    strength: Strength = Strength.FIRM
    action: int = -1
    action_end: int = -1
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A clause with the look of a commitment that was not taken; of a refusal also who refused."""

    span: Span
    cue: str
    reason: Reason
    by: tuple[Party, ...] = ()


Judged = Draft | Passed


@dataclass(frozen=True, slots=True)
class View:
    """All that a judge may look at.

    Args:
        document: the document.
        mentions: who can act, where.
        speech: who is speaking, at the place that is being read.
        calendar: the meeting and later ones.
        verbs: the verbs of the lexicon.
        initials: initials to the name of the only person who has them.
        plain: `Document.plain`.
    """

    document: Document
    mentions: Mentions
    speech: Speech
    calendar: Calendar
    verbs: Verbs = field(default_factory=load_verbs)
    initials: dict[str, str] = field(default_factory=dict)
    plain: str = field(init=False)
    _dues: dict[tuple[int, int, int], Due | None] = field(default_factory=dict)
    _cues: dict[Span, tuple[Cue, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", self.document.plain)  # asked for many times in every sentence

    def cues(self, sentence: Span) -> tuple[Cue, ...]:
        """The phrases of the lexicon that can begin a commitment, in a sentence."""
        if sentence not in self._cues:
            self._cues[sentence] = find_cues(self.plain, sentence)
        return self._cues[sentence]

    def due(self, span: Span, after: int) -> Due | None:
        """By when, within a clause."""
        key = (span.start, span.end, after)
        if key not in self._dues:
            self._dues[key] = find_due(self.plain, span, self.calendar, after=after)
        return self._dues[key]

    def subject(self, start: int, end: int) -> tuple[Mention, ...]:
        """Those who stand directly before a verb at `end`, joined ones together, not looking back beyond `start`."""
        before = self.mentions.within(start, end)
        if (
            len(before) > 1
            and before[-1].word == "who"
            and self.plain[before[-2].span.end : before[-1].span.start] == ", "
        ):
            before = before[:-1]  # "JF, who is a plumber, offered"
        if not before or not FILLER.fullmatch(self.plain, before[-1].span.end, end):
            return ()
        if before[-1].word in ("group", "members") and re.search(
            r"\b(?:of\s+(?:[\w-]+\s+)?|(?:within|for|about|from|with)\s+)$", self.plain[start : before[-1].span.start]
        ):
            return ()  # "a team of twelve officers would": the team would; "details for the service would": they
        subject = [before[-1]]
        for mention in reversed(before[:-1]):
            between = self.plain[mention.span.end : subject[0].span.start]
            if mention.is_pronoun or not _JOINED.fullmatch(between):
                break
            if "and" in between and _GOVERNED.search(self.plain[start : mention.span.start]):
                break  # "Mr Hay will speak to the school and Mr Orr will write": of the school nothing is said
            if subject[0].is_pronoun and between.strip() in (",", "and", ", and"):
                break  # "Asked by Councillor Hay, she would", "a matter for the Trust and he would": one of the two
            subject.insert(0, mention)
        return tuple(subject)

    def parties(self, subject: tuple[Mention, ...], *, asking: bool = False) -> tuple[Party, ...]:
        """Whom the subject means, given who has spoken; without repeats.

        Args:
            subject: those who stand before the verb.
            asking: whether the verb asks: then a pronoun goes on with whoever spoke last, else it answers.
        """
        found: list[Party] = []
        for mention in subject:
            found += [party for party in self.speech.settle(mention, asking=asking) if party not in found]
        return tuple(found)

    def coordinated(self, sentence: Span, verb: int) -> Mention | None:
        """The subject that a verb shares with the one before it: "The Director welcomed this and would see to it"."""
        if not COORDINATED.search(self.plain, sentence.start, verb):
            return None
        return self.speech.actor_before(self.plain, Span(sentence.start, verb))

    def trim(self, start: int, end: int) -> Span:
        """A clause without the space and stops around it."""
        plain = self.plain
        while start < end and plain[start] in TRAILING:
            start += 1
        while end > start and plain[end - 1] in TRAILING:
            end -= 1
        return Span(start, end)


def strength_of(view: View, clause: Span) -> Strength:
    """How firm a clause is: conditional if it says on what it depends."""
    return Strength.CONDITIONAL if find_condition(view.plain, clause.start, clause.end) else Strength.FIRM


def gives_too(view: View, start: int, end: int) -> bool:
    """ "to consider the point and | report back": the second of two verbs gives something, or takes it up.

    Args:
        view: the reader's view.
        start: where the first verb begins.
        end: where the clause ends.
    """
    useful = view.verbs.lists["owed"] | view.verbs.lists["with-others"]
    return _TRIES.match(view.plain, start, end) is not None or any(
        view.verbs.base(match["verb"]) == match["verb"] and match["verb"] in useful
        for match in _SECOND_VERB.finditer(view.plain, start, end)
    )
