"""SPARQL 1.1 Protocol over HTTP (https://www.w3.org/TR/sparql11-protocol/), for queries alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.store.results import forms_of
from kg.store.sparql import query_form
from kg.web.negotiate import choose
from kg.web.sparql.pool import Pool
from kg.web.sparql.tasks import Failure, Query, Reply, Task

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
LONGEST = 1_000_000  # bytes of a request
_HEARD_OUT = 20_000_000  # bytes that are read of one that is too long
_HEARD_OUT = 20_000_000  # bytes that are read of one that is too long
_SOON = 0.05  # seconds after which it is worth looking whether the client is still there


class Refused(Exception):
    """A request that cannot be answered, with its HTTP status and a line that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


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
    graphs = {key: tuple(v for name, v in pairs if name == key) for key in ("default-graph-uri", "named-graph-uri")}
    return Asked(queries[0], graphs["default-graph-uri"], graphs["named-graph-uri"])


async def answer_query(request: Request, asked: Asked, pool: Pool) -> Response:
    """The response to a query: the answer, whole, or an error status with a line that says why."""
    try:
        offers = [(str(form), form) for form in forms_of(query_form(asked.query))]
    except QueryError as error:
        return refusal(Refused(400, str(error)))
    form = choose(request.headers.get("accept", ""), offers)
    if form is None:
        return refusal(Refused(406, f"an answer to this query is {' or '.join(str(form) for form, _ in offers)}"))
    reply = await ask(request, pool, Query(asked.query, str(form), asked.default_graphs, asked.named_graphs))
    if isinstance(reply, Failure):
        return refusal(Refused(reply.status, reply.message))
    charset = "; charset=utf-8" if form.startswith("text/") else ""
    return Response(reply.body, 200, {**CORS, "Vary": "Accept", "Content-Type": f"{form}{charset}"})


async def ask(request: Request, pool: Pool, task: Task) -> Reply:
    """Ask the pool, and stop the query when the client goes away."""
    asking = asyncio.ensure_future(pool.ask(task))
    done, _ = await asyncio.wait({asking}, timeout=_SOON)
    while not done:
        if await request.is_disconnected():
            asking.cancel()
            return Failure(499, "the client went away")
        done, _ = await asyncio.wait({asking}, timeout=10 * _SOON)
    return asking.result()


def refusal(refused: Refused) -> Response:
    """A polite error: one line of text."""
    headers = dict(CORS) | ({"Retry-After": "5"} if refused.status == 503 else {})
    return Response(f"{refused}\n", refused.status, headers, "text/plain; charset=utf-8")


async def _body(request: Request) -> bytes:
    # What is too long is heard out, within reason: a client that is hung up on while it speaks may not hear why.
    body, length = bytearray(), 0
    async for chunk in request.stream():
        length += len(chunk)
        if length <= LONGEST:
            body += chunk
        elif length > _HEARD_OUT:
            break
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
