"""What a figure measures, given the figures and sentences before it.

`kg.extract.observations.indicators` makes a label from the words of one clause. Here it is decided whether a clause
has a label of its own ("the vacancy rate was 12%"), takes over that of the figure before ("against a target of 15"), is
a part of it ("of whom 411 travelled by taxi"), or goes on about the sentence before ("It was 52%").
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.extract.observations.clauses import find_content, has_content
from kg.extract.observations.comparisons import (
    classify_comparison,
    is_comparison,
    name_change,
    split_pronoun,
    starts_with_preposition,
    starts_with_verb,
    strip_comparer,
)
from kg.extract.observations.indicators import (
    Label,
    is_generic,
    join_labels,
    label_clause,
    name_rest,
    name_subject,
    tidy_label,
)
from kg.extract.observations.times import drop_times
from kg.extract.observations.topics import Context, find_topic, last_topic, strip_people
from kg.extract.observations.units import MONEY, PERCENT
from kg.lexicon import any_of, load_lexicon

_PART_LEFT = re.compile(
    r"^(?:(?:and|with)\s)?(?:of\s(?:whom|which|these|them|those)|including|among\sthem)\b", re.IGNORECASE
)
_PART_RIGHT = re.compile(r"^\s*of\s(?:whom|which|these|them|those|this|it|the\stotal)\b", re.IGNORECASE)
_WITHIN_THE = re.compile(r"\b(?:in|within|among|amongst|for|by|with|to)\sthe\s$", re.IGNORECASE)
_OF_WHO = re.compile(r"\sof\s[\w' -]+?\s(?:who|which|that|whose)\s")
_DOING = re.compile(r"(?:and\s|thereby\s)?((?!being|having|including)\w+ing)(?:\sup|\sout|\sin|\sto)?(?:\san?\s\w+)?")
_ALIKE = re.compile(r"\s([\w-]+(?:\s[\w-]+)?)\s*,?(?:\sand)?\s*")
_DONE_WITH = re.compile(
    r"(?:\w+ed|paid|drawn|withdrawn|met|lost|let|sold|built|held|overdue|late|pending|outstanding)\b"
)
_SHOWED = re.compile(
    r"(?:and\s|which\s|this\s|that\s)*(?:had\s)?(?:show(?:ed|s|ing|n)|represent(?:ed|s|ing)|demonstrat(?:ed|es|ing)|mark(?:ed|s|ing)"
    r"|reflect(?:ed|s|ing)|saw|was|is|being|equat(?:ed|es|ing)\sto|equivalent\sto|amount(?:ed|ing)\sto)\s"
    r"an?(?:\s[\w-]+){0,3}$",
    re.IGNORECASE,
)
_TARGET_OF = re.compile(  # "… and with the management plan target of"
    r"(?:and\s)?(?:with\s|against\s|to\s)?(?:the|an?|its|our|their)\s(?:[\w'-]+\s){0,3}"
    r"(?:target|average|benchmark|standard|goal|threshold)(?:\s(?:of|at|was|is|being))?(?:\s\w+)?$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"(?:^|[,;:]\s|\sand\s)([^,;:.]{3,90}?)\s(?:was|were|is|are)\s(?:now\s|also\s)?(?:reporting|forecasting|projecting|showing|predicting)\s$"
)
_CHANGE_IN = re.compile(r"\s[\w-]+\sin(?:\sthe)?(?:\s(?:number|volume|level|amount)s?\sof)?(\s.+)")
_HANGING = re.compile(r"\b(?:it|this|so|that|these|them)$")
_HAD = re.compile(r"(?:and\s|but\s)?(?:had|has|have)\s")
_JOINING = ("and", "but", "with", "while", "in", "for", "the", "or")
_SHORT = 9  # words behind a figure that may join the label of another


@cache
def _more() -> re.Pattern[str]:
    comparatives = any_of((*load_lexicon().words("figure-comparatives"), *load_lexicon().words("figure-changes")))
    return re.compile(rf"^\s*(?:(?:percentage\s)?points?\s)?{comparatives}\b", re.IGNORECASE)


def is_more(right: str) -> bool:
    """Whether the words behind a figure make it a difference.

    >>> is_more(" more than in 2019"), is_more(" increase on the year"), is_more(" of visits")
    (True, True, False)
    """
    return _more().match(right) is not None


def label_figure(
    left: str, right: str, known: Label | None, before: str, earlier: str, context: Context, *, unit: str
) -> tuple[Label, bool]:
    """The label of a figure, and whether it is given for comparison with the one before.

    Args:
        left: the words of its clause before it.
        right: the words of its clause behind it.
        known: the label of the figure before, in the same sentence or before the bracket.
        before: the words before that figure in its clause.
        earlier: the words of the sentence before its clause.
        context: what the sentences before were about.
        unit: its unit; of a percentage, "of …" behind it names the whole.

    >>> first = label_clause("expenditure was forecast at", "")
    >>> label_figure("against a budget of", "", first, "", "", Context(), unit="GBP")[0].text
    'expenditure forecast budget'
    """
    words = left.strip(" ,;:(-")
    recalled = known or context.label
    if unit == PERCENT and _WITHIN_THE.search(left) and _OF_WHO.match(right):
        return label_clause("", right), False  # "… had not risen within the 60% of councils that made a charge"
    if known and (match := _DOING.fullmatch(words)):
        text = join_labels(known.text, match[1], name_rest(right))  # "…, taking up 52,000 hours"
        return Label(text, known.noun, text), False
    if known and _SHOWED.match(words) and (change := name_change(left) or _change_in(right)):
        return replace(known, text=join_labels(known.text, change)), True  # "…, which represented a 20% reduction"
    if known and (match := _PART_LEFT.match(words)):
        return _part(known, f"{name_subject(words[match.end() :])} {name_rest(right)}"), False
    if known and (match := _PART_RIGHT.match(right)):
        return _part(known, f"{name_subject(words)} {name_rest(right[match.end() :])}"), False
    if recalled and (between := strip_comparer(left)) is not None and len(marks := find_content(between)) <= 5:
        return _compared(recalled, " ".join(marks), right), True
    if known and _TARGET_OF.match(words):
        return _compared(known, " ".join(find_content(words)[:5]), right), True
    if recalled and is_comparison(name_subject(left)):
        return _compared(recalled, " ".join(find_content(left)), right), True
    if (parts := split_pronoun(left)) is not None:
        if is_more(right) and (what := _CHANGE_IN.match(right)):  # "This was despite a 17% decrease in calls"
            return label_clause("", what[1]), False
        return _resolved(parts, right, known, earlier, context)
    if not has_content(left):
        return _elliptical(left, right, known, earlier, context, unit=unit)
    label = label_clause(left, right)
    if known and _is_name_alone(left) and has_content(before):  # "… was 3.8% and Elmshire 5.6%"
        joined = join_labels(known.base, label.text)
        return Label(joined, known.noun, joined), True
    return _fill(label, left, right, earlier, context), False


def _change_in(right: str) -> str:
    """The noun of change that begins the words behind a figure: "a 20% reduction"."""
    first = right.split(None, 1)[:1]
    return first[0].strip(" ,;.") if first and is_more(right) else ""


def _part(known: Label, rest: str) -> Label:
    text = join_labels(known.noun, tidy_label(rest))
    return Label(text, known.noun, text)


def _compared(known: Label, marks: str, right: str) -> Label:
    rest = name_rest(right)
    placed = starts_with_preposition(right.strip())
    kept = rest if (placed or classify_comparison(right)) and len(rest.split()) <= _SHORT else ""
    return replace(known, text=join_labels(known.base if placed and rest else known.text, marks, kept))


def _resolved(
    parts: tuple[str, str], right: str, known: Label | None, earlier: str, context: Context
) -> tuple[Label, bool]:
    """The label of a figure whose subject is a pronoun, perhaps behind a place: "in Elm ward it was"."""
    place, rest = parts
    last = known or (context.label if context.fresh else None)
    if place and last:
        return _compared(last, place, right), True
    about = known.text if known else find_topic(earlier, context)
    text = join_labels(about, place, name_subject(rest), name_rest(right))
    label = Label(text, about, join_labels(about, name_subject(rest)))
    return label, known is not None and not find_content(rest)


def _elliptical(
    left: str, right: str, known: Label | None, earlier: str, context: Context, *, unit: str
) -> tuple[Label, bool]:
    """The label of a figure without words of its own before it."""
    rest = drop_times(right).strip(" ,")
    placed, kind = starts_with_preposition(rest), classify_comparison(rest)
    change = name_change(left)
    if known and not (unit == PERCENT and rest.startswith("of ")):
        if is_more(rest):  # "9% more than in December"
            return replace(known, text=join_labels(known.text, " ".join(right.split()[:6]))), True
        if change or not rest or placed or kind:
            kept = name_rest(rest) if len(rest.split()) <= _SHORT else ""
            return replace(known, text=join_labels(known.base if placed else known.text, change, kept)), True
    if known and unit == PERCENT and _ALIKE.fullmatch(right) and len(known.text.split()) > 2 and known.alike:
        text = join_labels(known.alike, name_rest(right))  # "31% of items were rated good, 48% fair and 21% poor"
        return replace(known, text=text), False
    if known and unit != MONEY and _ALIKE.fullmatch(right) and _DONE_WITH.match(rest):
        text = join_labels(known.noun, rest)  # "86 applications, 41 approved, 12 drawn down"
        return Label(text, known.noun, text), False
    if starts_with_verb(rest):
        return _predicate(name_rest(rest), known, earlier, context, unit=unit), False
    label = label_clause("", right)
    if known and left.strip(" ,;(").lower() in ("to", "or", "i.e.", "that is"):
        text = join_labels(known.base, label.text)  # "up 31% to 2,045 offences", "21.9%, or 6,730 pupils"
        return Label(text, known.noun, text), False
    if is_generic(label.text) or placed or (len(rest.split()) <= 2 and kind):
        topic = find_topic(earlier, context)
        text = join_labels(topic, change, label.text)
        return Label(text, label.noun or topic, text), False
    return _fill(label, left, right, earlier, context), False


def _predicate(predicate: str, known: Label | None, earlier: str, context: Context, *, unit: str) -> Label:
    """The label of a figure that is itself the subject: "46% took it up", "128 had been accepted"."""
    noun = known.noun if known else last_topic(earlier)
    if not noun and unit != MONEY and context.fresh and context.label and predicate:
        noun = context.label.noun
    if not noun and (unit != MONEY or is_generic(predicate)):
        noun = find_topic("", context)
    text = join_labels(noun, predicate)
    return Label(text, noun or text, text)


def _fill(label: Label, left: str, right: str, earlier: str, context: Context) -> Label:
    """A label that does not say what is measured, with the words that do; any other as it is."""
    thin = len(find_content(label.text)) <= 2
    if thin and (who := _REPORTING.search(earlier)) and strip_people(who[1]) == who[1]:
        text = join_labels(" ".join(find_content(who[1])[-6:]), label.text)  # "Housing was reporting an underspend of"
        return Label(text, label.noun, text)
    if is_generic(label.text):
        recalled = context.label.base if context.label and context.fresh else ""
        extra = last_topic(earlier) or recalled or " ".join(find_content(context.title)[:4])
    elif _HANGING.search(right.strip()):  # "46 pupils had completed it"
        extra = find_topic(earlier, context)
    elif thin and _HAD.match(left.strip()):  # "… and had waited for 43 days"
        extra = " ".join(find_content(strip_people(earlier))[:3])
    elif thin and left.strip(" ,").lower() == "with":  # "life story work was behind, with 212 children waiting"
        extra = last_topic(earlier)
    else:
        return label
    text = join_labels(label.text, extra)
    return Label(text, label.noun, text)


def _is_name_alone(left: str) -> bool:
    words = [word for word in drop_times(left).strip(" ,;").split() if word.lower() not in _JOINING]
    return 0 < len(words) <= 2 and words[0][:1].isupper()
