"""What the words before a figure are about, for figures that do not say it themselves.

"Mr Adler asked about the proportion of cases withdrawn. It was 52%." The figure is about what was asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.observations.clauses import find_content
from kg.extract.observations.indicators import Label, name_rest, tidy_label
from kg.lexicon import any_of, load_lexicon

_LONGEST = 9  # words of a topic
_INNER = r"(?:[^,;.?]|[,.](?=\d)){4,90}"  # up to the next mark that is not within a number

_HOW = re.compile(
    r"\b(?:how\s(?:many|much|long|often|quickly)|what\s(?:proportion|percentage|number|share))"
    rf"\s(?:of\s)?(?:the\s|those\s)?({_INNER})",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b((?:percentage|proportion|number|rate|level|timeliness|average|cost|amount|take-up|uptake|share|performance"
    r"|completion|increase|reduction|rise|fall|backlog|attendance|target|price|value|length|time)s?"
    rf"\s(?:of|for|in|taken|per)\s(?:the\s)?{_INNER})",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|relating\sto|relation\sto|referred\sto|reference\sto|regards?\sto|queried"
    r"|attention\sto|respect\sof)\s(?:the\s)?([^,;.?]{4,90})",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|would|could|will|should|that|who)\b")
_CLAUSES = re.compile(r"[;:]\s|,\s|\s-\s|\bthat\s|\.\s")
_ASKING = frozenset(("what", "when", "why", "how", "where", "who", "do", "does", "did", "yes", "no", "thank"))
_PEOPLE = re.compile(
    r"\b(?:(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|Sir|Professor|CLLR|MR|MRS|MS|DR|COUNCILLOR)\.?\s"
    r"(?:[A-Z][\w'-]*\s?){1,3}"
    r"|[tT]he\s(?:Chair(?:man|person)?|Vice-Chair(?:man)?|Director|Head|Commissioner|Officer|Committee|Panel|Board"
    r"|Cabinet Member|Portfolio Holder|Mayor|Leader|Treasurer|Clerk|Manager)\b"
    r"|(?:Written\s)?(?:Reply|reply|Answer|Response|ANSWER|REPLY)(?:\sby)?\b)"
)


@dataclass(slots=True)
class Context:
    """What the sentences before were about, within one item.

    Args:
        item: index of the item.
        title: its title.
        label: what the last figure measured.
        fresh: whether that was in the last sentence.
        sentences: the last three, the latest last.
        lead: the lead-in of the list that a bullet stands in.
        rate: the unit of a bare rate in this document.
    """

    item: int = -2
    title: str = ""
    label: Label | None = None
    fresh: bool = False
    sentences: tuple[str, ...] = ()
    lead: str = ""
    rate: str = ""

    def remember(self, sentence: str, label: Label | None) -> None:
        """Take note of a sentence that was read, and of what its figures measure, if it has any."""
        self.sentences = (*self.sentences[-2:], sentence)
        self.fresh = label is not None
        self.label = label or self.label


@cache
def _reported() -> re.Pattern[str]:
    verbs = any_of(load_lexicon().words("figure-reporting-verbs"))
    return re.compile(rf"\b{verbs}(?:\s(?:the\s)?[\w-]+)?$", re.IGNORECASE)


def find_topic(earlier: str, context: Context) -> str:
    """What the words before, the sentences before, the lead-in or the title are about; empty if none says it.

    >>> context = Context(sentences=("Mr Adler asked about the proportion of cases withdrawn.",))
    >>> find_topic("", context)
    'proportion of cases withdrawn'
    """
    if topic := last_topic(earlier):
        return topic
    if context.fresh and context.label:
        return context.label.text
    sentences = [" ".join(sentence.split()) for sentence in reversed(context.sentences)]
    for text in (*sentences[:2], context.lead):
        if phrase := _asked(text):
            return phrase
    if topic := next(filter(None, map(last_topic, sentences)), ""):
        return topic
    return context.label.text if context.label else " ".join(find_content(context.title or context.lead)[:6])


def last_topic(earlier: str) -> str:
    """The last clause of some words that is about something, not only about who speaks.

    >>> last_topic("In response to Cllr Hill about e-scooters, the Commissioner stated that ")
    'e-scooters'
    """
    for clause in reversed(_CLAUSES.split(earlier)):
        bare = strip_people(clause).strip()
        if bare.isupper() and len(bare) > 5:  # the name of a speaker
            continue
        if phrase := _asked(bare):
            return phrase
        if _reported().search(bare):
            continue
        if words := [word for word in find_content(bare) if word.lower() not in _ASKING]:
            return " ".join(words[:6])
    return ""


def strip_people(text: str) -> str:
    """The text without the people, posts and bodies that it names."""
    return _PEOPLE.sub("", text)


def _asked(text: str) -> str:
    """What a question or a remark is about: "how many pupils were being educated at home"."""
    for pattern in (_HOW, _MEASURED, _ABOUT):
        if match := pattern.search(text):
            phrase = match[1] if pattern is _HOW else _FINITE.split(match[1])[0]
            if name := tidy_label(name_rest(phrase)):
                return " ".join(name.split()[:_LONGEST])
    return ""
