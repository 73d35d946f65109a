"""What stands behind a name and belongs to it: brackets, titles after a comma or a dash, initials, "in the
Chair".
"""

from __future__ import annotations

from msgspec import Struct

from kg.document import Span
from kg.extract.people.ahead import starts_honorific
from kg.extract.people.claims import COLUMN, Claim, Group, Listing, honorifics_at, make_claim, possessive
from kg.extract.people.naming import read_name
from kg.extract.people.organisations import read_organisation
from kg.extract.people.passages import Passage, is_subject, phrase_at
from kg.extract.people.titles import Title, TitleKind, read_title
from kg.extract.people.tokens import Token
from kg.extract.people.vocabulary import vocabulary

_FILLERS = frozenset({
    "who", "is", "was", "also", "has", "had", "have", "recently", "newly", "taken", "took", "up", "the",
    "new", "post", "role", "position", "of", "as", "appointed", "our", "been", "a", "an", "both",
    "attending", "in", "their", "her", "his", "capacity", "and",
})  # fmt: skip
_TELLING = {"is", "was", "post", "role", "position", "appointed", "as", "capacity"}
_DETERMINERS = {"the", "a", "an", "our", "new", "your", "its", "their", "his", "her", "and"}
_OWNERS = {"council's", "authority's", "board's", "trust's", "service's", "county's", "borough's", "city's"}
_TO_BE = frozenset({"was", "were", "is", "be", "been", "has", "had", "duly", "unanimously", "also", "then"})
_ELECTED = frozenset({"elected", "re-elected", "reelected", "appointed", "re-appointed", "reappointed"})
_TO_OFFICE = frozenset({"as", "to", "be", "the", "office", "post", "position", "role", "of", "our", "its"})
# Words and marks, besides capitals and columns, with which something about the person can begin.
_BRACKETS = {"(": ")", "[": "]"}
_OPENING = _TO_BE | {"(", "[", ",", "-", ":", "|", "in", "took", "assumed", "presided", "presiding", "who", "as", "and"}
_SEPARATORS = (",", "-", ":", "|")


class Behind(Struct, frozen=True):
    """What was read behind a name.

    Args:
        claims: titles.
        initials: initials in brackets ("MY"), or empty.
        presiding: where it says "in the Chair", or None.
        after: index behind all of it.
    """

    claims: tuple[Claim, ...] = ()
    initials: str = ""
    presiding: Span | None = None
    after: int = 0


def read_behind(
    passage: Passage, listing: Listing, start: int, end: int, *, councillor: bool, titled: bool = False
) -> Behind:
    """What stands behind the name whose words go from `start` to `end`.

    Args:
        passage: the words.
        listing: the list in which they stand.
        start: index of the first word of the name.
        end: index behind its last.
        councillor: whether the person is known to be one.
        titled: whether a title stands before the name: then one that stands between two names belongs to the
            second.
    """
    if end >= len(passage.tokens):
        return Behind(after=end)
    token = passage.tokens[end]
    if not token.capital and token.gap < 2 and token.low not in _OPENING:
        return Behind(after=end)  # "Mr Ash said": nothing that could be told of him
    return _Reader(passage, listing, start, end, councillor, titled).read()


class _Reader:
    """Reads on behind one name."""

    def __init__(
        self, passage: Passage, listing: Listing, start: int, end: int, councillor: bool, titled: bool
    ) -> None:
        self.passage = passage
        self.tokens = passage.tokens
        self.listing = listing
        self.listed = listing.group is not Group.NONE
        self.start = start
        self.end = end
        self.councillor = councillor
        self.titled = titled

    def read(self) -> Behind:
        tokens = self.tokens
        if possessive(tokens[self.end - 1].text):
            return Behind(after=self.end)
        claims: list[Claim] = []
        initials = ""
        presiding: Span | None = None
        k = self.end
        while k < len(tokens):
            token = tokens[k]
            if token.text in _BRACKETS:
                closing = _BRACKETS[token.text]
                close = next((j for j in range(k + 1, min(len(tokens), k + 40)) if tokens[j].text == closing), None)
                if close is None or self._is_other_person(k + 1):
                    break
                found, mark, chair = self._brackets(k + 1, close)
                claims += found
                initials, presiding = initials or mark, presiding or chair
                k = close + 1
            elif suffix := self._suffix(k):
                k += suffix
            elif not initials and self._is_loose_initials(k):
                initials = token.text
                k += 1
            elif self._is_member(k):
                claims.append(self._member(k))
                k += 1
            elif length := self._presides(k):
                presiding = self.passage.span(k, k + length)
                k += length
            else:
                step, claim = self._title(k, have=bool(claims))
                if claim is not None:
                    claims.append(claim)
                elif step == k:
                    break
                k = step
        return Behind(tuple(claims), initials, presiding, k)

    def _is_other_person(self, k: int) -> bool:
        """ "Mr Ash (Ms Birch, Medical Director, attended as substitute)"."""
        start, honorifics, _ = honorifics_at(self.passage, k)
        return bool(honorifics) and read_name(self.passage, start, titled=True) > start

    def _suffix(self, k: int) -> int:
        """Post-nominals: "MBE", ", OBE"."""
        skip = 1 if self.tokens[k].text == "," else 0
        if k + skip >= len(self.tokens):
            return 0
        token = self.tokens[k + skip]
        return skip + 1 if token.kind == "word" and token.text in vocabulary().suffixes else 0

    def _presides(self, k: int) -> int:
        """How many words from `k` on say that the person presides: "in the Chair", "- in the Chair", "took
        the Chair".
        """
        skip = 1 if self.tokens[k].text in ("-", ",") else 0
        words = tuple(token.low for token in self.tokens[k + skip : k + skip + 3])
        if words[1:] in (("the", "chair"), ("the", "chairman")) and words[0] in ("in", "took", "assumed"):
            return skip + 3
        return skip + 1 if words[:1] in (("presided",), ("presiding",)) else 0

    def _is_loose_initials(self, k: int) -> bool:
        """ "Cllr Tessa Marsh TM": initials without brackets, in a list."""
        token = self.tokens[k]
        if not self.listed or token.kind != "word" or not token.text.isupper() or not 2 <= len(token.text) <= 4:
            return False
        letters = "".join(t.text[0] for t in self.tokens[self.start : self.end] if t.kind != "mark")
        return token.text[0] == letters[0] and token.text[-1] == letters[-1]

    def _is_member(self, k: int) -> bool:
        """ "Ann Other (AO)  Councillor": the word alone, at the end of its line or column."""
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        alone = after is None or after.gap >= COLUMN or after.fresh
        return self.listed and alone and self.tokens[k].low in vocabulary().councillor

    def _member(self, k: int) -> Claim:
        span = self.passage.span(k, k + 1)
        return Claim(TitleKind.ELECTED, span, self.passage.span(self.start, k + 1))

    # -- titles

    def _title(self, k: int, *, have: bool) -> tuple[int, Claim | None]:
        """A title behind a comma, a dash, a wide gap, "and" after another title, or "who is"; and where to
        read on.
        """
        tokens = self.tokens
        token = tokens[k]
        j, told = k, False
        if token.text in _SEPARATORS:
            if token.text == ":" and not self.listed:
                return k, None
            j += 1
        elif not (
            token.gap >= 2
            or (self.listed and token.capital and not have)
            or token.low in ("who", "as")
            or token.low in _TO_BE
            or (token.capital and not have and self._closes_sentence(k))
            or (have and token.low == "and")
        ):
            return k, None
        if (elected := self._elected(k)) > k:
            office = read_title(self.passage, elected) if elected < len(tokens) else None
            if office is None or office.kind is TitleKind.FUNCTION or office.plural:
                return k, None
            return office.last, make_claim(self.passage, office, self.start, self.end)
        small = token.text in (",", "-") and (j >= len(tokens) or not tokens[j].capital)
        if j < len(tokens) and tokens[j].low in ("who", "as", "both"):
            while j < len(tokens) and tokens[j].low in _FILLERS and j - k < 10:
                told = told or tokens[j].low in _TELLING
                j += 1
            if not told:
                return k, None
        else:
            while j < len(tokens) and tokens[j].low in _DETERMINERS | _OWNERS and j - k < 5:
                if tokens[j].low == "and" and not have:
                    return k, None
                j += 1
        if j >= len(tokens):
            return k, None
        closed = token.text == "," and not self.listed
        title = read_title(self.passage, j, small=small and not tokens[j].capital, closed=closed)
        if title is not None and self._is_surname(title):
            return k, None
        if title is None or self._belongs_to_next(title) or phrase_at(self.passage, j, vocabulary().ranks):
            return self._past_organisation(k, j)
        if self.councillor and title.kind is TitleKind.OFFICER and token.text == "," and j > k + 1:
            return k, None  # "Councillor Voss (unwell), the Clerk to send a card"
        if title.last - title.first == 1 and not self.listed and (small or not self._mark_follows(title.last)):
            return k, None  # "…at Mill Green, Clerk to reply"; "Cllr Fenn, who is treasurer" of something
        if token.text == "," and j > k + 1 and not self.listed and not told and not self._mark_follows(title.after):
            return k, None  # "In reply to Cllr Fenn, the Head of Audit said"
        return max(title.after, title.last), make_claim(self.passage, title, self.start, self.end)

    def _closes_sentence(self, k: int) -> bool:
        """ "… and Ann Other Clerk.": a post by itself directly behind the name, and nothing after it."""
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if self.tokens[k].low not in vocabulary().lone:
            return False
        return after is None or (after.text == "." and k + 2 == len(self.tokens))

    def _is_surname(self, title: Title) -> bool:
        """ "Cllrs Ann Ash, Paul Chamberlain and …", "…, Kim Steward (Clerk)": the next person, not a post."""
        first, last = self.tokens[title.first], self.tokens[title.last - 1]
        if title.last - title.first != 2 or last.low not in vocabulary().surnames or first.subject or first.noun:
            return False
        return self.councillor or (title.last < len(self.tokens) and self.tokens[title.last].text == "(")

    def _elected(self, k: int) -> int:
        """The word behind "was elected", "be appointed as", "was re-elected to the post of"; else `k`."""
        j = k
        while j < len(self.tokens) and self.tokens[j].low in _TO_BE and j - k < 4:
            j += 1
        if j == k or j >= len(self.tokens) or self.tokens[j].low not in _ELECTED:
            return k
        j += 1
        while j < len(self.tokens) and self.tokens[j].low in _TO_OFFICE:
            j += 1
        return j

    def _mark_follows(self, k: int) -> bool:
        return (
            k >= len(self.tokens)
            or self.tokens[k].kind == "mark"
            or self.tokens[k].low in ("and", "of", "for", "at", "from")
        )

    def _belongs_to_next(self, title: Title) -> bool:
        """ "…, Chief Executive Ann Other": the title stands before the name that it belongs to."""
        k = title.last
        if k >= len(self.tokens) or title.organisation:
            return False
        token = self.tokens[k]
        if self.titled and token.text == ",":
            start, honorifics, _ = honorifics_at(self.passage, k + 1)
            return read_name(self.passage, start, titled=bool(honorifics)) > start
        if token.kind == "mark" or token.gap >= COLUMN:
            return False
        if self.titled and read_name(self.passage, k) > k:
            return True
        _, honorifics, councillor = honorifics_at(self.passage, k)
        if honorifics and not councillor:
            return (not token.fresh and not self.listed) or self._titles_come_first()
        return self._titles_come_first() and read_name(self.passage, k) > k

    def _titles_come_first(self) -> bool:
        """Whether this list writes titles before names: its first words, after the label, are a title and
        then a name.
        """
        k = 0
        for i, token in enumerate(self.tokens[:8]):
            if token.text == ":" or (token.text == "-" and read_name(self.passage, 0) == 0):
                k = i + 1
        title = read_title(self.passage, k) if k < len(self.tokens) and self.tokens[k].capital else None
        if title is None or title.kind is not TitleKind.OFFICER or title.last >= len(self.tokens):
            return False
        if self.tokens[title.last].fresh:
            return False
        start, honorifics, _ = honorifics_at(self.passage, title.last)
        return read_name(self.passage, start, titled=bool(honorifics)) > start

    def _is_next_person(self, j: int) -> bool:
        """Whether a column holds another person ("Mr Fenn          Mrs Ash (Chair)"), not an organisation."""
        if starts_honorific(self.passage, j):
            return True
        end = read_name(self.passage, j)
        return end > j and end < len(self.tokens) and self.tokens[end].text == "("

    def _past_organisation(self, k: int, j: int) -> tuple[int, Claim | None]:
        """An organisation between the name and brackets that hold a title or "in the Chair": in a column of
        its own ("Councillor Ash      Northton Council (Chair)"), or behind a comma.
        """
        tokens = self.tokens
        column = tokens[k].gap >= COLUMN or tokens[k].text == "|"
        if column and self._is_next_person(j):
            return k, None
        if column:
            i = j
            while i < len(tokens) and tokens[i].kind == "word" and i - j < 8 and (i == j or tokens[i].gap < COLUMN):
                i += 1
            next_column = i < len(tokens) and not tokens[i].fresh and (tokens[i].text == "|" or tokens[i].gap >= COLUMN)
            if i > j and next_column and read_name(self.passage, j) == j:
                return i, None  # the title stands in the column behind that of the organisations
        elif tokens[k].text == ",":
            i = read_organisation(self.passage, j, len(tokens))
        else:
            return k, None
        if i == j or i >= len(tokens) or tokens[i].text != "(":
            return (j, None) if column and j > k else (k, None)
        if "in the chair" in " ".join(token.low for token in tokens[i + 1 : i + 5]):
            return i, None
        title = read_title(self.passage, i + 1)
        if title is not None and title.last < len(tokens) and tokens[title.last].text == ")":
            return title.last + 1, make_claim(self.passage, title, self.start, self.end)
        return k, None

    def _brackets(self, i: int, close: int) -> tuple[list[Claim], str, Span | None]:
        """What brackets behind a name say: titles, initials, "in the Chair"; wards and parties are passed
        over.
        """
        tokens = self.tokens
        inside = tokens[i:close]
        if not inside:
            return [], "", None
        if self._is_initials(inside):
            return [], inside[0].text, None
        presiding = self.passage.span(i, close) if "in the chair" in " ".join([t.low for t in inside]) else None
        claims: list[Claim] = []
        if len(inside) == 2 and inside[1].low in vocabulary().councillor:  # "W. Kemp (District Councillor)"
            claims.append(make_claim(self.passage, Title(i, close, TitleKind.ELECTED), self.start, self.end))
            return claims, "", presiding
        if len(inside) == 1 and inside[0].text == "Head":  # of a school
            claims.append(make_claim(self.passage, Title(i, close, TitleKind.OFFICER), self.start, self.end))
        k = i
        while k < close:
            while k < close and (tokens[k].kind == "mark" or tokens[k].low in ("the", "and", "also", "as")):
                k += 1
            if k >= close:
                break
            small = tokens[k].text.islower() or (k + 1 < close and tokens[k + 1].noun and tokens[k + 1].text.islower())
            title = read_title(self.passage, k, small=small, end=close)
            if title is None:
                while k < close and tokens[k].text not in (",", ";", "-", "/"):
                    k += 1
                continue
            if not title.plural:
                claims.append(make_claim(self.passage, title, self.start, self.end))
            k = max(title.last, title.after)
        if not claims and self.listing.portfolio and self.councillor and self._is_portfolio(inside):
            claims.append(self._portfolio(self.passage.span(i, close)))
        return claims, "", presiding

    def _is_initials(self, inside: tuple[Token, ...]) -> bool:
        """ "(VL)" behind Vera Lund; "(NHS)" behind her is where she works, "(HT)" is what she is."""
        word = inside[0]
        if len(inside) > 1 or word.kind != "word" or not word.text.isupper() or word.low in vocabulary().lone:
            return False
        return 1 < len(word.text) <= 5 and word.text[0] == self.tokens[self.start].text[0].upper()

    def _is_portfolio(self, inside: tuple[Token, ...]) -> bool:
        """Whether brackets hold nothing but subjects: "(Highways and Transport)" behind a Cabinet Member's
        name.
        """
        words = [token for token in inside if token.kind == "word" and token.capital]
        return bool(words) and all(is_subject(token, self.passage) for token in words)

    def _portfolio(self, text: Span) -> Claim:
        evidence = Span(self.passage.start(self.start), text.end)
        return Claim(TitleKind.ELECTED, text, evidence, words=self.listing.portfolio)
