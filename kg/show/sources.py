"""A document by its name: a file, or a source of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.document import Document
from kg.errors import Doubt, GraphError, SourceError, UsageError
from kg.gather import Source, gather_sources
from kg.graph import slugify
from kg.pipeline import Read, read_source, render_source, section_stem
from kg.query.catalogue import suggest
from kg.read import render
from kg.show.evidence import Part, format_meetings
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
        rendering = render_source(_source(file))
        if isinstance(rendering, Doubt):
            raise SourceError(rendering.what, where=rendering.where, todo=rendering.todo)
        return rendering.text
    folder = GraphFolder.open(graph)
    return folder.source_text(_find_entries(name, folder)[0])


def find_document(name: str, graph: Path, line: int = 1) -> Document:
    """A document, read as `kg build` would read it.

    Args:
        name: of a file; if there is none, of a source in the graph.
        graph: the graph folder.
        line: of the file, from 1: of several meetings in it, the one that is recorded there is meant.

    Raises:
        UsageError: there is neither.
        SourceError: the file is not minutes.
        GraphError: the graph is damaged.
    """
    if Path(name).is_file():
        return _on_line([one.document for one in _read(Path(name))], line)
    try:
        folder = GraphFolder.open(graph)
    except GraphError as error:
        if (graph / "kg.json").exists():
            raise
        raise UsageError("there is no such file", where=name, todo="check the name") from error
    return _on_line(tuple(folder.sources(_find_entries(name, folder))), line)


def _on_line(documents: Sequence[Document], line: int) -> Document:
    """The document whose stretch of the file has a line; the last one that begins above it."""
    return next((one for one in reversed(documents) if one.stretch.lines < line), documents[0])


def evidence_page(name: str, graph: Path) -> str:
    """A page of HTML with all that was read in a file, each fact marked in the text.

    Args:
        name: of a source in the graph; if there is none, of a file, which is then read as `kg build` would read it.
            The slug or address of one of several meetings in a file shows that one alone.
        graph: the graph folder.

    Raises:
        UsageError: there is neither.
        SourceError: the file is not minutes.
        GraphError: the graph is damaged, or there is none and no such file.
    """
    file = Path(name)
    try:
        folder = GraphFolder.open(graph)
        entries = _find_entries(name, folder)
    except (GraphError, UsageError):
        if not file.is_file():
            raise
        return _file_page(file)
    return _stored_page(folder, entries)


def evidence_pages(graph: Path) -> tuple[tuple[str, str], ...]:
    """The page of every document of a graph, with the name of a file for it, in the order of the addresses.

    Raises:
        GraphError: there is no graph, or it is damaged.
    """
    folder = GraphFolder.open(graph)
    entries = folder.manifest.documents
    documents = folder.sources(entries)
    return tuple(
        (f"{entry.council}--{entry.slug}.html", format_meetings(document.text, [_part(folder, entry, document)]))
        for entry, document in zip(entries, documents, strict=True)
    )


def _stored_page(folder: GraphFolder, entries: Sequence[DocumentEntry]) -> str:
    parts = [_part(folder, *pair) for pair in zip(entries, folder.sources(entries), strict=True)]
    return format_meetings(parts[0].document.text if len(parts) == 1 else folder.source_text(entries[0]), parts)


def _part(folder: GraphFolder, entry: DocumentEntry, document: Document) -> Part:
    taken = folder.document(entry.current).name if entry.current else ""
    return Part(document, folder.facts(entry), entry.slug, taken)


def _source(file: Path) -> Source:
    """A file with what `minutes.csv` beside it says."""
    (source, *others) = gather_sources([file]).sources
    if others or source.member:
        raise UsageError("an archive", where=str(file), todo="build it, then name a file that is in it")
    return source


def _read(file: Path) -> tuple[Read, ...]:
    read = read_source(_source(file))
    if isinstance(read, Doubt):
        raise SourceError(read.what, where=read.where, todo=read.todo)
    return read


def _file_page(file: Path) -> str:
    read = _read(file)
    parts = [Part(one.document, one.facts, slugify(section_stem(one.document))) for one in read]
    text = parts[0].document.text if len(parts) == 1 else render(read[0].data, parts[0].document.name).text
    return format_meetings(text, parts)


def _find_entries(name: str, folder: GraphFolder) -> tuple[DocumentEntry, ...]:
    """The source that somebody means by its file's name, its slug or its address; all meetings of a file by its name.

    Raises:
        UsageError: there is none, or more than one.
    """
    found = tuple(entry for entry in folder.manifest.documents if name in (entry.name, entry.iri, entry.slug))
    if len({entry.sha256 for entry in found}) == 1:
        return tuple(sorted(found, key=lambda entry: entry.section))
    if found:
        todo = f"give its address: {'; '.join(entry.iri for entry in found[:_SHOWN])}"
        raise UsageError(f"{len(found)} sources are called {name!r}", where=str(folder.path), todo=todo)
    todo = suggest(name, (entry.name for entry in folder.manifest.documents), "kg query sources lists them")
    raise UsageError(f"no file and no source of the graph is called {name!r}", todo=todo)
