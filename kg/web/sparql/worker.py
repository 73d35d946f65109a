"""The process that asks a copy of the store: one task after another, until its socket is closed or it is killed."""

from __future__ import annotations

import datetime as dt
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import KgError
from kg.store.embedded import EmbeddedStore, open_read_only
from kg.store.results import ResultForm, TooLarge, answer_bytes
from kg.web.sparql.tasks import HEAD, Answer, Canned, Failure, Query, Reply, decode_task, encode, frame

READY = b"ready"
_CHUNK = 65536
_GRACE = 5  # seconds after which a process that nobody watches any more stops by itself


def work(store_path: str, peer: socket.socket, memory: int, limit: int, seconds: float, base: str) -> None:
    """Answer tasks that come through a socket.

    Args:
        store_path: folder of the store.
        peer: where tasks come from and answers go to.
        memory: bytes that the process may have in all, where the system can hold it to that.
        limit: bytes that an answer may have.
        seconds: how long a query may run. The server stops those that take longer; should the server itself be
            killed, the process ends by itself soon after.
        base: what relative IRIs in a query begin with.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends us
    _hold_to(memory)
    store = open_read_only(Path(store_path))
    with suppress(OSError):
        peer.sendall(frame(READY))
        while (message := _receive(peer)) is not None:
            with _ending_after(seconds + _GRACE):
                reply = encode(_answer(store, message, limit, base))
            peer.sendall(frame(reply))


def _receive(peer: socket.socket) -> bytes | None:
    """The next message; None when nobody is there any more."""
    heard = bytearray()
    while len(heard) < HEAD.size or len(heard) < HEAD.size + HEAD.unpack_from(heard)[0]:
        if not (data := peer.recv(_CHUNK)):
            return None
        heard += data
    return bytes(heard[HEAD.size :])


@contextmanager
def _ending_after(seconds: float) -> Iterator[None]:
    """A signal that ends the process, whatever it does, if the block takes longer; Windows has none."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(store: EmbeddedStore, message: bytes, limit: int, base: str) -> Reply:
    try:
        match decode_task(message):
            case Query() as query:
                limit = query.limit or limit
                return Answer(
                    answer_bytes(
                        store,
                        query.text,
                        ResultForm(query.form),
                        default_graphs=query.default_graphs,
                        named_graphs=query.named_graphs,
                        base=base,
                        limit=limit,
                    )
                )
            case canned:
                body = _canned(store, canned)
                return Answer(body) if len(body) <= limit else _too_large(limit)
    except TooLarge:
        return _too_large(limit)
    except KgError as error:
        return Failure(400, str(error))
    except MemoryError:
        return Failure(503, "the query needs more memory than is allowed; ask for less, or add LIMIT")


def _canned(store: EmbeddedStore, canned: Canned) -> bytes:
    from kg.query import answer_query, find_query, format_answer
    from kg.web.sparql.ready import PAGE, ask_ready

    query = find_query(canned.name)
    if canned.form == PAGE:
        return ask_ready(query, store, canned.values, dt.date.fromisoformat(canned.today))
    answer = answer_query(query, store, canned.values, today=dt.date.fromisoformat(canned.today))
    shown = format_answer(answer.table, canned.form, layout=query.layout, title=query.name)
    return shown.encode("utf-8") if isinstance(shown, str) else shown


def _too_large(limit: int) -> Failure:
    return Failure(413, f"the answer is larger than {limit // 1_000_000} MB; ask for less, or add LIMIT")


def _hold_to(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
