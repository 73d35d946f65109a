"""Who is speaking: the state of a reader who goes through the sentences of an item.

Minutes name a speaker and go on without naming him: in the next sentence as "she", in a list of bullets under "Ms Hill
reported:", in the passive ("the figures would be circulated"). The reader keeps two people apart: who asks and who
answers. A sentence without a speaker belongs to whoever answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.document import Block, Span
from kg.extract.commitments.cues import at, first
from kg.extract.commitments.mentions import Mention, Mentions
from kg.extract.commitments.verbs import ADVERB
from kg.facts import Party, PartyKind

# What may stand between a speaker and the verb: a title in commas, brackets, an adverb.
_ADVERB = (
    r"(?:also|then|further|therefore|again|however|in\s+turn|in\s+response|in\s+reply|both|all|" + ADVERB + r")\s*,?\s+"
)
_GAP = re.compile(r"(?:\s*\([^()]{0,60}\))?(?:\s*,[^;:.]{0,120}?,)?\s*,?\s*(?:" + _ADVERB + r"){0,2}$")
_ADVERBS = re.compile(_ADVERB)
_SPACE = re.compile(r"\s*")
_ASKS = re.compile(
    r"asked|asks|enquired|queried|questioned|wondered|wanted|wished|requested|suggested|proposed|sought|raised|moved|"
    r"urged",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"\b(?:report|presentation|update|paper|briefing|introduced|presented|submitted|joint report|verbal "
    r"update)\b[^.;]{0,40}?\b(?:of|by|from)\s+$",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*(?::|-\s)\s*")
_DID = re.compile(r"\b(?!(?:concerned|involved|named|attached)\b)[a-z]{3,}ed\b")
_SECOND = re.compile(
    r"\band\s+(?:also\s+|then\s+|further\s+)?(?P<verb>(?:report|advis|explain|confirm|repl|respond|inform|undert|offer|agree)\w*)"
)
_ANSWER_FROM = re.compile(
    r"(?:(?:Q|A|Question|Answer|Reply|Response)\.?\d{0,2}\s*[:.]?\s*(?:from|by)\s+)?(?:the\s+)?", re.IGNORECASE
)
_LABEL_END = re.compile(r"\s*(?:\([^()]{2,30}\)\s*)?:\s+\S")
_LIST = re.compile(r"[:\-]\s*$")
# "during which the following was discussed:": the floor is open, and nobody in particular speaks.
_OPEN_FLOOR = re.compile(
    r"\b(?:during\s+which|(?:was|were)\s+(?:then\s+)?(?:raised|discussed|noted|made|asked|highlighted))\b"
)
_INVITES = re.compile(r"\b(?:invited|called\s+(?:on|upon)|handed\s+over\s+to|asked)\s+(?:the\s+)?$", re.IGNORECASE)
_INVITED = "presented"
_ASKED_BY = re.compile(r"\b(?:asked|pressed|questioned|challenged)\s+by\s+$", re.IGNORECASE)
_ASKED = "asked of"
_GIVEN_BY = re.compile(r"\b(?:assur\w+|told|informed|advised|undertaking|commitment|reminded)\s+by\s+$", re.IGNORECASE)

# The last words, "the" left out, of what can stand before one who is told, asked, invited or reported.
_LEADS = ("to", "from", "by", "of", "invited", "on", "upon", "asked")

_NEAR = 200  # characters before a mention in which it can be handed the floor
_REACH = 160  # characters behind a mention in which its verb begins

Who = tuple[Party, ...]
Actors = tuple[tuple[Mention, str], ...]


@dataclass
class Speech:
    """What the reader knows at one place of an item.

    Args:
        mentions: of the document.
        answerer: who presents, explains, answers; to whom an unattributed promise belongs.
        asker: who last asked or suggested.
        last: whoever spoke last.
        presenter: whose report it is.
        group: the service or team that a sentence was last about.
    """

    mentions: Mentions
    answerer: Who = ()
    asker: Who = ()
    last: Who = ()
    presenter: Who = ()
    group: Who = ()
    led: bool = False  # the block is in a list that somebody's words led in
    pending: bool = False  # something was asked for in the sentence before
    questioned: bool = False  # in the sentence before it was asked whether something would be done
    offered: bool = False  # the same, of an act that somebody can do: "whether training would be offered again"
    voice: Who = ()  # whose words the paragraph gives as they were spoken: "CHAIR: …"
    _heard: bool = False  # somebody has answered in this block
    _sentence: int = -1  # the sentence that is being read
    _asked_in: int = -1  # the sentence in which somebody last asked
    _lead: dict[int, Who] = field(default_factory=dict)
    _floor: dict[int, Who] = field(default_factory=dict)  # blocks that open the floor, and who had answered till then
    _seen: dict[Who, None] = field(default_factory=dict)  # people named in the item, the latest last
    _named: dict[str, Party] = field(default_factory=dict)  # "team" -> the team last named in full
    _known: dict[tuple[int, int], Actors] = field(default_factory=dict)  # of stretches of the item that were read
    # The verbs that stand in stretches behind mentions.
    _verbs: dict[tuple[int, int], re.Match[str] | None] = field(default_factory=dict)
    _led: dict[int, bool] = field(default_factory=dict)  # whether mentions may be handed the floor

    def enter_item(self) -> None:
        """Nobody speaks yet: a pronoun is never resolved across items."""
        self.answerer = self.asker = self.last = self.presenter = self.group = ()
        self.pending = self.questioned = self.offered = False
        self._lead.clear()
        self._floor.clear()
        self._named.clear()
        self._seen.clear()
        self._known.clear()
        self._verbs.clear()
        self._led.clear()

    def enter_block(self, block: Block) -> None:
        """A bullet belongs to whoever was said to be speaking above it."""
        self.group = ()
        self._heard = False
        self.voice = ()
        self.led = block.lead in self._lead
        if block.lead in self._lead:
            self.answerer = self.last = self._lead[block.lead]
        elif block.lead in self._floor:  # each point is made by somebody else
            self.answerer = self.last = self.asker = ()
            self.presenter = self._floor[block.lead]

    def leave_block(self, index: int, plain: str, block: Block) -> None:
        """Remember who speaks at the end of a block that may lead a list in."""
        sentence = block.sentences[-1] if block.sentences else block.body
        if not _LIST.search(block.body.of(plain)):
            return
        actors = self._actors(plain, sentence)
        if actors and (actors[-1][1] == _INVITED or not _OPEN_FLOOR.search(sentence.of(plain))):
            self._lead[index] = self.settle(actors[-1][0])
        else:
            self._floor[index] = self.answerer or self.presenter

    def read(self, plain: str, sentence: Span) -> None:
        """Take in who speaks in a sentence, or in the part of it before a cue."""
        self._sentence = sentence.start
        for mention in self.mentions.within(sentence.start, sentence.end):
            if mention.word == "named" and mention.span.start == sentence.start:
                noun = mention.parties[0].name.split()[-1].lower()
                self._named[noun] = mention.parties[0]
            if mention.word in ("group", "named") and mention.span.start == sentence.start:
                self.group = self.settle(mention)
            if mention.person and len(mention.parties) == 1:
                self._seen.pop(mention.parties, None)
                self._seen[mention.parties] = None
            if (
                mention.parties
                and self._is_led(plain, mention)
                and _PRESENTS.search(plain, max(sentence.start, mention.span.start - 80), mention.span.start)
            ):
                self.presenter = self.settle(mention)
        if label := self._label(plain, sentence):
            self.voice = self.settle(label)
        told = False  # "The Chair advised that the Cabinet considered", "… that the Mayor had asked": the Chair speaks
        for mention, verb in self._actors(plain, sentence):
            within = told and (mention.word in ("group", "named", "acronym", "panel") or verb == "had")
            if not (within and plain.endswith("that ", sentence.start, mention.span.start)):
                self._hear(mention, verb)
            told = True

    def _hear(self, mention: Mention, verb: str) -> None:
        who = self.settle(mention, asking=bool(_ASKS.match(verb)))
        if verb == _ASKED:  # "Asked by Cllr Hay, she could not say": the answer stands in the same sentence
            self.asker = self.last = who
            self._asked_in = self._sentence - 1
            return
        if mention.word == "members":
            self.asker, self._asked_in = who, self._sentence
            return
        if not who or mention.word == "panel":
            return
        plural = mention.word == "post" and who[0].name.endswith("s")  # "Managers had agreed"
        if verb == "had" and self.answerer and (self._heard or plural) and not mention.is_pronoun:
            self.last = who  # "The Chair had written to them": told by the one who has the floor
            return
        # Officers ask seldom; councillors answer only when they report to the panel themselves.
        if _ASKS.match(verb) and not mention.answers:
            self.asker, self._asked_in = who, self._sentence
        elif mention.councillor and not mention.answers and not self._answers(who, verb):
            self._asked_in = -1
        else:
            self.answerer = who
            self._heard = True
        self.last = who

    def _answers(self, who: Who, verb: str) -> bool:
        """Whether a councillor takes over from the one who answered: as the one who was asked or who reports."""
        return who == self.answerer or bool(
            re.match(
                r"report|advis|explain|confirm|repl|respond|present|introduc|inform|undert|offer|agree|gave|updat|answer",
                verb,
                re.IGNORECASE,
            )
        )

    def _actors(self, plain: str, sentence: Span) -> Actors:
        """Who says, asks or does something in a sentence, with the verb, in order."""
        stretch = (sentence.start, sentence.end)
        if stretch not in self._known:
            self._known[stretch] = tuple(self._find_actors(plain, sentence))
        return self._known[stretch]

    def _find_actors(self, plain: str, sentence: Span) -> Iterator[tuple[Mention, str]]:
        for mention in self.mentions.within(sentence.start, sentence.end):
            led = self._is_led(plain, mention)
            if mention.word == "who" or (led and self._led_by(plain, sentence, mention)):
                continue
            near = max(sentence.start, mention.span.start - _NEAR)
            ahead = (mention.span.end, min(sentence.end, mention.span.end + _REACH))
            if ahead not in self._verbs:
                self._verbs[ahead] = _verb_after(plain, mention, ahead[1])
            if said := self._verbs[ahead]:
                yield mention, self._second(plain, said, sentence) if mention.councillor else said.group()
            elif led and mention.parties and _INVITES.search(plain, near, mention.span.start):
                yield mention, _INVITED
            elif led and _ASKED_BY.search(plain, near, mention.span.start):
                yield mention, _ASKED
            elif (led and mention.person and _GIVEN_BY.search(plain, near, mention.span.start)) or (
                mention.parties and self._before_colon(plain, sentence, mention)
            ):
                yield mention, "said"

    def _second(self, plain: str, said: re.Match[str], sentence: Span) -> str:
        """The verb by which somebody answers, where it is the second: "accepted the petition and confirmed that"."""
        others = self.mentions.within(said.end(), sentence.end)
        second = _SECOND.search(plain, said.end(), others[0].span.start if others else sentence.end)
        return second["verb"] if second else said.group()

    def _label(self, plain: str, sentence: Span) -> Mention | None:
        """Whose words follow: "CHAIR: Thank you", "Answer from the Leader: No", "Cllr Orr (supplementary): Why?"."""
        first_one = next(iter(self.mentions.within(sentence.start, min(sentence.end, sentence.start + 120))), None)
        if first_one is None or first_one.is_pronoun or first_one.word in ("members", "panel", "group"):
            return None
        leads = _ANSWER_FROM.fullmatch(plain, sentence.start, first_one.span.start)
        return first_one if leads and _LABEL_END.match(plain, first_one.span.end) else None

    def _is_led(self, plain: str, mention: Mention) -> bool:
        """Whether a word stands right before a mention that can hand it the floor or take it."""
        start = mention.span.start
        if start not in self._led:
            before = plain[max(0, start - 60) : start].rstrip().lower()
            if before.endswith("the"):
                before = before[:-3].rstrip()
            self._led[start] = not before or before.endswith(_LEADS)
        return self._led[start]

    def _before_colon(self, plain: str, sentence: Span, mention: Mention) -> bool:
        """ "US: nobody knows", and "In reply, Mr Hay:" before a list."""
        colon = _COLON.match(plain, mention.span.end, sentence.end + 1)
        if colon is None:
            return False
        rest = _SPACE.match(plain, colon.end(), sentence.end)
        return mention.span.start == sentence.start or rest is None or rest.end() == sentence.end

    def actor_before(self, plain: str, before: Span) -> Mention | None:
        """Who was the last to say or do something in the part of a sentence before a cue."""
        actors = self._actors(plain, before)
        return actors[-1][0] if actors else None

    def _led_by(self, plain: str, sentence: Span, mention: Mention) -> bool:
        """ "In answer to Cllr Bell, who had asked": the one answered does not speak."""
        before = plain[max(sentence.start, mention.span.start - 40) : mention.span.start].lower()
        return bool(
            re.search(
                r"\b(?:answer|reply|response|respond(?:ing|ed)|question|request|query|behalf)\s+(?:to|from|by|"
                r"of)\s*(?:the\s+)?$",
                before,
            )
        )

    def settle(self, mention: Mention, *, asking: bool = False) -> Who:
        """Whom a mention means, given who has spoken; empty if it cannot be told.

        Args:
            mention: the mention.
            asking: whether it stands before a verb that asks.
        """
        if mention.is_pronoun:
            return self._pronoun(mention.word, asking)
        if mention.word == "officer":
            return next(
                (
                    who
                    for who in (self.answerer, self.last, self.presenter)
                    if who and who[0].kind is not PartyKind.BODY
                ),
                (),
            )
        if mention.word == "councillor":
            return self.asker or self.last
        if mention.word == "group":
            noun = mention.parties[0].name.split()[-1].lower()
            return (self._named[noun],) if noun in self._named else mention.parties
        if len(mention.parties) > 1:
            known = (self.answerer, self.last, self.presenter, *reversed(self._seen))
            return next((who[:1] for who in known if who and who[0] in mention.parties), ())
        return mention.parties

    def _pronoun(self, word: str, asking: bool) -> Who:
        if word == "they" and asking and self._asked_in != -1 and self.asker and self.asker[0].kind is PartyKind.BODY:
            return self.asker  # "Members asked for the figures. They also asked …"
        asked_before = self.last == self.asker and self._asked_in not in (-1, self._sentence)
        if not asking and asked_before and self.answerer not in ((), self.asker) and self._fits(self.answerer, word):
            return self.answerer  # "Cllr Hay asked about it. She would find out."
        return next((who for who in (self.last, self.answerer, self.asker) if who and self._fits(who, word)), ())

    def _fits(self, who: Who, word: str) -> bool:
        if word in ("they", "we"):
            return True
        if len(who) > 1 or who[0].kind is PartyKind.BODY:
            return False
        return self.mentions.genders.get(who[0].name, "") in ("", {"his": "he", "her": "she"}.get(word, word))

    def speaker(self) -> Who:
        """To whom a sentence without a speaker belongs; empty if nobody has spoken."""
        return self.answerer or self.group or self.presenter or (self.last if self.last != self.asker else ())


def _verb_after(plain: str, mention: Mention, end: int) -> re.Match[str] | None:
    """The verb by which a mention says or does something before `end`; None if it is followed by none."""
    start = mention.span.end
    does = mention.person or mention.is_pronoun
    place = _direct(plain, start, end)
    if place is None:  # a bracket or a comma may come first
        verbs = [first("speech", plain, start, end), first("acts", plain, start, end) if does else None]
        verbs.append(_DID.search(plain, start, end) if does or mention.word == "panel" else None)
        near = [verb for verb in verbs if verb and _GAP.fullmatch(plain, start, verb.start())]
        return min(near, key=lambda verb: verb.start(), default=None)
    for _ in range(3):  # two adverbs at most
        verb = at("speech", plain, place, end) or (at("acts", plain, place, end) if does else None)
        if verb is None and (does or mention.word == "panel"):
            verb = _DID.match(plain, place, end)
        if verb:
            return verb
        adverb = _ADVERBS.match(plain, place, end)
        if adverb is None:
            break
        place = adverb.end()
    return None


def _direct(plain: str, start: int, end: int) -> int | None:
    """Where the next word begins, if nothing but space comes before it; None before a bracket or a comma.

    Before any other stop that is the stop itself: no verb begins there.
    """
    space = _SPACE.match(plain, start, end)
    place = space.end() if space else start
    return None if plain[place : place + 1] in ("(", ",") else place
