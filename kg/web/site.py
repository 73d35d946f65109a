"""All pages of a graph, each rendered in a form; `kg publish` writes them and `kg serve` answers with them."""

from __future__ import annotations

import bisect
import datetime as dt
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from rdflib.namespace import DCTERMS, ORG, SKOS

from kg.store.embedded import EmbeddedStore
from kg.store.folder import GraphFolder
from kg.store.lookup import Lookup
from kg.store.syntax import Syntax
from kg.store.terms import Statement
from kg.vocab import MINUTES
from kg.web.addresses import Addresses, kind_of
from kg.web.dataset import dataset_statements, describe_dataset
from kg.web.pages import SPECIAL, TEMPLATES, view_of
from kg.web.pages.acts import Act, acts_of
from kg.web.pages.calendar import Calendar, make_calendar
from kg.web.pages.figures import Figure, figures_of
from kg.web.render import render_page
from kg.web.settings import Settings
from kg.web.things import Thing
from kg.web.twins import write_twin


class Form(StrEnum):
    """A form in which a page is given, by the ending of its file."""

    HTML = "html"
    TURTLE = "ttl"
    JSONLD = "jsonld"
    NTRIPLES = "nt"

    @property
    def media_type(self) -> str:
        """Its IANA media type, with the encoding where it is text."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: Mapping[Form, str] = {
    Form.HTML: "text/html; charset=utf-8",
    Form.TURTLE: "text/turtle; charset=utf-8",
    Form.JSONLD: "application/ld+json",
    Form.NTRIPLES: "application/n-triples",
}
_SYNTAXES = {Form.TURTLE: Syntax.TURTLE, Form.JSONLD: Syntax.JSONLD, Form.NTRIPLES: Syntax.NTRIPLES}

DATA = "data"  # the page about the dataset, on which `data#dataset` is described

_TEXTS = 1000  # of source documents, kept while pages are made
# As kg.graph.iris makes them. A graph from elsewhere may name others, such as `../x`, which would be files elsewhere.
_PATH = re.compile("[a-z0-9-]{1,240}/[a-z]{1,40}/[a-z0-9-]{1,240}")
_COUNTS = """
SELECT ?type (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  ?thing a ?type
  FILTER(STRENDS(STR(?thing), "#it"))
} GROUP BY ?type"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Args:
        path: its address without the root: "ash-council/person/k-hill", "search", "" for the first page.
        kind: of the thing it is about; empty for other pages. Of those only the one about the data is data too.
    """

    path: str
    kind: str = ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in which it is given; the first is for people."""
        return tuple(Form) if self.kind or self.path == DATA else (Form.HTML,)

    @property
    def feed(self) -> str:
        """The path of the feed of what changes there; empty if it has none of its own."""
        return f"{self.path}.atom" if self.kind in ("body", "council") else ""

    @property
    def sheet(self) -> str:
        """The path of its commitments as a table for a spreadsheet; empty if it has none."""
        return f"{self.path}.csv" if self.kind in ("body", "council") else ""


class Site:
    """The pages of a graph. Reads the graph that was there when it was opened, and never writes.

    Args:
        folder: the graph folder.
        as_of: the day on which it is judged what is overdue.
        settings: what the site says of itself.
        pages: all of them, where they are known already: to find them takes a moment.
        store: a copy of the folder's store, to be read instead of it.
    """

    # What stands in the head of every page: paths and words.
    menu = (("search", "Search"), ("data", "Data"), ("ontology", "Ontology"))

    def __init__(
        self,
        folder: GraphFolder,
        as_of: dt.date,
        settings: Settings | None = None,
        pages: Mapping[str, Page] | None = None,
        store: EmbeddedStore | None = None,
    ) -> None:
        self.folder = folder
        self.as_of = as_of
        self.settings = settings or Settings()
        self.addresses = Addresses(folder.manifest.base)
        self.store = folder.store() if store is None else store
        self.lookup = Lookup(self.store)
        if pages is not None:
            self.pages = pages
        self.written: Path | None = None
        """Where the files that are no pages are already, while a site is published."""
        self._files: dict[str, bytes] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._text_of = lru_cache(_TEXTS)(lambda iri: folder.source_text(folder.document(iri)))
        self._breaks_of = lru_cache(_TEXTS)(lambda iri: [m.start() for m in re.finditer("\n", self._text_of(iri))])

        self._calendar_of = lru_cache(_TEXTS)(make_calendar)
        self._figures_of = lru_cache(_TEXTS)(lambda indicator: figures_of(indicator.of(MINUTES.ofIndicator)))
        self._acts_by = lru_cache(_TEXTS)(lambda party: acts_of(party.of(MINUTES.promisedBy), as_of))

    @classmethod
    def open(cls, path: Path, as_of: dt.date, settings: Settings | None = None) -> Site:
        """The site of the graph folder at `path`.

        Raises:
            GraphError: there is none, or it is damaged.
        """
        return cls(GraphFolder.open(path), as_of, settings)

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page by its path, in the order of the paths."""
        paths = {self.addresses.page_of(iri) for iri in self.lookup.all_subjects()}
        things = {path: Page(path, kind_of(path)) for path in paths if _PATH.fullmatch(path)}
        return dict(sorted((things | {path: Page(path) for path in SPECIAL}).items()))

    def in_order_of_sources(self) -> tuple[str, ...]:
        """The paths of all pages, those that show one source document beside each other: its text is read once then."""

        def place(page: Page) -> tuple[str, str, str]:
            council, _, _ = page.path.partition("/")
            about = self.subject(page).value(MINUTES.firstEvidence) if page.kind == "commitment" else ""
            # The slugs of what stands in a document begin with that of the document.
            return council, (about or page.path).rpartition("/")[2], page.path

        return tuple(page.path for page in sorted(self.pages.values(), key=place))

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[], bytes]]:
        from kg.web.files import other_files  # stands above: it describes the site

        return other_files(self)

    def read_file(self, path: str) -> bytes:
        """A file that is no page, such as a dump: made once, when it is first asked for, since some take long."""
        if self.written:
            return (self.written / path).read_bytes()
        with self._locks.setdefault(path, threading.Lock()):
            if path not in self._files:
                self._files[path] = self._makers[path]()
            return self._files[path]

    def thing(self, iri: str) -> Thing:
        """A thing of the graph."""
        return Thing(iri, self.lookup, self.addresses)

    def subject(self, page: Page) -> Thing:
        """The thing that a page is about."""
        return self.thing(self.addresses.iri_of(page.path))

    def council_of(self, thing: Thing) -> Thing | None:
        """The council to which a thing of the data belongs, by its address."""
        slug = thing.page.partition("/")[0]
        page = self.pages.get(f"{slug}/council/{slug}")
        return self.subject(page) if page else None

    def pages_of(self, council: str) -> tuple[Page, ...]:
        """The pages whose address begins with this slug of a council."""
        return self._by_council.get(council, ())

    @cached_property
    def _by_council(self) -> Mapping[str, tuple[Page, ...]]:
        found: dict[str, list[Page]] = {}
        for path, page in self.pages.items():
            found.setdefault(path.partition("/")[0], []).append(page)
        return {council: tuple(pages) for council, pages in found.items()}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many things of each class of the ontology there are, by the name of the class."""
        start = str(MINUTES._NS)
        found = {str(type_): int(str(count)) for type_, count in self.store.select(_COUNTS).rows}
        return {iri[len(start) :]: n for iri, n in sorted(found.items()) if iri.startswith(start)}

    @cached_property
    def dataset(self) -> tuple[Statement, ...]:
        """What the dataset is, as VoID and DCAT say it."""
        return tuple(dataset_statements(self))

    def names_beside(self, thing: Thing) -> tuple[str, ...]:
        """The names by which somebody may look for a thing besides its own: who, to whom, where, how else written."""
        where = (MINUTES.meetingOf, MINUTES.madeAt, DCTERMS.isPartOf, ORG.unitOf, ORG.postIn)  # an item: in its meeting
        beside = (MINUTES.promisedBy, MINUTES.promisedTo, *where)
        names = [other.label for predicate in beside for other in thing.things(predicate)]
        return tuple(dict.fromkeys((*names, *thing.values(SKOS.altLabel))))

    def calendar_of(self, body: Thing) -> Calendar:
        """The meetings of a body, and what was to come to each."""
        return self._calendar_of(body)

    def figures_of(self, indicator: Thing) -> tuple[Figure, ...]:
        """The figures of an indicator by the day of the meeting: asked for by the page of each of them, made once."""
        return self._figures_of(indicator)

    def acts_by(self, party: Thing) -> tuple[Act, ...]:
        """What somebody promised, asked for or is bound by, what is overdue first."""
        return self._acts_by(party)

    def text_of(self, document: Thing) -> str:
        """The text of a source document, into which the offsets of its evidence count.

        Raises:
            GraphError: its stored bytes are gone or damaged.
        """
        return self._text_of(document.iri)

    def line_of(self, document: Thing, offset: int) -> int:
        """The line of the text of a source document on which an offset stands, from 1."""
        return bisect.bisect_left(self._breaks_of(document.iri), offset) + 1

    def render(self, page: Page, form: Form) -> bytes:
        """A page in a form: the same bytes for the same graph and day."""
        if form is not Form.HTML:
            syntax = _SYNTAXES[form]
            return write_twin(self, page, syntax) if page.kind else describe_dataset(self, syntax)
        special: Callable[[Site], dict[str, object]] | None = SPECIAL.get(page.path)
        if special is not None:
            return render_page(self, page, TEMPLATES.get(page.path, page.path), special(self))
        template, view = view_of(page.kind)
        return render_page(self, page, template, view(self, self.subject(page)))
