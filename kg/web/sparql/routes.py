"""What the endpoint, its page, the operations and the health of the server answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from kg import __version__
from kg.errors import QueryError
from kg.query import CannedQuery, find_query, load_catalogue
from kg.store.folder import store_path
from kg.store.results import forms_of, list_triples
from kg.store.sparql import query_form
from kg.store.syntax import Syntax
from kg.web.answers import Outgoing, Refused
from kg.web.negotiate import choose
from kg.web.render import render_page
from kg.web.site import Form, Page, Site
from kg.web.sparql.api import FORMS, describe_api, list_queries, name_parameters
from kg.web.sparql.description import describe_service
from kg.web.sparql.editor import FIRST, FORMATS, view_editor
from kg.web.sparql.pool import Pool
from kg.web.sparql.protocol import Asked, answer_query, ask, read_request, send
from kg.web.sparql.ready import PAGE, view_ready
from kg.web.sparql.tasks import Canned, Query

_PAGE = Page("sparql")
_READ = 10_000_000  # bytes of an answer that are read for a page
_SYNTAXES: Mapping[Form, Syntax] = {
    Form.TURTLE: Syntax.TURTLE,
    Form.JSONLD: Syntax.JSONLD,
    Form.NTRIPLES: Syntax.NTRIPLES,
}
_LOOKED_AT = (
    *(("application/sparql-results+json", False), ("text/turtle", False), ("text/csv", False)),
    ("text/html", True),
)
_HTML = "text/html; charset=utf-8"


class Endpoint:
    """What is answered below `sparql`, `api`, `health` and `version`.

    Args:
        site: whose graph is asked.
        pool: that asks it; somebody else starts and stops it.
    """

    def __init__(self, site: Site, pool: Pool) -> None:
        self._site = site
        self._pool = pool
        self._root = site.addresses.root
        self._base = site.addresses.base
        self._names = frozenset(query.name for query in load_catalogue())
        self._described: dict[Form, bytes] = {}
        self._pages = asyncio.Semaphore(2)  # made at a time of answers, which take room

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol; in a browser the page to type a query in, with what came of it."""
        form = request.query_params.get("format", "") if b"format=" in request.scope["query_string"] else ""
        looked_at = not form and _wants_page(request)
        asked = Asked("")
        try:
            found = await read_request(request)
            if found is None:
                return await self._without_query(request)
            asked = found
            if form and form not in FORMATS:
                raise Refused(406, f"the answer is to be had as {', '.join(FORMATS)}")
            if not looked_at:
                return await answer_query(request, asked, self._pool, FORMATS.get(form))
            async with self._pages:
                return await self._page(request, asked)
        except Refused as error:
            if not looked_at:
                raise
            return await asyncio.to_thread(self._show, asked.query or FIRST, error=str(error), status=error.status)

    async def _without_query(self, request: Request) -> Response:
        """A reader gets the page to type a query in, a program the description of the service."""
        if request.method == "POST":
            raise Refused(400, "there is no query in the request")
        offers = [(form.media_type.partition(";")[0], form) for form in (Form.HTML, *_SYNTAXES)]
        accept = request.headers.get("accept", "")
        form = choose(accept if accept and accept != "*/*" else "text/turtle", offers)
        if form is None:
            raise Refused(406, f"without a query this address is {', '.join(kind for kind, _ in offers)}")
        if form is Form.HTML:
            return await asyncio.to_thread(self._show, FIRST)
        if form not in self._described:
            self._described[form] = await asyncio.to_thread(self._describe, form)
        return Outgoing(self._described[form], 200, {"Vary": "Accept"}, form.media_type)

    def _describe(self, form: Form) -> bytes:
        return describe_service(f"{self._base}sparql", self._site.store.graphs(), _SYNTAXES[form])

    async def _page(self, request: Request, asked: Asked) -> Response:
        try:
            graph = "text/turtle" in forms_of(query_form(asked.query))
        except QueryError as error:
            raise Refused(400, str(error)) from error
        form = "application/n-triples" if graph else "application/sparql-results+json"
        task = Query(asked.query, form, asked.default_graphs, asked.named_graphs, _READ)
        body = await ask(request, self._pool, task)
        read = list_triples if graph else json.loads
        return await asyncio.to_thread(lambda: self._show(asked.query, answer=read(body), graph=graph))

    def _show(
        self,
        query: str,
        *,
        answer: dict[str, object] | None = None,
        graph: bool = False,
        error: str = "",
        status: int = 200,
    ) -> Response:
        view = view_editor(self._site, query, answer=answer, graph=graph, error=error)
        return self._html(_PAGE, "sparql", view, status)

    def _html(self, page: Page, template: str, view: Mapping[str, object], status: int) -> Response:
        headers = {"Vary": "Accept", "Cache-Control": "no-cache"} | ({"Retry-After": "5"} if status == 503 else {})
        return Outgoing(render_page(self._site, page, template, view), status, headers, _HTML)

    async def operation(self, request: Request, name: str) -> Response:
        """What a canned query answers; in a browser its page."""
        if name not in self._names:
            raise Refused(404, f"there is no query of that name; {self._root}api lists them")
        pairs = request.query_params.multi_items()
        values = dict(pairs)
        if len(values) < len(pairs):
            raise Refused(400, "each parameter once")
        if not values.get("format") and _wants_page(request):
            async with self._pages:
                return await self._question(request, find_query(name), values)
        form = values.pop("format", "") or choose(
            request.headers.get("accept", ""), [(media_type, form) for form, media_type in FORMS.items()]
        )
        if form is None or form not in FORMS:
            raise Refused(406, f"the answer is to be had as {', '.join(FORMS)}")
        given = {key: value for key, value in values.items() if value}
        try:
            body = await ask(request, self._pool, Canned(name, given, form, self._site.as_of.isoformat()))
        except Refused as refused:
            raise Refused(refused.status, name_parameters(find_query(name), str(refused), given)) from refused
        return send(self._pool, body, f"{FORMS[form]}; charset=utf-8")

    async def _question(self, request: Request, query: CannedQuery, values: Mapping[str, str]) -> Response:
        """The page of a canned query: its form, and the answer unless something that it needs is still to be typed."""
        given = {key: value for key, value in values.items() if value and key != "format"}
        reply, error, status = None, "", 200
        if given or all(parameter.default is not None for parameter in query.parameters):
            try:
                reply = await ask(request, self._pool, Canned(query.name, given, PAGE, self._site.as_of.isoformat()))
            except Refused as refused:
                error, status = str(refused), refused.status

        def show() -> Response:
            view = view_ready(self._site, query, given, reply=reply, error=error)
            return self._html(Page(f"api/{query.name}"), "question", view, status)

        return await asyncio.to_thread(show)

    async def catalogue(self, request: Request) -> Response:
        """The canned queries."""
        return _json(list_queries(self._root))

    async def openapi(self, request: Request) -> Response:
        """Their description."""
        return _json(describe_api(self._base, self._root))

    async def health(self, request: Request) -> Response:
        """That the server is up, and whether the graph was built anew since it began."""
        served = self._site.folder.manifest.generation
        current = store_path(self._site.folder.path, served).is_dir()  # a build removes the store that it replaces
        found = {"status": "ok", "pages": len(self._site.pages), "graph": served, "current": current}
        return _json(found)

    async def version(self, request: Request) -> Response:
        """Of the program."""
        return _json({"name": "minutes-kg", "version": __version__})


def _wants_page(request: Request) -> bool:
    """Whether somebody looks at it in a browser, which asks for HTML before all else."""
    return bool(choose(request.headers.get("accept", "") or "*/*", _LOOKED_AT))


def _json(content: object) -> Response:
    body = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return Outgoing(body.encode("utf-8"), 200, {"Cache-Control": "no-cache"}, "application/json")
