"""A file of minutes, its name as the graph has it, and its bytes: of ordinary files alone, and of no more than minutes
can have."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.document import Record
from kg.errors import SourceError

LARGEST = 64_000_000  # bytes; the minutes of a long council meeting are a few hundred kilobytes

_KINDS = (
    (stat.S_ISDIR, "a folder, not a file", "name a file"),
    (stat.S_ISFIFO, "a pipe, not a file", "save what comes through it to a file first"),
    (stat.S_ISSOCK, "a socket, not a file", "leave it out"),
    (stat.S_ISCHR, "a device, not a file", "leave it out"),
    (stat.S_ISBLK, "a device, not a file", "leave it out"),
)

_NO_RECORD = Record()


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """Where in an archive a file stands.

    Args:
        path: its name with its folders; of a WARC file, the address of the page.
        name: its name without folders.
        offset: of its head in the archive, in bytes.
        stored: how many bytes of the archive it takes; -1 in a WARC file.
        size: how many bytes it has, as the archive says.
        method: how it is packed, as the ZIP format numbers it: 0 not at all, 8 deflated; -1 in a WARC file.
        crc: its check sum.
    """

    path: str
    name: str
    offset: int
    stored: int = -1
    size: int = -1
    method: int = -1
    crc: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Args:
        path: where it is, or the archive in which it is.
        record: what `minutes.csv` beside it says.
        member: where in the archive.
    """

    path: Path
    record: Record = _NO_RECORD
    member: Member | None = None

    @property
    def name(self) -> str:
        """Its name in the graph, without folders."""
        return self.member.name if self.member else show_name(self.path.name)

    @property
    def where(self) -> str:
        """What messages call it."""
        return f"{self.path}/{self.member.path}" if self.member else str(self.path)


def show_name(name: str) -> str:
    r"""A name of a file as it can be stored: bytes that are no letters in the system's encoding are marked as such.

    >>> show_name("caf\udce9.txt")
    'caf�.txt'
    """
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of minutes.

    Raises:
        SourceError: it cannot be read, is no ordinary file, or is far larger than minutes are.
    """
    try:
        with open_file(path) as file:
            data = b"" if os.fstat(file.fileno()).st_size > LARGEST else file.read(LARGEST + 1)
            if os.fstat(file.fileno()).st_size > LARGEST or len(data) > LARGEST:
                raise SourceError(
                    f"larger than {LARGEST // 1_000_000} MB", where=str(path), todo="split it, or leave it out"
                )
            return data
    except OSError as error:
        raise cannot_read(path, error) from error


def open_file(path: Path) -> BinaryIO:
    """An ordinary file, open for reading; nothing waits for a pipe that nobody writes to.

    Raises:
        SourceError: it is something else.
        OSError: it cannot be opened.
    """
    refuse_others(path, path.stat().st_mode)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(handle, "rb")
    try:
        refuse_others(path, os.fstat(handle).st_mode)  # another may stand there by now
    except SourceError:
        file.close()
        raise
    return file


def refuse_others(path: Path, mode: int) -> None:
    """Nothing for an ordinary file.

    Args:
        path: for the message.
        mode: as `os.stat` gives it.

    Raises:
        SourceError: it is something else, and what.
    """
    for is_kind, what, todo in _KINDS:
        if is_kind(mode):
            raise SourceError(what, where=str(path), todo=todo)


def cannot_read(path: Path, error: OSError) -> SourceError:
    """What to say of a file that the system does not let us read."""
    todo = "check its permissions" if isinstance(error, PermissionError) else "check that it is still there and whole"
    return SourceError(f"cannot be read ({error.strerror or error})", where=str(path), todo=todo)
