"""The one place that runs the stages and hands the result of one to the next.

    gather -> read -> extract        each document by itself, in as many processes as wanted
    resolve                          each council by itself: who is whom in its documents
    graph -> store                   N-Quads lines, one named graph a document, committed at the end

The result depends on the files alone: not on their order, the number of processes, or how many builds they came in.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.document import Document
from kg.errors import Doubt, KgError, SourceError
from kg.extract import extract_facts
from kg.facts import CommitmentKind, DocumentFacts, PersonKind, Strength, Unused, encode_facts
from kg.gather import Source, gather_sources, read_bytes
from kg.graph import document_iri, document_quads, slugify
from kg.read import read_document
from kg.resolve import resolve_council
from kg.store.commit import GraphWriter, write_graph
from kg.store.folder import DocumentEntry, GraphFolder
from kg.store.indicators import load_indicators

DEFAULT_BASE = "http://localhost:8000/"
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


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A sentence with the look of a commitment that is none, for a person to judge.

    Args:
        council: as the graph has it.
        source: name of the file.
        start: where it begins in the text of the file, in code points.
        end: where it ends.
        line: of the file, from 1.
        item: number and title of the item of business; empty outside every item.
        sentence: its words, on one line.
        cue: id of the lexicon entry that gives it that look, or empty if it is only where it stands.
        reason: why it was not taken (`kg.extract.commitments.reasons`).
        body: the panel that met, or empty.
        date: the day it met, or None.
    """

    council: str
    source: str
    start: int
    end: int
    line: int
    item: str
    sentence: str
    cue: str
    reason: str
    body: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Args:
        documents: how many documents the graph now holds.
        read: how many of them were read in this build.
        people: officers and councillors, each counted once for a council.
        commitments: by kind, without the soft ones.
        overdue: how many are past their day on the day of the report.
        figures: observations.
        unused: sentences with the look of a commitment that were not taken, by council, file and place.
        warnings: what a person should look at.
        skipped: files that were not read, and why.
    """

    documents: int = 0
    read: int = 0
    people: int = 0
    commitments: Mapping[str, int] = field(default_factory=dict)
    overdue: int = 0
    figures: int = 0
    unused: tuple[NotTaken, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    skipped: tuple[Doubt, ...] = ()


def build_graph(
    paths: Sequence[Path],
    folder: Path,
    *,
    as_of: dt.date,
    base: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of some minutes, or add them to the graph that is there.

    Args:
        paths: files and folders of minutes.
        folder: the graph folder; documents in it that are not named stay as they are.
        as_of: the day against which the report counts what is overdue; the graph does not depend on it.
        base: what the IRIs of the data begin with; None keeps that of the graph, or takes the default.
        jobs: how many processes read documents.
        progress: called with how many documents are done, and of how many.

    Raises:
        UsageError: a path is not there, or nothing in them is minutes.
        SourceError: none of the files could be read.
        GraphError: the graph folder cannot be used or written.
    """
    gathered = gather_sources(paths)
    fresh, skipped = _read_all(gathered.sources, jobs, progress)
    if not fresh:
        first = skipped[0]
        raise SourceError(first.what, where=first.where, todo=first.todo or "no other file could be read either")
    fresh, doubled = _name(fresh)
    with write_graph(folder) as writer:
        base = base or (writer.folder.manifest.base if writer.folder else DEFAULT_BASE)
        documents = [*_kept(writer.folder, fresh), *fresh]
        lines: list[str] = []
        entries: list[DocumentEntry] = []
        for council, members in _by_council(documents):
            for line, entry in _write_council(writer, council, members, base):
                lines += line
                entries.append(entry)
        writer.commit(base=base, documents=entries, nquads=lines)
    warnings = (*gathered.doubts, *doubled, *(d for r in fresh for d in r.facts.doubts))
    report = _report(documents, as_of)
    return replace(
        report, read=len(fresh), warnings=tuple(sorted(set(warnings))), skipped=(*gathered.skipped, *skipped)
    )


def read_source(source: Source) -> Read | Doubt:
    """One document with its facts, or why it could not be read."""
    try:
        data = read_bytes(source.path)
        document = read_document(data, source.path.name, source.record)
    except KgError as error:
        return Doubt(str(source.path), error.what, error.todo)
    return _extracted(document, data)


def _extracted(document: Document, data: bytes) -> Read:
    facts = extract_facts(document)
    return Read(document, facts, data, facts.meeting.council or UNKNOWN_COUNCIL)


def _read_all(sources: Sequence[Source], jobs: int, progress: Progress | None) -> tuple[list[Read], tuple[Doubt, ...]]:
    read: list[Read] = []
    skipped: list[Doubt] = []
    for done, result in enumerate(_map(read_source, sources, jobs), 1):
        if isinstance(result, Read):
            read.append(result)
        else:
            skipped.append(result)
        if progress:
            progress(done, len(sources))
    return read, tuple(sorted(skipped))


def _map(work: Callable[[Source], Read | Doubt], sources: Sequence[Source], jobs: int) -> Iterator[Read | Doubt]:
    if jobs <= 1 or len(sources) == 1:
        yield from map(work, sources)
        return
    from concurrent.futures import ProcessPoolExecutor  # not worth its time for a handful of files

    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(work, sources, chunksize=max(1, len(sources) // (jobs * 8)))


def _name(read: Sequence[Read]) -> tuple[list[Read], tuple[Doubt, ...]]:
    """Give each document its slug, unique within its council; of two with the same bytes and name one is left out."""
    groups: dict[tuple[str, str], dict[str, Read]] = defaultdict(dict)
    doubts: list[Doubt] = []
    for one in read:
        group = groups[slugify(one.council), slugify(Path(one.document.name).stem)]
        if one.document.sha256 in group:
            doubts.append(Doubt(one.document.name, "the same file stands in two folders; it is read once"))
        group.setdefault(one.document.sha256, one)
    named = []
    for (_, slug), group in sorted(groups.items()):
        for sha256, one in sorted(group.items()):
            named.append(replace(one, slug=slug if len(group) == 1 else f"{slug}-{sha256[:8]}"))
    return named, tuple(doubts)


def _kept(folder: GraphFolder | None, fresh: Iterable[Read]) -> Iterator[Read]:
    """The documents of the graph that is there and that this build does not replace."""
    if folder is None:
        return
    replaced = {(slugify(one.council), one.document.name) for one in fresh}
    # The same file under another council is the same file: its row in minutes.csv was put right.
    same = {(one.document.sha256, one.document.name) for one in fresh}
    for entry in folder.manifest.documents:
        if (entry.council, entry.name) in replaced or (entry.sha256, entry.name) in same:
            continue
        data = folder.source_bytes(entry.sha256)
        document = read_document(data, entry.name, entry.record)
        facts = folder.facts(entry)
        yield Read(document, facts, data, facts.meeting.council or UNKNOWN_COUNCIL, entry.slug)


def _by_council(documents: Iterable[Read]) -> list[tuple[str, list[Read]]]:
    """Documents by council, in order; a council is one however its name is written."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for one in documents:
        groups[slugify(one.council)].append(one)
    named = []
    for _, members in sorted(groups.items()):
        names = Counter(one.council for one in members)
        council = min(names, key=lambda name: (-names[name], name))
        named.append((council, sorted(members, key=lambda one: one.slug)))
    return named


def _write_council(
    writer: GraphWriter, council: str, members: Sequence[Read], base: str
) -> Iterator[tuple[tuple[str, ...], DocumentEntry]]:
    identities = resolve_council(council, [(one.slug, one.facts) for one in members], load_indicators())
    for one in members:
        lines = document_quads(one.document, one.facts, identities, slug=one.slug, base=base)
        entry = DocumentEntry(
            name=one.document.name,
            council=identities.council.slug,
            slug=one.slug,
            iri=document_iri(base, identities.council.slug, one.slug),
            sha256=writer.add_source(one.data),
            facts=writer.add_facts(encode_facts(one.facts)),
            encoding=one.document.encoding,
            media_type=one.document.media_type,
            record=one.document.record,
        )
        yield lines, entry


def _report(documents: Sequence[Read], as_of: dt.date) -> BuildReport:
    kinds: Counter[str] = Counter()
    overdue = 0
    people: set[tuple[str, str]] = set()
    for one in documents:
        people |= {(one.council, p.name) for p in one.facts.people if p.kind is not PersonKind.OTHER}
        for commitment in one.facts.commitments:
            if commitment.strength is not Strength.SOFT:
                kinds[commitment.kind] += 1
                overdue += bool(commitment.due and commitment.due.by and commitment.due.by < as_of)
    return BuildReport(
        documents=len(documents),
        people=len(people),
        commitments={kind: kinds[kind] for kind in CommitmentKind},
        overdue=overdue,
        figures=sum(len(one.facts.observations) for one in documents),
        unused=tuple(
            row
            for council, members in _by_council(documents)
            for one in sorted(members, key=lambda one: (one.document.name, one.slug))
            for row in _not_taken(council, one)
        ),
    )


def _not_taken(council: str, one: Read) -> Iterator[NotTaken]:
    document, meeting = one.document, one.facts.meeting
    breaks = [at for at, character in enumerate(document.text) if character == "\n"]
    for unused in one.facts.unused:
        span = unused.evidence.span
        yield NotTaken(
            council=council,
            source=document.name,
            start=span.start,
            end=span.end,
            line=bisect.bisect_left(breaks, span.start) + 1,
            item=_item_title(document, unused),
            sentence=document.words(span),
            cue=unused.cue,
            reason=unused.reason,
            body=meeting.body,
            date=meeting.date,
        )


def _item_title(document: Document, unused: Unused) -> str:
    block = document.block_at(unused.evidence.span.start)
    if block is None or document.blocks[block].item < 0:
        return ""
    item = document.items[document.blocks[block].item]
    return " ".join(filter(None, (item.number, document.words(item.title) if item.title else "")))


__all__ = ["DEFAULT_BASE", "BuildReport", "NotTaken", "Read", "build_graph", "read_source"]
