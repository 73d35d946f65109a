"""`kg serve`: the pages of a graph from its store, in the form that a client asks for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.web.files import media_type_of, other_files
from kg.web.negotiate import choose
from kg.web.site import Form, Site
from kg.web.sparql.pool import Limits, Pool
from kg.web.sparql.routes import sparql_routes

_OFFERS = tuple((form.media_type.partition(";")[0], form) for form in Form)
_SAFE: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def make_app(site: Site, limits: Limits | None = None) -> Starlette:
    """The application (ASGI) that answers for a site.

    The address of a page answers in the form that the client likes best (`Vary: Accept`); with the ending of a form it
    answers in that form.

    Args:
        site: whose pages it answers with.
        limits: what a SPARQL query may take.
    """
    root = site.addresses.root
    makers = other_files(site)
    made: dict[str, bytes] = {}

    def other(path: str) -> bytes | None:
        """A file that is no page, made when it is first asked for."""
        if path in makers and path not in made:
            made[path] = makers[path]()
        return made.get(path)

    async def page(request: Request) -> Response:
        path = request.path_params["path"]
        if (data := await asyncio.to_thread(other, path)) is not None:
            return _answer(data, media_type_of(path))
        name, _, ending = path.rpartition(".")
        if ending in set(Form) and (found := site.pages.get(name)) and Form(ending) in found.forms:
            form = Form(ending)
            return _answer(await asyncio.to_thread(site.render, found, form), form.media_type)
        found = site.pages.get(path.rstrip("/"))
        if found is None:
            missing = await asyncio.to_thread(site.render, site.pages["404"], Form.HTML)
            return _answer(missing, Form.HTML.media_type, 404)
        # The ontology has its data as files beside its page.
        offers = [offer for offer in _OFFERS if offer[1] in found.forms or f"{found.path}.{offer[1]}" in makers]
        chosen = choose(request.headers.get("accept", ""), offers)
        if chosen is None:
            return _answer(b"This page is not to be had in that form.\n", "text/plain; charset=utf-8", 406)
        if chosen not in found.forms and (data := await asyncio.to_thread(other, f"{found.path}.{chosen}")):
            return _answer(data, chosen.media_type, vary=True)
        return _answer(await asyncio.to_thread(site.render, found, chosen), chosen.media_type, vary=True)

    pool = Pool(limits or Limits(), site.addresses.base)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        # A build that comes meanwhile removes the store that it replaces, so queries are asked of a copy.
        with TemporaryDirectory(prefix="minutes-kg-", ignore_cleanup_errors=True) as copy:
            site.store.copy_to(Path(copy) / "store")
            await pool.start(Path(copy) / "store")
            try:
                yield
            finally:
                await pool.stop()

    return Starlette(routes=[*sparql_routes(site, pool), Route(f"{root}{{path:path}}", page)], lifespan=lifespan)


def _answer(body: bytes, media_type: str, status: int = 200, *, vary: bool = False) -> Response:
    headers = dict(_SAFE) | ({"Vary": "Accept"} if vary else {})
    return Response(body, status, headers, media_type)
