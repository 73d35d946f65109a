"""The pages of a graph as files, for any host that serves files.

    DIR/index.html                               the first page
    DIR/ash-council/person/k-hill/index.html     what the address ash-council/person/k-hill answers with
    DIR/ash-council/person/k-hill.ttl, .jsonld   the same as data
    DIR/assets/                                  styles and scripts

A folder with an `index.html` is what every static host answers with for an address without an ending. The new site is
written beside the old one and takes its place when it is whole. A file whose bytes are as they were stays the same file
with the same time of change, so that tools which copy a site to its host send only what is new.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg.errors import KgError, UsageError
from kg.guard import Cause, Guard, Limits, Stopped
from kg.store.folder import GraphFolder
from kg.web.dataset import DUMPS
from kg.web.files import VALIDATION, other_files
from kg.web.settings import Settings
from kg.web.site import DATA, Form, Page, Site

MARKER = ".minutes-kg"  # says that a folder is ours, and may be replaced
# N-Triples are for machines that ask a server for them; a static site has Turtle.
_FORMS = (Form.HTML, Form.TURTLE, Form.JSONLD)
_CHUNK = 100  # pages to a task
_WORTH = 400  # pages: with fewer for each process, starting it takes longer than it spares
_MOST_JOBS = 8  # without being told: each takes some 200 MB
_UNLIMITED = Limits(seconds=10**6, memory=2**46)  # all of it is our own work, in proportion to the graph

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What was written.

    Args:
        pages: how many.
        files: how many, with data, styles and dumps.
        replaced: whether a site was there before.
        new: pages that were not there before.
        changed: pages of which a form is not as it was.
        gone: pages that were there before and are no more.
    """

    pages: int
    files: int
    replaced: bool = False
    new: int = 0
    changed: int = 0
    gone: int = 0


def publish(
    graph: Path,
    target: Path,
    as_of: dt.date,
    *,
    settings: Settings | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Published:
    """Write the site of a graph to a folder.

    Args:
        graph: the graph folder.
        target: a folder that is not there, is empty, or holds a site that this function wrote: that is replaced.
        as_of: the day on which it is judged what is overdue.
        settings: what the site says of itself.
        jobs: how many processes write; None is as many as the machine has cores, if there is enough to write. The
            files are the same.
        progress: called with how many pages are written and documents checked, and of how many.

    Raises:
        GraphError: there is no graph, or it is damaged.
        UsageError: the folder holds other files, or cannot be written.
    """
    folder = GraphFolder.open(graph)
    target = _check_target(target)
    partial, old = (target.with_name(f".{target.name}.{state}") for state in ("partial", "old"))
    try:
        _clear(partial, old, target)
        partial.mkdir(parents=True)
        writer = _Writer(folder, as_of, settings or Settings(), partial, target)
        writer.put(MARKER, b"Written by kg publish, which replaces this folder.\n")
        counts = _write_all(writer, jobs, progress)
        replaced = (target / MARKER).is_file()
        before = sum(1 for _ in target.rglob("*.html")) if replaced else 0
        _swap(partial, old, target)
    except OSError as error:
        where = str(error.filename or target)
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=where, todo="choose another folder"
        ) from error
    finally:
        _clear(partial, old, target)
    gone = before - (counts.pages - counts.new)
    return Published(counts.pages, counts.files, replaced, counts.new, counts.changed, gone)


def path_of(page: Page, form: Form) -> str:
    """The path of the file that holds a page in a form.

    >>> path_of(Page("ash-council/person/k-hill", "person"), Form.TURTLE), path_of(Page("search"), Form.HTML)
    ('ash-council/person/k-hill.ttl', 'search/index.html')
    """
    if form is not Form.HTML:
        return f"{page.path}.{form}"
    if page.path == "404":
        return "404.html"  # where hosts look for it
    return f"{page.path}/index.html" if page.path else "index.html"


class _Counts(NamedTuple):
    """What came of a task: pages, those that are new or changed, files; and how far it brought us."""

    pages: int = 0
    new: int = 0
    changed: int = 0
    files: int = 0
    steps: int = 0


class _Task(NamedTuple):
    """A piece of the work: files that are no pages, or pages, by their paths."""

    files: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Writer:
    """Writes pieces of a site. In another process it opens the graph for itself, once.

    Args:
        folder: the graph folder; the same build of it in every process.
        as_of: the day of the site.
        settings: what the site says of itself.
        partial: where files are written.
        target: where the site of the last time is.
        pages: of the site, where they are known already.
    """

    folder: GraphFolder
    as_of: dt.date
    settings: Settings
    partial: Path
    target: Path
    pages: Mapping[str, Page] | None = None

    @cached_property
    def site(self) -> Site:
        return Site(self.folder, self.as_of, self.settings, self.pages)

    def tasks(self) -> list[_Task]:
        """All of the work, what takes longest first; of the pages, those of one document beside each other."""
        others = tuple(name for name in other_files(self.site) if name != VALIDATION and name not in DUMPS)
        # The page about the data says how large the dumps are and what the check found, so it comes after them.
        paths = tuple(path for path in self.site.in_order_of_sources() if path != DATA)
        chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
        files = [_Task(files=names) for names in ((VALIDATION,), *((dump,) for dump in DUMPS), others)]
        return [*files, *(_Task(pages=chunk) for chunk in chunks)]

    def write(self, task: _Task, checked: Progress | None = None) -> _Counts | OSError | KgError:
        """Write one piece; what is wrong is the answer, so that it comes through from another process."""
        try:
            return self._write_pages(task.pages) if task.pages else self._write_files(task.files, checked)
        except (OSError, KgError) as error:
            return error

    def _write_files(self, names: tuple[str, ...], checked: Progress | None) -> _Counts:
        makers = other_files(self.site, checked)
        for name in names:
            self.put(name, makers[name]())
        return _Counts(files=len(names), steps=len(self.folder.manifest.documents) if VALIDATION in names else 0)

    def _write_pages(self, paths: tuple[str, ...]) -> _Counts:
        new = changed = files = 0
        for path in paths:
            page = self.site.pages[path]
            forms = [form for form in page.forms if form in _FORMS]
            was = [self.put(path_of(page, form), self.site.render(page, form)) for form in forms]
            new += was[0] is None
            changed += was[0] is not None and not all(was)
            files += len(forms)
        return _Counts(len(paths), new, changed, files, len(paths))

    def put(self, path: str, data: bytes) -> bool | None:
        """Write a file; whether it was there with the same bytes, or None if there was none."""
        file, before = self.partial / path, self.target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        same, known = _compare(before, data)
        if not same or known is None:
            file.write_bytes(data)
            return None if known is None else False
        try:
            os.link(before, file)
        except OSError:  # a file system without links
            file.write_bytes(data)
            os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
        return True


def _compare(file: Path, data: bytes) -> tuple[bool, os.stat_result | None]:
    """Whether a file has these bytes; what is known of it, if it is there."""
    try:
        known = file.lstat()
        return stat.S_ISREG(known.st_mode) and known.st_size == len(data) and file.read_bytes() == data, known
    except OSError:
        return False, None


def _write_all(writer: _Writer, jobs: int | None, progress: Progress | None) -> _Counts:
    tasks, pages = writer.tasks(), writer.site.pages
    jobs = jobs or _choose_jobs(len(pages))
    total = len(pages) + len(writer.folder.manifest.documents)
    counts = _Counts()

    def tell(more: int) -> None:
        if progress:
            progress(counts.steps + more, total)

    if jobs == 1:
        results: Iterable[_Counts | OSError | KgError | Stopped] = (
            writer.write(task, lambda done, _: tell(done)) for task in tasks
        )
        for result in results:
            counts = _add(counts, result)
            tell(0)
    else:
        with Guard(_same, replace(writer, pages=pages).write, jobs=jobs, limits=_UNLIMITED) as guard:
            for result in guard.run(tasks, ordered=False):
                counts = _add(counts, result)
                tell(0)
    writer.site.written = writer.partial
    counts = _add(counts, writer.write(_Task(pages=(DATA,))))
    tell(0)
    return counts


def _add(counts: _Counts, result: _Counts | OSError | KgError | Stopped) -> _Counts:
    if isinstance(result, Exception):
        raise result
    if isinstance(result, Stopped):
        if result.cause is Cause.FAULT:
            raise RuntimeError(result.trace)
        raise UsageError("a process that wrote pages was stopped by the system", todo="try again with --jobs 1")
    return _Counts(*map(sum, zip(counts, result, strict=True)))


def _same(task: _Task) -> _Task:
    return task


def _choose_jobs(pages: int) -> int:
    """How many processes are worth it: as many as this one may use cores, if there is enough to do for each."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, min(cores, pages // _WORTH, _MOST_JOBS))


def _check_target(target: Path) -> Path:
    """Where the folder really is; it may be named by a link."""
    if target.is_file():
        raise UsageError("a file, not a folder", where=str(target), todo="choose another folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise UsageError(
            "holds other files and is not a site that kg publish wrote", where=str(target), todo="choose another folder"
        )
    real = target.resolve()
    if real in (Path.cwd(), *Path.cwd().parents):
        todo = "go to the folder that it is in, and name it"
        raise UsageError("you are in that folder", where=str(target), todo=todo)
    return real


def _swap(partial: Path, old: Path, target: Path) -> None:
    """Put the new site in the place of the old one, or leave the old one there."""
    try:
        with suppress(FileNotFoundError):
            target.rename(old)
        partial.rename(target)
    except BaseException:  # also Ctrl-C
        if not target.exists():
            with suppress(OSError):
                old.rename(target)
        raise


def _clear(partial: Path, old: Path, target: Path) -> None:
    """Remove what this run, or one that was stopped by force, has left beside the site."""
    if not target.exists():
        with suppress(OSError):
            old.rename(target)
    for folder in (partial, old):
        shutil.rmtree(folder, ignore_errors=True)
