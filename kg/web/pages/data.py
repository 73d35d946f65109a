"""What the data are: how many of what, the files with their sizes, what the check found, where they come from."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS

from kg.vocab import MINUTES
from kg.web.cells import Grid, grid_of
from kg.web.dataset import DUMPS
from kg.web.examples import EXAMPLES, declare_used
from kg.web.vocabulary import load_sections

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

# The files of which the page tells something; to make them takes long.
TOLD_OF = ("validation.ttl", *DUMPS)
_FOR = {
    "nq": ("N-Quads", "for stores: one line a statement, one graph for each source document"),
    "trig": ("TriG", "the same for reading: prefixes, one graph for each source document"),
    "ttl": ("Turtle", "all in one graph, for tools that know no graphs"),
    "jsonld": ("JSON-LD", "for those who work with JSON"),
}
_SEVERITY = re.compile(r"sh:resultSeverity sh:(\w+)")
_FOUND = (("Violation", "violation"), ("Warning", "warning"), ("Info", "remark"))
_MOST_SOURCES = 200
_LOADED = (
    (
        "In Python, with rdflib",
        """\
import gzip, rdflib
dataset = rdflib.Dataset(default_union=True)
dataset.parse(gzip.open("minutes.nq.gz"), format="nquads")
print(len(dataset))""",
    ),
    (
        "Into a store that answers SPARQL, with Oxigraph",
        """\
gunzip --keep minutes.nq.gz
oxigraph load --location minutes-store --file minutes.nq
oxigraph serve-read-only --location minutes-store --union-default-graph""",
    ),
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a class there are, with the name of the class and its place in the ontology."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class File:
    """A file with everything: its path in the site, its form, what it is good for, its size as people write it."""

    path: str
    form: str
    purpose: str
    size: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source document with the SHA-256 of its bytes, and its address if that is known."""

    thing: Thing
    sha256: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An example: the question, the query, and its answer on these data."""

    title: str
    query: str
    answer: Grid


@lru_cache(1)
def view_data(site: Site) -> dict[str, object]:
    """The variables of `data.html`."""
    documents = [page for page in site.pages.values() if page.kind == "document"]
    report = site.read_file("validation.ttl").decode("utf-8")
    return {
        "counts": _counts(site),
        "statements": len(site.store),
        "documents": len(documents),
        "files": tuple(_file(site, path) for path in DUMPS),
        "checked": what_was_found(report),
        "sources": tuple(_source(site.subject(page)) for page in documents[:_MOST_SOURCES]),
        "most": _MOST_SOURCES,
        "manifest": site.folder.manifest,
        "loaded": _LOADED,
        "examples": tuple(
            Asked(one.title, declare_used(one.query), grid_of(site, site.store.select(one.query))) for one in EXAMPLES
        ),
    }


def what_was_found(report: str) -> str:
    """The result of the check in a few words.

    >>> what_was_found("sh:resultSeverity sh:Warning ; sh:resultSeverity sh:Warning")
    'no violations, 2 warnings'
    >>> what_was_found("")
    'nothing to complain of'
    """
    found = Counter(_SEVERITY.findall(report))
    if not found:
        return "nothing to complain of"
    told = [
        f"{found[severity]:,} {word}{'' if found[severity] == 1 else 's'}" if found[severity] else f"no {word}s"
        for severity, word in _FOUND
        if found[severity] or severity == "Violation"
    ]
    return ", ".join(told)


def readable_size(size: int) -> str:
    r"""A number of bytes as people write it.

    >>> [readable_size(size).replace("\xa0", " ") for size in (800, 12_345, 1_234_567, 2_500_000_000)]
    ['800 bytes', '12 kB', '1.2 MB', '2.5 GB']
    """
    if size < 1000:
        return f"{size}\xa0bytes"
    for unit, power in (("kB", 10**3), ("MB", 10**6), ("GB", 10**9)):
        if size < 1000 * power or unit == "GB":
            return f"{size / power:.1f}\xa0{unit}" if power > 10**3 else f"{size // power}\xa0{unit}"
    raise AssertionError


def _counts(site: Site) -> tuple[Count, ...]:
    """The classes in the order of the ontology."""
    classes, _ = load_sections()
    return tuple(
        Count(term.anchor, term.label, site.counts[term.anchor])
        for section in classes
        for term in section.terms
        if term.anchor in site.counts
    )


def _file(site: Site, path: str) -> File:
    form, purpose = _FOR[path.split(".")[-2]]
    return File(path, form, purpose, readable_size(len(site.read_file(path))))


def _source(thing: Thing) -> Source:
    return Source(thing, thing.value(MINUTES.sha256), thing.value(DCTERMS.source))
