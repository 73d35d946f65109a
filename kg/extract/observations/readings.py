"""The figures of one sentence, with their labels.

Ranges and shares ("from 22% to 17.3%", "14 of the 23") form one cluster. Each cluster has the words of its
clause before it and behind it, and from these a label of its own, or that of the figure it is compared with.
Brackets are taken out of the sentence and read after it: "94.7% of repairs (target 98%)", "10% (29) of the
cohort".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.observations.clauses import clause_end, clause_start, find_content, has_content, predicate_of
from kg.extract.observations.comparisons import is_comparison, starts_with_preposition
from kg.extract.observations.indicators import Label, join_labels, label_clause, name_rest
from kg.extract.observations.measurements import find_measurements, is_share
from kg.extract.observations.statements import label_figure
from kg.extract.observations.times import drop_times
from kg.extract.observations.topics import Context
from kg.extract.observations.units import COUNT, MONEY, PERCENT, Quantity
from kg.lexicon import any_of, load_lexicon

_MOST_PERCENT = 150  # a bare number above it is not in per cent
_EARLIER = 600  # characters before the clause of a figure that may say what it is about
_RANGE = re.compile(
    r"(?:(?:and\s)?(?:then\s)?(?:down|up|back)\s)?(?:to|-)"
    r"(?:\s(?:a\s(?:total|high|low|record)\sof|around|about|just|over|under|only|nearly))*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:\w+\s)?$")
_BRACKET = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")
# What a line begins with, up to its colon: what it is about, unless it says who speaks or what kind of line it is.
_LEAD = re.compile(r"([A-Z%][^:;.,()]{2,60}?)\s?:\s")
_OTHER_LEAD = re.compile(
    r"(?:Q\d*|A\d*|Questions?|Answers?|Response|Reply|Comments?|Notes?|Action|Update|Minutes?|Decision|Resolved|RESOLVED"
    r"|Reason|Background|Summary|Issue|Item|Members?|The|In|At|Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Chair\w*|[A-Z]{1,4}"
    r"|Officer\w*|Director|Head|Mayor|Leader|Commissioner)\b|[A-Z\s.'-]+$|.*\b(?:was|were|is|are|had|has|that|as|following"
    r"|follows|said|asked|noted|reported|would|will)\b"
)
_NOUN_OUT_OF = re.compile(r"\s((?:[\w'-]+\s){1,3})out\sof\s")
_OF_AND = re.compile(r"\sof\s[^,;:.()]{3,90}?\sand(?:\sand)?")
_MONTH = re.compile(rf"\b{any_of(load_lexicon().words('figure-months'))}\b", re.IGNORECASE)
_WITHIN_RATE = re.compile(r"\d\s([a-z][a-z ]*?)\sper\s")
_UNIT_LEAD = re.compile(
    r"\b(hours|days|weeks)\s(?:run|lost|worked|taken|used|flown|given|delivered|waited)\b[^:;.]{0,90}:\s", re.IGNORECASE
)
_NOUN = re.compile(r"\s(?!in\b|at\b|for\b|and\b|to\b|on\b|\()[a-z]")
_JOINING = re.compile(r"^\W*(?:because|as|since|although|while|but|and)\s")
_ABOUT_IT = re.compile(r"^\W*(?:and\s)?(?:which|this|that|it)\b")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Quantities that share one indicator: one alone, a range, or a part and its whole.

    Args:
        quantities: in the order of the text; never empty.
        share: whether the last is the whole of which the first is a part.
    """

    quantities: tuple[Quantity, ...]
    share: bool = False

    @property
    def start(self) -> int:
        """Where the first begins."""
        return self.quantities[0].start

    @property
    def end(self) -> int:
        """Where the last ends."""
        return self.quantities[-1].end

    @property
    def unit(self) -> str:
        """The unit of the first."""
        return self.quantities[0].unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A cluster with its label and the words it came from.

    Args:
        cluster: the quantities.
        label: what they measure.
        left: the words of the clause before them.
        right: the words of the clause behind them.
        start: where the clause begins, or that of the figure it is compared with.
        end: where the clause ends.
        compared: whether it is given for comparison with the figure before.
    """

    cluster: Cluster
    label: Label
    left: str
    right: str
    start: int
    end: int
    compared: bool = False


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What a later figure of the sentence may be compared with, in what unit, and where that begins."""

    label: Label
    left: str
    unit: str
    start: int


def read_figures(text: str, context: Context) -> tuple[Figure, ...]:
    """The figures of a sentence, in order.

    Args:
        text: the sentence, on one line.
        context: what the sentences before were about.

    >>> text = "The average caseload was 16.8 against a target of 15 (14.9 last year)."
    >>> for figure in read_figures(text, Context()):
    ...     print(figure.cluster.quantities[0].value, figure.label.text)
    16.8 average caseload
    15 average caseload target
    14.9 average caseload target
    """
    quantities = _share_lead(text, find_measurements(text))
    if not quantities:
        return ()
    brackets = [match.span() for match in _BRACKET.finditer(text)]
    bare = text
    for start, end in brackets:
        bare = bare[:start] + " " * (end - start) + bare[end:]
    outside = [q for q in quantities if not any(start <= q.start < end for start, end in brackets)]
    figures = _label_all(bare, (0, len(text)), _cluster(bare, outside), context, None)
    for start, end in brackets:
        inside = [q for q in quantities if start <= q.start < end]
        if inside:
            anchor = _before_bracket(bare, start, figures, brackets)
            figures += _label_all(text, (start + 1, end - 1), _cluster(text, inside), context, anchor)
    return tuple(sorted(figures, key=lambda figure: figure.cluster.start))


def _share_lead(text: str, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """The quantities, bare ones in the unit that stands before the list: "Hours run: Elm 1,406, Oak 877"."""
    lead = _UNIT_LEAD.search(text)
    if not lead:
        return quantities
    unit = lead[1].lower()
    return [
        replace(one, unit=unit)
        if one.unit == COUNT and one.start >= lead.end() and not _NOUN.match(text, one.end)
        else one
        for one in quantities
    ]


def _cluster(text: str, quantities: Sequence[Quantity]) -> list[Cluster]:
    clusters: list[Cluster] = []
    for quantity in quantities:
        last = clusters[-1] if clusters else None
        if last is None or last.unit != quantity.unit or last.share:
            clusters.append(Cluster((quantity,)))
            continue
        gap = text[last.end : quantity.start]
        words = drop_times(gap).strip(" ,")
        if quantity.unit in (COUNT, MONEY) and len(last.quantities) == 1 and is_share(gap):
            clusters[-1] = Cluster((*last.quantities, quantity), share=True)
        elif _RANGE.fullmatch(words) or (words == "and" and _BETWEEN.search(text[: last.start])):
            clusters[-1] = Cluster((*last.quantities, quantity))
        else:
            clusters.append(Cluster((quantity,)))
    return clusters


def _before_bracket(
    text: str, start: int, figures: Sequence[Figure], brackets: Sequence[tuple[int, int]]
) -> _Anchor | None:
    """What a bracket is about: the figure before it, or the clause that ends at it."""
    last = max((f for f in figures if f.cluster.end <= start), key=lambda figure: figure.cluster.end, default=None)
    anchor = _Anchor(last.label, last.left, last.cluster.unit, last.start) if last else None
    at = last.cluster.end + clause_end(text[last.cluster.end : start], complement=True) if last else 0
    if last:  # "vehicle offences (10.1%) and burglary (7.7%)"
        at = next((end for begin, end in brackets if begin <= last.cluster.start < end), at)
    rest = text[at:start]
    if anchor and not (has_content(rest) and find_content(_MONTH.sub("", rest))):  # "…, just above June 2021 (264)"
        return anchor
    if anchor and _ABOUT_IT.match(rest):  # "…, which was higher than statistical neighbours (10%)"
        marks = [word for word in find_content(rest) if word.lower() not in load_lexicon().words("figure-comparatives")]
        label = replace(anchor.label, text=join_labels(anchor.label.text, " ".join(marks)))
        return replace(anchor, label=label) if len(marks) <= 5 else anchor
    cut = clause_start(_JOINING.sub(lambda match: " " * len(match[0]), rest), first=True)
    label = label_clause(rest[cut:], "")
    if not label.text:
        return anchor
    if anchor and is_comparison(label.text):  # "…, better than the regional average (10%)"
        return replace(anchor, label=replace(anchor.label, text=join_labels(anchor.label.text, label.text)))
    return _Anchor(label, rest[cut:], last.cluster.unit if last else "", at + cut)


def _label_all(
    text: str, bounds: tuple[int, int], clusters: Sequence[Cluster], context: Context, anchor: _Anchor | None
) -> list[Figure]:
    """Label the clusters within bounds of the text, one after the other."""
    starts = []
    at = bounds[0]
    for i, cluster in enumerate(clusters):
        floor = max(at, cluster.start - _EARLIER)
        starts.append(floor + clause_start(text[floor : cluster.start], first=i == 0))
        at = cluster.end
    figures: list[Figure] = []
    lead = _LEAD.match(text) if bounds[0] == 0 else None
    for i, cluster in enumerate(clusters):
        left = text[starts[i] : cluster.start]
        if cluster.share and (noun := _NOUN_OUT_OF.match(text, cluster.quantities[0].end)):
            left = f"{left} {noun[1]}"  # "38 posts out of 212 were vacant"
        tail = text[cluster.end : starts[i + 1] if i + 1 < len(clusters) else bounds[1]]
        right = _counted(text, cluster) + tail[: clause_end(tail, complement=has_content(left))]
        earlier = text[max(bounds[0], starts[i] - _EARLIER) : starts[i]]
        label, compared = label_figure(
            left,
            right,
            anchor.label if anchor and anchor.label.text else None,
            anchor.left if anchor else "",
            earlier,
            context,
            unit=cluster.unit,
        )
        if bounds[0] and anchor and (cluster.unit, anchor.unit) == (PERCENT, COUNT) and right.startswith(" of "):
            label = replace(
                label, text=join_labels(anchor.label.text, label.text)
            )  # "58 staff (1.6% of the workforce)"
        if lead and starts[i] >= lead.end() and not _OTHER_LEAD.match(lead[1]):
            label = replace(label, text=join_labels(lead[1], label.text))  # "Empty homes grant: 186 applications"
        if cluster.unit == MONEY:
            # "£4.6m from the Discharge Fund, of which £3.9m": a part is of the sum, not of who had it.
            label = replace(label, noun=label.text)
        if compared and anchor and _takes_unit(cluster, left, right, anchor):
            shared = tuple(replace(quantity, unit=anchor.unit) for quantity in cluster.quantities)
            cluster = replace(cluster, quantities=shared)
        start = anchor.start if compared and anchor else starts[i]
        figures.append(Figure(cluster, label, left, right, start, cluster.end + min(len(right), len(tail)), compared))
        anchor = _Anchor(label, left, cluster.unit, start)
    return _fill_first(_share_predicates(figures))


def _counted(text: str, cluster: Cluster) -> str:
    """What is counted where it stands within a rate: " crimes" of "53 crimes per 1,000"."""
    last = cluster.quantities[-1]
    match = _WITHIN_RATE.search(text, last.start, last.end) if last.unit.startswith("per ") else None
    return f" {match[1]}" if match else ""


def _takes_unit(cluster: Cluster, left: str, right: str, anchor: _Anchor) -> bool:
    """Whether a bare number is in the unit of what it is compared with: "46 days, against a target of 28"."""
    rest = drop_times(right).strip(" ,")
    bare = not rest or starts_with_preposition(rest) or (len(rest.split()) <= 2 and is_comparison(rest))
    if anchor.unit == PERCENT and cluster.quantities[0].value > _MOST_PERCENT:
        return False  # "reduced by 0.5% (from 83,534 to 83,089)"
    return cluster.unit == COUNT and anchor.unit not in ("", MONEY) and bool(left.strip()) and bare


def _share_predicates(figures: list[Figure]) -> list[Figure]:
    """The same, with what is said of two shares at once: "60% of health and 58% of dental checks were on time"."""
    for i, (one, other) in enumerate(pairwise(figures)):
        if one.cluster.unit != PERCENT or other.cluster.unit != PERCENT or not _OF_AND.fullmatch(one.right + " and"):
            continue
        if other.left.strip() in ("", "and") and not predicate_of(one.right) and (said := predicate_of(other.right)):
            figures[i] = replace(one, label=replace(one.label, text=join_labels(one.label.text, name_rest(said))))
    return figures


def _fill_first(figures: list[Figure]) -> list[Figure]:
    """The same, a figure without a label having that of the next: "a 3% increase to 59% of entrants"."""
    for i in range(len(figures) - 2, -1, -1):
        if not figures[i].label.text:
            figures[i] = replace(figures[i], label=figures[i + 1].label)
    return figures
