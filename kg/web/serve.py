"""`kg serve`: the pages of a graph from its store, in the form that a client asks for.

An application of the server interface ASGI (https://asgi.readthedocs.io/), without a router between: what is asked most
often, SPARQL, is found in one step.
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.errors import KgError
from kg.web.ahead import Ahead
from kg.web.answers import Outgoing, Refused, describe_methods, give, refuse
from kg.web.files import media_type_of, other_files
from kg.web.kept import Kept
from kg.web.negotiate import choose
from kg.web.pages.data import TOLD_OF
from kg.web.site import DATA, Form, Page, Site
from kg.web.sparql.pool import Limits, Pool
from kg.web.sparql.routes import Endpoint

_OFFERS = tuple((form.media_type.partition(";")[0], form) for form in Form)
_PLAIN = (("text/html", True), ("text/plain", False))
_READ = "GET, HEAD, OPTIONS"
_ASK = "GET, HEAD, POST, OPTIONS"
_ABSOLUTE = re.compile(r"\Ahttps?://[^/?#]*", re.IGNORECASE)  # as clients of a proxy ask (RFC 9112, section 3.2.2)
_LOG = logging.getLogger("kg.web")

Handler = Callable[[Request], Awaitable[Response]]


class Application:
    """What answers for a site.

    The address of a page answers in the form that the client likes best (`Vary: Accept`); with the ending of a form it
    answers in that form.

    Args:
        site: whose pages it answers with.
        limits: what a SPARQL query may take.
        ready: called when it can answer.
    """

    def __init__(self, site: Site, limits: Limits | None = None, ready: Callable[[], None] | None = None) -> None:
        self._site = site
        self._root = site.addresses.root
        self._pool = Pool(limits or Limits(), site.addresses.base)
        self._ahead = Ahead(site)
        self._endpoint = Endpoint(site, self._pool)
        endpoint = self._endpoint
        self._handlers: Mapping[str, Handler] = {
            "sparql": endpoint.sparql,
            "sparql/": endpoint.sparql,
            "api": endpoint.catalogue,
            "api/openapi.json": endpoint.openapi,
            "health": endpoint.health,
            "version": endpoint.version,
        }
        self._ready = ready
        self._render = Kept(site.render)
        self._makers = other_files(site)
        self._made: dict[str, asyncio.Future[bytes]] = {}
        self.failure: KgError | None = None
        """Why it could not start."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or begin and end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            response = await self._respond(Request(scope, receive))
            await response(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        # A build that comes meanwhile removes the store that it replaces, so queries are asked of a copy.
        with TemporaryDirectory(prefix="minutes-kg-", ignore_cleanup_errors=True) as copy:
            try:
                await asyncio.to_thread(self._site.store.copy_to, Path(copy) / "store")
                await self._pool.start(Path(copy) / "store")
                self._ahead.start(Path(copy) / "store")
            except (KgError, OSError) as error:
                self.failure = error if isinstance(error, KgError) else KgError(f"no copy to ask ({error})", where=copy)
                await self._pool.stop()
                await send({"type": "lifespan.startup.failed"})
                return
            if self._ready:
                self._ready()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await self._ahead.stop()
            await self._pool.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _respond(self, request: Request) -> Response:
        try:
            return await self._find(request)
        except Refused as error:
            return refuse(error)
        except KgError as error:
            return refuse(Refused(503, f"{error.what}; if the graph was built anew meanwhile, start kg serve again"))
        except Exception as error:
            _LOG.error("kg: %s %s: %s: %s", request.method, request.url.path[:200], type(error).__name__, error)
            return refuse(Refused(500, "this went wrong here, which is no fault of yours"))

    async def _find(self, request: Request) -> Response:
        path = _ABSOLUTE.sub("", request.scope["path"], count=1) or "/"
        if request.method == "OPTIONS" and path == "*":
            return describe_methods(_READ)
        if not path.startswith(self._root):
            if path in ("/", self._root[:-1]):
                return Outgoing(b"", 307, {"Location": self._root})
            raise Refused(404, f"nothing is there; what is to be seen begins at {self._root}")
        path = path[len(self._root) :]
        handler = self._handlers.get(path)
        methods = _ASK if handler == self._endpoint.sparql else _READ
        if request.method == "OPTIONS":
            return describe_methods(methods)
        if request.method not in methods.split(", "):
            return refuse(Refused(405, f"at this address there is {methods} only"), {"Allow": methods})
        if handler:
            return await handler(request)
        if path.startswith("api/") and path != "api/":
            return await self._endpoint.operation(request, path[4:])
        return await self._page(request, path)

    async def _page(self, request: Request, path: str) -> Response:
        if path in self._makers:
            return await give(request, await self._file(path), media_type_of(path))
        name, _, ending = path.rpartition(".")
        if ending in set(Form) and (found := self._site.pages.get(name)) and Form(ending) in found.forms:
            return await self._give_form(request, found, Form(ending), {})
        found = self._site.pages.get(path)
        if found is None or path == "404":
            return await self._missing(request, path)
        offers = [offer for offer in _OFFERS if offer[1] in self._forms(found)]
        chosen = choose(request.headers.get("accept", ""), offers)
        if chosen is None:
            forms = ", ".join(media_type for media_type, _ in offers)
            return refuse(Refused(406, f"this page is to be had as {forms}"), self._links(found, None))
        return await self._give_form(request, found, chosen, {"Vary": "Accept"})

    async def _give_form(self, request: Request, page: Page, form: Form, headers: Mapping[str, str]) -> Response:
        place = (
            {"Content-Location": f"{self._root}{page.path}.{form}"} if headers and len(self._forms(page)) > 1 else {}
        )
        body = await self._ahead.find(f"{page.path}.{form}")
        if body is None:
            body = await self._make(page, form)
        return await give(request, body, form.media_type, {**headers, **place, **self._links(page, form)})

    async def _make(self, page: Page, form: Form) -> bytes:
        if form not in page.forms:
            return await self._file(f"{page.path}.{form}")
        if page.path == DATA and form is Form.HTML:
            for path in TOLD_OF:  # so that one thread is busy with them, however many wait for the page
                await self._file(path)
        return await asyncio.to_thread(self._render, page, form)

    def _forms(self, page: Page) -> tuple[Form, ...]:
        """The forms of a page; the ontology has its data as files beside it."""
        return tuple(form for form in Form if form in page.forms or f"{page.path}.{form}" in self._makers)

    def _links(self, page: Page, form: Form | None) -> dict[str, str]:
        """Where else the page is, in which other forms (RFC 8288)."""
        links = [f'<{self._site.addresses.base}{page.path}>; rel="canonical"']
        forms = self._forms(page)
        for other in forms:
            if other is not form and len(forms) > 1:
                media_type = other.media_type.partition(";")[0]
                relation = "alternate" if other is Form.HTML or form is not Form.HTML else "alternate describedby"
                links.append(f'<{self._root}{page.path}.{other}>; rel="{relation}"; type="{media_type}"')
        return {"Link": ", ".join(links)}

    async def _missing(self, request: Request, path: str) -> Response:
        bare = path.rstrip("/")
        if path != bare and (bare in self._handlers or bare in self._site.pages):
            query = request.scope["query_string"].decode("latin-1")
            return Outgoing(b"", 301, {"Location": f"{self._root}{bare}{'?' if query else ''}{query}"})
        if not choose(request.headers.get("accept", ""), _PLAIN):
            raise Refused(404, "there is no page of that address")
        missing = await asyncio.to_thread(self._render, self._site.pages["404"], Form.HTML)
        return Outgoing(missing, 404, {"Vary": "Accept"}, Form.HTML.media_type)

    async def _file(self, path: str) -> bytes:
        """A file that is no page, made once, when it is first asked for: the dumps take long."""
        if (ahead := await self._ahead.find(path)) is not None:
            return ahead
        if path not in self._made:
            self._made[path] = self._make_aside(path)
        made = self._made[path]
        try:
            return await asyncio.shield(made)
        except Exception:
            self._made.pop(path, None)
            raise

    def _make_aside(self, path: str) -> asyncio.Future[bytes]:
        """A file, made by a thread of its own: some take minutes of a large graph, and nothing else waits for them."""
        loop = asyncio.get_running_loop()
        made: asyncio.Future[bytes] = loop.create_future()

        def make() -> None:
            try:
                tell = partial(made.set_result, self._site.read_file(path))
            except Exception as error:
                tell = partial(made.set_exception, error)
            with suppress(RuntimeError):  # the server has ended meanwhile
                loop.call_soon_threadsafe(tell)

        threading.Thread(target=make, name=path, daemon=True).start()
        return made
