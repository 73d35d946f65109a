"""The pages of a graph as files, for any host that serves files.

    DIR/index.html                               the first page
    DIR/ash-council/person/k-hill/index.html     what the address ash-council/person/k-hill answers with
    DIR/ash-council/person/k-hill.ttl, .jsonld   the same as data
    DIR/assets/                                  styles and scripts

A folder with an `index.html` is what every static host answers with for an address without an ending. The new site is
written beside the old one and takes its place when it is whole.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kg.errors import UsageError
from kg.web.files import other_files
from kg.web.settings import Settings
from kg.web.site import Form, Page, Site

MARKER = ".minutes-kg"  # says that a folder is ours, and may be replaced
# N-Triples are for machines that ask a server for them; a static site has Turtle.
_FORMS = (Form.HTML, Form.TURTLE, Form.JSONLD)
_CHUNK = 200  # pages to a task

Progress = Callable[[int, int], None]


def publish(
    graph: Path,
    target: Path,
    as_of: dt.date,
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> tuple[int, int]:
    """Write the site of a graph to a folder; how many pages and how many files that is.

    Args:
        graph: the graph folder.
        target: a folder that is not there, is empty, or holds a site that this function wrote: that is replaced.
        as_of: the day on which it is judged what is overdue.
        settings: what the site says of itself.
        jobs: how many processes write pages.
        progress: called with how many pages are done, and of how many.

    Raises:
        GraphError: there is no graph, or it is damaged.
        UsageError: the folder holds other files, or cannot be written.
    """
    site = Site.open(graph, as_of, settings)
    _check_target(target)
    partial = target.with_name(f".{target.name}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        (partial / MARKER).write_text("Written by kg publish, which replaces this folder.\n", encoding="utf-8")
        for name, make in other_files(site).items():
            _write(partial / name, make())
        pages = list(site.pages)
        done = 0
        chunks = [pages[i : i + _CHUNK] for i in range(0, len(pages), _CHUNK)]
        for count in _each(graph, partial, as_of, chunks, jobs, site):
            done += count
            if progress:
                progress(done, len(pages))
        _swap(partial, target)
    except OSError as error:
        where = str(error.filename or target)
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=where, todo="choose another folder"
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return len(pages), sum(1 for path in target.rglob("*") if path.is_file()) - 1


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


def _each(
    graph: Path, folder: Path, as_of: dt.date, chunks: Sequence[Sequence[str]], jobs: int, site: Site
) -> Iterator[int]:
    if jobs <= 1 or len(chunks) == 1:
        for chunk in chunks:
            yield _write_pages(site, folder, chunk)
        return
    from concurrent.futures import ProcessPoolExecutor  # not worth its time for a small site

    with ProcessPoolExecutor(max_workers=jobs, initializer=_open, initargs=(graph, as_of, site.settings)) as pool:
        yield from pool.map(_write_chunk, [(folder, chunk) for chunk in chunks])


_opened: list[Site] = []  # in a worker process: the site, opened once


def _open(graph: Path, as_of: dt.date, settings: Settings) -> None:
    _opened[:] = [Site.open(graph, as_of, settings)]


def _write_chunk(task: tuple[Path, Sequence[str]]) -> int:
    return _write_pages(_opened[0], *task)


def _write_pages(site: Site, folder: Path, paths: Iterable[str]) -> int:
    count = 0
    for count, path in enumerate(paths, 1):  # noqa: B007 (counted)
        page = site.pages[path]
        for form in page.forms:
            if form in _FORMS:
                _write(folder / path_of(page, form), site.render(page, form))
    return count


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _check_target(target: Path) -> None:
    if target.is_file():
        raise UsageError("a file, not a folder", where=str(target), todo="choose another folder")
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise UsageError(
            "holds other files and is not a site that kg publish wrote", where=str(target), todo="choose another folder"
        )


def _swap(partial: Path, target: Path) -> None:
    """Put the new site in the place of the old one."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        target.rename(old)
    partial.rename(target)
    shutil.rmtree(old, ignore_errors=True)
