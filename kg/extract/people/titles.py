"""Titles and functions: where one ends that begins at a word, and whether one person holds the post.

A title is a noun of the lexicon ("Director", "Cabinet Member", "Vice-Chair") with the words that belong to
it: subjects before it ("Virtual School"), what follows `of`, `for`, a dash or a comma ("Director, Adult
Social Care"). It ends where a person, an organisation, a verb or the sentence ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from kg.extract.people.ahead import is_known_name, is_name_before_title, starts_honorific, starts_person
from kg.extract.people.heads import Head, TitleKind, find_head
from kg.extract.people.naming import read_name
from kg.extract.people.organisations import is_acronym, read_organisation
from kg.extract.people.passages import Passage, is_subject, phrase_at
from kg.extract.people.tokens import Token
from kg.extract.people.vocabulary import vocabulary
from kg.lexicon import load_lexicon

__all__ = ["LONGEST", "Title", "TitleKind", "is_single", "read_title"]

_OF = {"of", "for"}
_JOINERS = {"of", "for", "to", "the", "in", "and", "on", "with", "our", "&"}
_NO_START = {"in", "at", "on", "to", "from", "of", "for", "by", "and", "the", "a", "an", "with", "as"}
_TO_BEFORE = {"clerk", "adviser", "advisor", "assistant", "secretary", "director"}
_QUALIFIERS = {"interim", "acting", "temporary", "designate", "shadow", "joint", "elect", "job", "share"}
_NO_QUALIFIERS = {"in", "for", "from", "until", "item", "items", "to"}
_MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "spring", "summer", "autumn", "winter",
})  # fmt: skip
_BODIES = {"committee", "panel", "board", "commission", "forum", "sub-committee", "group"}
_ALSO_SUBJECTS = {"partnership", "group", "office", "church"}  # words of organisations that subjects have too
_NO_SUBJECTS = frozenset({
    "members", "member", "officers", "councillors", "committee", "panel", "board", "council", "cabinet",
    "executive",
})  # fmt: skip
_COLUMN = 3
LONGEST = 24  # words of a title
# "Governor and Tenant and Member and …": a run of functions is looked into so far.
_DEEPEST = 3


class Title(Struct, frozen=True):
    """A title as read.

    Args:
        first: index of its first word.
        last: index behind its last word.
        kind: what it makes of the person.
        plural: whether it is written in the plural, for several people ("Service Directors").
        after: index behind all that was read, the organisation included.
        organisation: indices of the organisation's words, or None.
    """

    first: int
    last: int
    kind: TitleKind
    plural: bool = False
    after: int = 0
    organisation: tuple[int, int] | None = None


def read_title(
    passage: Passage, i: int, *, small: bool = False, closed: bool = False, end: int | None = None
) -> Title | None:
    """The title that begins at word `i`, or None.

    Args:
        passage: the words.
        i: index of the first.
        small: whether a title in small letters counts ("the scrutiny manager").
        closed: whether it runs on to a mark or a verb, so that no name can follow it directly: ", Chief
            Officer of Concern Vale, said".
        end: index behind the last word that may belong to it: the closing bracket, when it stands in
            brackets.
    """
    return _Reader(passage, small, closed, end).read(i)


@lru_cache(maxsize=4096)
def is_single(title: str) -> bool:
    """Whether one person holds the post at a time.

    >>> is_single("Head of Inclusion"), is_single("Service Director")
    (True, False)
    >>> is_single("Vice-Chair"), is_single("Councillor")
    (True, False)
    """
    return any(phrase.pattern.fullmatch(title) for phrase in load_lexicon().phrases("single-post"))


class _Reader:
    """One reading of one title; it keeps where it is, so that the rules can be read one by one."""

    def __init__(self, passage: Passage, small: bool, closed: bool, end: int | None, ahead: int = 0) -> None:
        self.passage = passage
        self.tokens = passage.tokens
        self.small = small
        self.closed = closed
        self.end = len(passage.tokens) if end is None else end
        self.bracketed = end is not None
        self.ahead = ahead  # how deep we are in looking ahead for a second title behind "and"
        self.kind: TitleKind | None = None
        self.plural = False
        self.last = 0

    def read(self, i: int) -> Title | None:
        if self.tokens[i].low in _NO_START:
            return None
        for _ in self._steps(i):
            pass
        if self.kind is None or self.last <= i or (self.last - i == 1 and not self._may_stand_alone(i)):
            return None
        organisation, after = self._organisation(self.last)
        two_languages = self.last - i == 3 and self.tokens[i + 1].text == "/"  # "Clerc/Clerk"
        if self.kind is TitleKind.CHAIR or two_languages:
            slash = next((k for k in range(i + 1, self.last) if self.tokens[k].text == "/"), i - 1)
            if slash > i and not any(self._head(k) for k in range(i, slash)):
                i = slash + 1  # "Parent/Chair": what sort of member, and the post
        return Title(i, self.last, self.kind, self.plural, after, organisation)

    def opens_post(self, i: int) -> bool:
        """Whether a title begins at word `i` that is more than a function; it is read no further than that takes."""
        if self.tokens[i].low in _NO_START:
            return False
        return any(
            self.kind not in (None, TitleKind.FUNCTION) and (self.last - i > 1 or self._may_stand_alone(i))
            for _ in self._steps(i)
        )

    def _steps(self, i: int) -> Iterator[int]:
        """Read on from word `i`, word by word or phrase by phrase, as long as it may be one title; where we are."""
        k = i
        while k < self.end and k - i < LONGEST and (step := self._step(i, k)):
            k += step
            yield k

    def _may_stand_alone(self, i: int) -> bool:
        if self.kind is not TitleKind.OFFICER:
            return True
        low, lone = self.tokens[i].low, vocabulary().lone
        return low in lone or (low.endswith("s") and low[:-1] in lone)

    def _step(self, i: int, k: int) -> int:
        """How many words to go on by from `k`; 0 where the title ends."""
        token = self.tokens[k]
        if k > i and (token.gap >= _COLUMN or (token.fresh and self._line_begins_something(k))):
            return 0
        if token.kind == "mark":
            return self._step_mark(i, k)
        if token.kind == "number":
            return 1 if k > i and self.tokens[k - 1].low in ("section", "s", "level", "grade") else 0
        return self._step_word(i, k) if token.kind == "word" else 0

    def _line_begins_something(self, k: int) -> bool:
        """A fresh line with a label or a new person on it, in a list that was not parted into lines."""
        return self._is_label(k) or (self.kind is not None and starts_person(self.passage, k))

    def _is_label(self, k: int) -> bool:
        return k + 1 < len(self.tokens) and self.tokens[k + 1].text == ":"

    # -- words

    def _step_word(self, i: int, k: int) -> int:
        token, words = self.tokens[k], vocabulary()
        if token.low in words.honorifics or token.low in words.councillors or (token.low in words.councillor and k > i):
            return 0
        if k > i and self._is_label(k) and self.kind is not None and not self.bracketed:
            if token.low in ("minutes", "minute", "apologies", "present"):
                return 0
            if self.tokens[k - 1].low not in _JOINERS and not (token.low in words.subjects or token.low in words.heads):
                return 0
        if head := self._head(k):
            return self._step_head(i, k, head)
        if token.capital or self._is_small_word(i, k):
            if k > i and self.kind is not None and token.capital and self._ends_before(k):
                return 0
            self.last = k + 1
            return 1
        return 1 if token.low in _JOINERS and k > i and self._joins(k) else 0

    def _step_head(self, i: int, k: int, head: Head) -> int:
        if k > i and self.kind is not None and (starts_person(self.passage, k) or self._opens_next_post(k)):
            return 0
        rank = {TitleKind.ELECTED: 3, TitleKind.OFFICER: 2, TitleKind.CHAIR: 2, TitleKind.FUNCTION: 1}
        if self.kind is None or rank[head.kind] > rank[self.kind]:
            self.kind = head.kind
        self.plural = self.plural or head.plural
        self.last = k + head.length
        return head.length

    def _head(self, k: int) -> Head | None:
        return find_head(self.passage, k, small=self.small, within=self.last == k)

    def _opens_next_post(self, k: int) -> bool:
        """ "Director of Planning Head of Law": a run of titles without anything between them."""
        if self.tokens[k - 1].low in _JOINERS | {"-", ",", "/", "("}:
            return False
        after = self.tokens[k + 1] if k + 1 < self.end else None
        return self.tokens[k].low in ("head", "director", "chief") and after is not None and after.low in _OF

    def _is_small_word(self, i: int, k: int) -> bool:
        """A word in small letters that belongs to the title: all of "the scrutiny manager", or one between
        capitals ("Director of integrated Services", "Nurse for Looked after Children").
        """
        token = self.tokens[k]
        if self.small:
            return self._is_small_title_word(token)
        after = self.tokens[k + 1] if k + 1 < self.end else None
        if k == i or after is None or not after.capital or self.kind is None:
            return False
        before = self.tokens[k - 1].low
        return (before == "looked" and token.low == "after") or (before in _OF and self._is_small_title_word(token))

    def _is_small_title_word(self, token: Token) -> bool:
        words = vocabulary()
        if not token.text.islower() or token.low in _JOINERS:
            return False
        return token.low in words.heads or token.low in words.openers or token.low in words.subjects

    def _ends_before(self, k: int) -> bool:
        """Whether the title is over before a capital word, because a person begins there."""
        before, token = self.tokens[k - 1], self.tokens[k]
        if before.low in ("and", "&") or before.text in (",", "-", "/"):
            return False  # looked into when the joiner was taken
        if before.low in _JOINERS:
            return is_known_name(self.passage, k)
        if is_subject(token, self.passage):
            return False
        if self._head(k - 1) or self._follows_head(k):
            return True  # "Service Director Vera Lund"
        return is_known_name(self.passage, k) or (not self.closed and is_name_before_title(self.passage, k))

    def _follows_head(self, k: int) -> bool:
        word = self.tokens[k - 1].low
        return word in vocabulary().heads or word in ("member", "holder", "chair", "chairman", "leader")

    def _joins(self, k: int) -> bool:
        """Whether a small joining word goes on with the title: what is behind it must be part of one."""
        token, before = self.tokens[k], self.tokens[k - 1]
        j = k + 1
        while j < self.end and self.tokens[j].low in _JOINERS:
            j += 1
        if j >= self.end or self.tokens[j].kind != "word":
            return False
        after = self.tokens[j]
        if self.kind is None and token.low in ("of", "for", "to", "in"):
            return False  # "Election of Vice-Chairman"
        if token.low in ("on", "with", "our") or (token.low == "the" and before.low not in _JOINERS):
            return False
        if token.low == "to" and before.low not in _TO_BEFORE:
            return False
        if token.low == "in" and after.low in _MONTHS:
            return False
        if not after.capital:
            return self._is_small_title_word(after) and (self.small or self._is_small_word(k, j))
        if token.low in ("and", "&"):
            if starts_person(self.passage, j) or self._opens_councillor(k, j):
                return False
            return not (self._is_next_elected(j) or self._opens_other_title(k, j))
        return not starts_honorific(self.passage, j)

    def _opens_councillor(self, k: int, j: int) -> bool:
        """ "Clerk & County Cllr Moss": a post is over, and behind the joiner at `k` stands a councillor, another
        person; not so in "Executive Member for Leisure & Culture Cllr Moss".
        """
        if j + 1 >= self.end or self._head(k - 1) is None or self._head(j) is not None:
            return False
        token, words = self.tokens[j + 1], vocabulary()
        return token.low in words.councillor | words.councillors and token.gap <= 1 and not token.fresh

    def _is_next_elected(self, j: int) -> bool:
        """ "Ann Ash is appointed Chair and Bo Beech is appointed …": behind "and" stands the next person."""
        end = read_name(self.passage, j)
        return end > j and end < len(self.tokens) and self.tokens[end].low in ("is", "was", "be", "as")

    def _opens_other_title(self, k: int, j: int) -> bool:
        """ "Clerk and Treasurer" are two posts; "the Head of Housing and the Head of Law" are two
        people's.
        """
        if self.kind is None:
            return False
        if self.tokens[k + 1].low == "the":
            return True
        if self.tokens[k].low != "and":
            return False
        if self.ahead == _DEEPEST:
            return True
        small = self.small and not self.tokens[j].capital
        end = self.end if self.bracketed else None
        return _Reader(self.passage, small, False, end, self.ahead + 1).opens_post(j)

    # -- marks

    def _step_mark(self, i: int, k: int) -> int:
        token = self.tokens[k]
        if k == i or k + 1 >= self.end:
            return 0
        after = self.tokens[k + 1]
        if token.text == "&" and self.kind is not None and starts_person(self.passage, k + 1):
            return 0
        if token.text == "&" and self.kind is not None and self._opens_councillor(k, k + 1):
            return 0
        if token.text == "/" and self.kind is None and (token.gap or after.gap):
            return 0  # "Cadeirydd / Chair": the same in two languages
        if token.text in ("&", "/"):
            return int(after.capital or (self.small and self._is_small_title_word(after)))
        if token.text == "-" and token.gap == 0 and after.gap == 0:
            return int(after.capital)
        if token.text in ("-", ","):
            if self.kind is None:
                return int(token.text == "," and after.capital and self._leads_to_head(k))
            return int(after.capital and self._continues(k + 1))
        return self._step_bracket(k) if token.text == "(" and self.kind is not None else 0

    def _leads_to_head(self, k: int) -> bool:
        """ "(Children, Families and Education Director)": subjects before the noun, all of it in brackets."""
        return self.bracketed and any(self.tokens[j].low in vocabulary().heads for j in range(k + 1, self.end))

    def _step_bracket(self, k: int) -> int:
        """Brackets within a title hold a subject or "Interim"; initials, wards, organisations are no part of
        it.
        """
        close = next((j for j in range(k + 1, min(self.end, k + 12)) if self.tokens[j].text == ")"), None)
        if close is None:
            return 0
        inside = [t for t in self.tokens[k + 1 : close] if t.kind == "word" and t.low not in _JOINERS]
        if not inside or (len(inside) == 1 and inside[0].text.isupper() and len(inside[0].text) <= 4):
            return 0
        if any(t.low in vocabulary().organisations or t.text == ":" for t in self.tokens[k + 1 : close]):
            return 0
        if phrase_at(self.passage, k + 1, vocabulary().chairs) or self.tokens[k + 1].low in _NO_QUALIFIERS:
            return 0
        if all(t.low in _QUALIFIERS or (t.capital and is_subject(t, self.passage)) for t in inside):
            self.last = close + 1
            return close + 1 - k
        return 0

    def _continues(self, j: int) -> bool:
        """Whether what stands behind a comma or dash is one more subject of the title, not a person, an
        organisation or another title.
        """
        words, token = vocabulary(), self.tokens[j]
        after = self.tokens[j + 1] if j + 1 < self.end else None
        if starts_person(self.passage, j) or not is_subject(token, self.passage) or token.low in _NO_SUBJECTS:
            return False
        if token.low in words.never and token.low not in words.subjects:
            return False
        if is_acronym(token) and (after is None or not after.capital):
            return False
        k, capitals = j, 0
        while k < self.end and self.tokens[k].kind == "word" and k - j < 10:
            word = self.tokens[k]
            if starts_honorific(self.passage, k) or (word.capital and k > j and starts_person(self.passage, k)):
                break
            if word.capital:
                if word.low in words.organisations and word.low not in _ALSO_SUBJECTS:
                    return self.kind is TitleKind.CHAIR and word.low in _BODIES  # "Chairman, Audit Committee"
                if self._head(k):
                    return False
                capitals += 1
            elif word.low not in _JOINERS:
                break
            k += 1
        return capitals > 0

    def _organisation(self, k: int) -> tuple[tuple[int, int] | None, int]:
        """The organisation behind a title: "at Calder Hospitals Trust", ", Healthwatch Calder"."""
        if k >= self.end or (self.tokens[k].low not in ("at", "from") and self.tokens[k].text not in (",", "-")):
            return None, k
        j = k + 1
        while j < self.end and self.tokens[j].low == "the":
            j += 1
        behind = read_organisation(self.passage, j, self.end)
        return ((j, behind), behind) if behind > j else (None, k)
