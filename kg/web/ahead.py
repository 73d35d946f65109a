"""What takes long to make, made by a process of its own from the moment the server starts.

The page about the data says how large the dumps are and what the check found: of a large graph that is a minute of
work. In a thread it would hold up every other answer, since one thread of Python runs at a time.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.folder import GraphFolder
from kg.web.pages.data import TOLD_OF

if TYPE_CHECKING:
    from kg.web.settings import Settings
    from kg.web.site import Site

# Pages by their path and form, and files, in the order in which they are made: first what is asked for first.
_SOON = (".html", "ontology.html", "feed.atom", "search.json")
_DATA = ("data.html", "data.ttl", "data.jsonld", "data.nt")
_ALL = (*_SOON, *TOLD_OF, *_DATA)
# To make these beside would take as long again as to wait for them.
_WAITED_FOR = frozenset((*TOLD_OF, "data.html"))


class Ahead:
    """What is made ahead. `start` before, `stop` after; between them `find`.

    Args:
        site: of which it is made.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: Mapping[str, asyncio.Future[bytes | None]] = {}
        self._process: BaseProcess | None = None

    def start(self, store: Path) -> None:
        """Start the process.

        Args:
            store: folder of the store that it reads; nobody may write it.

        Raises:
            OSError: it cannot be started.
        """
        loop = asyncio.get_running_loop()
        self._made = {name: loop.create_future() for name in _ALL}
        # Not a fork: that would hold the sockets of the server and the locks of its threads.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        site = self._site
        arguments = (theirs, site.folder, site.as_of, site.settings, store)
        self._process = context.Process(target=make_ahead, args=arguments, daemon=True)
        with _uninterrupted():
            self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(ours, loop), daemon=True).start()

    async def stop(self) -> None:
        """End the process, also in the midst of work, and wait until it is gone."""
        if self._process is not None and self._process.pid is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.join, 5)

    async def find(self, name: str) -> bytes | None:
        """A page or file; None if it is not made ahead, or not yet and is quicker made than waited for.

        Args:
            name: the path with the ending, which for a page is its form: `data.html`.
        """
        made = self._made.get(name)
        if made is None or not (made.done() or name in _WAITED_FOR):
            return None
        return await asyncio.shield(made)

    def _listen(self, pipe: Connection, loop: asyncio.AbstractEventLoop) -> None:
        with pipe, suppress(RuntimeError):  # the server has ended meanwhile
            with suppress(EOFError, OSError):
                while True:
                    name, data = pipe.recv()
                    loop.call_soon_threadsafe(self._keep, name, data)
            for name in _ALL:  # what has not come will not
                loop.call_soon_threadsafe(self._keep, name, None)

    def _keep(self, name: str, data: bytes | None) -> None:
        if not self._made[name].done():
            self._made[name].set_result(data)


def make_ahead(pipe: Connection, folder: GraphFolder, as_of: dt.date, settings: Settings, store: Path) -> None:
    """What the process does: it sends name and bytes of each, None for what cannot be made.

    Args:
        pipe: to the server. When the server is gone, so is the process.
        folder: the graph folder.
        as_of: the day of the site.
        settings: what the site says of itself.
        store: where a copy of the store is.
    """
    from kg.store.embedded import open_read_only
    from kg.web.site import Form, Site

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends us
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
    site = Site(folder, as_of, settings, store=open_read_only(store))
    for name in _ALL:
        path, _, ending = name.rpartition(".")
        made: bytes | None = None
        with suppress(Exception):  # the server tries again when it is asked, and says what is wrong
            page = site.pages.get(path) if ending in set(Form) else None
            made = site.render(page, Form(ending)) if page else site.read_file(name)
        try:
            pipe.send((name, made))
        except OSError:  # nobody is there any more
            return


def _end_with(pipe: Connection) -> None:
    """End this process when the other end of the pipe is closed, by whatever end of the server."""
    with suppress(EOFError, OSError):
        pipe.recv()
    os._exit(0)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that are started here have no part in Ctrl-C, not even while they begin."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
