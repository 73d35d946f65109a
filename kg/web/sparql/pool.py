"""So many workers, one task each at a time: the store library cannot stop a query, but a process can be killed."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.web.sparql.tasks import Failure, Reply, Task, decode_reply, encode
from kg.web.sparql.worker import READY, work


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take.

    Args:
        workers: how many queries run at a time.
        seconds: how long one may run.
        patience: how long one may wait for its turn, in seconds.
        memory: bytes that a worker may have.
        answer: bytes that an answer may have.
        waiting: how many queries may wait.
    """

    workers: int = 2
    seconds: float = 20.0
    patience: float = 60.0
    memory: int = 4_000_000_000
    answer: int = 50_000_000
    waiting: int = 400


@dataclass(eq=False, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


class Pool:
    """The workers. `start` before, `stop` after; between them `ask`.

    Args:
        limits: what a query may take.
        base: what relative IRIs in a query begin with.
    """

    def __init__(self, limits: Limits, base: str) -> None:
        self._base = base
        self._store = Path()
        self._limits = limits
        # The last to be idle is the first to work: what it read is still at hand.
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._all: set[_Worker] = set()
        self._waiting = 0
        # A fresh process knows nothing of the server's sockets and threads.
        self._processes = multiprocessing.get_context("spawn")
        self._adding: set[asyncio.Task[None]] = set()

    async def start(self, store: Path) -> None:
        """Start the workers and wait until they can answer.

        Args:
            store: folder of the store that they read; nobody may write it.
        """
        self._store = store
        await asyncio.gather(*(self._add() for _ in range(self._limits.workers)))

    async def stop(self) -> None:
        """End all workers, also those that are at work."""
        for worker in list(self._all):
            self._end(worker)

    async def ask(self, task: Task) -> Reply:
        """The answer to a task, or why there is none; never half of one.

        When the caller gives up (is cancelled), the query is stopped.
        """
        if self._waiting >= self._limits.waiting:
            return Failure(503, "too many queries are waiting; ask again in a moment")
        self._waiting += 1
        try:
            worker = await asyncio.wait_for(self._idle.get(), self._limits.patience)
        except TimeoutError:
            return Failure(503, "no turn came for this query in time; ask again in a moment")
        finally:
            self._waiting -= 1
        try:
            reply: Reply = decode_reply(
                await asyncio.wait_for(self._exchange(worker, encode(task)), self._limits.seconds)
            )
        except TimeoutError:
            self._replace(worker)
            return Failure(503, f"the query took longer than {self._limits.seconds:g} seconds; ask for less")
        except (EOFError, OSError):
            self._replace(worker)
            return Failure(503, "the query needed too much memory and was stopped; ask for less, or add LIMIT")
        except asyncio.CancelledError:
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return reply

    async def _exchange(self, worker: _Worker, message: bytes) -> bytes:
        worker.pipe.send_bytes(message)
        return await self._receive(worker.pipe)

    async def _receive(self, pipe: Connection) -> bytes:
        loop = asyncio.get_running_loop()
        readable: asyncio.Future[None] = loop.create_future()
        loop.add_reader(pipe.fileno(), lambda: None if readable.done() else readable.set_result(None))
        try:
            await readable
        finally:
            loop.remove_reader(pipe.fileno())
        os.set_blocking(pipe.fileno(), True)  # uvloop has it not block, and a large answer comes in parts
        return pipe.recv_bytes()

    async def _add(self) -> None:
        ours, theirs = self._processes.Pipe()
        arguments = (str(self._store), theirs, self._limits.memory, self._limits.answer, self._base)
        process = self._processes.Process(target=work, args=arguments, daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._all.add(worker)
        with suppress(EOFError, OSError):
            if await self._receive(ours) == READY:
                self._idle.put_nowait(worker)

    def _replace(self, worker: _Worker) -> None:
        self._end(worker)
        adding = asyncio.get_running_loop().create_task(self._add())
        self._adding.add(adding)
        adding.add_done_callback(self._adding.discard)

    def _end(self, worker: _Worker) -> None:
        self._all.discard(worker)
        worker.process.kill()
        worker.pipe.close()
