"""Where the clause of a figure begins, in the words before it, and where it ends, in the words behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.observations.times import drop_times
from kg.lexicon import any_of, load_lexicon

_NEAR = 110  # characters before a figure in which the word stands that joins it to what stands before
_MOST = 12  # commas and "and"s before a figure that are looked at

# Words that mean nothing for what is measured, beside those of the lexicon.
_NOISE = "and but or while whilst whereas so then alone with of in on at to by from for per also he she we"

# The name of a speaker before a colon, in capitals, as initials or as a title.
_SPEAKER = re.compile(
    r"(?:[A-Z][A-Z.'-]+(?:\s[A-Z.'-]{2,}){0,3}|[A-Z][A-Za-z]{0,3}"
    r"|(?:The|Mr|Mrs|Ms|Dr|Cllr|Councillor)\.?\s[\w' -]{2,30}):\s"
)
_JOINING = re.compile(
    r"^(?:and|but|with|while|whilst|whereas|so|that|also|then|however,?|therefore|though|although|as|because)\s",
    re.IGNORECASE,
)
_THERE = re.compile(r"there\s(?:was|were|is|are|had|have|has)\b", re.IGNORECASE)
_HARD = re.compile(r";\s|:\s|\s-\s|,\s|\)\s?|\(")
# A comma between capitals is part of a name: "Education, Health and Care Plans".
_NAME_COMMA = re.compile(r"[A-Z][\w']+,\s(?:or\s)?[A-Z][a-z]")
# "admitted, discharged or transferred", "in education, training or work"
_LIST_COMMA = re.compile(
    r",\s(?:[\w-]+,\s)?(?!(?:it|this|that|they|there|which|who|with|and|or|but|the|up|down)\b)[\w-]+,?"
    r"\s(?:or|and)\s(?!(?:it|the|that|this|they|there|was|were|had)\b|\d|£)"
)
_LETTERS = re.compile(r"[a-z']+")
_PASSIVE = re.compile(r"\b(?:was|were|been|being)\s(?:\w+ly\s)?$")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|would|will|could|stood|rose|fell|reached|remained|increased|decreased"
    r"|\w+ed)\b(?!-)"
)
_JOINED = re.compile(r"\s(?:and|but|while|whilst|whereas|although|because(?!\sof\b))\s", re.IGNORECASE)
_BETWEEN_COMMAS = re.compile(r",\s([^,;:.()]{3,40}),")
_BE = re.compile(r"\b(?:was|were|is|are|had|has|have)\b")
_AND_LAST = re.compile(r"\s(?:and|but|while|whilst|whereas)\s$", re.IGNORECASE)
_AFTER = re.compile(
    r"[;:.](?:\s|$)|\s-\s|\(|\)|,\s"
    r"|\s(?:but|although|though|because|due\sto|owing\sto|following|whereas|while|whilst|so\sthat|despite|since\sthe"
    r"|as\sa\sresult|thanks\sto|in\sline\swith|in\spart)\b"
    r"|\sand\s(?=(?:the|this|that|it|they|there|he|she|we|had|was|were|none|all|most|no|some|would|could|work|has"
    r"|officers)\b)"
)
_CLAUSE = re.compile(
    r"\s(?:which|who)\s|\sand\s(?=(?:[\w'-]+\s){1,4}(?:was|were|had|have|has|is|are|would|will|could)\b)"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    noise: frozenset[str]
    directly: re.Pattern[str]  # what stands right before a later figure when its clause has no words of its own
    directly_first: re.Pattern[str]
    frame: re.Pattern[str]  # "Ms Hill reported that"
    framing: frozenset[str]  # the words of which every frame has one: a look at them is cheaper
    softer: re.Pattern[str]
    change: re.Pattern[str]
    aside: re.Pattern[str]  # "To give some context,"


@cache
def _load() -> _Patterns:
    words = load_lexicon().words
    hedges = any_of(words("figure-hedges"))
    comparers = any_of(w for w in words("figure-comparers") if w != "from")
    verbs = any_of(words("figure-reporting-verbs"))
    hedge = rf"(?:(?:{hedges}|an?|the|still|also|currently|then|alone)\s)*"
    no_place = r"(?!\s(?:at|to|by|as|in|on|from)\b)"
    return _Patterns(
        noise=frozenset(
            (
                *(
                    *words("figure-copulas"),
                    *words("figure-auxiliaries"),
                    *words("figure-changes"),
                    *_NOISE.split(),
                ),
                *(word for hedge in words("figure-hedges") for word in hedge.split()),
            )
        ),
        directly=re.compile(
            r"(?:^|(?<=[\s,;(:]))(?:(?:,\s)?(?:and|but|with|while|whilst|whereas|or|plus|including|that|where"
            r"|of\s(?:whom|which|these|them|those)|(?:at|in|to|for|by|from|under|with)\s(?:which|whom))"
            rf"|{comparers}|[,;:(])\s?{hedge}$|^\sfrom\s{hedge}$",
            re.IGNORECASE,
        ),
        directly_first=re.compile(
            rf"(?:[,;:(]|,\s(?:with|and|but|while|whilst|whereas)|\sthat|\s-"
            rf"|,?\s(?:at|in|to|for|by|from|under|with)\s(?:which|whom))\s{hedge}$",
            re.IGNORECASE,
        ),
        framing=frozenset(
            ("that", *(word.lower() for verb in words("figure-reporting-verbs") for word in verb.split()))
        ),
        frame=re.compile(
            rf"\b{verbs}\b{no_place}(?:\s(?:to\s)?(?:the\s)?[\w'.-]+(?:\s[\w'.-]+){{0,5}}?)?\sthat\s"
            rf"|\b{verbs}\b{no_place}(?!\sthat\b)\s|(?:,|\band|\bfact|\bnoted|\bwas)\sthat\s",
            re.IGNORECASE,
        ),
        softer=re.compile(
            rf"\s(?:and|but|while|whilst|whereas|although|because(?!\sof\b)|with)\s"
            r"|(?<!violence)(?<!offences)(?<!crimes)(?<!complaints)(?<!claims)(?<!appeals)(?<!assaults)"
            rf"\s(?={comparers}\s)"
            r"|\s(?=at\san?\s(?:\w+\s)?(?:average|cost|rate|price)\b)|\s(?=costing\s)|\s(?=of\swhich\s)",
            re.IGNORECASE,
        ),
        aside=re.compile(rf"^{any_of(words('figure-asides'))}(?:,\s?|\s)(?:the\s)?(?=\w)", re.IGNORECASE),
        change=re.compile(
            rf"(?:an?|the|with\san?)\s(?:[\w-]+\s){{0,2}}{any_of(words('figure-changes'))}\s(?:of|on|from|to|in)\b",
            re.IGNORECASE,
        ),
    )


@lru_cache(maxsize=256)
def find_content(text: str) -> tuple[str, ...]:
    """The words of a text that carry meaning, in order.

    >>> find_content("and the Panel had been told of 12 late visits in March 2024")
    ('Panel', 'told', 'late', 'visits')
    """
    noise = _load().noise
    words = re.findall(r"(?<![\w£.,-])[A-Za-z][\w'&-]+", drop_times(text))
    return tuple(w for w in words if w.lower() not in noise and (len(w) > 2 or w.isupper()))


@lru_cache(maxsize=256)
def has_content(text: str) -> bool:
    """Whether words remain once times, verbs of state and small words are taken away.

    >>> has_content("and this time last year was"), has_content("the vacancy rate was")
    (False, True)
    """
    noise = _load().noise
    return any(len(w) > 2 and w not in noise for w in re.findall(r"[a-z][a-z'-]*", drop_times(text).lower()))


def strip_joining(text: str) -> str:
    """The text without the word that joins it to what stands before.

    >>> strip_joining("whereas the vacancy rate was")
    'the vacancy rate was'
    """
    return _load().aside.sub("", _JOINING.sub("", text))


def clause_start(gap: str, *, first: bool) -> int:
    """Where, in the words between two figures, the clause of the second begins.

    Args:
        gap: from the end of the figure before (or the start of the sentence) to the figure.
        first: whether no figure stands before.

    >>> gap = " of care leavers had a pathway plan, with "
    >>> gap[clause_start(gap, first=False):]
    'with '
    >>> gap = "The fourth, admissions to residential care, stood at "
    >>> gap[clause_start(gap, first=True):]
    'admissions to residential care, stood at '
    """
    return _first_start(gap) if first else _later_start(gap)


def _first_start(gap: str) -> int:
    p = _load()
    speaker = _SPEAKER.match(gap)
    start = speaker.end() if speaker else 0
    if not p.framing.isdisjoint(_LETTERS.findall(gap.lower())):
        for framing in p.frame.finditer(gap):
            if not _is_reported_value(gap, framing):
                start = framing.end()
    if match := p.directly_first.search(gap, max(start, len(gap) - _NEAR)):
        mark = match[0].lstrip(" ,;:")
        if not (mark.startswith(("(", "-")) and has_content(gap[start : match.start()])):
            return match.end() - len(mark)
    if (match := _AND_LAST.search(gap, max(start, len(gap) - _NEAR))) and _FINITE.search(gap, start, match.start()):
        return match.end()
    for cut in reversed([cut for cut in _hard_cuts(gap) if cut > start][-_MOST:]):
        if has_content(gap[cut:]) or _THERE.match(gap, cut):
            return cut
    for match in reversed(list(_JOINED.finditer(gap, start))[-_MOST:]):
        if not _FINITE.search(gap, start, match.end()):
            break
        if has_content(gap[match.end() :]) or _THERE.match(gap, match.end()):
            return match.end()
    return start


def _later_start(gap: str) -> int:
    p = _load()
    semicolon = gap.rfind("; ", max(0, len(gap) - _NEAR))
    if semicolon >= 0 and not has_content(gap[semicolon + 2 :]):
        return semicolon + 2
    if match := p.directly.search(gap, max(0, len(gap) - _NEAR)):
        return match.end() - len(match[0].lstrip(" ,;:"))
    hard = [cut for cut in _hard_cuts(gap) if cut > 0][-_MOST:]
    for cut in reversed(hard):
        if p.change.match(gap, cut):  # ", a reduction of"
            return cut
        if has_content(gap[cut:]) or _THERE.match(gap, cut):
            return _soften(gap, cut)
    soft = [match.end() for match in p.softer.finditer(gap)][-_MOST:]
    for cut in reversed(soft):
        if has_content(gap[cut:]) or _THERE.match(gap, cut) or p.softer.match(gap, cut - 1):
            return cut
    return (soft or hard or [len(gap)])[-1]


def _hard_cuts(gap: str) -> list[int]:
    """Where something begins after a comma, semicolon, dash or bracket."""
    return [
        match.end()
        for match in _HARD.finditer(gap)
        if not (match[0] == ", " and _NAME_COMMA.match(gap, _word_start(gap, match.start())))
    ]


def _word_start(text: str, end: int) -> int:
    return text.rfind(" ", 0, end) + 1


def _soften(gap: str, cut: int) -> int:
    """A later "and" inside the clause, if a whole clause stands on both sides of it."""
    for match in reversed(list(_load().softer.finditer(gap, cut))):
        both = _FINITE.search(gap, cut, match.start()) and _FINITE.search(gap, match.end())
        if both and has_content(gap[match.end() :]):
            return match.end()
    return cut


def _is_reported_value(gap: str, match: re.Match[str]) -> bool:
    """Whether the verb says what a value was, not who said something: "caseloads were reported at"."""
    before = gap[: match.start()]
    if match[0].rstrip().endswith("that") or has_content(gap[match.end() :]):
        return False
    return has_content(before) and _PASSIVE.search(before) is not None


def clause_end(tail: str, *, complement: bool) -> int:
    """Where, in the words behind a figure, its clause ends.

    Args:
        tail: from the end of the figure to the clause of the next one, or to the end of the sentence.
        complement: whether the figure was the complement of a verb ("the rate was 12%"): then another verb
            after "and" begins a new clause.

    >>> tail = " of new Education, Health and Care Plans had been issued, which was good"
    >>> tail[:clause_end(tail, complement=False)]
    ' of new Education, Health and Care Plans had been issued'
    """
    tail = _BETWEEN_COMMAS.sub(_blank_time, tail)
    end = next((m.start() for m in _AFTER.finditer(tail) if not _is_inner(tail, m, complement)), len(tail))
    for match in _CLAUSE.finditer(tail, 0, end):
        if complement or _FINITE.search(tail, 0, match.start()):
            return match.start()
    return end


def _blank_time(match: re.Match[str]) -> str:
    """Space in place of a phrase of time between commas: "of children, as at December 2020, have had"."""
    return " " * len(match[0]) if not drop_times(match[1]).strip() else match[0]


def predicate_of(right: str) -> str:
    """What is said of those that were counted, from its verb on; empty if no verb stands there.

    >>> predicate_of(" of dental checks due were completed on time"), predicate_of(" of health checks")
    ('were completed on time', '')
    """
    match = _BE.search(right)
    return right[match.start() :].strip() if match else ""


def _is_inner(tail: str, match: re.Match[str], complement: bool) -> bool:
    """Whether a comma stands within a name or a list."""
    if match[0] != ", ":
        return False
    named = _NAME_COMMA.match(tail, _word_start(tail, match.start())) is not None
    return named or (not complement and _LIST_COMMA.match(tail, match.start()) is not None)
