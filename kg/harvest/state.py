"""`harvest.jsonl`: what was asked and answered, so that a harvest goes on where it stopped.

One line for each answer, appended as soon as what came with it is on the disk; a later line about the same thing
replaces an earlier one, and a last line that was cut by a power failure is dropped. The start of a run writes the file
anew with only the lines that count.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Struct

from kg.errors import SourceError
from kg.harvest.folder import write_whole
from kg.harvest.meetings import Committee, Meeting

NAME = "harvest.jsonl"
_LARGEST = 200_000_000  # bytes
_FORM = 1


class Site(Struct, frozen=True, tag="site"):
    """Whose minutes the folder holds.

    Args:
        form: of this file.
        home: the address of the folder of the site.
        language: "en" or "cy".
        council: its name.
    """

    home: str
    language: str
    council: str
    form: int = _FORM


class Run(Struct, frozen=True, tag="run"):
    """One run of the command.

    Args:
        number: from 1.
        asked: what was asked for: committees, first and last day.
        day: on which it began, ISO 8601.
        finished: whether it came to its end.
    """

    number: int
    asked: tuple[str, ...]
    day: str
    finished: bool = False


class Listed(Struct, frozen=True, tag="list"):
    """An answer that lists committees or meetings.

    Args:
        url: what was asked.
        run: in which run it was answered last.
        etag: as the server gave it; may be empty.
        modified: its `Last-Modified`; may be empty.
        council: its name, if the answer is a page that says it.
        refused: why there is no such list; empty if there is.
    """

    url: str
    run: int
    etag: str = ""
    modified: str = ""
    council: str = ""
    refused: str = ""
    committees: tuple[Committee, ...] = ()
    meetings: tuple[Meeting, ...] = ()


class Seen(Struct, frozen=True, tag="meeting"):
    """An answer about one meeting.

    Args:
        id: its number on the site.
        run: in which run it was answered last.
        date: of the meeting, ISO 8601.
        day: on which it was answered last, ISO 8601.
        url: what was asked.
        file: what was written, with its folder; empty if there were no minutes.
        sha256: of that file.
        row: what was written into `minutes.csv`: council, body, date, url, saved.
        failed: why it could not be had; empty if it could.
    """

    id: str
    run: int
    date: str
    day: str
    url: str = ""
    etag: str = ""
    modified: str = ""
    file: str = ""
    sha256: str = ""
    row: tuple[str, ...] = ()
    failed: str = ""


Line = Site | Run | Listed | Seen


@dataclass(slots=True)
class State:
    """What is known of earlier runs, and the file in which it is kept.

    Args:
        path: of the file.
    """

    path: Path
    site: Site | None = None
    run: Run | None = None
    lists: dict[str, Listed] = field(default_factory=dict)
    meetings: dict[str, Seen] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> State:
        """What the file says; nothing if there is none.

        Raises:
            SourceError: it cannot be read, or is of another version.
        """
        state = cls(path)
        if path.is_symlink():
            raise SourceError("is a link", where=str(path), todo="remove it")
        if not path.exists():
            return state
        try:
            if path.stat().st_size > _LARGEST:
                raise SourceError("larger than it can be", where=str(path), todo="move it away, and harvest anew")
            lines = path.read_bytes().splitlines()
        except OSError as error:
            raise SourceError(
                f"cannot be read ({error.strerror})", where=str(path), todo="check permissions"
            ) from error
        decoder = msgspec.json.Decoder(Line)
        for number, line in enumerate(lines, 1):
            try:
                state._take(decoder.decode(line))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                if number == len(lines):  # cut while it was written: what it says was not noted
                    break
                raise SourceError(
                    "does not say what kg harvest writes",
                    where=f"{path}:{number}",
                    todo="move it away, and harvest anew",
                ) from error
        if state.site is not None and state.site.form != _FORM:
            raise SourceError("written by another version", where=str(path), todo="move it away, and harvest anew")
        return state

    def note(self, line: Line) -> None:
        """Add a line, on the disk when this returns.

        Raises:
            SourceError: it cannot be written.
        """
        self._take(line)
        try:
            with self.path.open("ab") as file:
                file.write(msgspec.json.encode(line) + b"\n")
                file.flush()
                with suppress(OSError):  # some network drives cannot
                    os.fsync(file.fileno())
        except OSError as error:
            raise SourceError(
                f"cannot be written ({error.strerror})", where=str(self.path), todo="check permissions and free space"
            ) from error

    def compact(self) -> None:
        """Write the file anew, with only the lines that count."""
        lines: list[Line] = [line for line in (self.site, self.run) if line is not None]
        latest = self.run.number if self.run else 0
        self.lists = {url: line for url, line in self.lists.items() if line.run == latest}
        lines += [*self.lists.values(), *self.meetings.values()]
        write_whole(self.path, b"".join(msgspec.json.encode(line) + b"\n" for line in lines))

    def _take(self, line: Line) -> None:
        match line:
            case Site():
                self.site = line
            case Run():
                self.run = line
            case Listed():
                self.lists[line.url] = line
            case Seen():
                self.meetings[line.id] = line
