"""Where people are named: with "Councillor" or "Mrs" before the name, a title before or behind it, or in a
list of those present. What is read here is one naming at one place; `kg.extract.people` puts together who is
meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kg.document import Span
from kg.extract.people.ahead import (
    DETERMINERS,
    closes_apposition,
    ends_title,
    leads_to_name,
    may_open_title,
    stands_clear,
)
from kg.extract.people.asides import read_behind
from kg.extract.people.claims import (
    COLUMN,
    Claim,
    Group,
    Listing,
    as_shared,
    honorifics_at,
    make_claim,
    possessive,
    with_post,
)
from kg.extract.people.naming import read_name
from kg.extract.people.passages import Passage
from kg.extract.people.titles import LONGEST, TitleKind, read_title
from kg.extract.people.vocabulary import vocabulary

_JOINS_PEOPLE = frozenset({",", "&", "and", "the", "both"})
_WEAK = {"would", "will", "was", "had", "left", "joined", "attended"}
_SHALL = {"would", "will", "shall"}
_PLACES = frozenset("at in of on near for from to the between via around outside towards".split())


class Mention(Struct, frozen=True):
    """One naming of a person.

    Args:
        name: where the name stands, without what is before and behind it.
        whole: with honorifics.
        honorifics: those before it, folded.
        councillor: whether "Councillor" or a list of councillors makes it one.
        claims: titles given with it.
        initials: initials in brackets behind it.
        presiding: where it says "in the Chair", or None.
        group: the list in which it stands.
        absent: whether that is a list of those who were not there.
        sure: whether it is certainly a person: with honorific, title or initials, or listed.
        after: index behind all that was read.
    """

    name: Span
    whole: Span
    honorifics: tuple[str, ...] = ()
    councillor: bool = False
    claims: tuple[Claim, ...] = ()
    initials: str = ""
    presiding: Span | None = None
    group: Group = Group.NONE
    absent: bool = False
    sure: bool = False
    after: int = 0


def read_mentions(passage: Passage, listing: Listing) -> Iterator[Mention]:
    """The namings in one block, in order."""
    tokens = passage.tokens
    nouns = [i for i, token in enumerate(tokens) if token.noun and token.capital]
    if nouns or listing.group is Group.COUNCILLORS:
        openings = [i for i, token in enumerate(tokens) if token.opens]
    else:
        openings = [i for i, token in enumerate(tokens) if token.starts]
    if not openings:
        return
    scanner = _Scanner(passage, listing, nouns)
    behind = 0  # index behind what has been read
    chain: list[Mention] = []  # people joined by commas and "and", who may share a title behind the last
    shared = 0  # how many of them a title in the plural has been given to
    for i in openings:
        if i < behind:
            continue
        found = scanner.people_at(i)
        if chain and not scanner.joins_chain(behind, i if found else i + 1):
            yield from chain
            chain, shared = [], 0
        behind = i + 1
        if not found:
            continue
        if plural := next((claim for m in found for claim in m.claims if claim.plural), None):
            chain = chain or scanner.before_and(i)
            chain[shared:] = [
                m if m.claims else replace(m, claims=(as_shared(plural, m.whole),), sure=True) for m in chain[shared:]
            ]
            shared = len(chain)
        chain.extend(scanner.with_label(m) for m in found)
        behind = max(behind, found[-1].after)
    yield from chain


class _Scanner:
    """Reads the people of one block."""

    def __init__(self, passage: Passage, listing: Listing, nouns: list[int]) -> None:
        self.passage = passage
        self.tokens = passage.tokens
        self.listing = listing
        self.group = listing.group
        self.listed = listing.group is not Group.NONE
        self.nouns = nouns
        self.only_names = listing.owners and all(
            token.capital or token.kind != "word" or token.low == "and" for token in passage.tokens
        )

    def joins_chain(self, first: int, last: int) -> bool:
        """Whether the words between two people are nothing but commas and "and"."""
        return all(token.low in _JOINS_PEOPLE for token in self.tokens[first:last])

    def before_and(self, i: int) -> list[Mention]:
        """The name before "and", which alone would not have been one: "Vera Lund and Kofi Ash, Service
        Directors".
        """
        if i < 3 or self.tokens[i - 1].low != "and":
            return []
        for j in range(max(0, i - 7), i - 2):
            if read_name(self.passage, j) == i - 1 and not (j and self.tokens[j - 1].capital):
                return [self._mention(j, j, i - 1, (), False, sure=True)]
        return []

    def with_label(self, mention: Mention) -> Mention:
        """The mention with the post that the label of its list gives to it, if nothing else does."""
        if any(claim.kind is not TitleKind.CHAIR for claim in mention.claims):
            return mention
        claim = with_post(mention.whole, self.listing)
        return replace(mention, claims=(claim, *mention.claims), sure=True) if claim is not None else mention

    def people_at(self, i: int) -> list[Mention]:
        """The people named from word `i` on: one, or the whole of a list of councillors."""
        token = self.tokens[i]
        if token.low in vocabulary().councillors and (token.capital or read_name(self.passage, i + 1) > i + 1):
            return self._list(i)
        if token.addresses and (mention := self._with_honorific(i)):
            return [mention]
        if token.capital and self._leads_to_name(i) and (mention := self._with_title_before(i)):
            return [mention]
        if (token.opens_name or self.group is Group.COUNCILLORS) and (mention := self._bare(i)):
            return [mention]
        return []

    def _leads_to_name(self, i: int) -> bool:
        """Whether a title can begin at `i` that has a name behind it. What this leaves is read word by word."""
        at = bisect_left(self.nouns, i)
        if at == len(self.nouns) or self.nouns[at] - i >= LONGEST:
            return False
        return leads_to_name(self.tokens, i, self.nouns[at])

    # -- names with something before them

    def _with_honorific(self, i: int) -> Mention | None:
        k, honorifics, councillor = honorifics_at(self.passage, i)
        if k == i:
            return None
        end = read_name(self.passage, k, titled=True)
        if end == k:
            return None
        return self._mention(i, k, end, honorifics, councillor or self.group is Group.COUNCILLORS, sure=True)

    def _with_title_before(self, i: int) -> Mention | None:
        """ "The Chief Finance Officer, Ade Birch,", "Clerk: Vera Lund", "Chief Fire Officer Tom Hay"."""
        if self.tokens[i].low in DETERMINERS or (i and not may_open_title(self.tokens, i)):
            return None
        title = read_title(self.passage, i)
        if title is None or title.plural or title.kind is TitleKind.FUNCTION or title.organisation is not None:
            return None
        k, mark = title.last, ""
        opening = self.tokens[title.first]
        plain = opening.subject or opening.noun or title.last - title.first != 2
        if not plain and k < len(self.tokens) and self.tokens[k].text == ",":
            return None  # "Terry Gardener, Kim Lane": two names
        if k < len(self.tokens) and self.tokens[k].capital and self.tokens[k].fresh and i and not self.tokens[i].fresh:
            return None  # the title of who stands before it; below begins the next person
        if k < len(self.tokens) and self.tokens[k].text in (",", ":", "(", "-"):
            mark = self.tokens[k].text
            k += 1
        if k >= len(self.tokens) or (self.tokens[k].gap >= COLUMN and not self.listed):
            return None
        start, honorifics, councillor = honorifics_at(self.passage, k)
        surname_will_do = not mark and title.kind is TitleKind.OFFICER and title.last - title.first > 1
        end = read_name(self.passage, start, titled=bool(honorifics) or surname_will_do)
        if end == start or not self._may_follow_title(mark, title.kind, honorifics, start, end):
            return None
        councillor = councillor or title.kind is TitleKind.ELECTED
        mention = self._mention(k, start, end, honorifics, councillor, sure=True, titled=True)
        if mark == ":" and mention.claims:
            return mention  # "EXTERNAL AUDITOR: Ann Other, Audit Partner": a label, not her title
        after = mention.after
        if mark == "(" and after < len(self.tokens) and self.tokens[after].text == ")":
            after += 1
        claim = make_claim(self.passage, title, start, end)
        return replace(mention, claims=(claim, *mention.claims), after=after)

    def _may_follow_title(self, mark: str, kind: TitleKind, honorifics: tuple[str, ...], start: int, end: int) -> bool:
        """Whether a name behind a title is its holder's, by what stands between and after them."""
        if kind is TitleKind.ELECTED and not honorifics and not self._is_civic(start - 1, mark):
            return False  # "The Portfolio Holder for Growth, Norham Vale"
        if mark == "-" and not honorifics and not self.listed:
            return False
        if mark == "," and not self.listed:
            return closes_apposition(self.tokens, end)
        if not mark and not honorifics and end - start == 1:
            return stands_clear(self.tokens, end)
        return True

    def _is_civic(self, i: int, mark: str) -> bool:
        """ "Provost Ann Ash", "Deputy Mayor Carl Birch": the only elected posts that stand before a bare
        name.
        """
        return not mark and self.tokens[i].low in ("provost", "mayor", "convener")

    # -- names with something behind them, or nothing

    def _bare(self, i: int) -> Mention | None:
        end = read_name(self.passage, i)
        if end == i and self.group is Group.COUNCILLORS and self._at_item_start(i):
            end = read_name(self.passage, i, titled=True)
            if end < len(self.tokens) and self.tokens[end].text == ":":
                return None  # "Parishioners: 2", in the column beside
        if end == i:
            return None
        before = self.tokens[i - 1] if i else None
        joined = (
            before is not None
            and before.kind == "word"
            and before.capital
            and self.tokens[i].gap <= 1
            and not self.tokens[i].fresh
        )
        if joined and not ends_title(self.tokens[i - 1]):
            return None
        mention = self._mention(i, i, end, (), self.group is Group.COUNCILLORS, sure=False)
        # In running text, capitals in brackets are mostly the short form of a plan or a scheme.
        if mention.claims or (mention.initials and self.listed) or mention.presiding:
            return replace(mention, sure=True)
        if self.listed and self._at_item_start(i) and self._at_item_end(mention.after):
            return replace(mention, sure=True)
        if self.passage.knows(i, end):
            return replace(mention, sure=True)
        if self.listed:
            return None
        if (
            end < len(self.tokens)
            and self.tokens[end].low in vocabulary().verbs - _WEAK
            and (before is None or before.low not in _PLACES)
        ):
            return mention
        return mention if self._will_act(i, end) or (self.only_names and self._at_item_start(i)) else None

    def _will_act(self, i: int, k: int) -> bool:
        """Whether the words behind a name say what its bearer is to do: "would write", "Action: A Moss to chase"."""
        tokens = self.tokens
        if k + 1 >= len(tokens) or (i and tokens[i - 1].low in _PLACES):
            return False
        opens = i == 0 or tokens[i - 1].text in (":", "-", ";", ".")
        if tokens[k].low not in _SHALL and not (opens and tokens[k].low == "to"):
            return False
        k += 2 if tokens[k + 1].low in ("also", "now", "then") else 1
        return k < len(tokens) and tokens[k].low in vocabulary().acts

    def _at_item_start(self, i: int) -> bool:
        if i == 0 or self.tokens[i].fresh or self.tokens[i].gap >= COLUMN:
            return True
        before = self.tokens[i - 1]
        return before.text in (",", ";", ":", ".", "|", ")", "-", "*", "/") or before.low in (
            "and",
            "from",
            "by",
        )

    def _at_item_end(self, k: int) -> bool:
        if k >= len(self.tokens) or self.tokens[k].fresh or self.tokens[k].gap >= 2:
            return True
        return self.tokens[k].kind == "mark" or self.tokens[k].low in (
            "and",
            "for",
            "was",
            "were",
            "left",
            "arrived",
            "joined",
        )

    # -- lists of councillors

    def _list(self, i: int) -> list[Mention]:
        """ "Councillors Ash, B. Birch (Chair), Mrs Cedar and Dane": each of them is one."""
        out: list[Mention] = []
        k = i + 1
        while k < len(self.tokens) and self.tokens[k].text in (".", ":", "-", ","):
            if self.tokens[k].text == "," and honorifics_at(self.passage, k + 1)[0] == k + 1:
                return []
            if self.tokens[k].text in (":", "-") and not self.listed:
                return []  # "passed to Councillors: a quiet month"
            k += 1
        closing = False  # the name behind "and" is the last
        while k < len(self.tokens) and not self._opens_councillor(k):
            start, honorifics, councillor = honorifics_at(self.passage, k)
            end = read_name(self.passage, start, titled=True)
            if end == start or (closing and councillor):
                break
            mention = self._mention(k, start, end, honorifics, True, sure=True)
            if closing and any(claim.kind is TitleKind.OFFICER for claim in mention.claims):
                mention = replace(mention, councillor=False)  # "Councillors Ash, Birch and Mr Cedar (Clerk)"
            out.append(mention)
            k = mention.after
            if closing or k >= len(self.tokens):
                break
            step, closing = self._next_of_list(k)
            if step < 0:
                break
            k += step
            if k < len(self.tokens) and self.tokens[k].low in vocabulary().councillors | vocabulary().councillor:
                break
        return out

    def _opens_councillor(self, k: int) -> bool:
        """ "…, County Cllr Moss": another councillor, with a title of his own."""
        titles = vocabulary().councillor | vocabulary().councillors
        return any(token.low in titles for token in self.tokens[k : k + 2]) and self.tokens[k].capital

    def _next_of_list(self, k: int) -> tuple[int, bool]:
        """How many words to go on by to the next name of a list, and whether it is the last; -1 if the list
        is over.
        """
        token = self.tokens[k]
        if token.low in ("and", "&"):
            return 1, True
        if token.text == ",":
            return (2, True) if k + 1 < len(self.tokens) and self.tokens[k + 1].low == "and" else (1, False)
        if self.listed and token.text == ";" and not self._other_person(k + 1):
            return 1, False
        if self.listed and token.fresh and not self._other_person(k):
            return 0, False
        return -1, False

    def _other_person(self, k: int) -> bool:
        """Whether what follows a semicolon is no more of the list: an honorific, an officer, a label."""
        if k >= len(self.tokens):
            return True
        token, words = self.tokens[k], vocabulary()
        if (
            token.low == "and"
            or token.low in words.honorifics
            or token.low in words.councillor
            or token.low in words.councillors
        ):
            return True
        end = read_name(self.passage, k, titled=True)
        if end == k or (end < len(self.tokens) and self.tokens[end].text == ":"):
            return True
        behind = read_behind(self.passage, self.listing, k, end, councillor=False)
        return any(claim.kind in (TitleKind.OFFICER, TitleKind.FUNCTION) for claim in behind.claims)

    def _mention(
        self,
        first: int,
        start: int,
        end: int,
        honorifics: tuple[str, ...],
        councillor: bool,
        *,
        sure: bool,
        titled: bool = False,
    ) -> Mention:
        """The mention whose name stands from `start` to `end`, with the titles and brackets behind it."""
        stop = self.passage.ends[end - 1] - possessive(self.tokens[end - 1].text)
        behind = read_behind(self.passage, self.listing, start, end, councillor=councillor, titled=titled)
        return Mention(
            name=Span(self.passage.start(start), stop),
            whole=Span(self.passage.start(first), stop),
            honorifics=honorifics,
            councillor=councillor,
            claims=behind.claims,
            initials=behind.initials,
            presiding=behind.presiding,
            group=self.group,
            absent=self.listing.absent,
            sure=sure or bool(behind.claims),
            after=behind.after,
        )
