"""The server itself: the socket on which it answers, and patience with clients that has an end."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from typing import Any, cast

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import UsageError

_PATIENCE = 20.0  # seconds that a client has for the head of a request
_LONG = 65536
_STALLED = 30.0  # seconds that it has to take what is on its way, at most some 300 kB, until more is sent


class _Together:
    """A transport that sends in one go what is written in one go: the head of an answer with its body.

    uvloop does so by itself; asyncio asks the system for each.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._written: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._written:
            self._loop.call_soon(self._flush)
        self._written.append(data)
        if len(data) > _LONG:  # then more may follow, which is to wait until the client has taken this
            self._flush()

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._written:
            self._transport.write(b"".join(self._written))
            self._written = []


class _Connection(H11Protocol):
    """A connection that is closed when the client neither asks nor takes its answer.

    uvicorn bounds the pause between two requests alone. Of its two parsers this one refuses heads without end.
    """

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast("asyncio.Transport", _Together(transport, self.loop)))
        self._asking = self.loop.call_later(_PATIENCE, self._hang_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        answering = self.cycle is not None and not self.cycle.response_complete
        if answering and self._asking is not None:
            self._asking.cancel()
            self._asking = None
        elif not answering and self._asking is None:
            self._asking = self.loop.call_later(_PATIENCE, self._hang_up)

    def _hang_up(self) -> None:
        self._asking = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self.loop.call_later(_STALLED, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._let_go()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._let_go()
        if self._asking is not None:
            self._asking.cancel()

    def _let_go(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None


def listen(host: str, port: int) -> socket.socket:
    """A socket on which the server will answer; clients may ask from now on.

    Args:
        host: name or address.
        port: 0 for any that is free.

    Raises:
        UsageError: it is taken, or is none of this machine.
    """
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # asyncio sends at once, not when there is more, only where the socket says that it is TCP: 40 ms an answer.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise UsageError("no address of that name", where=host, todo="give one of this machine") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(512)
    except OSError as error:
        listening.close()
        other = "--host" if error.errno == errno.EADDRNOTAVAIL else "--port"
        raise UsageError(
            f"cannot answer there ({error.strerror or error})", where=f"{host}:{port}", todo=f"choose another {other}"
        ) from error
    return listening


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Answer until the process is told to end: by Ctrl-C, SIGTERM, or its terminal when that is closed."""
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda number, frame: signal.raise_signal(signal.SIGTERM))
    settings: dict[str, Any] = {
        "http": _Connection,
        "ws": "none",
        "lifespan": "on",
        "log_level": "critical",  # what a client does wrong it is told itself
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,  # nothing here depends on who asks
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": 2,
    }
    uvicorn.Server(uvicorn.Config(app, **settings)).run(sockets=[listening])
