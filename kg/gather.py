"""Which files a build reads: the minutes in files and folders, and what `minutes.csv` says of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.document import Record
from kg.errors import Doubt, KgError, SourceError, UsageError
from kg.read import SUFFIXES, UNREAD
from kg.read.records import NAME, read_records

_LARGEST = 64_000_000  # bytes; the minutes of a long council meeting are a few hundred kilobytes


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Args:
        path: where it is.
        record: what `minutes.csv` beside it says.
    """

    path: Path
    record: Record


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
    """
    files: dict[Path, None] = {}
    skipped: list[Doubt] = []
    for path in paths:
        if not path.exists():
            raise UsageError("there is no such file or folder", where=str(path), todo="check the name")
        for file in _files(path) if path.is_dir() else (path,):
            if path.is_dir() and file.suffix.lower() in UNREAD:
                skipped.append(Doubt(str(file), f"{file.suffix} files are not read yet", "save it as plain text"))
            elif not path.is_dir() or (file.suffix.lower() in SUFFIXES and not file.name.lower().startswith("readme")):
                files[file.resolve()] = None
    if not files:
        places = ", ".join(map(str, paths))
        raise UsageError(
            "no minutes found",
            where=places,
            todo=f"put minutes as {' or '.join(SUFFIXES)} files there, or name another folder",
        )
    records, doubts = _read_all_records(sorted({file.parent for file in files}))
    sources = tuple(Source(file, records.get((file.parent, file.name), Record())) for file in sorted(files))
    return Gathered(sources, doubts, tuple(sorted(skipped)))


def read_bytes(path: Path) -> bytes:
    """The bytes of a source file.

    Raises:
        SourceError: it cannot be read, or is far larger than minutes are.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise SourceError(
                f"larger than {_LARGEST // 1_000_000} MB", where=str(path), todo="split it, or leave it out"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror or error})", where=str(path), todo="check its permissions"
        ) from error


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(".kg"))
        for name in sorted(names):
            file = Path(here) / name
            # A link out of the folder is not the folder's; what it names is not read.
            if not name.startswith(".") and file.is_file() and folder.resolve() in file.resolve().parents:
                yield file


def _read_all_records(folders: Sequence[Path]) -> tuple[dict[tuple[Path, str], Record], tuple[Doubt, ...]]:
    records: dict[tuple[Path, str], Record] = {}
    doubts: list[Doubt] = []
    for folder in folders:
        table = folder / NAME
        if not table.is_file():
            continue
        try:
            present = frozenset(file.name for file in folder.iterdir())
            found, said = read_records(read_bytes(table), str(table), present)
        except KgError as error:
            doubts.append(Doubt(error.where or str(table), error.what, error.todo))
            continue
        doubts += said
        records |= {(folder, name): record for name, record in found.items()}
    return records, tuple(doubts)
