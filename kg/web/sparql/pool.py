"""So many workers, one task each at a time: the store library cannot stop a query, but a process can be killed.

`kg.guard` keeps such processes too, and neither could well serve the other: there a build waits for whichever of its
processes answers first, gives each a fork of all that it has loaded and a limit for the first half of its work; here
thousands of requests wait in an event loop, each may be given up by its client, and a process begins from nothing,
since a fork would hold the sockets of the server and the locks of its threads.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from collections import deque
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from kg.errors import GraphError
from kg.web.sparql.tasks import HEAD, Failure, Reply, Task, decode_reply, encode, frame
from kg.web.sparql.worker import READY, work

_TOO_MUCH = "the query needed too much memory, or nests too deep, and was stopped; ask for less, or add LIMIT"
_REST = 1.0  # seconds before a worker that could not start is started again


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
        sending: bytes of answers that may be on their way to clients, in all.
    """

    workers: int = 2
    seconds: float = 20.0
    patience: float = 60.0
    memory: int = 2_000_000_000
    answer: int = 50_000_000
    waiting: int = 400
    sending: int = 400_000_000


@dataclass(eq=False, slots=True)
class _Job:
    """A task, whom to tell, and until when it may wait or run."""

    message: bytes
    reply: asyncio.Future[Reply]
    timer: asyncio.TimerHandle


class _Worker(asyncio.Protocol):
    """A process and the socket to it; its messages go to the pool."""

    def __init__(self, pool: Pool, process: BaseProcess) -> None:
        self._pool = pool
        self.process = process
        self.transport: asyncio.Transport | None = None
        self.job: _Job | None = None
        self.ready = False
        self._heard = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if len(self._heard) >= HEAD.size:
            end = HEAD.size + HEAD.unpack_from(self._heard)[0]
            if len(self._heard) >= end:
                message = bytes(memoryview(self._heard)[HEAD.size : end])
                self._heard = bytearray()  # it says nothing more until it is asked again
                self._pool.hear(self, message)

    def connection_lost(self, exc: Exception | None) -> None:
        self._pool.lose(self)

    def give(self, job: _Job) -> None:
        """Put it to work."""
        self.job = job
        assert self.transport is not None
        self.transport.write(frame(job.message))

    def end(self) -> None:
        """Stop it, also in the midst of work."""
        self.process.kill()
        if self.transport is not None:
            self.transport.abort()


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
        self._workers: set[_Worker] = set()
        # The last to be idle is the first to work: what it read is still at hand.
        self._idle: list[_Worker] = []
        self._starting: set[asyncio.Task[None]] = set()
        self._queue: deque[_Job] = deque()
        self._all_ready: asyncio.Future[None] | None = None
        self._stopped = False
        self._sending = 0
        self._processes = multiprocessing.get_context("spawn")

    async def start(self, store: Path) -> None:
        """Start the workers and wait until they can answer.

        Args:
            store: folder of the store that they read; nobody may write it.

        Raises:
            GraphError: they cannot start.
        """
        self._store = store
        self._all_ready = asyncio.get_running_loop().create_future()
        await asyncio.gather(*(self._add() for _ in range(self._limits.workers)))
        await self._all_ready

    async def stop(self) -> None:
        """End all workers, also those that are at work, and wait until they are gone."""
        self._stopped = True
        for task in self._starting:
            task.cancel()
        workers = list(self._workers)
        for worker in workers:
            worker.end()
        for worker in workers:
            await asyncio.to_thread(worker.process.join, 5)

    def ask(self, task: Task) -> asyncio.Future[Reply]:
        """The answer to a task, or why there is none; never half of one. When it is cancelled, the query is stopped."""
        loop = asyncio.get_running_loop()
        reply: asyncio.Future[Reply] = loop.create_future()
        if len(self._queue) >= self._limits.waiting:
            reply.set_result(Failure(503, "too many queries are waiting; ask again in a moment"))
            return reply
        job = _Job(encode(task), reply, loop.call_later(self._limits.patience, self._tire, reply))
        self._queue.append(job)
        self._give()
        return reply

    def reserve(self, size: int) -> bool:
        """Whether an answer of so many bytes may go out; then `release` them when it is sent."""
        if self._sending + size > self._limits.sending:
            return False
        self._sending += size
        return True

    def release(self, size: int) -> None:
        """An answer is sent, or nobody is there to take it any more."""
        self._sending -= size

    def _give(self) -> None:
        """Work for those who have none."""
        while self._idle and self._queue:
            job = self._queue.popleft()
            job.timer.cancel()
            if job.reply.done():  # it waited too long, or nobody waits for it any more
                continue
            worker = self._idle.pop()
            job.timer = asyncio.get_running_loop().call_later(self._limits.seconds, self._overrun, worker)
            job.reply.add_done_callback(partial(self._give_up, worker))
            worker.give(job)

    def _tire(self, reply: asyncio.Future[Reply]) -> None:
        if not reply.done():
            reply.set_result(Failure(503, "no turn came for this query in time; ask again in a moment"))

    def _overrun(self, worker: _Worker) -> None:
        seconds = self._limits.seconds
        self._tell(worker, Failure(503, f"the query took longer than {seconds:g} seconds; ask for less"))
        worker.end()

    def _give_up(self, worker: _Worker, reply: asyncio.Future[Reply]) -> None:
        if reply.cancelled() and worker.job is not None and worker.job.reply is reply:
            worker.end()

    def _tell(self, worker: _Worker, reply: Reply) -> None:
        job, worker.job = worker.job, None
        if job is not None:
            job.timer.cancel()
            if not job.reply.done():
                job.reply.set_result(reply)

    def hear(self, worker: _Worker, message: bytes) -> None:
        """A worker is ready, or has done its task."""
        if message == READY:
            worker.ready = True
            if self._all_ready and not self._all_ready.done() and all(one.ready for one in self._workers):
                self._all_ready.set_result(None)
        else:
            self._tell(worker, decode_reply(message))
        self._idle.append(worker)
        self._give()

    def lose(self, worker: _Worker) -> None:
        """A worker is gone: another takes its place."""
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        self._tell(worker, Failure(503, _TOO_MUCH))
        worker.end()
        if self._stopped:
            return
        if self._all_ready and not self._all_ready.done():
            self._all_ready.set_exception(
                GraphError("a process for queries cannot start", todo="see that there is memory")
            )
            return
        adding = asyncio.get_running_loop().create_task(self._add(worker))
        self._starting.add(adding)
        adding.add_done_callback(self._starting.discard)

    async def _add(self, lost: _Worker | None = None) -> None:
        if lost is not None:
            await asyncio.to_thread(lost.process.join)
            if not lost.ready:
                await asyncio.sleep(_REST)
        ours, theirs = socket.socketpair()
        limits = self._limits
        arguments = (str(self._store), theirs, limits.memory, limits.answer, limits.seconds, self._base)
        process = self._processes.Process(target=work, args=arguments, daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(self, process)
        self._workers.add(worker)
        await asyncio.get_running_loop().create_connection(lambda: worker, sock=ours)
        if self._stopped:
            worker.end()
