"""Archives as folders: a ZIP of saved pages, a WARC file. Nothing of them is written to the disk.

What a build takes from an archive is what it would take from the folder that was packed: under the same names, with
the same `minutes.csv`. The members are listed once, in a process that is stopped when it takes too much, and each is
unpacked when its turn comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.document import Record
from kg.errors import Doubt, SourceError
from kg.gather.names import ARCHIVES
from kg.gather.sources import Source, cannot_read, open_file, read_bytes
from kg.gather.warcs import list_warc, read_warc_member
from kg.gather.zips import is_document, list_zip, read_zip_member
from kg.guard import Cause, Guard, Limits, Stopped

LISTING = Limits(seconds=600)  # the largest archives are gigabytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What is in an archive.

    Args:
        sources: the files to read.
        doubts: what is wrong with its `minutes.csv`.
        skipped: files that are not read, and why.
    """

    sources: tuple[Source, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    skipped: tuple[Doubt, ...] = ()


def is_archive(path: Path) -> bool:
    """Whether a file is an archive, or a ZIP of another kind under a name that does not say so.

    Raises:
        SourceError: it cannot be read.
    """
    if path.name.lower().endswith(ARCHIVES):
        return True
    try:
        with open_file(path) as file:
            return file.read(10).startswith((b"PK\x03\x04", b"PK\x05\x06", b"WARC/"))
    except OSError as error:
        raise cannot_read(path, error) from error


def unpack(archives: Sequence[tuple[Path, Record]], limits: Limits = LISTING) -> Unpacked:
    """What is in some archives.

    Args:
        archives: each with what `minutes.csv` beside it says: its council and its body are those of all in it of
            which nothing else is said.
        limits: of the listing of one archive.
    """
    sources: list[Source] = []
    doubts: list[Doubt] = []
    skipped: list[Doubt] = []
    with Guard(_list_archive, _same, limits=limits) as guard:
        for (path, _), found in zip(archives, guard.run(archives), strict=True):
            if isinstance(found, Stopped):
                skipped.append(_stopped(path, found, limits))
            elif isinstance(found, Doubt):
                skipped.append(found)
            else:
                if not found.sources and not found.skipped:
                    skipped.append(Doubt(str(path), "no minutes in it", "check the archive, or leave it out"))
                sources += found.sources
                doubts += found.doubts
                skipped += found.skipped
    return Unpacked(tuple(sources), tuple(doubts), tuple(skipped))


def read_source_bytes(source: Source) -> bytes:
    """The bytes of a source, unpacked if it stands in an archive.

    Raises:
        SourceError: it cannot be read, is no ordinary file, is damaged, or is far larger than minutes are.
    """
    member = source.member
    if member is None:
        return read_bytes(source.path)
    try:
        with open_file(source.path) as file:
            return read_warc_member(file, member) if member.method < 0 else read_zip_member(file, member)
    except OSError as error:
        raise cannot_read(source.path, error) from error
    except SourceError as error:
        raise SourceError(error.what, where=source.where, todo=error.todo) from error


def _list_archive(archive: tuple[Path, Record]) -> Unpacked | Doubt:
    path, record = archive
    try:
        with open_file(path) as file:
            packed = file.read(2) == b"PK" or path.name.lower().endswith(".zip")
            file.seek(0)
            if packed and is_document(file):
                return Unpacked((Source(path, record),))
            sources, doubts, skipped = (list_zip if packed else list_warc)(file, path, record)
    except OSError as error:
        return _said(cannot_read(path, error))
    except SourceError as error:
        return Doubt(str(path), error.what, error.todo)
    return Unpacked(tuple(sources), tuple(doubts), tuple(skipped))


def _same(found: Unpacked | Doubt) -> Unpacked | Doubt:
    return found


def _said(error: SourceError) -> Doubt:
    return Doubt(error.where, error.what, error.todo)


def _stopped(path: Path, stopped: Stopped, limits: Limits) -> Doubt:
    todo = "unpack it and build the folder"
    match stopped.cause:
        case Cause.TIME:
            return Doubt(str(path), f"took longer than {limits.seconds:g} seconds to list", todo)
        case Cause.MEMORY:
            return Doubt(str(path), f"needs more than {limits.memory / 1024**3:g} GB of memory to be listed", todo)
    return Doubt(str(path), "damaged, or no archive", todo)
