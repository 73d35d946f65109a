"""Where does it say that: the words that state a fact, in their paragraph, with the place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, RDF

from kg.vocab import MINUTES, OA

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_HALF_WORD_FIRST, _HALF_WORD_LAST = re.compile(r"^\S{0,40}\s+"), re.compile(r"\s+\S{0,40}$")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_LOOK = 3000  # characters in which the ends of a paragraph are looked for
_NAMES = 100  # forms of a name that are looked for
_AROUND = 600  # characters of a paragraph before and after the words; what is left out is shown as "…"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one evidence.

    Args:
        thing: the evidence.
        before: the paragraph up to the words.
        exact: the words.
        after: the rest of the paragraph.
        document: the source.
        start: where the words begin in its text, in code points.
        line: of the text, from 1; 0 if it is not known.
        place: where in the original: "page 3"; empty where the text is the original.
        original: the address at which the council has it, to the page if it has pages; empty if it is not known.
        speaker: where in `before` the name stands of whoever the words do not name.
    """

    thing: Thing
    before: str
    exact: str
    after: str
    document: Thing
    start: int
    line: int
    place: str = ""
    original: str = ""
    speaker: tuple[int, int] | None = None

    @property
    def href(self) -> str:
        """Where the words stand on the page of the source."""
        return f"{self.document.href}#at-{self.start}"


@dataclass(frozen=True, slots=True)
class Lead:
    """A name that stands in an earlier paragraph than the words that mean it: that paragraph, and its line."""

    before: str
    name: str
    after: str
    line: int


def quotes_of(site: Site, thing: Thing, most: int = 20) -> tuple[Quote, ...]:
    """The words that state a fact, in the order of source and place."""
    # Somebody who has held a post for years has hundreds of words for it: they are put in order before they are read.
    placed = sorted(
        ((document.iri, bounds[0]), evidence.iri)
        for evidence in thing.things(MINUTES.evidence)
        if (document := evidence.thing(OA.hasSource)) and (bounds := span_of(evidence))
    )
    return tuple(filter(None, (quote_of(site, site.thing(iri)) for _, iri in placed[:most])))


def first_place(site: Site, commitment: Thing) -> Quote | None:
    """The first words that state a commitment, or None if the graph has no place for them."""
    evidence = commitment.thing(MINUTES.firstEvidence)
    return quote_of(site, evidence) if evidence else None


def quote_of(site: Site, evidence: Thing) -> Quote | None:
    """The words of one evidence; None if it has no place."""
    document = evidence.thing(OA.hasSource)
    bounds = span_of(evidence)
    if document is None or bounds is None:
        return None
    start, end = bounds
    text = site.text_of(document)
    exact = next(iter(_values(evidence, OA.exact)), "")
    if text[start:end] != exact:  # the stored file was changed: kg validate says so, the quotation still stands
        before = next(iter(_values(evidence, OA.prefix)), "")
        return Quote(evidence, before, exact, next(iter(_values(evidence, OA.suffix)), ""), document, start, 0)
    first, last = paragraph_around(text, start, end)
    before, after = text[first:start], text[end:last]
    if len(before) > _AROUND:
        before = "… " + _HALF_WORD_FIRST.sub("", before[-_AROUND:])
    if len(after) > _AROUND:
        after = _HALF_WORD_LAST.sub("", after[:_AROUND]) + " …"
    line, place = site.line_of(document, start), evidence.value(MINUTES.place)
    return Quote(evidence, before, exact, after, document, start, line, place, _original(evidence, document))


def name_speaker(site: Site, quote: Quote, names: Iterable[str]) -> tuple[Quote, Lead | None]:
    """Words that do not name who is meant ("she would report"), with the name that stands for it before them.

    It is the nearest before the words, in their paragraph or further up; nothing if there is none near.

    Args:
        site: with the text.
        quote: the words.
        names: of who is meant, as they are written anywhere.
    """
    pattern = _any_of(names)
    if pattern is None or pattern.search(quote.exact) or not quote.line:
        return quote, None
    if near := list(pattern.finditer(quote.before)):
        return replace(quote, speaker=near[-1].span()), None
    text = site.text_of(quote.document)
    stop = quote.start - len(quote.before.removeprefix("… "))
    above = list(pattern.finditer(text, max(0, stop - _LOOK), stop))
    if not above:
        return quote, None
    start, end = above[-1].span()
    first, last = paragraph_around(text, start, end)
    first, last = max(first, start - _AROUND // 2), min(last, stop, end + _AROUND // 2)
    return quote, Lead(text[first:start], text[start:end], text[end:last], site.line_of(quote.document, start))


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of some names, the longer first, over line ends too."""
    forms = sorted({" ".join(name.split()) for name in names} - {""}, key=lambda name: (-len(name), name))[:_NAMES]
    written = ("\\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if forms else None


def _original(evidence: Thing, document: Thing) -> str:
    """The address of the words in the original, as far as its form has addresses for places."""
    address = document.value(DCTERMS.source)
    fragment = next(iter(_values(evidence, RDF.value)), "")
    return f"{address}#{fragment}" if address and fragment and "#" not in address else address


def span_of(evidence: Thing) -> tuple[int, int] | None:
    """Where the words of an evidence begin and end in the text of its source."""
    starts, ends = _values(evidence, OA.start), _values(evidence, OA.end)
    return (int(starts[0]), int(ends[0])) if starts and ends and (starts[0] + ends[0]).isdecimal() else None


def paragraph_around(text: str, start: int, end: int) -> tuple[int, int]:
    r"""The bounds of the paragraph in which words stand: from the empty line before them to the next one.

    >>> paragraph_around("One.\n\nTwo and three.\n \nFour.", 10, 13)
    (6, 20)
    """
    before = [match.end() for match in _EMPTY_LINE.finditer(text, max(0, start - _LOOK), start)]
    behind = _EMPTY_LINE.search(text, end, end + _LOOK)
    first = before[-1] if before else max(0, start - _LOOK)
    return first, behind.start() if behind else min(len(text), end + _LOOK)


def _values(evidence: Thing, predicate: str) -> tuple[str, ...]:
    selectors: Iterable[Thing] = evidence.things(OA.hasSelector)
    return tuple(value for selector in selectors for value in selector.values(predicate))
