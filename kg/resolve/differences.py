"""Where two versions of one document say nearly the same words, but another day, figure or doer.

Sentences that stand in both, however their lines, hyphens, quotes and spaces fall, agree. Each other one is laid beside
the sentence of the other document that shares most words with it. Where one of the two states a commitment or a figure,
and what differs is its day, a number or a name, somebody has to look which is right: nothing here decides it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from rapidfuzz.distance import Levenshtein

from kg.days import find_days
from kg.document import Document, Part, Span
from kg.facts import DocumentFacts, Party, PartyKind
from kg.names import parse_name, surname_key

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_MINUTED = frozenset({Part.MINUTES, Part.RESOLUTION, Part.ACTION})
_NUMBERS = {
    word: str(at)
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
}
_SMALL = frozenset("a an and at by for from in of on the to".split())  # words of names and days that tell nothing
_ALIKE = 0.6  # of the words of the shorter sentence: what stands between two texts of one sentence
_LONGEST = 400  # words of a sentence that are compared
_SENTENCES = 5_000  # sentences of a document that are laid beside others
_HOLDERS = 30  # sentences that share a pair of words and are counted
_SCANNED = 300_000_000  # characters that are looked through for sentences that are parted otherwise
_SHOWN = 60  # characters of a sentence that are shown


@dataclass(frozen=True, slots=True)
class Difference:
    """What two versions say otherwise in one sentence.

    Args:
        here: the reading of the document that was taken; empty if it does not say it.
        there: the reading of the other one; empty likewise.
        about: words of the sentence beside the reading, "…" where they stop.
    """

    here: str
    there: str
    about: str


def says_the_same(one: Document, other: Document) -> bool:
    """Whether what was said and decided in each of two documents stands in the other, letter by letter."""
    first, second = _Wording(one), _Wording(other)
    return not any(odd for _, odd in (*first.unlike(second), *second.unlike(first)))


def find_differences(
    current: tuple[Document, DocumentFacts], aside: tuple[Document, DocumentFacts]
) -> tuple[Difference, ...]:
    """Where a version says nearly the same words as the one that was taken, but another day, figure or doer.

    Args:
        current: the one that was taken.
        aside: the other one.
    """
    here, there = _Wording(*current), _Wording(*aside)
    found = dict.fromkeys([*_in_words(here, there), *_in_facts(here, there)])
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    spans: tuple[Span, ...]  # of its words
    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        return _letters(self.words)

    @property
    def beginning(self) -> _Sentence:
        """As much of it as is compared."""
        if len(self.words) <= _LONGEST:
            return self
        spans = self.spans[:_LONGEST]
        return _Sentence(Span(self.span.start, spans[-1].end), spans, self.words[:_LONGEST])


class _Wording:
    """A document as sentences of words, with the places that state something."""

    def __init__(self, document: Document, facts: DocumentFacts | None = None) -> None:
        self.document = document
        self.facts = facts or DocumentFacts("")
        said = [block for block in document.blocks if block.part in _MINUTED] or list(document.blocks)
        spans = [span for block in said for span in (block.sentences or (block.body,))]
        # A label ("Minutes", "RESOLVED") stands in some forms only.
        self.sentences = [made for span in spans if len((made := self._sentence(span)).words) > 1]

    def _sentence(self, span: Span) -> _Sentence:
        found = [*_TOKENS.finditer(self.document.plain, span.start, span.end)]
        return _Sentence(span, tuple(Span(*m.span()) for m in found), tuple(_fold(m[0]) for m in found))

    @cached_property
    def letters(self) -> str:
        """All its words in one."""
        return _letters([_fold(m[0]) for m in _TOKENS.finditer(self.document.plain)])

    def unlike(self, other: _Wording) -> Iterator[tuple[_Sentence, bool]]:
        """Sentences that are none of another document, and whether their words do not stand there in another either."""
        known = {sentence.letters for sentence in other.sentences}
        left = _SCANNED
        for sentence in self.sentences:
            letters = sentence.letters
            if letters not in known:
                left -= len(other.letters)
                yield sentence.beginning, left < 0 or letters not in other.letters

    @cached_property
    def dues(self) -> list[tuple[Span, object]]:
        """Where it says by when, with the day."""
        dues = [one.due for one in self.facts.commitments if one.due]
        return sorted(((self.document.in_plain(due.span), due.by) for due in dues), key=lambda due: due[0])

    @cached_property
    def stating(self) -> list[Span]:
        """Where it states a commitment or a figure."""
        evidence = [each for one in self.facts.commitments for each in one.evidence]
        evidence += [one.evidence for one in self.facts.observations]
        joined: list[Span] = []
        for span in sorted(self.document.in_plain(one.span) for one in evidence):
            if joined and span.start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return joined

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names of those whom it names."""
        names = [person.name for person in self.facts.people]
        names += [holding.title for person in self.facts.people for holding in person.holdings]
        names += [party.name for one in self.facts.commitments for party in (*one.by, *one.owner)]
        return frozenset(_fold(m[0]) for name in names for m in _TOKENS.finditer(name)) - _SMALL

    def states(self, sentence: _Sentence) -> bool:
        """Whether a sentence states a commitment or a figure."""
        at = bisect_left(self.stating, sentence.span.end, key=lambda span: span.start)
        return at > 0 and self.stating[at - 1].end > sentence.span.start

    def dues_in(self, span: Span) -> list[tuple[Span, object]]:
        """Where words say by when, with the day."""
        first = bisect_left(self.dues, span.start, key=lambda due: due[0].start)
        return self.dues[first : bisect_left(self.dues, span.end, key=lambda due: due[0].start)]


def _fold(word: str) -> str:
    low = unicodedata.normalize("NFKC", word).casefold().replace(",", "")
    return _NUMBERS.get(low, low)


def _letters(words: Sequence[str]) -> str:
    # Numbers stand apart, so that 5 is not found in 15; words do not: a hyphen at the end of a line parts them.
    return "".join(f" {word} " if word[0].isdigit() else word for word in words)


# --- In other words -----------------------------------------------------------------------------------------


def _in_words(here: _Wording, there: _Wording) -> Iterator[Difference]:
    ours, theirs = ([*islice(one.unlike(other), _SENTENCES)] for one, other in ((here, there), (there, here)))
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, (sentence, _) in enumerate(theirs):
        for pair in _pairs(sentence):
            holders[pair].append(at)
    for place, (sentence, odd) in enumerate(ours):
        pairs = [found for pair in _pairs(sentence) if (found := holders.get(pair))]
        # What many sentences have in common tells only where there is nothing else.
        rare = [found for found in pairs if len(found) <= _HOLDERS]
        shared = Counter(at for found in (rare or pairs) for at in found[:_HOLDERS])
        if not shared:
            continue
        # Of those that share as much, the one that stands at about the same place.
        at = min(shared, key=lambda at: (-shared[at], abs(at - place), at))
        other, other_odd = theirs[at]
        if (odd or other_odd) and (here.states(sentence) or there.states(other)):
            yield from _compare(here, there, sentence, other)


def _pairs(sentence: _Sentence) -> Mapping[tuple[str, str], None]:
    return dict.fromkeys(pairwise(sentence.words))


@dataclass(frozen=True, slots=True)
class _Column:
    """A word of one sentence beside that of the other; -1 where it has none."""

    own: int
    other: int
    same: bool


def _columns(own: Sequence[str], other: Sequence[str]) -> list[_Column]:
    columns = []
    for code in Levenshtein.opcodes(own, other):
        for at in range(max(code.src_end - code.src_start, code.dest_end - code.dest_start)):
            first, second = code.src_start + at, code.dest_start + at
            columns.append(
                _Column(
                    first if first < code.src_end else -1,
                    second if second < code.dest_end else -1,
                    code.tag == "equal",
                )
            )
    return columns


def _compare(here: _Wording, there: _Wording, own: _Sentence, other: _Sentence) -> Iterator[Difference]:
    words, others = own.words, other.words
    columns = _columns(words, others)
    same = sum(column.same for column in columns)
    if same < 2 or same < _ALIKE * min(len(words), len(others)):
        return
    for first, end in _groups(columns, here, there, own, other):
        ours = [column.own for column in columns[first:end] if column.own >= 0]
        theirs = [column.other for column in columns[first:end] if column.other >= 0]
        cut = end == len(columns) and not (_is_ended(here, own) and _is_ended(there, other))
        if not _is_telling(here, there, own, other, ours, theirs, cut=cut):
            continue
        yield Difference(
            _reading(here.document, own, ours),
            _reading(there.document, other, theirs),
            _about(here.document, own, ours) if ours else _about(there.document, other, theirs),
        )


def _groups(
    columns: Sequence[_Column], here: _Wording, there: _Wording, own: _Sentence, other: _Sentence
) -> Iterator[tuple[int, int]]:
    """Stretches that differ, each with all words of the days that it touches, though some be the same."""
    touched = [not column.same for column in columns]
    for places, wording, sentence in (
        ({column.own: at for at, column in enumerate(columns)}, here, own),
        ({column.other: at for at, column in enumerate(columns)}, there, other),
    ):
        days = [day.span for day in find_days(wording.document.plain, sentence.span)]
        for due in _within([*days, *(due for due, _ in wording.dues_in(sentence.span))], sentence):
            inside = [places[at] for at in due if at in places]
            if any(not columns[at].same for at in inside):
                for at in range(inside[0], inside[-1] + 1):
                    touched[at] = True
    start = 0
    for at, (is_touched, before) in enumerate(zip([*touched, False], [False, *touched], strict=True)):
        if is_touched and not before:
            start = at
        elif before and not is_touched:
            yield start, at


def _within(dues: Sequence[Span], sentence: _Sentence) -> Iterator[list[int]]:
    """The words of a sentence, by index, that say by when; a list for each time."""
    for due in dues:
        if due.overlap(sentence.span):
            yield [at for at, span in enumerate(sentence.spans) if span.overlap(due)]


def _is_telling(
    here: _Wording,
    there: _Wording,
    own: _Sentence,
    other: _Sentence,
    ours: Sequence[int],
    theirs: Sequence[int],
    *,
    cut: bool,
) -> bool:
    """Whether what differs is a day, a number or a name, rather than how it is put."""
    first, second = [own.words[at] for at in ours], [other.words[at] for at in theirs]
    if "".join(first) == "".join(second) or not (set(first) - set(other.words) or set(second) - set(own.words)):
        return False
    days, their_days = _days(here, own, ours), _days(there, other, theirs)
    if days and their_days and None not in days and days == their_days:
        return False
    if not first or not second:
        return not cut and bool(days or their_days)
    if days or their_days:
        return bool({*first, *second} - _SMALL)
    numbers, their_numbers = ({word for word in words if word[0].isdigit()} for words in (first, second))
    if numbers and their_numbers and numbers != their_numbers:
        return True
    names, their_names = here.names & {*first}, there.names & {*second}
    return bool(names and their_names and names != their_names)


def _days(wording: _Wording, sentence: _Sentence, words: Sequence[int]) -> set[object]:
    spans = [sentence.spans[at] for at in words]
    return {day for due, day in wording.dues_in(sentence.span) if any(due.overlap(span) for span in spans)}


def _is_ended(wording: _Wording, sentence: _Sentence) -> bool:
    """Whether a sentence has an end: the site cuts long minutes short in the middle of one."""
    return wording.document.plain[sentence.span.start : sentence.span.end].rstrip().endswith((".", ";", "!", "?"))


def _reading(document: Document, sentence: _Sentence, words: Sequence[int]) -> str:
    if not words:
        return ""
    start, end = sentence.spans[words[0]].start, sentence.spans[words[-1]].end
    # What belongs to a number stands beside it and is no word.
    plain = document.plain
    start -= plain[max(0, start - 1) : start] in ("£", "€", "$")
    end += plain[end : end + 1] in ("%", "£", "€")
    return document.words(Span(start, end))


def _about(document: Document, sentence: _Sentence, words: Sequence[int]) -> str:
    """Words of the sentence before the reading, or, where there are none, after it."""
    before = document.words(Span(sentence.span.start, sentence.spans[words[0]].start))
    if len(_TOKENS.findall(before)) > 1:
        return (before if len(before) <= _SHOWN else f"…{before[-_SHOWN:].partition(' ')[2]}") + " …"
    after = document.words(Span(sentence.spans[words[-1]].end, sentence.span.end))
    return "… " + (after if len(after) <= _SHOWN else f"{after[:_SHOWN].rpartition(' ')[0]}…")


# --- In the same words --------------------------------------------------------------------------------------


def _in_facts(here: _Wording, there: _Wording) -> Iterator[Difference]:
    """Commitments in the same words, of another day or doer since what stands around them differs."""
    known: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(there.facts.commitments):
        known[_quoted(one.evidence[0].quote)].append(at)
    seen: Counter[str] = Counter()
    for one in here.facts.commitments:
        quote = _quoted(one.evidence[0].quote)
        at, seen[quote] = seen[quote], seen[quote] + 1
        if at >= len(known.get(quote, ())):
            continue
        other = there.facts.commitments[known[quote][at]]
        words = " ".join(one.evidence[0].quote.split())
        about = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]}…"
        due, another = one.due, other.due
        if due and another and due.by and another.by and due.by != another.by:
            yield Difference(_day(due.text, due.by), _day(another.text, another.by), about)
        for ours, theirs in ((one.by, other.by), (one.owner, other.owner)):
            people, others = _people(ours), _people(theirs)
            if people and others and not {*people} & {*others}:
                yield Difference(" and ".join(people.values()), " and ".join(others.values()), about)
                break


def _day(words: str, day: dt.date) -> str:
    return f"{' '.join(words.split())} ({day.day} {day:%B %Y})"


def _quoted(quote: str) -> str:
    return _letters([_fold(m[0]) for m in _TOKENS.finditer(quote)])


def _people(parties: Sequence[Party]) -> dict[str, str]:
    """The people among some, by their surnames."""
    return {surname_key(parse_name(one.name)): one.name for one in parties if one.kind is PartyKind.PERSON}
