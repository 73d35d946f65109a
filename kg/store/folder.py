"""The graph folder: what `kg build` writes and every other command reads.

    kg.json             the manifest; replaced as the last step of a build, so it names only what is whole
    sources/<sha256>    the bytes of each source document
    facts/<sha256>.json what each document states, as JSON, named by its own hash
    store/<generation>/ the Oxigraph store, never written after the build: many readers may open it

All but the manifest is named by its content. `kg.store.commit` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from kg.document import Document, Record
from kg.errors import GraphError, SourceError
from kg.facts import DocumentFacts, decode_facts
from kg.read import read_document, read_documents, stored_text
from kg.store.embedded import EmbeddedStore, open_read_only

FORMAT = 3
MANIFEST = "kg.json"


class DocumentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One source document of a graph.

    Args:
        name: the file's name, without folders.
        council: slug of its council, as in its IRI.
        slug: its own, as in its IRI.
        iri: of the document and of its named graph.
        sha256: of its bytes; names them in `sources/`.
        facts: SHA-256 of its facts; names them in `facts/`.
        encoding: how its bytes are decoded (Python's name).
        media_type: IANA media type.
        record: what `minutes.csv` said of it.
        section: which of the meetings in the file it is, as `kg.document.Document.section` says.
        current: IRI of the document of which it is a version that was not taken, or empty.
    """

    name: str
    council: str
    slug: str
    iri: str
    sha256: str
    facts: str
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    record: Record = Record()
    section: int = 0
    current: str = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What `kg.json` says.

    Args:
        format: of the folder; `FORMAT` in this version.
        version: of the program that wrote it.
        base: what the IRIs of the data begin with.
        generation: the first 16 hexadecimal digits of the SHA-256 of the sorted N-Quads; names the store.
        documents: in the order of their IRIs.
    """

    format: int
    version: str
    base: str
    generation: str
    documents: tuple[DocumentEntry, ...] = ()


class _Head(msgspec.Struct):
    format: int
    version: str = "unknown"


class GraphFolder:
    """A graph folder, open for reading. Get one with `GraphFolder.open`."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest

    @classmethod
    def open(cls, path: Path) -> GraphFolder:
        """The graph folder at `path`.

        Raises:
            GraphError: nothing is there, it is no graph folder, another version made it, or it may not be
                read.
        """
        return cls(path, read_manifest(path))

    def document(self, iri: str) -> DocumentEntry:
        """The document with this IRI.

        Raises:
            GraphError: there is none.
        """
        for entry in self.manifest.documents:
            if entry.iri == iri:
                return entry
        raise GraphError(f"no document <{iri}> in this graph", where=str(self.path))

    def source_bytes(self, sha256: str) -> bytes:
        """The bytes of a source document; `kg validate` checks that they still have this hash.

        Raises:
            GraphError: they are not there or may not be read.
        """
        return self._read("sources", sha256)

    def source_text(self, document: DocumentEntry) -> str:
        """The text of a source document, into which the offsets of its evidence count.

        Raises:
            GraphError: its bytes are not there, or are no longer of that form and encoding.
        """
        data = self.source_bytes(document.sha256)
        try:
            return stored_text(data, document.name, media_type=document.media_type, encoding=document.encoding)
        except SourceError as error:
            raise GraphError(f"the stored copy is {error.what}", where=document.name, todo=_AGAIN) from error

    def source(self, document: DocumentEntry) -> Document:
        """A source document, read again.

        Raises:
            GraphError: its bytes are not there, or can no longer be read.
        """
        data = self.source_bytes(document.sha256)
        try:
            return read_document(data, document.name, document.record, document.section)
        except SourceError as error:
            raise GraphError(f"the stored copy is damaged: {error.what}", where=document.name, todo=_AGAIN) from error

    def sources(self, entries: Iterable[DocumentEntry]) -> Iterator[Document]:
        """Some source documents in their order, each read again as `source` does; a file that holds several of them
        is read once.

        Raises:
            GraphError: bytes of one are not there, or can no longer be read.
        """
        read: dict[int, Document] = {}
        last = ("", "")
        for entry in entries:
            if not entry.section:
                yield self.source(entry)
                continue
            if last != (entry.sha256, entry.name):
                last = (entry.sha256, entry.name)
                read = {one.section: one for one in self._meetings(entry)}
            if entry.section not in read:
                raise GraphError(f"the stored copy holds no meeting {entry.section}", where=entry.name, todo=_AGAIN)
            yield replace(read[entry.section], record=entry.record)

    def _meetings(self, entry: DocumentEntry) -> tuple[Document, ...]:
        try:
            return read_documents(self.source_bytes(entry.sha256), entry.name, entry.record)
        except SourceError as error:
            raise GraphError(f"the stored copy is damaged: {error.what}", where=entry.name, todo=_AGAIN) from error

    def facts(self, document: DocumentEntry) -> DocumentFacts:
        """What a document states.

        Raises:
            GraphError: its facts are not there or damaged.
        """
        data = self._read("facts", document.facts, ".json")
        try:
            return decode_facts(data)
        except ValueError as error:
            raise GraphError("its stored facts are damaged", where=document.name, todo=_AGAIN) from error

    def store(self) -> EmbeddedStore:
        """The store, for reading.

        Raises:
            GraphError: it is not there, because it was removed or the graph was built anew in this moment.
        """
        return open_read_only(store_path(self.path, self.manifest.generation))

    def _read(self, kind: str, name: str, suffix: str = "") -> bytes:
        if not is_hash(name):
            raise GraphError(f"{MANIFEST} is damaged ({kind})", where=str(self.path), todo=_AGAIN)
        file = self.path / kind / (name + suffix)
        try:
            return file.read_bytes()
        except OSError as error:
            raise GraphError(f"cannot be read ({error.strerror or error})", where=str(file), todo=_AGAIN) from error


_AGAIN = "build the graph again with kg build"
_ANEW = "remove that folder and build it again"


def read_manifest(path: Path) -> Manifest:
    """What the manifest of the graph folder at `path` says. Raises GraphError as `GraphFolder.open` does."""
    try:
        data = (path / MANIFEST).read_bytes()
    except FileNotFoundError:
        if not path.exists():
            raise GraphError(
                "no graph there", where=str(path), todo=f"make one with: kg build FOLDER --graph {path}"
            ) from None
        raise GraphError(
            f"not a graph folder (no {MANIFEST} in it)",
            where=str(path),
            todo="give the folder that kg build wrote",
        ) from None
    except NotADirectoryError:
        raise GraphError(
            "a file, not a graph folder", where=str(path), todo="give the folder that kg build wrote"
        ) from None
    except OSError as error:
        raise GraphError(
            f"cannot be read ({error.strerror or error})", where=str(path), todo="check its permissions"
        ) from error
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format != FORMAT:
            raise GraphError(
                f"made by kg {head.version}, in format {head.format}; this one reads format {FORMAT}",
                where=str(path),
                todo="remove that folder and build it again, or use the version that made it",
            )
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        raise GraphError(f"{MANIFEST} is damaged ({error})", where=str(path), todo=_ANEW) from error
    if not is_hash(manifest.generation, 16):
        raise GraphError(f"{MANIFEST} is damaged (generation)", where=str(path), todo=_ANEW)
    return manifest


def store_path(path: Path, generation: str) -> Path:
    """Where in the graph folder at `path` the store of a generation is."""
    return path / "store" / generation


def is_hash(name: str, digits: int = 64) -> bool:
    """Whether `name` is so many lower-case hexadecimal digits, and so can be no path to somewhere else.

    >>> is_hash("../../etc/passwd"), is_hash("0123456789abcdef", 16)
    (False, True)
    """
    return len(name) == digits and all(c in "0123456789abcdef" for c in name)
