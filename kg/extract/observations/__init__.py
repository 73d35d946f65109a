"""Figures: every measured value of a service, with what it measures, its unit, period and comparison.

Each sentence of what was said is folded to one line (`clauses`); its quantities are found (`units`), those
that measure nothing are left out (`measurements`), and the rest are labelled (`figures`, `statements`,
`indicators`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from kg.document import Block, Document, Kind, Part, Span
from kg.extract.observations.comparisons import classify_comparison, is_comparison, name_change, strip_comparer
from kg.extract.observations.indicators import name_noun, name_subject, tidy_label
from kg.extract.observations.numerals import find_spots
from kg.extract.observations.passages import Passage, fold_passage
from kg.extract.observations.readings import Figure, read_figures
from kg.extract.observations.statements import is_more
from kg.extract.observations.tables import find_in_tables, is_row
from kg.extract.observations.times import drop_times, find_times
from kg.extract.observations.topics import Context
from kg.extract.observations.units import COUNT, MONEY, PERCENT, RATES, Quantity
from kg.facts import Comparison, Evidence, Observation
from kg.lexicon import any_of, load_lexicon

_LONGEST = 3000  # characters of a sentence; the time for one grows with the square of its length
_MOST = 150  # numbers in a sentence; more of them are a table that has lost its lines
_ITEM_NUMBER = re.compile(r"\d{1,3}\.?\s{2,}(?=[A-Z])")  # of an item that has run into its text
_SPEAKING = 60  # characters of a line such as "Reply by Councillor Hill:"
_PER = re.compile(r"\bper\s(1,?000|10,?000|100,?000)\b")
_RATE = re.compile(r"\brates?\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b")
_FROM_FIRST = re.compile(r"\bfrom\s(?:[\w-]+\s){0,3}$")
_TO_VALUE = re.compile(r"\bto\s(?:[\w-]+\s){0,2}$")
_BY = re.compile(
    r"\b(?:rose|risen|rising|rise|fell|fallen|falling|fall|increased|increasing|increase|decreased|decreasing|decrease|"
    r"reduced|reducing|reduce|dropped|declined|grew|grown|improved|up|down)\s(?:by\s)?(?:(?!to\b|from\b|at\b)[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_THEIR = re.compile(r"\s*of\stheir\b")
_GROUP = re.compile(
    r"(in|among|amongst|for|across)\s(?:(?!(?:and|were|was|had|that|who|which|at|to|as|than|would|where)\b)[\w'-]+(?:\s|$)){1,6}"
)


def find_observations(document: Document) -> tuple[Observation, ...]:
    """The figures of a document, in the order of the text.

    Only what was said at the meeting is read: not the agenda, nor what was decided, nor headings.
    """
    rate = _rate_of(document)
    context = Context(rate=rate)
    spots = find_spots(document.plain)
    out: list[Observation] = []
    for block in document.blocks:
        if block.item != context.item:
            context = Context(block.item, _title(document, block), rate=rate)
        decided = block.part is Part.RESOLUTION
        if not (decided or block.part is Part.MINUTES) or block.kind is Kind.HEADING or is_row(document, block):
            continue
        if block.lead is not None:
            context.lead = document.words(document.blocks[block.lead].body)
        for piece in _pieces(document, block):
            if decided and not _TOLD.match(piece.of(document.plain)):
                continue
            if 0 < bisect_left(spots, piece.end) - bisect_left(spots, piece.start) <= _MOST:
                found = _read_piece(document, piece, context)
                out += [one for one in found if not (decided and one.unit == MONEY)]
            else:
                _pass_over(document, piece, context)
    in_tables = find_in_tables(document)
    return tuple(sorted((*out, *in_tables), key=lambda found: found.at.start) if in_tables else out)


# A decision that notes how things were has figures; one that sets a limit has not, and sums of money are set.
_TOLD = re.compile(r"(?!to\s|.*\bbe\b).*\b(?:were|was|had|has|have)\b", re.DOTALL | re.IGNORECASE)


def _pieces(document: Document, block: Block) -> Iterator[Span]:
    """The sentences of a block, or stretches of one that is longer than any that somebody wrote."""
    plain = document.plain
    for sentence in block.sentences or (block.body,):
        start = sentence.start
        if start == block.body.start and (number := _ITEM_NUMBER.match(plain, start, sentence.end)):
            start = number.end()
        while sentence.end - start > _LONGEST:
            end = plain.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            end = end if end > 0 else start + _LONGEST
            yield Span(start, end)
            start = end
        yield Span(start, sentence.end)


def _rate_of(document: Document) -> str:
    """The one rate that a document speaks of ("per 10,000"), the unit of its bare rates; else empty."""
    rates = {RATES[match[1].replace(",", "")] for match in _PER.finditer(document.plain)}
    return rates.pop() if len(rates) == 1 else ""


def _title(document: Document, block: Block) -> str:
    if 0 <= block.item < len(document.items) and (title := document.items[block.item].title):
        return document.words(title)
    return ""


def _pass_over(document: Document, piece: Span, context: Context) -> None:
    """Take note of a sentence without numbers, unless it only says who speaks."""
    words = piece.of(document.plain)
    if not (words.endswith(":") and len(words) < _SPEAKING):
        context.remember(words, None)


def _read_piece(document: Document, piece: Span, context: Context) -> list[Observation]:
    passage = fold_passage(document.plain, piece)
    figures = read_figures(passage.text, context)
    if figures or not passage.text.endswith(":"):
        own = next((figure for figure in figures if not figure.compared), figures[0] if figures else None)
        context.remember(passage.text, own.label if own else None)
    return [each for figure in figures for each in _observe(document, passage, figure, context.rate)]


def _observe(document: Document, passage: Passage, figure: Figure, rate: str) -> list[Observation]:
    """The facts that a figure states, one for each of its quantities."""
    evidence = Evidence.at(document, _clause(passage, figure))
    out = []
    for i, quantity in enumerate(figure.cluster.quantities):
        label = figure.label.text
        if figure.cluster.share and i:
            label = tidy_label(name_noun(figure.right)) or label
        out.append(
            Observation(
                indicator=label or "figure",
                value=quantity.value,
                unit=_unit(quantity, figure, rate),
                evidence=evidence,
                at=passage.span(quantity.start, quantity.end),
                period=_period(passage.text, figure, i),
                group=_group(passage.text[: figure.cluster.start], figure),
                compared_with=_comparison(figure, i),
                change=_is_change(figure, quantity),
            )
        )
    return out


def _clause(passage: Passage, figure: Figure) -> Span:
    """Where the clause stands that states a figure, without the marks around it."""
    text, start, end = passage.text, min(figure.start, figure.cluster.start), figure.end
    while start < figure.cluster.start and not (text[start].isalnum() or text[start] in "£("):
        start += 1
    while end > figure.cluster.end and not (text[end - 1].isalnum() or text[end - 1] in "%)"):
        end -= 1
    return passage.span(start, end)


def _unit(quantity: Quantity, figure: Figure, rate: str) -> str:
    """The unit, also where the number has none: "the rate fell to 310.7", "bins per 100,000 fell to 51"."""
    if quantity.unit != COUNT:
        return quantity.unit
    if match := _PER.search(figure.left):
        return RATES[match[1].replace(",", "")]
    return rate if rate and _RATE.search(figure.left) else COUNT


def _period(text: str, figure: Figure, i: int) -> str:
    """The period or date as written, behind the figure or before it."""
    quantities = figure.cluster.quantities
    after = quantities[i + 1].start if i + 1 < len(quantities) else figure.cluster.end + len(figure.right)
    before = quantities[i - 1].end if i else figure.cluster.start - len(figure.left)
    for piece in (text[quantities[i].end : after], text[before : quantities[i].start]):
        for start, end in find_times(piece):
            return piece[start:end].strip(" ,")
    return ""


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load_lexicon().words('figure-people'))}\b", re.IGNORECASE)


def _group(before: str, figure: Figure) -> str:
    """The place or group as written: "in primary schools"; whom "their" means in "98% of their reviews"."""
    if _THEIR.match(figure.right):
        named = _people().findall(before)
        return str(named[-1]) if named else ""
    # Only where the name stands before the figure; else the place is part of it: "31 homes in the county".
    stands_before = figure.compared or bool(name_subject(figure.left))
    match = _GROUP.match(drop_times(figure.right).strip(" ,")) if stands_before else None
    if not match or (match[1].lower() == "for" and figure.cluster.unit != PERCENT):  # "£420,000 for the fence"
        return ""
    return match[0].strip()


def _comparison(figure: Figure, i: int) -> Comparison | None:
    cluster = figure.cluster
    if not cluster.share and i < len(cluster.quantities) - 1:  # the first of a range
        return Comparison.PREVIOUS if _FROM_FIRST.search(figure.left) else None
    if figure.compared:
        words = f"{figure.left} {figure.right}"
        if kind := classify_comparison(words):
            return kind
        if strip_comparer(figure.left) is None:  # "84.7% in secondary schools" beside "91.3% in primary"
            return None
        earlier = _FROM.search(figure.left) or any(find_times(words))
        return Comparison.PREVIOUS if earlier else Comparison.OTHER
    return classify_comparison(figure.left) if is_comparison(name_subject(figure.left)) else None


def _is_change(figure: Figure, quantity: Quantity) -> bool:
    """Whether a figure is a rise or fall and not a level."""
    if quantity.points or is_more(figure.right):
        return True
    if name_change(figure.left) and not _TO_VALUE.search(figure.left):
        return True
    return len(figure.cluster.quantities) == 1 and bool(_BY.search(figure.left))
