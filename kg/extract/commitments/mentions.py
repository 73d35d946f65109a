"""Everybody and everything that can act in a document, wherever it is named: people, posts, bodies, teams, pronouns.

`Mentions` is made once for a document and asked by place. What a pronoun or a shortened title stands for depends on who
spoke last and is settled in `kg.extract.commitments.speech`.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.document import Document, Span
from kg.facts import Meeting, Party, PartyKind, Person, PersonKind
from kg.lexicon import any_of, load_lexicon

_HONORIFIC = (
    r"(?:(?:(?:County|District|Borough|Town|Parish|City)\s+(?=Councillor|Cllr))?(?:Councillors?|Cllrs?|Cyng|Mr|Mrs|Ms|"
    r"Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd|Superintendent|Inspector|Nurse|Mayor)\.?\s+)"
)
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|Father|Canon)\b\.?", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Dame|Lady|Sister)\b\.?", re.IGNORECASE)
_PRESIDES = re.compile(r"\b(?:Chair\w*|Convener|Mayor)\b")
_EXECUTIVE = re.compile(r"\b(?:Cabinet|Executive|Portfolio|Lead)\s+(?:Member|Holder|Councillor)|\bLeader\b")
_PLURALS = frozenset("officers partners staff management".split())
_PRONOUNS = {"he": "he", "she": "she", "they": "they", "we": "they", "his": "he", "her": "she", "who": "who"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody or something that can act is named.

    Args:
        span: where, with its article and honorific.
        parties: whom it can mean; one if it is certain, more if a short title fits several, none for a pronoun.
        word: the pronoun or group noun in lower case; empty for a name.
        person: whether it means a person (then "he" and "she" can refer to it).
        councillor: whether that person is a councillor.
        answers: whether that person reports to panels and answers them: an officer, a partner, a cabinet member.
    """

    span: Span
    parties: tuple[Party, ...]
    word: str = ""
    person: bool = False
    councillor: bool = False
    answers: bool = False

    @property
    def is_pronoun(self) -> bool:
        """Whether it is "he", "she", "they", "we" or "who"."""
        return self.word in _PRONOUNS


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a document in order, and what is known of its people."""

    all: tuple[Mention, ...]
    body: Party
    genders: dict[str, str]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly within a stretch."""
        first = bisect.bisect_left(self.starts, start)
        out = []
        for mention in self.all[first:]:
            if mention.span.start >= end:
                break
            if mention.span.end <= end:
                out.append(mention)
        return tuple(out)


def find_mentions(document: Document, meeting: Meeting, people: tuple[Person, ...]) -> Mentions:
    """Every mention in the document, in order; the longest wins where two overlap."""
    body = Party(PartyKind.BODY, meeting.body or "The meeting")
    found: list[Mention] = []
    found += _people_mentions(document, people)
    found += _title_mentions(document, people)
    found += _body_mentions(document, meeting, body)
    found += _group_mentions(document, body)
    chosen: list[Mention] = []
    end = -1
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end, not m.person, not m.parties)):
        if mention.span.start < end:
            continue
        end = mention.span.end
        if chosen and _is_apposition(document.plain, chosen[-1], mention):
            # "Jo Hill, Head of Parks": one mention of one person.
            chosen[-1] = replace(
                chosen[-1], span=Span(chosen[-1].span.start, end), parties=_shared(chosen[-1], mention)
            )
        else:
            chosen.append(mention)
    genders = _genders(document, people)
    return Mentions(tuple(chosen), body, genders, tuple(m.span.start for m in chosen))


def _in_blocks(pattern: re.Pattern[str], document: Document) -> Iterator[re.Match[str]]:
    """Matches that do not run from one block into the next: a heading is not part of a name."""
    for block in document.blocks:
        yield from pattern.finditer(document.plain, block.body.start, block.body.end)


def _shared(one: Mention, other: Mention) -> tuple[Party, ...]:
    return tuple(party for party in one.parties if party in other.parties)


def _is_apposition(plain: str, one: Mention, other: Mention) -> bool:
    return (
        one.person
        and other.person
        and bool(_shared(one, other))
        and bool(re.fullmatch(r"\s*,\s*|\s+", plain[one.span.end : other.span.start]))
    )


def _people_mentions(document: Document, people: tuple[Person, ...]) -> list[Mention]:
    by_form: dict[str, set[str]] = defaultdict(set)
    by_name = {person.name: person for person in people}
    for person in people:
        for form in {person.name, *person.forms}:
            plain = re.sub(rf"^{_HONORIFIC}+", "", form.replace("’", "'").replace("‘", "'")).strip()
            by_form[" ".join(plain.split())].add(person.name)
            words = plain.split()
            if len(words) > 1 and len(words[0]) > 2 and words[-1][:1].isupper():
                by_form[f"{words[0][0]} {words[-1]}"].add(person.name)
                by_form[f"{words[0][0]}. {words[-1]}"].add(person.name)
            surname = re.sub(
                r"^(?:[A-Z][\w'-]*\.?\s+)+(?=(?:(?:van|von|de|der|ap|al|el|ó|mac|la|le|di|da|dos|st)\b\s*)*\S+$)",
                "",
                plain,
            )
            if len(surname) > 2 and not surname.isupper():
                by_form[surname].add(person.name)
    forms = {form: names for form, names in by_form.items() if len(form) > 1}
    forms |= _guessed_initials(document, people, forms)
    if not forms:
        return []
    pattern = re.compile(
        rf"(?<![\w'-])(?P<title>{_HONORIFIC}*)(?P<form>{any_of(forms)})(?:\s*\([A-Z][A-Za-z]{{1,3}}\))?(?![\w-])"
    )
    lower = {form.lower(): names for form, names in forms.items()}
    out = []
    for match in _in_blocks(pattern, document):
        form = " ".join(match["form"].split())
        names = sorted(forms.get(form) or lower.get(form.lower()) or ())
        names = _by_title(match["title"], [by_name[name] for name in names])
        if not names:
            continue
        person = by_name[names[0]]
        parties = tuple(Party(PartyKind.PERSON, name) for name in names)
        out.append(
            Mention(
                Span(match.start(), match.end()),
                parties,
                person=True,
                councillor=person.kind is PersonKind.COUNCILLOR,
                answers=_answers(person),
            )
        )
    return out


def _guessed_initials(
    document: Document, people: tuple[Person, ...], forms: dict[str, set[str]]
) -> dict[str, set[str]]:
    """Initials that the attendance list does not give, where the text uses them and only one person can be meant."""
    guessed: dict[str, set[str]] = defaultdict(set)
    for person in people:
        words = re.findall(r"[A-Za-zÀ-ÿ]+", person.name)
        if len(words) > 1 and not any(form.isupper() and form.isalpha() and len(form) <= 4 for form in person.forms):
            guessed["".join(word[0] for word in words).upper()].add(person.name)
    certain = {
        form: names for form, names in guessed.items() if form not in forms and len(names) == 1 and len(form) > 1
    }
    used = {form for form in certain if re.search(rf"\b{form}\b", document.plain)}
    given = sum(form.isupper() and len(form) <= 4 and form.isalpha() for form in forms)
    # One pair of capitals may be anything; several that are all somebody's initials are initials.
    return {form: certain[form] for form in sorted(used)} if given >= 2 or len(used) >= 3 else {}


def _by_title(title: str, people: list[Person]) -> list[str]:
    """Of people with one surname, those whom the word before it can mean."""
    if len(people) > 1 and title:
        councillor = bool(re.search(r"Councillor|Cllr", title))
        fitting = [p for p in people if (p.kind is PersonKind.COUNCILLOR) == councillor]
        people = fitting or people
    return [person.name for person in people]


def _title_mentions(document: Document, people: tuple[Person, ...]) -> list[Mention]:
    holders: dict[str, set[str]] = defaultdict(set)
    by_name = {person.name: person for person in people}
    for person in people:
        for holding in person.holdings:
            for short in _short_titles(holding.title):
                holders[short].add(person.name)
    titles = {
        title: names for title, names in holders.items() if title.lower() not in ("councillor", "member", "officer")
    }
    if not titles:
        return []
    pattern = re.compile(rf"(?<![\w'-])(?:the\s+|The\s+|our\s+|its\s+)?(?P<title>{any_of(titles)})(?![\w-])")
    out = []
    for match in _in_blocks(pattern, document):
        names = sorted(titles[" ".join(match["title"].split())])
        parties = tuple(Party(PartyKind.PERSON, name) for name in names)
        if re.search(
            r"\b(?:each|every|all|both|relevant|other|respective)\s+$",
            document.plain[max(0, match.start() - 12) : match.start()],
        ):
            continue  # "each Director" is not the Director
        first = by_name[names[0]]
        out.append(
            Mention(
                Span(match.start(), match.end()),
                parties,
                person=True,
                councillor=first.kind is PersonKind.COUNCILLOR,
                answers=_answers(first),
            )
        )
    return out


def _answers(person: Person) -> bool:
    if person.kind is not PersonKind.COUNCILLOR:
        return person.kind is PersonKind.OFFICER
    return any(_EXECUTIVE.search(holding.title) for holding in person.holdings)


def _short_titles(title: str) -> set[str]:
    """A title and what a clerk may shorten it to.

    >>> sorted(_short_titles("Assistant Director, Adult Social Care"))
    ['Assistant Director', 'Assistant Director, Adult Social Care', 'Director']
    >>> sorted(_short_titles("Travel Assistance Team Leader"))
    ['Team Leader', 'Travel Assistance Team Leader']
    """
    title = " ".join(title.replace("’", "'").replace("–", "-").split())
    title = re.sub(r"\s*\(.*\)$", "", title)
    head = re.split(r"\s*,\s+|\s+-\s+|\s+(?:of|for|to)\s+(?=the\s|[A-Z])", title)[0]
    out = {title, head}
    words = head.split()
    if len(words) > 1 and words[-1] in (
        "Leader",
        "Officer",
        "Director",
        "Manager",
        "Executive",
        "Adviser",
        "Advisor",
        "Consultant",
    ):
        out.add(" ".join(words[-2:]))
        if words[-1] in ("Director", "Manager", "Consultant"):
            out.add(words[-1])
    if "Chair" in title and not title.startswith("Vice"):
        out |= {head} | ({"Chair"} if title.startswith("Chair") and head.startswith("Chair") else set())
    if head in ("Head", "Member", "Service"):  # "the Head" is a head teacher, "the Service" a service
        out.discard(head)
    if title.startswith(("Deputy Director", "Assistant Director")):
        out.add("Director") if len(words) == 2 else None
    return {short for short in out if len(short) > 2}


def _body_mentions(document: Document, meeting: Meeting, body: Party) -> list[Mention]:
    forms = {form for form in (meeting.body, *meeting.body_forms) if form}
    noun = re.findall(
        r"Sub-Committee|Committee|Panel|Board|Commission|Forum|Authority|Council|Group|Cabinet|Partnership",
        meeting.body,
    )
    forms |= {f"{article} {noun[-1]}" for article in ("the", "The", "this", "This") if noun}
    if not noun:
        forms |= {
            f"{article} {word}"
            for article in ("the", "The")
            for word in ("Committee", "Panel", "Board", "Commission", "Forum")
        }
    if meeting.council and "Parish" in meeting.council:
        forms |= {"PC", "the council", "the Council", "Council"}
    forms = {" ".join(form.replace("’", "'").split()) for form in forms}
    pattern = re.compile(rf"(?<![\w'-])(?:[Tt]he\s+)?{any_of(forms)}(?![\w-]|\s+(?:[Mm]embers|[Cc]hair|Members'))")
    return [Mention(Span(m.start(), m.end()), (body,), word="panel") for m in _in_blocks(pattern, document)]


@cache
def _group_pattern() -> re.Pattern[str]:
    lexicon = load_lexicon()
    return re.compile(
        rf"(?<![\w'-])(?:(?P<pronoun>he|she|they|we|who|He|She|They|We|Who)"
        rf"|(?P<officer>[Tt]he\s+(?:officer|speaker|presenter))|(?P<councillor>[Tt]he\s+(?:[Cc]ouncillor|[Mm]ember))"
        rf"|(?P<members>(?:(?:[Tt]he|[Aa]ll|[Ss]ome|[Ee]lected|[Pp]anel|[Bb]oard|[Cc]ommittee|[Cc]ommission|"
        rf"[Ww]ard|[Ll]ocal|[Ff]orum|[Oo]ther|[Tt]wo)\s+){{0,2}}"
        rf"(?:Members|members|Councillors|councillors|[Tt]rustees|Others|All))"
        rf"|(?P<group>(?:(?:[Tt]he|[Aa]ll|[Ss]ome|[Ee]ach|[Bb]oth|[Oo]ur|[Cc]ouncil|[Rr]elevant|"
        rf"[Ss]enior)\s+){{0,2}}{any_of(lexicon.words('groups'))})"
        rf"|(?P<named>(?!(?:That|This|In|On|At|By|For|To|And|But|When|Where|As|If|Of|From|"
        rf"With)\b)(?:[Tt]he\s+)?(?:(?:[A-Z][\w'&]*(?:-[A-Z]\w*)*|of|and|for|the|"
        rf"&)\s+){{0,6}}?{any_of(lexicon.words('organisation-nouns'))}(?:\s+(?:of|"
        rf"for)(?:\s+the)?(?:\s+[A-Z][\w'-]+){{1,5}})?)"
        rf"|"
        rf"(?P<post>(?:[Tt]he\s+)?(?:[A-Z][\w'&-]*\s+){{0,5}}(?:{any_of(lexicon.words('post-nouns'))})(?:\s+(?:of|"
        rf"for|to)(?:\s+the)?(?:\s+(?:[A-Z][\w'&-]*|and|of|for|the)){{0,6}}\s+[A-Z][\w'-]+|"
        rf"\s+of\s+[A-Z][\w'-]+)?)"
        rf"|(?P<acronym>(?:[Tt]he\s+)?(?:[A-Z]{{2,5}}|DfE|NHSE))"
        rf")(?![\w-])"
    )


def _group_mentions(document: Document, body: Party) -> list[Mention]:
    out = []
    for match in _in_blocks(_group_pattern(), document):
        span = Span(match.start(), match.end())
        words = " ".join(match.group().split())
        bare = re.sub(r"^(?:the|all|both|each|our|some)\s+", "", words, flags=re.IGNORECASE)
        if match["pronoun"]:
            out.append(Mention(span, (), word=words.lower()))
        elif match["officer"]:
            out.append(Mention(span, (Party(PartyKind.POST, "Officer"),), word="officer", person=True, answers=True))
        elif match["councillor"]:
            out.append(
                Mention(span, (Party(PartyKind.POST, "Councillor"),), word="councillor", person=True, councillor=True)
            )
        elif match["members"]:
            out.append(
                Mention(
                    span,
                    (Party(PartyKind.BODY, bare if words not in ("All", "Others") else "Members"),),
                    word="members",
                )
            )
        elif (
            match["group"]
            and words[:1].islower()
            and not re.match(r"(?:the|our|its|both|all|relevant|each)\s", words)
            and bare not in _PLURALS
        ):
            continue  # "every secondary school would have": no one school promises
        elif match["group"]:
            out.append(Mention(span, (Party(PartyKind.BODY, bare[:1].upper() + bare[1:]),), word="group"))
        elif match["post"]:
            out.append(
                Mention(
                    span, (Party(PartyKind.POST, bare),), word="post", person=True, answers=not _PRESIDES.search(bare)
                )
            )
        elif match["named"] and not re.match(r"(?:of|and|for)\b", bare):
            out.append(Mention(span, (Party(PartyKind.BODY, bare),), word="named"))
        elif match["acronym"] and bare not in (
            "RESOLVED",
            "AGREED",
            "ACTION",
            "NOTED",
            "PDF",
            "MBE",
            "OBE",
            "CBE",
            "SEND",
            "AOB",
            "EHCP",
        ):
            out.append(Mention(span, (Party(PartyKind.BODY, bare),), word="acronym"))
    return out


def _genders(document: Document, people: tuple[Person, ...]) -> dict[str, str]:
    """ "he" or "she" of the people whom an honorific tells."""
    out = {}
    for person in people:
        for form in person.forms:
            if _FEMALE.match(form) or " Mrs " in f" {form} " or " Ms " in f" {form} ":
                out[person.name] = "she"
            elif _MALE.match(form) or " Mr " in f" {form} ":
                out[person.name] = "he"
    return out
