"""Whom of the people already found a form means: "Ms Rahm", "Cllr Gale", "RG", "the Head of Inclusion", "the
Chair".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.vocabulary import vocabulary
from kg.facts import Person, PersonKind
from kg.lexicon import any_of, load_lexicon
from kg.names import Agreement, compare_names, fold, honorifics_differ, parse_name

_DETERMINER = re.compile(r"^(?:the|our|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:'s?)?[\s,.;:]*$")
_PRESIDING = re.compile(r"\bin\s+the\s+chair\b", re.IGNORECASE)
_STOP = frozenset({"the", "of", "for", "and", "a", "an", "in", "to", "&", "-", "on", "our"})
_PRESIDE = frozenset({"chair", "chairman", "chairwoman", "chairperson", "convener", "convenor"})


class NameIndex:
    """The people of a document by every form that means exactly one of them.

    A form that two people share means nobody: `find` returns None, and the caller keeps the words as they
    stand.

    Args:
        people: what `find_people` found in the document.

    Attributes:
        people: the same, in order.
        chair: who presides over the meeting: the person "in the Chair", else the holder of that post who is
            not known to be absent; None if the document does not say.
        pattern: matches every form, title and short reference that may mean one of them, the longest first;
            names as they are written, titles in capital or small letters. It matches `Document.plain`.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = tuple(people)
        self._forms: dict[str, list[Person]] = {}
        self._initials: dict[str, list[Person]] = {}
        for person in self.people:
            for form in sorted({person.name, *person.forms}):
                index, key = (self._initials, form) if _is_initials(form) else (self._forms, fold(form))
                if person not in index.setdefault(key, []):
                    index[key].append(person)
        self._titles = [
            (_key(holding.title), person) for person in self.people for holding in person.holdings
        ]
        self.chair = self._presiding()
        self.pattern = self._make_pattern()

    def find(self, words: str) -> Person | None:
        """The person whom the words mean, or None if they mean nobody here, or more than one."""
        form = _TAIL.sub("", " ".join(words.replace("’", "'").split()))
        bare = _DETERMINER.sub("", form)
        if not bare:
            return None
        if form in self._initials:
            return _only(self._initials[form])
        if fold(form) in self._forms:
            return _only(self._forms[fold(form)]) or self._by_name(form)
        return self._by_title(bare) or self._by_name(bare)

    def _by_name(self, form: str) -> Person | None:
        name = parse_name(form)
        titles = {title.casefold() for title in name.titles}
        if not name.given and not titles:
            return None
        elected = bool(titles & (vocabulary().councillor | vocabulary().councillors))
        grades = [(compare_names(parse_name(person.name), name), person) for person in self.people]
        fitting = [
            (grade, p) for grade, p in grades if grade > Agreement.DIFFERENT and not _contradicts(p, titles)
        ]
        if elected:
            fitting = [(grade, p) for grade, p in fitting if p.kind is not PersonKind.OFFICER]
        best = max((grade for grade, _ in fitting), default=Agreement.DIFFERENT)
        return _only([person for grade, person in fitting if grade == best])

    def _by_title(self, title: str) -> Person | None:
        key = _key(title)
        if not key or key[-1] in vocabulary().honorifics:
            return None
        if len(key) == 1 and key[0] in _PRESIDE:
            return self.chair
        exact = [person for held, person in self._titles if held == key]
        if exact:
            return _only(exact)
        if key[-1] == "member" and key[0] not in ("cabinet", "lead", "executive"):
            return None
        # "the Director" of one director present; "the Team Leader" of a Travel Team Leader.
        part = [person for held, person in self._titles if _is_part(key, held)]
        return _only(part)

    def _presiding(self) -> Person | None:
        for person in self.people:
            if any(_PRESIDING.search(holding.evidence.quote) for holding in person.holdings):
                return person
        there = [(held, person) for held, person in self._titles if held and person.present is not False]
        chairs = [p for held, p in there if len(held) == 1 and held[0] in _PRESIDE]
        # A chair of something else, or the vice-chair of this body, presides only where nobody else can.
        others = [p for held, p in there if held[0] in _PRESIDE] or [
            p for held, p in there if held[0] in ("vice", "deputy", "depute") and held[-1] in _PRESIDE
        ]
        return _only(chairs or others)

    def _make_pattern(self) -> re.Pattern[str]:
        lexicon = load_lexicon()
        before = [w for key in ("honorifics", "councillor-titles", "ranks") for w in lexicon.words(key)]
        written = {form for p in self.people for form in (p.name, *p.forms)}
        surnames = {parse_name(p.name).surname for p in self.people}
        held = {h.title for p in self.people for h in p.holdings if fold(h.title) != "councillor"}
        titles = {title for title in held if " " in title or fold(title) in _PRESIDE | vocabulary().lone}
        short = {title for title in lexicon.words("reference-titles") if self._by_title(title)}
        choices: list[str] = []
        if surnames:
            choices.append(rf"(?:{any_of(before)}\.?\s+)+{any_of(surnames)}")
        if written:
            choices.append(any_of(written))
        if titles:
            choices.append(rf"(?:[Tt]he\s+)?(?i:{any_of(titles)})")
        if short:
            choices.append(rf"[Tt]he\s+(?i:{any_of(short)})")
        if not choices:
            return re.compile(r"(?!)")
        return re.compile(rf"(?<![\w'-])(?:{'|'.join(choices)})(?![\w-])")


def _only(people: Iterable[Person]) -> Person | None:
    """The one person of the list, or None if there is none or there are several."""
    found = list(dict.fromkeys(people))
    return found[0] if len(found) == 1 else None


def _is_initials(form: str) -> bool:
    return form.isupper() and form.isalpha() and len(form) <= 5


def _contradicts(person: Person, titles: set[str]) -> bool:
    """ "Mrs Ash" is nobody who is only ever written "Mr Ash"."""
    return honorifics_differ(titles, [title for form in person.forms for title in parse_name(form).titles])


def _key(title: str) -> tuple[str, ...]:
    """The words of a title that tell it from others, folded ("Vice Chairman" and "Vice-Chairman" are one)."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", fold(title).replace("-", " "))
    return tuple(word for word in words if word not in _STOP)


def _is_part(key: tuple[str, ...], held: tuple[str, ...]) -> bool:
    """Whether a short reference means a longer title: all its words are there, and its noun is the title's
    noun.
    """
    if len(key) >= len(held) or not set(key) <= set(held):
        return False
    if key == held[: len(key)] or key == held[-len(key) :]:
        return True
    # "Strategic Director of People" in "Strategic Director, Children and People": same beginning
    return len(key) > 1 and key[:1] == held[:1]
