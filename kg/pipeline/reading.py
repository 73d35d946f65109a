"""Files -> documents with their facts, each file by itself, in as many processes as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.document import Document
from kg.errors import Doubt, KgError
from kg.extract import extract_facts
from kg.facts import DocumentFacts
from kg.gather import Source, read_source_bytes
from kg.read import read_documents

UNKNOWN_COUNCIL = "Council not stated"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read: its bytes are kept, so that the words can be checked again."""

    document: Document
    facts: DocumentFacts
    data: bytes
    council: str
    slug: str = ""


def read_source(source: Source) -> tuple[Read, ...] | Doubt:
    """The documents of one file with their facts, or why it could not be read."""
    try:
        data = read_source_bytes(source)
        documents = read_documents(data, source.name, source.record)
    except KgError as error:
        return Doubt(source.where, error.what, error.todo)
    return tuple(make_read(document, extract_facts(document), data) for document in documents)


def make_read(document: Document, facts: DocumentFacts, data: bytes, slug: str = "") -> Read:
    """A document that was read, under the council that its facts name."""
    return Read(document, facts, data, facts.meeting.council or UNKNOWN_COUNCIL, slug)


def read_all(sources: Sequence[Source], jobs: int, progress: Progress | None) -> tuple[list[Read], tuple[Doubt, ...]]:
    """The documents of all sources, in their order, and which could not be read."""
    read: list[Read] = []
    skipped: list[Doubt] = []
    for done, result in enumerate(_map(read_source, sources, jobs), 1):
        if isinstance(result, Doubt):
            skipped.append(result)
        else:
            read += result
        if progress:
            progress(done, len(sources))
    return read, tuple(sorted(skipped))


def _map(
    work: Callable[[Source], tuple[Read, ...] | Doubt], sources: Sequence[Source], jobs: int
) -> Iterator[tuple[Read, ...] | Doubt]:
    if jobs <= 1 or len(sources) == 1:
        yield from map(work, sources)
        return
    from concurrent.futures import ProcessPoolExecutor  # not worth its time for a handful of files

    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(work, sources, chunksize=max(1, len(sources) // (jobs * 8)))
