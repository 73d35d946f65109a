"""People where they are named: by name, by initials, by the title of the post they hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.document import Document, Span
from kg.extract.commitments.mentions import Mention, in_blocks, places_of_names
from kg.facts import Party, PartyKind, Person, PersonKind
from kg.lexicon import any_of, load_lexicon
from kg.lexicon.heads import fold_text
from kg.lexicon.spotting import index_words

_HONORIFIC = (
    r"(?:(?:(?:County|District|Borough|Town|Parish|City)\s+(?=Councillor|Cllr))?(?:Councillors?|Cllrs?|Cyng|Mr|Mrs|Ms|"
    r"Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd|Superintendent|Inspector|Nurse|Mayor)\.?\s+)"
)
_TITLED = re.compile(rf"^{_HONORIFIC}+")
_FIRST_NAMES = re.compile(
    r"^(?:[A-Z][\w'-]*\.?\s+)+(?=(?:(?:van|von|de|der|ap|al|el|ó|mac|la|le|di|da|dos|st)\b\s*)*\S+$)"
)
# A first name alone where a sentence or clause begins, with the verb behind it.
_FIRST_NAME = re.compile(r"[A-Z][a-z'-]+")
_OPENS = re.compile(r"(?:^|[.;:,]\s+|\b(?:and|that|[a-z]+ed)\s)$")
_GOES_ON = re.compile(r"(?![a-z'-])\s+(?:and\s+\w+\s+)?[a-z]+")
_BEFORE = 200  # characters before a name in which its clause opens
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|Father|Canon)\b\.?", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Dame|Lady|Sister)\b\.?", re.IGNORECASE)
# Posts of small councils, which their minutes write in small letters too.
_WRITTEN_SMALL = frozenset(
    ("Clerk", "Parish Clerk", "Town Clerk", "Chairman", "Chairwoman", "Vice-Chairman", "Treasurer")
)
_EXECUTIVE = re.compile(r"\b(?:Cabinet|Executive|Portfolio|Lead)\s+(?:Member|Holder|Councillor)|\bLeader\b")


def people_mentions(document: Document, people: tuple[Person, ...]) -> list[Mention]:
    """Where people are named, in any of their forms: the full name, the surname, initials, the first name alone."""
    by_form: dict[str, set[str]] = defaultdict(set)
    by_name = {person.name: person for person in people}
    for person in people:
        for form in {person.name, *person.forms}:
            plain = _TITLED.sub("", form.replace("’", "'").replace("‘", "'")).strip()
            by_form[" ".join(plain.split())].add(person.name)
            words = plain.split()
            if len(words) > 1 and len(words[0]) > 2 and words[-1][:1].isupper():
                by_form[f"{words[0][0]} {words[-1]}"].add(person.name)
                by_form[f"{words[0][0]}. {words[-1]}"].add(person.name)
            surname = _FIRST_NAMES.sub("", plain)
            if len(surname) > 2 and not surname.isupper():
                by_form[surname].add(person.name)
    forms = {form: names for form, names in by_form.items() if len(form) > 1}
    forms |= _guessed_initials(document, people, forms) | _first_names(document, people, forms)
    if not forms:
        return []
    pattern = re.compile(
        rf"(?<![\w'])(?<!\w-)(?P<title>{_HONORIFIC}*)(?P<form>{any_of(forms)})(?:\s*\([A-Z][A-Za-z]{{1,3}}\))?(?![\w-])"
    )
    lower = {form.lower(): names for form, names in forms.items()}
    out = []
    for match in in_blocks(pattern, document, places_of_names(document.plain, forms, rf"{_HONORIFIC}*")):
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
    used = {form for form in certain if form.isascii() and any(True for _ in _places(document.plain, form))}
    given = sum(form.isupper() and len(form) <= 4 and form.isalpha() for form in forms)
    # One pair of capitals may be anything; several that are all somebody's initials are initials.
    return {form: certain[form] for form in sorted(used)} if given >= 2 or len(used) >= 3 else {}


def _first_names(document: Document, people: tuple[Person, ...], forms: dict[str, set[str]]) -> dict[str, set[str]]:
    """First names that stand alone before a verb ("Nora would send it"), where only one person can be meant."""
    named: dict[str, set[str]] = defaultdict(set)
    words = frozenset(load_lexicon().words("first-names-that-are-words"))
    for person in people:
        first, *rest = person.name.split()
        if rest and len(first) > 2 and first[1:].islower() and first not in words:
            named[first].add(person.name)
    return {
        first: names
        for first, names in sorted(named.items())
        if len(names) == 1 and first not in forms and _stands_alone(document, first)
    }


def _stands_alone(document: Document, name: str) -> bool:
    """Whether a first name opens a sentence or clause somewhere, with a verb behind it."""
    return _FIRST_NAME.fullmatch(name) is not None and any(
        opens_clause(document, start) and _GOES_ON.match(document.plain, start + len(name))
        for start in _places(document.plain, name)
    )


def opens_clause(document: Document, start: int) -> bool:
    """Whether a block or a clause begins at a place."""
    if _OPENS.search(document.plain, max(0, start - _BEFORE), start):
        return True
    here = document.block_at(start)
    return here is not None and document.blocks[here].body.start == start


def _places(plain: str, name: str) -> Iterator[int]:
    """Where a name of one word stands in the very same letters."""
    word = re.split(r"\W", name)[0]
    return (start for start in index_words(plain).get(fold_text(word), ()) if plain.startswith(name, start))


def _by_title(title: str, people: list[Person]) -> list[str]:
    """Of people with one surname, those whom the word before it can mean."""
    if len(people) > 1 and title:
        councillor = bool(re.search(r"Councillor|Cllr", title))
        fitting = [p for p in people if (p.kind is PersonKind.COUNCILLOR) == councillor]
        people = fitting or people
    return [person.name for person in people]


def title_mentions(document: Document, people: tuple[Person, ...]) -> list[Mention]:
    """Where people are named by the title of a post that the document says they hold."""
    holders: dict[str, set[str]] = defaultdict(set)
    by_name = {person.name: person for person in people}
    for person in people:
        for holding in person.holdings:
            for short in _short_titles(holding.title):
                holders[short].add(person.name)
    titles = {
        title: names for title, names in holders.items() if title.lower() not in ("councillor", "member", "officer")
    }
    titles |= {title.lower(): names for title, names in titles.items() if title in _WRITTEN_SMALL}
    titles |= {
        f"{article} chair": names
        for article in ("the", "The", "our", "Our")
        for names in [titles.get("Chair")]
        if names
    }
    titles |= {
        title.upper(): names  # "COMMISSIONER: There was until April."
        for title, names in sorted(titles.items())
        if f"{title.upper()}:" in document.plain
    }
    if not titles:
        return []
    pattern = re.compile(rf"(?<![\w'])(?<!\w-)(?:the\s+|The\s+|our\s+|its\s+)?(?P<title>{any_of(titles)})(?![\w-])")
    out = []
    for match in in_blocks(
        pattern, document, places_of_names(document.plain, titles, r"(?:the\s+|The\s+|our\s+|its\s+)?")
    ):
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
        "Commissioner",
    ):
        out.add(" ".join(words[-2:]))
        if words[-1] in ("Director", "Manager", "Consultant", "Commissioner"):
            out.add(words[-1])
    if "Chair" in title and not title.startswith("Vice"):
        out |= {head} | ({"Chair"} if title.startswith("Chair") and head.startswith("Chair") else set())
    if head in ("Head", "Member", "Service"):  # "the Head" is a head teacher, "the Service" a service
        out.discard(head)
    if title.startswith(("Deputy Director", "Assistant Director")):
        out.add("Director") if len(words) == 2 else None
    return {short for short in out if len(short) > 2}


def genders_of(document: Document, people: tuple[Person, ...]) -> dict[str, str]:
    """ "he" or "she" of the people whom an honorific tells."""
    out = {}
    for person in people:
        for form in person.forms:
            if _FEMALE.match(form) or " Mrs " in f" {form} " or " Ms " in f" {form} ":
                out[person.name] = "she"
            elif _MALE.match(form) or " Mr " in f" {form} ":
                out[person.name] = "he"
    return out
