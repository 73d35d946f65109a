"""The process that asks a copy of the store: one task after another, until its pipe is closed or it is killed."""

from __future__ import annotations

import datetime as dt
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import KgError
from kg.store.embedded import EmbeddedStore, open_read_only
from kg.store.results import ResultForm, TooLarge, answer_bytes
from kg.web.sparql.tasks import Answer, Canned, Failure, Query, Reply, decode_task, encode

READY = b"ready"


def work(store_path: str, pipe: Connection, memory: int, limit: int, base: str) -> None:
    """Answer tasks from a pipe.

    Args:
        store_path: folder of the store.
        pipe: where tasks come from and answers go to.
        memory: bytes that the process may have in all, where the system can hold it to that.
        limit: bytes that an answer may have.
        base: what relative IRIs in a query begin with.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the pipe
    _hold_to(memory)
    store = open_read_only(Path(store_path))
    pipe.send_bytes(READY)
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(encode(_answer(store, pipe.recv_bytes(), limit, base)))


def _answer(store: EmbeddedStore, message: bytes, limit: int, base: str) -> Reply:
    try:
        match decode_task(message):
            case Query() as query:
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

    query = find_query(canned.name)
    answer = answer_query(query, store, canned.values, today=dt.date.fromisoformat(canned.today))
    shown = format_answer(answer.table, canned.form, layout=query.layout, title=query.name)
    return shown.encode("utf-8") if isinstance(shown, str) else shown


def _too_large(limit: int) -> Failure:
    return Failure(413, f"the answer is larger than {limit // 1_000_000} MB; ask for less, or add LIMIT")


def _hold_to(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
