"""What goes out to a client: headers that all answers have, nothing that it has already, long answers in parts."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.web.hosts.types import SAFE

_ANYWHERE: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",  # all of it is public, and nothing here knows who asks
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link, Retry-After",
}
_PREFLIGHT: Mapping[str, str] = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_COMPRESSED = re.compile(r"text/|application/(?:\w[\w.-]*\+)?(?:json|xml)|application/n-triples|image/svg")
_GZIP = re.compile(r"(?:^|,)\s*(?:gzip|x-gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?=,|$)", re.IGNORECASE)
_WORTH = 1000  # bytes below which nothing is gained
_LONG = 64 * 1024  # bytes above which compressing is not for the thread in which all clients are heard
_LINE = 600  # characters of an error; what a client sent may stand in it
_PART = 256 * 1024


class Refused(Exception):
    """A request that cannot be answered, with its HTTP status and a line that says why.

    >>> str(Refused(400, "not a date: 'a\\nb\\x00'"))
    "not a date: 'a b\ufffd'"
    """

    def __init__(self, status: int, message: str) -> None:
        line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message[:_LINE].split()))
        super().__init__(line + ("…" if len(message) > _LINE else ""))
        self.status = status


class Outgoing(Response):
    """An answer that is sent in parts, each when the client has taken most of the one before.

    Args:
        body: of the answer.
        status: HTTP status.
        headers: of it, besides those that all answers have.
        media_type: with its encoding, where it has one.
        sent: called when the answer is sent, or the client is gone.
    """

    def __init__(
        self,
        body: bytes,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        media_type: str = "text/plain; charset=utf-8",
        sent: Callable[[], None] | None = None,
    ) -> None:
        # Given as a header, since Starlette adds an encoding to what begins with "text/".
        kind = {"Content-Type": media_type} if status not in (204, 304) else {}
        super().__init__(body, status, {**_ANYWHERE, **SAFE, **(headers or {}), **kind})
        self._sent = sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            if len(self.body) <= _PART or scope["method"] == "HEAD":
                await super().__call__(scope, receive, send)
                return
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            for start in range(0, len(self.body), _PART):
                part = bytes(self.body[start : start + _PART])
                more = start + _PART < len(self.body)
                await send({"type": "http.response.body", "body": part, "more_body": more})
        finally:
            if self._sent:
                self._sent()


async def give(request: Request, body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """A page or a file: compressed if the client takes that, and not at all if it says that it has it.

    What is the same has the same tag, a hash of its bytes, so that a browser may keep it and asks only whether it still
    holds (RFC 9110, section 13.1.2). A range of it is not given out, as RFC 9110 leaves it to us: it is given whole.

    Args:
        request: of the client.
        body: all of it.
        media_type: with its encoding, where it has one.
        headers: more of them.
    """
    tag = hashlib.sha256(body).hexdigest()[:32]
    compressible = len(body) >= _WORTH and _COMPRESSED.match(media_type) is not None
    compressed = compressible and _GZIP.search(request.headers.get("accept-encoding", "")[:1000]) is not None
    given = dict(headers or {})
    if compressible:
        given["Vary"] = ", ".join(filter(None, (given.get("Vary"), "Accept-Encoding")))
    given |= {"Cache-Control": "no-cache", "ETag": f'"{tag}-gzip"' if compressed else f'"{tag}"'}
    known = request.headers.get("if-none-match", "")[:4000]
    if known.strip() == "*" or tag in {one.strip().removeprefix("W/").strip('"')[:32] for one in known.split(",")}:
        return Outgoing(b"", 304, given)
    if compressed:
        body = await asyncio.to_thread(_compress, body) if len(body) > _LONG else _compress(body)
        given["Content-Encoding"] = "gzip"
    return Outgoing(body, 200, given, media_type)


def _compress(body: bytes) -> bytes:
    return gzip.compress(body, 5, mtime=0)


def refuse(refused: Refused, headers: Mapping[str, str] | None = None) -> Response:
    """A polite error: one line of text."""
    given = {"Retry-After": "5"} if refused.status == 503 else {}
    return Outgoing(f"{refused}\n".encode("utf-8", "replace"), refused.status, {**given, **(headers or {})})


def describe_methods(methods: str) -> Response:
    """What may be done at an address, also for a page of another host whose script asks first (CORS)."""
    allowed = {"Allow": methods, "Access-Control-Allow-Methods": methods}
    return Outgoing(b"", 204, {**_PREFLIGHT, **allowed})
