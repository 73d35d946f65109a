"""Who is speaking: the state of a reader who goes through the sentences of an item.

Minutes name a speaker and go on without naming him: in the next sentence as "she", in a list of bullets under "Ms Hill
reported:", in the passive ("the figures would be circulated"). The reader keeps two people apart: who asks and who
answers. A sentence without a speaker belongs to whoever answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.document import Block, Span
from kg.extract.commitments.cues import first
from kg.extract.commitments.mentions import Mention, Mentions
from kg.facts import Party, PartyKind

# What may stand between a speaker and the verb: a title in commas, brackets, an adverb.
_GAP = re.compile(
    r"(?:\s*\([^()]{0,60}\))?(?:\s*,[^;:.]{0,120}?,)?\s*(?:(?:also|then|further|therefore|again|however|in\s+turn|in\s+response|in\s+reply|both|all|[a-z]+ly)\s*,?\s+){0,2}$"
)
_ASKS = re.compile(
    r"asked|asks|enquired|queried|questioned|wondered|wanted|wished|wishes|requested|suggested|proposed|raised|sought|moved|referred|"
    r"felt|hoped|thought|considered|welcomed|thanked|expressed|opposed|urged|commented|observed",
    re.IGNORECASE,
)
_PRESENTS = re.compile(r"\b(?:report|presentation|update|paper|briefing|introduced|presented|submitted)\b[^.;]{0,40}?\b(?:of|by|from|by\s+way\s+of)\s+$", re.IGNORECASE)
_COLON = re.compile(r"\s*(?::|-\s)\s*")


@dataclass
class Speech:
    """What the reader knows at one place of an item.

    Args:
        mentions: of the document.
        answerer: who presents, explains, answers; to whom an unattributed promise belongs.
        asker: who last asked or suggested.
        last: whoever spoke last.
    """

    mentions: Mentions
    answerer: tuple[Party, ...] = ()
    asker: tuple[Party, ...] = ()
    last: tuple[Party, ...] = ()
    presenter: tuple[Party, ...] = ()
    _lead: dict[int, tuple[Party, ...]] = field(default_factory=dict)

    def enter_item(self) -> None:
        """Nobody speaks yet: a pronoun is never resolved across items."""
        self.answerer = self.asker = self.last = self.presenter = ()
        self._lead.clear()

    def enter_block(self, index: int, block: Block) -> None:
        """A bullet belongs to whoever was said to be speaking above it."""
        if block.lead is not None and block.lead in self._lead:
            self.answerer = self.last = self._lead[block.lead]

    def leave_block(self, index: int, plain: str, block: Block) -> None:
        """Remember who speaks at the end of a block that may lead a list in."""
        if re.search(r"[:\-]\s*$", block.body.of(plain)) and self._spoke_in(plain, block):
            self._lead[index] = self.last

    def _spoke_in(self, plain: str, block: Block) -> bool:
        sentence = block.sentences[-1] if block.sentences else block.body
        return bool(self._actors(plain, sentence))

    def read(self, plain: str, sentence: Span) -> None:
        """Take in who speaks in a sentence, after it has been used."""
        for mention in self.mentions.within(sentence.start, sentence.end):
            if _PRESENTS.search(plain, max(sentence.start, mention.span.start - 80), mention.span.start) and mention.parties:
                self.presenter = self._settle(mention)
        for mention, verb in self._actors(plain, sentence):
            who = self._settle(mention)
            if not who or who == (self.mentions.body,) or mention.word in ("members", "panel"):
                if mention.word == "members":
                    self.asker = who
                continue
            # Officers ask seldom and councillors answer seldom, except those who report to the panel.
            if _ASKS.match(verb) and not mention.officer:
                self.asker = who
            else:
                self.answerer = who
            self.last = who

    def _actors(self, plain: str, sentence: Span) -> list[tuple[Mention, str]]:
        """Who says, asks or does something in a sentence, with the verb, in order."""
        out: list[tuple[Mention, str]] = []
        for mention in self.mentions.within(sentence.start, sentence.end):
            if mention.word in ("who", "acronym") and mention.word == "who":
                continue
            verb = first("report", plain, mention.span.end, min(sentence.end, mention.span.end + 160))
            if verb and _GAP.fullmatch(plain, mention.span.end, verb.start()):
                if self._led_by(plain, sentence, mention):
                    continue
                out.append((mention, verb.group()))
            elif mention.span.start == sentence.start and _COLON.match(plain, mention.span.end, sentence.end) and mention.parties:
                out.append((mention, "said"))
        return out

    def _led_by(self, plain: str, sentence: Span, mention: Mention) -> bool:
        """ "In answer to Cllr Bell, who had asked": the one answered does not speak."""
        before = plain[max(sentence.start, mention.span.start - 40) : mention.span.start].lower()
        return bool(re.search(r"\b(?:answer|reply|response|respond(?:ing|ed)|question|request|query)\s+(?:to|from|by|of)\s*$", before))

    def settle(self, mention: Mention) -> tuple[Party, ...]:
        """Whom a mention means, given who has spoken."""
        return self._settle(mention)

    def _settle(self, mention: Mention) -> tuple[Party, ...]:
        if mention.is_pronoun:
            return self._pronoun(mention.word)
        if len(mention.parties) > 1:
            for spoken in (self.answerer, self.last, self.presenter):
                if spoken and spoken[0] in mention.parties:
                    return spoken[:1]
            return ()
        return mention.parties

    def _pronoun(self, word: str) -> tuple[Party, ...]:
        for who in (self.last, self.answerer, self.asker):
            if who and self._fits(who, word):
                # An answer that follows a question: "Cllr Gill asked about it. She would find out."
                if who == self.asker and self.answerer and self.answerer != self.asker and self._fits(self.answerer, word):
                    return self.answerer
                return who
        return ()

    def _fits(self, who: tuple[Party, ...], word: str) -> bool:
        if word in ("they", "we"):
            return True
        party = who[0]
        if party.kind is PartyKind.BODY:
            return False
        gender = self.mentions.genders.get(party.name, "")
        return len(who) == 1 and gender in ("", {"his": "he", "her": "she"}.get(word, word))

    def speaker(self) -> tuple[Party, ...]:
        """To whom a sentence without a speaker belongs; empty if nobody has spoken."""
        return self.answerer or self.presenter or (self.last if self.last != self.asker else ())
