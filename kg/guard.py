"""Work that may hang, eat the machine or crash, done in processes that are stopped then: it costs its piece alone.

Libraries that read web pages, PDF and Word files are given whatever stands on a council's site. So each piece of work
has two parts: `guarded`, under a limit of time and memory, and `then`, our own, which takes time in proportion to what
the first part made and is not limited: on a slow machine it is slow, and gives the same.

`kg.web.sparql.pool` keeps such processes for an event loop with thousands of clients, and says why neither could well
serve the other.

Every process has a pipe of its own and shares no lock with others, so that one that is killed holds up nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

_GRACE = 5  # seconds after which a process that nobody watches any more stops by itself


@dataclass(frozen=True, slots=True)
class Limits:
    """What the guarded part of a piece of work may take.

    Args:
        seconds: by the clock on the wall.
        memory: bytes beyond what the process has at its start; where the system can hold to it (Linux).
    """

    seconds: float = 60
    memory: int = 2 * 1024**3


class Cause(Enum):
    """Why a piece of work came to nothing."""

    TIME = auto()
    MEMORY = auto()
    CRASH = auto()  # the process died
    FAULT = auto()  # an exception that nobody expected


@dataclass(frozen=True, slots=True)
class Stopped:
    """A piece of work that came to nothing.

    Args:
        cause: why.
        detail: of a fault, the exception.
        trace: of a fault, where it came from, for those who mend it.
    """

    cause: Cause
    detail: str = ""
    trace: str = ""


def describe_fault(error: Exception) -> Stopped:
    """What is said of an exception that nobody expected; to be called where it is caught."""
    return Stopped(Cause.FAULT, f"{type(error).__name__}: {error}"[:200], traceback.format_exc())


@dataclass(slots=True)
class _Worker:
    """A process, the pipe to it, the place of the item that it works on, and until when it may."""

    process: Any  # its class depends on how processes are started here
    pipe: Connection
    at: int = -1
    deadline: float | None = None


class Guard(Generic[Item, Result]):
    """Some processes for pieces of work of one kind; they are started when there is work, and stopped at the end.

    Args:
        guarded: the first part. It and what it makes stay in one process; only items and results cross the border.
        then: the second part, of what the first made.
        jobs: how many processes.
        limits: of the first part.
    """

    def __init__(
        self, guarded: Callable[[Item], Any], then: Callable[[Any], Result], *, jobs: int = 1, limits: Limits
    ) -> None:
        self._work = (guarded, then)
        self._jobs = jobs
        self._limits = limits
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}
        # A fork has at once what we have loaded; elsewhere it is not safe, and processes start from nothing.
        self._context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")

    def __enter__(self) -> Guard[Item, Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in (*self._idle, *self._busy.values()):
            _end(worker)
        self._idle, self._busy = [], {}

    def run(self, items: Iterable[Item], *, ordered: bool = True) -> Iterator[Result | Stopped]:
        """The result of each item. Items are asked for when a process is free for them.

        Args:
            items: the work.
            ordered: whether the results come in the order of the items, or as they are ready.
        """
        coming = iter(items)
        results: dict[int, Result | Stopped] = {}
        given = told = 0
        more = True
        while more or self._busy or results:
            while more and len(self._busy) < self._jobs:
                try:
                    item = next(coming)
                except StopIteration:
                    more = False
                    break
                self._give(item, given)
                given += 1
            if self._busy:
                results.update(self._await())
            while told in results if ordered else results:
                yield results.pop(told if ordered else next(iter(results)))
                told += 1

    def _give(self, item: Item, at: int) -> None:
        worker = self._idle.pop() if self._idle else self._start()
        if not worker.process.is_alive():  # the system stopped it while it waited: that is no fault of the item
            _end(worker)
            worker = self._start()
        worker.at, worker.deadline = at, time.monotonic() + self._limits.seconds
        self._busy[worker.pipe] = worker
        with suppress(OSError):  # it died meanwhile; its pipe will say so
            worker.pipe.send(item)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        # A fork has our end too, and would wait for ever at a pipe that it itself keeps open, were we killed.
        unwanted = ours if self._context.get_start_method() == "fork" else None
        process = self._context.Process(target=_serve, args=(theirs, unwanted, *self._work, self._limits), daemon=True)
        with warnings.catch_warnings():
            # Python 3.12 warns of a fork beside threads: those of the store and of a progress bar hold nothing we need.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _await(self) -> Iterator[tuple[int, Result | Stopped]]:
        """What has come of the work by the next message or the next deadline."""
        deadlines = [worker.deadline for worker in self._busy.values() if worker.deadline is not None]
        until = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        for pipe in wait(list(self._busy), until):
            if (found := self._hear(self._busy[cast("Connection", pipe)])) is not None:
                yield found
        now = time.monotonic()
        for worker in [*self._busy.values()]:
            if worker.deadline is not None and worker.deadline <= now and not worker.pipe.poll():
                yield self._lose(worker, Stopped(Cause.TIME))

    def _hear(self, worker: _Worker) -> tuple[int, Result | Stopped] | None:
        try:
            said, last, result = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lose(worker, Stopped(Cause.CRASH))
        if not said:  # the guarded part is done
            worker.deadline = None
            return None
        if last:
            return self._lose(worker, result)
        del self._busy[worker.pipe]
        self._idle.append(worker)
        return worker.at, result

    def _lose(self, worker: _Worker, result: Result | Stopped) -> tuple[int, Result | Stopped]:
        del self._busy[worker.pipe]
        _end(worker)
        return worker.at, result


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _serve(
    pipe: Connection,
    unwanted: Connection | None,
    guarded: Callable[[Any], Any],
    then: Callable[[Any], Any],
    limits: Limits,
) -> None:
    """What a process does: items in; out comes for each a word that the guarded part is done, and the result."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us, which stops us
    if unwanted is not None:
        unwanted.close()
    _dump_nothing()
    before = _memory()
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        result: Any
        try:
            with _limited(limits, before):
                middle = guarded(item)
            pipe.send((False, False, None))
            result = then(middle)
            del middle
        except MemoryError:
            result = Stopped(Cause.MEMORY)
        except Exception as error:
            result = describe_fault(error)
        # A process that has grown leaves its place to a new one, so that no item has less memory than another.
        last = isinstance(result, Stopped) or _memory() - before > limits.memory // 4
        try:
            pipe.send((True, last, result))
        except OSError:
            return


def _dump_nothing() -> None:
    """Of a crash, leave no file with what was in memory."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@contextmanager
def _limited(limits: Limits, before: int) -> Iterator[None]:
    """Where the system can, a ceiling on memory, and an end by itself if nobody is left to stop us."""
    if sys.platform == "win32":
        yield
        return
    import resource

    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    soft, hard = resource.getrlimit(kind)
    ceiling = before + limits.memory
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
    with suppress(OSError, ValueError):  # a system that sets none
        resource.setrlimit(kind, (ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(kind, (soft, hard))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _memory() -> int:
    """Bytes of memory of this process that count against its ceiling; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
