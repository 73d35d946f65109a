"""Where the endpoint, its page, the operations and the health of the server answer."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg import __version__
from kg.query import load_catalogue
from kg.store.syntax import Syntax
from kg.web.negotiate import choose
from kg.web.render import render_page
from kg.web.site import Form, Page, Site
from kg.web.sparql.api import FORMS, describe_api, list_queries
from kg.web.sparql.description import describe_service
from kg.web.sparql.pool import Pool
from kg.web.sparql.protocol import CORS, Asked, Refused, answer_query, ask, read_request, refusal
from kg.web.sparql.tasks import Canned, Failure, Query

_PAGE = Page("sparql")
_SHOWN = 1000  # rows of an answer on a page
_SYNTAXES: Mapping[Form, Syntax] = {
    Form.TURTLE: Syntax.TURTLE,
    Form.JSONLD: Syntax.JSONLD,
    Form.NTRIPLES: Syntax.NTRIPLES,
}
_HTML = "text/html; charset=utf-8"
_FIRST = """\
SELECT ?who ?what ?due WHERE {
  ?promise a minutes:Promise ; minutes:action ?what ; minutes:promisedBy/rdfs:label ?who .
  OPTIONAL { ?promise minutes:dueBy ?due }
} ORDER BY ?due LIMIT 20"""


def sparql_routes(site: Site, pool: Pool) -> list[Route]:
    """The routes; the pool is started by the application."""
    root, base = site.addresses.root, site.addresses.base

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=CORS)
        try:
            asked = await read_request(request)
            if asked is None:
                return _without_query(request)
            if _wants_page(request):
                return await _page(request, asked)
            return await answer_query(request, asked, pool)
        except Refused as error:
            return refusal(error)

    def _without_query(request: Request) -> Response:
        """A reader gets the page to type a query in, a program the description of the service."""
        if request.method == "POST":
            raise Refused(400, "there is no query in the request")
        offers = [(form.media_type.partition(";")[0], form) for form in (Form.HTML, *_SYNTAXES)]
        accept = request.headers.get("accept", "")
        form = choose(accept if accept and accept != "*/*" else "text/turtle", offers)
        if form is None:
            raise Refused(406, "the description of this service is Turtle, JSON-LD or N-Triples")
        if form is Form.HTML:
            return _show(_FIRST)
        body = describe_service(f"{base}sparql", site.store.graphs(), _SYNTAXES[form])
        return Response(body, 200, {**CORS, "Vary": "Accept"}, form.media_type)

    async def _page(request: Request, asked: Asked) -> Response:
        task = Query(asked.query, "application/sparql-results+json", asked.default_graphs, asked.named_graphs)
        try:
            reply = await ask(request, pool, task)
        except ValueError:
            reply = Failure(400, "the query cannot be read")
        if isinstance(reply, Failure):
            return _show(asked.query, error=reply.message, status=reply.status)
        return _show(asked.query, answer=json.loads(reply.body))

    def _show(query: str, *, answer: dict[str, object] | None = None, error: str = "", status: int = 200) -> Response:
        view = {"query": query, "answer": answer, "error": error, "shown": _SHOWN, "catalogue": load_catalogue()}
        return Response(render_page(site, _PAGE, "sparql", view), status, {**CORS, "Vary": "Accept"}, _HTML)

    async def operation(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in {query.name for query in load_catalogue()}:
            return refusal(Refused(404, f"there is no query of that name; {root}api lists them"))
        values = dict(request.query_params)
        form = values.pop("format", "") or choose(
            request.headers.get("accept", ""), [(media_type, form) for form, media_type in FORMS.items()]
        )
        if form is None or form not in FORMS:
            return refusal(Refused(406, f"the answer is to be had as {', '.join(FORMS)}"))
        given = {key: value for key, value in values.items() if value}
        reply = await ask(request, pool, Canned(name, given, form, site.as_of.isoformat()))
        if isinstance(reply, Failure):
            return refusal(Refused(reply.status, reply.message))
        headers = {**CORS, "Vary": "Accept", "Content-Type": f"{FORMS[form]}; charset=utf-8"}
        return Response(reply.body, 200, headers)

    async def catalogue(request: Request) -> Response:
        return _json(list_queries(root))

    async def openapi(request: Request) -> Response:
        return _json(describe_api(base, root))

    async def health(request: Request) -> Response:
        return _json({"status": "ok", "pages": len(site.pages), "graph": site.folder.manifest.generation})

    async def version(request: Request) -> Response:
        return _json({"name": "minutes-kg", "version": __version__})

    methods = ["GET", "POST", "OPTIONS"]
    return [
        Route(f"{root}sparql", endpoint, methods=methods),
        Route(f"{root}sparql/", endpoint, methods=methods),
        Route(f"{root}api", catalogue),
        Route(f"{root}api/openapi.json", openapi),
        Route(f"{root}api/{{name}}", operation),
        Route(f"{root}health", health),
        Route(f"{root}version", version),
    ]


def _wants_page(request: Request) -> bool:
    """Whether somebody looks at it in a browser, which asks for HTML before all else."""
    machine = [("application/sparql-results+json", False), ("text/turtle", False), ("text/csv", False)]
    return bool(choose(request.headers.get("accept", "") or "*/*", [*machine, ("text/html", True)]))


def _json(content: object) -> Response:
    body = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return Response(body, 200, dict(CORS), "application/json")
