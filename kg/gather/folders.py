"""What a folder holds: files to read, and others of which a person should know that they are not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.errors import Doubt, SourceError
from kg.gather.names import (
    HEAD,
    Choice,
    choose,
    ending_of,
    is_any_archive,
    is_companion,
    is_hidden,
    is_own_list,
    looks_like_minutes,
)
from kg.gather.sources import cannot_read, open_file, refuse_others


def walk_folder(folder: Path) -> Iterator[Path | Doubt]:
    """The files below a folder that may hold minutes, by name, and those that are passed over with a reason.

    Hidden files and folders, graph folders, and what browsers keep beside a page are passed over in silence. Links to
    folders are not followed, so that no circle is walked.
    """
    unread: list[OSError] = []
    home = folder.resolve()
    for here, folders, names in os.walk(folder, onerror=unread.append):
        beside = frozenset(names)
        folders[:] = sorted(name for name in folders if not is_hidden(name) and not is_companion(name, beside))
        for name in folders:
            if (Path(here) / name).is_symlink():
                yield Doubt(str(Path(here) / name), "a link to a folder", "name the folder itself beside this one")
        for name in sorted(names):
            if not name.startswith("."):
                yield from _judge(Path(here) / name, home)
    for error in unread:
        where = Path(os.fsdecode(error.filename)) if error.filename else folder
        yield _doubt(cannot_read(where, error))


def _judge(file: Path, home: Path) -> Iterator[Path | Doubt]:
    choice = choose(file.name)
    if choice is Choice.LEAVE:
        return
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            # What a link names outside the folder is not the folder's.
            if home not in file.resolve(strict=True).parents:
                if choice is not Choice.LOOK:
                    yield Doubt(str(file), "a link out of the folder", "put the file itself there, or name it")
                return
            mode = file.stat().st_mode
        refuse_others(file, mode)
        if choice is Choice.UNREAD and is_any_archive(file.name):
            yield Doubt(str(file), "an archive of a kind that is not read", "unpack it, or make a ZIP of it")
        elif choice is Choice.UNREAD:
            yield Doubt(str(file), f"{ending_of(file.name)} files are not read", "save it as PDF or .docx")
        elif choice is Choice.LOOK:
            if looks_like_minutes(_head(file)):
                yield file
        elif ending_of(file.name) in (".md", ".markdown") and is_own_list(_head(file)):
            yield Doubt(str(file), "a list that kg wrote, not minutes")
        else:
            yield file
    except SourceError as error:
        if choice is not Choice.LOOK:
            yield _doubt(error)
    except (OSError, RuntimeError) as error:  # a link that leads nowhere, or in a circle
        if choice is Choice.LOOK:
            return
        if isinstance(error, OSError) and not file.is_symlink():
            yield _doubt(cannot_read(file, error))
        else:
            yield Doubt(str(file), "a link that leads nowhere", "remove it")


def _head(file: Path) -> bytes:
    with open_file(file) as opened:
        return opened.read(HEAD)


def _doubt(error: SourceError) -> Doubt:
    return Doubt(error.where, error.what, error.todo)
