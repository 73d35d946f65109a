"""Who speaks in each sentence, and how one knows: for people who ask why. A build can do without."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from kg.document import Span
from kg.extract.commitments.speech import Speech, Who

How = Literal["named", "pronoun", "list", "answers", "service", "presents", "last", "nobody"]
_ASKS = re.compile(r"ask|enquir|quer|question|wonder|want|wish|request|suggest|propos|sought|urg", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """Who speaks in a sentence.

    Args:
        who: they, or nobody.
        how: "named" in the sentence or meant by a "pronoun" in it; else it belongs to whoever led the "list" in,
            "answers", is the "service" it is about, "presents" the report, or spoke "last".
        since: the sentence in which they were last said to speak, if it is another.
        pronoun: where the pronoun, or the title that fits several people, stands.
    """

    who: Who
    how: How
    since: Span | None = None
    pronoun: Span | None = None


@dataclass
class Witness(Speech):
    """A reader who remembers who spoke in which sentence.

    Args:
        heard: by sentence.
    """

    heard: dict[Span, Heard] = field(default_factory=dict)
    _latest: dict[Who, Span] = field(default_factory=dict)
    _before: dict[Who, Span] = field(default_factory=dict)  # the sentence before that

    def enter_item(self) -> None:
        """Nobody speaks yet."""
        super().enter_item()
        self._latest.clear()
        self._before.clear()

    def read(self, plain: str, sentence: Span) -> None:
        """Take in who speaks in a sentence, and keep it."""
        super().read(plain, sentence)
        if sentence not in self.heard:
            self.heard[sentence] = self._hear_who(plain, sentence)

    def _hear_who(self, plain: str, sentence: Span) -> Heard:
        for mention, verb in self._actors(plain, sentence)[:1]:
            who = self.settle(mention, asking=_ASKS.match(verb) is not None)
            self._note(who, sentence)
            if mention.is_pronoun or len(mention.parties) != 1:
                return Heard(who, "pronoun", self._before.get(who), mention.span)
            return Heard(who, "named")
        who = self.speaker()
        return Heard(who, self._how(who), self._latest.get(who))

    def _note(self, who: Who, sentence: Span) -> None:
        """A sentence is read up to each cue in it, and then whole."""
        latest = self._latest.get(who)
        if latest is not None and latest.start != sentence.start:
            self._before[who] = latest
        self._latest[who] = sentence

    def _how(self, who: Who) -> How:
        if not who:
            return "nobody"
        if who == self.answerer:
            return "list" if self.led else "answers"
        if who == self.group:
            return "service"
        return "presents" if who == self.presenter else "last"
