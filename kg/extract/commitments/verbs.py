"""Verbs, told apart by what it is worth to say that somebody will do them: `ontology/lexicon/verbs.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import load_lexicon

# An adverb, as a regular expression: "formally", but not the verbs that end like one.
ADVERB = r"(?!supply|reply|apply|rely|comply|imply|multiply|fly)[a-z]+ly"
# The verb right behind a cue: "undertook to | circulate".
NEXT_VERB = re.compile(r"\s+(?:also\s+|then\s+|further\s+|" + ADVERB + r"\s+)?(?P<verb>[a-z][\w-]*)")
_TRIES_THING = re.compile(r"\s+(?:again|the|an?|this|that|it|another|out)\b")
_LISTS = ("owed", "act", "idle", "soft", "inert", "conduct", "with-others")


@dataclass(frozen=True, slots=True)
class Verbs:
    """Base forms by list, and the base form of every other form.

    Args:
        lists: list name ("owed", "act", …) to base forms.
        base_of: participle, past, third person or -ing form to base form.
        participles: past participles of all of them.
    """

    lists: dict[str, frozenset[str]]
    base_of: dict[str, str]
    participles: frozenset[str]

    def base(self, word: str) -> str:
        """The base form of a verb, or the word itself if it is not known.

        >>> load_verbs().base("circulated"), load_verbs().base("brought"), load_verbs().base("sends")
        ('circulate', 'bring', 'send')
        """
        low = word.lower()
        return self.base_of.get(low) or self.base_of.get(low.removeprefix("re-")) or low

    def is_in(self, name: str, word: str) -> bool:
        """Whether a verb, in any form, is on a list."""
        return self.base(word) in self.lists[name]

    def is_participle(self, word: str) -> bool:
        """Whether a word is a past participle: of a verb of the lexicon, or by its ending.

        >>> [load_verbs().is_participle(word) for word in ("brought", "re-written", "unblocked", "red")]
        [True, True, True, False]
        """
        low = word.lower().removeprefix("re-")
        return low in self.participles or (len(low) > 4 and low.endswith("ed"))

    def is_soft(self, word: str, after: str) -> bool:
        """Whether a verb says only that something will be thought about, or tried, given the words behind it.

        >>> load_verbs().is_soft("try", " to help"), load_verbs().is_soft("try", " the youth club")
        (True, False)
        """
        base = self.base(word)
        return base in self.lists["soft"] and not (base == "try" and _TRIES_THING.match(after))

    def is_known(self, word: str) -> bool:
        """Whether a word is the base form of a verb on any list."""
        low = word.lower()
        return any(low in bases for bases in self.lists.values())


@cache
def load_verbs() -> Verbs:
    """The verbs of the lexicon with their forms."""
    words = load_lexicon().words
    lists = {name: frozenset(words(f"verbs-{name}")) for name in _LISTS}
    irregular = dict(pair.split("=") for pair in words("participles-irregular"))
    base_of: dict[str, str] = {}
    participles: set[str] = set()
    for base in sorted(frozenset().union(*lists.values())):
        forms = _forms(base, irregular.get(base))
        participles.add(forms[2])
        for form in forms:
            base_of.setdefault(form, base)
    for base in lists["owed"] | lists["act"]:  # "found" is of "find", not of "found"
        base_of[irregular.get(base, base)] = base
    return Verbs(lists, base_of, frozenset(participles))


def _forms(base: str, irregular: str | None) -> tuple[str, ...]:
    stem = base[:-1] if base.endswith("e") else base
    soft = base.endswith("y") and base[-2] not in "aeiou"
    third = base[:-1] + "ies" if soft else base + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else "s")
    past = irregular or (base[:-1] + "ied" if soft else stem + "ed")
    doubled = irregular[:-2] + "ing" if irregular and irregular.endswith(base[-1] + "ed") else stem + "ing"
    return base, third, past, doubled
