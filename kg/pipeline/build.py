"""Documents with their facts -> the graph folder: who is whom, the statements, the commit."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path

from kg.errors import Doubt, SourceError
from kg.facts import encode_facts
from kg.gather import gather_sources
from kg.graph import SetAside, document_iri, document_quads, meeting_label, slugify, version_quads
from kg.guard import Limits
from kg.pipeline.reading import LIMITS, UNKNOWN_COUNCIL, Progress, Read, make_read, read_all, section_stem
from kg.pipeline.report import BuildReport, make_report
from kg.pipeline.versions import Council, adopt_documents, settle_versions
from kg.resolve import resolve_council
from kg.resolve.slugs import unique_slugs
from kg.resolve.versions import Relation
from kg.store.commit import GraphWriter, write_graph
from kg.store.folder import DocumentEntry, GraphFolder
from kg.store.indicators import load_indicators

DEFAULT_BASE = "http://localhost:8000/"


def build_graph(
    paths: Sequence[Path],
    folder: Path,
    *,
    as_of: dt.date,
    base: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> BuildReport:
    """Build the graph of some minutes, or add them to the graph that is there.

    Args:
        paths: files and folders of minutes.
        folder: the graph folder; documents in it that are not named stay as they are.
        as_of: the day against which the report counts what is overdue; the graph does not depend on it.
        base: what the IRIs of the data begin with; None keeps that of the graph, or takes the default.
        jobs: how many processes read documents.
        progress: called with how many documents are done, and of how many.
        limits: how long the reading of one file may take, and how much memory; plain text has none.

    Raises:
        UsageError: a path is not there, or nothing in them is minutes.
        SourceError: none of the files could be read.
        GraphError: the graph folder cannot be used or written.
    """
    gathered = gather_sources(paths)
    fresh, skipped = read_all(gathered.sources, jobs, progress, limits)
    if not fresh:
        first, *others = sorted({*skipped, *gathered.skipped})
        also = f" (and {len(others):,} more could not be read)" if others else ""
        raise SourceError(f"{first.what}{also}", where=first.where, todo=first.todo)
    with write_graph(folder) as writer:
        base = base or (writer.folder.manifest.base if writer.folder else DEFAULT_BASE)
        kept = list(_kept(writer.folder, fresh))
        documents, doubled = _name(adopt_documents([*kept, *fresh]))
        lines: list[str] = []
        entries: list[DocumentEntry] = []
        councils = [settle_versions(name, members) for name, members in _by_council(documents)]
        for council in councils:
            for line, entry in _write_council(writer, council, base):
                lines += line
                entries.append(entry)
        writer.commit(base=base, documents=entries, nquads=lines)
    warnings = (*gathered.doubts, *doubled, *(d for r in fresh for d in (*r.document.doubts, *r.facts.doubts)))
    warnings += tuple(doubt for council in councils for doubt in council.doubts)
    report = make_report(councils, as_of)
    return replace(
        report,
        read=len(documents) - len(kept),
        warnings=tuple(sorted(set(warnings))),
        skipped=(*gathered.skipped, *skipped),
    )


def _name(read: Iterable[Read]) -> tuple[list[Read], tuple[Doubt, ...]]:
    """Give each document its slug, unique within its council; of two with the same bytes and name one is left out.

    The slug is that of the file's name; where two are called the same but for the ending, with the ending; where even
    that is the same, with digits of their bytes. All documents of a graph are named together, whenever each was built.
    """
    councils: dict[str, dict[tuple[str, str], Read]] = defaultdict(dict)
    doubts: list[Doubt] = []
    for one in read:
        council, key = councils[slugify(one.council)], (section_stem(one.document), one.document.sha256)
        if key in council:
            doubts.append(Doubt(one.document.name, "the same file stands in two folders; it is read once"))
        council[key] = min(council.get(key, one), one, key=lambda each: each.document.name)
    named = []
    for _, council in sorted(councils.items()):
        slugs = unique_slugs({key: _wishes(one) for key, one in sorted(council.items())})
        named += [replace(one, slug=slugs[key]) for key, one in sorted(council.items())]
    return named, tuple(doubts)


def _wishes(one: Read) -> tuple[str, str, str]:
    stem = section_stem(one.document)
    whole = f"{stem} {Path(one.document.name).suffix}"
    return stem, whole, f"{whole} {one.document.sha256[:8]}"


def _kept(folder: GraphFolder | None, fresh: Iterable[Read]) -> Iterator[Read]:
    """The documents of the graph that is there and that this build does not replace."""
    if folder is None:
        return
    replaced = {(slugify(one.council), one.document.name) for one in fresh}
    names = {name for _, name in replaced}
    # The same file under another council is the same file: its row in minutes.csv was put right.
    same = {(one.document.sha256, one.document.name) for one in fresh}
    entries = folder.manifest.documents
    # And so is what it held before, all of its meetings, whichever council they were of.
    same |= {
        (entry.sha256, entry.name)
        for entry in entries
        if (entry.council, entry.name) in replaced or (_stated(folder, entry, names), entry.name) in replaced
    }
    kept = [entry for entry in entries if (entry.sha256, entry.name) not in same]
    for entry, document in zip(kept, folder.sources(kept), strict=True):
        yield make_read(document, folder.facts(entry), folder.source_bytes(entry.sha256))


def _stated(folder: GraphFolder, entry: DocumentEntry, names: Set[str]) -> str:
    """The slug of the council that a document itself names, if its name is among those; it may have been adopted."""
    return slugify(folder.facts(entry).meeting.council or UNKNOWN_COUNCIL) if entry.name in names else ""


def _by_council(documents: Iterable[Read]) -> list[tuple[str, list[Read]]]:
    """Documents by council, in order; a council is one however its name is written."""
    groups: dict[str, list[Read]] = defaultdict(list)
    for one in documents:
        groups[slugify(one.council)].append(one)
    named = []
    for _, members in sorted(groups.items()):
        stated = [one.council for one in members if one.facts.meeting.council]
        names = Counter(stated or [UNKNOWN_COUNCIL])
        council = min(names, key=lambda name: (-names[name], name))
        named.append((council, sorted(members, key=lambda one: one.slug)))
    return named


def _write_council(writer: GraphWriter, council: Council, base: str) -> Iterator[tuple[tuple[str, ...], DocumentEntry]]:
    stating = {one.slug: one for one in council.stating}
    identities = resolve_council(council.name, [(slug, one.facts) for slug, one in stating.items()], load_indicators())
    for one in council.members:
        version = council.versions.get(one.slug)
        if version is None:
            older = [(each.slug, each.document.name) for each in council.older(one.slug)]
            lines = document_quads(
                one.document, one.facts, identities, slug=one.slug, base=base, standing=one.standing, older=older
            )
        else:
            current, addition = stating[version.current], council.additions[one.slug]
            name, part = current.document.name, version.relation is Relation.PART
            label = meeting_label(current.slug, name, current.facts.meeting, identities)
            lines = version_quads(
                one.document,
                SetAside(current.slug, name, label, part, version.why, addition.items),
                identities,
                slug=one.slug,
                base=base,
                standing=one.standing,
                added=addition.facts,
            )
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
            section=one.document.section,
            current=document_iri(base, identities.council.slug, version.current) if version else "",
        )
        yield lines, entry
