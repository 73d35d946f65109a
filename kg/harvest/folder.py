"""The folder that is harvested into: names that are safe everywhere, files whole or not at all, `minutes.csv`."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import SourceError, UsageError
from kg.read.records import NAME
from kg.read.text import decode_bytes
from kg.resolve.slugs import slugify

_COLUMNS = ("file", "council", "body", "date", "url", "saved")
_LONGEST = 60  # characters of a committee in a name; Windows allows 260 in a whole path
_HALF = ".harvest-"  # how the name of a file begins that is being written
_LOCK = ".harvest.lock"
_LARGEST_TABLE = 16_000_000  # bytes


def name_folder(committee: str) -> str:
    """The folder of a committee, from its name: letters, digits and hyphens only.

    >>> name_folder("Children's Scrutiny Panel"), name_folder("../../etc"), name_folder("CON")
    ('childrens-scrutiny-panel', 'etc', 'con-1143da2b')
    """
    slug = slugify(committee)
    if len(slug) > _LONGEST:
        digest = hashlib.sha256(slug.encode()).hexdigest()[:8]
        slug = f"{slug[: _LONGEST - 9].rstrip('-')}-{digest}"
    return slug


def name_file(committee: str, date: str, number: str, suffix: str = ".html") -> str:
    """The file of a meeting, with its folder: day, committee, and its number on the site.

    >>> name_file("Housing Panel", "2026-05-04", "812")
    'housing-panel/2026-05-04-housing-panel-812.html'
    """
    folder = name_folder(committee)
    return f"{folder}/{date}-{folder}-{number}{suffix}"


def plain_cell(words: str) -> str:
    """Words as a cell of a table that a spreadsheet opens: nothing that it would take for a formula.

    >>> plain_cell("=cmd|' /C calc'!A0"), plain_cell("Housing Panel")
    ("cmd|' /C calc'!A0", 'Housing Panel')
    """
    return words.lstrip("=+-@|% \t\r\n")


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder that is harvested into, and nothing outside of it.

    Args:
        root: its path, links resolved.
    """

    root: Path

    @classmethod
    def open(cls, path: Path) -> Folder:
        """The folder, made if it is not there.

        Raises:
            UsageError: it cannot be made, or is something else.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            return cls(path.resolve(strict=True))
        except OSError as error:
            what = "is a file, not a folder" if path.is_file() else f"cannot be made ({error.strerror})"
            raise UsageError(what, where=str(path), todo="name another folder") from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """The folder, for one harvest at a time.

        Raises:
            UsageError: another harvest is at work in it.
        """
        path = self.root / _LOCK
        if path.is_symlink():
            raise UsageError("is a link", where=str(path), todo="remove it")
        try:
            lock = path.open("a+b")
        except OSError as error:
            raise _unwritable(path, error) from error
        with lock:
            _take(lock, self.root)
            yield

    def clear_halves(self) -> None:
        """Remove what a run that was killed had half written."""
        for folder in [self.root, *(one for one in sorted(self.root.iterdir()) if one.is_dir())]:
            if not folder.is_symlink():
                for half in sorted(folder.glob(f"{_HALF}*.part")):
                    with suppress(OSError):
                        half.unlink()

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        path = self.root / name
        return path.is_file() and not path.is_symlink() and not path.parent.is_symlink()

    def place(self, name: str) -> Path:
        """The path of a file below the folder, its own folder made.

        Raises:
            SourceError: a link stands in the way, or it would lie outside.
        """
        path = self.root / name
        try:
            if path.parent != self.root and path.parent.is_symlink():
                raise SourceError("is a link to elsewhere", where=str(path.parent), todo="remove it, or rename it")
            path.parent.mkdir(exist_ok=True)
            if self.root != path.parent.resolve() and self.root != path.parent.resolve().parent:
                raise SourceError("lies outside the folder", where=str(path), todo="look at what links there")
        except OSError as error:
            raise _unwritable(path, error) from error
        return path

    def read(self, name: str) -> bytes | None:
        """The bytes of a file below the folder; None if there is none, or a link stands there."""
        path = self.root / name
        if not self.has(name):
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            raise _unwritable(path, error) from error

    def write(self, name: str, data: bytes) -> None:
        """Write a file below the folder, whole or not at all."""
        write_whole(self.place(name), data)

    def keep_older(self, name: str) -> str:
        """Set a file aside before another takes its place: NAME.older-1.html, the next time NAME.older-2.html.

        Returns:
            The name under which it is kept.
        """
        path = self.place(name)
        number = 1
        while (older := path.with_name(f"{path.stem}.older-{number}{path.suffix}")).exists() or older.is_symlink():
            number += 1
        data = self.read(name)
        if data is not None:
            write_whole(older, data)
        return f"{path.parent.name}/{older.name}" if path.parent != self.root else older.name

    def record(self, name: str, row: Mapping[str, str], before: Mapping[str, str] | None) -> None:
        """Write what is known of a file into the `minutes.csv` beside it.

        Rows and columns of others stay, and so does a row that a person has corrected: only one that is as it was
        written before is written anew.

        Args:
            name: the file, with its folder.
            row: council, body, date, url, saved.
            before: the row that was written for it before, if one was.
        """
        folder, _, file = name.rpartition("/")
        table = f"{folder}/{NAME}" if folder else NAME
        ours = {"file": file} | {key: plain_cell(row.get(key, "")) for key in _COLUMNS[1:]}
        columns, rows, delimiter = self._table(table)
        for line in rows:
            if line.get("file", "").strip() != file:
                continue
            theirs = {key: line.get(key, "").strip() for key in _COLUMNS[1:]}
            if before is not None and theirs == {key: plain_cell(before.get(key, "")) for key in _COLUMNS[1:]}:
                line.update(ours)
            break
        else:
            rows.append(ours)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(
            out, columns, delimiter=delimiter, lineterminator="\r\n", extrasaction="ignore", restval=""
        )
        writer.writeheader()
        writer.writerows(rows)
        # With a mark, so that a spreadsheet does not garble "Siân".
        data = out.getvalue().encode("utf-8-sig")
        if data != self.read(table):
            self.write(table, data)

    def _table(self, name: str) -> tuple[list[str], list[dict[str, str]], str]:
        data = self.read(name)
        if not data or len(data) > _LARGEST_TABLE:
            return list(_COLUMNS), [], ","
        text = decode_bytes(data, name)[0].lstrip("\ufeff")
        first = text.splitlines()[0] if text.strip() else ""
        delimiter = ";" if first.count(";") > first.count(",") else ","
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
        columns = [column.strip().lower() for column in reader.fieldnames or ()]
        if "file" not in columns:
            raise SourceError(
                "has no column named file", where=str(self.root / name), todo="correct it, or move it away"
            )
        reader.fieldnames = columns
        rows = [{key: value for key, value in row.items() if isinstance(value, str)} for row in reader]
        return [*columns, *(column for column in _COLUMNS if column not in columns)], rows, delimiter


def _take(lock: IO[bytes], folder: Path) -> None:
    """Hold the lock until its file is closed, which the system does for a process that dies."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(
            "another kg harvest is at work in it", where=str(folder), todo="wait until it has finished"
        ) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at no time half of it is there; a link of its name is replaced, not followed.

    Raises:
        SourceError: it cannot be written.
    """
    try:
        handle, made = tempfile.mkstemp(prefix=_HALF, suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(made).chmod(0o644)
            Path(made).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(made).unlink()
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> SourceError:
    return SourceError(
        f"cannot be read or written ({error.strerror or error})",
        where=str(path),
        todo="check permissions and free space",
    )
