"""Which files a build reads: the minutes in files and folders, and what `minutes.csv` says of them.

names       what a file may be, by its name or its first bytes
folders     what a folder holds
sources     a file, its name, its bytes
archives    a ZIP or WARC file as if it were a folder (zips, warcs)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.document import Record
from kg.errors import Doubt, KgError, SourceError, UsageError
from kg.gather.archives import is_archive, read_source_bytes, unpack
from kg.gather.folders import walk_folder
from kg.gather.names import Choice, choose, stem_of
from kg.gather.sources import LARGEST, Member, Source, cannot_read, read_bytes, show_name
from kg.read import SUFFIXES
from kg.read.records import NAME, read_records

__all__ = [
    "LARGEST",
    "Gathered",
    "Member",
    "Source",
    "gather_sources",
    "read_bytes",
    "read_source_bytes",
    "show_name",
    "stem_of",
]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a build will read, and what it will not."""

    sources: tuple[Source, ...]
    doubts: tuple[Doubt, ...]
    skipped: tuple[Doubt, ...]


def gather_sources(paths: Sequence[Path]) -> Gathered:
    """The minutes at some paths: files as they are named, folders with all below them, hidden ones left out.

    Raises:
        UsageError: a path is not there, or none holds minutes.
        SourceError: all that is there had to be passed over, or a path may not be looked at.
    """
    files: dict[Path, None] = {}
    skipped: list[Doubt] = []
    for path in paths:
        for found in _files(path):
            if isinstance(found, Doubt):
                skipped.append(found)
            else:
                files[found.resolve()] = None
    if not files:
        raise _nothing(paths, sorted(skipped))
    records, doubts = _read_all_records(sorted({file.parent for file in files}))
    known = {file: records.get((file.parent, show_name(file.name)), Record()) for file in sorted(files)}
    archives, plain = _part(known, skipped)
    inside = unpack(archives)
    sources = (*(Source(file, known[file]) for file in plain), *inside.sources)
    skipped += inside.skipped
    if not sources:
        raise _nothing(paths, sorted(skipped))
    return Gathered(tuple(sorted(sources, key=_place)), (*doubts, *inside.doubts), tuple(sorted(set(skipped))))


def _part(known: Mapping[Path, Record], skipped: list[Doubt]) -> tuple[list[tuple[Path, Record]], list[Path]]:
    """The archives among some files, and the others."""
    archives: list[tuple[Path, Record]] = []
    plain: list[Path] = []
    for file, record in known.items():
        try:
            # A file with the ending of a form may be a ZIP and is no archive: a Word file, or one that is damaged.
            whole = choose(file.name) in (Choice.ARCHIVE, Choice.LOOK, Choice.LEAVE) and is_archive(file)
        except SourceError as error:
            skipped.append(Doubt(error.where, error.what, error.todo))
            continue
        if whole:
            archives.append((file, record))
        else:
            plain.append(file)
    return archives, plain


def _place(source: Source) -> tuple[Path, str, int]:
    return source.path, source.member.path if source.member else "", source.member.offset if source.member else 0


def _files(path: Path) -> Iterator[Path | Doubt]:
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except PermissionError as error:
        raise cannot_read(path, error) from error
    except (OSError, ValueError):  # a name that no file can have
        is_folder = is_there = False
    if not is_there:
        raise UsageError("there is no such file or folder", where=str(path), todo="check the name")
    if is_folder:
        yield from walk_folder(path)
    else:
        yield path


def _nothing(paths: Sequence[Path], skipped: Sequence[Doubt]) -> KgError:
    if skipped:
        return SourceError(skipped[0].what, where=skipped[0].where, todo=skipped[0].todo)
    return UsageError(
        "no minutes found",
        where=", ".join(map(str, paths)),
        todo=f"put minutes as {' or '.join(SUFFIXES)} files there, or name another folder",
    )


def _read_all_records(folders: Sequence[Path]) -> tuple[dict[tuple[Path, str], Record], tuple[Doubt, ...]]:
    records: dict[tuple[Path, str], Record] = {}
    doubts: list[Doubt] = []
    for folder in folders:
        table = folder / NAME
        if not table.is_file():
            continue
        try:
            present = frozenset(show_name(file.name) for file in folder.iterdir())
            found, said = read_records(read_bytes(table), str(table), present)
        except KgError as error:
            doubts.append(Doubt(error.where or str(table), error.what, error.todo))
            continue
        doubts += said
        records |= {(folder, name): record for name, record in found.items()}
    return records, tuple(doubts)
