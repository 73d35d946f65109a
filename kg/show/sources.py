"""A document by its name: a file, or a source of the graph."""

from __future__ import annotations

from pathlib import Path

from kg.document import Document
from kg.errors import Doubt, GraphError, SourceError, UsageError
from kg.facts import DocumentFacts
from kg.gather import Source, gather_sources, read_bytes, read_source_bytes, stem_of
from kg.graph import slugify
from kg.pipeline import read_source
from kg.query.catalogue import suggest
from kg.read import read_document, render
from kg.show.evidence import format_evidence
from kg.store.folder import DocumentEntry, GraphFolder

_SHOWN = 5  # of many that are possible


def source_text(name: str, graph: Path) -> str:
    """The text of a file as decoded, into which the offsets of evidence count.

    Args:
        name: of a file; if there is none, of a source in the graph.
        graph: the graph folder.

    Raises:
        UsageError: there is neither.
        SourceError: the file is not minutes.
        GraphError: there is no such file and no graph.
    """
    file = Path(name)
    if file.is_file():
        return render(read_bytes(file), file.name).text
    folder = GraphFolder.open(graph)
    return folder.source_text(_find_entry(name, folder))


def find_document(name: str, graph: Path) -> Document:
    """A document, read as `kg build` would read it.

    Args:
        name: of a file; if there is none, of a source in the graph.
        graph: the graph folder.

    Raises:
        UsageError: there is neither.
        SourceError: the file is not minutes.
        GraphError: the graph is damaged.
    """
    if Path(name).is_file():
        source = _source(Path(name))
        return read_document(read_source_bytes(source), source.name, source.record)
    try:
        folder = GraphFolder.open(graph)
    except GraphError as error:
        if (graph / "kg.json").exists():
            raise
        raise UsageError("there is no such file", where=name, todo="check the name") from error
    return folder.source(_find_entry(name, folder))


def evidence_page(name: str, graph: Path) -> str:
    """A page of HTML with all that was read in a document, each fact marked in the text.

    Args:
        name: of a source in the graph; if there is none, of a file, which is then read as `kg build` would read it.
        graph: the graph folder.

    Raises:
        UsageError: there is neither.
        SourceError: the file is not minutes.
        GraphError: the graph is damaged, or there is none and no such file.
    """
    file = Path(name)
    try:
        folder = GraphFolder.open(graph)
        entry = _find_entry(name, folder)
    except (GraphError, UsageError):
        if not file.is_file():
            raise
        return format_evidence(*_read_file(file))
    return format_evidence(*_stored(folder, entry))


def evidence_pages(graph: Path) -> tuple[tuple[str, str], ...]:
    """The page of every document of a graph, with the name of a file for it, in the order of the addresses.

    Raises:
        GraphError: there is no graph, or it is damaged.
    """
    folder = GraphFolder.open(graph)
    entries = folder.manifest.documents
    return tuple((f"{e.council}--{e.slug}.html", format_evidence(*_stored(folder, e))) for e in entries)


def _stored(folder: GraphFolder, entry: DocumentEntry) -> tuple[Document, DocumentFacts, str]:
    return folder.source(entry), folder.facts(entry), entry.slug


def _source(file: Path) -> Source:
    """A file with what `minutes.csv` beside it says."""
    return gather_sources([file]).sources[0]


def _read_file(file: Path) -> tuple[Document, DocumentFacts, str]:
    read = read_source(_source(file))
    if isinstance(read, Doubt):
        raise SourceError(read.what, where=read.where, todo=read.todo)
    return read[0].document, read[0].facts, slugify(stem_of(read[0].document.name))


def _find_entry(name: str, folder: GraphFolder) -> DocumentEntry:
    """The source that somebody means by its file's name, its slug or its address.

    Raises:
        UsageError: there is none, or more than one.
    """
    found = [entry for entry in folder.manifest.documents if name in (entry.name, entry.iri, entry.slug)]
    if len(found) == 1:
        return found[0]
    if found:
        todo = f"give its address: {'; '.join(entry.iri for entry in found[:_SHOWN])}"
        raise UsageError(f"{len(found)} sources are called {name!r}", where=str(folder.path), todo=todo)
    todo = suggest(name, (entry.name for entry in folder.manifest.documents), "kg query sources lists them")
    raise UsageError(f"no file and no source of the graph is called {name!r}", todo=todo)
