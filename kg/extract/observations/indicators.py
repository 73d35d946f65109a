"""What a figure measures, in words made from its clause: "reviews held on time", "average caseload".

A label is made of the words before the figure ("the vacancy rate was"), of those behind it ("of care leavers
had a pathway plan"), or of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.extract.observations.clauses import strip_joining
from kg.extract.observations.comparisons import starts_with_preposition, starts_with_verb
from kg.extract.observations.times import drop_times
from kg.lexicon import any_of, load_lexicon

_LONGEST = 12  # words taken from either side of a figure

_EDGES = " ,;:.()-'\""
_MARKS = ',;:.()"'
_SMALL_WORDS = "of for in on at by to from with and or a an as than per between within"
_SMALL = frozenset(_SMALL_WORDS.split())
_THERE = re.compile(r"^there\s(?:was|were|is|are|had\sbeen|has\sbeen|have\sbeen|remained)(?:\s|$)", re.IGNORECASE)
_OF = re.compile(r"^(?:out\s)?of\s(?:the\s|all\s|their\s|its\s|our\s|those\s)*", re.IGNORECASE)
_WHO_WERE = re.compile(r"\b(?:who|that|which)\s(?:had\sbeen|has\sbeen|have\sbeen|were|was|are|is)\b")
_GRADED = re.compile(r"\s(?:was|were|is|are|been)\s(?:\w+ed\s(?:as\s)?)?\w+\W*$")
_SHORT = 8  # words of what is counted, where the label has other words too
# "The team had undertaken 34 audits", "Cllr Hill had received 11 complaints"
_HAD_DONE = re.compile(
    r"(?:^|[,;:]\s)(?P<who>[^,;:]*?)\b(?:had|has|have)\s(?:also\s|already\s|since\s|now\s|only\s)?"
    r"(?P<did>received|issued|made|completed|undertaken|dealt\swith|supported|recorded|reported|carried\sout|held"
    r"|served|approved|inspected|visited|investigated|seen|helped|recruited|trained|placed|opened|closed|lost|delivered"
    r"|processed|answered|attended|handled|assessed|referred|collected|removed|cleared|repaired|let|sold|built|planted)"
    r"\s(?:(?:over|around|about|some|nearly|almost|just|only|approximately|a|total|of|more|than|up|to)\s)*$"
)
_SOMEBODY = re.compile(
    r"\b(?:he|she|they|we|it|Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Chair(?:man)?|Members?|Council|Authority|Committee|Panel"
    r"|Board|Officers?|Director|Head|Manager|Team|Department|Cabinet|Service|Clerk|Commissioner|Force)\b",
    re.IGNORECASE,
)
# "Councillor Hill asked about", "MH raised": who spoke, where more words follow
_SPEAKER = (
    r"(?:(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|Professor|Sir)\.?\s[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?|[A-Z]{2,3}"
    r"|(?:[Tt]he\s)?(?:Chair\w*|Vice-Chair\w*|Members?|Panel|Committee|Board|Clerk|Director))\s"
)
_ASKING = re.compile(
    rf"^{_SPEAKER}(?:\w{{3,}}ed|said|thought|felt|told|heard|put|hoped|drew)\s"
    r"(?:(?:about|that|if|whether|to|for|of|on|the|out)\s)*"
)
_ASKED = re.compile(
    rf"{_SPEAKER}(?:asked|queried|questioned|enquired|raised|noted|mentioned|referred|said|reported|stated)"
)
_ARTICLE = re.compile(r"^(?:the|an?|this|that)\s", re.IGNORECASE)
_HAD = frozenset(("had", "has", "have"))
_PERFECT = re.compile(  # "issued", "nevertheless agreed"
    r"(?:\w{4,}\s)?(?:been|become|gone|come|seen|taken|done|made|left|had|got|given|put|held|met|spent|\w+ed|\w+en|\w+wn)\b"
)


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an indicator, with what a later figure of the sentence may take over.

    Args:
        text: the name.
        noun: who or what was counted ("care leavers"), for "of whom", "46% of them" and figures before a
            verb.
        base: the name without the words behind the figure, for "91.3% in primary and 84.7% in secondary
            schools".
        alike: the name without the grade that it ends with ("items rated" of "items rated good"), for "48% fair
            and 21% poor"; empty where it ends with none.
    """

    text: str
    noun: str
    base: str
    alike: str = ""


@dataclass(frozen=True, slots=True)
class _Patterns:
    changed: re.Pattern[str]
    counted: re.Pattern[str]
    generic: frozenset[str]
    trailing: frozenset[str]
    dropped: frozenset[str]


@cache
def _load() -> _Patterns:
    words = load_lexicon().words
    changes, adjectives = any_of(words("figure-changes")), any_of(words("figure-change-adjectives"))
    return _Patterns(
        changed=re.compile(
            rf"^(?:an?\s|the\s|some\s)?(?:{adjectives}\s)*{changes}\s(?:in|of|to|on)(?:\s(?:the\s)?|$)",
            re.IGNORECASE,
        ),
        counted=re.compile(
            rf"^(?:the\s|a\s|an\s|overall\s|total\s|current\s)*{any_of(words('figure-counters'))}\s",
            re.IGNORECASE,
        ),
        generic=frozenset((*words("figure-generic-nouns"), *words("figure-changes"), *words("figure-months"))),
        trailing=frozenset((*words("figure-copulas"), *words("figure-hedges"))),
        dropped=frozenset(words("figure-auxiliaries")) - {"the", "a", "an"},
    )


@lru_cache(maxsize=256)
def label_clause(left: str, right: str) -> Label:
    """The label of a figure from the words of its clause before it and behind it.

    >>> label_clause("the number of children with a plan stood at", "").text
    'children with a plan'
    >>> label_clause("", " of care leavers had a pathway plan").text
    'care leavers had a pathway plan'
    >>> label_clause("Agency social workers now made up", " of the workforce").text
    'agency social workers of the workforce'
    """
    subject = name_subject(left)
    if not subject:
        text = tidy_label(name_rest(right))
        alike = " ".join(text.split()[:-1]) if _GRADED.search(right) else ""
        return Label(text, tidy_label(name_noun(right)), text, alike)
    if done := _had_done(left, right):
        return done
    behind = _keep(drop_times(right).strip(_EDGES).split()[:_LONGEST])
    if starts_with_verb(right):
        behind = behind[:3]  # "the underspend of £1.7m had been carried forward": the sum has its name already
    return Label(tidy_label(" ".join((subject, *behind))), tidy_label(subject), tidy_label(subject))


def _had_done(left: str, right: str) -> Label | None:
    """The label where somebody had done something with what is counted: "complaints received"."""
    match = _HAD_DONE.search(left)
    noun = name_rest(right)
    if not match or not noun or starts_with_preposition(right.strip()) or starts_with_verb(right):
        return None
    words = noun.split()[:_SHORT]
    who = match["who"].strip(_EDGES)
    by = (
        ""
        if not who or _SOMEBODY.search(who) or len(who.split()) > 4
        else f" by {tidy_label(_ARTICLE.sub('', name_subject(who)))}"
    )
    text = tidy_label(f"{' '.join(words)} {match['did']}{by}")
    return Label(text, tidy_label(name_noun(right)), tidy_label(" ".join(words)))


@lru_cache(maxsize=256)
def name_subject(left: str) -> str:
    """The name in the words before a figure.

    >>> name_subject("There was a reduction in youth re-offending rates to")
    'youth re-offending rates'
    >>> name_subject("In the quarter, expenditure was forecast at")
    'expenditure forecast'
    """
    p = _load()
    text, before = drop_times(left).strip(_EDGES), ""
    while text != before:
        before = text
        text = _THERE.sub("", strip_joining(text))
        text = p.counted.sub("", p.changed.sub("", text)).strip(_EDGES)
    tokens = text.split()
    while tokens and ((last := tokens[-1].lower().strip(_EDGES)) in p.trailing or not last):
        tokens.pop()
    subject = " ".join(_keep(tokens)[:_LONGEST])
    return "" if _ASKED.fullmatch(subject) else _ASKING.sub("", subject)


@lru_cache(maxsize=256)
def name_rest(right: str) -> str:
    """The name in the words behind a figure.

    >>> name_rest(" of the plans sampled were graded good or better")
    'plans sampled graded good or better'
    """
    text = _WHO_WERE.sub(" ", _OF.sub("", drop_times(right).strip(_EDGES)))
    return " ".join(_keep(text.split())[:_LONGEST])


@lru_cache(maxsize=256)
def name_noun(right: str) -> str:
    """Who or what was counted, from the words behind a figure.

    >>> name_noun(" families had registered with the four hubs"), name_noun(" of older people were at home")
    ('families', 'older people')
    """
    kept: list[str] = []
    tokens = _OF.sub("", drop_times(right).strip(_EDGES)).split()
    for i, token in enumerate(tokens):
        word = token.lower().strip(_EDGES)
        if word in _load().dropped - {"all", "overall"}:
            break
        if kept and (
            starts_with_verb(" ".join(tokens[i : i + 2])) or starts_with_preposition(word) or word in ("that", "who")
        ):
            break
        kept.append(token)
    return " ".join(_keep(kept)[:6])


def is_generic(label: str) -> bool:
    """Whether a label does not say what is measured.

    >>> is_generic("income"), is_generic("the average"), is_generic("average wait for a visit")
    (True, True, False)
    """
    words = [w for w in re.findall(r"[a-z][a-z-]*", label.lower()) if w not in _SMALL and w != "the"]
    return all(word in _load().generic for word in words)


def join_labels(*parts: str) -> str:
    """Labels one after the other, without repeating words.

    >>> join_labels("plans issued within 20 weeks", "plans target")
    'plans issued within 20 weeks target'
    """
    out: list[str] = []
    for part in parts:
        said = {word.lower() for word in out}
        out += [word for word in part.split() if word.lower() not in said or word.lower() in _SMALL]
    return tidy_label(" ".join(out))


@lru_cache(maxsize=256)
def tidy_label(text: str) -> str:
    """A label without small words at its ends, in lower case unless it begins with a name or an abbreviation.

    >>> tidy_label("of The vacancy rate for"), tidy_label("EHCPs issued,"), tidy_label("Elm Ward homes")
    ('vacancy rate', 'EHCPs issued', 'Elm Ward homes')
    """
    tokens = [token for t in text.split() if (token := t.strip(_MARKS)) and token != "-"]
    while tokens and tokens[0].lower() in (_SMALL | {"the"}) - {"per", "within", "between"}:
        tokens.pop(0)
    while tokens and tokens[-1].lower() in _SMALL | {"the"}:
        tokens.pop()
    if len(tokens) > 1 and all(token.isupper() for token in tokens):  # a title
        tokens = [token.lower() for token in tokens]
    if tokens and tokens[0][:1].isupper() and tokens[0][1:].islower():
        named = len(tokens) > 1 and tokens[1][:1].isupper() and not tokens[1].isupper()
        tokens[0] = tokens[0] if named else tokens[0].lower()
    return " ".join(tokens[: _LONGEST + 4])


def _keep(tokens: Sequence[str]) -> list[str]:
    """The words without auxiliaries: "plans had been issued" is "plans issued", "had a plan" stays."""
    dropped = _load().dropped
    kept = []
    for i, token in enumerate(tokens):
        word = token.lower().strip(_MARKS + "'")
        if word in _HAD and i + 1 < len(tokens):
            if i and not _PERFECT.match(" ".join(tokens[i + 1 : i + 3]).lower()):
                kept.append(token)
        elif word == "to" and tokens[i + 1 : i + 2] == ["be"]:
            continue  # "thought to be manageable" is "thought manageable"
        elif word not in dropped:
            kept.append(token)
    return kept
