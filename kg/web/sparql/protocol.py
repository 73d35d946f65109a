"""SPARQL 1.1 Protocol over HTTP (https://www.w3.org/TR/sparql11-protocol/), for queries alone."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.store.results import forms_of
from kg.store.sparql import query_form
from kg.web.answers import Outgoing, Refused
from kg.web.negotiate import choose
from kg.web.sparql.pool import Pool
from kg.web.sparql.tasks import Failure, Query, Task

LONGEST = 1_000_000  # bytes of a request
_HEARD_OUT = 20_000_000  # bytes that are read of one that is too long
_PATIENCE = 30.0  # seconds that a client has to send it
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_ADDRESS = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*""")
_SOON = 0.05  # seconds after which it is worth looking whether the client is still there


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: the query, and the graphs over which."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def read_request(request: Request) -> Asked | None:
    """What a request asks; None if it holds no query at all.

    Raises:
        Refused: it is not as the protocol has it, or asks for a change.
    """
    pairs = _pairs(request.url.query)
    if request.method == "POST":
        if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise Refused(415, "send the request without compression")
        media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
        body = await _body(request)
        match media_type.strip():
            case "application/x-www-form-urlencoded":
                pairs += _pairs(_text(body))
            case "application/sparql-query":
                if "charset=" in parameters and "utf-8" not in parameters and "utf8" not in parameters:
                    raise Refused(415, "a query is UTF-8 text")
                pairs.append(("query", _text(body)))
            case "application/sparql-update":
                raise Refused(403, "the graph is only read here; change the minutes and run kg build")
            case _:
                raise Refused(415, "send a form (application/x-www-form-urlencoded) or application/sparql-query")
    names = [name for name, _ in pairs]
    if any(name in names for name in ("update", "using-graph-uri", "using-named-graph-uri")):
        raise Refused(403, "the graph is only read here; change the minutes and run kg build")
    queries = [value for name, value in pairs if name == "query"]
    if not queries:
        return None
    if len(queries) > 1:
        raise Refused(400, "one query at a time")
    for name, value in pairs:
        if name in _GRAPHS and not _ADDRESS.fullmatch(value):
            raise Refused(400, f"{name} must be a whole address, such as http://example.org/graph")
    graphs = {key: tuple(v for name, v in pairs if name == key) for key in _GRAPHS}
    return Asked(queries[0], graphs["default-graph-uri"], graphs["named-graph-uri"])


async def answer_query(request: Request, asked: Asked, pool: Pool, wanted: str | None = None) -> Response:
    """The response to a query: the answer, whole.

    Args:
        request: of the client.
        asked: what it asks.
        pool: that asks the store.
        wanted: the media type of the answer, where the address says it; else the client's Accept header counts.

    Raises:
        Refused: there is none.
    """
    try:
        offers = [(str(form), form) for form in forms_of(query_form(asked.query))]
    except QueryError as error:
        raise Refused(400, str(error)) from error
    form = choose(wanted or request.headers.get("accept", ""), offers)
    if form is None:
        raise Refused(406, f"an answer to this query is {' or '.join(str(form) for form, _ in offers)}")
    reply = await ask(request, pool, Query(asked.query, str(form), asked.default_graphs, asked.named_graphs))
    charset = "; charset=utf-8" if form.startswith("text/") else ""
    return send(pool, reply, f"{form}{charset}")


async def ask(request: Request, pool: Pool, task: Task) -> bytes:
    """The answer of the pool; the query is stopped when the client goes away.

    Raises:
        Refused: there is none.
    """
    asking = pool.ask(task)
    done, _ = await asyncio.wait((asking,), timeout=_SOON)
    while not done:
        if await request.is_disconnected():
            asking.cancel()
            raise Refused(499, "the client went away")
        done, _ = await asyncio.wait((asking,), timeout=10 * _SOON)
    reply = asking.result()
    if isinstance(reply, Failure):
        raise Refused(reply.status, reply.message)
    return reply.body


def send(pool: Pool, body: bytes, media_type: str) -> Response:
    """The response that brings an answer of the pool to its client.

    Raises:
        Refused: too much is on its way already, to clients that are slow to take it.
    """
    if not pool.reserve(len(body)):
        raise Refused(503, "too many large answers are on their way; ask again in a moment")
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Outgoing(body, 200, headers, media_type, sent=lambda: pool.release(len(body)))


async def _body(request: Request) -> bytes:
    # What is too long is heard out, within reason: a client that is hung up on while it speaks may not hear why.
    body, length = bytearray(), 0
    try:
        async with asyncio.timeout(_PATIENCE):
            async for chunk in request.stream():
                length += len(chunk)
                if length <= LONGEST:
                    body += chunk
                elif length > _HEARD_OUT:
                    break
    except TimeoutError as error:
        raise Refused(408, f"the request did not arrive within {_PATIENCE:g} seconds") from error
    except ClientDisconnect as error:
        raise Refused(499, "the client went away") from error
    if length > LONGEST:
        raise Refused(413, f"a request has at most {LONGEST // 1_000_000} MB")
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "a query is UTF-8 text") from error


def _pairs(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, max_num_fields=200, errors="strict")
    except (ValueError, UnicodeDecodeError) as error:
        raise Refused(400, "the form cannot be read") from error
